"""The authors that Zotero finds in a page, split as Zotero splits names: last word, and the words before it.

Source: Zotero's translator "Embedded Metadata" (2024), and Zotero.Utilities.cleanAuthor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from ponarscite.embedded.head import Head

if TYPE_CHECKING:
    from lxml.etree import _Element

Creator: TypeAlias = dict[str, str]
"""{"firstName": ..., "lastName": ...}, or {"name": ...} for a name in a single field."""

BYLINES = ("byline", "bylines", "vcard", "article-byline")
"""Classes of elements that hold a byline."""

NEAR = 4
"""Levels above a byline within which Zotero looks for the title, if the page has several bylines."""

MOST_BYLINES = 50
"""Bylines of one page; on a page with more of them, Zotero uses none."""

_WORDS = re.compile(r"[^\s,.;-]")
_ADDRESS = re.compile(r"[\da-z.-]+\.[a-z.]{2,6}")
_AND = re.compile(r"\s*(?:(?:,\s*)?\band\b|,|&)\s*", re.IGNORECASE)
_BY = re.compile(r"\bby[:\s]+", re.IGNORECASE)
_ASIDE = re.compile(r"\s*[\[(][^\])]{1,200}[\])]\s*")


def creators_of(tree: _Element, head: Head, title: str) -> list[Creator]:
    """Return the authors from the first source that has any: Highwire, Dublin Core, author tag, byline."""
    for found in (_highwire(head), _namespaced(head), _tagged(head), _in_byline(tree, title)):
        if creators := [one for one in found if one]:
            return creators
    return []


def _highwire(head: Head) -> Iterator[Creator]:
    nodes = head.highwire.get("citation_author") or head.highwire.get("citation_authors") or []
    texts = [text for node in nodes for text in _split(node, alone=len(nodes) == 1)]
    for before, text in zip(["", *texts], texts, strict=False):
        if _WORDS.search(text) and text != before:
            yield _cased(clean_author(text, inverted="," in text))


def _split(node: str, *, alone: bool) -> list[str]:
    """Split one tag at semicolons. A single tag is also split at commas between names of two words."""
    texts = re.split(r"\s*;\s*", node)
    by_comma = re.split(r"\s*,\s*", node)
    if alone and len(texts) == 1 and len(by_comma) > 1 and " " in by_comma[0] and " " in by_comma[1]:
        return by_comma
    return texts


def _namespaced(head: Head) -> list[Creator]:
    for name in ("dc.creator", "dcterms.creator", "dc.contributor", "dcterms.contributor"):
        if texts := head.namespaced.get(name):
            return [clean_author(text, inverted="," in text) for text in texts]
    return []


def _tagged(head: Head) -> list[Creator]:
    """Return the authors of the author tag; else of Open Graph's, unless it is the address of a profile."""
    texts = [text for text in dict.fromkeys(head.plain.get("author", ())) if _WORDS.search(text)]
    if not texts:
        profiles = head.namespaced.get("article.author", [])
        texts = [text for text in profiles if not _ADDRESS.search(text) and text != "false"]
    return [clean_author(text) for text in texts]


def clean_author(text: str, *, inverted: bool = False) -> Creator:
    """Split one name as Zotero does: "Family, Given" at the comma, any other name before its last word.

    Zotero knows no particles. A final comma marks a text as inverted without splitting it: "An Institution," is one
    name.
    """
    text = " ".join(text.split()).strip(" ,;")
    if inverted:
        last, _, first = text.partition(", ")
    else:
        first, _, last = text.replace(",", "").rpartition(" ")
    return {"firstName": first, "lastName": last} if first and last else {"name": last or first}


def _cased(creator: Creator) -> Creator:
    """Capitalise each part that is all capitals or all lower case: "PONARS Eurasia" becomes a person called Ponars."""
    if "name" in creator:
        return creator
    return {part: _title(text) if text in (text.upper(), text.lower()) else text for part, text in creator.items()}


def _title(text: str) -> str:
    return re.sub(r"\w+", lambda match: match[0].capitalize(), text)


def _in_byline(tree: _Element, title: str) -> list[Creator]:
    """Return the authors in the page's only byline, or in the one closest to the title."""
    found = list(islice((one for one in tree.iter() if _is_byline(one) and _text(one)), MOST_BYLINES + 1))
    if 1 < len(found) <= MOST_BYLINES:
        inner = [one for one in found if not any(_is_byline(child) for child in one.iterdescendants())]
        found = _nearest(inner, title)
    return list(_read_byline(found[0])) if len(found) == 1 else []


def _is_byline(element: _Element) -> bool:
    return isinstance(element.tag, str) and not set(BYLINES).isdisjoint((element.get("class") or "").split())


def _text(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _nearest(bylines: Sequence[_Element], title: str) -> list[_Element]:
    """Return the bylines whose ancestor that also holds the title is closest."""
    for level in range(1, NEAR + 1):
        near = [one for one in bylines if (above := _above(one, level)) is not None and _holds(above, title)]
        if near:
            return near
    return []


def _above(element: _Element, level: int) -> _Element | None:
    above: _Element | None = element
    for _ in range(level):
        above = None if above is None else above.getparent()
    return above


def _holds(element: _Element, title: str) -> bool:
    wanted = " ".join(title.lower().split())
    return any(
        " ".join((one.text or "").lower().split()) == wanted for one in element.iter() if isinstance(one.tag, str)
    )


def _read_byline(byline: _Element) -> Iterator[Creator]:
    items = [_text(item).rstrip(", ") for item in byline.iter("li")]
    if items:
        yield from (clean_author(text, inverted="," in text) for text in items)
        return
    text = _ASIDE.sub("", _BY.split(_text(byline))[-1])
    names = _AND.split(text)
    if len(names) == 2 and " " not in names[0]:
        yield clean_author(text, inverted=True)
    else:
        yield from (_cased(clean_author(name)) for name in names if name and "@" not in name)
