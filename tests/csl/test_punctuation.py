"""Where texts meet: punctuation marks, quotation marks, spaces, and formats inside formats."""

from __future__ import annotations

import pytest

from ponarscite.csl import Processor, Style
from tests.csl.small_style import printed

OUTSIDE = '<locale><style-options punctuation-in-quote="false"/></locale>'


def value(text: str, attributes: str = "") -> str:
    return f"<text value='{text}' {attributes}/>"


MARKS = ".,;:!?"
MEETINGS = {
    ".": {".": ".", ",": ".,", ";": ".;", ":": ".:", "!": ".!", "?": ".?"},
    ",": {".": ",.", ",": ",", ";": ",;", ":": ",:", "!": ",!", "?": ",?"},
    ";": {".": ";", ",": ";,", ";": ";", ":": ";", "!": "!", "?": "?"},
    ":": {".": ":", ",": ":,", ";": ":;", ":": ":", "!": "!", "?": "?"},
    "!": {".": "!", ",": "!,", ";": "!;", ":": "!", "!": "!", "?": "!?"},
    "?": {".": "?", ",": "?,", ";": "?;", ":": "?", "!": "?!", "?": "?"},
}
"""Mark at the end of an element's text -> mark of its suffix -> what is printed, as in citeproc-js."""


@pytest.mark.parametrize(
    ("first", "second", "expected"), [(one, two, MEETINGS[one][two]) for one in MARKS for two in MARKS]
)
def test_two_marks_that_meet(first: str, second: str, expected: str) -> None:
    assert printed(value(f"a{first}", f'suffix="{second} "') + value("b")) == f"a{expected} b"


def test_a_title_keeps_marks_of_its_own() -> None:
    assert printed('<text variable="title" suffix="."/>', {"title": "What... Who?. Yes:."}) == "What... Who?. Yes:."
    assert printed('<text variable="title" suffix="."/>', {"title": "Who?"}) == "Who?"


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        (value("a.") + value(".b"), "a.b"),
        (value("a,") + value(",b"), "a,,b"),
        (value("a!") + value("?b"), "a!?b"),
        (f'<group delimiter=". ">{value("a.")}{value("b")}</group>', "a. b"),
        (f'<group delimiter=", ">{value("a?")}{value("b")}</group>', "a?, b"),
        (f'<group delimiter=", ">{value("a,")}{value("b")}</group>', "a, b"),
        ('<group delimiter=". "><text value="a" suffix="."/><text value="b"/></group>', "a. b"),
        (f'<group delimiter=". ">{value("a?")}{value("b")}</group>', "a? b"),
        (f'<group suffix=".">{value("a.")}</group>', "a."),
        ('<group suffix="."><text value="a" suffix="."/></group>', "a."),
        ('<group suffix=":"><text value="a" suffix="."/></group>', "a.:"),
        ('<group suffix=";"><text value="a" suffix="!"/></group>', "a!;"),
        ('<group suffix="."><text value="a" suffix=";"/></group>', "a.;"),
        ('<group suffix="."><text value="a" suffix="?"/></group>', "a.?"),
        (value("a", 'suffix=" "') + value(" b"), "a b"),
        (value("a", 'suffix=" "') + value("b", 'prefix=" "'), "a b"),
        (value("a\u00a0") + value(" b"), "a\u00a0b"),
        (value("a") + value(".b", 'prefix="."'), "a.b"),
    ],
)
def test_contents_affixes_and_delimiters_meet(layout: str, expected: str) -> None:
    assert printed(layout) == expected


QUOTED = '<text variable="title" quotes="true" suffix="{}"/>'


