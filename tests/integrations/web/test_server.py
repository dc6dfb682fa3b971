"""The server on sockets of this computer: its limits, and its end."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import stat
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from ponarscite import MisuseError, OutputError
from ponarscite.integrations.web.command import (
    AddressFile,
    ServeOptions,
    Server,
    addresses,
    hosts,
    leave,
    listening,
    show,
)
from ponarscite.integrations.web.connection import Connection
from ponarscite.integrations.web.door import Door
from tests.conftest import Run
from tests.integrations.web.conftest import Site


class Live:
    """A site that listens at a port."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.sockets = listening(("127.0.0.1",), 0)
        self.port = self.sockets[0].getsockname()[1]
        site.door = Door(hosts(self.sockets))
        self.server = Server.of(site.desk, site.door, site.shown.append)
        self.thread = threading.Thread(target=self.server.run, args=(self.sockets,))
        self.thread.start()
        while not self.server.started:
            time.sleep(0.005)

    def end(self) -> float:
        """End it as a signal does; the seconds that this takes."""
        began = time.monotonic()
        self.server.handle_exit(15, None)
        self.thread.join(10)
        assert not self.thread.is_alive()
        return time.monotonic() - began

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=5)

    def send(self, data: bytes) -> bytes:
        """What comes back until the connection is closed."""
        with closing(self.connect()) as one:
            one.sendall(data)
            return b"".join(iter(lambda: one.recv(65_536), b""))

    def probe(self) -> bytes:
        head = f"GET /better-bibtex/cayw?probe=1 HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nConnection: close\r\n\r\n"
        return self.send(head.encode())


@pytest.fixture
def live(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Live]:
    monkeypatch.setattr(Connection, "seconds", 0.3)
    monkeypatch.setattr(Connection, "moment", 0.1)
    found = Live(site)
    yield found
    if found.thread.is_alive():
        found.end()


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ("GET / HTTP/1.0\r\n\r\n", 421),
        ("GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 400),
        ("GET http://evil.example/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n", 400),
        ("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
        ("POST /api/tag HTTP/1.1\r\nHost: {host}\r\nContent-Length: 2000000\r\nConnection: close\r\n\r\n", 403),
        ("GET /api/changes HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", 400),
        ("GET /better-bibtex/cayw?probe=1 HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n", 200),
    ],
)
def test_what_is_sent_to_a_socket(live: Live, request_: str, status: int) -> None:
    answer = live.send(request_.replace("{host}", f"127.0.0.1:{live.port}").encode("latin-1"))
    assert answer.split(b" ")[1] == str(status).encode()
    assert b"uvicorn" not in answer.lower()
    assert live.probe().endswith(b"\r\n\r\nready")


def test_a_head_without_end_is_not_read(live: Live) -> None:
    with closing(live.connect()) as one, suppress(OSError):
        one.sendall(b"GET / HTTP/1.1\r\nX: " + b"x" * 10_000_000)
        assert one.recv(65_536).split(b" ")[1:2] in ([], [b"400"])
    assert live.probe().endswith(b"\r\n\r\nready")


def test_many_connections_keep_nobody_out(live: Live) -> None:
    held = [live.connect() for _ in range(200)]
    assert live.probe().endswith(b"ready")
    until = time.monotonic() + 5
    while len(live.server.server_state.connections) > Connection.most and time.monotonic() < until:
        time.sleep(0.01)
    assert len(live.server.server_state.connections) <= Connection.most
    held += [live.connect() for _ in range(400)]
    assert live.probe().endswith(b"ready")
    assert len(live.server.server_state.connections) <= Connection.crowd
    for one in held:
        one.close()


@pytest.mark.parametrize("beginning", [b"", b"GET / HTT", b"GET / HTTP/1.1\r\nX: "])
def test_a_connection_that_says_nothing_is_closed(live: Live, beginning: bytes) -> None:
    with closing(live.connect()) as one:
        one.sendall(beginning)
        assert _rest(one) == b""


def _rest(one: socket.socket) -> bytes:
    try:
        return one.recv(1_000)
    except ConnectionResetError:
        return b""


