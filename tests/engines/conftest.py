"""Styles, items and engines for these tests."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from ponarscite.citation.style import find_style
from ponarscite.hookspecs import CitationRequest
from ponarscite.repositories import citeproc_styles, house
from tests.conftest import DATA

Item: TypeAlias = dict[str, Any]
Cite: TypeAlias = Callable[..., list[str]]
"""cite(items, style=..., form=..., markup=..., locale=..., locator=...) -> the texts."""

FindStyle: TypeAlias = Callable[[str], bytes]
"""style(id) -> its XML."""

REPOSITORIES = (*house.provide_styles(), *citeproc_styles.provide_styles())


@pytest.fixture(scope="session")
def style() -> FindStyle:
    """Find a style by its id."""
    return cache(lambda name: find_style(name, REPOSITORIES, lambda path: Path(path).read_bytes())[0])


@pytest.fixture
def items() -> list[Item]:
    """Items of our own with unusual names, dates and texts."""
    return list(json.loads((DATA / "items.json").read_text("utf-8")))


@pytest.fixture
def cite(style: FindStyle) -> Cite:
    """Format items with citeproc-py."""
    from ponarscite.engines.citeproc_py import format_items

    return partial(formatted, style, format_items)


@pytest.fixture(params=["native", "citeproc-py"])
def cite_with_each(style: FindStyle, request: pytest.FixtureRequest) -> Cite:
    """Format items with each of our engines."""
    from ponarscite.engines import citeproc_py, native

    engines = (*native.provide_engines(), *citeproc_py.provide_engines())
    return partial(formatted, style, {engine.name: engine.format for engine in engines}[request.param])


def formatted(
    style: FindStyle,
    format_items: Callable[[CitationRequest], Iterable[str]],
    items: list[Item],
    style_id: str = "ponars-eurasia",
    **wanted: Any,
) -> list[str]:
    request = CitationRequest(style=style(style_id), items=items, form=wanted.pop("form", "bibliography"), **wanted)
    return list(format_items(request))
