"""The options that tell how sources may be read, for every command that reads some."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from ponarscite.errors import MisuseError
from ponarscite.hookspecs import SourceOptions
from ponarscite.record.text import web_address

_OPTIONS = (
    click.option("--url", default="", metavar="URL", help="Where a saved page came from."),
    click.option("--allow-private", is_flag=True, help="Let URLs lead to private addresses: one's own server."),
)


def with_source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command these options."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def source_options(sources: Sequence[str], url: str, *, allow_private: bool) -> SourceOptions:
    """How the sources of a command may be read.

    Raises MisuseError for a --url from which they cannot have come: one of several sources, or no address.
    """
    if url and len(set(sources)) > 1:
        raise MisuseError("--url names one page, but there are several sources", hint="export one source at a time")
    if url and not web_address(url):
        raise MisuseError(
            f"--url {url!r} is no http(s) address", hint="an address looks like https://ponarseurasia.org/memo"
        )
    return SourceOptions(url=url, allow_private=allow_private)
