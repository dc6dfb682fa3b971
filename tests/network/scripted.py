"""A local server that answers by a script and records its requests."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import TypeAlias

from tests.network.misbehaving import running


@dataclass(frozen=True)
class Reply:
    """One answer; after `cut` bytes of the body the connection is reset."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    length: int | None = None


Answers: TypeAlias = Reply | Sequence[Reply] | Callable[["Asked"], Reply]


@dataclass(frozen=True)
class Asked:
    """One request."""

    path: str
    headers: Mapping[str, str]
    body: str = ""


@dataclass
class Script:
    """Path (with or without its query) -> its answers in turn; the last one is repeated."""

    answers: dict[str, Answers]
    host: str = ""
    asked: list[Asked] = field(default_factory=list)

    @property
    def home(self) -> str:
        """The address of the root, with a slash."""
        return f"http://{self.host}/"

    @property
    def paths(self) -> list[str]:
        """The paths requested so far, in order."""
        return [one.path for one in self.asked]

    def count(self, path: str) -> int:
        """How often a path was requested."""
        return self.paths.count(path)

    def reply(self, asked: Asked) -> Reply:
        """The answer whose turn it is."""
        path = asked.path if asked.path in self.answers else asked.path.partition("?")[0]
        answers = self.answers.get(path, Reply(b"no such page", 404))
        if callable(answers):
            return answers(asked)
        if isinstance(answers, Reply):
            return answers
        return answers[min(self.count(asked.path), len(answers)) - 1]


def as_json(value: object, **headers: str) -> Reply:
    """A JSON answer; the names of headers with "_" for "-"."""
    return Reply(json.dumps(value).encode(), headers={name.replace("_", "-"): text for name, text in headers.items()})


@contextmanager
def scripted(answers: dict[str, Answers]) -> Iterator[Script]:
    """Run a server with these answers until the block ends."""
    script = Script(answers)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.answer("")

        def do_POST(self) -> None:
            self.answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def answer(self, body: str) -> None:
            asked = Asked(self.path, dict(self.headers), body)
            script.asked.append(asked)
            self.send(script.reply(asked))

        def send(self, reply: Reply) -> None:
            self.close_connection = True
            self.send_response(reply.status)
            for name, value in {"Content-Type": "text/html", **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(reply.body[: reply.cut])
            if reply.cut is not None:  # a reset, not an end
                self.wfile.flush()
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()

        def log_message(self, *_: object) -> None:
            pass

    with running(Handler) as host:
        script.host = host
        yield script
