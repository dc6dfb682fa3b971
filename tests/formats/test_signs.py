"""Each format is recognised by its sign, in a fixed order; what shows no sign goes by media type and suffix."""

from __future__ import annotations

import codecs

import pytest

from tests.formats.formats import BOTH_WAYS, read, recognise, write
from tests.formats.golden_records import RECORDS

TOLD_AS = {"bibtex": "biblatex"}
"""Format -> the format that its files are recognised as, where no sign tells them apart."""

RIS_TEXT = "TY  - RPRT\r\nTI  - A\r\nER  - \r\n"
BIB_TEXT = "% a comment\n\n@techreport{a,\n title = {A}}"
ITEM = '[{"id": "a", "title": "A"}]'
ZOTERO_ITEM = '[{"key": "A", "data": {"itemType": "report", "title": "A"}}]'
ENDNOTE = '<?xml version="1.0" encoding="UTF-8" ?><xml><records></records></xml>'
WORD = '<b:Sources SelectedStyle="" xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"/>'
MODS = '<?xml version="1.0"?><modsCollection xmlns="http://www.loc.gov/mods/v3"></modsCollection>'


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_what_a_format_writes_is_recognised(name: str) -> None:
    document, found = recognise(write(name, *RECORDS.values()))
    assert found
    assert found.name == document.kind == TOLD_AS.get(name, name)


@pytest.mark.parametrize(
    ("text", "media_type", "kind"),
    [
        # JSON: WordPress, Zotero, CSL
        ('[{"id": 1, "title": {"rendered": "A"}}]', "", "posts"),
        (ZOTERO_ITEM, "", "zotero-json"),
        ('{"config": {"label": "BetterBibTeX JSON"}, "items": [{"itemType": "book"}]}', "", "zotero-json"),
        ('{"config": {"label": "BetterBibTeX JSON"},' + " " * 5000 + '"items": []}', "", "zotero-json"),
        (ITEM, "text/plain", "csl-json"),
        (' {"items": []}', "text/plain", "csl-json"),
        ("[]", "", "csl-json"),
        ("[1] See a note.", "", "text"),
        ("{curly} words", "", "text"),
        # XML before feeds and pages
        (ENDNOTE, "text/html", "endnote-xml"),
        (MODS, "", "mods"),
        ("<OAI-PMH><mods:mods>", "", "mods"),
        ('<rdf:RDF xmlns:z="http://www.zotero.org/namespaces/export#">', "", "zotero-rdf"),
        (
            '<rdf:RDF xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:link="http://purl.org/rss/1.0/">',
            "",
            "zotero-rdf",
        ),
        ('<rdf:RDF xmlns:rdf="x" xmlns="http://purl.org/rss/1.0/">', "", "feed"),
        ("<?xml version='1.0'?><xml><other>", "", "html"),
        (WORD, "", "word"),
        (WORD.replace("b:", "").replace(":b=", "="), "text/html", "word"),
        (f"<pre>\n{RIS_TEXT}\n{BIB_TEXT}</pre>", "", "html"),
        # plain text
        (RIS_TEXT, "text/html", "ris"),
        ("Provider: X\n\nTY  - RPRT\n", "", "ris"),
        (RIS_TEXT + BIB_TEXT, "", "ris"),
        ("%0 Report\n%T A\n", "", "enw"),
        ("%0 Report\n%T A\n" + BIB_TEXT, "", "enw"),
        (BIB_TEXT, "", "biblatex"),
        ("@string{gw = {GW}}", "", "biblatex"),
        ("Automatically generated\n\n@Book (a,\n title = {A})", "text/plain", "biblatex"),
        ("k:\n  type: report\n  title: A\n" + BIB_TEXT, "", "biblatex"),
        ("k:\n  type: report\n  title: A\n", "", "hayagriva"),
        ("nordström1992:\n  type: article\n", "", "hayagriva"),
        ("---\nreferences:\n- id: a\n  type: report\n...\n", "", "csl-yaml"),
        ("# a comment\n\nreferences:\r\n  - id: a\r\n", "", "csl-yaml"),
        ("references: []\n", "", "csl-yaml"),
        ("---\nreferences:\n- type: report\n  id: a\n", "text/yaml", "csl-yaml"),
        ("references:\n  type: report\n", "", "hayagriva"),
        ("See the references:\n- one\n- two", "", "text"),
        ("Write to ann@example.org {please}, @ann{x}", "", "text"),
        # neither sign nor markup
        ("anything", "application/x-bibtex", "biblatex"),
        ("anything", "application/x-research-info-systems", "ris"),
        ("anything", "application/x-endnote-refer", "enw"),
        ("anything", "application/yaml", "hayagriva"),
        ("anything", "text/html", "html"),
        ("%PDF-1.7", "application/x-bibtex", "pdf"),
    ],
)
def test_the_kind_of_a_document(text: str, media_type: str, kind: str) -> None:
    document, found = recognise(text, media_type=media_type)
    assert document.kind == kind
    assert (found.name if found else "") == document.format


@pytest.mark.parametrize(
    "content",
    [
        ("\ufeff" + RIS_TEXT).encode("utf-16"),
        RIS_TEXT.encode("utf-16-le"),
        codecs.BOM_UTF8 + RIS_TEXT.encode(),
        codecs.BOM_UTF32_LE + RIS_TEXT.encode("utf-32-le"),
    ],
)
def test_a_sign_is_seen_in_every_encoding(content: bytes) -> None:
    document, _ = recognise(content)
    assert document.kind == "ris"
    assert [record.title for record in read(content)] == ["A"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("x.BIB", "biblatex"),
        ("x.bibtex", "biblatex"),
        ("x.ris", "ris"),
        ("x.enw", "enw"),
        ("x.yml", "hayagriva"),
        ("x.yaml", "hayagriva"),
        ("x.mods", "mods"),
        ("x.json", "csl-json"),
        ("x.html", "text"),
        ("bib", "text"),
    ],
)
def test_a_name_decides_what_the_bytes_leave_open(name: str, kind: str) -> None:
    assert recognise("nothing of note", name)[0].kind == kind
    assert recognise("<p>A page", name)[0].kind == "html"


def test_a_sign_sees_no_more_than_the_beginning() -> None:
    assert recognise("x" * 4096 + "\n" + RIS_TEXT)[0].kind == "text"
    assert recognise("x\n" * 2000 + RIS_TEXT)[0].kind == "ris"
