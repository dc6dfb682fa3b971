"""Files of word processors: the records in the fields of Zotero and Mendeley, and Word's own sources."""

from __future__ import annotations

import json
from base64 import b64encode
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest

from ponarscite import Library, PluginManager, Rank, ingest
from ponarscite.errors import PonarsciteError
from tests.conftest import Run
from tests.manuscript.frames import archive

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TEXT = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
FIELD = 'xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"'
BOOK: dict[str, Any] = {
    "id": 412,
    "type": "book",
    "title": "Rivers & <i>Roads</i>",
    "author": [{"family": "Lee", "given": "Ann"}],
    "issued": {"date-parts": [["2012"]]},
}
ARTICLE: dict[str, Any] = {
    "id": "ITEM-1",
    "type": "article-journal",
    "title": "Lending “Rivers”",
    "container-title": "Invented Studies",
    "author": [{"family": "Roe", "given": "Al"}],
    "issued": {"date-parts": [[2015]]},
}
KEYED = {**BOOK, "id": "lee2012", "title": "Dams"}


def code(*items: dict[str, Any], start: str = "ADDIN ZOTERO_ITEM CSL_CITATION", **more: Any) -> str:
    cites = [{"id": one["id"], "uris": [f"http://zotero.org/u/{one['title']}"], "itemData": one} for one in items]
    return f" {start} {json.dumps({'citationItems': cites, **more}, ensure_ascii=False)} "


def field(*codes: str) -> str:
    """A field whose code is cut into two runs."""
    made = ""
    for one in codes:
        half = len(one) // 2
        made += '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        for part in (one[:half], one[half:]):
            made += f'<w:r><w:instrText xml:space="preserve">{escape(part)}</w:instrText></w:r>'
        made += '<w:r><w:fldChar w:fldCharType="separate"/><w:t>shown</w:t><w:fldChar w:fldCharType="end"/></w:r>'
    return made


def docx(body: str, **parts: str) -> bytes:
    named = {name.replace("__", "/").replace("_xml", ".xml"): text for name, text in parts.items()}
    document = f"<w:document {W}><w:body><w:p>{body}</w:p></w:body></w:document>"
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **named})


def odt(body: str, meta: str = "<office:m xmlns:office='o'/>") -> bytes:
    content = f"<o:c xmlns:o='o' {TEXT} {FIELD}><text:p>{body}</text:p></o:c>"
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "meta.xml": meta})


def mark(name: str) -> str:
    return f"<text:reference-mark-start text:name={quoteattr(name)}/>x<text:reference-mark-end text:name='{1}'/>"


def control(value: object) -> str:
    encoded = b64encode(json.dumps(value).encode()).decode().rstrip("=")
    return f'<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_{encoded}"/></w:sdtPr></w:sdt>'


def properties(name: str, text: str) -> str:
    parts = [text[at : at + 255] for at in range(0, len(text), 255)]
    rows = "".join(
        f'<property name="{name}_{n}"><vt:lpwstr xmlns:vt="v">{escape(one)}</vt:lpwstr></property>'
        for n, one in enumerate(parts, 1)
    )
    return f"<Properties>{rows}</Properties>"


