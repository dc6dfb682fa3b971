"""The options that tell how sources may be read, for every command that reads some."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

_OPTIONS = (
    click.option("--url", default="", metavar="URL", help="Where a saved page came from."),
    click.option("--allow-private", is_flag=True, help="Let URLs lead to private addresses: one's own server."),
)


def with_source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command these options."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
