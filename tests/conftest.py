"""What every room's tests may use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

GOLDEN = Path(__file__).parent / "golden"

Golden: TypeAlias = Callable[[str, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/, to be read as a diff")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Says whether a text equals a file below tests/golden/, or rewrites the file under --update-golden."""

    def golden(text: str, name: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert path.is_file(), f"no golden file {name}: run pytest --update-golden"
        assert text == path.read_bytes().decode("utf-8")

    return golden
