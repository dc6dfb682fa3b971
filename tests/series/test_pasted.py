"""Pasted memos: the title first, then author, date and label in any order and in many spellings."""

from __future__ import annotations

from collections import defaultdict
from itertools import permutations

import pytest

from ponarscite.document.document import Document
from ponarscite.record.claim import About, Rank
from ponarscite.series.pasted import is_person, pasted_claims
from ponarscite.series.ponars import PONARS, PONARS_EURASIA
from tests.series.claimed import claimed, signed

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


def test_claims_of_a_pasted_memo() -> None:
    text = (
        f"{TITLE}[1]\n{AUTHOR}, Tomsk State University\n"
        f"{LABEL} ([PDF](/x/pm_0427_Ejemplo_Dec2006.pdf)), {MONTH}\n\n{TEXT}\n\nAna Ejemplo is Dean."
    )
    paper = Document("memo", lambda: text.encode(), url="https://a.example/b")
    claims = pasted_claims(paper.lines, SERIES, paper)
    assert {claim.about for claim in claims} == {About("subject", "", "memo")}
    assert signed(claims) == [
        ("author", AUTHOR, Rank.OWN, "page", "line 2"),
        ("affiliation", f"{AUTHOR}: Tomsk State University", Rank.OWN, "page", "line 2"),
        ("genre", "PONARS Policy Memo", Rank.OWN, "page", "line 3"),
        ("number", "427", Rank.OWN, "page", "line 3"),
        ("issued", MONTH, Rank.OWN, "page", "line 3"),
        ("title", TITLE, Rank.OWN, "page", "line 1"),
        ("pdf-url", "https://a.example/x/pm_0427_Ejemplo_Dec2006.pdf", Rank.OWN, "page", "line 3"),
        ("file-name", "pm_0427_Ejemplo_Dec2006.pdf", Rank.GUESSED, "PDF name", "line 3"),
        ("number", "427", Rank.GUESSED, "PDF name", "line 3"),
        ("issued", "Dec 2006", Rank.GUESSED, "PDF name", "line 3"),
        ("abstract", TEXT, Rank.OWN, "page", "line 5"),
        ("affiliation", f"{AUTHOR}: Dean", Rank.OWN, "page", "line 7"),
        ("language", "en", Rank.OWN, "page", "line 1"),
    ]


RUSSIAN = "Паромы остановились, и те, кто живёт на том берегу, начали считать дни, а потом и недели, и месяцы, и годы."


def test_the_language_is_that_of_the_text_or_else_of_the_title() -> None:
    assert said(f"{TITLE}\n{AUTHOR}\n{LABEL}\n\n{RUSSIAN}")["language"] == ["ru"]
    assert said(f"Реки и те, кто платит\n{AUTHOR}\n{LABEL}")["language"] == ["ru"]


@pytest.mark.parametrize(
    ("first", "second", "title"),
    [
        ("Example Rivers", "Who Pays?", "Example Rivers: Who Pays?"),
        ("Example Rivers:", "Who Pays?", "Example Rivers: Who Pays?"),
        ("Example Rivers?", "And Who Pays", "Example Rivers? And Who Pays"),
        ("Example Rivers!", "And Who Pays", "Example Rivers! And Who Pays"),
        ("Example Rivers –", "Who Pays", "Example Rivers – Who Pays"),
        ("Example Rivers and", "Their Banks", "Example Rivers and Their Banks"),
        ("Example Rivers", "and Their Banks", "Example Rivers and Their Banks"),
        ("Example Rivers", "Who Pays?[1]", "Example Rivers: Who Pays?"),
        ("Title: “Example Rivers,”", "", "Example Rivers"),
        ('"Example Rivers"', "", "Example Rivers"),
        ("«Реки»", "", "Реки"),
        ("“Example” “Rivers”", "", "“Example” “Rivers”"),
    ],
)
def test_a_title_may_have_two_lines(first: str, second: str, title: str) -> None:
    head = f"{first}\n{second}" if second else first
    assert said(f"{head}\n{MONTH}\n{AUTHOR}\n{LABEL}\n\n{TEXT}")["title"] == [title]


@pytest.mark.parametrize(
    "second",
    [*("Tomsk State University", "Rivers of 1999", "Senior Fellow", "Policy Brief"), "A Line That Nothing Follows"],
)
def test_a_line_below_the_title_may_be_no_subtitle(second: str) -> None:
    after = "" if second.startswith("A Line") else f"{MONTH}\n"
    text = f"Example Rivers\n{second}\n{after}{'x' if not after else ''}\n{AUTHOR}\n{LABEL}\n\n{TEXT}"
    assert said(text)["title"] == ["Example Rivers"]


