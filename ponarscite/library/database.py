"""The SQLite file of a library: opened after checks, locked between threads, changed in whole transactions."""

# ruff: noqa: PTH100, PTH101, PTH103, PTH105, PTH108, PTH110, PTH116, PTH120, PTH123, PTH202 -- importing pathlib would take a sixth of the time of a search

from __future__ import annotations

import errno
import os
import sqlite3
import stat
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress

from ponarscite.errors import LibraryError
from ponarscite.library.row_seal import BROKEN, install
from ponarscite.library.schema import APPLICATION, INDEXED, MIGRATIONS
from ponarscite.library.structure import bytes_for_text, difference, run

TYPE_CHECKING = False  # as typing has it; importing typing would take a twentieth of the time of a search
if TYPE_CHECKING:
    from typing import Any

MEMORY = ":memory:"
WAIT = 120.0
"""Seconds to wait for another process that is writing."""

CACHE = 64_000
"""Pages of the file that are kept in memory, in kB."""

LARGEST_CHECKED = 8_000_000
"""Bytes. A file of at most this size is checked page by page (PRAGMA quick_check) when it is opened."""

CHECKPOINT = 32_000
"""Pages in the write-ahead log before SQLite copies them into the file. Many, because adding records changes the same
pages again and again."""

LEAST_ROOM = 65_536
"""Bytes that a file system must have left: the least that SQLite's files grow by."""

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
"""Part of an SQLite message -> the hint of the LibraryError."""

FAULTS = (sqlite3.Error, UnicodeError, OverflowError)
"""Exceptions of a statement: SQLite's own, and Python's for a lone surrogate or an integer of more than 64 bits."""


def failure(path: str, error: Exception) -> LibraryError:
    """Translate an exception of FAULTS into a LibraryError whose hint names the next step."""
    words = str(error)
    if "disk I/O error" in words and _is_disk_full(path):
        words = "database or disk is full"
    elif BROKEN in words:
        words = "database disk image is malformed: the checksum of a row is another"
    hint = next((hint for sign, hint in HINTS if sign in words), "run the same command again")
    return LibraryError(f"library {path}: {words}", hint=hint)


def _is_disk_full(path: str) -> bool:
    """Whether a file system has no room: SQLite says "disk I/O error" where it cannot lengthen its `-shm` file."""
    with suppress(OSError, AttributeError):  # Windows has no statvfs
        disk = os.statvfs(os.path.dirname(os.path.abspath(path)))
        return disk.f_bavail * disk.f_frsize < LEAST_ROOM
    return False


