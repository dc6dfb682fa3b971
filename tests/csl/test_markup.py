"""Markups: formats, blocks and escapes of plain text, HTML, Markdown, LaTeX and RTF."""

from __future__ import annotations

from typing import Any

import pytest

from tests.csl.small_style import printed

FORMATS = [
    ("font-style", "italic", "<i>a</i>", "*a*", r"\textit{a}", r"{\i a}"),
    ("font-style", "oblique", "<em>a</em>", "*a*", r"\textsl{a}", r"{\i a}"),
    ("font-variant", "small-caps", '<span style="font-variant:small-caps;">a</span>',
     '<span style="font-variant:small-caps;">a</span>', r"\textsc{a}", r"{\scaps a}"),
    ("font-weight", "bold", "<b>a</b>", "**a**", r"\textbf{a}", r"{\b a}"),
    ("font-weight", "light", '<span style="font-weight:lighter;">a</span>',
     '<span style="font-weight:lighter;">a</span>', r"\textmd{a}", "a"),
    ("text-decoration", "underline", '<span style="text-decoration:underline;">a</span>',
     '<span style="text-decoration:underline;">a</span>', r"\underline{a}", r"{\ul a}"),
    ("vertical-align", "sup", "<sup>a</sup>", "<sup>a</sup>", r"\textsuperscript{a}", r"{\super a}"),
    ("vertical-align", "sub", "<sub>a</sub>", "<sub>a</sub>", r"\textsubscript{a}", r"{\sub a}"),
]  # fmt: skip
MARKUPS = ("html", "markdown", "latex", "rtf")


@pytest.mark.parametrize(
    ("name", "value", "markup", "expected"),
    [(row[0], row[1], markup, expected) for row in FORMATS for markup, expected in zip(MARKUPS, row[2:], strict=True)],
)
def test_formats(name: str, value: str, markup: str, expected: str) -> None:
    """CSL 1.0.2, "Formatting"."""
    assert printed(f'<text value="a" {name}="{value}"/>', markup=markup) == expected
    assert printed(f'<text value="a" {name}="{value}"/>') == "a"


NORMAL = [
    ("font-style", "italic", "normal", '<span style="font-style:normal;">b</span>', r"\textup{b}", r"{\i0 b}"),
    (
        "font-variant",
        "small-caps",
        "normal",
        '<span style="font-variant:normal;">b</span>',
        r"\textup{b}",
        r"{\scaps0 b}",
    ),
    ("font-weight", "bold", "normal", '<span style="font-weight:normal;">b</span>', r"\textmd{b}", r"{\b0 b}"),
    ("text-decoration", "underline", "none", '<span style="text-decoration:none;">b</span>', "b", r"{\ul0 b}"),
    ("vertical-align", "sup", "baseline", '<span style="baseline">b</span>', "b", r"{\nosupersub b}"),
]


@pytest.mark.parametrize(("name", "value", "normal", "html", "latex", "rtf"), NORMAL)
def test_a_default_inside_of_a_format(name: str, value: str, normal: str, html: str, latex: str, rtf: str) -> None:
    layout = f'<group {name}="{value}"><text value="a"/><text value="b" {name}="{normal}"/></group>'
    for markup, expected in (("html", html), ("latex", latex), ("rtf", rtf)):
        assert f"a{expected}" in printed(layout, markup=markup)


@pytest.mark.parametrize(
    ("markup", "text", "expected"),
    [
        ("text", "a < b & \\c {d} # %", "a < b & \\c {d} # %"),
        ("html", "a < b > c & d", "a &#60; b &#62; c &#38; d"),
        ("html", "x² ᵉʳ ˀ", "x<sup>2</sup> <sup>e</sup><sup>r</sup> <sup>ʔ</sup>"),
        ("html", "½ é", "½ é"),
        ("markdown", "*a* _b_ [c] <d> #e $f & ~g ^h |i @j `k {l} \\", None),
        ("markdown", "1. a", "1\\. a"),
        ("markdown", "12) a", "12\\) a"),
        ("markdown", "a 1. b", "a 1. b"),
        ("markdown", "- a", "\\- a"),
        ("markdown", "+ a", "\\+ a"),
        ("markdown", "a - b", "a - b"),
        ("markdown", "see https://a.example/b_c.", "see <https://a.example/b_c>."),
        ("markdown", "http://a.example", "<http://a.example>"),
        ("latex", "a\\b {c} $d & #e _f %g", r"a\textbackslash{}b \{c\} \$d \& \#e \_f \%g"),
        ("latex", "~ ^ `", r"\textasciitilde{} \textasciicircum{} \textasciigrave{}"),
        ("latex", "< > |", r"\textless{} \textgreater{} \textbar{}"),
        ("latex", "a-b--c", "a-b-{}-c"),
        ("latex", "a\u00a0b\u202fc é", "a~b\\,c é"),
        ("rtf", "a\\b {c}", r"a\\b \{c\}"),
        ("rtf", "é", r"\uc0\u233{}"),
        ("rtf", "中", r"\uc0\u20013{}"),
        ("rtf", "\uffe0", r"\uc0\u-32{}"),
        ("rtf", "😀", r"\uc0\u-10179{}\uc0\u-8704{}"),
        ("rtf", "~a", "~a"),
    ],
)  # fmt: skip
def test_escapes(markup: Any, text: str, expected: str | None) -> None:
    found = printed('<text variable="URL"/>', {"URL": text}, markup=markup)
    if expected is None:
        expected = "".join(f"\\{char}" if char in r"\`*_{}[]<>#$&~^|@" else char for char in text)
    assert found == expected


BLOCKS = {
    "text": "1\nb",
    "html": '1\n\n    <div class="csl-block">b</div>\n',
    "markdown": "1\n\nb",
    "latex": "1\n\nb",
    "rtf": r"1\line b",
}


@pytest.mark.parametrize("markup", BLOCKS)
def test_a_block(markup: str) -> None:
    """CSL 1.0.2, "Display"."""
    assert printed('<text value="1"/><text value="b" display="block"/>', markup=markup) == BLOCKS[markup]


MARGINS = {
    "text": "1. b",
    "html": '\n    <div class="csl-left-margin">1.</div><div class="csl-right-inline">b</div>\n  ',
    "markdown": "1\\.b",
    "latex": "1.b",
    "rtf": r"1.\tab b",
}


@pytest.mark.parametrize("markup", MARGINS)
def test_a_left_margin(markup: str) -> None:
    layout = '<text value="1." display="left-margin"/><text value="b" display="right-inline"/>'
    assert printed(layout, markup=markup) == MARGINS[markup]


def test_no_gap_before_a_mark() -> None:
    layout = '<text value="1" display="left-margin"/><text value=", b"/>'
    assert printed(layout) == "1, b"
    assert printed('<text value="1" display="left-margin"/><text value="b"/>') == "1 b"


def test_an_indent() -> None:
    layout = '<text value="1"/><text value="b" display="indent"/>'
    assert printed(layout, markup="rtf") == r"1\line\tab b"
    assert printed(layout, markup="markdown") == "1\n\nb"
    assert printed(layout) == "1b"
