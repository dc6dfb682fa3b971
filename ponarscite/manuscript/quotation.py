"""Quotation: what a manuscript quotes beside a citation, and whether the work has these words (M015)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ponarscite.manuscript.comparison import beyond, is_alike
from ponarscite.manuscript.fault import Fault
from ponarscite.manuscript.reading import Manuscript
from ponarscite.manuscript.site import Site
from ponarscite.record.record import Record
from ponarscite.record.text import letters

_LEAST = 8
"""Words of a quotation that is looked up; shorter ones are common phrases."""

_NEAR = 80
"""Characters between a quotation and its citation."""

_MOST = 2_500
_QUOTED = re.compile(r"“([^“”]+)”|«([^«»]+)»|„([^“„]+)“|``((?:[^`']|'(?!'))+)''|(?<!\w)\"([^\"]+)\"")
_LEFT_OUT = re.compile(r"\[[^\[\]]*\]|…|\.\s?\.\s?\.|\\l?dots\{?\}?|<[^<>]*>")
_MARKUP = re.compile(r"\\[A-Za-z]+\*?|[{}*_~]|#[a-z]+(?=\[)|---?")
_MARKER = re.compile(r"(?:\[\^(?P<markdown>[^\]\s]+)\]:|\.\. \[(?P<rst>[^\]]+)\]|\[fn:(?P<org>[\w-]+)\])[ \t]*\Z")
_REFERENCE = {"markdown": r"\[\^{}\](?!:)", "rst": r"\[{}\]_", "org": r"(?<!\n)\[fn:{}\]"}


@dataclass(frozen=True, slots=True)
class WorkText:
    """The text of a work.

    Args:
        words: all of it.
        pages: their number, 0 when unknown.
    """

    words: str
    pages: int = 0


@dataclass(frozen=True)
class Quotations:
    """The quotations beside the citations of a manuscript.

    Args:
        texts: key, or code and number of a series ("pepm775") -> the text of its work.
    """

    manuscript: Manuscript
    texts: Mapping[str, WorkText]
    _folded: dict[str, str] = field(default_factory=dict)

    def faults(self, cited: Iterable[tuple[Site, Record]]) -> Iterator[Fault]:
        """M015, and M014 by the pages that the texts have.

        Args:
            cited: each site with the record of its work.
        """
        for site, record in cited:
            named = (record.id, "".join(record.identity.value) if record.identity.kind == "number" else "")
            if (key := next((name for name in named if name in self.texts), "")) == "":
                continue
            if message := beyond(site.locator, {"number-of-pages": self.texts[key].pages or ""}):
                yield Fault("M014", site, f"{record.id}: {message}", record.id)
            for quoted in self._quoted(site):
                if not is_alike(quoted, record.title) and not self._has(key, quoted):
                    yield Fault("M015", site, f"{record.id}: its text does not have “{_shortened(quoted)}”", record.id)

    def _has(self, key: str, quoted: str) -> bool:
        """Whether a text has the pieces of a quotation in this order."""
        if key not in self._folded:
            self._folded[key] = f" {letters(self.texts[key].words)} "
        at = 0
        for piece in filter(None, map(letters, _LEFT_OUT.split(quoted))):
            at = self._folded[key].find(f" {piece} ", at)
            if at < 0:
                return False
        return True

    def _quoted(self, site: Site) -> Iterator[str]:
        """The last quotation before a citation, and for one in running text the first behind it."""
        text, start, end = self._place(site)
        before = [
            match for match in _QUOTED.finditer(text, max(start - _MOST, 0), start) if start - match.end() < _NEAR
        ]
        behind = _QUOTED.search(text, end, end + _MOST) if site.mode == "textual" else None
        found = [*before[-1:], *([behind] if behind and behind.start() - end < _NEAR else [])]
        for match in found:
            words = " ".join(_MARKUP.sub(" ", next(filter(None, match.groups()))).split())
            if len(letters(words).split()) >= _LEAST:
                yield words

    def _place(self, site: Site) -> tuple[str, int, int]:
        """The text in which a citation stands, its beginning and end; of a note the place of its mark."""
        if anchor := self.manuscript.anchors.get((site.part, site.block)):
            part, block, at = anchor
            return self._texts[part, block], at, at
        text = self._texts[site.part, site.block]
        if site.setting == "note":
            return self._of_note(site, text)
        return text, site.cluster[0], site.cluster[1]

    def _of_note(self, site: Site, text: str) -> tuple[str, int, int]:
        line = text.rfind("\n\n", 0, site.start) + 2 if "\n\n" in text[: site.start] else 0
        starts = [
            match.start() for match in re.finditer(r"^[ \t]*(?:\[\^|\.\. \[|\[fn:)", text[line : site.start], re.M)
        ]
        begin = line + starts[-1] if starts else -1
        head = (
            re.match(r"[ \t]*(?:\[\^[^\]\s]+\]:|\.\. \[[^\]]+\]|\[fn:[\w-]+\])", text[begin : begin + 200])
            if starts
            else None
        )
        marker = _MARKER.search(head[0]) if head else None
        if not marker or not marker.lastgroup:
            return text, site.cluster[0], site.cluster[0]
        reference = re.compile(_REFERENCE[marker.lastgroup].format(re.escape(marker[marker.lastgroup])))
        found = reference.search(text)
        return (text, found.start(), found.start()) if found else (text, site.start, site.start)

    @cached_property
    def _texts(self) -> dict[tuple[str, int], str]:
        return {(part, block): text for part, block, text in self.manuscript.blocks}


def _shortened(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77].rstrip()}…"
