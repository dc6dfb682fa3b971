"""Every reader takes a time that grows as its input does, whatever fills the fields."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

import ponarscite

SIZE = 20_000
"""Characters of a field."""

SHORT = 1.0
"""Seconds of computing that need no second look: a reader that grows with the square takes far more."""

PUMPS = {
    "marks": "\u0301\u0316",
    "word": "a",
    "blanks": " ",
    "quotations": "“a” ",
    "openings": "((",
    "braces": "{",
    "names": "de la ",
    "list": "a, and ",
    "addresses": "http://a.com/ ",
    "numbers": "1-",
    "markup": "<b>",
}
q = json.dumps
WORD = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
RDF = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/"'
)


def crossref(s: str) -> str:
    names = [{"family": s, "given": s, "sequence": "first"}]
    work: dict[str, object] = {
        "DOI": "10.1/1",
        "type": "journal-article",
        "title": [s],
        "author": names,
        "container-title": [s],
    }
    work |= {"issued": {"date-parts": [[2020]]}, "abstract": s, "page": s, "publisher": s, "subject": [s]}
    return q({"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": work})


def zotero(s: str) -> str:
    people = [{"creatorType": "author", "firstName": s, "lastName": s}, {"creatorType": "author", "name": s}]
    item: dict[str, object] = {
        "itemType": "report",
        "title": s,
        "creators": people,
        "date": s,
        "abstractNote": s,
        "pages": s,
    }
    return q([item | {"key": "ABCD2345", "version": 1, "extra": f"Director: {s}\n{s}", "tags": [{"tag": s}]}])


def csl(s: str) -> str:
    people = [{"family": s, "given": s}, {"literal": s}]
    item: dict[str, object] = {
        "id": "a",
        "type": "report",
        "title": s,
        "author": people,
        "issued": {"raw": s},
        "genre": s,
        "page": s,
    }
    return q([item | {"note": s, "language": s, "keyword": s, "URL": f"http://x.org/{s}"}])


READERS: dict[str, tuple[str, Callable[[str], str]]] = {
    "csl-json": ("a.json", csl),
    "csl-yaml": (
        "a.yaml",
        lambda s: (
            f"references:\n- id: a\n  type: report\n  title: {q(s)}\n  author:\n  - family: {q(s)}\n    given: {q(s)}\n"
            f"  issued: {q(s)}\n  note: {q(s)}\n  page: {q(s)}\n"
        ),
    ),
    "crossref": ("a.json", crossref),
    "zotero-json": ("a.json", zotero),
    "zotero-rdf": (
        "a.rdf",
        lambda s: (
            f'<rdf:RDF {RDF}><bib:Report rdf:about="#a"><z:itemType>report</z:itemType><dc:title>{escape(s)}'
            f"</dc:title><dc:date>{escape(s)}</dc:date><dcterms:abstract>{escape(s)}</dcterms:abstract><dc:subject>{escape(s)}"
            f"</dc:subject><bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>{escape(s)}</foaf:surname>"
            "</foaf:Person></rdf:li></rdf:Seq></bib:authors></bib:Report></rdf:RDF>"
        ),
    ),
    "word": (
        "a.xml",
        lambda s: (
            f'<b:Sources xmlns:b="{WORD}"><b:Source><b:Tag>a</b:Tag><b:SourceType>Report</b:SourceType>'
            f"<b:Title>{escape(s)}</b:Title><b:Year>{escape(s)}</b:Year><b:Pages>{escape(s)}</b:Pages><b:Author><b:Author>"
            f"<b:NameList><b:Person><b:Last>{escape(s)}</b:Last><b:First>{escape(s)}</b:First></b:Person></b:NameList>"
            "</b:Author></b:Author></b:Source></b:Sources>"
        ),
    ),
    "enw": ("a.enw", lambda s: f"%0 Report\n%T {s}\n%A {s}\n%D {s}\n%8 {s}\n%P {s}\n"),
    "ris": ("a.ris", lambda s: f"TY  - RPRT\nTI  - {s}\nAU  - {s}\nDA  - {s}\nM3  - {s}\nSP  - {s}\nER  - \n"),
    "endnote-xml": (
        "a.xml",
        lambda s: (
            '<xml><records><record><ref-type name="Report">27</ref-type><contributors><authors><author>'
            f"{escape(s)}</author></authors></contributors><titles><title>{escape(s)}</title></titles><dates><year>{escape(s)}"
            "</year></dates></record></records></xml>"
        ),
    ),
    "mods": (
        "a.xml",
        lambda s: (
            '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>'
            f"{escape(s)}</title></titleInfo><name><namePart>{escape(s)}</namePart></name><originInfo><dateIssued>{escape(s)}"
            "</dateIssued></originInfo></mods>"
        ),
    ),
    "hayagriva": ("a.yml", lambda s: f"a:\n  type: report\n  title: {q(s)}\n  author: {q(s)}\n  date: {q(s)}\n"),
    "bibtex": (
        "a.bib",
        lambda s: f"@report{{a,\n title={{{s}}},\n author={{{s}}},\n date={{{s}}},\n note={{{s}}}\n}}\n",
    ),
}
"""Format -> (name of a file, its text with the same words in each field)."""


def seconds(path: Path, text: str) -> float:
    path.write_text(text, encoding="utf-8")
    began = time.process_time()
    list(ponarscite.ingest(path, failures=[]))
    return time.process_time() - began


@pytest.mark.parametrize("pump", PUMPS)
@pytest.mark.parametrize("reader", READERS)
def test_a_reader_takes_linear_time(reader: str, pump: str, tmp_path: Path) -> None:
    name, text = READERS[reader]
    unit = PUMPS[pump]

    def taken(size: int) -> float:
        return seconds(tmp_path / name, text(unit * (size // len(unit))))

    def grows_too_fast() -> bool:
        whole = taken(SIZE)
        return whole > SHORT and whole >= 3 * taken(SIZE // 2)

    assert not grows_too_fast() or not grows_too_fast()  # a busy machine may disturb one measurement


@pytest.mark.parametrize("reader", READERS)
def test_the_fields_are_read(reader: str, tmp_path: Path) -> None:
    name, text = READERS[reader]
    (tmp_path / name).write_text(text("Rivers"), encoding="utf-8")
    (record,) = ponarscite.ingest(tmp_path / name)
    assert (record.title, str(record.author[0])[:6]) == ("Rivers", "Rivers")
