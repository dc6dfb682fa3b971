"""Lines that are a label, name a PDF, or link to one."""

from __future__ import annotations

import pytest

from ponarscite.record.claim import Rank
from ponarscite.series.label import (
    Label,
    file_claims,
    is_label,
    label_claims,
    parse_label,
    pdf_claims,
    plain_label,
)
from ponarscite.series.series import Era, Series
from tests.series.claimed import MAKER, SERIES, claimed, line, signed

MEMO, OLD = "PONARS Eurasia Policy Memo", "PONARS Policy Memo"

LABELS = {
    f"{MEMO} No. 775": Label(MEMO, "775"),
    f"({OLD}) No. 448": Label(OLD, "448"),
    f" – {MEMO} #513 (pdf) Download": Label(MEMO, "513"),
    f"Download PDF: {MEMO} № 7": Label(MEMO, "7"),
    f"{MEMO} No. 775, May 2022": Label(MEMO, "775", "May 2022"),
    f"{MEMO} No. 775 (May 20, 2022) pdf": Label(MEMO, "775", "May 20, 2022"),
    f"{MEMO} No. 775, George Washington University, May 2022": Label(MEMO, "775", "May 2022"),
    f"{MEMO} No. 775, The George Washington University (PDF)": Label(MEMO, "775"),
    f"{MEMO} No. 775 by Ann Lee": Label(MEMO, "775", "", "by Ann Lee"),
    f"{MEMO} No. 775, George Washington University Press": Label(MEMO, "775", "", "Press"),
    f"{MEMO} No. 775, May 2022 and June 2023": Label(MEMO, "775", "", "May 2022 and June 2023"),
}


@pytest.mark.parametrize(("text", "label"), LABELS.items())
def test_a_label_is_taken_apart(text: str, label: Label) -> None:
    assert parse_label(text, SERIES) == label
    assert is_label(text, SERIES) is not bool(label.rest)


@pytest.mark.parametrize("text", ["", "Policy Memos", f"See {MEMO} No. 12", f"{MEMO} No. 12345", f"1 {MEMO} No. 12"])
def test_another_line_has_no_label(text: str) -> None:
    assert parse_label(text, SERIES) is None
    assert not is_label(text, SERIES)


def test_a_label_has_at_most_two_hundred_characters() -> None:
    text = f"{MEMO} No. 7".ljust(200, ".")
    assert parse_label(text, SERIES) == Label(MEMO, "7")
    assert is_label(text, SERIES)
    assert parse_label(f"{text}.", SERIES) is None
    assert not is_label(f"{text}.", SERIES)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Pepm775_Lee_May2022 (PDF)Download", True),
        ("pm_0094.pdf", True),
        ("pm_0094", True),
        ("pm 94 of May", False),
        ("pepm775", False),
        ("Pepm775_Lee May2022", False),
        (f"pm_0094_{'x' * 170}.pdf", False),
    ],
)
def test_the_name_of_a_pdf_counts_as_a_label(text: str, is_one: bool) -> None:
    assert is_label(text, SERIES) is is_one


def test_the_longest_name_of_a_pdf() -> None:
    name = "pm_0094_".ljust(149, "x")
    assert claimed(pdf_claims(line(f"{name}x (PDF) Download"), SERIES, MAKER))["pdf-name"] == [f"{name}x"]
    assert claimed(pdf_claims(line(f"{name}xxx (PDF) Download"), SERIES, MAKER)) == {}
    padded = f"pm_0094{' ' * 158}(PDF)"
    assert len(padded) == 170
    assert claimed(pdf_claims(line(padded), SERIES, MAKER))["pdf-name"] == ["pm_0094"]
    assert claimed(pdf_claims(line(f"{padded} "), SERIES, MAKER)) == {}


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        (f"({OLD})The oil price fell.", OLD, "The oil price fell."),
        (f"({MEMO}) \u00a0Poland", MEMO, "Poland"),
        (f"{OLD}", OLD, ""),
        ("policy memo.", "policy memo", ""),
        (f"{OLD} Poland", "", f"{OLD} Poland"),
        ("Memo", "", "Memo"),
        ("", "", ""),
    ],
)
def test_a_label_without_a_number(text: str, label: str, rest: str) -> None:
    assert plain_label(text, SERIES) == (label, rest)


def test_without_series_there_are_no_labels() -> None:
    assert plain_label(OLD, ()) == ("", OLD)
    assert claimed(pdf_claims(line("pm_0094.pdf"), (), MAKER)) == {}
    assert list(file_claims("pm_0094.pdf", (), MAKER, line(""))) == []


