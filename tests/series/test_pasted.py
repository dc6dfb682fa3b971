"""Pasted memos: the title first, then author, date and label in any order and in many spellings."""

from __future__ import annotations

from collections import defaultdict
from itertools import permutations

import pytest

from ponarscite.document.document import Document
from ponarscite.series.pasted import pasted_claims
from ponarscite.series.ponars import PONARS, PONARS_EURASIA

SERIES = (PONARS, PONARS_EURASIA)
TITLE, AUTHOR, LABEL, MONTH = "Example Rivers: Who Pays?", "Ana Ejemplo", "PONARS Policy Memo No. 427", "December 2006"
TEXT = "In May 2009 PONARS Policy Memo No. 12 said so, and it went on to say it at considerable length and again."


def said(text: str) -> dict[str, list[str]]:
    paper = Document("memo", lambda: text.encode())
    found = defaultdict(list)
    for claim in pasted_claims(paper.lines, SERIES, paper):
        found[claim.variable].append(claim.text)
    return dict(found)


def core(text: str) -> tuple[list[str], ...]:
    found = said(text)
    return tuple(found.get(variable, []) for variable in ("title", "author", "issued", "number"))


@pytest.mark.parametrize("order", list(permutations((AUTHOR, LABEL, MONTH))))
@pytest.mark.parametrize("glue", ["\n", "\n\n", "\n    "])
def test_any_order(order: tuple[str, ...], glue: str) -> None:
    for text in ("", f"\n\n{TEXT}"):
        assert core(glue.join((TITLE, *order)) + text) == ([TITLE], [AUTHOR], [MONTH], ["427"])


@pytest.mark.parametrize(
    "head",
    [
        f"PONARS Eurasia\nPolicy Memos | Аналитика\n{TITLE}\n{AUTHOR}\n{MONTH}\n{LABEL}",
        f"Title: {TITLE}\nAuthor: {AUTHOR}\nDate: {MONTH}\nSeries: {LABEL}",
        f"# {TITLE}\n\n**{AUTHOR}**\n\n*{LABEL}*\n\n_{MONTH}_",
        f"* {TITLE}\n* {AUTHOR}\n* {MONTH}\n* {LABEL}",
        f"“{TITLE}”\n{AUTHOR}\n{MONTH}\n({LABEL})",
        f"{TITLE}\nby\n{AUTHOR}\n{MONTH}\n{LABEL}",
        f"{TITLE}\nBy: {AUTHOR}\n{LABEL}, {MONTH}",
        f"{TITLE}\n{AUTHOR} | {LABEL} | {MONTH}",
        f"{AUTHOR}, {MONTH}\n# {TITLE}\n{LABEL}",
        f"{TITLE}\n{AUTHOR}\n{MONTH}\n{LABEL}\nGeorge Washington University",
        f"{TITLE}\n{AUTHOR}\n{MONTH}\n{LABEL}\n\nAbstract",
        "Example Rivers:\nWho Pays?\n" + "\n".join((AUTHOR, MONTH, LABEL)),
        "Example Rivers\nWho Pays?\n" + "\n".join((AUTHOR, MONTH, LABEL)),
        f"{TITLE}\n{AUTHOR}\n{MONTH}\n\n{TEXT}\n\n{LABEL}",
    ],
)
def test_many_spellings(head: str) -> None:
    assert core(f"{head}\n\n{TEXT}") == ([TITLE], [AUTHOR], [MONTH], ["427"])


@pytest.mark.parametrize(
    "byline",
    [
        "Ana Ejemplo\nTomsk State University",
        "Ana Ejemplo, Tomsk State University",
        "Ana Ejemplo (Tomsk State University)",
        "Ana Ejemplo – Tomsk State University",
    ],
)
def test_where_the_author_works_is_no_author(byline: str) -> None:
    found = said(f"{TITLE}\n{byline}\n{MONTH}\n{LABEL}\n\n{TEXT}")
    assert (found["author"], found["affiliation"]) == ([AUTHOR], ["Ana Ejemplo: Tomsk State University"])


@pytest.mark.parametrize(
    "byline",
    [
        "Ana Ejemplo and Petro Zrazok",
        "Ana Ejemplo & Petro Zrazok",
        "Ana Ejemplo\nPetro Zrazok",
        "Ana Ejemplo\nTomsk State University\nPetro Zrazok\nExample College",
        "Ana Ejemplo, Tomsk State University\nPetro Zrazok, Example College",
    ],
)
def test_two_authors(byline: str) -> None:
    assert said(f"{TITLE}\n{byline}\n{MONTH}\n{LABEL}\n\n{TEXT}")["author"] == ["Ana Ejemplo", "Petro Zrazok"]


def test_a_role_is_no_second_author() -> None:
    assert said(f"{TITLE}\n{AUTHOR}\nSenior Fellow\n{MONTH}\n{LABEL}\n\n{TEXT}")["author"] == [AUTHOR]


@pytest.mark.parametrize(
    "title",
    [
        "Will It Stop?",
        "Russia after December 2005",
        "Russia Votes, March 2004",
        "Putin 2008",
        "Policy Memo on Policy Memos",
        "Iran",
        "RIVERS IN CAPITALS",
        "Should the United States and the European Union Go On Counting the Rivers of Countries That Do Not Exist?",
    ],
)
def test_titles(title: str) -> None:
    assert core(f"{title}\n{AUTHOR}\n{MONTH}\n{LABEL}\n\n{TEXT}") == ([title], [AUTHOR], [MONTH], ["427"])


@pytest.mark.parametrize("issued", ["December, 2006", "Spring 2006", "1 December 2006", "2006-12", "декабрь 2006"])
def test_dates(issued: str) -> None:
    assert said(f"{TITLE}\n{AUTHOR}\n{issued}\n{LABEL}\n\n{TEXT}")["issued"] == [issued]


def test_the_institution_of_the_official_form_is_the_publisher() -> None:
    found = said(f"{TITLE}\n{AUTHOR}\nPONARS Eurasia Policy Memo No. 590, George Washington University, April 2019")
    assert (found["author"], found["publisher"]) == ([AUTHOR], ["George Washington University"])


def test_a_label_may_have_no_number() -> None:
    found = said(f"{TITLE}\n{AUTHOR}\n{MONTH}\nPONARS Policy Memo\n\n{TEXT}")
    assert (found["genre"], "number" in found) == (["PONARS Policy Memo"], False)


def test_a_page_whose_fields_are_blank_is_partial() -> None:
    text = f"Policy Memos\n{TITLE}\nPolicy Memo:\n\nPublication Date:\n\n{TEXT}\n\nMore (PDF)\nAbout the author\n"
    found = said(text)
    assert (found["title"], found["abstract"]) == ([TITLE], [TEXT])
    assert found.keys().isdisjoint(("author", "issued", "number"))


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n{AUTHOR}\n{MONTH}\n\n{TEXT}",
        f"Dear Ana,\n{LABEL}\n{MONTH}",
        f"From: Ana Ejemplo\n{LABEL}\n{MONTH}",
        "Policy Memo # 615\nAna Ejemplo 04 Oct 2019\nPolicy Memo # 614\nPetro Zrazok 03 Oct 2019",
    ],
)
def test_no_label_a_letter_or_a_list_is_no_memo(text: str) -> None:
    assert said(text) == {}
