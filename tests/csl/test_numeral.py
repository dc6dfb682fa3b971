"""Numbers in a text: what is numeric, how ranges of pages are abbreviated, roman numerals."""

from __future__ import annotations

import pytest

from ponarscite.csl.numeral import LONGEST, Joints, is_numeric, is_several, roman, split, write


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2", True),
        ("2nd", True),
        ("second", False),
        ("2nd edition", False),
        ("D2", True),
        ("2b", True),
        ("L2d", True),
        ("2, 3", True),
        ("2-4", True),
        ("2 & 4", True),
        ("2–4", True),
        ("2, x y", False),
        ("iv", True),
        ("IV", False),
        ("abc", False),
        ("12\\-3", True),
        ("1234567890123", False),
        ("", False),
    ],
)
def test_is_numeric_as_the_specification_has_it(text: str, expected: bool) -> None:
    """CSL 1.0.2, "Choose" (is-numeric): numbers with prefixes and suffixes, separated by comma, hyphen or ampersand."""
    assert is_numeric(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1", False),
        ("1-3", True),
        ("2 & 4", True),
        ("2, 4", True),
        ("2 and 4", True),
        ("12a", False),
        ("one-two", False),
        ("1-", False),
        ("12\\-3", False),
        ("iv-vi", True),
    ],
)
def test_several_numbers_take_the_plural(text: str, expected: bool) -> None:
    assert is_several(text) is expected


def test_the_word_for_and_joins_numbers_too() -> None:
    assert is_several("2 und 4", "und")
    assert not is_several("2 und 4", "and")
    assert split("2-4, 6") == ["2", "-", "4", ", ", "6"]
    assert split(" 1, 2, and 3 ") == ["1", ", ", "2", ", and ", "3"]
    assert split("1 and 2") == ["1", " and ", "2"]
    assert split("1 and 2", "") == ["1 and 2"]


def test_a_text_beyond_the_limit_is_left_alone() -> None:
    longest = "1-2," * (LONGEST // 4)
    assert len(split(longest)) > 1
    assert split(longest + "1") == [longest + "1"]


PAGES = [
    # pages, expanded, minimal, minimal-two, chicago-15, chicago-16
    ("3-10", "3–10", "3–10", "3–10", "3–10", "3–10"),
    ("42-45", "42–45", "42–5", "42–45", "42–45", "42–45"),
    ("71-2", "71–72", "71–2", "71–72", "71–72", "71–72"),
    ("92-113", "92–113", "92–113", "92–113", "92–113", "92–113"),
    ("100-104", "100–104", "100–4", "100–04", "100–104", "100–104"),
    ("600-613", "600–613", "600–13", "600–13", "600–613", "600–613"),
    ("1100-1123", "1100–1123", "1100–23", "1100–23", "1100–1123", "1100–1123"),
    ("107-108", "107–108", "107–8", "107–08", "107–8", "107–8"),
    ("505-517", "505–517", "505–17", "505–17", "505–17", "505–17"),
    ("1002-1006", "1002–1006", "1002–6", "1002–06", "1002–6", "1002–6"),
    ("321-325", "321–325", "321–5", "321–25", "321–25", "321–25"),
    ("415-532", "415–532", "415–532", "415–532", "415–532", "415–532"),
    ("11564-11568", "11564–11568", "11564–8", "11564–68", "11564–68", "11564–68"),
    ("13792-13803", "13792–13803", "13792–803", "13792–803", "13792–803", "13792–803"),
    ("1496-1504", "1496–1504", "1496–504", "1496–504", "1496–1504", "1496–504"),
    ("2787-2816", "2787–2816", "2787–816", "2787–816", "2787–2816", "2787–816"),
    ("12991-13001", "12991–13001", "12991–3001", "12991–3001", "12991–3001", "12991–3001"),
    ("1087-1089", "1087–1089", "1087–9", "1087–89", "1087–89", "1087–89"),
    ("N110-N115", "N110–N115", "N110–5", "N110–15", "N110–15", "N110–15"),
    ("110-N115", "110-N115", "110-N115", "110-N115", "110-N115", "110-N115"),
    ("96-117b", "96–117b", "96–117b", "96–117b", "96–117b", "96–117b"),
    ("117-96", "117–196", "117–96", "117–96", "117–96", "117–96"),
    ("20-20", "20–20", "20–20", "20–20", "20–20", "20–20"),
    ("iv-vi", "iv–vi", "iv–vi", "iv–vi", "iv–vi", "iv–vi"),
    ("x-12", "x–12", "x–12", "x–12", "x–12", "x–12"),
]
FORMS = ("expanded", "minimal", "minimal-two", "chicago-15", "chicago-16")


@pytest.mark.parametrize(
    ("pages", "form", "expected"),
    [(row[0], form, expected) for row in PAGES for form, expected in zip(FORMS, row[1:], strict=True)],
)
def test_page_range_formats(pages: str, form: str, expected: str) -> None:
    """CSL 1.0.2, appendix V, with the examples of its tables."""
    assert write(pages, Joints(), pages=form) == expected


def test_chicago_is_chicago_15() -> None:
    assert write("1496-1504", Joints(), pages="chicago") == "1496–1504"
    assert write("1496-1504", Joints(), pages="no such format") == "1496–1504"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 - 4", "2~4"),
        ("2–4", "2~4"),
        ("2--4", "2--4"),
        ("2 , 4", "2, 4"),
        ("2&4", "2 + 4"),
        ("2 & 4", "2 + 4"),
        ("1, 2, and 4", "1, 2, and 4"),
        ("1-3, 5", "1~3, 5"),
        ("12\\-3", "12-3"),
        ("one-two", "one-two"),
        ("A", "A"),
    ],
)
def test_joints_between_numbers(text: str, expected: str) -> None:
    """CSL 1.0.2, "Number": spaces around hyphens go, commas and ampersands get theirs."""
    assert write(text, Joints("~", "+")) == expected


