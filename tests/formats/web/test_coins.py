"""COinS: one empty span with an OpenURL."""

from __future__ import annotations

from urllib.parse import parse_qsl

from hypothesis import given, settings
from lxml import html

from ponarscite.formats.web import coins
from ponarscite.hookspecs import RenderOptions
from ponarscite.record.record import Record
from tests.strategies import records


@settings(max_examples=60)
@given(records())
def test_any_record_is_an_open_url(record: Record) -> None:
    (span,) = html.fragments_fromstring(coins.span(record, RenderOptions()))
    assert (span.tag, span.get("class"), len(span), span.text) == ("span", "Z3988", 0, None)
    pairs = parse_qsl(span.get("title"), keep_blank_values=True, strict_parsing=True)
    assert pairs[0] == ("ctx_ver", "Z39.88-2004")
    if record.title:
        assert record.title in dict(pairs).values()
