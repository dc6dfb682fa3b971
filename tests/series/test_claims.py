"""A maker of claims: what its claims have in common, and what each has of its own."""

from __future__ import annotations

import pytest

from ponarscite.record.claim import About, Claim, Rank
from ponarscite.series.claims import ClaimMaker
from tests.series.claimed import line

CARD = About("mentioned", "card 3", "page.html")
MAKER = ClaimMaker(CARD, Rank.CITED, "card 3", "https://a.example/b/")


def test_a_claim_has_the_subject_the_rank_and_the_origin_of_its_maker() -> None:
    made = MAKER.claim("title", "On Bridges", line("", number=12))
    assert made == Claim("title", "On Bridges", Rank.CITED, "card 3", CARD, "line 12")


def test_by_default_a_page_speaks_of_itself() -> None:
    made = ClaimMaker(CARD).claim("title", "On Bridges", line("", number=1))
    assert made == Claim("title", "On Bridges", Rank.OWN, "page", CARD, "line 1")


def test_what_the_name_of_a_pdf_tells_is_guessed() -> None:
    made = MAKER.guess("number", "775", line("", number=4))
    assert made == Claim("number", "775", Rank.GUESSED, "PDF name", CARD, "line 4")


PDF = ("PDF", "/x/A.PDF?y=1")
PAGE = ("page", "../c")


@pytest.mark.parametrize(
    ("links", "ending", "address"),
    [
        ((), "", []),
        ((PAGE,), "", ["https://a.example/c"]),
        ((PAGE, PDF), "", ["https://a.example/c"]),
        ((PAGE, PDF), ".pdf", ["https://a.example/x/A.PDF?y=1"]),
        ((PAGE,), ".pdf", []),
        ((("to an ending in the query", "/x?y=a.pdf"),), ".pdf", []),
        ((("no web address", "mailto:a@a.example"), PAGE), "", ["https://a.example/c"]),
    ],
)
def test_a_line_gives_its_first_link_of_a_kind(
    links: tuple[tuple[str, str], ...], ending: str, address: list[str]
) -> None:
    made = list(MAKER.first_link("URL", line("text", *links, number=7), ending))
    assert made == [Claim("URL", text, Rank.CITED, "card 3", CARD, "line 7") for text in address]


def test_without_an_address_of_its_page_a_relative_link_leads_nowhere() -> None:
    assert list(ClaimMaker(CARD).first_link("URL", line("text", PAGE, ("b", "https://b.example/")))) == [
        Claim("URL", "https://b.example/", Rank.OWN, "page", CARD, "line 1")
    ]
