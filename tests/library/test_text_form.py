"""The text form restores everything; a damaged dump is an error, and nothing is changed."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import reduce
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from ponarscite import Library, LibraryError, PluginManager, PonarsciteError, Record, plugin_manager
from tests.library.conftest import rows
from tests.library.histories import assert_consistent, command
from tests.library.test_library import FRAGMENTS, add_page, memo
from tests.pages import memo_page
from tests.strategies import records

PLUGINS = plugin_manager(external=False)


def everything(library: Library) -> dict[str, object]:
    """All that the text form carries: every table, ids of documents, keys, tags and descriptions aside."""
    found: dict[str, object] = dict(rows(library))
    database = library._database
    found["ledger"] = database.rows("SELECT key, record, identity FROM ledger ORDER BY key")
    found["tag"] = database.rows("SELECT record, tag FROM tag ORDER BY record, tag")
    found["document"] = database.rows("SELECT address, hash, day FROM document ORDER BY address, hash")
    found["apart"] = database.rows("SELECT first, second FROM apart ORDER BY first, second")
    found["testimony"] = database.rows(
        "SELECT record, address, hash, role, place, shape, identity, bonds, claims FROM testimony "
        "LEFT JOIN document ON document.id = document ORDER BY record, testimony.id"
    )
    found["meeting"] = database.rows("SELECT count(*), count(DISTINCT hash) FROM meeting")
    return found


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def full(library: Library, tmp_path: Path) -> Library:
    page = tmp_path / "memo.txt"
    page.write_text(memo_page(), encoding="utf-8")
    add_page(library, page)
    for record in FRAGMENTS:
        library.add(record)
    library.add(Record(title="Half \ud83d of a pair", type="report", id="a:b"))
    library.tag("pepm775", "to read", "snow")
    library.edit("pepm775", {"title": ["My Title"], "id": ["mine"]})
    library.distinct("pepm640", "pepm641")
    library.merge("mine", "a:b")
    library.remove("pepm641")
    return library


def test_everything_comes_back(full: Library, tmp_path: Path) -> None:
    count = full.dump(tmp_path / "dump")
    assert count == len(full) == len(list((tmp_path / "dump" / "records").iterdir()))
    with Library(tmp_path / "restored.sqlite", PLUGINS) as restored:
        assert restored.restore(tmp_path / "dump") == count
        assert everything(restored) == everything(full)
        assert [record.id for record in restored] == [record.id for record in full]
        restored.dump(tmp_path / "again")
        assert files(tmp_path / "again") == files(tmp_path / "dump")
        restored.undo()
        assert len(restored) == 0


@hypothesis(max_examples=25)
@given(st.lists(records() | st.sampled_from(FRAGMENTS), max_size=4))
def test_arbitrary_records_come_back(tmp_path_factory: pytest.TempPathFactory, some: list[Record]) -> None:
    folder = tmp_path_factory.mktemp("dump")
    with Library(":memory:", PLUGINS) as library, Library(":memory:", PLUGINS) as restored:
        for record in some:
            library.add(record)
        library.dump(folder)
        restored.restore(folder)
        assert everything(restored) == everything(library)
        assert list(restored) == list(library)


def test_a_second_dump_touches_only_what_changed(full: Library, tmp_path: Path) -> None:
    folder = tmp_path / "dump"
    full.dump(folder)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*.json")}
    full.tag("pepm640", "ice")
    full.remove("pepm750")
    full.dump(folder)
    after = {path: path.stat().st_mtime_ns for path in folder.rglob("*.json")}
    assert {path.name for path in before.keys() - after.keys()} == {"pepm750.json"}
    assert {path.name for path in after if after[path] != before.get(path)} == {"pepm640.json", "library.json"}


def test_a_folder_of_other_things_is_left_alone(full: Library, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "thesis.tex").write_text("years of work", encoding="utf-8")
    with pytest.raises(LibraryError, match="something else"):
        full.dump(folder)
    assert files(folder) == {"thesis.tex": b"years of work"}
    with pytest.raises(LibraryError, match="cannot write the dump"):
        full.dump(folder / "thesis.tex")


def damaged(folder: Path, what: str) -> None:
    record = folder / "records" / "pepm640.json"
    value = json.loads(record.read_text(encoding="utf-8"))
    if what == "no JSON":
        record.write_text("{", encoding="utf-8")
    elif what == "no object":
        record.write_text("[]", encoding="utf-8")
    elif what == "missing":
        record.unlink()
    elif what == "no keys":
        record.write_text(json.dumps({"number": 1}), encoding="utf-8")
    elif what == "other role":
        value["said"][0]["role"] = "king"
        record.write_text(json.dumps(value), encoding="utf-8")
    elif what == "twice":
        record.with_name("other.json").write_text(json.dumps(value), encoding="utf-8")
    elif what == "no index":
        (folder / "library.json").unlink()
    elif what == "newer":
        (folder / "library.json").write_text('{"format": "ponarscite library", "version": 99}', encoding="utf-8")


@pytest.mark.parametrize(
    "what", ["no JSON", "no object", "missing", "no keys", "other role", "twice", "no index", "newer"]
)
def test_a_damaged_dump_changes_nothing(full: Library, tmp_path: Path, plugins: PluginManager, what: str) -> None:
    full.dump(tmp_path / "dump")
    damaged(tmp_path / "dump", what)
    assert_refused(tmp_path / "dump", plugins)


def assert_refused(folder: Path, plugins: PluginManager) -> None:
    """It is no dump that can be restored, and says so; nothing of it is."""
    with Library(":memory:", plugins) as restored:
        with pytest.raises(LibraryError) as raised:
            restored.restore(folder)
        assert raised.value.hint
        assert len(restored) == 0
        assert restored.log() == []


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("records/pepm640.json", {"number": 10**40}),
        ("records/pepm640.json", {"item": []}),
        ("records/pepm640.json", {"said": [{}]}),
        ("library.json", {"documents": [["a.html", None, "2026-01-01"]]}),
        ("library.json", {"documents": []}),
        ("library.json", {"retired": 5}),
        ("library.json", {"retired": {"gone": 5}}),
        ("records/pepm640.json", {"tags": [5]}),
        ("library.json", {"apart": [["a"]]}),
    ],
    ids=str,
)
def test_a_dump_that_was_edited_badly_changes_nothing(
    full: Library, tmp_path: Path, plugins: PluginManager, name: str, change: dict[str, object]
) -> None:
    full.dump(tmp_path / "dump")
    path = tmp_path / "dump" / name
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | change), encoding="utf-8")
    assert_refused(tmp_path / "dump", plugins)


def test_a_library_that_holds_something_is_not_restored_into(full: Library, tmp_path: Path) -> None:
    full.dump(tmp_path / "dump")
    with pytest.raises(LibraryError, match="is not empty"):
        full.restore(tmp_path / "dump")


def test_a_backup_is_the_library_of_that_moment(full: Library, tmp_path: Path, plugins: PluginManager) -> None:
    target = tmp_path / "backup.sqlite"
    target.write_bytes(b"an older one")
    full.backup(target)
    full.add(memo(700))
    with Library(target, plugins) as copy:
        assert len(copy) == len(full) - 1
        assert copy.get("pepm775").id == "mine"
    with pytest.raises(LibraryError, match="backup"):
        full.backup(tmp_path / "absent" / "backup.sqlite")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.sqlite", "memo.txt"]


def test_values_that_occur_twice_are_restored(library: Library, tmp_path: Path) -> None:
    record = replace(memo(640), keyword=("snow", "snow"))
    library.add(record)
    library.dump(tmp_path / "dump")
    with Library(":memory:", PLUGINS) as restored:
        restored.restore(tmp_path / "dump")
        assert restored.get("640").keyword == ("snow", "snow")


STRANGE: tuple[Any, ...] = (
    None,
    True,
    -1,
    2**63,
    1e308,
    float("nan"),
    "",
    "x",
    "\ud800",
    "\0",
    "../x",
    [],
    {},
    [[]],
    ["a"],
    {"a": 1},
)


def places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every value inside a JSON value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in inside:
        yield (*place, name)
        yield from places(one, (*place, name))


@hypothesis(max_examples=40)
@given(st.data())
def test_a_dump_that_was_changed_anywhere_is_refused_or_restored_soundly(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name, Library(":memory:", PLUGINS) as library:
        random, folder = Random(14), Path(name)
        for _ in range(12):
            with suppress(PonarsciteError):
                command(random, library)
        library.dump(folder)
        path = data.draw(st.sampled_from(sorted(folder.rglob("*.json"))))
        value = json.loads(path.read_text(encoding="utf-8"))
        *before, last = data.draw(st.sampled_from(list(places(value))))
        holder = reduce(lambda found, name: found[name], before, value)
        holder[last] = data.draw(st.sampled_from(STRANGE))
        path.write_text(json.dumps(value), encoding="utf-8")
        with Library(":memory:", PLUGINS) as restored:
            try:
                restored.restore(folder)
            except LibraryError:
                assert len(restored) == 0
            assert_consistent(restored)
