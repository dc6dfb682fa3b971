"""Wording: citations by key -> the words of a citation style, in the markup of the language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from ponarscite.manuscript.edit import Edit
from ponarscite.manuscript.reading import Manuscript
from ponarscite.manuscript.site import Site

MARKUP_OF: Final[Mapping[str, str]] = {"markdown": "markdown", "ipynb": "markdown", "latex": "latex"}
"""Language -> the markup in which its citations are printed; the others get text, escaped."""

Cites = Sequence[Mapping[str, Any]]
"""The cites of one citation, as `csl.Processor.cite` takes them."""


class Writer(Protocol):
    """Prints the citations of a manuscript in a style, in their order."""

    @property
    def in_notes(self) -> bool:
        """Whether the style puts its citations into notes."""

    def cite(self, cites: Cites, note: int, mode: str) -> str:
        """The next citation, in the note of this number, or with 0 in the text."""

    def author(self, cites: Cites) -> str:
        """The author of the first cite, for running text."""


_NOTE: Final[Mapping[str, str]] = {
    "markdown": "^[{}]",
    "ipynb": "^[{}]",
    "latex": "\\footnote{{{}}}",
    "typst": "#footnote[{}]",
    "org": "[fn:: {}]",
}
"""Language -> a note in running text; the others have none."""

_SIGNS: Final[Mapping[str, re.Pattern[str]]] = {
    "typst": re.compile(r"[#$*_@<>\\`\[\]~]|//"),
    "restructuredtext": re.compile(r"[*`|_\\]"),
}
"""Language -> what a backslash must stand before."""

_MODES = {"textual": "composite", "author-only": "author-only"}


@dataclass(frozen=True, slots=True)
class Worded:
    """The citations by key as words.

    Args:
        edits: of those that can be printed.
        left: the sites that stay as they are: a key is unknown, or the language has no notes in running text.
    """

    edits: tuple[Edit, ...]
    left: tuple[Site, ...]


def worded(manuscript: Manuscript, known: Callable[[str], str | None], writer: Writer) -> Worded:
    """Print the citations by key, in the order of the manuscript.

    Args:
        known: name -> id of its item; None for an unknown one.
    """
    texts = {(part, block): text for part, block, text in manuscript.blocks}
    clusters: dict[tuple[str, int, int], list[Site]] = defaultdict(list)
    for site in manuscript.sites:
        if site.kind == "keyed" and site.mode != "hidden":
            clusters[site.part, site.block, site.cluster[0]].append(site)
    edits: list[Edit] = []
    left: list[Site] = []
    for sites in clusters.values():
        cites = list(_cites(sites, known))
        frame = _frame(manuscript.language, sites[0], in_notes=writer.in_notes)
        if len(cites) < sum(len(site.names) for site in sites) or frame is None:
            left += sites
            continue
        mode = _MODES.get(sites[0].mode, "")
        author = writer.author(cites) if mode == "composite" and writer.in_notes else ""
        note = len(edits) + 1 if writer.in_notes else 0
        words = writer.cite(cites, note, "suppress-author" if author and frame != "{}" else mode)
        text = texts[sites[0].part, sites[0].block]
        edits.append(_edit(sites[0], author, words, frame, manuscript.language, text))
    return Worded(tuple(edits), tuple(left))


def _cites(sites: Sequence[Site], known: Callable[[str], str | None]) -> Iterator[dict[str, Any]]:
    """The cites of a citation; prefix and locator of a site with several names go to its first and last."""
    for site in sites:
        for number, name in enumerate(site.names, 1):
            if (key := known(name)) is None:
                return
            cite: dict[str, Any] = {"id": key}
            if number == 1 and site.prefix:
                cite["prefix"] = site.prefix
            if number == len(site.names):
                cite |= {key: text for key, text in (("locator", site.locator), ("suffix", site.suffix)) if text}
            if site.mode == "author-omitted":
                cite["suppress-author"] = True
            yield cite


def _frame(language: str, site: Site, *, in_notes: bool) -> str | None:
    """The frame around a citation: a note where the style or the command wants one; None where there is none."""
    wants_note = (in_notes or site.mode == "note") and site.setting == "text"
    return _NOTE.get(language) if wants_note else "{}"


def _edit(site: Site, author: str, words: str, frame: str, language: str, text: str) -> Edit:
    """The edit of a citation; a note follows the word before it, or the author, without a space."""
    start, end = site.cluster
    if language in _SIGNS:
        words, author = (_SIGNS[language].sub(_escaped, one) for one in (words, author))
    if frame == "{}":
        is_double = words.endswith(".") and text.startswith(".", end)
        return Edit(site.part, site.block, start, end, words.removesuffix(".") if is_double else words)
    if not author and text[max(start - 1, 0) : start] == " ":
        start -= 1
    return Edit(site.part, site.block, start, end, author + frame.format(words))


def _escaped(match: re.Match[str]) -> str:
    return "".join(f"\\{sign}" for sign in match[0])
