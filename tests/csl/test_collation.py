"""Collation: the order of signs, numbers, letters and scripts, and what does not count."""

from __future__ import annotations

import itertools
import time

import pytest

from ponarscite.csl.collation import TAILORED, collator


@pytest.mark.parametrize(
    "row",
    [
        "˄ ©|® ±|+ ␀ $|€ 1 ½ a",
        "0 1 2 9 10 99 100 a",
        "007 8 010",
        "a1 a2 a10 ab",
        "a æ|ae b",
        "d|đ|ð e",
        "f g h|ħ i ı j",
        "l|ł m",
        "o|ø œ|oe p",
        "s ss|ß st",
        "t ŧ u",
        "z þ α",
        "b ƀ c",
        "n ŋ o",
        "д ђ е є ж з ѕ и і|ї ј к л љ м",
        "н њ о т ћ у ч џ ш",
        "я ა ֆ",
        "г|ґ ғ д",
        "かな|カナ",
        "ＡＢ|AB c",
        "ﬁ|fi fj",
        "² x y",
    ],
)
def test_characters_in_order(row: str) -> None:
    """Groups in order; texts between bars are equal."""
    key = collator("en-US")
    groups = [group.split("|") for group in row.split()]
    keys = [key(group[0]) for group in groups]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    for group in groups:
        assert len(set(map(key, group))) == 1


@pytest.mark.parametrize("pair", ["a A", "é e", "Å a", "a-b ab", "‘a’ a", "a. a", "(a) a", "İ i", "ẞ ss", "ά α"])
def test_case_accents_and_punctuation_do_not_count(pair: str) -> None:
    first, second = pair.split()
    assert collator("en-US")(first) == collator("en-US")(second)


def test_white_space_counts_once() -> None:
    key = collator("en")
    assert key("a  b") == key("a\tb") == key("a b") != key("ab")
    assert key("a b") < key("ab")
    assert key("a") == key("a ") != key("a b")
    assert key("") == key("...") == key("—") == ""


def test_leading_zeros_do_not_count() -> None:
    key = collator("en")
    assert key("007") == key("7")
    assert key("9" * 70_000) > key("8")


RULES = [(language, rule) for language, rules in TAILORED.items() for rule in rules.split()]


@pytest.mark.parametrize(("language", "rule"), RULES, ids=[f"{language}-{rule}" for language, rule in RULES])
def test_the_letters_of_a_language(language: str, rule: str) -> None:
    """Each step of "z<å<ä,æ" comes after all words with the letter before; letters of one step are equal."""
    key = collator(f"{language}-XX")
    steps = [step.split(",") for step in rule.split("<")]
    for before, step in itertools.pairwise(steps):
        assert key(step[0]) > key(before[0] + "xx")
    for step in steps:
        assert len({key(letter) for letter in step}) == 1
    last = steps[-1][0]
    assert key(last.upper()) == key(last) or last.upper().lower() != last


def test_other_languages_do_not_know_them() -> None:
    assert collator("en")("å") == collator("en")("a")
    assert collator("sv")("å") > collator("sv")("z")
    assert collator("SV-se")("å") > collator("SV-se")("z")
    assert collator("xx")("å") == collator("")("a")


@pytest.mark.parametrize(
    ("language", "own"),
    [
        ("ru", "я"),
        ("uk", "ї"),
        ("el", "ω"),
        ("he", "א"),
        ("ar", "ب"),
        ("hy", "ա"),
        ("zh", "中"),
        ("th", "ก"),
        ("am", "አ"),
        ("ko", "ᄀ"),
        ("bg", "я"),
    ],
)
def test_a_language_sorts_its_own_script_first(language: str, own: str) -> None:
    assert collator(language)(own) < collator(language)("a")
    assert collator("en")(own) > collator("en")("z")
    assert collator(language)("9") < collator(language)(own)


def test_a_long_run_of_accents_takes_linear_time() -> None:
    begun = time.process_time()
    assert collator("sv-SE")("Å" + "\u0301\u0316" * 40_000 + " b")
    assert time.process_time() - begun < 5  # it was minutes
