"""An edited document equals the same document built afresh, whatever was cited, replaced, removed and arranged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponarscite.csl import Processor, Style
from ponarscite.csl.cite_disambiguation import CiteDisambiguation
from ponarscite.csl.engine import Engine
from ponarscite.csl.sorting import Subject
from tests.benchmarks.measure_csl_growth import calls, growing

STYLES = (
    "apa",
    "american-sociological-association",
    "chicago-author-date",
    "chicago-notes-bibliography",
    "din-1505-2-alphanumeric",
    "elsevier-harvard",
    "ieee",
    "oscola",
)
"""Sorted by author, number and title; with all methods of disambiguation; with positions and note numbers."""
PEOPLE = [("Smith", "Ann"), ("Smith", "Anne"), ("Smith", "Bob B."), ("Jones", "Carl"), ("Lee", "B."), ("Lee", "Bill")]
NOTES = st.sampled_from((0, 1, 2, 3, 9))
MODES = st.sampled_from(("", "", "", "composite", "author-only", "suppress-author"))
ITEMS = 6


def _item(number: int, people: list[int], year: int, title: int) -> dict[str, Any]:
    authors = [dict(zip(("family", "given"), PEOPLE[n], strict=True)) for n in people]
    date = {"issued": {"date-parts": [[2000 + year]]}} if year < 2 else {}
    return {"id": f"i{number}", "type": "book", "title": f"Rivers {title}", "author": authors, **date}


people = st.lists(st.integers(0, len(PEOPLE) - 1), max_size=4, unique=True)
parts = st.tuples(people, st.integers(0, 2), st.integers(0, 3))
items = st.lists(parts, min_size=ITEMS, max_size=ITEMS).map(
    lambda found: [_item(n, *one) for n, one in enumerate(found)]
)
cites = st.lists(
    st.builds(
        lambda number, locator, bare: {"id": f"i{number}", "locator": locator, "suppress-author": bare},
        st.integers(0, ITEMS - 1),
        st.sampled_from(("", "", "3", "4")),
        st.sampled_from((False, False, False, True)),
    ),
    max_size=4,
)
edits = st.one_of(
    st.tuples(st.just("cite"), cites, NOTES, MODES, st.integers(0, 9)),
    st.tuples(st.just("cite"), cites, NOTES, MODES, st.just(99)),
    st.tuples(st.just("replace"), cites, st.none() | NOTES, st.none() | MODES, st.integers(0, 9)),
    st.tuples(st.just("remove"), st.integers(0, 9)),
    st.tuples(
        st.just("arrange"), st.permutations(range(8)), st.lists(NOTES, min_size=8, max_size=8), st.integers(0, 8)
    ),
    st.tuples(st.just("uncited"), st.lists(st.integers(0, ITEMS - 1), max_size=2)),
    st.tuples(st.just("correct"), st.integers(0, ITEMS - 1), parts),
    st.tuples(st.just("preview"), cites),
    st.tuples(st.just("print")),
)


class Edited:
    """A document under edit, and what it consists of: (id, cites, note, mode), in order."""

    def __init__(self, style: Style, items: list[dict[str, Any]]) -> None:
        self.style, self.items = style, items
        self.processor = Processor(style, items)
        self.parts: list[tuple[str, list[dict[str, Any]], int, Any]] = []
        self.uncited: list[str] = []
        self.made = 0

    def cite(self, cites: list[dict[str, Any]], note: int, mode: Any, place: int) -> None:
        self.made += 1
        before = self.parts[place][0] if place < len(self.parts) else None
        self.processor.cite(cites, note, mode=mode, id=f"c{self.made}", before=before)
        if before is None:
            place = len(self.parts)
            while note and place and self.parts[place - 1][2] > note:
                place -= 1
        self.parts.insert(place, (f"c{self.made}", cites, note, mode))

    def replace(self, cites: list[dict[str, Any]], note: int | None, mode: Any, place: int) -> None:
        if place < len(self.parts):
            name, _, old, was = self.parts[place]
            self.processor.replace(name, cites, note, mode=mode)
            self.parts[place] = (name, cites, old if note is None else note, was if mode is None else mode)

    def remove(self, place: int) -> None:
        if place < len(self.parts):
            self.processor.remove(self.parts.pop(place)[0])

    def arrange(self, order: list[int], notes: list[int], kept: int) -> None:
        places = [place for place in order if place < len(self.parts)][:kept]
        named = [(self.parts[place], note) for place, note in zip(places, notes, strict=False)]
        self.parts = [(part[0], part[1], note, part[3]) for part, note in named]
        self.processor.arrange([(part[0], part[2]) for part in self.parts])

    def print(self) -> tuple[list[str], list[tuple[str, str]]]:
        return printed(self.processor)

    def correct(self, number: int, parts: tuple[list[int], int, int]) -> None:
        self.items = [*self.items[:number], _item(number, *parts), *self.items[number + 1 :]]
        self.processor.add_items([self.items[number]])

    def preview(self, cites: list[dict[str, Any]]) -> None:
        self.processor.preview(cites)

    def take(self, name: str, *values: Any) -> None:
        if name == "uncited":
            self.uncited = [f"i{number}" for number in values[0]]
            self.processor.bibliography(uncited=self.uncited)
        else:
            getattr(self, name)(*values)

    def afresh(self) -> Processor:
        """The same document, built in order in a new processor."""
        fresh = Processor(self.style, self.items, uncited=self.uncited)
        if self.made:
            fresh.cite([], id="first")
        for name, cites, note, mode in self.parts:
            fresh.cite(cites, note, mode=mode, id=name)
        fresh.arrange([(name, note) for name, _, note, _ in self.parts])
        return fresh


def printed(processor: Processor) -> tuple[list[str], list[tuple[str, str]]]:
    entries = [(entry.id, entry.text.render("html")) for entry in processor.bibliography()]
    return [text.render("html") for text in processor.citations()], entries


@pytest.mark.parametrize("style", STYLES)
@given(items=items, steps=st.lists(edits, max_size=12))
@settings(max_examples=25, deadline=None)
def test_an_edited_document_equals_one_built_afresh(style: str, items: Any, steps: list[Any]) -> None:
    edited = Edited(Style.load(style), items)
    for step in steps:
        edited.take(*step)
    assert edited.print() == printed(edited.afresh())


def _counted(monkeypatch: pytest.MonkeyPatch, place: object, name: str) -> list[int]:
    """A list that grows by one with each call of a method."""
    calls: list[int] = []
    method: Callable[..., Any] = getattr(place, name)

    def counted(*arguments: Any, **named: Any) -> Any:
        calls.append(1)
        return method(*arguments, **named)

    monkeypatch.setattr(place, name, counted)
    return calls


def _library(count: int) -> list[dict[str, Any]]:
    """Items of thirty pairs of people who share three family names, in twelve years."""

    def people(number: int) -> Iterator[dict[str, str]]:
        for step in (1, 7):
            yield {"family": ("Smith", "Jones", "Lee")[number // step % 3], "given": ("Ann", "Bob", "Cyd")[number % 3]}

    return [
        {
            "id": str(number),
            "type": "book",
            "title": f"Work {number}",
            "author": list(people(number)),
            "issued": {"date-parts": [[2000 + number % 12]]},
        }
        for number in range(count)
    ]


def _document(style: str, count: int) -> Processor:
    processor = Processor(Style.load(style), _library(count))
    for number in range(count):
        processor.cite([{"id": str(number)}, {"id": str((number + 1) % count)}], number + 1, id=f"c{number}")
    processor.citations()
    return processor


@pytest.mark.parametrize("style", ["apa", "american-sociological-association"])
def test_a_replaced_citation_costs_no_more_sort_keys_in_a_longer_document(
    style: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = []
    for length in (40, 80):
        processor = _document(style, length)
        with monkeypatch.context() as patch:
            made = _counted(patch, Subject, "__init__")
            processor.replace("c20", [{"id": "1"}, {"id": "5"}])
            counts.append(len(made))
    assert counts[1] <= counts[0] <= 8


@pytest.mark.parametrize("style", ["apa", "chicago-author-date"])
def test_a_new_cite_renders_no_more_than_its_own_group(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = []
    for length in (60, 240):
        items = _library(length + 12)
        processor = Processor(Style.load(style), items)
        for number in range(length):
            processor.cite([{"id": str(number)}])
        with monkeypatch.context() as patch:
            rendered = _counted(patch, Engine, "parts")
            for number in range(length, length + 12):
                processor.cite([{"id": str(number)}])
            counts.append(len(rendered))
    assert counts[1] <= 1.3 * counts[0]


@pytest.mark.parametrize("style", ["apa", "american-sociological-association"])
def test_a_new_cite_takes_hardly_more_calls_among_many_namesakes(style: str) -> None:
    """Calls of functions, which grow as the time does and do not depend on the machine."""
    few, many = (calls(growing(style, count, last=100)) for count in (500, 3_000))
    assert many <= 1.15 * few


def test_a_new_cite_splits_only_the_sets_it_joins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sets of namesakes that it does not join stay as they were, however many there are."""

    def item(number: int) -> dict[str, Any]:
        people = [
            {"family": family, "given": given}
            for family, given in (
                ("Smith", "Ann"),
                (f"Jones{number % 10}", "Bo"),
                (f"Lee{number}", "Cy"),
                ("Orr", "Di"),
            )
        ]
        return {"id": str(number), "type": "book", "author": people, "issued": {"date-parts": [[2001]]}}

    counts = []
    for length in (20, 200):
        processor = Processor(Style.load("american-sociological-association"), list(map(item, range(length + 1))))
        for number in range(length):
            processor.cite([{"id": str(number)}])
        with monkeypatch.context() as patch:
            split, rendered = _counted(patch, CiteDisambiguation, "_split"), _counted(patch, Engine, "parts")
            processor.cite([{"id": str(length)}])
            counts.append((len(split), len(rendered)))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("style", ["american-sociological-association", "modern-language-association"])
