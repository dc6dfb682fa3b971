"""The same work on many items at once, in several processes; the results come in the order of the items.

Each worker has a socket of its own, so that one which is killed, even in the middle of an answer, blocks no other. What
it had not answered is done again; an item that kills its worker twice, with nothing else in that worker, is lost.

Source: multiprocessing with the start method "fork", which gives a worker all that its parent has loaded.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from ponarscite.errors import SourceError
from ponarscite.hooks.interruption import SIGNALS

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 16
"""Items that a worker gets at a time."""

AHEAD = 3
"""Chunks for each worker that may wait: no worker is idle, and few items are held."""

MOST_DEATHS = 2
"""Workers that one item may kill before it is lost. Another program may have killed the first of them."""

MOST_STARTS = 20
"""Workers in a row that die before they are ready: then none can live here."""

PATIENCE = 5
"""Seconds in which a worker has to end when it is asked to, before it is killed."""


def can_fork() -> bool:
    """Whether this system can fork processes."""
    return "fork" in multiprocessing.get_all_start_methods()


def in_order(work: Callable[[T], R], items: Iterable[T], jobs: int, lost: Callable[[T], R]) -> Iterator[tuple[T, R]]:
    """Each item with its result.

    Args:
        work: runs in a worker. Items, results and exceptions must be picklable.
        items: taken one chunk at a time, as workers need them.
        jobs: number of processes.
        lost: gives the result of an item that kills its workers.
    Raises:
        SourceError: no worker can be started, or all die before they are ready.
    """
    waiting: deque[_Chunk[T, R]] = deque()
    remaining = iter(items)
    crew = _Crew(work, jobs, lost)
    try:
        crew.start()
        while some := list(islice(remaining, CHUNK)):
            waiting.append(_Chunk(some))
            crew.take(waiting[-1])
            while waiting and (len(waiting) > AHEAD * jobs or waiting[0].is_done):
                yield from crew.finished(waiting)
        while waiting:
            yield from crew.finished(waiting)
    finally:
        crew.dismiss()


@dataclass(slots=True, eq=False)
class _Chunk(Generic[T, R]):
    """Items in a row, and the results that have come.

    Args:
        results: place of an item -> its result.
        failure: what the work on one of them raised.
    """

    items: Sequence[T]
    results: dict[int, R] = field(default_factory=dict)
    failure: BaseException | None = None

    @property
    def is_done(self) -> bool:
        """Whether every item has a result, or the work has failed."""
        return self.failure is not None or len(self.results) == len(self.items)


@dataclass(slots=True, eq=False)
class _Piece(Generic[T, R]):
    """A part of a chunk that one worker gets at a time.

    Args:
        places: of its items.
        is_suspect: whether it is one item of a piece whose worker died; nothing else is then given to its worker.
        deaths: of workers that had it alone.
    """

    chunk: _Chunk[T, R]
    places: range
    is_suspect: bool = False
    deaths: int = 0

    @property
    def items(self) -> list[T]:
        return [self.chunk.items[place] for place in self.places]


@dataclass(slots=True, eq=False)
class _Worker(Generic[T, R]):
    """A process, our end of its socket, and the pieces that it has not answered, in order.

    Args:
        is_ready: whether it has told that it waits for pieces.
    """

    process: ForkProcess
    socket: Connection
    is_ready: bool = False
    pieces: deque[_Piece[T, R]] = field(default_factory=deque)

    def has_room(self, piece: _Piece[T, R]) -> bool:
        """Whether it may get this piece now."""
        if piece.is_suspect or (self.pieces and self.pieces[0].is_suspect):
            return not self.pieces
        return len(self.pieces) < AHEAD


class _Crew(Generic[T, R]):
    """Workers; each that dies is replaced, and what it had not answered goes to others."""

    def __init__(self, work: Callable[[T], R], jobs: int, lost: Callable[[T], R]) -> None:
        self._work, self._jobs, self._lost = work, jobs, lost
        self._workers: list[_Worker[T, R]] = []
        self._queue: deque[_Piece[T, R]] = deque()
        self._failed_starts = 0

    def start(self) -> None:
        """Start the workers: at the beginning, since forking later, beside the threads of the network, could hang."""
        for _ in range(self._jobs):
            self._hire()

    def _hire(self) -> None:
        with _held_back():
            ours, theirs = multiprocessing.Pipe()
            process = multiprocessing.get_context("fork").Process(
                target=_serve, args=(self._work, theirs, ours), daemon=True
            )
            self._workers.append(_Worker(process, ours))
            try:
                process.start()
            except OSError as error:
                self._workers.pop()
                hint = "run the command with --jobs 1"
                raise SourceError(f"no process can be started: {error.strerror}", hint=hint) from error
            theirs.close()

    def take(self, chunk: _Chunk[T, R]) -> None:
        """Take a chunk, and give pieces to the workers that have room."""
        self._queue.append(_Piece(chunk, range(len(chunk.items))))
        self._turn(0)

    def finished(self, waiting: deque[_Chunk[T, R]]) -> Iterator[tuple[T, R]]:
        """The items of the first waiting chunk with their results, as soon as all are there."""
        while not waiting[0].is_done:
            self._turn(None)
        chunk = waiting.popleft()
        if chunk.failure is not None:
            raise chunk.failure
        yield from ((item, chunk.results[place]) for place, item in enumerate(chunk.items))

    def _turn(self, seconds: float | None) -> None:
        """Give out pieces, and receive the answers that come within some seconds, or one at least."""
        self._give()
        by_socket = {worker.socket: worker for worker in self._workers}
        for socket in wait(list(by_socket), seconds):
            self._receive(by_socket[cast("Connection", socket)])
        self._give()

    def _give(self) -> None:
        while self._queue and (worker := self._with_room(self._queue[0])):
            piece = self._queue.popleft()
            try:
                worker.socket.send(piece.items)
            except OSError:  # it has died
                self._queue.appendleft(piece)
                self._bury(worker)
            else:
                worker.pieces.append(piece)

    def _with_room(self, piece: _Piece[T, R]) -> _Worker[T, R] | None:
        """The worker with the fewest pieces that may get this one now."""
        found = (worker for worker in self._workers if worker.has_room(piece))
        return min(found, key=lambda worker: len(worker.pieces), default=None)

    def _receive(self, worker: _Worker[T, R]) -> None:
        try:
            answer = worker.socket.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if answer is None:
            worker.is_ready, self._failed_starts = True, 0
            return
        results, failure = answer
        piece = worker.pieces.popleft()
        piece.chunk.failure = piece.chunk.failure or failure
        piece.chunk.results |= zip(piece.places, results, strict=False)

    def _bury(self, worker: _Worker[T, R]) -> None:
        """Replace a worker that has died. If it was ready, it died of the first piece that it had not answered."""
        self._workers.remove(worker)
        _end([worker])
        if worker.is_ready and worker.pieces:
            worker.pieces.extendleft(reversed(list(self._suspects(worker.pieces.popleft()))))
        self._failed_starts += not worker.is_ready
        if self._failed_starts > MOST_STARTS:
            hint = "run the command with --jobs 1; the system may be short of memory"
            raise SourceError("the processes that parse die as soon as they start", hint=hint)
        self._queue.extendleft(reversed(worker.pieces))
        self._hire()

    def _suspects(self, piece: _Piece[T, R]) -> Iterator[_Piece[T, R]]:
        """The items of a piece whose worker died, each to be done alone, without one that has been so too often."""
        if not piece.is_suspect:
            yield from (_Piece(piece.chunk, range(place, place + 1), is_suspect=True) for place in piece.places)
            return
        piece.deaths += 1
        if piece.deaths < MOST_DEATHS:
            yield piece
        else:
            piece.chunk.results[piece.places[0]] = self._lost(piece.items[0])

    def dismiss(self) -> None:
        """End the workers, also those in the middle of an item."""
        workers, self._workers = self._workers, []
        _end(workers)


def _end(workers: Sequence[_Worker[Any, Any]]) -> None:
    """End workers, and wait for them: Python would wait for them at its end, after it has closed much."""
    started = [one for one in workers if one.process.pid is not None]
    for one in started:
        one.process.terminate()
    for one in started:
        one.process.join(PATIENCE)
        if one.process.is_alive():
            one.process.kill()
            one.process.join()
    for one in workers:
        one.socket.close()


@contextmanager
def _held_back() -> Iterator[None]:
    """Hold signals back while a process is forked: until `_begin` runs, it has the handlers of its parent."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(work: Callable[[Any], Any], socket: Connection, other: Connection) -> None:
    """Tell that this process is ready, by None, and answer pieces until the parent ends it.

    A thread takes pieces from the socket, so that parent and worker never both wait for the other to read.
    """
    other.close()
    multiprocessing.current_process().daemon = False  # plugins may start processes
    _begin()
    socket.send(None)
    pieces: SimpleQueue[list[Any]] = SimpleQueue()
    Thread(target=_take, args=(socket, pieces), daemon=True).start()
    while True:
        answer = _answer(work, pieces.get())
        try:
            socket.send(answer)
        except OSError:  # the parent has ended
            os._exit(1)
        except Exception as error:
            socket.send(((), _portable(error)))


def _take(socket: Connection, pieces: SimpleQueue[list[Any]]) -> None:
    try:
        while True:
            pieces.put(socket.recv())
    except (EOFError, OSError):
        os._exit(1)


def _begin() -> None:
    """Prepare a worker: it ignores Ctrl-C, which its parent handles, and ends when its parent ends."""
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


def _answer(work: Callable[[Any], Any], items: Sequence[Any]) -> tuple[Sequence[Any], BaseException | None]:
    """The results of the items, or what the work on one of them raised."""
    try:
        return [work(item) for item in items], None
    except Exception as error:
        error.add_note(f"In a worker process:\n{traceback.format_exc()}")
        return (), error


def _portable(error: Exception) -> Exception:
    """Return the error of an answer that could not be pickled."""
    return TypeError(f"a result cannot be sent to the parent process: {type(error).__name__}: {error}")
