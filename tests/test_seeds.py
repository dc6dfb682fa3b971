"""Two real pages, where the folder beside the checkout has them."""

from __future__ import annotations

from collections import Counter

import pytest

import ponarscite
from ponarscite.record.claim import ROLES
from tests.conftest import SHARED

SEEDS = sorted((SHARED / "seeds").glob("*.txt"))
pytestmark = pytest.mark.skipif(len(SEEDS) != 2, reason="the two pages are the publisher's and not in this repository")

DUVANOVA = (
    "Dinissa Duvanova and Barbara Junisbai, “Outsourcing Violence: Provocateurs and Power Struggles in Kazakhstan, "
    "January 2022,” PONARS Eurasia Policy Memo No. 781, George Washington University, June 2022.\n"
)
JUNISBAI = (
    "Azamat Junisbai, “The Limits of Authoritarian Learning: Deconstructing Kazakhstan’s 2022 Coup Attempt,” "
    "PONARS Eurasia Policy Memo No. 775, George Washington University, May 2022.\n"
)
CITED = (
    "Azamat Junisbai, “Authoritarian Learning: Making Sense of Kazakhstan’s Political Transition,” "
    "PONARS Eurasia Policy Memo No. 660, George Washington University, July 2020."
)


@pytest.mark.parametrize(("seed", "expected"), [(0, DUVANOVA), (1, JUNISBAI)])
def test_the_official_form(seed: int, expected: str) -> None:
    assert str(ponarscite.cite(ponarscite.ingest(SEEDS[seed]))) == expected


def test_the_memo_that_a_note_cites_and_the_headlines() -> None:
    cited = [one for one in ponarscite.ingest(SEEDS[1], roles=("subject", "cited")) if one.role == "cited"]
    assert CITED in str(ponarscite.cite(cited))
    assert [(one.type, one.container_title, one.author) for one in cited[1:]] == [
        ("article-newspaper", outlet, ())
        for outlet in ("Reuters", "Eurasianet", "Reuters", "Inform.kz", "The Diplomat", "The Guardian")
    ]
    assert len(cited) == 7


@pytest.mark.parametrize("seed", [0, 1])
def test_what_the_page_mentions(seed: int) -> None:
    found = [one for one in ponarscite.ingest(SEEDS[seed], roles=ROLES) if one.role == "mentioned"]
    places = Counter(claim.about.place.split()[0] for one in found for claim in one.claims[:1])
    assert places == {"card": 8, "previous": 1, "next": 1, "episode": 10}
    assert all(one.issued.day and (one.author or one.type == "broadcast") for one in found)
    assert {one.type for one in found if one.container_title} == {"broadcast"}


def test_affiliations_and_keywords() -> None:
    (memo,) = ponarscite.ingest(SEEDS[0])
    assert memo.keyword == ("Kazakhstan", "Nazarbayev", "Tokayev")
    assert [one.name for one in memo.affiliations] == ["Dinissa Duvanova", "Barbara Junisbai"]
    assert memo.affiliations[1].text == "Associate Professor of Organizational Studies at Pitzer College"


def test_both_together_report_the_day_they_disagree_on() -> None:
    found = list(ponarscite.ingest(SEEDS, roles=ROLES))
    (conflict,) = [conflict for one in found for conflict in one.conflicts]
    assert {conflict.kept.text, conflict.lost.text} == {"March 13, 2023", "March 14, 2023"}
    assert sum(one.type == "broadcast" for one in found) == 10
