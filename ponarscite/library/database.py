"""One SQLite file: opened with care, locked between threads, changed in whole transactions."""

# ruff: noqa: PTH100, PTH103, PTH110, PTH116, PTH120, PTH123, PTH202 -- to import pathlib takes a sixth of the time of a search

from __future__ import annotations

import os
import sqlite3
import threading
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress

from ponarscite.errors import LibraryError
from ponarscite.library.schema import APPLICATION, MIGRATIONS

TYPE_CHECKING = False  # typing's own: to import it takes a twentieth of the time of a search
if TYPE_CHECKING:
    from typing import Any

MEMORY = ":memory:"
WAIT = 120.0
"""Seconds to wait for another process that is writing."""

EXAMINED = 8_000_000
"""Bytes of a file up to which every page of it is looked at when it is opened."""

LOGGED = 32_000
"""Pages that are gathered in the log beside the file before they are written into it: while many records are added, the
same pages change again and again."""

HEADER = b"SQLite format 3\0"

HINTS = (
    ("readonly", "choose a file where you may write, with --library FILE"),
    ("disk is full", "make room on the disk and run the same command again: nothing was changed"),
    ("disk I/O error", "check the disk, and run the same command again"),
    ("locked", "another program is writing to it: wait, and run the same command again"),
    ("unable to open", "check the path and its permissions, or name another file with --library FILE"),
    ("malformed", "it is damaged: take the last backup, or restore a dump into a new file"),
    ("not a database", "name a file made by ponarscite with --library FILE, or one that is not there yet"),
)
"""What SQLite says -> the next step."""


FAULTS = (sqlite3.Error, UnicodeError, OverflowError)
"""What SQLite, or Python on the way to it, raises: half a surrogate pair is no text, and 10**20 no integer."""


def failure(path: str, error: Exception) -> LibraryError:
    """What SQLite says, as an error that a person can act on."""
    words = str(error)
    hint = next((hint for sign, hint in HINTS if sign in words), "run the same command again")
    return LibraryError(f"library {path}: {words}", hint=hint)


@contextmanager
def readable() -> Iterator[None]:
    """Raises sqlite3.DatabaseError for what cannot be read: SQLite looks at its own pages only, not at our texts."""
    try:
        yield
    except (zlib.error, ValueError, TypeError, LookupError, AttributeError) as error:
        raise sqlite3.DatabaseError(f"database disk image is malformed: {error}") from error


