"""Sources that are no memos, read by the model of the package: what rules of their own had read, and in more ways."""

from __future__ import annotations

import pytest

from ponarscite.note.cascade import read_works
from ponarscite.note.cited_work import CitedWork
from ponarscite.series.ponars import PONARS, PONARS_EURASIA

SERIES = (PONARS, PONARS_EURASIA)


def work(*authors: str, **texts: str) -> dict[str, object]:
    """A work as `shown` shows it."""
    return {"author": authors, **{name.replace("_", "-"): text for name, text in texts.items()}}


def news(*authors: str, outlet: str, **texts: str) -> dict[str, object]:
    return work(*authors, type="article-newspaper", container_title=outlet, **texts)


def journal(*authors: str, container: str, **texts: str) -> dict[str, object]:
    return work(*authors, type="article-journal", container_title=container, **texts)


def shown(cited: CitedWork) -> dict[str, object]:
    texts: dict[str, str] = {}
    for name, text in cited:
        texts[name] = f"{texts[name]}; {text}" if name in texts else text
    for name in ("author", "reading", "unread"):
        texts.pop(name, None)
    return {"author": cited.authors, **texts}


CROWD = tuple(f"{letter}na Maria {letter}uritskaya-{letter}een" for letter in "ABCDEFGHIJKLMNOPQRSTU")
"""Twenty-one authors."""

