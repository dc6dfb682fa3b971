"""Collapsing and grouping: cites of one citation that share their names, their year, or a row of numbers."""

from __future__ import annotations

from typing import Any

import pytest

from ponarscite.csl import Processor, Style

YEARS = """<layout prefix="(" suffix=")" delimiter="; "><group delimiter=" ">
    <names variable="author"><name form="short"/><substitute><text variable="title"/></substitute></names>
    <group delimiter=", "><date variable="issued"><date-part name="year"/></date><text variable="locator"/></group>
    </group></layout>"""
NUMBERS = """<layout prefix="[" suffix="]" delimiter=","><group delimiter=" ">
    <text variable="citation-number"/><text variable="locator"/></group></layout>"""
BY_YEAR = '<sort><key variable="issued"/></sort>'


def style(options: str, layout: str = YEARS, kind: str = "in-text") -> Style:
    return Style.parse(f"""<style xmlns="http://purl.org/net/xbiblio/csl" class="{kind}" version="1.0"><info/>
        <citation disambiguate-add-year-suffix="true" {options}>{layout}</citation></style>""")


def item(key: str, name: str, year: int) -> dict[str, Any]:
    authors = [{"family": name, "given": "J"}] if name else []
    return {"id": key, "type": "book", "title": f"T{key}", "author": authors, "issued": {"date-parts": [[year]]}}


ITEMS = [
    *(item(key, "Smith", 2000) for key in "abcdef"),
    item("s", "Smith", 2002),
    item("j", "Jones", 1999),
    item("k", "Jones", 2001),
    item("d1", "Doe", 2001),
    item("t", "", 2000),
]


def cite(words: str) -> list[dict[str, Any]]:
    """The cites of "a b:3 <c d>": b at page 3, "see" before c, "more" behind d."""
    return [_cite(word) for word in words.split()]


def _cite(word: str) -> dict[str, Any]:
    key, _, place = word.strip("<>").partition(":")
    found: dict[str, Any] = {"id": key, "locator": place}
    found |= {"prefix": "see"} if word.startswith("<") else {}
    return found | ({"suffix": "more"} if word.endswith(">") else {})


def joined(words: str, options: str, layout: str = YEARS, kind: str = "in-text") -> str:
    return Processor(style(options, layout, kind), ITEMS).preview(cite(words)).render()


AFTER, GROUP, SUFFIXES = 'after-collapse-delimiter="| "', 'cite-group-delimiter="% "', 'year-suffix-delimiter="^"'


@pytest.mark.parametrize(
    ("options", "words", "expected"),
    [
        ("", "a s j", "(Smith 2000a; Smith 2002; Jones 1999)"),
        (GROUP, "a s j", "(Smith 2000a% Smith 2002; Jones 1999)"),
        (GROUP, "t t", "(Tt 2000; Tt 2000)"),
        ('collapse="year"', "a s j", "(Smith 2000a, 2002; Jones 1999)"),
        ('collapse="year"', "a j s", "(Smith 2000a; Jones 1999; Smith 2002)"),
        ('collapse="year"', "a b:3 j", "(Smith 2000a, 2000b, 3; Jones 1999)"),
        ('collapse="year"', "a <s> j", "(Smith 2000a, see 2002 more; Jones 1999)"),
        (f'collapse="year" {GROUP}', "a s j", "(Smith 2000a% 2002; Jones 1999)"),
        (f'collapse="year" {AFTER}', "j a s d1", "(Jones 1999| Smith 2000a; 2002| Doe 2001)"),
        (f'collapse="year" {AFTER}', "a:3 s", "(Smith 2000a, 3| 2002)"),
        ('collapse="year-suffix"', "a b j", "(Smith 2000a; b; Jones 1999)"),
        (f'collapse="year-suffix" {SUFFIXES}', "a b s", "(Smith 2000a^b, 2002)"),
        (f'collapse="year-suffix" {SUFFIXES} {GROUP}', "a b s", "(Smith 2000a% b% 2002)"),
        (f'collapse="year-suffix" {SUFFIXES}', "a b:3 c", "(Smith 2000a, b, 3, c)"),
        (f'collapse="year-suffix" {AFTER}', "j d1 a b j", "(Jones 1999; Doe 2001; Smith 2000a; b| Jones 1999)"),
        (f'collapse="year-suffix-ranged" {SUFFIXES}', "a b c j", "(Smith 2000a–c; Jones 1999)"),
        (f'collapse="year-suffix-ranged" {SUFFIXES}', "a b d e f", "(Smith 2000a^b^d–f)"),
        (f'collapse="year-suffix-ranged" {SUFFIXES}', "a b", "(Smith 2000a^b)"),
        (f'collapse="year-suffix-ranged" {AFTER}', "j a", "(Jones 1999| Smith 2000a)"),
    ],
)
def test_years(options: str, words: str, expected: str) -> None:
    assert joined(words, options) == expected