def test_a_heading_of_the_first_level_is_the_title_wherever_it_is() -> None:
    assert core(f"Menu\n# {TITLE}\n{AUTHOR}\n{MONTH}\n{LABEL}") == ([TITLE], [AUTHOR], [MONTH], ["427"])
    assert core(f"Menu\n## {TITLE}\n{AUTHOR}\n{MONTH}\n{LABEL}")[0] != [TITLE]


def test_a_list_item_is_a_title_only_among_list_items() -> None:
    assert core(f"  • {TITLE}\n{AUTHOR}\n{MONTH}\n{LABEL}")[0] == [TITLE]
    assert core(f"PONARS Eurasia\n  • Menu\n{TITLE}\n{AUTHOR}\n{MONTH}\n{LABEL}")[0] == [TITLE]


QUESTION = f"{'Should the United States and the European Union Go On Counting '}{'Rivers and ' * 17}X?"


def test_a_question_may_be_as_long_as_a_paragraph() -> None:
    for end in ("?", "!", "…"):
        title = f"{QUESTION[:248]}{end}"
        assert core(f"{title}\n{AUTHOR}\n{MONTH}\n{LABEL}")[0] == [title]
        assert said(f"{title[:-1]}x{end}\n{AUTHOR}\n{MONTH}\n{LABEL}") == {}
    assert said(f"{QUESTION[:200]}.\n{AUTHOR}\n{MONTH}\n{LABEL}") == {}


def test_a_citation_is_no_title() -> None:
    citation = f"Bob Roe, “One,” PONARS Policy Memo No. 12 ({MONTH}) and More"
    assert core(f"{citation}\n{TITLE}\n{AUTHOR}\n{LABEL}")[0] == [TITLE]


@pytest.mark.parametrize("word", "By Author: AUTHORS Date pdf Download Published Abstract Summary".split())
def test_a_word_before_a_value_is_nothing(word: str) -> None:
    assert core(f"{word}\n{TITLE}\n{word}\n{AUTHOR}\n{MONTH}\n{LABEL}") == ([TITLE], [AUTHOR], [MONTH], ["427"])


def test_an_unsigned_memo_is_that_of_the_site_named_below_its_title() -> None:
    assert said(f"{TITLE}\nPONARS Eurasia\n{MONTH}\n{LABEL}\n\n{TEXT}")["author"] == ["PONARS Eurasia"]
    assert "author" not in said(f"PONARS Eurasia\n{TITLE}\n{MONTH}\n{LABEL}\n\n{TEXT}")
    assert said(f"{TITLE}\nPONARS Eurasia\n{AUTHOR}\n{LABEL}\n\n{TEXT}")["author"] == [AUTHOR]
    assert said(f"{TITLE}\nPONARS Eurasia\n{AUTHOR}, {MONTH}\n{LABEL}\n\n{TEXT}")["author"] == [AUTHOR]


@pytest.mark.parametrize(
    ("lines", "authors", "affiliations"),
    [
        (
            (AUTHOR, "Tomsk State University", "Petro Zrazok"),
            [AUTHOR, "Petro Zrazok"],
            [f"{AUTHOR}: Tomsk State University"],
        ),
        ((AUTHOR, "Petro Zrazok"), [AUTHOR, "Petro Zrazok"], []),
        ((AUTHOR, "Senior Fellow", "Petro Zrazok"), [AUTHOR], []),
        ((f"{AUTHOR}, X University", "Petro Zrazok"), [AUTHOR, "Petro Zrazok"], [f"{AUTHOR}: X University"]),
        ((f"Author: {AUTHOR}", "Author: Petro Zrazok"), [AUTHOR, "Petro Zrazok"], []),
        ((f"Author: {AUTHOR}", "x", "Author: Petro Zrazok"), [AUTHOR, "Petro Zrazok"], []),
        (
            (f"{AUTHOR}, X University", "Petro Zrazok, Y College"),
            [AUTHOR, "Petro Zrazok"],
            [f"{AUTHOR}: X University", "Petro Zrazok: Y College"],
        ),
        ((AUTHOR, f"University of {'X' * 105}"), [AUTHOR], [f"{AUTHOR}: University of {'X' * 105}"]),
        ((AUTHOR, f"University of {'X' * 106}"), [AUTHOR], []),
    ],
    ids=str,
)
def test_lines_below_the_byline(lines: tuple[str, ...], authors: list[str], affiliations: list[str]) -> None:
    found = said(f"{TITLE}\n" + "\n".join(lines) + f"\n{MONTH}\n{LABEL}\n\n{TEXT}")
    assert (found["author"], found.get("affiliation", [])) == (authors, affiliations)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Ana Ejemplo", True),
        ("Ana Ejemplo, PhD", False),
        ("Ana and Petro", False),
        ("Tomsk State University", False),
        ("Senior Fellow", False),
        ("Visiting Scholar.", False),
        ("Ana", False),
        ("", False),
    ],
)
def test_the_name_of_one_person(text: str, is_one: bool) -> None:
    assert is_person(text) is is_one


