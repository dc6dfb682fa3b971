"""ponarscite tag."""

from __future__ import annotations

import click

from ponarscite.commands.opened import complete_key, open_library
from ponarscite.commands.options import with_library
from ponarscite.record.text import inert


@click.command("tag", context_settings={"ignore_unknown_options": True})
@click.argument("key", shell_complete=complete_key)
@click.argument("tags", nargs=-1)
@with_library
@click.pass_context
def tag_(context: click.Context, key: str, tags: tuple[str, ...], library: str | None) -> None:
    """Add tags to a record, or remove them.

    A tag with - in front is removed. The tags that the record then has are printed.

    \b
    Examples:
      ponarscite tag pepm775 "to read" thesis
      ponarscite tag pepm775 -thesis
    """
    with open_library(context, library, writing=bool(tags)) as opened:
        gone = [tag[1:] for tag in tags if tag.startswith("-")]
        kept = opened.tag(key, *(tag for tag in tags if not tag.startswith("-")), remove=gone)
    for tag in kept:
        click.echo(inert(tag))
