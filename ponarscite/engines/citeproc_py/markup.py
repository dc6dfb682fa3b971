"""Marked text: plain text with marks for formats and quotation marks, until it is written in a markup.

The marks are Unicode noncharacters. `clean` removes them from all input, so tags, commands or braces in a title are
plain text throughout, and are escaped once, here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from ponarscite.hookspecs import Markup

ITALIC, BOLD, UNDERLINE, SUPERSCRIPT, SUBSCRIPT, SMALL_CAPS = map(chr, range(0xFDD0, 0xFDD6))
END, OPEN_QUOTE, CLOSE_QUOTE = map(chr, range(0xFDD6, 0xFDD9))
MARKS = "\ufdd0-\ufdd8"
"""All marks, for use in a regular expression's character class."""

_TOKEN = re.compile(f"[{MARKS}]|[^{MARKS}]+")
_HARMFUL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_SPACES = re.compile(r"[ \t\n\v\f\r\x85\u2028\u2029]+")


def clean(text: str) -> str:
    """Remove control, bidi and noncharacters, and fold white space; no-break spaces stay."""
    return _SPACES.sub(" ", _HARMFUL.sub("", text)).strip()


def unmarked(text: str) -> str:
    """The text without marks, for sorting."""
    return re.sub(f"[{MARKS}]", "", text)


def to_markup(text: str, markup: Markup) -> str:
    """Write marked text in a markup; formats left open are closed at the end."""
    syntax = _syntax(markup)
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
    """How a markup writes text and formats.

    Args:
        escape: plain text -> text of the markup.
        tags: mark -> text before and after.
    """

    escape: Callable[[str], str]
    tags: dict[str, tuple[str, str]]


_FORMATS = {
    ITALIC: ("font-style", "italic"),
    BOLD: ("font-weight", "bold"),
    UNDERLINE: ("text-decoration", "underline"),
    SUPERSCRIPT: ("vertical-align", "sup"),
    SUBSCRIPT: ("vertical-align", "sub"),
    SMALL_CAPS: ("font-variant", "small-caps"),
}
"""Mark -> attribute and value of CSL."""


@cache
def _syntax(markup: Markup) -> Syntax:
    from ponarscite.csl.markup import SYNTAX

    written = SYNTAX[markup]
    return Syntax(written.escape, {mark: written.tags.get(name, ("", "")) for mark, name in _FORMATS.items()})
