"""Fields of a .bib entry that belong together, as single fields: titles, eprints, people with a role, notes.

The new fields have the names of CSL variables where BibLaTeX has none ("volume-title", "archive_location").
Source: the biblatex manual, "Entry Fields" and "Electronic Publishing Information"; pandoc, for the main title.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ponarscite.formats.bibtex.types import BOOKS, PARTS
from ponarscite.interchange.latex import to_latex

TITLES = (
    ("title", "subtitle", "titleaddon"),
    ("booktitle", "booksubtitle", "booktitleaddon"),
    ("maintitle", "mainsubtitle", "maintitleaddon"),
    ("journaltitle", "journalsubtitle", "journaltitleaddon"),
    ("journal", "journalsubtitle", "journaltitleaddon"),
    ("issuetitle", "issuesubtitle", "issuetitleaddon"),
    ("eventtitle", "eventsubtitle", "eventtitleaddon"),
)
"""A title, its subtitle and its addition."""

ROLES: Mapping[str, str] = {
    "": "editor",
    "collaborator": "contributor",
    "compiler": "compiler",
    "curator": "curator",
    "director": "director",
    "editor": "editor",
    "executiveproducer": "executive-producer",
    "founder": "series-creator",
    "host": "host",
    "illustrator": "illustrator",
    "narrator": "narrator",
    "organizer": "organizer",
    "performer": "performer",
    "producer": "producer",
    "scriptwriter": "script-writer",
    "translator": "translator",
}
"""Value of `editortype` and `editoratype` -> CSL variable."""

HELPERS = ("commentator", "annotator", "introduction", "foreword", "afterword")
"""Fields of people whose role CSL does not have: they are contributors."""

ARCHIVES: Mapping[str, tuple[str, str]] = {
    "arxiv": ("arXiv", "https://arxiv.org/abs/{}"),
    "jstor": ("JSTOR", "https://www.jstor.org/stable/{}"),
    "hdl": ("HDL", "https://hdl.handle.net/{}"),
    "pubmed": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/{}/"),
    "googlebooks": ("Google Books", "https://books.google.com/books?id={}"),
    "ssrn": ("SSRN", "https://ssrn.com/abstract={}"),
}
"""`eprinttype` -> name of the archive, and the address of a work in it."""

_ARXIV = re.compile(r"(?:arxiv:\s*)?((?:\d{4}\.\d{4,5}|[a-z-]{1,20}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,3})?)", re.IGNORECASE)
_CLASS = re.compile(r"\s+\[([\w.-]{1,30})\]\s*$")
_END = "?!:."


def composed(entry_type: str, fields: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The fields with those that belong together as one, and names of what is lost of them."""
    found, lost = dict(fields), list[str]()
    for names in TITLES:
        _join_title(found, *names)
    _place_main_title(entry_type, found)
    lost += _place_people(found)
    _place_eprint(found)
    if addendum := found.pop("addendum", ""):
        found["note"] = _after(found.get("note", ""), addendum)
    return found, lost


def _join_title(fields: dict[str, str], name: str, subtitle: str, addition: str) -> None:
    """Join the subtitle and the addition to their title. Without a title they stay fields of their own, unread."""
    if not (title := fields.get(name)):
        return
    if text := fields.pop(subtitle, ""):
        title = f"{title}{' ' if title[-1] in '?!:' else ': '}{text}"
    if text := fields.pop(addition, ""):
        title = _after(title, text)
    fields[name] = title


def _after(text: str, more: str) -> str:
    """Two sentences, with a full stop between them."""
    return f"{text}{' ' if text[-1] in _END else '. '}{more}" if text else more


def _place_main_title(entry_type: str, fields: dict[str, str]) -> None:
    """The main title of several volumes becomes the title of the book; the title of the volume, `volume-title`."""
    own = "title" if entry_type in BOOKS else "booktitle" if entry_type in PARTS else ""
    if own and (main := fields.pop("maintitle", "")):
        if volume := fields.get(own):
            fields["volume-title"] = volume
        fields[own] = main
    elif issue := fields.pop("issuetitle", ""):
        fields.setdefault("volume-title", issue)


def _place_people(fields: dict[str, str]) -> list[str]:
    """Move editors and others to the field of their role; the names of the roles that CSL does not have."""
    lost = []
    for name in ("editor", "editora", "editorb", "editorc"):
        people, kind = fields.pop(name, ""), fields.pop(f"{name}type", "")
        role = ROLES.get(kind.strip().casefold(), "")
        if people and not role:
            lost.append(f"{name} ({kind.strip():.30})")
        if people:
            _add(fields, role or ("editor" if name == "editor" else "contributor"), people)
    for name in HELPERS:
        if people := fields.pop(name, ""):
            lost.append(f"{name} (role)")
            _add(fields, "contributor", people)
    return lost


def _add(fields: dict[str, str], role: str, people: str) -> None:
    fields[role] = f"{fields[role]} and {people}" if role in fields else people


def _place_eprint(fields: dict[str, str]) -> None:
    """The archive of an eprint, its number there, its class, and its address where there is no other."""
    if not (number := fields.pop("eprint", "").strip()):
        return
    said = fields.pop("eprinttype", "") or fields.pop("archiveprefix", "")
    fields.pop("archiveprefix", "")
    kind = said.strip().casefold()
    arxiv = _ARXIV.match(_CLASS.sub("", number))
    if kind == "arxiv" or (not kind and arxiv):
        kind, number = "arxiv", _read_arxiv(fields, number)
    name, address = ARCHIVES.get(kind, (said.strip(), ""))
    if kind == "pubmed" and not fields.get("pmid"):
        fields["pmid"] = number
    elif number.lower().startswith(("http:", "https:")):
        fields.setdefault("url", number)
    else:
        fields["archive_location"] = number if "\\" in number else to_latex(number)  # eprint is a verbatim field
        fields.setdefault("archive", name)
    if group := fields.pop("eprintclass", "") or fields.pop("primaryclass", ""):
        fields["archive_collection"] = group
    fields.pop("primaryclass", "")
    if address:
        fields.setdefault("url", address.format(number))


def _read_arxiv(fields: dict[str, str], number: str) -> str:
    """The number without "arXiv:" before it, and without its class in brackets, which becomes a field."""
    if group := _CLASS.search(number):
        fields.setdefault("eprintclass", group[1])
        number = number[: group.start()]
    match = _ARXIV.fullmatch(number)
    return match[1] if match else number
