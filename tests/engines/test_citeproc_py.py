"""The engine citeproc-py: our corrections to it, and only our own errors."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponarscite.engines.citeproc_py import format_items, provide_engines
from ponarscite.engines.citeproc_py.markup import to_markup
from ponarscite.engines.citeproc_py.processor import entries
from ponarscite.errors import RenderError, StyleError
from ponarscite.hookspecs import MARKUPS, CitationRequest, Form, Markup
from tests.conftest import SHARED
from tests.engines.conftest import Cite, FindStyle, Item

CSL = SHARED / "csl"
POPULAR = (CSL / "popular-styles.txt").read_text("utf-8").split() if CSL.is_dir() else ["none"]
SAMPLE = (
    "ponars-eurasia apa chicago-notes-bibliography modern-language-association ieee nlm-citation-sequence oscola"
    " bluebook-law-review gost-r-7-0-5-2008 american-anthropological-association"
)
SCRIPT = {"id": "x", "type": "report", "title": "<script>alert(1)</script>", "author": [{"family": "<b>"}]}
VOGEL = {"given": "Sasha", "family": "Vogel", "non-dropping-particle": "de"}
HALE = {"given": "Henry E.", "family": "Hale"}


def test_the_plugin_offers_one_engine() -> None:
    (engine,) = provide_engines()
    assert engine.name == "citeproc-py"
    assert engine.format is format_items


@pytest.mark.parametrize("style_id", SAMPLE.split())
def test_our_items_come_out_in_every_way(style_id: str, items: list[Item], style: FindStyle) -> None:
    assert_every_way(style(style_id), items)


@pytest.mark.skipif(not CSL.is_dir(), reason="../shared/csl is absent")
@pytest.mark.parametrize("style_id", POPULAR)
def test_the_popular_styles_format_the_shared_items(style_id: str, style: FindStyle) -> None:
    """Each style formats every third item, the next style those after them."""
    items = json.loads((CSL / "items.json").read_text("utf-8"))
    assert_every_way(style(style_id), items[POPULAR.index(style_id) % 3 :: 3])


WAYS: tuple[tuple[Form, str], ...] = (
    ("bibliography", ""),
    ("note", ""),
    ("note", "3"),
    ("short", ""),
    ("short", "12-14"),
)
"""(form, locator)."""


def assert_every_way(xml: bytes, items: list[Item]) -> None:
    """Every item gives one text in each form, with and without a locator, in every markup."""
    for form, locator in WAYS:
        found = list(entries(CitationRequest(style=xml, items=items, form=form, locator=locator)))
        assert len(found) in ({len(items), 0} if form == "bibliography" else {len(items)})
        for markup in MARKUPS:
            assert all(to_markup(entry, markup) for entry in found)


@pytest.mark.parametrize("markup", MARKUPS)
def test_the_markup_of_a_request_is_used(markup: Markup, items: list[Item], cite: Cite, style: FindStyle) -> None:
    request = CitationRequest(style=style("ponars-eurasia"), items=items, form="note")
    assert cite(items, form="note", markup=markup) == [to_markup(entry, markup) for entry in entries(request)]


def test_item_text_is_inert_in_html(cite: Cite) -> None:
    (entry,) = cite([SCRIPT], markup="html")
    assert entry == "&#60;b&#62;, “&#60;script&#62;alert(1)&#60;/script&#62;.”"


@pytest.mark.parametrize(
    ("style_id", "start"),
    [
        ("chicago-notes-bibliography", "Hale, Henry E. "),
        ("modern-language-association", "Hale, Henry E. "),
        ("apa", "Hale, H. E. "),
        ("nature", "1. Hale, H. E. "),
        ("elsevier-vancouver", "[1] Hale HE. "),
        ("ieee", "[1] H. E. Hale, "),
        ("american-anthropological-association", "Hale, Henry E. 2015 Patronal"),
    ],
)
def test_given_names_and_entry_numbers(style_id: str, start: str, cite: Cite) -> None:
    book = {
        "id": "b",
        "type": "book",
        "title": "Patronal Politics",
        "author": [HALE],
        "issued": {"date-parts": [[2015]]},
    }
    assert cite([book], style_id)[0].startswith(start)


@pytest.mark.parametrize(
    ("style_id", "start"),
    [
        ("apa", "de Vogel, S."),
        ("chicago-notes-bibliography", "Vogel, Sasha de."),
        ("oscola", "de Vogel S,"),
    ],
)
def test_particles_are_kept(style_id: str, start: str, cite: Cite) -> None:
    assert cite([{"id": "x", "type": "report", "title": "T", "author": [VOGEL]}], style_id)[0].startswith(start)


def test_the_substitute_of_a_missing_author_is_printed_once(cite: Cite) -> None:
    item = {"id": "x", "type": "report", "title": "Recommendations", "issued": {"date-parts": [[2020]]}}
    assert cite([item], "apa") == ["Recommendations. (2020)."]


@pytest.mark.parametrize(
    ("style_id", "text"),
    [
        ("american-anthropological-association", "Lee, Ann N.d. Memo. A Series."),
        ("elsevier-vancouver", "[1] Lee A. Memo. A Series; n.d."),
    ],
)
def test_a_missing_date_is_named_where_the_style_says_so(style_id: str, text: str, cite: Cite) -> None:
    item = {"id": "a", "type": "report", "title": "Memo", "author": [{"family": "Lee", "given": "Ann"}]}
    assert cite([item | {"publisher": "A Series"}], style_id) == [text]


def test_numbers_follow_the_order_of_a_sorted_bibliography(cite: Cite) -> None:
    works = [{"id": name, "type": "book", "title": name, "author": [{"family": name}]} for name in ("Zeta", "Alpha")]
    assert cite(works, "association-for-computing-machinery")[0].startswith("[1] Alpha")
    assert cite(works, "association-for-computing-machinery", form="note") == ["[2]", "[1]"]


def test_ids_that_differ_in_case_or_not_at_all_are_items_of_their_own(cite: Cite) -> None:
    works = [{"id": name, "type": "report", "title": title} for name, title in (("a", "1"), ("A", "2"), ("a", "3"))]
    assert cite(works) == ["“1.”", "“2.”", "“3.”"]


def test_a_style_without_a_bibliography_has_none(cite: Cite, items: list[Item]) -> None:
    assert cite(items, "bluebook-law-review") == []
    assert len(cite(items, "bluebook-law-review", form="note")) == len(items)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("", "“T,” May 2022."),
        ("en-GB", "‘T’, May 2022."),
        ("de", "„T“, Mai 2022."),
        ("de-AT", "„T“, Mai 2022."),
        ("fr-BE", "« T », mai 2022."),
        ("xx", "“T,” May 2022."),
    ],
)
def test_locales_and_their_fallbacks(locale: str, text: str, cite: Cite) -> None:
    item = {"id": "x", "type": "report", "title": "T", "issued": {"date-parts": [[2022, 5]]}}
    assert cite([item], locale=locale)[0].replace("\xa0", " ").replace("\u202f", " ") == text


DATES = [
    ({"date-parts": [[2010]]}, "2010"),
    ({"date-parts": [["2010", "5", "20"]]}, "May 20, 2010"),
    ({"date-parts": [[2010, 0, 0]]}, "2010"),
    ({"date-parts": [[2010, 13]]}, "Spring 2010"),
    ({"date-parts": [[2010]], "season": "4"}, "Winter 2010"),
    ({"date-parts": [[2010]], "season": "Easter"}, "2010"),
    ({"date-parts": [[2018, 7], [2018, 8]]}, "July–August 2018"),
    ({"date-parts": [[2019, 6, 1], [2019, 6, 3]]}, "June 1–3, 2019"),
    ({"date-parts": [[2018, 12, 31], [2019, 1, 2]]}, "December 31, 2018–January 2, 2019"),
    ({"date-parts": [[1997], [0]]}, "1997–"),
    ({"literal": "Spring 2014"}, "Spring 2014"),
    ({"raw": "2010-05"}, "May 2010"),
    ({"raw": "last week"}, "last week"),
    ("2010-05-20", "May 20, 2010"),
    (2010, "2010"),
    ({"date-parts": [[]]}, ""),
    ({"date-parts": [None]}, ""),
    ({"date-parts": "2010"}, ""),
    ({}, ""),
    (None, ""),
    ([], ""),
    ({"date-parts": [[0]]}, ""),
    ({"date-parts": [[10**30]]}, ""),
]


@pytest.mark.parametrize(("date", "text"), DATES, ids=[str(date) for date, _ in DATES])
def test_dates(date: object, text: str, cite: Cite) -> None:
    (entry,) = cite([{"id": "x", "type": "webpage", "title": "T", "issued": date}])
    assert entry == (f"“T,” {text}." if text else "“T.”")


@pytest.mark.parametrize("style_id", ["apa", "modern-language-association", "chicago-author-date"])
def test_no_date_is_a_crash_in_any_style(style_id: str, cite: Cite) -> None:
    works = [{"id": "x", "type": "webpage", "title": "T", "issued": date, "accessed": date} for date, _ in DATES]
    assert len(cite(works, style_id)) == len(works)


TITLES = [
    ("It's 'quoted' and \"double\"", "“It’s ‘quoted’ and ‘double.’”"),
    ("Rock 'n' roll in the '90s", "“Rock ‘n’ roll in the ’90s.”"),
    ("The \"Outer 'inner' mark\"", "“The ‘Outer “inner” mark.’”"),
    ("O'Loughlin’s dogs’ day", "“O’Loughlin’s dogs’ day.”"),
    ('An open " quote', "“An open ” quote.”"),
    ("Why?", "“Why?”"),
    ("Wait...", "“Wait...”"),
    ("Yes.", "“Yes.”"),
    ("«Мир»", "“«Мир».”"),
]


@pytest.mark.parametrize(("title", "text"), TITLES)
def test_quotes_are_curled_and_flipped(title: str, text: str, cite: Cite) -> None:
    assert cite([{"id": "x", "type": "report", "title": title}]) == [text]


def test_punctuation_stays_outside_where_the_language_has_it_so(cite: Cite) -> None:
    item = {"id": "x", "type": "report", "title": 'The "Bar"', "number": "1", "genre": "Memo"}
    assert cite([item], locale="en-GB") == ["‘The “Bar”’, Memo No. 1."]


def test_a_comma_after_a_question_is_the_styles_wish(cite: Cite) -> None:
    item = {"id": "x", "type": "broadcast", "title": "Why?", "container-title": "P", "author": [HALE]}
    assert "“Why?,” P" in cite([item], "chicago-notes-bibliography", form="note")[0]
    assert "“Why?” P" in cite([item], form="note")[0]


def minimal(layout: str, macros: str = "", more: str = "") -> bytes:
    return (
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note"><info><title>t</title></info>'
        f"{macros}<citation><layout>{layout}</layout></citation>{more}</style>"
    ).encode()


PARTS = '<date variable="issued"><date-part name="{}"/></date>'
LAYOUTS: list[tuple[str, Item, str]] = [
    ('<number variable="volume" form="roman"/>', {"volume": "14"}, "xiv"),
    ('<number variable="volume" form="roman"/>', {"volume": "9" * 20}, "9" * 20),
    ('<number variable="volume" form="long-ordinal"/>', {"volume": 3}, "third"),
    ('<number variable="volume" form="ordinal"/>', {"volume": 22}, "22nd"),
    ('<label variable="volume"/><text variable="title"/>', {"title": "T"}, "T"),
    ('<label variable="number-of-pages"/>', {"number-of-pages": "1"}, "page"),
    ('<label variable="number-of-pages"/>', {"number-of-pages": "200"}, "pages"),
    (PARTS.format("year") + PARTS.format("month"), {"issued": {"literal": "Spring 2014"}}, "Spring 2014"),
    ('<date variable="issued" form="text" date-parts="year"/>', {"issued": "2014-05"}, "2014"),
    ('<group><text value="in "/><text variable="title"/></group><text value="x"/>', {}, "x"),
    ('<group><text value="n.d."/><text variable="year-suffix"/></group>', {}, "n.d."),
    ('<choose><if disambiguate="true"><text value="y"/></if><else><text value="n"/></else></choose>', {}, "n"),
    ('<text variable="title" prefix="a&#10;" strip-periods="true"/>', {"title": "B.C."}, "a BC"),
    ('<text variable="title" font-style="italic" suffix="."/>', {"title": "T."}, "T."),
    ('<names variable="author"/>', {"author": [HALE, HALE]}, "Henry E. Hale, Henry E. Hale"),
    (
        '<names variable="author"><name delimiter-precedes-last="after-inverted-name" and="text"/></names>',
        {"author": [HALE, HALE]},
        "Henry E. Hale and Henry E. Hale",
    ),
]


@pytest.mark.parametrize(("layout", "item", "text"), LAYOUTS)
def test_elements(layout: str, item: Item, text: str) -> None:
    assert list(format_items(CitationRequest(style=minimal(layout), items=[{"id": "", **item}], form="note"))) == [text]


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"<style",
        b"<html/>",
        minimal('<text macro="missing"/>'),
        minimal('<text macro="a"/>', '<macro name="a"><text macro="a"/></macro>'),
        minimal("<group>" * 300 + "</group>" * 300),
        minimal("").replace(b'version="1.0"', b'version="0.8"'),
    ],
)
def test_an_unusable_style_is_a_style_error(xml: bytes) -> None:
    with pytest.raises(StyleError):
        list(format_items(CitationRequest(style=xml, items=[SCRIPT], form="note")))


def test_a_style_that_citeproc_py_cannot_follow_is_our_error() -> None:
    with pytest.raises(RenderError, match=r"citeproc-py could not format") as caught:
        list(format_items(CitationRequest(style=minimal("<text/>"), items=[SCRIPT], form="note")))
    assert caught.value.hint


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAME = st.dictionaries(
    st.sampled_from(["family", "given", "literal", "suffix", "non-dropping-particle", "dropping-particle"]), JSON
)
DATE = st.fixed_dictionaries(
    {},
    optional={
        "date-parts": st.lists(st.lists(st.integers() | st.text(max_size=4), max_size=4), max_size=3) | JSON,
        "season": JSON,
        "raw": JSON,
        "literal": JSON,
        "circa": JSON,
    },
)
ITEM = st.fixed_dictionaries(
    {"id": JSON},
    optional={
        "type": st.sampled_from(["report", "book", "chapter", "broadcast", "article-journal"]) | JSON,
        "title": JSON,
        "author": st.lists(NAME, max_size=3) | JSON,
        "editor": st.lists(NAME, max_size=3) | JSON,
        "issued": DATE | JSON,
        "accessed": DATE | JSON,
        "page": JSON,
        "volume": JSON,
        "edition": JSON,
        "number": JSON,
        "number-of-pages": JSON,
        "language": JSON,
        "unheard-of": JSON,
    },
)


@settings(max_examples=60)
@given(
    items=st.lists(ITEM, max_size=3),
    style_id=st.sampled_from(["ponars-eurasia", "apa", "chicago-notes-bibliography", "ieee"]),
)
def test_any_item_gives_a_text(style: FindStyle, items: list[Item], style_id: str) -> None:
    for form in ("bibliography", "short"):
        found = list(entries(CitationRequest(style=style(style_id), items=items, form=form, locator="3")))
        assert len(found) == len(items)


@pytest.mark.parametrize(
    ("style_id", "names", "expected"),
    [
        ("apa", 1, "Hale, H. E. et al. (2013)."),
        ("apa", 2, "Hale, H. E., de Vogel, S., et al. (2013)."),
        ("ieee", 1, "H. E. Hale et al., "),
    ],
)
def test_others_are_et_al(style_id: str, names: int, expected: str, style: FindStyle) -> None:
    authors = [HALE, VOGEL][:names]
    item = {
        "id": "x",
        "type": "book",
        "title": "Work",
        "author": [*authors, {"literal": "others"}],
        "issued": {"date-parts": [[2013]]},
    }
    (found,) = format_items(CitationRequest(style=style(style_id), items=[item], form="bibliography"))
    assert expected in found
    assert "others" not in found
