"""Text in each markup: any title comes out as the same text and never as a command or a tag."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from ponarscite.engines.citeproc_py.letter_case import change_case
from ponarscite.engines.citeproc_py.markup import (
    BOLD,
    END,
    ITALIC,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    UNDERLINE,
    clean,
    to_markup,
    unmarked,
)
from ponarscite.engines.citeproc_py.quotes import Typography, curl, settle
from ponarscite.hookspecs import Markup

LATEX_NAMES = {
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textquotedbl": '"',
    "textasciigrave": "`",
    "textquotesingle": "'",
}
UNDERLINED = '<span style="text-decoration:underline;">'


def read_latex(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        return LATEX_NAMES[match[1]] if match[1] else match[2] or ""

    text = text.replace("~", "\xa0").replace("\\,", "\u202f")
    return re.sub(r"\\([a-z]+)\{\}|\\([{}$&#_%])|(?<=-)\{\}", one, text)


def read_rtf(text: str) -> str:
    units = []
    for number, escaped, plain in re.findall(r"\\uc0\\u(-?\d+)\{\}|\\([\\{}])|([^\\{}])", text):
        units.append(int(number) % 0x10000 if number else ord(escaped or plain))
    return b"".join(unit.to_bytes(2, "little") for unit in units).decode("utf-16-le")


READERS: dict[Markup, Callable[[str], str]] = {
    "text": str,
    "html": html.unescape,
    "latex": read_latex,
    "rtf": read_rtf,
    "markdown": lambda text: re.sub(r"\\([!-/:-@\[-`{-~])|<(https?://[^>]*)>", r"\1\2", text),
}


@given(st.text())
@example("<script>alert('x')</script> & &amp; \"q\"")
@example("\\write18{rm -rf} \\input{x} $x$ %c ~^ -- --- ?` !` | #1 _a_ 100%")
@example("{\\rtf1 \\par} 😀 é")
@example("1. *a* **b** _c_ `d` [e](f) ![g](h) <i> # + - ~~x~~ https://a.b/c_d?e=f&g. @k $x$ ^y^ | z")
@example("http://a\\<b>\u202e\u0000\ufdd0")
def test_text_is_read_back_as_it_was(text: str) -> None:
    text = clean(text)
    for markup, read in READERS.items():
        assert read(to_markup(text, markup)) == text


@given(st.text())
def test_html_is_well_formed_and_has_no_element_of_the_texts(text: str) -> None:
    entry = to_markup(f"{ITALIC}{clean(text)}{END}", "html")
    root = etree.fromstring(f"<div>{entry}</div>")
    assert [element.tag for element in root.iter()] == ["div", "i"]


@given(st.text(st.sampled_from("\\{}\u202eé😀 a")))
def test_rtf_is_ascii_and_its_groups_are_closed(text: str) -> None:
    entry = to_markup(f"{BOLD}{clean(text)}", "rtf")
    assert entry.isascii()
    bare = re.sub(r"\\[\\{}]|\\uc0\\u-?\d+\{\}", "", entry)
    assert bare.count("{") == bare.count("}") == 1


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        (ITALIC, ("x", "<i>x</i>", "*x*", "\\textit{x}", "{\\i x}")),
        (BOLD, ("x", "<b>x</b>", "**x**", "\\textbf{x}", "{\\b x}")),
        (UNDERLINE, ("x", f"{UNDERLINED}x</span>", f"{UNDERLINED}x</span>", "\\underline{x}", "{\\ul x}")),
        (SUPERSCRIPT, ("x", "<sup>x</sup>", "<sup>x</sup>", "\\textsuperscript{x}", "{\\super x}")),
        (SUBSCRIPT, ("x", "<sub>x</sub>", "<sub>x</sub>", "\\textsubscript{x}", "{\\sub x}")),
        (
            SMALL_CAPS,
            (
                "x",
                '<span style="font-variant:small-caps;">x</span>',
                '<span style="font-variant:small-caps;">x</span>',
                "\\textsc{x}",
                "{\\scaps x}",
            ),
        ),
    ],
)
def test_formats(mark: str, expected: tuple[str, ...]) -> None:
    assert tuple(to_markup(f"{mark}x{END}", markup) for markup in READERS_IN_ORDER) == expected
    assert unmarked(f"{mark}x{END}") == "x"


READERS_IN_ORDER: tuple[Markup, ...] = ("text", "html", "markdown", "latex", "rtf")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://a.b", "data:text/html,x", "file:///etc/passwd"])
def test_only_http_addresses_become_links(address: str) -> None:
    assert "<" not in to_markup(address, "markdown")
    assert to_markup("https://a.b/c_d.", "markdown") == "<https://a.b/c_d>."


@given(st.text(st.sampled_from("\"'“”‘’ a.,?!-—(")))
def test_curling_changes_quotes_alone(text: str) -> None:
    def blank(text: str) -> str:
        return re.sub("[\"'“”‘’\ufdd7\ufdd8]", "q", text)

    marked = curl(text)
    assert blank(marked) == blank(text)
    assert marked.count("\ufdd7") == marked.count("\ufdd8")
    assert not set("\"'") & set(marked)


@given(st.text(st.sampled_from("\"'“”a ,.?! \ufdd0\ufdd6")))
def test_settling_ends(text: str) -> None:
    settled = settle(curl(text), Typography(punctuation_in_quote=True))
    assert settle(settled, Typography(punctuation_in_quote=True)).count(" ") <= settled.count(" ")


def test_hostile_quotes_take_linear_time() -> None:
    text = '"' * 50_000 + "“" * 50_000 + "”" * 50_000 + "'" * 50_000
    assert len(settle(curl(text), Typography(punctuation_in_quote=True))) == len(text)


@pytest.mark.parametrize(
    ("how", "language", "text", "expected"),
    [
        ("title", "en", "the limits of learning: a case", "The Limits of Learning: A Case"),
        ("title", "en-US", "why it fell (and rose again)", "Why It Fell (and Rose Again)"),
        ("title", "en", "the post-Soviet de facto states in", "The Post-Soviet de Facto States In"),
        ("title", "en", "OIL AND GAS", "Oil and Gas"),
        ("title", "en", "NATO and the iPhone", "NATO and the iPhone"),
        ("title", "en", "U.S. and Russia in the ’90s", "U.S. and Russia in the ’90s"),
        ("title", "en", "the 2nd Chechen war", "The 2nd Chechen War"),
        ("title", "ru", "война и мир", "война и мир"),
        ("title", "en", "", ""),
        ("sentence", "en", "the Limits of NATO", "The Limits of NATO"),
        ("sentence", "en", "OIL AND GAS", "Oil and gas"),
        ("lowercase", "en", "A B", "a b"),
        ("uppercase", "en", "a b", "A B"),
        ("capitalize-first", "en", f"{ITALIC}policy memo{END}", f"{ITALIC}Policy memo{END}"),
        ("capitalize-all", "en", "policy memo", "Policy Memo"),
        ("unheard-of", "en", "as is", "as is"),
    ],
)
def test_letter_case(how: str, language: str, text: str, expected: str) -> None:
    assert change_case(text, how, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("War;, May", "War; May"), ("War:,", "War:"), ("War,, May", "War, May")]
)
def test_no_comma_follows_another_mark_of_that_kind(text: str, expected: str) -> None:
    assert settle(text, Typography()) == expected
