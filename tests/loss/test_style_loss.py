"""Losses of styles: whether a citation style prints the number of a memo."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from ponarscite.errors import StyleNotFoundError
from ponarscite.hookspecs import CitationRequest, Engine, RenderOptions, Resources
from ponarscite.loss.style import SAMPLE, dropping, printed
from ponarscite.record.record import Record

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="{}" version="1.0"><info/>
    <citation><layout/></citation><bibliography><layout/></bibliography></style>"""


def resources(text: str, style_class: str = "note") -> Resources:
    """An engine that prints the same of everything, and a style of a class."""

    def format_items(request: CitationRequest) -> Iterable[str]:
        return [text for _ in request.items]

    return Resources(
        find_style=lambda name: (STYLE.format(style_class).encode(), ""),
        engines=(Engine(name="same", format=format_items),),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", set()),
        ("A Trial, 2022", set()),
        ("A Trial, no. 90210", {"number"}),
        ("A Trial, UNHEARD SERIES MEMO 90210", {"number", "genre"}),
        ("A Trial, Unheard Series Memo", {"genre"}),
    ],
)
def test_number_and_series_are_looked_for(text: str, expected: set[str]) -> None:
    assert printed(RenderOptions(), resources(text)) == expected


REPORT = Record(id="x", type="report", number="7")


@pytest.mark.parametrize(
    ("text", "record", "expected"),
    [
        ("no. 90210", REPORT, ()),
        ("no number", REPORT, ("number",)),
        ("no number", Record(id="x", type="report"), ()),
        ("no number", Record(id="x", type="book", number="7"), ()),
    ],
)
def test_a_style_drops_the_number_of_reports(text: str, record: Record, expected: tuple[str, ...]) -> None:
    assert dropping(RenderOptions(), resources(text))(record) == expected


def test_a_short_note_leaves_out_on_purpose() -> None:
    assert dropping(RenderOptions(form="short"), resources("no number"))(REPORT) == ()
    assert dropping(RenderOptions(form="note"), resources("no number"))(REPORT) == ("number",)


@pytest.mark.parametrize("options", [RenderOptions(form="note"), RenderOptions(locator="3")])
def test_a_citation_in_the_text_leaves_out_on_purpose(options: RenderOptions) -> None:
    assert dropping(options, resources("no number", "in-text"))(REPORT) == ()
    assert dropping(options, resources("no number", "note"))(REPORT) == ("number",)


def test_an_unknown_engine_is_named_at_once() -> None:
    with pytest.raises(StyleNotFoundError, match="no engine is called 'other'"):
        dropping(RenderOptions(engine="other"), resources(""))


def test_the_sample_is_a_memo_that_nobody_wrote() -> None:
    assert (SAMPLE.type, SAMPLE.number, SAMPLE.genre) == ("report", "90210", "Unheard Series Memo")
