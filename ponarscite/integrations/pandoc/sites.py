"""Sites: the citations of a document, where they stand, and how their texts are put there (pure)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ponarscite.integrations.pandoc.words import Inline, span

SETTINGS = ("nocite", "references", "bibliography", "csl", "citation-style")
"""Metadata without text for readers."""

AUTHOR_IN_TEXT, SUPPRESS_AUTHOR = "AuthorInText", "SuppressAuthor"
"""Modes of a citation in pandoc, beside NormalCitation."""

FIELD = "ponarscite-field"
"""Class of a Span with the text of a live field, until its marks are put there."""

_CLOSING = re.compile(r"[.,;:!?)\]}”’»]+(?!\w)")
"""Marks that a note mark follows."""


@dataclass(slots=True)
class Site:
    """A citation.

    Args:
        node: the Cite of pandoc.
        note: number of its note, 0 in the text.
        enclosed: whether that note is the writer's own.
        leads: whether it begins that note.
    """

    node: dict[str, Any]
    note: int = 0
    enclosed: bool = False
    leads: bool = False

    @property
    def cites(self) -> list[dict[str, Any]]:
        """The citations in it."""
        found: list[dict[str, Any]] = self.node["c"][0]
        return found

    @property
    def mode(self) -> str:
        """The mode of its first citation."""
        return str(self.cites[0]["citationMode"]["t"]) if self.cites else ""

    @property
    def is_in_order(self) -> bool:
        """Whether the writer's words fix the order of its citations: "see X; also Y"."""
        return self.mode == AUTHOR_IN_TEXT or any(one["citationPrefix"] for one in self.cites[1:])


@dataclass(slots=True)
class Sites:
    """The citations of a document in the order of the text.

    Args:
        all: each citation.
        lists: the lists of inlines that hold one.
    """

    all: list[Site] = field(default_factory=list)
    lists: list[list[Any]] = field(default_factory=list)


class _Enclosing(NamedTuple):
    """The number of the writer's note that what follows stands in, 0 for the text."""

    note: int


def sites(document: Mapping[str, Any], *, in_notes: bool, is_ours: Callable[[Site], bool]) -> Sites:
    """Find the citations of a document, those in its metadata first.

    Args:
        document: of pandoc.
        in_notes: whether a citation in the text becomes a note, which counts among the document's own.
        is_ours: whether a citation is one of works, not of figures.
    """
    found = Sites()
    notes, enclosing = 0, 0
    meta = [value for name, value in document["meta"].items() if name not in SETTINGS and not _is_setting(name)]
    pending: list[Any] = [document["blocks"], *reversed(meta)]
    leading: dict[str, Any] | None = None
    while pending:
        node = pending.pop()
        if isinstance(node, _Enclosing):
            enclosing = node.note
        elif isinstance(node, list):
            if any(isinstance(one, dict) and one.get("t") == "Cite" for one in node):
                found.lists.append(node)
            pending += reversed(node)
        elif isinstance(node, dict):
            if node.get("t") == "Note":
                notes += 1
                leading = _first_inline(node["c"])
                pending += [_Enclosing(enclosing), node["c"], _Enclosing(notes)]
            elif node.get("t") == "Cite":
                site = Site(node, enclosing, bool(enclosing), node is leading)
                if site.cites and is_ours(site):
                    notes += (is_new := in_notes and not enclosing)
                    site.note = notes if is_new else enclosing
                    found.all.append(site)
            else:
                pending += reversed(node.values())
    return found


def _is_setting(name: str) -> bool:
    return name.startswith("ponarscite-")


def _first_inline(blocks: list[Any]) -> dict[str, Any] | None:
    """The first inline of a note."""
    first = blocks[0] if blocks else {}
    inlines = first.get("c") if first.get("t") in ("Para", "Plain") else None
    return inlines[0] if inlines else None


def place(lists: Iterable[list[Any]], texts: Mapping[int, list[Inline]], *, behind: bool, inside: bool) -> None:
    """Put the texts of citations where the citations stand, in place.

    Args:
        lists: of inlines, with citations among them.
        texts: id() of a Cite -> its text.
        behind: whether a note mark goes behind the marks that follow it.
        inside: whether a comma or full stop goes inside of quotation marks.
    """
    for inlines in lists:
        inlines[:] = _placed(inlines, texts, behind=behind, inside=inside)


