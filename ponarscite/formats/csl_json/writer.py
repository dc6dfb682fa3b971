"""CSL-JSON: an array of items, readable, one piece an item."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ponarscite.hookspecs import Renderer, RenderOptions, Resources, hookimpl
from ponarscite.record.item import NAMES, to_item, variables
from ponarscite.record.key import citation_key
from ponarscite.record.record import Record
from ponarscite.record.text import clean, web_address


def _item(record: Record, options: RenderOptions) -> dict[str, Any]:
    """`id` is what CSL processors cite by; `citation-key` is what Zotero keeps."""
    key = citation_key(record)
    item: dict[str, Any] = _cleaned(to_item(record) | {"id": key})
    if "URL" in item and not web_address(item["URL"]):
        del item["URL"]
    if options.spelling:
        item = _spelt(item, options)
    return {"id": key, "citation-key": key} | item


def _spelt(item: dict[str, Any], options: RenderOptions) -> dict[str, Any]:
    """The item as a dialect wants it: other variables, and particles inside the family name."""
    csl_type = item.pop("type")
    named: dict[str, Any] = {"type": options.spell("type", csl_type, csl_type)}
    named |= {options.spell(variable, variable, csl_type): value for variable, value in item.items()}
    named.pop("", None)
    if options.spell("non-dropping-particle", "") != "family":
        return named
    return {variable: _joined(value) if variable in NAMES else value for variable, value in named.items()}


def _joined(names: list[dict[str, str]]) -> list[dict[str, str]]:
    """Names whose particle stands in the family name."""
    for name in names:
        if particle := name.pop("non-dropping-particle", ""):
            name["family"] = f"{particle} {name['family']}"
    return names


def _cleaned(value: Any) -> Any:
    """No control or bidi characters and no lone surrogates, which are no text in UTF-8."""
    if isinstance(value, dict):
        return {key: _cleaned(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_cleaned(part) for part in value]
    return clean(value) if isinstance(value, str) else value


def _render(records: Iterable[Record], options: RenderOptions, _: Resources) -> Iterator[str]:
    from textwrap import indent

    yield "["
    for number, record in enumerate(records):
        text = json.dumps(_item(record, options), ensure_ascii=False, indent=2)
        yield (",\n" if number else "\n") + indent(text, "  ")
    yield "\n]\n"


def _drops(record: Record) -> Iterator[str]:
    return (variable for variable, value in variables(record).items() if variable == "URL" and not web_address(value))


@hookimpl
def provide_renderers() -> Iterable[Renderer]:
    """The format of citeproc processors, pandoc and Zotero."""
    return (
        Renderer(
            name="csl-json",
            description="CSL-JSON 1.0.2 (.json), for pandoc, Zotero and citeproc",
            suffixes=(".json",),
            render=_render,
            drops=_drops,
        ),
    )
