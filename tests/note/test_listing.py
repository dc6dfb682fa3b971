"""Lists: what is an entry, a heading, a list; and what is named."""

from __future__ import annotations

import pytest

from ponarscite.document.lines import Line, lines_of_text
from ponarscite.note.listing import is_heading, is_list, list_claims, may_be_list, read_list, references_below
from ponarscite.record.claim import FAULT
from ponarscite.series.ponars import PONARS, PONARS_EURASIA

SERIES = (PONARS, PONARS_EURASIA)
MEMO = "Ana Ejemplo, “Is It Over?” PONARS Eurasia Policy Memo No. 690, George Washington University, April 2021."
OTHER = "Ann Lee, “Arches,” PONARS Eurasia Policy Memo No. 590, April 2019."
UNREAD = "Nothing in this line is a work, not even 2019."


def numbers(text: str) -> list[str]:
    lines = lines_of_text(text)
    claims = list_claims(read_list(lines, SERIES), "list")
    return [claim.text for claim in claims if claim.variable == "number"]


@pytest.mark.parametrize(
    "mark", ["", "1. ", "(2) ", "[3] ", "[3]", "12 ", "• ", "- ", "* ", "[^lee2019]: ", "[@lee2019]: ", "> "]
)
def test_a_mark_is_no_part_of_its_entry(mark: str) -> None:
    assert numbers(f"{mark}{MEMO}\n{mark}{OTHER}") == ["690", "590"]


@pytest.mark.parametrize("mark", ["(2019) ", "- (2019) ", "2019. "])
def test_a_year_is_no_mark(mark: str) -> None:
    """Lists of one's own works begin with it."""
    (entry,) = read_list([Line(1, f"{mark}“Rivers of Mud,” Review of Water 12(3): 45–67.")], ())
    assert "2019" in entry.text


@pytest.mark.parametrize(
    "text",
    [
        *("References", "REFERENCES:", "Works Cited", "Список литературы", "Publications", "Policy Memos & Media"),
        *("Published Articles and Briefs:", "Books", "**Books**"),
    ],
)
def test_a_heading(text: str) -> None:
    assert is_heading(Line(1, text))


@pytest.mark.parametrize("text", [MEMO, UNREAD, "Forthcoming", "Lee, A. 2012.", "A remark that ends in a full stop."])
def test_no_heading(text: str) -> None:
    assert not is_heading(Line(1, text))


def test_a_marked_heading_may_say_anything() -> None:
    assert is_heading(Line(1, "Works of 2012", heading=2))


def test_a_title_and_the_line_below_it_are_one_entry() -> None:
    (entry,) = read_list(
        lines_of_text("Rage Comes To Russia\nBy Ilan Berman, Foreign Affairs, December 8, 2014"), SERIES
    )
    assert [work.get("title") for work in entry.understood.works] == ["Rage Comes To Russia"]
    assert entry.line.number == 1


def test_each_entry_that_is_not_understood_is_named_with_its_line() -> None:
    lines = lines_of_text(f"References\n{MEMO}\n\n{UNREAD}\n{OTHER}")
    claims = list(list_claims(read_list(lines, SERIES), "list"))
    assert [(one.text, one.where) for one in claims if one.variable == FAULT] == [
        (f"not understood: {UNREAD}", "line 4")
    ]
    assert [one.text for one in claims if one.variable == "number"] == ["690", "590"]


