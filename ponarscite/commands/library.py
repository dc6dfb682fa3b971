"""The commands of the library: their names; what they do is in modules of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ponarscite.hookspecs import hookimpl

if TYPE_CHECKING:
    import click

COMMANDS = {
    "add": "Keep the publications found in SOURCES in the library.",
    "find": "Search the library.",
    "list": "List the records of the library.",
    "show": "Show a record of the library.",
    "why": "Show every claim behind a record of the library.",
    "open": "Open the page of a record in the browser.",
    "edit": "Correct a record of the library.",
    "tag": "Give tags to a record, or take them away.",
    "remove": "Remove records from the library.",
    "conflicts": "List the claims that disagree.",
    "accept": "Settle a conflict.",
    "duplicates": "List the records that may be one work.",
    "merge": "Make one record of several.",
    "distinct": "Remember that two records are two works.",
    "undo": "Take back the last command that changed the library.",
    "log": "List the commands that changed the library.",
    "backup": "Copy the library to a file.",
    "dump": "Write the library as text that git can diff.",
    "restore": "Bring back a library that was dumped.",
}
"""Command -> what it does, in one line. It is `NAME_` in `ponarscite.commands.library_NAME`."""


@hookimpl
def register_commands(group: click.Group) -> None:
    """The commands of the library."""
    from ponarscite.commands.later import Later

    for name, summary in COMMANDS.items():
        group.add_command(Later(name, f"ponarscite.commands.library_{name}", summary))
