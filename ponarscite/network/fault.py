"""What the libraries below us raise, in words."""

from __future__ import annotations

import sqlite3

import requests
import urllib3

FAULTS: tuple[tuple[tuple[type[Exception], ...], str, str], ...] = (
    (
        (requests.exceptions.SSLError, urllib3.exceptions.SSLError),
        "has no certificate that can be trusted",
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
        "cannot be looked up: the cache of pages read before is damaged",
        "delete pages.sqlite in the cache folder",
    ),
    (
        (Exception,),
        "broke off, or does not speak HTTP",
        "try again later, or save the page in a browser and give the file",
    ),
)
"""Exceptions of the libraries, what they mean for the address, and the next step; the first one that fits."""

LOST = (requests.ConnectionError, requests.exceptions.ChunkedEncodingError, urllib3.exceptions.ProtocolError, OSError)
"""A connection that broke off: worth another try, unless one of the rows above says what is wrong."""

RAISED = (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError, sqlite3.Error)
"""All that they raise when something is wrong outside."""


def explain(error: Exception) -> tuple[str, str]:
    """What an exception means for the address, and the next step."""
    return next(row[1:] for row in FAULTS if isinstance(error, row[0]))


def is_lost(error: Exception) -> bool:
    """Whether a connection broke off for no reason that we know."""
    return isinstance(error, LOST) and next(row for row in FAULTS if isinstance(error, row[0])) is FAULTS[-1]
