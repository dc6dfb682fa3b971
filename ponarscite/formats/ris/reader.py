"""RIS, as Zotero, EndNote, Mendeley, JabRef and others write it -> references."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ponarscite.formats.ris.tags import READ_TYPES, variables_of
from ponarscite.interchange.reference import Reference
from ponarscite.interchange.tagged import Tagged, Tags, tagged_references
from ponarscite.record.date import SEASON_NAMES, parse_date
from ponarscite.record.institution import is_organization
from ponarscite.record.item import DATES, NAMES, split_particle
from ponarscite.record.text import web_address

TAGS = Tags(re.compile(r"[\s\ufeff]{0,9}([A-Z][A-Z0-9]) {1,2}-(?: +|$)(.*)", re.DOTALL), "TY", "ER")

SERVING = frozenset(("TY", "ID", "LB", "ER"))
"""Tags that are no variables of the work."""

_DATE = re.compile(r"(\d{4})(?:/(\d{0,2})(?:/(\d{0,2})(?:/(.*))?)?)?")
_SEASON = re.compile(rf"\b(?:{SEASON_NAMES})\b", re.IGNORECASE)
_ADDRESSES = re.compile(r";\s+|;(?=https?:)")
_RANGE = re.compile(r"(\d{4}(?:-\d\d){0,2})–(\d{4}(?:-\d\d){0,2})")


def references_of(text: str) -> Iterator[Reference]:
    """The references of an RIS file, in order. Raises nothing: a line outside of all references is a fault."""
    return tagged_references(text, TAGS, reference_of)


def reference_of(reference: Tagged) -> tuple[dict[str, Any], tuple[str, ...]]:
    """One reference as a CSL-JSON item, and the tags that the item does not hold."""
    item = item_of(reference)
    table = variables_of(reference.first("TY").upper())
    return item, tuple(tag for tag, _ in reference.fields if tag not in table and tag not in SERVING)


def item_of(reference: Tagged) -> dict[str, Any]:
    """One reference as a CSL-JSON item."""
    ris_type = reference.first("TY").upper()
    table = variables_of(ris_type, {tag for tag, _ in reference.fields})
    item: dict[str, Any] = {"type": READ_TYPES.get(ris_type, "document"), "id": reference.first("ID", "LB")}
    for tag, _ in reference.fields:
        variable = table.get(tag, "")
        if variable and variable not in item and (value := _value(variable, reference, table)):
            item[variable] = value
    for variable in _numbers(reference) if ris_type == "RPRT" and "number" not in item else ():
        if variable in item:
            return item | {"number": item.pop(variable)}
    return item


def _numbers(reference: Tagged) -> tuple[str, ...]:
    """Variables that hold the number of a report: JabRef and Tellico write IS, Mendeley and Citavi VL with a T3."""
    return ("issue", "volume") if any(reference.each("T3")) else ("issue",)


def _value(variable: str, reference: Tagged, table: Mapping[str, str]) -> Any:
    tags = [tag for tag, carried in table.items() if carried == variable]
    if variable in NAMES:
        return [name_of(text) for text in reference.each(next((t for t in tags if any(reference.each(t))), ""))]
    if variable in DATES:
        return _most_precise([text for tag in tags for text in reference.each(tag)])
    if read := _READ.get(variable):
        return read(reference, tags)
    return reference.first(*tags)


def name_of(text: str) -> dict[str, str]:
    """ "Family, Given, Suffix" as a CSL name; a name without a comma is a literal."""
    family, _, rest = text.partition(",")
    given, _, suffix = rest.partition(",")
    if not given.strip() or (is_organization(family) and len(family.split()) > 2):
        return {"literal": text.rstrip(", ")}
    particle, family = split_particle(family.strip())
    parts = {"family": family, "given": given.strip(), "non-dropping-particle": particle, "suffix": suffix.strip()}
    return {part: value for part, value in parts.items() if value}


def _most_precise(texts: list[str]) -> dict[str, Any] | str:
    """The first date, or a later one that agrees with it and is more precise: PY has the year, DA the day."""
    dates = [date_of(text) for text in texts]
    if not dates:
        return ""
    first = _parts(dates[0])
    agreeing = [date for date in dates if first and _parts(date)[: len(first)] == first]
    best = max(agreeing, key=lambda date: len(_parts(date)), default=dates[0])
    seasons = (date for date in dates if isinstance(date, str) and _SEASON.search(date))
    return best if len(_parts(best)) > 1 else next(seasons, best)


def _parts(date: dict[str, Any] | str) -> list[int]:
    parts: list[list[int]] = date.get("date-parts", [[]]) if isinstance(date, dict) else [[]]
    return parts[0] if len(parts) == 1 else []


def date_of(text: str) -> dict[str, Any] | str:
    """ "2022/05/20", "2022/05//" or "2014///Spring" as a CSL date; any other text unchanged."""
    if ends := _RANGE.fullmatch(text):
        return {"date-parts": [[int(part) for part in end.split("-")] for end in ends.groups()]}
    match = _DATE.fullmatch(text)
    if not match:
        date = parse_date(text)
        return {"date-parts": [list(date.parts)]} if date.parts else text
    year, month, day, words = match.groups()
    if words and words.strip() and not month:
        return f"{words.strip()} {year}"
    return {"date-parts": [[int(part) for part in (year, month, day if month else "") if part and int(part)]]}


def _pages(reference: Tagged, _: list[str]) -> str:
    start, end = reference.first("SP"), reference.first("EP")
    return f"{start}-{end}" if start and end and start != end else start or end


def _address(reference: Tagged, tags: list[str]) -> str:
    texts = (text for tag in tags for value in reference.each(tag) for text in _ADDRESSES.split(value))
    return next((text for text in map(web_address, map(str.strip, texts)) if text), "")


def _keywords(reference: Tagged, _: list[str]) -> list[str]:
    """The keywords, one a line, also where only the first line has the tag."""
    return [line for tag, lines in reference.fields if tag == "KW" for line in lines]


_READ: Mapping[str, Callable[[Tagged, list[str]], Any]] = {
    "page": _pages,
    "URL": _address,
    "keyword": _keywords,
    "note": lambda reference, tags: " ".join(text for tag in tags for text in reference.each(tag)),
}
"""CSL variable -> how it is read; any other is the first value of its tags."""
