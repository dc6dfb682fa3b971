"""The same work on many items at once, in several processes; the results come in the order of the items.

Source: concurrent.futures and multiprocessing with the start method "fork", which gives a worker all that its parent
has loaded.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from threading import Thread
from typing import Any, Generic, TypeAlias, TypeVar, cast

from ponarscite.hooks.interruption import SIGNALS

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 16
"""Items that a worker gets at a time."""

AHEAD = 3
"""Chunks for each worker that may wait: no worker is idle, and few items are held."""

_WORK: Callable[[Any], Any] | None = None
"""The function that this process runs, if it is a worker."""

_Waiting: TypeAlias = "deque[tuple[list[T], Future[list[R]]]]"


def can_fork() -> bool:
    """Whether this system can fork processes."""
    return "fork" in multiprocessing.get_all_start_methods()


def in_order(work: Callable[[T], R], items: Iterable[T], jobs: int, lost: Callable[[T], R]) -> Iterator[tuple[T, R]]:
    """Each item with its result.

    Args:
        work: runs in a worker. Items, results and exceptions must be picklable.
        items: taken one chunk at a time, as workers need them.
        jobs: number of processes.
        lost: gives the result of an item whose worker died.
    """
    waiting: _Waiting[T, R] = deque()
    remaining = iter(items)
    crew = _Crew(work, jobs, lost)
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
        self._pool = _started(work, jobs)

    def start(self, chunk: Sequence[T]) -> Future[list[R]]:
        """Give a chunk to a worker."""
        return self._pool.submit(_run, chunk)

    def finish(self, waiting: _Waiting[T, R]) -> Iterator[tuple[T, R]]:
        """The first waiting chunk with its results. If its worker has died, the items run one by one."""
        chunk, future = waiting.popleft()
        try:
            yield from zip(chunk, future.result(), strict=True)
        except BrokenProcessPool:
            self.dismiss()
            yield from [(item, self._alone(item)) for item in chunk]
            self._pool = _started(self._work, self._jobs)
            chunks = [chunk for chunk, _ in waiting]
            waiting.clear()
            waiting.extend((chunk, self.start(chunk)) for chunk in chunks)

    def _alone(self, item: T) -> R:
        with _started(self._work, 1) as pool:
            try:
                return cast("R", pool.submit(_run, [item]).result()[0])
            except BrokenProcessPool:
                return self._lost(item)

    def dismiss(self) -> None:
        """End the workers, with the chunks that they have begun; chunks that wait are not begun.

        It waits for them here: Python would wait for them at its end, where a pipe that its own thread closes meanwhile
        prints a traceback.
        """
        self._pool.shutdown(cancel_futures=True)


def _started(work: Callable[[Any], Any], jobs: int) -> ProcessPoolExecutor:
    """A pool whose processes run already: forking later, beside the threads of the network, could deadlock.

    A signal while they start ends the pool here, too: what nobody waits for can print a traceback at Python's end.
    """
    fork = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(jobs, mp_context=fork, initializer=_begin, initargs=(work,))
    try:
        with _held_back():
            begun = pool.submit(_run, [])
        begun.result()
    except BaseException:
        pool.shutdown(cancel_futures=True)
        raise
    return pool


@contextmanager
def _held_back() -> Iterator[None]:
    """Hold signals back while processes are forked: until `_begin` runs, they have the handlers of their parent."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(work: Callable[[Any], Any]) -> None:
    """Prepare a worker: it ignores Ctrl-C, which its parent handles, and ends when its parent ends."""
    global _WORK
    _WORK = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _run(chunk: Sequence[Any]) -> list[Any]:
    return [_WORK(item) for item in chunk] if _WORK else []
