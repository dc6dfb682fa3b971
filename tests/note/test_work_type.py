"""The type of a cited work, told from the imprint behind its title."""

from __future__ import annotations

import pytest

from ponarscite.note.imprint import read_imprint
from ponarscite.note.work_type import BOOK, is_book, type_of_work

ANN = ("Ann Lee",)


def kind(tail: str, authors: tuple[str, ...] = ANN) -> dict[str, str] | None:
    return type_of_work(read_imprint(tail), authors)


@pytest.mark.parametrize(
    ("imprint", "is_one"),
    [
        ("(Cambridge: Cambridge University Press, 2015)", True),
        ("(London: Anyone, 2015)", True),
        ("(Routledge, 2015)", True),
        ("(Example Books, 2015)", True),
        ("(Anyone, 2015)", False),
        ("(London: anyone, 2015)", False),
        ("(in London: Anyone, 2015)", False),
        ("(example press, 2015)", False),
    ],
)
def test_the_imprint_of_a_book_has_a_place_or_a_publisher(imprint: str, is_one: bool) -> None:
    match = BOOK.search(imprint)
    assert match is not None
    assert is_book(match) is is_one


CHAPTERS = {
    ", in Ann Poe (ed.), The Book (London: Routledge, 2011)": ("Routledge", "London", {"editor": "Ann Poe"}),
    ", in: The Book, ed. Ann Poe (Routledge, 2011)": ("Routledge", "", {"editor": "Ann Poe"}),
    " in The Book, edited by Ann Poe (Oxford: Oxford University Press, 2011)": (
        "Oxford University Press",
        "Oxford",
        {"editor": "Ann Poe"},
    ),
    ", in The Book, eds. A and B (Sage, 2011)": ("Sage", "", {}),
    ", in The Book, 7th ed. (Sage, 2011), 3–20": ("Sage", "", {"edition": "7", "page": "3–20"}),
}


@pytest.mark.parametrize(("tail", "chapter"), CHAPTERS.items())
def test_a_chapter_stands_in_a_book(tail: str, chapter: tuple[str, str, dict[str, str]]) -> None:
    publisher, place, more = chapter
    assert kind(tail) == {
        "type": "chapter",
        "container_title": "The Book",
        "publisher": publisher,
        "publisher_place": place,
        "issued": "2011",
        **more,
    }


@pytest.mark.parametrize(
    "tail",
    [
        ", Working Paper",
        ", working paper 12",
        ", Report, May 2016",
        ", Brief",
        ", A, B, C, Brief 4",
        ", Working Paper No. 12",
    ],
)
def test_another_paper_is_none(tail: str) -> None:
    assert kind(tail, ()) is None


def journal(title: str, **texts: str) -> dict[str, str]:
    return {"type": "article-journal", "container_title": title, "volume": "", "issue": "", "page": ""} | texts


JOURNALS = {
    ", Post-Soviet Affairs 36, no. 2 (2020): 101–120": journal(
        "Post-Soviet Affairs", volume="36", issue="2", page="101–120"
    ),
    ", Post-Soviet Affairs, vol. 36, issue 2": journal("Post-Soviet Affairs", volume="36", issue="2"),
    ", Nature 33:2, pp. 4-5": journal("Nature", volume="33", issue="2", page="4-5"),
    ", Nature 33/2 (2020)": journal("Nature", volume="33", issue="2"),
    ", Nature 33(2), 4–5": journal("Nature", volume="33", issue="2", page="4–5"),
    ", Nature 33 (2020): 4–5": journal("Nature", volume="33", page="4–5"),
    ", Nature 33: 4–5": journal("Nature", volume="33", page="4–5"),
    ", Nature, no. 7, p. 4-5": journal("Nature", issue="7", page="4-5"),
    " in Nature 33, no. 2": journal("Nature", volume="33", issue="2"),
    ", Nature, 2020, 33(2)": journal("Nature", volume="33", issue="2"),
    ", Вестник, т. 5, № 3, с. 4–5": journal("Вестник", volume="5", issue="3", page="4–5"),
    ", Rivers: A Journal of Lakes 5, no. 1": journal("Rivers: A Journal of Lakes", volume="5", issue="1"),
    ". Nature vol. 33, nos. 2–3": journal("Nature", volume="33", issue="2–3"),
}


@pytest.mark.parametrize(("tail", "article"), JOURNALS.items())
def test_a_volume_or_an_issue_makes_a_journal(tail: str, article: dict[str, str]) -> None:
    assert kind(tail) == article


@pytest.mark.parametrize("tail", [", which cost 36, no. 2 said", ", the 33(2)", ", Nature 33", ", no. 2"])
def test_other_numbers_make_none(tail: str) -> None:
    assert kind(tail) is None


PRESS = {
    ", The Example, May 3, 2021": ("article-newspaper", "The Example"),
    ", The Guardian, 2021": ("article-newspaper", "The Guardian"),
    ", Reuters, https://a.example/b": ("article-newspaper", "Reuters"),
    ", Example Podcast, May 2021": ("broadcast", "Example Podcast"),
    ", The Blog of Ann, 2021": ("post-weblog", "The Blog of Ann"),
    ", PONARS Eurasia Commentary, May 8, 2015": ("post-weblog", "PONARS Eurasia Commentary"),
}


@pytest.mark.parametrize(("tail", "work"), PRESS.items())
def test_an_outlet_with_a_day_is_the_press(tail: str, work: tuple[str, str]) -> None:
    assert kind(tail) == {"type": work[0], "container_title": work[1]}


@pytest.mark.parametrize("tail", [", Reuters", ", The Example, 2021", ", he said, May 3, 2021", ""])
def test_another_name_is_not_the_press(tail: str) -> None:
    assert kind(tail) is None


def test_an_institution_publishes_reports_of_people() -> None:
    report = {"type": "report", "publisher": "Carnegie Moscow Center"}
    assert kind(", Carnegie Moscow Center, March 2020") == report
    assert kind(", Carnegie Moscow Center, March 2020", ()) is None
    assert kind(", Carnegie Moscow Center") is None
    assert kind(", carnegie moscow center, 2020") is None
    assert kind(", The Ferry, March 2020") is None


def test_an_agency_may_stand_where_the_author_should() -> None:
    assert kind(", May 3, 2020", ("Reuters",)) == {
        "type": "article-newspaper",
        "container_title": "Reuters",
        "author": "",
    }
    assert kind(", Other, 2020", ("Reuters",)) is None
    assert kind(", May 3, 2020", ("Reuters", "Tass")) is None
    assert kind(", May 3, 2020", ANN) is None
    assert kind(", May 3, 2020", ()) is None


def test_an_address_alone_makes_a_page() -> None:
    assert kind(", https://a.example/b") == {"type": "webpage", "container_title": ""}
    assert kind(", Ministry, https://a.example/b", ()) == {"type": "webpage", "container_title": "Ministry"}
    assert kind(", Ministry, Section A, https://a.example/b") is None
    assert kind(", the ministry, https://a.example/b") is None


def test_the_more_telling_shape_goes_first() -> None:
    assert kind(", Example Journal 5, no. 1, May 3, 2021") == journal("Example Journal", volume="5", issue="1")
