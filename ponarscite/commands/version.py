"""ponarscite version."""

from __future__ import annotations

import click

from ponarscite.__about__ import __version__


@click.command()
def version() -> None:
    """Print the version.

    \b
    Examples:
      ponarscite version
    """
    click.echo(f"ponarscite {__version__}")
