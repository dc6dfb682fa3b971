"""Items of CSL-JSON: which kind each variable is, odd values, variables in a note; control characters."""

from __future__ import annotations

from typing import Any

import pytest

from ponarscite.csl.datevalue import DateValue
from ponarscite.csl.item import Item
from ponarscite.csl.person import Person
from ponarscite.csl.tidy import clean


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", "a"),
        (7, "7"),
        (7.5, "7.5"),
        (True, "true"),
        (False, "false"),
        (["a", "b", 3], "a, b, 3"),
        (["a", "", None], "a"),
        ({"literal": "a"}, "a"),
        ("a\nb", "a b"),
    ],
)
def test_texts(value: Any, expected: str) -> None:
    assert Item({"title": value}).texts == {"title": expected}


@pytest.mark.parametrize("value", [None, "", [], {}, object()])
def test_empty_values_are_no_variables(value: Any) -> None:
    assert Item({"title": value, "author": value}).present == frozenset()
    assert Item({"issued": value or None}).present == frozenset()


def test_kinds_of_variables() -> None:
    item = Item(
        {
            "id": 7,
            "type": "book",
            "title": "T",
            "author": [{"family": "Lee"}],
            "issued": {"date-parts": [[2004]]},
            "custom": {"raw": "2005"},
            "shortTitle": "S",
            "journalAbbreviation": "J",
            "language": "EN-us",
        }
    )
    assert (item.id, item.type, item.language) == ("7", "book", "en-us")
    assert item.texts == {"title": "T", "title-short": "S", "container-title-short": "J", "language": "EN-us"}
    assert item.names == {"author": (Person("Lee"),)}
    assert item.dates == {"issued": DateValue((2004, 0, 0)), "custom": DateValue((2005, 0, 0))}
    assert item.present == frozenset((*item.texts, *item.names, *item.dates))
    assert Item({"id": None, "type": None}).id == Item({}).type == Item({}).language == ""


@pytest.mark.parametrize(
    ("page", "expected"),
    [("101-108", "101"), ("101 – 108", "101"), ("101, 110", "101"), ("5 & 7", "5"), ("7", "7"), ("-7", "-7")],
)
def test_the_first_page_follows_from_the_pages(page: str, expected: str) -> None:
    assert Item({"page": page}).texts["page-first"] == expected
    assert Item({"page": page, "page-first": "9"}).texts["page-first"] == "9"
    assert "page-first" not in Item({}).texts


@pytest.mark.parametrize(
    ("note", "variables"),
    [
        ("event-date: 2004-10-01", {"event-date": DateValue((2004, 10, 1))}),
        ("PMID: 7\nDOI: 10.1/x", {"PMID": "7", "DOI": "10.1/x"}),
        ("PMID: 7\nwords\nDOI: 10.1/x", {"PMID": "7", "DOI": None}),
        ("words\nPMID: 7", {"PMID": None}),
        ("words {:PMID: 7} more {:genre: x}", {"PMID": "7", "genre": "x"}),
        ("editor: Lee || Ann", {"editor": (Person("Lee", "Ann"),)}),
        ("editor: A Fund", {"editor": (Person(literal="A Fund"),)}),
        ("title: Other", {"title": "T"}),
        ("PMID:", {"PMID": None}),
        ("Genre: x", {"genre": None, "Genre": None}),
        ("DOIXYZ: x", {"DOIXYZ": None}),
    ],
)
def test_variables_in_a_note(note: str, variables: dict[str, Any]) -> None:
    item = Item({"type": "book", "title": "T", "note": note})
    found = {**item.texts, **item.names, **item.dates}
    assert {key: found.get(key) for key in variables} == variables


def test_a_note_may_change_the_type() -> None:
    assert Item({"type": "book", "note": "type: map\nPMID: 7"}).type == "map"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("a\u202eb\u0000c\ufffed\ufdd0e", "abcde"),
        ("a\t\r\nb\u2028c\u0085d", "a b c d"),
        ("a\u200bb\u00a0c é", "a\u200bb\u00a0c é"),
        ("\ud800a", "a"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize("character", ["\ufffe", "\ufdd0", "\U0001ffff", "\U0010fffe"], ids=ascii)
def test_noncharacters_are_removed(character: str) -> None:
    assert clean(f"a{character}b") == "ab"


def test_a_style_that_says_event_prints_the_title_of_the_event() -> None:
    """CSL 1.0.2 renamed the variable event to event-title; styles of CSL 1.0.1 have the older name."""
    assert Item({"event-title": "A Workshop"}).texts["event"] == "A Workshop"
    assert Item({"event-title": "A Workshop", "event": "Other"}).texts["event"] == "Other"
    assert "event-title" not in Item({"event": "Other"}).texts


def test_what_is_read_from_a_note_leaves_it() -> None:
    assert Item({"note": "PMID: 7\nSee also\ngenre: x"}).texts["note"] == "See also genre: x"
    assert "note" not in Item({"note": "PMID: 7\nDOI: 10.1/x"}).texts
    assert Item({"note": "words {:PMID: 7} more"}).texts["note"] == "words  more"
    authors = Item({"note": "author: Lee || Ann\nauthor: A Fund"}).names["author"]
    assert authors == (Person("Lee", "Ann"), Person(literal="A Fund"))
    kept = Item({"author": [{"family": "Doe", "given": "J"}], "note": "author: Lee || Ann"})
    assert kept.names["author"] == (Person("Doe", "J"),)


def test_spaces_beside_french_marks_are_narrow() -> None:
    item = Item({"title": "« Un » : deux ?", "URL": "https://a.org/a :b"})
    assert item.texts["title"] == "«\u202fUn\u202f»\u202f: deux\u202f?"
    assert item.texts["URL"] == "https://a.org/a :b"


@pytest.mark.parametrize("custom", [{"et-al": ["author", "editor", 7]}, {"et-al": "author"}, ["author"], None])
def test_lists_of_names_that_are_not_complete_are_marked(custom: Any) -> None:
    found = Item({"author": [{"family": "Lee"}], "custom": custom}).names["author"]
    complete = not (isinstance(custom, dict) and isinstance(custom["et-al"], list))
    assert found == ((Person("Lee"),) if complete else (Person("Lee"), Person(literal="others")))
