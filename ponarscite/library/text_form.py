"""The text form of a library: a folder of JSON files that git can diff and that restores everything, claims included.

    library.json                the documents, the keys of removed records, and the pairs that the user calls distinct
    records/pepm775.json        a record: its keys and tags, its CSL-JSON item, and its descriptions under "said"

The log of commands is not in it, so nothing done before a dump can be undone after a restore.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

from ponarscite.errors import LibraryError
from ponarscite.library.database import Database, decoding
from ponarscite.library.description import Description, identity_of
from ponarscite.library.description_row import description_row
from ponarscite.library.description_table import DescriptionTable
from ponarscite.library.record_row import stored_record
from ponarscite.library.record_table import RecordTable
from ponarscite.record.claim import ROLES, About, Claim, Rank
from ponarscite.record.record import Record

FORMAT = "ponarscite library"
VERSION = 1
INDEX = "library.json"
FOLDER = "records"
LONGEST_NAME = 150
"""Characters of a file's name before its ending; a longer key is cut there, and a hash of it follows."""


def dump(database: Database, descriptions: DescriptionTable, folder: Path) -> int:
    """Write the whole library into a folder, and return the number of records. Unchanged files are not written again.

    Raises:
        LibraryError: the folder holds other files, or cannot be written.
    """
    try:
        if folder.exists() and any(folder.iterdir()) and not _is_ours(folder):
            hint = "name a new or empty folder, or one that dump has written before"
            raise LibraryError(f"{folder} holds something else than a dump", hint=hint)
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        with database.snapshot():
            names = {_write_record(database, descriptions, folder, row) for row in _records(database)}
            _write(folder / INDEX, _index(database, len(names)))
        for path in (folder / FOLDER).iterdir():
            if path.suffix in (".json", ".tmp") and path.name not in names:
                path.unlink()
    except OSError as error:
        raise LibraryError(f"cannot write the dump {folder}: {error.strerror}", hint="choose another folder") from error
    return len(names)


