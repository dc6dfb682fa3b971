"""styles/ponars-eurasia.csl prints the publisher's form exactly, and is valid CSL."""

from __future__ import annotations

from typing import TypeAlias

import pytest

from tests.conftest import ROOT
from tests.engines.conftest import Cite, Item

Person: TypeAlias = dict[str, str]

HOUSE = ROOT / "styles" / "ponars-eurasia.csl"
GWU = "George Washington University"
JUNISBAI = [{"given": "Azamat", "family": "Junisbai"}]


def memo(
    title: str,
    author: list[Person],
    number: str,
    issued: list[int],
    publisher: str = GWU,
    genre: str = "PONARS Eurasia Policy Memo",
    **more: str,
) -> Item:
    item = {"id": "memo", "type": "report", "genre": genre, "title": title, "author": author, "number": number}
    known = {"issued": {"date-parts": [issued]} if issued else None, "publisher": publisher}
    return {**item, **{key: value for key, value in known.items() if value}, **more}


def person(name: str) -> Person:
    given, _, family = name.rpartition(" ")
    return {"given": given, "family": family}


def people(*names: str) -> list[Person]:
    return [person(name) for name in names]


OFFICIAL: list[tuple[Item, str]] = [
    (
        memo(
            "The Limits of Authoritarian Learning: Deconstructing Kazakhstan's 2022 Coup Attempt",
            JUNISBAI,
            "775",
            [2022, 5, 20],
        ),
        "Azamat Junisbai, “The Limits of Authoritarian Learning: Deconstructing Kazakhstan’s 2022 Coup Attempt,” "
        "PONARS Eurasia Policy Memo No. 775, George Washington University, May 2022.",
    ),
    (
        memo(
            "Outsourcing Violence: Provocateurs and Power Struggles in Kazakhstan, January 2022",
            people("Dinissa Duvanova", "Barbara Junisbai"),
            "781",
            [2022, 6],
        ),
        "Dinissa Duvanova and Barbara Junisbai, “Outsourcing Violence: Provocateurs and Power Struggles in "
        "Kazakhstan, January 2022,” PONARS Eurasia Policy Memo No. 781, George Washington University, June 2022.",
    ),
    (
        memo(
            "Russian Weapons Sales to Iran: Why They Are Unlikely to Stop",
            people("Alla Kassianova"),
            "427",
            [2006, 12],
            publisher="",
            genre="PONARS Policy Memo",
        ),
        "Alla Kassianova, “Russian Weapons Sales to Iran: Why They Are Unlikely to Stop,” "
        "PONARS Policy Memo No. 427, December 2006.",
    ),
    (
        memo(
            "Circassian World: Responses to New Challenges",
            people("Sufian Zhemukhov"),
            "54",
            [2008, 12],
            publisher="",
        ),
        "Sufian Zhemukhov, “Circassian World: Responses to New Challenges,” "
        "PONARS Eurasia Policy Memo No. 54, December 2008.",
    ),
    (
        memo("Waving the EU Flag in Eurasia", people("Juliet Johnson", "Benjamin Forest"), "590", [2019, 4, 1]),
        "Juliet Johnson and Benjamin Forest, “Waving the EU Flag in Eurasia,” PONARS Eurasia Policy Memo No. 590, "
        "George Washington University, April 2019.",
    ),
    (
        memo("One", people("A One", "B Two", "C Three", "D Four", "E Five", "F Six", "G Seven"), "1", [2020]),
        "A One, B Two, C Three, D Four, E Five, F Six, and G Seven, “One,” PONARS Eurasia Policy Memo No. 1, "
        "George Washington University, 2020.",
    ),
    (
        memo("No Number", JUNISBAI, "", [2020, 1], genre="PONARS Eurasia Working Paper"),
        "Azamat Junisbai, “No Number,” PONARS Eurasia Working Paper, George Washington University, January 2020.",
    ),
    (
        memo("Task Force", [{"literal": "PONARS Eurasia"}], "900", [2020, 11]),
        "PONARS Eurasia, “Task Force,” PONARS Eurasia Policy Memo No. 900, George Washington University, "
        "November 2020.",
    ),
    (memo("Alone", [], "", [], publisher="", genre=""), "“Alone.”"),
    (memo("", JUNISBAI, "7", [], publisher=""), "Azamat Junisbai, PONARS Eurasia Policy Memo No. 7."),
    (
        memo("Where?", [], "8", [2021, 2], publisher=""),
        "“Where?” PONARS Eurasia Policy Memo No. 8, February 2021.",
    ),
    (
        memo('Foo and the "Bar"', [], "9", [2021, 2], publisher=""),
        "“Foo and the ‘Bar,’” PONARS Eurasia Policy Memo No. 9, February 2021.",
    ),
    (
        memo("Foo and the “Bar!”", [], "9", [2021, 2], publisher=""),
        "“Foo and the ‘Bar!’” PONARS Eurasia Policy Memo No. 9, February 2021.",
    ),
    (
        memo("T", [{"given": "Sasha", "non-dropping-particle": "de", "family": "Vogel"}], "1", [2021]),
        "Sasha de Vogel, “T,” PONARS Eurasia Policy Memo No. 1, George Washington University, 2021.",
    ),
    (
        {**memo("T", JUNISBAI, "1", [], publisher=""), "issued": {"literal": "Spring 2014"}},
        "Azamat Junisbai, “T,” PONARS Eurasia Policy Memo No. 1, Spring 2014.",
    ),
]


