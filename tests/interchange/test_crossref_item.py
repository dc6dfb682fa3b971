"""Works as Crossref's REST API describes them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ponarscite.interchange.crossref_item import TYPES as CROSSREF_TYPES
from ponarscite.interchange.crossref_item import item_of
from ponarscite.interchange.json_items import references_of
from ponarscite.record.item import TYPES

WORK: dict[str, Any] = {
    "type": "journal-article",
    "title": ["Rivers &amp; <i>Lakes</i>"],
    "subtitle": ["A Study"],
    "DOI": "10.1000/ABC",
    "author": [
        {"given": "Ana", "family": "Uno", "sequence": "first", "affiliation": [{"name": "X"}], "ORCID": "1"},
        {"name": "An Institute", "sequence": "additional"},
    ],
    "container-title": ["Journal of X", "Other"],
    "issued": {"date-parts": [[2020, 5]]},
    "ISSN": ["1234-5678", "2345-6789"],
    "abstract": "<jats:title>Abstract</jats:title><jats:p>We <jats:italic>study</jats:italic> rivers.</jats:p>",
    "article-number": "e12",
    "reference-count": 3,
    "is-referenced-by-count": 7,
    "license": [{"URL": "https://license.example/by"}],
    "link": [],
}
ITEM = {
    "type": "article-journal",
    "title": "Rivers & <i>Lakes</i>: A Study",
    "DOI": "10.1000/ABC",
    "author": [{"given": "Ana", "family": "Uno"}, {"literal": "An Institute"}],
    "container-title": "Journal of X",
    "issued": {"date-parts": [[2020, 5]]},
    "ISSN": "1234-5678, 2345-6789",
    "abstract": "We <i>study</i> rivers.",
    "number": "e12",
}


def items(value: object) -> list[dict[str, Any]]:
    return [dict(reference.item) for reference in references_of(json.dumps(value))]


@pytest.mark.parametrize(
    "value",
    [
        {"status": "ok", "message-type": "work", "message": WORK},
        {"status": "ok", "message-type": "work-list", "message": {"total-results": 1, "items": [WORK, 5]}},
        [WORK],
        WORK,
    ],
    ids=["an answer", "a list", "an array", "a work"],
)
def test_a_work_is_read(value: object) -> None:
    assert items(value) == [ITEM]


def test_what_an_item_does_not_hold_is_named() -> None:
    (found,) = references_of(json.dumps({"message": WORK}))
    assert found.unread == ("license",)


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"issued": {"date-parts": [[None]]}, "published-online": {"date-parts": [[2019, 1, 2]]}}, [[2019, 1, 2]]),
        ({"issued": {"date-parts": [[None]]}}, None),
        ({"issued": 5}, None),
    ],
)
def test_the_date_is_the_first_known(members: dict[str, Any], expected: Any) -> None:
    (found,) = items(WORK | members)
    assert found.get("issued", {}).get("date-parts") == expected


def test_a_paper_has_its_event_and_a_book_its_isbn() -> None:
    event = {
        "name": "Conf",
        "location": "Rome",
        "start": {"date-parts": [[2020, 1, 1]]},
        "end": {"date-parts": [[2020]]},
    }
    (found,) = items({"type": "proceedings-article", "title": ["T"], "event": event})
    assert (found["event-title"], found["event-place"], found["event-date"]["date-parts"]) == (
        "Conf",
        "Rome",
        [[2020, 1, 1], [2020]],
    )
    (found,) = items({"type": "monograph", "title": ["T"], "ISBN": ["http://id.crossref.org/isbn/9780000000002"]})
    assert (found["type"], found["ISBN"]) == ("book", "9780000000002")


def test_its_types_are_types_of_csl() -> None:
    assert set(CROSSREF_TYPES.values()) <= TYPES
    assert items([{"id": "a", "type": "journal-article", "title": "T", "author": []}])[0]["type"] == "article-journal"


@pytest.mark.parametrize(
    "value",
    [
        {"message": "text"},
        {"message": {"items": [5, {"type": "journal-article"}]}},
        {"message": {"type": "unheard-of", "title": ["T"]}},
        {"status": "failed", "message": [{"type": "validation-failure"}]},
        {
            "type": "journal-article",
            "title": [[]],
            "author": [5],
            "ISSN": [None],
            "event": [],
            "issued": {"date-parts": 5},
        },
    ],
)
def test_odd_values_are_no_obstacle(value: object) -> None:
    assert all(item.get("title") is None for item in items(value))


@pytest.mark.parametrize(
    "author", ["Ann Lee", {"family": "Lee"}, [5, "Ann Lee"], [{"family": "Lee"}, "Ek"], [{"family": ["Lee"]}], 5]
)
def test_authors_of_a_wrong_kind_are_named(author: object) -> None:
    work = {"type": "journal-article", "title": ["T"], "author": author}
    assert item_of(work)[1] == ("author",)


@pytest.mark.parametrize("name", ["issued", "volume", "ISBN", "publisher", "title"])
@pytest.mark.parametrize("value", [{"a": [1]}, float("nan"), [[["a"]]]])
def test_values_of_a_wrong_kind_are_named(name: str, value: object) -> None:
    assert name in item_of({"type": "journal-article", "title": ["T"], "content-domain": 0, name: value})[1]


@pytest.mark.parametrize("value", [{"date-parts": [[None]]}, None, []])
def test_an_unknown_date_is_nothing(value: object) -> None:
    assert item_of({"type": "journal-article", "title": ["T"], "issued": value})[1] == ()
