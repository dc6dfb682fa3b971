"""List pages: rows of the Drupal years, and later cards."""

from __future__ import annotations

import pytest

from ponarscite.document.lines import Line, lines_of_text
from ponarscite.record.claim import About, Rank
from ponarscite.series.layout import layout_of
from ponarscite.series.list_page import list_claims
from ponarscite.series.list_row import find_rows, read_meta
from tests.series.claimed import SERIES, claimed, document, lines, signed

BLURB = "(PONARS Policy Memo)The ferry has stopped, and those who live on the far bank have begun to count days.[1]"
TEXT = "The ferry has stopped, and those who live on the far bank have begun to count days."


def rows(*texts: str) -> list[tuple[str, ...]]:
    """(label, date and byline, blurb, title) of each row, "" for what is missing."""
    found = find_rows(lines(*texts), SERIES)
    return [tuple(line.text if line else "" for line in (one.label, one.meta, one.blurb, one.title)) for one in found]


TWO = ("Policy Memo # 615", "Ann Lee 04 Oct 2019", "Policy Memo # 614", "Bob Roe 03 Oct 2019")


def test_two_rows_make_a_list() -> None:
    assert rows(*TWO) == [
        ("Policy Memo # 615", "Ann Lee 04 Oct 2019", "", ""),
        ("Policy Memo # 614", "Bob Roe 03 Oct 2019", "", ""),
    ]


def test_a_row_may_have_a_title_and_a_blurb() -> None:
    assert rows("Policy Memo # 615", "On Bridges", "Ann Lee 04 Oct 2019", BLURB, *TWO[2:]) == [
        ("Policy Memo # 615", "Ann Lee 04 Oct 2019", BLURB, "On Bridges"),
        ("Policy Memo # 614", "Bob Roe 03 Oct 2019", "", ""),
    ]


def test_a_row_may_have_a_blurb_alone() -> None:
    assert rows("Policy Memo # 615", BLURB, *TWO[2:]) == [
        ("Policy Memo # 615", "", BLURB, ""),
        ("Policy Memo # 614", "Bob Roe 03 Oct 2019", "", ""),
    ]
    assert rows("Policy Memo # 615", "(PONARS Policy Memo) Poland", *TWO[2:])[0][2] == "(PONARS Policy Memo) Poland"


def test_a_blurb_is_no_title() -> None:
    found = rows("Policy Memo # 615", BLURB, "Ann Lee 04 Oct 2019", *TWO[2:])
    assert found[0] == ("Policy Memo # 615", "", BLURB, "")


def test_half_of_the_rows_have_a_date_or_all_have_the_label_of_lists() -> None:
    undated = ("Policy Memo # 613", BLURB)
    assert len(rows(*TWO[:2], *undated)) == 2
    assert len(rows(*TWO[:2], *undated, "Policy Memo # 612", BLURB)) == 3
    assert len(rows(*undated, "Policy Memo # 612", BLURB)) == 2
    assert rows(*TWO[:2], *undated, "PONARS Policy Memo No. 612", BLURB) == []
    assert rows("PONARS Policy Memo No. 613", BLURB, "PONARS Policy Memo No. 612", BLURB) == []


def test_a_label_alone_is_a_row_of_a_list() -> None:
    assert rows(*TWO, "Policy Memo # 58")[2:] == [("Policy Memo # 58", "", "", "")]
    assert rows(*TWO[:2], "Policy Memo # 58", *TWO[2:])[1] == ("Policy Memo # 58", "", "", "")
    assert len(rows(*TWO, "PONARS Policy Memo No. 58")) == 2
    assert len(rows(*TWO, "Policy Memo # 615")) == 2


@pytest.mark.parametrize(
    ("meta", "issued", "byline"),
    [
        ("Plato 04 Oct 2019", "04 Oct 2019", ""),
        ("Ann Lee (Tomsk State University) 04 Oct 2019", "04 Oct 2019", "Ann Lee (Tomsk State University)"),
        ("Ann Lee 10-04-2019", "10-04-2019", "Ann Lee"),
        ("What We Saw 04 Oct 2019", "04 Oct 2019", ""),
        ("On Bridges", "", ""),
        ("Ann Lee, 2019", "", ""),
    ],
)
def test_a_date_is_read_beside_words_that_are_no_names(meta: str, issued: str, byline: str) -> None:
    assert read_meta(meta, SERIES) == (issued, byline)


