"""The normal form of texts, and the forms by which they are compared and shown."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.record.romanization import to_ascii
from ponarscite.record.text import (
    MOST_MARKS,
    clean,
    composed,
    date_text,
    fold,
    in_reading_order,
    inert,
    iso,
    letters,
    web_address,
)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\u00a0b\n c\t", "a b c"),
        ("a  b", "a b"),
        (" a", "a"),
        ("a ", "a"),
        ("e\u0301", "é"),
        ("e\u0301  x", "é x"),
        ("\u202eevil\u202c \x1b[31mred\x07", "evil [31mred"),
        ("a\x00b\x7f", "ab"),
        ("\ud800x", "x"),
        ("\ufeffBOM", "BOM"),
        ("\n", ""),
        ("", ""),
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
    assert cleaned == " ".join(cleaned.split())


@pytest.mark.parametrize("text", ["Snow and Ice", "Снег и лёд", "zero\u200bwidth"])
def test_a_clean_text_is_not_copied(text: str) -> None:
    assert clean(text) is text


def test_a_text_of_a_derived_class_becomes_a_plain_one() -> None:
    class Derived(str):
        """As lxml gives them."""

        __slots__ = ()

    for text in ("Snow", "Снег", "zero\u200bwidth", " Snow"):
        assert type(clean(Derived(text))) is str, text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John O’Loughlin", "john o'loughlin"),
        ("Şener Aktürk", "Sener Akturk"),
        ("“Humanitarian Space”", '"humanitarian space"'),
        ("«Near» „Abroad“", '"near" "abroad"'),
        ("Gould‑Davies", "Gould-Davies"),
        ("1999–2004", "1999-2004"),
        ("Gelʼman", "gel'man"),
        ("Kılıç", "Kilic"),
        ("STRASSE", "straße"),
        ("  Two\n words ", "two words"),
        ("Два  слова", "ДВА СЛОВА"),
    ],
)
def test_fold_sees_through_spelling(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Snow", "snow"), (" A  b\t", "a b"), ("Élan ", "elan"), ("’“–", "'\"-"), ("", ""), ("Й", "и")],
)
def test_a_folded_text(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_a_long_text_is_folded_as_its_parts_are(text: str) -> None:
    folded = fold(text)
    assert fold(f"{text} " * 300) == " ".join([folded] * 300 if folded else [])


@pytest.mark.parametrize(
    ("text", "reduced"),
    [
        ("Why? “So”: It Goes…", "why so it goes"),
        ("Why So -- it goes", "why so it goes"),
        ("  …2022 Coup-Attempt! ", "2022 coup attempt"),
        ("Снег, лёд", "снег лед"),
        ("?!", ""),
    ],
)
def test_letters_are_all_that_two_titles_must_share(text: str, reduced: str) -> None:
    assert letters(text) == reduced
    assert letters(f"{text} " * 300) == " ".join([reduced] * 300 if reduced else [])


@pytest.mark.parametrize(
    ("text", "is_link"),
    [
        ("https://x.org/a", True),
        ("http://x.org", True),
        ("HTTPS://X.ORG", True),
        ("javascript:alert(1)", False),
        ("ftp://x.org", False),
        ("x http://x.org", False),
        ("http:/x.org", False),
        ("", False),
    ],
)
def test_only_an_http_address_becomes_a_link(text: str, is_link: bool) -> None:
    assert web_address(text) == (text if is_link else "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("Снег “a b”", "Снег “a b”"), ("a\x1b[31m\nred", "a [31m red"), ("\u202ered\u202c", " red ")],
)
def test_a_terminal_obeys_nothing_of_a_text(text: str, shown: str) -> None:
    assert inert(text) == shown


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({"family": "Vogel", "given": "Sasha", "non-dropping-particle": "de"}, "Sasha de Vogel"),
        (
            {"suffix": "Jr.", "family": "Ray", "non-dropping-particle": "de", "dropping-particle": "d'", "given": "Bo"},
            "Bo d' de Ray Jr.",
        ),
        ({"literal": "PONARS Eurasia", "family": "x"}, "PONARS Eurasia"),
        ({"literal": "", "family": "Lee"}, "Lee"),
        ({}, ""),
    ],
)
def test_a_name_in_reading_order(parts: Mapping[str, str], name: str) -> None:
    assert in_reading_order(parts) == name


@pytest.mark.parametrize(
    ("parts", "text"),
    [((2022, 5, 20), "2022-05-20"), ((2022, 11), "2022-11"), ((2022,), "2022"), ((33, 4, 3), "0033-04-03"), ((), "")],
)
def test_the_parts_of_a_date_in_iso_8601(parts: tuple[int, ...], text: str) -> None:
    assert iso(parts) == text
    assert iso(list(parts)) == text


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ({"date-parts": [[2018, 7]]}, "2018-07"),
        ({"date-parts": [[2018, 7], [2018, 8, 1]]}, "2018-07/2018-08-01"),
        ({"literal": "Spring 2014"}, "Spring 2014"),
        ({"date-parts": [], "literal": "n.d."}, "n.d."),
        ({}, ""),
    ],
)
def test_a_date_variable_for_people(date: Mapping[str, Any], text: str) -> None:
    assert date_text(date) == text


NO_CHARACTERS = ("\ufffe", "\uffff", "\ufdd0", "\ufdef", "\U0001fffe", "\U0010ffff")


@pytest.mark.parametrize("character", NO_CHARACTERS, ids=ascii)
def test_noncharacters_are_removed(character: str) -> None:
    assert clean(f"a{character}b") == "ab"


MARKS = ("\u0301\u0316", "\u0344\u0316", "\u0f73\u0301", "ﾞ\u0301", "\u0301", "\u0316\u0301", "\u05b0\u0301")


@pytest.mark.parametrize("before", ["", "e", "é", "ế", "が"])
@pytest.mark.parametrize("marks", MARKS, ids=ascii)
@pytest.mark.parametrize("function", [clean, fold, letters, to_ascii])
def test_runs_of_combining_marks_take_linear_time(function: Callable[[str], str], marks: str, before: str) -> None:
    begun = time.process_time()
    function(f"A {before}{marks * 20_000} title")
    assert time.process_time() - begun < 2  # it was half a minute


@pytest.mark.parametrize("marks", MARKS, ids=ascii)
def test_a_run_that_is_in_no_normal_form_is_parted(marks: str) -> None:
    cleaned = clean(f"e{marks * 100}")
    assert clean(cleaned) == cleaned
    if not unicodedata.is_normalized("NFC", f"e{marks * 100}"):
        assert longest_run(unicodedata.normalize("NFD", cleaned)) <= MOST_MARKS


def longest_run(text: str) -> int:
    runs = "".join("m" if unicodedata.combining(character) else " " for character in text).split()
    return max(map(len, runs), default=0)


@pytest.mark.parametrize("count", [1, 5, MOST_MARKS])
def test_shorter_runs_stay(count: int) -> None:
    text = "Z" + ("\u0301\u0316" * count)[:count]
    assert clean(text) == composed(text) == unicodedata.normalize("NFC", text)
    assert "\u034f" not in clean(text)


@given(st.text(st.sampled_from("e\u0301\u0316\u0344 ﾞ가ㅏé\u0f73\u3099か…—"), max_size=200))
def test_any_mixture_of_marks_has_a_normal_form(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
