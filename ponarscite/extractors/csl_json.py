"""What other tools exported as CSL-JSON: each item is a subject of its own.

Source: CSL-JSON schema 1.0.2 (csl-data.json); also an item alone, {"items": [...]} (Zotero), an item a line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ponarscite.claim import About, Claim, Rank
from ponarscite.hookspecs import hookimpl
from ponarscite.record.item import DATES, NAMES, STRINGS, TEXT, TYPES, keywords_of, text_of
from ponarscite.record.key import is_key

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.series.series import Series

_TEXTS = STRINGS.union(TEXT)
_TELLING = frozenset(("id", "citation-key", "author", "editor", "issued", "number", "container-title", "URL", "DOI"))
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@hookimpl
def extract_claims(document: Document, series: Sequence[Series]) -> Iterable[Claim]:  # noqa: ARG001 - as the hook is declared
    """The claims of every CSL-JSON item; () for other kinds of document and for other JSON."""
    return _claims(document) if document.kind == "json" else ()


def _claims(document: Document) -> Iterator[Claim]:
    items = filter(is_item, values_of(document.text))
    for place, item in ((f"item {n}", item) for n, item in enumerate(items, 1)):
        about = About("subject", place, document.name)
        for variable, text in statements(item):
            yield Claim(variable, text, Rank.OWN, "CSL-JSON", about, place)


def values_of(text: str) -> list[Any]:
    """The JSON values of a list, of {"items": [...]}, of one object, or of lines; [] when nothing is JSON."""
    value = _parsed(text)
    if isinstance(value, dict) and isinstance(value.get("items"), list):
        value = value["items"]
    if value is None:
        return [_parsed(line) for line in text.splitlines() if line.lstrip().startswith("{")]
    return value if isinstance(value, list) else [value]


def _parsed(text: str) -> Any:
    """The JSON value; None for no JSON, and for what nests too deep."""
    try:
        return json.loads(text, parse_int=_integer)
    except (ValueError, RecursionError):
        return None


def _integer(digits: str) -> int | str:
    """A number, or its digits when it is longer than any that we read."""
    return int(digits) if len(digits) < 20 else digits


def is_item(value: object) -> bool:
    """Whether a JSON value is a CSL-JSON item: a CSL type, or a title with something else that items have."""
    if not isinstance(value, dict) or not isinstance(value.get("title", ""), str | int | float):
        return False
    item_type = value.get("type")
    return (isinstance(item_type, str) and item_type in TYPES) or ("title" in value and not _TELLING.isdisjoint(value))


def statements(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(variable, text) of all that a record can carry of an item; names and dates as JSON of their own."""
    if key := _key(item):
        yield "id", key
    for variable, value in item.items():
        for text in _texts(variable, value):
            if text := _SURROGATE.sub("", text):
                yield variable, text


def _key(item: Mapping[str, Any]) -> str:
    """The citation key, or the id; "" for one that keys may not look like."""
    return next((key for key in map(text_of, (item.get("citation-key"), item.get("id"))) if is_key(key)), "")


def _texts(variable: str, value: object) -> Iterable[str]:
    if variable in NAMES:
        return map(_compact, value if isinstance(value, list) else [value] if value else ())
    if variable in DATES:
        return (_compact(value),)
    if variable == "keyword":
        return keywords_of(value)
    return (_plain(value),) if variable in _TEXTS or variable == "type" else ()


def _compact(value: object) -> str:
    """An object as JSON on one line, a text as found; "" for anything else."""
    if not isinstance(value, dict):
        return _plain(value)
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else ""
    except (ValueError, RecursionError):
        return ""


def _plain(value: object) -> str:
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
