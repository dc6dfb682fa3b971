"""Edits: new words for places of a manuscript; all else stays as it is, to the byte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ponarscite.errors import SourceError


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """New text for the characters from `start` to `end`.

    Args:
        part: the file within an archive, "cell" of a notebook, "" for a text.
        block: number of the paragraph or cell, 0 for a text.
        start: index of the first character that is replaced.
        end: index behind the last one.
        text: what stands there afterwards.
    """

    part: str
    block: int
    start: int
    end: int
    text: str


def narrowed(edit: Edit, old: str) -> Edit | None:
    """The edit without the characters at both ends that stay; None if all of them stay.

    Whole words are replaced, and at least one character is.

    Args:
        old: the characters from `start` to `end`.
    """
    if old == edit.text:
        return None
    head = _common(old, edit.text)
    tail = _common(old[head:][::-1], edit.text[head:][::-1])
    while head and _in_word(old, head) | _in_word(edit.text, head):
        head -= 1
    while tail and _in_word(old, len(old) - tail) | _in_word(edit.text, len(edit.text) - tail):
        tail -= 1
    if head + tail >= len(old):  # a mere insertion has no place in a word processor's file
        head, tail = (head - 1, tail) if head else (head, tail - 1)
    return replace(edit, start=edit.start + head, end=edit.end - tail, text=edit.text[head : len(edit.text) - tail])


def _common(one: str, other: str) -> int:
    """The number of characters with which both begin."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _in_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def apart(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in order, each once; of two that overlap the first."""
    kept: list[Edit] = []
    for edit in sorted(set(edits)):
        last = kept[-1] if kept else None
        if last is None or (edit.part, edit.block) != (last.part, last.block) or edit.start >= last.end:
            kept.append(edit)
    return kept


def spliced(text: str, edits: Iterable[Edit]) -> str:
    """A text with its edits, which must not overlap."""
    return "".join(_spliced(text, sorted(edits)))


def _spliced(text: str, edits: list[Edit]) -> Iterator[str]:
    if any(one.end > other.start for one, other in pairwise(edits)):
        raise SourceError("two corrections overlap", hint="correct one of the places by hand")
    done = 0
    for edit in edits:
        yield text[done : edit.start]
        yield edit.text
        done = edit.end
    yield text[done:]
