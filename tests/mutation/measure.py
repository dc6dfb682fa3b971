"""Measure how many mutants of a room die by the room's own tests: ``python -m tests.mutation.measure``.

mutmut makes the mutants. This script chooses some, evenly over the functions of each room and the same ones for a seed,
runs the room's tests with each, and counts. It leaves out mutants that change nothing but a text for people.
Mutants that no test can kill are listed in `equivalent.toml`, each with the reason, and do not count.

The tree is copied to a temporary folder first: nothing beside the checkout is found, and nothing in it is changed.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.paths import ROOT

EQUIVALENT = Path(__file__).with_name("equivalent.toml")
RESULTS = Path(__file__).with_name("results.txt")

ROOMS: Mapping[str, str] = {
    "record": "tests/record",
    "reconcile": "tests/reconcile",
    "series": "tests/series",
    "note": "tests/note",
    "csl": "tests/csl",
    "formats": "tests/formats",
    "library/query.py": "tests/library",
}
"""What is mutated, below `ponarscite/` -> the folder of tests that must notice."""

FOR_PEOPLE = frozenset(("hint", "reason", "help", "description", "explanation", "empty", "message"))
"""Keyword arguments that hold texts for people."""

SPEAKING = frozenset(("debug", "info", "warning", "error", "exception", "log", "echo", "tell", "warn"))
"""Calls that do nothing but speak."""

SETTINGS = """
[tool.mutmut]
source_paths = ["ponarscite/{room}"]
pytest_add_cli_args_test_selection = ["{tests}"]
pytest_add_cli_args = ["-p", "no:xdist", "-q"]
also_copy = ["tests", "styles", "examples", "ponarscite", "README.md"]
"""

SURVIVED = "survived"
PASSED, FAILED, INTERRUPTED = 0, 1, 2
"""Exit codes of pytest: all tests pass; some fail; a module cannot be imported."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mutant: mutmut's name of it, the function it is made of, and its first changed line, before and after."""

    name: str
    function: str
    before: str
    after: str

    @property
    def change(self) -> str:
        """The changed line in both forms, by which `equivalent.toml` knows the mutant whatever its number."""
        return f"{self.before}  ->  {self.after}"


def main() -> None:
    """Choose, run, count, and write `results.txt` when all rooms were measured."""
    options = _options()
    rooms: list[str] = options.room or [*ROOMS]
    report: list[str] = []
    totals = [0, 0, 0]
    for room in rooms:
        lines, counts = measure(room, options.each, options.seed, options.jobs)
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
        report += [_summary(room, *counts), *lines]
        print("\n".join([_summary(room, *counts), *lines]), flush=True)
    last = _summary("all", *totals)
    print(last)
    if rooms == [*ROOMS]:
        head = f"# python -m tests.mutation.measure --seed {options.seed} --each {options.each}\n{last}\n"
        RESULTS.write_text(head + "\n".join(report) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--room", action="append", choices=ROOMS, help="a room to measure; all by default")
    parser.add_argument("--each", type=int, default=50, help="mutants a room")
    parser.add_argument("--seed", type=int, default=1997, help="of the choice")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    return parser.parse_args()


def _summary(room: str, chosen: int, equivalent: int, killed: int) -> str:
    counted = chosen - equivalent
    return (
        f"{room}: {killed} of {counted} killed ({killed / max(counted, 1):.0%}); {equivalent} equivalent ones left out"
    )


def measure(room: str, each: int, seed: int, jobs: int) -> tuple[list[str], tuple[int, int, int]]:
    """(a line for each survivor, (chosen, equivalent, killed)) of one room."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "checkout")
        copy_tree(tree)
        with (tree / "pyproject.toml").open("a", encoding="utf-8") as settings:
            settings.write(SETTINGS.format(room=room, tests=ROOMS[room]))
        make_mutants(tree)
        chosen = choose(list(mutants_in(tree / "mutants")), each, random.Random(seed))
        outcomes = _outcomes(tree, ROOMS[room], jobs, [one.name for one in chosen])
    known = equivalents()
    survivors = [one for one in chosen if outcomes[one.name] == SURVIVED]
    equivalent = [one for one in survivors if one.change in known.get(one.function, ())]
    unkilled = [one for one in survivors if one not in equivalent]
    lines = [f"  survived  {one.function}: {one.change}" for one in unkilled]
    lines += [f"  equivalent  {one.function}: {one.change}" for one in equivalent]
    return lines, (len(chosen), len(equivalent), len(chosen) - len(survivors))


def _outcomes(tree: Path, tests: str, jobs: int, names: Sequence[str]) -> dict[str, str]:
    """Name of a mutant -> "killed" or "survived". Each runs in a process of its own, so that no cache is warm.

    Raises:
        RuntimeError: the tests fail without a mutant, or cannot be run with one.
    """
    began = time.monotonic()
    if _run(tree, tests, "", None) != PASSED:
        raise RuntimeError(f"{tests} fails in the copy, without any mutant")
    patience = 10 * (time.monotonic() - began) + 60
    with ThreadPoolExecutor(jobs) as pool:
        codes = pool.map(lambda name: _run(tree, tests, name, patience), names)
        return dict(zip(names, map(_outcome, codes), strict=True))


def _run(tree: Path, tests: str, mutant: str, patience: float | None) -> int:
    """The exit code of pytest with a mutant; FAILED if it does not end in this many seconds."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", tests]
    environment = os.environ | {"MUTANT_UNDER_TEST": mutant, "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, cwd=tree / "mutants", env=environment, capture_output=True, timeout=patience, check=False
        )
    except subprocess.TimeoutExpired:
        return FAILED
    return done.returncode


