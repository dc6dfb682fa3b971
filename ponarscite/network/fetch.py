"""http(s) address -> bytes, or an error with the next step. requests is imported by the first fetch."""

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
    from ponarscite.network.question import Question

MOST_REDIRECTS = 10

SAVE_IT = "open it in a browser, save the page and give the file"
STATUS_HINTS = {401: SAVE_IT, 403: SAVE_IT, 429: "try again later"}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A response.

    Args:
        content: the decompressed body; empty only if the caller allowed it.
        media_type: as declared, in lower case: "text/html"; "" if undeclared.
        charset: as declared, "" if undeclared.
        url: the address after redirects, without credentials and fragment.
        headers: of the response; names are found in any case.
        at: local time at which the server sent it, or confirmed that it has not changed.
        is_kept: whether it comes from the cache.
    """

    content: bytes
    media_type: str
    charset: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    at: datetime = field(default_factory=lambda: datetime.now().astimezone(), compare=False)
    is_kept: bool = field(default=False, compare=False)


def fetch(url: str, options: SourceOptions, *, may_be_empty: bool = False, question: Question | None = None) -> Fetched:
    """Fetch *url*, from the cache if the response there is fresh.

    Credentials in *url* are sent to its own server only, and no message contains them.

    Args:
        may_be_empty: whether a response without a body is acceptable.
        question: how a service is asked; None reads a page. The answer to a text that was sent may be no redirect.
    Raises:
        FetchError: the address is not http(s), or not public unless that is allowed (checked for each redirect, on the
            IP address of the connection); robots.txt forbids it; it redirects too often; its status is no success; its
            body is empty, cut off, too large, too slow or in an unknown compression.
    """
    from ponarscite.network.visit import Visit

    home, secret = origin(checked(url)), authorization(url)
    with Visit(options, question) as visit:
        answer = _follow(
            url,
            lambda address: visit.get(address, secret if origin(address) == home else ""),
            most=0 if question and question.body is not None else MOST_REDIRECTS,
        )
    return _fetched(*answer, may_be_empty=may_be_empty)


def fetch_cached(url: str, options: SourceOptions) -> Fetched | None:
    """Return the cached response of *url*, however old; None if there is none. Raises FetchError."""
    from ponarscite.network.visit import Visit

    with Visit(options) as visit:
        found = _follow(checked(url), visit.cached)
    return _fetched(*found) if found[0] else None


def _follow(url: str, get: Callable[[str], Response | None], most: int = MOST_REDIRECTS) -> tuple[Any, str]:
    """Follow up to *most* redirects; return the last response and its address."""
    address = urldefrag(without_credentials(url)).url
    for _ in range(most + 1):
        response = get(address)
        if response is None or not response.is_redirect:
            return response, address
        address = _redirected(response, address)
    if not most:
        raise FetchError(f"{without_credentials(url)} redirects to {address}", hint="use that address")
    raise FetchError(
        f"{without_credentials(url)} redirects more than {most} times",
        hint="it may redirect in a circle: open it in a browser, and use the address where you arrive",
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
        raise FetchError(f"{address} sent an empty response", hint="open it in a browser to see whether it has a page")
    media_type, charset = content_type(response.headers.get("content-type", ""))
    is_kept = getattr(response, "from_cache", False)
    at = getattr(response, "expires", None)
    fetched_at = (at - FRESH if at else datetime.now()).astimezone()
    return Fetched(response.content, media_type, charset, address, response.headers, fetched_at, is_kept)


def _phrase(status: int) -> str:
    """Return the standard phrase of a status: the server's own may be hostile text."""
    return f" {HTTPStatus(status).phrase}" if status in HTTPStatus._value2member_map_ else ""


def _status_hint(response: Response) -> str:
    status = response.status_code
    if wait := seconds_of(response.headers.get("retry-after", "")):
        return f"try again in {wait:.0f} seconds, as the server asks"
    return STATUS_HINTS.get(status) or ("try again later" if status >= 500 else "check the address")


def content_type(header: str) -> tuple[str, str]:
    """The media type in lower case, and the charset, of a Content-Type; "" for each that is missing."""
    media_type, *parameters = header.split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return media_type.strip().lower(), value.strip().strip("\"'")
    return media_type.strip().lower(), ""
