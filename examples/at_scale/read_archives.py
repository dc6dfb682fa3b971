"""Read web archives on many processes or machines: each archive becomes a Parquet file, and one command merges them.

    python read_archives.py crawls/ parts/
    ponarscite add parts/*.parquet --library catalogue.sqlite

An archive that has its part is passed over, so the same command goes on after whatever has ended it. To have a part
made again, remove it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from distributed import Client, Future, LocalCluster, as_completed

import ponarscite

SCHEDULER = ""
"""The address of a cluster ("tcp://scheduler.example:8786"): this one line makes a run on many machines. Crawls and
parts have to be on a disk that all of them see. "" starts processes on this machine."""

ENDINGS = (".warc", ".warc.gz", ".wacz")
RETRIES = 2
"""How often an archive is tried again after an error of the system. One whose process dies is given to another."""

AHEAD = 3
"""Archives for each process that are handed out: no process is idle, and the scheduler holds few of a million."""


@dataclass(frozen=True)
class Done:
    """What became of an archive: the number of its records, and what could not be read in it."""

    archive: str
    records: int
    problems: tuple[str, ...]


def read_archive(archive: str, part: str) -> Done:
    """Write the part of an archive; it is there when it is whole, since it is written under another name before."""
    failures: list[ponarscite.PonarsciteError] = []
    count = ponarscite.export_file(archive, part, roles=("subject", "cited", "mentioned"), failures=failures)
    return Done(archive, count, tuple(failure.message for failure in failures))


def archives_in(folder: Path) -> Iterator[Path]:
    """The archives of a folder and the folders below it, in order."""
    return (path for path in sorted(folder.rglob("*")) if path.name.endswith(ENDINGS) and path.is_file())


def part_of(archive: Path, crawls: Path, parts: Path) -> Path:
    """The part of an archive: two archives of one name in two folders have two."""
    return parts / f"{quote(str(archive.relative_to(crawls)), safe='')}.parquet"


def in_flight(client: Client, tasks: Iterable[tuple[str, str]], most: int) -> Iterator[tuple[str, Future]]:
    """(archive, its future) as they are done; at most so many are handed out at a time."""
    remaining = iter(tasks)
    running: dict[str, str] = {}
    done = as_completed()

    def hand_out(archive: str, part: str) -> None:
        future = client.submit(read_archive, archive, part, retries=RETRIES, pure=False)
        running[future.key] = archive
        done.add(future)

    for archive, part in islice(remaining, most):
        hand_out(archive, part)
    for future in done:
        yield running.pop(future.key), future
        for archive, part in islice(remaining, 1):
            hand_out(archive, part)


def tasks_of(crawls: Path, parts: Path) -> list[tuple[str, str]]:
    """(archive, part) of all archives that have no part yet."""
    pairs = [(path, part_of(path, crawls, parts)) for path in archives_in(crawls)]
    tasks = [(str(path), str(part)) for path, part in pairs if not part.exists()]
    print(f"{len(pairs) - len(tasks)} of {len(pairs)} archives have their part", flush=True)
    return tasks


def read_all(client: Client, tasks: Iterable[tuple[str, str]]) -> int:
    """Read archives; the number of those that could not be read whole."""
    failed = 0
    for archive, future in in_flight(client, tasks, AHEAD * max(1, sum(client.nthreads().values()))):
        problems = (f"{archive}: {future.exception()}",) if future.status != "finished" else future.result().problems
        for problem in problems:
            print(f"error: {problem}", file=sys.stderr, flush=True)
        failed += bool(problems)
        if future.status == "finished":
            print(f"{archive}: {future.result().records} records", flush=True)
    return failed


def connect(address: str, processes: int) -> Client:
    """A client of a cluster; or of processes that are started here, which the end of this one ends."""
    if address:
        return Client(address)
    return Client(LocalCluster(n_workers=processes, threads_per_worker=1, dashboard_address=None))


def main() -> int:
    """Read the command line; the exit code is 1 where an archive could not be read whole."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("crawls", type=Path, help="the folder of the archives")
    parser.add_argument("parts", type=Path, help="the folder for the parts")
    parser.add_argument("--scheduler", default=SCHEDULER, help="the address of a cluster")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="processes on this machine")
    chosen = parser.parse_args()
    crawls, parts = chosen.crawls.resolve(), chosen.parts.resolve()
    parts.mkdir(parents=True, exist_ok=True)
    if not (tasks := tasks_of(crawls, parts)):
        return 0
    with connect(chosen.scheduler, chosen.processes) as client:
        return 1 if read_all(client, tasks) else 0


if __name__ == "__main__":
    sys.exit(main())
