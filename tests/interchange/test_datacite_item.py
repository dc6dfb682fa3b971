"""Works as DataCite's REST API describes them (support.datacite.org/docs/api-get-doi)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ponarscite.interchange.datacite_item import GENERAL_TYPES
from ponarscite.interchange.json_items import references_of
from ponarscite.record.item import TYPES

WORK: dict[str, Any] = {
    "doi": "10.5438/mud1",
    "prefix": "10.5438",
    "identifiers": [{"identifier": "https://doi.org/10.5438/mud1", "identifierType": "DOI"}],
    "creators": [
        {"name": "Mud Working Group", "nameType": "Organizational"},
        {"name": "Lee, Ann", "givenName": "Ann", "familyName": "Lee", "nameType": "Personal", "affiliation": ["X"]},
        {"name": "Ek, Bo"},
        {"name": "Lake Office"},
    ],
    "titles": [
        {"title": "Schema of Mud"},
        {"title": "Version for Rivers", "titleType": "Subtitle"},
        {"title": "Schlamm", "titleType": "TranslatedTitle"},
    ],
    "publisher": {"name": "Lake Press", "publisherIdentifier": "https://ror.org/1"},
    "container": {
        "type": "Journal",
        "identifier": "1234-5679",
        "identifierType": "ISSN",
        "title": "Journal of Mud",
        "volume": "3",
        "issue": "1",
        "firstPage": "5",
        "lastPage": "9",
    },
    "publicationYear": 2016,
    "subjects": [{"subject": "mud"}, {"subject": "mud", "lang": "de"}],
    "contributors": [
        {"name": "Starr, Jo", "givenName": "Jo", "familyName": "Starr", "contributorType": "Editor"},
        {"name": "Lake Host", "contributorType": "HostingInstitution"},
    ],
    "dates": [{"date": "2017-01-01", "dateType": "Issued"}, {"date": "2016-09-19", "dateType": "Issued"}],
    "language": "en",
    "types": {"citeproc": "article-journal", "resourceType": "Working Paper", "resourceTypeGeneral": "Text"},
    "sizes": ["3 MB"],
    "version": "4.0",
    "rightsList": [{"rights": "CC BY"}],
    "descriptions": [{"description": "<p>About mud.</p>", "descriptionType": "Abstract"}],
    "url": "https://lake.example/4.0",
    "viewCount": 3,
}
ITEM = {
    "type": "report",
    "title": "Schema of Mud: Version for Rivers",
    "author": [
        {"literal": "Mud Working Group"},
        {"family": "Lee", "given": "Ann"},
        "Ek, Bo",
        {"literal": "Lake Office"},
    ],
    "editor": [{"family": "Starr", "given": "Jo"}],
    "container-title": "Journal of Mud",
    "ISSN": "1234-5679",
    "volume": "3",
    "issue": "1",
    "page": "5-9",
    "DOI": "10.5438/mud1",
    "URL": "https://lake.example/4.0",
    "publisher": "Lake Press",
    "language": "en",
    "version": "4.0",
    "abstract": "About mud.",
    "keyword": ["mud"],
    "issued": {"date-parts": [[2016, 9, 19]]},
}


@pytest.mark.parametrize(
    "value",
    [
        {"data": {"id": "10.5438/mud1", "type": "dois", "attributes": WORK, "relationships": {}}},
        {"data": [{"id": "10.5438/mud1", "type": "dois", "attributes": WORK}, 5], "meta": {"total": 1}},
        WORK,
        [WORK],
    ],
    ids=["an answer", "a list", "a work", "an array"],
)
def test_a_work_is_read(value: object) -> None:
    (found,) = references_of(json.dumps(value))
    assert found.item == ITEM
    assert set(found.unread) == {"rightsList", "contributors (HostingInstitution)", "titles (TranslatedTitle)"}


@pytest.mark.parametrize(
    ("types", "expected", "genre"),
    [
        ({"resourceTypeGeneral": "Dataset", "resourceType": "Survey Data"}, "dataset", "Survey Data"),
        ({"resourceTypeGeneral": "JournalArticle"}, "article-journal", None),
        ({"resourceTypeGeneral": "Text", "resourceType": "Journal Article"}, "article-journal", None),
        ({"resourceTypeGeneral": "Text", "resourceType": "Leaflet", "citeproc": "article"}, "document", "Leaflet"),
        ({"resourceTypeGeneral": "Text"}, "document", None),
        (None, "document", None),
        (5, "document", None),
    ],
)
def test_the_type(types: object, expected: str, genre: str | None) -> None:
    (found,) = references_of(json.dumps(WORK | {"types": types}))
    assert (found.item["type"], found.item.get("genre")) == (expected, genre)


def test_every_type_is_one_of_csl() -> None:
    assert set(GENERAL_TYPES.values()) <= TYPES


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"dates": []}, {"date-parts": [[2016]]}),
        ({"dates": [{"date": "2016-09", "dateType": "Issued"}]}, {"date-parts": [[2016, 9]]}),
        ({"dates": None, "publicationYear": "unknown"}, "unknown"),
        ({"dates": None, "publicationYear": None}, None),
    ],
)
def test_the_date_is_in_the_year_of_publication(members: dict[str, Any], expected: object) -> None:
    (found,) = references_of(json.dumps(WORK | members))
    assert found.item.get("issued") == expected


def test_a_series_holds_the_work() -> None:
    container = {"type": "Series", "title": "Mud Papers", "volume": "12", "identifier": "x", "identifierType": "URL"}
    (found,) = references_of(json.dumps(WORK | {"container": container}))
    assert (found.item["collection-title"], found.item["collection-number"]) == ("Mud Papers", "12")


@pytest.mark.parametrize("wrong", [None, 5, "x", [], {}, [5], {"a": 1}])
def test_wrong_members_are_left_out(wrong: object) -> None:
    for name in WORK:
        if name != "titles":
            for _ in references_of(json.dumps(WORK | {name: wrong})):
                pass
