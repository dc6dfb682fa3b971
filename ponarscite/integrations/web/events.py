"""Changes of the library as server-sent events.

    GET /api/changes      event "version" with the version: at once, and after each change

Source: HTML standard, "Server-sent events".
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from ponarscite.integrations.web.desk import Desk

EVERY: Final = 1.0
"""Seconds between two looks at the library, as long as somebody listens."""

BEAT: Final = 25
"""Looks without a change after which a comment is sent, so that a listener who has gone is noticed."""

MOST: Final = 12
"""Listeners."""


class Watch:
    """Looks at the version for all listeners, and only as long as there are some."""

    def __init__(self, desk: Desk, ending: asyncio.Event, every: float = EVERY) -> None:
        self._desk = desk
        self._ending = ending
        self._every = every
        self._listeners: set[asyncio.Queue[str]] = set()
        self._task: asyncio.Task[None] | None = None

    async def listen(self) -> AsyncIterator[bytes]:
        """The events for one listener, until the server ends."""
        queue: asyncio.Queue[str] = asyncio.Queue(maxsize=2)
        self._listeners.add(queue)
        try:
            version = await run_in_threadpool(self._desk.version)
            if self._task is None or self._task.done():
                self._task = asyncio.create_task(self._look(version))
            yield b"retry: 2000\n" + _event(version)
            while not self._ending.is_set():
                version = await queue.get()
                if self._ending.is_set():
                    return
                yield _event(version) if version else b":\n\n"
        finally:
            self._listeners.discard(queue)

    @property
    def is_full(self) -> bool:
        """Whether nobody else may listen."""
        return len(self._listeners) >= MOST

    async def _look(self, before: str) -> None:
        """Tell each change after a version to all listeners; "" for a beat."""
        quiet = 0
        while self._listeners and not self._ending.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ending.wait(), self._every)
            version = await run_in_threadpool(self._desk.version)
            quiet = quiet + 1 if version == before else 0
            if version != before or quiet >= BEAT or self._ending.is_set():
                self._tell("" if version == before else version)
                before, quiet = version, 0

    def _tell(self, version: str) -> None:
        for queue in self._listeners:
            if queue.full():
                queue.get_nowait()  # the listener is slow: the newest version is enough
            queue.put_nowait(version)


def _event(version: str) -> bytes:
    return f"event: version\ndata: {version}\n\n".encode()


def routes(desk: Desk, ending: asyncio.Event) -> list[BaseRoute]:
    """The route of events."""
    watch = Watch(desk, ending)

    async def changes(_: Request) -> Response:
        if watch.is_full:
            raise HTTPException(503, "too many pages listen already")
        return StreamingResponse(watch.listen(), media_type="text/event-stream")

    return [Route("/api/changes", changes)]
