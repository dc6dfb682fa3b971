"""http(s) addresses -> bytes, or an error that says what to do. requests is imported by the first fetch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urljoin

from ponarscite.errors import FetchError
from ponarscite.network.address import authorization, checked, origin, without_credentials
from ponarscite.network.pace import FRESH, seconds_of

if TYPE_CHECKING:
    from requests import Response

    from ponarscite.hookspecs import SourceOptions

MOST_REDIRECTS = 10

SAVE_IT = "open it in a browser, save the page and give the file"
STATUS_HINTS = {401: SAVE_IT, 403: SAVE_IT, 429: "try again later"}


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer.

    Args:
        content: its bytes, decompressed; empty only where that was allowed.
        media_type: as declared, in lower case: "text/html"; "" when nothing was declared.
        charset: as declared, "" when nothing was.
        url: the address that gave it, after redirects; without credentials and fragment.
        headers: of the answer, found under names of any case.
        at: when the server gave it, or said that it has not changed since; local time.
        is_kept: whether it comes from the cache.
    """

    content: bytes
    media_type: str
    charset: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    at: datetime = field(default_factory=lambda: datetime.now().astimezone(), compare=False)
    is_kept: bool = field(default=False, compare=False)


def fetch(url: str, options: SourceOptions, *, may_be_empty: bool = False) -> Fetched:
    """Get what *url* names, from the cache if it is fresh; credentials in it are sent to its own server only.

    Raises:
        FetchError: for an address that is not http(s) or, unless allowed, not public (checked for each
            redirect, on the address really connected to); one that robots.txt closes; too many redirects; a status
            that is no success; an answer that is empty, cut off, too large, too slow or compressed in an unknown way.
            No message carries credentials.
    """
    from ponarscite.network.visit import Visit

    home, secret = origin(checked(url)), authorization(url)
    with Visit(options) as visit:
        answer = _follow(url, lambda address: visit.get(address, secret if origin(address) == home else ""))
    return _fetched(*answer, may_be_empty=may_be_empty)


def fetch_cached(url: str, options: SourceOptions) -> Fetched | None:
    """What the cache has of *url*, however old; None for nothing. Raises FetchError."""
    from ponarscite.network.visit import Visit

    with Visit(options) as visit:
        found = _follow(checked(url), visit.cached)
    return _fetched(*found) if found[0] else None


def _follow(url: str, get: Callable[[str], Response | None]) -> tuple[Any, str]:
    """The last answer of a chain of redirects, and its address."""
    address = urldefrag(without_credentials(url)).url
    for _ in range(MOST_REDIRECTS + 1):
        response = get(address)
        if response is None or not response.is_redirect:
            return response, address
        address = _redirected(response, address)
    raise FetchError(
        f"{without_credentials(url)} redirects more than {MOST_REDIRECTS} times",
        hint="it may redirect in a circle: open it in a browser, and give the address where you end",
    )


def _redirected(response: Response, address: str) -> str:
    location = response.headers["location"].encode("latin-1", "replace").decode("utf-8", "replace")
    try:
        target = urljoin(address, location)
    except ValueError:
        target = location
    return urldefrag(without_credentials(checked(target, f"{address} redirects to "))).url


def _fetched(response: Response, address: str, *, may_be_empty: bool = False) -> Fetched:
    status = response.status_code
    if not 200 <= status < 300:
        raise FetchError(f"{address} answered {status}{_phrase(status)}", hint=_status_hint(response), status=status)
    if not (response.content or may_be_empty):
        raise FetchError(f"{address} sent an empty answer", hint="open it in a browser to see whether it has a page")
    media_type, charset = _content_type(response.headers.get("content-type", ""))
    is_kept = getattr(response, "from_cache", False)
    at = getattr(response, "expires", None)
    fetched_at = (at - FRESH if at else datetime.now()).astimezone()
    return Fetched(response.content, media_type, charset, address, response.headers, fetched_at, is_kept)


def _phrase(status: int) -> str:
    """Ours, not the server's: that is hostile text, too."""
    return f" {HTTPStatus(status).phrase}" if status in HTTPStatus._value2member_map_ else ""


def _status_hint(response: Response) -> str:
    status = response.status_code
    if wait := seconds_of(response.headers.get("retry-after", "")):
        return f"try again in {wait:.0f} seconds: the server asks for it"
    return STATUS_HINTS.get(status) or ("try again later" if status >= 500 else "check the address")


def _content_type(header: str) -> tuple[str, str]:
    media_type, *parameters = header.split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return media_type.strip().lower(), value.strip().strip("\"'")
    return media_type.strip().lower(), ""