SOURCES = (
    '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:Source><b:Tag>Vale01'
    "</b:Tag><b:SourceType>Book</b:SourceType><b:Author><b:Author><b:NameList><b:Person><b:Last>Vale</b:Last><b:First>"
    "Io</b:First></b:Person></b:NameList></b:Author></b:Author><b:Title>Vales</b:Title><b:Year>2001</b:Year></b:Source>"
    "</b:Sources>"
)
NOTE = f'<w:footnotes {W}><w:footnote w:id="1"><w:p>{field(code(ARTICLE))}</w:p></w:footnote></w:footnotes>'
WITHOUT_PREFIX = code(BOOK, start="ZOTERO_ITEM CSL_CITATION").strip()
UNHANDLED = f'<field:fieldmark-start field:type="vnd.oasis.opendocument.field.UNHANDLED"><field:param field:name="vnd.\
oasis.opendocument.field.code" field:value={quoteattr(code(BOOK))}/></field:fieldmark-start>'
FILES = {
    "zotero": (docx(field(code(BOOK), code(ARTICLE))), ["Rivers & <i>Roads</i>", "Lending “Rivers”"]),
    "a note": (docx(field(code(BOOK)), word__footnotes_xml=NOTE), ["Rivers & <i>Roads</i>", "Lending “Rivers”"]),
    "two in one": (docx(field(code(BOOK, ARTICLE))), ["Rivers & <i>Roads</i>", "Lending “Rivers”"]),
    "cited twice": (docx(field(code(BOOK), code(BOOK))), ["Rivers & <i>Roads</i>"]),
    "a simple field": (docx(f"<w:fldSimple w:instr={quoteattr(code(BOOK))}/>"), ["Rivers & <i>Roads</i>"]),
    "within another field": (
        docx(f'<w:fldChar w:fldCharType="begin"/><w:instrText>REF x</w:instrText>{field(code(BOOK))}'),
        ["Rivers & <i>Roads</i>"],
    ),
    "bookmarks": (
        docx("", docProps__custom_xml=properties("ZOTERO_BREF_abcdefghijkl", WITHOUT_PREFIX)),
        ["Rivers & <i>Roads</i>"],
    ),
    "mendeley desktop": (docx(field(code(ARTICLE, start="ADDIN CSL_CITATION", mendeley={}))), ["Lending “Rivers”"]),
    "mendeley cite": (docx(control({"citationItems": [{"id": "x", "itemData": ARTICLE}]})), ["Lending “Rivers”"]),
    "word": (docx("", customXml__item1_xml=SOURCES), ["Vales"]),
    "marks": (odt(mark(f"{WITHOUT_PREFIX} RNDabcdefghij")), ["Rivers & <i>Roads</i>"]),
    "fields of Word in odt": (odt(UNHANDLED), ["Rivers & <i>Roads</i>"]),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "paper.docx"


@pytest.mark.parametrize("name", FILES)
def test_the_embedded_records_are_read(path: Path, name: str) -> None:
    content, titles = FILES[name]
    path.write_bytes(content)
    assert [record.title for record in ingest(path)] == titles


def test_the_claims_have_the_rank_of_another_documents_citing(path: Path, plugins: PluginManager) -> None:
    path.write_bytes(FILES["zotero"][0])
    (book, _) = ingest(path)
    assert {claim.rank for claim in book.claims} == {Rank.CITED}
    assert {claim.origin for claim in book.claims} == {"Zotero field"}
    page = BOOK | {"id": "own", "publisher": "Own"}
    with Library(":memory:", plugins) as library:
        library.add(book)
        path.with_suffix(".json").write_text(json.dumps([page]), encoding="utf-8")
        library.add_all(ingest(path.with_suffix(".json")))
        (found,) = library.find()
        assert found.publisher == "Own"


@pytest.mark.parametrize(
    ("own", "key"),
    [("lee2012", "lee2012"), (412, "lee2012dams"), ("8/ABCD2345", "lee2012dams"), ("ITEM-3", "lee2012dams")],
)
def test_a_key_is_kept_but_not_the_id_of_a_program(path: Path, own: object, key: str) -> None:
    path.write_bytes(docx(field(code({**KEYED, "id": own}))))
    (record,) = ingest(path)
    assert record.id == key


def test_what_is_not_read_is_told_with_counts(path: Path, run: Run) -> None:
    data = {"citationItems": [{"id": 1, "uris": ["http://zotero.org/users/1/items/ABCD2345"]}]}
    codes = (
        f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(data)}",
        " ADDIN ZOTERO_ITEM CSL_CITATION {broken",
        " ADDIN EN.CITE <EndNote/>",
    )
    path.write_bytes(docx(field(code(BOOK), *codes, codes[2])))
    ran = run("export", path, "-f", "bibtex")
    assert ran.code == 0
    for told in ("without the data of their item", "broken JSON: 1", "EndNote are not read: 2"):
        assert told in ran.err


BOMB = docx("A" * 60_000_000)
HOSTILE = {
    "an entity": archive(
        {"word/document.xml": f"<!DOCTYPE w [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><w {W}>&e;</w>"}
    ),
    "a bomb": BOMB,
    "fields in fields": docx('<w:fldChar w:fldCharType="begin"/>' * 100_000),
    "a climbing path": archive({"word/document.xml": "<w/>", "../../x": "x"}),
    "an absolute path": archive({"word/document.xml": "<w/>", "/etc/x": "x"}),
    "many runs": docx("<w:r><w:t>x</w:t></w:r>" * 1_000_000),
    "broken XML": archive({"word/document.xml": "<w"}),
    "no archive": b"PK\x03\x04 word/document.xml",
    "nothing": docx(""),
    "deep JSON": docx(field(f' ADDIN ZOTERO_ITEM CSL_CITATION {{"citationItems":{"[" * 100_000}')),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_an_error_of_two_lines(path: Path, name: str) -> None:
    path.write_bytes(HOSTILE[name])
    failures: list[PonarsciteError] = []
    assert list(ingest(path, failures=failures)) == []
    (failure,) = failures
    assert failure.message
    assert failure.hint


def test_other_archives_stay_what_they_were(path: Path) -> None:
    path.write_bytes(archive({"xl/workbook.xml": "<x/>"}))
    failures: list[PonarsciteError] = []
    list(ingest(path, failures=failures))
    assert "office" not in failures[0].message
