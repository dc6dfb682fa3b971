"""A book as Open Library's Books API describes it -> a CSL-JSON item.

Source: Open Library, Books API, "jscmd=data" (openlibrary.org/dev/docs/api/books).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ponarscite.record.text import clean

_KEY = re.compile(r"(?:ISBN|OCLC|LCCN|OLID):\S{1,40}")

ADMINISTRATIVE = frozenset("url key cover ebooks links classifications excerpts weight".split())
"""Members that tell nothing of the book itself: its pages at Open Library, pictures, shelf marks."""

_READ = frozenset(
    "title subtitle authors publishers publish_places publish_date number_of_pages identifiers subjects".split()
)


def works_of(value: object) -> Iterator[Mapping[str, Any]]:
    """The books in an answer of the API, each with the key by which it was asked for; nothing for other values."""
    if not isinstance(value, dict) or not value or not all(map(_KEY.fullmatch, value)):
        return
    for key, book in value.items():
        if isinstance(book, dict) and _text(book.get("title")):
            yield {**book, "asked": key}


def item_of(book: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A book as a CSL-JSON item, and the names of the members that the item does not hold. Raises nothing."""
    item = {
        "type": "book",
        "title": _title(book),
        "author": _names(book.get("authors")),
        "publisher": "; ".join(_names(book.get("publishers"))),
        "publisher-place": "; ".join(_names(book.get("publish_places"))),
        "issued": _text(book.get("publish_date")),
        "number-of-pages": _text(book.get("number_of_pages")),
        "ISBN": _isbn(book),
        "keyword": _names(book.get("subjects")),
    }
    known = _READ | ADMINISTRATIVE | {"asked"}
    unread = tuple(f"{name:.60}" for name, value in book.items() if name not in known and value)
    return {variable: value for variable, value in item.items() if value}, unread


def _text(value: object) -> str:
    return clean(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _title(book: Mapping[str, Any]) -> str:
    title, second = _text(book.get("title")), _text(book.get("subtitle"))
    if not second or second.casefold() in title.casefold():
        return title
    return f"{title}{' ' if title[-1] in '?!:' else ': '}{second}"


def _names(value: object) -> list[str]:
    """The names in a list of objects with a name, or of texts."""
    listed = value if isinstance(value, list) else []
    names = (_text(one.get("name") if isinstance(one, dict) else one) for one in listed)
    return list(dict.fromkeys(filter(None, names)))


def _isbn(book: Mapping[str, Any]) -> str:
    """The ISBNs of the book, that which was asked for before the others; of a book without any, that one."""
    known = book.get("identifiers")
    lists = [known.get(name) for name in ("isbn_13", "isbn_10")] if isinstance(known, dict) else []
    asked = book["asked"].removeprefix("ISBN:") if book["asked"].startswith("ISBN:") else ""
    texts = [text for listed in lists if isinstance(listed, list) for one in listed if (text := _text(one))]
    return ", ".join(dict.fromkeys(sorted(texts, key=lambda text: text != asked))) or asked
