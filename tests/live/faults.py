"""A full disk, a folder that cannot be written, a clock that is set back, files of the next version.

Every command that fails ends with two lines, and nothing is lost. The disk is a tmpfs, which needs root; for others,
its part is left out, with its reason.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from ponarscite.library.schema import MIGRATIONS
from tests.benchmarks import saved_pages
from tests.live.check import say
from tests.live.kills import State, is_growing, of_files, of_library
from tests.live.processes import PONARSCITE, run

PAGES = 40
LIBRARY = ("--library", "library.sqlite")

BACK = """
import datetime, sys, time
AGO = {days} * 86400
class Datetime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) - datetime.timedelta(seconds=AGO)
real, real_ns = time.time, time.time_ns
datetime.datetime, time.time, time.time_ns = Datetime, lambda: real() - AGO, lambda: real_ns() - AGO * 10**9
from ponarscite.cli import run
sys.argv = ["ponarscite", *sys.argv[1:]]
run()
"""
"""The command line on a clock that is some days back."""


def faults(folder: Path) -> None:
    """All of them."""
    model = folder / "model"
    make(model)
    clock(folder / "clock", model)
    newer(folder / "newer", model)
    if os.geteuid() == 0:
        full(folder / "full", model)
        read_only(folder / "read-only", model)
    else:
        print("skip full disk and read-only folder: only root may mount a tmpfs", flush=True)


def make(model: Path) -> None:
    """A library of PAGES memos, its dump, and as many pages that are new to it."""
    for name, numbers in (("old", range(PAGES)), ("new", range(PAGES, 2 * PAGES))):
        (model / name).mkdir(parents=True)
        for n in numbers:
            (model / name / f"memo-{n:05}.html").write_text(saved_pages.page(n), encoding="utf-8")
    right(model, "add", "old", *LIBRARY)
    right(model, "dump", "dump", *LIBRARY)


def right(folder: Path, *words: str, program: Sequence[str] = PONARSCITE) -> str:
    """What a command prints that must not fail."""
    done = run(folder, *words, program=program)
    if done.returncode or "Traceback" in done.stderr:
        say(f"{words}: exit {done.returncode}: {done.stderr}", False)
    return done.stdout


def refused(done: subprocess.CompletedProcess[str], what: str) -> None:
    """A command that must fail, with an error and a hint."""
    lines = done.stderr.splitlines()
    kinds = [line.partition(":")[0] for line in lines]
    say(f"{what}: {' / '.join(lines)[-220:]}", done.returncode in (1, 2) and kinds[-2:] == ["error", "hint"])


def clock(folder: Path, model: Path) -> None:
    """Commands on a clock that is a year back: the last one is still the last, and nothing is older than it was."""
    shutil.copytree(model, folder)
    before = of_library(folder)
    back = (sys.executable, "-P", "-c", BACK.format(days=400))
    right(folder, "edit", "pepm1001", "title=Edited", *LIBRARY, program=back)
    newest = right(folder, "log", *LIBRARY).splitlines()[0]
    say(f"the log begins with the last command: {newest.strip()}", "edit pepm1001" in newest)
    edited = of_library(folder)
    right(folder, "add", "new", "old", *LIBRARY, program=back)
    right(folder, "undo", *LIBRARY, program=back)
    say("undo takes back the last command", of_library(folder) == edited)
    right(folder, "undo", *LIBRARY, program=back)
    say("and then the one before it", of_library(folder) == before)
    right(folder, "dump", "dump", *LIBRARY, program=back)
    right(folder, "restore", "dump", "--library", "new.sqlite", program=back)
    say("a dump and its restored library are the same", of_library(folder, "new.sqlite") == of_library(folder))
    right(folder, "backup", "copy.sqlite", *LIBRARY, program=back)
    say("so is a backup", of_library(folder, "copy.sqlite") == of_library(folder))


def newer(folder: Path, model: Path) -> None:
    """A library and a dump that the next version wrote: each command refuses them, and changes nothing."""
    shutil.copytree(model, folder)
    with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    index = folder / "dump" / "library.json"
    index.write_text(json.dumps(json.loads(index.read_text()) | {"version": 2}))
    library, dumped = (folder / "library.sqlite").read_bytes(), of_files(folder / "dump")
    for words in (
        ("add", "new", *LIBRARY),
        ("list", *LIBRARY),
        ("find", "rivers", *LIBRARY),
        ("show", "pepm1001", *LIBRARY),
        ("edit", "pepm1001", "title=Edited", *LIBRARY),
        ("undo", *LIBRARY),
        ("log", *LIBRARY),
        ("export", "--all", "-o", "out.bib", *LIBRARY),
        ("dump", "other", *LIBRARY),
        ("backup", "copy.sqlite", *LIBRARY),
        ("restore", "dump", "--library", "restored.sqlite"),
        ("restore", "dump", *LIBRARY),
        ("dump", "dump", "--library", "../model/library.sqlite"),
    ):
        refused(run(folder, *words), f"the next version: {' '.join(words[:2])}")
    say(
        "both are as they were",
        (folder / "library.sqlite").read_bytes() == library and of_files(folder / "dump") == dumped,
    )
    new = [name for name in ("out.bib", "other", "copy.sqlite") if (folder / name).exists()]
    say(f"nothing else was made: {new}", not new and not of_library(folder, "restored.sqlite"))


@contextmanager
def disk(folder: Path, size: str) -> Iterator[Path]:
    """A small disk at a folder."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _remount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)


