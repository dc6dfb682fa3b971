"""Worker: one thread beside the loop of events, for what takes long. It ends with the process, whatever it is doing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

Value = TypeVar("Value")


class Worker:
    """Runs functions one after the other."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[Callable[[], object]] = SimpleQueue()
        self._thread: Thread | None = None

    def run(self, function: Callable[..., Value], *arguments: Any) -> asyncio.Future[Value]:
        """The value of a function, in the loop that asks."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Value] = loop.create_future()

        def answer(value: Value | None, error: BaseException | None) -> None:
            if future.cancelled():
                return
            if error is not None:
                future.set_exception(error)
            else:
                future.set_result(value)  # type: ignore[arg-type]

        def work() -> None:
            value: Value | None = None
            failed: BaseException | None = None
            try:
                value = function(*arguments)
            except Exception as error:
                failed = error
            with suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(answer, value, failed)

        self._waiting.put(work)
        if self._thread is None:
            self._thread = Thread(target=self._work, name="ponarscite-lsp", daemon=True)
            self._thread.start()
        return future

    def _work(self) -> None:
        while True:
            self._waiting.get()()
