"""A command whose module is imported when it is called: many commands cost nothing at start."""

from __future__ import annotations

import importlib
from typing import Any

import click


class Later(click.Command):
    """Stands for the command of this name in a module, which is imported when the command is called.

    Args:
        name: of the command, and, with "_" for "-", of the function in the module.
        module: "ponarscite.commands.find".
        summary: one line, for the list of commands.
    """

    def __init__(self, name: str, module: str, summary: str) -> None:
        super().__init__(name, help=summary)
        self._module = module

    def command(self) -> click.Command:
        """The command itself."""
        module = importlib.import_module(self._module)
        found: click.Command = getattr(module, f"{self.name}_")
        return found

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        """The context of the command itself: what parses, completes, helps and runs."""
        return self.command().make_context(*arguments, **options)
