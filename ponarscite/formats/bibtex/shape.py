"""The type and the fields of a .bib entry by its shape, where its entry type leaves them open.

BibTeX has no type for newspapers, cases, laws and letters, and BibLaTeX none for their people; reference managers write
their fields all the same. Source: what Zotero writes of its item types, by its translators "BibTeX" and "BibLaTeX".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ponarscite.formats.bibtex.types import BOOKS

ONLINE = frozenset(("electronic", "online", "webpage", "www"))
SITES = ("organization", "publisher", "journaltitle", "journal")
LETTERS = frozenset(("email", "e-mail", "letter"))

_AGAINST = re.compile(r"\S \\?(?:v|vs)\.? \S")
_PEOPLE = ("author", "editor", "editora")


def reshaped(entry_type: str, fields: Mapping[str, str]) -> dict[str, str]:
    """The fields under the names that they have in other entries: the site of a page, a section, a series' editor."""
    found = _with_own_title(fields) if entry_type in BOOKS else dict(fields)
    if entry_type in ONLINE and "titleaddon" in found and not any(name in found for name in SITES):
        found["organization"] = found.pop("titleaddon")
    if entry_type in ("article", "misc") and "chapter" in found and "section" not in found:
        found["section"] = found.pop("chapter")
    if found.get("editorbtype", "").casefold() == "redactor" and "collection-editor" not in found:
        found["collection-editor"] = found.pop("editorb", "")
        del found["editorbtype"]
    if "collaborator" in found and "editora" not in found:
        found |= {"editora": found.pop("collaborator"), "editoratype": "collaborator"}
    return found


def _with_own_title(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields of a book, whose `booktitle` is its own title: parents have it for the chapters that inherit it."""
    found = dict(fields)
    if found.get("title") in (None, "", found.get("booktitle")):
        for name in ("title", "subtitle", "titleaddon"):
            text = found.pop(f"book{name}", "")
            if text and not found.get(name):
                found[name] = text
    return found


def type_by_shape(entry_type: str, fields: Mapping[str, str], genre: str) -> str:
    """The CSL type that the fields tell, "" where they tell none.

    An article with a place or an edition, and without volume, number and publisher, is of a newspaper. Without names, a
    recording is a song of its performers, a text with a chapter is a law, and one side against another is a case.
    """
    if entry_type == "article":
        where = {"location", "address", "edition"} & set(fields)
        return "article-newspaper" if where and not {"volume", "number", "publisher"} & set(fields) else ""
    if entry_type == "audio":
        return "" if "author" in fields else "song"
    if entry_type != "misc":
        return ""
    if genre.casefold() in LETTERS:
        return "personal_communication"
    if not any(name in fields for name in _PEOPLE):
        if {"volume", "pages"} <= set(fields) and _AGAINST.search(fields.get("title", "").replace("{", "")):
            return "legal_case"
        return "legislation" if "chapter" in fields else ""
    return "article" if genre.casefold() == "preprint" else ""


def placed_people(item: dict[str, Any]) -> dict[str, Any]:
    """The item with its collaborators, as Zotero writes each creator without a field, in their roles in such a work."""
    people = item.get("contributor")
    role = {"personal_communication": "recipient", "broadcast": "guest"}.get(item.get("type", ""), "")
    target = role if "author" in item else "author"
    if people and target and target not in item and item.get("type") in _COLLABORATED:
        item[target] = item.pop("contributor")
    return item


_COLLABORATED = frozenset(("broadcast", "document", "personal_communication", "song"))
