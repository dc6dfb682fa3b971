"""What every room's tests may use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from ponarscite import PluginManager, plugin_manager
from ponarscite.cli import main

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"


@dataclass(frozen=True)
class Ran:
    """One run of the command line."""

    code: int
    out: str
    err: str


Run: TypeAlias = Callable[..., Ran]


@pytest.fixture
def plugins() -> PluginManager:
    """A manager of the test's own, without what happens to be installed beside us."""
    return plugin_manager(external=False)


@pytest.fixture
def run(plugins: PluginManager, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line in this process, with the test's own plugins."""

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments], plugins)
        return Ran(code, *capsys.readouterr())

    return run
