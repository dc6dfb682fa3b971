"""The head of a memo as themes of WordPress print it: one memo, in many spellings of its page."""

from __future__ import annotations

from pathlib import Path

import pytest

import ponarscite
from ponarscite.record.record import Record

TITLE = "The Clock of Two Towns"
CATEGORY = "<ul><li><a href='/c/'>Policy Memos | Аналитика</a></li></ul>"
LABEL = "<p><strong>PONARS Eurasia Policy Memo No. 700 (<a href='/x.pdf'>PDF</a>)</strong></p>"
BULLETS = "<ul><li>Policy Memos | Аналитика</li></ul>"
DATE = "<time datetime='2021-05-20T09:12:00-04:00'>May 20, 2021</time>"
AUTHOR = "<a href='/a/' rel='author'>Olena Prykladna</a>"
TEXT = (
    "<p>Two towns that nobody has seen share one clock tower, and the keeper of the clock has left. This memo asks who "
    "winds it now, and what the councils have made of the silence. In March 2014 the keeper asked for oil.</p>"
)
SIDEBAR = (
    "<aside><h3>Recommended | Рекомендуем</h3><h3>RSS PONARS Eurasia Podcast</h3><ul><li><a href='/p/'>How Late Is It?"
    "</a> March 3, 2021<div>This week it is asked how late it is.</div></li></ul></aside>"
)
RELATED = (
    "<h3>You May Also Like</h3><a href='/o/'>View</a><ul><li>Policy Memos | Аналитика</li></ul><h2><a href='/o/'>"
    "Sundials in the North</a></h2><ul><li>Kit Zrazok</li><li>April 2, 2021</li></ul>"
)


def memo_of(folder: Path, head: str, *, label: str = LABEL, inside: str = "", before: str = "") -> Record:
    """The record of a page with this head; *inside* stands in its `head` element, *before* above all of it."""
    page = folder / "page.html"
    page.write_text(
        f"{before}<!doctype html><html lang='en'><head><title>{TITLE} - PONARS Eurasia</title>{inside}</head><body>"
        f"{SIDEBAR}<article>{head}<div>{label}{TEXT}<p>Olena Prykladna is Professor of Horology at Example University."
        f"</p></div></article>{RELATED}<footer>© PONARS Eurasia</footer></body></html>",
        encoding="utf-8",
    )
    (found,) = ponarscite.ingest(page)
    return found


def told(record: Record) -> tuple[str, str, list[str], str]:
    return (
        record.number,
        record.title,
        [str(name) for name in record.author],
        record.issued.iso if record.issued else "",
    )


def head(author: str = AUTHOR, date: str = DATE) -> str:
    return f"{CATEGORY}<h1>{TITLE}</h1><p><span>{date}</span> <span>{author}</span></p>"


ONE, TWO = ["Olena Prykladna"], ["Olena Prykladna", "Juan de la Prueba"]
HEADS = {
    "as it is": (head(), ONE),
    "by": (head("by Olena Prykladna"), ONE),
    "two with an ampersand": (head("Olena Prykladna &amp; Juan de la Prueba"), TWO),
    "posted by ... on": (f"{CATEGORY}<h1>{TITLE}</h1><p>Posted by Olena Prykladna on May 20, 2021</p>", ONE),
    "written by, on a line of its own": (
        f"{CATEGORY}<h2>{TITLE}</h2><div>{DATE}</div><div><p>Written by</p><p>Olena Prykladna</p></div>",
        ONE,
    ),
    "nobody": (head(""), []),
    "an account": (head("<a href='/a/'>adminponars</a>"), []),
    "an account on a line of its own": (f"{CATEGORY}<h1>{TITLE}</h1><p>{DATE}</p><p>adminponars</p>", []),
    "a clock": (head(date="<time>May 20, 2021 9:12 am</time>"), ONE),
    "a reading time": (head(date="Posted on <time>May 20, 2021</time> | 5 min read |"), ONE),
    "an icon list": (
        f"{BULLETS}<h1>{TITLE}</h1><ul><li>May 20, 2021</li><li>Olena Prykladna</li></ul>",
        ONE,
    ),
    "nobody in an icon list": (
        f"{BULLETS}<h1>{TITLE}</h1><ul><li>May 20, 2021</li></ul>",
        [],
    ),
}


