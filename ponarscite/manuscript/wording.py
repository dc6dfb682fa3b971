"""Wording: citations by key -> the words of a citation style, in the markup of the language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ponarscite.manuscript.edit import Edit
from ponarscite.manuscript.reading import Manuscript
from ponarscite.manuscript.site import Site

MARKUP_OF: Final[Mapping[str, str]] = {"markdown": "markdown", "ipynb": "markdown", "latex": "latex"}
"""Language -> the markup in which its citations are printed; the others get text, escaped."""

Cite = Callable[[Sequence[Mapping[str, Any]], int, str], str]
"""Cites, number of the note (0 in the text) and mode -> the citation."""

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


def worded(manuscript: Manuscript, known: Callable[[str], str | None], cite: Cite, *, in_notes: bool) -> Worded:
    """Print the citations by key, in the order of the manuscript.

    Args:
        known: name -> id of its item for `cite`; None for an unknown one.
        in_notes: whether the style puts its citations into notes.
    """
    texts = {(part, block): text for part, block, text in manuscript.blocks}
    clusters: dict[tuple[str, int, int], list[Site]] = defaultdict(list)
    for site in manuscript.sites:
        if site.kind == "keyed" and site.mode != "hidden":
            clusters[site.part, site.block, site.cluster[0]].append(site)
    edits: list[Edit] = []
    left: list[Site] = []
    note = 0
    for sites in clusters.values():
        cites = list(_cites(sites, known))
        frame = _frame(manuscript.language, sites[0], in_notes)
        if len(cites) < sum(len(site.names) for site in sites) or frame is None:
            left += sites
            continue
        note += 1
        words = cite(cites, note if in_notes else 0, _MODES.get(sites[0].mode, ""))
        edits.append(_edit(sites[0], words, frame, manuscript.language, texts[sites[0].part, sites[0].block]))
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


def _frame(language: str, site: Site, in_notes: bool) -> str | None:
    """What stands around a citation: a note where the style or the command wants one; None where there is none."""
    wants_note = (in_notes or site.mode == "note") and site.setting == "text"
    return _NOTE.get(language) if wants_note else "{}"


def _edit(site: Site, words: str, frame: str, language: str, text: str) -> Edit:
    start, end = site.cluster
    if language in _SIGNS:
        words = _SIGNS[language].sub(lambda match: "".join(f"\\{sign}" for sign in match[0]), words)
    if frame == "{}" and words.endswith(".") and text.startswith(".", end):
        words = words[:-1]
    return Edit(site.part, site.block, start, end, frame.format(words))