@pytest.mark.parametrize(("item", "text"), OFFICIAL, ids=[text[:24] for _, text in OFFICIAL])
def test_the_official_form(item: Item, text: str, cite_with_each: Cite) -> None:
    assert cite_with_each([item]) == [text]
    assert cite_with_each([item], form="note") == [text]


OTHERS: list[tuple[Item, list[int] | None, str]] = [
    (
        {"type": "broadcast", "title": "An Episode", "container-title": "PONARS Eurasia Podcast"},
        [2022, 2, 23],
        "“An Episode,” <i>PONARS Eurasia Podcast</i>, February 23, 2022.",
    ),
    (
        {"type": "article-newspaper", "title": "Is It?", "container-title": "Eurasianet", "URL": "https://a.org/b"},
        [2023, 8, 3],
        "“Is It?” <i>Eurasianet</i>, August 3, 2023, https://a.org/b.",
    ),
    (
        {"type": "post-weblog", "author": JUNISBAI, "title": "A Comment", "container-title": "A Blog"},
        [2014, 3, 18],
        "Azamat Junisbai, “A Comment,” <i>A Blog</i>, March 18, 2014.",
    ),
    (
        {"type": "book", "author": JUNISBAI, "title": "A Book", "edition": "2", "publisher": "A Press"},
        [2015],
        "Azamat Junisbai, <i>A Book</i>, 2nd ed. (A Press, 2015).",
    ),
    (
        {
            "type": "article-journal",
            "title": "An Article",
            "container-title": "A Journal",
            "volume": "52",
            "issue": "1",
            "page": "101-9",
        },
        [2011, 1],
        "“An Article,” <i>A Journal</i> 52, no. 1 (2011): 101–9.",
    ),
    (
        {"type": "event", "title": "A Workshop", "event-place": "Bishkek"},
        [2019, 6, 1],
        "“A Workshop,” Bishkek, June 1, 2019.",
    ),
    ({"type": "webpage", "title": "About"}, None, "“About.”"),
]


@pytest.mark.parametrize(("item", "issued", "text"), OTHERS, ids=[item["type"] for item, _, _ in OTHERS])
def test_everything_else_is_as_in_chicago_notes(
    item: Item,
    issued: list[int] | None,
    text: str,
    cite_with_each: Cite,
) -> None:
    date = {"issued": {"date-parts": [issued]}} if issued else {}
    assert cite_with_each([{"id": "x", **item, **date}], markup="html", links=False) == [text]


def test_a_locator_ends_the_first_note(cite_with_each: Cite) -> None:
    (note,) = cite_with_each([OFFICIAL[0][0]], form="note", locator="3")
    assert note.endswith("George Washington University, May 2022, 3.")


@pytest.mark.parametrize(
    ("short", "locator", "text"),
    [
        ("Limits of Authoritarian Learning", "", "Junisbai, “Limits of Authoritarian Learning.”"),
        ("Limits of Authoritarian Learning", "3-5", "Junisbai, “Limits of Authoritarian Learning,” 3–5."),
        ("Is It?", "3", "Junisbai, “Is It?” 3."),
        ("", "", "Junisbai, “The Limits.”"),
    ],
)
def test_later_notes_are_short(short: str, locator: str, text: str, cite_with_each: Cite) -> None:
    item = memo("The Limits", JUNISBAI, "775", [2022, 5], **({"title-short": short} if short else {}))
    assert cite_with_each([item], form="short", locator=locator) == [text]


def test_the_bibliography_keeps_the_order_given(cite_with_each: Cite) -> None:
    entries = cite_with_each([memo(title, [], "", [], "", "") for title in ("Zeta", "Alpha", "Mu")])
    assert entries == ["“Zeta.”", "“Alpha.”", "“Mu.”"]


def test_it_is_valid_csl_with_a_licence_of_its_own() -> None:
    import citeproc
    from lxml import etree

    schema = etree.RelaxNG(etree.parse(citeproc.SCHEMA_PATH))
    style = etree.parse(str(HOUSE))
    assert schema.validate(style), schema.error_log
    rights = style.find("{*}info/{*}rights")
    assert rights is not None
    assert "CC0" in str(rights.text)
    assert str(rights.get("license")).startswith("https://creativecommons.org/")