class Database:
    """A library's file. Any thread may use it: one at a time, each transaction whole.

    Args:
        path: a file, or ":memory:".
        create: whether a file that is not there is made; else it is an error.
        writing: False for a file that is only read.
    Raises:
        LibraryError: a damaged or newer file, one of another program, or one that cannot be opened; it is unchanged.
    """

    def __init__(self, path: str, *, create: bool = True, writing: bool = True) -> None:
        self.path = path
        self.lock = threading.RLock()
        self.writable = writing
        if path != MEMORY:
            _check_file(path, create=create)
        with self.told():
            self.connection = _connect(path, writing=writing)
        try:
            with self.told():
                _prepare(self.connection, path, writing=writing)
        except BaseException:
            self.connection.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        with self.lock, suppress(sqlite3.Error):
            self.connection.close()

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn what SQLite raises into a LibraryError."""
        try:
            yield
        except FAULTS as error:
            raise failure(self.path, error) from error

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows that a query gives."""
        try:
            with self.lock:
                return self.connection.execute(sql, parameters).fetchall()
        except FAULTS as error:  # as `told`, but quicker: this is asked very often
            raise failure(self.path, error) from error

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row that a query gives, or None."""
        try:
            with self.lock:
                found: tuple[Any, ...] | None = self.connection.execute(sql, parameters).fetchone()
                return found
        except FAULTS as error:
            raise failure(self.path, error) from error

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Change something; the rowid of the last row that was inserted."""
        return self.connection.execute(sql, parameters).lastrowid or 0

    def bring(self, table: str, number: int, columns: Sequence[str], values: tuple[Any, ...]) -> None:
        """Bring columns of a row up to date; one that stays as it is is not touched, and leaves nothing to undo."""
        if self.row(f"SELECT {', '.join(columns)} FROM {table} WHERE id = ?", (number,)) != values:
            sets = ", ".join(f"{column} = ?" for column in columns)
            self.run(f"UPDATE {table} SET {sets} WHERE id = ?", (*values, number))

    def next_id(self, table: str) -> int:
        """The id of the next row of a table with AUTOINCREMENT, inside a transaction."""
        row = self.row("SELECT seq + 1 FROM sqlite_sequence WHERE name = ?", (table,))
        return int(row[0]) if row else 1

    @contextmanager
    def reading(self) -> Iterator[None]:
        """All that is read inside is of one moment, whatever others write meanwhile."""
        with self.lock, self.told():
            if self.connection.in_transaction:
                yield
                return
            try:
                self.connection.execute("BEGIN")
                yield
            finally:
                with suppress(sqlite3.Error):
                    self.connection.execute("ROLLBACK")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is done inside, or nothing of it."""
        with self.lock, self.told():
            if self.connection.in_transaction:
                yield
                return
            if not self.writable:
                raise LibraryError(f"library {self.path} was opened for reading only", hint=HINTS[0][1])
            try:  # around BEGIN, too: it may wait for another writer, and be interrupted when it has begun
                self.connection.execute("BEGIN IMMEDIATE")
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self.connection.execute("ROLLBACK")
                raise


def _check_file(path: str, *, create: bool) -> None:
    """Refuse what is no library of ours before SQLite touches it. Raises LibraryError."""
    try:
        os.stat(path)
        with open(path, "rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        if not create:
            raise LibraryError(f"there is no library at {path}", hint="ponarscite add SOURCE makes one") from None
        _make_folder(path)
        return
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise LibraryError(f"cannot open library {path}: {reason}", hint="name another file with --library") from error
    if header:
        _check_header(path, header)


def _make_folder(path: str) -> None:
    try:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    except OSError as error:
        hint = "name another file with --library FILE"
        raise LibraryError(f"cannot make the folder of library {path}: {error.strerror}", hint=hint) from error


def _check_header(path: str, header: bytes) -> None:
    """Source: the SQLite database file format, section 1.3."""
    if not header.startswith(HEADER) or len(header) < 100:
        raise failure(path, sqlite3.DatabaseError("file is not a database"))

    def number(start: int) -> int:
        return int.from_bytes(header[start : start + 4], "big")

    page = int.from_bytes(header[16:18], "big")
    page = 65_536 if page == 1 else page
    counted = number(24) == number(92)  # else the size in the header is not to be trusted
    if counted and _is_short(path, number(28) * page):
        raise failure(path, sqlite3.DatabaseError("database disk image is malformed: its end is missing"))
    _check_version(path, number(68), number(60))


def _is_short(path: str, size: int) -> bool:
    """Whether a file lacks its end. While there is a log beside it, what is missing may stand there."""
    with suppress(OSError):  # there is no log
        if os.path.getsize(f"{path}-wal"):
            return False
    return os.path.getsize(path) < size  # asked last: the log may just have been written into it


def _check_version(path: str, application: int, version: int) -> None:
    if (application or version) and application != APPLICATION:
        raise LibraryError(f"{path} belongs to another program", hint="name another file with --library FILE")
    if version > len(MIGRATIONS):
        raise LibraryError(
            f"library {path} was written by a newer ponarscite (version {version}; this one knows {len(MIGRATIONS)})",
            hint="upgrade ponarscite; the file was not changed",
        )


def _connect(path: str, *, writing: bool) -> sqlite3.Connection:
    address = path if path == MEMORY else f"{_uri(path)}?mode={'rwc' if writing else _reading(path)}"
    connection = sqlite3.connect(
        address, timeout=WAIT, isolation_level=None, check_same_thread=False, uri=True, cached_statements=256
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -64000")
    return connection


def _uri(path: str) -> str:
    """Source: SQLite, Uniform Resource Identifiers, section 3.1."""
    whole = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file://{whole}" if os.sep == "/" else f"file:///{whole.replace(os.sep, '/')}"


def _reading(path: str) -> str:
    """How a file is opened to be read: where SQLite cannot keep its log beside it, and there is none, as it lies."""
    folder = os.path.dirname(os.path.abspath(path))
    is_fixed = not os.access(folder, os.W_OK) and not os.path.exists(f"{path}-wal")
    return "ro&immutable=1" if is_fixed else "ro"


def _prepare(connection: sqlite3.Connection, path: str, *, writing: bool) -> None:
    version = _version(connection, path)
    if path != MEMORY and version and os.stat(path).st_size <= EXAMINED:
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(f"database disk image is malformed: {verdict}")
    if not writing:
        if not version:
            raise LibraryError(f"library {path} is still empty", hint="ponarscite add SOURCE fills it")
        if version < len(MIGRATIONS):
            raise LibraryError(f"library {path} is of an older form", hint="ponarscite log brings it up to date")
        return
    _keep_a_log(connection)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {LOGGED}")
    if version < len(MIGRATIONS):
        _migrate(connection, path)


def _version(connection: sqlite3.Connection, path: str) -> int:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    _check_version(path, application, version)
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if tables and not version:
        raise LibraryError(f"{path} belongs to another program", hint="name another file with --library FILE")
    return int(version)


def _keep_a_log(connection: sqlite3.Connection) -> None:
    """Write-ahead logging; to turn it on needs a moment in which nobody else has the file, and SQLite does not wait."""
    until = time.monotonic() + WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _migrate(connection: sqlite3.Connection, path: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection, path)  # another process may have been faster
        if 0 < version < len(MIGRATIONS):
            _keep_a_copy(path, f"{path}.v{version}.backup")
        for script in MIGRATIONS[version:]:
            for statement in _statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _keep_a_copy(path: str, target: str) -> None:
    """Copy the file as it is, by a connection of its own: the one that keeps all others from writing cannot."""
    with closing(sqlite3.connect(f"{_uri(path)}?mode=ro", uri=True)) as reader:
        copy(reader, target)


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def copy(connection: sqlite3.Connection, target: str) -> None:
    """Copy the database to a file that takes its place when it is whole; others may go on writing meanwhile.

    Raises sqlite3.Error and OSError.
    """
    from pathlib import Path

    unfinished = Path(f"{target}.part-{os.getpid()}")
    try:
        other = sqlite3.connect(unfinished)
        try:
            connection.backup(other)
        finally:
            other.close()
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
