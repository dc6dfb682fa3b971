"""Parsing HTML: any text gives a tree in linear time, and nothing raises."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml.etree import _Element

from ponarscite.document.tree import MOST_ATTRIBUTES, SMALL, parse_html
from tests.conftest import ROOT

NOTHING = ["", " \n", "<!-- x -->", "<!doctype html>", "<?xml version='1.0' encoding='utf-16'?>", "</p>", "\ufeff"]
TAGS = [
    "<p>",
    "</p>",
    "<table><td>",
    "<b",
    " a='",
    '">',
    "<!--",
    "-->",
    "<script>",
    "<html lang=x>",
    "<?x",
    "&lt",
    "&#0;",
]
ODD = [
    "\0",
    "\x01",
    "\x1b",
    "\ud800",
    "\ufffe",
    "<svg:a x:y=1>",
    "<![CDATA[",
    "text",
    "ы",
    "\u202e",
    "<frameset>",
    "<p\0a>",
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_an_empty_tree(text: str) -> None:
    tree = parse_html(text)
    assert (tree.tag, text_of(tree).strip("\ufeff"), tree.xpath("//title")) == ("html", "", [])


@pytest.mark.parametrize(
    "start", ["", "<?xml version='1.0' encoding='windows-1251'?>", "<meta charset=koi8-r>", "<!doctype html>"]
)
def test_a_declared_encoding_is_ignored(start: str) -> None:
    assert parse_html(f"{start}<html><body><p>Привет “мир”</p></body></html>").xpath("string(//p)") == "Привет “мир”"


def test_xhtml_has_the_same_names() -> None:
    page = '<html xmlns="http://www.w3.org/1999/xhtml" lang="ru"><body><p>x</p></body></html>'
    assert [element.tag for element in parse_html(page).iter()] == ["html", "body", "p"]


@given(st.lists(st.one_of(st.sampled_from(TAGS + ODD), st.text())).map("".join))
@example("<!-- x --><!-- y -->")
def test_any_text_has_a_tree(text: str) -> None:
    tree = parse_html(text)
    assert isinstance(tree, _Element)
    assert tree.tag == "html"
    assert "\0" not in text_of(tree)


BOMB = "".join(
    f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' if level else '<!ENTITY e0 "ha">' for level in range(10)
)


def test_entities_are_not_expanded() -> None:
    tree = parse_html(f"<!DOCTYPE html [{BOMB}]><p>&e9;</p>")
    assert tree.xpath("string(//p)") == "&e9;"
    assert len(text_of(tree)) < 2_000


def test_nothing_is_opened(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hush")
    address = (tmp_path / "secret").as_uri()
    page = f'<!DOCTYPE html SYSTEM "{address}" [<!ENTITY x SYSTEM "{address}">]><p>&x;<iframe src="{address}">'
    assert "hush" not in text_of(parse_html(page))


def text_of(tree: _Element) -> str:
    """The text of a tree without tags."""
    return "".join(map(str, tree.itertext()))


def many(piece: str, count: int) -> str:
    return "".join(piece.replace("#", str(number)) for number in range(count))


BOMBS = {
    "nested": "<div>" * 100_000 + "x" + "</div>" * 100_000,
    "nested without end": "<b>" * 1_000_000,
    "one line": "<p>" + "x" * 50_000_000,
    "attributes": "<p " + many("a#=1 ", 200_000) + ">",
    "attributes in quotes": "<p " + many("a#='>' ", 100_000) + ">",
    "attributes of many": "<p " + many("a#=1 ", 250) + ">" + many("<p a#=1>", 100_000),
    "attributes of html": many("<html a#=1>", 100_000),
    "brackets": "<" * 1_000_000,
    "comments": "<!--" * 500_000,
    "entities": "&amp;&#1087;&nbsp;" * 100_000,
    "scripts": "<script>" + "<!--<script>" * 100_000,
    "ends": "<p>" + "x</b>" * 200_000,
    "siblings": many("<p id=i#>x", 100_000),
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_time_is_linear(text: str) -> None:
    """The limit is generous: an algorithm that is not linear takes minutes on these pages."""
    started = time.process_time()
    tree = parse_html(text)
    deepest = tree
    for element in tree.iter():
        deepest = element
    assert sum(1 for _ in deepest.iterancestors()) < 2_048
    del tree, deepest
    assert time.process_time() - started < 20


@pytest.mark.parametrize("count", [MOST_ATTRIBUTES, MOST_ATTRIBUTES + 1])
def test_a_large_page_keeps_the_first_attributes(count: int) -> None:
    page = f"<title>t</title><p {many('a#=v ', count)}>x<b class=c>y</b><!-- c --></p>tail" + " " * SMALL
    tree = parse_html(page)
    (paragraph,) = tree.iter("p")
    assert list(paragraph.attrib) == [f"a{number}" for number in range(MOST_ATTRIBUTES)]
    assert tree.xpath("string(//title)") == "t"
    assert tree.xpath("//b[@class='c']/text()") == ["y"]
    assert text_of(next(tree.iter("body"))).rstrip() == "xytail"
    assert all(isinstance(element, _Element) for element in (tree, paragraph))


def test_a_long_text_is_kept_whole() -> None:
    assert len(text_of(parse_html("<p>" + "x" * 12_000_000))) == 12_000_000


INTERRUPTED = """
import signal
import sys
from threading import Event, Thread

from ponarscite.document.tree import load_lxml

loading, told = Event(), Event()


def tell():
    loading.wait()
    signal.raise_signal(signal.SIGINT)
    told.set()


def watch(frame, event, _):
    if event == "call" and frame.f_back and frame.f_back.f_code.co_name == "_call_with_frames_removed":
        if "lxml.etree" in sys.modules:  # the first that runs in Python while lxml loads
            sys.setprofile(None)
            loading.set()
            told.wait()


signal.signal(signal.SIGINT, signal.default_int_handler)
Thread(target=tell, daemon=True).start()
sys.setprofile(watch)
try:
    load_lxml()
except KeyboardInterrupt:
    print("told" if told.is_set() and "lxml.etree" in sys.modules else "cut")
"""


def test_an_interrupt_taken_by_another_thread_while_lxml_loads_is_raised() -> None:
    """lxml swallows what is raised while it loads; the thread of a time-out may live long enough to take the signal."""
    ran = subprocess.run(
        [sys.executable, "-c", INTERRUPTED],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (ran.stdout, ran.stderr, ran.returncode) == ("told\n", "", 0)