def test_a_new_namesake_is_compared_with_one_of_each_name(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a set of namesakes whose given names differ, and in one whose titles differ, the others are not rendered."""

    def item(number: int) -> dict[str, Any]:
        given = f"Ann{number}" if number % 2 else "Bo"
        author = [{"family": "Smith", "given": given}]
        return {"id": str(number), "type": "book", "title": f"Work {number}", "author": author}

    counts = []
    for length in (20, 200):
        processor = Processor(Style.load(style), list(map(item, range(length + 4))))
        for number in range(length):
            processor.cite([{"id": str(number)}])
        with monkeypatch.context() as patch:
            split, rendered = _counted(patch, CiteDisambiguation, "_split"), _counted(patch, Engine, "parts")
            for number in range(length, length + 4):
                processor.cite([{"id": str(number)}])
            counts.append((len(split), len(rendered)))
    assert counts[0] == counts[1]


def _style(options: str, layout: str) -> Style:
    return Style.parse(f"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info/>
        <citation {options}><layout delimiter="; ">{layout}</layout></citation></style>""")


def test_cites_with_and_without_names_are_told_apart() -> None:
    """A title in place of the author may look like a name: the item without names has nothing to expand."""
    style = _style(
        'disambiguate-add-names="true" disambiguate-add-givenname="true"',
        '<names variable="author"><name form="short"/><substitute><text variable="title"/></substitute></names>',
    )
    document = Processor(
        style, [{"id": "a", "author": [{"family": "Doe", "given": "Jo"}]}, {"id": "b", "title": "Doe"}]
    )
    document.cite([{"id": "b"}])
    document.cite([{"id": "a"}])
    assert [text.render() for text in document.citations()] == ["Doe", "Jo Doe"]
    document.arrange([("citation-2", 0)])
    assert [text.render() for text in document.citations()] == ["Doe"]


