"""ponarscite explain."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from ponarscite.commands.source_options import source_options, with_source_options
from ponarscite.hookspecs import hookimpl

if TYPE_CHECKING:
    from ponarscite.claim import Claim
    from ponarscite.plugins import PluginManager
    from ponarscite.record.record import Record


@click.command()
@click.argument("sources", nargs=-1, type=click.Path(allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@with_source_options
@click.pass_context
def explain(context: click.Context, /, sources: tuple[str, ...], as_json: bool, **chosen: Any) -> None:
    """Show each record of SOURCES, each value, and every claim behind it.

    A claim that is in conflict with the value is marked with !.

    \b
    Examples:
      ponarscite explain memo.html
      ponarscite explain memo.html --json
    """
    from ponarscite import pipeline
    from ponarscite.cli import fail
    from ponarscite.record.record import ROLES

    plugins: PluginManager = context.obj
    failures: pipeline.Failures = []
    options = source_options(chosen)
    found = list(pipeline.ingest(sources, plugins, roles=ROLES, options=options, failures=failures))
    if as_json:
        click.echo(json.dumps([as_tree(record) for record in found], indent=2, ensure_ascii=False))
    else:
        for record in found:
            click.echo("\n".join(_lines(record)) + "\n")
    context.exit(max([fail(error) for error in failures], default=0))


def as_tree(record: Record) -> dict[str, Any]:
    """A record with its claims, as JSON-able values: key, role, identity, variables, conflicts, doubts."""
    values = _values(record)
    tree: dict[str, Any] = {}
    for variable in dict.fromkeys((*values, *(claim.variable for claim in record.claims))):
        claims = [claim for claim in record.claims if claim.variable == variable]
        tree[variable] = {
            "value": values.get(variable),
            "claims": [_claim(claim) | {"conflict": _is_lost(claim, record)} for claim in claims],
        }
    identity = record.identity
    return {
        "key": record.id,
        "role": record.role,
        "identity": {"kind": identity.kind, "value": list(identity.value), "reason": identity.reason},
        "variables": tree,
        "conflicts": [
            {"variable": c.variable, "kept": _claim(c.kept), "lost": _claim(c.lost)} for c in record.conflicts
        ],
        "doubts": list(record.doubts),
    }


def _is_lost(claim: Claim, record: Record) -> bool:
    """Whether a claim says what lost a conflict; of a list of names, all of it lost."""
    from ponarscite.claim import MANY, interpret

    for lost in (conflict.lost for conflict in record.conflicts if conflict.variable == claim.variable):
        if claim.variable in MANY and (claim.about, claim.origin) == (lost.about, lost.origin):
            return True
        if interpret(claim.variable, claim.text) == interpret(lost.variable, lost.text):
            return True
    return False


def _values(record: Record) -> dict[str, Any]:
    """Variable -> its value as CSL-JSON has it, and the variables that only we have."""
    from ponarscite.record.item import to_item

    values: dict[str, Any] = {k: v for k, v in to_item(record).items() if k != "id"}
    own = {
        "notes": list(record.notes),
        "affiliation": [f"{one.name}: {one.text}" for one in record.affiliations],
        "pdf-name": record.pdf_name,
        "pdf-url": record.pdf_url,
    }
    return values | {variable: value for variable, value in own.items() if value}


def _claim(claim: Claim) -> dict[str, str]:
    return {
        "text": claim.text,
        "rank": claim.rank.name.lower(),
        "origin": claim.origin,
        "role": claim.about.role,
        "place": claim.about.place,
        "document": claim.about.document,
        "where": claim.where,
    }


def _lines(record: Record) -> Iterator[str]:
    from ponarscite.cli import inert

    tree = as_tree(record)
    reason = f" -- {record.identity.reason}" if record.identity.reason else ""
    yield click.style(f"{record.id}", bold=True) + f" ({record.role})"
    yield inert(f"  identity: {record.identity.kind} {' '.join(record.identity.value)}{reason}")
    for doubt in record.doubts:
        yield inert(f"  doubt: {doubt}")
    for variable, entry in tree["variables"].items():
        yield inert(f"  {variable}: {_short(_words(entry['value']))}")
        for claim in entry["claims"]:
            mark = "!" if claim["conflict"] else " "
            where = ", ".join(filter(None, (claim["origin"], claim["where"], claim["document"])))
            yield inert(f"    {mark} {_short(claim['text'])}  [{claim['rank']}: {where}]")


def _words(value: Any) -> str:
    """A CSL-JSON value for people."""
    from ponarscite.record.item import names_of

    if isinstance(value, list):
        return "; ".join(map(_words, value))
    if isinstance(value, dict) and "date-parts" in value:
        return "-".join(f"{part:02}" for part in value["date-parts"][0])
    if isinstance(value, dict) and (names := names_of([value])):
        return str(names[0])
    return "(evidence only)" if value is None else str(value)


def _short(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:157]}..."


@hookimpl
def register_commands(group: click.Group) -> None:
    """ponarscite explain."""
    group.add_command(explain)