def file_identity(path: str) -> tuple[int, int] | None:
    """Return what tells the file at *path* from one that is put there later, device and inode; None for no file."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


class Database:
    """The connection to a library's file. Any thread may use it; a lock lets one thread in at a time.

    Args:
        path: a file, or ":memory:".
        create: True makes a missing file; False raises LibraryError for it.
        writing: False opens the file for reading only.
        wait: seconds to wait for another process that is writing.
        cache: kB of the file that are kept in memory.
    Raises:
        LibraryError: the file is damaged, newer, another program's, or cannot be opened. It stays unchanged.
    """

    def __init__(
        self, path: str, *, create: bool = True, writing: bool = True, wait: float = WAIT, cache: int = CACHE
    ) -> None:
        self.path = path
        self.lock = threading.RLock()
        self.writable = writing
        self.epoch = 0
        """Changes when rows may be others than those that were written or read: after a rollback, an undo, and a change
        by another connection."""
        self._version = 0
        if path != MEMORY:
            _check_file(path, create=create)
        with self.translated():
            self.connection = _connect(path, writing=writing, wait=wait)
        try:
            with self.translated():
                _configure(self.connection, cache)
                _prepare(self.connection, path, writing=writing)
        except BaseException:
            self.connection.close()
            raise

    def close(self) -> None:
        """Close the connection; a second call does nothing."""
        with self.lock, suppress(sqlite3.Error):
            self.connection.close()

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Raise LibraryError in place of the exceptions of FAULTS."""
        try:
            yield
        except FAULTS as error:
            raise failure(self.path, error) from error

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Every row of a query. Raises LibraryError."""
        try:
            with self.lock:
                return self.connection.execute(sql, parameters).fetchall()
        except FAULTS as error:  # as `translated`, without the cost of a context manager: this runs for every query
            raise failure(self.path, error) from error

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row of a query, None when there is none. Raises LibraryError."""
        try:
            with self.lock:
                found: tuple[Any, ...] | None = self.connection.execute(sql, parameters).fetchone()
                return found
        except FAULTS as error:
            raise failure(self.path, error) from error

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Run a statement that changes rows, inside a transaction. Return the rowid of the last inserted row, or 0."""
        return self.connection.execute(sql, parameters).lastrowid or 0

    def update(self, table: str, row_id: int, columns: Sequence[str], values: tuple[Any, ...]) -> None:
        """Set columns of a row. One that has these values already is not written, so `undo` has nothing to restore."""
        if self.row(f"SELECT {', '.join(columns)} FROM {table} WHERE id = ?", (row_id,)) != values:
            sets = ", ".join(f"{column} = ?" for column in columns)
            self.execute(f"UPDATE {table} SET {sets} WHERE id = ?", (*values, row_id))

    def next_id(self, table: str) -> int:
        """The id that the next row of a table with AUTOINCREMENT gets; call it inside a transaction."""
        row = self.row("SELECT seq + 1 FROM sqlite_sequence WHERE name = ?", (table,))
        return int(row[0]) if row else 1

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Inside, every query sees the file as it was at the start, whatever other processes write meanwhile."""
        with self.lock, self.translated():
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
        """Commit all changes made inside, or none when an exception leaves it. A nested one joins the outer one."""
        with self.lock, self.translated():
            if self.connection.in_transaction:
                yield
                return
            if not self.writable:
                raise LibraryError(f"library {self.path} was opened for reading only", hint=HINTS[0][1])
            try:  # around BEGIN too: Ctrl-C may arrive while it waits for another writer, or just after it has begun
                self.connection.execute("BEGIN IMMEDIATE")
                self._notice_others()
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                self.epoch += 1
                with suppress(sqlite3.Error):
                    self.connection.execute("ROLLBACK")
                raise

    def _notice_others(self) -> None:
        """Begin a new epoch where another connection has changed the file."""
        (version,) = self.connection.execute("PRAGMA data_version").fetchone()
        self.epoch += version != self._version
        self._version = version


def _check_file(path: str, *, create: bool) -> None:
    """Refuse a file that is no library before SQLite can change it. Raises LibraryError."""
    try:
        if stat.S_ISFIFO(os.stat(path).st_mode):  # to read it would wait for a writer
            raise OSError(errno.EINVAL, "it is a pipe")
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
    """Check size and version in the first 100 bytes. Raises LibraryError.

    Source: "Database File Format" of the SQLite documentation, section 1.3.
    """
    if not header.startswith(HEADER) or len(header) < 100:
        raise failure(path, sqlite3.DatabaseError("file is not a database"))

    def number(start: int) -> int:
        return int.from_bytes(header[start : start + 4], "big")

    page = int.from_bytes(header[16:18], "big")
    page = 65_536 if page == 1 else page
    counted = number(24) == number(92)  # only then is the size in the header valid
    if counted and _is_truncated(path, number(28) * page):
        raise failure(path, sqlite3.DatabaseError("database disk image is malformed: its end is missing"))
    _check_version(path, number(68), number(60))


def _is_truncated(path: str, size: int) -> bool:
    """Whether the file has fewer bytes than its header says and no write-ahead log that may hold the rest."""
    with suppress(OSError):  # there is no log
        if os.path.getsize(f"{path}-wal"):
            return False
    return os.path.getsize(path) < size  # read last, because a checkpoint may just have made the file longer


def _check_version(path: str, application: int, version: int) -> None:
    if (application or version) and application != APPLICATION:
        raise LibraryError(f"{path} belongs to another program", hint="name another file with --library FILE")
    if version > len(MIGRATIONS):
        raise LibraryError(
            f"library {path} was written by a newer ponarscite (version {version}; this one knows {len(MIGRATIONS)})",
            hint="upgrade ponarscite; the file was not changed",
        )


def _connect(path: str, *, writing: bool, wait: float) -> sqlite3.Connection:
    address = path if path == MEMORY else f"{_uri(path)}?mode={'rwc' if writing else _read_mode(path)}"
    return sqlite3.connect(
        address, timeout=wait, isolation_level=None, check_same_thread=False, uri=True, cached_statements=256
    )


def _configure(connection: sqlite3.Connection, cache: int) -> None:
    """Set what SQLite keeps for one connection only. It reads the file, so a damaged one is noticed here.

    A file may come from somebody else, so what its schema calls may have no effects outside of the file.
    """
    connection.execute("PRAGMA trusted_schema = OFF")  # until `_prepare` has compared it
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    install(connection)
    connection.execute(f"PRAGMA cache_size = -{cache}")


