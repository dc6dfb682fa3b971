"""What the lines that introduce a memo say, on a page and in pasted text."""

from collections import defaultdict
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.document.document import Document
from ponarscite.record.claim import Claim
from ponarscite.series.label import parse_label
from ponarscite.series.layout import layout_of
from ponarscite.series.masthead import article_claims, mentioned_claims
from ponarscite.series.pasted import pasted_claims
from ponarscite.series.ponars import PONARS, PONARS_EURASIA

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
