"""pandoc's documents as JSON: citations, metadata, references (pure).

Source: pandoc-types 1.22 (pandoc 2.17) and 1.23 (pandoc 3), Text.Pandoc.Definition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_TAG = re.compile(r"<(/?)(i|b|sup|sub|sc|span)\b([^<>]*)>")
_KINDS = {"i": "Emph", "b": "Strong", "sup": "Superscript", "sub": "Subscript", "sc": "SmallCaps"}
"""Tag of CSL's rich text -> pandoc's inline. Source: CSL 1.0.2, "Rich text formatting within fields"."""


def citations(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every citation in text, notes, tables and metadata, in the order of the document, the metadata last."""
    pending: list[Any] = [document.get("meta", {}), document.get("blocks", [])]
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            pending += reversed(node)
        elif isinstance(node, dict):
            if node.get("t") == "Cite":
                yield from (one for one in node["c"][0] if isinstance(one.get("citationId"), str))
            pending += reversed(node.values())


def texts(value: Any) -> list[str]:
    """The texts of a value of metadata: one of a string or inlines, several of a list; [] for anything else."""
    if not isinstance(value, dict):
        return []
    kind, content = value.get("t"), value.get("c", ())
    if kind == "MetaString":
        return [content]
    if kind in ("MetaInlines", "MetaBlocks"):
        return [text] if (text := _words(content).strip()) else []
    return [text for one in content for text in texts(one)] if kind == "MetaList" else []


def _words(nodes: Iterable[Any]) -> str:
    """The text of inlines, as a path or a key may be written in metadata."""
    found = []
    pending = list(reversed(list(nodes)))
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            pending += reversed(node)
        elif isinstance(node, str):
            continue
        elif node["t"] == "Str":
            found.append(node["c"])
        elif node["t"] in ("Code", "Math", "RawInline"):
            found.append(node["c"][1])
        elif "c" in node:
            pending += reversed(node["c"]) if isinstance(node["c"], list) else []
        else:
            found.append(" ")
    return "".join(found)


def is_true(value: Any) -> bool:
    """Whether a value of metadata is true, or the word."""
    if isinstance(value, dict) and value.get("t") == "MetaBool":
        return bool(value["c"])
    return [text.lower() for text in texts(value)] in (["true"], ["yes"])


def own_ids(meta: Mapping[str, Any]) -> set[str]:
    """The ids of the references in the metadata of a document."""
    references = meta.get("references", {})
    items = references.get("c", []) if references.get("t") == "MetaList" else []
    return {text for one in items if one.get("t") == "MetaMap" for text in texts(one["c"].get("id"))[:1]}


def add_references(meta: dict[str, Any], items: Iterable[Mapping[str, Any]]) -> None:
    """Put CSL-JSON items behind the references of a document."""
    new = [metadata(item) for item in items]
    if not new:
        return
    there = meta.get("references")
    before = [] if there is None else there["c"] if there.get("t") == "MetaList" else [there]
    meta["references"] = {"t": "MetaList", "c": [*before, *new]}


def metadata(value: Any) -> dict[str, Any]:
    """A value of CSL-JSON as metadata."""
    if isinstance(value, Mapping):
        return {"t": "MetaMap", "c": {name: metadata(one) for name, one in value.items()}}
    if isinstance(value, list | tuple):
        return {"t": "MetaList", "c": [metadata(one) for one in value]}
    if isinstance(value, str) and _TAG.search(value):
        return {"t": "MetaInlines", "c": inlines(value)}
    return {"t": "MetaString", "c": str(value)}


def inlines(text: str) -> list[dict[str, Any]]:
    """CSL's rich text as inlines. A tag that is not closed, or closes nothing, is text."""
    parts = list(_pieces(text))
    closing = _pairs(parts)
    stack: list[list[dict[str, Any]]] = [[]]
    for number, (words, tag, rest) in enumerate(parts):
        if number not in closing:
            stack[-1] += _plain(words)
        elif not tag.startswith("/"):
            stack.append([])
        else:
            inner = stack.pop()
            stack[-1].append(_styled(tag[1:], parts[closing[number]][2] or rest, inner))
    return stack[0]


def _pieces(text: str) -> Iterator[tuple[str, str, str]]:
    """(the piece, its tag with "/" where it closes, the attributes) of tags and of the texts between them."""
    at = 0
    for match in _TAG.finditer(text):
        if at < match.start():
            yield text[at : match.start()], "", ""
        yield match[0], match[1] + match[2], match[3]
        at = match.end()
    if at < len(text):
        yield text[at:], "", ""


def _pairs(parts: list[tuple[str, str, str]]) -> dict[int, int]:
    """Number of each tag of a pair -> number of the other one; pairs lie within each other."""
    found: dict[int, int] = {}
    open_: list[int] = []
    for number, (_, tag, _) in enumerate(parts):
        if tag.startswith("/"):
            if open_ and parts[open_[-1]][1] == tag[1:]:
                found[number] = open_[-1]
                found[open_.pop()] = number
        elif tag:
            open_.append(number)
    return found


def _styled(tag: str, attributes: str, inner: list[dict[str, Any]]) -> dict[str, Any]:
    if tag != "span":
        return {"t": _KINDS[tag], "c": inner}
    if "small-caps" in attributes:
        return {"t": "SmallCaps", "c": inner}
    classes = ["nocase"] if "nocase" in attributes else []
    return {"t": "Span", "c": [["", classes, []], inner]}


def _plain(text: str) -> Iterator[dict[str, Any]]:
    for word in re.split(r"(\s+)", text):
        if word:
            yield {"t": "Space"} if word.isspace() else {"t": "Str", "c": word}
