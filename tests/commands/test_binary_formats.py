"""A binary format is written to a file or a pipe, and refused on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from ponarscite import Format, PluginManager, Record, RenderOptions, Resources, hookimpl
from tests.conftest import EXAMPLES, Run

PAGE = EXAMPLES / "pages" / "borrowed-rivers.html"
CONTENT = b"\xff\0pepm9001\r\n"


def write(records: Iterable[Record], options: RenderOptions, resources: Resources) -> Iterator[bytes]:
    return (b"\xff\0%s\r\n" % record.id.encode() for record in records)


@pytest.fixture(autouse=True)
def packed(plugins: PluginManager) -> None:
    class Plugin:
        @hookimpl
        def provide_formats(self) -> list[Format]:
            return [Format(name="packed", description="packed", suffixes=(".pck",), write=write, binary=True)]

    plugins.register(Plugin(), "packed")


def test_to_a_file(run: Run, tmp_path: Path) -> None:
    assert run("export", PAGE, "-o", tmp_path / "x.pck").code == 0
    assert (tmp_path / "x.pck").read_bytes() == CONTENT


def test_to_a_pipe(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "pipe").open("w+", encoding="utf-8") as stream, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", stream)
        code = run("export", PAGE, "-f", "packed").code
    assert (code, (tmp_path / "pipe").read_bytes()) == (0, CONTENT)


def test_a_terminal_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    ran = run("export", "no-such-file", "-f", "packed")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "error: packed is binary, and standard output is a terminal\n"
        "hint: name a file with -o FILE, or send the output to a pipe\n"
    )
    assert run("export", PAGE, "-f", "ris").code == 0