@pytest.mark.parametrize("how", HEADS)
def test_the_head_of_a_theme(how: str, tmp_path: Path) -> None:
    text, authors = HEADS[how]
    record = memo_of(tmp_path, text)
    assert told(record) == ("700", TITLE, authors, "2021-05-20")
    assert record.genre == "PONARS Eurasia Policy Memo"
    assert record.conflicts == ()


@pytest.mark.parametrize(
    "label",
    [
        "ponars eurasia policy memo no. 700 (pdf)",
        "PONARS Eurasia Policy Memo #700",
        "PONARS&nbsp;Eurasia Policy Memo&nbsp;No.&nbsp;700(PDF)Download",
        "PONARS Eurasia Policy Memo No. 700, May 2021",
        "PONARS Eurasia Policy Memo No. 700, May 2021 (PDF)",
        "PONARS Eurasia Policy Memo No. 700, George Washington University, May 2021",
        "PONARS Eurasia Policy Memo No. 700, The George Washington University (PDF)",
    ],
)
def test_the_label_of_a_memo(label: str, tmp_path: Path) -> None:
    assert told(memo_of(tmp_path, head(), label=f"<p>{label}</p>")) == ("700", TITLE, ONE, "2021-05-20")


@pytest.mark.parametrize("label", ["PONARS Eurasia Policy Memo No. 700, George Smith, May 2021", "Memo 700 of May"])
def test_lines_that_are_not_labels(label: str, tmp_path: Path) -> None:
    assert memo_of(tmp_path, head(), label=f"<p>{label}</p>").number == ""


def test_whom_the_page_leaves_out_its_tags_may_name(tmp_path: Path) -> None:
    assert told(memo_of(tmp_path, head(""), inside="<meta name='author' content='Olena Prykladna'>"))[2] == ONE
    assert told(memo_of(tmp_path, head(""), inside="<meta name='author' content='adminponars'>"))[2] == []
    assert told(memo_of(tmp_path, head(), inside="<meta name='author' content='Max Mustermann'>"))[2] == ONE


@pytest.mark.parametrize("heading", ["Policy Memos", "Category: <span>Policy Memos</span>", "Author: Olena Prykladna"])
def test_the_heading_of_a_list_is_no_title(heading: str, tmp_path: Path) -> None:
    cards = "".join(
        f"<article><h2><a href='/{n}/'>{title}</a></h2><p>May {n}, 2022 by Olena Prykladna</p><p>{TEXT[3:120]} […]</p>"
        "</article>"
        for n, title in enumerate(("Lamps of the Coast", "Wicks and Winters"), 2)
    )
    (tmp_path / "list.html").write_text(f"<title>A List</title><h1>{heading}</h1>{cards}", encoding="utf-8")
    found = [told(record) for record in ponarscite.ingest(tmp_path / "list.html")]
    assert found == [("", "Lamps of the Coast", ONE, "2022-05-02"), ("", "Wicks and Winters", ONE, "2022-05-03")]


def test_the_name_of_a_pdf_needs_no_address(tmp_path: Path) -> None:
    """A saved page of the Drupal years, whose links are relative: number and month stand in one of them only."""
    (tmp_path / "memo.html").write_text(
        f"<title>Lamps | PONARS Eurasia</title><h2>Policy Memos</h2><h1>Lamps of the Coast</h1><div>Policy Memo: </div>"
        f"<div>Publication Date: </div>{TEXT}<a href='/files/Pepm_336_Prykladna_August2014.pdf'>More (PDF)</a>"
        "<h3>About the author</h3><div>Professor of Lamps</div>",
        encoding="utf-8",
    )
    (found,) = ponarscite.ingest(tmp_path / "memo.html")
    assert told(found) == ("336", "Lamps of the Coast", [], "2014-08")
    assert found.identity.value == ("pepm", "336")
    assert found.pdf_url == ""
