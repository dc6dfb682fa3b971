"""ponarscite config."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ponarscite.hooks.registry import PluginManager


@click.group("config", invoke_without_command=True)
@click.pass_context
def config(context: click.Context) -> None:
    """Show the settings, and change them.

    Without a command, `config` lists them.

    A value comes from the first that has it: an option, the variable PONARSCITE_NAME, the table [tool.ponarscite] of
    the nearest pyproject.toml, your config.toml, the default.

    \b
    Examples:
      ponarscite config list
      ponarscite config set style chicago-notes-bibliography
      ponarscite config get style
      ponarscite config path
    """
    if context.invoked_subcommand is None:
        context.invoke(list_, as_json=False)


@config.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object: name, value and place of each setting.")
def list_(as_json: bool) -> None:
    """List the settings, each with its value and where that comes from.

    \b
    Examples:
      ponarscite config list
      ponarscite config list --json
    """
    from ponarscite import settings
    from ponarscite.commands.json_text import json_text
    from ponarscite.settings.configuration import SETTINGS

    found = {name: settings.value(name) for name in SETTINGS}
    if as_json:
        click.echo(json_text({name: one._asdict() if one else None for name, one in found.items()}))
        return
    for name, one in found.items():
        click.echo(f"{name} = {one.text}  ({one.place})" if one else f"{name} is not set: {SETTINGS[name].about}")


@config.command("get")
@click.argument("name")
def get(name: str) -> None:
    """Print the value of a setting; nothing, with exit code 1, for one that is not set.

    \b
    Examples:
      ponarscite config get library
    """
    from ponarscite import settings

    found = settings.value(_known(name))
    if found is None:
        raise click.exceptions.Exit(1)
    click.echo(found.text)


@config.command("set")
@click.argument("name")
@click.argument("value")
@click.pass_obj
def set_(plugins: PluginManager, name: str, value: str) -> None:
    """Set a value in your config.toml; the other lines of the file stay. An empty VALUE unsets it.

    A path is taken from the folder where you are.

    \b
    Examples:
      ponarscite config set locale en-GB
      ponarscite config set jobs 4
      ponarscite config set library memos.sqlite
      ponarscite config set style ""
    """
    from ponarscite import pipeline, settings
    from ponarscite.errors import MisuseError
    from ponarscite.settings.configuration import resolved, with_setting

    path = Path(settings.user_file())
    value = resolved(_known(name), value, Path.cwd())
    _check(name, value, plugins)
    try:
        changed = with_setting(path.read_text(encoding="utf-8") if path.exists() else "", name, value)
    except ValueError as error:
        raise MisuseError(f"{name} is not set: {error}", hint=f"the file is {path}") from error
    path.parent.mkdir(parents=True, exist_ok=True)
    pipeline.write([changed], str(path), plugins)


@config.command("path")
def path() -> None:
    """Print the path of your config.toml, whether or not it exists.

    \b
    Examples:
      ponarscite config path
    """
    from ponarscite import settings

    click.echo(settings.user_file())


def _check(name: str, value: str, plugins: PluginManager) -> None:
    """Refuse a value that every later command would refuse. Raises MisuseError."""
    from ponarscite import pipeline
    from ponarscite.citation.format import canonical_locale
    from ponarscite.hooks import offered
    from ponarscite.record.key import check_scheme

    checks: dict[str, Callable[[str], object]] = {
        "style": pipeline.resources(plugins).find_style,
        "format": lambda name: offered.writer(name, plugins),
        "keys": check_scheme,
        "locale": canonical_locale,
    }
    if value and name in checks:
        checks[name](value)


def _known(name: str) -> str:
    """The name of a setting. Raises MisuseError for another."""
    from ponarscite.errors import MisuseError, did_you_mean
    from ponarscite.settings.configuration import SETTINGS

    if name not in SETTINGS:
        raise MisuseError(f"no setting is called {name!r}", hint=did_you_mean(name, SETTINGS))
    return name
