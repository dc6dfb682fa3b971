"""Strings in compressed blocks come back as they were, at every place and in every order."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.reconcile import blocks
from ponarscite.reconcile.blocks import Blocks


@given(st.lists(st.binary(max_size=30), max_size=60), st.integers(1, 100), st.randoms())
def test_strings_come_back(strings: list[bytes], size: int, random: object) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "SIZE", size)
        kept = Blocks()
        for n, one in enumerate(strings):
            kept.append(one)
            assert kept[n // 2] == strings[n // 2]
    places = [*range(len(strings)), *range(0, len(strings), 3)]
    random.shuffle(places)  # type: ignore[attr-defined]
    assert [kept[place] for place in places] == [strings[place] for place in places]
    assert list(kept) == strings
    assert len(kept) == len(strings)


@pytest.mark.parametrize("place", [-1, 2])
def test_there_is_nothing_at_other_places(place: int) -> None:
    kept = Blocks()
    kept.append(b"a")
    kept.append(b"")
    with pytest.raises(IndexError):
        kept[place]


def test_neighbours_that_are_alike_take_little_room() -> None:
    tracemalloc.start()
    kept = Blocks()
    for n in range(2_000):
        kept.append(b"the same words of every page, and a number of its own: %d" % n * 20)
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size < 2_000 * 100
