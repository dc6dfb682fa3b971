"""Kennan Cables for ponarscite, and a reading list in Markdown: a model for plugin authors.

A plugin is a module with functions named as the hooks in `ponarscite.hookspecs`, each marked with `hookimpl`, and an
entry point in the group ``ponarscite`` that names the module (see pyproject.toml). A hook returns values; importing
the module does nothing else.
"""

from collections.abc import Iterable

from ponarscite import Renderer, Series, hookimpl

from ponarscite_kennan.cables import KENNAN_CABLES
from ponarscite_kennan.reading_list import render


@hookimpl
def provide_series() -> Iterable[Series]:
    """The Wilson Center's Kennan Cables."""
    return (KENNAN_CABLES,)


@hookimpl
def provide_renderers() -> Iterable[Renderer]:
    """``-f reading-list``, also chosen by ``-o FILE.md``."""
    return (
        Renderer(
            name="reading-list", description="a Markdown list: title, authors, year", suffixes=(".md",), render=render
        ),
    )
