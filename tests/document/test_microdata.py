"""Microdata: items of a page and their properties."""

from __future__ import annotations

from typing import Any

import pytest

from ponarscite.document.microdata import items_of
from ponarscite.document.tree import parse_html

NAMES = frozenset(("name", "author", "url", "datePublished"))
SCOPE = "itemscope itemtype='https://schema.org/{}'"


def items(html: str) -> list[dict[str, Any]]:
    return items_of(parse_html(f"<body>{html}</body>"), NAMES)


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ("<p itemprop='name'> A <b>clock</b> </p>", "A clock"),
        ("<meta itemprop='name' content='A clock'>", "A clock"),
        ("<p itemprop='name' content='A clock'>of ours</p>", "A clock"),
        ("<time itemprop='name' datetime='2021-05-20'>yesterday</time>", "2021-05-20"),
        ("<time itemprop='name'>May 2021</time>", "May 2021"),
        ("<a itemprop='name' href='/clock/'>here</a>", "/clock/"),
        ("<img itemprop='name' src='a.png' alt='A'>", "a.png"),
        ("<data itemprop='name' value='5'>five</data>", "5"),
    ],
)
def test_values(element: str, value: str) -> None:
    assert items(f"<div {SCOPE.format('Article')}>{element}</div>") == [{"@type": ["Article"], "name": [value]}]


def test_things_are_properties_of_things() -> None:
    person = f"<span itemprop='author' {SCOPE.format('Person')} itemid='#a'><i itemprop='name'>Ana</i></span>"
    page = f"<div {SCOPE.format('Article')}><h1 itemprop='name headline'>T</h1>{person}<p itemprop='text'>W</p></div>"
    ana = {"@type": ["Person"], "@id": "#a", "name": ["Ana"]}
    assert items(page) == [{"@type": ["Article"], "name": ["T"], "author": [ana]}, ana]


def test_what_belongs_to_nothing_says_nothing() -> None:
    assert items("<p itemprop='name'>A</p><div itemscope></div><p itemprop='name'>B</p>") == [{"@type": []}]


def test_a_deep_page_is_read() -> None:
    deep = "".join(f"<div itemprop='author' {SCOPE.format('Person')}>" for _ in range(20_000))
    assert len(items(f"<div itemscope>{deep}")) > 1_000
