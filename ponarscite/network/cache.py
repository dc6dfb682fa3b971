"""The cache of responses: an SQLite file in the user's cache folder. Values are JSON, never pickled.

Bodies are stored whole and decompressed, without cookies and credentials. A response is fresh for a day; after that it
is revalidated with the server.
"""

from __future__ import annotations

import logging
import os
import sqlite3
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from requests_cache import CacheMixin
from requests_cache.backends.sqlite import SQLiteCache
from requests_cache.models.response import CachedResponse

from ponarscite.network.address import ROBOTS, path_of
from ponarscite.network.pace import FRESH
from ponarscite.network.session import PlainSession

if TYPE_CHECKING:
    from requests import PreparedRequest, Request, Response

VERSION = 1  # of what is stored, as PRAGMA user_version
PATIENCE = 10_000  # milliseconds to wait for another process that writes to the cache
STATUSES = frozenset(range(200, 600)) - {304}
"""Statuses that may be stored; `ResponseCache.save_response` decides."""
METHODS = ("GET", "HEAD", "POST")
"""Methods whose responses may be stored. With POST a service is asked for one work."""
ANY = "*/*"
"""The header Accept that requests sends, if nothing else is asked for."""

log = logging.getLogger(__name__)


class ResponseCache(SQLiteCache):
    """Stores responses that are worth reusing: successes, redirects, and the absence of a robots.txt."""

    def save_response(self, response: Response, *args: Any, **options: Any) -> None:
        """Store a response unless it is a failure, which must not replace an earlier success."""
        is_robots = path_of(response.url) == ROBOTS
        if response.ok or (is_robots and response.status_code < 500):
            super().save_response(response, *args, **options)


class CachingSession(CacheMixin, PlainSession):
    """A session that looks into the cache first."""


def session(folder: str) -> PlainSession:
    """Open a session with the cache in *folder*; without a cache, and with a warning in the log, if that cannot be
    used.
    """
    backend = open_cache(folder)
    if backend is None:
        return PlainSession()
    return CachingSession(
        backend=backend,
        expire_after=FRESH,
        allowable_codes=STATUSES,
        allowable_methods=METHODS,
        autoclose=False,
        key_fn=cache_key,
    )


def cache_key(request: PreparedRequest, **_: Any) -> str:
    """Return the key of a response: the address, and what a service was asked for. Pages are all asked for alike."""
    parts = [request.url or ""]
    if (accept := request.headers.get("Accept") or ANY) != ANY:
        parts.append(str(accept))
    if isinstance(request.body, bytes):
        parts.append(request.body.decode("utf-8", "replace"))
    return sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()


@lru_cache(maxsize=4)
def open_cache(folder: str) -> ResponseCache | None:
    """Open the cache in *folder*, once a process; None if it cannot be written."""
    path = Path(folder) / "pages.sqlite"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        _try_to_write(path)
        return ResponseCache(str(path), serializer="json", busy_timeout=PATIENCE, wal=True)
    except (OSError, sqlite3.Error) as error:
        log.warning("the cache %s cannot be used, so nothing is stored: %s", path, error)
        return None


def _try_to_write(path: Path) -> None:
    """Raise sqlite3.Error for a file that cannot be written; requests-cache would wait for it forever."""
    connection = sqlite3.connect(path, timeout=PATIENCE / 1000, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute("PRAGMA user_version").fetchone()[0] < VERSION:
            _empty(connection)
        connection.execute("COMMIT")
    finally:
        connection.close()


def _empty(connection: sqlite3.Connection) -> None:
    """Drop what an earlier version stored: it kept headers with passwords, and pages that credentials had opened."""
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    for (name,) in tables.fetchall():
        connection.execute('DROP TABLE "' + name.replace('"', '""') + '"')
    connection.execute(f"PRAGMA user_version = {VERSION}")


def cached_response(session: PlainSession, request: Request) -> CachedResponse | None:
    """Return the stored response to a request, however old; None if there is none."""
    if not isinstance(session, CachingSession):
        return None
    return session.cache.get_response(cache_key(session.prepare_request(request)))


def is_from_the_future(response: Response) -> bool:
    """Whether a response is from the cache and fresh for more than two days: the clock was ahead when it was stored.

    It would stay fresh until the clock has gone so far again.
    """
    expires = getattr(response, "expires", None) if getattr(response, "from_cache", False) else None
    return expires is not None and expires - datetime.now(UTC) > 2 * FRESH


def can_be_revalidated(response: CachedResponse) -> bool:
    """Whether a stored response has a validator, so that the server can be asked for changes (RFC 9110, 13.1)."""
    return not {"etag", "last-modified"}.isdisjoint(name.lower() for name in response.headers)
