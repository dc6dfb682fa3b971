"""The document's own references as CSL-JSON: those in its metadata, and those of its bibliographies."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from ponarscite.integrations.pandoc.document import texts
from ponarscite.integrations.pandoc.words import Words

Item = dict[str, Any]


def own_items(meta: Mapping[str, Any], words: Words) -> dict[str, Item]:
    """Id -> item of the references in the metadata of a document."""
    references = meta.get("references", {})
    listed = references.get("c", []) if references.get("t") == "MetaList" else []
    items = (value(one, words) for one in listed if one.get("t") == "MetaMap")
    return {str(item["id"]): item for item in map(_with_dates, items) if item.get("id")}


def value(given: Mapping[str, Any], words: Words) -> Any:
    """A value of metadata as one of CSL-JSON, with rich text."""
    kind, content = given.get("t"), given.get("c")
    if kind == "MetaInlines":
        return words.rich(content or ())
    if kind == "MetaBlocks":
        blocks = [one["c"] for one in content or () if one.get("t") in ("Para", "Plain")]
        return " ".join(map(words.rich, blocks))
    if kind == "MetaList":
        return [value(one, words) for one in content or ()]
    if kind == "MetaMap":
        return {name: value(one, words) for name, one in (content or {}).items()}
    return content


def _with_dates(item: Item) -> Item:
    """The item with dates that are lists of mappings, as older programs write them, as `date-parts`."""
    return {name: _date(one) if _is_date(one) else one for name, one in item.items()}


def _is_date(one: Any) -> bool:
    return isinstance(one, list) and bool(one) and all(isinstance(part, dict) and "year" in part for part in one)


def _date(parts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    rows = ([part.get(name) for name in ("year", "month", "day") if part.get(name)] for part in parts)
    return {"date-parts": list(rows)}


def bibliography_items(
    meta: Mapping[str, Any], wanted: Collection[str] | None, tell: Callable[[str], None]
) -> dict[str, Item]:
    """Id -> item of the bibliographies of a document.

    Args:
        meta: of the document.
        wanted: the ids that are cited; None for all.
        tell: gets a message for each bibliography that cannot be read.
    """
    paths = texts(meta.get("bibliography"))
    if not paths:
        return {}
    import ponarscite
    from ponarscite.errors import PonarsciteError

    found: dict[str, Item] = {}
    for path in paths:
        failures: list[PonarsciteError] = []
        if "://" in path:
            tell(f"{path} is no file; nothing is fetched")
            continue
        for record in ponarscite.ingest(path, failures=failures):
            if wanted is None or record.id in wanted:
                found.setdefault(record.id, dict(ponarscite.to_item(record)))
        for failure in failures:
            tell(f"{failure.message}; {failure.hint}")
    return found
