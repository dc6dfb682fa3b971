"""Cards: lines that introduce a publication, and how its title, date and byline are told from other lines."""

from __future__ import annotations

import pytest

from ponarscite.document.lines import Line
from ponarscite.series.card import Card, continues, find_cards, is_byline, is_site_name, split_meta
from ponarscite.series.ponars import PONARS
from ponarscite.series.series import Series
from tests.series.claimed import SERIES, lines

META = {
    "By Ann Lee | May 20, 2022": ("May 20, 2022", "By Ann Lee"),
    "Posted on May 20, 2022 by Ann Lee / 0 Comments": ("May 20, 2022", "by Ann Lee"),
    "Policy Memos | May 20, 2022 | Ann Lee": ("May 20, 2022", "Ann Lee"),
    "Policy Memo by Ann Lee | May 20, 2022": ("May 20, 2022", "Policy Memo by Ann Lee"),
    "By Ann Lee, Senior Fellow | May 20, 2022": ("May 20, 2022", "By Ann Lee, Senior Fellow"),
    "Russia as Seen by Ann Lee | May 20, 2022": ("", ""),
    "Senior Fellow | May 20, 2022": ("", ""),
    "Friday, May 20, 2022 at 9:12 am": ("May 20, 2022", ""),
    "Опубликовано: 20 мая 2022 · Анна Ли": ("20 мая 2022", "Анна Ли"),
    "adminponars May 20, 2022": ("May 20, 2022", ""),
    "webmaster – May 20, 2022": ("May 20, 2022", ""),
    "2022-05-20 Ann Lee, Bob Roe and Cy Poe": ("2022-05-20", "Ann Lee, Bob Roe and Cy Poe"),
    "05-20-2022": ("05-20-2022", ""),
    "20th May 2022": ("20th May 2022", ""),
    "May 20, 2022 5 min read": ("May 20, 2022", ""),
    "Date of publication: May 20, 2022": ("May 20, 2022", ""),
    "Ann Lee May 20, 2022 Bob Roe": ("", ""),
    "February 31, 2022": ("", ""),
    "Kazakhstan May 20, 2022": ("", ""),
    "webmaster Ann Lee, May 20, 2022": ("", ""),
    "Ann Lee": ("", ""),
}


@pytest.mark.parametrize(("line", "meta"), META.items())
def test_a_line_of_date_and_byline_is_split(line: str, meta: tuple[str, str]) -> None:
    assert split_meta(line, SERIES) == meta


def test_the_accounts_of_a_site_come_from_its_series() -> None:
    assert split_meta("adminponars May 20, 2022") == ("", "")
    assert split_meta("ADMIN May 20, 2022") == ("May 20, 2022", "")


def test_a_line_of_date_and_byline_has_at_most_three_hundred_characters() -> None:
    line = f"May 20, 2022 |{' ' * 279}Ann Lee"
    assert len(line) == 300
    assert split_meta(line) == ("May 20, 2022", "Ann Lee")
    assert split_meta(f" {line}") == ("", "")


BYLINES = {
    "Ann Lee": True,
    "Sasha de Vogel": True,
    "Maria de la": False,
    "Omar el-Said": True,
    "Omar al-Said": True,
    "Gabriele d’Annunzio": True,
    "lee Ann": False,
    "Ann lee": False,
    "Ann": False,
    "A B C D E F": True,
    "A B C D E F G": False,
    "Ann the Great": False,
    "Ann Lee, PhD": True,
    "Tomsk State University": True,
    "Tomsk State University!": False,
    "tomsk State University": False,
    "Institute of A B C D E F": True,
    "Institute of A B C D E F G": False,
    "Ann Lee and what": False,
    "Ann 3Lee": False,
    "": False,
}


@pytest.mark.parametrize(("line", "is_one"), BYLINES.items())
def test_a_byline_is_nothing_but_names(line: str, is_one: bool) -> None:
    assert is_byline(line) is is_one


def test_a_byline_has_at_most_three_hundred_characters() -> None:
    line = ", ".join(["Ann Lee"] * 33).ljust(300, "e")
    assert len(line) == 300
    assert is_byline(line)
    assert not is_byline(f"{line}e")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("PONARS Eurasia", True),
        ("ponars eurasia", True),
        ("PONARS", False),
        (f"PONARS{' ' * 45}Eurasia", True),
        (f"PONARS{' ' * 46}Eurasia", True),
        (f"PONARS{' ' * 47}Eurasia", False),
        ("", False),
    ],
)
def test_the_name_of_the_site(text: str, is_one: bool) -> None:
    assert is_site_name(text, SERIES) is is_one
    assert not is_site_name(text, ())


@pytest.mark.parametrize(
    ("title", "line", "does"),
    [
        ("On Bridges:", "Who Pays", True),
        ("On Bridges –", "Who Pays", True),
        ("On Bridges—", "Who Pays", True),
        ("On Bridges", "and who pays", True),
        ("On Bridges", "Who Pays", False),
    ],
)
def test_a_line_continues_a_title(title: str, line: str, does: bool) -> None:
    assert continues(Line(1, title, heading=1), Line(2, line)) is does
    assert continues(Line(1, title, heading=1), Line(2, line, heading=1)) is does
    assert not continues(Line(1, title, heading=1), Line(2, line, heading=2))


def cards(
    *texts: str, listed: tuple[int, ...] = (), series: tuple[Series, ...] = SERIES
) -> list[tuple[int, str, str, str, str, int]]:
    """(index, title, category, date, byline, end) of each card."""
    found = find_cards(lines(*texts), series, listed)
    return [(n, one.title.text, one.category, one.issued, one.byline, one.end) for n, one in found]


DAY, MEMOS = "May 20, 2022", "Policy Memos"

