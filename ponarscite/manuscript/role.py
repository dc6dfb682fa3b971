"""Roles: MyST's {cite:p}`key` and reStructuredText's :cite:p:`key`, with "{see}key{p. 3}" or "key, 3; other"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ponarscite.manuscript.locator import split_locator
from ponarscite.manuscript.site import Mode, Site, Span

ROLE = r"(?:\{(?:foot)?cite(?:[:.]?[A-Za-z]{1,12})*\}|:(?:foot)?cite(?:[:.]?[A-Za-z]{1,12})*:)`[^`]{1,2000}`"
_ROLE = re.compile(
    r"(?:\{(?P<myst>(?:foot)?cite(?:[:.]?[A-Za-z]{1,12})*)\}|(?<!\w):(?P<rst>(?:foot)?cite(?:[:.]?[A-Za-z]{1,12})*):)"
    r"`(?P<keys>[^`]{1,2000})`"
)
_PIECE = re.compile(r"(?P<end>[,;])|(?P<words>(?:\{[^{}]*\}|[^{},;])+)")
_PART = re.compile(r"\s*(?:\{(?P<prefix>[^{}]*)\})?\s*(?P<key>[^\s{}]+)\s*(?:\{(?P<suffix>[^{}]*)\})?\s*")
_PLACE = re.compile(r"\d|[^\W\d]+(?:\.|\s)|[§¶]")
"""Beginning of a place behind a comma: a digit, or a term with a stop or a blank behind it; "p3" may be a key."""
_MODES: dict[str, Mode] = {
    "t": "textual",
    "ts": "textual",
    "ct": "textual",
    "cts": "textual",
    "author": "author-only",
    "authors": "author-only",
    "cauthor": "author-only",
    "cauthors": "author-only",
    "year": "author-omitted",
    "yearpar": "author-omitted",
    "full": "full",
    "empty": "hidden",
}


@dataclass(frozen=True, slots=True)
class RoleCite:
    """One work in a role.

    Args:
        name: as written.
        place: span of the name.
        prefix: the words before it: "see".
        behind: the words behind it: "p. 3, and passim".
    """

    name: str
    place: Span
    prefix: str = ""
    behind: str = ""


def role_cites(text: str, start: int = 0, end: int | None = None) -> list[RoleCite]:
    """The works in the text of a role; [] where it is none.

    A semicolon parts works. So does a comma, unless what follows reads as a place or as several words: "a, b" are two
    works, "a, 3" and "a, chap. 2, and on" one.

    Args:
        text: that holds the role.
        start: of the text of the role.
        end: of it; None for the end of *text*.
    """
    found: list[RoleCite] = []
    is_new = True
    for match in _PIECE.finditer(text, start, len(text) if end is None else end):
        if match["end"]:
            is_new = is_new or match["end"] == ";"
            continue
        words = match["words"]
        if not words.strip():
            continue
        if not is_new and _is_behind(words):
            found[-1] = replace(found[-1], behind=f"{found[-1].behind}, {words.strip()}".removeprefix(", "))
            continue
        part = _PART.fullmatch(text, *match.span())
        if not part:
            return []
        prefix, behind = ((part[name] or "").strip() for name in ("prefix", "suffix"))
        found.append(RoleCite(part["key"], part.span("key"), prefix, behind))
        is_new = False
    return found if not text[start:end].count("{") - text[start:end].count("}") else []


def _is_behind(words: str) -> bool:
    """Whether words behind a comma belong to the work before it."""
    if words.lstrip().startswith("{") or words.rstrip().endswith("}"):
        return False
    words = words.strip()
    locator, rest = split_locator(words)
    is_place = bool(locator) and bool(_PLACE.match(locator)) and not rest
    return is_place or bool(re.search(r"\s", words))


def role_sites(masked: str, text: str) -> Iterator[Site]:
    """The roles of a text, in order, each one site for all its keys."""
    for match in _ROLE.finditer(masked):
        cites = role_cites(masked, *match.span("keys"))
        if not cites:
            continue
        name = match["myst"] or match["rst"]
        form = re.split(r"[:.]", name.lower(), maxsplit=1)[-1]
        locator, suffix = split_locator(cites[-1].behind)
        yield Site(
            kind="keyed",
            start=match.start(),
            end=match.end(),
            text=text[match.start() : match.end()],
            names=tuple(text[slice(*one.place)] for one in cites),
            places=tuple(one.place for one in cites),
            prefix=cites[0].prefix,
            locator=locator,
            suffix=suffix,
            mode="note" if name.startswith("foot") else _MODES.get(form, "parenthetical"),
            cluster=match.span(),
        )
