"""Proof by printing: a style prints the record back as the string."""

from __future__ import annotations

import pytest

from ponarscite.citestring import printing
from ponarscite.citestring.printing import STYLES, is_printed, printed
from tests.citestring.tagged import readings

PRINTED = [
    "[[author|Lee, A.]], & [[author|Ek, B.]] ([[issued|2019]]). [[title|A paper of rivers]]. [[container|Post-Soviet "
    "Affairs]], [[volume|35]]([[issue|2]]), [[page|101–118]]. https://doi.org/[[DOI|10.1080/1060586X.2019.1]]",
    "[[author|Ann Lee]], [[title|A Book of Rivers]] ([[place|London]]: [[publisher|Hurst]], [[issued|2012]]), "
    "[[loc|23]].",
    "[[N|See]] [[author|Ann Lee]], “[[title|A Paper of Rivers]],” [[container|Survival]] [[volume|3]], no. [[issue|2]] "
    "([[issued|2012]]): [[page|1–15]].",
    "[[author|Lee, Ann]]. [[issued|2012]]. “[[title|A Paper of Rivers]].” [[container|Survival]] [[volume|3]] "
    "([[issue|2]]): [[page|1–15]].",
]
NOT_PRINTED = [
    # the container is cut short: no style prints "Quarterly" anywhere else
    "[[author|Ann Lee]], “[[title|A Paper of Rivers]],” [[container|Survival]] Quarterly [[volume|3]], no. [[issue|2]] "
    "([[issued|2012]]): [[page|1–15]].",
    # the place stands in the field of the publisher
    "[[author|Ann Lee]], [[title|A Book of Rivers]] ([[publisher|London]]: [[place|Hurst]], [[issued|2012]]).",
]


@pytest.mark.parametrize("string", PRINTED)
def test_a_style_prints_the_record_back(string: str) -> None:
    (reading,) = readings(string)
    assert printed(reading)


@pytest.mark.parametrize("string", NOT_PRINTED)
def test_no_style_prints_words_of_the_wrong_field(string: str) -> None:
    (reading,) = readings(string)
    assert not printed(reading)


def test_all_styles_are_installed() -> None:
    assert [name for name, _ in STYLES if printing._style(name) is None] == []


def test_no_text_is_no_print() -> None:
    assert not is_printed({"type": "book", "title": "A"}, "")
    assert not is_printed({"type": "book", "title": "A"}, "a" * 5_000)
