"""Exceptions of requests, urllib3 and sqlite3, translated into messages."""

from __future__ import annotations

import sqlite3

import requests
import urllib3

FAULTS: tuple[tuple[tuple[type[Exception], ...], str, str], ...] = (
    (
        (requests.exceptions.SSLError, urllib3.exceptions.SSLError),
        "has no trusted certificate",
        "open it in a browser to see what is wrong with it",
    ),
    (
        (requests.Timeout, urllib3.exceptions.TimeoutError),
        "does not answer",
        "try again later",
    ),
    (
        (
            requests.exceptions.InvalidURL,
            requests.exceptions.MissingSchema,
            urllib3.exceptions.LocationParseError,
        ),
        "is not a complete address",
        "an address looks like https://ponarseurasia.org/memo",
    ),
    (
        (requests.exceptions.ProxyError, requests.exceptions.InvalidProxyURL, requests.exceptions.InvalidSchema),
        "cannot be reached through the proxy",
        "check http_proxy, https_proxy and no_proxy in the environment",
    ),
    (
        (sqlite3.Error,),
        "cannot be read: the cache of pages is damaged",
        "delete pages.sqlite in the cache folder",
    ),
    (
        (Exception,),
        "closed the connection, or does not speak HTTP",
        "try again later, or save the page in a browser and give the file",
    ),
)
"""(exceptions, what is wrong with the address, the next step); the first row that fits counts."""

LOST = (requests.ConnectionError, requests.exceptions.ChunkedEncodingError, urllib3.exceptions.ProtocolError, OSError)
"""Exceptions of a lost connection. Another try is worthwhile unless another row of FAULTS explains the exception."""

RAISED = (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError, sqlite3.Error)
"""All exceptions that these libraries raise for outside faults."""


def explain(error: Exception) -> tuple[str, str]:
    """Return (what is wrong with the address, the next step)."""
    return next(row[1:] for row in FAULTS if isinstance(error, row[0]))


def is_lost(error: Exception) -> bool:
    """Whether a connection was lost for no known reason."""
    return isinstance(error, LOST) and next(row for row in FAULTS if isinstance(error, row[0])) is FAULTS[-1]
