"""Cites: a cluster of cites as one citation.

Source: CSL 1.0.2 specification, "Citation"; the spaces around a writer's own words, capitals at the beginning of a
note and the author alone are those of citeproc-js.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ponarscite.csl.cited import Cited
from ponarscite.csl.collapse import Collapse, Piece
from ponarscite.csl.compiler import Shape
from ponarscite.csl.element import Element
from ponarscite.csl.engine import Engine
from ponarscite.csl.formatted import Formatted
from ponarscite.csl.pick import capitalized, exchanged, first, names_key, undecorated, wrapped
from ponarscite.csl.richtext import parse
from ponarscite.csl.settle import settle
from ponarscite.csl.tree import PLAIN, Look, Node, Part, plain

_SPACED_PREFIX = re.compile(r"[\w.,:;!?)\]}”’»%>]")
"""The end of a prefix that wants a space behind it."""
_SPACED_SUFFIX = re.compile(r"[^\W\d_]|[(\[{&]")
"""The beginning of a suffix that wants one before it."""
_SENTENCE = re.compile(r"\S\s+\S.*[.!?]\s*", re.DOTALL)
"""A prefix of more than one word that ends a sentence."""
_SHORT_NAME = Element("name", {"form": "short", "and": "text"})
_AUTHOR = Element(
    "names",
    {"variable": "author"},
    (
        _SHORT_NAME,
        Element("substitute", {}, (Element("names", {"variable": "editor"}), Element("text", {"variable": "title"}))),
    ),
)
"""The author as running text names one, for styles whose citations name none."""


def render_cluster(engine: Engine, cluster: Sequence[Cited], mode: str = "") -> Formatted:
    """A citation.

    Args:
        engine: the style.
        cluster: its cites in order.
        mode: "", "composite", "author-only" or "suppress-author"; of several cites it concerns the first.
    """
    if not cluster:
        return Formatted()
    alone = next((cited for cited in cluster if cited.cite.author_only or mode == "author-only"), None)
    if alone is not None:
        whole = _author(engine, alone)
    elif mode == "composite":
        parts = [_author(engine, cluster[0]), _citation(engine, _without_author(cluster))]
        whole = Node(Look(delimiter=" "), [part for part in parts if part is not None])
    else:
        whole = _citation(engine, _without_author(cluster) if mode else cluster)
    return Formatted(settle(whole, engine.cite_quotes)) if whole is not None and whole.parts else Formatted()


def _without_author(cluster: Sequence[Cited]) -> list[Cited]:
    return [replace(cluster[0], cite=replace(cluster[0].cite, suppress_author=True)), *cluster[1:]]


def _citation(engine: Engine, cluster: Sequence[Cited]) -> Node | None:
    pieces = [piece for piece in (_piece(engine, cited, n == 0) for n, cited in enumerate(cluster)) if piece]
    if not pieces:
        return None
    look = engine.citation.look
    parts = Collapse.of(engine).joined(pieces)
    return wrapped(parts, look, affixes=True)


def _piece(engine: Engine, cited: Cited, begins: bool) -> Piece | None:
    """A cite as rendered; None for one that says nothing."""
    parts, _ = engine.parts(engine.citation, cited.scope)
    cite = cited.cite
    node = Node(PLAIN, parts)
    names = first(node, "names")
    if cite.suppress_author and names is not None:
        node, names = exchanged(node, names, None), None
    if not node.parts:
        return None
    if engine.style.in_notes and (_SENTENCE.search(cite.prefix) if cite.prefix else begins):
        node = capitalized(node)
    key = "" if names is None else names_key(names)
    return Piece(node, cited, key, _prefix(cite.prefix), _suffix(cite.suffix))


def _prefix(text: str) -> Node | None:
    """The writer's words before a cite, with a space behind them where there should be one."""
    if not text:
        return None
    parts: list[Part] = parse(text)
    last = parts[-1]
    end = "”" if isinstance(last, Node) and last.look.quotes else plain(last)[-1:]
    return Node(PLAIN, [*parts, " "] if _SPACED_PREFIX.match(end) else parts)


def _suffix(text: str) -> Node | None:
    if not text:
        return None
    parts = parse(text)
    return Node(PLAIN, [" ", *parts] if _SPACED_SUFFIX.match(text) else parts)


def _author(engine: Engine, cited: Cited) -> Node | None:
    """The author of a cite, as the style's cs:intext has it, else as its citations do, without their formats."""
    if engine.intext is not None:
        parts, _ = engine.parts(engine.intext, cited.scope)
        return Node(Look(formats=engine.intext.look.formats), parts)
    parts, _ = engine.parts(engine.citation, cited.scope)
    names = first(Node(PLAIN, parts), "names") or _plain_author(engine, cited)
    if names is None:
        return None
    around = (_prefix(cited.cite.prefix), undecorated(names), _suffix(cited.cite.suffix))
    return Node(PLAIN, [part for part in around if part is not None])


def _plain_author(engine: Engine, cited: Cited) -> Node | None:
    compiler = engine.compiler(engine.citation, Shape(cited.item.type, cited.item.present))
    rendered = compiler.compile(_AUTHOR)(cited.scope)
    return rendered if isinstance(rendered, Node) else None
