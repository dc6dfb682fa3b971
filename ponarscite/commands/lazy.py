"""A command that is imported when it is called, completed, or asked for its help."""

from __future__ import annotations

import importlib
from functools import cached_property
from typing import Any

import click


class LazyCommand(click.Command):
    """Stands in for a command until more than its name and summary is needed.

    Args:
        name: of the command.
        home: where the command is, as in an entry point: "ponarscite.commands.export:export".
        summary: one line for the list of commands; the first paragraph of the command's help.
    """

    def __init__(self, name: str, home: str, summary: str) -> None:  # click's own would set what is looked up below
        self.name = name
        self.help = summary
        self.short_help = None
        self.hidden = False
        self.deprecated = False
        self._home = home

    @cached_property
    def loaded(self) -> click.Command:
        """The command itself."""
        module, _, attribute = self._home.partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def __getattr__(self, name: str) -> Any:
        """Whatever is not set here: parameters, callback, settings."""
        return getattr(self.loaded, name)

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        """The context of the command itself, which parses, completes, helps and runs."""
        return self.loaded.make_context(*arguments, **options)
