"""Web addresses: which may be opened, and how they are shown."""

from __future__ import annotations

import re
from base64 import b64encode
from urllib.parse import unquote, urlsplit, urlunsplit

from ponarscite.errors import FetchError

PORTS = {"http": 80, "https": 443}
ROBOTS = "/robots.txt"
NO_HOST = re.compile(r"[\x00-\x20\x7f\"<>\\^`{|}]")
"""ASCII characters that no host may have (RFC 3986, 3.2.2); urllib3 before 2.8 percent-encodes them and goes on."""


def checked(url: str, context: str = "") -> str:
    """Return *url* if it is a complete http(s) address.

    Args:
        context: the beginning of the error message.
    Raises:
        FetchError: any other address.
    """
    try:
        scheme, host, _ = origin(url)
    except ValueError:
        scheme, host = "http", ""
    if scheme not in PORTS:
        raise FetchError(
            f"{context}{without_credentials(url)!r}: only http and https addresses are opened",
            hint="open it in a browser, save the page and give the file",
        )
    if not host or NO_HOST.search(host):
        raise FetchError(
            f"{context}{without_credentials(url)!r}: not a complete address",
            hint="an address looks like https://ponarseurasia.org/memo",
        )
    return url


def origin(url: str) -> tuple[str, str, int]:
    """Return scheme, host and port of *url*. Raises ValueError, also for text behind an IPv6 address ("[::1].evil")."""
    parts = urlsplit(url)
    _, bracket, rest = parts.netloc.rpartition("]")
    if bracket and rest and not rest.startswith(":"):
        raise ValueError(url)
    return parts.scheme, parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0)


def path_of(url: str) -> str:
    """Return the path of *url*; "" if it has none or cannot be parsed."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def authorization(url: str) -> str:
    """Return the Authorization header (RFC 7617, UTF-8) for the user and password in *url*, "" if it has none."""
    parts = urlsplit(url)
    if parts.username is None:
        return ""
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return f"Basic {b64encode(pair.encode('utf-8', 'replace')).decode()}"


def without_credentials(url: str) -> str:
    """Return *url* without user and password, fit to be shown and stored.

    Raises nothing: of a malformed address, everything up to the last "@" is cut.
    """
    try:
        origin(url)
        parts = urlsplit(url)
    except ValueError:
        return re.sub(r"(?<=//).*@", "", url, flags=re.DOTALL)
    if "@" not in parts.netloc:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
