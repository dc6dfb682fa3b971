"""PDF files -> records: fifty invented memos in three layouts, and files that are no memo."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import letter
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ponarscite.document.document import Document
from ponarscite.extractors import pdf
from ponarscite.pdf import process, worker
from ponarscite.pdf.paper import read_paper
from ponarscite.pdf.process import Pages
from ponarscite.pdf.text_row import rows_of
from ponarscite.reconcile.works import reconcile
from ponarscite.record.record import Record
from ponarscite.series.identity import settle
from ponarscite.series.ponars import PONARS, PONARS_EURASIA
from tests.conftest import Golden, Run
from tests.pdf.other_papers import OTHERS
from tests.pdf.papers import CITED, LAYOUTS, REMARK, memos

SERIES = (PONARS, PONARS_EURASIA)
MEMOS = memos(50)


@pytest.fixture
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read PDF files in this process: ours are trusted, and a process each would be slow."""

    def read_pages(content: bytes, _: str) -> Pages:
        found = worker._read(content)
        return Pages(rows_of(found["pages"]), found["info"], found["count"], found["whole"])

    monkeypatch.setattr(process, "read_pages", read_pages)


def records(content: bytes, name: str = "memo.pdf") -> list[Record]:
    document = Document(name, lambda: content)
    return reconcile(pdf.extract_claims(document, SERIES), lambda record: settle(record, SERIES))


@pytest.mark.usefixtures("_in_this_process")
@pytest.mark.parametrize("layout", LAYOUTS)
def test_fifty_memos_in_three_layouts_are_right(layout: str) -> None:
    for memo in MEMOS[list(LAYOUTS).index(layout) :: len(LAYOUTS)]:
        own, *cited = records(LAYOUTS[layout](memo))
        found = (own.number, own.title, tuple(map(str, own.author)), str(own.issued), own.identity.value)
        assert found == (str(memo.number), memo.title, memo.authors, memo.issued, ("pepm", str(memo.number)))
        assert own.notes == (CITED, REMARK)
        assert [(one.number, one.title) for one in cited] == [
            ("450", "Unsent Bills of the Upper Valley and What Became of Them")
        ]
        assert own.abstract.startswith("Two valleys that exist on no map share one river, and neither of them has a ")
        assert "a difference of opinion about the difficult affair of the flood, and a first draft" in own.abstract


@pytest.mark.usefixtures("_in_this_process")
@pytest.mark.parametrize("layout", OTHERS)
def test_other_layouts_are_right(layout: str) -> None:
    for memo in MEMOS[list(OTHERS).index(layout) :: len(OTHERS)]:
        own, *_ = records(OTHERS[layout](memo))
        found = (own.number, own.title.casefold(), tuple(map(str, own.author)), own.issued and own.issued.iso)
        assert found == (str(memo.number), memo.title.casefold(), memo.authors, memo.issued)


@pytest.mark.usefixtures("_in_this_process")
@pytest.mark.parametrize("layout", LAYOUTS)
def test_words_that_are_divided_at_the_end_of_a_row_are_whole(layout: str) -> None:
    found = worker._read(LAYOUTS[layout](MEMOS[0]))
    text = " ".join(line.text for line in read_paper(rows_of(found["pages"]), SERIES).lines)
    assert "kept in a cabinet that nobody has a key to, in a well-known office." in text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_memo_is_exported(layout: str, run: Run, golden: Golden, tmp_path: Path) -> None:
    path = tmp_path / "memo.pdf"
    path.write_bytes(LAYOUTS[layout](MEMOS[1]))
    ran = run("export", path, "-f", "csl-json", "--with", "cited")
    assert (ran.code, ran.err) == (0, "")
    golden(ran.out, f"pdf/{layout.replace(' ', '-')}.json")