def test_claims_of_a_line_with_a_label() -> None:
    label = line(f"{MEMO} No. 775, May 2022 (PDF)", ("PDF", "/wp/Pepm775_Lee_June2022.pdf?x=1"), number=9)
    assert signed(label_claims(label, SERIES, MAKER)) == [
        ("genre", MEMO, Rank.OWN, "page", "line 9"),
        ("number", "775", Rank.OWN, "page", "line 9"),
        ("issued", "May 2022", Rank.OWN, "page", "line 9"),
        ("pdf-url", "https://www.ponarseurasia.org/wp/Pepm775_Lee_June2022.pdf?x=1", Rank.OWN, "page", "line 9"),
        ("file-name", "Pepm775_Lee_June2022.pdf", Rank.GUESSED, "PDF name", "line 9"),
        ("number", "775", Rank.GUESSED, "PDF name", "line 9"),
        ("issued", "June 2022", Rank.GUESSED, "PDF name", "line 9"),
    ]


def test_below_the_text_a_label_with_a_month_is_the_end_of_a_note() -> None:
    dated, bare = line(f"{MEMO} No. 775, May 2022"), line(f"{MEMO} No. 775")
    assert claimed(label_claims(dated, SERIES, MAKER, dated=False)) == {}
    assert claimed(label_claims(bare, SERIES, MAKER, dated=False)) == {"genre": [MEMO], "number": ["775"]}


@pytest.mark.parametrize("text", ["Read on", f"{MEMO} No. 775 by Ann Lee", "cv_lee (PDF)"])
def test_a_line_that_goes_on_is_no_label_and_claims_none(text: str) -> None:
    assert claimed(label_claims(line(text), SERIES, MAKER)) == {}


PDF_LINES = {
    "pm_0094": {"pdf-name": ["pm_0094"], "file-name": ["pm_0094"], "number": ["94"]},
    "pm_0094.pdf": {"pdf-name": ["pm_0094"], "file-name": ["pm_0094"], "number": ["94"]},
    "pm_0094.pdf (PDF)Download": {"pdf-name": ["pm_0094"], "file-name": ["pm_0094"], "number": ["94"]},
    "Pepm775_Lee_Sept 2022 (PDF)": {
        "pdf-name": ["Pepm775_Lee_Sept 2022"],
        "file-name": ["Pepm775_Lee_Sept 2022"],
        "number": ["775"],
        "issued": ["Sept 2022"],
    },
    "cv_lee.pdf": {},
}


@pytest.mark.parametrize(("text", "claims"), PDF_LINES.items())
def test_a_line_that_is_the_name_of_a_pdf(text: str, claims: dict[str, list[str]]) -> None:
    assert claimed(pdf_claims(line(text), SERIES, MAKER)) == claims


@pytest.mark.parametrize(
    ("text", "address", "claims"),
    [
        ("More (PDF)", "/x/cv.pdf", {"pdf-url": ["https://www.ponarseurasia.org/x/cv.pdf"]}),
        ("More (PDF)", "/x/cv.html", {}),
        ("More", "/x/cv.pdf", {}),
        (
            f"{MEMO} No. 12",
            "/x/PM_0012.PDF",
            {
                "pdf-url": ["https://www.ponarseurasia.org/x/PM_0012.PDF"],
                "file-name": ["PM_0012.PDF"],
                "number": ["12"],
            },
        ),
    ],
)
def test_a_link_to_a_pdf(text: str, address: str, claims: dict[str, list[str]]) -> None:
    assert claimed(pdf_claims(line(text, ("link", address)), SERIES, MAKER)) == claims


FILES = {
    "pepm_226_Gorenburg_Sept2012-1.pdf": ("226", "Sept 2012"),
    "Pepm775_AJunisbai_May2022.pdf": ("775", "May 2022"),
    "https://a.example/ponars/pm_0094.pdf": ("94", ""),
    "PM 0094_lee_march_1999": ("94", "march 1999"),
    "pm_0094_2012.pdf": ("94", ""),
    "pm_0094_May99.pdf": ("94", ""),
}


@pytest.mark.parametrize(("name", "facts"), FILES.items())
def test_the_name_of_a_file_is_evidence(name: str, facts: tuple[str, str]) -> None:
    found = claimed(file_claims(name, SERIES, MAKER, line("")))
    assert found.pop("file-name") == [name.rpartition("/")[2]]
    assert (found["number"][0], *found.get("issued", [""])) == facts


@pytest.mark.parametrize("name", ["", "cv.pdf", "pm.pdf", "pm_12345.pdf", "xpm_12.pdf", "pm_12.pdf/cv.pdf"])
def test_the_name_of_another_file_is_none(name: str) -> None:
    assert list(file_claims(name, SERIES, MAKER, line(""))) == []


def test_a_series_without_an_imprint_has_labels_all_the_same() -> None:
    plain = Series(id="kc", label="Kennan Cable", eras=(Era(first=1, since=2014),))
    assert parse_label("Kennan Cable No. 7, May 2020", (plain,)) == Label("Kennan Cable", "7", "May 2020")