def _is_ours(folder: Path) -> bool:
    """Whether the folder holds a dump."""
    try:
        found = json.loads((folder / INDEX).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.get("format") == FORMAT


def _records(database: Database) -> Iterator[tuple[int, str, str, str]]:
    """(id, key, item, identity) of every record, 500 at a time."""
    last = 0
    while rows := database.rows(
        "SELECT id, key, item, identity FROM record WHERE id > ? ORDER BY id LIMIT 500", (last,)
    ):
        yield from ((row[0], row[1], row[2], row[3]) for row in rows)
        last = rows[-1][0]


def _write_record(
    database: Database, descriptions: DescriptionTable, folder: Path, row: tuple[int, str, str, str]
) -> str:
    """Write the file of a record, and return its name."""
    number, key, item, identity = row
    keys = database.rows("SELECT key FROM ledger WHERE record = ? ORDER BY id", (number,))
    tags = database.rows("SELECT tag FROM tag WHERE record = ? ORDER BY tag", (number,))
    sql = (
        "SELECT testimony.id, address, hash, role, place, identity, bonds FROM testimony "
        "LEFT JOIN document ON document.id = document WHERE record = ? ORDER BY testimony.id"
    )
    with decoding():
        value = {
            "key": key,
            "number": number,
            "keys": [one for (one,) in keys],
            "tags": [tag for (tag,) in tags],
            "identity": json.loads(identity),
            "item": json.loads(item),
            "said": [_description_value(descriptions, *one) for one in database.rows(sql, (number,))],
        }
    name = _file_name(key)
    _write(folder / FOLDER / name, value)
    return name


def _file_name(key: str) -> str:
    """The name of a record's file: the key with each sign that a file system may refuse as %XX.

    Names that file systems would cut end in a hash instead.
    """
    from urllib.parse import quote

    name = quote(key, safe="")
    if name.startswith("."):
        name = f"%2E{name[1:]}"
    if len(name) > LONGEST_NAME:
        name = f"{name[:LONGEST_NAME]}~{blake2b(key.encode(), digest_size=8).hexdigest()}"
    return f"{name}.json"


def _description_value(
    descriptions: DescriptionTable,
    description: int,
    address: str | None,
    digest: str,
    role: str,
    place: str,
    identity: str,
    links: str,
) -> dict[str, Any]:
    claims = descriptions.claims(description)
    return {
        "document": None if address is None else [address, digest],
        "role": role,
        "place": place,
        "name": claims[0].about.document,
        "identity": json.loads(identity),
        "bonds": json.loads(links),
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
    except UnicodeEncodeError:  # a lone surrogate, as in some web pages; JSON can escape it
        data = f"{json.dumps(value, indent=1)}\n".encode()
    if path.exists() and path.read_bytes() == data:
        return
    unfinished = path.with_suffix(".tmp")
    unfinished.write_bytes(data)
    unfinished.replace(path)


def restore(database: Database, records: RecordTable, descriptions: DescriptionTable, folder: Path) -> int:
    """Fill an empty library from the dump in a folder, inside a transaction, and return the number of records.

    Raises:
        LibraryError: the library is not empty, the folder is no dump, or a file of it is missing or damaged.
        LookupError, TypeError, ValueError, AttributeError, RuntimeError, OverflowError: a file has unexpected values.
    """
    if database.row("SELECT 1 FROM record LIMIT 1"):
        raise LibraryError(f"library {database.path} is not empty", hint="name a new file with --library FILE")
    index = _read(folder / INDEX)
    if index.get("format") != FORMAT or index.get("version") != VERSION:
        raise LibraryError(f"{folder} is no dump that this ponarscite can read", hint="ponarscite dump DIR writes one")
    documents = {}
    for address, digest, day in index["documents"]:
        sql = "INSERT OR IGNORE INTO document (address, hash, day) VALUES (?, ?, ?)"
        database.execute(sql, (address, digest, day))
        sql = "SELECT id FROM document WHERE address = ? AND hash = ?"
        documents[address, digest] = database.rows(sql, (address, digest))[0][0]
    values = _files(folder)
    for value in sorted(values, key=lambda one: int(one["number"])):
        _restore_record(database, records, descriptions, value, documents)
    if len(values) != index["records"]:
        problem = f"{folder} has {len(values)} records, but {INDEX} counts {index['records']}"
        raise LibraryError(problem, hint="a file is missing, or one too many: take them from the last commit")
    for key, identity in index["retired"].items():
        database.execute("INSERT INTO ledger (key, identity) VALUES (?, ?)", (key, identity))
    for first, second in index["apart"]:
        database.execute("INSERT INTO apart (first, second) VALUES (?, ?)", (first, second))
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
    descriptions: DescriptionTable,
    value: dict[str, Any],
    documents: dict[tuple[str, str], int],
) -> None:
    record_id, key = int(value["number"]), str(value["key"])
    record = stored_record(key, json.dumps(value["item"]), json.dumps(value["identity"]))
    records.restore(record_id, key, record)
    for sql, rows in (
        ("INSERT INTO ledger (key, record) VALUES (?, ?)", value["keys"]),
        ("INSERT INTO tag (tag, record) VALUES (?, ?)", value["tags"]),
    ):
        for one in rows:
            database.execute(sql, (one, record_id))
    for said in value["said"]:
        document = documents[tuple(said["document"])] if said["document"] else None
        identity = identity_of(json.dumps(said["identity"]))
        row = description_row(Description(_claims(said), Record()), document, said["bonds"], identity)
        descriptions.insert([row], [record_id])
    records.rebuild(record_id)


def _claims(said: dict[str, Any]) -> tuple[Claim, ...]:
    role = ROLES[ROLES.index(said["role"])]
    about = About(role, said["place"], said["name"])
    rows = said["claims"]
    return tuple(
        Claim(name, text, Rank[rank.upper()], origin, about, where) for name, text, rank, origin, where in rows
    )
