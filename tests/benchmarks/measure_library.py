"""Print the library's tables in the manual (measurements.md): how it grows, and papis beside it, in the same run.

Run: python tests/benchmarks/measure_library.py [--sizes 10000,100000] [--papis PYTHON]
     PYTHON is an interpreter that has papis.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks import large_library
from tests.paths import ROOT

PYTHON = sys.executable
OURS = [PYTHON, "-m", "ponarscite"]
SHOWN = "{doc[ref]} {doc[year]} {doc[author]} {doc[title]}"
"""What papis is asked to print of a document: what ours prints."""
PIECE = 5_000
"""Records that are added in one transaction."""


def row(*cells: str) -> None:
    print(f"| {' | '.join(cells)} |", flush=True)


def milliseconds(calls: int, call: Callable[[int], object]) -> tuple[float, float]:
    """The median and the 95th percentile of the time that a call takes."""
    taken = []
    for number in range(calls):
        began = time.perf_counter()
        call(number)
        taken.append((time.perf_counter() - began) * 1000)
    taken.sort()
    return statistics.median(taken), taken[int(len(taken) * 0.95)]


def fill(path: str, count: int) -> None:
    """Add records, and links between them; print the seconds, a second's records in the last tenth, and peak bytes."""
    from ponarscite import Library

    times: list[float] = []
    found = large_library.records(count)
    with Library(path) as library:
        while piece := list(islice(found, PIECE)):
            began = time.perf_counter()
            library.add_all(piece)
            times.append(time.perf_counter() - began)
        library.add_all(large_library.citations(count))
        began = time.perf_counter()
    closing = time.perf_counter() - began  # what is still in the log is written into the file
    last = times[-max(len(times) // 10, 1) :]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(sum(times) + closing, min(PIECE * len(last), count) / sum(last), peak)


def measure(path: Path, count: int) -> None:
    from ponarscite import Library

    seconds, at_last, peak = filled(path, count)
    size = sum(one.stat().st_size for one in path.parent.glob(f"{path.name}*"))
    with Library(path) as library:
        keys = [record.id for record in islice(library.find(sort="added"), 0, min(count, 20_000), 40)]
        get, _ = milliseconds(len(keys), lambda number: library.get(keys[number]))
        texts = [large_library.query(number, count) for number in range(200)]
        for text in texts[:20]:
            list(library.find(text))
        median, late = milliseconds(len(texts), lambda number: list(library.find(texts[number])))
    export_seconds, export_peak = exported(path)
    row(
        f"{count:,}",
        f"{seconds:,.0f} s",
        f"{count / seconds:,.0f} ({at_last:,.0f})",
        f"{size / 1e6:,.0f} MB",
        f"{peak * 1024 / 1e6:,.0f} MB",
        f"{get:.2f} ms",
        f"{median:.1f} / {late:.1f} ms",
        f"{export_seconds:,.0f} s, {export_peak * 1024 / 1e6:,.0f} MB",
    )


def filled(path: Path, count: int) -> tuple[float, float, int]:
    """`fill` in a process of its own, whose memory is then that of adding alone."""
    command = [PYTHON, __file__, "--fill", str(path), str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, at_last, peak = done.stdout.split()
    return float(seconds), float(at_last), int(peak)


def exported(path: Path) -> tuple[float, int]:
    """Seconds and the most kB of memory that `ponarscite export --all` takes."""
    command = [*OURS, "export", "--all", "--library", str(path), "-o", str(path.with_suffix(".ris"))]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=ROOT)
    began = time.perf_counter()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return time.perf_counter() - began, usage.ru_maxrss


def whole_process(command: list[str], environment: dict[str, str]) -> float:
    """Seconds of processor time: other work of the machine does not count."""
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, cwd=ROOT)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime


def beside_papis(folder: Path, papis: str, count: int = 10_000) -> None:
    """The same records in both; whole processes, in turn, so that a busy moment meets both."""
    from ponarscite import Library

    records = list(large_library.records(count))
    with Library(folder / "ours.sqlite") as library:
        library.add_all(records)
    theirs = large_library.as_papis(records, folder / "papis")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PAPIS_CONFIG_DIR": str(theirs), "PONARSCITE_LIBRARY": str(folder / "ours.sqlite")}
    for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME"):
        environment[name] = str(folder / name)
    start = [papis, "-m", "papis"]
    pairs = {
        "start": ([*OURS, "--version"], [*start, "--version"]),
        "`find`: an author and a word": (
            [*OURS, "find", "author:junisbai", "kazakhstan"],
            [*start, "list", "--all", "author:junisbai AND kazakhstan"],
        ),
        "the same, both with key, year, authors and title": (
            [*OURS, "find", "author:junisbai", "kazakhstan"],
            [*start, "list", "--all", "--format", SHOWN, "author:junisbai AND kazakhstan"],
        ),
        "`find`: a word": ([*OURS, "find", "kazakhstan"], [*start, "list", "--all", "kazakhstan"]),
        "the same, both as JSON": (
            [*OURS, "find", "kazakhstan", "--json"],
            [*start, "export", "--all", "--format", "json", "kazakhstan"],
        ),
        "`find` that finds nothing": ([*OURS, "find", "nowhere"], [*start, "list", "--all", "nowhere"]),
    }
    whole_process(pairs["`find` that finds nothing"][1], environment)  # papis indexes its folders
    print("\n| processor time of a whole process, 10,000 records | ponarscite | papis (SQLite) | ratio |")
    print("|---|---:|---:|---:|")
    for name, both in pairs.items():
        taken = [[whole_process(command, environment) for command in both] for _ in range(9)]
        ours, other = (statistics.median(times) * 1000 for times in zip(*taken[1:], strict=True))
        row(name, f"{ours:.0f} ms", f"{other:.0f} ms", f"{other / ours:.1f}")


def main() -> None:
    if sys.argv[1:2] == ["--fill"]:
        return fill(sys.argv[2], int(sys.argv[3]))
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--papis", default="")
    chosen = parser.parse_args()
    os.environ["PONARSCITE_DISABLE_PLUGINS"] = "1"
    print("| records | adding | records a second (last tenth) | file | memory, adding | `get` | query | export |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|")
    for size in map(int, chosen.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder) / "library.sqlite", size)
    if chosen.papis:
        with tempfile.TemporaryDirectory() as folder:
            beside_papis(Path(folder), chosen.papis)
    return None


if __name__ == "__main__":
    main()
