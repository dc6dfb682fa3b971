"""A site in this process: its application behind its door, over a library of its own, without a socket."""

from __future__ import annotations

import asyncio
import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ponarscite import Library, from_item, ingest, plugin_manager
from ponarscite.integrations.web.app import application
from ponarscite.integrations.web.desk import Desk
from ponarscite.integrations.web.door import Door
from tests.paths import EXAMPLES

HOST = "127.0.0.1:23120"

HOSTILE = "<img src=x onerror=alert(1)>\u202e"

ITEMS: tuple[dict[str, Any], ...] = (
    {
        "id": "lee2020",
        "type": "report",
        "title": "Snow",
        "author": [{"family": "Lee", "given": "Ann"}],
        "issued": {"date-parts": [[2020]]},
        "URL": "https://example.org/snow",
    },
    {
        "id": "ray2021",
        "type": "book",
        "title": "Rain",
        "author": [{"family": "Ray", "given": "Bo"}],
        "issued": {"date-parts": [[2021, 3]]},
    },
    {"id": "10.1000/a b", "type": "article", "title": HOSTILE, "URL": "javascript:alert(1)"},
)
PAGES = ("night-trains.html", "borrowed-rivers.html")


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a request."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Headers = Sequence[tuple[str, str]]


class Site:
    """An application, asked as a server asks it."""

    def __init__(self, library: Path, *, read_only: bool = False) -> None:
        self.library = library
        self.shown: list[str] = []
        self.desk = Desk(str(library), plugin_manager(external=False), read_only=read_only)
        self.door = Door([HOST, "localhost:23120", "[::1]:23120"])
        self.app = application(self.desk, self.door, self.shown.append)

    @property
    def cookie(self) -> tuple[str, str]:
        return ("Cookie", self.door.session_cookie().decode().partition(";")[0])

    @property
    def token(self) -> tuple[str, str]:
        return ("X-Ponarscite-Token", self.door.token)

    def state(self) -> str:
        """A hash of the file and its log: equal as long as nothing was written."""
        files = (self.library, Path(f"{self.library}-wal"))
        return hashlib.sha256(b"".join(one.read_bytes() for one in files if one.exists())).hexdigest()

    def ask(self, method: str, target: str, headers: Headers = (), body: bytes = b"") -> Answer:
        """The answer to a request with exactly these headers."""
        return asyncio.run(self.asked(method, target, headers, [body]))

    async def asked(self, method: str, target: str, headers: Headers, pieces: Iterable[bytes | None]) -> Answer:
        """As `ask`; None among the pieces of a body waits until the server has enough."""
        rest, sent, ended = iter(pieces), [], asyncio.Event()
        left = [one async for one in _known(rest)]

        async def receive() -> dict[str, Any]:
            if not left:
                await ended.wait()
                return {"type": "http.disconnect"}
            piece = left.pop(0)
            if piece is None:
                await ended.wait()
            return {"type": "http.request", "body": piece or b"", "more_body": bool(left)}

        async def send(message: Any) -> None:
            sent.append(message)

        await self.app(scope_of(method, target, headers), receive, send)
        ended.set()
        start, *more = sent
        found = {name.decode(): value.decode() for name, value in start["headers"]}
        return Answer(start["status"], found, b"".join(one.get("body", b"") for one in more))

    def get(self, target: str, *headers: tuple[str, str]) -> Answer:
        """A page or an answer, for somebody who was let in."""
        return self.ask("GET", target, (("Host", HOST), self.cookie, *headers))

    def post(self, target: str, body: object, *headers: tuple[str, str]) -> Answer:
        """A change, as a page sends it."""
        own = (("Host", HOST), self.cookie, self.token, ("Content-Type", "application/json"))
        return self.ask("POST", target, (*own, *headers), json.dumps(body).encode())

    def pick(self, query: str, *headers: tuple[str, str]) -> Answer:
        """What an editor gets."""
        return self.ask("GET", f"/better-bibtex/cayw?{query}", (("Host", HOST), *headers))


async def _known(pieces: Iterator[bytes | None]) -> Any:
    for piece in pieces:
        yield piece


def scope_of(method: str, target: str, headers: Headers, version: str = "1.1") -> dict[str, Any]:
    """The ASGI scope that uvicorn makes of a request."""
    from urllib.parse import unquote

    path, _, query = target.partition("?")
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": version,
        "method": method,
        "scheme": "http",
        "server": ("127.0.0.1", 23120),
        "client": ("127.0.0.1", 50_000),
        "root_path": "",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers],
        "state": {},
    }


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library: two pages of examples, one of which contradicts itself, and some records."""
    path = tmp_path_factory.mktemp("web") / "library.sqlite"
    plugins = plugin_manager(external=False)
    with Library(path, plugins) as library:
        library.add_all(ingest([EXAMPLES / "pages" / name for name in PAGES], plugins=plugins, roles=("subject",)))
        library.add_all(map(from_item, ITEMS))
    return path


@pytest.fixture
def site(filled: Path, tmp_path: Path) -> Iterator[Site]:
    path = tmp_path / "library.sqlite"
    shutil.copy(filled, path)
    found = Site(path)
    yield found
    found.desk.close()


@pytest.fixture(scope="module")
def shared(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site whose library no test changes."""
    path = tmp_path_factory.mktemp("shared") / "library.sqlite"
    shutil.copy(filled, path)
    found = Site(path)
    yield found
    found.desk.close()
