"""A footnote -> the works it cites."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.note.cited_work import CitedWork
from ponarscite.note.parser import LONGEST, parse_note
from ponarscite.series.ponars import PONARS, PONARS_EURASIA
from ponarscite.series.series import Series

SERIES = (PONARS, PONARS_EURASIA)
LONG = "PONARS Eurasia Policy Memo"
GWU = "George Washington University"


def work(*authors: str, **texts: str) -> dict[str, object]:
    """A work as `shown` shows it."""
    return {"author": authors, **{name.replace("_", "-"): text for name, text in texts.items()}}


def memo(*authors: str, number: str, genre: str = LONG, **texts: str) -> dict[str, object]:
    return work(*authors, type="report", genre=genre, number=number, **texts)


def shown(cited: CitedWork) -> dict[str, object]:
    texts: dict[str, str] = {}
    for name, text in cited:
        texts[name] = f"{texts[name]}; {text}" if name in texts else text
    texts.pop("author", None)
    return {"author": cited.authors, **texts}


LEARNING = "Authoritarian Learning: Making Sense of Kazakhstan’s Political Transition"

MEMOS = {
    # the three official forms
    "Alla Kassianova, “Russian Weapons Sales to Iran: Why They Are Unlikely to Stop,” "
    "PONARS Policy Memo No. 427, December 2006.": memo(
        "Alla Kassianova",
        title="Russian Weapons Sales to Iran: Why They Are Unlikely to Stop",
        genre="PONARS Policy Memo",
        number="427",
        issued="December 2006",
    ),
    "Sufian Zhemukhov, “Circassian World: Responses to New Challenges,” "
    "PONARS Eurasia Policy Memo No. 54, December 2008.": memo(
        "Sufian Zhemukhov",
        title="Circassian World: Responses to New Challenges",
        number="54",
        issued="December 2008",
    ),
    "Juliet Johnson and Benjamin Forest, “Waving the EU Flag in Eurasia,” "
    "PONARS Eurasia Policy Memo No. 590, George Washington University, April 2019.": memo(
        "Juliet Johnson",
        "Benjamin Forest",
        title="Waving the EU Flag in Eurasia",
        number="590",
        publisher=GWU,
        issued="April 2019",
    ),
    # signals
    f"See: Azamat Junisbai, “{LEARNING},” PONARS Eurasia Policy Memo No. 660, July 2020.": memo(
        "Azamat Junisbai", title=LEARNING, number="660", issued="July 2020"
    ),
    "For example, see Sarah Oates, “A Title!” PONARS Policy Memo No. 94, October 1999.": memo(
        "Sarah Oates", title="A Title!", genre="PONARS Policy Memo", number="94", issued="October 1999"
    ),
    "On the limits of learning, see Azamat Junisbai, “Learning,” PONARS Eurasia Policy Memo No. 775.": memo(
        "Azamat Junisbai", title="Learning", number="775"
    ),
    "См. также: Azamat Junisbai, «Learning», PONARS Eurasia Policy Memo № 775, May 2022.": memo(
        "Azamat Junisbai", title="Learning", number="775", issued="May 2022"
    ),
    # many authors, marks at the end of a title, quotations in a title
    "Laura Henry, Valerie Sperling, and Lisa Sundstrom, “Exodus: Russian Repression and Social ‘Movement,’” "
    "PONARS Eurasia Policy Memo No. 835, The George Washington University, March 2023.": memo(
        "Laura Henry",
        "Valerie Sperling",
        "Lisa Sundstrom",
        title="Exodus: Russian Repression and Social “Movement”",
        number="835",
        publisher=GWU,
        issued="March 2023",
    ),
    "Kit Rickard, Gerard Toal, Kristin M. Bakke and John O’Loughlin, “How Reliable Are Polls In Wartime Ukraine?” "
    "PONARS Eurasia Policy Memo No. 825 (February 2023).": memo(
        "Kit Rickard",
        "Gerard Toal",
        "Kristin M. Bakke",
        "John O’Loughlin",
        title="How Reliable Are Polls In Wartime Ukraine?",
        number="825",
        issued="February 2023",
    ),
    "Lance Davies, “Weaponization of the “Humanitarian Space”,” PONARS Eurasia Policy Memo No. 826.": memo(
        "Lance Davies", title="Weaponization of the “Humanitarian Space”", number="826"
    ),
    "Sasha de Vogel et al., \"A 'New' Kazakhstan and Its Elites' Fears,\" PONARS Eurasia Policy Memo #700, p. 3.": memo(
        "Sasha de Vogel", title='A "New" Kazakhstan and Its Elites\' Fears', number="700"
    ),
    # lost and glued
    "Azamat Junisbai, Authoritarian Learning: Making Sense of Kazakhstan’s Political Transition,” "
    "PONARS Eurasia Policy Memo No. 660, July 2020": memo(
        "Azamat Junisbai", title=LEARNING, number="660", issued="July 2020"
    ),
    "Laura Henry, Valerie Sperling and Lisa Sundstrom, Exodus,” PONARS Eurasia Policy Memo No. 835": memo(
        "Laura Henry", "Valerie Sperling", "Lisa Sundstrom", title="Exodus", number="835"
    ),
    "Maxim Trudolyubov, “Is Russia Becoming More Soviet? PONARS Eurasia Policy Memo No. 700, July 2021.": memo(
        "Maxim Trudolyubov", title="Is Russia Becoming More Soviet?", number="700", issued="July 2021"
    ),
    "Maxim Trudolyubov, Is Russia Becoming More Soviet? PONARS Eurasia Policy Memo No. 700": memo(
        "Maxim Trudolyubov", title="Is Russia Becoming More Soviet?", number="700"
    ),
    "“PONARS Eurasia Policy Memo No. 12: A Title,” March 2020.": memo(
        title="A Title", number="12", issued="March 2020"
    ),
    "Jane Roe, “A Title, PONARS Eurasia Policy Memo No. 12,” March 2020.": memo(
        "Jane Roe", title="A Title", number="12", issued="March 2020"
    ),
    "Jane Roe, “A Title,” July 2020, PONARS Eurasia, Policy Memo No. 660.": memo(
        "Jane Roe", title="A Title", number="660", issued="July 2020"
    ),
    "Jane Roe, “A Title,” PONARS Eurasia, Policy Memo No. 660, July 2020.": memo(
        "Jane Roe", title="A Title", number="660", issued="July 2020"
    ),
    # other punctuation
    "Azamat Junisbai. “Learning.” PONARS Eurasia Policy Memo No. 660. July 2020.": memo(
        "Azamat Junisbai", title="Learning", number="660", issued="July 2020"
    ),
    "Junisbai, Azamat. “Learning.” PONARS Eurasia Policy Memo No. 660, July 2020.": memo(
        "Junisbai, Azamat", title="Learning", number="660", issued="July 2020"
    ),
    # the year behind the names, in the entries of a bibliography, too
    "Henry Hale (2016), “25 Years,” PONARS Eurasia Policy Memo No. 443.": memo(
        "Henry Hale", title="25 Years", number="443", issued="2016"
    ),
    "Junisbai, Azamat. 2022. “Learning.” PONARS Eurasia Policy Memo No. 775. Washington, DC: "
    "George Washington University.": memo(
        "Junisbai, Azamat", title="Learning", number="775", publisher=GWU, issued="2022"
    ),
    "Johnson, Juliet, and Benjamin Forest. “Waving.” PONARS Eurasia Policy Memo No. 590. George Washington University, "
    "April 2019.": memo(
        "Johnson, Juliet", "Benjamin Forest", title="Waving", number="590", publisher=GWU, issued="April 2019"
    ),
    "Roe, J., & de la Prueba, J. P. (2024, May 3). Who Pays? (PONARS Eurasia Policy Memo No. 900). "
    "George Washington University. https://example.org/a/": memo(
        "Roe, J.",
        "de la Prueba, J. P.",
        title="Who Pays?",
        number="900",
        publisher=GWU,
        issued="May 3 2024",
        URL="https://example.org/a/",
    ),
    "Roe, J. (2024). Russia in 1999. PONARS Eurasia Policy Memo No. 900.": memo(
        "Roe, J.", title="Russia in 1999", number="900", issued="2024"
    ),
    "Jane Roe, Russia in 1999, PONARS Policy Memo No. 427.": memo(
        "Jane Roe", title="Russia in 1999", genre="PONARS Policy Memo", number="427"
    ),
    # titles without quotation marks, in the entries of a bibliography
    "Johnson, Juliet, and Benjamin Forest. Waving. PONARS Eurasia Policy Memo No. 590. Washington, DC: George "
    "Washington University, 2019. https://example.org/a/.": memo(
        "Johnson, Juliet",
        "Benjamin Forest",
        title="Waving",
        number="590",
        publisher=GWU,
        issued="2019",
        URL="https://example.org/a/",
    ),
    "Vogel, Sasha de, Kimberly St. Julian-Varnon, and Henry E. Hale. 2023. Who Said “It Is Over”? PONARS Eurasia "
    "Policy Memo No. 828.": memo(
        "Vogel, Sasha de",
        "Kimberly St. Julian-Varnon",
        "Henry E. Hale",
        title="Who Said “It Is Over”?",
        number="828",
        issued="2023",
    ),
    "Hale, Henry E., and Ann Lee. “Fog” and Other Weather. PONARS Eurasia Policy Memo no. 828, Dec. 2022.": memo(
        "Hale, Henry E.", "Ann Lee", title="“Fog” and Other Weather", number="828", issued="Dec. 2022"
    ),
    "S. de Vogel, K. St. Julian-Varnon, and J. P. Goode, “Three,” PONARS Eurasia Policy Memo 828.": memo(
        "S. de Vogel", "K. St. Julian-Varnon", "J. P. Goode", title="Three", number="828"
    ),
    "de Vogel, S., St. Julian-Varnon, K., & Goode, J. P. (2023). Three (PONARS Eurasia Policy Memo No. 828).": memo(
        "de Vogel, S.", "St. Julian-Varnon, K.", "Goode, J. P.", title="Three", number="828", issued="2023"
    ),
    "Kassianova, A. (2006) Weapons. PONARS Policy Memo 427.": memo(
        "Kassianova, A.", title="Weapons", genre="PONARS Policy Memo", number="427", issued="2006"
    ),
    "Jane Roe, “One,” PONARS Eurasia Policy Memo No. 700. George Washington University has hosted it since 2010.": memo(
        "Jane Roe", title="One", number="700"
    ),
    "Hale, Patronal Politics. The argument is in PONARS Eurasia Policy Memo No. 513.": memo(number="513"),
    "Sasha de Vogel et al., Who Said “It Is Over”?, PONARS Eurasia Policy Memo no. 828.": memo(number="828"),
    # a label in front of the title, in it, in the plural
    "See my PONARS Eurasia Policy Memo No. 410, “Cossacks and Order,” January 2016.": memo(
        title="Cossacks and Order", number="410", issued="January 2016"
    ),
    "Richard Arnold, PONARS Eurasia Policy Memo No. 410: “Cossacks and Order” (January 2016).": memo(
        "Richard Arnold", title="Cossacks and Order", number="410", issued="January 2016"
    ),
    "As PONARS Eurasia Policy Memo No. 410 has it, “foreign involvement” is old.": memo(number="410"),
    "As in PONARS Eurasia Policy Memo No. 410, “foreign involvement” is old.": memo(number="410"),
    "Jane Roe, “PONARS Eurasia Policy Memo No. 12 Revisited,” PONARS Eurasia Policy Memo No. 443, May 2016.": memo(
        "Jane Roe", title="PONARS Eurasia Policy Memo No. 12 Revisited", number="443", issued="May 2016"
    ),
    "Jane Roe, “One,” PONARS Eurasia Policy Memos, No. 443, May 2016.": memo(
        "Jane Roe", title="One", number="443", issued="May 2016"
    ),
    "Variation in Support for Rafts.” 2023. PONARS Eurasia Memo. 822.": memo(
        title="Variation in Support for Rafts", genre="PONARS Eurasia Memo", number="822", issued="2023"
    ),
    # without title or authors
    "See PONARS Eurasia Policy Memo 513.": memo(number="513"),
    "See PONARS Eurasia Policy Memo No. 513 (May 2018).": memo(number="513", issued="May 2018"),
    "This memo, like PONARS Eurasia Policy Memo No. 513, argues that in 2018 much changed.": memo(number="513"),
    "As I argued in “Learning,” PONARS Eurasia Policy Memo No. 660, July 2020, elites learn.": memo(
        title="Learning", number="660", issued="July 2020"
    ),
    # an address
    "Jane Roe, “A Title,” PONARS Policy Memo 94, http://www.ponarseurasia.org/memo/a_(b), accessed May 3, 2022.": memo(
        "Jane Roe",
        title="A Title",
        genre="PONARS Policy Memo",
        number="94",
        URL="http://www.ponarseurasia.org/memo/a_(b)",
        accessed="May 3, 2022",
    ),
}


@pytest.mark.parametrize(("note", "expected"), MEMOS.items(), ids=range(len(MEMOS)))
def test_a_source_is_read(note: str, expected: dict[str, object]) -> None:
    assert [shown(cited) for cited in parse_note(note, SERIES)] == [expected]


SEVERAL = {
    "Jane Roe, “One,” PONARS Eurasia Policy Memo No. 98, May 2010; see also John Doe, “Two,” "
    "PONARS Eurasia Policy Memo No. 99, May 2010.": ["One", "Two"],
    "The term is contested. See Jane Roe, “One; or, Two. And Three,” PONARS Eurasia Policy Memo No. 98. It is old.": [
        "One; or, Two. And Three"
    ],
    "He spoke of “foreign involvement.” Jane Roe, “One,” PONARS Eurasia Policy Memo No. 98.": ["One"],
    "Author’s interviews, Bishkek, 2019; Jane Roe, “One,” PONARS Eurasia Policy Memo No. 99.": ["One"],
    "Ibid.; see also Jane Roe, “One,” PONARS Eurasia Policy Memo No. 98.": ["One"],
    "See PONARS Eurasia Policy Memo No. 513, George Washington University, May 2018, and PONARS Eurasia Memo 514.": [
        "",
        "",
    ],
    "Jane Roe, “One,” PONARS Policy Memo No. 98. Jane Roe, “One,” PONARS Policy Memo No. 98.": ["One"],
    "Jane Roe, “One,” The Guardian, May 3, 2021, and John Doe, “Two,” PONARS Policy Memo No. 9.": ["Two"],
}


@pytest.mark.parametrize(("note", "titles"), SEVERAL.items(), ids=range(len(SEVERAL)))
def test_several_sources_are_told_apart(note: str, titles: list[str]) -> None:
    assert [cited.get("title") for cited in parse_note(note, SERIES)] == titles


@pytest.mark.parametrize(
    "note",
    [
        "",
        "Ibid.",
        "Ibid., 3.",
        "Op. cit., Hale, Patronal Politics, 45.",
        "Там же. С. 5.",
        "Hale, Patronal Politics, 45.",
        "Junisbai, “Authoritarian Learning,” 3.",
        "A helpful timeline of the January unrest can be found here in English and Russian.",
        "The usage of “foreign involvement” lies beyond the scope of this memo.",
        "Author’s interview with a former official, Almaty, January 28, 2022.",
        "Interview with Jane Roe, “We Will Win,” Almaty, January 28, 2022.",
        "In the words of one journalist: “From the 5th to the 8th of January, looters roamed.”",
        "He called it “a great victory,” and on May 9, 2022, he said more.",
        "He said “we will win,” Reuters reported on May 9, 2022.",
        "“Foo” and “Bar,” he said, on May 3, 2020.",
        "Based on data from the Levada Center (Moscow: Levada, 2020).",
        "The Collective Security Treaty Organization (CSTO) was founded in 1992 (see above).",
        "«Мы победим», Путин сказал 3 марта 2020.",
        "Brookings Policy Memo No. 5.",
        "Memo 12 and policy memo 13 of the ministry were lost.",
        "For more, see: https://example.org/report.",
        "Jane Roe, “A Page,” https://user:secret@example.org/page",
        "javascript:alert(1) “A Page,” ftp://example.org/page",
    ],
)
def test_text_that_is_not_a_source_gives_nothing(note: str) -> None:
    assert parse_note(note, SERIES) == ()


def test_a_label_is_known_by_its_series_only() -> None:
    kennan = Series(id="kc", label="Kennan Cable")
    note = "Jane Roe, “A Cable,” Kennan Cable No. 71, June 2021."
    assert shown(*parse_note(note, (kennan,))) == memo(
        "Jane Roe", title="A Cable", genre="Kennan Cable", number="71", issued="June 2021"
    )
    assert parse_note("See Kennan Cable No. 71.", ()) == ()


PIECES = st.sampled_from(
    (
        "“ ” ‘ ’ \" ' « » „ ( ) [ ] ; , . : ? ! and see See also Ibid Cf. eds. in No. 3 2020 36 12–15 May July PONARS "
        "Eurasia Policy Memo Working Paper Times Inform.kz https://a.b/c Oxford University Press Jane Roe de et al. № é"
    ).split()
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=60).map(" ".join), st.lists(PIECES, max_size=60).map("".join)))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    for cited in parse_note(text, SERIES):
        assert all(name and words for name, words in cited)
        assert cited.get("type")
        assert not cited.get("URL") or cited.get("URL").lower().startswith(("http://", "https://"))


@pytest.mark.parametrize(
    "unit", ["A. ", "“", '" ', "‘a", "(A: B, 2", "see ", "A B, “T,” C 3, no. 2 (2020): 1–2; ", "1 and A", "May/", ","]
)
def test_a_megabyte_is_read_as_far_as_a_note_goes(unit: str) -> None:
    """A pattern that takes more than linear time does not come back from this."""
    whole = parse_note(unit * (1_000_000 // len(unit)), SERIES)
    assert whole == parse_note(unit * (LONGEST // len(unit)), SERIES)
