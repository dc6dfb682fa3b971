"""`check-page`: what a reference manager makes of a page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ponarscite.commands.check_page import LONGEST
from tests.conftest import EXAMPLES, Golden, Run

PAGE = EXAMPLES / "pages" / "borrowed-rivers.html"
OTHER = EXAMPLES / "pages" / "night-trains.html"


def mended(page: Path, block: str) -> str:
    """A page with the block in its head."""
    return page.read_text(encoding="utf-8").replace("</head>", f"{block}</head>")


def test_a_memo_page_of_today(run: Run, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES.parent)
    ran = run("check-page", "examples/pages/borrowed-rivers.html")
    assert (ran.code, ran.err) == (0, "")
    golden(ran.out, "check-page/borrowed-rivers.txt")


def test_the_block_mends_the_page(run: Run, tmp_path: Path) -> None:
    (verdict,) = json.loads(run("check-page", OTHER, "--json").out)
    states = {one["field"]: one["state"] for one in verdict["fields"]}
    assert states.items() >= {"itemType": "wrong", "reportNumber": "missing", "date": "wrong", "url": "right"}.items()
    page = tmp_path / "mended.html"
    page.write_text(mended(OTHER, verdict["block"]), encoding="utf-8")
    ran = run("check-page", page)
    lines = ran.out.splitlines()
    assert lines[0] == f"{page}: Zotero saves a report"
    assert {line.split()[0] for line in lines[1:-1]} == {"right"}
    assert "  right    reportNumber: 9002" in lines
    assert lines[-1] == "Nothing is missing."
    (verdict,) = json.loads(run("check-page", page, "--json").out)
    assert verdict["block"] == ""
    assert verdict["item"]["creators"] == [{"creatorType": "author", "firstName": "Mira", "lastName": "van Esempio"}]


def test_several_pages(run: Run) -> None:
    ran = run("check-page", PAGE, OTHER)
    assert ran.code == 0
    assert [line for line in ran.out.splitlines() if "Zotero saves" in line] == [
        f"{PAGE}: Zotero saves a blogPost",
        f"{OTHER}: Zotero saves a webpage",
    ]
    assert all(len(line) < LONGEST + 40 for line in ran.out.splitlines() if line.startswith("  missing"))


def test_what_is_no_page_of_a_memo(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.html"
    empty.write_text("<title>Nothing</title>", encoding="utf-8")
    ran = run("check-page", EXAMPLES / "undated.txt", empty, "no-such", PAGE)
    assert ran.code == 1
    assert ran.out.startswith(f"{PAGE}: Zotero saves a blogPost")
    errors = [line for line in ran.err.splitlines() if line.startswith("error: ")]
    assert errors == [
        f"error: {EXAMPLES / 'undated.txt'} is not a web page",
        f"error: {empty}: no memo found",
        "error: no such source: 'no-such'",
    ]
    assert run("check-page", "no-such").out == ""


def test_a_hostile_page_comes_out_inert(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "hostile.html"
    text = PAGE.read_text(encoding="utf-8")
    page.write_text(text.replace("Borrowed Rivers", "&lt;/script&gt;&lt;script&gt;Rivers &#27;[31m"), encoding="utf-8")
    ran = run("check-page", page)
    assert ran.code == 0
    assert "\x1b" not in ran.out
    block = ran.out.partition("<head> of the page:")[2]
    assert "<script>Rivers" not in block
