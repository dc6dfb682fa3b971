"""Lines that print a memo's label and number, or the name of its PDF -> claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ponarscite.document.lines import FURNITURE, Line
from ponarscite.record.claim import Claim
from ponarscite.record.date import MONTH_NAMES
from ponarscite.series.claims import ClaimMaker
from ponarscite.series.series import Series, file_pattern, is_full_label, label_pattern

ABOVE = 5
"""Lines above a title that may hold its label."""

_LONGEST = 200  # characters
_DIGIT = re.compile(r"\d")
_BEFORE_LABEL = re.compile(r"(?:[\s().,:;|–—-]|download\b|pdf\b)*", re.IGNORECASE)
_AFTER_LABEL = re.compile(r"(?:[\s().,:;|/·•–—-]|pdf|download)*", re.IGNORECASE)
_MONTH = re.compile(
    rf"(?P<issued>(?:\d\d?\.? )?(?:{MONTH_NAMES})\.?(?: \d\d?)?,? [12]\d{{3}})(?:[\s().,:;|–—-]|pdf|download)*",
    re.IGNORECASE,
)
_PDF_LABEL = re.compile(r"(?P<name>\S.{0,150}?)\s*\(PDF\)\s*(?:Download)?", re.IGNORECASE)
_PDF_NAME = re.compile(r"(?P<name>[^\s/]{1,150}?)(?:\.pdf)?\s?(?:Download)?", re.IGNORECASE)
_FILE_DATE = re.compile(rf"(?P<month>{MONTH_NAMES})[_. ]?(?P<year>(?:19|20)\d\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """A printed series label with its number: "PONARS Eurasia Policy Memo No. 775, May 2022 (PDF)".

    Args:
        text: the label as printed.
        number: the number after it.
        issued: the month or date after the number, "" for none.
        rest: any other text after it; a pure label line has none.
    """

    text: str
    number: str
    issued: str = ""
    rest: str = ""


def parse_label(text: str, series: tuple[Series, ...]) -> Label | None:
    """Parse a line that begins with a label ("ponars eurasia policy memo no. 775 (pdf)"); None for any other line."""
    return _parse_label(text, series) if len(text) <= _LONGEST else None


@lru_cache(maxsize=FURNITURE)
def _parse_label(text: str, series: tuple[Series, ...]) -> Label | None:
    start = _BEFORE_LABEL.match(text)
    match = label_pattern(series).match(text, start.end() if start else 0)
    if not match:
        return None
    rest = _AFTER_LABEL.sub("", text[match.end() :], count=1)
    if imprint := _imprint_pattern(series).match(rest):
        rest = _AFTER_LABEL.sub("", rest[imprint.end() :], count=1)
    month = _MONTH.fullmatch(rest)
    return Label(match["label"], match["number"], month["issued"] if month else "", "" if month else rest)


def names_institution(line: Line, series: tuple[Series, ...]) -> bool:
    """Whether a label names its institution."""
    label = parse_label(line.text, series) if series else None
    return label is not None and is_full_label(label.text, series)


def is_label(text: str, series: tuple[Series, ...]) -> bool:
    """Whether a line is only a label, with or without a month, or only the name of a series' PDF."""
    return len(text) <= _LONGEST and _is_label(text, series)


@lru_cache(maxsize=FURNITURE)
def _is_label(text: str, series: tuple[Series, ...]) -> bool:
    if not _DIGIT.search(text):
        return False
    label = parse_label(text, series)
    return bool(label and not label.rest) or bool(_pdf_name(text, series))


@lru_cache(maxsize=64)
def _plain_pattern(series: tuple[Series, ...]) -> re.Pattern[str]:
    labels = {label for one in series for label in one.names if " " in label}
    words = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    return re.compile(rf"(?:\((?P<parted>{words})\)\s*|(?P<alone>{words})\.?$)", re.IGNORECASE)


def plain_label(text: str, series: tuple[Series, ...]) -> tuple[str, str]:
    """Split off a label without a number that stands in parentheses at the start of a line, or fills the line.

    Returns:
        (label, rest): "(PONARS Policy Memo)The oil price ..." -> ("PONARS Policy Memo", "The oil price ..."); ("",
        text) for a line without such a label.
    """
    match = _plain_pattern(series).match(text) if series else None
    return (match["parted"] or match["alone"], text[match.end() :]) if match else ("", text)


@lru_cache(maxsize=64)
def _imprint_pattern(series: tuple[Series, ...]) -> re.Pattern[str]:
    names = {re.escape(era.publisher) for one in series for era in one.eras if era.publisher}
    return re.compile(rf"(?:the )?(?:{'|'.join(sorted(names))})\b" if names else r"(?!)", re.IGNORECASE)


def label_claims(line: Line, series: tuple[Series, ...], maker: ClaimMaker, *, dated: bool = True) -> Iterator[Claim]:
    """Make the claims of a line that is a label, names the series' PDF, or links to it.

    Args:
        dated: whether a label with a date counts. Below the text such a line is more likely the end of a note.
    """
    label = parse_label(line.text, series)
    if label and not label.rest and (dated or not label.issued):
        yield maker.claim("genre", label.text, line)
        yield maker.claim("number", label.number, line)
        if label.issued:
            yield maker.claim("issued", label.issued, line)
    yield from pdf_claims(line, series, maker)


def pdf_claims(line: Line, series: tuple[Series, ...], maker: ClaimMaker) -> Iterator[Claim]:
    """Make the claims of a line that is the name of a PDF, and of a link to a PDF on such a line or on a label."""
    if pdf := _pdf_name(line.text, series):
        yield maker.claim("pdf-name", pdf, line)
        yield from file_claims(pdf, series, maker, line)
    elif not (line.links and _is_pdf_label(line.text, series)):
        return
    yield from maker.first_link("pdf-url", line, ending=".pdf")
    addresses = (address.partition("?")[0] for _, address in line.links)
    if pdf := next((address for address in addresses if address.casefold().endswith(".pdf")), ""):
        yield from file_claims(pdf, series, maker, line)  # also of a relative link


def _is_pdf_label(text: str, series: tuple[Series, ...]) -> bool:
    return len(text) <= _LONGEST and bool(_PDF_LABEL.fullmatch(text) or is_label(text, series))


def _pdf_name(text: str, series: tuple[Series, ...]) -> str:
    """Return the name of a series' PDF if the line consists of it, without ".pdf"; "" for any other line."""
    pattern = file_pattern(series)
    if not pattern or len(text) > 170 or not pattern.match(text):
        return ""
    match = _PDF_LABEL.fullmatch(text) or ("_" in text and _PDF_NAME.fullmatch(text)) or None
    return match["name"].removesuffix(".pdf") if match else ""


def file_claims(name: str, series: tuple[Series, ...], maker: ClaimMaker, line: Line) -> Iterator[Claim]:
    """Infer series, number and month from the name of a PDF ("Pepm775_AJunisbai_May2022.pdf"), with rank GUESSED."""
    pattern = file_pattern(series)
    if not pattern or not (match := pattern.match(name.rpartition("/")[2])):
        return
    yield maker.guess("file-name", name.rpartition("/")[2], line)
    yield maker.guess("number", match["number"], line)
    if date := _FILE_DATE.search(match["rest"].replace("_", " ")):
        yield maker.guess("issued", f"{date['month']} {date['year']}", line)
