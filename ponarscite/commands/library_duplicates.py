"""ponarscite duplicates."""

from __future__ import annotations

import click

from ponarscite.commands.opened import open_library
from ponarscite.commands.options import with_library


@click.command("duplicates")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: first, second, reason, likeness.")
@with_library
@click.pass_context
def duplicates_(context: click.Context, as_json: bool, library: str | None) -> None:
    """List pairs of records that may be the same work.

    The likeliest pairs come first. Both have the same address or PDF, or titles that are at least 90 % alike, an author
    in common, and years that differ by one at most. `ponarscite merge` or `ponarscite distinct` settles a pair.

    \b
    Examples:
      ponarscite duplicates
      ponarscite duplicates --json
    """
    import json
    from dataclasses import asdict

    with open_library(context, library) as opened:
        found = opened.duplicates()
    if as_json:
        click.echo(json.dumps([asdict(pair) for pair in found], indent=2, ensure_ascii=False))
        return
    for pair in found:
        click.echo(f"{pair.first}\t{pair.second}\t{pair.reason}")
