"""The items of a Zotero library, read through the API that the program and zotero.org share.

Source: Zotero Web API v3, "Read Requests"; the local API of Zotero 7.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ponarscite.errors import PushError
from ponarscite.interchange.zotero_item import from_zotero_item
from ponarscite.network.service import Response, Service
from ponarscite.reconciliation.holdings import Holdings
from ponarscite.series.identity import empty_holdings
from ponarscite.series.series import Series

PAGE = 100  # entries a response, the maximum of zotero.org
PDF = "application/pdf"

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


def holdings_of(service: Service, library: str, series: Sequence[Series], check: Check) -> tuple[Holdings, int]:
    """Return the top-level items of a library ("/users/0"), and its version at the first response, 0 if unknown."""
    holdings, version = empty_holdings(series), None
    for entries, response in pages(service, f"{library}/items/top", check):
        version = response.number("Last-Modified-Version") if version is None else version
        for entry in entries:
            holdings.add(from_zotero_item(data_of(entry)), str(entry.get("key") or ""))
    return holdings, version or 0


def pdfs_of(service: Service, library: str, item: str, check: Check) -> list[dict[str, Any]]:
    """Return the data of the PDFs attached to an item, each with its key."""
    entries = listed(service, f"{library}/items/{item}/children", check)
    return [data_of(entry) | {"key": entry.get("key")} for entry in entries if data_of(entry).get("contentType") == PDF]
