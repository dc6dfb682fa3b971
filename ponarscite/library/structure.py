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

from ponarscite.library.checksum import checksum_of, sealed
from ponarscite.library.row_seal import install

try:
    from _blake2 import blake2b
except ImportError:  # another Python; hashlib loads OpenSSL, which takes a twentieth of the time of a search
    from hashlib import blake2b

TYPE_CHECKING = False  # as typing has it; importing typing would take a twentieth of the time of a search
if TYPE_CHECKING:
    from collections.abc import Iterator

DIGESTS: dict[int, str] = {
    1: "c31b628c7180acd3b10fd616365e9d2e76cdaf7524f1a96a2cbd165171d12fb7",
    2: "c31b628c7180acd3b10fd616365e9d2e76cdaf7524f1a96a2cbd165171d12fb7",
    3: "829ecc47d09afa2e2ff00d3ba91544ca61d81ffbda58deb049c67f319b943bf0",
    4: "829ecc47d09afa2e2ff00d3ba91544ca61d81ffbda58deb049c67f319b943bf0",
    5: "03899ed1a2a31b166f12f941ee9ba082186fe6d3e323a2ce833c396b4c7ed8a7",
    6: "b54a2f4fb99ae7ef5cfaeeec40c207f0db79245d65f8f7cee3465ae1558ecf16",
    7: "adee8e55e30ac6ab61d7f06fd360e16ac8c7fe7a723711dbab6d29599a133330",
}
"""Number of migrations -> the digest of the structure that they make. To make it takes as long as a short search."""

TEXTS: dict[str, tuple[str, ...]] = {
    "document": ("address", "hash", "day"),
    "record": ("key", "item", "identity", "role", "type", "series", "number", "issued", "language", "address", "title"),
    "testimony": ("role", "place", "identity", "bonds"),
    "ledger": ("key", "identity"),
    "tag": ("tag",),
    "apart": ("first", "second"),
    "change": ("command", "at", "undone"),
    "undo": ("place", "deed", "old"),
}
"""Table -> its columns of texts, of every version."""

_COMMENT = re.compile(r"--[^\n]*")
_VIRTUAL = re.compile(r"create virtual table (\w+)", re.IGNORECASE)


def run(connection: sqlite3.Connection, scripts: tuple[str, ...]) -> None:
    """Run migrations, inside a transaction if there is one. Raises sqlite3.Error."""
    connection.create_function("checksum_of", 2, checksum_of, deterministic=True)
    connection.create_function("sealed", 1, sealed, deterministic=True)
    connection.create_function("doi_of", 1, _doi_of, deterministic=True)
    install(connection)
    for script in scripts:
        for statement in _statements(script):
            connection.execute(statement)


def bytes_for_text(connection: sqlite3.Connection) -> str:
    """The first table with bytes in a column of texts, "" if there is none. PRAGMA quick_check does not see them."""
    for table, columns in TEXTS.items():
        found = " OR ".join(f"typeof({column}) = 'blob'" for column in columns)
        if connection.execute(f"SELECT 1 FROM {table} WHERE {found} LIMIT 1").fetchone():
            return table
    return ""


def _doi_of(item: str) -> str:
    """The DOI of a CSL-JSON item as the column `doi` holds it, "" for none."""
    import json

    from ponarscite.reconcile.evidence import doi_name

    try:
        return doi_name(json.loads(item)["DOI"])
    except (LookupError, TypeError, ValueError, AttributeError):
        return ""


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
    found = _structure(connection)
    if _digest(found) == DIGESTS.get(len(scripts)):
        return ""
    wanted = _wanted(scripts)
    differing = (one for one in sorted(found.keys() | wanted.keys()) if found.get(one) != wanted.get(one))
    return " ".join(next(differing, ()))


def _structure(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """(type, name) -> how it was made, without comments. Tables and indexes that SQLite makes itself are left out.

    The tables of an index of words are made by SQLite, too, and not written the same in all of its versions: "".
    """
    sql = "SELECT type, name, ifnull(sql, '') FROM sqlite_schema"
    sql += " WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' OR type NOT IN ('table', 'index')"
    found = {(kind, name): _plain(made) for kind, name, made in connection.execute(sql)}
    indexes = tuple(f"{name}_" for (_, name), made in found.items() if _VIRTUAL.match(made))
    return {one: "" if one[0] == "table" and one[1].startswith(indexes) else made for one, made in found.items()}


def _digest(structure: dict[tuple[str, str], str]) -> str:
    rows = sorted((*one, made) for one, made in structure.items())
    return blake2b(repr(rows).encode("utf-8", "surrogatepass"), digest_size=32).hexdigest()


def _plain(sql: str) -> str:
    return " ".join(_COMMENT.sub("", sql).split())


@lru_cache(maxsize=4)
def _wanted(scripts: tuple[str, ...]) -> dict[tuple[str, str], str]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        run(connection, scripts)
        return _structure(connection)