@pytest.mark.parametrize(
    ("title", "suffix", "inside", "outside"),
    [
        ("a", ".", "“a.”", "“a”."),
        ("a", ",", "“a,”", "“a”,"),
        ("a", ";", "“a”;", "“a”;"),
        ("a", ":", "“a”:", "“a”:"),
        ("a.", ".", "“a.”", "“a.”"),
        ("a?", ".", "“a?”", "“a?”."),
        ("a?", ",", "“a?,”", "“a?”,"),
        ("a!", ":", "“a!”:", "“a!”:"),
        ("a,", ".", "“a,.”", "“a”,."),
        ("a;", "", "“a;”", "“a”;"),
    ],
)
def test_punctuation_in_quote(title: str, suffix: str, inside: str, outside: str) -> None:
    """CSL 1.0.2, "Locale Options" (punctuation-in-quote): a comma or period goes inside or outside."""
    assert printed(QUOTED.format(suffix), {"title": title}) == inside
    assert printed(QUOTED.format(suffix), {"title": title}, before=OUTSIDE) == outside


@pytest.mark.parametrize(
    ("title", "plain", "quoted"),
    [
        ('a "b" c', "a “b” c", "“a ‘b’ c”"),
        ("a “b” c", "a “b” c", "“a ‘b’ c”"),
        ("a 'b' c", "a “b” c", "“a ‘b’ c”"),
        ("a ‘b’ c", "a ‘b’ c", "“a ‘b’ c”"),
        ("a «b» c", "a «b» c", "“a «b» c”"),
        ("a \"b 'c' d\"", "a “b ‘c’ d”", "“a ‘b “c” d’”"),
        ("don't", "don’t", "“don’t”"),
    ],
)
def test_quotation_marks_inside_others_are_the_inner_ones(title: str, plain: str, quoted: str) -> None:
    assert printed('<text variable="title"/>', {"title": title}) == plain
    assert printed('<text variable="title" quotes="true"/>', {"title": title}) == quoted


def test_quotes_false_makes_marks_of_a_field_those_of_the_locale() -> None:
    assert printed('<text variable="title" quotes="false"/>', {"title": "‘b’"}) == "“b”"
    assert printed('<text variable="title"/>', {"title": "‘b’"}) == "‘b’"


def test_marks_after_a_quotation_meet() -> None:
    quoted = '<text variable="title" quotes="true" suffix="{}"/><text value="{}"/>'
    assert printed(quoted.format(":", ".b"), {"title": "a"}) == "“a”:b"
    assert printed(quoted.format(";", "?b"), {"title": "a"}) == "“a?”b"
    assert printed(quoted.format(";", "?b"), {"title": "a"}, before=OUTSIDE) == "“a”?b"
    assert printed(quoted.format(":", ";b"), {"title": "a"}) == "“a”:;b"


def test_marks_after_a_format_merge_only_if_they_are_equal() -> None:
    layout = '<text value="a" suffix=";"/><text value=".b"/>'
    assert printed(layout) == "a;b"
    assert printed(layout.replace("suffix", 'font-style="italic" suffix')) == "a;.b"
    assert printed('<text value="a;" font-style="italic"/><text value=".b"/>') == "a;.b"
    assert printed('<text value="a." font-style="normal"/><text value=".b"/>') == "a.b"


def test_a_mark_goes_once_into_a_quotation_of_a_field() -> None:
    layout = '<text variable="title" suffix=","/><text value="." />'
    assert printed(layout, {"title": 'a "b"'}) == "a “b,”."
    assert printed('<text variable="title" suffix=";"/>', {"title": 'a "b"'}) == "a “b”;"
    assert printed('<text variable="title" suffix="."/>', {"title": 'a "b."'}) == "a “b.”"


def test_a_comma_after_a_question_mark_can_be_forbidden() -> None:
    xml = """<?ponarscite comma_after_mark="no"?>
        <style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info/>
        <citation><layout><text variable="title"{} suffix=", "/><text value="b"/></layout></citation></style>"""

    def cited(title: str, quotes: str = "", instruction: str = "no") -> str:
        style = Style.parse(xml.replace('"no"', f'"{instruction}"').format(quotes))
        return Processor(style, [{"id": "x", "type": "book", "title": title}]).preview([{"id": "x"}]).render()

    assert cited("Who?") == "Who? b"
    assert cited("Ah!") == "Ah! b"
    assert cited("Who.") == "Who., b"
    assert cited("Who?", ' quotes="true"') == "“Who?” b"
    assert cited("Who?", instruction="yes") == "Who?, b"


