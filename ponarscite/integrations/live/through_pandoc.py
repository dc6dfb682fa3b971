"""Manuscripts in text -> .docx and .odt files with live fields, through pandoc and its filter."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from ponarscite.errors import MisuseError, SourceError

FILTER = "pandoc-ponarscite"


def converted(
    manuscript: str, ending: str, settings: Sequence[tuple[str, str]], arguments: Sequence[str], pandoc: str = ""
) -> tuple[bytes, str]:
    """Convert a manuscript; the file, and what pandoc and the filter tell.

    Args:
        manuscript: path of a text.
        ending: "docx" or "odt".
        settings: metadata that goes before that of the manuscript.
        arguments: further ones for pandoc.
        pandoc: its path, "" for that of the system.
    Raises:
        MisuseError: pandoc or its filter is not installed.
        SourceError: there is no such manuscript, or pandoc fails.
    """
    if not Path(manuscript).is_file():
        raise SourceError(f"there is no manuscript {manuscript}", hint="name an existing file")
    with TemporaryDirectory(prefix="ponarscite-") as folder:
        target = Path(folder) / f"live.{ending}"
        metadata = [f"--metadata={name}={value}" for name, value in settings]
        command = [_program(pandoc), manuscript, "-o", str(target), *metadata, *arguments, "-F", _filter()]
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 -- the user's own program
        told = done.stderr.decode("utf-8", "replace")
        if done.returncode or not target.is_file():
            first = next((line for line in told.splitlines() if line.strip()), f"code {done.returncode}")
            raise SourceError(f"pandoc failed: {first.strip()}", hint="run pandoc alone to see more")
        return target.read_bytes(), told


def _program(pandoc: str) -> str:
    found = shutil.which(pandoc or "pandoc")
    if found is None:
        hint = "install it from https://pandoc.org, or name it with --pandoc PATH"
        raise MisuseError(f"there is no program {pandoc or 'pandoc'}", hint=hint)
    return found


def _filter() -> str:
    """The program that pandoc runs as a filter: that of this environment, or one of the system."""
    for path in _beside():
        if path.is_file():
            return str(path)
    if found := shutil.which(FILTER):
        return found
    raise MisuseError(f"there is no program {FILTER}", hint="install ponarscite again: it comes with it")


def _beside() -> Iterator[Path]:
    for name in (FILTER, f"{FILTER}.exe"):
        yield Path(sys.executable).with_name(name)
        yield Path(sys.argv[0]).with_name(name)
