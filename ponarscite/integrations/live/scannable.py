"""Scannable cites: { see | Lee, (2012) | p. 3 | and on | zu:2433:WQVBH98K } in a text (pure).

Source: RTF/ODF Scan for Zotero, "Scannable Cite". The last part may also be a name of a record: a key, `ponars:775`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_PART = r"[^{}|\n]{0,300}"
_CITE = re.compile(
    rf"\{{(?P<prefix>{_PART})\|(?P<shown>{_PART})\|(?P<locator>{_PART})\|(?P<suffix>{_PART})\|(?P<name>{_PART})\}}"
)
_SHORT = re.compile(r"z(?P<kind>[ug]):(?P<library>\d{1,12}):(?P<key>[A-Z0-9]{8})")
_LONG = re.compile(r"https?://zotero\.org/(?:users|groups)/(?:local/)?\w{1,20}/items/[A-Z0-9]{8}")
_SELECT = re.compile(
    r"zotero://select/(?:items/\d_|library/items/|groups/(?P<library>\d{1,12})/items/)(?P<key>[A-Z0-9]{8})"
)
_KINDS = {"u": "users", "g": "groups"}


class Scannable(NamedTuple):
    """A scannable cite.

    Args:
        start, end, text: its place.
        name: the last part.
        address: of the item in Zotero, "" if the last part does not name one.
        locator: "p. 3", "" for none.
        words: `prefix` and `suffix`.
        shown: its words for people, in parentheses.
        is_without_author: whether these begin with a hyphen.
    """

    start: int
    end: int
    text: str
    name: str
    address: str
    locator: str
    words: Mapping[str, str]
    shown: str
    is_without_author: bool


def scannable_cites(text: str) -> Iterator[Scannable]:
    """The scannable cites of a text, in order. In linear time."""
    if "{" not in text or "|" not in text:
        return
    for match in _CITE.finditer(text):
        part = {name: value.strip() for name, value in match.groupdict().items()}
        is_without = part["shown"].startswith("-")
        words = " ".join(
            filter(None, (part["prefix"], part["shown"].removeprefix("-"), part["locator"], part["suffix"]))
        )
        yield Scannable(
            match.start(),
            match.end(),
            match[0],
            part["name"],
            _address(part["name"]),
            part["locator"],
            {"prefix": part["prefix"], "suffix": part["suffix"]},
            f"({words})",
            is_without,
        )


def _address(name: str) -> str:
    """The address of an item of Zotero; "" for a local library, which only its own Zotero knows."""
    if match := _SHORT.fullmatch(name):
        is_local = match["kind"] == "u" and not int(match["library"])
        return "" if is_local else f"http://zotero.org/{_KINDS[match['kind']]}/{match['library']}/items/{match['key']}"
    if match := _SELECT.fullmatch(name):
        return f"http://zotero.org/groups/{match['library']}/items/{match['key']}" if match["library"] else ""
    return name.replace("https://", "http://", 1) if _LONG.fullmatch(name) else ""
