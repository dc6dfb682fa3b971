"""Record <-> CSL-JSON item; the one place that knows both spellings.

Source: CSL-JSON schema 1.0.2 (csl-data.json) and the CSL 1.0.2 specification, appendix IV, variables.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any, cast

from ponarscite.record.date import CIRCA, SEASONS, Date, checked, parse_date
from ponarscite.record.name import PARTICLES, Name, parse_name
from ponarscite.record.record import Extra, Record
from ponarscite.record.text import clean

TEXT = {
    "title": "title",
    "genre": "genre",
    "number": "number",
    "publisher": "publisher",
    "publisher-place": "publisher_place",
    "container-title": "container_title",
    "collection-title": "collection_title",
    "URL": "url",
    "DOI": "doi",
    "abstract": "abstract",
    "language": "language",
    "note": "note",
}
"""CSL variable -> attribute of Record, for plain texts."""

_ATTRIBUTES = TEXT | {name: name for name in ("author", "issued", "accessed", "keyword")}
_values_of = attrgetter(*_ATTRIBUTES.values())

to_json_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""A JSON value on one line, without blanks; made once, since `json.dumps` makes an encoder for each value."""

NAMES = frozenset(
    "author chair collection-editor compiler composer container-author contributor curator director editor "
    "editorial-director executive-producer guest host illustrator interviewer narrator organizer "
    "original-author performer producer recipient reviewed-author script-writer series-creator translator".split()
)
DATES = frozenset("accessed available-date event-date issued original-date submitted".split())
STRINGS = frozenset(
    "annote archive archive_collection archive_location archive-place authority call-number chapter-number "
    "citation-label citation-number collection-number container-title-short dimensions division "
    "edition event event-title event-place first-reference-note-number ISBN ISSN issue journalAbbreviation "
    "jurisdiction locator medium number-of-pages number-of-volumes original-publisher original-publisher-place "
    "original-title page page-first part part-title PMCID PMID printing references reviewed-genre reviewed-title "
    "scale section shortTitle source status supplement title-short version volume volume-title year-suffix".split()
)
"""Variables that the schema knows and Record keeps in `extra`."""

TYPES = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection "
    "dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case "
    "legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song speech standard "
    "thesis treaty webpage".split()
)

_RANGE = re.compile(r"(?a:\d{4}(?:-\d\d){0,2}/\d{4}(?:-\d\d){0,2})")
"""The words of a date range, from which to which: a Record knows single dates only."""

_SEASONS = {str(start + number): name for start in (0, 12, 20) for number, name in enumerate(SEASONS, 1)}

_NAME_PARTS = {
    "family": "family",
    "given": "given",
    "non-dropping-particle": "non_dropping_particle",
    "dropping-particle": "dropping_particle",
    "suffix": "suffix",
    "literal": "literal",
}
_parts_of = attrgetter(*_NAME_PARTS.values())


def to_item(record: Record) -> dict[str, Any]:
    """The record as a CSL-JSON item that validates against the schema; the role is carried nowhere.

    What is no type of CSL becomes a `document`.

    Dates are integers in date-parts; `keyword` is joined with ", ".
    """
    item: dict[str, Any] = {"id": record.id, "type": record.type if record.type in TYPES else "document"}
    for variable, value in variables(record).items():
        item[variable] = ", ".join(record.keyword) if variable == "keyword" else _to_json(value)
    return item


def variables(record: Record) -> dict[str, Any]:
    """The CSL variables that a record has, each with its value as it stands there: a text, a Date, Names, keywords."""
    values = zip(_ATTRIBUTES, _values_of(record), strict=True)
    return {variable: value for variable, value in (*values, *record.extra) if value}


def _to_json(value: Extra) -> Any:
    if isinstance(value, Date):
        ends = [list(value.parts)] if value.parts else range_of(value.literal)
        return {"date-parts": ends} if ends else {"literal": value.literal}
    if isinstance(value, tuple):
        return [to_json_name(name) for name in value]
    return value


def range_of(words: str) -> list[list[int]]:
    """The two dates of a range as `date_of` keeps it, "2018-07/2018-08"; [] for other words."""
    ends = [checked(*map(int, end.split("-"))) for end in words.split("/")] if _RANGE.fullmatch(words) else []
    return [list(end.parts) for end in ends if end] if all(ends) else []


def to_json_name(name: Name) -> dict[str, str]:
    """The name as a CSL-JSON name-variable.

    A family name that starts like a particle has an empty particle beside it, so that nobody splits it.
    """
    parts = {part: text for part, text in zip(_NAME_PARTS, _parts_of(name), strict=True) if text}
    if " " in name.family and not name.non_dropping_particle and split_particle(name.family)[0]:
        parts["non-dropping-particle"] = ""
    return parts


def split_particle(family: str) -> tuple[str, str]:
    """("de", "Vogel") of "de Vogel": the lower-case particle at its start, as CSL processors read it."""
    words = family.split(" ")
    start = 0
    while start < len(words) - 1 and words[start] in PARTICLES:
        start += 1
    return " ".join(words[:start]), " ".join(words[start:])