FACTS = {
    f"{LABEL}, {MONTH}": {"genre": ["PONARS Policy Memo"], "number": ["427"], "issued": [MONTH]},
    f"Series: {LABEL} (PDF) Download": {"genre": ["PONARS Policy Memo"], "number": ["427"]},
    f"{LABEL} | Published: {MONTH}": {},
    f"By {AUTHOR}, {MONTH}": {"author": [AUTHOR], "issued": [MONTH]},
    f"{MONTH} – {AUTHOR} and Petro Zrazok": {"author": [AUTHOR, "Petro Zrazok"], "issued": [MONTH]},
    "2006": {"issued": ["2006"]},
    "12/31/2006": {"issued": ["12/31/2006"]},
    "PONARS Policy Memo, December 2006": {"genre": ["PONARS Policy Memo"], "issued": [MONTH]},
    f"{LABEL}, the George Washington University, {MONTH}": {
        "genre": ["PONARS Policy Memo"],
        "number": ["427"],
        "issued": [MONTH],
        "publisher": ["George Washington University"],
    },
    f"The George Washington University, {MONTH}": {
        "issued": [MONTH],
        "publisher": ["George Washington University"],
    },
    f"{MONTH} saw no boat on the river": {},
}


@pytest.mark.parametrize(("line", "claims"), FACTS.items())
def test_a_line_of_facts_holds_nothing_else(line: str, claims: dict[str, list[str]]) -> None:
    paper = Document("memo", lambda: f"{TITLE}\n{line}\nPDF\npm_0427.pdf".encode())
    found = claimed(claim for claim in pasted_claims(paper.lines, SERIES, paper) if claim.where == "line 2")
    assert found == claims


def test_a_line_of_facts_has_at_most_three_hundred_characters() -> None:
    line = LABEL.ljust(300, ".")
    assert said(f"{TITLE}\n{AUTHOR}\n{line}\npm_0427.pdf")["genre"] == ["PONARS Policy Memo"]
    assert "genre" not in said(f"{TITLE}\n{AUTHOR}\n{line}.\npm_0427.pdf")


def test_before_the_title_a_date_with_capital_words_is_the_title() -> None:
    assert core(f"Russia Votes, March 2018\n{AUTHOR}\n{LABEL}") == (
        *(["Russia Votes, March 2018"], [AUTHOR], []),
        ["427"],
    )
    assert said(f"Some River\nAna Ejemplo, March 2018\n{LABEL}")["author"] == [AUTHOR]


def test_a_head_has_sixteen_lines() -> None:
    def text(count: int) -> str:
        return "\n".join([TITLE, AUTHOR, *["x"] * count, LABEL, *["y"] * 20])

    assert said(text(13))["number"] == ["427"]
    assert said(text(14)) == {}


def test_a_label_may_follow_the_text() -> None:
    text = f"{TITLE}\n{AUTHOR}\n{MONTH}\n\n{TEXT}\n\n{LABEL}"
    assert said(text)["number"] == ["427"]
    assert said(f"{text}{chr(10) * 2}{f'x{chr(10)}' * 11}")["number"] == ["427"]
    assert said(f"{text}{chr(10) * 2}{f'x{chr(10)}' * 12}") == {}
    assert said(f"{text}, {MONTH}") == {}


def test_below_the_text_of_a_memo_whose_label_is_known_only_a_pdf_counts() -> None:
    text = f"{TITLE}\n{AUTHOR}\n{LABEL}\n\n{TEXT}\n\nPONARS Policy Memo No. 428\npm_0427.pdf"
    assert said(text)["number"] == ["427", "427"]
    assert said(text)["pdf-name"] == ["pm_0427"]


def test_the_name_of_a_pdf_may_stand_for_the_label() -> None:
    assert said(f"{TITLE}\n{AUTHOR}\npm_0427_Ejemplo_Dec2006.pdf\n\n{TEXT}")["number"] == ["427"]


def test_two_numbers_are_no_memo() -> None:
    assert said(f"{TITLE}\n{AUTHOR}\n{LABEL}\nPONARS Policy Memo No. 428\n\n{TEXT}") == {}
    assert said(f"{TITLE}\n{AUTHOR}\n{LABEL}\npm_0428.pdf\n\n{TEXT}")["number"] == ["427", "428"]