def _placed(inlines: list[Any], texts: Mapping[int, list[Inline]], *, behind: bool, inside: bool) -> list[Any]:
    found: list[Any] = []
    pending = inlines[::-1]
    while pending:
        one = pending.pop()
        text = texts.get(id(one)) if one.get("t") == "Cite" else None
        if text is None:
            found.append(one)
        elif text and text[-1]["t"] == "Note":
            _put_note(found, pending, one, text, behind=behind, inside=inside)
        else:
            _put_text(found, pending, one, text)
    return found


def _put_text(found: list[Any], pending: list[Any], cite: dict[str, Any], text: list[Inline]) -> None:
    """Put the text of a citation behind what is found: raised numbers without a space, and one full stop."""
    if text and is_raised(text[0]):
        _drop_space(found)
    found.append(_spanned(cite, text))
    after = pending[-1] if pending else {}
    if after.get("t") == "Str" and after["c"].startswith(".") and last_text(text).endswith("."):
        pending[-1] = {"t": "Str", "c": after["c"][1:]}


def _put_note(
    found: list[Any], pending: list[Any], cite: dict[str, Any], text: list[Inline], *, behind: bool, inside: bool
) -> None:
    """Put a note, and the words before it, behind what is found and behind the marks that follow."""
    *words, note = text
    marks = _taken_marks(pending) if behind else ""
    if words:
        found.append(_spanned(cite, [*words, *([{"t": "Str", "c": marks}] if marks else []), note]))
        return
    _drop_space(found)
    if marks and inside and marks[0] in ".," and found and found[-1]["t"] == "Quoted":
        kind, content = found[-1]["c"]
        found[-1] = {"t": "Quoted", "c": [kind, [*content, {"t": "Str", "c": marks[0]}]]}
        marks = marks[1:]
    found += [{"t": "Str", "c": marks}] if marks else []
    found.append(_spanned(cite, [note]))


def _taken_marks(pending: list[Any]) -> str:
    """The marks at the beginning of what follows, which they are taken from."""
    after = pending[-1] if pending else {}
    match = _CLOSING.match(after["c"]) if after.get("t") == "Str" else None
    if not match:
        return ""
    rest = after["c"][match.end() :]
    pending[-1:] = [{"t": "Str", "c": rest}] if rest else []
    return match[0]


def _drop_space(found: list[Any]) -> None:
    if found and found[-1]["t"] in ("Space", "SoftBreak"):
        found.pop()


def _spanned(cite: dict[str, Any], text: list[Inline]) -> Inline:
    """A text as pandoc's own processor marks it; no Cite, which a later processor would cite again."""
    return span(["citation"], text, {"cites": " ".join(one["citationId"] for one in cite["c"][0])})


def is_raised(inline: Inline) -> bool:
    """Whether an inline is a raised number, also one that is a link or in a field."""
    if inline["t"] == "Link" or is_field(inline):
        return any(one["t"] == "Superscript" for one in inner(inline)[:1])
    return bool(inline["t"] == "Superscript")


def is_field(inline: Inline) -> bool:
    """Whether an inline is the text of a live field."""
    return inline["t"] == "Span" and FIELD in inline["c"][0][1]


_DEEPEST = 60


def last_text(inlines: list[Inline]) -> str:
    """The text of the last inline that has one; "" for none."""
    for _ in range(_DEEPEST):
        if not inlines or inlines[-1]["t"] == "Str":
            break
        inlines = inner(inlines[-1])
    return str(inlines[-1]["c"]) if inlines else ""


def inner(inline: Inline) -> list[Inline]:
    """The inlines inside of one that formats them, [] for any other; a list to change in place."""
    if inline["t"] not in _INNER:
        return []
    place = _INNER[inline["t"]]
    found: list[Inline] = inline["c"] if place is None else inline["c"][place]
    return found


_INNER = {
    **dict.fromkeys(("Emph", "Strong", "SmallCaps", "Underline", "Superscript", "Subscript")),
    **dict.fromkeys(("Span", "Link", "Quoted"), 1),
}
"""Inline of pandoc that formats others -> where these are in its content; None for all of it."""