def _outcome(code: int) -> str:
    if code == PASSED:
        return SURVIVED
    if code in (FAILED, INTERRUPTED):
        return "killed"
    raise RuntimeError(f"pytest ended with {code}")


def copy_tree(target: Path) -> None:
    """What git knows of the checkout, and what it does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "-coz", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        source = ROOT / name
        if source.is_file():
            path = target / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(source.read_bytes())


def make_mutants(tree: Path) -> None:
    """Let mutmut write the mutants of a tree into its folder `mutants`; it runs none."""
    command = [sys.executable, "-m", "mutmut", "run", "ponarscite.no.mutant"]
    with (tree / "mutmut.log").open("wb") as log:
        subprocess.run(command, cwd=tree, stdout=log, stderr=log, stdin=subprocess.DEVNULL, check=False)


def mutants_in(folder: Path) -> Iterator[Mutant]:
    """Every mutant but those that change a text for people, sorted."""
    for path in sorted((folder / "ponarscite").rglob("*.py")):
        if path.with_name(f"{path.name}.meta").exists():
            tree = ast.parse(path.read_text(encoding="utf-8"))
            module = ".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__")
            yield from _mutants_of(tree, module)


def _mutants_of(tree: ast.Module, module: str) -> Iterator[Mutant]:
    originals: dict[str, ast.FunctionDef] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef):
            continue
        name, mark, number = node.name.rpartition("__mutmut_")
        if mark and number == "orig":
            originals[name] = node
        elif mark and name in originals and not _is_for_people(originals[name], node):
            function = f"{module}.{name.removeprefix('x_').replace('xǁ', '').replace('ǁ', '.')}"
            yield Mutant(f"{module}.{node.name}", function, *_changed_line(originals[name], node))


def _changed_line(original: ast.FunctionDef, mutant: ast.FunctionDef) -> tuple[str, str]:
    """The first line in which two functions differ, but for their names."""
    pairs = zip(_lines(original), _lines(mutant), strict=False)
    return next((before.strip(), after.strip()) for before, after in pairs if before != after)


def _lines(function: ast.FunctionDef) -> list[str]:
    return ast.unparse(function).replace(function.name, "f", 1).splitlines()


def _is_for_people(original: ast.FunctionDef, mutant: ast.FunctionDef) -> bool:
    """Whether a mutant changes nothing but a text in an error, a message or a log."""
    return _silent(original) == _silent(mutant)


def _silent(function: ast.FunctionDef) -> list[str]:
    return _lines(_Silent().visit(ast.parse(ast.unparse(function)).body[0]))


class _Silent(ast.NodeTransformer):
    """Takes the texts for people out of a statement."""

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        kind = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        return ast.Raise(exc=kind, cause=None)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        name = str(getattr(node.func, "attr", "") or getattr(node.func, "id", ""))
        if name in SPEAKING or name.endswith(("Error", "Finding")):
            node.args, node.keywords = [], []
        node.keywords = [one for one in node.keywords if one.arg not in FOR_PEOPLE]
        return node


def choose(mutants: Sequence[Mutant], count: int, chance: random.Random) -> list[Mutant]:
    """As many mutants, spread evenly over the functions: one of each before a second of any."""
    by_function: dict[str, list[Mutant]] = defaultdict(list)
    for one in mutants:
        by_function[one.function].append(one)
    piles = [chance.sample(pile, len(pile)) for pile in by_function.values()]
    chance.shuffle(piles)
    rounds = (pile[depth] for depth in range(max(map(len, piles))) for pile in piles if depth < len(pile))
    return [one for _, one in zip(range(count), rounds, strict=False)]


def equivalents() -> dict[str, dict[str, str]]:
    """Function -> change -> why no test can tell it from the original."""
    return tomllib.loads(EQUIVALENT.read_text(encoding="utf-8")) if EQUIVALENT.exists() else {}


if __name__ == "__main__":
    main()
