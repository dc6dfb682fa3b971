"""The WordPress REST API: one page of a list at a time.

Source: WordPress REST API handbook, Posts, Categories, Pagination.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from ponarscite.errors import FetchError
from ponarscite.network.fetch import fetch, fetch_cached

if TYPE_CHECKING:
    from ponarscite.hookspecs import SourceOptions
    from ponarscite.network.fetch import Fetched

Value: TypeAlias = dict[str, Any]

SHUT = frozenset((400, 401, 403, 404, 405, 410))
"""Statuses of a site whose REST API is closed or missing."""


class ClosedError(FetchError):
    """The site has no usable REST API."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list.

    Args:
        address: its address.
        items: its JSON objects.
        total: number of objects in the whole list, None when unknown.
        pages: number of pages of the list, None when unknown.
        fetched: the response.
    """

    address: str
    items: tuple[Value, ...]
    total: int | None
    pages: int | None
    fetched: Fetched

    @property
    def sent_at(self) -> datetime:
        """When the server sent the page: by its clock or by ours, whichever is earlier."""
        try:
            by_server = parsedate_to_datetime(self.fetched.headers.get("Date", ""))
        except (TypeError, ValueError, OverflowError):
            return self.fetched.at
        return min(self.fetched.at, by_server if by_server.tzinfo else by_server.replace(tzinfo=UTC))


def read(address: str, options: SourceOptions) -> ListPage:
    """Fetch one page of a list. Raises FetchError."""
    return _parsed(address, fetch(address, options))


def read_first(address: str, options: SourceOptions) -> ListPage:
    """Fetch the first page of a list, whose failure shows that there is no REST API. Raises ClosedError, FetchError."""
    try:
        return read(address, options)
    except FetchError as error:
        if error.status in SHUT or options.cache == "offline":
            raise ClosedError(error.message, hint=error.hint, status=error.status) from error
        raise


def read_cached(address: str, options: SourceOptions) -> ListPage | None:
    """Return a page from the cache, however old; None if there is no usable one."""
    try:
        found = fetch_cached(address, options)
        return _parsed(address, found) if found else None
    except FetchError:
        return None


def _parsed(address: str, fetched: Fetched) -> ListPage:
    try:
        value = json.loads(fetched.content)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, list):
        raise ClosedError(f"{address} is not a JSON list", hint="try again later with --refresh")
    items = tuple(one for one in value if isinstance(one, dict))
    return ListPage(address, items, _count(fetched, "X-WP-Total"), _count(fetched, "X-WP-TotalPages"), fetched)


def _count(fetched: Fetched, header: str) -> int | None:
    text = fetched.headers.get(header, "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else None
