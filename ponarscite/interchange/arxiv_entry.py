"""Entries of arXiv's API, in Atom -> references.

Source: arXiv API user's manual, 3.3.2 (entry metadata) and 3.4 (errors).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ponarscite.interchange.reference import Reference
from ponarscite.interchange.xml import text_of, xml_references

if TYPE_CHECKING:
    from lxml.etree import _Element

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_ADDRESS = re.compile(r"https?://(?:export\.)?arxiv\.org/abs/(.{1,60}?)(v\d{1,3})?/?")
_ERROR = re.compile(r"https?://(?:export\.)?arxiv\.org/api/errors")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)T")


def references_of(text: str) -> Iterator[Reference]:
    """The entries of a feed, in order. Raises nothing: an error that the API tells in an entry is a fault."""
    return xml_references(text, _entries)


def _entries(feed: _Element) -> Iterator[Reference]:
    for number, entry in enumerate(feed.iter(f"{_ATOM}entry"), 1):
        yield _reference(entry, number)


def _reference(entry: _Element, number: int) -> Reference:
    place = f"entry {number}"
    address = text_of(entry.find(f"{_ATOM}id"))
    if _ERROR.match(address):
        return Reference(place=place, faults=(text_of(entry.find(f"{_ATOM}summary")) or "an error without words",))
    item = {variable: value for variable, value in _values(entry, address).items() if value}
    unread = tuple(name for name in ("comment", "affiliation") if entry.find(f".//{_ARXIV}{name}") is not None)
    return Reference(place=place, item=item, unread=unread, remarks=tuple(_remarks(entry)))


def _values(entry: _Element, address: str) -> dict[str, Any]:
    """The variables of a preprint, as Zotero has them: number in the archive, archive, address with the version."""
    found = _ADDRESS.fullmatch(address)
    number, version = (found[1], found[2] or "") if found else ("", "")
    groups = (*entry.findall(f"{_ARXIV}primary_category"), *entry.findall(f"{_ATOM}category"))
    day = _DATE.match(text_of(entry.find(f"{_ATOM}published")))
    return {
        "type": "article",
        "title": text_of(entry.find(f"{_ATOM}title")),
        "author": [text_of(name) for name in entry.findall(f"{_ATOM}author/{_ATOM}name")],
        "issued": {"date-parts": [[int(part) for part in day.groups()]]} if day else None,
        "abstract": text_of(entry.find(f"{_ATOM}summary")),
        "publisher": "arXiv",
        "number": f"arXiv:{number}" if number else "",
        "keyword": list(dict.fromkeys(term for group in groups if (term := group.get("term")))),
        "URL": f"https://arxiv.org/abs/{number}{version}" if number else "",
    }


def _remarks(entry: _Element) -> Iterator[str]:
    """The work in print, which is another work than the preprint."""
    printed = text_of(entry.find(f"{_ARXIV}journal_ref"))
    doi = text_of(entry.find(f"{_ARXIV}doi"))
    if printed or doi:
        known = ", ".join(filter(None, (printed, f"doi:{doi}" if doi else "")))
        yield f"arXiv names a version in print: {known}"
