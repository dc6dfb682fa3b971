"""Marked text: plain text with marks for formats and quotation marks, until it is written in a markup.

The marks are Unicode noncharacters, which no text may contain (`clean` removes them), so a title that holds
tags, commands or braces is text from beginning to end and is escaped once, here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ponarscite.hookspecs import Markup

ITALIC, BOLD, UNDERLINE, SUPERSCRIPT, SUBSCRIPT, SMALL_CAPS = map(chr, range(0xFDD0, 0xFDD6))
END, OPEN_QUOTE, CLOSE_QUOTE = map(chr, range(0xFDD6, 0xFDD9))
MARKS = "\ufdd0-\ufdd8"

_TOKEN = re.compile(f"[{MARKS}]|[^{MARKS}]+")
_HARMFUL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_SPACES = re.compile(r"[ \t\n\v\f\r\x85\u2028\u2029]+")


def clean(text: str) -> str:
    """The text without control, bidi and noncharacters, its white space folded (no-break spaces stay)."""
    return _SPACES.sub(" ", _HARMFUL.sub("", text)).strip()


def unmarked(text: str) -> str:
    """The text without any mark, for sorting and comparing."""
    return re.sub(f"[{MARKS}]", "", text)


def to_markup(text: str, markup: Markup) -> str:
    """Marked text, its quotation marks settled, in one of the five markups. Unclosed formats are closed."""
    syntax = SYNTAX[markup]
    output: list[str] = []
    pending: list[str] = []
    for token in _TOKEN.findall(text):
        if token in syntax.tags:
            before, after = syntax.tags[token]
            output.append(before)
            pending.append(after)
        elif token == END:
            output.append(pending.pop() if pending else "")
        else:
            output.append(syntax.escape(token))
    return "".join([*output, *reversed(pending)])


@dataclass(frozen=True, slots=True)
class Syntax:
    """How a markup writes text and formats; `tags`: mark -> what stands before and after."""

    escape: Callable[[str], str]
    tags: dict[str, tuple[str, str]]


def _escape_html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


_MARKDOWN = re.compile(
    r"(https?://[^\s<>\\\"`]*[^\s<>\\\"`.,;:!?)\]])|([\\`*_{}\[\]<>#$&~^|@])|^(\s*\d+)([.)])|^(\s*)([-+=])"
)


def _escape_markdown(text: str) -> str:
    """Backslashes as CommonMark and pandoc read them; an http(s) address becomes a link."""

    def one(match: re.Match[str]) -> str:
        address, special, number, dot, indent, bullet = match.groups()
        if address:
            return f"<{address}>"
        return f"\\{special}" if special else f"{number or indent or ''}\\{dot or bullet}"

    return _MARKDOWN.sub(one, text)


_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "'": r"\textquotesingle{}",
    "-": "-{}",
    "\xa0": "~",
    "\u202f": r"\,",
    **{char: f"\\{char}" for char in "$&#_%"},
}


def _escape_latex(text: str) -> str:
    return re.sub(r"-(?=-)|[^-\w\s]|[_\xa0\u202f]", lambda match: _LATEX.get(match[0], match[0]), text)


def _escape_rtf(text: str) -> str:
    return re.sub(r"[\\{}]|[^\x20-\x7e]", _rtf_character, text)


def _rtf_character(match: re.Match[str]) -> str:
    """A control word takes signed 16-bit numbers, hence two of them beyond the Basic Multilingual Plane.

    Without the usual substitute character, after which pandoc loses a space; a fragment says so itself.
    """
    if match[0] in "\\{}":
        return f"\\{match[0]}"
    units = match[0].encode("utf-16-le")
    pairs = (int.from_bytes(units[i : i + 2], "little", signed=True) for i in range(0, len(units), 2))
    return "".join(f"\\uc0\\u{number}{{}}" for number in pairs)


_HTML_TAGS = {
    ITALIC: ("<i>", "</i>"),
    BOLD: ("<b>", "</b>"),
    UNDERLINE: ("<u>", "</u>"),
    SUPERSCRIPT: ("<sup>", "</sup>"),
    SUBSCRIPT: ("<sub>", "</sub>"),
    SMALL_CAPS: ('<span style="font-variant:small-caps;">', "</span>"),
}
_LATEX_COMMANDS = {
    ITALIC: "textit",
    BOLD: "textbf",
    UNDERLINE: "underline",
    SUPERSCRIPT: "textsuperscript",
    SUBSCRIPT: "textsubscript",
    SMALL_CAPS: "textsc",
}
_RTF_WORDS = {
    ITALIC: "i",
    BOLD: "b",
    UNDERLINE: "ul",
    SUPERSCRIPT: "super",
    SUBSCRIPT: "sub",
    SMALL_CAPS: "scaps",
}

SYNTAX: dict[Markup, Syntax] = {
    "text": Syntax(str, dict.fromkeys(_HTML_TAGS, ("", ""))),
    "html": Syntax(_escape_html, _HTML_TAGS),
    "markdown": Syntax(_escape_markdown, {**_HTML_TAGS, ITALIC: ("*", "*"), BOLD: ("**", "**")}),
    "latex": Syntax(_escape_latex, {mark: (f"\\{name}{{", "}") for mark, name in _LATEX_COMMANDS.items()}),
    "rtf": Syntax(_escape_rtf, {mark: (f"{{\\{word} ", "}") for mark, word in _RTF_WORDS.items()}),
}