OTHERS = {
    "“Rafts and Fords,” by E. Wayne Lee and Judy Kim, The National Interest, December 15, 2014.": news(
        "E. Wayne Lee",
        "Judy Kim",
        title="Rafts and Fords",
        outlet="The National Interest",
        issued="December 15, 2014",
    ),
    "Ann Lee, “Rafts,” with Bo Kim, Foreign Policy, May 3, 2015.": news(
        "Ann Lee", "Bo Kim", title="Rafts", outlet="Foreign Policy", issued="May 3, 2015"
    ),
    "Mark Galeotti, “Rafts,” In Moscow’s Shadows (blog), May 3, 2020.": work(
        "Mark Galeotti",
        type="post-weblog",
        title="Rafts",
        container_title="In Moscow’s Shadows",
        issued="May 3, 2020",
    ),
    "Ann Lee, “Rafts” (podcast), Example Radio, May 3, 2020.": work(
        "Ann Lee", type="broadcast", title="Rafts", container_title="Example Radio", issued="May 3, 2020"
    ),
    "Ann Lee, “Rafts,” Post-Soviet Affairs, Taylor & Francis Journals, vol. 39(3), pages 213–222, May 2023.": journal(
        "Ann Lee",
        title="Rafts",
        container="Post-Soviet Affairs",
        volume="39",
        issue="3",
        page="213–222",
        issued="May 2023",
    ),
    "P. Reddaway, “Rafts?,” New York Review of Books, October 12, 1989, 54–58.": news(
        "P. Reddaway", title="Rafts?", outlet="New York Review of Books", issued="October 12, 1989", page="54–58"
    ),
    f"{', '.join(CROWD)}, and Zoë Zola. 2021. “Rafts.” Problems of Post-Communism 68(1): 1–16.": journal(
        *CROWD,
        "Zoë Zola",
        title="Rafts",
        container="Problems of Post-Communism",
        volume="68",
        issue="1",
        page="1–16",
        issued="2021",
    ),
    "“Is Russia Becoming More Soviet?”The Moscow Times, July 26, 2021": news(
        title="Is Russia Becoming More Soviet?", outlet="The Moscow Times", issued="July 26, 2021"
    ),
    '"Is Russia Becoming More Soviet?"The Moscow Times, July 26, 2021.': news(
        title="Is Russia Becoming More Soviet?", outlet="The Moscow Times", issued="July 26, 2021"
    ),
    "Ralph Clem and Erik Herron, “The Baltic States,” Washington Post, May 19, 2022, https://wapo.st/1?a=b;c.": news(
        "Ralph Clem",
        "Erik Herron",
        title="The Baltic States",
        outlet="Washington Post",
        issued="May 19, 2022",
        URL="https://wapo.st/1?a=b;c",
    ),
    "Reuters, “Kazakh leader speaks,” May 3, 2022.": news(
        title="Kazakh leader speaks", outlet="Reuters", issued="May 3, 2022"
    ),
    "RFE/RL, “Protests Go On,” August 20, 2020.": news(
        title="Protests Go On", outlet="RFE/RL", issued="August 20, 2020"
    ),
    "«Закон подписан», Коммерсантъ, 03.02.2019, https://www.kommersant.ru/doc/1.": news(
        title="Закон подписан", outlet="Коммерсантъ", issued="03.02.2019", URL="https://www.kommersant.ru/doc/1"
    ),
    "Ivan Petrov, «Заголовок: подзаголовок», Новая газета, 3 марта 2021 г.": news(
        "Ivan Petrov", title="Заголовок: подзаголовок", outlet="Новая газета", issued="3 марта 2021 г."
    ),
    "Ann Lee, “T,” Demokratizatsiya: The Journal of Post-Soviet Democratization, vol. 22, no. 4, Fall 2014.": journal(
        "Ann Lee",
        title="T",
        container="Demokratizatsiya: The Journal of Post-Soviet Democratization",
        volume="22",
        issue="4",
        issued="Fall 2014",
    ),
    "See the author’s article, “Cossacks,” Problems of Post-Communism 63, no. 1 (2016): 1–12.": journal(
        title="Cossacks",
        container="Problems of Post-Communism",
        volume="63",
        issue="1",
        issued="2016",
        page="1–12",
    ),
    "See also her “Maidan,” Journal of Democracy 25, no. 3 (2014).": journal(
        title="Maidan", container="Journal of Democracy", volume="25", issue="3", issued="2014"
    ),
    "“Doctrine,” Ministry of Defense of the Russian Federation, http://mil.ru/doc.": work(
        type="webpage",
        title="Doctrine",
        container_title="Ministry of Defense of the Russian Federation",
        URL="http://mil.ru/doc",
    ),
    "Volodymyr Kulyk, “Memory,” PONARS Eurasia Commentary, May 8, 2015.": work(
        "Volodymyr Kulyk",
        type="post-weblog",
        title="Memory",
        container_title="PONARS Eurasia Commentary",
        issued="May 8, 2015",
    ),
    "Polls fell. See “Approval ratings,” Levada.ru, May 2022.": news(
        title="Approval ratings", outlet="Levada.ru", issued="May 2022"
    ),
    "См.: Иван Иванов, «Название „Внутри“», Коммерсантъ, 12 мая 2021.": news(
        "Иван Иванов", title="Название «Внутри»", outlet="Коммерсантъ", issued="12 мая 2021"
    ),
    "Пётр Петров, «Что дальше?», газета «Ведомости», 3 июня 2020, дата обращения: 12.03.2021.": news(
        "Пётр Петров", title="Что дальше?", outlet="Ведомости", issued="3 июня 2020", accessed="12.03.2021"
    ),
    "Timothy Frye, “A Title,” Post-Soviet Affairs 36, no. 2 (2020): 101–120.": journal(
        "Timothy Frye",
        title="A Title",
        container="Post-Soviet Affairs",
        volume="36",
        issue="2",
        issued="2020",
        page="101–120",
    ),
    "Timothy Frye, “A Title,” Post-Soviet Affairs, Vol. 36, No. 2 (June 2020), pp. 101-120, "
    "doi:10.1080/1060.2020": journal(
        "Timothy Frye",
        title="A Title",
        container="Post-Soviet Affairs",
        volume="36",
        issue="2",
        issued="June 2020",
        page="101-120",
        DOI="10.1080/1060.2020",
    ),
    "Julian G. Waller, ‘Elites in the Russian Thermidor’, Problems of Post-Communism 68:1 (2021), 1-12.": journal(
        "Julian G. Waller",
        title="Elites in the Russian Thermidor",
        container="Problems of Post-Communism",
        volume="68",
        issue="1",
        issued="2021",
        page="1-12",
    ),
    "John O’Loughlin, Gerard Toal, and Vladimir Kolosov. 2017. “Who Identifies with the ‘Russian World’?” "
    "Eurasian Geography and Economics 57 (6): 745–778.": journal(
        "John O’Loughlin",
        "Gerard Toal",
        "Vladimir Kolosov",
        title="Who Identifies with the “Russian World”?",
        container="Eurasian Geography and Economics",
        volume="57",
        issue="6",
        issued="2017",
        page="745–778",
    ),
    "Henry E. Hale, Patronal Politics: Eurasian Regime Dynamics "
    "(Cambridge: Cambridge University Press, 2015), 45.": work(
        "Henry E. Hale",
        type="book",
        title="Patronal Politics: Eurasian Regime Dynamics",
        publisher_place="Cambridge",
        publisher="Cambridge University Press",
        issued="2015",
    ),
    "Jane Roe and John Doe, The Book of Things, 2nd ed. (Princeton University Press, 2001).": work(
        "Jane Roe",
        "John Doe",
        type="book",
        title="The Book of Things",
        edition="2",
        publisher="Princeton University Press",
        issued="2001",
    ),
    "Pavel Baev, “A Chapter,” in Jane Roe and John Doe (eds.), The Big Book (London: Routledge, 2011).": work(
        "Pavel Baev",
        type="chapter",
        title="A Chapter",
        container_title="The Big Book",
        publisher="Routledge",
        publisher_place="London",
        issued="2011",
        editor="Jane Roe; John Doe",
    ),
    "Jane Roe, “A Report,” Carnegie Moscow Center, March 2020.": work(
        "Jane Roe", type="report", title="A Report", publisher="Carnegie Moscow Center", issued="March 2020"
    ),
    "Jane Roe, “A Page”, https://example.org/page/ (accessed 3 May 2022).": work(
        "Jane Roe", type="webpage", title="A Page", URL="https://example.org/page/", accessed="3 May 2022"
    ),
    "Maria Lipman, “Is Russia Becoming More Soviet?” PONARS Eurasia Podcast, July 26, 2021.": work(
        "Maria Lipman",
        type="broadcast",
        title="Is Russia Becoming More Soviet?",
        container_title="PONARS Eurasia Podcast",
        issued="July 26, 2021",
    ),
}


