"""What a document cites: its own references, records of the library by their names, and what nobody knows."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from ponarscite.errors import LibraryError
from ponarscite.integrations.pandoc.document import citations, own_ids, texts
from ponarscite.integrations.works.records import open_library, read_sources
from ponarscite.library.names import Found, Known, Unknown

Item = dict[str, Any]

_FIGURE = re.compile(r"(?:fig|tbl|tab|sec|eqn?|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg)[:-]", re.IGNORECASE)
"""Beginning of a reference to a figure, a table or a section (pandoc-crossref, Quarto), which pandoc reads as a
citation."""

TARGETS = {
    **dict.fromkeys(("latex", "beamer", "pdf", "context"), "biblatex"),
    **dict.fromkeys(("html", "html4", "html5", "epub", "epub2", "epub3", "chunkedhtml", "revealjs", "s5"), "html"),
    **dict.fromkeys(("slidy", "slideous", "dzslides"), "html"),
}
"""Format that pandoc writes -> the target whose rules for keys it has; other formats take any key."""

_SAFE = re.compile(r"[A-Za-z0-9:_./+-]+")
"""A key that every format takes."""

_LONGEST = 100
"""Characters of a name that is told."""

_MOST_NAMED = 5
"""Names that are told where none can be looked up."""


class Cited(NamedTuple):
    """What a document cites.

    Args:
        items: id -> item of the records that it cites, without those that the document defines itself.
        names: id -> the other names that the document has for it.
        figures: names of figures and sections.
        messages: what could not be found.
        remarks: what is told besides.
    """

    items: Mapping[str, Item]
    names: Mapping[str, list[str]]
    figures: frozenset[str]
    messages: list[str]
    remarks: list[str]


def look_up(document: Mapping[str, Any], target: str, saved: Mapping[str, Item]) -> Cited:
    """Look up what a document cites, and put the ids of records in place of their names.

    Args:
        document: of pandoc, which is changed.
        target: the format that pandoc writes.
        saved: name -> item of what an earlier run saved: known even where there is no library.
    """
    meta = document["meta"]
    cited = list(citations(document))
    own = _own(meta)
    wanted = dict.fromkeys(one["citationId"] for one in cited if one["citationId"] not in own)
    wanted.pop("*", None)
    found, problem = _found(meta, list(wanted))
    known = {name: one.item for name, one in found.items() if isinstance(one, Known)}
    known = {name: known.get(name) or saved[name] for name in wanted if name in known or name in saved}
    ids, remarks = _ids(known, target, own)
    for one in cited:
        name = one["citationId"]
        one["citationId"] = own.get(name) or ids.get(name) or name
    figures = frozenset(name for name in wanted if name not in known and _FIGURE.match(name))
    missing = [name for name in wanted if name not in known and not (name in figures and _is_unknown(found.get(name)))]
    messages = [f"{name:.{_LONGEST}}: {found[name]}" for name in missing if name in found]
    if problem and missing:
        named = ", ".join(name[:_LONGEST] for name in missing[:_MOST_NAMED])
        messages.append(f"{problem}; not looked up: {named}")
    items = {ids[name]: {**item, "id": ids[name]} for name, item in known.items() if ids[name] not in own}
    return Cited(items, _others(ids), figures, messages, remarks)


def _is_unknown(found: Found | None) -> bool:
    return found is None or isinstance(found, Unknown)


def _own(meta: Mapping[str, Any]) -> dict[str, str]:
    """Name -> id of what the document defines itself; what an earlier run saved is not its own."""
    own = {key: key for key in own_ids(meta)}
    if paths := texts(meta.get("bibliography")):
        from ponarscite.integrations.pandoc.own import keys_of

        target = next(iter(texts(meta.get("ponarscite-bibliography"))), "")
        for path in paths:
            if not target or os.path.normpath(path) != os.path.normpath(target):
                own |= keys_of(path)
    return own


def _ids(known: Mapping[str, Item], target: str, own: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Name -> the id that is written for a record, and a remark on ids that differ from their keys."""
    rules = TARGETS.get(target, "")
    keys = {name: str(item["id"]) for name, item in known.items()}
    if not rules or all(map(_SAFE.fullmatch, keys.values())):
        return keys, []
    from ponarscite.record.key import KeyWriter

    writer = KeyWriter(rules, own.values())
    written = {key: own.get(key) or writer.write(key) for key in sorted(set(keys.values()))}
    changed = [f"{key} → {new}" for key, new in written.items() if key != new]
    remark = [f"keys are written differently for {target}: {', '.join(changed[:20])}"] if changed else []
    return {name: written[key] for name, key in keys.items()}, remark


def _others(ids: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, key in ids.items():
        if name != key:
            found.setdefault(key, []).append(name)
    return found


def _found(meta: Mapping[str, Any], names: list[str]) -> tuple[Mapping[str, Found], str]:
    """What each name means, or why nothing can be looked up."""
    if not names:
        return {}, ""
    sources = texts(meta.get("ponarscite-sources"))
    try:
        path = next(iter(texts(meta.get("ponarscite-library"))), None)
        with read_sources(sources) if sources else open_library(path) as library:
            return library.lookup(names), ""
    except LibraryError as error:
        return {}, f"{error.message}; {error.hint}"