ITALIC = '<text variable="title" font-style="italic"/>'


@pytest.mark.parametrize(
    ("layout", "title", "expected"),
    [
        (ITALIC, "a <i>b</i> c", "<i>a <span style=\"font-style:normal;\">b</span> c</i>"),
        (ITALIC, "a <i>b <i>c</i></i>", "<i>a <span style=\"font-style:normal;\">b <i>c</i></span></i>"),
        (ITALIC, "a <b>b</b> c", "<i>a <b>b</b> c</i>"),
        ('<text variable="title"/>', "a <i>b</i> c", "a <i>b</i> c"),
        ('<text variable="title" font-style="normal"/>', "a", "a"),
        (f'<group font-style="italic">{value("x ")}<text variable="title" font-style="normal"/></group>', "a",
         "<i>x <span style=\"font-style:normal;\">a</span></i>"),
        (f'<group font-weight="bold" font-style="italic">{value("x")}</group>', "", "<b><i>x</i></b>"),
        (ITALIC, 'a <span class="nodecor">b</span> c', '<i>a <span style="font-style:normal;">b</span> c</i>'),
    ],
)  # fmt: skip
def test_formats_of_a_field_flip_inside_those_of_the_style(layout: str, title: str, expected: str) -> None:
    assert printed(layout, {"title": title}, markup="html") == expected


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ('<group prefix="(" suffix=")"><group prefix="(" suffix=")"><text value="a"/></group></group>', "([a])"),
        ('<group prefix="("><group prefix="(" suffix=")"><text value="a"/></group></group>', "([a]"),
        ('<group prefix="(" suffix=")"><text value="a" prefix="(" suffix=")"/></group>', "((a))"),
        ('<group prefix="(" suffix=")"><number variable="volume" prefix="(" suffix=")"/></group>', "([7])"),
        ('<group prefix="(" suffix=")"><text value="a"/></group><group prefix="(" suffix=")"><text value="b"/></group>',
         "(a)(b)"),
    ],
)  # fmt: skip
def test_in_notes_parentheses_inside_others_are_brackets(layout: str, expected: str) -> None:
    """As citeproc-js has them, in affixes of groups, dates and numbers."""
    assert printed(layout, {"volume": "7"}, root='class="note"') == expected
    assert printed(layout, {"volume": "7"}) == expected.replace("[", "(").replace("]", ")")


def test_an_affix_may_hold_tags() -> None:
    assert printed('<text value="b" prefix="&lt;i&gt;a&lt;/i&gt; "/>', markup="html") == "<i>a</i> b"


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        ("block", '\n\n    <div class="csl-block">a</div>\n b'),
        ("right-inline", '<div class="csl-right-inline">a</div>\n   b'),
        ("indent", '<div class="csl-indent">a</div>\n   b'),
        ("left-margin", '\n    <div class="csl-left-margin">a </div>b'),
    ],
)
def test_a_space_at_the_end_of_a_block_goes_after_it(display: str, expected: str) -> None:
    layout = f'<group display="{display}"><text value="a" suffix=" "/></group><text value="b"/>'
    assert printed(layout, markup="html") == expected


QUOTED_TITLE = '<text variable="title" quotes="true" suffix="{}"/><text value="X"/>'


