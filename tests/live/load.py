"""The load and the hardship that the tool must bear, with whole processes of it. Not part of the offline tests.

Run: python -m tests.live.load [--pages N] [--changes N] [--kills N] [--only pages|changes|kills|faults]
     at full size: python -m tests.live.load --pages 50000 --changes 2000 --kills 200    (Linux)
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from ponarscite import Library, plugin_manager
from tests.benchmarks import saved_pages
from tests.live.check import say
from tests.live.faults import faults
from tests.live.kills import DEEDS, FEW, kills
from tests.live.processes import Memory, end, left, start

MOST = 150
"""Megabytes that a process may hold."""

RECORD = 0.001
"""Megabytes by which the first process may grow for each record: it keeps them until the last page, to merge them."""

CACHE = 64
"""Megabytes of a library's pages that SQLite keeps (PRAGMA cache_size): the growth of a process that fills one."""

FLAT = 10
"""Megabytes by which a process may grow though it keeps nothing: what an allocator does not give back."""


KINDS: dict[str, Callable[[int, int], str]] = {
    "linked": saved_pages.linked_page,
    "named": lambda n, _: saved_pages.page(n),
    "serial": lambda n, _: saved_pages.serial_page(n),
}
"""Kind of pages -> the n-th of a count: a site whose pages name each other, as a true one does; then, as attacks, pages
of which each gives one number another title, and pages that cite as many works under one title."""


def pages(folder: Path, count: int, kinds: Sequence[str]) -> None:
    """Saved pages in two jobs: all are read, and no process holds more than MOST."""
    for kind in kinds:
        page = KINDS[kind]
        saved = folder / kind
        saved.mkdir()
        for n in range(count):
            (saved / f"memo-{n:05}.html").write_text(page(n, count), encoding="utf-8")
        titles = sorted(f"Borrowed Rivers {n}: Who Pays for Water in Two Invented Valleys?" for n in range(count))
        if kind == "linked":
            _run(
                folder,
                f"export of {count:,} {kind} pages",
                ("export", str(saved), "-q", "-o", "out.json"),
                RECORD * count,
            )
            items = json.loads((folder / "out.json").read_text(encoding="utf-8"))
            say(f"{count:,} titles, each once", sorted(item["title"] for item in items) == titles)
        library = f"{kind}.sqlite"
        _run(folder, f"add of {count:,} {kind} pages", ("add", str(saved), "--library", library), 0)
        with Library(folder / library, plugin_manager(external=False)) as opened:
            found = sorted(item["title"] for item in opened.items("role:subject"))
        say(f"{count:,} titles in the library, each once", found == titles)
        shutil.rmtree(saved)


def _run(folder: Path, what: str, words: tuple[str, ...], kept: float) -> None:
    """Run a command with two workers, and look at its memory and its time.

    Args:
        kept: megabytes by which the first process may grow.
    """
    began = time.monotonic()
    with start(folder, *words, "--jobs", "2") as process:
        memory = watched(process)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    say(
        f"{what}: {time.monotonic() - began:.0f} s, {used.ru_utime + used.ru_stime:.0f} s of all processors so far",
        True,
    )
    say(f"{what}: ends with 0", process.returncode == 0)
    say(f"{what}: a process holds {memory.most:.0f} MB at most", memory.most <= MOST)
    for one in sorted(memory.samples):
        is_first = one == process.pid
        limit = FLAT + (kept or CACHE if is_first else 0)
        grown = memory.growth(one)
        say(f"{what}: the {'first process' if is_first else 'worker'} grows by {grown:.1f} MB", grown <= limit)
    say(f"{what}: no process is left", not left(process.pid))


def watched(process: subprocess.Popen[bytes]) -> Memory:
    """Look at the memory of a process and its children until it ends."""
    memory = Memory(process.pid)
    while process.poll() is None:
        memory.sample()
        time.sleep(0.2)
    return memory


def changes(folder: Path, count: int) -> None:
    """A library that changes under `export --all --watch`: the file is whole at all times, and the last one is true."""
    path, target = folder / "watched.sqlite", folder / "watched.json"
    with Library(path, plugin_manager(external=False)) as library:
        saved = saved_pages.save(folder, 20)
        with start(folder, "add", *map(str, saved), "--library", str(path)) as adding:
            adding.wait()
        with start(folder, "export", "--all", "-q", "--library", str(path), "--watch", str(target)) as process:
            try:
                _change(library, target, process, count)
            finally:
                end(process.pid)
    say("no file is left beside it", not list(folder.glob(".*tmp")))


def _change(library: Library, target: Path, process: subprocess.Popen[bytes], count: int) -> None:
    wait(target.exists)
    memory, keys, written, files = Memory(process.pid), library.keys(), set(), _files(process)
    for n in range(count):
        library.edit(keys[n % len(keys)], {"title": [f"Title {n}"]})
        written.add(target.read_bytes())
        memory.sample()
        time.sleep(0.1)
    titles = sorted(record.title for record in library)
    wait(lambda: sorted(item["title"] for item in json.loads(target.read_bytes())) == titles)
    say(f"{count:,} changes, {len(written):,} files, the last one true", len(written) > 1)
    say("each of them whole", all(len(json.loads(one)) == len(titles) for one in written))
    say(f"{memory.most:.0f} MB at most, {memory.growth(process.pid):.1f} MB more at the end", _is_flat(memory, process))
    say(f"{files} open files before and after", _files(process) <= files)
    process.send_signal(signal.SIGINT)
    say("Ctrl-C ends it with 0", process.wait(10) == 0)


def _is_flat(memory: Memory, process: subprocess.Popen[bytes]) -> bool:
    return memory.most <= MOST and memory.growth(process.pid) <= FLAT


def _files(process: subprocess.Popen[bytes]) -> int:
    return len(list(Path("/proc", str(process.pid), "fd").iterdir()))


def wait(is_done: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until something is so; ends the test where it does not become so."""
    until = time.monotonic() + seconds
    while not is_done():
        if time.monotonic() > until:
            say(f"waited {seconds} s in vain", False)
        time.sleep(0.05)


def main() -> None:
    """Run the parts that are wanted."""
    options = argparse.ArgumentParser(description="Load and hardship.")
    options.add_argument("--pages", type=int, default=500)
    options.add_argument("--changes", type=int, default=50)
    options.add_argument("--kills", type=int, default=10)
    options.add_argument("--deeds", nargs="*", default=list(DEEDS), help="the commands that are killed")
    options.add_argument("--kept", type=int, default=FEW, help="pages in the library whose commands are killed")
    options.add_argument("--kinds", nargs="*", default=list(KINDS), help="kinds of pages")
    options.add_argument("--only", nargs="*", default=["faults", "kills", "changes", "pages"])
    chosen = options.parse_args()
    parts: dict[str, Callable[[Path], None]] = {
        "pages": lambda folder: pages(folder, chosen.pages, chosen.kinds),
        "changes": lambda folder: changes(folder, chosen.changes),
        "kills": lambda folder: kills(folder, chosen.kills, chosen.deeds, chosen.kept),
        "faults": faults,
    }
    if sys.platform != "linux":
        sys.exit("the load test reads /proc: it runs on Linux only")
    for name in chosen.only:
        print(f"\n{name}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            parts[name](Path(folder))


if __name__ == "__main__":
    main()
