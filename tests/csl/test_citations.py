"""Citations: the writer's words around cites, modes, and capitals at the beginning of notes."""

from __future__ import annotations

from typing import Any

import pytest

from ponarscite.csl import Processor
from tests.csl.small_style import small_style

NAMED = """<group delimiter=" "><names variable="author"><name form="short" font-variant="small-caps"/></names>
    <date variable="issued"><date-part name="year"/></date></group>"""
ITEMS: list[dict[str, Any]] = [
    {"id": "a", "type": "book", "author": [{"family": "Lee", "given": "Ann"}], "issued": 2000, "title": "T"},
    {"id": "b", "type": "book", "author": [{"family": "Orr", "given": "Bo"}], "issued": 2001, "title": "U"},
    {"id": "t", "type": "book", "title": "Only a Title"},
    {"id": "none", "type": "book"},
]


def cited(
    *cites: dict[str, Any],
    layout: str = NAMED,
    mode: Any = None,
    markup: Any = "text",
    root: str = "",
    before: str = "",
    attributes: str = 'prefix="(" suffix=")" delimiter="; "',
) -> str:
    style = small_style(layout, root=root, before=before, attributes=attributes)
    return Processor(style, ITEMS).preview([{"id": "a", **cite} for cite in cites], note=1, mode=mode).render(markup)


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("see", "(see Lee 2000)"),
        ("see ", "(see Lee 2000)"),
        ("see:", "(see: Lee 2000)"),
        ("(", "((Lee 2000)"),
        ("see “x”", "(see “x” Lee 2000)"),
        ("<i>see</i>", "(see Lee 2000)"),
        ("", "(Lee 2000)"),
    ],
)
def test_a_space_follows_the_words_before_a_cite(prefix: str, expected: str) -> None:
    assert cited({"prefix": prefix}) == expected


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [
        ("passim", "(Lee 2000 passim)"),
        (" passim", "(Lee 2000 passim)"),
        (", passim", "(Lee 2000, passim)"),
        ("(x)", "(Lee 2000 (x))"),
        ("[x]", "(Lee 2000 [x])"),
        ("& x", "(Lee 2000 & x)"),
        (".", "(Lee 2000.)"),
        ("7", "(Lee 20007)"),
        ("", "(Lee 2000)"),
    ],
)
def test_a_space_precedes_the_words_behind_a_cite(suffix: str, expected: str) -> None:
    assert cited({"suffix": suffix}) == expected


@pytest.mark.parametrize(
    ("cites", "expected"),
    [
        (({}, {"id": "b"}), "(Lee 2000; Orr 2001)"),
        (({"suffix": "x,"}, {"id": "b"}), "(Lee 2000 x, Orr 2001)"),
        (({"suffix": "x."}, {"id": "b"}), "(Lee 2000 x. Orr 2001)"),
        (({"suffix": "x;"}, {"id": "b"}), "(Lee 2000 x; Orr 2001)"),
        (({}, {"id": "b", "prefix": "; see"}), "(Lee 2000; see Orr 2001)"),
        (({}, {"id": "b", "prefix": ", and"}), "(Lee 2000, and Orr 2001)"),
        (({"id": "none"}, {"id": "b"}), "(Orr 2001)"),
        (({"id": "none"},), ""),
        ((), ""),
    ],
)
def test_marks_of_the_writer_take_the_place_of_the_delimiter(cites: tuple[dict[str, Any], ...], expected: str) -> None:
    assert cited(*cites) == expected


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (None, "(Lee 2000; Orr 2001)"),
        ("composite", "Lee (2000; Orr 2001)"),
        ("author-only", "Lee"),
        ("suppress-author", "(2000; Orr 2001)"),
    ],
)
def test_modes_concern_the_first_cite(mode: str | None, expected: str) -> None:
    assert cited({}, {"id": "b"}, mode=mode) == expected


def test_a_cite_may_ask_for_half_of_itself() -> None:
    assert cited({}, {"id": "b", "suppress-author": True}) == "(Lee 2000; 2001)"
    assert cited({}, {"id": "b", "author-only": True}) == "Orr"
    assert cited({"prefix": "see", "suffix": "too", "author-only": True}) == "see Lee too"


def test_an_author_in_the_text_has_no_formats_of_the_style() -> None:
    assert cited({}, markup="html") == '(<span style="font-variant:small-caps;">Lee</span> 2000)'
    assert cited({}, mode="author-only", markup="html") == "Lee"


def test_styles_without_names_name_the_author_in_full() -> None:
    numbers = '<text variable="citation-number"/>'
    assert cited({}, mode="author-only", layout=numbers) == "Lee"
    assert cited({"id": "t"}, mode="author-only", layout=numbers) == "Only a Title"
    assert cited({"id": "none"}, mode="author-only", layout=numbers) == ""
    assert cited({}, mode="composite", layout=numbers) == "Lee (1)"


def test_intext_is_how_a_style_names_an_author() -> None:
    """An addition of citeproc-js to CSL."""
    intext = '<intext><layout font-style="italic"><names variable="author"/></layout></intext>'
    assert cited({}, mode="author-only", before=intext, markup="html") == "<i>Ann Lee</i>"
    assert cited({}, mode="composite", before=intext) == "Ann Lee (2000)"


IBID = '<text term="ibid"/><text value=" x"/>'


@pytest.mark.parametrize(
    ("layout", "cites", "root", "expected"),
    [
        (IBID, ({},), 'class="note"', "Ibid. x"),
        (IBID, ({},), "", "ibid. x"),
        (IBID, ({}, {}), 'class="note"', "Ibid. x; ibid. x"),
        (IBID, ({"prefix": "see"},), 'class="note"', "see ibid. x"),
        (IBID, ({"prefix": "See that. "},), 'class="note"', "See that. Ibid. x"),
        (IBID, ({"prefix": "So."},), 'class="note"', "So. ibid. x"),
        ('<text term="ibid" text-case="lowercase"/>', ({},), 'class="note"', "ibid."),
        ('<text value="x "/><text term="ibid"/>', ({},), 'class="note"', "x ibid."),
        ('<group delimiter=" "><text term="ibid"/><text variable="title"/></group>', ({},), 'class="note"', "Ibid. T"),
        ('<text variable="citation-number" suffix=" "/><text term="ibid"/>', ({},), 'class="note"', "1 Ibid."),
    ],
)
def test_a_note_begins_with_a_capital(layout: str, cites: tuple[dict[str, Any], ...], root: str, expected: str) -> None:
    """CSL 1.0.2, "Citation": if a term comes first and no words precede it, or a sentence does."""
    assert cited(*cites, layout=layout, root=root, attributes='delimiter="; "') == expected


def test_affixes_of_the_layout_have_its_formats() -> None:
    """CSL 1.0.2, "Affixes"."""
    attributes = 'prefix="(" suffix=")" font-style="italic"'
    assert cited({}, layout='<text variable="title"/>', attributes=attributes, markup="html") == "<i>(T)</i>"
