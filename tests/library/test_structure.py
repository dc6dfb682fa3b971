"""A library file from elsewhere: nothing that its schema holds runs, and nothing is read or written through it."""

from __future__ import annotations

import os
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from ponarscite import Library, LibraryError, PluginManager, Record, render
from ponarscite.library import database, schema, structure
from ponarscite.library.checksum import checksum_of, sealed
from tests.conftest import Run
from tests.library.test_faults import filled

ATTACKS = {
    "a trigger": "CREATE TRIGGER evil AFTER INSERT ON change BEGIN DELETE FROM tag; DELETE FROM record; END;",
    "a view for a table": "ALTER TABLE record RENAME TO r2; CREATE VIEW record AS SELECT * FROM r2;",
    "an endless view": (
        "DROP TABLE tag; CREATE VIEW tag AS WITH RECURSIVE r(id, record, tag) AS "
        "(SELECT 1, 1, 'x' UNION ALL SELECT id + 1, record, tag FROM r) SELECT * FROM r;"
    ),
    "a table more": "CREATE TABLE more (x);",
    "a view more": "CREATE VIEW more AS SELECT 1;",
    "an index with an expression": "CREATE INDEX slow ON record (hex(zeroblob(1000000)));",
    "a missing index": "DROP INDEX record_issued;",
    "another column": "ALTER TABLE record ADD COLUMN x AS (hex(zeroblob(1000000)));",
    "another trigger under our name": (
        "DROP TRIGGER search_removed; CREATE TRIGGER search_removed AFTER DELETE ON search BEGIN DELETE FROM tag; END;"
    ),
    "a name of SQLite": (
        "CREATE TRIGGER evil AFTER INSERT ON change BEGIN DELETE FROM record; END; PRAGMA writable_schema = ON;"
        "UPDATE sqlite_schema SET name = 'sqlite_evil', sql = replace(sql, 'evil', 'sqlite_evil') WHERE name = 'evil';"
    ),
    "no table but its own": "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'tag';",
}