def test_a_web_page_names_only_what_looks_like_an_entry() -> None:
    lines = lines_of_text(f"{MEMO}\n• {UNREAD}\nI have worked on rivers since 2004, and I teach.")
    claims = list_claims(read_list(lines, SERIES), "page", whole=False)
    assert [one.where for one in claims if one.variable == FAULT] == ["line 2"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (MEMO, True),
        (f"Publications\n{MEMO}", True),
        (f"{MEMO}\n{UNREAD}", True),
        (f"{MEMO}\nA remark.\nAnother remark.\nA third remark.", False),
        ("Counting Snow\nAna Ejemplo\nPONARS Eurasia Policy Memo No. 615\nOctober 2019", False),
        ("PONARS Eurasia Policy Memo No. 615\nPONARS Eurasia Policy Memo No. 616", True),
        ("Nothing at all.", False),
        ("", False),
    ],
)
def test_a_list_is_told_from_other_texts(text: str, found: bool) -> None:
    lines = lines_of_text(text)
    assert is_list(read_list(lines, SERIES), lines) == found


def test_a_page_of_prose_is_not_asked_of_the_model() -> None:
    prose = "This paragraph tells at some length of rivers, and of the people who live on them."
    assert not may_be_list(lines_of_text(f"{prose}\n" * 3 + MEMO))
    assert may_be_list(lines_of_text(f"{prose}\n{MEMO}\n{OTHER}"))
    assert may_be_list(lines_of_text(f"{prose}\nLee, Ann. 2012. A Book. London: Hurst.\n" + OTHER))


def test_the_references_of_a_memo_stand_below_its_text() -> None:
    prose = "This paragraph tells at some length of rivers, and of the people who live on them."
    body = lines_of_text(f"{prose}\n\nReferences\n\n{MEMO}\n{OTHER}\n## About the author\nAnn Lee")
    assert [line.text for line in references_below(body)] == [MEMO, OTHER]
    assert references_below(lines_of_text(f"References\n{MEMO}")) == ()


BOOK = "Lee, Ann, and Bo Kim. The Rivers of the North. Oxford: Oxford University Press, 2012."
ARTICLE = "“Rivers of Mud.” Review of Water 12, no. 3 (2007): 45–67."


def authors(*texts: str) -> list[tuple[str, ...]]:
    """The authors of the works of each entry."""
    return [
        tuple(name for work in entry.understood.works for name in work.authors)
        for entry in read_list(lines_of_text("\n".join(texts)), SERIES)
    ]


@pytest.mark.parametrize(
    "sign",
    ["———.", "---.", "–––.", "——.", "———,", "________.", "_____.", "-----.", "Idem.", "———. 2007.", "3. ———.", "—."],
)
def test_a_sign_stands_for_the_authors_above(sign: str) -> None:
    assert authors(BOOK, f"{sign} {ARTICLE}", f"{sign} {ARTICLE.replace('Mud', 'Sand')}") == [
        ("Lee, Ann", "Bo Kim"),
        ("Lee, Ann", "Bo Kim"),
        ("Lee, Ann", "Bo Kim"),
    ]


def test_further_authors_stand_behind_those_of_the_sign() -> None:
    book = BOOK.replace(", and Bo Kim", "")
    assert authors(book, f"——— and Mira van Esempio. {ARTICLE}")[1] == ("Lee, Ann", "Mira van Esempio")


@pytest.mark.parametrize("above", [UNREAD, f"{BOOK}; {MEMO}", ARTICLE])
def test_a_sign_for_unknown_authors_is_not_understood(above: str) -> None:
    assert authors(above, f"———. {ARTICLE}")[-1] == ()
    entry = read_list(lines_of_text(f"{above}\n———. {ARTICLE}"), SERIES)[-1]
    assert not entry.understood.works


@pytest.mark.parametrize("mark", ["——", "–––", "---"])
def test_dashes_before_authors_are_a_bullet(mark: str) -> None:
    assert authors(BOOK, f"{mark} {MEMO}")[1] == ("Ana Ejemplo",)


def test_a_list_of_signs_takes_linear_room() -> None:
    people = " and ".join(f"Ann{chr(97 + n % 26)} Lee{chr(97 + n // 26)}" for n in range(90))
    lines = [BOOK, *(f"——— and {people}. {ARTICLE}" for _ in range(30))]
    assert max(map(len, authors(*lines))) <= 200
