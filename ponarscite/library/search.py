"""Searches run: queries, and who cites whom."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence

from ponarscite.errors import QueryError
from ponarscite.library.database import Database
from ponarscite.library.query import LINK_FIELDS, SAME_PART, Query, parse_query

ORDERS = {
    "relevance": ("record.id",),  # of words; without any, as they came
    "issued": ("record.issued",),
    "number": ("record.series", "record.serial"),
    "title": ("record.title",),
    "key": ("record.key COLLATE NOCASE",),
    "added": ("record.id",),
}
"""Order -> the columns to sort by."""
PAGE = 1_000
WEIGHTS = "8.0, 6.0, 2.0, 4.0, 1.0, 3.0"
"""How much a word counts in a title, an author's name, an abstract, a keyword, a note and a source."""


def matching(
    database: Database, candidates: Callable[[str], Sequence[int]], text: str, sort: str = ""
) -> Iterable[int]:
    """The ids of the records that a query finds, in order; by relevance where it has words, else as they came.

    Raises:
        QueryError: the query or the order cannot be understood.
    """
    query = parse_query(text, candidates)
    name, backwards = sort.removeprefix("-"), sort.startswith("-")
    if name and name not in ORDERS:
        raise QueryError(f"no order is called {name!r}", hint=f"known: {', '.join(ORDERS)}, or -issued for the reverse")
    if not query.match and not query.conditions and name in ("", "added", "relevance"):
        return _everything(database, backwards=backwards)
    sql, parameters = _statement(query, _order(query, name or "relevance", backwards=backwards))
    return array("q", (number for (number,) in database.rows(sql, parameters)))


def _order(query: Query, name: str, *, backwards: bool) -> str:
    columns = (f"bm25(words, {WEIGHTS})",) if name == "relevance" and query.match else ORDERS[name]
    return ", ".join(f"{column} DESC" if backwards else column for column in columns)


def _statement(query: Query, order: str) -> tuple[str, list[object]]:
    """The rows of records are read last, and only where a condition or the order looks into them."""
    if not query.match:
        where = _all(query.where("record.id"))
        return f"SELECT record.id FROM record WHERE {where} ORDER BY {order}, record.id", query.parameters
    rest = f"{_all(('words MATCH ?', *query.where('words.rowid')))} ORDER BY {order}, words.rowid"
    rows = " CROSS JOIN record ON record.id = words.rowid" if "record." in rest else ""
    return f"SELECT words.rowid FROM words{rows} WHERE {rest}", [query.match, *query.parameters]


def _all(conditions: Iterable[str]) -> str:
    return " AND ".join(conditions) or "1"


def _everything(database: Database, *, backwards: bool) -> Iterator[int]:
    """Every record, a page at a time: there may be a million."""
    compare, order = ("<", "DESC") if backwards else (">", "ASC")
    last = 2**63 - 1 if backwards else -1
    while True:
        sql = f"SELECT id FROM record WHERE id {compare} ? ORDER BY id {order} LIMIT {PAGE}"
        rows = database.rows(sql, (last,))
        if not rows:
            return
        yield from (number for (number,) in rows)
        last = rows[-1][0]


def citing(database: Database, record: int) -> list[int]:
    """The ids of the records that cite this one."""
    return _linked(database, "cites", record)


def cited_by(database: Database, record: int) -> list[int]:
    """The ids of the records that this one cites."""
    return _linked(database, "cited-by", record)


def _linked(database: Database, field: str, record: int) -> list[int]:
    sql = f"SELECT id FROM record WHERE id IN {LINK_FIELDS[field].format('?', SAME_PART)} ORDER BY id"
    return [number for (number,) in database.rows(sql, (record,))]
