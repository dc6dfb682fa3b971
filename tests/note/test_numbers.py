"""Several memos behind one label, and short labels within a memo."""

from __future__ import annotations

import pytest

from ponarscite.note.numbers import find_mentions
from ponarscite.note.parser import parse_note
from tests.series.claimed import SERIES

MEMO = "PONARS Eurasia Policy Memo"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (f"See {MEMO}s Nos. 443 and 444.", "443 444"),
        (f"{MEMO}s No. 651 and No. 551.", "651 551"),
        (f"{MEMO}s #12 & #13", "12 13"),
        (f"{MEMO}s 587–590.", "587 588 589 590"),
        (f"{MEMO}s 587-90, May 2019.", "587 588 589 590"),
        (f"{MEMO}s 12, 14, and 17", "12 14 17"),
        (f"{MEMO}s Nos. 12–14 and 20", "12 13 14 20"),
        (f"{MEMO} №№ 443, 444.", "443 444"),
        (f"{MEMO} n° 660.", "660"),
        (f"{MEMO} nº 660", "660"),
        (f"{MEMO} 12 and 14.", "12 14"),
        (f"{MEMO}s Nos. 660, 661, 12 July 2020.", "660 661"),
        (f"{MEMO} No. 12 and 14 others", "12"),
        (f"{MEMO} No. 660, 3.", "660"),
        (f"{MEMO} No. 660, 2020.", "660"),
        (f"{MEMO} No. 660, 12 July 2020.", "660"),
        (f"{MEMO} No. 587–590", "587"),
        (f"{MEMO}s 12-1000", ""),
        (f"{MEMO}s Nos. 90–12.", "90"),
        (f"{MEMO}s 2016.", ""),
        (f"{MEMO}s", ""),
        ("Policy Memos 12 and 13", "12 13"),
    ],
)
def test_the_numbers_behind_a_label(text: str, numbers: str) -> None:
    assert [number for one in find_mentions(text, SERIES) for number in one.numbers] == numbers.split()


def test_a_label_ends_behind_its_last_number() -> None:
    (one,) = find_mentions(f"See {MEMO}s Nos. 443 and 444, October 2016", SERIES)
    assert (one.label, one.start, one.end) == (MEMO, 4, len(f"See {MEMO}s Nos. 443 and 444"))
    assert list(find_mentions("Memo 5", ())) == []


def test_a_date_behind_several_numbers_is_that_of_each() -> None:
    works = parse_note(f"See {MEMO}s Nos. 443 and 444, October 2016.", SERIES)
    assert [(work.get("number"), work.get("issued")) for work in works] == [
        ("443", "October 2016"),
        ("444", "October 2016"),
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("See memo No. 660.", "660"),
        ("See Policy Memo 660.", "660"),
        ("See also Policy Memo 660.", "660"),
        ("Cf. our policy memos 12, 14, and 17 (2012).", "12 14 17"),
        ("The point is made in Policy Memo 660; see there.", "660"),
        ("For more, see PONARS memo No. 660.", "660"),
        ("See Brookings Policy Memo No. 5.", ""),
        ("See Policy Memo 5, Brookings Institution.", ""),
        ("See memo No. 12 of the Ministry of Finance.", ""),
        ("The CIA memo No. 12 says so.", ""),
        ("Memo 5, White House, 1998.", ""),
        ("In a memo of 12 May 2019 he said so.", ""),
        ("See memo 5.", ""),
    ],
)
def test_in_a_memo_a_short_label_is_that_of_its_own_series(text: str, numbers: str) -> None:
    assert [work.get("number") for work in parse_note(text, SERIES, is_memo=True)] == numbers.split()
    assert [work.get("number") for work in parse_note(text, SERIES)] == (["660"] if "PONARS" in text else [])
