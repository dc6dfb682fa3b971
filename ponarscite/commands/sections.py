"""Help in sections: the commands of a group, and the options of a command."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import click

OTHERS = "Plugins"
"""Section of the commands that no section names: those of outside plugins."""

WHOLE = 1000
"""Limit of a summary in characters: no summary reaches it, so that none is cut."""


class SectionedCommand(click.Command):
    """A command whose help lists its options in sections; what stands in none comes last, as "Options".

    Args:
        sections: heading -> names of the parameters below it, in order.
    """

    def __init__(self, *arguments: Any, sections: Mapping[str, tuple[str, ...]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.sections = sections

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options below their headings."""
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        lines = {one.name or "": line for one in options if (line := one.get_help_record(ctx)) is not None}
        placed = {name for names in self.sections.values() for name in names}
        rest = {"Options": tuple(name for name in lines if name not in placed)}
        for heading, names in (*self.sections.items(), *rest.items()):
            with formatter.section(heading):
                formatter.write_dl([lines[name] for name in names if name in lines])


def sections_of(
    commands: Mapping[str, click.Command], sections: Mapping[str, Iterable[str]]
) -> dict[str, list[tuple[str, str]]]:
    """Heading -> (name, first sentence of its help, whole) of each command below it; headings without one are left out.

    Args:
        commands: all of them, by name.
        sections: heading -> names, in order.
    """
    placed = {name for names in sections.values() for name in names}
    found = {}
    for heading, named in sections.items():
        others = [name for name in commands if name not in placed] if heading == OTHERS else []
        names = [*(name for name in named if name in commands), *others]
        found[heading] = [(name, commands[name].get_short_help_str(WHOLE)) for name in names]
    return {heading: rows for heading, rows in found.items() if rows}


def write_commands(sections: Mapping[str, list[tuple[str, str]]], formatter: click.HelpFormatter) -> None:
    """Write commands below their headings."""
    for heading, rows in sections.items():
        with formatter.section(heading):
            formatter.write_dl(rows)
