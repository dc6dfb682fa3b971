"""Worker processes: results come in order, little is taken ahead, and a dying process loses one item only."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from multiprocessing.context import ForkProcess

import pytest

from ponarscite.errors import SourceError
from ponarscite.ingestion import workers
from ponarscite.ingestion.workers import AHEAD, CHUNK, in_order

pytestmark = pytest.mark.skipif(not workers.can_fork(), reason="this system forks no processes")


def square(n: int) -> int:
    """The square of a number; a negative one kills the process, 13,013 raises ValueError."""
    if n < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    if n == 13_013:
        raise ValueError("unlucky")
    return n * n


def lost(n: int) -> str:
    return f"lost {n}"


@pytest.mark.parametrize("count", [0, 1, CHUNK, 10 * CHUNK + 3])
def test_answers_come_in_order(count: int) -> None:
    assert list(in_order(square, range(count), 2, lost)) == [(n, n * n) for n in range(count)]


def test_little_is_taken_ahead() -> None:
    taken: list[int] = []

    def things() -> Iterator[int]:
        for n in range(100 * CHUNK):
            taken.append(n)
            yield n

    answers = in_order(square, things(), 2, lost)
    next(answers)
    assert len(taken) <= (2 * AHEAD + 2) * CHUNK
    assert isinstance(answers, Generator)
    answers.close()


def test_only_the_item_that_kills_a_process_is_lost() -> None:
    things = [*range(20), -1, *range(20, 60), -2, 60]
    found = list(in_order(square, things, 2, lost))
    assert found == [(n, lost(n) if n < 0 else n * n) for n in things]


LARGE = 1_000_000
"""Characters that no pipe or socket holds: who is killed in the middle of such an answer has sent a part of it."""


def large(n: int) -> str:
    """A result that takes long to send; 13 kills the process by a way out that tells nobody."""
    if n == 13:
        os._exit(0)
    return str(n).rjust(LARGE)


def kill_workers(count: int) -> None:
    """Kill the first workers that are alive."""
    for worker in multiprocessing.active_children()[:count]:
        worker.kill()


@pytest.mark.parametrize("count", [1, 2], ids=["one", "two at once"])
@pytest.mark.parametrize("when", [0, 1, 70, 158], ids=["start", "first answer", "middle", "end"])
def test_workers_that_are_killed_lose_nothing(when: int, count: int) -> None:
    """Whoever kills them, and also while they send: each item has its result, in order."""
    found = []
    for n, (item, result) in enumerate(in_order(large, _killing(range(20, 180), when, count), 2, lost)):
        if n == when:
            kill_workers(count)
        found.append((item, result.strip()))
    assert found == [(n, str(n)) for n in range(20, 180)]
    assert not multiprocessing.active_children()


def _killing(items: range, when: int, count: int) -> Iterator[int]:
    """The items; at the very start, the workers are killed before they have taken any."""
    if when == 0:
        kill_workers(count)
    yield from items


def test_workers_that_are_killed_again_and_again_lose_nothing() -> None:
    found = []
    for n, pair in enumerate(in_order(square, range(800), 2, lost)):
        if n % 90 == 0:
            kill_workers(1 + n % 180 // 90)
        found.append(pair)
    assert found == [(n, n * n) for n in range(800)]


def test_what_always_kills_is_lost_alone_beside_large_results() -> None:
    assert [result.strip() for _, result in in_order(large, range(40), 2, lost)] == [
        lost(n) if n == 13 else str(n) for n in range(40)
    ]


def test_workers_that_cannot_live_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_begin", lambda: os._exit(1))
    with pytest.raises(SourceError, match="the processes that parse die as soon as they start"):
        list(in_order(square, range(40), 2, lost))


def test_each_of_many_items_that_kill_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "MOST_STARTS", 1)
    assert list(in_order(square, range(-12, 3), 2, lost)) == [(n, lost(n) if n < 0 else n * n) for n in range(-12, 3)]


def unportable(n: int) -> Callable[[], int]:
    return lambda: n


def test_a_result_that_cannot_be_sent_is_told() -> None:
    with pytest.raises(TypeError, match="a result cannot be sent to the parent process"):
        list(in_order(unportable, range(3), 2, lost))


def test_no_process_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(ForkProcess, "start", refused)
    with pytest.raises(SourceError, match="no process can be started: Resource temporarily unavailable"):
        list(in_order(square, range(3), 2, lost))


def test_an_exception_is_raised_here() -> None:
    with pytest.raises(ValueError, match="unlucky"):
        list(in_order(square, [1, 13_013], 2, lost))


@pytest.mark.parametrize("step", [(ForkProcess, "start"), (workers, "wait")], ids=["forked", "begun"])
def test_an_interruption_while_workers_start_ends_them(
    step: tuple[object, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The interruption is kept, as `sys.exit` keeps it, so that nothing but the pool itself can have ended them."""

    def interrupted(*arguments: object) -> None:
        raise KeyboardInterrupt

    threads = set(threading.enumerate())
    monkeypatch.setattr(*step, interrupted)
    with pytest.raises(KeyboardInterrupt) as kept:
        list(in_order(square, range(3), 2, lost))
    assert kept.tb
    assert set(threading.enumerate()) == threads
    assert not multiprocessing.active_children()


def test_workers_end_with_their_parent() -> None:
    """Workers also end when SIGKILL ends their parent."""
    code = (
        "import os, time\nfrom ponarscite.ingestion.workers import in_order\n"
        "def work(n): return os.getpid()\n"
        "def things():\n    while True:\n        yield 1\n        time.sleep(0.01)\n"
        "for _, pid in in_order(work, things(), 2, str): print(pid, flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        pid = int(run.stdout.readline())
        run.kill()
    for _ in range(200):
        if not is_running(pid):
            break
        time.sleep(0.02)
    assert not is_running(pid)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        with open(f"/proc/{pid}/stat", encoding="ascii") as stat:  # noqa: PTH123 -- a zombie has ended
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