@pytest.mark.parametrize(
    ("limit", "whole"), [("MOST_PAGES", 2), ("MOST_CHARACTERS", 1), ("MOST_RUNS", 1)], ids=lambda value: str(value)
)
def test_a_long_file_is_said_to_be_read_in_part(
    limit: str, whole: int, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script, (memo,) = tmp_path / "worker.py", memos(1)
    least = {"MOST_PAGES": "2", "MOST_CHARACTERS": "1_000", "MOST_RUNS": "25"}[limit]
    source = Path(worker.__file__).read_text(encoding="utf-8")
    script.write_text(re.sub(rf"^{limit} = .*", f"{limit} = {least}", source, flags=re.MULTILINE), encoding="utf-8")
    monkeypatch.setattr(process, "WORKER", script)
    (tmp_path / "memo.pdf").write_bytes(longer(LAYOUTS["label first"](memo), 5))
    ran = run("export", tmp_path / "memo.pdf", "-f", "csl-json")
    assert (ran.code, str(memo.number) in ran.out) == (0, True)
    warning = f"memo.pdf is long: only the first {whole} of its 5 pages were read\n"
    assert ran.err.startswith("warning: ")
    assert ran.err.endswith(warning)


def longer(content: bytes, pages: int) -> bytes:
    """The same PDF with many copies of its last page."""
    import pypdfium2

    file = BytesIO()
    with pypdfium2.PdfDocument(content) as source, pypdfium2.PdfDocument.new() as target:
        last = len(source) - 1
        target.import_pages(source, [*range(last), *[last] * (pages - last)])
        target.save(file)
    return file.getvalue()


def paper(*rows: tuple[str, str, float, float], title: str = "", author: str = "", encrypt: object = None) -> bytes:
    """A page of rows: text, font, size, height."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=letter, encrypt=encrypt)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    for text, font, size, height in rows:
        canvas.setFont(font, size)
        canvas.drawString(72, height, text)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


PLAIN = [
    ("A Ferry Without a Shore", "Courier", 11, 740),
    ("Mira van Esempio", "Courier", 11, 722),
    ("PONARS Policy Memo No. 94", "Courier", 11, 704),
    ("November 1999", "Courier", 11, 686),
    ("The ferry of this memo leaves twice a day and arrives once, says the timetable.", "Courier", 11, 650),
]


@pytest.mark.usefixtures("_in_this_process")
def test_a_memo_in_one_type() -> None:
    (found,) = records(paper(*PLAIN))
    assert (found.title, found.number, str(found.issued)) == ("A Ferry Without a Shore", "94", "1999-11")
    assert [str(name) for name in found.author] == ["Mira van Esempio"]


@pytest.mark.usefixtures("_in_this_process")
def test_document_information_is_a_weak_claim() -> None:
    (found,) = records(paper(*PLAIN, title="Ferry, draft 3", author="A Typist"))
    assert (found.title, [str(name) for name in found.author]) == ("A Ferry Without a Shore", ["Mira van Esempio"])
    assert not found.conflicts
    (found,) = records(paper(("Nothing but words", "Courier", 11, 700), title="A Title", author="Ana Ejemplo"))
    assert (found.title, [str(name) for name in found.author]) == ("A Title", ["Ana Ejemplo"])


@pytest.mark.usefixtures("_in_this_process")
@pytest.mark.parametrize("title", ["Microsoft Word - memo.doc", "untitled", "Pepm775.pdf", "unspecified"])
def test_what_programs_write_is_no_title(title: str) -> None:
    found = records(paper(("Nothing but words", "Courier", 11, 700), title=title, author="adminponars"))
    assert [(record.title, record.author) for record in found] in ([], [("", ())])


@pytest.mark.usefixtures("_in_this_process")
def test_the_name_of_the_file_is_evidence() -> None:
    rows = [row for row in PLAIN if "Memo" not in row[0] and "1999" not in row[0]]
    content = paper(("A Ferry Without a Shore", "Helvetica-Bold", 18, 740), *rows[1:])
    (found,) = records(content, "files/pepm_226_Ejemplo_Sept2012-1.pdf")
    assert (found.title, found.number, str(found.issued)) == ("A Ferry Without a Shore", "226", "2012-09")
    assert found.identity.value == ("pepm", "226")


BROKEN = {
    "damaged": (b"%PDF-1.7\nnothing of the kind", "is damaged or not a PDF"),
    "encrypted": (paper(*PLAIN, encrypt=StandardEncryption("secret", "owner")), "is protected by a password"),
    "scanned": (paper(), "has no text: its pages are pictures"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_file_that_cannot_be_read_gets_a_clear_word(fault: str, run: Run, tmp_path: Path) -> None:
    content, word = BROKEN[fault]
    (tmp_path / "a.pdf").write_bytes(content)
    (tmp_path / "b.txt").write_text(
        "A Memo\nAna Ejemplo\nPONARS Policy Memo No. 427\nDecember 2006\n", encoding="utf-8"
    )
    ran = run("export", tmp_path)
    assert ran.code == 1
    assert "427" in ran.out
    assert f"a.pdf {word}\nhint: " in ran.err
    assert ran.err.count("error: ") == 1


def test_a_file_without_a_memo_has_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(paper(("Nothing but words", "Courier", 11, 700)))
    ran = run("export", tmp_path / "a.pdf")
    assert (ran.code, ran.out) == (1, "")
    assert "a.pdf: no memo found\nhint: a memo shows its title on the first page" in ran.err


def test_other_kinds_are_not_ours() -> None:
    assert list(pdf.extract_claims(Document("a", lambda: b"text"), SERIES)) == []
