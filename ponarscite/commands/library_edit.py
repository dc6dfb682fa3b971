"""ponarscite edit."""

from __future__ import annotations

import click

from ponarscite.commands.opened import complete_key, open_library
from ponarscite.commands.options import with_library


@click.command("edit")
@click.argument("key", shell_complete=complete_key)
@click.argument("changes", nargs=-1)
@with_library
@click.pass_context
def edit_(context: click.Context, key: str, changes: tuple[str, ...], library: str | None) -> None:
    """Correct a record of the library.

    Your values outrank all other claims, and stay when the page is read again. A change is VARIABLE=TEXT. += and -=
    add and remove an author or a keyword, and VARIABLE= withdraws your value. id=KEY gives the record another key; the
    former one still leads to it. Without CHANGES, your editor opens the record as TOML.

    \b
    Examples:
      ponarscite edit pepm775 title="The Limits of Learning" issued=2022-05-20
      ponarscite edit pepm775 author+="Ann Lee" keyword-=media
      ponarscite edit pepm775 title=
      ponarscite edit pepm775
    """
    from ponarscite.record.text import inert

    with open_library(context, library, writing=True) as opened:
        record = opened.get(key)
        if changes:
            from ponarscite.library.correction import parse_changes

            wanted = parse_changes(changes, record)
        else:
            from ponarscite.commands.record_sheet import edited

            wanted = edited(record)
        after = opened.edit(record.id, wanted) if wanted else record
        changed = ", ".join(wanted) if after != record else "nothing"
        click.echo(f"{after.id}: {changed} changed")
    for variable, date in (("issued", after.issued), ("accessed", after.accessed)):
        if variable in wanted and date.literal and date.year is None:
            click.echo(inert(f"note: {variable} is no date, and is kept in words: {date.literal}"), err=True)
