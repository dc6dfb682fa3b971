"""Where the parts of a page stand, whatever tool or theme has laid it out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.document.document import Document
from ponarscite.document.flow import lines_of_html
from ponarscite.document.lines import Line, lines_of_text
from ponarscite.document.tree import parse_html
from ponarscite.series.card import Card, is_byline, split_meta
from ponarscite.series.layout import Layout, Note, article_layout, episode, layout_of, read_layout
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


def shown(*texts: str) -> Layout:
    return of_text("\n".join(texts))


LONG = "A paragraph of the text, which is long enough to be one because it has more than eighty characters."
HEAD = ("• Policy Memos", "On Bridges", "• May 20, 2022", "• Ann Lee")
LABEL = "PONARS Eurasia Policy Memo No. 775"


def body_of(*texts: str) -> list[str]:
    return [line.text for line in shown(*texts).body]


MARKS = {
    "Previous Article": "previous",
    "NEXT ARTICLE": "next",
    "You May Also Like": "card 1",
    "Related Articles": "card 1",
    "Related Posts": "card 1",
}


@pytest.mark.parametrize(("mark", "place"), MARKS.items())
def test_a_mark_tells_what_the_card_below_it_is(mark: str, place: str) -> None:
    page = shown(*HEAD, LONG, mark, *HEAD[:1], "On Rafts", *HEAD[2:], "Body")
    assert [(where, card.title.text) for where, card in page.cards] == [(place, "On Rafts")]
    assert [line.text for line in page.body] == [LONG]


@pytest.mark.parametrize(
    "mark",
    [
        *("Related Topics", "Leave a Reply", "Leave a Comment", "Image credit/license", "Image credit"),
        *("Powered by Narva.io", "Permissions & Citation Guidelines"),
    ],
)
def test_the_text_ends_at_a_mark_that_has_no_cards(mark: str) -> None:
    assert body_of(*HEAD, LONG, mark, "Somebody") == [LONG]


def test_a_mark_is_a_short_line_of_its_own() -> None:
    assert body_of(*HEAD, "Image credit of a picture")[-1] == "Image credit of a picture"


def test_cards_are_counted_below_their_mark() -> None:
    page = shown(*HEAD, LONG, "Related Posts", *HEAD, *HEAD, "Previous Article", *HEAD, "You May Also Like", *HEAD)
    assert [place for place, _ in page.cards] == ["card 1", "card 2", "previous", "card 3"]


def test_an_article_is_not_its_own_neighbour() -> None:
    """Its title may follow a mark of the sidebar, and a date its first field."""
    page = shown(
        "Related Articles", "On Bridges", "Policy Memo:", "May 20, 2022", "Publication Date: May 20, 2022", "B"
    )
    assert page.article is not None
    assert (page.article.title.text, page.cards) == ("On Bridges", ())


def test_of_several_cards_the_one_with_a_label_is_the_article() -> None:
    page = shown("# On Rafts", "May 1, 2022", LONG, "## On Bridges", "May 20, 2022", "Ann Lee", LABEL, "Body")
    assert page.article is not None
    assert page.article.title.text == "On Bridges"


def test_a_label_is_looked_for_in_four_lines() -> None:
    for count, title in ((3, "On Bridges"), (4, "On Rafts")):
        page = shown("# On Rafts", "May 1, 2022", LONG, "## On Bridges", "May 20, 2022", *["x"] * count, LABEL, "Body")
        assert page.article is not None
        assert page.article.title.text == title


def test_of_several_cards_without_a_label_the_one_with_an_h1_is_the_article() -> None:
    page = shown("## On Rafts", "May 1, 2022", *[LONG] * 9, "# On Bridges", "May 20, 2022", "Ann Lee", "Body")
    assert page.article is not None
    assert page.article.title.text == "On Bridges"


def test_of_several_equal_cards_the_one_with_most_text_is_the_article() -> None:
    page = shown("## On Rafts", "May 1, 2022", "x" * 499, "## On Bridges", "May 20, 2022", "x" * 500)
    assert page.article is not None
    assert page.article.title.text == "On Bridges"
    short = shown("## On Rafts", "May 1, 2022", "x" * 499, "## On Bridges", "May 20, 2022", "x" * 499)
    assert short.article is None


def test_the_text_of_a_card_ends_at_the_next_part_of_the_page() -> None:
    page = shown("## On Rafts", "May 1, 2022", "x", "## On Bridges", "May 20, 2022", "Related Topics", "x" * 600)
    assert page.article is None


CARD = ("## On Rafts", "May 1, 2022", "Ann Lee", "Short")


@pytest.mark.parametrize("heading", ["# Policy Memos", "# Category: Events", "# Ann Lee", "# Author: Ann Lee"])
def test_cards_below_a_section_or_a_person_are_listed(heading: str) -> None:
    page = shown(heading, "x", "y", *CARD, *CARD)
    assert [card.title.text for card in page.listed] == ["On Rafts", "On Rafts"]
    assert page.article is None


@pytest.mark.parametrize(
    "texts",
    [
        ("# Search results for rafts", *CARD, *CARD),
        ("## Policy Memos", *CARD, *CARD),
        (*CARD, *CARD),
        ("# Policy Memos", *[LONG] * 6, *CARD, *CARD),
        ("# Policy Memos", *CARD),
    ],
)
def test_other_cards_are_nobodys_list(texts: tuple[str, ...]) -> None:
    assert shown(*texts).listed == ()


def test_a_list_may_have_a_short_introduction() -> None:
    assert len(shown("# Policy Memos", "x" * 260, f"{'x' * 238}.", "Short", *CARD, *CARD).listed) == 2
    assert shown("# Policy Memos", "x" * 260, f"{'x' * 239}.", *CARD, *CARD).listed == ()


def test_an_article_without_a_date_begins_at_its_title() -> None:
    page = shown("Menu", "# On Bridges", "By Ann Lee", LABEL, LONG)
    assert (page.article, page.is_headed) == (None, True)
    assert [line.text for line in page.body] == ["On Bridges", "By Ann Lee", LABEL, LONG]


def test_or_at_its_category() -> None:
    for above in (
        ("Policy Memos", "# On Bridges"),
        ("Policy Memos", "On Bridges"),
        ("Policy Memos", "x", "# On Bridges"),
    ):
        page = shown("Menu", *above, "By Ann Lee", LABEL, LONG)
        assert page.is_headed
        assert page.body[0].text == "Policy Memos"


def test_a_category_is_looked_for_four_lines_above_the_title() -> None:
    near = shown("Policy Memos", "a", "b", "c", "# On Bridges", LABEL, LONG)
    far = shown("Policy Memos", "a", "b", "c", "d", "# On Bridges", LABEL, LONG)
    parted = shown("Policy Memos", "## Menu", "# On Bridges", LABEL, LONG)
    assert [page.body[0].text for page in (near, far, parted)] == ["Policy Memos", "On Bridges", "On Bridges"]


def test_a_title_is_looked_for_ten_lines_above_the_label() -> None:
    assert shown("# On Bridges", *"abcdefghi", LABEL).is_headed
    assert not shown("# On Bridges", *"abcdefghij", LABEL).is_headed


@pytest.mark.parametrize(
    "texts",
    [
        ("# On Bridges", LONG, LABEL),
        ("# PONARS Eurasia", "x", LABEL),
        ("## On Bridges", LABEL),
        ("# On Bridges", LONG),
        (LABEL, "# On Bridges"),
        ("# On Bridges", "Related Topics", LABEL),
    ],
)
def test_another_page_has_no_head(texts: tuple[str, ...]) -> None:
    page = shown(*texts)
    assert not page.is_headed
    assert [line.text for line in page.body] == [text.removeprefix("## ").removeprefix("# ") for text in texts]


def test_a_long_heading_is_a_title_and_no_paragraph() -> None:
    assert shown(f"# {LONG}", LABEL).is_headed


def test_a_card_of_the_sidebar_gives_way_to_the_head_below_it() -> None:
    page = shown("## On Rafts", "May 1, 2022", "View", "x", "y", "# On Bridges", "By Ann Lee", LABEL, LONG)
    assert (page.article, page.is_headed, page.body[0].text) == (None, True, "On Bridges")


def test_a_card_below_the_head_is_the_article() -> None:
    page = shown("# On Bridges", "May 20, 2022", "Ann Lee", "a", "b", "c", "d", LABEL, LONG)
    assert page.article is not None
    assert not page.is_headed


def topics(*texts: str) -> list[str]:
    return [line.text for line in shown(*HEAD, LONG, "Related Topics", *texts).topics]


def test_topics_are_the_list_items_below_their_mark() -> None:
    assert topics("• Courts", "• Rivers", "View", "• Menu") == ["Courts", "Rivers"]
    assert topics("• Courts") == ["Courts"]
    assert topics() == []


def test_topics_without_bullets_end_at_the_next_mark() -> None:
    assert topics("Courts", "Rivers", "Previous Article") == ["Courts", "Rivers"]
    assert topics("Courts, Rivers", "View") == ["Courts, Rivers"]
    assert topics("Courts", "Rivers", "Image credit") == ["Courts"]
    assert topics("x" * 59, "Rivers", "Next Article") == ["x" * 59, "Rivers"]
    assert topics("x" * 60, "Rivers", "Next Article") == ["x" * 60]
    assert topics("• Courts", "Rivers", "Next Article") == ["Courts"]


def notes(*texts: str) -> list[tuple[str, str, int]]:
    """(number, text, how many lines below the head) of each note."""
    return [(one.number, one.text, one.line.number - len(HEAD)) for one in shown(*HEAD, *texts).notes]


MARKERS = {
    "[1] See A.": ("1", "See A."),
    "[12]See A.": ("12", "See A."),
    "[iv] See A.": ("iv", "See A."),
    "[*] See A.": ("*", "See A."),
    "¹²³ See A.": ("123", "See A."),
    "⁴See A.": ("4", "See A."),
    "See A. ↩": ("1", "See A."),
    "See A. ↩︎2": ("1", "See A."),
}


@pytest.mark.parametrize(("text", "note"), MARKERS.items())
def test_a_note_has_a_marker(text: str, note: tuple[str, str]) -> None:
    assert notes(LONG, text) == [(*note, 2)]


@pytest.mark.parametrize(
    "text", ["[1234] A.", "[] A.", "[a] A.", "[1", "See [1] A.", "1. See A.", "↩ See what is above A."]
)
def test_another_line_is_no_note(text: str) -> None:
    assert notes(LONG, text) == []


def test_the_text_of_a_note_may_be_on_the_next_line() -> None:
    assert notes("[1]", "See A.") == [("1", "See A.", 1)]
    assert notes("[1]") == []


@pytest.mark.parametrize("heading", ["Notes", "NOTES:", "Endnotes", "Footnotes", "Примечания", "Сноски:"])
def test_below_their_heading_numbered_lines_and_list_items_are_notes(heading: str) -> None:
    assert notes(heading, "1. See A.", "(2) See B.", "• See C.", "• See D.", "3 See E.") == [
        ("1", "See A.", 2),
        ("2", "See B.", 3),
        ("1", "See C.", 4),
        ("2", "See D.", 5),
        ("3", "See E.", 6),
    ]
    assert notes(heading, "1. See A.", "A text.", "2. See B.") == [("1", "See A.", 2)]
    assert notes(f"{heading} of a journey to A", "1. See A.") == []


def test_back_links_are_counted() -> None:
    assert [number for number, *_ in notes("A ↩", "B ↩", "C ↩")] == ["1", "2", "3"]


def episodes(*texts: str) -> list[tuple[str, str]]:
    return [(line.text, blurb.text if blurb else "") for line, blurb in shown(*texts).episodes]


ONE, TWO = "Who Counts? February 23, 2022", "On Maps 28 January 2022"


def test_the_podcast_is_a_block_of_lines_that_end_in_a_day() -> None:
    assert episodes("RSS Some Podcast", ONE, "A talk.", TWO, "• Menu") == [(ONE, "A talk."), (TWO, "")]
    assert episodes("Podcast", ONE, TWO, "# Heading") == [(ONE, ""), (TWO, "")]
    assert episodes("Podcast", ONE, "Policy Memos | Аналитика", TWO) == [(ONE, "")]
    assert episodes("Podcast", ONE) == [(ONE, "")]


def test_the_first_block_with_episodes_is_the_podcast() -> None:
    assert episodes("Podcast", "x", "Podcast", ONE, "x", "Podcast", TWO) == [(ONE, "x")]


@pytest.mark.parametrize("heading", ["• Podcast", "Podcasts"])
def test_another_line_heads_no_podcast(heading: str) -> None:
    assert episodes(heading, ONE) == []


def test_the_heading_of_a_podcast_is_short() -> None:
    assert episodes(f"{'x' * 51} podcast", ONE) == [(ONE, "")]
    assert episodes(f"{'x' * 52} podcast", ONE) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (ONE, ("Who Counts?", "February 23, 2022")),
        ("On Maps 2022-01-28", ("On Maps", "2022-01-28")),
        ("2022-01-28", None),
        ("On Maps January 2022", None),
        ("On Maps January 28, 2022.", None),
        ("On Maps", None),
    ],
)
def test_an_episode_has_a_title_and_a_day(text: str, found: tuple[str, str] | None) -> None:
    assert episode(Line(1, text)) == found


def test_the_line_of_an_episode_is_short() -> None:
    text = f"{'x' * 386} May 20, 2022"
    assert len(text) == 399
    assert episode(Line(1, text)) == ("x" * 386, "May 20, 2022")
    assert episode(Line(1, f"x{text}")) is None


def test_the_lines_of_the_podcast_are_no_cards() -> None:
    page = shown("# Our Podcast", "Bob Roe May 20, 2022", "x", *HEAD)
    assert page.article is not None
    assert page.article.title.text == "On Bridges"


def test_the_rows_of_a_list_are_all_that_a_page_has_but_episodes() -> None:
    page = shown(
        "Podcast", ONE, "# Memos", "Policy Memo # 2", "Ann Lee 04 Oct 2019", "Policy Memo # 1", "Bo Li 03 Oct 2019"
    )
    assert [row.label and row.label.text for row in page.rows] == ["Policy Memo # 2", "Policy Memo # 1"]
    assert (page.body, page.article, len(page.episodes)) == ((), None, 1)


def test_an_article_without_its_page() -> None:
    card = Card(Line(1, "On Bridges"), "Policy Memos", "May 20, 2022", "Ann Lee")
    text = lines_of_text(f"{LONG}\n[1] See A.\nImage credit/license\nSomebody")
    layout = article_layout(card, text, [Line(1, "Courts", bullet=True)])
    assert layout == Layout(
        article=card,
        body=text[:2],
        notes=(Note("1", "See A.", text[1]),),
        topics=(Line(1, "Courts", bullet=True),),
    )


def test_the_layout_of_a_document_is_read_once() -> None:
    page = Document("memo", TEXT.encode)
    assert layout_of(page, SERIES) is layout_of(page, SERIES)
    assert layout_of(page, SERIES) == of_text(TEXT)
    assert layout_of(page, ()) != layout_of(page, SERIES)


MEMO = "<p>By Ann Lee</p><p>March 3, 2020</p><p>PONARS Eurasia Policy Memo No. 612</p>"


@pytest.mark.parametrize(
    "title",
    [
        "Search Results for: rivers",
        "1 result",
        "Tag: Ukraine",
        "Page not found",
        "Oops! That page can’t be found.",
        "404",
        "We value your privacy",
        "Just a moment...",
        "Log In",
        "We’ll be back soon!",
        "Страница не найдена",
        "Результаты поиска: реки",
    ],
)
@pytest.mark.parametrize("row", ["<h2><a href='/low'>Low Rivers</a></h2>", "<p>Low Rivers</p>"])
def test_a_page_about_no_work_has_no_article(title: str, row: str) -> None:
    one = of_html(f"<h1>{title}</h1>{row}{MEMO}")
    assert (one.article, one.is_headed) == (None, False)


@pytest.mark.parametrize(
    "title", ["Search for Allies", "The 404th District", "Results of a Visit", "3 Results of a War"]
)
def test_a_title_with_such_words_is_one(title: str) -> None:
    one = of_html(f"<h1>{title}</h1>{MEMO}")
    assert one.article is not None
    assert one.article.title.text == title


def test_a_banner_beside_an_article() -> None:
    one = of_html(f"<h1>We value your privacy</h1><p>Cookies.</p><h1>Low Rivers</h1>{MEMO}")
    assert one.article is not None
    assert one.article.title.text == "Low Rivers"


@pytest.mark.parametrize(
    "heading",
    [
        "Related",
        "More from PONARS Eurasia",
        "Related Publications",
        "Comments",
        "2 Comments",
        "One thought on “Low Rivers”",
    ],
)
def test_what_stands_below_the_article_is_not_of_it(heading: str) -> None:
    other = "<p>High Hills</p><p>PONARS Eurasia Policy Memo No. 613</p><p>Bob Roe</p><p>April 2020</p>"
    one = of_html(f"<h1>Low Rivers</h1><p>By Ann Lee</p><p>March 3, 2020</p><p>A text.</p><h3>{heading}</h3>{other}")
    assert [line.text for line in one.body] == ["A text."]
