"""ponarscite plugins."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from ponarscite.commands.json_text import json_text

if TYPE_CHECKING:
    from ponarscite.hooks.listing import Plugin
    from ponarscite.hooks.registry import PluginManager


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def plugins(manager: PluginManager, as_json: bool) -> None:
    """List the plugins, in the order in which they are called.

    Each line has the name, the version, the state, and the hooks or the problem of a plugin. A plugin without hooks is
    idle. What its author may have overlooked is told in warnings.

    \b
    Examples:
      ponarscite plugins
      ponarscite plugins --json
    """
    from ponarscite.hooks.listing import list_plugins

    found = list(list_plugins(manager))
    if as_json:
        click.echo(json_text([asdict(plugin) for plugin in found]))
        return
    for plugin in found:
        click.echo(_line(plugin))


def _line(plugin: Plugin) -> str:
    hooks = plugin.problem or ", ".join(plugin.hooks)
    return f"{plugin.name:32} {plugin.version or '-':10} {plugin.state:10} {hooks}"
