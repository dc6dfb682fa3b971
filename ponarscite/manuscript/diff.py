"""Diff: the lines of a manuscript that change, in the unified format that `patch` and people read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ponarscite.manuscript.reading import Manuscript

_CONTEXT = 3
_SURE = 2
"""Equal lines behind a change with which both texts run together again."""

_WIDEST = 100
"""Lines that a change may add or take away."""


@dataclass(frozen=True, slots=True)
class _Change:
    """The lines of the old text and of the new one that differ, as slices take them."""

    old: int
    old_end: int
    new: int
    new_end: int


def difference(before: Manuscript, after: Manuscript, name: str, old: bytes, new: bytes) -> str:
    """The difference of two states of a manuscript, "" for none.

    Args:
        old, new: their bytes; of a notebook these are compared, of a .docx or .odt file the paragraphs of each part.
    """
    if before.language not in ("docx", "odt"):
        return "".join(unified(_lines(old), _lines(new), name))
    parts = dict.fromkeys(part for part, *_ in before.blocks)
    return "".join(
        line
        for part in parts
        for line in unified(_paragraphs(before, part), _paragraphs(after, part), f"{name}/{part}")
    )


def _lines(content: bytes) -> list[str]:
    """The lines with their ends; only "\\n" ends one, as for `patch`."""
    lines = content.decode("utf-8", "replace").split("\n")
    return [f"{line}\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]


def _paragraphs(manuscript: Manuscript, part: str) -> list[str]:
    return [f"{text}\n" for name, _, text in manuscript.blocks if name == part]


def unified(old: Sequence[str], new: Sequence[str], name: str) -> Iterator[str]:
    """The difference of two texts, in linear time where lines change at their places.

    Args:
        old: lines with their ends.
        name: of the file.
    """
    changes = list(_changes(old, new))
    if changes:
        yield f"--- {name}\n"
        yield f"+++ {name}\n"
    for hunk in _hunks(changes):
        first, last = hunk[0], hunk[-1]
        before = min(_CONTEXT, first.old, first.new)
        behind = min(_CONTEXT, len(old) - last.old_end)
        start, end = first.old - before, last.old_end + behind
        new_start, new_end = first.new - before, last.new_end + behind
        yield f"@@ -{_range(start, end)} +{_range(new_start, new_end)} @@\n"
        at = start
        for one in hunk:
            yield from (_line(" ", line) for line in old[at : one.old])
            yield from (_line("-", line) for line in old[one.old : one.old_end])
            yield from (_line("+", line) for line in new[one.new : one.new_end])
            at = one.old_end
        yield from (_line(" ", line) for line in old[at:end])


def _range(start: int, end: int) -> str:
    return f"{start + (end > start)},{end - start}"


def _line(sign: str, line: str) -> str:
    return f"{sign}{line}" if line.endswith("\n") else f"{sign}{line}\n\\ No newline at end of file\n"


def _hunks(changes: Sequence[_Change]) -> Iterator[list[_Change]]:
    """The changes, those together that share lines of context."""
    group: list[_Change] = []
    for one in changes:
        if group and one.old - group[-1].old_end > 2 * _CONTEXT:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[_Change]:
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and old[i] == new[j]:
            i, j = i + 1, j + 1
            continue
        more, further = _again(old, new, i, j)
        yield _Change(i, more, j, further)
        i, j = more, further


def _again(old: Sequence[str], new: Sequence[str], i: int, j: int) -> tuple[int, int]:
    """The indices at which both texts run together again, or their ends."""
    for distance in range(1, _WIDEST):
        for a in range(distance + 1):
            x, y = i + a, j + distance - a
            if x > len(old) or y > len(new):
                continue
            sure = _SURE if 2 * a != distance else 1  # most changes keep the number of lines
            if old[x : x + sure] == new[y : y + sure] and (x < len(old) or y == len(new)):
                return x, y
    return len(old), len(new)
