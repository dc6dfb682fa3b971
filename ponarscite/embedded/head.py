"""The meta tags of a page, classified as Zotero does: vocabularies, Highwire Press tags (`citation_*`), others.

Source: Zotero's translator "Embedded Metadata" (2024), for the splitting of names and the known vocabularies.
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
"""Prefixes that Zotero knows without a declaration."""

HIGHWIRE = "citation_"
_APART = re.compile(r"[.:_]")


@dataclass(frozen=True, slots=True)
class Head:
    """The meta tags of a page.

    Args:
        namespaced: "dc.title", "og.site_name" -> values in order. Vocabulary and first letter of the property are in
            lower case.
        highwire: "citation_title" -> values in order. A prefix that a site puts before "citation_" is cut off.
        plain: any other name, in lower case -> values in order.
    """

    namespaced: dict[str, list[str]] = field(default_factory=dict)
    highwire: dict[str, list[str]] = field(default_factory=dict)
    plain: dict[str, list[str]] = field(default_factory=dict)

    def first(self, names: Sequence[str]) -> str:
        """Return the first value of the first of these names that the page has, "" if it has none."""
        return next((self.namespaced[name][0] for name in names if name in self.namespaced), "")


def read_head(tree: _Element) -> Head:
    """Read the meta tags of a page, wherever they are. Raises nothing."""
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
    """Classify the name of a meta tag: (attribute of Head, key in it)."""
    if HIGHWIRE in name:
        return "highwire", name[name.rindex(HIGHWIRE) :]
    parts = _APART.split(name)
    for vocabulary, start in _prefixes(parts):
        if vocabulary in VOCABULARIES and start < len(name):
            return "namespaced", f"{vocabulary}.{name[start].lower()}{name[start + 1 :]}"
    return "plain", name.lower()


def _prefixes(parts: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield (possible vocabulary, index of the property): for "og:video:tag" first "video", then "og"."""
    if len(parts) > 2:
        yield parts[1].lower(), len(parts[0]) + len(parts[1]) + 2
    if len(parts) > 1:
        yield parts[0].lower(), len(parts[0]) + 1