def test_names_above_bare_dates_are_bylines_where_all_of_them_look_like_names() -> None:
    names = find_rows(
        lines("Policy Memo # 615", "Ann Lee", "04 Oct 2019", "Policy Memo # 614", "Bob Roe", "03 Oct 2019"), SERIES
    )
    assert [(row.byline.text if row.byline else "", row.title) for row in names] == [
        ("Ann Lee", None),
        ("Bob Roe", None),
    ]
    titles = find_rows(
        lines("Policy Memo # 615", "Blue Rafts", "04 Oct 2019", "Policy Memo # 614", "On Rafts", "03 Oct 2019"), SERIES
    )
    assert [(row.byline, row.title.text if row.title else "") for row in titles] == [
        (None, "Blue Rafts"),
        (None, "On Rafts"),
    ]


def test_one_row_is_a_list_below_a_section_or_at_the_top() -> None:
    row = [("Policy Memo # 615", "Ann Lee 04 Oct 2019", "", "")]
    assert rows(*TWO[:2]) == row
    assert rows("Policy Memos", *TWO[:2]) == row
    assert rows("On Bridges", *TWO[:2]) == []
    assert rows("Policy Memo No. 615", *TWO[1:2]) == []
    assert rows("Policy Memo # 615", BLURB) == []
    assert rows("Policy Memos", "Policy Memo # 615", BLURB) == [("Policy Memo # 615", "", BLURB, "")]


@pytest.mark.parametrize(
    "texts",
    [
        (),
        ("Policy Memo # 615", "Policy Memo # 614"),
        ("Policy Memo # 615", "Ann Lee 04 Oct 2019", "PONARS Policy Memo #615", "Bob Roe 03 Oct 2019"),
        ("Policy Memo # 615, May 2019", "Ann Lee 04 Oct 2019", "Policy Memo # 614, 2019", "Bob Roe 03 Oct 2019"),
        ("See Policy Memo # 615", "Ann Lee 04 Oct 2019", "See Policy Memo # 614", "Bob Roe 03 Oct 2019"),
        ("Policy Memo # 615.", "Ann Lee 04 Oct 2019", "Policy Memo # 614.", "Bob Roe 03 Oct 2019"),
    ],
)
def test_another_page_has_no_rows(texts: tuple[str, ...]) -> None:
    assert rows(*texts) == []


def test_the_label_of_a_row_is_short() -> None:
    label = "PONARS Policy Memo #".ljust(57, " ") + "615"
    assert len(label) == 60
    found = find_rows([*_row(label), *_row("Policy Memo # 614")], SERIES)
    assert len(found) == 2
    found = find_rows([*_row(label.replace("#", "# ")), *_row("Policy Memo # 614")], SERIES)
    assert found == ()


def _row(label: str) -> list[Line]:
    return [Line(1, label), Line(2, "04 Oct 2019")]


DRUPAL = f"""\
Policy Memo # 615
On Bridges[2]
Ann Lee, Bob Roe 04 Oct 2019
{BLURB}
Policy Memo # 614
04 Oct 2019
"""


def test_claims_of_a_row() -> None:
    page = document(DRUPAL)
    claims = list(list_claims(layout_of(page, SERIES), SERIES, page))
    first = [claim for claim in claims if claim.about.place == "row 1"]
    assert signed(first) == [
        ("genre", "PONARS Policy Memo", Rank.CITED, "list", "line 1"),
        ("number", "615", Rank.CITED, "list", "line 1"),
        ("title", "On Bridges", Rank.CITED, "list", "line 2"),
        ("issued", "04 Oct 2019", Rank.CITED, "list", "line 3"),
        ("author", "Ann Lee", Rank.CITED, "list", "line 3"),
        ("author", "Bob Roe", Rank.CITED, "list", "line 3"),
        ("abstract", TEXT, Rank.CITED, "list", "line 4"),
        ("language", "en", Rank.CITED, "list", "line 4"),
    ]
    assert {claim.about for claim in first} == {About("subject", "row 1", "memo")}
    second = [claim for claim in claims if claim.about.place == "row 2"]
    assert claimed(second) == {"genre": ["Policy Memo"], "number": ["614"], "issued": ["04 Oct 2019"]}


