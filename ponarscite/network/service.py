"""Servers that we send things to: a program on this machine, or a service that the user has an account with.

requests is imported by the first question. No `.netrc` is used, no redirect is followed, and this machine is asked past
every proxy: what we send may hold a key, and goes where the user said and nowhere else.
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

TIMEOUT = 30.0  # seconds: to connect, and between two pieces of an answer
LONGEST = 300.0  # seconds, a whole answer
PATIENCE = 10  # seconds: the longest that we wait, for one question, because a server asks us to
LARGEST = 100_000_000  # bytes of an answer
PIECE = 65_536  # bytes

BUSY = (429, 503)
AGAIN = "push again: what has arrived is not doubled"


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered.

    Args:
        status: of HTTP.
        headers: by name, in any case.
        content: the body, decompressed.
    """

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        """The body as JSON, None when it is none."""
        try:
            return json.loads(self.content)
        except (ValueError, RecursionError):
            return None

    def number(self, header: str) -> int | None:
        """The number in a header, None when there is none."""
        text = self.headers.get(header, "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def is_loopback(address: str) -> bool:
    """Whether an http(s) address is of this machine."""
    host = origin(address)[1]
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def loopback(address: str) -> str:
    """The address without its final slash, when it is one of this machine. Raises MisuseError."""
    if not is_loopback(_complete(address)):
        raise MisuseError(
            f"{without_credentials(address)} is not on this machine",
            hint="programs are reached at a loopback address, as http://127.0.0.1:23119",
        )
    return address.rstrip("/")


def confidential(address: str) -> str:
    """The address without its final slash, when a key may be sent there: https, or this machine. Raises MisuseError."""
    if origin(_complete(address))[0] != "https" and not is_loopback(address):
        raise MisuseError(
            f"{without_credentials(address)}: a key is sent by https only", hint="use an address that starts https://"
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
            f"{without_credentials(address)!r} is no address of a server", hint="one looks like http://127.0.0.1:23119"
        )
    return address


def _proxies_for(url: str) -> dict[str, str]:
    """The user's proxies, for what is not on this machine and not exempt from them."""
    from requests.utils import should_bypass_proxies

    proxies = {} if is_loopback(url) else settings.proxies()
    return {} if should_bypass_proxies(url, proxies.get("no_proxy", "")) else proxies


class Service:
    """One server, asked one thing after the other; it may ask us to wait, and within reason we do.

    Args:
        name: what messages call it: "Zotero".
        address: from `loopback` or `confidential`.
        unreachable_hint: the next step when nothing answers there.
        headers: sent with every question.
        patience: seconds that we wait for the answer to one question at most, because the server asks us to.
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
    ) -> Response:
        """The answer to one question, whatever its status but "busy", after which we wait and ask again.

        Args:
            path: below the address, with a slash; or a whole http(s) address that this server named, which is then
                asked without the headers that every question has.
        Raises:
            PushError: nothing answers, it breaks off, or it stays busy.
        """
        waited = 0
        while (waited := waited + self._wait) <= self._patience:
            if self._wait:
                sleep(self._wait)
            response = self._send(method, path, params, dict(headers or {}), body)
            self._wait = response.number("Backoff") or 0
            if response.status not in BUSY:
                return response
            self._wait = max(self._wait, response.number("Retry-After") or 1)
        raise PushError(
            f"{self.name} is busy and asks to wait for {self._wait} seconds", hint=f"wait a little, and {AGAIN}"
        )

    def _send(
        self,
        method: str,
        path: str,
        params: Mapping[str, str | int] | None,
        headers: dict[str, str],
        body: bytes | None,
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
                timeout=TIMEOUT,
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
            raise PushError(f"{self.name} names no address that may be used: {error.message}", hint=AGAIN) from error

    def _requests(self) -> requests.Session:
        if self._session is None:
            from ponarscite.network.session import PlainSession

            self._session = PlainSession()
        return self._session

    def _pieces(self, response: requests.Response) -> Iterator[bytes]:
        """The body as it arrives, decompressed: what comes in drops is seen drop by drop."""
        began, size = monotonic(), 0
        while piece := response.raw.read1(PIECE, decode_content=True):
            size += len(piece)
            if size > LARGEST or monotonic() - began > LONGEST:
                raise PushError(f"{self.name} does not come to an end of its answer", hint=AGAIN)
            yield piece

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn what the libraries raise into PushErrors."""
        import requests
        import urllib3

        try:
            yield
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            if self._has_responded:
                raise PushError(f"{self.name} broke off the connection", hint=AGAIN) from error
            raise PushError(f"{self.name} does not answer at {self.address}", hint=self._unreachable_hint) from error
