"""Servers that records are pushed to: a program on this machine, or a web service with the user's account.

Requests may carry a key, so they go nowhere but to the server that the user chose: `.netrc` is ignored, redirects are
not followed, and this machine is reached without proxy. requests is imported by the first request.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from ponarscite import settings
from ponarscite.errors import MisuseError, PushError
from ponarscite.network.address import PORTS, origin, without_credentials

if TYPE_CHECKING:
    from types import TracebackType

    import requests

TIMEOUT = 30.0  # seconds to connect, and between two pieces of a response
LONGEST = 300.0  # seconds for a whole response
PATIENCE = 10  # seconds that one request may wait because the server is busy
LARGEST = 100_000_000  # bytes of a response
PIECE = 65_536  # bytes read at a time

BUSY = (429, 503)
AGAIN = "push again: works that were saved are not added twice"


@dataclass(frozen=True, slots=True)
class Response:
    """A response.

    Args:
        status: HTTP status.
        headers: names are found in any case.
        content: the decompressed body.
    """

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        """The body parsed as JSON, None if it is not JSON."""
        try:
            return json.loads(self.content)
        except (ValueError, RecursionError):
            return None

    def number(self, header: str) -> int | None:
        """Return the integer in a header, None if there is none."""
        text = self.headers.get(header, "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def is_loopback(address: str) -> bool:
    """Whether the host of an http(s) address is this machine."""
    host = origin(address)[1]
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def loopback(address: str) -> str:
    """Return a loopback address without its final slash. Raises MisuseError for any other address."""
    if not is_loopback(_complete(address)):
        raise MisuseError(
            f"{without_credentials(address)} is not on this machine",
            hint="use a loopback address such as http://127.0.0.1:23119",
        )
    return address.rstrip("/")


def confidential(address: str) -> str:
    """Return an address that a key may be sent to (https, or this machine), without its final slash.

    Raises:
        MisuseError: any other address.
    """
    if origin(_complete(address))[0] != "https" and not is_loopback(address):
        raise MisuseError(
            f"{without_credentials(address)}: keys are only sent over https",
            hint="use an address that starts with https://",
        )
    return address.rstrip("/")


def _complete(address: str) -> str:
    try:
        scheme, host, _ = origin(address)
        usable = scheme in PORTS and host and "@" not in urlsplit(address).netloc
    except ValueError:
        usable = False
    if not usable:
        raise MisuseError(
            f"{without_credentials(address)!r} is not the address of a server",
            hint="one looks like http://127.0.0.1:23119",
        )
    return address


def _proxies_for(url: str) -> dict[str, str]:
    """Return the user's proxies for an address; {} for this machine and for exempt hosts."""
    from requests.utils import should_bypass_proxies

    proxies = {} if is_loopback(url) else settings.proxies()
    return {} if should_bypass_proxies(url, proxies.get("no_proxy", "")) else proxies


class Service:
    """A client of one server. It waits and repeats a request, within limits, if the server is busy.

    Args:
        name: the server's name in messages: "Zotero".
        address: from `loopback` or `confidential`.
        unreachable_hint: the next step if nothing answers there.
        headers: sent with every request.
        patience: seconds that one request may wait because the server is busy.
    """

    def __init__(
        self,
        name: str,
        address: str,
        *,
        unreachable_hint: str,
        headers: Mapping[str, str] | None = None,
        patience: int = PATIENCE,
    ) -> None:
        self.name = name
        self.address = address
        self._unreachable_hint = unreachable_hint
        self._headers = dict(headers or {})
        self._patience = patience
        self._has_responded = False
        self._wait = 0
        self._session: requests.Session | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            self._session.close()

    def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str | int] | None = None,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        timeout: float | None = None,
    ) -> Response:
        """Send a request and return the response, whatever its status.

        A "busy" status (429, 503) is answered by waiting and repeating the request.

        Args:
            path: begins with a slash, relative to the address of the service; or a whole http(s) address that the
                server named. The latter is sent without the headers of the service.
            timeout: seconds until the response begins, where a person has to answer first; None for TIMEOUT.
        Raises:
            PushError: nothing answers, the connection breaks, or the server stays busy.
        """
        waited = 0
        while (waited := waited + self._wait) <= self._patience:
            if self._wait:
                sleep(self._wait)
            response = self._send(method, path, params, dict(headers or {}), body, timeout or TIMEOUT)
            self._wait = response.number("Backoff") or 0
            if response.status not in BUSY:
                return response
            self._wait = max(self._wait, response.number("Retry-After") or 1)
        raise PushError(
            f"{self.name} is busy and asks for a pause of {self._wait} seconds", hint=f"wait a little, and {AGAIN}"
        )

    def _send(
        self,
        method: str,
        path: str,
        params: Mapping[str, str | int] | None,
        headers: dict[str, str],
        body: bytes | None,
        timeout: float,
    ) -> Response:
        here = path.startswith("/")
        url = f"{self.address}{path}" if here else self._checked(path)
        own = self._headers if here else {}
        with self._translated():
            response = self._requests().request(
                method,
                url,
                params=params,
                headers=own | headers,
                data=body,
                proxies=_proxies_for(url),
                timeout=timeout,
                stream=True,
                allow_redirects=False,
            )
            with response:
                content = b"".join(self._pieces(response))
        self._has_responded = True
        return Response(response.status_code, response.headers, content)

    def _checked(self, address: str) -> str:
        try:
            return confidential(address)
        except MisuseError as error:
            raise PushError(
                f"{self.name} named an address that must not be used: {error.message}", hint=AGAIN
            ) from error

    def _requests(self) -> requests.Session:
        if self._session is None:
            from ponarscite.network.session import PlainSession

            self._session = PlainSession()
        return self._session

    def _pieces(self, response: requests.Response) -> Iterator[bytes]:
        """Yield the body as it arrives, decompressed, so that a slow body hits the limit of time."""
        began, size = monotonic(), 0
        while piece := response.raw.read1(PIECE, decode_content=True):
            size += len(piece)
            if size > LARGEST or monotonic() - began > LONGEST:
                raise PushError(f"{self.name} does not finish its response", hint=AGAIN)
            yield piece

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Translate exceptions of the libraries into PushErrors."""
        import requests
        import urllib3

        try:
            yield
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            if self._has_responded:
                raise PushError(f"{self.name} broke off the connection", hint=AGAIN) from error
            raise PushError(f"{self.name} does not answer at {self.address}", hint=self._unreachable_hint) from error