def _fill(folder: Path, spare: int) -> None:
    """Leave so many bytes on a disk."""
    state = os.statvfs(folder)
    with (folder / "filling").open("wb") as file:
        file.write(bytes(max(0, state.f_bavail * state.f_bsize - spare)))


def full(folder: Path, model: Path) -> None:
    """A disk that is full at different moments: what was there is whole, and with room the command goes on."""
    wanted = _undisturbed(folder, model)
    with disk(folder, "64m"):
        shutil.copytree(model, folder, dirs_exist_ok=True)
        (folder / "out.bib").write_text("as before")
        for spare in (0, 20_000, 80_000, 200_000, 400_000):
            before = of_library(folder)
            _fill(folder, spare)
            at = f"full disk, {spare:,} bytes left"
            done = run(folder, "add", "new", *LIBRARY)
            if done.returncode:
                refused(done, f"{at}: add")
            for words in (
                ("export", "--all", "-o", "out.bib"),
                ("backup", "copy.sqlite"),
                ("dump", "other"),
                ("edit", "pepm1002", f"title={'x' * 100_000}"),
            ):
                if (failed := run(folder, *words, *LIBRARY)).returncode:
                    refused(failed, f"{at}: {words[0]}")
            (folder / "filling").unlink()
            _compare(folder, before, wanted, at)
            for made in ("copy.sqlite", "other"):
                shutil.rmtree(folder / made, ignore_errors=True)
                (folder / made).unlink(missing_ok=True)
        right(folder, "add", "new", *LIBRARY)
        say("with room, the same command goes on", of_library(folder) == wanted)


def _compare(folder: Path, before: State, wanted: State, at: str) -> None:
    found = of_library(folder)
    problem = is_growing(found, before, wanted)
    say(f"{at}: {len(found)} files of a dump {problem}", not problem)
    text = (folder / "out.bib").read_text()
    say(f"{at}: -o FILE is whole", text == "as before" or text.rstrip().endswith("}"))
    parts = [one.name for one in folder.iterdir() if ".tmp" in one.name or ".part-" in one.name]
    say(f"{at}: no temporary file: {parts}", not parts)


def _undisturbed(folder: Path, model: Path) -> State:
    """The library after the command on a disk with room, at the same path: a library knows documents by their paths."""
    shutil.copytree(model, folder)
    right(folder, "add", "new", *LIBRARY)
    state = of_library(folder)
    shutil.rmtree(folder)
    return state


def read_only(folder: Path, model: Path) -> None:
    """A folder that cannot be written: reading works, writing is refused, and nothing is changed."""
    with disk(folder, "64m"):
        shutil.copytree(model, folder, dirs_exist_ok=True)
        before = (folder / "library.sqlite").read_bytes()
        _remount(folder, "ro")
        for reads in (("list",), ("find", "rivers"), ("show", "pepm1001"), ("export", "--all"), ("log",)):
            right(folder, *reads, *LIBRARY)
        out = str(model.parent / "dumped")
        right(folder, "dump", out, *LIBRARY)
        say("a read-only folder: list, find, show, export, log and dump read", of_files(Path(out)) != ())
        for words in (
            ("add", "new", *LIBRARY),
            ("edit", "pepm1001", "title=Edited", *LIBRARY),
            ("undo", *LIBRARY),
            ("backup", "copy.sqlite", *LIBRARY),
            ("dump", "other", *LIBRARY),
            ("restore", "dump", "--library", "restored.sqlite"),
            ("export", "--all", "-o", "out.bib", *LIBRARY),
        ):
            refused(run(folder, *words), f"a read-only folder: {words[0]}")
        say("the library is as it was", (folder / "library.sqlite").read_bytes() == before)
