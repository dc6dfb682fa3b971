"""The command `serve`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ponarscite.errors import MisuseError
from ponarscite.hookspecs import hookimpl

if TYPE_CHECKING:
    import click

HINT = "pip install 'ponarscite[web]'"

PACKAGES = ("starlette", "uvicorn", "jinja2", "h11", "anyio")
"""Packages of the extra, and what they bring."""

PORT = 23120
"""Zotero and JabRef listen at the port before it."""


@hookimpl
def register_commands(group: click.Group) -> None:
    """Add `serve`."""
    import click

    @click.command("serve")
    @click.option(
        "--port", type=click.IntRange(0, 65_535), default=PORT, show_default=True, help="0: any that is free."
    )
    @click.option(
        "--library", metavar="FILE", help="The library; by default PONARSCITE_LIBRARY, or one in your data folder."
    )
    @click.option("--read-only", is_flag=True, help="Refuse every change of the library.")
    @click.option("--open", "opens", is_flag=True, help="Open the page in your browser.")
    @click.option("--picker", metavar="CMD", default="", help="Open the picker with CMD, and not with your browser.")
    @click.option(
        "--token-file", metavar="FILE", default="", help="Keep an address for entering in FILE, and do not print it."
    )
    @click.option("--host", metavar="ADDRESS", default="", help="Listen at another address of this computer.")
    @click.option("--i-know", is_flag=True, help="Allow a --host that other computers can reach.")
    @click.pass_context
    def serve(context: click.Context, /, **options: Any) -> None:
        """Show the library in a browser; editors pick from it.

        It prints the address of a page on this computer, which opens once. Editors with a plugin for Better BibTeX
        find what they ask for at /better-bibtex/cayw. The page "serve" of the manual tells more. Ctrl-C ends it.

        \b
        Examples:
          ponarscite serve --open
          ponarscite serve --port 0 --library memos.sqlite --read-only
          ponarscite help serve
        """
        try:
            from ponarscite.integrations.web import command
        except ImportError as error:
            missing = (error.name or "").partition(".")[0]
            if missing not in PACKAGES:
                raise
            raise MisuseError(f"ponarscite serve needs the package {missing}", hint=HINT) from error
        command.run(context.obj, command.ServeOptions(**options))

    group.add_command(serve)
