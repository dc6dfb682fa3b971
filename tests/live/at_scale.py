"""The example of Dask under SIGKILL: of a worker, of the scheduler, of the command between two parts.

After each, the same command again gives the parts of an undisturbed run, byte by byte, and the catalogue that the
archives themselves give. DuckDB opens the parts. Needs distributed and duckdb.

Run: python -m tests.live.at_scale [--archives N] [--pages N]    (Linux)
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.benchmarks import saved_pages
from tests.conftest import EXAMPLES
from tests.live.check import say
from tests.live.processes import end, environment, left, run
from tests.sources import archives

SCRIPT = EXAMPLES / "at_scale" / "read_archives.py"
PATIENCE = 300
"""Seconds in which anything has to be done."""

DUCKDB = """
import sys, duckdb
sql = "SELECT count(*), count(DISTINCT number), min(issued.date)::VARCHAR, max(len(author)) FROM read_parquet(?)"
found = duckdb.connect()
print(*found.execute(f"{sql} WHERE role = 'subject'", [sys.argv[1]]).fetchall()[0])
print(found.execute("SELECT author[1].family FROM read_parquet(?) LIMIT 1", [sys.argv[1]]).fetchall()[0][0])
"""


def make(folder: Path, count: int, pages: int) -> None:
    """Archives, each with some pages of the one before."""
    folder.mkdir()
    for number in range(count):
        numbers = range(number * pages, (number + 1) * pages + pages // 4)
        found = (
            archives.response(f"https://www.ponarseurasia.org/m{n}/", saved_pages.page(n).encode()) for n in numbers
        )
        archives.write(folder, f"crawl-{number:03}.warc.gz", archives.members(found))


@contextmanager
def started(folder: Path, *words: object) -> Iterator[subprocess.Popen[bytes]]:
    """A process in a session of its own; what is left of it is killed."""
    command = [sys.executable, *map(str, words)]
    log = (folder / "log.txt").open("ab")
    with (
        log,
        subprocess.Popen(
            command, env=environment(folder), stdout=log, stderr=log, cwd=folder, start_new_session=True
        ) as process,
    ):
        try:
            yield process
        finally:
            end(process.pid)


def wait(is_done: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + PATIENCE
    while not is_done():
        if time.monotonic() > until:
            say(f"{what}: not in {PATIENCE} seconds", False)
        time.sleep(0.02)


def parts_in(folder: Path) -> dict[str, bytes]:
    """The whole parts of a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("[!.]*.parquet"))}


def whole_run(folder: Path, parts: Path, *more: object) -> int:
    """Run the command to its end; its exit code."""
    with started(folder, SCRIPT, folder / "crawls", parts, "--processes", 2, *more) as process:
        code = process.wait(PATIENCE)
        wait(lambda: not left(process.pid), "the end of all processes")
    return code


def workers(session: int) -> list[int]:
    """The worker processes of a run on this machine: those that have been spawned to work, not to watch."""
    found = []
    for process in left(session):
        words = Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        found += [process] if "spawn_main" in words else []
    return found


def kill_of_a_worker(folder: Path, parts: Path) -> None:
    """Kill one of the two workers while it reads; the command goes on by itself."""
    with started(folder, SCRIPT, folder / "crawls", parts, "--processes", 2) as process:
        wait(lambda: bool(parts_in(parts)), "a first part")
        os.kill(workers(process.pid)[-1], signal.SIGKILL)
        code = process.wait(PATIENCE)
        wait(lambda: not left(process.pid), "the end of all processes")
    say(f"a worker is killed: the command ends with {code}", code == 0)


def kill_of_the_command(folder: Path, parts: Path) -> None:
    """Kill the command between two parts."""
    with started(folder, SCRIPT, folder / "crawls", parts, "--processes", 2) as process:
        wait(lambda: len(parts_in(parts)) > 1, "two parts")
        process.kill()
        process.wait()
        wait(lambda: not left(process.pid), "the end of the workers")
    say(f"the command is killed with {len(parts_in(parts))} parts, and its workers end", True)


def kill_of_the_scheduler(folder: Path, parts: Path) -> None:
    """Kill the scheduler of a cluster of its own; the command ends with an error. The next one has a new cluster."""
    with cluster(folder) as (scheduler, address):
        with started(folder, SCRIPT, folder / "crawls", parts, "--scheduler", address) as process:
            wait(lambda: bool(parts_in(parts)), "a first part")
            scheduler.kill()
            code = process.wait(PATIENCE)
        say(f"the scheduler is killed: the command ends with {code}, {len(parts_in(parts))} parts", code != 0)
    with cluster(folder) as (_, address):
        code = whole_run(folder, parts, "--scheduler", address)
        say(f"with a new cluster, the command ends with {code}", code == 0)


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A scheduler and two workers; the scheduler's process and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    with ExitStack() as stack:
        words = ("-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")
        scheduler = stack.enter_context(started(folder, *words))
        worker = ("-m", "distributed.cli.dask_worker", address, "--nthreads", 1, "--nworkers", 2, "--no-dashboard")
        stack.enter_context(started(folder, *worker))
        yield scheduler, address


def catalogue(folder: Path, name: str, sources: list[Path]) -> dict[str, bytes]:
    """The dump of a library to which the sources are added."""
    run(folder, "add", *map(str, sources), "--library", f"{name}.sqlite")
    run(folder, "dump", name, "--library", f"{name}.sqlite")
    return {str(path.relative_to(folder / name)): path.read_bytes() for path in (folder / name).rglob("*.json")}


def tables(folder: Path, parts: Path, pages: int) -> None:
    """DuckDB reads the parts."""
    done = run(folder, "-c", DUCKDB, str(parts / "*.parquet"), program=[sys.executable])
    say(f"DuckDB: {done.stdout.split()} {done.stderr[-300:]}", done.stdout.split()[1:2] == [str(pages)])


def main() -> None:
    """Make archives, read them undisturbed, then with each kill."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--archives", type=int, default=8)
    parser.add_argument("--pages", type=int, default=100)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        make(folder / "crawls", chosen.archives, chosen.pages)
        say("an undisturbed run", whole_run(folder, folder / "parts") == 0)
        expected = parts_in(folder / "parts")
        for kill in (kill_of_a_worker, kill_of_the_command, kill_of_the_scheduler):
            parts = folder / kill.__name__
            kill(folder, parts)
            say(f"{kill.__name__}: again", whole_run(folder, parts) == 0)
            say(f"{kill.__name__}: the parts are those of the undisturbed run", parts_in(parts) == expected)
        through = catalogue(folder, "through", sorted((folder / "parts").glob("*.parquet")))
        direct = catalogue(folder, "direct", sorted((folder / "crawls").iterdir()))
        say(f"the catalogue of {len(through) - 1} records is that of the archives", through == direct)
        tables(folder, folder / "parts", chosen.archives * chosen.pages + chosen.pages // 4)


if __name__ == "__main__":
    main()
