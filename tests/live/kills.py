"""SIGKILL at random moments of add, merge, undo, restore and dump.

After each, the library is whole and is as before or as after the command; of `add`, as after some of the documents. The
same command again gives what an undisturbed run gives.
"""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from ponarscite import Library, plugin_manager
from tests.benchmarks import saved_pages
from tests.live.check import say
from tests.live.processes import end, left, run, start

State: TypeAlias = "tuple[tuple[str, bytes], ...]"
"""The files of a dump, by name."""

EMPTY: State = ()
FEW, NEW = 30, 60
"""Pages in the library that is used, and pages that are added."""


LATER = {"nothing": 1.15, "some": 1, "all": 0.87}
"""What a killed command had changed -> the factor of the time after which the next one is killed: on a busy machine, a
command takes now more and now less than the undisturbed one."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A command that is killed.

    Args:
        words: its words, after `ponarscite`.
        state: what it changes, in a folder.
        problems: (found, before, after) -> what is wrong with the state that is found.
        is_repeatable: whether the command may run again where it had finished.
    """

    words: tuple[str, ...]
    state: Callable[[Path], State]
    problems: Callable[[State, State, State], str]
    is_repeatable: bool = True


def of_library(folder: Path, name: str = "library.sqlite") -> State:
    """What a library holds, as a dump has it; EMPTY for one that is missing or empty."""
    path = folder / name
    if not path.exists() or not _records(path):
        return EMPTY
    with tempfile.TemporaryDirectory() as place, Library(path, plugin_manager(external=False)) as library:
        library.dump(place)
        return of_files(Path(place))


def _records(path: Path) -> int:
    """The number of records in a whole file. Ends the test where the file is not whole."""
    with closing(sqlite3.connect(path)) as connection:
        if not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            return 0
        whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        whole = whole and not connection.execute("PRAGMA foreign_key_check").fetchall()
        connection.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
        counts = [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("record", "search")]
    if not whole or counts[0] != counts[1]:
        say(f"{path.name} is damaged", False)
    return int(counts[0])


