"""Titles without the punctuation and the quotation marks of the sentence around them."""

from __future__ import annotations

import pytest

from ponarscite.record.quoted import trim, unnest

TRIMMED = {
    " A, ": "A",
    "A;": "A",
    "A:": "A",
    "Ab.": "Ab",
    "A.": "A.",
    "A . ": "A",
    "A?": "A?",
    "A B.C.": "A B.C.",
    "A...": "A...",
    "A,’": "A’",
    "Ab.”": "Ab”",
    "A, »": "A »",
    "A,,": "A,",
    "": "",
    ".": "",
}


@pytest.mark.parametrize(("title", "text"), TRIMMED.items())
def test_the_punctuation_of_the_sentence_is_no_part_of_a_title(title: str, text: str) -> None:
    assert trim(title) == text


UNNESTED = {
    "a ‘b’ c": "a <b> c",
    "a 'b' c": "a <b> c",
    "it's ‘b’": "it's <b>",
    "(‘a’)": "(<a>)",
    "–‘a’": "–<a>",
    "‘a": "‘a",
    "a’": "a’",
    "the ‘elites’ fears’": "the <elites’ fears>",
    "the ‘elites’ fears": "the <elites> fears",
    "the ‘elites’ ‘fears’": "the <elites> <fears>",
    "‘a’ ‘b’ ‘c": "<a> <b> ‘c",
    "‘ a’": "‘ a’",
    "x‘a’": "x‘a’",
    "": "",
}


@pytest.mark.parametrize(("text", "found"), UNNESTED.items())
def test_single_marks_become_others_and_apostrophes_stay(text: str, found: str) -> None:
    assert unnest(text, ("<", ">")) == found
