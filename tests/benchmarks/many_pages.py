"""Ten thousand saved pages, less the one whose number would be 0: our `export` with one and with two jobs beside
`trafilatura.extract_metadata`, field by field.

Run: python tests/benchmarks/many_pages.py [COUNT] [--author]
     With --author, the head of each page names an author: then the peer does not look for one in the page.
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
from typing import Any

sys.path.append(str(Path(__file__).parents[2]))  # for `tests`; an installed package goes before the checkout's

from tests.benchmarks import saved_pages

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdecimal() else 9_999
HEAD = saved_pages.AUTHOR if "--author" in sys.argv else ""
ROUND = 500  # pages at a time
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
    """What is true of the n-th page; below No. 89 the official citation has no publisher."""
    imprint = {"publisher": "George Washington University", "publisher-place": "Washington, DC"}
    return {
        **(imprint if 1_000 + n >= 89 else dict.fromkeys(imprint)),
        "title": f"Borrowed Rivers {n}: Who Pays for Water in Two Invented Valleys?",
        "author": "Olena Prykladna; Juan de la Prueba",
        "date": "2024-03-14",
        "url": f"https://www.ponarseurasia.org/borrowed-rivers-{n}/",
        "number": str(1_000 + n),
        "genre": "PONARS Eurasia Policy Memo",
        "type": "report",
        "keyword": "Rivers, Water",
        "language": "en",
    }


def ours(item: dict[str, Any]) -> dict[str, object]:
    """A CSL-JSON item in the words of the comparison."""
    names = [" ".join(name[part] for part in PARTS if name.get(part)) for name in item.get("author", [])]
    year, month, day = item["issued"]["date-parts"][0]
    return {**item, "author": "; ".join(names), "date": f"{year}-{month:02}-{day:02}", "url": item["URL"]}


PARTS = ("given", "dropping-particle", "non-dropping-particle", "family")


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
    """Print a table, one row a run and one a field; a few pages at a time, so that a busy moment meets all runs."""
    peer_name, export = "`trafilatura.extract_metadata`, one process", [PYTHON, "-P", "-m", "ponarscite", "export"]
    runs: dict[str, tuple[list[str], Callable[[Path], list[dict[str, object]]]]] = {
        "`export --jobs 1 -f csl-json`": ([*export, "-q", "-f", "csl-json", "--jobs", "1"], _items),
        "`export --jobs 2 -f csl-json`": ([*export, "-q", "-f", "csl-json", "--jobs", "2"], _items),
        peer_name: ([PYTHON, __file__, "peer"], _lines),
    }
    sums = {name: [0.0, 0.0, 0.0] for name in runs}
    counts = {name: dict.fromkeys(wanted(0), 0) for name in runs}
    for start in range(FIRST, FIRST + COUNT, ROUND):
        numbers = range(start, min(start + ROUND, FIRST + COUNT))
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
            folder, path = Path(one), Path(other, "out")
            for n in numbers:
                (folder / f"memo-{n - FIRST:05}.html").write_text(saved_pages.page(n, HEAD), encoding="utf-8")
            for name, (command, read) in runs.items():
                seconds, computing, most = timed([*command, str(folder)], path)
                before = sums[name]
                sums[name] = [before[0] + seconds, before[1] + computing, max(before[2], most)]
                for n, found in zip(numbers, read(path), strict=True):
                    for field, value in wanted(n).items():
                        counts[name][field] += found.get(field) == value
    print(f"{COUNT:,} pages, {ROUND:,} at a time, on {os.cpu_count()} cores, Python {platform.python_version()}.\n")
    print("| what | pages a second | ratio | pages a second of computing | ratio | most memory |")
    print("|---|---:|---:|---:|---:|---:|")
    whole, computed, _ = sums[peer_name]
    for name, (seconds, computing, most) in sums.items():
        print(f"| {name} | {COUNT / seconds:.0f} | {whole / seconds:.2f} ", end="")
        print(f"| {COUNT / computing:.0f} | {computed / computing:.2f} | {most:.0f} MB |")
    print("\n| field right | ours | the peer |\n|---|---:|---:|")
    for field, count in counts["`export --jobs 2 -f csl-json`"].items():
        print(f"| {field} | {count} | {counts[peer_name][field]} |")


def _items(path: Path) -> list[dict[str, object]]:
    return [ours(item) for item in json.loads(path.read_text(encoding="utf-8"))]


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    peer(Path(sys.argv[2])) if sys.argv[1:2] == ["peer"] else main()
