"""Fetching from a server that misbehaves."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from pathlib import Path

import pytest

from ponarscite.errors import FetchError
from ponarscite.hookspecs import SourceOptions
from ponarscite.network.fetch import Fetched, fetch
from ponarscite.network.session import user_agent
from tests.network.misbehaving import PAGE, Serving, serving

HERE = SourceOptions(allow_private=True, max_bytes=1_000_000, timeout=60)
IMPATIENT = replace(HERE, timeout=0.2)


@pytest.fixture(scope="module")
def server() -> Iterator[Serving]:
    with serving() as found:
        yield found


@pytest.fixture(scope="module")
def site(server: Serving) -> str:
    return server[0]


def test_a_page_comes_with_what_was_said_of_it(site: str) -> None:
    assert fetch(f"{site}/page", HERE) == Fetched(PAGE, "text/html", "UTF-8", f"{site}/page")


def test_missing_headers_are_empty(site: str) -> None:
    assert fetch(f"{site}/plain#part", HERE) == Fetched(PAGE, "", "", f"{site}/plain")


def test_a_redirect_is_followed(site: str) -> None:
    assert fetch(f"{site}/moved", HERE).url == f"{site}/page?x=1"


def test_the_body_of_a_redirect_is_not_read(site: str) -> None:
    assert fetch(f"{site}/moved-large", HERE).content == PAGE


@pytest.mark.parametrize(
    ("path", "content"),
    [("gzip", PAGE * 20), ("deflate", PAGE), ("raw-deflate", PAGE), ("members", b"a" * 9 + b"b")],
)
def test_bodies_are_decompressed(site: str, path: str, content: bytes) -> None:
    assert fetch(f"{site}/{path}", HERE).content == content


def test_we_say_who_we_are(server: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    site, seen = server
    fetch(f"{site}/page", HERE)
    assert str(seen[-1][2]).startswith("ponarscite")
    monkeypatch.setenv("PONARSCITE_CONTACT", "mailto:reader@example.org")
    fetch(f"{site}/plain", HERE)
    assert str(seen[-1][2]).endswith(" (+mailto:reader@example.org)")


@pytest.mark.parametrize("contact", ["", "two\nlines", "почта"])
def test_a_contact_that_cannot_be_sent_is_left_out(contact: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PONARSCITE_CONTACT", contact)
    assert contact not in user_agent()[11:] or not contact


def test_the_project_says_where_it_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    about = Message()
    about["Version"], about["Project-URL"] = "9.9", "Homepage, https://project.example"
    monkeypatch.setattr("ponarscite.network.session.metadata", lambda _: about)
    assert user_agent() == "ponarscite/9.9 (+https://project.example)"


FAILURES = {
    "truncated": ("is cut off", "try again later"),
    "not-gzip": ("is damaged", "try again later"),
    "brotli": ("not requested: 'br'", "save the page"),
    "bomb": ("larger than the limit of 1,000,000 bytes", "save the part"),
    "large": ("larger than the limit of 1,000,000 bytes", "save the part"),
    "endless": ("larger than the limit of 1,000,000 bytes", "save the part"),
    "short": ("closed the connection", "try again later"),
    "chunked": ("closed the connection", "try again later"),
    "empty": ("sent an empty response", "browser"),
    "empty-gzip": ("sent an empty response", "browser"),
    "no-content": ("sent an empty response", "browser"),
    "nowhere": ("answered 404 Not Found", "check the address"),
    "forbidden": ("answered 403 Forbidden", "save the page"),
    "error": ("answered 500 Internal Server Error", "try again later"),
    "odd": ("answered 799", "try again later"),
    "loop": ("redirects more than 10 times", "circle"),
    "file": ("redirects to 'file:///etc/hostname': only http and https", "save the page"),
    "broken": ("redirects to 'http://[::1': not a complete address", "looks like"),
}


TRIED_AGAIN = ("short", "chunked", "error")


@pytest.mark.parametrize("path", FAILURES)
def test_a_bad_answer_is_an_error_with_a_hint(server: Serving, path: str) -> None:
    site, seen = server
    seen.clear()
    message, hint = FAILURES[path]
    with pytest.raises(FetchError) as caught:
        fetch(f"{site}/{path}", HERE)
    assert f"{site}/{path}" in caught.value.message
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert [asked for asked, *_ in seen].count(f"/{path}") == (4 if path in TRIED_AGAIN else 1)


@pytest.mark.parametrize("path", ["slow", "slow-headers"])
def test_a_whole_answer_may_not_take_for_ever(site: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each single wait is far below the time-out, even on a busy machine: only the sum is too long."""
    monkeypatch.setattr("ponarscite.network.visit.PATIENCE", 1 / HERE.timeout)
    with pytest.raises(FetchError, match="took longer than 1 seconds") as caught:
        fetch(f"{site}/{path}", HERE)
    assert caught.value.hint == "try again later"


