"""cs:choose: the conditions and how `match` joins them (CSL 1.0.2, "Choose")."""

from __future__ import annotations

from typing import Any

import pytest

from ponarscite.csl import Processor
from tests.csl.small_style import printed, small_style

BOOK: dict[str, Any] = {
    "type": "book",
    "title": "T",
    "publisher": "P",
    "edition": "2",
    "volume": "second",
    "author": [{"family": "Lee"}],
    "issued": {"date-parts": [[2004]], "circa": True},
    "accessed": {"date-parts": [[2005]]},
}


def choose(test: str) -> str:
    return f'<choose><if {test}><text value="yes"/></if><else><text value="no"/></else></choose>'


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ('type="book"', True),
        ('type="report book"', True),
        ('type="report"', False),
        ('type="report" match="none"', True),
        ('type="book" match="none"', False),
        ('type="report thesis" match="any"', False),
        ('variable="title"', True),
        ('variable="title author issued"', True),
        ('variable="title abstract"', False),
        ('variable="title abstract" match="any"', True),
        ('variable="abstract genre" match="any"', False),
        ('variable="title abstract" match="none"', False),
        ('variable="abstract genre" match="none"', True),
        ('variable="title" type="book"', True),
        ('variable="title" type="report"', False),
        ('variable="title" type="report" match="any"', True),
        ('is-numeric="edition"', True),
        ('is-numeric="volume"', False),
        ('is-numeric="edition volume"', False),
        ('is-numeric="edition volume" match="any"', True),
        ('is-numeric="abstract"', False),
        ('is-numeric="title edition" match="none"', False),
        ('is-numeric="author"', False),
        ('is-numeric="citation-number"', True),
        ('is-uncertain-date="issued"', True),
        ('is-uncertain-date="accessed"', False),
        ('is-uncertain-date="submitted"', False),
        ('is-uncertain-date="title"', False),
        ('is-uncertain-date="issued accessed" match="any"', True),
        ('is-uncertain-date="issued accessed" match="none"', False),
        ('is-uncertain-date="accessed" variable="title"', False),
        ('is-uncertain-date="issued" variable="title"', True),
        ('is-uncertain-date="issued" variable="abstract"', False),
        ('is-uncertain-date="accessed" variable="title" match="any"', True),
        ('is-uncertain-date="accessed" variable="abstract" match="none"', True),
        ('is-uncertain-date="accessed" variable="title" match="none"', False),
        ('is-numeric="edition" is-uncertain-date="issued"', True),
        ('is-numeric="edition" is-uncertain-date="accessed"', False),
        ('is-numeric="edition" is-uncertain-date="accessed" match="any"', True),
        ('unknown="x"', False),
        ('match="none"', True),
    ],
)
def test_conditions_on_items(test: str, expected: bool) -> None:
    assert printed(choose(test), BOOK) == ("yes" if expected else "no")


@pytest.mark.parametrize(
    ("test", "cite", "expected"),
    [
        ('variable="locator"', {"locator": "3"}, True),
        ('variable="locator"', {}, False),
        ('is-numeric="locator"', {"locator": "3"}, True),
        ('is-numeric="locator"', {"locator": "third"}, False),
        ('locator="page"', {"locator": "3"}, True),
        ('locator="page"', {}, False),
        ('locator="chapter"', {"locator": "3"}, False),
        ('locator="chapter"', {"locator": "3", "label": "chapter"}, True),
        ('locator="chapter page" match="any"', {"locator": "3", "label": "chapter"}, True),
        ('locator="chapter page" match="none"', {"locator": "3", "label": "verse"}, True),
        ('locator="sub-verbo"', {"locator": "a", "label": "sub-verbo"}, True),
        ('locator="sub-verbo"', {"locator": "a", "label": "sub verbo"}, True),
        ('variable="first-reference-note-number"', {"first-reference-note-number": 2}, True),
        ('variable="first-reference-note-number"', {}, False),
        ('variable="year-suffix"', {}, False),
        ('variable="citation-number"', {}, True),
        ('position="first"', {}, True),
        ('position="first"', {"position": 1}, False),
        ('position="subsequent"', {}, False),
        ('position="subsequent"', {"position": 1}, True),
        ('position="subsequent"', {"position": 2}, True),
        ('position="subsequent"', {"position": 3}, True),
        ('position="ibid"', {"position": 1}, False),
        ('position="ibid"', {"position": 2}, True),
        ('position="ibid"', {"position": 3}, True),
        ('position="ibid-with-locator"', {"position": 2}, False),
        ('position="ibid-with-locator"', {"position": 3}, True),
        ('position="near-note"', {"position": 1}, False),
        ('position="near-note"', {"position": 1, "near-note": True}, True),
        ('position="unknown"', {"position": 3}, False),
        ('position="first ibid" match="any"', {"position": 2}, True),
        ('disambiguate="true"', {}, False),
        ('disambiguate="false"', {}, True),
    ],
)
def test_conditions_on_cites(test: str, cite: dict[str, Any], expected: bool) -> None:
    layout = choose(test) + '<text variable="citation-number" prefix="|"/>'
    assert printed(layout, BOOK, cite=cite) == ("yes|1" if expected else "no|1")


@pytest.mark.parametrize(
    "test",
    ['position="first"', 'position="subsequent"', 'locator="page"', 'variable="locator"', 'is-numeric="locator"'],
)
def test_a_bibliography_has_no_positions_and_locators(test: str) -> None:
    """CSL 1.0.2, "Choose" (position): within cs:bibliography it tests false."""
    bibliography = f"<bibliography><layout>{choose(test)}</layout></bibliography>"
    processor = Processor(small_style('<text value="x"/>', bibliography=bibliography), [{**BOOK, "id": "x"}])
    processor.cite([{"id": "x", "locator": "3"}])
    assert [entry.text.render() for entry in processor.bibliography()] == ["no"]


def test_the_first_branch_that_holds_is_taken() -> None:
    layout = """<choose><if locator="chapter"><text value="a"/></if><else-if type="book"><text value="b"/></else-if>
        <else-if variable="title"><text value="c"/></else-if><else><text value="d"/></else></choose>"""
    assert printed(layout, BOOK, cite={"locator": "3", "label": "chapter"}) == "a"
    assert printed(layout, BOOK) == "b"
    assert printed(layout, {**BOOK, "type": "map"}) == "c"
    assert printed(layout, {"type": "map"}) == "d"
    assert printed('<choose><if type="map"><text value="a"/></if></choose>', BOOK) == ""
