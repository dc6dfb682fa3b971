"""Section and title that the address of a page tells."""

from __future__ import annotations

import pytest

from ponarscite.document.lines import lines_of_text
from ponarscite.series.page_address import section_of_address, title_of_address, titled_by_address
from tests.series.claimed import SERIES


@pytest.mark.parametrize(
    ("url", "section", "title"),
    [
        ("https://www.ponarseurasia.org/memo/on-dry-bridges", "Policy Memos", "On dry bridges"),
        ("http://ponarseurasia.com/ru/memo/on-dry-bridges-0/", "Policy Memos", "On dry bridges"),
        ("https://www.ponarseurasia.org/on-dry-bridges/", "", "On dry bridges"),
        ("https://www.ponarseurasia.org/memo/9478", "Policy Memos", ""),
        ("https://www.ponarseurasia.org/node/9478", "", ""),
        ("https://www.ponarseurasia.org/sites/default/files/pm_0094.pdf", "", ""),
        ("https://www.ponarseurasia.org/2012-07-23", "", ""),
        ("https://www.ponarseurasia.org/", "", ""),
        ("https://a.example/memo/on-dry-bridges", "", ""),
        ("http://[bad/memo/on-bridges", "", ""),
        ("", "", ""),
    ],
)
def test_an_address(url: str, section: str, title: str) -> None:
    assert (section_of_address(url, SERIES), title_of_address(url, SERIES)) == (section, title)


def test_the_title_is_the_line_that_has_the_words_of_the_address() -> None:
    page = lines_of_text("Home\nPolicy Memos\nOn the Dry Bridges: Who Crosses?\nThe dry bridges stand.\n")
    assert titled_by_address(page, "https://www.ponarseurasia.org/memo/dry-bridges-who-crosses", SERIES) == 2
    assert titled_by_address(page, "https://www.ponarseurasia.org/memo/wet-rafts-who-crosses", SERIES) == -1
    assert titled_by_address(page, "https://www.ponarseurasia.org/memo/9478", SERIES) == -1


def test_a_russian_title_is_compared_letter_by_letter() -> None:
    page = lines_of_text("Главная\nГде считают снег\n")
    assert titled_by_address(page, "https://www.ponarseurasia.org/ru/memo/gde-schitayut-sneg", SERIES) == 1
