"""Web archives at full size: pages a second beside `trafilatura.extract_metadata`, memory over 2 GB, a million records.

The archives are made here, of memo pages of 37 kB, pages about nothing, and pictures. Needs fastwarc and trafilatura.

Run: python -m tests.live.web_archives [--only speed|memory|tiny] [--pages N] [--size MB] [--records N]    (Linux)
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from tests.benchmarks import saved_pages
from tests.live.check import say
from tests.sources.archives import response

PYTHON = sys.executable
EXPORT = [PYTHON, "-P", "-m", "ponarscite", "export", "-q", "-f", "csl-json"]

MOST = 100
"""Megabytes that a process may hold."""

PEER = """
import io, sys, trafilatura
from fastwarc.warc import ArchiveIterator, WarcRecordType
with open(sys.argv[1], "rb") as file:
    for record in ArchiveIterator(file, record_types=WarcRecordType.response):
        if (record.http_content_type or "").startswith("text/html"):
            found = trafilatura.extract_metadata(record.reader.read())
            print(found.title if found else "")
"""
"""The peer: fastwarc reads the archive, trafilatura each page."""


def member(record: bytes) -> bytes:
    """A record as a gzip member."""
    made = zlib.compressobj(1, wbits=31)
    return made.compress(record) + made.flush()


def records(pages: int, pictures: int, size: int) -> Iterator[bytes]:
    """Pages of memos, every fifth about nothing, with pictures of some *size* among them."""
    random = Random(1)
    for n in range(pages):
        if n % 5 == 4:
            page = f"<html><title>Page {n}</title><body>{'<p>Nothing here.</p>' * 1_800}</body></html>"
            yield response(f"https://www.example.org/{n}/", page.encode())
        else:
            yield response(f"https://www.ponarseurasia.org/m{n}/", saved_pages.page(n).encode())
        for picture in range(n * pictures // pages, (n + 1) * pictures // pages):
            yield response(f"https://www.example.org/{picture}.jpg", random.randbytes(size), media_type="image/jpeg")


def make(path: Path, found: Iterator[bytes], form: Callable[[bytes], bytes] = member) -> None:
    """Write an archive."""
    with path.open("wb") as file:
        for one in found:
            file.write(form(one))


def run(command: list[str], output: Path) -> tuple[float, float, int]:
    """(seconds of computing, megabytes that the largest process held, lines or records that it wrote)."""
    with output.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        told = process.stderr.read().decode()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command} failed: {told}")
    text = output.read_bytes()
    count = text.count(b'"id":') if text.startswith(b"[") else text.count(b"\n")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1000, count


def speed(folder: Path, pages: int) -> None:
    """Pages a second of computing, of all processes together; in turn, so that a busy moment meets all."""
    path = folder / "speed.warc.gz"
    runs = {
        "export, one process": [*EXPORT, str(path)],
        "export --jobs 2": [*EXPORT, "--jobs", "2", str(path)],
        "fastwarc and trafilatura.extract_metadata": [PYTHON, "-c", PEER, str(path)],
    }
    sums = {name: [0.0, 0.0, 0.0] for name in runs}
    part = 500
    for start in range(0, pages, part):
        make(path, (one for n, one in enumerate(records(start + part, 0, 0)) if n >= start))
        for name, command in runs.items():
            computing, most, count = run(command, folder / "out")
            before = sums[name]
            sums[name] = [before[0] + computing, max(before[1], most), before[2] + count]
    print("| what | pages a second of computing | most memory of a process | found |\n|---|---:|---:|---:|")
    for name, (computing, most, total) in sums.items():
        print(f"| {name} | {pages / computing:.0f} | {most:.0f} MB | {total:.0f} |")
    one, two, peer = (row[0] for row in sums.values())
    say(f"two processes: {one / two:.2f} of one, a second of computing", one / two >= 0.9)
    say(f"one process: {peer / one:.2f} of the peer", one <= peer)


def memory(folder: Path, pages: int, size: int) -> None:
    """The memory over an archive of *size* megabytes."""
    path = folder / "memory.warc.gz"
    make(path, records(pages, max(0, size * 1_000_000 - pages * saved_pages.SIZE) // 2_000_000, 2_000_000))
    print(f"{path.stat().st_size / 1e6:,.0f} MB on disk, {size:,} MB unpacked")
    for jobs in ("1", "2"):
        began = time.perf_counter()
        computing, most, count = run([*EXPORT, "--jobs", jobs, str(path)], folder / "out")
        seconds = time.perf_counter() - began
        print(f"--jobs {jobs}: {count:,} records, {computing:.0f} s of computing, {seconds:.0f} s, {most:.0f} MB")
        say(f"--jobs {jobs}: {most:.0f} MB at most", most <= MOST)


def tiny(folder: Path, count: int) -> None:
    """Many tiny records: the time of ten times as many is ten times as long."""
    times = []
    for number in (count // 10, count):
        path = folder / f"tiny-{number}.warc.gz"
        one = member(response("https://a.example/x", b"x", media_type="image/gif"))
        with path.open("wb") as file:
            for _ in range(number // 1_000):
                file.write(one * 1_000)
            file.write(member(response("https://www.ponarseurasia.org/m/", saved_pages.page(1).encode())))
        computing, most, found = run([*EXPORT, str(path)], folder / "out")
        times.append(computing)
        print(f"{number:,} records: {computing:.1f} s, {most:.0f} MB, {found} found")
    say(f"ten times as many records take {times[1] / times[0]:.1f} times as long", times[1] <= 15 * times[0])


def main() -> None:
    """Run the parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("speed", "memory", "tiny"))
    parser.add_argument("--pages", type=int, default=5_000)
    parser.add_argument("--size", type=int, default=2_000)
    parser.add_argument("--records", type=int, default=1_000_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if chosen.only in (None, "speed"):
            speed(folder, chosen.pages)
        if chosen.only in (None, "memory"):
            memory(folder, chosen.pages, chosen.size)
        if chosen.only in (None, "tiny"):
            tiny(folder, chosen.records)


if __name__ == "__main__":
    main()