def test_in_notes_a_group_has_the_delimiter_of_the_layout() -> None:
    assert joined("a s j", 'collapse="year"', kind="note") == "(Smith 2000a; 2002; Jones 1999)"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", "(Jones 1999; Smith 2000a; Jones 2001; Smith 2002)"),
        (GROUP, "(Jones 1999% Jones 2001; Smith 2000a% Smith 2002)"),
        ('collapse="year"', "(Jones 1999, 2001; Smith 2000a, 2002)"),
    ],
)
def test_sorted_cites_of_one_author_come_together(options: str, expected: str) -> None:
    assert joined("s k j a", options, BY_YEAR + YEARS) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a b", "[1,2]"),
        ("a b c", "[1–3]"),
        ("a b d e f", "[1,2,4–6]"),
        ("c b a", "[3,2,1]"),
        ("a a b c", "[1,1–3]"),
        ("a b c:3 d", "[1,2,3 3,4]"),
        ("a <b c d", "[1,see 2–4]"),
        ("a b> c d", "[1,2 more,3,4]"),
    ],
)
def test_numbers(words: str, expected: str) -> None:
    assert joined(words, 'collapse="citation-number"', NUMBERS) == expected


def test_only_bare_numbers_make_ranges() -> None:
    layout = '<layout delimiter=", "><text value="no. "/><text variable="citation-number"/></layout>'
    assert joined("a b c", 'collapse="citation-number"', layout) == "no. 1, no. 2, no. 3"
    layout = (
        '<layout delimiter=", " vertical-align="sup"><text variable="citation-number" prefix="[" suffix="]"/></layout>'
    )
    processor = Processor(style('collapse="citation-number"', layout), ITEMS)
    assert processor.preview(cite("a b c")).render("html") == "<sup>[1]–[3]</sup>"


@pytest.mark.parametrize(
    ("cites", "expected"),
    [
        ([{"id": "a", "suppress-author": True}, {"id": "s"}], "(2000a, 2002)"),
        ([{"id": "a"}, {"id": "s", "suppress-author": True}], "(Smith 2000a, 2002)"),
        ([{"id": "d1"}, {"id": "a", "suppress-author": True}, {"id": "s"}], "(2000a, 2002; Doe 2001)"),
        ([{"id": "a", "suppress-author": True}, {"id": "d1"}, {"id": "s"}], "(2000a, 2002; Doe 2001)"),
        ([{"id": "a", "suppress-author": True, "locator": "3"}, {"id": "s"}], "(2000a, 3, 2002)"),
    ],
)
def test_years_collapse_over_a_suppressed_author(cites: list[dict[str, Any]], expected: str) -> None:
    options = 'collapse="year" cite-group-delimiter=", "'
    sort = '<sort><key variable="issued"/></sort>'
    assert Processor(style(options, sort + YEARS), ITEMS).preview(cites).render() == expected


def test_the_composite_mode_collapses_too() -> None:
    found = Processor(style('collapse="year" cite-group-delimiter=", "'), ITEMS).preview(cite("a s"), mode="composite")
    assert found.render() == "Smith (2000a, 2002)"


def test_items_without_author_are_never_by_the_same_people() -> None:
    other = {**item("u", "", 2001), "title": "Other"}
    found = Processor(style('collapse="year" cite-group-delimiter=", "'), [*ITEMS, other]).preview(cite("t u"))
    assert found.render() == "(Tt 2000; Other 2001)"
