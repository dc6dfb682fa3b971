"""A work as Crossref's REST API, or its content negotiation, describes it -> a CSL-JSON item.

The latter is near CSL-JSON: its titles are texts, but it has lists of ISSNs, types of its own, and the deposit.
Source: Crossref's REST API documentation, "API format"; its list of types (/types).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import Any, TypeGuard

from ponarscite.record.item import STRINGS, is_text
from ponarscite.record.item import TYPES as CSL_TYPES
from ponarscite.record.text import bare_doi, clean

TYPES: Mapping[str, str] = {
    "book": "book",
    "book-chapter": "chapter",
    "book-part": "chapter",
    "book-section": "chapter",
    "book-series": "book",
    "book-set": "book",
    "book-track": "chapter",
    "component": "document",
    "database": "dataset",
    "dataset": "dataset",
    "dissertation": "thesis",
    "edited-book": "book",
    "grant": "document",
    "journal": "periodical",
    "journal-article": "article-journal",
    "journal-issue": "periodical",
    "journal-volume": "periodical",
    "monograph": "book",
    "other": "document",
    "peer-review": "review",
    "posted-content": "article",
    "proceedings": "book",
    "proceedings-article": "paper-conference",
    "proceedings-series": "book",
    "reference-book": "book",
    "reference-entry": "entry",
    "report": "report",
    "report-component": "report",
    "report-series": "report",
    "standard": "standard",
}
"""Type of Crossref -> CSL type."""

DEPOSIT = frozenset(
    "alternative-id content-created content-domain content-updated created deposited indexed is-referenced-by-count "
    "isbn-type issn-type journal-issue member prefix reference-count references-count resource score status "
    "update-policy".split()
)
"""Members that tell of the deposit and of its use, or repeat others."""

_DATES = ("issued", "published", "published-print", "published-online", "posted", "created")
"""Where the date of publication is, the first with a year."""

_JATS = re.compile(r"<(?P<end>/?)(?:jats:)?(?P<tag>[a-zA-Z]{1,20})[^<>]{0,200}>")
_KEPT = {"italic": "i", "i": "i", "bold": "b", "b": "b", "sub": "sub", "sup": "sup"}
_HEADING = re.compile(r"^(?:abstract|summary)\b[:.]?\s*(?=[A-Z])", re.IGNORECASE)
_PERSON = {"family": "family", "given": "given", "suffix": "suffix", "name": "literal"}


def works_of(value: object) -> Iterator[Mapping[str, Any]]:
    """The works in an answer of the API, or in a value that is a work itself; nothing for other values."""
    if not isinstance(value, dict):
        return
    message = value.get("message")
    if not isinstance(message, dict):
        yield from (value,) if is_work(value) else ()
    elif isinstance(message.get("items"), list):
        yield from filter(is_work, message["items"])
    elif is_work(message):
        yield message


def is_work(value: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether a value is a work of Crossref: a type, with a title or a container in a list, or with its deposit."""
    if not isinstance(value, dict) or not isinstance(kind := value.get("type"), str):
        return False
    if kind not in TYPES:
        return kind in CSL_TYPES and _has_deposit(value)
    lists = ("title", "container-title", "short-container-title")
    return any(isinstance(value.get(name), list) for name in lists) or _has_deposit(value)


def _has_deposit(value: Mapping[str, Any]) -> bool:
    return "content-domain" in value and "indexed" in value


