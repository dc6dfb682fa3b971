"""Remarks: input that a processor prints otherwise than the caller may expect, without being an error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ponarscite.csl.item import TYPES, Item

_TEXTS = {
    "version": "the style is written in version {name!r} of CSL and is read as 1.0",
    "locale": "no locale is called {name!r}; that of {instead!r} is used",
    "label": "the locale has no locator label {name!r}; it is left out",
    "type": "{name!r} is no type of CSL; conditions and forms for types do not apply",
    "id": "an item has no id; it can be cited as ''",
    "repeated": "several items have the id {name!r}; the last one is used",
}
"""Kind of a remark -> what it says."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in the input that is not printed as written.

    Args:
        kind: "version", "locale", "label", "type", "id" or "repeated".
        name: that is not known: "xx-YY".
        count: how often it was met.
        instead: what is used in its place, "" for nothing.
    """

    kind: str
    name: str
    count: int = 1
    instead: str = ""

    def __str__(self) -> str:
        text = _TEXTS[self.kind].format(name=self.name, instead=self.instead)
        return f"{text} ({self.count} times)" if self.count > 1 else text


class Remarks:
    """The remarks on the input of a processor, each told once, with its count."""

    def __init__(self) -> None:
        self._found: Counter[tuple[str, str, str]] = Counter()

    def add(self, kind: str, name: str, instead: str = "") -> None:
        """Count something that was met."""
        self._found[kind, name, instead] += 1

    def read_items(self, items: Iterable[Item]) -> None:
        """Look for missing and repeated ids, and unknown types."""
        seen: set[str] = set()
        for item in items:
            if item.raw.get("id") in (None, ""):
                self.add("id", "")
            elif item.id in seen:
                self.add("repeated", item.id)
            seen.add(item.id)
            if item.type not in TYPES:
                self.add("type", item.type)

    def all(self) -> list[Remark]:
        """The remarks, in the order in which they were first met."""
        return [Remark(kind, name, count, instead) for (kind, name, instead), count in self._found.items()]
