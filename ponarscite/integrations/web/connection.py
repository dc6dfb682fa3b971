"""Connection: one of a few, each of which has so much time to send a request.

Whoever opens many connections and says nothing keeps nobody out: of more than a few, those that have waited longest for
a request are closed. Each has a moment first, since many may be accepted before what they send is read.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

from uvicorn.protocols.http.h11_impl import H11Protocol

MOST: Final = 32
"""Connections at the same time."""

CROWD: Final = 256
"""Connections for a moment."""

MOMENT: Final = 1.0
"""Seconds for which a connection may wait for its request, however many there are."""

SECONDS: Final = 60.0
"""Time from the beginning of a connection to the end of the head of its first request."""


class Connection(H11Protocol):
    """A connection of the server."""

    most = MOST
    crowd = CROWD
    moment = MOMENT
    seconds = SECONDS

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._deadline: asyncio.TimerHandle | None = None
        self.since = self.loop.time()
        """The time when it began to wait for a request."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Make room for it, and wait for a request."""
        super().connection_made(transport)
        if len(self.connections) > self.most:
            self.loop.call_later(self.moment, self._make_room, self.most, self.moment)
        self._make_room(self.crowd, 0)
        if len(self.connections) > self.crowd:
            transport.write(b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
            transport.close()
        self._deadline = self.loop.call_later(self.seconds, self._give_up)

    def _make_room(self, most: int, age: float) -> None:
        """Close connections that have waited so long, the longest first, until there are as many as may be."""
        over = len(self.connections) - most
        if over > 0:
            until = self.loop.time() - age
            others = (one for one in self.connections if isinstance(one, Connection) and one is not self)
            idle = [one for one in others if one.is_idle and one.since <= until]
            for one in sorted(idle, key=lambda one: one.since)[:over]:
                self.connections.discard(one)
                one.transport.abort()

    @property
    def is_idle(self) -> bool:
        """Whether no request of it is answered now."""
        return self.cycle is None or self.cycle.response_complete

    def _give_up(self) -> None:
        if self.is_idle and self.transport is not None:
            self.transport.abort()

    def handle_events(self) -> None:
        """Answer what has come; a head that is not whole yet goes on counting against the time."""
        super().handle_events()
        if not self.is_idle and self._deadline:
            self._deadline.cancel()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        if self._deadline:
            self._deadline.cancel()
        self.since = self.loop.time()
        if not self.transport.is_closing():
            self._deadline = self.loop.call_later(self.seconds, self._give_up)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        if self._deadline:
            self._deadline.cancel()
        super().connection_lost(exc)

    def _unsupported_upgrade_warning(self) -> None:
        """Say nothing: the door refuses it."""
