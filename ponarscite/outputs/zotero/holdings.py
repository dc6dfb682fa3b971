"""The items of a Zotero library, read through the API that the program and zotero.org share.

Source: Zotero Web API v3, "Read Requests"; the local API of Zotero 7.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ponarscite.errors import PushError
from ponarscite.hookspecs import PushOptions, PushState
from ponarscite.interchange.zotero_item import from_zotero_item, to_zotero_item
from ponarscite.network.service import Response, Service
from ponarscite.reconcile.holdings import Holdings, Match
from ponarscite.record.record import Record
from ponarscite.series.identity import empty_holdings
from ponarscite.series.series import Series

PAGE = 100  # entries a response, the maximum of zotero.org
PDF = "application/pdf"
MOST_TITLES = 3

Check = Callable[[Response], None]
"""Raises PushError for a response that is no success."""


def pages(service: Service, path: str, check: Check) -> Iterator[tuple[list[dict[str, Any]], Response]]:
    """Yield the pages of a listing, at least one: (entries {"key", "data", ...}, response)."""
    seen: set[object] = set()
    start, total = 0, 1
    while start < total:
        response = service.request("GET", path, params={"format": "json", "limit": PAGE, "start": start})
        check(response)
        entries = [one for one in _array(service, response) if isinstance(one, dict) and one.get("key") not in seen]
        yield entries, response
        if not entries:
            return
        seen.update(entry.get("key") for entry in entries)
        start += len(entries)
        known = response.number("Total-Results")
        total = (start + 1 if len(entries) == PAGE else start) if known is None else known


def listed(service: Service, path: str, check: Check) -> Iterator[dict[str, Any]]:
    """Yield the entries of a listing."""
    for entries, _ in pages(service, path, check):
        yield from entries


def _array(service: Service, response: Response) -> list[Any]:
    if isinstance(found := response.json, list):
        return found
    raise PushError(f"{service.name} did not answer with a list of items", hint="check that it is up to date")


def data_of(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of an entry, {} if it has none."""
    data = entry.get("data")
    return data if isinstance(data, dict) else {}


@dataclass(frozen=True, slots=True)
class Filed:
    """How an item is filed.

    Args:
        tag_entries: {"tag", "type"} of each tag.
        collections: the keys of its collections.
        version: of the item, 0 if unknown.
    """

    tag_entries: tuple[Mapping[str, Any], ...] = ()
    collections: tuple[str, ...] = ()
    version: int = 0

    @property
    def tags(self) -> frozenset[str]:
        """The names of its tags."""
        return frozenset(str(one.get("tag")) for one in self.tag_entries)


def filed_as(entry: dict[str, Any]) -> Filed:
    """How the item of an entry is filed."""
    data = data_of(entry)
    tags = tuple(one for one in _list(data.get("tags")) if isinstance(one, dict))
    version = entry.get("version", data.get("version"))
    collections = tuple(map(str, _list(data.get("collections"))))
    return Filed(tags, collections, version if isinstance(version, int) else 0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an item lacks of `--collection` and `--tag`.

    Args:
        collection: a key, "" for none.
        tags: names.
    """

    collection: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """The top-level items of a library.

    Args:
        holdings: the works that they describe.
        version: the library's version at the first response, 0 if unknown.
        filed: key of an item -> how it is filed.
        server: the id of the database of a running Zotero, "" if it is told none (Zotero 10 and newer tell it).
    """

    holdings: Holdings
    version: int = 0
    filed: Mapping[str, Filed] = field(default_factory=dict)
    server: str = ""

    def match(self, records: Sequence[Record]) -> list[Match]:
        """Find each record, in the form in which Zotero gives it back."""
        return self.holdings.match([from_zotero_item(to_zotero_item(record)) for record in records])

    def lacking(
        self, matches: Iterable[Match], options: PushOptions, collection: str
    ) -> dict[str, tuple[Filed, Wanted]]:
        """The items among the matches that can get a collection or a tag: key -> (how it is filed, what it lacks)."""
        found = {}
        for name in (match.held.name for match in matches if match.held):
            filed = self.filed.get(name)
            if filed is None:
                continue
            tags = tuple(dict.fromkeys(tag for tag in options.tags if tag not in filed.tags))
            wanted = Wanted("" if collection in filed.collections else collection, tags)
            if wanted != Wanted():
                found[name] = filed, wanted
        return found

    def remark(self, match: Match, state: PushState, options: PushOptions, collection: str) -> str:
        """Say which collection and tags a work does not get because it is there, or which works may be the same.

        Args:
            collection: key of the collection that `--collection` names, "" if it is unknown.
        """
        if match.held or state == "saved":
            filed = self.filed.get(match.held.name, Filed()) if match.held else Filed()
            missing = _missing(filed, options, collection)
            return f"already there, so without {' and '.join(missing)}: add them in Zotero" if missing else ""
        titles = dict.fromkeys(f"“{one.title}”" for one in match.alike)
        return f"may be the same work as {_some([*titles])} in Zotero: compare the two there" if titles else ""


def _missing(filed: Filed, options: PushOptions, collection: str) -> list[str]:
    """What of `--collection` and `--tag` an item does not have."""
    missing = [f"the tag {tag!r}" for tag in options.tags if tag not in filed.tags]
    if options.collection and not (collection and collection in filed.collections):
        missing.insert(0, f"the collection {options.collection!r}")
    return missing


def shelf_of(
    service: Service, library: str, series: Sequence[Series], check: Check, *, without: Collection[str] = ()
) -> Shelf:
    """Read the top-level items of a library ("/users/0"), but for the items of these keys."""
    holdings, version, filed, server = empty_holdings(series), None, {}, ""
    for entries, response in pages(service, f"{library}/items/top", check):
        version = response.number("Last-Modified-Version") if version is None else version
        server = server or response.headers.get("Zotero-Server-ID", "")
        for entry in entries:
            name = str(entry.get("key") or "")
            if name in without:
                continue
            holdings.add(from_zotero_item(data_of(entry)), name)
            filed[name] = filed_as(entry)
    return Shelf(holdings, version or 0, filed, server)


def _some(titles: Sequence[str]) -> str:
    """The first titles, and the number of the others."""
    more = len(titles) - MOST_TITLES
    return ", ".join(titles[:MOST_TITLES]) + (f" and {more} more" if more > 0 else "")


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def collection_paths(service: Service, library: str, check: Check) -> dict[str, str]:
    """Return the path ("Russia/Memos") of every collection of a library -> its key."""
    entries = (data_of(one) | {"key": one.get("key")} for one in listed(service, f"{library}/collections", check))
    known = {str(one["key"]): one for one in entries}

    def path(key: str, depth: int = 0) -> str:
        one = known[key]
        above = str(one.get("parentCollection") or "")
        name = str(one.get("name") or "")
        return f"{path(above, depth + 1)}/{name}" if above in known and depth < len(known) else name

    return {path(key): key for key in known}


def pdfs_of(service: Service, library: str, item: str, check: Check) -> list[dict[str, Any]]:
    """Return the data of the PDFs attached to an item, each with its key."""
    entries = listed(service, f"{library}/items/{item}/children", check)
    return [data_of(entry) | {"key": entry.get("key")} for entry in entries if data_of(entry).get("contentType") == PDF]
