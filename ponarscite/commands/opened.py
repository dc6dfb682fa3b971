"""The library that a command works on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ponarscite.library.library import Library


def library_path(named: str | None) -> str:
    """The path given with --library, or the user's own library. Raises MisuseError for an empty name."""
    from ponarscite import settings
    from ponarscite.errors import MisuseError

    if named == "":
        raise MisuseError("the name of the library is empty", hint="name a file with --library FILE")
    return settings.library_path() if named is None else named


def open_library(context: click.Context, named: str | None, *, writing: bool = False, create: bool = False) -> Library:
    """Open the library, for reading unless *writing*. A missing file is made only with *create*.

    Raises:
        LibraryError, MisuseError.
    """
    from ponarscite.library.library import Library

    return Library(library_path(named), context.obj, create=create, writing=writing)


def complete_key(context: click.Context, _: click.Parameter, start: str) -> list[str]:
    """The keys that begin with *start*, for shell completion."""
    from ponarscite.errors import PonarsciteError
    from ponarscite.library.library import Library

    try:
        with Library(context.params.get("library"), writing=False, create=False) as library:
            return library.keys(start, limit=100)
    except PonarsciteError:
        return []
