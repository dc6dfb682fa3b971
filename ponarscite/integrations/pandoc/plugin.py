"""pandoc: names of records in a document -> its `references`, as a JSON filter."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ponarscite.hookspecs import hookimpl

if TYPE_CHECKING:
    import click


@hookimpl
def register_commands(group: click.Group) -> None:
    """Add `pandoc-filter`."""
    import click

    @click.command("pandoc-filter")
    @click.argument("target", default="")
    @click.pass_context
    def pandoc_filter(context: click.Context, /, target: str) -> None:
        """Filter a pandoc document.

        Reads pandoc's JSON from standard input, puts the records that it cites by name into its references, and writes
        it to standard output. TARGET is the format that pandoc writes. pandoc calls it by the program
        pandoc-ponarscite, which has to come before --citeproc.

        \b
        Examples:
          pandoc -F pandoc-ponarscite --citeproc paper.md -o paper.docx
          pandoc -t json paper.md | ponarscite pandoc-filter | pandoc -f json --citeproc
        """
        from ponarscite.integrations.pandoc.program import run

        context.exit(run(sys.stdin.buffer, sys.stdout.buffer, target))

    group.add_command(pandoc_filter)
