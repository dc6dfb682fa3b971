"""Clusters: the citations on a page, as a writer typed them, and their texts in a style (pure)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from ponarscite.csl.punctuation import Open, Run
from ponarscite.csl.tree import LINK

Runs: TypeAlias = tuple[Run, ...]
Form: TypeAlias = Literal["parenthetical", "textual", "author", "year", "full", "note", "textual note", "hidden"]
"""Manner of printing: "full" as in the bibliography, "note" in a note in every style, "hidden" not at all."""

Setting: TypeAlias = Literal["text", "own note", "note", "leading a note"]
"""The place of a cluster: running text, a note that it is alone, a note of the writer, the beginning of one."""

NOTES: Final = ("note", "textual note")
"""Forms that are notes in every style."""

CLOSING: Final = re.compile(r"[.,;:!?)\]}”’»]+(?!\w)")
"""Marks that a note mark follows."""


@dataclass(frozen=True, slots=True)
class Cite:
    """One work in a cluster.

    Args:
        name: of the work, as written.
        prefix: the words before it: "see".
        behind: the words behind it: "p. 3, and passim".
        is_suppressed: whether its author is left out.
    """

    name: str
    prefix: str = ""
    behind: str = ""
    is_suppressed: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """One citation of one or several works.

    Args:
        id: that differs from those of the other clusters of its page.
        note: number of the note that it stands in, or becomes; 0 in the text.
    """

    id: str
    cites: tuple[Cite, ...]
    form: Form = "parenthetical"
    note: int = 0
    setting: Setting = "text"


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a cluster.

    Args:
        runs: of the citation. A link to an entry has the address "#" and the id of the item.
        author: what stands in the text before a note.
    """

    runs: Runs
    author: Runs = ()


def becomes_note(form: Form, *, in_notes: bool) -> bool:
    """Whether a cluster in running text becomes a note, in a style with notes or without."""
    return form in NOTES or (in_notes and form in ("parenthetical", "textual"))


def relinked(runs: Iterable[Run], address: Callable[[str], str]) -> Runs:
    """Runs whose links to entries lead to the address of an id; without those whose address is ""."""
    found: list[Run] = []
    kept: list[bool] = []
    """Whether each format that is open stays."""
    for run in runs:
        if isinstance(run, str):
            found.append(run)
        elif isinstance(run, Open):
            is_entry = run.name == LINK and run.value[:1] == "#"
            one = Open(LINK, address(run.value[1:])) if is_entry else run
            kept.append(bool(one.value))
            found += [one] if one.value else []
        elif kept.pop():
            found.append(run)
    return tuple(found)


def begins_raised(runs: Iterable[Run]) -> bool:
    """Whether a text begins with a raised number, which no blank stands before."""
    for run in runs:
        if isinstance(run, str):
            return False
        if isinstance(run, Open) and (run.name, run.value) == ("vertical-align", "sup"):
            return True
    return False


def in_line(runs: Iterable[Run]) -> Iterator[Run]:
    """An entry as a part of a sentence: without the number in its margin, and without blocks."""
    hidden = 0
    open_: list[bool] = []
    """Whether each format that is open is printed."""
    for run in runs:
        if isinstance(run, str):
            yield from () if hidden else (run,)
        elif isinstance(run, Open):
            hidden += (run.name, run.value) == ("display", "left-margin") or hidden > 0
            open_.append(run.name != "display" and not hidden)
            yield from (run,) if open_[-1] else ()
        else:
            hidden -= hidden > 0
            yield from (run,) if open_.pop() else ()


def ends_with_stop(runs: Iterable[Run]) -> bool:
    """Whether a text ends with a full stop, so that none follows."""
    last = ""
    for run in runs:
        last = run if isinstance(run, str) else last
    return last.endswith(".")
