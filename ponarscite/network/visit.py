"""A visit to the network with requests: checked connections only, and an end to all waiting."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from threading import Timer
from typing import TYPE_CHECKING, Any, Self

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection

from ponarscite.errors import FetchError
from ponarscite.network.host import is_public

if TYPE_CHECKING:
    from types import TracebackType

    from ponarscite.hookspecs import SourceOptions

PIECE = 65_536  # bytes
PATIENCE = 10  # a whole visit may last so many time-outs

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
        (Exception,),
        "broke off, or does not speak HTTP",
        "try again later, or save the page in a browser and give the file",
    ),
)
"""Exceptions of the libraries, what they mean for the address, and the next step; the first one that fits."""


def user_agent() -> str:
    """Who we are: "ponarscite/0.1.0"."""
    try:
        return f"ponarscite/{version('ponarscite')}"
    except PackageNotFoundError:
        return "ponarscite"


class Visit:
    """A session that ends: after ten time-outs its sockets are shut down, whatever they were waiting for."""

    def __init__(self, options: SourceOptions) -> None:
        self._options = options
        self._sockets: list[socket.socket] = []
        self._over = False
        self._timer = Timer(PATIENCE * options.timeout, self._shut_down)
        self._timer.daemon = True
        self._session = PlainSession()
        self._session.trust_env = False
        self._open = ExitStack()
        self._open.enter_context(self._session)
        self._session.headers.update({"User-Agent": user_agent(), "Accept-Encoding": "gzip, deflate"})
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, CheckedAdapter(self))

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self._open.close()

    def get(self, address: str, authorization: str = "") -> requests.Response:
        """The answer of *address*, its body unread; a redirect is an answer. Raises FetchError."""
        with self._explained(address):
            headers = {"Authorization": authorization} if authorization else {}
            response = self._session.get(address, headers=headers, stream=True, timeout=self._options.timeout)
            self._open.callback(response.close)
        return response

    def pieces(self, response: requests.Response, address: str) -> Iterator[bytes]:
        """The body as it arrives, still compressed. Raises FetchError."""
        piece = b"-"
        while piece:
            with self._explained(address):
                piece = response.raw.read(PIECE, decode_content=False)
            yield piece

    def connect(self, host: str, port: int) -> socket.socket:
        """A connection to an allowed address of *host*. Raises FetchError."""
        fault = "it has no address"
        for family, kind, protocol, _, place in self._places(host, port):
            connection = socket.socket(family, kind, protocol)
            try:
                connection.settimeout(self._options.timeout)
                connection.connect(place)
                self._sockets.append(self._open.enter_context(connection.dup()))
                return connection
            except OSError as error:
                connection.close()
                fault = error.strerror or "no answer"
        raise FetchError(
            f"cannot connect to {host}: {fault}",
            hint="check the address and your connection, or try again later",
        )

    def _places(self, host: str, port: int) -> Iterator[Any]:
        """What to connect to: checked here, one by one, so that a name cannot change its mind afterwards."""
        try:
            places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise FetchError(
                f"no server is called {host!r}", hint="check the spelling of the address and your connection"
            ) from None
        for place in places:
            if not self._options.allow_private and not is_public(str(place[4][0])):
                where = host if host == place[4][0] else f"{host} ({place[4][0]})"
                raise FetchError(
                    f"{where} is not a public address",
                    hint="--allow-private lets it reach your own server",
                )
            self._check_time(host)
            yield place

    def _check_time(self, address: str) -> None:
        if self._over:
            raise FetchError(
                f"{address} took longer than {PATIENCE * self._options.timeout:g} seconds",
                hint="try again later",
            )

    def _shut_down(self) -> None:
        self._over = True
        for handle in self._sockets:
            with suppress(OSError):
                handle.shutdown(socket.SHUT_RDWR)

    @contextmanager
    def _explained(self, address: str) -> Iterator[None]:
        """Turn what the libraries raise, and an end that came from our shutting down, into FetchErrors."""
        try:
            yield
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            self._check_time(address)
            _, fault, hint = next(row for row in FAULTS if isinstance(error, row[0]))
            raise FetchError(f"{address} {fault}", hint=hint) from error
        self._check_time(address)


class PlainSession(requests.Session):
    """A session that leaves redirects to us: requests reads their bodies, of any size, even if told not to."""

    def resolve_redirects(self, *_args: Any, **_options: Any) -> Any:
        """No answers beyond the first."""
        return iter(())


class CheckedConnection(HTTPConnection):
    """A connection whose socket comes from a Visit."""

    def __init__(self, *args: Any, visit: Visit, **options: Any) -> None:
        super().__init__(*args, **options)
        self._visit = visit

    def _new_conn(self) -> socket.socket:
        return self._visit.connect(self._dns_host.strip("[]"), self.port)


class CheckedTLSConnection(CheckedConnection, HTTPSConnection):
    """The same with TLS."""


CONNECTIONS = {"http": CheckedConnection, "https": CheckedTLSConnection}


class CheckedAdapter(HTTPAdapter):
    """Opens checked connections only."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        super().__init__()

    def get_connection_with_tls_context(self, *args: Any, **options: Any) -> Any:
        """The pool of requests, with connections of ours."""
        pool: Any = super().get_connection_with_tls_context(*args, **options)
        pool.ConnectionCls = partial(CONNECTIONS[pool.scheme], visit=self._visit)
        return pool
