"""CSL-JSON item <-> Record. No other module maps CSL variables to attributes of Record.

Source: CSL-JSON schema 1.0.2 (csl-data.json) and the CSL 1.0.2 specification, appendix IV, variables.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from ponarscite.record.date import CIRCA, SEASONS, Date, checked, parse_date
from ponarscite.record.name import PARTICLES, Name, parse_name, split_given, split_suffix
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
"""CSL variable -> attribute of Record, for the variables that are plain texts."""

_ATTRIBUTES = TEXT | {name: name for name in ("author", "issued", "accessed", "keyword")}
_values_of = attrgetter(*_ATTRIBUTES.values())

to_json_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""JSON value -> text on one line without blanks. One encoder is kept, because `json.dumps` makes one for each call."""

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
"""Plain texts that the schema has and Record keeps in `extra`."""

TYPES = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection "
    "dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case "
    "legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song speech standard "
    "thesis treaty webpage".split()
)

_RANGE = re.compile(r"(?a:\d{4}(?:-\d\d){0,2}/\d{4}(?:-\d\d){0,2})")
"""The words of a date range, "2018-07/2018-08". A Date is one date, so ranges are kept as words."""

_SEASONS = {str(start + number): name for start in (0, 12, 20) for number, name in enumerate(SEASONS, 1)}

NAME_PARTS = {
    "family": "family",
    "given": "given",
    "non-dropping-particle": "non_dropping_particle",
    "dropping-particle": "dropping_particle",
    "suffix": "suffix",
    "literal": "literal",
}
"""Part of a CSL name -> attribute of Name."""

_parts_of = attrgetter(*NAME_PARTS.values())


VERBATIM = frozenset(("URL", "DOI"))
"""CSL variables that are no text for people."""

_READABLE = tuple(attribute for variable, attribute in TEXT.items() if variable not in VERBATIM)
_readable_of = attrgetter(*_READABLE)


def with_texts(record: Record, change: Callable[[str], str]) -> Record:
    """The record with its texts, names and keywords changed, but for addresses; itself where nothing changes."""
    changed: dict[str, Any] = {name: change(text) for name, text in zip(_READABLE, _readable_of(record), strict=True)}
    changed["keyword"] = tuple(map(change, record.keyword))
    changed["author"] = tuple(_changed(name, change) for name in record.author)
    changed["extra"] = tuple((variable, _changed_extra(value, change)) for variable, value in record.extra)
    different = {name: value for name, value in changed.items() if value != getattr(record, name)}
    return replace(record, **different) if different else record


def _changed(name: Name, change: Callable[[str], str]) -> Name:
    parts = {part: change(text) for part, text in zip(NAME_PARTS.values(), _parts_of(name), strict=True)}
    return name if tuple(parts.values()) == _parts_of(name) else replace(name, **parts)


def _changed_extra(value: Extra, change: Callable[[str], str]) -> Extra:
    if isinstance(value, tuple):
        return tuple(_changed(name, change) for name in value)
    return change(value) if isinstance(value, str) else value


def to_item(record: Record) -> dict[str, Any]:
    """The record as a CSL-JSON item that is valid by the schema.

    Dates are integers in date-parts, keywords are joined with ", ", and a type that CSL does not have becomes
    `document`. The role is left out.
    """
    item: dict[str, Any] = {"id": record.id, "type": record.type if record.type in TYPES else "document"}
    for variable, value in variables(record).items():
        item[variable] = ", ".join(record.keyword) if variable == "keyword" else _to_json(value)
    return item


def variables(record: Record) -> dict[str, Any]:
    """CSL variable -> value, for the variables that a record has: a text, a Date, a tuple of Names or of keywords."""
    values = zip(_ATTRIBUTES, _values_of(record), strict=True)
    return {variable: value for variable, value in (*values, *record.extra) if value}


def _to_json(value: Extra) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, Date):
        ends = [list(value.parts)] if value.parts else range_of(value.literal)
        return {"date-parts": ends} if ends else {"literal": value.literal}
    return [to_json_name(name) for name in value]


def range_of(words: str) -> list[list[int]]:
    """The date-parts of a range in words: "2018-07/2018-08" -> [[2018, 7], [2018, 8]]; [] for other words."""
    ends = [checked(*map(int, end.split("-"))) for end in words.split("/")] if _RANGE.fullmatch(words) else []
    return [list(end.parts) for end in ends if end] if all(ends) else []


