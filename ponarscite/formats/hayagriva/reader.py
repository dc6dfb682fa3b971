"""Hayagriva YAML -> references.

Source: docs/file-format.md of hayagriva; the fields are those that `ponarscite.formats.hayagriva.writer` writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ponarscite.formats.hayagriva.writer import IN_THE_WHOLE, ROLES, SERIAL, TEXTS, TYPES
from ponarscite.interchange.reference import Reference
from ponarscite.record.text import clean, web_address

_MEANT = re.compile(r"\\([\\{}$])|[{}]")

READ_TYPES = {pair: csl_type for csl_type, pair in reversed(tuple(TYPES.items()))}
"""Type of the entry and of the whole that it appeared in -> CSL type."""

ALONE = {kind: csl_type for csl_type, (kind, _) in reversed(tuple(TYPES.items()))} | {
    "article": "article-journal",
    "audio": "broadcast",
    "anthos": "chapter",
    "web": "webpage",
}
"""Type of an entry, whatever it appeared in -> CSL type."""

READ_ROLES = {role: variable for variable, role in ROLES.items()}


def entries_of(text: str) -> Mapping[str, Any] | str:
    """The entries of a file by their keys, or what is wrong with it. Raises nothing."""
    import yaml

    try:
        found = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 -- it makes texts, lists and dicts only
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return f"is no YAML: {clean(str(error))[:120]}"
    return found if isinstance(found, dict) else "holds no entries"


def references_of(entries: Mapping[str, Any]) -> Iterator[Reference]:
    """The entries, in order; what is none is told as a fault. Raises nothing."""
    for number, (key, entry) in enumerate(entries.items(), 1):
        if isinstance(entry, dict):
            yield Reference(place=f"entry {number}", item={"id": str(key)} | item_of(entry))
        else:
            yield Reference(place=f"entry {number}", faults=(f"{key!r:.60} is no entry",))


def item_of(entry: Mapping[str, Any]) -> dict[str, Any]:
    """One entry as a CSL-JSON item."""
    whole = _first(entry.get("parent"))
    item: dict[str, Any] = {
        "type": _type(entry, whole),
        "title": _text(entry.get("title")),
        "author": _people(entry.get("author")),
        "editor": _people(entry.get("editor")),
        "issued": _plain(entry.get("date")),
        "page": _plain(entry.get("page-range")),
        "language": _plain(entry.get("language")),
        **{variable: _text(entry.get(field)) for variable, field in TEXTS.items()},
        **{variable: _text(whole.get(field)) for variable, field in IN_THE_WHOLE.items()},
        **_serial(entry.get("serial-number")),
        **_publisher(entry),
        **_address(entry.get("url")),
        **_affiliated(entry.get("affiliated")),
    }
    return {variable: value for variable, value in item.items() if value}


def _type(entry: Mapping[str, Any], whole: Mapping[str, Any]) -> str:
    kind, inside = _plain(entry.get("type")).casefold(), _plain(whole.get("type")).casefold()
    return str(READ_TYPES.get((kind, inside)) or ALONE.get(kind, "document"))


def _first(value: object) -> Mapping[str, Any]:
    one = value[0] if isinstance(value, list) and value else value
    return one if isinstance(one, dict) else {}


def _plain(value: object) -> str:
    return clean(value) if isinstance(value, str) else ""


def _text(value: object) -> str:
    """A formattable text without the signs that have a meaning in it."""
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
        return {"URL": web_address(_plain(value.get("value"))), "accessed": _plain(value.get("date"))}
    return {"URL": web_address(_plain(value))}


def _affiliated(value: object) -> dict[str, list[dict[str, str]]]:
    listed = value if isinstance(value, list) else []
    return {
        READ_ROLES[role]: _people(one.get("names"))
        for one in listed
        if isinstance(one, dict) and (role := _plain(one.get("role")).casefold()) in READ_ROLES
    }
