"""What holds of every format that is written: golden files, pieces, losses, and nothing hostile in any of them."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given, settings
from lxml import etree

from ponarscite.formats.web.json_ld import CONTEXT
from ponarscite.hookspecs import Deposit, RenderOptions
from ponarscite.interchange.xml import xml_text
from ponarscite.record.item import variables
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from tests.conftest import Golden
from tests.formats import formats
from tests.formats.formats import WRITERS, drops
from tests.formats.golden_records import MEMO_775, RECORDS
from tests.formats.parsed import PARSER, texts
from tests.strategies import records

DEPOSIT = RenderOptions(
    deposit=Deposit(doi_pattern="10.5555/{key}", depositor="An Editor <editor@example.org>", moment="20261122050000")
)
OTHERS = sorted(set(WRITERS) - {"bibtex", "biblatex", "ris", "csl-json", "citation"})
"""The formats whose golden records are one file; the others have a file each, or need a style."""

SUFFIX = {"html-meta": ".html", "coins": ".html", "crossref": ".xml", "zotero-json": ".json"}
XML = ("zotero-rdf", "endnote-xml", "mods", "word")


def write(name: str, *found: Record) -> str:
    return formats.write(name, *found, options=DEPOSIT)


@pytest.mark.parametrize("name", OTHERS)
def test_golden(name: str, golden: Golden) -> None:
    suffix = SUFFIX.get(name) or WRITERS[name].suffixes[0]
    golden(write(name, *RECORDS.values()), f"exchange/{name}{suffix}")


@pytest.mark.parametrize("name", sorted(set(OTHERS) - {"crossref"}))
def test_no_records_are_an_empty_document(name: str) -> None:
    text = write(name)
    if name in XML:
        etree.fromstring(text.encode(), PARSER)
    elif name.endswith("yaml") or name == "hayagriva":
        assert not any((yaml.safe_load(text) or {}).values())
    elif name.endswith("json") or name == "json-ld":
        assert json.loads(text) in ([], {"@context": CONTEXT, "@graph": []})
    else:
        assert "775" not in text


@pytest.mark.parametrize("name", OTHERS)
def test_many_records_are_one_piece_each(name: str) -> None:
    few, many = (list(formats.pieces(name, *[MEMO_775] * count, options=DEPOSIT)) for count in (1, 50))
    assert len(many) == len(few) + 49


@pytest.mark.parametrize("name", sorted(set(OTHERS) - {"coins", "crossref"}))
def test_a_memo_keeps_what_identifies_it(name: str) -> None:
    assert not {"title", "author", "issued", "number", "genre", "publisher", "URL"}.intersection(drops(name, MEMO_775))


@settings(max_examples=60)
@given(records())
def test_every_format_names_what_it_drops(record: Record) -> None:
    for name in OTHERS:
        dropped = drops(name, record)
        assert {variable.partition(" (")[0] for variable in dropped} <= set(variables(record))
        assert len(dropped) == len(set(dropped))


@settings(max_examples=60)
@given(records())
def test_xml_is_well_formed_and_holds_every_text(record: Record) -> None:
    for name in XML:
        tree = etree.fromstring(write(name, record).encode(), PARSER)
        assert not list(tree.iter(etree.Comment, etree.ProcessingInstruction, etree.Entity))
        lost = set(drops(name, record))
        whole = "\n".join(texts(tree))
        for variable, value in variables(record).items():
            if variable in ("title", "abstract", "publisher") and variable not in lost:
                assert xml_text(value) in whole


@pytest.mark.parametrize("name", XML)
def test_noncharacters_are_left_out(name: str) -> None:
    record = Record(id="k", type="report", title="a\ufffeb\uffffc\x00d", author=(Name(literal="x\ufffe"),))
    assert "abcd" in texts(etree.fromstring(write(name, record).encode(), PARSER))


def test_only_http_addresses_become_links() -> None:
    record = Record(id="k", title="T", url="javascript:alert(1)")
    for name in set(OTHERS) - {"crossref", "json-ld"}:
        assert "javascript" not in write(name, record), name


def test_an_address_holds_nothing_that_turns_the_text_around() -> None:
    hostile = Record(id="k", type="report", title="T", url="https://example.org/\u202egro.elpmaxe\u202c")
    for name in set(OTHERS) - {"crossref"}:
        assert "\u202e" not in write(name, hostile), name
