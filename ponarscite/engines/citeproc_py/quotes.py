"""Quotation marks, apostrophes and the punctuation beside them, on marked text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ponarscite.engines.citeproc_py.markup import CLOSE_QUOTE, END, MARKS, OPEN_QUOTE

_QUOTE = re.compile("[\"'“”‘’]")
_APOSTROPHE = "’"
_OPENS_AFTER = " \u00a0([{<-–—/“‘\"'"


def curl(text: str) -> str:
    """Replace pairs of quotation marks by marks, and single ones by curly characters.

    The characters beside a quotation mark decide whether it opens or closes; one between two letters is an apostrophe.
    Only pairs become marks, so the depth of nesting is right for any text.
    """
    roles = {match.start(): _role(text, match.start()) for match in _QUOTE.finditer(text)}
    marks = _paired(text, roles)
    return _QUOTE.sub(lambda match: marks.get(match.start()) or _alone(match[0], roles[match.start()]), text)


Role = Literal["open", "close", "apostrophe"]


def _role(text: str, at: int) -> Role:
    char, before, after = text[at], text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    if char in "“‘":
        return "open"
    if char in "'’" and before.isalnum() and after.isalnum():
        return "apostrophe"
    if char in "\"'" and before in _OPENS_AFTER and not after.isspace():
        return "open"
    if char == '"' and after.isalnum() and not (before.isalnum() or before in ".,;:!?…"):
        return "open"
    return "apostrophe" if char in "'’" and before in _OPENS_AFTER else "close"


def _paired(text: str, roles: dict[int, Role]) -> dict[int, str]:
    """Position -> mark, for quotation marks that open and close the same kind, innermost first."""
    marks: dict[int, str] = {}
    pending: list[tuple[int, bool]] = []
    for at, role in roles.items():
        double = text[at] in '"“”'
        if role == "open" and len(pending) < _DEPTH:
            pending.append((at, double))
        elif role == "close" and any(kind == double for _, kind in pending):
            while pending[-1][1] != double:
                pending.pop()
            marks[pending.pop()[0]], marks[at] = OPEN_QUOTE, CLOSE_QUOTE
    return marks


_DEPTH = 8  # quotations inside each other; without a bound a hostile title would take quadratic time


def _alone(char: str, role: Role) -> str:
    if char == '"':
        return "“" if role == "open" else "”"
    return _APOSTROPHE if char == "'" else char


@dataclass(frozen=True, slots=True)
class Typography:
    """Quotation marks of a locale, and punctuation beside them.

    Args:
        outer, inner: opening and closing mark of quotations, and of quotations inside quotations.
        punctuation_in_quote: whether a comma or full stop moves inside the closing mark.
        comma_after_mark: whether a comma may follow a question or exclamation mark.
    """

    outer: tuple[str, str] = ("“", "”")
    inner: tuple[str, str] = ("‘", "’")
    punctuation_in_quote: bool = False
    comma_after_mark: bool = True


_CLOSERS = f"[{END}{CLOSE_QUOTE}]*"
_RULES = (
    (re.compile(r"[\t\n\r]+"), " "),
    (re.compile(f"([?!]{_CLOSERS})[.](?![.\\w])"), r"\1"),
    (re.compile(rf"(?<![.])((?:[.]{{3}}|[.]){_CLOSERS})[.](?![.\w])"), r"\1"),
    (re.compile(f",({_CLOSERS})(?=[.,])"), r"\1"),
    (re.compile(f"([;:])({_CLOSERS})(?:\\1|,)"), r"\1\2"),
    (re.compile(" {2,}"), " "),
    (re.compile(f"([{MARKS[0]}-\ufdd5]+)( +)"), r"\2\1"),
    (re.compile(f"( +)({END}+)"), r"\2\1"),
    (re.compile(" {2,}"), " "),
    (re.compile(f" (?=[.,]{_CLOSERS}$)"), ""),
)
_COMMA_AFTER_MARK = re.compile(f"([?!]{_CLOSERS}),")
_INTO_QUOTE = re.compile(f"({CLOSE_QUOTE}{_CLOSERS})([.,])(?![.\\w])")


def settle(text: str, typography: Typography) -> str:
    """Marked text with merged punctuation, and quotation marks written by depth."""
    if not typography.comma_after_mark:
        text = _COMMA_AFTER_MARK.sub(r"\1", text)
    if typography.punctuation_in_quote:
        text = _INTO_QUOTE.sub(r"\2\1", text)
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return _write_quotes(text, typography).strip(" ")


def _write_quotes(text: str, typography: Typography) -> str:
    depth = 0
    output = []
    for char in text:
        depth -= char == CLOSE_QUOTE
        pair = typography.inner if depth % 2 else typography.outer
        output.append({OPEN_QUOTE: pair[0], CLOSE_QUOTE: pair[1]}.get(char, char))
        depth += char == OPEN_QUOTE
    return "".join(output)
