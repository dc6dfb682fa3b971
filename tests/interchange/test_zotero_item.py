"""Records as Zotero items, and back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponarscite.interchange.zotero_fields import COMMON, CREATORS, CSL_TYPE, FIELDS, ITEM_TYPE, NEAREST, PODCAST
from ponarscite.interchange.zotero_item import from_creator, from_zotero_item, label, to_creator, to_zotero_item
from ponarscite.record.date import Date
from ponarscite.record.item import variables
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from tests.formats.golden_records import MEMO_775, RECORDS
from tests.strategies import filled, names, records

SITE = "https://www.ponarseurasia.org"


def test_a_memo() -> None:
    title = "The Limits of Authoritarian Learning: Deconstructing Kazakhstan’s 2022 Coup Attempt"
    assert to_zotero_item(replace(MEMO_775, abstract="A coup that was none.", note="Read twice.")) == {
        "itemType": "report",
        "title": title,
        "creators": [{"creatorType": "author", "firstName": "Azamat", "lastName": "Junisbai"}],
        "abstractNote": "A coup that was none.",
        "reportNumber": "775",
        "reportType": "PONARS Eurasia Policy Memo",
        "institution": "George Washington University",
        "place": "Washington, DC",
        "date": "2022-05-20",
        "language": "en-US",
        "url": f"{SITE}/the-limits-of-authoritarian-learning-deconstructing-kazakhstans-2022-coup-attempt/",
        "accessDate": "2026-11-21",
        "tags": [{"tag": "Kazakhstan"}, {"tag": "Authoritarianism"}, {"tag": "Elites & Power"}],
        "extra": "Citation Key: pepm775\nRead twice.",
    }


def test_an_episode_is_a_podcast_whose_date_stands_in_extra() -> None:
    item = to_zotero_item(RECORDS["podcast"])
    assert (item["itemType"], item["seriesTitle"], item.get("date")) == (PODCAST, "PONARS Eurasia Podcast", None)
    assert item["creators"] == [{"creatorType": "podcaster", "firstName": "Maria", "lastName": "Lipman"}]
    assert item["extra"] == "Citation Key: lipman2021episode\nIssued: 2021-12-13"


def test_what_has_no_field_stands_in_extra() -> None:
    record = replace(RECORDS["event"], doi="10.1000/1", accessed=Date(2024, 3))
    item = to_zotero_item(replace(record, extra=(*record.extra, ("chair", (Name("Vogel", "Sasha", "de"),)))))
    assert item["itemType"] == "document"
    assert item["extra"].splitlines() == [
        "Citation Key: workshop2023",
        "Type: event",
        "Genre: Conference",
        "Publisher Place: Washington, DC",
        "DOI: 10.1000/1",
        "Accessed: 2024-03",
        "Event Place: Washington, DC",
        "Chair: de Vogel || Sasha",
    ]


@pytest.mark.parametrize(
    ("name", "creator"),
    [
        (Name("Vogel", "Sasha", "de"), {"firstName": "Sasha", "lastName": "de Vogel"}),
        (Name("Humboldt", "Alexander", "", "von"), {"firstName": "Alexander von", "lastName": "Humboldt"}),
        (Name("Remington", "Thomas F.", suffix="Jr."), {"firstName": "Thomas F., Jr.", "lastName": "Remington"}),
        (Name("De Spiegeleire", "Stephan"), {"firstName": "Stephan", "lastName": "De Spiegeleire"}),
        (Name(literal="PONARS Eurasia"), {"name": "PONARS Eurasia"}),
    ],
)
def test_a_name_is_a_creator_and_comes_back(name: Name, creator: dict[str, str]) -> None:
    assert to_creator(name, "author") == {"creatorType": "author", **creator}
    assert from_creator(creator) == name


def test_a_name_in_one_field_is_an_institution_however_it_is_spelled() -> None:
    assert from_creator({"lastName": "PONARS Eurasia", "fieldMode": 1}) == Name(literal="PONARS Eurasia")


def test_only_web_addresses_are_written() -> None:
    assert "url" not in to_zotero_item(Record(title="A", url="javascript:alert(1)"))
    assert "javascript" not in json.dumps(to_zotero_item(Record(title="A", url="javascript:alert(1)")))


@pytest.mark.parametrize("record", RECORDS)
def test_a_record_comes_back(record: str) -> None:
    wanted = as_zotero_has_it(RECORDS[record])
    found = from_zotero_item(to_zotero_item(RECORDS[record]))
    assert found == replace(wanted, abstract=found.abstract, author=found.author)
    assert list(map(str, found.author)) == list(map(str, wanted.author))


def as_zotero_has_it(record: Record) -> Record:
    """The record as Zotero, and CSL, understand it: an episode of a podcast has a host and a series."""
    if to_zotero_item(record)["itemType"] != PODCAST:
        return record
    extra = dict(record.extra)
    if record.author and "host" not in extra:
        extra["host"], record = record.author, replace(record, author=())
    if record.container_title and not record.collection_title:
        record = replace(record, container_title="", collection_title=record.container_title)
    return replace(record, extra=tuple(sorted(extra.items())))


@settings(max_examples=30)
@given(records())
def test_every_item_is_valid_and_keeps_every_variable(record: Record) -> None:
    item = to_zotero_item(record)
    kind = item["itemType"]
    assert item.keys() <= {"itemType", "creators", "tags", "extra", *FIELDS[kind].values()}
    assert all(item[field] for field in item.keys() - {"creators", "tags"})
    assert {creator["creatorType"] for creator in item["creators"]} <= set(CREATORS[kind].values())
    again = from_zotero_item(json.loads(json.dumps(item)))
    assert again.type == record.type
    assert told(again) == told(as_zotero_has_it(record))


def told(record: Record) -> dict[str, object]:
    """The variables that Zotero keeps, with names in reading order and without note and tags."""
    values = variables(record)
    if to_zotero_item(record)["itemType"] == PODCAST and record.genre.casefold() in ("", PODCAST):
        values["genre"] = PODCAST
    return {
        variable: sorted(map(str, value)) if isinstance(value, tuple) else str(value)
        for variable, value in values.items()
        if variable not in ("note", "keyword")
    }


@settings(max_examples=50)
@given(filled(), names())
def test_no_value_makes_a_line_of_its_own_in_extra(text: str, name: Name) -> None:
    record = Record(id="k", type="event", title="A", genre=text, extra=(("chair", (name,)),))
    lines = to_zotero_item(record)["extra"].split("\n")
    assert [line.partition(":")[0] for line in lines] == ["Citation Key", "Type", "Genre", "Chair"]


@given(
    st.dictionaries(
        st.sampled_from(["itemType", "title", "creators", "tags", "extra", "date", "url"]),
        st.none()
        | st.integers()
        | st.text(max_size=9)
        | st.lists(st.none() | st.dictionaries(st.just("tag"), st.text())),
    )
)
def test_no_item_is_too_odd(data: dict[str, Any]) -> None:
    record = from_zotero_item(data)
    assert told(from_zotero_item(to_zotero_item(record))) == told(as_zotero_has_it(record))


def test_the_first_of_two_lines_in_extra_counts_and_what_names_nothing_is_the_note() -> None:
    data = {"itemType": "report", "extra": "citation key: one\nCitation Key: two\nDOI: 10.1/2\nSeen: twice\nLater"}
    record = from_zotero_item(data)
    assert (record.id, record.doi, record.note) == ("one", "10.1/2", "Seen: twice Later")


def test_the_tables_agree_with_each_other() -> None:
    assert set(FIELDS) == set(CSL_TYPE) == set(CREATORS)
    assert {*ITEM_TYPE.values(), *NEAREST.values(), PODCAST} <= set(FIELDS)
    assert not set(ITEM_TYPE) & set(NEAREST)
    for fields in FIELDS.values():
        assert len(set(fields.values())) == len(fields)
    assert label("DOI") == "DOI"
    assert label("archive_location") == "Archive Location"
    assert {"title", "URL"} <= set(COMMON)
