"""What the lines that introduce a memo say, on a page and in pasted text."""

from collections import defaultdict
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.document.document import Document
from ponarscite.document.lines import Line, lines_of_text
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.record.name import Name
from ponarscite.series.card import Card
from ponarscite.series.label import parse_label
from ponarscite.series.layout import Layout, article_layout, layout_of
from ponarscite.series.masthead import (
    abstract_claims,
    affiliation_claims,
    article_claims,
    author_claims,
    card_claims,
    first_paragraph,
    language_of,
    layout_claims,
    mentioned_claims,
)
from ponarscite.series.pasted import pasted_claims
from ponarscite.series.ponars import PONARS, PONARS_EURASIA
from tests.series.claimed import MAKER, signed

SERIES = (PONARS, PONARS_EURASIA)


def document(text: str, url: str = "") -> Document:
    return Document("memo", lambda: text.encode("utf-8", "replace"), url=url)


def said(claims: Iterable[Claim]) -> dict[str, list[str]]:
    found = defaultdict(list)
    for claim in claims:
        found[claim.variable].append(claim.text)
    return dict(found)


def bare(text: str) -> dict[str, list[str]]:
    paper = document(text)
    return said(pasted_claims(paper.lines, SERIES, paper))


PARAGRAPH = "\n\nIn May 2009 the authors of PONARS Policy Memo No. 12 wrote, and wrote at length, about something else."

KASSIANOVA = {
    "title": ["Russian Weapons Sales to Iran: Why They Are Unlikely to Stop"],
    "author": ["Alla Kassianova"],
    "issued": ["December 2006"],
    "genre": ["PONARS Policy Memo"],
    "number": ["427"],
    "language": ["en"],
}


@pytest.mark.parametrize(
    "head",
    [
        "{title}\n{author}\n{issued}\n{genre} No. {number}",
        "{title}\n\n{genre} No. {number}\n\n{author}\n\n{issued}",
        "{title}\n{issued}\n{genre} {number}\n{author}",
        "{genre} No. {number}\n{title}\n{author}\n{issued}",
        "{issued}\n{genre} #{number}\n{title}\n{author}",
        "{title}\nBy {author}\n{genre} No. {number}, {issued}",
        "{title}\nBy {author}, {issued}\n({genre}) No. {number}",
        "{title}\n{genre} No. {number} | {issued} | {author}",
        "{title}\n{author}\nTomsk State University\n{issued}\n{genre} No. {number} (pdf)",
        "Russian Weapons Sales to Iran:\nWhy They Are Unlikely to Stop\n{author}\n{issued}\n{genre} No. {number}",
        "Russian Weapons Sales to Iran: Why They\nare Unlikely to Stop\n{author}\n{issued}\n{genre} No. {number}",
    ],
)
def test_title_first_then_the_rest_in_any_order(head: str) -> None:
    text = head.format(**{variable: texts[0] for variable, texts in KASSIANOVA.items()})
    for found in (bare(text), bare(text + PARAGRAPH)):
        found.pop("abstract", None)
        assert found.pop("affiliation", None) in (None, ["Alla Kassianova: Tomsk State University"])
        found["title"] = [found["title"][0].replace(" are ", " Are ")]
        assert found == KASSIANOVA


@pytest.mark.parametrize(
    ("head", "title", "authors"),
    [
        ("Harbor Polls\nby Ann Lee and Bo Li", "Harbor Polls", ["Ann Lee", "Bo Li"]),
        ("Harbor Polls\nby Ann Lee\nTomsk State University", "Harbor Polls", ["Ann Lee"]),
        ("Harbor Polls\nby Ann Lee, Bo Li, and Cy Ng", "Harbor Polls", ["Ann Lee", "Bo Li", "Cy Ng"]),
        ("Russia as Seen\nby Vladimir Putin\nAnn Lee", "Russia as Seen by Vladimir Putin", ["Ann Lee"]),
        ("Seven Steps\nby Which Harbors Fail\nAnn Lee", "Seven Steps by Which Harbors Fail", ["Ann Lee"]),
        ("Harbor Polls\nJohn O‘Loughlin", "Harbor Polls", ["John O‘Loughlin"]),
        ("Harbor Polls\nVladimir Gel`man", "Harbor Polls", ["Vladimir Gel`man"]),
    ],
)
@pytest.mark.parametrize("date", ["", "\nFebruary 2023"])
def test_a_byline_is_no_part_of_the_title(head: str, title: str, authors: list[str], date: str) -> None:
    found = bare(f"{head}{date}\nPONARS Eurasia Policy Memo No. 822{PARAGRAPH}")
    assert (found["title"], found["author"]) == ([title], authors)


