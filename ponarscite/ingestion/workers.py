"""The same work on many things at once, in processes, with the answers in the order of the things.

Source: concurrent.futures and multiprocessing, start method "fork": what a worker needs is there when it begins.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from threading import Thread
from typing import Any, Generic, TypeAlias, TypeVar, cast

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 16  # things that a worker is given at a time
AHEAD = 3  # chunks a worker that may wait, so that none is idle and little is held

_WORK: Callable[[Any], Any] | None = None
"""In a worker: what it does."""

_Waiting: TypeAlias = "deque[tuple[list[T], Future[list[R]]]]"


def are_to_be_had() -> bool:
    """Whether this system can fork processes."""
    return "fork" in multiprocessing.get_all_start_methods()


def in_order(work: Callable[[T], R], things: Iterable[T], jobs: int, lost: Callable[[T], R]) -> Iterator[tuple[T, R]]:
    """Each thing with its answer.

    Args:
        work: done in a worker; what it returns, or raises, has to be picklable, and so do the things.
        things: taken as they are needed, not before.
        jobs: how many processes.
        lost: the answer for a thing whose worker died of it.
    """
    crew = _Crew(work, jobs, lost)
    waiting: _Waiting[T, R] = deque()
    remaining = iter(things)
    try:
        while chunk := list(islice(remaining, CHUNK)):
            waiting.append((chunk, crew.start(chunk)))
            while waiting and (len(waiting) > AHEAD * jobs or waiting[0][1].done()):
                yield from crew.finish(waiting)
        while waiting:
            yield from crew.finish(waiting)
    finally:
        crew.dismiss()


class _Crew(Generic[T, R]):
    """Processes that are replaced when one of them dies."""

    def __init__(self, work: Callable[[T], R], jobs: int, lost: Callable[[T], R]) -> None:
        self._work, self._jobs, self._lost = work, jobs, lost
        self._pool = _hired(work, jobs)

    def start(self, chunk: Sequence[T]) -> Future[list[R]]:
        """Give a chunk to a worker."""
        return self._pool.submit(_do, chunk)

    def finish(self, waiting: _Waiting[T, R]) -> Iterator[tuple[T, R]]:
        """The first chunk with its answers; when a worker has died, one by one, to find what it died of."""
        chunk, future = waiting.popleft()
        try:
            yield from zip(chunk, future.result(), strict=True)
        except BrokenProcessPool:
            self.dismiss()
            yield from [(thing, self._alone(thing)) for thing in chunk]
            self._pool = _hired(self._work, self._jobs)
            chunks = [chunk for chunk, _ in waiting]
            waiting.clear()
            waiting.extend((chunk, self.start(chunk)) for chunk in chunks)

    def _alone(self, thing: T) -> R:
        with _hired(self._work, 1) as pool:
            try:
                return cast("R", pool.submit(_do, [thing]).result()[0])
            except BrokenProcessPool:
                return self._lost(thing)

    def dismiss(self) -> None:
        """Let them end; nothing that waits is begun."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def _hired(work: Callable[[Any], Any], jobs: int) -> ProcessPoolExecutor:
    """Processes that have begun: one with threads, as the network has them, had better not fork."""
    fork = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(jobs, mp_context=fork, initializer=_begin, initargs=(work,))
    pool.submit(_do, []).result()
    return pool


def _begin(work: Callable[[Any], Any]) -> None:
    """A worker leaves Ctrl-C to its parent, and ends when that does, however it ends."""
    global _WORK
    _WORK = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _do(chunk: Sequence[Any]) -> list[Any]:
    return [_WORK(thing) for thing in chunk] if _WORK else []
