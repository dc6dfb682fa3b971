"""Folders that the tests read. The module imports nothing heavy, so benchmarks use it too."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
"""Real input beside the checkout, not part of the project. Tests that need it skip without it."""

EXAMPLES = ROOT / "examples"
DATA = ROOT / "tests" / "data"
GOLDEN = ROOT / "tests" / "golden"
