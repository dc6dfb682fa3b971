"""Quotation marks: which belong together, and the title between them."""

from __future__ import annotations

import pytest

from ponarscite.note.quotation import LONGEST, Quotations, find_quotations, skeleton, title_of


def quoted(text: str) -> list[str]:
    """The outermost quotations of a text, marks included."""
    return [text[start:end] for start, end in find_quotations(text).pairs]


PAIRS = {
    "“A” and “B”": ["“A”", "“B”"],
    "“A “B” C”": ["“A “B” C”"],
    '"A" and "B"': ['"A"', '"B"'],
    'See "A," b ("C").': ['"A,"', '"C"'],
    "«A „B“ C»": ["«A „B“ C»"],
    "„A“ b": ["„A“"],
    "“A“ b": ["“A“"],
    "”A” b": ["”A”"],
    "(“A”)": ["“A”"],
    "a–“B”": ["“B”"],
    "a:“B”/“C”": ["“B”", "“C”"],
    "‘A b,’ C": ["‘A b,’"],
    "‘A b’; c": ["‘A b’"],
    "(‘A b’)": ["‘A b’"],
    "it’s ‘A b’ c": [],
    "“A ‘B c,’” d": ["“A ‘B c,’”"],
    "no marks": [],
    "": [],
}


@pytest.mark.parametrize(("text", "found"), PAIRS.items())
def test_marks_are_paired(text: str, found: list[str]) -> None:
    assert quoted(text) == found


@pytest.mark.parametrize(
    ("text", "openers", "closers"),
    [
        ("“A, b", (0,), ()),
        ("A,” b", (), (2,)),
        ("A » b « c", (6,), (2,)),
        ("“A «B” c", (0,), ()),
        ('A" b', (), (1,)),
        ('"', (), (0,)),
        ("“A” b” “c", (7,), (5,)),
    ],
)
def test_marks_without_a_partner_are_kept(text: str, openers: tuple[int, ...], closers: tuple[int, ...]) -> None:
    found = find_quotations(text)
    assert (found.openers, found.closers) == (openers, closers)


def test_marks_that_are_far_apart_are_no_pair() -> None:
    text = f"“{'x' * (LONGEST - 2)}”"
    assert quoted(text) == [text]
    assert quoted(f"“x{text[1:]}") == []


def test_quotations_are_masked() -> None:
    text = "A “B; c” (d. E) «F» (“g”) (“h"
    bones = skeleton(text, find_quotations(text).pairs)
    assert bones == "A “xxxx” (xxxx) «x» (“x”) (“h"
    assert len(bones) == len(text)
    assert skeleton(f"({'x.' * 75})", ()) == f"({'x' * 150})"
    assert skeleton(f"({'x.' * 75}y)", ()) == f"({'x.' * 75}y)"


TITLES = {
    "“A Title,”": "A Title",
    "“A Title.”": "A Title",
    "“A Title?”": "A Title?",
    "“In the U.S.”": "In the U.S.",
    "“A ‘B,’”": "A “B”",
    "“A ‘B’ and ‘C’”": "A “B” and “C”",
    "“A “B,””": "A “B”",
    "\"A 'B'\"": 'A "B"',
    "«A „B“»": "A «B»",
    "‘A ‘b’’": "A ‘b’",
    "„A ‘B’“": "A “B”",
    "“Elites’ Fears”": "Elites’ Fears",
    "“It’s a ‘Game’”": "It’s a “Game”",
    "“”": "",
}


@pytest.mark.parametrize(("text", "title"), TITLES.items())
def test_the_title_in_a_quotation(text: str, title: str) -> None:
    assert title_of(text) == title


def test_a_text_without_marks_has_none() -> None:
    assert find_quotations("A") == Quotations(())
