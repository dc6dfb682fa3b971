"""Records -> Hayagriva YAML, the bibliography format of Typst.

In texts whose case a style may change, braces protect their content, a dollar sign begins mathematics, and a backslash
makes either of them an ordinary character. One invalid address, date or language makes the whole file unreadable, so
such a value is left out. Source: docs/file-format.md of hayagriva.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ponarscite.formats.hayagriva.fields import (
    IN_THE_PARENT,
    MISC,
    PARENT_OF,
    READ_PAIRS,
    READ_TYPES,
    ROLES,
    SERIAL,
    TEXTS,
    TYPES,
    VARIABLE_OF,
)
from ponarscite.interchange.others import with_note
from ponarscite.interchange.rows import changed_parts, dropped
from ponarscite.interchange.yaml import Plain, plain_keys, to_yaml
from ponarscite.record.capitals import protected_spans
from ponarscite.record.date import Date
from ponarscite.record.item import variables
from ponarscite.record.key import citation_key
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from ponarscite.record.text import clean, web_address

if TYPE_CHECKING:
    from ponarscite.hookspecs import RenderOptions, Resources

_MEANT = re.compile(r"[\\{}$]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
_PORT = r"(?::[0-9]{1,4})?"
_ADDRESS = re.compile(
    rf"(?i:https?)://(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{{2,}}{_PORT}(?:[/?#]\S*)?"
)
_PAGES = re.compile(r"[0-9]+(?:\s*[-–]+\s*[0-9]+)?")


def formattable(text: str, kept: Sequence[tuple[int, int]] = ()) -> str:
    """A text as Hayagriva writes it, with braces around the stretches (start, end) whose case no style may change."""
    spelt = [_MEANT.sub(r"\\\g<0>", character) for character in text] + [""]
    for start, end in kept:
        spelt[start] = "{" + spelt[start]
        spelt[end - 1] += "}"
    return "".join(spelt)


def person(name: Name) -> Any:
    """A name as "Family, Given" where hayagriva reads that rightly, else by its parts.

    A non-dropping particle is a part of `name`: Typst leaves a `prefix` out of citations ("Prueba 2024").
    """
    given = clean(f"{name.given} {name.dropping_particle}")
    family, suffix = clean(name.sort), clean(name.suffix)
    if name.literal or not given:
        whole = clean(str(name))
        return whole if whole[:1].isupper() and "," not in whole else {"name": whole}
    if family[:1].isupper() and not suffix and "," not in f"{family}{given}":
        return f"{family}, {given}"
    parts = {"name": family or clean(str(name)), "given-name": given, "suffix": suffix}
    return {part: text for part, text in parts.items() if text}


def _title(record: Record) -> str:
    title = clean(record.title)
    kept = protected_spans(title, (name.family for name in record.author), record.abstract)
    return formattable(title, kept)


def _date(value: Date) -> str:
    """The date as hayagriva reads it: "2014-05-20", "~1999"; of a range, what both ends share, or the first year.

    No season, no doubt and no words: one date that it cannot read makes the whole file unreadable.
    """
    known = _known(value)
    return f"{'~' if known.circa else ''}{known.iso}"


def _known(value: Date) -> Date:
    known = _shared(value) if value.end else Date(value.year, value.month, value.day)
    return replace(known, circa=value.circa and bool(known.parts))


def _shared(date: Date) -> Date:
    end = date.end or Date()
    if not date.parts or date.year != end.year or not end.year:
        return Date(date.year)
    return Date(date.year, date.month) if date.month == end.month else Date(date.year)


def _publisher(record: Record) -> tuple[Any, list[str]]:
    name, place = formattable(clean(record.publisher)), formattable(clean(record.publisher_place))
    if name and place:
        return {"name": name, "location": place}, ["publisher", "publisher-place"]
    return (name, ["publisher"]) if name else ({"location": place}, ["publisher-place"]) if place else ("", [])


def _address(record: Record) -> tuple[Any, list[str]]:
    address = clean(web_address(record.url))
    if not _ADDRESS.fullmatch(address):
        return "", []
    day = _date(record.accessed)
    return ({"value": address, "date": day}, ["URL", "accessed"]) if day else (address, ["URL"])


def _pages(value: str) -> str:
    return re.sub(r"\s*[-–]+\s*", "-", value) if _PAGES.fullmatch(value) else ""


def _parent(values: Mapping[str, Any], kind: str, parent_kind: str) -> tuple[dict[str, Any], list[str]]:
    """What the work appeared in; the type alone where only that tells the CSL type of the entry."""
    fields = {field: formattable(clean(values[v])) for v, field in IN_THE_PARENT.items() if v in values}
    if not fields and READ_PAIRS[kind, parent_kind] == READ_TYPES.get(kind, "document"):
        return {}, []
    return {"type": parent_kind} | fields, [v for v in IN_THE_PARENT if v in values]


def _people(values: Mapping[str, Any]) -> tuple[list[dict[str, Any]], list[str]]:
    named = [variable for variable in ROLES if variable in values]
    return [{"role": ROLES[v], "names": [person(name) for name in values[v]]} for v in named], named


def fields(record: Record) -> tuple[dict[str, Any], set[str]]:
    """The entry of a record, and the CSL variables that it carries."""
    kind, parent_kind = TYPES.get(record.type, MISC)
    values = variables(record)
    publisher, published = _publisher(record)
    address, addressed = _address(record)
    parent, in_parent = _parent(values, kind, parent_kind)
    people, named = _people(values)
    serial = {field: clean(values[v]) for v, field in SERIAL.items() if v in values}
    language = record.language if _LANGUAGE.fullmatch(record.language) else ""
    entry: dict[str, Any] = {
        "type": kind,
        "title": _title(record),
        "author": [person(name) for name in record.author],
        "editor": [person(name) for name in values.get("editor", ())],
        "date": _date(record.issued),
        **{field: formattable(clean(values[variable])) for variable, field in TEXTS.items() if variable in values},
        "serial-number": serial,
        "publisher": publisher,
        "page-range": _pages(values.get("page", "")),
        "url": address,
        "language": language,
        "affiliated": people,
        "parent": parent,
    }
    single = {"title": "title", "author": "author", "editor": "editor", "date": "issued", "page-range": "page"}
    carried = {variable for field, variable in single.items() if entry[field]}
    carried |= {*published, *addressed, *in_parent, *named, *(v for v in (*TEXTS, *SERIAL) if v in values)}
    return {field: value for field, value in entry.items() if value}, carried | ({"language"} if language else set())


def _spelt(entry: dict[str, Any], csl_type: str, options: RenderOptions) -> dict[str, Any]:
    """The entry with the names of a dialect."""
    usual = entry.pop("type")
    kind = Plain(options.spell("type", usual, csl_type))
    if kind != usual and "parent" in entry:
        entry["parent"]["type"] = PARENT_OF.get(kind, entry["parent"]["type"])
    named = {options.spell(VARIABLE_OF.get(field, field), field, csl_type): entry[field] for field in entry}
    named.pop("", None)
    return {"type": kind} | named


def write(records: Iterable[Record], options: RenderOptions, _: Resources) -> Iterator[str]:
    """The records as one YAML mapping, one piece each; an empty mapping without records."""
    count = 0
    for count, record in enumerate(map(with_note, records), 1):
        entry = fields(record)[0]
        text = to_yaml({citation_key(record): plain_keys(_spelt(entry, record.type, options))})
        yield f"\n{text}" if count > 1 else text
    if not count:
        yield "{}\n"


def drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record, and the parts of its date, that Hayagriva cannot carry."""
    carried = fields(record)[1]
    yield from dropped(record, carried)
    for variable, date in (("issued", record.issued), ("accessed", record.accessed)):
        if variable in carried:
            yield from changed_parts(variable, date, _known(date))