@pytest.mark.parametrize(
    ("title", "suffix", "inside", "outside"),
    [
        ("a <i>b</i>", ". ", "“a <i>b</i>.” X", "‘a <i>b</i>’. X"),
        ("a <i>b</i>", ", ", "“a <i>b</i>,” X", "‘a <i>b</i>’, X"),
        ("a <sup>2</sup>", ". ", "“a <sup>2</sup>.” X", "‘a <sup>2</sup>’. X"),
        ("a <b><i>c</i></b>", ". ", "“a <b><i>c</i></b>.” X", "‘a <b><i>c</i></b>’. X"),
        ("a <i>b?</i>", ". ", "“a <i>b?</i>” X", "‘a <i>b?</i>’ X"),
        ("a <i>b?</i>", ", ", "“a <i>b?</i>,” X", "‘a <i>b?</i>’, X"),
        ("a <i>b.</i>", ", ", "“a <i>b.</i>,” X", "‘a <i>b.</i>’, X"),
        ("a “<i>b?</i>”", ", ", "“a ‘<i>b?</i>,’” X", "‘a “<i>b?</i>”’, X"),
        ("a “b?”", ". ", "“a ‘b?’” X", "‘a “b?”’ X"),
        ("a <i>b,</i>", ", ", "“a <i>b,</i>” X", "‘a <i>b,</i>’ X"),
    ],
)
def test_a_mark_goes_into_the_quotation_but_not_into_its_italics(
    title: str, suffix: str, inside: str, outside: str
) -> None:
    layout = QUOTED_TITLE.format(suffix)
    assert printed(layout, {"title": title}, markup="html") == inside
    assert printed(layout, {"title": title}, root='default-locale="en-GB"', markup="html") == outside


def test_a_mark_goes_into_the_italics_of_the_quoted_element_itself() -> None:
    slanted = '<text variable="title" quotes="true" font-style="italic" suffix=", "/><text value="X"/>'
    assert printed(slanted, {"title": "a"}, markup="html") == "“<i>a,</i>” X"
    assert printed(slanted, {"title": "<b>a</b>"}, markup="html") == "“<i><b>a</b>,</i>” X"
    group = '<group quotes="true" suffix=", "><text variable="title" font-style="italic"/></group><text value="X"/>'
    assert printed(group, {"title": "a?"}, markup="html") == "“<i>a?</i>,” X"


@pytest.mark.parametrize(
    ("title", "upright"),
    [
        ("冷戦の終わり", True),
        ("《冷战》", True),
        ("한국어 제목", True),
        ("冷戦 2", False),
        ("The 冷戦", False),
        ("Война", False),
        ("…", False),
    ],
)
def test_chinese_japanese_and_korean_are_never_slanted(title: str, upright: bool) -> None:
    layout = '<text variable="title" font-style="italic" font-weight="bold"/>'
    inner = title if upright else f"<i>{title}</i>"
    assert printed(layout, {"title": title}, markup="html") == f"<b>{inner}</b>"


def test_a_prefix_never_merges_with_a_slanted_title_before_it() -> None:
    layout = '<text variable="title" font-style="italic"/><text value="X" prefix=". "/>'
    assert printed(layout, {"title": "a “b?”"}) == "a “b?”. X"
    assert printed(
        layout.replace("/><text", ' suffix=". "/><text').replace(' prefix=". "', ""), {"title": "a “b?”"}
    ) == ("a “b?” X")


@pytest.mark.parametrize(
    ("prefix", "suffix", "root", "expected"),
    [
        ("(as in ", ")", 'class="note"', "(as in T [2009])"),
        ("(as in <i>A</i> (B) ", ")", 'class="note"', "(as in A [B] T [2009])"),
        ("", " (see (this))", 'class="note"', "T (2009) (see [this])"),
        ("<i>(so</i> ", ") and (so)", 'class="note"', "(so T [2009]) and (so)"),
        ("(as in ", ")", "", "(as in T (2009))"),
    ],
)
def test_parentheses_of_the_writer_count_in_notes(prefix: str, suffix: str, root: str, expected: str) -> None:
    layout = '<group delimiter=" "><text variable="title"/><group prefix="(" suffix=")">{}</group></group>'
    year = '<group><date variable="issued"><date-part name="year"/></date></group>'
    item = {"title": "T", "issued": {"date-parts": [[2009]]}}
    assert printed(layout.format(year), item, cite={"prefix": prefix, "suffix": suffix}, root=root) == expected
