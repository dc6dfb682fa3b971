"""Hayagriva YAML -> references.

Source: docs/file-format.md of hayagriva.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ponarscite.formats.hayagriva.fields import (
    IN_THE_PARENT,
    READ_IN_A_PARENT,
    READ_PAIRS,
    READ_TYPES,
    ROLES,
    SERIAL,
    TEXTS,
)
from ponarscite.interchange.others import from_note
from ponarscite.interchange.reference import Reference
from ponarscite.interchange.yaml import from_yaml
from ponarscite.record.text import clean, web_address

_MEANT = re.compile(r"\\([\\{}$])|[{}]")

FIELDS = frozenset(
    "type title author editor date page-range language serial-number publisher url affiliated parent".split()
)
"""Fields of an entry that are read, beside those of TEXTS."""

READ_ROLES = {role: variable for variable, role in ROLES.items()}


def references_of(text: str) -> Iterator[Reference]:
    """The entries of a Hayagriva file, in order. Raises nothing: a value that is no entry is a fault."""
    found = from_yaml(text)
    if isinstance(found, str):
        yield Reference(place="the file", faults=(found,))
    elif not isinstance(found, dict):
        yield Reference(place="the file", faults=("holds no entries",))
    else:
        yield from _references(found)


def _references(entries: Mapping[str, Any]) -> Iterator[Reference]:
    for number, (key, entry) in enumerate(entries.items(), 1):
        if isinstance(entry, dict):
            item = {"id": str(key)} | item_of(entry)
            yield Reference(place=f"entry {number}", item=item, unread=tuple(_unread(entry)))
        else:
            yield Reference(place=f"entry {number}", faults=(f"{key!r:.60} is no entry",))


def item_of(entry: Mapping[str, Any]) -> dict[str, Any]:
    """One entry as a CSL-JSON item."""
    parent = _first(entry.get("parent"))
    item: dict[str, Any] = {
        "type": _type(entry, parent),
        "title": _text(entry.get("title")),
        "author": _people(entry.get("author")),
        "editor": _people(entry.get("editor")),
        "issued": _date(entry.get("date")),
        "page": _plain(entry.get("page-range")),
        "language": _plain(entry.get("language")),
        **{variable: _text(entry.get(field)) for variable, field in TEXTS.items()},
        **{variable: _text(parent.get(field)) for variable, field in IN_THE_PARENT.items()},
        **_serial(entry.get("serial-number")),
        **_publisher(entry),
        **_address(entry.get("url")),
        **_affiliated(entry.get("affiliated")),
    }
    return from_note({variable: value for variable, value in item.items() if value})


def _unread(entry: Mapping[str, Any]) -> Iterator[str]:
    """The fields of the entry and of its parent that no item holds."""
    yield from (str(name) for name in entry if name not in FIELDS.union(TEXTS.values()))
    parent = _first(entry.get("parent"))
    yield from (f"parent/{name}" for name in parent if name not in ("type", *IN_THE_PARENT.values()))
    people = entry.get("affiliated")
    roles = (
        [_plain(one.get("role")).casefold() for one in people if isinstance(one, dict)]
        if isinstance(people, list)
        else []
    )
    yield from (f"affiliated ({role})" for role in roles if role not in READ_ROLES)


def _type(entry: Mapping[str, Any], parent: Mapping[str, Any]) -> str:
    """The CSL type by the types of the entry and of its parent."""
    kind, inside = _plain(entry.get("type")).casefold(), _plain(parent.get("type")).casefold()
    alone = READ_TYPES.get(kind, "document")
    return READ_PAIRS.get((kind, inside)) or (READ_IN_A_PARENT.get(kind, alone) if inside else alone)


def _first(value: object) -> Mapping[str, Any]:
    one = value[0] if isinstance(value, list) and value else value
    return one if isinstance(one, dict) else {}


def _plain(value: object) -> str:
    return clean(value) if isinstance(value, str) else ""


def _date(value: object) -> str:
    """A date in EDTF; hayagriva's sign for an approximate one stands before it."""
    text = _plain(value)
    return f"{text[1:].strip()}~" if text.startswith("~") else text


def _text(value: object) -> str:
    """A formattable text without braces and backslashes."""
    whole = value.get("value") if isinstance(value, dict) else value
    return clean(_MEANT.sub(lambda match: match[1] or "", whole)) if isinstance(whole, str) else ""


def _people(value: object) -> list[dict[str, str]]:
    listed = value if isinstance(value, list) else [value] if value else []
    return [name for name in map(_person, listed) if name]


def _person(value: object) -> dict[str, str]:
    """A person by its parts, or as BibTeX orders them: "prefix Family, Given, Suffix"."""
    if isinstance(value, dict):
        parts = {"family": "name", "given": "given-name", "suffix": "suffix", "non-dropping-particle": "prefix"}
        found = {part: text for part, field in parts.items() if (text := _plain(value.get(field)))}
        return found if "given" in found else {"literal": found.get("family", "")}
    family, _, rest = _plain(value).partition(", ")
    given, _, suffix = rest.partition(", ")
    if not given:
        return {"literal": family} if family else {}
    words = family.split()
    start = next((n for n, word in enumerate(words) if not word[0].islower()), len(words) - 1)
    named = {"family": " ".join(words[start:]), "given": given, "suffix": suffix}
    return {"non-dropping-particle": " ".join(words[:start])} | {part: text for part, text in named.items() if text}


def _serial(value: object) -> dict[str, str]:
    if isinstance(value, dict):
        return {variable: _plain(value.get(field)) for variable, field in SERIAL.items()}
    return {"number": _plain(value)}


def _publisher(entry: Mapping[str, Any]) -> dict[str, str]:
    value = entry.get("publisher")
    if isinstance(value, dict):
        return {"publisher": _text(value.get("name")), "publisher-place": _text(value.get("location"))}
    return {"publisher": _text(value)}


def _address(value: object) -> dict[str, str]:
    if isinstance(value, dict):
        return {"URL": web_address(_plain(value.get("value"))), "accessed": _date(value.get("date"))}
    return {"URL": web_address(_plain(value))}


def _affiliated(value: object) -> dict[str, list[dict[str, str]]]:
    listed = value if isinstance(value, list) else []
    return {
        READ_ROLES[role]: _people(one.get("names"))
        for one in listed
        if isinstance(one, dict) and (role := _plain(one.get("role")).casefold()) in READ_ROLES
    }
