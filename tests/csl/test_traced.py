"""Results that know which variable each piece of text comes from; the text is the same."""

from __future__ import annotations

from typing import Any

import pytest

from ponarscite.csl import Formatted, Processor, Source, Style

ITEMS: list[dict[str, Any]] = [
    {
        "id": "a",
        "type": "chapter",
        "title": "What “Rivers” Say: A Study?",
        "container-title": "The Book of Water",
        "author": [{"family": "Doe", "given": "Jo"}, {"literal": "Lake Office"}, {"family": "Roe", "given": "Ann Lee"}],
        "editor": [{"family": "Berg", "given": "Kai", "non-dropping-particle": "van den"}],
        "publisher": "Hurst",
        "publisher-place": "London",
        "issued": {"date-parts": [[2012, 5, 3]]},
        "page": "12-34",
        "URL": "https://example.org/a",
        "DOI": "10.1000/x",
    },
    {
        "id": "b",
        "type": "article-journal",
        "title": "No Author",
        "container-title": "Review",
        "volume": "3",
        "issue": "2",
        "issued": {"date-parts": [[2012]]},
    },
    {
        "id": "c",
        "type": "book",
        "title": "Many",
        "author": [{"family": f"Name{n}", "given": "X. Y."} for n in range(25)],
        "issued": {"date-parts": [[2001]]},
    },
]
STYLES = (
    "apa chicago-note-bibliography chicago-author-date modern-language-association ieee vancouver nature"
    " gost-r-7-0-5-2008 iso690-author-date-en oscola american-political-science-association bluebook-law-review"
).split()


def both(name: str) -> list[tuple[Formatted, Formatted]]:
    style = Style.load(name)
    plain, traced = Processor(style, ITEMS), Processor(style, ITEMS, traced=True)
    cites = [{"id": "a", "locator": "3"}, {"id": "b"}]
    found = [
        (plain.cite(cites, note=1), traced.cite(cites, note=1)),
        (plain.cite([{"id": "c"}]), traced.cite([{"id": "c"}])),
    ]
    entries = zip(plain.bibliography(["a"]), traced.bibliography(["a"]), strict=True)
    return found + [(left.text, right.text) for left, right in entries]


@pytest.mark.parametrize("name", STYLES)
def test_the_text_is_the_same(name: str) -> None:
    for plain, traced in both(name):
        assert traced.runs == plain.runs
        assert "".join(piece.text for piece in traced.pieces()) == plain.render("text")
        assert all(piece.source is None for piece in plain.pieces())
        assert any(piece.source for piece in traced.pieces())


def test_the_sources_of_an_entry() -> None:
    entry = Processor(Style.load("modern-language-association"), ITEMS[:1], traced=True).bibliography()[0]
    said: dict[Source | None, str] = {}
    for piece in entry.text.pieces():
        said[piece.source] = said.get(piece.source, "") + piece.text
    del said[None]
    assert said == {
        Source("author", 0): "Doe, Jo",
        Source("title"): "What ‘Rivers’ Say: A Study?",
        Source("container-title"): "The Book of Water",
        Source("editor", 0): "Kai van den Berg",
        Source("publisher"): "Hurst",
        Source("issued"): "2012",
        Source("page"): "12–34",
        Source("DOI"): "10.1000/x",
    }


def test_names_know_their_place_and_whether_they_are_literal() -> None:
    entries = Processor(Style.load("apa"), ITEMS, traced=True).bibliography()
    names = {
        entry.id: {p.source for p in entry.text.pieces() if p.source and p.source.variable == "author"}
        for entry in entries
    }
    assert names["a"] == {Source("author", 0), Source("author", 1, literal=True), Source("author", 2)}
    assert names["b"] == set()
    assert names["c"] == {Source("author", n) for n in (*range(19), 24)}  # an ellipsis stands for the others
