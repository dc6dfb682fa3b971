"""What was read before: answers in an SQLite file of the user's cache folder, as JSON, never pickled.

What is kept is whole and decompressed, without cookies or credentials. It is fresh for a day; after that the server
is asked whether it has changed.
"""

from __future__ import annotations

import logging
import sqlite3
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from requests import Request
from requests_cache import CacheMixin
from requests_cache.backends.sqlite import SQLiteCache
from requests_cache.models.response import CachedResponse

from ponarscite.network.address import ROBOTS, path_of
from ponarscite.network.pace import FRESH
from ponarscite.network.session import PlainSession

if TYPE_CHECKING:
    from requests import PreparedRequest, Response

PATIENCE = 10_000  # milliseconds to wait for another process of ours
STATUSES = frozenset(range(200, 600)) - {304}
"""What may be kept: `ResponseCache.save_response` chooses."""

log = logging.getLogger(__name__)


class ResponseCache(SQLiteCache):
    """Keeps what can be used again: successes, redirects, and that a site has no robots.txt."""

    def save_response(self, response: Response, *args: Any, **options: Any) -> None:
        """Keep an answer, unless it is a failure: what was read before is worth more."""
        is_robots = path_of(response.url) == ROBOTS
        if response.ok or (is_robots and response.status_code < 500):
            super().save_response(response, *args, **options)


class CachingSession(CacheMixin, PlainSession):
    """A session that looks at the backend first."""


def session(folder: str) -> PlainSession:
    """A session with the cache of this folder; one without, and a word in the log, where there can be none."""
    backend = open_cache(folder)
    if backend is None:
        return PlainSession()
    return CachingSession(
        backend=backend, expire_after=FRESH, allowable_codes=STATUSES, autoclose=False, key_fn=cache_key
    )


def cache_key(request: PreparedRequest, **_: Any) -> str:
    """Under what an answer is kept: the address as it is; all our requests are alike in the rest."""
    return sha256((request.url or "").encode("utf-8", "replace")).hexdigest()


@lru_cache(maxsize=4)
def open_cache(folder: str) -> ResponseCache | None:
    """The cache of this folder, opened once; None when it cannot be written."""
    path = Path(folder) / "pages.sqlite"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _try_to_write(path)
        return ResponseCache(str(path), serializer="json", busy_timeout=PATIENCE, wal=True)
    except (OSError, sqlite3.Error) as error:
        log.warning("nothing is kept: the cache %s cannot be used (%s)", path, error)
        return None


def _try_to_write(path: Path) -> None:
    """Raises sqlite3.Error for a file that cannot be written: requests-cache would wait for it for ever."""
    connection = sqlite3.connect(path, timeout=PATIENCE / 1000, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    finally:
        connection.close()


def cached_response(session: PlainSession, address: str) -> CachedResponse | None:
    """What was kept of an address, however old it is."""
    if not isinstance(session, CachingSession):
        return None
    return session.cache.get_response(cache_key(session.prepare_request(Request("GET", address))))


def can_be_revalidated(response: CachedResponse) -> bool:
    """Whether the server can be asked if it has changed (RFC 9110, 13.1)."""
    return not {"etag", "last-modified"}.isdisjoint(name.lower() for name in response.headers)
