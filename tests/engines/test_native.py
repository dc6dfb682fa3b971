"""The engine `native`: one text an item, in the three forms."""

from __future__ import annotations

from typing import Any

import pytest

from ponarscite.engines.native import format_items, provide_engines
from ponarscite.errors import StyleError
from ponarscite.hookspecs import CitationRequest

STYLE = b"""<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0" default-locale="de-DE"><info/>
    <citation><layout><group delimiter=" "><choose>
      <if position="ibid"><text value="ibid"/></if><else-if position="near-note"><text value="near"/></else-if>
      <else-if position="subsequent"><text value="short"/></else-if></choose>
      <text variable="title"/><text term="and"/>
      <group delimiter=" "><label variable="locator" form="short"/><text variable="locator"/></group></group>
    </layout></citation>
    <bibliography><sort><key variable="title"/></sort><layout><text variable="title" font-style="italic"/></layout>
    </bibliography></style>"""
ITEMS: list[dict[str, Any]] = [{"id": "z", "type": "book", "title": "B"}, {"id": "z", "type": "book", "title": "A"}]


def texts(form: Any, items: list[dict[str, Any]] = ITEMS, style: bytes = STYLE, **more: Any) -> list[str]:
    return list(format_items(CitationRequest(style=style, items=items, form=form, **more)))


def test_the_plugin_offers_one_engine() -> None:
    (engine,) = provide_engines()
    assert (engine.name, engine.format) == ("native", format_items)


def test_a_bibliography_is_in_the_order_of_the_style() -> None:
    """Items of one id are two items."""
    assert texts("bibliography") == ["A", "B"]
    assert texts("bibliography", markup="html") == ["<i>A</i>", "<i>B</i>"]


def test_notes_are_in_the_order_given() -> None:
    assert texts("note") == ["B und", "A und"]
    assert texts("note", locale="en-US") == ["B and", "A and"]


def test_a_short_note_stands_far_from_the_first() -> None:
    assert texts("short") == ["short B und", "short A und"]


def test_a_locator_is_a_page() -> None:
    assert texts("note", locator="3") == ["B und S. 3", "A und S. 3"]
    assert texts("short", locator="chap. 3")[0] == "short B und Kap. 3"
    assert texts("bibliography", locator="3") == ["A", "B"]


def test_an_item_of_which_the_style_prints_nothing_is_named() -> None:
    style = STYLE.replace(b'<text variable="title"/><text term="and"/>', b"")
    assert texts("note", style=style) == ["B", "A"]
    assert texts("note", [{"id": "x", "type": "book"}], style) == ["x"]
    assert texts("note", [{"type": "book"}], style) == [""]


def test_a_style_without_a_bibliography_has_no_entries() -> None:
    assert texts("bibliography", style=STYLE[: STYLE.index(b"<bibliography>")] + b"</style>") == []


def test_a_broken_style_is_an_error() -> None:
    with pytest.raises(StyleError):
        texts("note", style=b"<style")


def test_remarks_are_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    odd: list[dict[str, Any]] = [{"id": name, "type": "journal", "title": name} for name in "ab"]
    assert texts("bibliography", odd, locale="xx-YY") == ["a", "b"]
    assert caplog.messages == [
        "no locale is called 'xx-YY'; that of 'en-US' is used",
        "'journal' is no type of CSL; conditions and forms for types do not apply (2 times)",
    ]
