"""Books as Open Library's Books API describes them (openlibrary.org/dev/docs/api/books, jscmd=data)."""

from __future__ import annotations

import json

import pytest

from ponarscite.interchange.json_items import references_of
from tests.sources.stand_ins import OPEN_LIBRARY

BOOK = OPEN_LIBRARY["ISBN:9780691165851"]


def test_a_book_is_read() -> None:
    (found,) = references_of(json.dumps(OPEN_LIBRARY))
    assert found.item == {
        "type": "book",
        "title": "The mud we share: a history",
        "author": ["Ann Lee"],
        "publisher": "Lake University Press",
        "publisher-place": "Lakeville",
        "issued": "March 2016",
        "number-of-pages": "312",
        "ISBN": "9780691165851, 0691165858",
        "keyword": ["Mud"],
    }
    assert found.unread == ()


def test_what_an_item_does_not_hold_is_named() -> None:
    (found,) = references_of(json.dumps({"ISBN:0691165858": BOOK | {"by_statement": "edited by Bo Ek", "notes": ""}}))
    assert found.unread == ("by_statement",)
    assert found.item["ISBN"] == "0691165858, 9780691165851"


def test_several_books_are_read() -> None:
    assert len(list(references_of(json.dumps({"ISBN:1": BOOK, "OCLC:2": BOOK, "LCCN:3": {"title": ""}})))) == 2


@pytest.mark.parametrize("wrong", [None, 5, "x", [], {}, [5], [{"name": 5}], {"isbn_13": 5}])
def test_wrong_members_are_left_out(wrong: object) -> None:
    for name in BOOK:
        for _ in references_of(json.dumps({"ISBN:1": BOOK | {name: wrong}})):
            pass