def test_each_whole_number_takes_the_form() -> None:
    """CSL 1.0.2, "Number": numbers with prefixes or suffixes never do."""
    assert write("1, 2E & 3", Joints(), roman) == "i, 2E & iii"
    assert write("4", Joints(), roman) == "iv"
    assert write("1234567890", Joints(), roman) == "1234567890"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "i"),
        (4, "iv"),
        (9, "ix"),
        (14, "xiv"),
        (40, "xl"),
        (90, "xc"),
        (444, "cdxliv"),
        (999, "cmxcix"),
        (1987, "mcmlxxxvii"),
        (4999, "mmmmcmxcix"),
        (5000, "5000"),
        (0, "0"),
    ],
)
def test_roman(number: int, expected: str) -> None:
    assert roman(number) == expected


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("12, n. 3", "page", "12, Anm. 3"),
        ("12, nn. 3-4", "page", "12, Anm. 3–4"),
        ("12 n. 3", "page", "12 Anm. 3"),
        ("3, p. 4", "chapter", "3, S. 4"),
        ("3, p. 4", "page", "3, 4"),
        ("2, paras. 4-5; p. 7", "section", "2, Abs. 4–5; S. 7"),
        ("12, xyz. 3", "page", "12, xyz. 3"),
        ("Law no. 5", "number", "Law no. 5"),
        ("ch. 4", "volume", "ch. 4"),
        ("2r p. 4 n. 5", "folio", "2r S. 4 Anm. 5"),
        ("1, n. A", "page", "1, Anm. A"),
        ("1 n. A", "page", "1 n. A"),
    ],
)
def test_labels_inside_of_a_number_are_translated(text: str, label: str, expected: str) -> None:
    """As Zotero prints them: a label behind a number is printed unless the number before has it, too."""
    terms = {"note": "Anm.", "page": "S.", "paragraph": "Abs.", "chapter": "Kap."}
    assert write(text, Joints(), label=label, term=lambda name, _: terms.get(name, "")) == expected


@pytest.mark.parametrize("text", ["0", "007", "٣", "1/2"])
def test_only_whole_numbers_take_a_form(text: str) -> None:
    assert write(text, Joints(), roman) == text


def test_numbers_with_labels_inside_take_linear_time() -> None:
    assert write("1 n. 2 " * 140, Joints()).count("n.") == 140
