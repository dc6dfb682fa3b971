"""A signal to a run with several processes: the file is whole or absent, and no process and no other file is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, HANGUP, ROOT
from tests.live.processes import end, left

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are listed in /proc")

JOBS = 2
PAGE = EXAMPLES / "pages" / "borrowed-rivers.html"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So many saved pages that no run ends before its signal."""
    folder = tmp_path_factory.mktemp("pages")
    for n in range(3_000):
        (folder / f"{n}.html").symlink_to(PAGE)
    return folder


@contextmanager
def running(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A command whose workers have started; what is left of it at the end is killed."""
    command = [sys.executable, "-m", "ponarscite", *words, "--jobs", str(JOBS)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, cwd=ROOT, start_new_session=True) as process:
        try:
            wait(lambda: len(left(process.pid)) > JOBS)
            yield process
        finally:
            end(process.pid)


def wait(is_done: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not is_done():
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.mark.parametrize("send", [os.kill, os.killpg], ids=["the process", "all of its terminal"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (HANGUP, 129)])
@pytest.mark.parametrize("before", ["old", None])
def test_a_signal_leaves_nothing_behind(
    before: str | None, number: int, code: int, send: Callable[[int, int], None], pages: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out.bib"
    if before:
        target.write_text(before)
    with running("export", str(pages), "-o", str(target)) as process:
        send(process.pid, number)
        _, err = process.communicate(timeout=60)
        wait(lambda: not left(process.pid))
    assert process.returncode == code
    assert err.decode().splitlines() == ["error: interrupted", "hint: no file was changed; run the same command again"]
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == ([("out.bib", before)] if before else [])


@pytest.mark.parametrize("number", [signal.SIGTERM, HANGUP, signal.SIGKILL])
def test_no_worker_outlives_an_add(number: int, pages: Path, tmp_path: Path) -> None:
    with running("add", str(pages), "--library", str(tmp_path / "a.sqlite")) as process:
        process.send_signal(number)
        process.communicate(timeout=60)
        wait(lambda: not left(process.pid))
    assert {one.name.removeprefix("a.sqlite") for one in tmp_path.iterdir()} <= {"", "-wal", "-shm"}
