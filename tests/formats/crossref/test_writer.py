"""Deposits with Crossref: valid by its schema, with what it needs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from lxml import etree

from ponarscite.errors import MisuseError
from ponarscite.hookspecs import Deposit, RenderOptions
from ponarscite.record.date import Date
from ponarscite.record.name import Name
from ponarscite.record.record import Identity, Record
from tests.formats import formats
from tests.formats.crossref.schema import SCHEMA as CROSSREF
from tests.formats.formats import drops
from tests.formats.golden_records import EXAMPLE, MEMO_775, RECORDS
from tests.formats.parsed import PARSER
from tests.strategies import records


def deposit(*found: Record, pattern: str = "10.5555/{series}.{number}", depositor: str = "") -> str:
    given = Deposit(doi_pattern=pattern, depositor=depositor, moment="20261122050000")
    return formats.write("crossref", *found, options=RenderOptions(deposit=given))


def numbered(record: Record) -> Record:
    return replace(record, identity=Identity("number", ("pepm", record.number)))


@settings(max_examples=60)
@given(records())
def test_any_record_beside_a_report_is_a_valid_deposit(record: Record) -> None:
    listed = [EXAMPLE, record]
    tree = etree.fromstring(deposit(*listed, pattern="10.5555/{key}").encode(), PARSER)
    CROSSREF.assertValid(tree)


def test_a_deposit_says_who_and_when() -> None:
    text = deposit(numbered(MEMO_775), depositor="An Editor <editor@example.org>")
    tree = etree.fromstring(text.encode(), PARSER)
    CROSSREF.assertValid(tree)
    for part in ("<timestamp>20261122050000<", ">An Editor<", ">editor@example.org<", ">10.5555/pepm.775<"):
        assert part in text
    assert f"<resource>{MEMO_775.url}</resource>" in text


def test_a_name_that_the_schema_takes_for_no_person_is_kept_as_it_is() -> None:
    record = Record(id="k", type="report", title="T", issued=Date(2020), author=(Name("Who?", "Agent 7"),))
    text = deposit(record, pattern="10.5555/{key}")
    CROSSREF.assertValid(etree.fromstring(text.encode(), PARSER))
    assert ">Agent 7 Who?</organization>" in text


@pytest.mark.parametrize(
    ("pattern", "depositor", "told"),
    [
        ("", "", "there is nothing to deposit"),
        ("10.5555/{serie}", "", r"\{serie\}, which is not known"),
        ("ponars/{number}", "", "which is no DOI"),
        ("10.5555/{number}", "Nobody", "has no address"),
    ],
)
def test_a_deposit_that_cannot_be(pattern: str, depositor: str, told: str) -> None:
    with pytest.raises(MisuseError, match=told):
        deposit(MEMO_775, pattern=pattern, depositor=depositor)


def test_a_record_that_makes_no_doi_is_told_before_anything_is_written() -> None:
    options = RenderOptions(deposit=Deposit(doi_pattern="10.5555/{key}", moment="20261122050000"))
    with pytest.raises(MisuseError, match="which is no DOI"):
        next(formats.pieces("crossref", MEMO_775, replace(MEMO_775, id="k" * 450, doi=""), options=options))


def test_what_cannot_be_deposited_is_left_out_and_told() -> None:
    undated = Record(id="u", type="report", title="T")
    text = deposit(MEMO_775, undated, RECORDS["podcast"], pattern="10.5555/{key}")
    assert text.count("<report-paper>") == 1
    assert drops("crossref", undated) == ["title"]
