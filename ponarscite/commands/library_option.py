"""The option that names the library, and the library that it names."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ponarscite.library.library import Library

_OPTION = click.option(
    "--library", metavar="FILE", help="The library; by default PONARSCITE_LIBRARY, or one in your data folder."
)


def with_library(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option --library."""
    return _OPTION(command)


def open_library(context: click.Context, path: str | None, *, writing: bool = False, create: bool = False) -> Library:
    """The library that a command is about, made only if *create*, only read unless *writing*. Raises LibraryError."""
    from ponarscite.errors import MisuseError
    from ponarscite.library.library import Library

    if path == "":
        raise MisuseError("the name of the library is empty", hint="name a file with --library FILE")
    return Library(path, context.obj, create=create, writing=writing)


def complete_key(context: click.Context, parameter: click.Parameter, start: str) -> list[str]:  # noqa: ARG001 -- click's
    """The keys that begin so, for shell completion."""
    from ponarscite.errors import PonarsciteError
    from ponarscite.library.library import Library

    try:
        with Library(context.params.get("library"), writing=False, create=False) as library:
            return library.keys(start, limit=100)
    except PonarsciteError:
        return []