def test_a_number_of_names_goes_with_the_author() -> None:
    style = _style("", '<names variable="author"><name form="count"/></names><text variable="title" prefix=" "/>')
    document = Processor(style, [{"id": "a", "author": [{"family": "Doe"}, {"family": "Roe"}], "title": "T"}])
    assert document.preview([{"id": "a"}]).render() == "2 T"
    assert document.preview([{"id": "a", "suppress-author": True}]).render() == " T"


@pytest.mark.parametrize(
    ("words", "options", "expected"),
    [
        ("a b", "", "b; a"),
        ("b a", "", "b; a"),
        ("a", "", "a"),
        ("a c b", "", "b; a; c"),
        ("a a b", "", "b; a; a"),
    ],
)
def test_cites_of_a_citation_are_sorted_from_two_on(words: str, options: str, expected: str) -> None:
    titles = {"a": "Y", "b": "X", "c": "Z"}
    layout = '<text variable="note"/>'
    style = Style.parse(f"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info/>
        <citation><sort><key variable="title"/></sort><layout delimiter="; ">{layout}</layout></citation></style>""")
    document = Processor(style, [{"id": each, "title": title, "note": each} for each, title in titles.items()])
    assert document.cite([{"id": each} for each in words.split()]).render() == expected
    assert document.preview([{"id": each} for each in words.split()]).render() == expected


def test_a_sort_key_may_read_the_locator() -> None:
    style = Style.parse("""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info/>
        <macro name="place"><text variable="locator"/></macro>
        <citation><sort><key macro="place"/></sort>
        <layout delimiter="; "><text variable="locator"/></layout></citation></style>""")
    document = Processor(style, [{"id": "a", "title": "T"}])
    places = [{"id": "a", "locator": place} for place in ("9", "3", "20")]
    assert document.cite(places, id="c").render() == "3; 9; 20"
    assert document.replace("c", places[:2]).render() == "3; 9"


def test_the_order_in_a_citation_follows_the_names_that_are_shown() -> None:
    """An item that comes later makes a name of an earlier citation show; that citation is sorted again."""

    def item(name: str, *authors: str) -> dict[str, Any]:
        people = [{"family": family, "given": "A."} for family in authors]
        return {"id": name, "type": "book", "author": people, "issued": {"date-parts": [[2001]]}}

    works = [item("w", "Brown", "Jones", "White", "Young"), item("c", "Brown", "Jones", "Clark", "Young")]
    document = Processor(Style.load("american-sociological-association"), works)
    document.cite([{"id": "w"}, {"id": "c"}])
    assert [text.render() for text in document.citations()] == [
        "(Brown, Jones, Clark, et al. 2001; Brown, Jones, White, et al. 2001)"
    ]


def test_cites_are_sorted_again_when_their_numbers_change() -> None:
    document = Processor(Style.load("ieee"), [{"id": key, "type": "book", "title": key} for key in "abc"])
    for number, key in enumerate("ab"):
        document.cite([{"id": key}], id=f"c{number}")
    assert document.cite([{"id": "b"}, {"id": "a"}], id="both").render() == "[1], [2]"
    document.replace("c0", [{"id": "c"}])
    assert [text.render() for text in document.citations()] == ["[1]", "[2]", "[2], [3]"]
    assert [entry.id for entry in document.bibliography()] == ["c", "b", "a"]
    document.arrange([("both", 0), ("c1", 0), ("c0", 0)])
    assert [text.render() for text in document.citations()] == ["[1], [2]", "[1]", "[3]"]
