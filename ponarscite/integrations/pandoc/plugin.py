"""The command `pandoc-filter`, and the Lua filter that it writes."""

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
    @click.option("--lua", is_flag=True, help="Print the Lua filter, which needs no Python but an index.")
    @click.option(
        "--quarto", metavar="FOLDER", help="Write the Lua filter as a Quarto extension into the project FOLDER."
    )
    @click.pass_context
    def pandoc_filter(context: click.Context, /, target: str, lua: bool, quarto: str | None) -> None:
        """Cite by name in a document of pandoc.

        Reads pandoc's JSON from standard input, puts the records that it cites by name into its references, and writes
        it to standard output. TARGET is the format that pandoc writes. pandoc calls it by the program
        pandoc-ponarscite, which has to come before --citeproc.

        \b
        Examples:
          pandoc -F pandoc-ponarscite --citeproc paper.md -o paper.docx
          ponarscite pandoc-filter --lua > ponarscite.lua
          ponarscite export --all -f csl-jsonl --watch ponarscite.jsonl
        """
        from ponarscite.integrations.pandoc import lua_filter, program

        if quarto is not None:
            click.echo("\n".join(lua_filter.write_extension(quarto)))
        elif lua:
            click.echo(lua_filter.text(), nl=False)
        else:
            context.exit(program.run(sys.stdin.buffer, sys.stdout.buffer, target))

    group.add_command(pandoc_filter)
