"""A library of the memos that typed files cite, and the command `live` with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from ponarscite import Library
from tests.conftest import Ran, Run
from tests.integrations.live import typed as files

Live: TypeAlias = Callable[..., Ran]


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the memos."""
    path = tmp_path_factory.mktemp("live") / "library.sqlite"
    with Library(path) as library:
        files.fill(library)
    return path


@pytest.fixture
def live(shelf: Path, run: Run) -> Live:
    """Runs the command with this library."""
    return lambda *arguments: run("live", "--library", shelf, *arguments)
