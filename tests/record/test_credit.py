"""Words of a byline that are no name."""

from __future__ import annotations

import time

import pytest

from ponarscite.record.credit import has_foreign_words, is_kind, is_position, role_of, split_credit, without_credit

KINDS = (
    "Policy Memo",
    "Report",
    "Commentary",
    "Analysis",
    "Brief",
    "Policy Brief",
    "Research",
    "Paper",
    "Working Paper",
    "Written",
    "Posted",
    "Edited",
    "An article",
    "PONARS Eurasia Policy Memo No. 888",
    "Text and photos",
    "Guest post",
    "Written and edited",
    "Op-ed",
    "Research conducted",
)


@pytest.mark.parametrize("kind", KINDS)
def test_the_words_before_by_are_no_name(kind: str) -> None:
    for by in ("by", "By", "by:", "BY"):
        assert split_credit(f"{kind} {by} Maria Snegovaya") == (f"{kind} {by}", "Maria Snegovaya")


@pytest.mark.parametrize(
    ("text", "names", "foreign"),
    [
        ("Ann By Lee", "Ann By Lee", False),
        ("by Ann Lee", "Ann Lee", False),
        ("Ann Lee", "Ann Lee", False),
        ("Dispatch from the Steppe by Ann Lee", "Ann Lee", True),
        ("Ukraine as Seen by Ann Lee", "Ann Lee", True),
        ("stand by me", "stand by me", False),
        ("Report by", "Report by", False),
        ("", "", False),
    ],
)
def test_other_words_before_by(text: str, names: str, foreign: bool) -> None:
    assert without_credit(text) == names
    assert has_foreign_words(text) is foreign


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Edited by Ann Lee", "editor"),
        ("Translated by Ann Lee", "translator"),
        ("Report edited by Ann Lee", "editor"),
        ("Written and edited by Ann Lee", "author"),
        ("Report by Ann Lee", "author"),
        ("Ann Lee", "author"),
    ],
)
def test_the_role_of_a_credit(text: str, role: str) -> None:
    assert role_of(text) == role


@pytest.mark.parametrize(
    "text",
    [
        "Senior Fellow",
        "Professor",
        "Director",
        "Assistant Professor of Political Science",
        "Nonresident Senior Fellow at CSIS",
        "PhD Candidate",
        "Ph.D. Student",
        "Editor-in-Chief",
        "Director and Senior Research Fellow",
        "Executive Director, Example Center",
        "старший научный сотрудник",
    ],
)
def test_a_position(text: str) -> None:
    assert is_position(text)


@pytest.mark.parametrize(
    "text", ["James Dean", "Ann Fellow", "Bo Reader", "Ann Lee", "Fellowship", "Science", "", ", "]
)
def test_a_name_is_no_position(text: str) -> None:
    assert not is_position(text)


def test_a_long_text_is_read_in_no_time() -> None:
    began = time.monotonic()
    for text in ("a " * 50_000, "by " * 50_000, " by" * 50_000, "x" * 100_000):
        without_credit(text), has_foreign_words(text), is_position(text), role_of(text)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Commentary", True), ("Policy Brief", True), ("Policy of Peace", False), ("Rivers", False), ("", False)],
)
def test_a_kind_of_publication(text: str, expected: bool) -> None:
    assert is_kind(text) is expected
