"""Numbers in a text and the joints between them; roman numerals; page ranges. Independent of styles.

Source: CSL 1.0.2 specification, "Choose" (is-numeric) and appendix V "Page Range Formats"; which hyphens join ranges
follows citeproc-js.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from ponarscite.csl.locator import front_label

LONGEST = 1_000
"""Characters; the numbers of a longer text are not looked for."""
_JOINT = re.compile(r"(\s*(?:(?<!\\)[-–—]+|&|[,;](?=\s))\s*)")
_INNER = re.compile(r"((?:[a-z]{1,5}\.\s*)?[0-9][\w:]*)(\s+)([a-z]{1,5}\.\s*[0-9].*)", re.DOTALL)
"""A number with a labelled one behind it: "12 n. 3"."""
_NUMERAL = re.compile(r"([0-9]*[^\W\d_]+|)([0-9]{1,12})([^\W\d_]*)")
_DIVIDED = re.compile(r"[0-9]{1,12}(?:/[0-9]{1,12})+")
"""A double number: "1/2"."""
_ROMAN = re.compile(r"[ivxlcdm]+", re.IGNORECASE)
_DIGITS = re.compile(r"[1-9][0-9]{0,8}")
"""A whole number that has an ordinal; "0" and "007" stay as they are."""
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
    return [part for n, token in enumerate(_JOINT.split(text)) for part in ([token] if n % 2 else _parted(token))]


def _parted(token: str) -> list[str]:
    """A token split before a label inside it: "12 n. 3" gives ["12", " ", "n. 3"]."""
    parts: list[str] = []
    while " " in token and (match := _INNER.fullmatch(token)) and front_label(match[3])[0]:
        parts += [match[1], match[2]]
        token = match[3]
    return [*parts, token]


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a number variable.

    Args:
        joint: printed before it, as found; "" for the first.
        label: its locator label; that of the number before it, or of the variable, unless one is typed.
        typed: the label as typed, with its space; "" for none, or for the label of the number before it.
        text: the number.
    """

    joint: str
    label: str
    typed: str
    text: str


@lru_cache(maxsize=10_000)
def read(text: str, word: str = "and", label: str = "") -> tuple[Number, ...]:
    """The numbers of a number variable, at least one.

    Args:
        word: the term "and", "" to split at signs only.
        label: of the variable.
    """
    numbers: list[Number] = []
    tokens = ["", *split(text, word)]
    for joint, token in zip(tokens[::2], tokens[1::2], strict=True):
        found, rest = front_label(token) if "." in token else ("", token)
        typed = token[: len(token) - len(rest)] if found != label or not joint else ""
        numbers.append(Number(joint, found or label, typed, rest))
        label = found or label
    return tuple(numbers)


def _group(numbers: tuple[Number, ...], start: int = 0) -> tuple[Number, ...]:
    """The numbers from one on that share its label."""
    same = next((n for n in range(start + 1, len(numbers)) if numbers[n].typed), len(numbers))
    return numbers[start:same]


@lru_cache(maxsize=10_000)
def is_numeric(text: str) -> bool:
    """Whether a text consists of one or more numbers (CSL 1.0.2, is-numeric), up to a label inside it."""
    numbers = _group(read(text))
    tokens = [number.text for number in numbers]
    return not numbers[0].typed and _is_number(tokens[0]) and all(_is_word(token) for token in tokens)


def _is_word(token: str) -> bool:
    return token.replace("\\-", "").isalnum() or _DIVIDED.fullmatch(token) is not None


@lru_cache(maxsize=10_000)
def is_several(text: str, word: str = "and", label: str = "") -> bool:
    """Whether a text names more than one number or page, before another label than *label* inside it."""
    return _is_several(_group(read(text, word, label)))


def _is_several(numbers: tuple[Number, ...]) -> bool:
    return len(numbers) > 1 and _is_number(numbers[0].text) and _is_word(numbers[1].text)


def _is_number(token: str) -> bool:
    """Whether a token is a number, perhaps with letters around it ("12a", "D2"), or a roman numeral in lower case."""
    token = token.partition("\\-")[0]
    if _NUMERAL.fullmatch(token) or _DIVIDED.fullmatch(token):
        return True
    return token.islower() and _ROMAN.fullmatch(token) is not None


Term = Callable[[str, bool], str]
"""(label, whether plural) -> the term that is printed for a label inside a number, "" for none."""


def write(
    text: str,
    joints: Joints,
    form: Callable[[int], str] | None = None,
    pages: str = "",
    label: str = "page",
    term: Term | None = None,
) -> str:
    """Write a number variable.

    Args:
        text: its value.
        joints: text between the numbers.
        form: turns a whole number into text, None to keep the digits; numbers with another label keep them.
        pages: value of page-range-format, "" to leave the ends of ranges as they are.
        label: of the variable; only numbers with the label "page" have page ranges.
        term: translates labels inside the text, None to leave them.
    """
    if text.isdigit():
        return _formed(text, form)
    numbers = read(text, joints.word, label)
    written = []
    for n, number in enumerate(numbers):
        last = number.text
        if n and not number.typed:
            before = numbers[n - 1].text
            ranged = number.joint.strip() in ("-", "–") and _is_range(before, last)
            written.append(_joint(number.joint, joints, ranged))
            last = _shortened(before, last, pages) if ranged and pages and number.label == "page" else last
        elif n:
            written.append(_joint(number.joint, joints, False))
        written.append(
            _inner_label(numbers, n, term) + _formed(last, form if number.label == numbers[0].label else None)
        )
    return "".join(written)


def _inner_label(numbers: tuple[Number, ...], n: int, term: Term | None) -> str:
    """The label printed before a number, as the locale has it or as typed."""
    number = numbers[n]
    text = term(number.label, _is_several(_group(numbers, n))) if term and number.typed and n else ""
    return f"{text} " if text else number.typed


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