@pytest.mark.parametrize("writing", [False, True], ids=["reading", "writing"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_a_file_with_another_structure_is_refused(
    attack: str, writing: bool, tmp_path: Path, plugins: PluginManager
) -> None:
    path = filled(tmp_path / "library.sqlite", plugins)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(ATTACKS[attack])
    before = path.read_bytes()
    with pytest.raises(LibraryError) as raised:
        Library(path, plugins, writing=writing)
    assert raised.value.hint
    assert path.read_bytes() == before


def test_the_object_is_named(tmp_path: Path, plugins: PluginManager, run: Run) -> None:
    path = filled(tmp_path / "library.sqlite", plugins)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(ATTACKS["a trigger"])
    ran = run("list", "--library", path)
    assert ran.code == 1
    assert ran.err.startswith(f"error: library {path} is not as ponarscite makes it: trigger evil\nhint: ")


def test_what_sqlite_itself_adds_is_no_difference(tmp_path: Path, plugins: PluginManager) -> None:
    path = filled(tmp_path / "library.sqlite", plugins)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("ANALYZE; VACUUM; INSERT INTO words (words) VALUES ('optimize');")
    with Library(path, plugins) as library:
        library.add(Record(title="Ice", type="report"))
        assert len(library) == 2


@pytest.fixture(params=range(1, len(schema.MIGRATIONS)))
def former(request: pytest.FixtureRequest, tmp_path: Path, plugins: PluginManager) -> Path:
    """A file of each earlier version."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "MIGRATIONS", schema.MIGRATIONS[: request.param])
        Library(tmp_path / "library.sqlite", plugins).close()
    return tmp_path / "library.sqlite"


def test_a_file_of_a_former_version_is_compared_with_that_version(former: Path, plugins: PluginManager) -> None:
    Library(former, plugins).close()
    Library(former, plugins).close()


def test_a_trigger_in_a_file_of_a_former_version_does_not_run(former: Path, plugins: PluginManager) -> None:
    with closing(sqlite3.connect(former)) as connection:
        connection.executescript(ATTACKS["a trigger"])
    with pytest.raises(LibraryError, match="trigger evil"):
        Library(former, plugins)
    assert [path.name for path in former.parent.iterdir()] == ["library.sqlite"]


def test_comments_and_blanks_in_the_migrations_do_not_count(
    tmp_path: Path, plugins: PluginManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        first = schema.MIGRATIONS[0].replace("-- CSL-JSON", "--   as CSL-JSON has it")
        patch.setattr(database, "MIGRATIONS", (first, *schema.MIGRATIONS[1:]))
        Library(tmp_path / "library.sqlite", plugins).close()
    Library(tmp_path / "library.sqlite", plugins).close()


def test_the_digests_are_those_of_the_migrations() -> None:
    made = {number: structure._wanted(schema.MIGRATIONS[:number]) for number in range(1, len(schema.MIGRATIONS) + 1)}
    assert {number: structure._digest(found) for number, found in made.items()} == structure.DIGESTS


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_version_without_a_digest_is_compared_as_well(
    attack: str, tmp_path: Path, plugins: PluginManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(structure, "DIGESTS", {})
    Library(filled(tmp_path / "good.sqlite", plugins), plugins).close()
    test_a_file_with_another_structure_is_refused(attack, False, tmp_path, plugins)


DEEP = "[" * 100_000
HOSTILE = {
    "a deep item": ("record", "item", DEEP),
    "a deep identity": ("record", "identity", DEEP),
    "notes that are no texts": ("record", "item", '{"type": "report", "custom": {"notes": [5]}}'),
    "custom that is no object": ("record", "item", '{"type": "report", "custom": [5]}'),
    "an identity without text": ("record", "identity", '["title", [["x"]], ""]'),
    "deep claims": ("testimony", "claims", sealed(DEEP.encode() + b"]")),
    "a kind that is no text": ("testimony", "identity", '[{"a": 1}, ["x"], []]'),
    "an alias that is no text": ("testimony", "identity", '["title", ["x"], [[5]]]'),
    "a link that is no text": ("testimony", "bonds", "[[5]]"),
    "a table that is none": ("undo", "place", "record WHERE ? OR ? --"),
    "a deep log": ("undo", "old", DEEP),
    "a log with a number too many": ("undo", "old", "[1, 2, 3]"),
    "a log without ids": ("undo", "old", "[]"),
    "an act that is none": ("undo", "deed", "-1"),
    "compressed claims without end": ("testimony", "claims", zlib.compress(b"[" + b" " * 101_000_000, 9)),
    "half of the compressed claims": ("testimony", "claims", zlib.compress(b"[" + b" " * 5_000, 0)[:-4_000]),
}
"""(table, column, value) that somebody has put into a library; the checksum fits."""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_values_are_told(name: str, tmp_path: Path, plugins: PluginManager) -> None:
    path = filled(tmp_path / "library.sqlite", plugins)
    table, column, value = HOSTILE[name]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.create_function("checksum_of", 2, checksum_of)
        connection.execute(f"UPDATE {table} SET {column} = ?", (value,))
        connection.execute("UPDATE record SET checksum = checksum_of(item, identity)")
    told = 0
    with Library(path, plugins) as library:
        (key,) = library.keys()
        for work in (
            lambda: list(library.items()),
            lambda: list(library.melted()),
            lambda: render([library.get(key)], "biblatex", plugins),
            lambda: library.edit(key, {"title": ["Ice"]}),
            lambda: library.dump(tmp_path / "dump"),
            lambda: library.remove(key),
            *[library.undo] * 3,
        ):
            try:
                work()
            except LibraryError as error:
                told += "malformed" in error.message
    assert told


@pytest.mark.parametrize(
    ("table", "column"), [(table, one) for table in structure.TEXTS for one in structure.TEXTS[table]]
)
def test_bytes_in_place_of_a_text_are_told(table: str, column: str, tmp_path: Path, plugins: PluginManager) -> None:
    path = filled(tmp_path / "library.sqlite", plugins)
    with Library(path, plugins) as library:
        (key,) = library.keys()
        library.tag(key, "ice")
        library.remove(key)
        library.undo()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO apart (first, second) VALUES ('a', 'b')")
        connection.execute("INSERT INTO document (address, hash, day) VALUES ('a', 'b', 'c')")
        connection.execute(f"UPDATE {table} SET {column} = X'FF'")
    with pytest.raises(LibraryError, match=f"bytes in place of a text in {table}"):
        Library(path, plugins)


@pytest.mark.parametrize(
    "item",
    ['{"title": ["x"]}', '{"author": "x"}', '{"author": [5]}', '{"issued": []}', '{"issued": {"date-parts": 5}}'],
)
def test_a_list_with_hostile_values_ends_in_a_message(
    item: str, tmp_path: Path, plugins: PluginManager, run: Run
) -> None:
    path = filled(tmp_path / "library.sqlite", plugins)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.create_function("checksum_of", 2, checksum_of)
        connection.execute("UPDATE record SET item = ?", (item,))
        connection.execute("UPDATE record SET checksum = checksum_of(item, identity)")
    ran = run("list", "--library", path)
    assert (ran.code, ran.out) == (1, "")
    assert "of the library is damaged" in ran.err


@pytest.mark.skipif(os.name != "posix", reason="this system has no named pipes")
def test_a_pipe_is_no_library(tmp_path: Path, plugins: PluginManager) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(LibraryError, match="it is a pipe"):
        Library(tmp_path / "pipe", plugins)
