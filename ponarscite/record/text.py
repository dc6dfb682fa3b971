"""Texts: the normal form that records keep, and the folded forms by which texts are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""The superscript digits 0 to 9, as note marks are printed; also for a character class in a regular expression."""

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_NO_CHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_UNWANTED = re.compile(rf"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f{_BIDI}\ud800-\udfff\ufeff{_NO_CHARACTERS}]")
_HARMFUL = re.compile(rf"[\x00-\x1f\x7f-\x9f\u2028\u2029{_BIDI}\ud800-\udfff\ufeff{_NO_CHARACTERS}]")
_IN_JSON = re.compile(rf"[\x7f-\x9f\u2028\u2029{_BIDI}\ud800-\udfff\ufeff{_NO_CHARACTERS}]")
_OTHERS = re.compile(r"\W+")
_LONG = 300  # characters; longer texts rarely repeat, so caching them only fills the cache
_APOSTROPHES = str.maketrans(
    dict.fromkeys("’‘ʼʹ′`´", "'")
    | dict.fromkeys("“”„«»", '"')
    | dict.fromkeys("‐‑‒–—", "-")
    | {"ﾞ": "\u3099", "ﾟ": "\u309a"}
)

MOST_MARKS = 30
"""Combining marks in a row, as Stream-Safe text has them (UAX #15, 13). Sorting a longer run takes quadratic time."""

_RUN = re.compile(rf"[^\w\s\x00-\u02ff]{{{MOST_MARKS + 1},}}")  # no combining mark is a \w, and none is below U+0300
_JOINER = "\u034f"


def clean(text: str) -> str:
    """The text in NFC, without control and bidi characters and noncharacters, with single spaces for white space.

    Every text of a record has this form. Cleaning twice changes nothing: `clean(clean(x)) == clean(x)`.

    `csl/tidy.py` has a `clean` of its own with a different set of characters, on purpose: csl/ imports nothing of
    ponarscite but its errors.
    """
    is_plain = text.isprintable()  # the space is the only white space that is printable
    if not is_plain:
        text = _UNWANTED.sub("", text)
    if not text.isascii():
        text = composed(text)
    if is_plain and _is_spaced(text):
        return str(text)
    cleaned = " ".join(text.split())
    return str(text) if cleaned == text else cleaned  # the same object where nothing changed, which saves memory


def composed(text: str) -> str:
    """The text in NFC, in linear time: runs of more than MOST_MARKS combining marks in a text that is in no normal form
    are parted by the combining grapheme joiner (UAX #15, 13).
    """
    if unicodedata.is_normalized("NFC", text):  # it is no work at all, however long its runs are
        return text
    return unicodedata.normalize("NFC", _RUN.sub(_parted, text))


def _parted(run: re.Match[str]) -> str:
    count, parts = 0, []
    for character in run[0]:
        decomposed = unicodedata.normalize("NFKD", character)
        marks = sum(map(bool, map(unicodedata.combining, decomposed)))
        count = count + marks if unicodedata.combining(decomposed[0]) else marks
        if count > MOST_MARKS:
            parts.append(_JOINER)
            count = marks
        parts.append(character)
    return "".join(parts)


def is_harmless(text: str) -> bool:
    """Whether a text has no control or bidi characters, and no line ends."""
    return text.isprintable() or not _HARMFUL.search(text)


def harmless_json(text: str) -> str:
    """JSON with an escape for each control and bidi character, so that a terminal gets none. Equal when it is read."""
    return _IN_JSON.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))


def clean_lines(text: str) -> str:
    """The text with each line clean, without blank lines: the form of a note, whose lines have their own meaning."""
    if "\n" not in text and "\r" not in text:
        return clean(text)
    return "\n".join(filter(None, map(clean, text.splitlines())))


def fold(text: str) -> str:
    """The text for comparison: without case and diacritics, with one kind of apostrophe, quotation mark and hyphen."""
    return (_fold_again if len(text) < _LONG else _fold)(text)