SHAPES = {
    "a heading and a date": (("# On Bridges", DAY), (0, "On Bridges", "", DAY, "", 2)),
    "a category above": ((MEMOS, "On Bridges", DAY, "Ann Lee"), (1, "On Bridges", MEMOS, DAY, "Ann Lee", 4)),
    "the byline above the date": (("# On Bridges", "Ann Lee", DAY, "Body"), (0, "On Bridges", "", DAY, "Ann Lee", 3)),
    "the byline in the line of the date": (("# T", f"Ann Lee {DAY}", "Bob Roe"), (0, "T", "", DAY, "Ann Lee", 2)),
    "a category below the heading": (("# T", MEMOS, DAY, "Ann Lee"), (0, "T", MEMOS, DAY, "Ann Lee", 4)),
    "the word by on a line of its own": (("# T", DAY, "Written by", "Ann Lee"), (0, "T", "", DAY, "Ann Lee", 4)),
    "the word by before nobody": (("# T", DAY, "by", "More"), (0, "T", "", DAY, "", 2)),
    "the word by at the end": (("# T", DAY, "by"), (0, "T", "", DAY, "", 2)),
    "no byline": (("# T", DAY, "The body begins here."), (0, "T", "", DAY, "", 2)),
    "a heading that could be a name": (("# T", DAY, "## Ann Lee"), (0, "T", "", DAY, "", 2)),
    "a label that could be a byline": (("# T", DAY, "PONARS Policy Memo 12"), (0, "T", "", DAY, "", 2)),
    "list items": (("• Policy Memos", "T", "• May 20, 2022", "• Ann Lee"), (1, "T", MEMOS, DAY, "Ann Lee", 4)),
    "a list item of any words": (("T", "• May 20, 2022", "• ann@lee"), (0, "T", "", DAY, "ann@lee", 3)),
    "a section after a list item": (("T", "• May 20, 2022", "• Policy Memos"), (0, "T", "", DAY, "", 2)),
    "list items, the author first": (("T", "• ann@lee", "• May 20, 2022"), (0, "T", "", DAY, "ann@lee", 3)),
    "a title in two lines": ((MEMOS, "On Bridges:", "Who Pays", DAY), None),
    "a title in two headings": (("# On Bridges:", "# Who Pays", DAY), (1, "Who Pays", "", DAY, "", 3)),
    "a subtitle": (("# On Bridges", "## Who Pays", DAY), (0, "On Bridges", "", DAY, "", 3)),
    "a subtitle that goes on": (("# On Bridges:", "## Who Pays", DAY), (0, "On Bridges:", "", DAY, "", 3)),
    "a heading in two lines": (
        ("# On Bridges:", "Who Pays", "• May 20, 2022"),
        (0, "On Bridges: Who Pays", "", DAY, "", 3),
    ),
    "the archive of a section above": (("# Policy Memos Archives", "## T", DAY), (1, "T", "", DAY, "", 3)),
    "the archive of a person above": (("# Author: Ann Lee", "## T", DAY), (1, "T", "", DAY, "", 3)),
    "a person above": (("# Ann Lee", "## T", DAY), (0, "Ann Lee", "", DAY, "", 3)),
    "the name of the site above": (("# PONARS Eurasia", "## T", DAY), (1, "T", "", DAY, "", 3)),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_card_is_known_by_its_shape(shape: str) -> None:
    texts, card = SHAPES[shape]
    assert cards(*texts) == ([card] if card else [])


@pytest.mark.parametrize(
    "texts",
    [
        (DAY,),
        ("T", DAY),
        ("# T", "Updated May 20, 2022"),
        ("# T", "May 2022"),
        ("# T", "Some other words", DAY),
        (MEMOS, DAY),
        ("# Policy Memos", DAY),
        ("# PONARS Policy Memo No. 12", DAY),
        ("• T", "• May 20, 2022"),
        ("# T", "Ann Lee", "Bob Roe", DAY),
        ("# T", f"{DAY} | {', '.join(['Ann Lee'] * 21)}"),
    ],
)
def test_other_lines_are_no_card(texts: tuple[str, ...]) -> None:
    assert cards(*texts) == []


def test_a_line_of_the_podcast_is_no_card() -> None:
    assert cards("# T", DAY, listed=(2,)) == []
    assert cards("# T", DAY, listed=(1, 3)) != []


def test_cards_follow_each_other() -> None:
    found = cards("# One", DAY, "Ann Lee", "# Two", "Bob Roe", "May 21, 2022", series=(PONARS,))
    assert [(n, title, byline) for n, title, _, _, byline, _ in found] == [(0, "One", "Ann Lee"), (3, "Two", "Bob Roe")]


def test_a_card_keeps_the_line_of_its_title() -> None:
    title = Line(3, "T", heading=2, links=(("T", "/t"),))
    ((n, card),) = find_cards([title, Line(4, DAY)], SERIES, ())
    assert (n, card) == (0, Card(title, "", DAY, "", 2))


@pytest.mark.parametrize("credit", ["", "By ", "Policy Memo by ", "Written by: ", "REPORT BY "])
def test_a_byline_below_the_date_may_have_a_credit(credit: str) -> None:
    page = lines("# Example Rivers", "May 20, 2022", f"{credit}Ann Lee and Bo Li", "The ferry has stopped.")
    ((_, card),) = find_cards(page, SERIES, set())
    assert card.byline == f"{credit}Ann Lee and Bo Li"
    apart = lines(
        "# Example Rivers", "May 20, 2022", credit or "Author:", "Ann Lee and Bo Li", "The ferry has stopped."
    )
    ((_, card),) = find_cards(apart, SERIES, set())
    assert card.byline == "Ann Lee and Bo Li"
