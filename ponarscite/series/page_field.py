"""Fields of a page: names with a colon and their values, as content systems print them below each other -> claims.

Drupal prints "Policy Memo:" and "Publication Date:" above the abstract (values are blank in saved texts); pages that
were migrated to WordPress end in "Memo #:", "Series:" and "PDF URL:".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ponarscite.document.lines import Line, is_paragraph
from ponarscite.record.claim import Claim
from ponarscite.record.date import parse_date
from ponarscite.record.text import fold
from ponarscite.series.card import Card, is_site_name
from ponarscite.series.category import type_of_category
from ponarscite.series.claims import ClaimMaker
from ponarscite.series.label import file_claims, pdf_claims
from ponarscite.series.series import Series

FIELDS = {
    "policy memo": "number",
    "memo #": "number",
    "memo no.": "number",
    "publication date": "issued",
    "series": "numbering",
    "pdf": "pdf-name",
    "pdf url": "pdf-url",
}
"""Folded name of a field -> variable."""

_NAMES = re.compile(r"(?P<name>(?:policy )?memo(?: #| no\.)?|publication date|series|pdf(?: url)?):", re.IGNORECASE)
_VALUES = {
    "number": re.compile(r"#?\s*\d{1,4}"),
    "numbering": re.compile(r"\d"),
    "pdf-url": re.compile(r"https?://\S{1,1000}\.pdf", re.IGNORECASE),
    "pdf-name": re.compile(r"[^\s:]{1,150}(?:\.pdf)?", re.IGNORECASE),
}
_MORE = "more (pdf)"
MIGRATED = ("numbering", "pdf-url")
"""Fields that only migrated pages have. On pages without any of them, "Series:" is a word of the text."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a page.

    Args:
        variable: a value of FIELDS.
        value: as printed, "" for a blank field.
        line: where the value stands.
    """

    variable: str
    value: str
    line: Line


def find_fields(lines: Sequence[Line]) -> list[tuple[int, Field]]:
    """Find the fields of a page; the value may stand on the line below the name.

    Returns:
        (index of the line of the name, field) of each, also of blank ones.
    """
    found = []
    for n, line in enumerate(lines):
        match = _NAMES.match(line.text) if len(line.text) < 1100 and ":" in line.text[:20] else None
        variable = FIELDS.get(fold(match["name"]), "") if match else ""
        if not match or not variable:
            continue
        rest = line.text[match.end() :].strip()
        after = lines[n + 1] if n + 1 < len(lines) and not rest else None
        if rest and _is_value(variable, rest):
            found.append((n, Field(variable, rest, line)))
        elif after and _is_value(variable, after.text):
            found.append((n, Field(variable, after.text, after)))
        elif not rest:
            found.append((n, Field(variable, "", line)))
    return found


def is_memo_number(line: Line) -> bool:
    """Whether a line begins the fields of a migrated page: "Memo #:"."""
    return line.text[:6].casefold() in ("memo #", "memo n") and ":" in line.text[:20]


def _is_value(variable: str, text: str) -> bool:
    if variable == "issued":
        return len(text) < 40 and bool(parse_date(text).parts)
    return bool(_VALUES[variable].fullmatch(text))


def drupal_card(lines: Sequence[Line], series: tuple[Series, ...]) -> tuple[int, Card] | None:
    """Find the card of a Drupal memo page, whose title stands above the two fields.

    Returns:
        (index of the title, card); None for any other page.
    """
    fields = find_fields(lines)
    issued = next((place for place, (_, field) in enumerate(fields) if field.variable == "issued"), None)
    if issued is None or not issued or fields[issued - 1][1].variable != "number":
        return None
    start, end = fields[issued - 1][0], fields[issued][0]
    if not start or end - start > 2 or is_paragraph(lines[start - 1].text):
        return None
    title = start - 1
    if type_of_category(lines[title].text, series) or is_site_name(lines[title].text, series):
        return None
    categories = (line.text for line in reversed(lines[:title]) if type_of_category(line.text, series))
    return title, Card(lines[title], next(categories, ""), fields[issued][1].value, "", title + 1)


def field_claims(lines: Sequence[Line], series: tuple[Series, ...], maker: ClaimMaker) -> Iterator[Claim]:
    """Make the claims of the fields of a page: number, numbering, PDF, and what the name of the PDF tells."""
    fields = [field for _, field in find_fields(lines) if field.value]
    is_moved = any(field.variable in MIGRATED for field in fields)
    for field in fields:
        if field.variable == "pdf-url":
            yield maker.claim("pdf-url", field.value, field.line)
            yield from file_claims(field.value, series, maker, field.line)
        elif field.variable in ("number", "numbering") and (is_moved or field.variable == "number"):
            yield maker.claim(field.variable, field.value.lstrip("# "), field.line)
    for line in lines:
        if len(line.text) == len(_MORE) and line.text.casefold() == _MORE:
            yield from pdf_claims(line, series, maker)
