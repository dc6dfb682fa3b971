"""Strings that our CSL processor prints: the variable of each piece of text gives its label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from ponarscite.citestring.label import OTHER
from ponarscite.citestring.training.labelled import Labelled, Piece
from ponarscite.csl import Formatted, Processor, Source, Style

LABELS: Final = {
    "title": "title",
    "title-short": "title",
    "container-title": "container",
    "container-title-short": "container",
    "collection-title": "collection",
    "event-title": "event",
    "event": "event",
    "event-place": "place",
    "publisher": "publisher",
    "publisher-place": "place",
    "page": "page",
    "page-first": "page",
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    **{name: name for name in "volume issue issued accessed edition genre number URL DOI".split()},
}
"""CSL variable -> label; the text of other variables is none of a field."""
_BEFORE: Final = " \u00a0([{<“‘«„.,:;—–-"
_BEHIND: Final = " \u00a0,:;)]}>”’»"


def printed(style: Style, items: Sequence[Mapping[str, Any]], *, note: bool) -> Iterator[Labelled]:
    """The items as a style prints them: each as the first citation in a *note*, or as an entry of the bibliography."""
    processor = Processor(style, items, traced=True)
    by_id = {item["id"]: item for item in items}
    if note or style.bibliography is None:
        texts = [(key, processor.preview([{"id": key, "position": 0}], note=1)) for key in by_id]
    else:
        texts = [(entry.id, entry.text) for entry in processor.bibliography()]
    for key, text in texts:
        item = by_id[key]
        if _repeats(text):
            continue
        language = str(item.get("language", "en"))[:2]
        yield Labelled((str(item["type"]),), (language,), tuple(piece for piece in pieces(text, item) if piece.text))


def pieces(text: Formatted, item: Mapping[str, Any]) -> Iterator[Piece]:
    """The labelled pieces of a formatted text, without line breaks; marks that end or enclose a field are outside."""
    for source, group in groupby(text.pieces(), key=lambda piece: piece.source):
        found = re.sub(r"\s+", " ", "".join(piece.text for piece in group))
        label = _label(source)
        if label == OTHER or source is None:
            yield Piece(OTHER, found)
        else:
            yield from _trimmed(label, found, str(item.get(source.variable, "")))


def _repeats(text: Formatted) -> bool:
    """Whether the style prints the title or the first author twice, as those do that begin with "[Doe 12]"."""
    others = (piece.source for piece in text.pieces() if piece.source is not None)
    begun = [source for source, _ in groupby(others)]
    return any(begun.count(Source(*first)) > 1 for first in (("title",), ("author", 0), ("author", 0, True)))


def _label(source: Source | None) -> str:
    if source is None:
        return OTHER
    return "org" if source.variable == "author" and source.literal else LABELS.get(source.variable, OTHER)


def _trimmed(label: str, text: str, value: str) -> Iterator[Piece]:
    """A field without marks around it that its value does not have; a full stop of a name stays."""
    start = len(text) - len(text.lstrip(_BEFORE))
    end = len(text.rstrip(_BEHIND if not value.endswith(")") else " ,:;"))
    if end and text[end - 1] == "." and label not in ("author", "editor", "translator") and not value.endswith("."):
        end -= 1
    yield Piece(OTHER, text[:start])
    yield Piece(label if start < end else OTHER, text[start : max(start, end)])
    yield Piece(OTHER, text[max(start, end) :])
