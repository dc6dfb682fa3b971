"""Titles without quotation marks, in front of the label of a memo."""

from __future__ import annotations

import pytest

from ponarscite.note.quotation import find_quotations
from ponarscite.note.unquoted import end_of_names, read_entry, read_unmarked

ENTRIES: dict[str, tuple[tuple[str, ...], str, str] | None] = {
    "Lee, A., & Kim, B. (2022, May). Title (": (("Lee, A.", "Kim, B."), "Title", "May 2022"),
    "Lee, Ann, and Bo Kim. 2022. Title: So. ": (("Lee, Ann", "Bo Kim"), "Title: So", "2022"),
    "Lee, Ann. Title. ": (("Lee, Ann",), "Title", ""),
    "Lee, Ann. Who Pays? ": (("Lee, Ann",), "Who Pays?", ""),
    "Lee, Ann. Pay Now! ": (("Lee, Ann",), "Pay Now!", ""),
    "Lee, Ann. Title [": (("Lee, Ann",), "Title", ""),
    "Lee, A. (2022) Title. ": (("Lee, A.",), "Title", "2022"),
    "Lee, Ann. “Fog” and Other Weather. ": (("Lee, Ann",), "“Fog” and Other Weather", ""),
    "Lee, Ann. “Fog.” ": None,
    "Lee, Ann. “Fog” ": None,
    "Lee, Ann. Title, ": None,
    "Lee, Ann. title. ": None,
    "Lee, Ann. ": None,
    "Ann Lee. Title. ": None,
    "Title of a Text. ": None,
    "It rose in 2022. Title. ": None,
    "": None,
}


@pytest.mark.parametrize(("head", "entry"), ENTRIES.items())
def test_an_entry_of_a_bibliography(head: str, entry: tuple[tuple[str, ...], str, str] | None) -> None:
    assert read_entry(head) == entry


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Lee, Ann. Title", 8),
        ("Lee, Ann, and Bo Kim. Title", 20),
        ("Lee, A. M. Ann. Title", 14),
        ("St. Julian-Varnon, Kim. Title", 22),
        ("Lee, Ann Jr. Bo. Title", 15),
        ("Ann Lee. Title, Ann. More", 0),
        ("Rivers, lakes and seas. Title", 0),
        ("Lee, Ann", 0),
        ("", 0),
    ],
)
def test_inverted_names_end_at_a_full_stop(text: str, at: int) -> None:
    assert end_of_names(text) == at


def test_names_have_at_most_two_hundred_characters() -> None:
    names = f"Lee, Ann, {'Bo Kim, ' * 23}and Cy Poe"
    assert len(names) == 204
    assert end_of_names(f"{names}. Title") == 0
    assert end_of_names(f"{names.replace('Bo Kim, ', '', 1)}. Title") == 196


UNMARKED: dict[str, tuple[tuple[str, ...], str]] = {
    "Ann Lee, “Title, ": (("Ann Lee",), "Title"),
    "Ann Lee said that “Title? ": ((), "Title?"),
    "Ann Lee, Title,” ": (("Ann Lee",), "Title"),
    "Ann Lee, Title, ": (("Ann Lee",), "Title"),
    "Ann Lee, Who Pays? ": (("Ann Lee",), "Who Pays?"),
    "Ann Lee, Pay Now! ": (("Ann Lee",), "Pay Now!"),
    "Ann Lee, Title ": ((), ""),
    "Ann Lee, title, ": ((), ""),
    "Title of a Text, ": ((), ""),
    "": ((), ""),
}


@pytest.mark.parametrize(("head", "parts"), UNMARKED.items())
def test_a_title_that_lost_its_marks(head: str, parts: tuple[tuple[str, ...], str]) -> None:
    assert read_unmarked(head, find_quotations(head)) == parts


def test_a_mark_behind_the_label_is_none_of_the_title() -> None:
    head, rest = "Ann Lee, Title, ", "Memo 12, “more and so on” b”"
    assert read_unmarked(head, find_quotations(head + rest)) == (("Ann Lee",), "Title")
    assert read_unmarked(head, find_quotations(f"{head}Memo 12, “more")) == (("Ann Lee",), "Title")
