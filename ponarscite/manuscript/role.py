"""Roles: MyST's {cite:p}`key` and reStructuredText's :cite:p:`key`, with "{see}key{p. 3}"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ponarscite.manuscript.locator import split_locator
from ponarscite.manuscript.site import Mode, Site

ROLE = r"(?:\{(?:foot)?cite(?:[:.]?[A-Za-z]{1,12})*\}|:(?:foot)?cite(?:[:.]?[A-Za-z]{1,12})*:)`[^`]{1,2000}`"
_ROLE = re.compile(
    r"(?:\{(?P<myst>(?:foot)?cite(?:[:.]?[A-Za-z]{1,12})*)\}|(?<!\w):(?P<rst>(?:foot)?cite(?:[:.]?[A-Za-z]{1,12})*):)"
    r"`(?P<keys>[^`]{1,2000})`"
)
_PART = re.compile(r"\s*(?:\{(?P<prefix>[^{}]*)\})?\s*(?P<key>[^\s{},;]+)\s*(?:\{(?P<suffix>[^{}]*)\})?\s*(?:[,;]|$)")
_MODES: dict[str, Mode] = {
    "t": "textual",
    "ts": "textual",
    "ct": "textual",
    "author": "author-only",
    "year": "author-omitted",
    "yearpar": "author-omitted",
}


def role_sites(masked: str, text: str) -> Iterator[Site]:
    """The roles of a text, in order, each one site for all its keys."""
    for match in _ROLE.finditer(masked):
        parts = list(_PART.finditer(masked, *match.span("keys")))
        if not parts or parts[-1].end() != match.end("keys"):
            continue
        name = match["myst"] or match["rst"]
        form = re.split(r"[:.]", name.lower(), maxsplit=1)[-1]
        locator, suffix = split_locator(parts[-1]["suffix"] or "")
        yield Site(
            kind="keyed",
            start=match.start(),
            end=match.end(),
            text=text[match.start() : match.end()],
            names=tuple(text[slice(*part.span("key"))] for part in parts),
            places=tuple(part.span("key") for part in parts),
            prefix=(parts[0]["prefix"] or "").strip(),
            locator=locator,
            suffix=suffix,
            mode="note" if name.startswith("foot") else _MODES.get(form, "parenthetical"),
            cluster=match.span(),
        )