def to_json_name(name: Name) -> dict[str, str]:
    """The name as an entry of a CSL-JSON name-variable.

    An empty particle or suffix stands beside a name that begins or ends like one, so that no reader splits that name.
    """
    parts = {part: text for part, text in zip(NAME_PARTS, _parts_of(name), strict=True) if text}
    if " " in name.family and not name.non_dropping_particle and split_particle(name.family)[0]:
        parts["non-dropping-particle"] = ""
    if " " in name.given and not name.dropping_particle and split_given(split_suffix(name.given)[0])[1]:
        parts["dropping-particle"] = ""
    if "," in name.given and not name.suffix and split_suffix(name.given)[1]:
        parts["suffix"] = ""
    return parts


def split_particle(family: str) -> tuple[str, str]:
    """Split a lower-case particle from the start of a family name, as CSL processors do: "de Vogel" -> ("de", "Vogel").

    Returns:
        ("", family) when there is no particle.
    """
    words = family.split(" ")
    start = 0
    while start < len(words) - 1 and words[start] in PARTICLES:
        start += 1
    return " ".join(words[:start]), " ".join(words[start:])


def from_item(item: Mapping[str, Any]) -> Record:
    """The record of a CSL-JSON item; it undoes `to_item`.

    Raises:
        Nothing: a value of the wrong shape is kept as text, and variables that the schema does not have are left out.
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
    """A JSON string or number as a clean text; "" for other values."""
    return clean(str(value)) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def keywords_of(value: object) -> tuple[str, ...]:
    """The keywords in a text with "," or ";" between them, or in a list of texts."""
    if isinstance(value, list):
        return tuple(word for word in (text_of(part).strip(" ,;") for part in value) if word)
    parts = text_of(value).replace(";", ",").split(",")
    return tuple(word for word in (part.strip() for part in parts) if word)


def names_of(value: object) -> tuple[Name, ...]:
    """The names of a CSL-JSON name-variable; a plain text is parsed as one name."""
    entries = value if isinstance(value, list) else [value] if value else []
    return tuple(name for name in map(_name_of, entries) if name)


def _name_of(entry: object) -> Name:
    if not isinstance(entry, Mapping):
        return parse_name(text_of(entry))
    name = Name(**{attribute: text_of(entry[part]) for part, attribute in NAME_PARTS.items() if part in entry})
    if name.literal:
        return Name(literal=name.literal)
    if not name.family:
        return Name(literal=str(name))
    return _with_parts(name, entry)


def _with_parts(name: Name, entry: Mapping[str, object]) -> Name:
    """The name with the particles and the suffix that stand inside its family and given names.

    A part that the entry states, also as an empty text, is not looked for. Source: CSL 1.0.2, "Name Particles".
    """
    if "non-dropping-particle" not in entry:
        particle, family = split_particle(name.family)
        name = replace(name, family=family, non_dropping_particle=particle) if particle else name
    if "suffix" not in entry:
        given, suffix = split_suffix(name.given)
        name = replace(name, given=given, suffix=suffix) if suffix else name
    if "dropping-particle" not in entry:
        given, particle = split_given(name.given)
        name = replace(name, given=given, dropping_particle=particle) if particle else name
    return name


def read_name(text: str) -> Name:
    """The name in the text of a claim: in words, or as the JSON of an entry of a CSL name-variable."""
    return _name_of(value) if (value := _json_object(text)) else parse_name(text)


def read_date(text: str) -> Date:
    """The date in the text of a claim: in words, or as the JSON of a CSL date-variable."""
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
    """The date of a CSL-JSON date-variable: from date-parts with season and circa, raw, literal, or a plain text."""
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
    """The date-parts of one end of a range as text, "2018-07", also when there is no such day."""
    if not isinstance(parts, list):
        return ""
    date = _from_parts(parts)
    return date.iso if date else "-".join(map(text_of, parts))


def _from_parts(parts: Sequence[object]) -> Date | None:
    """The date of date-parts, None when they are no date. Zeros and blanks at the end are ignored."""
    texts = [text_of(part) for part in parts]
    while texts and not texts[-1].strip("0"):
        texts.pop()
    if not 0 < len(texts) < 4 or not all(text.isascii() and text.isdecimal() for text in texts):
        return None
    return checked(*[int(text[:5]) for text in texts])


def _split_season(parts: Sequence[object]) -> tuple[Sequence[object], str]:
    """Split a season from the place of the month: 13 to 16 in CSL, 21 to 24 in EDTF, as pandoc writes it.

    Returns:
        (parts without the season, season); (parts, "") when there is none.
    """
    season = text_of(parts[1]) if len(parts) == 2 else ""
    return (parts[:1], season) if len(season) == 2 and season in _SEASONS else (parts, "")


def _with_words(date: Date, season: str, *, circa: bool) -> Date:
    """The date as words when it has a season or a "circa", which Date has no parts for: "Spring 2014", "circa 1999"."""
    words = [CIRCA] if circa else []
    if season and not date.month:
        words.append(_SEASONS.get(season, season))
    return Date(literal=" ".join((*words, date.iso))) if words else date