def test_a_row_links_to_its_memo() -> None:
    page = document(
        "[Policy Memo # 615](/node/1)\n04 Oct 2019\n\nPolicy Memo # 614\n[On Rafts](/node/2)\n03 Oct 2019\n\n"
        f"Policy Memo # 613\n02 Oct 2019\n{BLURB} [Read more](/node/3)\n\n"
        f"[Policy Memo # 612](/node/4)\n[On Fords](/node/5)\n01 Oct 2019\n",
        "https://www.ponarseurasia.org/memos/",
    )
    claims = list(list_claims(layout_of(page, SERIES), SERIES, page))
    urls = {claim.about.place: claim.text for claim in claims if claim.variable == "URL"}
    assert urls == {f"row {n}": f"https://www.ponarseurasia.org/node/{n}" for n in range(1, 5)}
    assert claimed(claims)["abstract"] == [TEXT]
    assert len([claim for claim in claims if claim.variable == "URL"]) == 4


@pytest.mark.parametrize(
    ("end", "kept"),
    [
        ("[Read more](/a)", ""),
        ("[more >](/a)", ""),
        ("[Подробнее](/a)", ""),
        ("[the other bank](/a)", " the other bank"),
    ],
)
def test_the_words_of_the_link_to_the_rest_are_no_abstract(end: str, kept: str) -> None:
    page = document(f"Policy Memo # 615\n04 Oct 2019\n{BLURB} {end}\nPolicy Memo # 614\n03 Oct 2019\n")
    assert claimed(list_claims(layout_of(page, SERIES), SERIES, page))["abstract"] == [f"{TEXT}{kept}"]


PERSON = (
    "<html><head>{head}</head><body><h1>{name}</h1><p>Policy Memo # 615</p><p>04 Oct 2019</p>"
    "<p>Policy Memo # 614</p><p>Bob Roe 03 Oct 2019</p></body></html>"
)
CANONICAL = "<link rel='stylesheet' href='/people/x'><link rel='canonical' href='https://a.example/people/ann-lee'>"


def authors(url: str = "", head: str = "", name: str = "Ann Lee") -> list[tuple[str, str, Rank, str, str]]:
    page = document(PERSON.format(head=head, name=name), url)
    claims = [one for one in list_claims(layout_of(page, SERIES), SERIES, page) if one.variable == "author"]
    return [(one.about.place, one.text, one.rank, one.origin, one.where) for one in claims]


BOB = ("row 2", "Bob Roe", Rank.CITED, "list", "line 5")


@pytest.mark.parametrize(
    ("url", "head"),
    [
        ("https://a.example/people/ann-lee", ""),
        ("https://a.example/expert/ann-lee?page=2", ""),
        ("", CANONICAL),
    ],
)
def test_on_the_page_of_a_person_rows_without_a_byline_are_that_persons(url: str, head: str) -> None:
    assert authors(url, head) == [("row 1", "Ann Lee", Rank.GUESSED, "author page", "line 1"), BOB]


@pytest.mark.parametrize(
    ("url", "head", "name"),
    [
        ("https://a.example/memos/", "", "Ann Lee"),
        ("https://a.example/people/", "", "Ann Lee"),
        ("", CANONICAL.replace("canonical", "alternate"), "Ann Lee"),
        ("https://a.example/people/ann-lee", "", "Memos of 2010"),
    ],
)
def test_on_another_page_they_are_nobodys(url: str, head: str, name: str) -> None:
    assert authors(url, head, name) == [BOB]


def test_a_text_may_be_a_persons_page() -> None:
    page = document("# Ann Lee\n\n" + "\n".join(TWO).replace("Ann Lee ", ""), "https://a.example/people/ann-lee")
    assert claimed(list_claims(layout_of(page, SERIES), SERIES, page))["author"] == ["Ann Lee", "Bob Roe"]


LABELLED = "(PONARS Eurasia Policy Memo) The ferry has stopped..."
OF_PERSON = f"""\
Policy Memos by Ann Lee

Ann Lee 06-22-2020

{LABELLED}

02-05-2019

{TEXT}

Ann Lee & Bob Roe
01-05-2019
{TEXT}

About the author

Professor of Ferries
"""


