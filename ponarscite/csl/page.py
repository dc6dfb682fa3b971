"""Pages: ranges of pages in the form a style asks for.

Source: CSL 1.0.2 specification, appendix V "Page Range Formats".
"""

from __future__ import annotations

import re
from collections.abc import Callable

_RANGE = re.compile(r"(?<![\w-])([^\W\d_]*)(\d{1,12})([^\W\d_]?)\s*[-–—]+\s*([^\W\d_]*)(\d{1,12})([^\W\d_]?)(?![\w-])")
_DASHES = re.compile(r"(?<=\w)\s*(?:--?|–)\s*(?=\w)")
_AND = re.compile(r"\s*&\s*")
_COMMA = re.compile(r"\s*,\s*(?=\S)")


def format_pages(text: str, form: str, delimiter: str) -> str:
    """Pages with their ranges in a form ("minimal", "chicago", ...; "" leaves the numbers as they are)."""
    shorten = _FORMS.get(form)

    def one(match: re.Match[str]) -> str:
        letters, first, after, letters_too, last, after_too = match.groups()
        if shorten and not after and not after_too and letters_too in ("", letters):
            return _shortened(letters, first, letters_too, last, delimiter, form, shorten)
        return f"{letters}{first}{after}{delimiter}{letters_too}{last}{after_too}"

    ranged = _RANGE.sub(one, text.strip())
    if "\\-" in ranged:
        return ranged.replace("\\-", "-")
    ranged = _DASHES.sub(delimiter, ranged)
    return _COMMA.sub(", ", _AND.sub(" & ", ranged))


def _shortened(
    letters: str, first: str, letters_too: str, last: str, delimiter: str, form: str, shorten: Callable[[str, str], str]
) -> str:
    whole = first[: len(first) - len(last)] + last if len(last) < len(first) else last
    if letters and form != "expanded":
        return f"{letters}{first}{delimiter}{letters}{last}" if letters_too else f"{letters}{first}{delimiter}{last}"
    if letters:
        return f"{letters}{first}{delimiter}{letters}{whole}"
    if int(whole) <= int(first) and whole != last:
        return f"{first}{delimiter}{last}"
    return f"{first}{delimiter}{shorten(first, whole)}"


def _minimal(first: str, last: str, least: int = 1) -> str:
    """The digits of *last* that differ from *first*, at least so many."""
    if len(first) != len(last):
        return last
    same = next((n for n, (one, other) in enumerate(zip(first, last, strict=True)) if one != other), len(last))
    return last[min(same, max(len(last) - least, 0)) :]


def _chicago_15(first: str, last: str) -> str:
    number = int(first)
    if number < 100 or number % 100 == 0 or len(first) != len(last):
        return last
    if number % 100 < 10:
        return _minimal(first, last)
    if len(first) == 4 and len(_minimal(first, last)) >= 3:
        return last
    return _minimal(first, last, 2)


def _chicago_16(first: str, last: str) -> str:
    number = int(first)
    if number < 100 or number % 100 == 0:
        return last
    return _minimal(first, last) if number % 100 < 10 else _minimal(first, last, 2)


_FORMS: dict[str, Callable[[str, str], str]] = {
    "expanded": lambda first, last: last,
    "minimal": _minimal,
    "minimal-two": lambda first, last: _minimal(first, last, 2),
    "chicago": _chicago_15,
    "chicago-15": _chicago_15,
    "chicago-16": _chicago_16,
}
