"""Ten thousand saved pages, less the one whose number would be 0: our `export` with one and with two jobs beside
`trafilatura.extract_metadata`, field by field.

Run: python tests/benchmarks/many_pages.py [COUNT]
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import saved_pages

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdecimal() else 9_999
FIRST = -999  # so that numbers begin with 1
PYTHON = sys.executable


def peer(folder: Path) -> None:
    """The peer, in one process: prints what it finds of each page."""
    import trafilatura

    for path in sorted(folder.iterdir()):
        found = trafilatura.extract_metadata(path.read_bytes())
        said = {"title": found.title, "author": found.author, "date": found.date, "url": found.url} if found else {}
        print(json.dumps(said))


def wanted(n: int) -> dict[str, object]:
    """What the n-th page says."""
    return {
        "title": f"Borrowed Rivers {n}: Who Pays for Water in Two Invented Valleys?",
        "author": "Olena Prykladna; Juan de la Prueba",
        "date": "2024-03-14",
        "url": f"https://www.ponarseurasia.org/borrowed-rivers-{n}/",
        "number": str(1_000 + n),
        "genre": "PONARS Eurasia Policy Memo",
        "publisher": "George Washington University",
        "publisher-place": "Washington, DC",
        "type": "report",
        "keyword": "Rivers, Water",
        "language": "en",
    }


def ours(item: dict[str, object]) -> dict[str, object]:
    """A CSL-JSON item in the words of the comparison."""
    names = [" ".join(name[part] for part in PARTS if name.get(part)) for name in item.get("author", [])]  # type: ignore[attr-defined]
    year, month, day = item["issued"]["date-parts"][0]  # type: ignore[index]
    return {**item, "author": "; ".join(names), "date": f"{year}-{month:02}-{day:02}", "url": item["URL"]}


PARTS = ("given", "dropping-particle", "non-dropping-particle", "family")


def right(found: list[dict[str, object]]) -> dict[str, int]:
    """Field -> how many pages it is right of."""
    counts = dict.fromkeys(wanted(0), 0)
    for n, one in enumerate(found, FIRST):
        for field, value in wanted(n).items():
            counts[field] += one.get(field) == value
    return counts


def timed(command: list[str], output: Path) -> tuple[float, float, float]:
    """(seconds, seconds of computing, the most MB that the process or one of its children held)."""
    began = time.perf_counter()
    with output.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL) as run:
        _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode:
        sys.exit(f"{command} failed")
    return time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000


def main() -> None:
    """Print a table, one row a run and one a field."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        folder, output = Path(one), Path(other)
        for n in range(COUNT):
            (folder / f"memo-{n:05}.html").write_text(saved_pages.page(FIRST + n), encoding="utf-8")
        export = [PYTHON, "-P", "-m", "ponarscite", "export", str(folder), "-f", "csl-json", "-q"]
        runs: dict[str, tuple[list[str], Callable[[Path], list[dict[str, object]]]]] = {
            "ours, --jobs 1": (export, _items),
            "ours, --jobs 2": ([*export, "--jobs", "2"], _items),
            "`trafilatura.extract_metadata`, one process": ([PYTHON, __file__, "peer", str(folder)], _lines),
        }
        print(f"{COUNT:,} pages on {os.cpu_count()} cores, Python {platform.python_version()}.\n")
        print("| what | pages a second | pages a second of computing | most memory |\n|---|---:|---:|---:|")
        results = {}
        for name, (command, read) in runs.items():
            path = output / "out"
            seconds, computing, most = timed(command, path)
            print(f"| {name} | {COUNT / seconds:.0f} | {COUNT / computing:.0f} | {most:.0f} MB |", flush=True)
            results[name] = right(read(path))
        print("\n| field right | ours | the peer |\n|---|---:|---:|")
        mine, theirs = results["ours, --jobs 2"], results["`trafilatura.extract_metadata`, one process"]
        for field, count in mine.items():
            print(f"| {field} | {count} | {theirs[field]} |")


def _items(path: Path) -> list[dict[str, object]]:
    return [ours(item) for item in json.loads(path.read_text(encoding="utf-8"))]


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    peer(Path(sys.argv[2])) if sys.argv[1:2] == ["peer"] else main()
