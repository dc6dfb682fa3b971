"""Fetching through the user's proxy: the requests it gets, and the checks before them."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from ponarscite.errors import FetchError
from ponarscite.hookspecs import SourceOptions
from ponarscite.network.fetch import fetch
from tests.conftest import ROOT
from tests.network.misbehaving import running
from tests.network.scripted import Reply, Script, scripted

PAGE = Reply(b"<title>A memo</title>")
HERE = SourceOptions(allow_private=True, timeout=60)
resolve = socket.getaddrinfo


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Script]:
    with scripted({"http://memo.example/memo": PAGE}) as server:
        monkeypatch.setenv("http_proxy", server.home.replace("//", "//user:hush@"))
        yield server


def called(address: str) -> Callable[..., list[tuple[object, ...]]]:
    """A resolver that also knows memo.example."""

    def getaddrinfo(host: str, port: int, *args: int, **options: int) -> list[tuple[object, ...]]:
        return list(resolve(address if host == "memo.example" else host, port, *args, **options))

    return getaddrinfo


def test_a_proxy_is_used(proxy: Script) -> None:
    assert fetch("http://memo.example/memo", HERE).content == PAGE.body
    assert proxy.paths == ["http://memo.example/robots.txt", "http://memo.example/memo"]
    assert proxy.asked[-1].headers["Proxy-Authorization"]


def test_a_public_name_passes(proxy: Script, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", called("93.184.215.14"))
    with caplog.at_level("INFO"):
        assert fetch("http://memo.example/memo", SourceOptions(timeout=60)).content == PAGE.body
    assert "goes through a proxy: its name is checked here" in caplog.text
    assert "hush" not in caplog.text


def test_a_private_name_is_refused_with_a_reason(proxy: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", called("10.0.0.1"))
    with pytest.raises(FetchError) as caught:
        fetch("http://memo.example/memo", SourceOptions(timeout=60))
    assert caught.value.message.startswith("memo.example (10.0.0.1) is not a public address")
    assert "before the proxy" in caught.value.message
    assert proxy.paths == []


def test_some_hosts_have_no_proxy(proxy: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with scripted({"/memo": PAGE}) as server:
        assert fetch(f"{server.home}memo", HERE).content == PAGE.body
    assert proxy.paths == []


def test_a_proxy_that_is_away_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://user:hush@127.0.0.1:1")
    with pytest.raises(FetchError) as caught:
        fetch("http://memo.example/memo", HERE)
    assert "cannot connect to the proxy 127.0.0.1" in caught.value.message
    assert "hush" not in caught.value.message + caught.value.hint


CERTIFICATE = ROOT / "tests" / "data" / "tls" / "memo.example.pem"


@contextmanager
def tls_server() -> Iterator[int]:
    """The port of a server that shows the certificate of memo.example."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/memo" else 404)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(PAGE.body)

        def log_message(self, *_: object) -> None:
            pass

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server.server_port
        server.shutdown()


def passed_on(source: socket.socket, target: socket.socket) -> None:
    """Copy bytes from one socket to the other until the first one closes."""
    with suppress(OSError):
        while piece := source.recv(65_536):
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)


@contextmanager
def tunnel(port: int) -> Iterator[tuple[str, list[str]]]:
    """Run a proxy that leads every CONNECT to this local port, or refuses it if the port is 0.

    Yields (address of the proxy, its requests so far).
    """
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_CONNECT(self) -> None:
            asked.append(f"{self.path} {self.headers['Proxy-Authorization']}")
            if not port:
                self.send_error(403)
                return
            self.send_response(200)
            self.end_headers()
            with socket.create_connection(("127.0.0.1", port)) as server:
                back = Thread(target=passed_on, args=(server, self.connection), daemon=True)
                back.start()
                passed_on(self.connection, server)
                back.join()

        def log_message(self, *_: object) -> None:
            pass

    with running(Handler) as host:
        yield f"http://user:hush@{host}", asked


@pytest.fixture
def tunnelled(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The requests of a proxy on the way to memo.example over TLS."""
    with tls_server() as port, tunnel(port) as (address, asked):
        monkeypatch.setenv("https_proxy", address)
        yield asked


CONNECT = "memo.example:443 Basic dXNlcjpodXNo"


def test_tls_goes_through_a_proxy(tunnelled: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each request opens a connection. The name is checked first, and the certificate is the server's."""
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(CERTIFICATE))
    monkeypatch.setattr(socket, "getaddrinfo", called("93.184.215.14"))
    assert fetch("https://memo.example/memo", SourceOptions(timeout=60)).content == PAGE.body
    assert tunnelled == [CONNECT] * 2  # robots.txt, and the page


def test_a_proxy_cannot_pretend_to_be_a_server(tunnelled: list[str]) -> None:
    with pytest.raises(FetchError, match=r"has no trusted certificate") as caught:
        fetch("https://memo.example/memo", HERE)
    assert tunnelled == [CONNECT]
    assert "hush" not in caught.value.message + caught.value.hint


def test_a_private_name_is_refused_before_the_tunnel(tunnelled: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", called("10.0.0.1"))
    with pytest.raises(FetchError, match=r"\(10\.0\.0\.1\) is not a public address .* before the proxy"):
        fetch("https://memo.example/memo", SourceOptions(timeout=60))
    assert tunnelled == []


def test_a_proxy_that_opens_no_tunnel_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with tunnel(0) as (address, asked):
        monkeypatch.setenv("https_proxy", address)
        with pytest.raises(FetchError, match="cannot be reached through the proxy") as caught:
            fetch("https://memo.example/memo", HERE)
    assert asked == [CONNECT]
    assert "hush" not in caught.value.message + caught.value.hint