def test_a_silent_server_is_left(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ponarscite.network.visit.PATIENCE", HERE.timeout / IMPATIENT.timeout)
    with pytest.raises(FetchError, match="does not answer") as caught:
        fetch(f"{site}/stalled", IMPATIENT)
    assert caught.value.hint == "try again later"


def test_private_addresses_are_refused(server: Serving) -> None:
    site, seen = server
    seen.clear()
    with pytest.raises(FetchError, match=r"^127\.0\.0\.1 is not a public address") as caught:
        fetch(f"{site}/page", SourceOptions())
    assert caught.value.hint == "--allow-private lets it reach your own server"
    assert seen == []


@pytest.mark.parametrize(
    "host", ["localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "0", "169.254.169.254"]
)
def test_private_addresses_are_refused_however_they_are_written(host: str) -> None:
    with pytest.raises(FetchError, match="is not a public address"):
        fetch(f"http://{host}:1/", SourceOptions())


def test_the_guard_looks_at_the_address_connected_to(
    site: str, server: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that is public when first asked and private when asked again (DNS rebinding)."""
    answers = iter(["93.184.215.14", "127.0.0.1"])
    connected: list[str] = []

    def getaddrinfo(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connect(self: socket.socket, place: tuple[str, int]) -> None:
        connected.append(place[0])
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(FetchError, match=r"cannot connect to rebind\.example: Connection refused"):
        fetch("http://rebind.example/", SourceOptions())
    with pytest.raises(FetchError, match=r"rebind.example \(127.0.0.1\) is not a public address"):
        fetch("http://rebind.example/", SourceOptions())
    assert connected == ["93.184.215.14"]


def test_a_redirect_to_a_private_address_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first address counts as public here; the one it redirects to is private."""
    monkeypatch.setattr("ponarscite.network.visit.is_public", lambda address: address == "127.0.0.1")
    with pytest.raises(FetchError, match=r"^10\.0\.0\.1 is not a public address") as caught:
        fetch(f"{site}/private", SourceOptions(timeout=60))
    assert caught.value.hint == "--allow-private lets it reach your own server"


def test_credentials_reach_their_server_and_nothing_else(server: Serving) -> None:
    site, seen = server
    with_secret = site.replace("//", "//user:p%C3%A4ss@") + "/page"
    assert fetch(with_secret, HERE).url == f"{site}/page"
    assert seen[-1][:2] == ("/page", "Basic dXNlcjpww6Rzcw==")


@pytest.mark.parametrize("path", ["nowhere", "loop", "truncated", "with-secret", "short"])
def test_no_message_carries_credentials(site: str, path: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(site.replace("//", "//user:hush@") + f"/{path}", HERE)
    shown = caught.value.message + caught.value.hint
    assert not any(word in shown for word in ("user", "hush", "eve", "pass"))


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://user:hush@example.org/x", "'ftp://example.org/x': only http and https addresses are opened"),
        ("http://", "'http://': not a complete address"),
        ("http://user:hush/x@example.org/", "'http://example.org/': not a complete address"),
        ("http://a b/", "'http://a b/': not a complete address"),
        ("http://a|b.example/", "'http://a|b.example/': not a complete address"),
        (f"http://{'a' * 70}.example/", f"no server is called '{'a' * 70}.example'"),
    ],
)
def test_what_is_no_address_is_not_opened(url: str, message: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(url, HERE)
    assert caught.value.message == message
    assert caught.value.hint


def test_a_closed_port_is_named() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/"
    with pytest.raises(FetchError, match=r"cannot connect to 127\.0\.0\.1: ") as caught:
        fetch(address, HERE)
    assert "check the address" in caught.value.hint


def test_a_server_without_tls_is_no_https_server(site: str) -> None:
    with pytest.raises(FetchError, match=r"certificate|closed the connection"):
        fetch(site.replace("http:", "https:") + "/page", HERE)


def test_netrc_is_not_used(server: Serving, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    site, seen = server
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login user password hush")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert fetch(f"{site}/page", HERE).content == PAGE
    assert seen[-1][1] is None


def test_requests_is_imported_by_the_first_fetch() -> None:
    code = "import sys, ponarscite.network.fetch; print({'requests', 'urllib3'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "set()\n"
