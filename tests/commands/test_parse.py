"""ponarscite parse, and parse_citations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import ponarscite
from tests.conftest import EXAMPLES, Run

LIST = EXAMPLES / "references.txt"
BOOK = "Prykladna, Olena. 2017. Borrowed Rivers: A History of Two Invented Valleys. London: Allen Lane."


def test_each_string_is_shown_with_its_grade_and_its_fields(run: Run) -> None:
    ran = run("parse", LIST)
    lines = ran.out.splitlines()
    assert lines[0].startswith(("line 3: proven", "line 3: printed"))
    assert "  title: Borrowed Rivers: A History of Two Invented Valleys" in lines
    assert lines[-1] == "line 5: unread  This line is a remark, and cites nothing."
    assert ran.code == 1


def test_json_has_the_place_of_each_field(run: Run) -> None:
    first, *_, last = json.loads(run("parse", LIST, "--json").out)
    assert first["text"] == BOOK
    assert all(first["text"][span["start"] : span["end"]] == span["text"] for span in first["spans"])
    assert first["item"]["publisher"] == "Allen Lane"
    assert last == {
        "text": "This line is a remark, and cites nothing.",
        "line": 5,
        "grade": "unread",
        "probability": None,
        "failed": [],
        "spans": [],
        "item": None,
    }


def test_records_are_written_in_a_format_and_the_rest_is_named(run: Run) -> None:
    ran = run("parse", LIST, "-f", "bibtex")
    assert ran.out.count("@") == 2
    assert ran.err == "error: line 5: unread: This line is a remark, and cites nothing.\n"
    assert ran.code == 1


def test_a_list_that_is_read_whole_is_a_success(run: Run, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(f"References\n{BOOK}\n", encoding="utf-8")
    assert run("parse", tmp_path / "list.txt").code == 0


def test_a_web_page_is_read(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "cv.html"
    page.write_text(f"<html><body><h1>Books</h1><ul><li>{BOOK}</li></ul></body></html>", encoding="utf-8")
    assert json.loads(run("parse", page, "-f", "csl-json").out)[0]["title"].startswith("Borrowed Rivers")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("parse", "nowhere.txt"), 1, "error: cannot read nowhere.txt"),
        (("parse", EXAMPLES), 1, f"error: cannot read {EXAMPLES}: it is a folder"),
        (("parse", "/dev/zero"), 1, "error: /dev/zero is too large; the limit is 50,000,000 bytes"),
        (("parse", LIST, "--json", "-f", "bibtex"), 2, "error: --json and -f exclude each other"),
        (("parse", LIST, "-f", "bibtexx"), 2, "error: no format is called 'bibtexx'"),
    ],
)
def test_what_cannot_be_done_is_told(arguments: tuple[str, ...], code: int, message: str, run: Run) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith(message)


def test_from_python() -> None:
    book, memo, remark = ponarscite.parse_citations(LIST.read_text(encoding="utf-8"))
    assert [one.line for one in (book, memo, remark)] == [3, 4, 5]
    assert book.record is not None
    assert [str(name) for name in book.record.author] == ["Olena Prykladna"]
    assert memo.record is not None
    assert memo.record.identity.value == ("pepm", "9002")
    assert (remark.grade, remark.record) == ("unread", None)


@pytest.mark.parametrize("text", ["", "\n\n", "References", "\x00", "“" * 500, "a" * 30_000, "\ud800"])
def test_any_text_is_read_without_an_exception(text: str) -> None:
    assert all(one.grade == "unread" for one in ponarscite.parse_citations(text))