def test_the_body_makes_no_claims_about_the_memo() -> None:
    found = bare("A Title\nAnn Lee\nPolicy Memo No. 300" + PARAGRAPH)
    assert found["number"] == ["300"]
    assert "issued" not in found
    assert found["abstract"] == [PARAGRAPH.strip()]


@pytest.mark.parametrize(
    "text",
    [
        "A Title Without Anything\nThis is the text.",
        "Hello, world.",
        "Russia Votes, March 2018\nThe polls have closed and the count goes on until the early hours of the day.",
        "",
    ],
)
def test_a_text_that_is_no_memo(text: str) -> None:
    assert bare(text) == {}


@pytest.mark.parametrize(
    ("line", "label", "number"),
    [
        ("ponars eurasia policy memo no. 775 (pdf)", "ponars eurasia policy memo", "775"),
        ("PONARS Eurasia Policy Memo No. 781", "PONARS Eurasia Policy Memo", "781"),
        ("Policy Memo # 615", "Policy Memo", "615"),
        ("(PONARS Policy Memo) No. 448", "PONARS Policy Memo", "448"),
        ("PONARS Eurasia Policy Memo 513", "PONARS Eurasia Policy Memo", "513"),
    ],
)
def test_parse_label(line: str, label: str, number: str) -> None:
    found = parse_label(line, SERIES)
    assert found is not None
    assert (found.text, found.number, found.rest) == (label, number, "")


@pytest.mark.parametrize("line", ["See PONARS Eurasia Policy Memo No. 513.", "Policy Memos", "A memo of 12 pages"])
def test_a_line_that_is_no_label(line: str) -> None:
    assert parse_label(line, SERIES) is None


PAGE = """<body><ul><li>Policy Memos | Аналитика</li></ul><h1>A Title[1]: So</h1>
<ul><li>May 20, 2022</li><li>Sasha de Vogel and John O’Loughlin</li></ul>
<p><a href="/wp/Pepm775_Vogel_May2022.pdf?x=1">ponars eurasia policy memo no. 775 (pdf)</a></p>
<h2>Introduction</h2><p>Short.</p><p>This first paragraph is a sentence of some length.[2] And here is another.</p>
<p>See PONARS Eurasia Policy Memo No. 12.</p>
<p>[1] A note.</p>
<p>Sasha\u00a0de\u00a0Vogel is a Postdoctoral Fellow at Example University.</p>
<p>John O'Loughlin is College Professor at the University of Colorado.</p>
<p>PONARS Eurasia Policy Memo No. 775</p>
<p><a href="javascript:evil()">Pepm775_Vogel_May2022 (PDF)</a><a href="/x">Download</a></p>
<h4>Related Topics</h4><ul><li>de Vogel</li><li>O’Loughlin</li><li>Kazakhstan</li></ul>
<h4>You May Also Like</h4><div>Policy Memos</div><h3><a href="/other/">Other</a></h3>
<div>Ann Lee</div><div>May 1, 2022</div>
</body>"""


def test_a_page_says_all_this_of_its_article() -> None:
    page = document(PAGE, "https://www.ponarseurasia.org/a-title/")
    assert said(article_claims(layout_of(page, SERIES), SERIES, page)) == {
        "title": ["A Title: So"],
        "issued": ["May 20, 2022", "May 2022", "May 2022"],
        "author": ["Sasha de Vogel", "John O’Loughlin"],
        "type": ["report"],
        "series": ["Policy Memos | Аналитика"],
        "genre": ["ponars eurasia policy memo", "PONARS Eurasia Policy Memo"],
        "number": ["775", "775", "775", "775"],
        "pdf-url": ["https://www.ponarseurasia.org/wp/Pepm775_Vogel_May2022.pdf?x=1"],
        "pdf-name": ["Pepm775_Vogel_May2022"],
        "file-name": ["Pepm775_Vogel_May2022.pdf", "Pepm775_Vogel_May2022"],
        "abstract": ["This first paragraph is a sentence of some length. And here is another."],
        "affiliation": [
            "Sasha de Vogel: Postdoctoral Fellow at Example University",
            "John O’Loughlin: College Professor at the University of Colorado",
        ],
        "keyword": ["Kazakhstan"],
        "language": ["en"],
    }


