"""Worker processes: results come in order, little is taken ahead, and a dying process loses one item only."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor

import pytest

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


def test_an_exception_is_raised_here() -> None:
    with pytest.raises(ValueError, match="unlucky"):
        list(in_order(square, [1, 13_013], 2, lost))


@pytest.mark.parametrize("step", [(ProcessPoolExecutor, "submit"), (Future, "result")], ids=["forked", "begun"])
def test_an_interruption_while_workers_start_ends_them(step: tuple[type, str], monkeypatch: pytest.MonkeyPatch) -> None:
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
