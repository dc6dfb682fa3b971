"""Fields with a name and a value, as content systems print them."""

from __future__ import annotations

import pytest

from ponarscite.record.claim import Rank
from ponarscite.series.page_field import drupal_card, field_claims, find_fields
from tests.series.claimed import MAKER, SERIES, claimed, line, lines, signed


def fields(*texts: str) -> list[tuple[int, str, str, int]]:
    """(index of the name, variable, value, number of the line of the value) of each field."""
    return [(n, one.variable, one.value, one.line.number) for n, one in find_fields(lines(*texts))]


ONE = {
    "Policy Memo: 12": ("number", "12"),
    "policy memo: #12": ("number", "#12"),
    "Memo #: 94": ("number", "94"),
    "Memo No.: # 9404": ("number", "# 9404"),
    "Series: 1": ("numbering", "1"),
    "Publication Date: May 20, 2022": ("issued", "May 20, 2022"),
    "Publication date: 2006": ("issued", "2006"),
    "PDF: pm_0094.pdf": ("pdf-name", "pm_0094.pdf"),
    "PDF URL: http://a.example/ponars/pm_0094.pdf": ("pdf-url", "http://a.example/ponars/pm_0094.pdf"),
    "Policy Memo:": ("number", ""),
}


@pytest.mark.parametrize(("text", "field"), ONE.items())
def test_a_field_has_a_name_and_a_value(text: str, field: tuple[str, str]) -> None:
    assert fields("Above", text) == [(1, *field, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Memo: 12",
        "Policy Memo 12",
        "Policy Memo: twelve",
        "Policy Memo: 12345",
        "Series: 12",
        "Series: One",
        "Publication Date: soon",
        "PDF: two words",
        "PDF URL: pm_0094.pdf",
        "PDF URL: http://a.example/pm_0094.html",
        "The Policy Memo: 12",
        f"PDF URL: http://a.example/{'x' * 1100}.pdf",
    ],
)
def test_another_line_is_no_field(text: str) -> None:
    assert fields(text) == []


def test_the_value_may_be_on_the_next_line() -> None:
    assert fields("Memo #:", "94", "Series:", "1", "PDF URL:", "http://a.example/a.pdf") == [
        (0, "number", "94", 2),
        (2, "numbering", "1", 4),
        (4, "pdf-url", "http://a.example/a.pdf", 6),
    ]


def test_a_next_line_that_is_no_value_leaves_the_field_blank() -> None:
    assert fields("Policy Memo:", "Publication Date:", "The text begins.") == [
        (0, "number", "", 1),
        (1, "issued", "", 2),
    ]


def test_a_date_is_short() -> None:
    value = f"May 20,{' ' * 28}2022"
    assert len(value) == 39
    ((_, found),) = find_fields([line(f"Publication Date: {value}")])
    assert found.value == value
    assert find_fields([line(f"Publication Date: {value.replace('May', 'June')}")]) == []


DRUPAL = ("Policy Memos", "Commentary", "On Bridges", "Policy Memo: 12", "Publication Date: May 20, 2022", "Body")


def card(*texts: str) -> tuple[int, str, str, str, str, int] | None:
    found = drupal_card(lines(*texts), SERIES)
    if found is None:
        return None
    n, one = found
    return n, one.title.text, one.category, one.issued, one.byline, one.end


def test_a_drupal_memo_has_its_title_above_two_fields() -> None:
    assert card(*DRUPAL) == (2, "On Bridges", "Commentary", "May 20, 2022", "", 3)
    assert card(*DRUPAL[2:]) == (0, "On Bridges", "", "May 20, 2022", "", 1)


def test_the_values_of_its_fields_may_be_missing_or_below() -> None:
    assert card("On Bridges", "Policy Memo:", "Publication Date:") == (0, "On Bridges", "", "", "", 1)
    assert card("On Bridges", "Policy Memo:", "12", "Publication Date:", "May 20, 2022") == (
        *(0, "On Bridges", "", "May 20, 2022", ""),
        1,
    )


LONG = "A paragraph of the text, which is long enough to be one because it has more than eighty characters."


@pytest.mark.parametrize(
    "texts",
    [
        (),
        ("On Bridges", "Policy Memo: 12"),
        ("On Bridges", "Publication Date: May 20, 2022"),
        ("On Bridges", "Publication Date: May 20, 2022", "Policy Memo: 12"),
        ("On Bridges", "Series: 1", "Publication Date: May 20, 2022"),
        ("Policy Memo: 12", "Publication Date: May 20, 2022"),
        (LONG, "Policy Memo: 12", "Publication Date: May 20, 2022"),
        ("Policy Memos", "Policy Memo: 12", "Publication Date: May 20, 2022"),
        ("PONARS Eurasia", "Policy Memo: 12", "Publication Date: May 20, 2022"),
        ("On Bridges", "Policy Memo: 12", "Ann Lee", "Bob Roe", "Publication Date: May 20, 2022"),
    ],
)
def test_another_page_is_no_drupal_memo(texts: tuple[str, ...]) -> None:
    assert card(*texts) is None


def test_claims_of_the_fields_of_a_moved_page() -> None:
    moved = lines("Memo #:", "#0094", "Series:", "1", "PDF URL:", "http://a.example/ponars/pm_0094_May1999.pdf")
    assert signed(field_claims(moved, SERIES, MAKER)) == [
        ("number", "0094", Rank.OWN, "page", "line 2"),
        ("numbering", "1", Rank.OWN, "page", "line 4"),
        ("pdf-url", "http://a.example/ponars/pm_0094_May1999.pdf", Rank.OWN, "page", "line 6"),
        ("file-name", "pm_0094_May1999.pdf", Rank.GUESSED, "PDF name", "line 6"),
        ("number", "94", Rank.GUESSED, "PDF name", "line 6"),
        ("issued", "May 1999", Rank.GUESSED, "PDF name", "line 6"),
    ]


@pytest.mark.parametrize(
    ("texts", "claims"),
    [
        (("Policy Memo: # 12", "Publication Date: May 2022"), {"number": ["12"]}),
        (("Policy Memo:", "Publication Date:"), {}),
        (("Series: 1",), {"numbering": ["1"]}),
        (("PDF: pm_0094.pdf",), {}),
        (("No field at all",), {}),
    ],
)
def test_claims_of_other_fields(texts: tuple[str, ...], claims: dict[str, list[str]]) -> None:
    assert claimed(field_claims(lines(*texts), SERIES, MAKER)) == claims


def test_the_link_to_the_rest_of_a_memo_is_its_pdf() -> None:
    for text in ("More (PDF)", "MORE (pdf)"):
        page = lines(f"[{text}](/files/pm_0094.pdf)")
        assert claimed(field_claims(page, SERIES, MAKER)) == {
            "pdf-url": ["https://www.ponarseurasia.org/files/pm_0094.pdf"],
            "file-name": ["pm_0094.pdf"],
            "number": ["94"],
        }
    assert claimed(field_claims(lines("[More! (PDF)](/files/pm_0094.pdf)"), SERIES, MAKER)) == {}