@pytest.mark.parametrize(
    ("byline", "topics", "keywords"),
    [
        ("Lisa McIntosh Sundstrom", "McIntosh Sundstrom, Sundstrom, Lisa McIntosh Sundstrom, Courts", ["Courts"]),
        ("Petro Zrazok Jr.", "Zrazok, Jr., Courts", ["Courts"]),
        ("PONARS Eurasia", "PONARS Eurasia, Eurasia", ["Eurasia"]),
    ],
)
def test_authors_are_no_topics(byline: str, topics: str, keywords: list[str]) -> None:
    listed = "".join(f"  • {topic}\n" for topic in topics.split(", "))
    page = document(f"  • Policy Memos\n\nA Title\n\n  • May 20, 2022\n  • {byline}\n\nRelated Topics\n{listed}View\n")
    assert said(article_claims(layout_of(page, SERIES), SERIES, page))["keyword"] == keywords


@pytest.mark.parametrize(
    ("bio", "affiliation"),
    [
        ("Ann Lee is an Associate Professor at X University.", "Associate Professor at X University"),
        ("Dr. Ann Lee is Fellow at the St. Petersburg Center. She is writing.", "Fellow at the St. Petersburg Center"),
        ("Ann Lee, Professor at X University, is the author of Y.", "Professor at X University"),
        ("Ann Lee, PhD, is Professor at X University.", "Professor at X University"),
    ],
)
def test_bios(bio: str, affiliation: str) -> None:
    page = document(f"  • Policy Memos\n\nA Title\n\n  • May 20, 2022\n  • Ann Lee\n\n{bio}\n")
    found = said(article_claims(layout_of(page, SERIES), SERIES, page))
    assert found["affiliation"] == [f"Ann Lee: {affiliation}"]


def test_a_card_is_what_the_page_mentions() -> None:
    page = document(PAGE, "https://www.ponarseurasia.org/a-title/")
    claims = list(mentioned_claims(layout_of(page, SERIES), SERIES, page))
    assert {claim.about.place for claim in claims} == {"card 1"}
    assert said(claims) == {
        "title": ["Other"],
        "issued": ["May 1, 2022"],
        "author": ["Ann Lee"],
        "type": ["report"],
        "series": ["Policy Memos"],
        "URL": ["https://www.ponarseurasia.org/other/"],
    }


@pytest.mark.parametrize(
    ("category", "kind", "genre"),
    [
        ("Recommended | Рекомендуем", ["post-weblog"], None),
        ("Podcasts", ["broadcast"], None),
        ("Events", ["event"], None),
        ("Working Papers", ["report"], ["PONARS Eurasia Working Paper"]),
        ("Аналитические записки", ["report"], None),
    ],
)
def test_the_category_tells_the_type(category: str, kind: list[str], genre: list[str] | None) -> None:
    page = document(f"• {category}\n\nA Title\n\n• May 20, 2022\n• Ann Lee\n")
    found = said(article_claims(layout_of(page, SERIES), SERIES, page))
    assert (found["type"], found.get("genre")) == (kind, genre)


@pytest.mark.parametrize(
    ("title", "language"), [("A Title", "en"), ("Пределы обучения", "ru"), ("Межі навчання: її уроки", "uk")]
)
def test_the_script_tells_the_language(title: str, language: str) -> None:
    page = document(f"• Policy Memos | Аналитика\n\n{title}\n\n• May 20, 2022\n• Ann Lee\n")
    assert said(article_claims(layout_of(page, SERIES), SERIES, page))["language"] == [language]


PIECES = st.sampled_from(
    ["A Title", "By Ann Lee", "May 2022", "Policy Memo No. 300", "(pdf", "Download", "|", ":", "и"]
)


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20)


@given(st.lists(st.one_of(PIECES, WORDS), max_size=12), st.sampled_from(["\n", " ", " | "]))
def test_any_head_is_read(pieces: list[str], glue: str) -> None:
    found = bare(glue.join(pieces))
    assert not found or {"title", "language"} <= set(found)


EPISODES = """\
RSS PONARS Eurasia Podcast
  • [Who Counts?](/podcast/1) February 23, 2022
    A talk about counting.
  • On Maps January 28, 2022
  • Policy Memos

On Bridges

  • May 20, 2022
  • Ann Lee
"""