@pytest.mark.parametrize(
    "first", ["From: Ana", "to: Ana", "Тема: реки", "Dear Ana,", "Hello all,", "Уважаемые коллеги,", "CC: Ana"]
)
def test_a_letter_is_no_memo(first: str) -> None:
    assert said(f"{first}\n{TITLE}\n{AUTHOR}\n{LABEL}") == {}


def test_the_fields_of_a_moved_memo_are_read() -> None:
    text = f"{TITLE}\n{AUTHOR}\nPolicy Memo\n\n{TEXT}\n\nMemo #:\n94\nSeries:\n1\n"
    found = said(text)
    assert (found["number"], found["numbering"]) == (["94"], ["1"])


MEMO_ADDRESS = "https://www.ponarseurasia.org/memo/ferries-without-shores"
MIGRATED = (
    f"{TEXT}\nMemo #:\n94\nSeries:\n1\nPDF:\nPDF URL:\nhttp://www.gwu.edu/~ieresgwu/assets/docs/ponars/pm_0094.pdf\n"
)
UNLABELLED = (
    "Home\nPolicy Memos\n\nFerries Without Any Shores\n\nThe ferry of this memo leaves twice a day and arrives once, "
    "and it has done so since the shore was sold.\n\nMira van Esempio is Professor of Ferries at Example University.\n"
)


def told(text: str, url: str) -> dict[str, list[tuple[str, Rank, str]]]:
    paper = Document("memo", lambda: text.encode(), url=url)
    found = defaultdict(list)
    for claim in pasted_claims(paper.lines, SERIES, paper):
        found[claim.variable].append((claim.text, claim.rank, claim.origin))
    return dict(found)


def test_a_migrated_page_without_its_title_is_partial() -> None:
    found = told(MIGRATED, "")
    assert found["number"] == [("94", Rank.OWN, "page"), ("94", Rank.GUESSED, "PDF name")]
    assert (found["numbering"], found["language"]) == ([("1", Rank.OWN, "page")], [("en", Rank.OWN, "page")])
    assert "title" not in found


def test_the_address_of_a_migrated_page_is_a_guess_at_its_title() -> None:
    found = told(MIGRATED, MEMO_ADDRESS)
    assert found["title"] == [("Ferries without shores", Rank.GUESSED, "address")]
    assert found["doubt"] == [("its title is guessed from its address", Rank.GUESSED, "address")]
    own = told(f"On Ferries\n\n{MIGRATED}", MEMO_ADDRESS)
    assert (own["title"], own.get("doubt")) == ([("On Ferries", Rank.OWN, "page")], None)


def test_a_text_without_label_is_a_memo_if_its_address_says_so() -> None:
    found = told(UNLABELLED, MEMO_ADDRESS)
    assert found["title"] == [("Ferries Without Any Shores", Rank.OWN, "page")]
    assert found["series"] == [("Policy Memos", Rank.GUESSED, "address")]
    assert found["author"] == [("Mira van Esempio", Rank.GUESSED, "bio")]
    assert found["affiliation"] == [("Mira van Esempio: Professor of Ferries at Example University", Rank.OWN, "page")]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (UNLABELLED, ""),
        (UNLABELLED, "https://a.example/memo/ferries-without-shores"),
        (UNLABELLED, "https://www.ponarseurasia.org/ferries-without-shores"),
        (UNLABELLED, "https://www.ponarseurasia.org/memo/a-page-about-bridges"),
        ("Home\n\nPage not found\n\nThe page that you look for is not here.", MEMO_ADDRESS),
    ],
)
def test_any_other_text_without_label_is_no_memo(text: str, url: str) -> None:
    assert told(text, url) == {}


@pytest.mark.parametrize(
    ("first", "variable"),
    [("Mira van Esempio", "author"), (f"{'The ferry goes and comes again, ' * 3}and so on...", "abstract")],
)
def test_the_first_line_of_a_migrated_page_may_be_no_title(first: str, variable: str) -> None:
    found = told(f"{first}\n\n{MIGRATED}", MEMO_ADDRESS)
    assert found["title"] == [("Ferries without shores", Rank.GUESSED, "address")]
    assert found[variable][0] == (first, Rank.OWN, "page")


def test_fields_below_a_short_text_are_read_and_number_and_series_are_enough() -> None:
    found = told("On Ferries\n\nMemo #:\n94\nSeries:\n1\nPDF:\nPDF URL:\n", "")
    assert (found["title"], found["number"]) == ([("On Ferries", Rank.OWN, "page")], [("94", Rank.OWN, "page")])
