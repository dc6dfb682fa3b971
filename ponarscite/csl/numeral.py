"""Numbers in a text and the joints between them; roman numerals; page ranges. Independent of styles.

Source: CSL 1.0.2 specification, "Choose" (is-numeric) and appendix V "Page Range Formats"; which hyphens join ranges
follows citeproc-js.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 1_000
"""Characters; the numbers of a longer text are not looked for."""
_JOINT = re.compile(r"(\s*(?:(?<!\\)[-–—]+|&|,(?=\s))\s*)")
_NUMERAL = re.compile(r"(\d*[^\W\d_]+|)(\d{1,12})([^\W\d_]*)")
_ROMAN = re.compile(r"[ivxlcdm]+", re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,9}")
_LETTERS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Joints:
    """The text printed between numbers.

    Args:
        dash: between the ends of a range.
        ampersand: for "&".
        word: the term "and", which also joins numbers.
    """

    dash: str = "–"
    ampersand: str = "&"
    word: str = "and"


def split(text: str, word: str = "and") -> list[str]:
    """Split a text at the joints between its numbers: "2-4, 6" gives ["2", "-", "4", ", ", "6"].

    Args:
        word: the term "and", "" to split at signs only.
    """
    text = text.strip()
    if len(text) > LONGEST:
        return [text]
    if word and f" {word} " in text:
        first, _, rest = text.partition(f" {word} ")
        comma = "," if first.endswith(",") else ""
        return [*split(first.removesuffix(","), word), f"{comma} {word} ", *split(rest, "")]
    return _JOINT.split(text)


@lru_cache(maxsize=10_000)
def is_numeric(text: str) -> bool:
    """Whether a text consists of one or more numbers (CSL 1.0.2, is-numeric)."""
    tokens = split(text, "")[::2]
    return _is_number(tokens[0]) and all(token.replace("\\-", "").isalnum() for token in tokens)


@lru_cache(maxsize=10_000)
def is_several(text: str, word: str = "and") -> bool:
    """Whether a text names more than one number or page."""
    tokens = split(text, word)[::2]
    return len(tokens) > 1 and _is_number(tokens[0]) and tokens[1].isalnum()


def _is_number(token: str) -> bool:
    """Whether a token is a number, perhaps with letters around it ("12a", "D2"), or a roman numeral in lower case."""
    token = token.partition("\\-")[0]
    return _NUMERAL.fullmatch(token) is not None or (token.islower() and _ROMAN.fullmatch(token) is not None)


def write(text: str, joints: Joints, form: Callable[[int], str] | None = None, pages: str = "") -> str:
    """Write a number variable.

    Args:
        text: its value.
        joints: text between the numbers.
        form: turns a whole number into text, None to keep the digits.
        pages: value of page-range-format, "" to leave the ends of ranges as they are.
    """
    tokens = split(text, joints.word)
    if len(tokens) == 1:
        return _formed(tokens[0], form)
    written = [_formed(tokens[0], form)]
    for before, joint, token in zip(tokens[::2], tokens[1::2], tokens[2::2], strict=False):
        ranged = joint.strip() in ("-", "–") and _is_range(before, token)
        last = _shortened(before, token, pages) if ranged and pages else token
        written += [_joint(joint, joints, ranged), _formed(last, form)]
    return "".join(written)


def _formed(token: str, form: Callable[[int], str] | None) -> str:
    r"""A number in a form; an escaped hyphen ("12\-3") loses its backslash."""
    return form(int(token)) if form and _DIGITS.fullmatch(token) else token.replace("\\-", "-")


def _joint(joint: str, joints: Joints, ranged: bool) -> str:
    """The text printed for a joint."""
    if ranged:
        return joints.dash
    bare = joint.strip()
    if bare == "&":
        return f" {joints.ampersand} "
    return ", " if bare == "," else bare if "-" in bare or "–" in bare else joint


def _is_range(first: str, last: str) -> bool:
    """Whether two numbers can be ends of a range: equal letters before the digits, or roman numerals."""
    one, other = _NUMERAL.fullmatch(first), _NUMERAL.fullmatch(last)
    if one and other:
        return one[1] == other[1]
    return all(match or _ROMAN.fullmatch(token) for match, token in ((one, first), (other, last)))


def _shortened(first: str, last: str, form: str) -> str:
    """The last page of a range in a page-range-format."""
    one, other = _NUMERAL.fullmatch(first), _NUMERAL.fullmatch(last)
    shorten = _FORMS.get(form)
    if not (one and other and shorten):
        return last
    whole = one[2][: max(len(one[2]) - len(other[2]), 0)] + other[2]
    if int(whole) <= int(one[2]):
        return last
    return f"{one[1] if form == 'expanded' else ''}{shorten(one[2], whole)}{other[3]}"


def _minimal(first: str, last: str, least: int = 1) -> str:
    """The digits of *last* that differ from those of *first*, but at least *least* of them."""
    if len(first) != len(last):
        return last
    same = next((n for n, (one, other) in enumerate(zip(first, last, strict=True)) if one != other), len(last))
    return last[min(same, max(len(last) - least, 0)) :]


def _chicago_15(first: str, last: str) -> str:
    """The last page by the Chicago Manual of Style, 15th edition."""
    number = int(first)
    if number < 100 or number % 100 == 0 or len(first) != len(last):
        return last
    if number % 100 < 10:
        return _minimal(first, last)
    if len(first) == 4 and len(_minimal(first, last)) >= 3:
        return last
    return _minimal(first, last, 2)


def _chicago_16(first: str, last: str) -> str:
    """The last page by the Chicago Manual of Style, 16th edition."""
    number = int(first)
    if number < 100 or number % 100 == 0:
        return last
    return _minimal(first, last) if number % 100 < 10 else _minimal(first, last, 2)


_FORMS: dict[str, Callable[[str, str], str]] = {
    "expanded": lambda _, last: last,
    "minimal": _minimal,
    "minimal-two": lambda first, last: _minimal(first, last, 2),
    "chicago": _chicago_15,
    "chicago-15": _chicago_15,
    "chicago-16": _chicago_16,
}
"""Value of page-range-format -> function (first, last) -> last page as printed."""


def roman(number: int) -> str:
    """A number from 1 to 4999 as a roman numeral in lower case; any other number in digits."""
    if not 0 < number < 5000:
        return str(number)
    written = ""
    for value, letters in _LETTERS:
        count, number = divmod(number, value)
        written += letters * count
    return written
