"""ponarscite tag."""

from __future__ import annotations

import click

from ponarscite.commands.library_option import complete_key, open_library, with_library


@click.command("tag", context_settings={"ignore_unknown_options": True})
@click.argument("key", shell_complete=complete_key)
@click.argument("tags", nargs=-1)
@with_library
@click.pass_context
def tag_(context: click.Context, key: str, tags: tuple[str, ...], library: str | None) -> None:
    """Give TAGS to a record; one with - in front is taken away. Without TAGS, print those that it has.

    \b
    Examples:
      ponarscite tag pepm775 "to read" thesis
      ponarscite tag pepm775 -thesis
    """
    with open_library(context, library, writing=bool(tags)) as opened:
        gone = [tag[1:] for tag in tags if tag.startswith("-")]
        kept = opened.tag(key, *(tag for tag in tags if not tag.startswith("-")), remove=gone)
    for tag in kept:
        click.echo(tag)
