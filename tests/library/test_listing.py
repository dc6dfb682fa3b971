"""Items are read in batches, in order, without those that were removed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ponarscite import Library, LibraryError, Record, to_item
from ponarscite.library.listing import BATCH, CACHE, items, read_once

COUNT = 2 * BATCH + 3


@pytest.fixture
def filled(library: Library) -> Library:
    library.add_all(Record(type="report", title=f"Memo {n}", notes=(f"note {n}",)) for n in range(COUNT))
    return library


def ids(library: Library) -> list[int]:
    return [number for (number,) in library._database.rows("SELECT id FROM record ORDER BY id")]


def test_they_come_in_the_order_of_their_ids_and_as_often(filled: Library) -> None:
    numbers = [*reversed(ids(filled)), *ids(filled)[:5]]
    titles = [item["title"] for item in items(filled._database, numbers)]
    assert titles == [f"Memo {n}" for n in (*range(COUNT - 1, -1, -1), *range(5))]


def test_an_item_is_the_record_that_is_stored(filled: Library) -> None:
    found = list(items(filled._database, ids(filled)))
    assert found == [to_item(record) for record in filled.find()]
    assert all(next(iter(item)) == "id" for item in found)


def test_what_was_removed_since_is_left_out(filled: Library) -> None:
    numbers = ids(filled)
    for n, record in enumerate(list(filled.find(sort="added"))):
        if n in (1, BATCH):
            filled.remove(record.id)
    titles = [item["title"] for item in items(filled._database, numbers)]
    assert titles == [f"Memo {n}" for n in range(COUNT) if n not in (1, BATCH)]
    assert list(items(filled._database, [numbers[1], 0])) == []
    assert list(items(filled._database, [])) == []


def test_no_more_than_a_batch_is_asked_for_ahead(filled: Library) -> None:
    asked: list[int] = []

    def numbers() -> Iterator[int]:
        for number in ids(filled):
            asked.append(number)
            yield number

    found = items(filled._database, numbers())
    for n in range(1, BATCH + 2):
        next(found)
        assert len(asked) == (BATCH if n <= BATCH else 2 * BATCH)


@pytest.mark.parametrize("item", ["", "{", "[1]", "7", "null", '{"title":"Memo"}x', b"\xff"])
def test_a_damaged_row_is_told_after_those_before_it(filled: Library, item: str | bytes) -> None:
    numbers = ids(filled)
    filled._database.rows("UPDATE record SET item = ? WHERE id = ?", (item, numbers[BATCH + 1]))
    found = items(filled._database, numbers)
    assert [next(found)["title"] for _ in range(BATCH + 1)] == [f"Memo {n}" for n in range(BATCH + 1)]
    with pytest.raises(LibraryError, match="malformed") as raised:
        next(found)
    assert raised.value.hint


def test_little_of_the_file_is_kept_for_one_search(filled: Library) -> None:
    read_once(filled._database)
    assert filled._database.rows("PRAGMA cache_size") == [(-CACHE,)]
    assert len(list(items(filled._database, ids(filled)))) == COUNT
