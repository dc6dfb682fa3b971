"""Print how long commands take as whole processes, as ratios to `python -c "import click"` in the same run.

Run: python tests/benchmarks/measure_start.py [--runs N] [--records N] [--only NAME] [PYTHON...]
     PYTHON is an interpreter that has ponarscite; by default this one. Each gets a column of its own.

Measured is the processor time (user and system) of the process and its children, so that other work of the machine
counts little. All commands of all interpreters run in turn; the first turn compiles the modules and is left out.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks import large_library, saved_pages

PEER = "python -c 'import click'"
COMMANDS: Mapping[str, tuple[tuple[str, ...], float | None]] = {
    "--version": (("--version",), 1),
    "find WORD": (("find", "kazakhstan"), 2.2),
    "export PAGE -f bibtex": (("export", "{page}", "-f", "bibtex"), 3.5),
    "export PAGE -s apa": (("export", "{page}", "-s", "apa"), 5),
    "export PAGE -s ponars-eurasia": (("export", "{page}", "-s", "ponars-eurasia"), None),
    "--help": (("--help",), None),
}
"""Name -> the arguments of ponarscite, and the highest ratio wanted, None where no figure is set."""


def processor_seconds(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """User and system time of a whole process."""
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime


def medians(
    commands: Mapping[tuple[str, str], Sequence[str]], runs: int, environment: Mapping[str, str]
) -> dict[tuple[str, str], float]:
    """The median time of each command in seconds."""
    taken: dict[tuple[str, str], list[float]] = {name: [] for name in commands}
    for _ in range(runs + 1):
        for name, command in commands.items():
            taken[name].append(processor_seconds(command, environment))
    return {name: statistics.median(times[1:]) for name, times in taken.items()}


def prepared(folder: Path, records: int) -> dict[str, str]:
    """A saved page, and a library where a user has it."""
    from ponarscite import Library

    library = folder / "ponarscite" / "library.sqlite"
    library.parent.mkdir()
    with Library(library) as opened:
        opened.add_all(large_library.records(records))
    return {"page": str(saved_pages.save(folder, 1)[0])}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("pythons", nargs="*", default=[sys.executable], metavar="PYTHON")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--only", choices=COMMANDS, action="append")
    chosen = parser.parse_args()
    wanted = {name: COMMANDS[name] for name in chosen.only or COMMANDS}
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as compiled:
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in ("PYTHONDONTWRITEBYTECODE", "PONARSCITE_LIBRARY")
        }
        environment |= {"PYTHONPYCACHEPREFIX": compiled, "XDG_DATA_HOME": folder}
        places = prepared(Path(folder), chosen.records)
        commands: dict[tuple[str, str], list[str]] = {}
        for python in chosen.pythons:
            commands[python, PEER] = [python, "-c", "import click"]
            for name, (arguments, _) in wanted.items():
                own = [argument.format(**places) for argument in arguments]
                commands[python, name] = [python, "-P", "-m", "ponarscite", *own]
        found = medians(commands, chosen.runs, environment)
    peers = [found[python, PEER] for python in chosen.pythons]
    print(f"| whole process | {' | '.join(chosen.pythons)} | wanted |")
    print(f"|---|{'---:|' * len(peers)}---:|")
    print(f"| `{PEER}` | {' | '.join(f'{peer * 1000:.0f} ms' for peer in peers)} | 1 |")
    for name, (_, most) in wanted.items():
        ratios = (f"{found[python, name] / peer:.2f}" for python, peer in zip(chosen.pythons, peers, strict=True))
        print(f"| `ponarscite {name}` | {' | '.join(ratios)} | {most or ''} |")


if __name__ == "__main__":
    main()
