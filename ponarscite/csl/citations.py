"""Citations: the cites of one citation rendered, grouped, collapsed and joined.

Source: CSL 1.0.2 specification, "Citation". Spaces around the writer's words, the capital at the beginning of a note
and the modes "author-only", "suppress-author" and "composite" follow citeproc-js.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ponarscite.csl.collapse import Collapse, RenderedCite
from ponarscite.csl.compiler import Shape
from ponarscite.csl.element import Element
from ponarscite.csl.engine import Engine
from ponarscite.csl.formatted import Formatted, formatted
from ponarscite.csl.resolved_cite import ResolvedCite
from ponarscite.csl.richtext import parse
from ponarscite.csl.subtree import capitalized, first, names_key, replaced, undecorated, wrapped
from ponarscite.csl.tree import PLAIN, WORDS, Formatting, Node, Part, plain

_SPACED_PREFIX = re.compile(r"[\w.,:;!?)\]}”’»%>]")
"""Last character of a prefix that gets a space after it."""
_SPACED_SUFFIX = re.compile(r"[^\W\d_]|[(\[{&]")
"""First character of a suffix that gets a space before it."""
_GLUED = (".", "!", "?", ":", ",", ";", "’", "'")
"""First character of the words between author and citation that follows the author without a space."""
_SENTENCE = re.compile(r"\S\s+\S.*[.!?]\s*", re.DOTALL)
"""A prefix of several words that ends a sentence; the cite after it begins one."""
_SHORT_NAME = Element("name", {"form": "short", "and": "text"})
_AUTHOR = Element(
    "names",
    {"variable": "author"},
    (
        _SHORT_NAME,
        Element("substitute", {}, (Element("names", {"variable": "editor"}), Element("text", {"variable": "title"}))),
    ),
)
"""Prints the author in running text, for styles whose citations contain no names."""


def render_citation(engine: Engine, cites: Sequence[ResolvedCite], mode: str = "") -> Formatted:
    """Render a citation.

    Args:
        engine: the style.
        cites: in order.
        mode: "", "composite", "author-only" or "suppress-author"; it applies to the first cite.
    Returns:
        The citation; empty if the cites print nothing.
    """
    if not cites:
        return Formatted()
    alone = next((resolved for resolved in cites if resolved.cite.author_only or mode == "author-only"), None)
    if alone is not None:
        whole = _author(engine, alone)
    elif mode == "composite":
        whole = _composite(engine, cites)
    else:
        whole = _citation(engine, _without_author(cites) if mode else cites)
    if whole is None or not whole.parts:
        return Formatted()
    return formatted(whole, engine.cite_quotes, traced=engine.traced, links=engine.habits.links)


def _composite(engine: Engine, cites: Sequence[ResolvedCite]) -> Node:
    """The author in running text, the writer's words between, and the citation without the author.

    As in citeproc-js, words that begin with a mark or an apostrophe follow the author without a space.
    """
    author, rest = _author(engine, cites[0]), _citation(engine, _without_author(cites))
    text = next((resolved.cite.infix for resolved in cites if resolved.cite.infix), "")
    infix = Node(PLAIN, parse(text)) if text else None
    if author is not None and infix is not None and text.startswith(_GLUED):
        author, infix = Node(PLAIN, [author, infix]), None
    return Node(Formatting(delimiter=" "), [part for part in (author, infix, rest) if part is not None])


def _without_author(cites: Sequence[ResolvedCite]) -> list[ResolvedCite]:
    return [replace(cites[0], cite=replace(cites[0].cite, suppress_author=True)), *cites[1:]]


def _citation(engine: Engine, cites: Sequence[ResolvedCite]) -> Node | None:
    rendered = [one for one in (_rendered(engine, resolved, n == 0) for n, resolved in enumerate(cites)) if one]
    if not rendered:
        return None
    formatting = engine.citation.formatting
    parts = Collapse.of(engine).join(rendered)
    return wrapped(parts, formatting, affixes=True)


def _rendered(engine: Engine, resolved: ResolvedCite, begins: bool) -> RenderedCite | None:
    """Render a cite; None if it prints nothing.

    Args:
        begins: whether it is the first of its citation; a note then begins with a capital.
    """
    parts, _ = engine.parts(engine.citation, resolved.scope)
    cite = resolved.cite
    node = Node(PLAIN, parts)
    names = first(node, "names")
    key = "" if names is None else names_key(names)
    if cite.suppress_author and names is not None:
        node = replaced(node, names, None)
    if not node.parts:
        return None
    if engine.style.in_notes and (_SENTENCE.search(cite.prefix) if cite.prefix else begins):
        node = capitalized(node)
    link = engine.habits.cite_link(cite.id) if engine.habits.cite_link else ""
    return RenderedCite(node, resolved, key, _prefix(cite.prefix), _suffix(cite.suffix), link)


def _prefix(text: str) -> Node | None:
    """The writer's words before a cite, with a space after them unless they end in an opening mark."""
    if not text:
        return None
    parts: list[Part] = parse(text)
    last = parts[-1]
    end = "”" if isinstance(last, Node) and last.formatting.quotes else plain(last)[-1:]
    return Node(PLAIN, [*parts, " "] if _SPACED_PREFIX.match(end) else parts, tag=WORDS)


def _suffix(text: str) -> Node | None:
    """The writer's words after a cite, with a space before them unless they begin with a mark."""
    if not text:
        return None
    parts = parse(text)
    return Node(PLAIN, [" ", *parts] if _SPACED_SUFFIX.match(text) else parts, tag=WORDS)


def _author(engine: Engine, resolved: ResolvedCite) -> Node | None:
    """The author of a cite in running text: by cs:intext of the style, else as in its citations, unformatted."""
    if engine.intext is not None:
        parts, _ = engine.parts(engine.intext, resolved.scope)
        return Node(Formatting(formats=engine.intext.formatting.formats), parts)
    parts, _ = engine.parts(engine.citation, resolved.scope)
    names = first(Node(PLAIN, parts), "names") or _plain_author(engine, resolved)
    if names is None:
        return None
    around = (_prefix(resolved.cite.prefix), undecorated(names), _suffix(resolved.cite.suffix))
    return Node(PLAIN, [part for part in around if part is not None])


def _plain_author(engine: Engine, resolved: ResolvedCite) -> Node | None:
    """The author by `_AUTHOR`."""
    compiler = engine.compiler(engine.citation, Shape(resolved.item.type, resolved.item.present))
    rendered = compiler.compile(_AUTHOR)(resolved.scope)
    return rendered if isinstance(rendered, Node) else None
