"""CSL-JSON item <-> Record. No other module maps CSL variables to attributes of Record.

Source: CSL-JSON schema 1.0.2 (csl-data.json) and the CSL 1.0.2 specification, appendix IV, variables.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import isfinite
from operator import attrgetter
from typing import Any, TypeGuard

from ponarscite.record.date import Date, checked, date_in, joined, known_date, parse_edtf
from ponarscite.record.name import OTHERS, PARTICLES, Name, is_others, parse_name, split_given, split_suffix
from ponarscite.record.record import Extra, Record
from ponarscite.record.text import bare_doi, clean, clean_lines
from ponarscite.record.wording import in_words

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

VARIABLES = STRINGS.union(TEXT, NAMES, DATES, ("id", "keyword", "type"))
"""Every CSL variable that a record can hold."""

TYPES = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection "
    "dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case "
    "legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song speech standard "
    "thesis treaty webpage".split()
)

ET_AL = "et-al"
"""Member of an item's `custom`: the name variables whose list is not complete."""

EDTF_SEASON = 20
"""Added to the number of a season, it stands in the place of the month: 21 is spring."""

_SEASON_PLACES = {place: (place - 13) % 4 + 1 for place in range(13, 25)}
_SEASON_NUMBERS = frozenset("1234")
_INTEGER = re.compile(r"(?a:-?\d{1,5})")

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
        return to_json_date(value)
    return [to_json_name(name) for name in value]


def to_json_date(date: Date) -> dict[str, Any]:
    """The date as a CSL-JSON date-variable. It does not tell doubt from approximation, nor "199X" from 1990 to 1999."""
    if not date.parts and not date.end:
        return {"literal": date.literal}
    ends = [date] if date.end is None else [date, date.end]
    value: dict[str, Any] = {"date-parts": [_parts(end, is_range=len(ends) > 1) for end in ends]}
    if date.season and len(ends) == 1:
        value["season"] = date.season
    elif date.literal and not date.month:
        value["season"] = date.literal  # printed where the month would be, beside the year
    return value | ({"circa": True} if any(end.circa or end.uncertain for end in ends) else {})


def _parts(date: Date, *, is_range: bool) -> list[int]:
    """The date-parts of one end; of a range, with its season in the place of the month; [0] for an open one."""
    season = [EDTF_SEASON + date.season] if date.season and is_range else []
    return [*date.parts, *season] or [0]


def stored_date(date: Date) -> dict[str, Any] | str:
    """The CSL date of a date, or its text where the CSL date says less. `date_of` gives the date back."""
    value = to_json_date(date)
    is_plain = not (date.literal or date.season or date.end or date.circa or date.uncertain)
    return value if is_plain or date_of(value) == date else str(date)


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
    item = with_others(item)
    values: dict[str, Any] = {
        TEXT[variable]: plain_text(variable, value) for variable, value in item.items() if variable in TEXT
    }
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
    return plain_text(variable, value) if variable in STRINGS else ""


def plain_text(variable: str, value: object) -> str:
    """A JSON string or number as the text of a variable; "" for other values.

    A note keeps its lines, a DOI has no address before it, and biblatex's keys for genre and status become words.
    """
    if variable == "note":
        return _text_of(value, clean_lines)
    text = text_of(value)
    return bare_doi(text) if variable == "DOI" else in_words(variable, text)


