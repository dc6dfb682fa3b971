"""Door: who may ask what. Every request passes it before any route sees it.

A web page elsewhere can send requests to this computer, and a name that it owns can lead here (DNS rebinding). So a
request must name this server as its host; no other page may have sent it; pages and answers need a cookie, which one
address gives that opens once; and changes need, beside the cookie, a token in a header, and JSON: a page elsewhere can
send neither without asking first, which is never allowed. Source: Fetch standard, "CORS-safelisted request-header" and
"HTTP-network-or-cache fetch"; Fetch Metadata, `Sec-Fetch-Site`.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN_HEADER: Final = b"x-ponarscite-token"

ENTER: Final = "/enter"
CAYW: Final = "/better-bibtex/cayw"
OPEN: Final = (ENTER, CAYW)
"""Paths that need no cookie. Of these, `ENTER` gives it, and `CAYW` picks."""

LARGEST_BODY: Final = 1_000_000
"""Bytes of a request's body."""

UPLOADS: Final[Mapping[str, int]] = {"/api/check-file": 50_000_000}
"""Path of a route that takes a file -> the most bytes of it; the route reads it piece by piece."""

SECONDS: Final = 60.0
"""Time for a body to arrive, and for each piece of an answer to be taken."""

MOST_ENTRANCES: Final = 64
"""Addresses for entering that wait to be used; of more, the oldest is void."""

