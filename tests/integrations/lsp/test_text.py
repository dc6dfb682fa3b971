"""Positions of editors, in three encodings, and edits: equal to a text that is read anew."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.integrations.lsp.text import Text, Units

SMILE = "x = “😀” é\r\nж\n\nend"
PIECES = st.text(alphabet="a\r\né😀ж\f\u2028 ", max_size=12)


@pytest.mark.parametrize(
    ("units", "line", "character", "offset"),
    [
        ("utf-16", 0, 5, 5),
        ("utf-16", 0, 7, 6),
        ("utf-16", 0, 6, 5),  # in the middle of a pair
        ("utf-16", 0, 99, 9),
        ("utf-8", 0, 7, 5),
        ("utf-8", 0, 11, 6),
        ("utf-8", 0, 9, 5),
        ("utf-32", 0, 6, 6),
        ("utf-16", 1, 1, 12),
        ("utf-8", 1, 2, 12),
        ("utf-16", 3, 3, 17),
        ("utf-16", 9, 0, 17),
        ("utf-16", 2, 4, 13),
    ],
)
def test_a_position_is_an_index(units: Units, line: int, character: int, offset: int) -> None:
    assert Text.of(SMILE).offset(line, character, units) == offset


@given(PIECES, st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_an_index_is_found_again(content: str, units: Units) -> None:
    text = Text.of(content)
    for offset in range(len(content) + 1):
        line, character = text.position(offset, units)
        is_within_end = content[offset - 1 : offset + 1] == "\r\n"
        assert text.offset(line, character, units) == offset - is_within_end


@given(PIECES, PIECES, st.integers(0, 12), st.integers(0, 12))
def test_an_edited_text_is_as_one_that_is_read_anew(content: str, new: str, start: int, size: int) -> None:
    start = min(start, len(content))
    end = min(start + size, len(content))
    text = Text.of(content).edited(start, end, new)
    assert text == Text.of(f"{content[:start]}{new}{content[end:]}")


def test_only_line_ends_of_the_protocol_end_lines() -> None:
    assert Text.of("a\fb\u2028c\x0bd\x85e\rf\r\ng\n").starts == [0, 10, 13, 15]


def test_lone_surrogates_do_not_matter() -> None:
    text = Text.of("\ud800a\udc00b")
    assert [text.position(n, "utf-16") for n in range(5)] == [(0, n) for n in range(5)]
    assert text.offset(0, 4, "utf-8") == 2
