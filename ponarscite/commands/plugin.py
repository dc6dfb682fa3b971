"""ponarscite plugin new."""

from __future__ import annotations

from pathlib import Path

import click

from ponarscite.commands.plugin_kit.package import KINDS

NEXT = """\
{folder} is a plugin that adds {adds}. Its tests pass:
  cd {folder}
  python -m pip install -e ".[dev]"
  python -m pytest
Then:
  - {module}/__init__.py: put in the facts, or the code, of your own
  - tests/test_{module}.py: say what shall come of them
  - a LICENSE, and its name in pyproject.toml, are yours to choose
See: ponarscite help plugins"""


@click.group("plugin", invoke_without_command=True)
@click.pass_context
def plugin(context: click.Context) -> None:
    """Begin a plugin of your own.

    \b
    Examples:
      ponarscite plugin new kennan
      ponarscite plugin new nbib --kind format
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@plugin.command("new")
@click.argument("name")
@click.option("--kind", type=click.Choice(tuple(KINDS)), default="series", show_default=True, help="What it adds.")
@click.option("--into", default=".", metavar="DIR", help="Folder for the new folder; the current one by default.")
def new(name: str, kind: str, into: str) -> None:
    """Write the package ponarscite-NAME, with tests that pass.

    It is written into a new folder of this name, with a workflow that runs its tests on GitHub. Nothing that exists is
    changed.

    \b
    Examples:
      ponarscite plugin new kennan
      ponarscite plugin new nbib --kind format
      ponarscite plugin new house-styles --kind styles --into ~/plugins
    """
    from ponarscite.commands.plugin_kit.name import plugin_name
    from ponarscite.commands.plugin_kit.package import package_files, write_package

    named = plugin_name(name)
    folder = Path(into).expanduser() / named.package
    write_package(package_files(named, kind), folder)
    click.echo(NEXT.format(folder=folder, adds=KINDS[kind], module=named.module))
