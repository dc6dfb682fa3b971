"""The text form of a library: a folder that git can diff, from which everything comes back, claims included.

    library.json                what belongs to no single record: documents, retired keys, works called distinct
    records/pepm775.json        a record: its keys and tags, its item, and what each document says of it

The log and what `undo` needs are not in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ponarscite.errors import LibraryError
from ponarscite.library.database import Database, readable
from ponarscite.library.description import Testimony, identity_of
from ponarscite.library.description_table import TestimonyTable
from ponarscite.library.entry import entry
from ponarscite.library.record_table import RecordTable
from ponarscite.library.row import stored_record
from ponarscite.record.claim import ROLES, About, Claim, Rank
from ponarscite.record.record import Record

FORMAT = "ponarscite library"
VERSION = 1
INDEX = "library.json"
FOLDER = "records"


def dump(database: Database, testimonies: TestimonyTable, folder: Path) -> int:
    """Write the whole library into a folder; files that stay as they are are not touched. The number of records.

    Raises:
        LibraryError: the folder holds something else, or cannot be written.
    """
    try:
        if folder.exists() and any(folder.iterdir()) and not _is_ours(folder):
            hint = "name a new or empty folder, or one that dump has written before"
            raise LibraryError(f"{folder} holds something else than a dump", hint=hint)
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        with database.reading():
            names = {_write_record(database, testimonies, folder, row) for row in _records(database)}
            _write(folder / INDEX, _index(database, len(names)))
        for path in (folder / FOLDER).iterdir():
            if path.suffix in (".json", ".tmp") and path.name not in names:
                path.unlink()
    except OSError as error:
        raise LibraryError(f"cannot write the dump {folder}: {error.strerror}", hint="choose another folder") from error
    return len(names)


def _is_ours(folder: Path) -> bool:
    try:
        found = json.loads((folder / INDEX).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.get("format") == FORMAT


def _records(database: Database) -> Iterator[tuple[int, str, str, str]]:
    last = 0
    while rows := database.rows(
        "SELECT id, key, item, identity FROM record WHERE id > ? ORDER BY id LIMIT 500", (last,)
    ):
        yield from ((row[0], row[1], row[2], row[3]) for row in rows)
        last = rows[-1][0]


def _write_record(database: Database, testimonies: TestimonyTable, folder: Path, row: tuple[int, str, str, str]) -> str:
    number, key, item, identity = row
    keys = database.rows("SELECT key FROM ledger WHERE record = ? ORDER BY id", (number,))
    tags = database.rows("SELECT tag FROM tag WHERE record = ? ORDER BY tag", (number,))
    sql = (
        "SELECT testimony.id, address, hash, role, place, identity, bonds FROM testimony "
        "LEFT JOIN document ON document.id = document WHERE record = ? ORDER BY testimony.id"
    )
    with readable():
        value = {
            "key": key,
            "number": number,
            "keys": [one for (one,) in keys],
            "tags": [tag for (tag,) in tags],
            "identity": json.loads(identity),
            "item": json.loads(item),
            "said": [_said(testimonies, *one) for one in database.rows(sql, (number,))],
        }
    name = f"{key.replace(':', '%3A')}.json"
    _write(folder / FOLDER / name, value)
    return name


def _said(
    testimonies: TestimonyTable,
    number: int,
    address: str | None,
    digest: str,
    role: str,
    place: str,
    identity: str,
    bonds: str,
) -> dict[str, Any]:
    claims = testimonies.claims(number)
    return {
        "document": None if address is None else [address, digest],
        "role": role,
        "place": place,
        "name": claims[0].about.document,
        "identity": json.loads(identity),
        "bonds": json.loads(bonds),
        "claims": [[one.variable, one.text, one.rank.name.lower(), one.origin, one.where] for one in claims],
    }


def _index(database: Database, count: int) -> dict[str, Any]:
    documents = database.rows("SELECT address, hash, day FROM document ORDER BY address, hash")
    retired = database.rows("SELECT key, identity FROM ledger WHERE record IS NULL ORDER BY key")
    apart = database.rows("SELECT first, second FROM apart ORDER BY first, second")
    return {
        "format": FORMAT,
        "version": VERSION,
        "records": count,
        "documents": [list(row) for row in documents],
        "retired": dict(retired),
        "apart": [list(row) for row in apart],
    }


def _write(path: Path, value: dict[str, Any]) -> None:
    try:
        data = f"{json.dumps(value, indent=1, ensure_ascii=False)}\n".encode()
    except UnicodeEncodeError:  # half of a surrogate pair, as some page had it
        data = f"{json.dumps(value, indent=1)}\n".encode()
    if path.exists() and path.read_bytes() == data:
        return
    unfinished = path.with_suffix(".tmp")
    unfinished.write_bytes(data)
    unfinished.replace(path)


def restore(database: Database, records: RecordTable, testimonies: TestimonyTable, folder: Path) -> int:
    """Bring back what was dumped into a folder, inside a transaction; the number of records.

    Raises:
        LibraryError: the library is not empty, or the folder is no dump, or a part of it is missing or damaged.
    """
    if database.row("SELECT 1 FROM record LIMIT 1"):
        raise LibraryError(f"library {database.path} is not empty", hint="name a new file with --library FILE")
    index = _read(folder / INDEX)
    if index.get("format") != FORMAT or index.get("version") != VERSION:
        raise LibraryError(f"{folder} is no dump that this ponarscite can read", hint="ponarscite dump DIR writes one")
    documents = {}
    for address, digest, day in index["documents"]:
        sql = "INSERT OR IGNORE INTO document (address, hash, day) VALUES (?, ?, ?)"
        database.run(sql, (address, digest, day))
        sql = "SELECT id FROM document WHERE address = ? AND hash = ?"
        documents[address, digest] = database.rows(sql, (address, digest))[0][0]
    values = _files(folder)
    for value in sorted(values, key=lambda one: int(one["number"])):
        _restore_record(database, records, testimonies, value, documents)
    if len(values) != index["records"]:
        problem = f"{folder} has {len(values)} records, but {INDEX} counts {index['records']}"
        raise LibraryError(problem, hint="a file is missing, or one too many: take them from the last commit")
    for key, identity in index["retired"].items():
        database.run("INSERT INTO ledger (key, identity) VALUES (?, ?)", (key, identity))
    for first, second in index["apart"]:
        database.run("INSERT INTO apart (first, second) VALUES (?, ?)", (first, second))
    return len(values)


def _files(folder: Path) -> list[dict[str, Any]]:
    try:
        paths = sorted((folder / FOLDER).glob("*.json"))
    except OSError as error:
        raise LibraryError(f"cannot read {folder}: {error.strerror}", hint="check the path") from error
    return [_read(path) for path in paths]


def _read(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_bytes())
    except OSError as error:
        hint = "name a folder that ponarscite dump has written"
        raise LibraryError(f"cannot read {path}: {error.strerror}", hint=hint) from error
    except (ValueError, RecursionError) as error:
        raise LibraryError(f"{path} is damaged: {error}", hint="take it from the last commit") from error
    if not isinstance(value, dict):
        raise LibraryError(f"{path} is damaged: it is no object", hint="take it from the last commit")
    return value


def _restore_record(
    database: Database,
    records: RecordTable,
    testimonies: TestimonyTable,
    value: dict[str, Any],
    documents: dict[tuple[str, str], int],
) -> None:
    number, key = int(value["number"]), str(value["key"])
    record = stored_record(key, json.dumps(value["item"]), json.dumps(value["identity"]))
    records.place(number, key, record)
    for sql, rows in (
        ("INSERT INTO ledger (key, record) VALUES (?, ?)", value["keys"]),
        ("INSERT INTO tag (tag, record) VALUES (?, ?)", value["tags"]),
    ):
        for one in rows:
            database.run(sql, (one, number))
    for said in value["said"]:
        document = documents[tuple(said["document"])] if said["document"] else None
        testimony = Testimony(_claims(said), Record())
        identity = identity_of(json.dumps(said["identity"]))
        testimonies.insert([entry(testimony, document, said["bonds"], identity)], [number])
    records.rebuild(number)


def _claims(said: dict[str, Any]) -> tuple[Claim, ...]:
    role = ROLES[ROLES.index(said["role"])]
    about = About(role, said["place"], said["name"])
    rows = said["claims"]
    return tuple(
        Claim(name, text, Rank[rank.upper()], origin, about, where) for name, text, rank, origin, where in rows
    )
