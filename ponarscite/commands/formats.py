"""ponarscite formats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from ponarscite.commands.json_text import json_text
from ponarscite.hookspecs import Dialect, Format
from ponarscite.record.text import inert

if TYPE_CHECKING:
    from ponarscite.hooks.registry import PluginManager


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object: formats and dialects.")
@click.pass_obj
def formats(plugins: PluginManager, as_json: bool) -> None:
    """List the formats and the programs they are written for.

    The formats are those of -f, the programs those of --for. Each has a line with the variables of a memo that it
    cannot carry.

    \b
    Examples:
      ponarscite formats
      ponarscite formats --json
    """
    from ponarscite.hooks import offered

    known = offered.writers(plugins)
    programs = offered.dialects(plugins).values()
    found = {
        "formats": [_format(one) for one in known.values()],
        "dialects": [_dialect(dialect, known) for dialect in programs],
    }
    if as_json:
        click.echo(json_text(found))
        return
    for line in _lines(found):
        click.echo(inert(line))  # names and descriptions may be a plugin's


def _format(one: Format) -> dict[str, Any]:
    return {
        "name": one.name,
        "description": one.description,
        "suffixes": list(one.suffixes),
        "cannot_carry": _carried(one),
    }


def _dialect(dialect: Dialect, known: Mapping[str, Format]) -> dict[str, Any]:
    """A dialect without the formats that no plugin provides."""
    from ponarscite.loss.format import cannot_carry

    formats = {name: spelling for name, spelling in dialect.formats.items() if name in known}
    lost = {name: cannot_carry(known[name], spelling) for name, spelling in formats.items()}
    return {
        "name": dialect.name,
        "description": dialect.description,
        "formats": list(formats),
        "cannot_carry": next(iter(lost.values()), None),
        "cannot_carry_in": lost,
    }


def _carried(one: Format) -> dict[str, tuple[str, ...]] | None:
    """CSL type -> variables that the format loses; None when that is not known."""
    from ponarscite.loss.format import cannot_carry

    return cannot_carry(one) if one.drops else None


def _lines(found: Mapping[str, list[dict[str, Any]]]) -> Iterator[str]:
    for kind, listed in found.items():
        yield f"{kind}:"
        for one in listed:
            chosen = f"{one['formats'][0]}: " if one.get("formats") else ""
            yield f"  {one['name']:15} {chosen}{one['description']}"
            yield f"  {'':15} {_lost_words(one['cannot_carry'])}"


def _lost_words(lost: Mapping[str, tuple[str, ...]] | None) -> str:
    if lost is None:
        return "what it cannot carry is not known"
    return f"cannot carry of a memo: {', '.join(lost['report']) or 'nothing is lost'}"
