"""What is written comes back equal, in all that the format carries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from ponarscite.formats.bibtex.fields import BIBLATEX, BIBTEX, Dialect
from ponarscite.formats.bibtex.reader import RICH
from ponarscite.formats.bibtex.reader import references_of as bib_references
from ponarscite.formats.bibtex.writer import WORDS_IN
from ponarscite.formats.ris.reader import references_of as ris_references
from ponarscite.formats.ris.tags import READ_TYPES, TYPES, carried
from ponarscite.hooks.texts import CHANGES
from ponarscite.interchange.json import values_of
from ponarscite.record.date import Date
from ponarscite.record.item import NAMES, VERBATIM, from_item, split_particle, variables, with_texts
from ponarscite.record.name import Name, split_given
from ponarscite.record.record import Record
from ponarscite.record.richtext import plain
from ponarscite.record.text import clean
from tests.conftest import EXAMPLES, Run
from tests.formats.formats import BOTH_WAYS, WRITERS, drops, read, write
from tests.formats.golden_records import RECORDS
from tests.interchange.test_zotero_item import as_zotero_has_it
from tests.strategies import records

DIALECTS = {"bibtex": BIBTEX, "biblatex": BIBLATEX}
TABLED = ("bibtex", "biblatex", "ris", "csl-json")
"""Formats whose tables say what they carry; the others say what they drop."""

DROPPING = ("zotero-rdf", "zotero-json", "endnote-xml", "enw", "mods", "hayagriva", "csl-yaml", "word")
ODD = {"special-characters", "names-of-every-kind"}
COUNTED = sorted(set(RECORDS) - ODD)
XML = ("zotero-rdf", "endnote-xml", "mods", "word")
"""Formats that cannot have noncharacters in a text."""


def carried_by(name: str, record: Record) -> frozenset[str]:
    if name == "csl-json":
        return frozenset(variables(record))
    if name == "ris":
        return carried(TYPES[record.type])
    dialect = DIALECTS[name]
    return dialect.carried(entry_type(dialect, record))


def entry_type(dialect: Dialect, record: Record) -> str:
    return dialect.entry_type(record.type, has_address=bool(record.url or record.doi))


def readable(name: str, record: Record) -> Record:
    """The record with its texts as the format prints them."""
    change = CHANGES.get(WRITERS[name].texts)
    return with_texts(record, change) if change else record


def left_of(name: str, record: Record) -> dict[str, Any]:
    """What a format keeps of a record."""
    kept = carried_by(name, record)
    record = readable(name, record)
    values = {variable: value for variable, value in variables(record).items() if variable in kept}
    words = "" if record.issued.parts or record.issued.end else record.issued.literal
    if words and name in DIALECTS:
        values[WORDS_IN[name]] = "; ".join(filter(None, (values.get(WORDS_IN[name], ""), words)))
    return {
        variable: _left(name, variable, value) for variable, value in values.items() if _left(name, variable, value)
    }


def _left(name: str, variable: str, value: Any) -> Any:
    if name == "csl-json":
        return value
    if variable in NAMES:
        return tuple(name_left(name, one) for one in value)
    if variable == "page":
        return re.sub(r"(?<=\d)\s*[-–]+\s*(?=\d)", "-", value)
    if name in DIALECTS and isinstance(value, Date) and not (value.parts or value.end):
        return Date()  # the words are in another field
    if name == "bibtex" and variable == "issued":
        return replace(value, day=None)
    if variable == "keyword":
        return tuple(map(plain, value))
    return plain(value) if isinstance(value, str) and variable not in (*RICH, *VERBATIM) else value


def name_left(name: str, person: Name) -> Name:
    """What is left of a name: no format tells a family name alone from a literal."""
    person = with_texts(Record(author=(person,)), plain).author[0] if person else person
    given, dropping = split_given(f"{person.given} {person.dropping_particle}".strip())
    if person.literal or not given:
        return Name(literal=str(person))
    particle, family = person.non_dropping_particle, person.family
    if name != "ris" and not re.fullmatch(r"(?![A-Z'])[\w ]*", particle):
        particle, family = "", f"{particle} {family}"
    if name == "ris":
        particle, family = split_particle(f"{particle} {family}".strip())
    return Name(family, given, particle, dropping, suffix=person.suffix)


@pytest.mark.parametrize("name", TABLED)
@pytest.mark.parametrize("key", COUNTED)
def test_golden_records_come_back_by_the_tables(name: str, key: str) -> None:
    record = RECORDS[key]
    (found,) = read(write(name, record))
    assert found.id == record.id
    assert {**variables(found)} == left_of(name, record)


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_all_of_them_come_back_in_order(name: str) -> None:
    written = [
        replace(record, id=f"k{number}", title=f"{record.title} {number}")
        for number, record in enumerate(RECORDS.values())
    ]
    assert [found.id for found in read(write(name, *written))] == [record.id for record in written]


def kept_of(name: str, record: Record) -> dict[str, Any]:
    """The variables of a record that a format does not drop, with names as texts."""
    dropped = {told.partition(" (")[0] for told in drops(name, record)}
    record = readable(name, record)
    values = {variable: value for variable, value in variables(record).items() if variable not in dropped}
    if name.startswith("zotero-"):
        values = variables(as_zotero_has_it(record)) | {}
        values = {variable: value for variable, value in values.items() if variable not in dropped}
    if name in ("hayagriva", "enw", "mods") and "page" in values:
        values["page"] = values["page"].replace("–", "-")
    return {variable: named(value) if variable in NAMES else value for variable, value in values.items()}


def named(names: Iterable[Name]) -> list[str]:
    """The names as they are read: no format tells which particle is the dropping one."""
    return [str(name) for name in names]


def shown(record: Record) -> dict[str, Any]:
    values = variables(record)
    return {variable: named(value) if variable in NAMES else value for variable, value in values.items()}


@pytest.mark.parametrize("name", DROPPING)
@pytest.mark.parametrize("key", COUNTED)
def test_golden_records_come_back_but_for_what_is_dropped(name: str, key: str) -> None:
    (found,) = read(write(name, RECORDS[key]))
    kept = kept_of(name, RECORDS[key])
    partly = {told.partition(" (")[0] for told in drops(name, RECORDS[key]) if " (" in told}
    assert {variable: value for variable, value in shown(found).items() if variable not in partly} == kept
    assert found.id == RECORDS[key].id


@pytest.mark.parametrize("name", DROPPING)
def test_special_characters_come_back(name: str) -> None:
    (found,) = read(write(name, RECORDS["special-characters"]))
    for variable in {"title", "abstract", "publisher", "note"} - set(drops(name, RECORDS["special-characters"])):
        assert getattr(found, variable) == clean(getattr(RECORDS["special-characters"], variable))


TEXTS = ("title", "genre", "number", "publisher", "abstract")


@pytest.mark.parametrize("name", DROPPING)
@settings(max_examples=10)
@given(record=records())
def test_texts_of_a_report_come_back(name: str, record: Record) -> None:
    report = replace(record, type="report", title=clean(f"T {record.title}"), extra=(), note="", keyword=())
    (found,) = read(write(name, report))
    dropped = set(drops(name, report))
    for variable in set(TEXTS) - dropped:
        written = getattr(readable(name, report), variable)
        expected = written.replace("\ufffe", "").replace("\uffff", "") if name in XML else written
        assert getattr(found, variable) == expected


@pytest.mark.parametrize("name", DROPPING)
def test_export_and_export_again(name: str, run: Run, tmp_path: Path) -> None:
    """What is exported is a source like any other, and the same memo."""
    file = tmp_path / f"memos{next(iter(WRITERS[name].suffixes), '.json')}"
    assert run("export", EXAMPLES / "pages", "-f", name, "-q", "-o", file).code == 0
    ran = run("export", file, "-s", "ponars-eurasia", "-q")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("Olena Prykladna and Juan de la Prueba, “Borrowed Rivers:")
    assert "PONARS Eurasia Policy Memo No. 9002, George Washington University, March 2024." in ran.out


PLAIN = ("title", "genre", "number", "publisher", "publisher-place", "abstract", "note", "DOI", "container-title")


@pytest.mark.parametrize("name", DIALECTS)
@settings(max_examples=60)
@given(record=records())
def test_any_record_comes_back_from_bib(name: str, record: Record) -> None:
    (found,) = bib_references(write(name, record))
    assert not found.faults
    same(found.item, record, left_of(name, record), PLAIN)


@settings(max_examples=60)
@given(record=records())
def test_any_record_comes_back_from_ris(record: Record) -> None:
    (found,) = ris_references(write("ris", record))
    assert found.item["type"] == READ_TYPES[TYPES[record.type]]
    same(found.item, record, left_of("ris", record), (*PLAIN, "URL", "language", "call-number"))


def test_an_issue_is_never_read_as_the_number_of_a_report() -> None:
    report = Record(type="report", title="Snow", extra=(("issue", "7"),))
    assert "IS  - 7" not in write("ris", report)
    assert "issue" in drops("ris", report)
    assert "IS  - 7" in write("ris", replace(report, number="3"))


@settings(max_examples=60)
@given(record=records())
def test_any_record_comes_back_from_csl_json(record: Record) -> None:
    whole = replace(record, title=record.title or "A Title", url="")
    ((_, found),) = values_of(write("csl-json", whole))
    same(found, whole, left_of("csl-json", whole), PLAIN)


def same(item: Mapping[str, Any], record: Record, expected: dict[str, Any], plain: Iterable[str]) -> None:
    found = from_item(item)
    values = variables(found)
    assert found.id == record.id
    for variable in plain:
        assert values.get(variable, "") == expected.get(variable, ""), variable
    assert found.keyword == expected.get("keyword", ())
    for mine, theirs in zip(found.author, expected.get("author", ()), strict=True):
        assert mine == theirs or "," in str(theirs)  # commas inside a name are not carried by RIS
    if record.issued.parts and "issued" in expected:
        assert found.issued == expected["issued"]
