"""What a Zotero library holds, read by the API that the program and zotero.org have in common.

Source: Zotero web API v3, "Read Requests"; the local API of Zotero 7.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ponarscite.errors import PushError
from ponarscite.interchange.zotero_item import from_zotero_item
from ponarscite.network.service import Response, Service
from ponarscite.reconcile.holdings import Holdings
from ponarscite.series.identity import empty_holdings
from ponarscite.series.series import Series

PAGE = 100  # items an response, the most that zotero.org gives
PDF = "application/pdf"

Check = Callable[[Response], None]
"""Raises PushError for an answer that is no success."""


def pages(service: Service, path: str, check: Check) -> Iterator[tuple[list[dict[str, Any]], Response]]:
    """The entries of a listing, {"key", "data", ...}, page by page, each with the answer that it is; one at least."""
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
    """The entries of a listing, one by one."""
    for entries, _ in pages(service, path, check):
        yield from entries


def _array(service: Service, response: Response) -> list[Any]:
    if isinstance(found := response.json, list):
        return found
    raise PushError(f"{service.name} answered with no list of items", hint="see whether it is up to date")


def data_of(entry: dict[str, Any]) -> dict[str, Any]:
    """The fields of an entry."""
    data = entry.get("data")
    return data if isinstance(data, dict) else {}


def holdings_of(service: Service, library: str, series: Sequence[Series], check: Check) -> tuple[Holdings, int]:
    """The top items of a library ("/users/0"), and the library's version at the first answer; 0 when it has none."""
    holdings, version = empty_holdings(series), None
    for entries, response in pages(service, f"{library}/items/top", check):
        version = response.number("Last-Modified-Version") if version is None else version
        for entry in entries:
            holdings.add(from_zotero_item(data_of(entry)), str(entry.get("key") or ""))
    return holdings, version or 0


def pdfs_of(service: Service, library: str, item: str, check: Check) -> list[dict[str, Any]]:
    """The data of the PDFs that hang on an item, each with its key."""
    entries = listed(service, f"{library}/items/{item}/children", check)
    return [data_of(entry) | {"key": entry.get("key")} for entry in entries if data_of(entry).get("contentType") == PDF]
