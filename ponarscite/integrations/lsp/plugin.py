"""The command `lsp`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ponarscite.errors import MisuseError
from ponarscite.hookspecs import hookimpl

if TYPE_CHECKING:
    import click

HINT = "pip install 'ponarscite[lsp]'"


@hookimpl
def register_commands(group: click.Group) -> None:
    """Add `lsp`."""
    import click

    @click.command("lsp")
    @click.option(
        "--library", metavar="FILE", help="The library; by default PONARSCITE_LIBRARY, or one in your data folder."
    )
    @click.option("--style", default="", metavar="STYLE", help="The style of references, by default your own.")
    @click.option("--tcp", default="", metavar="HOST:PORT", help="Wait for one editor at an address of this computer.")
    @click.pass_context
    def lsp(context: click.Context, /, library: str | None, style: str, tcp: str) -> None:
        """Serve an editor: complete, show and check citations.

        It speaks the Language Server Protocol with an editor that starts it, through standard input and output. It
        reads Markdown, LaTeX, Typst, reStructuredText and Org. The page "editors" of the manual tells how to set up
        Neovim, Emacs, Helix, Kate and VS Code.

        \b
        Examples:
          ponarscite lsp
          ponarscite lsp --library memos.sqlite --style apa
          ponarscite help editors
        """
        try:
            from ponarscite.integrations.lsp import server
        except ImportError as error:
            missing = (error.name or "").partition(".")[0]
            if missing not in ("pygls", "lsprotocol"):
                raise
            raise MisuseError(f"ponarscite lsp needs the package {missing}", hint=HINT) from error
        if library == "":
            raise MisuseError("the name of the library is empty", hint="name a file with --library FILE")
        server.serve(context.obj, library or "", style, address_of(tcp) if tcp else None)

    group.add_command(lsp)


def address_of(text: str) -> tuple[str, int]:
    """Host and port. Raises MisuseError for any but an address of this computer."""
    host, _, port = text.rpartition(":")
    if host not in ("127.0.0.1", "localhost", "[::1]") or not port.isdecimal() or not 0 <= int(port[:6]) <= 65_535:
        raise MisuseError(f"{text!r:.80} is no address of this computer", hint="as 127.0.0.1:7000")
    return host.strip("[]"), int(port)