def test_an_episode_of_the_podcast_is_what_the_page_mentions() -> None:
    page = document(EPISODES, "https://www.ponarseurasia.org/a/")
    claims = list(mentioned_claims(layout_of(page, SERIES), SERIES, page))
    first = [claim for claim in claims if claim.about == About("mentioned", "episode 1", "memo")]
    assert signed(first) == [
        ("type", "broadcast", Rank.CITED, "podcast list", "line 2"),
        ("title", "Who Counts?", Rank.CITED, "podcast list", "line 2"),
        ("issued", "February 23, 2022", Rank.CITED, "podcast list", "line 2"),
        ("container-title", "PONARS Eurasia Podcast", Rank.CITED, "podcast list", "line 2"),
        ("URL", "https://www.ponarseurasia.org/podcast/1", Rank.CITED, "podcast list", "line 2"),
        ("abstract", "A talk about counting.", Rank.CITED, "podcast list", "line 3"),
    ]
    second = [claim for claim in claims if claim.about == About("mentioned", "episode 2", "memo")]
    assert said(second) == {
        "type": ["broadcast"],
        "title": ["On Maps"],
        "issued": ["January 28, 2022"],
        "container-title": ["PONARS Eurasia Podcast"],
    }
    assert len(claims) == len(first) + len(second)


def test_a_neighbour_is_known_by_its_place() -> None:
    text = f"{EPISODES}\nNext Article\n\n  • Events\n\n[On Rafts](/rafts)\n\n  • May 21, 2022\n  • Bob Roe\n"
    page = document(text, "https://www.ponarseurasia.org/a/")
    claims = list(mentioned_claims(layout_of(page, SERIES), SERIES, page))
    assert signed(claim for claim in claims if claim.about == About("mentioned", "next", "memo")) == [
        ("title", "On Rafts", Rank.CITED, "next", "line 16"),
        ("issued", "May 21, 2022", Rank.CITED, "next", "line 16"),
        ("author", "Bob Roe", Rank.CITED, "next", "line 16"),
        ("type", "event", Rank.CITED, "next", "line 16"),
        ("URL", "https://www.ponarseurasia.org/rafts", Rank.CITED, "next", "line 16"),
    ]


def test_the_article_of_a_page_is_its_subject() -> None:
    page = document(EPISODES)
    claims = list(article_claims(layout_of(page, SERIES), SERIES, page))
    assert {(claim.about, claim.rank, claim.origin) for claim in claims} == {
        (About("subject", "", "memo"), Rank.OWN, "page")
    }
    assert list(article_claims(Layout(), SERIES, page)) == []


TITLE = Line(3, "On Bridges[1]")


@pytest.mark.parametrize(
    ("card", "claims"),
    [
        (Card(TITLE), {"title": ["On Bridges"]}),
        (Card(TITLE, issued="May 2022"), {"title": ["On Bridges"], "issued": ["May 2022"]}),
        (Card(TITLE, category="Menu"), {"title": ["On Bridges"]}),
        (
            Card(TITLE, category="Policy Memos"),
            {"title": ["On Bridges"], "type": ["report"], "series": ["Policy Memos"]},
        ),
        (
            Card(TITLE, category="Working Papers"),
            {"title": ["On Bridges"], "type": ["report"], "genre": ["PONARS Eurasia Working Paper"]},
        ),
        (
            Card(TITLE, byline="Ann Lee (X University) and Bob Roe"),
            {
                "title": ["On Bridges"],
                "author": ["Ann Lee", "Bob Roe"],
                "affiliation": ["Ann Lee: X University"],
            },
        ),
    ],
    ids=str,
)
def test_claims_of_a_card(card: Card, claims: dict[str, list[str]]) -> None:
    found = list(card_claims(card, SERIES, MAKER))
    assert said(found) == claims
    assert {claim.where for claim in found} == {"line 3"}


def test_a_byline_is_claimed_name_by_name() -> None:
    assert signed(author_claims("Ann Lee, Example College", Line(7, "x"), MAKER)) == [
        ("author", "Ann Lee", Rank.OWN, "page", "line 7"),
        ("affiliation", "Ann Lee: Example College", Rank.OWN, "page", "line 7"),
    ]
    assert list(author_claims("", Line(7, "x"), MAKER)) == []