def of_files(folder: Path) -> State:
    """The files of a dump; each is read, so that one that is not whole ends the test."""
    found = {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*.json")}
    for content in found.values():
        json.loads(content)
    return tuple(sorted(found.items()))


def is_one_of(found: State, before: State, after: State) -> str:
    """A command that changes everything or nothing."""
    return "" if found in (before, after) else "neither as before nor as after"


def is_between(found: State, before: State, after: State) -> str:
    """Files that are written one by one: each is as before or as after."""
    both = {*before, *after}
    strange = [name for name, content in found if (name, content) not in both]
    return f"strange: {strange[:3]}" if strange else ""


def is_growing(found: State, before: State, after: State) -> str:
    """Documents that are added one by one: no record is lost, and none is another than those of the end.

    A record may have the claims of some of the documents.
    """
    names, first, last = ({name for name, _ in state} for state in (found, before, after))
    return "" if first <= names <= last else f"lost {sorted(first - names)[:3]}, strange {sorted(names - last)[:3]}"


def _in(name: str) -> tuple[str, str]:
    return "--library", name


DEEDS: Mapping[str, Deed] = {
    "add": Deed(("add", "new", *_in("library.sqlite")), of_library, is_growing),
    "add --jobs 2": Deed(("add", "new", "--jobs", "2", *_in("library.sqlite")), of_library, is_growing),
    "merge": Deed(("merge", "one", "two", "three", *_in("library.sqlite")), of_library, is_one_of),
    "undo": Deed(("undo", *_in("library.sqlite")), of_library, is_one_of, is_repeatable=False),
    "restore": Deed(
        ("restore", "dump", *_in("new.sqlite")),
        lambda folder: of_library(folder, "new.sqlite"),
        is_one_of,
        is_repeatable=False,
    ),
    "dump": Deed(("dump", "dump", *_in("library.sqlite")), lambda folder: of_files(folder / "dump"), is_between),
}


@dataclass(slots=True)
class Outcomes:
    """How often a killed command had changed nothing, something and everything."""

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def take(self, found: State, before: State, after: State, problem: str) -> str:
        """Count one, and return what it had changed."""
        changed = "all" if found == after else "nothing" if found == before else "some"
        self.counts[changed] += 1
        if problem:
            self.problems.append(problem)
        return changed


def kills(folder: Path, count: int, names: Sequence[str] = tuple(DEEDS), kept: int = FEW) -> None:
    """Kill commands in turn, *count* times in all.

    Args:
        names: of commands, of DEEDS.
        kept: pages in the library.
    """
    model = folder / "model"
    _make(model, kept)
    seed = random.Random(14)
    for number, name in enumerate(names):
        _kill(folder, model, (name, DEEDS[name]), len(range(number, count, len(names))), seed)


def _make(model: Path, kept: int) -> None:
    """A library with a few records, a tag, an edit, three records to merge; an older dump of it; and new pages."""
    (model / "new").mkdir(parents=True)
    saved = saved_pages.save(model, kept)
    for n in range(kept, kept + NEW):
        (model / "new" / f"memo-{n:05}.html").write_text(saved_pages.page(n), encoding="utf-8")
    items = [{"id": one, "type": "book", "title": f"A Book {one}"} for one in ("one", "two", "three")]
    (model / "books.json").write_text(json.dumps(items), encoding="utf-8")
    for words in (
        ("add", *(one.name for one in saved), "books.json"),
        ("dump", "dump"),
        ("tag", "one", "mine"),
        ("edit", "two", "title=A Second Book"),
        ("add", "new"),
        ("undo",),
        ("remove", "pepm1003", "--yes"),
    ):
        done = run(model, *words, "--library", "library.sqlite")
        if done.returncode:
            say(f"{words}: {done.stderr}", False)
    with closing(sqlite3.connect(model / "library.sqlite")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _kill(folder: Path, model: Path, named: tuple[str, Deed], count: int, seed: random.Random) -> None:
    name, deed = named
    before, (after, seconds) = deed.state(model), _undisturbed(folder, model, deed)
    outcomes = Outcomes()
    for _ in range(count):
        copy = _copied(folder, model)
        _cut(copy, deed.words, seed.uniform(0.3, 1.1) * seconds)
        found = deed.state(copy)
        problem = deed.problems(found, before, after) or _again(copy, deed, after)
        seconds *= LATER[outcomes.take(found, before, after, problem)]
    say(f"{name}: killed {count} times, {dict(outcomes.counts)}: {outcomes.problems[:3]}", not outcomes.problems)


def _undisturbed(folder: Path, model: Path, deed: Deed) -> tuple[State, float]:
    """(what the command leaves, its seconds)."""
    copy = _copied(folder, model)
    began = time.monotonic()
    done = run(copy, *deed.words)
    seconds = time.monotonic() - began
    if done.returncode:
        say(f"{deed.words}: {done.stderr}", False)
    return deed.state(copy), seconds


def _copied(folder: Path, model: Path) -> Path:
    """A fresh copy of the model, always in the same place: a library knows its documents by their paths."""
    copy = folder / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(model, copy)
    return copy


def _cut(copy: Path, words: tuple[str, ...], after: float) -> None:
    """Kill the first process of a command; its workers shall end by themselves."""
    with start(copy, *words) as process:
        time.sleep(after)
        process.kill()
    until = time.monotonic() + 5
    while left(process.pid) and time.monotonic() < until:
        time.sleep(0.02)
    if left(process.pid):
        end(process.pid)
        say(f"{words}: a worker lives on", False)


def _again(copy: Path, deed: Deed, after: State) -> str:
    """What is wrong after the same command again, or where it had finished; "" for nothing."""
    if deed.is_repeatable or deed.state(copy) != after:
        done = run(copy, *deed.words)
        if done.returncode:
            return f"again: exit {done.returncode}: {done.stderr}"
    if deed.state(copy) != after:
        return "the same command again gives something else"
    parts = [one.name for one in (copy / "dump").rglob("*") if not one.name.endswith(".json") and one.is_file()]
    return f"left: {parts}" if parts else ""
