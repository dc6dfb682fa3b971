"""Where the parts of a page stand, whatever tool or theme has laid it out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.document.flow import lines_of_html
from ponarscite.document.lines import lines_of_text
from ponarscite.document.tree import parse_html
from ponarscite.series.card import is_byline, split_meta
from ponarscite.series.layout import Layout, read_layout
from ponarscite.series.ponars import PONARS, PONARS_EURASIA

SERIES = (PONARS, PONARS_EURASIA)


def of_text(text: str) -> Layout:
    return read_layout(lines_of_text(text), SERIES)


def of_html(text: str) -> Layout:
    return read_layout(lines_of_html(parse_html(text)), SERIES)


TEXT = """\
Site
  • Policy Memos
    • List of Policy Memos
  • Events
RSS PONARS Eurasia Podcast
  • Who Counts? February 23, 2022
    A talk about counting.
  • Ann Lee on Maps January 28, 2022
  • Policy Memos | Аналитика

A Title: With More

  • May 20, 2022
  • Ann Lee and Bob Roe
ponars eurasia policy memo no. 775 (pdf)

A first paragraph that is long enough to be one.

[1] See: a book.

[2]
The second note.

Related Topics
  • Lee
  • Kazakhstan
Previous Article
  • Recommended | Рекомендуем

An Older Thing

  • May 19, 2022
  • Cy Poe
View
Next Article
  • Policy Memos | Аналитика

A Newer Thing

  • May 25, 2022
  • PONARS Eurasia
View
You May Also Like
View
  • Policy Memos | Аналитика

Related Thing

  • Sasha de Vogel
  • March 24, 2023
Site
  • Policy Memos
Powered by narva.io
"""


def test_a_saved_page_falls_into_its_parts() -> None:
    page = of_text(TEXT)
    assert page.article is not None
    assert (page.article.title.text, page.article.issued) == ("A Title: With More", "May 20, 2022")
    assert page.article.byline == "Ann Lee and Bob Roe"
    assert [(place, card.title.text, card.issued, card.byline) for place, card in page.cards] == [
        ("previous", "An Older Thing", "May 19, 2022", "Cy Poe"),
        ("next", "A Newer Thing", "May 25, 2022", "PONARS Eurasia"),
        ("card 1", "Related Thing", "March 24, 2023", "Sasha de Vogel"),
    ]
    assert [(note.number, note.text) for note in page.notes] == [("1", "See: a book."), ("2", "The second note.")]
    assert [line.text for line in page.topics] == ["Lee", "Kazakhstan"]
    assert [(line.text, blurb.text if blurb else "") for line, blurb in page.episodes] == [
        ("Who Counts? February 23, 2022", "A talk about counting."),
        ("Ann Lee on Maps January 28, 2022", ""),
    ]
    assert page.body[0].text == "ponars eurasia policy memo no. 775 (pdf)"
    assert page.body[-1].text == "The second note."


@pytest.mark.parametrize("bullet", ["•", "*", "-", "·"])
def test_any_bullet_will_do(bullet: str) -> None:
    assert of_text(TEXT.replace("•", bullet)).article == of_text(TEXT).article


HEADS = {
    "lists": "<ul><li>Policy Memos | Аналитика</li></ul><h1>T</h1><ul><li>May 20, 2022</li><li>Ann Lee</li></ul>",
    "divs": "<div>Policy Memos</div><h1>T</h1><div>May 20, 2022</div><div>Ann Lee</div>",
    "one line": "<span>Policy Memos</span><h1>T</h1><p><time>May 20, 2022</time> | by <a href='/lee'>Ann Lee</a></p>",
    "glued": "<h1 class=entry-title>T</h1><p><time>May 20, 2022</time><span>Ann Lee</span></p>",
    "author first": "<h1>T</h1><div>By Ann Lee</div><div>20 May 2022</div>",
    "item holds all": "<li><span>Policy Memos</span><h2>T</h2><ul><li>May 20, 2022</li><li>Ann Lee</li></ul></li>",
    "table": "<table><tr><td>Policy Memos<tr><td>T<tr><td>May 20, 2022</td><td>Ann Lee</td></tr></table>",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_head_is_found_in_any_markup(head: str) -> None:
    page = of_html(f"<body><nav><ul><li>Policy Memos<li>Events</ul></nav>{head}<p>Body.</p></body>")
    assert page.article is not None
    assert (page.article.title.text, page.article.byline.removeprefix("By ").removeprefix("by ")) == ("T", "Ann Lee")
    assert page.article.issued in ("May 20, 2022", "20 May 2022")
    assert [line.text for line in page.body] == ["Body."]


def test_a_block_of_notes_with_back_links() -> None:
    page = of_html("<h1>T</h1><p>May 20, 2022</p><ol><li>See A. <a href='#1'>↩︎</a></li><li>See B. <a>↩</a></li></ol>")
    assert [(note.number, note.text) for note in page.notes] == [("1", "See A."), ("2", "See B.")]


def test_menus_make_no_article() -> None:
    page = of_text("Site\n• Policy Memos\n• Events\n• May 20, 2022\n• Ann Lee\n")
    assert page.article is None
    assert page.cards == ()


@pytest.mark.parametrize(
    ("line", "meta"),
    [
        ("May 20, 2022", ("May 20, 2022", "")),
        ("Alexandra Yatsyk 04 Oct 2019", ("04 Oct 2019", "Alexandra Yatsyk")),
        ("May 20, 2022 • Ann Lee", ("May 20, 2022", "Ann Lee")),
        ("May 20, 2022Ann Lee", ("May 20, 2022", "Ann Lee")),
        ("Updated May 20, 2022", ("", "")),
        ("On May 20, 2022, things happened.", ("", "")),
        ("May 2022", ("", "")),
    ],
)
def test_split_meta(line: str, meta: tuple[str, str]) -> None:
    assert split_meta(line) == meta


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Kit Rickard, Gerard Toal, Kristin M. Bakke and John O’Loughlin", True),
        ("Sasha de Vogel", True),
        ("PONARS Eurasia", True),
        ("Vladimir Gel'man", True),
        ("View", False),
        ("The war is over.", False),
        ("What Is to Be Done?", False),
        ("", False),
    ],
)
def test_is_byline(line: str, names: bool) -> None:
    assert is_byline(line) is names


@given(st.text(max_size=400))
def test_any_text_has_a_layout(text: str) -> None:
    page = of_text(text)
    assert len(page.body) <= len(lines_of_text(text))


FRAGMENTS = st.sampled_from([*TEXT.splitlines(), "", "  • ", "[1]", "May 20, 2022", "View", "\u202e", "Related Topics"])


@given(st.lists(FRAGMENTS, max_size=30))
def test_any_order_of_lines_has_a_layout(lines: list[str]) -> None:
    page = of_text("\n".join(lines))
    assert all(card.issued for _, card in page.cards)
    assert all(note.text for note in page.notes)
