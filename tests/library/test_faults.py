"""Damaged files, full disks, killed and competing processes: nothing is lost, and errors name the problem."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ponarscite import Library, LibraryError, Name, PluginManager, Record, UnknownKeyError
from ponarscite.library import additions as additions_module
from ponarscite.library import database, record_table, schema
from ponarscite.library.document_table import Provenance
from tests.conftest import ROOT
from tests.library.collected import content
from tests.library.former import as_version

ADDING = """
import sys
from ponarscite import Library, Record, Name, Date, plugin_manager
path, first, count, step = sys.argv[1], *map(int, sys.argv[2:])
def records(n):
    number = str(500 + n % 60)
    yield Record(type="report", genre="PONARS Eurasia Policy Memo", number=number, title=f"Memo {n % 60}",
                 author=(Name("Lee", "Ann"),), issued=Date(2020))
    yield Record(type="post-weblog", title=f"Post {n}", author=(Name("Lee", "Ann"),), role="cited")
    yield Record(type="post-weblog", title=f"Post {n // 2}!", author=(Name("Lee", "Ann"),), role="mentioned")
with Library(path, plugin_manager(external=False)) as library:
    print("open", flush=True)
    for n in range(first, count, step):
        library.add_all(records(n))
"""


def adding(path: Path, first: int, count: int, step: int = 1) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", ADDING, str(path), str(first), str(count), str(step)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def is_sound(path: Path) -> bool:
    connection = sqlite3.connect(path)
    try:
        checks = [connection.execute(f"PRAGMA {name}").fetchall() for name in ("integrity_check", "foreign_key_check")]
        connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    finally:
        connection.close()
    return checks == [[("ok",)], []]


SNOW = Record(title="Snow", type="report")


def filled(path: Path, plugins: PluginManager, record: Record = SNOW) -> Path:
    with Library(path, plugins) as library:
        library.add(record)
    return path


def test_killed_at_any_moment_it_opens_and_the_rerun_completes_it(tmp_path: Path, plugins: PluginManager) -> None:
    path, whole = tmp_path / "killed.sqlite", tmp_path / "whole.sqlite"
    moments = random.Random(5)
    for _ in range(4):
        process = adding(path, 0, 400)
        assert process.stdout is not None
        with process.stdout:
            process.stdout.readline()
            time.sleep(moments.random() * 0.12)
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert is_sound(path)
        with Library(path, plugins) as library:
            counts = {len(record.claims) for record in library}
            steps = library._database.rows("SELECT count(*) FROM step")[0][0]
            subjects = library._database.rows("SELECT count(*) FROM testimony WHERE role = 'cited'")[0][0]
        assert steps == subjects, "one transaction a document, whole"
        assert counts <= set(range(1, 100))
    for target in (path, whole):
        process = adding(target, 0, 400)
        assert process.communicate()[0] == "open\n"
    with Library(path, plugins) as killed, Library(whole, plugins) as complete:
        assert content(killed) == content(complete)


def test_processes_that_add_at_once_end_with_the_same_content_as_one(tmp_path: Path, plugins: PluginManager) -> None:
    many, one = tmp_path / "many.sqlite", tmp_path / "one.sqlite"
    running = [adding(many, first, 90, step) for first, step in ((0, 1), (1, 2), (0, 3), (2, 5))]
    running.append(adding(one, 0, 90))
    assert [process.communicate()[0] for process in running] == ["open\n"] * 5
    assert [process.returncode for process in running] == [0] * 5
    assert is_sound(many)
    with Library(many, plugins) as some, Library(one, plugins) as alone:
        assert content(some) == content(alone)


def test_a_full_disk_is_an_error_and_nothing_is_half_written(tmp_path: Path, plugins: PluginManager) -> None:
    with Library(tmp_path / "full.sqlite", plugins) as library:
        library.add(Record(title="Snow", type="report"))
        pages = library._database.rows("PRAGMA page_count")[0][0]
        library._database.connection.execute(f"PRAGMA max_page_count = {pages + 4}")
        before = content(library)
        with pytest.raises(LibraryError, match="full") as raised:
            library.add_all(Record(title=f"Snow {n}", abstract="x" * 3000, type="report") for n in range(50))
        assert "make room" in raised.value.hint
        assert content(library) == before
        library._database.connection.execute("PRAGMA max_page_count = 100000")
        library.add(Record(title="Ice", type="report"))
        assert len(library) == 2
    assert is_sound(tmp_path / "full.sqlite")


def test_a_newer_file_is_left_alone(tmp_path: Path, plugins: PluginManager) -> None:
    path = filled(tmp_path / "newer.sqlite", plugins)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="newer ponarscite") as raised:
        Library(path, plugins)
    assert "upgrade" in raised.value.hint
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def truncated(data: bytes) -> bytes:
    return data[: len(data) // 2]


def scribbled(data: bytes) -> bytes:
    """Every page but the first spoilt at its start."""
    pages = bytearray(data)
    for start in range(4096, len(pages), 4096):
        pages[start : start + 64] = b"\xff" * 64
    return bytes(pages)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (truncated, "malformed"),
        (scribbled, "malformed"),
        (lambda data: b"<html>" + data, "not a database"),
        (lambda data: data[:50], "not a database"),
        (lambda data: b"\x00" * len(data), "not a database"),
        (lambda data: data[:16] + b"\xff" * 84 + data[100:], "library"),
    ],
    ids=["truncated", "scribbled", "other", "stump", "zeros", "header"],
)
def test_a_damaged_file_is_left_alone(
    tmp_path: Path, plugins: PluginManager, damage: Callable[[bytes], bytes], words: str
) -> None:
    path = filled(tmp_path / "damaged.sqlite", plugins)
    path.write_bytes(damage(path.read_bytes()))
    before = path.read_bytes()
    with pytest.raises(LibraryError) as raised:
        Library(path, plugins)
    assert words in raised.value.message
    assert raised.value.hint
    assert path.read_bytes() == before


def emptied(library: Library) -> None:
    """Every record read, and removed."""
    for record in library:
        library.remove(record.id)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("testimony.claims", b"x\x9c what is no longer there"),
        ("testimony.claims", b""),
        ("testimony.identity", "[torn"),
        ("testimony.identity", "[]"),
        ("record.item", "{torn"),
        ("record.identity", "null"),
    ],
    ids=str,
)
def test_damage_that_sqlite_does_not_see_is_an_error(
    tmp_path: Path, plugins: PluginManager, column: str, value: object
) -> None:
    path = filled(tmp_path / "damaged.sqlite", plugins)
    table, name = column.split(".")
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE {table} SET {name} = ?", (value,))
    connection.close()
    with Library(path, plugins) as library, pytest.raises(LibraryError, match="malformed"):
        emptied(library)


READERS: dict[str, Callable[[Library, Path], object]] = {
    "get": lambda library, _: library.get(next(iter(library.keys()))),
    "find": lambda library, _: list(library.find("snow")),
    "items": lambda library, _: list(library.items()),
    "dump": lambda library, folder: library.dump(folder / "dump"),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "change",
    [
        "item = replace(item, 'Snow', 'Snaw')",
        "item = replace(item, '\"title\"', '\"titlo\"')",
        "identity = replace(identity, 'report', 'repart')",
        "checksum = checksum + 1",
    ],
)
def test_a_damaged_row_is_not_returned_as_truth(
    change: str, reader: str, tmp_path: Path, plugins: PluginManager
) -> None:
    path = filled(tmp_path / "damaged.sqlite", plugins)
    with sqlite3.connect(path) as connection:
        assert connection.execute(f"UPDATE record SET {change}").rowcount == 1
    connection.close()
    with Library(path, plugins) as library, pytest.raises(LibraryError, match="malformed: the checksum") as raised:
        READERS[reader](library, tmp_path)
    assert "backup" in raised.value.hint


PAGE, FOG = Provenance("page.html", "1f", "2026-01-01"), Record(title="Fog", type="report", id="fog")

SEALED_READERS: dict[str, dict[str, Callable[[Library], object]]] = {
    "ledger": {
        "get": lambda library: library.get("ice"),
        "keys": lambda library: library.all_keys("snow"),
        "beginning": lambda library: library.keys("ic"),
        "query": lambda library: list(library.find("key:ice")),
        "add": lambda library: library.add(replace(SNOW, id="ice")),
    },
    "tag": {
        "tag": lambda library: list(map(library.tag, ("snow", "ice"))),
        "query": lambda library: list(library.find("tag:mine")),
        "merge": lambda library: library.merge("snow", "ice"),
    },
    "document": {
        "documents": lambda library: library.documents("fog"),
        "add": lambda library: library.add_document(PAGE, [replace(FOG, id="fog")]),
    },
    "apart": {
        "duplicates": lambda library: library.duplicates(),
        "merge": lambda library: library.merge("snow", "ice"),
    },
}
"""Table -> what reads it."""

DAMAGE = {
    "ledger": ("record = 1 WHERE key = 'ice'", "record = NULL", "identity = 'x'"),
    "tag": ("tag = 'mime'", "record = 1"),
    "document": ("day = '2025-01-01'", "address = 'page.htm'"),
    "apart": ("second = 'snaw'", "first = 'fog'"),
}
"""Table -> what becomes of its rows."""


def sealed_rows(path: Path, plugins: PluginManager) -> Path:
    """A library with a row in each of the tables that DAMAGE names."""
    with Library(path, plugins) as library:
        for title in ("Snow", "Ice"):
            library.add(Record(title=title, type="report", id=title.lower()))
        library.add_document(PAGE, [FOG])
        for key, tag in (("snow", "ours"), ("ice", "mine")):
            library.tag(key, tag)
        library.distinct("snow", "ice")
    return path


@pytest.mark.parametrize("change", ["record = 1 WHERE key = 'ice'", "identity = 'x'", "checksum = checksum + 1"])
def test_a_damaged_key_is_not_named_as_the_nearest_one(change: str, tmp_path: Path, plugins: PluginManager) -> None:
    path = sealed_rows(tmp_path / "damaged.sqlite", plugins)
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE ledger SET {change}")
    connection.close()
    with Library(path, plugins) as library, pytest.raises(LibraryError, match="checksum of a row"):
        library.lookup(["icecap"])


@pytest.mark.parametrize(
    ("table", "change", "reader"),
    [(table, change, one) for table in DAMAGE for change in DAMAGE[table] for one in (*SEALED_READERS[table], "dump")],
)
def test_a_damaged_key_tag_document_or_pair_is_not_returned_as_truth(
    table: str, change: str, reader: str, tmp_path: Path, plugins: PluginManager
) -> None:
    path = sealed_rows(tmp_path / "damaged.sqlite", plugins)
    with sqlite3.connect(path) as connection:
        assert connection.execute(f"UPDATE {table} SET {change}").rowcount
    connection.close()
    dumped: Callable[[Library], object] = lambda library: library.dump(tmp_path / "dump")  # noqa: E731 -- one of a table
    read = {**SEALED_READERS[table], "dump": dumped}[reader]
    with Library(path, plugins) as library, pytest.raises(LibraryError, match="checksum of a row") as raised:
        read(library)
    assert "backup" in raised.value.hint


def test_rows_of_a_former_version_get_checksums_and_its_log_can_be_undone(
    tmp_path: Path, plugins: PluginManager
) -> None:
    path = tmp_path / "library.sqlite"
    with pytest.MonkeyPatch.context() as patch:
        as_version(patch, 5)
        sealed_rows(path, plugins)
        with Library(path, plugins) as library:
            library.remove("ice")
    with Library(path, plugins) as library:
        for table in DAMAGE:
            ((every, sealed),) = library._database.rows(f"SELECT count(*), count(checksum) FROM {table}")
            assert every == sealed
        library.undo()
        assert library.tag("ice") == ("mine",)
        assert library.get("ice").title == "Ice"
        assert library.duplicates() == []


@pytest.mark.parametrize("change", [(b"Snow", b"Snaw"), (b"#", b"%"), (b"]#", b"] ")], ids=["text", "mark", "end"])
def test_damaged_claims_are_not_returned_as_truth(
    change: tuple[bytes, bytes], tmp_path: Path, plugins: PluginManager
) -> None:
    path = filled(tmp_path / "damaged.sqlite", plugins)
    connection = sqlite3.connect(path)
    ((claims,),) = connection.execute("SELECT claims FROM testimony").fetchall()
    assert change[0] in claims
    with connection:
        connection.execute("UPDATE testimony SET claims = ?", (claims.replace(*change),))
    connection.close()
    with Library(path, plugins) as library, pytest.raises(LibraryError, match="malformed"):
        list(library)


def test_every_change_of_a_record_has_a_new_checksum(tmp_path: Path, plugins: PluginManager) -> None:
    with Library(tmp_path / "a.sqlite", plugins) as library:
        keys = [library.add(Record(title=title, type="report")) for title in ("Snow", "Ice", "Fog")]
        library.edit(keys[0], {"title": ["Rain"], "id": ["mine"]})
        library.merge(keys[1], keys[2])
        assert library._database.rows("SELECT count(*), count(checksum) FROM record") == [(2, 2)]
        assert len(list(library.items())) == len(list(library)) == 2
        library.undo()
        library.undo()
        assert [one["title"] for one in library.items()] == ["Snow", "Ice", "Fog"]


def test_records_of_a_former_version_get_a_checksum_and_its_log_can_be_undone(
    tmp_path: Path, plugins: PluginManager
) -> None:
    path = tmp_path / "library.sqlite"
    with pytest.MonkeyPatch.context() as patch:
        as_version(patch, 4)
        with Library(path, plugins) as library:
            key = library.add(Record(title="Snow", type="report"))
            library.edit(key, {"title": ["Ice"]})
    with Library(path, plugins) as library:
        assert library._database.rows("SELECT count(*), count(checksum) FROM record") == [(1, 1)]
        assert [packed[-9:-8] for (packed,) in library._database.rows("SELECT claims FROM testimony")] == [b"#", b"#"]
        assert [one["title"] for one in library.items()] == [one.title for one in library] == ["Ice"]
        library.undo()
        assert [one["title"] for one in library.items()] == ["Snow"]


def test_a_key_that_is_no_text_is_no_key(plugins: PluginManager) -> None:
    with Library(":memory:", plugins) as library:
        assert "\udcff" not in library
        with pytest.raises(UnknownKeyError, match=r"udcff"):
            library.get("\udcff")


def test_a_file_of_another_program_is_left_alone(tmp_path: Path, plugins: PluginManager) -> None:
    path = tmp_path / "other.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    with pytest.raises(LibraryError, match="another program"):
        Library(path, plugins)


def test_a_path_that_is_no_file_is_an_error(tmp_path: Path, plugins: PluginManager) -> None:
    for path in (tmp_path, tmp_path / "a" / "b\0c", tmp_path / ("x" * 300)):
        with pytest.raises(LibraryError, match="cannot open library"):
            Library(path, plugins)
    with pytest.raises(LibraryError, match="there is no library"):
        Library(tmp_path / "absent.sqlite", plugins, create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_library_for_reading_is_not_written(tmp_path: Path, plugins: PluginManager) -> None:
    path = filled(tmp_path / "library.sqlite", plugins)
    path.chmod(0o444)
    with Library(path, plugins, writing=False) as library:
        assert [record.title for record in library.find("snow")] == ["Snow"]
        with pytest.raises(LibraryError, match="reading only"):
            library.add(Record(title="Ice", type="report"))
    if os.access(path, os.W_OK):
        pytest.skip("this user may write whatever is called read-only")
    with pytest.raises(LibraryError, match=r"readonly|read-only|unable"), Library(path, plugins) as library:
        library.add(Record(title="Ice", type="report"))


def test_a_file_in_a_folder_where_nobody_may_write_is_read(
    tmp_path: Path, plugins: PluginManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path / "library.sqlite", plugins)
    with Library(path, plugins, writing=False) as library:  # nothing stays beside it
        assert len(library) == 1
    for beside in tmp_path.glob("library.sqlite-*"):
        beside.unlink()
    monkeypatch.setattr(
        "ponarscite.library.database.os.access", lambda *_: False
    )  # as for root, who may write there all the same
    with Library(path, plugins, writing=False) as library:
        assert [record.title for record in library.find("snow")] == ["Snow"]
        assert [one.name for one in tmp_path.iterdir()] == ["library.sqlite"]


def test_an_older_file_is_copied_before_it_is_changed(
    tmp_path: Path, plugins: PluginManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path / "library.sqlite", plugins)
    newer = (*schema.MIGRATIONS, "CREATE TABLE added (x);\nINSERT INTO added VALUES (1);\n")
    monkeypatch.setattr(database, "MIGRATIONS", newer)
    with pytest.raises(LibraryError, match="older form"):
        Library(path, plugins, writing=False)
    with Library(path, plugins) as library:
        assert library._database.rows("SELECT x FROM added") == [(1,)]
        assert len(library) == 1
    monkeypatch.undo()
    with Library(f"{path}.v{len(schema.MIGRATIONS)}.backup", plugins) as former:
        assert [record.title for record in former] == ["Snow"]


def test_a_file_of_the_first_version_goes_on(
    tmp_path: Path, plugins: PluginManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_version(monkeypatch, 1)
    path = filled(tmp_path / "library.sqlite", plugins)
    monkeypatch.undo()
    former = sqlite3.connect(path)
    with former:
        former.execute("UPDATE record SET number = '660', item = json_set(item, '$.number', '660')")
    former.close()
    with Library(path, plugins) as library:
        assert [record.title for record in library.find("660")] == ["Snow"]
        library.add(Record(title="Snow on Ice", type="report"))
        assert [record.title for record in library.find("snow", "added")] == ["Snow", "Snow on Ice"]
        library.undo()
        assert [record.title for record in library.find("snow")] == ["Snow"]
    assert is_sound(path)
    assert is_sound(Path(f"{path}.v1.backup"))


def test_the_words_of_an_older_file_are_indexed_again(
    tmp_path: Path, plugins: PluginManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_version(monkeypatch, 3)
    monkeypatch.setattr(record_table, "search_row", lambda record: (record.title, "anna smith", "", "", "", ""))
    path = filled(
        tmp_path / "library.sqlite", plugins, Record(title="河流研究", type="book", author=(Name("Smith", "Anna"),))
    )
    monkeypatch.undo()
    with Library(path, plugins) as library:
        for query in ("河流", "研究", 'author:"Smith, A."', "author:anna"):
            assert [record.title for record in library.find(query)] == ["河流研究"], query
        (record,) = library
        library.edit(record.id, {"title": ("山河",)})
        assert [record.title for record in library.find("山")] == ["山河"]
        library.undo()
        assert [record.title for record in library.find("究")] == ["河流研究"]
    assert is_sound(path)
    former = sqlite3.connect(f"{path}.v3.backup")
    assert former.execute("SELECT author FROM search").fetchall() == [("anna smith",)]
    former.close()


def test_a_migration_that_fails_changes_nothing(
    tmp_path: Path, plugins: PluginManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path / "library.sqlite", plugins)
    monkeypatch.setattr(
        database, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE added (x);\nCREATE TABLE tag (x);\n")
    )
    with pytest.raises(LibraryError, match="tag"):
        Library(path, plugins)
    monkeypatch.undo()
    with Library(path, plugins) as library:
        assert [record.title for record in library] == ["Snow"]
        assert library._database.rows("SELECT 1 FROM sqlite_schema WHERE name = 'added'") == []


def test_pending_words_of_a_failed_command_are_dropped(
    tmp_path: Path, plugins: PluginManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(additions_module, "BATCH", 1)

    def some() -> Iterator[Record]:
        yield from (Record(title=title, type="report") for title in ("Rain", "Snow"))
        raise RuntimeError("no more")

    with Library(tmp_path / "a.sqlite", plugins) as library:
        with pytest.raises(RuntimeError, match="no more"):
            library.add_all(some())
        for title in ("Ice", "Fog"):  # their ids are those that the failed command would have given
            library.add(Record(title=title, type="report"))
        assert [one.title for one in library.find("fog")] == ["Fog"]
        assert list(library.find("snow")) == []
    assert is_sound(tmp_path / "a.sqlite")


def half_written(path: Path, plugins: PluginManager) -> bytes:
    """A library as it is found when the log was being written into it; its log is returned."""
    with Library(path, plugins) as library:
        library.add_all(Record(title=f"Memo {n}", type="report") for n in range(300))
        log = Path(f"{path}-wal").read_bytes()
    path.write_bytes(path.read_bytes()[:4096])
    return log


def test_a_file_whose_end_is_still_in_the_log_is_complete(tmp_path: Path, plugins: PluginManager) -> None:
    path = tmp_path / "a.sqlite"
    log = half_written(path, plugins)
    with pytest.raises(LibraryError, match="its end is missing"):
        Library(path, plugins)
    Path(f"{path}-wal").write_bytes(log)
    with Library(path, plugins) as library:
        assert len(library) == 300
    assert is_sound(path)


class Interrupted:
    """A connection at which Ctrl-C comes as soon as a transaction has begun."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)

    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        done = self._connection.execute(sql, *parameters)
        if sql.startswith("BEGIN"):
            raise KeyboardInterrupt
        return done


