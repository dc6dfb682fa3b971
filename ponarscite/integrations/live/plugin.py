"""The command `live`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ponarscite.hookspecs import hookimpl

if TYPE_CHECKING:
    import click


@hookimpl
def register_commands(group: click.Group) -> None:
    """Add `live`."""
    import click

    @click.command("live")
    @click.argument("manuscript", type=click.Path())
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="[-- PANDOC-ARGUMENTS]")
    @click.option("-o", "--output", default="", metavar="FILE", help="Write to FILE.docx or FILE.odt.")
    @click.option("-s", "--style", default="", metavar="STYLE", help="The CSL style of what is shown.")
    @click.option("--locale", default="", metavar="LOCALE", help="The language of what is shown: en-US, ru-RU, …")
    @click.option("--mode", type=click.Choice(["fields", "bookmarks"]), default="fields", help="The kind of fields.")
    @click.option("--pandoc", default="", metavar="PATH", help="The program that reads manuscripts in text.")
    @click.option("--library", default=None, metavar="FILE", help="The library, in place of your own.")
    @click.option("--dry-run", is_flag=True, help="Tell what would be replaced, and write nothing.")
    @click.option("--probable", is_flag=True, help="Replace also what differs from the record it must mean.")
    @click.option("--in-place", is_flag=True, help="Replace the file; the old one is kept as FILE.bak.")
    @click.pass_context
    def live(context: click.Context, /, **chosen: Any) -> None:
        """Make the citations of a manuscript live fields of Zotero.

        A manuscript in Markdown, LaTeX or another language of pandoc becomes a new .docx or .odt file. In a .docx or
        .odt file, citations that are typed out, keys and scannable cites become fields, and nothing else changes:
        those whose series, number and title agree with a record, with --probable also those that differ from one.

        \b
        Examples:
          ponarscite live paper.md -o paper.docx --style apa
          ponarscite live paper.md -o paper.odt -- --toc
          ponarscite live typed.docx --dry-run
          ponarscite live typed.docx -o live.docx
        """
        from ponarscite.integrations.live.command import run
        from ponarscite.integrations.live.options import LiveOptions

        context.exit(run(LiveOptions(**chosen), context.obj))

    group.add_command(live)
