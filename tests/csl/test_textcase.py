"""The attribute text-case (CSL 1.0.2, "Text-case" and "Title Case Conversion")."""

from __future__ import annotations

import pytest

from ponarscite.csl.richtext import parse
from ponarscite.csl.textcase import change_case
from ponarscite.csl.tree import plain
from tests.csl.small_style import printed


def changed(text: str, how: str, english: bool = True) -> str:
    """The text in a case, without its quotation marks and formats."""
    return "".join(map(plain, change_case(parse(text), how, english)))


@pytest.mark.parametrize(
    ("how", "text", "expected"),
    [
        ("lowercase", "The Old PhD", "the old phd"),
        ("uppercase", "The Old PhD", "THE OLD PHD"),
        ("capitalize-first", "the old", "The old"),
        ("capitalize-first", "(the old", "(The old"),
        ("capitalize-first", "eBay shop", "EBay shop"),
        ("capitalize-first", "7th day", "7th day"),
        ("capitalize-first", "", ""),
        ("capitalize-all", "the old-new eBay", "The Old-New EBay"),
        ("capitalize-all", "7th day", "7th Day"),
        ("sentence", "THE OLD PHD", "The old phd"),
        ("sentence", "the Old PhD student", "The old PhD student"),
        ("unknown", "the Old", "the Old"),
        ("", "the Old", "the Old"),
    ],
)
def test_text_cases(how: str, text: str, expected: str) -> None:
    assert changed(text, how) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a story of the old border", "A Story of the Old Border"),
        ("the end of", "The End Of"),
        ("war: the end", "War: The End"),
        ("war. the end", "War. The End"),
        ("war? a memo", "War? A Memo"),
        ("war: “the end”", "War: The End"),
        ("“war.” the end", "War. The End"),
        ("two-thirds done", "Two-Thirds Done"),
        ("up-to-date news", "Up-to-Date News"),
        ("a state-of-the-art memo", "A State-of-the-Art Memo"),
        ("the iPhone and eBay", "The iPhone and eBay"),
        ("the NATO and EU", "The NATO and EU"),
        ("the PhD", "The PhD"),
        ("according to plan", "According to Plan"),
        ("plans according to him", "Plans according to Him"),
        ("plans because of him", "Plans because of Him"),
        ("because of him", "Because of Him"),
        ("what plans are: of him", "What Plans Are: Of Him"),
        ("β-carotene and α-decay", "β-Carotene and α-Decay"),
        ("vitamin-c diet", "Vitamin-c Diet"),
        ("3d print", "3d Print"),
        ("cats vs. dogs", "Cats vs. Dogs"),
        ("cats (and dogs) here", "Cats (and Dogs) Here"),
        ("east/west", "East/West"),
        ("", ""),
    ],
)
def test_title_case(text: str, expected: str) -> None:
    """Stop words are lowercased unless they are first or last or follow a colon; other words keep their capitals."""
    assert changed(text, "title") == expected


def test_title_case_is_for_english_only() -> None:
    assert changed("die alte grenze", "title", english=False) == "die alte grenze"
    assert changed("die alte grenze", "uppercase", english=False) == "DIE ALTE GRENZE"


TITLE = '<text variable="title" text-case="title"/>'


@pytest.mark.parametrize(
    ("default", "language", "expected"),
    [
        ("", "", "Old Border"),
        ("en-GB", "", "Old Border"),
        ("en-US", "de-DE", "old border"),
        ("de-DE", "", "old border"),
        ("de-DE", "en", "Old Border"),
        ("de-DE", "EN-us", "Old Border"),
        ("en-US", "en-GB", "Old Border"),
    ],
)
def test_an_item_is_english_by_its_language_or_that_of_the_style(default: str, language: str, expected: str) -> None:
    """CSL 1.0.2, "Non-English Items"."""
    root = f'default-locale="{default}"' if default else ""
    assert printed(TITLE, {"title": "old border", "language": language}, root=root) == expected


def test_some_text_of_a_field_keeps_its_case() -> None:
    text = 'an <span class="nocase">de facto</span> h<sub>2</sub>o <span style="font-variant:small-caps;">ussr</span>'
    assert changed(text, "uppercase") == "AN de facto H2O ussr"
    assert changed("a<sup>th</sup>", "uppercase") == "Ath"


def test_words_run_across_formatting() -> None:
    assert changed("<i>o</i>ld border", "title") == "Old Border"
    assert changed("<i>the</i> <b>old</b>", "capitalize-first") == "The old"