def test_the_rows_of_a_persons_list_have_no_numbers() -> None:
    page = document(OF_PERSON)
    claims = list(list_claims(layout_of(page, SERIES), SERIES, page))
    found = [claimed(one for one in claims if one.about.place == f"row {n}") for n in (1, 2, 3, 4)]
    series = {"series": ["Policy Memos by Ann Lee"]}
    assert found == [
        {
            "genre": ["PONARS Eurasia Policy Memo"],
            **series,
            "issued": ["06-22-2020"],
            "author": ["Ann Lee"],
            "abstract": ["The ferry has stopped..."],
            "language": ["en"],
        },
        {**series, "issued": ["02-05-2019"], "author": ["Ann Lee"], "abstract": [TEXT], "language": ["en"]},
        {**series, "issued": ["01-05-2019"], "author": ["Ann Lee", "Bob Roe"], "abstract": [TEXT], "language": ["en"]},
        {},
    ]


def test_the_rows_of_a_persons_list_may_have_titles() -> None:
    row = ("On Rafts", "Ann Lee 06-22-2020", LABELLED), ("On Fords", "Ann Lee 06-21-2020", LABELLED)
    assert [one[3] for one in rows("Policy Memos by Ann Lee", *row[0], *row[1])] == ["On Rafts", "On Fords"]
    assert [one[3] for one in rows("Policy Memos by Ann Lee", *row[0], *row[1][1:])] == ["", ""]


def test_between_two_labels_a_short_text_is_one_too() -> None:
    short = ("Policy Memo # 615", "It fell.", "Policy Memo # 614", "Ann Lee 04 Oct 2019", "It rose.")
    assert [one[2] for one in rows(*short)] == ["It fell.", ""]
    assert rows("Policy Memo # 615", "On Bridges", "Policy Memo # 614", "On Rafts") == []


def test_below_a_section_undated_rows_may_have_another_label() -> None:
    undated = ("PONARS Policy Memo No. 613", BLURB, "PONARS Policy Memo No. 612", BLURB)
    assert len(rows("Policy Memos", *undated)) == 2


def test_without_a_persons_heading_two_labelled_rows_make_a_list() -> None:
    one = ("Ann Lee 06-22-2020", LABELLED)
    assert rows("Home", *one) == []
    assert rows("Home", *one, "Bob Roe 06-21-2020", LABELLED) == [
        ("", "Ann Lee 06-22-2020", LABELLED, ""),
        ("", "Bob Roe 06-21-2020", LABELLED, ""),
    ]
    others = (*one, "Bob Roe 06-21-2020", LABELLED)
    assert rows("On Bridges", "PONARS Policy Memo No. 427", *others) == []
    assert rows("On Bridges", "Policy Memo:", "Publication Date:", *others) == []
    assert rows("Home", "Ann Lee 06-22-2020", TEXT, "Bob Roe 06-21-2020", TEXT) == []
    assert rows("Books by Ann Lee", "Ann Lee 06-22-2020", TEXT, "Bob Roe 06-21-2020", TEXT) == []


CARDS = """\
# Category: Policy Memos

## [On Bridges](/on-bridges/)

May 20, 2022

Ann Lee

Those who live on the far bank count.

## On Rafts

May 21, 2022

Bob Roe
"""


def test_claims_of_the_cards_of_a_list() -> None:
    page = document(CARDS, "https://www.ponarseurasia.org/category/memos/")
    claims = list(list_claims(layout_of(page, SERIES), SERIES, page))
    first = [claim for claim in claims if claim.about == About("subject", "row 1", "memo")]
    assert signed(first) == [
        ("title", "On Bridges", Rank.CITED, "list", "line 3"),
        ("issued", "May 20, 2022", Rank.CITED, "list", "line 3"),
        ("author", "Ann Lee", Rank.CITED, "list", "line 3"),
        ("URL", "https://www.ponarseurasia.org/on-bridges/", Rank.CITED, "list", "line 3"),
    ]
    assert claimed(claim for claim in claims if claim.about.place == "row 2")["title"] == ["On Rafts"]


def test_a_page_of_another_shape_claims_nothing_as_a_list() -> None:
    page = document("On Bridges\n\nA text.")
    assert list(list_claims(layout_of(page, SERIES), SERIES, page)) == []
    assert find_rows(lines_of_text("On Bridges"), SERIES) == ()