def test_a_slow_head_is_not_waited_for(live: Live) -> None:
    began = time.monotonic()
    with closing(live.connect()) as one:
        one.settimeout(0.02)
        while time.monotonic() - began < 5:
            try:
                one.sendall(b"GET / HTTP/1.1\r\nX-")
                if one.recv(1) == b"":
                    break
            except TimeoutError:
                continue
            except OSError:
                break
    assert 0.2 < time.monotonic() - began < 5


def test_the_end_keeps_nobody_waiting(live: Live) -> None:
    host = f"127.0.0.1:{live.port}"
    with closing(live.connect()) as page, closing(live.connect()) as editor, closing(live.connect()):
        cookie = ": ".join(live.site.cookie)
        page.sendall(f"GET /api/changes HTTP/1.1\r\nHost: {host}\r\n{cookie}\r\n\r\n".encode())
        editor.sendall(f"GET /better-bibtex/cayw HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        received = b""
        while b"event: version" not in received:
            received += page.recv(10_000)
        while not live.site.shown:
            time.sleep(0.01)
        assert live.end() < 2
        assert b" 200 " in editor.recv(10_000)


def test_an_answer_is_sent_at_once(live: Live) -> None:
    """Nagle's algorithm holds the second part of an answer for 40 ms, if nobody turns it off."""
    head = f"GET /better-bibtex/cayw?probe=1 HTTP/1.1\r\nHost: 127.0.0.1:{live.port}\r\n\r\n".encode()
    taken = []
    with closing(live.connect()) as one:
        for _ in range(12):
            began = time.perf_counter()
            one.sendall(head)
            received = b""
            while not received.endswith(b"ready"):
                received += one.recv(10_000)
            taken.append(time.perf_counter() - began)
    assert min(taken[2:]) < 0.03


def test_two_servers_have_two_ports() -> None:
    first = listening(("127.0.0.1",), 0)
    port = first[0].getsockname()[1]
    try:
        with pytest.raises(OutputError, match=f"cannot listen at 127.0.0.1, port {port}"):
            listening(("127.0.0.1",), port)
    finally:
        first[0].close()


def options(**changed: Any) -> ServeOptions:
    given: dict[str, Any] = {
        "port": 0,
        "library": None,
        "read_only": False,
        "opens": False,
        "picker": "",
        "token_file": "",
        "host": "",
        "i_know": False,
    }
    return ServeOptions(**(given | changed))


@pytest.mark.parametrize(
    ("host", "found"),
    [
        ("", ("127.0.0.1", "::1")),
        ("localhost", ("127.0.0.1", "::1")),
        ("127.0.0.1", ("127.0.0.1",)),
        ("127.0.0.2", ("127.0.0.2",)),
        ("[::1]", ("::1",)),
    ],
)
def test_addresses_of_this_computer(host: str, found: tuple[str, ...]) -> None:
    assert addresses(options(host=host)) == found


OTHERS = "0.0.0.0 :: [::] 192.0.2.1 evil.example 127.0.0.1.evil.example 2130706433".split()


@pytest.mark.parametrize("host", OTHERS)
def test_other_addresses_are_refused(host: str) -> None:
    with pytest.raises(MisuseError):
        addresses(options(host=host))
    if host == "192.0.2.1":
        assert addresses(options(host=host, i_know=True)) == (host,)
    else:
        with pytest.raises(MisuseError):  # a request names one address as its host
            addresses(options(host=host, i_know=True))


def test_the_address_file(tmp_path: Path) -> None:
    path = tmp_path / "address"
    path.write_text("http://127.0.0.1:7/enter?token=of_a_run-that_was_killed\n")
    path.chmod(0o644)
    door = Door(["127.0.0.1:5"])
    file = AddressFile(str(path), door)
    first = path.read_text()
    assert re.fullmatch(r"http://127\.0\.0\.1:5/enter\?token=[\w-]{43}\n", first)
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    door.entered()
    assert path.read_text() == first
    assert door.enter(first.strip().partition("?")[2].encode()) == "/"
    door.entered()
    assert path.read_text() != first
    file.remove()
    assert list(tmp_path.iterdir()) == []


def test_no_other_file_gives_way_to_an_address(tmp_path: Path) -> None:
    door, foreign = Door(["127.0.0.1:5"]), tmp_path / "thesis.txt"
    foreign.write_text("see http://127.0.0.1:5/enter?token=x\n")
    link, folder = tmp_path / "link", tmp_path / "folder"
    folder.mkdir()
    link.symlink_to(foreign)
    for path in (foreign, link, folder):
        with pytest.raises(OutputError, match="is there already"):
            AddressFile(str(path), door)
    assert sorted(tmp_path.iterdir()) == [folder, link, foreign]
    assert foreign.read_text().startswith("see ")
    (tmp_path / "empty").touch()
    AddressFile(str(tmp_path / "empty"), door)


def test_an_address_file_of_a_later_server_stays(tmp_path: Path) -> None:
    path = tmp_path / "address"
    first = AddressFile(str(path), Door(["127.0.0.1:5"]))
    AddressFile(str(path), Door(["127.0.0.1:6"]))
    first.remove()
    assert path.read_text().startswith("http://127.0.0.1:6/")


def test_an_address_that_cannot_be_kept_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    door, path = Door(["127.0.0.1:5"]), tmp_path / "address"
    AddressFile(str(path), door)
    door.enter(path.read_bytes().strip().partition(b"?")[2])
    path.write_text("other")
    door.entered()
    assert "is there already" in capsys.readouterr().err
    assert path.read_text() == "other"


def test_a_long_answer_does_not_hold_up_the_end(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bibliography of 10,000 records takes minutes, and no thread can be stopped."""
    began, ended = Event(), Event()
    left: list[object] = []

    def slow(*_: object, **__: object) -> None:
        with live.site.desk._reading():
            began.set()
            ended.wait(20)

    monkeypatch.setattr(live.site.desk, "export", slow)
    monkeypatch.setattr(os, "_exit", left.append)
    cookie = ": ".join(live.site.cookie)
    try:
        with closing(live.connect()) as page:
            page.sendall(f"GET /api/export HTTP/1.1\r\nHost: 127.0.0.1:{live.port}\r\n{cookie}\r\n\r\n".encode())
            began.wait(5)
            assert live.end() < 5
        live.site.desk.close()
        leave(0.1)
        assert left == [0]
    finally:
        ended.set()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--library", ""), "the name of the library is empty"),
        (("--library", "nosuch.sqlite"), "there is no library"),
        (("--picker", "nosuch-program"), "there is no program"),
        (("--picker", "'"), "is no command"),
        (("--host", "192.0.2.1"), "other computers can reach"),
        (("--token-file", "/nosuch/folder/file"), "cannot write"),
        (("--port", "70000"), "70000"),
    ],
)
def test_misuse_is_told_at_once(run: Run, filled: Path, arguments: tuple[str, ...], words: str) -> None:
    if "--library" not in arguments:
        arguments = (*arguments, "--library", str(filled))
    port = () if "--port" in arguments else ("--port", "0")
    ran = run("serve", *arguments, *port)
    assert ran.code != 0
    assert words in ran.err


def test_a_picker_gets_the_address(tmp_path: Path) -> None:
    import sys

    for number, words in enumerate((["{}"], [])):
        target = tmp_path / str(number)
        code = f"import sys, pathlib; pathlib.Path({str(target)!r}).write_text(sys.argv[-1])"
        show("http://127.0.0.1:5/enter?token=x", [sys.executable, "-c", code, *words])
        until = time.monotonic() + 20
        while not (target.exists() and target.read_text()) and time.monotonic() < until:
            time.sleep(0.01)
        assert target.read_text() == "http://127.0.0.1:5/enter?token=x"


def test_the_loop_is_not_needed_before_it_runs(site: Site) -> None:
    server = Server.of(site.desk, site.door, print)
    server.handle_exit(2, None)
    assert (server.should_exit, server.force_exit) == (True, False)
    server.handle_exit(2, None)
    assert server.force_exit
    asyncio.run(asyncio.wait_for(server.main_loop(), 1))
