"""Official styles with items of all types: none raises, and a document edited in them is whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ponarscite.csl import Processor, Style
from ponarscite.csl.catalogue import official_folder
from ponarscite.csl.processor import MODES
from tests.csl.small_style import Item

AWKWARD: list[Item] = json.loads(Path(__file__).with_name("data").joinpath("awkward.json").read_text("utf-8"))
"""Items with years before Christ, seasons, ranges, mixed scripts, particles, institutions, markup, quotation marks."""
EACH = 191
"""One style of so many is tried; `python -m tests.live.csl_styles` tries all."""


def style_names() -> list[str]:
    """The ids of all independent official styles."""
    folder = official_folder()
    assert folder, "the official styles are not installed"
    return sorted(path.stem for path in folder.glob("*.csl"))


def walk(style: Style, items: list[Item], turn: int = 0) -> None:
    """List the items, cite each in one of the modes, with and without locator, and print all. Raises what fails."""
    processor = Processor(style, items)
    processor.bibliography()
    for number, item in enumerate(items):
        place: dict[str, Any] = {"locator": "3-5", "label": "page"} if number % 2 else {}
        mode: Any = MODES[(number + turn) % len(MODES)]
        processor.cite([{"id": item["id"], **place}], note=number + 1, mode=mode)
    assert len(processor.citations()) == len(items)
    found = processor.bibliography()
    assert style.bibliography is None or len(found) + len(found.unprinted) == len(items)
    for entry in found:
        entry.text.render("html")


@pytest.mark.parametrize("name", style_names()[::EACH])
def test_no_style_raises(name: str) -> None:
    walk(Style.load(name), AWKWARD)
