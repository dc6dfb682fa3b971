"""RIS, as Zotero, EndNote, Mendeley, JabRef and others write it -> references."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ponarscite.formats.ris.tags import DOI_TAGS, READ_TYPES, variables_of
from ponarscite.interchange.others import from_note
from ponarscite.interchange.reference import Reference
from ponarscite.interchange.tagged import Tagged, Tags, tagged_references
from ponarscite.record.date import CIRCA, Date, date_in, known_date, parse_edtf
from ponarscite.record.institution import has_legal_form, is_institution
from ponarscite.record.item import DATES, NAMES, split_particle, stored_date
from ponarscite.record.text import clean, doi_of, web_address

TAGS = Tags(re.compile(r"[\s\ufeff]{0,9}([A-Z][A-Z0-9])(?: {1,2}-(?: +|$)| {2}-)(.*)", re.DOTALL), "TY", "ER")

SERVING = frozenset(("TY", "ID", "LB", "ER"))
"""Tags that are no variables of the work."""

_DATE = re.compile(r"(-?\d{4})(?:/(\d{0,2})(?:/(\d{0,2})(?:/(.*))?)?)?")
_PACKED = re.compile(r"([12]\d{3})(\d\d)(\d\d)")
_MONTH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})")
_ONE_NAME = re.compile(r"[^\W\d_][\w .'’-]*, (?![JS]r\.?$|I+$)[^\W\d_][\w .'’-]*")
_ADDRESSES = re.compile(r";\s+|;(?=https?:)")


def references_of(text: str) -> Iterator[Reference]:
    """The references of an RIS file, in order. Raises nothing: a line outside of all references is a fault."""
    return tagged_references(text, TAGS, reference_of)


def reference_of(reference: Tagged) -> tuple[dict[str, Any], tuple[str, ...]]:
    """One reference as a CSL-JSON item, and the tags that the item does not hold."""
    item = item_of(reference)
    kind = reference.first("TY").upper()
    table = variables_of(kind, {tag for tag, _ in reference.fields})
    unknown = () if kind in READ_TYPES or not kind else (f"TY {kind:.20}",)
    return item, unknown + tuple(
        tag for tag, lines in reference.fields if tag not in SERVING and not _is_read(tag, lines, item, table)
    )


def _is_read(tag: str, lines: tuple[str, ...], item: Mapping[str, Any], table: Mapping[str, str]) -> bool:
    """Whether an item holds the value of a tag. Names, dates and keywords are all read; of texts, one."""
    text = clean(" ".join(lines))
    variable = table.get(tag, "")
    if not text or (variable and variable in _WHOLE) or _is_said(text, item.get("DOI", "")):
        return True
    value = item.get(variable) or (item.get("number") if tag in ("IS", "VL") else "")
    if variable in NAMES:
        return all(name in (value or ()) for name in names_of(text))
    if tag in ("SP", "EP"):
        return text in str(value)
    return (variable == "URL" and web_address(text) == value) or clean(str(value or "")) == text


def _is_said(text: str, doi: str) -> bool:
    return bool(doi) and doi_of(text).casefold() == doi.casefold()


def item_of(reference: Tagged) -> dict[str, Any]:
    """One reference as a CSL-JSON item."""
    ris_type = reference.first("TY").upper()
    table = variables_of(ris_type, {tag for tag, _ in reference.fields})
    item: dict[str, Any] = {"type": READ_TYPES.get(ris_type, "document"), "id": reference.key("ID", "LB")}
    for tag, _ in reference.fields:
        variable = table.get(tag, "")
        if variable and variable not in item and (value := _value(variable, reference, table)):
            item[variable] = value
    if "DOI" not in item and (doi := _doi(reference)):
        item["DOI"] = doi
    for variable in _numbers(reference) if ris_type == "RPRT" and "number" not in item else ():
        if variable in item:
            return from_note(item | {"number": item.pop(variable)})
    return from_note(item)


def _numbers(reference: Tagged) -> tuple[str, ...]:
    """Variables that hold the number of a report: JabRef and Tellico write IS, Mendeley and Citavi VL with a T3."""
    return ("issue", "volume") if any(reference.each("T3")) else ("issue",)


def _value(variable: str, reference: Tagged, table: Mapping[str, str]) -> Any:
    tags = [tag for tag, carried in table.items() if carried == variable]
    if variable in NAMES:
        texts = reference.each(next((t for t in tags if any(reference.each(t))), ""))
        return [name for text in texts for name in names_of(text)]
    if variable in DATES:
        dates = (date_of(text) for tag in tags for text in reference.each(tag))
        date = _issued(reference) if variable == "issued" else next(filter(None, dates), Date())
        return stored_date(date) if date else ""
    if read := _READ.get(variable):
        return read(reference, tags)
    return reference.first(*tags)


def names_of(text: str) -> list[dict[str, str]]:
    """The names of one tag. It holds one, but some databases write "Family, Given; Family, Given"."""
    parts = [part.strip() for part in text.split(";")]
    return list(map(name_of, parts if len(parts) > 1 and all(map(_ONE_NAME.fullmatch, parts)) else (text,)))


def name_of(text: str) -> dict[str, str]:
    """ "Family, Given, Suffix" as a CSL name; a name without a comma, or with more of them, is a literal."""
    family, _, rest = text.partition(",")
    given, _, suffix = rest.partition(",")
    is_firm = has_legal_form(text) or (is_institution(family) and len(family.split()) > 2)
    if not given.strip() or "," in suffix or is_firm:
        return {"literal": text.rstrip(", ")}
    particle, family = split_particle(family.strip())
    parts = {"family": family, "given": given.strip(), "non-dropping-particle": particle, "suffix": suffix.strip()}
    return {part: value for part, value in parts.items() if value}


def _issued(reference: Tagged) -> Date:
    """The date of DA, completed by the year of PY or Y1; else the most precise of these that agrees with the first.

    DA is the tag of the specification, and gives way only to a date that agrees with it and says more.
    """
    others = [date for tag in ("PY", "Y1") for date in map(date_of, reference.each(tag)) if date]
    first = others[0] if others else Date()
    best = max((one for one in others if one.agrees(first)), key=lambda one: one.precision, default=first)
    texts = list(reference.each("DA"))
    if not texts:
        return best
    own = date_of(texts[0])
    if own.year is None and not own.end:
        return _completed(best, texts[0])
    return best if best.agrees(own) and best.precision > own.precision else own


def _completed(date: Date, words: str) -> Date:
    """The date of the other tags with what DA says without a year: "Summer", "MAR 15", "05/12" (month and day)."""
    if clean(words) == str(date):
        return date
    numbers = _MONTH_DAY.fullmatch(words)
    own = parse_edtf(f"{date.year:04}-{numbers[1]:0>2}-{numbers[2]:0>2}") if numbers and (date.year or 0) > 0 else None
    return own or date_in(str(date), words)


def date_of(text: str) -> Date:
    """The date of "2022/05/20", "2022/05//", "2014///Spring" or "20220520", or of words."""
    whole = parse_edtf(text) or (known_date(text.replace("–", "/")) if "–" in text and "/" not in text else Date())
    if whole.parts or whole.end:
        return whole if text.strip("0") else Date()
    match = _DATE.fullmatch(text)
    if match is None:
        return known_date("-".join(packed.groups()) if (packed := _PACKED.fullmatch(text)) else text)
    year, month, day, words = (part.strip() for part in match.groups(""))
    if not year.strip("0"):
        return known_date(words)
    if not month.strip("0"):
        return date_in(year, words)
    date = parse_edtf("-".join((year, f"{month:0>2}", *([f"{day:0>2}"] if day.strip("0") else []))))
    if date is None:
        return date_in(year, "/".join(filter(None, (month, day))))
    return replace(date, circa=words.casefold() == CIRCA)


def _pages(reference: Tagged, _: list[str]) -> str:
    start, end = reference.first("SP"), reference.first("EP")
    return f"{start}-{end}" if start and end and start != end else start or end


def _address(reference: Tagged, tags: list[str]) -> str:
    texts = (text for tag in tags for value in reference.each(tag) for text in _ADDRESSES.split(value))
    return next((text for text in map(web_address, map(str.strip, texts)) if text), "")


def _keywords(reference: Tagged, _: list[str]) -> list[str]:
    """The keywords, one a line, also where only the first line has the tag."""
    return [line for tag, lines in reference.fields if tag == "KW" for line in lines]


def _doi(reference: Tagged, _: list[str] | None = None) -> str:
    """The DOI, which several publishers put into other tags than DO (Atypon: M3; Nature: L3; Highwire: N1)."""
    texts = (text for tag in ("DO", *DOI_TAGS) for text in reference.each(tag))
    return next(filter(None, map(doi_of, texts)), "") or reference.first("DO")


def _genre(reference: Tagged, tags: list[str]) -> str:
    return next((text for tag in tags for text in reference.each(tag) if not doi_of(text)), "")


def _note(reference: Tagged, tags: list[str]) -> str:
    """The notes, one a line, without those that are a DOI."""
    return "\n".join(text for tag in tags for text in reference.each(tag) if not doi_of(text))


_WHOLE = DATES | {"keyword", "note"}
"""CSL variables that take the texts of all their tags."""

_READ: Mapping[str, Callable[[Tagged, list[str]], Any]] = {
    "page": _pages,
    "URL": _address,
    "DOI": _doi,
    "genre": _genre,
    "keyword": _keywords,
    "note": _note,
}
"""CSL variable -> how it is read; any other is the first value of its tags."""
