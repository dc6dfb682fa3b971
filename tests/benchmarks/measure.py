"""Print the first table of the manual (measurements.md): each figure and its peer, taken in the same run.

Run: python tests/benchmarks/measure.py [--quick]
"""

from __future__ import annotations

import gc
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))  # for `tests`; an installed package goes before the checkout's

from tests.benchmarks import saved_pages

QUICK = "--quick" in sys.argv
RUNS = 5 if QUICK else 15
PAGES = 100 if QUICK else 400
FEW, MANY = (200, 1_000) if QUICK else (2_000, 20_000)

PYTHON = sys.executable


def seconds(command: Sequence[str]) -> float:
    """Wall-clock time of a whole process."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def alternate(**commands: Sequence[str]) -> dict[str, float]:
    """The median time of each command, run in turn, so that a busy moment meets them all."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(RUNS + 1):
        for name, command in commands.items():
            times[name].append(seconds(command))
    return {name: statistics.median(taken[1:]) for name, taken in times.items()}


def starts(folder: Path) -> None:
    page = saved_pages.save(folder, 1)[0]
    ours = [PYTHON, "-P", "-m", "ponarscite"]  # -P: what is installed, not what lies in the current folder
    taken = alternate(
        click=[PYTHON, "-c", "import click"],
        version=[*ours, "--version"],
        bibtex=[*ours, "export", str(page), "-f", "bibtex"],
        citation=[*ours, "export", str(page), "-s", "ponars-eurasia"],
    )
    peer = taken.pop("click")
    row("`python -c 'import click'`, whole process", f"{peer * 1000:.0f} ms", "1", "")
    for name, what, target in (
        ("version", "`ponarscite --version`, whole process", "at most 2.5"),
        ("bibtex", "one saved page to BibTeX, whole process", "at most 6"),
        ("citation", "one saved page to a formatted citation, whole process", ""),
    ):
        row(what, f"{taken[name] * 1000:.0f} ms", f"{taken[name] / peer:.1f}", target)


def rate(read: Callable[[Path], object], paths: Sequence[Path]) -> float:
    """Pages a second."""
    began = time.perf_counter()
    for path in paths:
        read(path)
    return len(paths) / (time.perf_counter() - began)


def pages_a_second(folder: Path) -> None:
    import trafilatura

    import ponarscite

    paths = saved_pages.save(folder, PAGES)
    plugins = ponarscite.plugin_manager(external=False)
    readers: dict[str, Callable[[Path], object]] = {
        "peer": lambda path: trafilatura.extract_metadata(path.read_bytes()),
        "ours": lambda path: list(ponarscite.ingest(path, plugins=plugins)),
    }
    rates: dict[str, list[float]] = {name: [] for name in readers}
    for n in range(4):
        for name, read in readers.items():
            rates[name].append(rate(read, paths if n else paths[:20]))
    ours, peer = (statistics.median(rates[name][1:]) for name in ("ours", "peer"))
    row("`trafilatura.extract_metadata`, saved pages of 37 kB in one process", f"{peer:.0f} pages/s", "1", "")
    row("`ponarscite.ingest` of the same pages", f"{ours:.0f} pages/s", f"{ours / peer:.1f}", "at least 1")


def most_held() -> int:
    """The most bytes of memory that the process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def growth(count: int) -> None:
    """Print by how many bytes the process grew while it read *count* documents and wrote their records."""
    import ponarscite
    from ponarscite import Document, pipeline

    class Pages:
        @ponarscite.hookimpl
        def read_source(self, source: str) -> Iterator[Document]:
            return (Document(f"{n}", partial(bytes, page)) for n, page in enumerate(saved_pages.endless(count)))

    plugins = ponarscite.plugin_manager(external=False)
    plugins.register(Pages())
    list(ponarscite.ingest(str(saved_pages.MODEL), plugins=ponarscite.plugin_manager(external=False)))
    gc.collect()
    before = most_held()
    written = sum(1 for _ in pipeline.render(ponarscite.ingest("pages", plugins=plugins), "csl-json", plugins))
    print(written, most_held() - before)


def memory() -> None:
    grown = {}
    for count in (FEW, MANY):
        command = [PYTHON, __file__, "growth", str(count)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        _, grown[count] = map(int, done.stdout.split())
    each = (grown[MANY] - grown[FEW]) / (MANY - FEW)
    for count in (FEW, MANY):
        row(f"memory grown over {count:,} documents of 37 kB", f"{grown[count] / 1e6:.0f} MB", "", "")
    row("memory grown a document, between the two", f"{each / 1000:.1f} kB", "", "at most 4 kB a record")


def row(what: str, value: str, ratio: str, target: str) -> None:
    print(f"| {what} | {value} | {ratio} | {target} |", flush=True)


def main() -> None:
    if sys.argv[1:2] == ["growth"]:
        return growth(int(sys.argv[2]))
    print(f"Measured on {os.cpu_count()} cores, Python {platform.python_version().rpartition('.')[0]}.\n")
    print("| what | measured | ratio | aim |\n|---|---:|---:|---|")
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as many:
        starts(Path(one))
        pages_a_second(Path(many))
    return memory()


if __name__ == "__main__":
    main()
