"""Pages a second of computing, by engine, and what millions of pages would take at that pace.

Archives of saved pages of 37 kB are made here and become Parquet files: by one process, by `--jobs 2`, and by the
example of Dask with two workers. The seconds are those of all processes that an engine starts. With --rows, a table of
so many records is written and read instead, for the memory that this takes. Needs distributed.

Run: python -m tests.benchmarks.at_scale [--archives N] [--pages N] [--rounds N] [--rows N]    (Linux)
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ponarscite import Document, Record, ingest
from tests.benchmarks import saved_pages
from tests.conftest import EXAMPLES
from tests.sources import archives

EXPORT = (sys.executable, "-P", "-m", "ponarscite", "export", "-q", "-f", "parquet")
ROLES = ("--with", "cited,mentioned")
SCRIPT = EXAMPLES / "at_scale" / "read_archives.py"

MILLIONS = (10, 100, 1_000)
CORES = (8, 256)


@dataclass(slots=True)
class Spent:
    """Seconds of computing of all processes of an engine, its seconds by the clock, and the most megabytes of one."""

    computing: float = 0.0
    clock: float = 0.0
    memory: float = 0.0


def make(folder: Path, count: int, pages: int) -> None:
    """Archives of the pages of a site, whose cards and notes name each other."""
    for number in range(count):
        numbers = range(number * pages, (number + 1) * pages)
        found = (
            archives.response(
                f"https://www.ponarseurasia.org/m{n}/", saved_pages.linked_page(n, count * pages).encode()
            )
            for n in numbers
        )
        archives.write(folder, f"crawl-{number:03}.warc.gz", archives.members(found))


def spend(command: list[str], spent: Spent) -> None:
    """Run a command to its end."""
    began = time.perf_counter()
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command} failed: {process.returncode}")
    spent.clock += time.perf_counter() - began
    spent.computing += used.ru_utime + used.ru_stime
    spent.memory = max(spent.memory, used.ru_maxrss / 1000)


def engines(crawls: Path, out: Path) -> dict[str, list[str]]:
    """Name of an engine -> its command."""
    files = sorted(map(str, crawls.iterdir()))
    return {
        "one process": [*EXPORT, *ROLES, *files, "-o", str(out / "one.parquet")],
        "`--jobs 2`": [*EXPORT, *ROLES, *files, "--jobs", "2", "-o", str(out / "two.parquet")],
        "Dask, 2 workers": [sys.executable, str(SCRIPT), str(crawls), str(out / "parts"), "--processes", "2"],
        "one process, without cited and mentioned works": [*EXPORT, *files, "-o", str(out / "subjects.parquet")],
    }


def speed(count: int, pages: int, rounds: int) -> None:
    """Print the tables."""
    spent: dict[str, Spent] = {}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as place:
            crawls, out = Path(place, "crawls"), Path(place, "out")
            crawls.mkdir()
            out.mkdir()
            make(crawls, count, pages)
            for name, command in engines(crawls, out).items():
                spend(command, spent.setdefault(name, Spent()))
    whole = count * pages * rounds
    print(f"{whole:,} pages, {count} archives, {rounds} rounds, {os.cpu_count()} cores, {platform.python_version()}.\n")
    print("| engine | pages a core second | ratio | pages a second | most memory of a process |")
    print("|---|---:|---:|---:|---:|")
    first = next(iter(spent.values())).computing
    for name, one in spent.items():
        print(f"| {name} | {whole / one.computing:.0f} | {first / one.computing:.2f} ", end="")
        print(f"| {whole / one.clock:.0f} | {one.memory:.0f} MB |")
    print(f"\n| engine | pages | core hours | {' | '.join(f'{n} cores' for n in CORES)} |")
    print(f"|---|---:|---:|{'---:|' * len(CORES)}")
    for name, one in spent.items():
        for millions in MILLIONS:
            hours = millions * 1e6 * one.computing / whole / 3_600
            print(f"| {name} | {millions:,} million | {hours:,.1f} | {' | '.join(_time(hours / n) for n in CORES)} |")


def _time(hours: float) -> str:
    return f"{hours / 24:,.1f} days" if hours > 48 else f"{hours:,.1f} h" if hours > 1 else f"{hours * 60:,.0f} min"


def records(count: int) -> Iterator[Record]:
    """Records of a memo with all their claims."""
    (model,) = ingest(Document.of(saved_pages.MODEL.read_bytes(), name="memo.html"))
    for n in range(count):
        claims = tuple(replace(one, about=replace(one.about, document=f"memo-{n}.html")) for one in model.claims)
        yield replace(model, id=f"pepm{n}", number=str(n), claims=claims)


def table(count: int) -> None:
    """Write and read a table, and print what both take after each tenth."""
    from ponarscite.formats.parquet.writer import write
    from ponarscite.hookspecs import SourceOptions
    from ponarscite.sources.parquet import read_source

    with tempfile.TemporaryDirectory() as place:
        path, began = Path(place, "x.parquet"), time.process_time()
        with path.open("wb") as file:
            for number, piece in enumerate(write(records(count))):
                file.write(piece)
                if number % max(1, count // 4_000) == 0:
                    print(f"row group {number}: {_memory():.0f} MB", flush=True)
        size = path.stat().st_size / 1e6
        print(f"{count:,} rows, {size:.0f} MB: {time.process_time() - began:.0f} s, {_memory():.0f} MB")
        began = time.process_time()
        found = sum(1 for _ in read_source(str(path), SourceOptions()) or ())
        print(f"{found:,} documents read: {time.process_time() - began:.0f} s, {_memory():.0f} MB")


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--archives", type=int, default=6)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--rows", type=int, default=0)
    chosen = parser.parse_args()
    table(chosen.rows) if chosen.rows else speed(chosen.archives, chosen.pages, chosen.rounds)


if __name__ == "__main__":
    main()