def _fold(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKD", composed(text.translate(_APOSTROPHES)))
        text = "".join(c for c in text if not unicodedata.combining(c)).replace("ı", "i")
    text = text.casefold()
    return text if text.isprintable() and _is_spaced(text) else " ".join(text.split())


def _is_spaced(text: str) -> bool:
    """Whether a printable text has single spaces between words only."""
    return "  " not in text and not text.startswith(" ") and not text.endswith(" ")


def letters(text: str) -> str:
    """The folded text without rich text, of letters, digits and single spaces alone; titles are compared by it."""
    return (_letters_again if len(text) < _LONG else _letters)(text)


def _letters(text: str) -> str:
    if "<" in text or "$" in text:
        from ponarscite.record.richtext import plain

        text = plain(text)
    return " ".join(_OTHERS.sub(" ", fold(text)).split())


_fold_again = lru_cache(maxsize=4096)(_fold)
_letters_again = lru_cache(maxsize=1024)(_letters)


def web_address(text: str) -> str:
    """The text when it is an http(s) address, with "http://" before "www."; else "". Nothing else may become a link."""
    if re.match(r"www\.[\w-]{1,63}\.[^\s]", text, re.IGNORECASE):
        return f"http://{text}"
    return text if re.match(r"https?://", text, re.IGNORECASE) else ""


_DOI_LEAD = re.compile(
    r"(?:(?:https?:)?//)?(?:[\w.-]{1,60}/){1,3}(?:doi:\s*)?(?=10\.|10%2e)|(?:urn:|info:)?doi[:/\s]\s*(?=10\.)"
    r"|doi:?\s*(?:https?://)?(?:[\w.-]{1,60}/){1,3}(?=10\.)",
    re.IGNORECASE,
)
_DOI_LIKE = re.compile(r"10\.[\d.]{1,20}/\S")
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+){0,5}/\S+")


def bare_doi(text: str) -> str:
    """A DOI without the address or the label before it: "https://doi.org/10.1000/abc" and "doi: 10.1000/abc".

    Any other text is unchanged. Source: the DOI handbook, sections 2.2 and 2.6.
    """
    text = text.strip()
    lead = _DOI_LEAD.match(text)
    if not lead:
        return text
    bare = text[lead.end() :]
    if "/" in lead[0] and "%" in bare:
        from urllib.parse import unquote

        bare = unquote(bare)
    return bare if _DOI_LIKE.match(bare) else text


def doi_of(text: str) -> str:
    """The DOI that a text is, with or without an address or a label before it; "" for any other text."""
    bare = bare_doi(text)
    return bare if _DOI.fullmatch(bare) else ""


def inert(text: str) -> str:
    """The text with a space for each character that is not printable, so that a terminal gets no escape sequence."""
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)


NAME_PARTS = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
"""The parts of a CSL name in reading order."""


def in_reading_order(parts: Mapping[str, str]) -> str:
    """A name of a CSL name-variable in reading order: "Sasha de Vogel"."""
    return parts.get("literal") or " ".join(filter(None, map(parts.get, NAME_PARTS)))


def iso(parts: Sequence[int]) -> str:
    """The date-parts of a CSL date in ISO 8601: "2022-05-20", "2022-05", "2022", or "" for no parts; -44 is "-0043"."""
    if parts and parts[0] < 0:  # ISO 8601 has a year 0
        return f"{'-' if parts[0] < -1 else ''}{iso((-1 - parts[0], *parts[1:]))}"
    return _ISO[len(parts)] % tuple(parts)


def date_text(date: Mapping[str, Any] | str) -> str:
    """A CSL-JSON date-variable for people: "2018-07/2018-08", "Spring 2014", "circa 1999", or its `literal`."""
    if isinstance(date, str):
        return date
    ends = "/".join(iso(parts) if parts and parts[0] else ".." for parts in date.get("date-parts", ()))
    season = str(date.get("season", ""))
    words = (*(["circa"] if date.get("circa") else []), _SEASONS.get(season, season), ends)
    return " ".join(filter(None, words)) if ends else str(date.get("literal", ""))


_SEASONS = {"1": "Spring", "2": "Summer", "3": "Autumn", "4": "Winter"}
_ISO = ("", "%04d", "%04d-%02d", "%04d-%02d-%02d")