def from_item(item: Mapping[str, Any]) -> Record:
    """The record of a CSL-JSON item, odd values and all; the inverse of `to_item`.

    Raises:
        Nothing: what cannot be understood is kept as printed; what the schema does not know is left out.
    """
    values: dict[str, Any] = {attribute: text_of(item.get(variable)) for variable, attribute in TEXT.items()}
    record_type = text_of(item.get("type"))
    extra = [(variable, value) for variable in item if (value := _extra(variable, item[variable]))]
    return Record(
        id=text_of(item.get("id")),
        type=record_type if record_type in TYPES else "document",
        author=names_of(item.get("author")),
        issued=date_of(item.get("issued")),
        accessed=date_of(item.get("accessed")),
        keyword=keywords_of(item.get("keyword")),
        extra=tuple(sorted(extra, key=lambda pair: pair[0])),
        **values,
    )


def _extra(variable: str, value: object) -> Extra:
    if variable in ("author", "issued", "accessed") or variable in TEXT:
        return ""
    if variable in NAMES:
        return names_of(value)
    if variable in DATES:
        return date_of(value)
    return text_of(value) if variable in STRINGS else ""


def text_of(value: object) -> str:
    """A JSON value as a clean text; "" for what is no text or number."""
    return clean(str(value)) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def keywords_of(value: object) -> tuple[str, ...]:
    """Keywords of a text joined with "," or ";", or of a list of texts."""
    if isinstance(value, list):
        return tuple(word for word in (text_of(part).strip(" ,;") for part in value) if word)
    parts = text_of(value).replace(";", ",").split(",")
    return tuple(word for word in (part.strip() for part in parts) if word)


def names_of(value: object) -> tuple[Name, ...]:
    """A CSL-JSON name-variable as Names; a plain text is read as one name."""
    entries = value if isinstance(value, list) else [value] if value else []
    return tuple(name for name in map(_name_of, entries) if name)


def _name_of(entry: object) -> Name:
    if not isinstance(entry, Mapping):
        return parse_name(text_of(entry))
    name = Name(**{attribute: text_of(entry[part]) for part, attribute in _NAME_PARTS.items() if part in entry})
    if name.literal:
        return Name(literal=name.literal)
    if not name.family:
        return Name(literal=str(name))
    if "non-dropping-particle" in entry:
        return name
    particle, family = split_particle(name.family)
    return replace(name, family=family, non_dropping_particle=particle) if particle else name


def read_name(text: str) -> Name:
    """One name as found: in words, or as the JSON of a CSL name-variable's entry."""
    return _name_of(value) if (value := _json_object(text)) else parse_name(text)


def read_date(text: str) -> Date:
    """One date as found: in words, or as the JSON of a CSL date-variable."""
    return date_of(value) if (value := _json_object(text)) else parse_date(text)


def _json_object(text: str) -> Mapping[str, Any] | None:
    if not text.startswith("{"):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def date_of(value: object) -> Date:
    """A CSL-JSON date-variable as a Date: date-parts, raw, literal, season, or a plain text."""
    if not isinstance(value, Mapping):
        return parse_date(text_of(value))
    parts = value.get("date-parts")
    ends = [part for part in parts if part] if isinstance(parts, list) else []
    if ends and isinstance(ends[0], list):
        parts, season = _split_season(ends[0])
        if len(ends) == 1 and (date := _from_parts(parts)):
            return _with_words(date, season or text_of(value.get("season")), circa=bool(value.get("circa")))
        return Date(literal="/".join(filter(None, map(_end, ends))))
    return parse_date(text_of(value.get("raw"))) or Date(literal=text_of(value.get("literal")))


def _end(parts: object) -> str:
    """One end of a range, "2018-07"; what is no date as it stands."""
    if not isinstance(parts, list):
        return ""
    date = _from_parts(parts)
    return date.iso if date else "-".join(map(text_of, parts))


def _from_parts(parts: Sequence[object]) -> Date | None:
    numbers = [int(part[:5]) for part in map(text_of, parts) if part.isascii() and part.isdecimal()]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    if not numbers or len(numbers) > 3:
        return None
    return checked(*cast("tuple[int]", tuple(numbers)))


def _split_season(parts: Sequence[object]) -> tuple[Sequence[object], str]:
    """A season may stand in the place of the month: 13 to 16 in CSL, 21 to 24 in EDTF, as pandoc writes it."""
    season = text_of(parts[1]) if len(parts) == 2 else ""
    return (parts[:1], season) if len(season) == 2 and season in _SEASONS else (parts, "")


def _with_words(date: Date, season: str, *, circa: bool) -> Date:
    """A season and a "circa" have no place in Date: the words are kept ("Spring 2014", "circa 1999")."""
    words = [CIRCA] if circa else []
    if season and not date.month:
        words.append(_SEASONS.get(season, season))
    return Date(literal=" ".join((*words, date.iso))) if words else date