def test_an_interrupted_beginning_leaves_no_transaction_open(tmp_path: Path, plugins: PluginManager) -> None:
    path = filled(tmp_path / "a.sqlite", plugins)
    with Library(path, plugins) as library:
        database = library._database
        connection = database.connection
        database.connection = Interrupted(connection)  # type: ignore[assignment]  # a stand-in for one
        with pytest.raises(KeyboardInterrupt):
            library.add(Record(title="Ice", type="report"))
        with pytest.raises(KeyboardInterrupt), database.snapshot():
            pass
        database.connection = connection
        assert not connection.in_transaction
        library.add(Record(title="Fog", type="report"))
    with Library(path, plugins) as library:
        assert sorted(one.title for one in library) == ["Fog", "Snow"]


DAMAGED = (
    ("UPDATE record SET item = replace(item, '{', '[')", lambda library, _: library.duplicates()),
    ("UPDATE record SET item = '[]'", lambda library, _: library.duplicates()),
    ("UPDATE record SET item = 'x'", lambda library, folder: library.dump(folder)),
    ("UPDATE testimony SET bonds = 'x'", lambda library, _: library.merge("snow", "ice")),
    ("UPDATE record SET identity = '7'", lambda library, _: library.remove("snow")),
    (
        "UPDATE testimony SET claims = CAST(replace(CAST(claims AS TEXT), 'subject', 'subjecx') AS BLOB)",
        lambda library, _: library.get("snow"),
    ),
)


@pytest.mark.parametrize(("sql", "deed"), DAMAGED)
def test_damaged_values_are_errors(
    tmp_path: Path, plugins: PluginManager, sql: str, deed: Callable[[Library, Path], object]
) -> None:
    with Library(tmp_path / "a.sqlite", plugins) as library:
        for title in ("Snow", "Ice"):
            library.add(Record(title=title, type="report"))
        library.add(Record(title="Snow", type="report", note="and more", id="snow"))
        library._database.rows(sql)
        with pytest.raises(LibraryError, match="malformed"):
            deed(library, tmp_path / "dump")


def test_a_library_that_is_being_made_is_not_an_old_one(tmp_path: Path, plugins: PluginManager) -> None:
    (tmp_path / "a.sqlite").touch()
    with pytest.raises(LibraryError, match="still empty"):
        Library(tmp_path / "a.sqlite", plugins, writing=False)
