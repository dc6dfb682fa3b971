"""A local web server with one address for every way to misbehave."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TypeAlias

PAGE = "<!doctype html><title>Memo «Пример»</title>".encode()
PACKED = gzip.compress(PAGE * 20)
BOMB = gzip.compress(bytes(3_000_000))
RAW_DEFLATE = zlib.compress(PAGE)[2:-4]


class Handler(BaseHTTPRequestHandler):
    """Answer by path and remember the request headers."""

    protocol_version = "HTTP/1.1"
    seen: list[tuple[str, str | None, str | None]]

    def do_GET(self) -> None:
        """Answer."""
        self.seen.append((self.path, self.headers["Authorization"], self.headers["User-Agent"]))
        ANSWERS.get(self.path.split("?")[0], not_found)(self)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def answer(self, body: bytes, status: int = 200, length: int | None = None, **headers: str) -> None:
        """Send *body*; pretend it has *length* bytes."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def drip(self, pieces: Iterator[bytes]) -> None:
        """Send pieces without Content-Length until the client closes."""
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            for piece in pieces:
                self.wfile.write(piece)
        except OSError:
            pass


def not_found(handler: Handler) -> None:
    handler.answer(b"no such page", 404)


def redirect(location: str, body: bytes = b"") -> Callable[[Handler], None]:
    return lambda handler: handler.answer(body, 302, Location=location)


def chunked(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.wfile.write(b"5\r\nhello\r\n5\r\nwor")
    handler.close_connection = True


def endless() -> Iterator[bytes]:
    while True:
        yield bytes(65_536)


def slow() -> Iterator[bytes]:
    while True:
        yield b"<p>"
        time.sleep(0.05)


def slow_headers(handler: Handler) -> None:
    handler.close_connection = True
    try:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while True:
            handler.wfile.write(b"x")
            time.sleep(0.05)
    except OSError:
        pass


def stalled(handler: Handler) -> None:
    """Send nothing until the client closes."""
    handler.close_connection = True
    handler.rfile.read(1)


ANSWERS: dict[str, Callable[[Handler], None]] = {
    "/page": lambda handler: handler.answer(PAGE, Content_Type='Text/HTML; Charset="UTF-8"'),
    "/plain": lambda handler: handler.answer(PAGE),
    "/gzip": lambda handler: handler.answer(PACKED, Content_Encoding="gzip"),
    "/members": lambda handler: handler.answer(
        gzip.compress(b"a" * 9) + gzip.compress(b"b") + bytes(9), Content_Encoding="x-gzip"
    ),
    "/deflate": lambda handler: handler.answer(zlib.compress(PAGE), Content_Encoding="deflate"),
    "/raw-deflate": lambda handler: handler.answer(RAW_DEFLATE, Content_Encoding="Deflate"),
    "/truncated": lambda handler: handler.answer(PACKED[:-12], Content_Encoding="gzip"),
    "/not-gzip": lambda handler: handler.answer(PAGE, Content_Encoding="gzip"),
    "/brotli": lambda handler: handler.answer(PAGE, Content_Encoding="br"),
    "/bomb": lambda handler: handler.answer(BOMB, Content_Encoding="gzip"),
    "/large": lambda handler: handler.answer(bytes(3_000_000)),
    "/short": lambda handler: handler.answer(PAGE, length=5_000),
    "/chunked": chunked,
    "/endless": lambda handler: handler.drip(endless()),
    "/slow": lambda handler: handler.drip(slow()),
    "/slow-headers": slow_headers,
    "/stalled": stalled,
    "/empty": lambda handler: handler.answer(b""),
    "/empty-gzip": lambda handler: handler.answer(b"", Content_Encoding="gzip"),
    "/no-content": lambda handler: handler.answer(b"", 204),
    "/error": lambda handler: handler.answer(b"oops", 500),
    "/odd": lambda handler: handler.answer(b"oops", 799),
    "/forbidden": lambda handler: handler.answer(b"no", 403),
    "/moved": redirect("/page?x=1#part"),
    "/moved-large": redirect("/page", bytes(3_000_000)),
    "/loop": redirect("/loop"),
    "/private": redirect("http://10.0.0.1/secret"),
    "/file": redirect("file:///etc/hostname"),
    "/broken": redirect("http://[::1"),
    "/with-secret": redirect("http://eve:pass@127.0.0.1:1/"),
}


@contextmanager
def running(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Run a local server until the block ends; yields its host and port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


Serving: TypeAlias = tuple[str, list[tuple[str, str | None, str | None]]]
"""(address of the server without a slash at its end, requests so far as (path, Authorization, User-Agent))."""


@contextmanager
def serving() -> Iterator[Serving]:
    """Run a server that answers by `ANSWERS`."""
    seen: list[tuple[str, str | None, str | None]] = []
    with running(type("FreshHandler", (Handler,), {"seen": seen})) as host:
        yield f"http://{host}", seen