def with_others(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """The item with the mark of others behind the lists of names that its `custom` says are not complete."""
    custom = item.get("custom")
    listed = custom.get(ET_AL) if isinstance(custom, Mapping) else None
    if not isinstance(custom, Mapping) or not isinstance(listed, list):
        return item
    known = [v for v in listed if isinstance(v, str) and v in NAMES and isinstance(item.get(v), list)]
    rest = {name: value for name, value in custom.items() if name != ET_AL}
    unmarked = {v: value for v, value in item.items() if v != "custom"} | ({"custom": rest} if rest else {})
    return unmarked | {v: [*item[v], {"literal": OTHERS.literal}] for v in known}


def without_others(item: Mapping[str, Any]) -> dict[str, Any]:
    """The item with named persons alone; its `custom` tells which lists are not complete, since others are no name."""
    mark = {"literal": OTHERS.literal}
    listed = [v for v, value in item.items() if v in NAMES and len(value) > 1 and value[-1] == mark]
    named = {v: item[v][:-1] for v in listed}
    return {**item, **named} | ({"custom": {**item.get("custom", {}), ET_AL: listed}} if listed else {})


def text_of(value: object) -> str:
    """A JSON string or number as a clean text; "" for other values."""
    return _text_of(value, clean)


def _text_of(value: object, cleaned: Callable[[str], str]) -> str:
    return cleaned(str(value)) if is_text(value) else ""


def is_text(value: object) -> TypeGuard[str | int | float]:
    """Whether a JSON value is a string or a number, which the schema allows in a text; NaN and infinity are none."""
    if isinstance(value, float):
        return isfinite(value)
    return isinstance(value, str | int) and not isinstance(value, bool)


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
    if is_others(str(name)):
        return OTHERS
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
    return date_of(value) if (value := _json_object(text)) else known_date(text)


def _json_object(text: str) -> Mapping[str, Any] | None:
    if not text.startswith("{"):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def date_of(value: object) -> Date:
    """The date of a CSL-JSON date-variable: date-parts with season and circa, {"year", "month", "day"}, raw, or a text.

    A `literal` stays words, since CSL prints it as it is; a range in EDTF is no such text. Parts that make no date are
    kept as words beside the year.
    """
    if isinstance(value, list):
        return _of_ends(value)
    if not isinstance(value, Mapping):
        return known_date(text_of(value))
    date = _dated(value.get("date-parts")) or _counted(value)
    if not date:
        date = known_date(text_of(value.get("edtf")) or text_of(value.get("raw"))) or _literal(value)
    season = "" if date.month or date.season else text_of(value.get("season"))
    if season and date.year is not None:
        number = _season_of(season)
        date = replace(date, season=number) if number else replace(date, literal=date.literal or season)
    return replace(date, circa=True) if _is_true(value.get("circa")) and not date.uncertain else date


def _of_ends(values: list[Any]) -> Date:
    """The date of a list of one or two dates, as older files of pandoc have it; Date() for other lists."""
    ends = [date_of(value) for value in values[:2] if isinstance(value, Mapping)]
    return (joined(*ends) or ends[0]) if len(ends) == 2 else ends[0] if ends else Date()


def _season_of(text: str) -> int:
    """The number of a season, given as a number or by its name in any language; 0 for other words."""
    from ponarscite.record.calendar_names import SEASON_OF  # many words, which few dates need

    return int(text) if text in _SEASON_NUMBERS else SEASON_OF.get(text.lower(), 0)


def _literal(value: Mapping[str, Any]) -> Date:
    text = text_of(value.get("literal"))
    date = parse_edtf(text) if "/" in text else None
    return date if date and str(date) == text else Date(literal=text)


def _is_true(value: object) -> bool:
    """Whether a value of CSL-JSON means true; programs write numbers and texts, too."""
    return value not in (None, False, 0, "", "0", "false")


def _counted(value: Mapping[str, Any]) -> Date:
    """The date of the older form {"year": 2014, "month": "3", "day": 1}, which pandoc wrote."""
    year, month, day = (text_of(value.get(part)) for part in ("year", "month", "day"))
    if not year:
        return Date()
    return _from_parts((year, month, day)) or date_in(year, f"{day} {month}".strip())


def _dated(parts: object) -> Date | None:
    """The date of date-parts: one list, or two for a range; None where the first has no year."""
    if not isinstance(parts, list):
        return None
    rows = parts if any(isinstance(row, list) for row in parts) else []
    if not rows:
        return _from_parts([text_of(part) for part in parts])
    ends = [_end(row) for row in rows[:2] if isinstance(row, list) and row]
    if not ends or not any(ends):
        return None
    if len(ends) == 1:
        return ends[0] or None
    return joined(*ends) or replace(ends[0], literal=f"{ends[0]}/{ends[1]}")


def _end(row: Sequence[object]) -> Date:
    """The date of one list of date-parts; Date() for an unknown year, and words for what is no date."""
    texts = [text_of(part) for part in row]
    if date := _from_parts(texts):
        return date
    while texts and not texts[-1].strip("0"):
        texts.pop()
    year = _from_parts(texts[:1])
    return date_in(texts[0], "-".join(texts[1:])) if year else known_date("-".join(texts))


def impossible_parts(value: object) -> str:
    """The numbers beside the year of a CSL date that are no month and no day: "13-40" of [[2020, 13, 40]]; or ""."""
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    rows = parts if isinstance(parts, list) else []
    for row in rows[:2]:
        texts = [text_of(part) for part in row] if isinstance(row, list) else []
        if len(texts) > 1 and all(map(_INTEGER.fullmatch, texts)) and _is_year_alone(texts):
            return "-".join(texts[1:])
    return ""


def _is_year_alone(texts: Sequence[str]) -> bool:
    return _from_parts(texts) is None and _from_parts(texts[:1]) is not None


def _from_parts(parts: Sequence[str]) -> Date | None:
    """The date of date-parts, None when they are no date. Zeros and blanks at the end are ignored.

    A season stands in the place of the month: 13 to 16 in CSL, 21 to 24 in EDTF, as pandoc writes it; also 17 to 20,
    which citeproc-js reads so.
    """
    texts = list(parts)
    while texts and not texts[-1].strip("0"):
        texts.pop()
    if not 0 < len(texts) < 4 or not all(map(_INTEGER.fullmatch, texts)):
        return None
    numbers = [int(text) for text in texts]
    season = _SEASON_PLACES.get(numbers[1], 0) if len(numbers) == 2 else 0
    date = checked(*numbers[:1]) if season else checked(*numbers)
    return replace(date, season=season) if date and season else date
