"""Volume, issue and pages of a periodical, in all the ways of printing them."""

from __future__ import annotations

import pytest

from ponarscite.note.numbering import Numbering, read_numbering

JOURNAL = "Europe-Asia Studies"


@pytest.mark.parametrize(
    "text",
    [
        *("56, no. 2 (2004): 187–212", "56, 2 (2004): 187–212", "56, 2 (Mar. 2004): 187–212", "56/2 (2004): 187–212"),
        *("56:2 (2004): 187–212", "56.2 (2004): 187–212", "56(2) (2004): 187–212", "56 (2), 2004, pp. 187–212"),
        *("vol. 56, no. 2 (2004), pp. 187–212", "Vol. 56, Issue 2, 2004, pp. 187–212", "56, n. 2 (2004): 187–212"),
        *(
            "56, nr. 2 (2004): 187–212",
            "56 no. 2 (2004): 187–212",
            "56, #2 (2004): 187–212",
            "56, iss. 2 (2004), 187–212",
        ),
        *("56, Number 2 (Summer 2004), pp. 187–212", "2004, vol. 56, no. 2, pp. 187–212", "(2004) 56(2): 187–212"),
        *("(2004), vol. 56, no. 2: 187–212", ", (March 2004), Vol. 56(2), 187–212", ", 56, 2, March 2004, pp. 187–212"),
        *("t. 56, n° 2 (2004), p. 187–212", "Bd. 56, H. 2 (2004), S. 187–212", "Т. 56, № 2 (2004), с. 187–212"),
        *("56, no. 2, Summer 2004, 187–212", "56, no. 2, March–April 2004, 187–212", "56 2 (2004) 187–212"),
        *("56, 2 (March/April 2004), 187–212", "vol. 56(2), pages 187–212, May", "56, 2 (2004), 187–212"),
    ],
)
def test_volume_issue_and_pages(text: str) -> None:
    found = read_numbering(f"{JOURNAL}{'' if text[0] == ',' else ' '}{text}")
    assert found is not None
    assert (found.name.strip(" ,"), found.volume, found.issue, found.page) == (JOURNAL, "56", "2", "187–212")


@pytest.mark.parametrize(
    ("text", "volume", "issue", "page"),
    [
        ("LVI, no. 2 (2004): 187–212", "LVI", "2", "187–212"),
        ("LVI (2004): 187–212", "LVI", "", "187–212"),
        ("LVI, 2 (2004): 187–212", "LVI", "2", "187–212"),
        ("56, nos. 2–3 (2004): 187–212", "56", "2–3", "187–212"),
        ("56, no. 2/3 (2004): 187–212", "56", "2/3", "187–212"),
        ("56:2–3 (2004)", "56", "2–3", ""),
        ("56 (2004): 187–212", "56", "", "187–212"),
        ("56, 2004, 187–212", "56", "", "187–212"),
        ("(2004) 56:187–212", "56", "", "187–212"),
        ("56: 187–212 (2004)", "56", "", "187–212"),
        ("56, pp. 187–212 (2004)", "56", "", "187–212"),
        ("no. 2 (2004): 187–212", "", "2", "187–212"),
        ("56, no. 2 (2004), e187", "56", "2", "e187"),
        ("56, no. 2 (2004): 187", "56", "2", ""),
    ],
)
def test_some_have_less(text: str, volume: str, issue: str, page: str) -> None:
    assert read_numbering(f"{JOURNAL} {text}") == Numbering(JOURNAL, volume, issue, page)


@pytest.mark.parametrize(
    "text", ["The Moscow Times, May 12, 2004", "France 24, 12 May 2004", "Meduza, 2004", "", "Forum 18"]
)
def test_a_date_is_no_volume(text: str) -> None:
    assert read_numbering(text) is None
