"""Page text: the Markdown of a page -> the same with marks, and the clusters that they stand for (pure)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from ponarscite.integrations.mkdocs.marks import mark
from ponarscite.integrations.works.cluster import CLOSING, Cite, Cluster, becomes_note
from ponarscite.manuscript import Site, keyed_sites

NOTE = "ponarscite-"
"""Beginning of the labels of our notes."""

_LIST = re.compile(r"^ {0,3}\\(full_)?bibliography[ \t]*$", re.MULTILINE)
_LABEL = re.compile(r"\[\^([^\]\s]{1,200})\](:?)")
_OTHERS = ("{", "\\", "<", ":")
"""Beginnings of citations in other syntaxes than pandoc's."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A page with marks.

    Args:
        text: Markdown.
        clusters: the id of each is the number of its mark.
        has_list: whether the writer has placed the bibliography of the page.
        has_site_list: whether that of the site.
    """

    text: str
    clusters: tuple[Cluster, ...] = ()
    has_list: bool = False
    has_site_list: bool = False


@dataclass(slots=True)
class _Notes:
    """The notes of a page, numbered as they are referred to."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, label: str) -> int:
        return self.numbers.setdefault(label, len(self.numbers) + 1)


def marked(text: str, first: int, page: int, *, in_notes: bool, is_cited: Callable[[Site], bool]) -> Marked:
    """Put marks into a page.

    Args:
        text: Markdown without its metadata.
        first: number of the first mark.
        page: number of the page, for the mark of its bibliography.
        in_notes: whether the style has notes.
        is_cited: whether a citation is one, and not a text that only looks like it.
    """
    sites = [site for site in keyed_sites(f"\n{text}", "markdown") if not site.text.startswith(_OTHERS)]
    groups = [list(group) for _, group in groupby(sites, key=lambda site: site.cluster)]
    groups = [group for group in groups if any(map(is_cited, group))]
    clusters = [_cluster(group, first + number) for number, group in enumerate(groups)]
    clusters = _with_notes(text, groups, clusters, in_notes=in_notes)
    pieces, done, notes = [], 0, []
    for group, cluster in zip(groups, clusters, strict=True):
        start, end = (place - 1 for place in group[0].cluster)
        words, end, note = _placed(text, end, cluster, in_notes=in_notes)
        before = text[done:start]
        pieces += [before.rstrip(" ") if note and "textual" not in cluster.form else before, words]
        notes += [note] if note else []
        done = end
    whole = "".join((*pieces, text[done:]))
    lists = [match[1] for match in _LIST.finditer(whole)]
    whole = _LIST.sub(lambda match: "\n" + mark("site list" if match[1] else "page list", page) + "\n", whole)
    return Marked("\n\n".join((whole, *notes)), tuple(clusters), None in lists, "full_" in lists)


def _cluster(group: Sequence[Site], number: int) -> Cluster:
    form = "textual" if group[0].mode == "textual" else "parenthetical"
    return Cluster(str(number), tuple(_cites(group)), form)  # type: ignore[arg-type]  # one of the forms


def _cites(group: Sequence[Site]) -> Iterator[Cite]:
    for site in group:
        behind = ", ".join(filter(None, (site.locator, site.suffix)))
        yield Cite(site.names[0], site.prefix, behind, site.mode == "author-omitted")


def _with_notes(
    text: str, groups: Sequence[Sequence[Site]], clusters: Sequence[Cluster], *, in_notes: bool
) -> list[Cluster]:
    """The clusters with the numbers of their notes, which count with those of the writer."""
    notes = _Notes()
    labels = [(match.start(), match) for match in _LABEL.finditer(text)]
    calls = [(place, match[1]) for place, match in labels if not match[2]]
    ours = [
        (group[0].start - 1, NOTE + cluster.id)
        for group, cluster in zip(groups, clusters, strict=True)
        if becomes_note(cluster.form, in_notes=in_notes) and group[0].setting != "note"
    ]
    for _, label in sorted((*calls, *ours)):
        notes.number(label)
    found = []
    for group, cluster in zip(groups, clusters, strict=True):
        if group[0].setting != "note":
            own = NOTE + cluster.id in notes.numbers
            found.append(replace(cluster, note=notes.numbers[NOTE + cluster.id] if own else 0))
            continue
        around = next((match for place, match in reversed(labels) if place < group[0].start and match[2]), None)
        number = notes.number(around[1]) if around else 0
        leads = around is not None and not text[around.end() : group[0].cluster[0] - 1].strip()
        found.append(replace(cluster, note=number, setting="leading a note" if leads else "note"))
    return found


def _placed(text: str, end: int, cluster: Cluster, *, in_notes: bool) -> tuple[str, int, str]:
    """The words in place of a cluster, where the text goes on, and its note."""
    number = int(cluster.id)
    if not becomes_note(cluster.form, in_notes=in_notes) or cluster.setting != "text":
        return mark("text", number), end, ""
    marks = match[0] if (match := CLOSING.match(text, end)) and not text.startswith("]", end) else ""
    author = mark("author", number) if "textual" in cluster.form else ""
    label = f"[^{NOTE}{cluster.id}]"
    return f"{author}{marks}{label}", end + len(marks), f"{label}: {mark('text', number)}"


def has_list(text: str) -> bool:
    """Whether a page has a place for a bibliography."""
    return _LIST.search(text) is not None
