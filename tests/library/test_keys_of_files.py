"""Keys as files bring them: kept whole, found, exported, dumped and renamed."""

from __future__ import annotations

from pathlib import Path

import pytest

from ponarscite.errors import LibraryError, UnknownKeyError
from ponarscite.library.library import Library
from ponarscite.record.name import parse_names
from ponarscite.record.record import Record

KEYS = (
    "DBLP:journals/corr/abs-1706-03762",
    "nordström1992",
    "河流2020",
    "10.1145/3292500.3330701",
    "smith (2017)",
    "a+b'c*d&e",
    "^^5cinput",
    "http://zotero.org/users/1/items/ABCD2345",
    "author:uno",
    "../../etc/passwd",
    "x" * 500,
)


def work(key: str) -> Record:
    return Record(
        id=key, type="book", title=f"Title {KEYS.index(key)}", author=parse_names(f"Ann Lee{KEYS.index(key)}")
    )


@pytest.mark.parametrize("key", KEYS)
def test_a_key_is_kept_whole_and_found(key: str) -> None:
    with Library(":memory:") as library:
        assert library.add(work(key)) == key
        assert library.get(key).id == key
        selected = library.select(key)
        assert selected is not None
        assert [record.id for record in selected] == [key]
        assert [record.id for record in library.find(f'key:"{key}"')] == [key]
        if key != "author:uno":  # a search of its own
            assert [record.id for record in library.find(key)] == [key]


def test_all_of_them_are_dumped_and_restored(tmp_path: Path) -> None:
    with Library(":memory:") as library:
        for key in KEYS:
            library.add(work(key))
        assert library.dump(tmp_path / "dump") == len(KEYS)
    assert {path.parent for path in tmp_path.rglob("*.json")} == {tmp_path / "dump", tmp_path / "dump" / "records"}
    with Library(":memory:") as library:
        assert library.restore(tmp_path / "dump") == len(KEYS)
        assert {record.id for record in library.find()} == set(KEYS)


def test_a_record_may_get_any_key() -> None:
    with Library(":memory:") as library:
        library.add(work(KEYS[0]))
        assert library.edit(KEYS[0], {"id": [KEYS[4]]}).id == KEYS[4]
        assert library.get(KEYS[0]).id == KEYS[4]
        for wrong in ("", "a\nb", "x" * 501):
            with pytest.raises(LibraryError):
                library.edit(KEYS[4], {"id": [wrong]})


@pytest.mark.parametrize("key", ["no/such key", "é", "a\x00b", "\ud800"])
def test_an_unknown_key_is_told(key: str) -> None:
    with Library(":memory:") as library, pytest.raises(UnknownKeyError):
        library.get(key)
