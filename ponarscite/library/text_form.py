"""The text form of a library: a folder of JSON files that git can diff and that restores everything, claims included.

    library.json                the documents, the keys of removed records, and the pairs that the user calls distinct
    records/pepm775.json        a record: its keys and tags, its CSL-JSON item, and its descriptions under "said"

A dump may come from somebody else: no link is followed, and a key never becomes a path (`file_name`).

The log of commands is not in it, so nothing done before a dump can be undone after a restore.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from ponarscite.errors import LibraryError
from ponarscite.library.checksum import verify
from ponarscite.library.database import Database
from ponarscite.library.decoding import decoding
from ponarscite.library.description import Description, identity_of, texts_of
from ponarscite.library.description_row import description_row
from ponarscite.library.description_table import DescriptionTable
from ponarscite.library.dump_folder import DumpFolder
from ponarscite.library.file_name import SUFFIX, file_name, former_file_name
from ponarscite.library.record_row import stored_record
from ponarscite.library.record_table import RecordTable
from ponarscite.library.row_seal import insertion, sound
from ponarscite.record.claim import ROLES, About, Claim, Rank
from ponarscite.record.key import is_key
from ponarscite.record.record import Record

FORMAT = "ponarscite library"
VERSION = 1
INDEX = "library.json"
FOLDER = "records"

LARGEST_NUMBER = 10**12
"""The largest number of a record that is restored. After the largest that SQLite has, no record could be added."""


def dump(database: Database, descriptions: DescriptionTable, folder: Path) -> int:
    """Write the whole library into a folder, and return the number of records. Unchanged files are not written again.

    Raises:
        LibraryError: the folder holds other files or the dump of a newer version, or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with DumpFolder(str(folder)) as opened:
            if opened.names():
                _check_replaceable(opened, folder)
            opened.make_folder(FOLDER)
            with DumpFolder(FOLDER, inside=opened) as records:
                return _dump(database, descriptions, opened, records)
    except (OSError, ValueError) as error:  # ValueError: a name with a zero byte
        reason = getattr(error, "strerror", None) or error
        raise LibraryError(f"cannot write the dump {folder}: {reason}", hint="choose another folder") from error


def _dump(database: Database, descriptions: DescriptionTable, folder: DumpFolder, records: DumpFolder) -> int:
    with database.snapshot():
        names = {_write_record(database, descriptions, records, row) for row in _records(database)}
        folder.write(INDEX, _json(_index(database, len(names))))
    for name in records.names():
        if name.endswith(SUFFIX) and name not in names and _is_record(records, name):
            records.remove(name)
    for one in (folder, records):
        one.remove_abandoned()
    return len(names)


def _check_replaceable(opened: DumpFolder, folder: Path) -> None:
    """Raise LibraryError unless the folder holds a dump of this version or an older one."""
    index: object = None
    with suppress(OSError, ValueError, RecursionError, MemoryError):
        index = json.loads(opened.read(INDEX))
    if not isinstance(index, dict) or index.get("format") != FORMAT:
        hint = "name a new or empty folder, or one that dump has written before"
        raise LibraryError(f"{folder} holds something else than a dump", hint=hint)
    _check_version(index, folder)


def _check_version(index: dict[str, Any], folder: Path) -> None:
    """Raise LibraryError for the dump of a newer version, which may hold what this one would lose."""
    version = index.get("version")
    if isinstance(version, int) and version > VERSION:
        raise LibraryError(
            f"dump {folder} was written by a newer ponarscite (version {version}; this one knows {VERSION})",
            hint="upgrade ponarscite, or dump into another folder; nothing was changed",
        )


def _is_record(records: DumpFolder, name: str) -> bool:
    """Whether a dump wrote the file: it holds a record, and its name is made from the record's key."""
    with suppress(OSError, ValueError, RecursionError, MemoryError):
        found = json.loads(records.read(name))
        key = found.get("key") if isinstance(found, dict) and "said" in found else None
        return isinstance(key, str) and name in (file_name(key), former_file_name(key))
    return False


def _records(database: Database) -> Iterator[tuple[int, str, str, str, int | None]]:
    """(id, key, item, identity, checksum) of every record, 500 at a time."""
    last = 0
    while rows := database.rows(
        "SELECT id, key, item, identity, checksum FROM record WHERE id > ? ORDER BY id LIMIT 500", (last,)
    ):
        yield from ((row[0], row[1], row[2], row[3], row[4]) for row in rows)
        last = rows[-1][0]


