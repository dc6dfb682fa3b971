from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given

from ponarscite.record import item
from ponarscite.record.item import from_item
from ponarscite.record.name import Name, parse_name
from ponarscite.record.record import Record
from tests.conftest import Golden
from tests.formats import formats
from tests.formats.csl_json.schema import SCHEMA, TYPES, VARIABLES
from tests.formats.golden_records import EXAMPLE, MEMO_775, RECORDS
from tests.strategies import records

VALIDATOR = jsonschema.Draft7Validator(SCHEMA)


def write(*found: Record) -> str:
    return formats.write("csl-json", *found)


@pytest.mark.parametrize("record", RECORDS)
def test_golden(record: str, golden: Golden) -> None:
    text = write(RECORDS[record])
    VALIDATOR.validate(json.loads(text))
    golden(text, f"csl-json/{record}.json")


@given(records())
def test_what_is_written_is_valid_and_comes_back(record: Record) -> None:
    (found,) = json.loads(write(record))
    VALIDATOR.validate([found])
    assert from_item(found) == record


def test_many_records_are_one_piece_each_and_one_array() -> None:
    pieces = list(formats.pieces("csl-json", *RECORDS.values()))
    assert len(pieces) == len(RECORDS) + 2
    found = json.loads("".join(pieces))
    VALIDATOR.validate(found)
    assert [entry["id"] for entry in found] == [record.id for record in RECORDS.values()]


def test_no_records_are_an_empty_array() -> None:
    assert json.loads(write()) == []


def test_a_memo() -> None:
    (found,) = json.loads(write(MEMO_775))
    assert found == {
        "id": "pepm775",
        "citation-key": "pepm775",
        "type": "report",
        "title": "The Limits of Authoritarian Learning: Deconstructing Kazakhstan’s 2022 Coup Attempt",
        "author": [{"family": "Junisbai", "given": "Azamat"}],
        "issued": {"date-parts": [[2022, 5, 20]]},
        "accessed": {"date-parts": [[2026, 11, 21]]},
        "genre": "PONARS Eurasia Policy Memo",
        "number": "775",
        "publisher": "George Washington University",
        "publisher-place": "Washington, DC",
        "URL": MEMO_775.url,
        "keyword": "Kazakhstan, Authoritarianism, Elites & Power",
        "language": "en-US",
    }


def test_a_particle_is_a_part_of_its_own() -> None:
    record = replace(EXAMPLE, author=(parse_name("Sasha de Vogel"), Name("Vogel", "S.", "De"), Name("van Gogh", "V.")))
    (found,) = json.loads(write(record))
    assert found["author"] == [
        {"family": "Vogel", "given": "Sasha", "non-dropping-particle": "de"},
        {"family": "Vogel", "given": "S.", "non-dropping-particle": "De"},
        {"family": "van Gogh", "given": "V.", "non-dropping-particle": ""},
    ]
    assert from_item(found).author == record.author


def test_every_type_and_variable_is_of_the_schema() -> None:
    assert set(TYPES) == item.TYPES
    assert {*item.TEXT, *item.NAMES, *item.DATES, *item.STRINGS} <= set(VARIABLES)


def test_hostile_texts_come_out_inert() -> None:
    record = Record(id="a b", title="x\ud800\x00\u202ey", url="javascript:alert(1)", extra=(("source", "a\x1b[0m"),))
    text = write(record)
    text.encode()
    (found,) = json.loads(text)
    assert found == {"id": "a b", "citation-key": "a b", "type": "document", "title": "xy", "source": "a[0m"}


@pytest.mark.parametrize("key", ["nordstro\u0308m1992", "a  b", "DBLP:journals/x"])
def test_a_key_is_written_whole(key: str) -> None:
    (found,) = json.loads(write(Record(id=key, title="T")))
    assert (found["id"], found["citation-key"]) == (key, key)