@pytest.mark.parametrize(
    ("byline", "claims"),
    [
        ("Policy Memo by Ann Lee and Bo Li", {"author": ["Ann Lee", "Bo Li"]}),
        ("Edited by Ann Lee and Bo Li", {"editor": ["Ann Lee", "Bo Li"]}),
        ("Translated by Ann Lee", {"translator": ["Ann Lee"]}),
        ("Written by Ann Lee, Senior Fellow", {"author": ["Ann Lee"], "affiliation": ["Ann Lee: Senior Fellow"]}),
        ("Senior Fellow", {}),
    ],
)
def test_the_words_around_names_are_no_names(byline: str, claims: dict[str, list[str]]) -> None:
    assert said(author_claims(byline, Line(7, "x"), MAKER)) == claims


def test_a_label_that_is_glued_to_the_abstract_is_a_genre() -> None:
    paragraph = Line(5, "(PONARS Policy Memo)The ferry has stopped.[1]")
    assert signed(abstract_claims(paragraph, SERIES, MAKER)) == [
        ("genre", "PONARS Policy Memo", Rank.OWN, "page", "line 5"),
        ("abstract", "The ferry has stopped.", Rank.OWN, "page", "line 5"),
    ]
    assert said(abstract_claims(Line(5, "The ferry.¹"), SERIES, MAKER)) == {"abstract": ["The ferry."]}


SENTENCE = "The ferry has stopped, and nobody counts."


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((SENTENCE,), SENTENCE),
        (("# Introduction", f"• {SENTENCE}", f"[1] {SENTENCE}", f"# {SENTENCE}", SENTENCE), SENTENCE),
        (("PONARS Policy Memo No. 12 is about the ferry that stopped.", SENTENCE), SENTENCE),
        (("Too short to be a paragraph.", SENTENCE), SENTENCE),
        (("Four and thirty characters it has.",), None),
        (("A line without a full stop that is longer than forty characters",), None),
        (("x" * 251,), "x" * 251),
        ((), None),
    ],
)
def test_the_first_paragraph_is_running_text(lines: tuple[str, ...], found: str | None) -> None:
    paragraph = first_paragraph(lines_of_text("\n".join(lines)), SERIES)
    assert (paragraph.text if paragraph else None) == found


@pytest.mark.parametrize(("count", "is_one"), [(39, False), (40, True)])
def test_a_paragraph_has_forty_characters(count: int, is_one: bool) -> None:
    assert (first_paragraph([Line(1, "x" * (count - 1) + ".")], SERIES) is not None) is is_one


LEE, ROE = Name(given="Ann Mary", family="Lee"), Name(given="Bo", family="de Roe")
BIOS = {
    "Ann Lee is a Fellow at X University.": ["Ann Mary Lee: Fellow at X University"],
    "Ann Lee is an Aide.": ["Ann Mary Lee: Aide"],
    "Ann M. Lee is the Chair of Y": ["Ann Mary Lee: Chair of Y"],
    "Ann Lee is Chair. He is old.": ["Ann Mary Lee: Chair"],
    "Ann Lee is Chair. Their book is new.": ["Ann Mary Lee: Chair"],
    "Ann Lee is Chair. Heaps of books are hers.": ["Ann Mary Lee: Chair. Heaps of books are hers"],
    "Ann Lee, Fellow at X University, is the author of Y.": ["Ann Mary Lee: Fellow at X University"],
    "Ann Lee, a good friend, is Chair.": ["Ann Mary Lee: Chair"],
    "Bo de Roe is Dean.": ["Bo de Roe: Dean"],
    "Ann Lee and Bo de Roe is Dean.": ["Ann Mary Lee: Dean"],
    "Bob Roe is Dean.": [],
    "Mary Lee is Dean.": [],
    "Ann Lee was Dean.": [],
    f"Ann Lee, {'x' * 71} is Dean.": ["Ann Mary Lee: Dean"],
    f"Ann Lee, {'x' * 72} is Dean.": [],
}


@pytest.mark.parametrize(("bio", "found"), BIOS.items())
def test_a_bio_tells_where_an_author_works(bio: str, found: list[str]) -> None:
    claims = list(affiliation_claims([Line(8, bio)], [LEE, ROE], MAKER))
    assert signed(claims) == [("affiliation", text, Rank.OWN, "page", "line 8") for text in found]