def item_of(work: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A work as a CSL-JSON item, and the names of the members that the item does not hold. Raises nothing."""
    item: dict[str, Any] = {"type": TYPES.get(work["type"], work["type"])}
    item |= {name: text for name in STRINGS & work.keys() - _MEMBERS.keys() if (text := _plain(work[name]))}
    known = {"type", "subtitle", *_DATES[1:], *DEPOSIT, *item}
    for name, (variable, read) in _MEMBERS.items():
        if name in work and (value := read(work[name])):
            known |= {name} if _is_whole(work[name], value) else set()
            item.setdefault(variable, value)
    item |= _title(work) | _event(work.get("event")) | _date(work)
    if bare_doi(item.get("URL", "")).casefold() == item.get("DOI", "").casefold():
        item.pop("URL", None)  # the address of the DOI itself
    known |= {"event"} if "event-title" in item else set()
    known |= {"issued"} if "issued" in item else set()
    left = tuple(f"{name:.60}" for name, value in work.items() if name not in known and value not in _NOTHING)
    return {variable: value for variable, value in item.items() if value}, left


_NOTHING: tuple[object, ...] = (None, "", [], {}, 0, [""], [None], {"date-parts": [[None]]}, {"date-parts": [[]]})
"""Values that say nothing; an unknown date has one part, null."""


def _is_whole(value: object, read: object) -> bool:
    """Whether each of several persons was read; other values are read whole, or not at all."""
    return not (isinstance(value, list) and read and isinstance(read, list)) or len(read) == len(value)


def _first(value: object) -> str:
    one = value[0] if isinstance(value, list) and value else value
    return _plain(one)


def _plain(value: object) -> str:
    """A text with JATS or HTML as the rich text of CSL, and without its other tags."""
    if not is_text(value):
        return ""
    return clean(unescape(_JATS.sub(_tag, str(value))))


def _tag(match: re.Match[str]) -> str:
    kept = _KEPT.get(match["tag"].casefold())
    return f"<{match['end']}{kept}>" if kept else " "


def _abstract(value: object) -> str:
    return _HEADING.sub("", _plain(value))


def _listed(value: object) -> str:
    """Several ISSNs or ISBNs in one text; old ISBNs are addresses."""
    listed = value if isinstance(value, list) else [value]
    return ", ".join(dict.fromkeys(text.rpartition("/")[2] for one in listed if (text := _plain(one))))


def _words(value: object) -> list[str]:
    return [text for one in value if (text := _plain(one))] if isinstance(value, list) else []


def _people(value: object) -> list[dict[str, str]]:
    listed = value if isinstance(value, list) else []
    people = (
        {part: text for name, part in _PERSON.items() if (text := _plain(one.get(name)))}
        for one in listed
        if isinstance(one, dict)
    )
    return [person for person in people if person]


def _named(value: object) -> str:
    """The name of the first of several institutions."""
    one = value[0] if isinstance(value, list) and value else value
    return _plain(one.get("name")) if isinstance(one, dict) else _plain(one)


def _title(work: Mapping[str, Any]) -> dict[str, str]:
    title, subtitle = _first(work.get("title")), _first(work.get("subtitle"))
    if not title or not subtitle or subtitle.casefold() in title.casefold():
        return {"title": title or subtitle}
    return {"title": f"{title}{' ' if title[-1] in '?!:' else ': '}{subtitle}"}


def _event(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        return {}
    ends = [_parts(value.get(end)) for end in ("start", "end")]
    parts = [end for end in ends if end]
    date = {"event-date": {"date-parts": parts}} if parts else {}
    return {"event-title": _plain(value.get("name")), "event-place": _plain(value.get("location"))} | date


def _date(work: Mapping[str, Any]) -> dict[str, Any]:
    found = next(filter(None, (_parts(work.get(name)) for name in _DATES)), None)
    return {"issued": {"date-parts": [found]}} if found else {}


def _parts(value: object) -> list[int]:
    parts = value.get("date-parts") if isinstance(value, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    return [part for part in first if isinstance(part, int)] if isinstance(first, list) else []


_MEMBERS: Mapping[str, tuple[str, Callable[[object], Any]]] = {
    "title": ("title", _first),
    "short-title": ("title-short", _first),
    "original-title": ("original-title", _first),
    "container-title": ("container-title", _first),
    "short-container-title": ("container-title-short", _first),
    "author": ("author", _people),
    "editor": ("editor", _people),
    "translator": ("translator", _people),
    "chair": ("chair", _people),
    "publisher": ("publisher", _plain),
    "publisher-location": ("publisher-place", _plain),
    "institution": ("publisher", _named),
    "standard-body": ("authority", _named),
    "volume": ("volume", _plain),
    "issue": ("issue", _plain),
    "page": ("page", _plain),
    "article-number": ("number", _plain),
    "edition-number": ("edition", _plain),
    "part-number": ("part", _plain),
    "degree": ("genre", _first),
    "DOI": ("DOI", lambda value: bare_doi(_plain(value))),
    "URL": ("URL", _plain),
    "ISBN": ("ISBN", _listed),
    "ISSN": ("ISSN", _listed),
    "abstract": ("abstract", _abstract),
    "subject": ("keyword", _words),
    "language": ("language", _plain),
    "source": ("source", _plain),
}
"""Member of a work -> CSL variable, and how it is read; of two members for one variable, the first counts."""