@pytest.mark.parametrize(("note", "expected"), OTHERS.items(), ids=range(len(OTHERS)))
def test_a_source_is_read(note: str, expected: dict[str, object]) -> None:
    assert [shown(cited) for cited in read_works(note, SERIES).works] == [expected]


SEVERAL = {
    "Jane Roe, “One,” PONARS Eurasia Policy Memo No. 98, May 2010; see also John Doe, “Two,” "
    "PONARS Eurasia Policy Memo No. 99, May 2010.": ["One", "Two"],
    "Jane Roe, “One,” The Guardian, May 3, 2021, and John Doe, “Two,” Inform.kz, May 4, 2021.": ["One", "Two"],
    "“One,” Eurasianet.org, May 3, 2021; “Two,” RFE/RL, May 4, 2021; and “Three,” Tass, May 5, 2021.": [
        "One",
        "Two",
        "Three",
    ],
    "The term is contested. See Jane Roe, “One; or, Two. And Three,” The Guardian, May 3, 2021. It is old.": [
        "One; or, Two. And Three"
    ],
    "He spoke of “foreign involvement.” Jane Roe, “One,” The Guardian, May 3, 2021.": ["One"],
    "It is old (see Jane Roe, “One,” Nature 33, no. 1 (2017): 1–20). John Doe, “Two,” The Post, May 3, 2021": [
        "One",
        "Two",
    ],
    "Author’s interviews, Bishkek, 2019; Jane Roe, “One,” PONARS Eurasia Policy Memo No. 99.": ["One"],
    "Ibid.; see also Jane Roe, “One,” The Guardian, 3 May 2021.": ["One"],
    "See PONARS Eurasia Policy Memo No. 513, George Washington University, May 2018, and PONARS Eurasia Memo 514.": [
        "",
        "",
    ],
    "Jane Roe, “One,” The Guardian, May 3, 2021. Jane Roe, “One,” The Guardian, May 3, 2021.": ["One"],
}


