"""The one normal form of a text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.record.text import clean, fold, letters


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\u00a0b\n c\t", "a b c"),
        ("e\u0301", "é"),
        ("\u202eevil\u202c \x1b[31mred\x07", "evil [31mred"),
        ("a\x00b\x7f", "ab"),
        ("\ud800x", "x"),
        ("\ufeffBOM", "BOM"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text())
def test_clean_is_a_normal_form(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not any(unicodedata.category(c) == "Cc" for c in cleaned)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John O’Loughlin", "john o'loughlin"),
        ("Şener Aktürk", "Sener Akturk"),
        ("“Humanitarian Space”", '"humanitarian space"'),
        ("Gould‑Davies", "Gould-Davies"),
        ("Kılıç", "Kilic"),
    ],
)
def test_fold_sees_through_spelling(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_letters_are_all_that_two_titles_must_share() -> None:
    assert letters("Why? “So”: It Goes…") == letters("Why So -- it goes") == "why so it goes"
