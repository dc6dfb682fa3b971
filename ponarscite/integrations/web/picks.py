"""Picks: requests of editors that wait until somebody has picked records on a page."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from ponarscite.integrations.web.door import Door

Told = Sequence[Mapping[str, Any]]
"""Form of a picked record: `key`, and optionally `locator`, `label`, `prefix`, `suffix`,
`suppressAuthor`."""

SECONDS: Final = 600.0
"""Time to pick."""

MOST: Final = 8
"""Requests that wait at the same time."""


class Picks:
    """The waiting requests, by the number of their page, `/pick/NUMBER`.

    Args:
        door: gives the addresses of the pages.
        show: opens an address for the user.
        ending: set when the server ends.
    """

    def __init__(
        self, door: Door, show: Callable[[str], object], ending: asyncio.Event, seconds: float = SECONDS
    ) -> None:
        self._door = door
        self._show = show
        self._ending = ending
        self._seconds = seconds
        self._waiting: dict[str, asyncio.Future[Told]] = {}

    def __contains__(self, number: str) -> bool:
        """Whether a request waits for this page."""
        return number in self._waiting

    async def pick(self, gone: Callable[[], Any]) -> Told:
        """Return the picks; () if the page is closed, the time is over, or the server ends.

        Args:
            gone: makes what ends when the request ends.
        Raises:
            HTTPException: too many wait.
        """
        if len(self._waiting) >= MOST:
            raise HTTPException(503, "too many pickers are open: close one")
        number = secrets.token_urlsafe(16)
        future: asyncio.Future[Told] = asyncio.get_running_loop().create_future()
        self._waiting[number] = future
        others = [asyncio.ensure_future(gone()), asyncio.ensure_future(self._ending.wait())]
        address = self._door.entrance(f"/pick/{number}")
        try:
            await run_in_threadpool(self._show, address)  # a thread that the end of the loop does not wait for
            await asyncio.wait((future, *others), timeout=self._seconds, return_when=asyncio.FIRST_COMPLETED)
            return future.result() if future.done() else ()
        finally:
            del self._waiting[number]
            self._door.revoke(address)
            for other in others:
                other.cancel()
                with suppress(asyncio.CancelledError, Exception):
                    await other

    def answer(self, number: str, told: Told) -> None:
        """Answer a request; () closes the picker. Raises HTTPException for one that waits no more."""
        future = self._waiting.get(number)
        if future is None or future.done():
            raise HTTPException(404, "nobody waits for this pick any more")
        future.set_result(told)