def test_bios_are_in_the_last_thirty_lines() -> None:
    bio, other = Line(1, "Ann Lee is Dean."), Line(2, "x")
    assert len(list(affiliation_claims([bio, *[other] * 29], [LEE], MAKER))) == 1
    assert list(affiliation_claims([bio, *[other] * 30], [LEE], MAKER)) == []
    assert list(affiliation_claims([bio], [], MAKER)) == []


def test_an_institution_has_no_bio() -> None:
    house = Name(literal="PONARS Eurasia")
    assert list(affiliation_claims([Line(1, "PONARS Eurasia is a network.")], [house], MAKER)) == []


@pytest.mark.parametrize(
    ("sample", "language"),
    [
        ("", "en"),
        ("A text – with a dash", "en"),
        ("Река", "ru"),
        ("Річка", "uk"),
        ("Ґанок", "uk"),
        ("Їжак", "uk"),
        ("ЄВРОПА", "uk"),
        ("Река ab", "ru"),
        ("Река abcd", "ru"),
        ("Река abcde", "en"),
        ("Река 12345", "ru"),
    ],
)
def test_the_language_of_most_letters_counts(sample: str, language: str) -> None:
    assert language_of(sample) == language


MEMO_LABEL = "PONARS Eurasia Policy Memo No. 775"
PARAGRAPH_ = "The ferry has stopped, and those who live on the far bank have begun to count their days."


def of_body(*texts: str, topics: str = "", known: tuple[Name, ...] = (), byline: str = "") -> dict[str, list[str]]:
    """The claims of an article's text, without those of its card."""
    card = Card(Line(1, "Река"), byline=byline)
    layout = article_layout(card, lines_of_text("\n".join(texts)), lines_of_text(topics))
    found = said(layout_claims(layout, SERIES, MAKER, known))
    assert found.pop("title") == ["Река"]
    return found


def test_a_label_above_the_text_may_have_a_month() -> None:
    assert of_body(f"{MEMO_LABEL}, May 2022", PARAGRAPH_) == {
        "genre": ["PONARS Eurasia Policy Memo"],
        "number": ["775"],
        "issued": ["May 2022"],
        "abstract": [PARAGRAPH_],
        "language": ["en"],
    }
    assert of_body("PONARS Policy Memo", PARAGRAPH_)["genre"] == ["PONARS Policy Memo"]
    assert "genre" not in of_body("(PONARS Policy Memo) Rivers", PARAGRAPH_)


def test_a_label_below_the_text_is_alone() -> None:
    assert of_body(PARAGRAPH_, MEMO_LABEL)["number"] == ["775"]
    assert "number" not in of_body(PARAGRAPH_, f"{MEMO_LABEL}, May 2022")
    assert "genre" not in of_body(PARAGRAPH_, "PONARS Policy Memo")


def test_labels_below_the_text_with_two_numbers_are_those_of_other_works() -> None:
    assert of_body(PARAGRAPH_, MEMO_LABEL, MEMO_LABEL)["number"] == ["775", "775"]
    assert "number" not in of_body(PARAGRAPH_, MEMO_LABEL, MEMO_LABEL.replace("775", "776"))
    assert of_body(MEMO_LABEL, PARAGRAPH_, MEMO_LABEL, MEMO_LABEL.replace("775", "776"))["number"] == ["775"]


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("", ["612"]),
        ("https://www.ponarseurasia.org/low-rivers/", ["612"]),
        ("https://web.archive.org/web/20200301000000/http://www.ponarseurasia.org/low-rivers/", ["612"]),
        ("https://blog.example/low-rivers/", None),
        ("https://ponarseurasia.org.blog.example/low-rivers/", None),
        ("https://web.archive.org/web/20200301000000/http://blog.example/low-rivers/", None),
    ],
)
def test_a_label_below_the_text_counts_on_the_sites_of_the_series(address: str, number: list[str] | None) -> None:
    text = f"<p>{'A text of many words. ' * 9}</p><p>Links:</p><ul><li>PONARS Eurasia Policy Memo No. 612</li></ul>"
    head = "<h1>Low Rivers</h1><p>By Ann Lee</p><p>March 3, 2020</p>"
    one = document(f"<!DOCTYPE html><title>Low Rivers</title>{head}{text}", address)
    assert said(article_claims(layout_of(one, SERIES), SERIES, one)).get("number") == number


