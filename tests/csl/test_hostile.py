"""Whatever items hold and whichever style is used: nothing raises, everything ends, and no text becomes markup."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ponarscite.csl import Processor, Style
from ponarscite.csl.item import DATES, NAMES, NUMBERS
from ponarscite.csl.markup import MarkupName
from ponarscite.csl.richtext import parse

STYLES = (
    "apa",
    "chicago-notes-bibliography",
    "ieee",
    "modern-language-association",
    "din-1505-2-alphanumeric",
    "bluebook-law-review",
)
MARKUPS = ("text", "html", "markdown", "latex", "rtf")

texts = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["<i>", "</i>", "“x", '"', "'", "<script>alert(1)</script>", "\\input{/etc/passwd}", "{\\rtf1 x}"]),
)
odd = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts, st.lists(texts, max_size=2))
names = st.lists(
    st.dictionaries(st.sampled_from(["family", "given", "suffix", "literal", "dropping-particle"]), texts, max_size=4),
    max_size=3,
)
dates = st.one_of(
    texts,
    st.fixed_dictionaries({"date-parts": st.lists(st.lists(st.integers(-3000, 3000), max_size=4), max_size=3)}),
    st.fixed_dictionaries({"raw": texts}, optional={"season": odd, "circa": odd, "literal": texts}),
)
TEXTS = ("title", "container-title", "publisher", "genre", "URL", "abstract", "note", "language", "journalAbbreviation")
values = {
    **dict.fromkeys(TEXTS, st.one_of(texts, odd)),
    **dict.fromkeys(sorted(NUMBERS), st.one_of(texts, odd)),
    **dict.fromkeys(sorted(NAMES)[:8], st.one_of(names, odd)),
    **dict.fromkeys(sorted(DATES), st.one_of(dates, odd)),
    "type": st.one_of(st.sampled_from(["book", "report", "chapter", "webpage", "legal_case", "broadcast"]), texts),
}
items = st.fixed_dictionaries({}, optional=values)


@settings(deadline=None, max_examples=60)
@given(found=st.lists(items, min_size=1, max_size=4), style=st.sampled_from(STYLES), markup=st.sampled_from(MARKUPS))
def test_arbitrary_items_do_no_harm(found: list[dict[str, Any]], style: str, markup: MarkupName) -> None:
    processor = Processor(Style.load(style), [{**item, "id": number} for number, item in enumerate(found)])
    for number in range(len(found)):
        processor.cite([{"id": number, "locator": "3-5"}, {"id": 0}], note=number + 1)
    written = [text.render(markup) for text in processor.citations()]
    written += [entry.text.render(markup) for entry in processor.bibliography()]
    assert all(isinstance(text, str) for text in written)
    for text in written if markup == "html" else ():
        elements = {element.tag for element in etree.fromstring(f"<x>{text}</x>").iter()}
        assert elements <= {"x", "i", "b", "em", "sup", "sub", "span", "div"}


HARMFUL = "<script>alert(1)</script> \\input{x} {\\b y} \u202etxt\u0007 & 100% $x$ #1 ~ ^ _"


@pytest.mark.parametrize(
    ("markup", "inert"),
    [
        ("html", "&#60;script&#62;alert(1)&#60;/script&#62;"),
        ("latex", "\\textbackslash{}input\\{x\\}"),
        ("rtf", "\\\\input\\{x\\} \\{\\\\b y\\}"),
        ("markdown", "\\<script\\>"),
    ],
)
def test_markup_in_a_field_is_text(markup: MarkupName, inert: str) -> None:
    processor = Processor(Style.load("ieee"), [{"id": 1, "type": "book", "title": HARMFUL, "publisher": HARMFUL}])
    written = processor.bibliography()[0].text.render(markup)
    assert inert in written
    assert "\u202e" not in written
    assert "\u0007" not in written
    assert "<script>" not in written or markup == "rtf"


@pytest.mark.parametrize("text", ["<i>" * 20_000, "</i>" * 20_000, "<i></b>" * 20_000, "\"'" * 20_000, "“" * 20_000])
def test_unbalanced_markup_takes_linear_time(text: str) -> None:
    assert parse(text)


def test_deep_markup_is_printed_to_its_end() -> None:
    depth = 5_000
    item = {"id": 1, "type": "book", "title": "<i>" * depth + "x" + "</i>" * depth}
    assert "x" in Processor(Style.load("ieee"), [item]).bibliography()[0].text.render("text")
