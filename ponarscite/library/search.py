"""Search: runs a parsed query, and finds the records that cite or are cited."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence

from ponarscite.errors import QueryError
from ponarscite.library.database import Database
from ponarscite.library.query import LINK_FIELDS, SAME_PART, Query, parse_query
from ponarscite.library.row_seal import sound

ORDERS = {
    "relevance": ("record.id",),  # without words in the query; with words, bm25
    "issued": ("record.issued",),
    "number": ("record.series", "record.serial"),
    "title": ("record.title",),
    "key": ("record.key COLLATE NOCASE",),
    "added": ("record.id",),
}
"""Name of an order -> the columns to sort by."""

PAGE = 1_000
"""Ids per query when every record is listed."""

WEIGHTS = "8.0, 6.0, 2.0, 4.0, 1.0, 3.0"
"""bm25 weights of the columns of `words`: title, author, abstract, topic, notes, source."""


def matching(
    database: Database, candidates: Callable[[str], Sequence[int]], text: str, sort: str = ""
) -> Iterable[int]:
    """The ids of the records that match a query, in order; of a text that matches none but is a key, the key's record.

    Args:
        candidates: as for `parse_query`.
        sort: a name of ORDERS, with "-" before it for the reverse; "" is "relevance".
    Raises:
        QueryError: the query cannot be parsed, or the order is unknown.
    """
    query = parse_query(text, candidates)
    name, backwards = sort.removeprefix("-"), sort.startswith("-")
    if name and name not in ORDERS:
        raise QueryError(f"no order is called {name!r}", hint=f"known: {', '.join(ORDERS)}, or -issued for the reverse")
    if not query.match and not query.conditions and name in ("", "added", "relevance"):
        return _all_ids(database, backwards=backwards)
    sql, parameters = _statement(query, _order(query, name or "relevance", backwards=backwards))
    found = array("q", (record_id for (record_id,) in database.rows(sql, parameters)))
    return found or _with_key(database, text)


def _with_key(database: Database, text: str) -> array[int]:
    """The record that has, or once had, a text as its key: "10.1145/3292500", "smith (2017)"."""
    key = text.strip().encode(errors="replace").decode()  # the command line may hold lone surrogates
    sql = f"SELECT record FROM ledger WHERE key = ? AND record IS NOT NULL AND {sound('ledger')}"
    return array("q", (record_id for (record_id,) in database.rows(sql, (key,))))


def _order(query: Query, name: str, *, backwards: bool) -> str:
    columns = (f"bm25(words, {WEIGHTS})",) if name == "relevance" and query.match else ORDERS[name]
    return ", ".join(f"{column} DESC" if backwards else column for column in columns)


def _statement(query: Query, order: str) -> tuple[str, list[object]]:
    """The SQL of a query and its parameters; `record` is joined only where a condition or the order needs it."""
    if not query.match:
        where = _and(query.where("record.id"))
        return f"SELECT record.id FROM record WHERE {where} ORDER BY {order}, record.id", query.parameters
    rest = f"{_and(('words MATCH ?', *query.where('words.rowid')))} ORDER BY {order}, words.rowid"
    rows = " CROSS JOIN record ON record.id = words.rowid" if "record." in rest else ""
    return f"SELECT words.rowid FROM words{rows} WHERE {rest}", [query.match, *query.parameters]


def _and(conditions: Iterable[str]) -> str:
    return " AND ".join(conditions) or "1"


def _all_ids(database: Database, *, backwards: bool) -> Iterator[int]:
    """The id of every record, PAGE at a time, since there may be a million."""
    compare, order = ("<", "DESC") if backwards else (">", "ASC")
    last = 2**63 - 1 if backwards else -1
    while True:
        sql = f"SELECT id FROM record WHERE id {compare} ? ORDER BY id {order} LIMIT {PAGE}"
        rows = database.rows(sql, (last,))
        if not rows:
            return
        yield from (record_id for (record_id,) in rows)
        last = rows[-1][0]


def citing(database: Database, record: int) -> list[int]:
    """The ids of the records that cite this one."""
    return _linked(database, "cites", record)


def cited_by(database: Database, record: int) -> list[int]:
    """The ids of the records that this one cites."""
    return _linked(database, "cited-by", record)


def _linked(database: Database, field: str, record: int) -> list[int]:
    sql = f"SELECT id FROM record WHERE id IN {LINK_FIELDS[field].format('?', SAME_PART)} ORDER BY id"
    return [record_id for (record_id,) in database.rows(sql, (record,))]