def test_a_label_in_the_middle_of_the_text_is_a_line_of_its_own() -> None:
    after = ["x"] * 12
    assert of_body(PARAGRAPH_, MEMO_LABEL, *after)["number"] == ["775"]
    assert "number" not in of_body(PARAGRAPH_, f"• {MEMO_LABEL}", *after)
    assert of_body(PARAGRAPH_, f"• {MEMO_LABEL}", *after[1:])["number"] == ["775"]
    assert "number" not in of_body(PARAGRAPH_, f"{MEMO_LABEL} {'.' * 60}", *after)


def test_a_pdf_in_the_middle_of_the_text_is_not_that_of_the_memo() -> None:
    pdf, after = "[More (PDF)](/x/cv.pdf)", ["x"] * 12
    assert "pdf-url" in of_body(PARAGRAPH_, pdf, *after[1:])
    assert "pdf-url" not in of_body("Short", PARAGRAPH_, pdf.replace("More", "Also"), *after)


def test_without_a_paragraph_the_first_lines_are_above_the_text() -> None:
    found = of_body(*"abcde", f"{MEMO_LABEL}, May 2022", *["x"] * 20)
    assert (found["issued"], found["language"]) == (["May 2022"], ["ru"])
    assert "issued" not in of_body(*"abcdef", f"{MEMO_LABEL}, May 2022", *["x"] * 20)


def test_the_fields_of_a_moved_page_are_claimed() -> None:
    assert of_body(PARAGRAPH_, "Memo #:", "94", "Series:", "1")["number"] == ["94"]


def test_the_authors_of_a_card_come_before_those_known_from_elsewhere() -> None:
    bios = ("Ann Lee is Dean.", "Bo Li is Aide.")
    known = (Name(given="Bo", family="Li"),)
    assert of_body(*bios, byline="Ann Lee")["affiliation"] == ["Ann Lee: Dean"]
    assert of_body(*bios, known=known)["affiliation"] == ["Bo Li: Aide"]
    assert of_body(*bios, byline="Ann Lee", known=known)["affiliation"] == ["Ann Lee: Dean"]


@pytest.mark.parametrize(
    ("topics", "keywords"),
    [
        ("• Courts\n• Li\n• Bo Li\n• Rivers, Lakes", ["Courts", "Rivers, Lakes"]),
        ("Courts, Rivers,, Li", ["Courts", "Rivers"]),
        ("[Courts](/c) and [Rivers](/r)", ["Courts", "Rivers"]),
    ],
)
def test_topics_are_keywords_but_for_the_authors(topics: str, keywords: list[str]) -> None:
    assert of_body(PARAGRAPH_, topics=topics, byline="Bo Li")["keyword"] == keywords


@pytest.mark.parametrize(
    ("name", "own"),
    [
        (
            Name(given="Lisa McIntosh", family="Sundstrom"),
            ["Lisa McIntosh Sundstrom", "McIntosh Sundstrom", "Sundstrom"],
        ),
        (Name(given="Petro", family="Zrazok", suffix="Jr."), ["Zrazok"]),
        (Name(literal="Example House"), ["Example House"]),
    ],
)
def test_the_topics_that_are_the_names_of_an_author(name: Name, own: list[str]) -> None:
    listed = "".join(f"• {topic}\n" for topic in (*own, "Example", "Lisa"))
    assert of_body(PARAGRAPH_, topics=listed, known=(name,))["keyword"] == ["Example", "Lisa"]


@pytest.mark.parametrize(
    "beside",
    [
        "<aside>Most read: High Hills<p>{}</p></aside>",
        "<footer><p>{}</p></footer>",
        "<blockquote><p>{}</p><p>High Hills</p></blockquote>",
        "<div id='comments'><p>A reader says:</p><p>{}</p></div>",
    ],
)
def test_a_label_beside_the_article_is_that_of_another_work(beside: str) -> None:
    head, text = "<h1>Low Rivers</h1><p>By Ann Lee</p><p>March 3, 2020</p>{}", f"<p>{'A text of many words. ' * 9}</p>"
    label, other = "PONARS Eurasia Policy Memo No. 612", beside.format("PONARS Eurasia Policy Memo No. 613")
    for own, numbers in (("", []), (f"<p>{label}</p>", ["612"])):
        one = document(f"<!DOCTYPE html><title>Low Rivers</title>{head.format(own)}{text}{other}")
        found = said(article_claims(layout_of(one, SERIES), SERIES, one))
        assert (found["title"], found.get("number", [])) == (["Low Rivers"], numbers)
