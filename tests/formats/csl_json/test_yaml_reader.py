"""CSL-YAML, as pandoc and other programs write it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from ponarscite.formats.csl_json.markdown import escaped as markdown
from ponarscite.formats.csl_json.markdown import from_markdown
from ponarscite.formats.csl_json.yaml_reader import references_of
from ponarscite.record.date import Date
from ponarscite.record.item import from_item
from ponarscite.record.record import Record
from tests.conftest import Run
from tests.formats.formats import read, write
from tests.strategies import records

PANDOC = """\
---
references:
- author:
  - family: Fenner
    given: Martin
  container-title: Nature Materials
  DOI: 10.1038/nmat3566
  id: fenner2012a
  issued:
  - year: 2013
    month: 3
  title: "One-click *science* marketing: H~2~O, x^2^, [TeX]{.nocase} and \\\\*stars\\\\*"
  type: article-journal
  volume: 12
- id: second
  type: book
  title: A Book
  author: [{literal: An Institution}]
  issued: "2015-03"
...

The *body* of a document:

- is not read
"""


def test_a_bibliography_of_pandoc() -> None:
    article, book = read(PANDOC)
    assert (article.id, article.type, article.doi) == ("fenner2012a", "article-journal", "10.1038/nmat3566")
    assert article.title == (
        'One-click <i>science</i> marketing: H<sub>2</sub>O, x<sup>2</sup>, <span class="nocase">TeX</span> and *stars*'
    )
    assert (article.issued, article.container_title) == (Date(2013, 3), "Nature Materials")
    assert [str(name) for name in article.author] == ["Martin Fenner"]
    assert dict(article.extra) == {"volume": "12"}
    assert (book.type, str(book.author[0]), book.issued) == ("book", "An Institution", Date(2015, 3))


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ("2015", Date(2015)),
        ("{date-parts: [[2015, 3, 4]]}", Date(2015, 3, 4)),
        ("[{year: 2015}, {year: 2016}]", Date(2015, end=Date(2016))),
        ("{year: '1999', circa: true}", Date(1999)),
        ("{date-parts: [[1999]], circa: true}", Date(1999, circa=True)),
        ("{date-parts: [[1999]], circa: 'false'}", Date(1999)),
        ("{literal: in press}", Date(literal="in press")),
        ("{raw: May 2022}", Date(2022, 5)),
        ("in press", Date(literal="in press")),
    ],
)
def test_dates(issued: str, expected: Date) -> None:
    (found,) = references_of(f"references:\n- type: book\n  title: T\n  issued: {issued}\n")
    assert from_item(found.item).issued == expected


@pytest.mark.parametrize("start", ["", "---\n", "# all\n\n"])
def test_a_list_of_items_may_stand_alone(start: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(
        f"{start}- id: a\n  type: book\n  title: T\n- id: b\n  title: U\n  type: book\n", encoding="utf-8"
    )
    assert run("export", str(tmp_path / "x.yaml"), "-f", "csl-json").out.count('"id"') == 2


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("references: [", ["is no YAML"]),
        ("references: 5", ["holds no items"]),
        ("other: x", ["holds no items"]),
        ("references:\n- just words\n- type: book\n  title: T\n", ["'just words' is no item"]),
        ("references: []", []),
    ],
)
def test_faults_are_named(text: str, faults: list[str]) -> None:
    found = [fault for one in references_of(text) for fault in one.faults]
    assert len(found) == len(faults)
    assert all(one.startswith(fault) for one, fault in zip(found, faults, strict=True))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("plain", "plain"),
        (r"\*a\* \\ \[b\]", r"*a* \ [b]"),
        ("**b** _i_ __b__", "<b>b</b> <i>i</i> <b>b</b>"),
        ("snake_case_word and 2 * 3 * 4", "snake_case_word and 2 * 3 * 4"),
        ("[a *b*]{.smallcaps}", '<span style="font-variant:small-caps;">a <i>b</i></span>'),
        ("[a]{.other} [b]", "[a]{.other} [b]"),
        ("~ 5 km ~ and ^ x", "~ 5 km ~ and ^ x"),
    ],
)
def test_markdown(text: str, read: str) -> None:
    assert from_markdown(text) == read


@settings(max_examples=60)
@given(record=records())
def test_any_text_comes_back_from_markdown(record: Record) -> None:
    for text in (record.title, record.abstract, record.publisher):
        assert from_markdown(markdown(text)) == text


@settings(max_examples=60)
@given(record=records())
def test_any_record_comes_back(record: Record) -> None:
    (found,) = references_of(write("csl-yaml", record))
    assert not found.faults
    back = from_item(found.item)
    assert (back.id, back.type, back.title, back.author) == (record.id, record.type, record.title, record.author)
    assert (back.issued, back.extra) == (record.issued, record.extra)


def test_a_bad_item_is_named_and_the_rest_is_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "refs.yaml"
    path.write_text("references:\n- id: a\n  type: book\n- id: b\n  type: book\n  title: T\n", encoding="utf-8")
    ran = run("export", path, "-f", "csl-json")
    assert (ran.code, ran.out.count('"id"')) == (1, 1)
    assert f"error: {path}, item 1: a has no title and no number, and is left out" in ran.err
