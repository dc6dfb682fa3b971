"""Records -> CSV: one row a record, one column a CSL variable.

Source: RFC 4180, with lines that end in LF. A cell that a spreadsheet would take for a formula begins with an
apostrophe (OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import TYPE_CHECKING

from ponarscite.interchange.others import unmarked, without_mark
from ponarscite.interchange.rows import Spell, addresses, dropped, rows
from ponarscite.record.key import citation_key
from ponarscite.record.record import Record

if TYPE_CHECKING:
    from ponarscite.hookspecs import RenderOptions, Resources

COLUMNS = tuple(
    "author title issued genre number publisher publisher-place container-title collection-title volume issue page "
    "edition editor translator event-title event-place URL DOI ISBN ISSN accessed language keyword abstract "
    "note".split()
)
"""The CSL variables with a column, in order, behind the columns `key` and `type`."""

_TABLE = {variable: variable for variable in COLUMNS}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
SPELL: dict[str, Spell] = {"URL": addresses}


def cell(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(cells: Iterable[str]) -> str:
    buffer = StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()


def _cells(record: Record) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for variable, _, text in rows(record, _TABLE, SPELL):
        found.setdefault(variable, []).append(text)
    return {variable: "; ".join(texts) for variable, texts in found.items()}


def write(records: Iterable[Record], options: RenderOptions, _: Resources) -> Iterator[str]:
    """The head, then one line a record. Names and keywords of a record share a cell, separated by "; "."""
    columns = [variable for variable in COLUMNS if options.spell(variable, variable)]
    yield _line(["key", "type", *(options.spell(variable, variable) for variable in columns)])
    for record in map(without_mark, records):
        found = _cells(record)
        cells = (citation_key(record), record.type, *(found.get(variable, "") for variable in columns))
        yield _line(map(cell, cells))


def drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that have no column."""
    yield from dropped(record, _cells(record))
    yield from unmarked(record)