HEADERS: Final = (
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        b"frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
"""Headers of every answer."""

_FRAMES = frozenset((b"iframe", b"frame", b"embed", b"object", b"fencedframe"))


class Refusal(NamedTuple):
    """The answer to a request that is not let in."""

    status: int
    words: str


class Asked(NamedTuple):
    """The parts of a request that the door looks at.

    Args:
        headers: name in lower case -> its values.
    """

    method: str
    path: str
    raw_path: bytes
    headers: Mapping[bytes, list[bytes]]

    @classmethod
    def of(cls, scope: Scope) -> Asked:
        """The request of an ASGI scope."""
        headers: dict[bytes, list[bytes]] = {}
        for name, value in scope["headers"]:
            headers.setdefault(name.lower(), []).append(value)
        return cls(scope["method"], scope["path"], scope.get("raw_path") or scope["path"].encode(), headers)

    def one(self, name: bytes) -> bytes:
        """The value of a header; b"" where there is none, or several."""
        values = self.headers.get(name, [])
        return values[0] if len(values) == 1 else b""

    @property
    def is_change(self) -> bool:
        """Whether it may change something."""
        return self.method not in ("GET", "HEAD")


class Door:
    """The secrets of one run of the server, and what a request must bring.

    Args:
        hosts: "127.0.0.1:23120", as a `Host` header names this server. The first is that of addresses for people.
    """

    def __init__(self, hosts: Iterable[str]) -> None:
        names = tuple(hosts)
        self.address = f"http://{names[0]}"
        self.seconds = SECONDS
        self.token = secrets.token_urlsafe(32)
        self.cookie = f"ponarscite-{names[0].rpartition(':')[2]}"
        """Name of the cookie: cookies of one host are shared by its ports."""
        self._hosts = frozenset(name.encode().lower() for name in names)
        self._session = secrets.token_urlsafe(32)
        self._entrances: OrderedDict[str, str] = OrderedDict()
        self.entered: Callable[[], object] = lambda: None
        """Called whenever an address for entering was opened."""

    def entrance(self, target: str = "/") -> str:
        """A new address that opens once, gives the cookie, and leads to a path of this server."""
        token = secrets.token_urlsafe(32)
        self._entrances[token] = target
        while len(self._entrances) > MOST_ENTRANCES:
            self._entrances.popitem(last=False)
        return f"{self.address}{ENTER}?token={token}"

    def waits(self, address: str) -> bool:
        """Whether an address for entering was not opened yet."""
        return address.rpartition("=")[2] in self._entrances

    def revoke(self, address: str) -> None:
        """Make an address for entering void."""
        self._entrances.pop(address.rpartition("=")[2], None)

    def enter(self, query: bytes) -> str | None:
        """The path to which an address for entering leads; None for one that is unknown, or was used."""
        given = parse_qs(query.decode("ascii", "replace")).get("token", [])
        if len(given) != 1:
            return None
        target = None
        for token in tuple(self._entrances):  # all are compared, in constant time each
            if secrets.compare_digest(token.encode(), given[0].encode()):
                target = self._entrances.pop(token)
        return target

    def refusal(self, asked: Asked) -> Refusal | None:
        """Why a request is not let in; None if it is."""
        return next((found for check in CHECKS if (found := check(self, asked)) is not None), None)

    def _is_no_page_request(self, asked: Asked) -> Refusal | None:
        if not asked.raw_path.startswith(b"/") or b"upgrade" in asked.headers:
            return Refusal(400, "this server takes plain requests for its own paths")
        if asked.method not in ("GET", "HEAD", "POST"):
            return Refusal(405, "this server takes GET, HEAD and POST")
        return None

    def _has_other_host(self, asked: Asked) -> Refusal | None:
        hosts = asked.headers.get(b"host", [])
        if len(hosts) > 1:
            return Refusal(400, "a request has one Host")
        if not hosts or hosts[0].strip().lower() not in self._hosts:
            return Refusal(421, "this server has another name")
        return None

    def _is_from_elsewhere(self, asked: Asked) -> Refusal | None:
        here = b"http://" + asked.one(b"host").strip().lower()
        if any(origin != here for origin in asked.headers.get(b"origin", ())):
            return Refusal(403, "another page sent this request")
        if any(site not in (b"same-origin", b"none") for site in asked.headers.get(b"sec-fetch-site", ())):
            return Refusal(403, "another page sent this request: copy the address into the address bar of the browser")
        if any(place in _FRAMES for place in asked.headers.get(b"sec-fetch-dest", ())):
            return Refusal(403, "this page is shown in no frame")
        return None

    def _is_open(self, asked: Asked) -> Refusal | None:
        if asked.path in OPEN and asked.method != "GET":  # a HEAD would use an address up, or open a picker
            return Refusal(405, "this path takes GET")
        if asked.path == CAYW and b"origin" in asked.headers:
            return Refusal(403, "web pages pick no citations: this is for editors")
        return None

    def _has_no_cookie(self, asked: Asked) -> Refusal | None:
        if asked.path in OPEN or self._is_session(asked):
            return None
        return Refusal(403, "first open the address that `ponarscite serve` printed; each opens once")

    def _is_session(self, asked: Asked) -> bool:
        """Whether one of its cookies is ours: other servers of this computer may have set any, of any form."""
        cookies = b";".join(asked.headers.get(b"cookie", ())).split(b";")
        ours = f"{self.cookie}={self._session}".encode()
        return any(secrets.compare_digest(one.strip(), ours) for one in cookies)

    def _is_no_change(self, asked: Asked) -> Refusal | None:
        if not asked.is_change:
            has_body = asked.one(b"content-length") not in (b"", b"0") or b"transfer-encoding" in asked.headers
            return Refusal(400, "a GET has no body") if has_body else None
        if not secrets.compare_digest(asked.one(TOKEN_HEADER), self.token.encode()):
            return Refusal(403, "a change needs the token of this server in the header X-Ponarscite-Token")
        wanted = b"application/octet-stream" if asked.path in UPLOADS else b"application/json"
        if asked.one(b"content-type").partition(b";")[0].strip().lower() != wanted:
            return Refusal(415, f"a change is sent as {wanted.decode()}")
        return None

    def _is_large(self, asked: Asked) -> Refusal | None:
        length = asked.one(b"content-length")
        limit = UPLOADS.get(asked.path, LARGEST_BODY)
        if length and (not length.isdigit() or len(length) > 12):
            return Refusal(400, "a length is a number")
        return too_large(limit) if length and int(length) > limit else None

    def session_cookie(self) -> bytes:
        """The value of a `Set-Cookie` header. It ends with the browser, or with this server."""
        return f"{self.cookie}={self._session}; Path=/; HttpOnly; SameSite=Strict".encode()


CHECKS = (
    Door._is_no_page_request,
    Door._has_other_host,
    Door._is_from_elsewhere,
    Door._is_open,
    Door._has_no_cookie,
    Door._is_no_change,
    Door._is_large,
)
"""In this order, so that a stranger learns no more than that somebody is here."""


def too_large(limit: int) -> Refusal:
    """The refusal of a body."""
    return Refusal(413, f"a request may have {limit:,} bytes")


class Guarded:
    """ASGI middleware: an application behind a door. Routes find the token in `request.state.token`."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._answer(scope, receive, self._marked(scope, send))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = Asked.of(scope)
        if (refusal := self._door.refusal(asked)) is not None:
            await refuse(send, refusal)
            return
        if asked.path == ENTER:
            await self._let_in(scope, send)
            return
        scope.setdefault("state", {})["token"] = self._door.token
        body = Body(receive, UPLOADS.get(asked.path, LARGEST_BODY), self._door.seconds)
        try:
            if asked.is_change and asked.path not in UPLOADS:
                await body.read()
        except HTTPException as error:
            await refuse(send, Refusal(error.status_code, error.detail))
            return
        await self._app(scope, body.receive, send)

    async def _let_in(self, scope: Scope, send: Send) -> None:
        target = self._door.enter(scope["query_string"])
        if target is None:
            await refuse(send, Refusal(403, "this address is unknown, or was opened before: each opens once"))
            return
        headers = ((b"location", target.encode("ascii")), (b"set-cookie", self._door.session_cookie()))
        await _reply(send, 303, b"", headers)
        self._door.entered()

    def _marked(self, scope: Scope, send: Send) -> Send:
        """Send with the headers of every answer, each piece in time."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name.lower() for name, _ in message.get("headers", ())}
                kept = b"no-cache" if scope["path"].startswith("/static/") else b"no-store"
                more = [one for one in (*HEADERS, (b"cache-control", kept)) if one[0] not in own]
                message = {**message, "headers": [*message.get("headers", ()), *more]}
            async with asyncio.timeout(self._door.seconds):
                await send(message)

        return sending


class Body:
    """The body of a request, which has so many bytes and so much time."""

    def __init__(self, receive: Receive, limit: int, seconds: float) -> None:
        self._receive = receive
        self._limit = limit
        self._until = asyncio.get_running_loop().time() + seconds
        self._size = 0
        self._is_whole = False
        self._read: bytes | None = None

    async def read(self) -> None:
        """Read it whole. Raises HTTPException."""
        pieces = []
        while not self._is_whole:
            message = await self.receive()
            if message["type"] == "http.disconnect":
                raise HTTPException(400, "the request is not whole")
            pieces.append(message.get("body", b""))
        self._read = b"".join(pieces)

    async def receive(self) -> Message:
        """The next message for the application. Raises HTTPException."""
        if self._read is not None:
            body, self._read = self._read, None
            return {"type": "http.request", "body": body, "more_body": False}
        if self._is_whole:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError:
            raise HTTPException(408, "the request came too slowly") from None
        self._size += len(message.get("body", b""))
        self._is_whole = not message.get("more_body", False)
        if self._size > self._limit:
            raise HTTPException(*too_large(self._limit))
        return message


async def refuse(send: Send, refusal: Refusal) -> None:
    """Answer with a refusal, and close the connection: the rest of the request is not read."""
    await _reply(send, refusal.status, f"{refusal.words}\n".encode(), ((b"connection", b"close"),))


async def _reply(send: Send, status: int, body: bytes, headers: Iterable[tuple[bytes, bytes]]) -> None:
    own = (
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        *headers,
    )
    await send({"type": "http.response.start", "status": status, "headers": list(own)})
    await send({"type": "http.response.body", "body": body})
