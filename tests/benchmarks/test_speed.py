"""Start, one page, many pages: each beside its peer. Not run by default.

Run: python -m pytest tests/benchmarks -o addopts="" --benchmark-group-by=group
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import ponarscite
from tests.benchmarks import saved_pages

trafilatura = pytest.importorskip("trafilatura", reason="the peer is not installed")

COUNT = 50


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return saved_pages.save(tmp_path_factory.mktemp("pages"), COUNT)


@pytest.mark.benchmark(group="whole process")
@pytest.mark.parametrize("what", ["import click", "--version", "one page to BibTeX"])
def test_whole_process(benchmark: Any, paths: list[Path], what: str) -> None:
    arguments = {
        "import click": ["-c", "import click"],
        "--version": ["-m", "ponarscite", "--version"],
        "one page to BibTeX": ["-m", "ponarscite", "export", str(paths[0]), "-f", "bibtex"],
    }[what]
    done = benchmark(subprocess.run, [sys.executable, *arguments], check=True, capture_output=True)
    assert done.returncode == 0


@pytest.mark.benchmark(group=f"{COUNT} pages")
def test_our_ingest(benchmark: Any, paths: list[Path]) -> None:
    plugins = ponarscite.plugin_manager(external=False)
    records = benchmark(lambda: list(ponarscite.ingest(paths, plugins=plugins)))
    assert len(records) == COUNT
    assert all(record.number and record.author and record.issued.day for record in records)


@pytest.mark.benchmark(group=f"{COUNT} pages")
def test_the_peer(benchmark: Any, paths: list[Path]) -> None:
    found = benchmark(lambda: [trafilatura.extract_metadata(path.read_bytes()) for path in paths])
    assert all(one.title for one in found)


def test_the_pages_are_what_they_say(paths: list[Path]) -> None:
    assert {round(path.stat().st_size / 1000) for path in paths} == {37}
    (record,) = ponarscite.ingest(paths[7])
    assert (record.number, record.title.partition(":")[0]) == ("1007", "Borrowed Rivers 7")
