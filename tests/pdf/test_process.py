"""The process that reads a PDF: its limits and how it ends."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ponarscite.errors import SourceError
from ponarscite.pdf import process
from ponarscite.pdf.process import Limits, read_pages
from tests.pdf.papers import LAYOUTS, memos

MEMO = memos(1)[0]
CONTENT = LAYOUTS["label first"](MEMO)


def test_rows_and_information() -> None:
    pages = read_pages(CONTENT, "a.pdf")
    assert [row.text for row in pages.rows[:2]] == [
        f"PONARS Eurasia Policy Memo No. {MEMO.number}",
        f"{MEMO.month} {MEMO.year}",
    ]
    assert {row.page for row in pages.rows} == {1, 2}
    assert [row.place for row in pages.rows] == list(range(1, len(pages.rows) + 1))


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("import os; os.abort()", "crashes the PDF reader"),
        ("import sys; sys.exit(3)", "crashes the PDF reader"),
        ("print('{broken')", "crashes the PDF reader"),
        ("import time; time.sleep(60)", "took more than 1 seconds to read"),
        ("while True: pass", "took more than 1 seconds to read|crashes the PDF reader"),
        ('print(\'{"fault": "memory"}\')', "needs too much memory"),
    ],
)
def test_a_worker_that_fails_is_one_failed_document(
    code: str, word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "worker.py"
    script.write_text(code, encoding="utf-8")
    monkeypatch.setattr(process, "WORKER", script)
    with pytest.raises(SourceError, match=f"a.pdf (?:{word})") as caught:
        read_pages(CONTENT, "a.pdf", Limits(seconds=1))
    assert caught.value.hint


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit the address space")
def test_a_worker_has_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "worker.py"
    source = process.WORKER.read_text(encoding="utf-8")
    script.write_text(
        source.replace("    import pypdfium2\n", "    bytearray(400_000_000)\n    import pypdfium2\n"), "utf-8"
    )
    monkeypatch.setattr(process, "WORKER", script)
    with pytest.raises(SourceError, match="needs too much memory"):
        read_pages(CONTENT, "a.pdf", Limits(memory=300_000_000))


def test_a_worker_may_write_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "worker.py"
    source = process.WORKER.read_text(encoding="utf-8")
    written = tmp_path / "written"
    script.write_text(
        source.replace("    import pypdfium2\n", f"    open({str(written)!r}, 'w').write('x' * 99)\n"), "utf-8"
    )
    monkeypatch.setattr(process, "WORKER", script)
    with pytest.raises(SourceError):
        read_pages(CONTENT, "a.pdf")
    assert not written.exists() or not written.read_text(encoding="utf-8")