def _uri(path: str) -> str:
    """The file as a URI. Source: "Uniform Resource Identifiers" of the SQLite documentation, section 3.1."""
    whole = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file://{whole}" if os.sep == "/" else f"file:///{whole.replace(os.sep, '/')}"


def _read_mode(path: str) -> str:
    """The `mode` of a URI that opens a file for reading.

    Reading in WAL mode writes files beside the database. In a folder without write permission that fails, so a file
    without a log is opened as immutable there.
    """
    folder = os.path.dirname(os.path.abspath(path))
    is_immutable = not os.access(folder, os.W_OK) and not os.path.exists(f"{path}-wal")
    return "ro&immutable=1" if is_immutable else "ro"


def _prepare(connection: sqlite3.Connection, path: str, *, writing: bool) -> None:
    version = _version(connection, path)
    if version and (other := difference(connection, MIGRATIONS[:version])):
        hint = "use it only if you know who made it: remove that with sqlite3, or restore a dump into a new file"
        raise LibraryError(f"library {path} is not as ponarscite makes it: {other}", hint=hint)
    connection.execute("PRAGMA trusted_schema = ON")  # it is ours; SQLite 3.40 lets no other use an index of words
    if path != MEMORY and version and os.stat(path).st_size <= LARGEST_CHECKED:
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(f"database disk image is malformed: {verdict}")
        if table := bytes_for_text(connection):
            raise sqlite3.DatabaseError(f"database disk image is malformed: bytes in place of a text in {table}")
    if not writing:
        if not version:
            raise LibraryError(f"library {path} is still empty", hint="ponarscite add SOURCE fills it")
        if version < len(MIGRATIONS):
            raise LibraryError(f"library {path} has an older format", hint="ponarscite log brings it up to date")
        return
    _enable_wal(connection)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT}")
    if version < len(MIGRATIONS):
        _migrate(connection, path)


def _version(connection: sqlite3.Connection, path: str) -> int:
    """The version of the file's tables, 0 for an empty file. Raises LibraryError for another program's file."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    _check_version(path, application, version)
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if tables and not version:
        raise LibraryError(f"{path} belongs to another program", hint="name another file with --library FILE")
    return int(version)


def _enable_wal(connection: sqlite3.Connection) -> None:
    """Turn on write-ahead logging.

    The switch needs the file to itself, and SQLite's busy timeout does not cover it, so this function waits instead.
    """
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
    """Run the missing migrations in one transaction, after a backup of an older file."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection, path)  # another process may have migrated meanwhile
        if 0 < version < len(MIGRATIONS):
            _back_up(path, f"{path}.v{version}.backup")
        run(connection, MIGRATIONS[version:])
        if 0 < version < INDEXED <= len(MIGRATIONS):
            _reindex(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _reindex(connection: sqlite3.Connection) -> None:
    from ponarscite.library.reindexing import reindex  # it reads records, which opening a file needs no other time

    reindex(connection)


def _back_up(path: str, target: str) -> None:
    """Copy the file through a second connection: SQLite cannot back up one that is inside a write transaction."""
    with closing(sqlite3.connect(f"{_uri(path)}?mode=ro", uri=True)) as reader:
        copy(reader, target)


def copy(connection: sqlite3.Connection, target: str) -> None:
    """Copy the database into *target*, which is replaced only when the copy is complete.

    Other processes may go on writing meanwhile. The copy has the permissions of the file that it replaces, or else of
    the database. What killed copies have left beside *target* is removed. Raises sqlite3.Error and OSError.
    """
    from ponarscite.library.unfinished import begin, remove_parts, unfinished_name

    remove_parts(target)
    unfinished = unfinished_name(target)
    (_, _, source) = connection.execute("PRAGMA database_list").fetchone()
    mode = _mode_of(target) or _mode_of(source)
    held = begin(unfinished, mode or 0o666)
    try:
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as other:
            other.execute("PRAGMA journal_mode = OFF")  # nothing is rolled back: an unfinished copy is deleted
            connection.backup(other)
        if mode:
            os.chmod(unfinished, mode)
        os.replace(unfinished, target)
    finally:
        os.close(held)
        with suppress(FileNotFoundError):
            os.unlink(unfinished)


def _mode_of(path: str) -> int:
    """The permissions of a regular file, 0 for anything else."""
    with suppress(OSError):
        status = os.stat(path)
        return stat.S_IMODE(status.st_mode) if stat.S_ISREG(status.st_mode) else 0
    return 0
