"""Processes that a load test starts: the memory of each, with its children, and what is left when it has ended."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PROC = Path("/proc")
PONARSCITE = (sys.executable, "-P", "-m", "ponarscite")
_MEMORY = re.compile(r"^VmRSS:\s*(\d+) kB", re.MULTILINE)


def environment(folder: Path) -> dict[str, str]:
    """The environment of a run that knows nothing of this machine's user."""
    places = ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "PONARSCITE_CACHE")
    home = {name: str(folder / "home" / name.lower()) for name in places}
    return os.environ | home | {"PONARSCITE_DISABLE_PLUGINS": "1", "PONARSCITE_DELAY": "0", "PYTHONHASHSEED": "0"}


def run(folder: Path, *words: str, program: Sequence[str] = PONARSCITE) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    command = [*program, *words]
    return subprocess.run(command, env=environment(folder), capture_output=True, text=True, check=False, cwd=folder)


def start(folder: Path, *words: str) -> subprocess.Popen[bytes]:
    """Start a command in a session of its own, so that `left` finds its children."""
    quiet = subprocess.DEVNULL
    command = [*PONARSCITE, *words]
    return subprocess.Popen(
        command, env=environment(folder), stdout=quiet, stderr=quiet, cwd=folder, start_new_session=True
    )


def left(session: int) -> list[int]:
    """The living processes of a session. Source: proc(5), /proc/PID/stat: the state and the session after the name."""
    found = []
    for place in PROC.glob("[0-9]*"):
        try:
            words = (place / "stat").read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if words[0] not in "ZX" and int(words[3]) == session:
            found.append(int(place.name))
    return found


def end(session: int) -> None:
    """Kill what is left of a session that this test has started."""
    for process in left(session):
        os.kill(process, signal.SIGKILL)


@dataclass(slots=True)
class Memory:
    """Megabytes that each process of a session has held, sample by sample.

    Args:
        session: its number.
        samples: process -> its samples in their order.
    """

    session: int
    samples: dict[int, list[float]] = field(default_factory=dict)

    def sample(self) -> None:
        """Look once."""
        for process in left(self.session):
            for megabytes in _megabytes(process):
                self.samples.setdefault(process, []).append(megabytes)

    @property
    def most(self) -> float:
        """The most that one process has held at a time."""
        return max((max(one) for one in self.samples.values()), default=0)

    def growth(self, process: int) -> float:
        """How much a process has grown from the first third of its samples to its end."""
        samples = self.samples[process]
        return max(samples[len(samples) // 3 :]) - max(samples[: len(samples) // 3 + 1])


def _megabytes(process: int) -> Iterator[float]:
    try:
        found = _MEMORY.search((PROC / str(process) / "status").read_text())
    except OSError:
        return
    if found:
        yield int(found[1]) * 1024 / 1e6
