"""Initials of given names."""

from __future__ import annotations

import pytest

from ponarscite.csl.initials import initialize


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Anna", "A."),
        ("Anna Berta", "A. B."),
        ("A", "A."),
        ("A.B.", "A. B."),
        ("AB", "A."),
        ("AB.", "AB."),
        ("Anna-Berta", "A.-B."),
        ("A.-B.", "A.-B."),
        ("Bai-lian", "B."),
        ("anna", "anna"),
        ("Anna de", "A. de"),
        ("al-Hasan", "al-H."),
        ("Th. Karl", "Th. K."),
        ("Ph.D.", "Ph. D."),
        ("TSeren", "Ts."),
        ("Éva Ödön", "É. Ö."),
        ("Ольга Петровна", "О. П."),
        ("Anna (Ann)", "A. (Ann)"),
        ("'t Anna", "'t Anna"),
        ("Anna,", "A."),
        ("<b>Anna</b> B", "<b>A.</b> B."),
        ("", ""),
    ],
)
def test_initialize(given: str, expected: str) -> None:
    assert initialize(given, ". ", names_too=True, hyphen=True) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Anna", "Anna"),
        ("Anna B", "Anna B."),
        ("A.B.", "A.B."),
        ("A.-B. Cleo", "A.B. Cleo"),
        ("Anna-Berta", "Anna-Berta"),
        ("AB", "AB"),
        ("Th.", "Th."),
    ],
)
def test_only_initials_are_written_anew(given: str, expected: str) -> None:
    assert initialize(given, ".", names_too=False, hyphen=True) == expected


@pytest.mark.parametrize(
    ("ending", "hyphen", "expected"),
    [("", True, "A-BC"), ("", False, "ABC"), (".", True, "A.-B.C."), (". ", False, "A. B. C."), (" ", True, "A-B C")],
)
def test_endings_and_hyphens(ending: str, hyphen: bool, expected: str) -> None:
    assert initialize("Anna-Berta Cleo", ending, names_too=True, hyphen=hyphen) == expected