@pytest.mark.parametrize(("note", "titles"), SEVERAL.items(), ids=range(len(SEVERAL)))
def test_several_sources_are_told_apart(note: str, titles: list[str]) -> None:
    assert [cited.get("title") for cited in read_works(note, SERIES).works] == titles


NUMBERED = {
    **dict.fromkeys(
        (
            *("56, no. 2 (2004): 187–212", "56, 2 (2004): 187–212", "56, 2 (Mar. 2004): 187–212"),
            *("56/2 (2004): 187–212", "56:2 (2004): 187–212", "56.2 (2004): 187–212", "56(2) (2004): 187–212"),
            *("56 (2), 2004, pp. 187–212", "vol. 56, no. 2 (2004), pp. 187–212", "56, n. 2 (2004): 187–212"),
            *("Vol. 56, Issue 2, 2004, pp. 187–212", "56, nr. 2 (2004): 187–212", "56 no. 2 (2004): 187–212"),
            *("56, #2 (2004): 187–212", "56, iss. 2 (2004), 187–212", "56, Number 2 (Summer 2004), pp. 187–212"),
            *("2004, vol. 56, no. 2, pp. 187–212", "(2004) 56(2): 187–212", "(2004), vol. 56, no. 2: 187–212"),
            *(", (March 2004), Vol. 56(2), 187–212", ", 56, 2, March 2004, pp. 187–212"),
            *("t. 56, n° 2 (2004), p. 187–212", "Bd. 56, H. 2 (2004), S. 187–212", "56, 2 (2004), 187–212"),
            *("56, no. 2, Summer 2004, 187–212", "56, no. 2, March–April 2004, 187–212", "56 2 (2004) 187–212"),
            *("56, 2 (March/April 2004), 187–212", "vol. 56(2), pages 187–212, May 2004"),
        ),
        ("56", "2", "187–212"),
    ),
    "LVI, no. 2 (2004): 187–212": ("LVI", "2", "187–212"),
    "LVI (2004): 187–212": ("LVI", "", "187–212"),
    "LVI, 2 (2004): 187–212": ("LVI", "2", "187–212"),
    "56, nos. 2–3 (2004): 187–212": ("56", "2–3", "187–212"),
    "56, no. 2/3 (2004): 187–212": ("56", "2/3", "187–212"),
    "56:2–3 (2004)": ("56", "2–3", ""),
    "56 (2004): 187–212": ("56", "", "187–212"),
    "56, 2004, 187–212": ("56", "", "187–212"),
    "(2004) 56:187–212": ("56", "", "187–212"),
    "56: 187–212 (2004)": ("56", "", "187–212"),
    "56, pp. 187–212 (2004)": ("56", "", "187–212"),
    "no. 2 (2004): 187–212": ("", "2", "187–212"),
}
"""Volume, issue and pages of a periodical, in the ways of printing them."""


@pytest.mark.parametrize(
    "head",
    [
        "Ann Lee, “Rafts and Rivers,” Europe-Asia Studies",
        "Lee, Ann, and Bo Kim. “The Price of Fords in Kazakhstan.” Europe-Asia Studies",
        "A. Lee and B. Kim, ‘Rafts of mud’, Europe-Asia Studies",
    ],
)
@pytest.mark.parametrize(("numbers", "parts"), NUMBERED.items())
def test_volume_issue_and_pages(head: str, numbers: str, parts: tuple[str, str, str]) -> None:
    (one,) = read_works(f"{head}{'' if numbers[0] == ',' else ' '}{numbers}.", SERIES).works
    assert one.get("container-title") == "Europe-Asia Studies"
    assert (one.get("volume"), one.get("issue"), one.get("page")) == parts
