"""Subtitles that begin with a capital, as Zotero prints titles in the styles of the APA and their like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_SPLIT = re.compile(
    r"(\.)\s+|(?<!\s)\s*([!?])\s+|(?<![\s:])\s*(:)+\s+|(?<!\s)\s*(—)\s*|(?<!\s)\s+(-)\s+|(?<![\s-])\s*(--)-*\s*"
)
"""Break between a title and its subtitle: a mark, a colon, or a dash."""
_FIRST = re.compile(r"((?:</?[ib]>|[\s\"'“”‘’«»(\[¿¡])*)([^\W\d_][^\s<>/()\[\]\"“”‘’'–—-]*)")
"""The marks before the first word of a text, and that word."""


@lru_cache(maxsize=10_000)
def with_capitals(title: str, short: str = "", *, narrow: str = "") -> str:
    """The title with a capital at the beginning of each subtitle; a dash is set without spaces.

    Args:
        title: with markup of CSL.
        short: the short title; if it is the part before one of the subtitles, only that one gets a capital.
        narrow: space before a colon, question or exclamation mark.
    """
    splits = list(_splits(title))
    chosen = _beside_short(title, short, splits)
    places = [chosen] if chosen else splits
    parts: list[str] = []
    end = 0
    for match in places:
        parts += [title[end : match.start()], _joint(match, narrow)]
        end = match.end()
    parts.append(title[end:])
    if len(places) != 1:
        parts[0] = _capitalised(parts[0])
    for n, match in enumerate(places):
        if match[1] is None:  # a small word after a full stop follows an abbreviation
            parts[2 * n + 2] = _capitalised(parts[2 * n + 2])
    return "".join(parts)


def _splits(title: str) -> Iterator[re.Match[str]]:
    """The places between title and subtitles; a capital before one is an abbreviation, or part of one."""
    for match in _SPLIT.finditer(title):
        before = title[match.start() - 1 : match.start()]
        if before and before == before.lower():
            yield match


def _beside_short(title: str, short: str, splits: list[re.Match[str]]) -> re.Match[str] | None:
    """The place where the short title ends, None if there is no such place."""
    bare = short.rstrip("?!").lower()
    if not bare or short.lower() == title.lower() or not title.lower().startswith(bare):
        return None
    return next((match for match in splits if match.start() == len(bare)), None)


def _joint(match: re.Match[str], narrow: str) -> str:
    """The text printed between title and subtitle."""
    stop, mark, colon, *dashes = match.groups()
    if any(dashes):
        return "—"
    return match[0] if stop else f"{narrow}{mark or colon} "


def _capitalised(text: str) -> str:
    match = _FIRST.match(text)
    if match is None or match[2] != match[2].lower():
        return text
    return match[1] + match[2][0].upper() + text[match.start(2) + 1 :]
