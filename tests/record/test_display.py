"""What a notebook shows of a record: short, and inert."""

from __future__ import annotations

from pathlib import Path

import pytest

import ponarscite
from ponarscite.record.date import Date
from ponarscite.record.display import LONGEST, MOST_SHOWN, Shown, list_bundle
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from tests.conftest import EXAMPLES

PAGE = EXAMPLES / "pages" / "borrowed-rivers.html"
RECORD = Record(
    id="lee2020",
    title="On <i>ice</i>",
    author=(Name(family="Lee", given="Bo"), Name(literal="Ice Office")),
    issued=Date(2020, 5),
)


def bundle(record: Record) -> dict[str, str]:
    return record._repr_mimebundle_()


def test_a_record_is_short() -> None:
    assert bundle(RECORD) == {
        "text/plain": "Lee, Ice Office (2020): On ice [lee2020]",
        "text/markdown": "Lee, Ice Office (2020): *On ice* \\[lee2020\\]",
        "text/html": "Lee, Ice Office (2020): <cite>On ice</cite> <code>lee2020</code>",
    }
    assert (RECORD._repr_html_(), RECORD._repr_markdown_()) == (
        bundle(RECORD)["text/html"],
        bundle(RECORD)["text/markdown"],
    )
    (read,) = ponarscite.ingest(str(PAGE))
    assert len(repr(read)) > 5 * len(read._repr_mimebundle_()["text/html"])


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (Record(), "(n.d.): untitled []"),
        (Record(id="x", title="T", issued=Date(literal="in press")), "(in press): T [x]"),
        (Record(id="x", title="T\n\u202eu\x1b[31m", author=(Name(given="Bo"),)), "Bo (n.d.): T u[31m [x]"),
        (Record(id="x", title="T", author=tuple(Name(family=one) for one in "ABCD")), "A, B, C et al. (n.d.): T [x]"),
    ],
)
def test_what_is_not_known_is_not_made_up(record: Record, text: str) -> None:
    assert bundle(record)["text/plain"] == text


def test_what_is_hostile_is_inert() -> None:
    title = "<script>alert(1)</script> $\\href{javascript:x}{y}$ [a](javascript:b) ![i](x) `c` </code>"
    shown = bundle(Record(id="k<b>", title=title, author=(Name(literal="<img onerror=x>"),)))
    assert "<script" not in shown["text/html"]
    assert "<img" not in shown["text/html"]
    assert "<span>$</span><span>\\</span>href" in shown["text/html"]
    assert "\\[a\\]\\(javascript\\:b\\)" in shown["text/markdown"]
    assert "\\<img" in shown["text/markdown"]
    assert len(bundle(Record(id="x", title="a" * 5000))["text/plain"]) < LONGEST + 20


def test_a_list_is_short() -> None:
    shown = list_bundle(
        [Shown.of(RECORD.makers, RECORD.issued, RECORD.title, RECORD.id)] * MOST_SHOWN, MOST_SHOWN + 3, ["error: <no>"]
    )
    assert shown["text/html"].count("<li>") == MOST_SHOWN
    assert "<p>and 3 more</p><p>error: &lt;no&gt;</p>" in shown["text/html"]
    assert shown["text/plain"].endswith("and 3 more\nerror: <no>")
    assert list_bundle([], 0)["text/plain"] == "no records"


def test_what_was_ingested_is_shown_and_can_still_be_read(tmp_path: Path) -> None:
    found = ponarscite.ingest([str(PAGE), str(tmp_path / "none.html")])
    shown = found._repr_mimebundle_()
    assert "Borrowed Rivers" in shown["text/plain"]
    assert "error: no such source" in shown["text/plain"]
    assert found._repr_html_() == shown["text/html"]
    assert found._repr_markdown_() == shown["text/markdown"]
    assert next(found).id == "pepm9001"


def test_citations_are_shown_in_their_markup() -> None:
    html = ponarscite.cite(RECORD, "apa", markup="html")
    assert html._repr_html_() == html.bibliography
    assert html._repr_markdown_() is None
    markdown = ponarscite.cite(RECORD, "apa", markup="markdown")
    assert (markdown._repr_html_(), markdown._repr_markdown_()) == (None, markdown.bibliography)
    assert ponarscite.cite(RECORD, "apa")._repr_mimebundle_() == {"text/plain": str(ponarscite.cite(RECORD, "apa"))}
