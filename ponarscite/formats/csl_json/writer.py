"""Records -> CSL-JSON: an array of items, indented, one piece an item."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ponarscite.hookspecs import RenderOptions, Resources
from ponarscite.interchange.rows import changed_parts
from ponarscite.record.date import Date
from ponarscite.record.item import NAMES, date_of, to_item, to_json_date, variables, without_others
from ponarscite.record.key import citation_key
from ponarscite.record.record import Record
from ponarscite.record.text import clean, clean_lines, web_address


def _item(record: Record, options: RenderOptions) -> dict[str, Any]:
    """The item of a record. CSL processors use its `id` as the key; Zotero keeps `citation-key`."""
    key = citation_key(record)
    item: dict[str, Any] = _cleaned(to_item(record) | {"id": key})
    if "URL" in item and not web_address(item["URL"]):
        del item["URL"]
    if options.spell("@others", "") != "literal":
        item = without_others(item)
    if options.spelling:
        item = _spelt(item, options)
    return {"id": key, "citation-key": key} | item | {"id": key}


def _spelt(item: dict[str, Any], options: RenderOptions) -> dict[str, Any]:
    """The item with the names of a dialect, and with particles inside the family name where it wants them there."""
    csl_type = item.pop("type")
    named: dict[str, Any] = {"type": options.spell("type", csl_type, csl_type)}
    if named["type"] != csl_type and (target := options.spell("@type", "")):
        item[target] = "\n".join(filter(None, (f"type: {csl_type}", item.get(target, ""))))
    named |= {options.spell(variable, variable, csl_type): value for variable, value in item.items()}
    named.pop("", None)
    return {variable: _joined(value, options) if variable in NAMES else value for variable, value in named.items()}


def _joined(names: list[dict[str, str]], options: RenderOptions) -> list[dict[str, str]]:
    """The names with their particles and suffixes inside the parts that the dialect has for them."""
    for name in names:
        if options.spell("non-dropping-particle", "") == "family":
            particle = name.pop("non-dropping-particle", "")
            name |= {"family": f"{particle} {name['family']}"} if particle else {}
        if "given" in name and options.spell("dropping-particle", "") == "given":
            name["given"] = " ".join(filter(None, (name["given"], name.pop("dropping-particle", ""))))
        if "given" in name and options.spell("suffix", "") == "given":
            name["given"] = ", ".join(filter(None, (name["given"], name.pop("suffix", ""))))
    return names


def _cleaned(value: Any) -> Any:
    """The value without control and bidi characters, and without lone surrogates, which UTF-8 cannot encode."""
    if isinstance(value, dict):
        return {key: clean_lines(part) if key == "note" else _cleaned(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_cleaned(part) for part in value]
    return clean(value) if isinstance(value, str) else value


def write(records: Iterable[Record], options: RenderOptions, _: Resources) -> Iterator[str]:
    """The records as one array."""
    from textwrap import indent

    yield "["
    for number, record in enumerate(records):
        text = json.dumps(_item(record, options), ensure_ascii=False, indent=2)
        yield (",\n" if number else "\n") + indent(text, "  ")
    yield "\n]\n"


def write_lines(records: Iterable[Record], options: RenderOptions, _: Resources) -> Iterator[str]:
    """One item a line, with its id first, so that a program can look it up without parsing the others."""
    for record in records:
        yield json.dumps(_item(record, options), ensure_ascii=False, separators=(",", ":")) + "\n"


def drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that CSL-JSON cannot carry: an address that is not http(s), and parts of dates."""
    for variable, value in variables(record).items():
        if variable == "URL" and not web_address(value):
            yield variable
        if isinstance(value, Date):
            yield from changed_parts(variable, value, date_of(to_json_date(value)))
