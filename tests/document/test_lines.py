"""The lines that a reader sees: those of a text and those of an HTML page come out alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.document.flow import lines_of_html
from ponarscite.document.lines import Line, lines_of_text
from ponarscite.document.tree import parse_html


def shown(html: str) -> list[Line]:
    return list(lines_of_html(parse_html(html)))


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>one <b>bold</b> word</p><p>two</p>", ["one bold word", "two"]),
        ("a<br>b", ["a", "b"]),
        ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
        ("<p>a<script>evil()</script><style>p{}</style>b</p>", ["ab"]),
        ("<p>a<!-- no -->b</p>", ["ab"]),
        ("<a>x</a><a>y</a>", ["xy"]),
        ("<table><tr><td>a<td>b</table>", ["a", "b"]),
        ("<pre>one\n  • two<br>three\n\n</pre>\nfour", ["one", "two", "three", "four"]),
        ("<p>Gould\u2011Davies&nbsp;and\n Lee</p>", ["Gould-Davies and Lee"]),
        ("<p> \u200e </p>", []),
        ("<noscript>no</noscript><textarea>no</textarea>", []),
        ("", []),
    ],
)
def test_lines_of_html(html: str, lines: list[str]) -> None:
    assert [line.text for line in shown(html)] == lines


def test_items_headings_and_links() -> None:
    lines = shown(
        "<h2>H</h2><ul><li><a href='/a'>A</a> and <a href='/b'>B</a></li><li><h3>T</h3>rest</li></ul><p>p</p>"
    )
    assert [(line.text, line.bullet, line.heading) for line in lines] == [
        ("H", False, 2),
        ("A and B", True, 0),
        ("T", False, 3),
        ("rest", False, 0),
        ("p", False, 0),
    ]
    assert lines[1].links == (("A", "/a"), ("B", "/b"))


def test_lines_of_text() -> None:
    assert lines_of_text("# Title\n\n  • item\n- item\n— no item\nplain\u00a0text\r\n\x0c") == (
        Line(1, "Title", heading=1),
        Line(3, "item", bullet=True),
        Line(4, "item", bullet=True),
        Line(5, "— no item"),
        Line(6, "plain text"),
    )


WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)


@given(st.lists(st.tuples(WORDS, st.booleans()), max_size=8))
def test_both_come_out_alike(items: list[tuple[str, bool]]) -> None:
    html = "".join(f"<li>{word}</li>" if bullet else f"<p>{word}</p>" for word, bullet in items)
    text = "\n".join(f"  • {word}" if bullet else word for word, bullet in items)
    of_html, of_text = shown(f"<body>{html}</body>"), lines_of_text(text)
    assert [(line.text, line.bullet) for line in of_html] == [(line.text, line.bullet) for line in of_text]


@given(st.text())
def test_any_text_has_lines(text: str) -> None:
    assert all(line.text for line in lines_of_text(text))
    assert all(line.text for line in shown(text))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("•item", Line(1, "item", bullet=True)),
        ("  ●\u200b item", Line(1, "item", bullet=True)),
        ("  12. item", Line(1, "item", bullet=True)),
        ("  o item", Line(1, "item", bullet=True)),
        ("12. no item", Line(1, "12. no item")),
        ("o no item", Line(1, "o no item")),
        ("*no item", Line(1, "*no item")),
        ("> > quoted", Line(1, "quoted")),
        ("**Title**", Line(1, "Title")),
        ("## _Title_", Line(1, "Title", heading=2)),
        ("Title\n=====", Line(1, "Title", heading=1)),
        ("Title\n-----", Line(1, "Title")),
        ("snake_case_ and _this", Line(1, "snake_case_ and _this")),
        ('* [A](/a) and [B](b "c")', Line(1, "A and B", bullet=True, links=(("A", "/a"), ("B", "b")))),
        ("![picture](/p.png)Text[[1]](#n1)", Line(1, "Text[1]", links=(("[1]", "#n1"),))),
        ("Riv\u200bers\u00ad up\u2011stream", Line(1, "Rivers up-stream")),
    ],
)
def test_marks_of_text(text: str, line: Line) -> None:
    assert lines_of_text(text) == (line,)


def test_the_number_of_a_note_is_raised() -> None:
    lines = shown(
        "<p>End.<sup><a href='#1'>12</a></sup> 20<sup>th</sup><sup>[3]</sup> day</p><p><sup>1</sup> See: A</p>"
    )
    assert [line.text for line in lines] == ["End.¹² 20th[3] day", "¹ See: A"]


def test_a_heading_may_be_broken_and_a_revision_is_not_shown() -> None:
    lines = shown("<h1>A<br>B</h1><p>C<time class='published updated'>D</time> <time class=updated>E</time></p>")
    assert [(line.text, line.heading) for line in lines] == [("A B", 1), ("CD", 0)]


def test_a_link_belongs_to_the_line_that_its_words_begin_on() -> None:
    lines = shown("<p>A <a href=/1><div>B</div><p>C</p></a> <a href=/2><img></a><h3>D <a>E</a></h3><a href=''>F</a>")
    assert [(line.text, line.links) for line in lines] == [
        ("A", ()),
        ("B", (("B", "/1"),)),
        ("C", ()),
        ("D E", (("", "/2"),)),
        ("F", ()),
    ]


def test_a_page_cannot_forge_the_marks_of_lines() -> None:
    marks = "".join(f"&#{code};" for code in range(0xFDD0, 0xFDF0))
    forged = [line.text for line in shown(f"<p>A{marks}B</p><p>{marks}</p><pre>{marks}C</pre>")]
    assert "".join(forged) == "ABC"


@given(
    st.lists(st.integers(0xFDD0, 0xFDEF).map(chr) | st.sampled_from(["A", "\n", "<p>", "<li>", "<a href=x>", "<pre>"]))
)
def test_no_mark_is_left_in_a_line(pieces: list[str]) -> None:
    for line in shown("".join(pieces)):
        assert line.text.isprintable()
        assert all(words.isprintable() for words, _ in line.links)
