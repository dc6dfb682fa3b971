"""Connections of our own: only to checked addresses, and with a deadline for the whole response."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from functools import partial
from threading import Timer
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from requests.adapters import HTTPAdapter
from requests.utils import select_proxy
from urllib3.connection import HTTPConnection, HTTPSConnection

from ponarscite.errors import FetchError

if TYPE_CHECKING:
    from types import TracebackType

    from requests import PreparedRequest, Response

    Send: TypeAlias = Callable[[], Response]

Connect: TypeAlias = Callable[[str, int], socket.socket]


class Deadline:
    """Shuts down all watched sockets after some seconds, whatever they are waiting for.

    Args:
        seconds: from the start of the `with` block.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._sockets: list[socket.socket] = []
        self._open = ExitStack()
        self._over = False
        self._timer = Timer(seconds, self._shut_down)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self._open.close()

    def watch(self, connection: socket.socket) -> socket.socket:
        """Put a socket under the deadline, and return it."""
        self._sockets.append(self._open.enter_context(connection.dup()))
        return connection

    def check(self, address: str) -> None:
        """Raise FetchError if the time is over."""
        if self._over:
            raise FetchError(f"{address} took longer than {self._seconds:g} seconds", hint="try again later")

    def _shut_down(self) -> None:
        self._over = True
        for handle in self._sockets:
            with suppress(OSError):
                handle.shutdown(socket.SHUT_RDWR)


def resolve(host: str, port: int) -> Iterator[Any]:
    """Yield the addresses of a host, as `socket.getaddrinfo` returns them. Raises FetchError."""
    try:
        yield from socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchError(
            f"no server is called {host!r}", hint="check the spelling of the address and your connection"
        ) from None


class CheckedConnection(HTTPConnection):
    """A connection whose socket is opened by *connect*."""

    def __init__(self, *args: Any, connect: Connect, **options: Any) -> None:
        super().__init__(*args, **options)
        self._connect = connect

    def _new_conn(self) -> socket.socket:
        return self._connect(self._dns_host.strip("[]"), self.port)


class CheckedTLSConnection(CheckedConnection, HTTPSConnection):
    """The same with TLS."""


CONNECTIONS = {"http": CheckedConnection, "https": CheckedTLSConnection}


class CheckedAdapter(HTTPAdapter):
    """An adapter that opens only checked connections, and lets *respond* decide when and how often to send a request.

    It sits below the cache, so *respond* sees only requests that go to the network.

    Args:
        connect: opens a connection to a host and a port.
        connect_to_proxy: the same for the user's proxy.
        respond: gets a request and a function that sends it; returns the complete response.
    """

    def __init__(
        self, connect: Connect, connect_to_proxy: Connect, respond: Callable[[PreparedRequest, Send], Response]
    ) -> None:
        self._connects = {True: connect_to_proxy, False: connect}
        self._respond = respond
        super().__init__()

    def send(self, request: PreparedRequest, *args: Any, **options: Any) -> Response:
        """Return the response that *respond* makes of the request."""
        return self._respond(request, partial(super().send, request, *args, **options))

    def get_connection_with_tls_context(self, request: PreparedRequest, *args: Any, **options: Any) -> Any:
        """Return the connection pool of requests, set to open our connections."""
        pool: Any = super().get_connection_with_tls_context(request, *args, **options)
        is_proxied = bool(select_proxy(request.url or "", options.get("proxies")))
        pool.ConnectionCls = partial(CONNECTIONS[pool.scheme], connect=self._connects[is_proxied])
        return pool
