"""http(s) addresses -> bytes, or an error that says what to do.

No proxy, `.netrc` or other setting of the environment is used yet. requests is imported by the first fetch.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from ponarscite.errors import FetchError
from ponarscite.network.address import authorization, checked, origin, without_credentials
from ponarscite.network.body import unpack

if TYPE_CHECKING:
    from requests import Response

    from ponarscite.hookspecs import SourceOptions
    from ponarscite.network.visit import Visit

MOST_REDIRECTS = 10

SAVE_IT = "open it in a browser, save the page and give the file"
STATUS_HINTS = {401: SAVE_IT, 403: SAVE_IT, 429: "try again later"}


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer.

    Args:
        content: its bytes, decompressed; never empty.
        media_type: as declared, in lower case: "text/html"; "" when nothing was declared.
        charset: as declared, "" when nothing was.
        url: the address that gave it, after redirects; without credentials and fragment.
    """

    content: bytes
    media_type: str
    charset: str
    url: str


def fetch(url: str, options: SourceOptions) -> Fetched:
    """Get what *url* names; credentials in it are sent to its own server only.

    Raises:
        FetchError: for an address that is not http(s) or, unless allowed, not public (checked for each
            redirect, on the address really connected to); too many redirects; a status that is no success; an
            answer that is empty, cut off, too large, too slow or compressed in an unknown way. No message
            carries credentials.
    """
    from ponarscite.network.visit import Visit

    home, secret = origin(checked(url)), authorization(url)
    address = urldefrag(without_credentials(url)).url
    with Visit(options) as visit:
        for _ in range(MOST_REDIRECTS + 1):
            response = visit.get(address, secret if origin(address) == home else "")
            if not response.is_redirect:
                return _fetched(visit, response, address, options.max_bytes)
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


def _fetched(visit: Visit, response: Response, address: str, limit: int) -> Fetched:
    status = response.status_code
    if not 200 <= status < 300:
        raise FetchError(f"{address} answered {status}{_phrase(status)}", hint=_status_hint(status))
    coding = response.headers.get("content-encoding", "")
    content = unpack(visit.pieces(response, address), coding, limit, address)
    if not content:
        raise FetchError(f"{address} sent an empty answer", hint="open it in a browser to see whether it has a page")
    media_type, charset = _content_type(response.headers.get("content-type", ""))
    return Fetched(content, media_type, charset, address)


def _phrase(status: int) -> str:
    """Ours, not the server's: that is hostile text, too."""
    return f" {HTTPStatus(status).phrase}" if status in HTTPStatus._value2member_map_ else ""


def _status_hint(status: int) -> str:
    return STATUS_HINTS.get(status) or ("try again later" if status >= 500 else "check the address")


def _content_type(header: str) -> tuple[str, str]:
    media_type, *parameters = header.split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return media_type.strip().lower(), value.strip().strip("\"'")
    return media_type.strip().lower(), ""
