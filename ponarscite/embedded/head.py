"""What a page's meta tags state, sorted as Zotero sorts it: vocabularies, Highwire's `citation_*`, and the rest.

Source: Zotero's translator "Embedded Metadata" (2024): which names it splits where, and what it takes for a namespace.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

VOCABULARIES = frozenset(
    "bib bibo dc dcterms prism foaf vcard link z eprint eprints og article book music video so codemeta rdf".split()
)
"""The prefixes that are known without being declared."""

HIGHWIRE = "citation_"
_APART = re.compile(r"[.:_]")


@dataclass(frozen=True, slots=True)
class Head:
    """What the meta tags of a page say.

    Args:
        stated: "dc.title", "og.site_name" -> the values, in order; the vocabulary and the first letter of the property
            in lower case.
        highwire: "citation_title" -> the values, in order; a prefix of another site's own is cut off.
        plain: any other name, in lower case -> the values, in order.
    """

    stated: dict[str, list[str]] = field(default_factory=dict)
    highwire: dict[str, list[str]] = field(default_factory=dict)
    plain: dict[str, list[str]] = field(default_factory=dict)

    def first(self, names: Sequence[str]) -> str:
        """The first value of the first of these statements that there is, "" when there is none."""
        return next((self.stated[name][0] for name in names if name in self.stated), "")


def read_head(tree: _Element) -> Head:
    """The meta tags of a page, wherever they stand. Raises nothing."""
    head = Head()
    for element in tree.iter("meta"):
        names, value = element.get("name") or element.get("property"), element.get("content")
        if not names or not value or not value.strip():
            continue
        for name in names.split():
            kind, key = _sorted(name)
            getattr(head, kind).setdefault(key, []).append(" ".join(value.split()))
    return head


def _sorted(name: str) -> tuple[str, str]:
    """(attribute of Head, key) of the name of a meta tag."""
    if HIGHWIRE in name:
        return "highwire", name[name.rindex(HIGHWIRE) :]
    parts = _APART.split(name)
    for vocabulary, start in _prefixes(parts):
        if vocabulary in VOCABULARIES and start < len(name):
            return "stated", f"{vocabulary}.{name[start].lower()}{name[start + 1 :]}"
    return "plain", name.lower()


def _prefixes(parts: Sequence[str]) -> Iterator[tuple[str, int]]:
    """(what may be the vocabulary, where the property starts): of "og:video:tag", first "video", then "og"."""
    if len(parts) > 2:
        yield parts[1].lower(), len(parts[0]) + len(parts[1]) + 2
    if len(parts) > 1:
        yield parts[0].lower(), len(parts[0]) + 1
