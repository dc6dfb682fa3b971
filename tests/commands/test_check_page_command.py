"""`check-page`: what a reference manager makes of a page."""

from __future__ import annotations

import json
import re
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


TAGS = {
    "no tags": "",
    "COinS": '<span class="Z3988" title="rft_val_fmt=info:ofi/fmt:kev:mtx:book&amp;rft.btitle=Other"></span>',
    "Highwire": '<meta name="citation_title" content="Other"><meta name="citation_author" content="Mira Esempio">',
    "journal": '<meta name="citation_conference_title" content="C"><meta name="citation_author" content="M. E.">',
    "Dublin Core": '<meta name="DC.title" content="Other"><meta name="DC.creator" content="Mira Esempio">',
    "Zotero": '<meta name="z.itemType" content="podcast"><meta name="z.reportType" content="Note">',
    "Open Graph": '<meta property="og:title" content="Other"><meta property="og:site_name" content="S">',
}


@pytest.mark.parametrize("tags", TAGS.values(), ids=TAGS)
def test_any_page_is_mended_by_what_is_said(run: Run, tmp_path: Path, tags: str) -> None:
    page = tmp_path / "page.html"
    text = OTHER.read_text(encoding="utf-8")
    page.write_text(text.replace("</head>", f"{tags}</head>"), encoding="utf-8")
    (verdict,) = json.loads(run("check-page", page, "--json").out)
    for tag in verdict["remove"]:
        name, _, count = tag.partition(" (")
        sign = 'class="Z3988"' if name.startswith("span") else name.removeprefix("meta ")
        tags, found = re.subn(rf"<[a-z]+ [^<]*{re.escape(sign)}[^<]*>(?:</span>)?", "", tags, flags=re.IGNORECASE)
        assert found == int(count.rstrip(")"))
    page.write_text(text.replace("</head>", f"{tags}{verdict['block']}</head>"), encoding="utf-8")
    (verdict,) = json.loads(run("check-page", page, "--json").out)
    assert {one["state"] for one in verdict["fields"]} == {"right"}
    assert (verdict["remove"], verdict["block"]) == ([], "")


def test_what_stands_in_the_way_is_named(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    tags = f"{TAGS['COinS']}{TAGS['Highwire']}{TAGS['journal']}"
    page.write_text(OTHER.read_text(encoding="utf-8").replace("</head>", f"{tags}</head>"), encoding="utf-8")
    lines = run("check-page", page).out.splitlines()
    assert lines[0] == f"{page}: Zotero reads the COinS of the page and saves a book"
    assert (
        'Take out of the page: span class="Z3988" (1), meta citation_title (1), meta citation_author (2), '
        "meta citation_conference_title (1)." in lines
    )
    assert "To mend that, paste this into the <head> of the page:" in lines


def test_a_page_without_tags(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "bare.html"
    text = OTHER.read_text(encoding="utf-8")
    page.write_text(re.sub(r"<meta (?!charset)[^>]*>", "", text), encoding="utf-8")
    (verdict,) = json.loads(run("check-page", page, "--json").out)
    assert (verdict["translator"], verdict["item"]["itemType"], verdict["item"]["creators"]) == ("", "webpage", [])
    assert run("check-page", page).out.startswith(f"{page}: Zotero finds no tags that it reads and saves a webpage\n")


def test_a_memo_that_a_plug_in_calls_a_news_article_is_a_memo(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "news.html"
    script = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Night Trains"}</script>'
    page.write_text(PAGE.read_text(encoding="utf-8").replace("</head>", f"{script}</head>"), encoding="utf-8")
    (item,) = json.loads(run("export", page, "-f", "csl-json", "-q").out)
    assert (item["type"], item["number"]) == ("report", "9001")
    (verdict,) = json.loads(run("check-page", page, "--json").out)
    assert 'name="z.itemType" content="report"' in verdict["block"]


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