def _write_record(
    database: Database, descriptions: DescriptionTable, records: DumpFolder, row: tuple[int, str, str, str, int | None]
) -> str:
    """Write the file of a record, and return its name."""
    number, key, item, identity, checksum = row
    keys = database.rows(f"SELECT key FROM ledger WHERE record = ? AND {sound('ledger')} ORDER BY id", (number,))
    tags = database.rows(f"SELECT tag FROM tag WHERE record = ? AND {sound('tag')} ORDER BY tag", (number,))
    sql = (
        "SELECT testimony.id, address, hash, role, place, identity, bonds FROM testimony "
        f"LEFT JOIN document ON document.id = document AND {sound('document')} "
        "WHERE record = ? ORDER BY testimony.id"
    )
    with decoding():
        verify(item, identity, checksum)
        value = {
            "key": key,
            "number": number,
            "keys": [one for (one,) in keys],
            "tags": [tag for (tag,) in tags],
            "identity": json.loads(identity),
            "item": json.loads(item),
            "said": [_description_value(descriptions, *one) for one in database.rows(sql, (number,))],
        }
    name = file_name(key)
    records.write(name, _json(value))
    return name


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
    documents = database.rows(
        f"SELECT address, hash, day FROM document WHERE {sound('document')} ORDER BY address, hash"
    )
    retired = database.rows(f"SELECT key, identity FROM ledger WHERE record IS NULL AND {sound('ledger')} ORDER BY key")
    apart = database.rows(f"SELECT first, second FROM apart WHERE {sound('apart')} ORDER BY first, second")
    return {
        "format": FORMAT,
        "version": VERSION,
        "records": count,
        "documents": [list(row) for row in documents],
        "retired": dict(retired),
        "apart": [list(row) for row in apart],
    }


def _json(value: dict[str, Any]) -> bytes:
    try:
        return f"{json.dumps(value, indent=1, ensure_ascii=False)}\n".encode()
    except UnicodeEncodeError:  # a lone surrogate, as in some web pages; JSON can escape it
        return f"{json.dumps(value, indent=1)}\n".encode()


def restore(database: Database, records: RecordTable, descriptions: DescriptionTable, folder: Path) -> int:
    """Fill an empty library from the dump in a folder, inside a transaction, and return the number of records.

    Raises:
        LibraryError: the library is not empty, the folder is no dump, or a file of it is missing or damaged.
        LookupError, TypeError, ValueError, AttributeError, RuntimeError, OverflowError: a file has unexpected values.
    """
    if database.row("SELECT 1 FROM record LIMIT 1"):
        raise LibraryError(f"library {database.path} is not empty", hint="name a new file with --library FILE")
    index, values = _files(folder)
    documents = {}
    for address, digest, day in map(texts_of, index["documents"]):
        database.execute(insertion("document", ignoring=True), (address, digest, day))
        sql = "SELECT id FROM document WHERE address = ? AND hash = ?"
        documents[address, digest] = database.rows(sql, (address, digest))[0][0]
    for value in sorted(values, key=lambda one: int(one["number"])):
        _restore_record(database, records, descriptions, value, documents)
    if len(values) != index["records"]:
        problem = f"{folder} has {len(values)} records, but {INDEX} counts {index['records']}"
        raise LibraryError(problem, hint="a file is missing, or one too many: take them from the last commit")
    for key, identity in index["retired"].items():
        database.execute(insertion("ledger"), (_checked(key), None, *texts_of((identity,))))
    for first, second in index["apart"]:
        database.execute(insertion("apart"), (_checked(first), _checked(second)))
    return len(values)


def _checked(key: Any) -> str:
    """A key of a dump. Raises ValueError for one that no library has given."""
    if not isinstance(key, str) or not is_key(key):
        raise ValueError(f"{key!r:.60} is no key")
    return key


def _files(folder: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The index of a dump and its records. Raises LibraryError."""
    try:
        with DumpFolder(str(folder)) as opened:
            index = _read(opened, INDEX, folder)
            if index.get("format") == FORMAT:
                _check_version(index, folder)
            if index.get("format") != FORMAT or index.get("version") != VERSION:
                hint = "ponarscite dump DIR writes one"
                raise LibraryError(f"{folder} is no dump that this ponarscite can read", hint=hint)
            with DumpFolder(FOLDER, inside=opened) as records:
                names = [name for name in records.names() if name.endswith(SUFFIX)]
                return index, [_read(records, name, folder / FOLDER) for name in names]
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        hint = "name a folder that ponarscite dump has written"
        raise LibraryError(f"cannot read the dump {folder}: {reason}", hint=hint) from error


def _read(folder: DumpFolder, name: str, place: Path) -> dict[str, Any]:
    """The object in a file. Raises LibraryError."""
    hint = "take it from the last commit"
    try:
        value = json.loads(folder.read(name))
    except OSError as error:
        raise LibraryError(f"cannot read {place / name}: {error.strerror}", hint=hint) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise LibraryError(f"{place / name} is damaged: {str(error) or type(error).__name__}", hint=hint) from error
    if not isinstance(value, dict):
        raise LibraryError(f"{place / name} is damaged: it is no object", hint=hint)
    return value


def _restore_record(
    database: Database,
    records: RecordTable,
    descriptions: DescriptionTable,
    value: dict[str, Any],
    documents: dict[tuple[str, str], int],
) -> None:
    record_id, key = int(value["number"]), _checked(value["key"])
    if not 0 < record_id <= LARGEST_NUMBER:
        raise ValueError(f"{record_id} is no number of a record")
    if key not in value["keys"]:
        raise ValueError(f"{key!r} is not among the keys that lead to it")
    if not value["said"]:
        raise ValueError(f"nothing is said of {key!r}")
    record = stored_record(key, json.dumps(value["item"]), json.dumps(value["identity"]))
    records.restore(record_id, key, record)
    for one in value["keys"]:
        database.execute(insertion("ledger"), (_checked(one), record_id, ""))
    for tag in texts_of(value["tags"]):
        database.execute(insertion("tag"), (record_id, tag))
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
