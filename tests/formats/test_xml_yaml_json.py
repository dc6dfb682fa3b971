"""What our renderers write as XML, YAML and Zotero's JSON comes back equal, in all that the format carries."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ponarscite
from ponarscite import PluginManager, pipeline
from ponarscite.document.document import Document
from ponarscite.document.kind import kind_of
from ponarscite.extractors import exchange_files, reference_files
from ponarscite.formats import exchange
from ponarscite.hookspecs import RenderOptions, Resources
from ponarscite.reconciliation.works import reconcile
from ponarscite.record.date import Date
from ponarscite.record.item import NAMES, variables
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from ponarscite.record.text import clean
from tests.conftest import EXAMPLES, ROOT, Run
from tests.formats.golden_records import RECORDS
from tests.strategies import records

RENDERERS = {renderer.name: renderer for renderer in exchange.provide_renderers()}
RESOURCES = Resources(find_style=lambda _: (b"", ""), engines=())
FORMATS = ("zotero-rdf", "zotero-json", "endnote-xml", "enw", "mods", "hayagriva")
KINDS = {"zotero-json": "json", "enw": "enw", "hayagriva": "yaml"}
ODD = {"special-characters", "names-of-every-kind"}


def write(name: str, *found: Record) -> str:
    return "".join(RENDERERS[name].render(found, RenderOptions(), RESOURCES))


def read(text: str) -> list[Record]:
    """The records of a file, without what a series would add to them."""
    document = Document("exported", text.encode)
    reader = reference_files if document.kind == "enw" else exchange_files
    return reconcile(reader.extract_claims(document, ()), lambda record: record)


def left_of(name: str, record: Record) -> dict[str, Any]:
    """What a format keeps of a record; its renderer says what it drops."""
    dropped = set(RENDERERS[name].drops(record))
    values = {variable: value for variable, value in variables(record).items() if variable not in dropped}
    if name in ("hayagriva", "enw") and "page" in values:
        values["page"] = values["page"].replace("–", "-")
    return {variable: named(value) if variable in NAMES else value for variable, value in values.items()}


def named(names: Iterable[Name]) -> list[str]:
    """The names as they are read: no format tells which particle is the dropping one."""
    return [str(name) for name in names]


def shown(record: Record) -> dict[str, Any]:
    values = variables(record)
    return {variable: named(value) if variable in NAMES else value for variable, value in values.items()}


def test_every_format_is_told_by_its_bytes() -> None:
    for name in FORMATS:
        text = write(name, *RECORDS.values())
        assert kind_of(text.encode()) == KINDS.get(name, "xml"), name


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("record", sorted(set(RECORDS) - ODD))
def test_golden_records_come_back(name: str, record: str) -> None:
    (found,) = read(write(name, RECORDS[record]))
    assert shown(found) == left_of(name, RECORDS[record])
    assert found.id == RECORDS[record].id


@pytest.mark.parametrize("name", FORMATS)
def test_many_come_back_in_order(name: str) -> None:
    listed = [replace(record, id=f"k{n}") for n, record in enumerate(RECORDS.values())]
    assert [record.id for record in read(write(name, *listed))] == [record.id for record in listed]


@pytest.mark.parametrize("name", FORMATS)
def test_special_characters_come_back(name: str) -> None:
    (found,) = read(write(name, RECORDS["special-characters"]))
    for variable in ("title", "abstract", "publisher", "note"):
        assert getattr(found, variable) == clean(getattr(RECORDS["special-characters"], variable))


TEXTS = ("title", "genre", "number", "publisher", "abstract")


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=10)
@given(record=records())
def test_texts_of_a_report_come_back(name: str, record: Record) -> None:
    report = replace(record, type="report", title=clean(f"T {record.title}"), extra=(), note="", keyword=())
    (found,) = read(write(name, report))
    dropped = set(RENDERERS[name].drops(report))
    for variable in TEXTS:
        if variable not in dropped:
            expected = getattr(report, variable).replace("\ufffe", "").replace("\uffff", "")
            assert getattr(found, variable) == (getattr(report, variable) if name in KINDS else expected)


@settings(max_examples=40)
@given(
    st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=200),
    st.sampled_from(("<xml><records>", "<modsCollection>", "a:\n  type: report\n", '[{"itemType":')),
)
def test_whatever_follows_a_beginning_is_read_without_failing(text: str, start: str) -> None:
    read(start + text)


@pytest.mark.parametrize(
    "bomb",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><xml><records><record><ref-type>27</ref-type>'
        "<titles><title>T &b;</title></titles></record></records></xml>",
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><modsCollection xmlns="http://www.loc.gov/mods/v3"><mods>'
        "<titleInfo><title>T &a;</title></titleInfo></mods></modsCollection>",
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:z="http://www.zotero.org/namespaces/export#">&a;<rdf:Description>&a;<z:itemType>report</z:itemType>'
        "<z:title>T &a;</z:title></rdf:Description></rdf:RDF>",
    ],
)
def test_entities_are_not_expanded(bomb: str) -> None:
    for record in read(bomb):
        assert "aaaa" not in record.title
        assert "root" not in record.title


def test_aliases_of_yaml_cost_nothing() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))]
    assert read("k:\n  type: report\n  title: T\n" + "\n".join(lines))[0].title == "T"


# Files in the manner of other programs


def test_a_zotero_rdf_export(plugins: PluginManager) -> None:
    (memo, article) = ponarscite.ingest(ROOT / "tests/data/exports/zotero.rdf", plugins)
    assert (memo.type, memo.number, memo.genre) == ("report", "9001", "PONARS Eurasia Policy Memo")
    assert [str(name) for name in memo.author] == ["Olena Prykladna", "Juan de la Prueba"]
    assert (memo.publisher, memo.publisher_place) == ("George Washington University", "Washington, DC")
    assert (memo.issued, memo.url) == (Date(2024, 3, 14), "https://www.ponarseurasia.org/borrowed-rivers/")
    assert memo.keyword == ("Rivers", "Water, and meters")
    assert (article.type, article.container_title) == ("article-journal", "Journal of Invented Studies")
    assert dict(article.extra) == {"ISSN": "0000-0000", "issue": "2", "page": "1-20", "volume": "7"}


def test_an_endnote_xml_export(plugins: PluginManager) -> None:
    (memo,) = ponarscite.ingest(ROOT / "tests/data/exports/endnote.xml", plugins)
    assert (memo.title, memo.number) == ("Borrowed Rivers: Who Pays for Water in Two Invented Valleys?", "9001")
    assert [str(name) for name in memo.author] == ["Olena Prykladna", "PONARS Eurasia"]
    assert memo.issued == Date(2024, 3, 14)


def test_the_json_of_zoteros_web_api(plugins: PluginManager, tmp_path: Any) -> None:
    data = {
        "itemType": "report",
        "title": "A Memo",
        "reportNumber": "9001",
        "url": "https://example.org/",
        "DOI": "10.1/x",
    }
    listed = [{"key": "ABC", "data": data}, {"key": "D", "data": {"itemType": "attachment", "title": "PDF"}}]
    (tmp_path / "items.json").write_text(json.dumps(listed), encoding="utf-8")
    (memo,) = ponarscite.ingest(tmp_path / "items.json", plugins)
    assert (memo.type, memo.title, memo.number, memo.url) == ("report", "A Memo", "9001", "https://example.org/")


@pytest.mark.parametrize("name", FORMATS)
def test_export_and_export_again(name: str, run: Run, tmp_path: Any, plugins: PluginManager) -> None:
    """What is exported is a source like any other, and the same memo."""
    suffix = next(iter(pipeline.renderer(name, plugins).suffixes), ".json")
    file = tmp_path / f"memos{suffix}"
    assert run("export", EXAMPLES / "pages", "-f", name, "-q", "-o", file).code == 0
    ran = run("export", file, "-s", "ponars-eurasia", "-q")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("Olena Prykladna and Juan de la Prueba, “Borrowed Rivers:")
    assert "PONARS Eurasia Policy Memo No. 9002, George Washington University, March 2024." in ran.out
