"""The parts of a note: where one source ends and the next begins."""

from __future__ import annotations

import pytest

from ponarscite.note.segment import split_sources
from ponarscite.series.ponars import PONARS, PONARS_EURASIA
from ponarscite.series.series import label_pattern

LABEL = label_pattern((PONARS, PONARS_EURASIA))
MEMO = "PONARS Eurasia Policy Memo No. 590"


def parts(text: str) -> list[str]:
    return list(split_sources(text, LABEL))


WHOLE = (
    "",
    "Ann Lee, “One. Two; three,” The Post, May 3, 2021",
    "Ann Lee, One (see A. B; c), The Post",
    "See vol. Two and no. Three",
    "U.S. Senate, p. 3",
    "Dr. Ann Lee, Prof. Bo Kim",
    "A. B. Lee, The Post",
    "Ann Lee, One. 2021",
    "Ann Lee, One. May 2021",
    "Ann Lee, One. https://a.example/b",
    "Ann Lee, One. no. 3",
    "Ann Lee, One. accessed today",
    "Ann Lee, One. № 3",
    f"Ann Lee, One. {MEMO}",
    f"Ann Lee, One. ({MEMO})",
    "Ann Lee and Bo Kim, One",
    "One, 2020 and 2021",
    "One, 2020, and May 2021",
    "One (2020) and two",
    "Lee, Ann. One in The Post",
    "Lee, Ann. 2021. One",
    "Lee, Ann (2021). One",
    f"Ann Lee, “One,” {MEMO}. Washington, DC: George Washington University, 2022",
    f"Ann Lee, “One,” {MEMO}. George Washington University",
    "Ann Lee. “One.” The Post",
)


@pytest.mark.parametrize("text", WHOLE)
def test_one_source_stays_whole(text: str) -> None:
    assert parts(text) == ([text] if text else [])


SEVERAL = {
    "A; B": ["A", "B"],
    "A;": ["A"],
    " A ; ; B ": ["A", "B"],
    "A. See B": ["A.", "See B"],
    "A. see also B": ["A.", "see also B"],
    "A, see also B": ["A", "see also B"],
    "A and see B": ["A", "and see B"],
    "A; and cf. B": ["A", "and cf. B"],
    "A см. также B": ["A", "см. также B"],
    "It is old. The Post, May 3": ["It is old.", "The Post, May 3"],
    "Is it old? The Post": ["Is it old?", "The Post"],
    "It is old! “One,” The Post": ["It is old!", "“One,” The Post"],
    "[It is old.] The Post": ["[It is old.]", "The Post"],
    "It is old. (The Post)": ["It is old.", "(The Post)"],
    "Cite it. Ibid.": ["Cite it.", "Ibid."],
    "It rose. For more, see A": ["It rose.", "For more, see A"],
    "“One,” A, 2020 and “Two,” B": ["“One,” A, 2020", "“Two,” B"],
    "“One,” A, 2020, as well as Bo Kim, B": ["“One,” A, 2020", "Bo Kim, B"],
    "A (2020) and Bo Kim, B": ["A (2020)", "Bo Kim, B"],
    "А, 2020 и Бо Ким, Б": ["А, 2020", "Бо Ким, Б"],
    f"Ann Lee, “One,” {MEMO}. Washington was hot": [f"Ann Lee, “One,” {MEMO}.", "Washington was hot"],
    f"{MEMO} is old. George Washington University has it": [
        f"{MEMO} is old.",
        "George Washington University has it",
    ],
    f"Ann Lee, {'x' * 200}. “One,” The Post": [f"Ann Lee, {'x' * 200}.", "“One,” The Post"],
}


@pytest.mark.parametrize(("text", "found"), SEVERAL.items())
def test_several_sources_and_remarks_are_split(text: str, found: list[str]) -> None:
    assert parts(text) == found


@pytest.mark.parametrize("word", "no nos vol pp ed trans dr prof st jr vs al cf univ jan sept dec стр г".split())
def test_an_abbreviation_ends_no_sentence(word: str) -> None:
    assert parts(f"One ({word}. Two)") == [f"One ({word}. Two)"]
    assert parts(f"One {word}. Two") == [f"One {word}. Two"]
    assert parts(f"One {word}? Two") == [f"One {word}?", "Two"]


def test_names_in_front_of_a_full_stop_belong_to_the_title_behind_it() -> None:
    assert parts("Ann Lee. “One,” The Post") == ["Ann Lee. “One,” The Post"]
    assert parts("He spoke. “One,” The Post") == ["He spoke.", "“One,” The Post"]
    assert parts("Ann Lee, 2021. “One,” The Post") == ["Ann Lee, 2021. “One,” The Post"]
    assert parts("It fell, 2021. One rose") == ["It fell, 2021.", "One rose"]
