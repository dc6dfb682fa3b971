"""Structure: the tables, indexes, triggers and views of a file, compared with those that the migrations make.

A library may come from somebody else. A trigger in it would run with every change of ours, and a view in place of a
table would answer every query, so a file with another structure is not used. Source: "Defense Against The Dark Arts" of
the SQLite documentation.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from functools import lru_cache

from ponarscite.library.checksum import checksum_of

TYPE_CHECKING = False  # as typing has it; importing typing would take a twentieth of the time of a search
if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENT = re.compile(r"--[^\n]*")
_VIRTUAL = re.compile(r"create virtual table (\w+)", re.IGNORECASE)


def run(connection: sqlite3.Connection, scripts: tuple[str, ...]) -> None:
    """Run migrations, inside a transaction if there is one. Raises sqlite3.Error."""
    connection.create_function("checksum_of", 2, checksum_of, deterministic=True)
    for script in scripts:
        for statement in _statements(script):
            connection.execute(statement)


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: `executescript` would commit the transaction first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def difference(connection: sqlite3.Connection, scripts: tuple[str, ...]) -> str:
    """What the structure of a file has that these migrations do not make, or lacks: "trigger x"; "" when it is theirs.

    Raises sqlite3.Error.
    """
    found, wanted = _structure(connection), _wanted(scripts)
    shadows = tuple(f"{one[1]}_" for one, sql in wanted.items() if _VIRTUAL.match(sql))
    differing = (
        one
        for one in sorted(found.keys() | wanted.keys())
        if (one in found) != (one in wanted) or (found[one] != wanted[one] and not one[1].startswith(shadows))
    )  # the tables of an index of words are made by SQLite, and not written the same in all of its versions
    return " ".join(next(differing, ()))


def _structure(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """(type, name) -> how it was made, without comments. Tables and indexes that SQLite makes itself are left out."""
    sql = "SELECT type, name, ifnull(sql, '') FROM sqlite_schema"
    sql += " WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' OR type NOT IN ('table', 'index')"
    return {(kind, name): _plain(made) for kind, name, made in connection.execute(sql)}


def _plain(sql: str) -> str:
    return " ".join(_COMMENT.sub("", sql).split())


@lru_cache(maxsize=4)
def _wanted(scripts: tuple[str, ...]) -> dict[tuple[str, str], str]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        run(connection, scripts)
        return _structure(connection)
