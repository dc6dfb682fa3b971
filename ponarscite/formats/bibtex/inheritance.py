"""What an entry takes from its parents (`crossref`) and from the containers that it names (`xdata`).

Source: the biblatex manual, appendix B "Default Inheritance Setup". BibTeX files also put parts into parents of other
types than biblatex has in mind (`@incollection` in `@book`), so the kind of the parent decides how a title is renamed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ponarscite.formats.bibtex.entry import Block
from ponarscite.formats.bibtex.types import BOOKS, NO_REFERENCES, PARTS

MOST_PARENTS = 8  # of one entry; each parent may have as many
MOST_KEYS = 2_000  # characters
DEEPEST = 3

_PARENTS = ("xdata", "crossref")
_OF_THE_ENTRY = frozenset(
    "ids crossref xref xdata entryset entrysubtype execute label options presort related relatedoptions relatedstring "
    "relatedtype shorthand shorthandintro sortkey".split()
)
"""Fields that nobody inherits by biblatex's setup."""

_OF_THE_PARENT = _OF_THE_ENTRY | frozenset(
    "keywords abstract url urldate doi eprint eprinttype eprintclass archiveprefix primaryclass file groups owner "
    "timestamp comment annotation".split()
)
"""Fields that say something about the parent alone: the DOI of a book is not that of its chapter."""

_TITLES = ("title", "subtitle", "titleaddon")
_NO_TITLES = frozenset(("shorttitle", "sorttitle", "indextitle", "indexsorttitle"))
_ARTICLES = frozenset(("article", "suppperiodical"))
_WITH_BOOK_AUTHOR = frozenset(("inbook", "bookinbook", "suppbook"))


def with_parents(block: Block, by_key: Mapping[str, Block], depth: int = 0) -> Block:
    """The entry with the fields that it lacks and its parents have; a circle of parents ends after three steps."""
    fields = dict(block.fields)
    for key in _keys(block) if depth < DEEPEST else ():
        if key in by_key:
            parent = with_parents(by_key[key], by_key, depth + 1)
            fields = {**dict(_inherited(parent, block)), **fields}
    return replace(block, fields=fields) if len(fields) > len(block.fields) else block


def _keys(block: Block) -> list[str]:
    texts = (key.strip().lower() for name in _PARENTS for key in block.fields.get(name, "")[:MOST_KEYS].split(","))
    return list(dict.fromkeys(filter(None, texts)))[:MOST_PARENTS]


def _inherited(parent: Block, child: Block) -> Iterator[tuple[str, str]]:
    """The fields of a parent under the names that they have in the child."""
    is_data = parent.type in NO_REFERENCES
    left_out = _OF_THE_ENTRY if is_data else _OF_THE_PARENT
    kind = "" if is_data else _title_of(parent.type, child)
    for name, value in parent.fields.items():
        if name in left_out:
            continue
        if is_data:
            yield name, value
        elif name in _TITLES:
            yield from ((f"{kind}{name}" if kind else name, value),) if kind != "none" else ()
        elif name not in _NO_TITLES:
            yield name, value
        if name == "author" and not is_data and child.type in _WITH_BOOK_AUTHOR:
            yield "bookauthor", value


def _title_of(parent_type: str, child: Block) -> str:
    """What the title of a parent is to a child: "main", "journal" or "book"; "" for its own, "none" for nothing."""
    if parent_type.startswith("mv") and child.type in BOOKS | PARTS:
        return "main"
    if child.type in _ARTICLES:
        return "journal"
    if child.type in PARTS:
        return "book"
    return "none" if "title" in child.fields else ""
