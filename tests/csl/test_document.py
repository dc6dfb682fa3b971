"""Documents: clusters that come, change and go; where their cites stand; what a bad call is told."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponarscite.csl import Processor, Style
from ponarscite.csl.citations import render_citation
from ponarscite.csl.engine import Engine
from ponarscite.csl.formatted import Formatted
from ponarscite.csl.resolved_cite import ResolvedCite
from ponarscite.errors import RenderError

POSITION = """<choose>
    <if position="ibid-with-locator"><text value="ibid+"/></if>
    <else-if position="ibid"><text value="ibid"/></else-if>
    <else-if position="subsequent"><text value="again"/></else-if>
    <else><text value="first"/></else>
  </choose>
  <choose><if position="near-note"><text value="*"/></if></choose>
  <text variable="first-reference-note-number" prefix="@"/>"""


def style(layout: str, options: str = "", bibliography: str = "", root: str = 'class="note"', more: str = "") -> Style:
    return Style.parse(f"""<style xmlns="http://purl.org/net/xbiblio/csl" {root} version="1.0"><info/>{more}
        <citation {options}>{layout}</citation>{bibliography}</style>""")


TITLES = '<layout delimiter="; "><text variable="title"/></layout>'
NUMBERS = '<layout prefix="[" suffix="]" delimiter=","><text variable="citation-number"/></layout>'
LIST = """<bibliography><layout><text variable="citation-number" suffix=". "/><text variable="title"/></layout>
    </bibliography>"""
SORTED = LIST.replace("<layout>", '<sort><key variable="title"/></sort><layout>', 1)
ITEMS: list[dict[str, Any]] = [{"id": key, "type": "book", "title": title} for key, title in ("aZ", "bY", "cX")]


def cite(words: str) -> list[dict[str, Any]]:
    """The cites of "a b:3", which cites b at page 3."""
    pairs = (word.partition(":") for word in words.split())
    return [{"id": key, "locator": place} if place else {"id": key} for key, _, place in pairs]


def positions(*clusters: tuple[str, int], options: str = "") -> str:
    processor = Processor(style(f'<layout delimiter=" ">{POSITION}</layout>', options), ITEMS)
    for words, note in clusters:
        processor.cite(cite(words), note)
    return ", ".join(text.render() for text in processor.citations())


@pytest.mark.parametrize(
    ("clusters", "expected"),
    [
        ([("a", 1), ("a", 2), ("b", 3), ("a", 4)], "first, ibid*@1, first, again*@1"),
        ([("a", 1), ("a:3", 2), ("a:3", 3), ("a:4", 4), ("a", 5)], "first, ibid+*@1, ibid*@1, ibid+*@1, again*@1"),
        ([("a b", 1), ("b", 2), ("b", 3)], "first first, again*@1, ibid*@1"),
        ([("a a a:3", 1)], "first ibid* ibid+*"),
        ([("a", 1), ("a", 3)], "first, again*@1"),
        ([("a", 1), ("a", 7), ("a", 8)], "first, again@1, ibid*@1"),
        ([("a", 1), ("a", 1), ("a", 2)], "first, ibid*, again*@1"),
        ([("a b", 1), ("b", 1)], "first first, ibid*"),
        ([("a", 0), ("a", 0), ("b", 0), ("a", 0)], "first, ibid*, first, again*"),
        ([("a", 0), ("a", 1), ("a", 0), ("a", 2)], "first, first, ibid*, ibid*@1"),
    ],
)
def test_position(clusters: list[tuple[str, int]], expected: str) -> None:
    assert positions(*clusters) == expected


@pytest.mark.parametrize(
    ("distance", "expected"), [("0", "again@1"), ("5", "again@1"), ("6", "again*@1"), ("x", "again@1")]
)
def test_near_note_distance(distance: str, expected: str) -> None:
    found = positions(("a", 1), ("b", 2), ("a", 7), options=f'near-note-distance="{distance}"')
    assert found.split(", ")[2] == expected


def test_clusters_change_those_behind_them() -> None:
    processor = Processor(style(f"<layout>{POSITION}</layout>"), ITEMS)
    for note, words in enumerate(("a", "b", "a"), 1):
        processor.cite(cite(words), note, id=f"c{note}")

    def now() -> list[str]:
        return [text.render() for text in processor.citations()]

    assert now() == ["first", "first", "again*@1"]
    assert processor.replace("c2", cite("a")).render() == "ibid*@1"
    assert now() == ["first", "ibid*@1", "ibid*@1"]
    assert processor.cite(cite("c"), 1, id="c0", before="c1").render() == "first"
    processor.arrange([("c0", 1), ("c1", 2), ("c2", 3), ("c3", 4)])
    assert now() == ["first", "first", "ibid*@2", "ibid*@2"]
    processor.remove("c1")
    assert now() == ["first", "first", "ibid*@3"]
    processor.arrange([("c3", 1)])
    assert now() == ["first"]


def test_citations_stand_in_the_order_of_notes() -> None:
    processor = Processor(style(TITLES), ITEMS)
    for words, note in (("a", 2), ("b", 1), ("c", 2), ("b", 3), ("a", 0)):
        processor.cite(cite(words), note)
    assert [text.render() for text in processor.citations()] == ["Y", "Z", "X", "Y", "Z"]


def test_positions_and_notes_begin_again_in_each_part() -> None:
    document = Processor(style(f"<layout>{POSITION}</layout>"), ITEMS)
    for part, note in ("one", 1), ("one", 2), ("two", 1), ("two", 2), ("three", 0), ("three", 0):
        document.cite([{"id": "a"}], note, part=part)
    assert [one.render() for one in pickle.loads(pickle.dumps(document)).citations()] == [  # noqa: S301 -- our own
        *("first", "ibid*@1"),
        *("first", "ibid*@1"),
        *("first", "ibid*"),
    ]
    document.cite([{"id": "a"}], 1, part="four", id="last")
    assert document.citations()[-1].id == "last"  # its number is lower than those of other parts
    assert document.citations()[-1].render() == "first"


def test_numbers_follow_the_bibliography() -> None:
    processor = Processor(style(NUMBERS, bibliography=SORTED), ITEMS)
    assert processor.preview(cite("a b c")).render() == "[3,2,1]"
    assert processor.cite(cite("a")).render() == "[1]"
    assert processor.cite(cite("c")).render() == "[1]"
    assert [text.render() for text in processor.citations()] == ["[2]", "[1]"]
    assert [entry.text.render() for entry in processor.bibliography()] == ["1. X", "2. Z"]


def test_numbers_follow_the_text_where_the_style_does_not_sort() -> None:
    processor = Processor(style(NUMBERS, bibliography=LIST), ITEMS, uncited=["b"])
    assert [entry.id for entry in processor.bibliography()] == ["a", "b", "c"]
    processor.cite(cite("c"), id="x")
    assert [entry.text.render() for entry in processor.bibliography()] == ["1. X", "2. Y"]
    processor.cite(cite("a b"), before="x")
    assert [text.render() for text in processor.citations()] == ["[1,2]", "[3]"]
    assert [entry.id for entry in processor.bibliography(uncited=[])] == ["a", "b", "c"]
    processor.remove("x")
    assert [entry.id for entry in processor.bibliography(uncited=["c"])] == ["a", "b", "c"]
    processor.arrange([])
    assert [entry.id for entry in processor.bibliography(uncited=[])] == []


def test_a_part_of_the_bibliography_keeps_its_numbers() -> None:
    document = Processor(style(NUMBERS, bibliography=LIST), ITEMS)
    assert [entry.text.render() for entry in document.bibliography(only={"c", "a"})] == ["1. Z", "3. X"]


def test_a_preview_registers_nothing() -> None:
    processor = Processor(style(NUMBERS, bibliography=LIST), ITEMS)
    processor.cite(cite("b"))
    assert processor.preview(cite("a")).render() == "[2]"
    assert [entry.id for entry in processor.bibliography()] == ["b"]


def test_a_preview_honours_the_position_it_is_given() -> None:
    processor = Processor(style(f"<layout>{POSITION}</layout>"), ITEMS)
    found = [processor.preview([{"id": "a", "position": n, "near-note": n == 1}]).render() for n in range(4)]
    assert found == ["first", "again*", "ibid", "ibid+"]


def test_only_what_changed_is_rendered_again(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[int] = []

    def counted(engine: Engine, cites: Sequence[ResolvedCite], mode: str = "") -> Formatted:
        rendered.append(1)
        return render_citation(engine, cites, mode)

    monkeypatch.setattr("ponarscite.csl.processor.render_citation", counted)
    processor = Processor(style(NUMBERS, bibliography=LIST), ITEMS)
    for words in ("a", "b", "c"):
        processor.cite(cite(words), id=words)
    processor.citations()
    assert len(rendered) == 3
    processor.cite(cite("a"), id="x", before="c")
    processor.citations()
    assert len(rendered) == 4
    processor.remove("a")
    assert [text.render() for text in processor.citations()] == ["[1]", "[2]", "[3]"]
    assert len(rendered) == 6
    processor.arrange([("b", 7), ("x", 8), ("c", 9)])
    processor.citations()
    assert len(rendered) == 6


AUTHOR = [{"family": "Lee", "given": "Ann"}]
AUTHORED: list[dict[str, Any]] = [
    {"id": "a", "type": "book", "title": "Z", "author": AUTHOR, "issued": {"date-parts": [[2000]]}},
    {"id": "b", "type": "book", "title": "Y", "issued": {"date-parts": [[2001]]}},
]
NAMED = """<layout prefix="(" suffix=")" delimiter="; "><group delimiter=" ">
    <names variable="author"><name form="short" font-variant="small-caps"/>
      <substitute><text variable="title" font-style="italic"/></substitute></names>
    <date variable="issued"><date-part name="year"/></date><text variable="locator"/></group></layout>"""
INTEXT = '<intext><layout><names variable="author"/></layout></intext>'


@pytest.mark.parametrize(
    ("words", "mode", "expected"),
    [
        ("a", None, '(<span style="font-variant:small-caps;">Lee</span> 2000)'),
        ("a", "author-only", "Lee"),
        ("a:3", "suppress-author", "(2000 3)"),
        ("a:3", "composite", "Lee (2000 3)"),
        ("b", "composite", "Y (2001)"),
        ("a b", "composite", "Lee (2000; <i>Y</i> 2001)"),
    ],
)
def test_mode(words: str, mode: Any, expected: str) -> None:
    processor = Processor(style(NAMED, root='class="in-text"'), AUTHORED)
    assert processor.preview(cite(words), mode=mode).render("html") == expected
    assert processor.cite(cite(words), mode=mode).render("html") == expected


def test_an_author_is_named_even_where_citations_are_numbers() -> None:
    processor = Processor(style(NUMBERS, root='class="in-text"'), AUTHORED)
    assert processor.cite(cite("a"), mode="composite").render() == "Lee [1]"


def test_intext_says_how_an_author_is_named() -> None:
    processor = Processor(style(NAMED, root='class="in-text"', bibliography=INTEXT), AUTHORED)
    assert processor.cite(cite("a"), mode="composite").render() == "Ann Lee (2000)"


def test_one_cite_may_go_without_its_author() -> None:
    processor = Processor(style(NAMED, root='class="in-text"'), AUTHORED)
    assert processor.preview([{"id": "b"}, {"id": "a", "suppress-author": True}]).render() == "(Y 2001; 2000)"
    assert processor.preview([{"id": "b"}, {"id": "a", "author-only": True}]).render() == "Lee"


@pytest.mark.parametrize(
    ("prefix", "suffix", "expected"),
    [
        ("see", "", "see Z; Y"),
        ("see ", "", "see Z; Y"),
        ("see:", "", "see: Z; Y"),
        ("(", "", "(Z; Y"),
        ("§", "", "§Z; Y"),
        ('"see"', "", "“see” Z; Y"),
        ("", "more", "Z more; Y"),
        ("", ", more", "Z, more; Y"),
        ("", "’s", "Z’s; Y"),
        ("", "more.", "Z more. Y"),
        ("", "more,", "Z more, Y"),
    ],
)
def test_affixes_of_a_cite(prefix: str, suffix: str, expected: str) -> None:
    processor = Processor(style(TITLES), ITEMS)
    assert processor.preview([{"id": "a", "prefix": prefix, "suffix": suffix}, {"id": "b"}]).render() == expected


def test_a_mark_before_a_cite_stands_for_the_delimiter() -> None:
    processor = Processor(style(TITLES), ITEMS)
    assert processor.preview([{"id": "a"}, {"id": "b", "prefix": ". But see"}]).render() == "Z. But see Y"


@pytest.mark.parametrize(
    ("prefix", "kind", "expected"),
    [
        ("", "note", "Ibid."),
        ("see ", "note", "see ibid."),
        ("One two. ", "note", "One two. Ibid."),
        ("", "in-text", "ibid."),
    ],
)
def test_terms_that_begin_a_note(prefix: str, kind: str, expected: str) -> None:
    processor = Processor(style('<layout><text term="ibid"/></layout>', root=f'class="{kind}"'), ITEMS)
    assert processor.preview([{"id": "a", "prefix": prefix}]).render() == expected


def test_ids_compare_as_strings() -> None:
    processor = Processor(
        style(TITLES), [{"id": 7, "type": "book", "title": "Seven"}, {"type": "book", "title": "None"}]
    )
    assert processor.cite([{"id": "7"}]).render() == "Seven"
    assert processor.cite([{"id": 7}, {"id": None}]).render() == "Seven; None"


WRONG_ITEMS: Any = [["a"]]
ITEM_ALONE: Any = {"id": "a"}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda p: p.cite([{"id": "x"}]), "no item has the id 'x'"),
        (lambda p: p.cite(["a"]), "a cite must be a mapping with an id, not 'a'"),
        (lambda p: p.cite({"id": "a"}), "a citation must be a list of cites"),
        (lambda p: p.cite([{"id": "a"}], -1), "a note must be a whole number"),
        (lambda p: p.cite([{"id": "a"}], id="c1"), "a citation has the id 'c1' already"),
        (lambda p: p.cite([{"id": "a"}], before="c9"), "no citation has the id 'c9'"),
        (lambda p: p.cite([{"id": "a"}], mode="both"), "'both' is not a mode"),
        (lambda p: p.preview([{"id": "a", "position": 9}]), "the cite of item 'a' has the position 9"),
        (lambda p: p.replace("c9", []), "no citation has the id 'c9'"),
        (lambda p: p.remove("c9"), "no citation has the id 'c9'"),
        (lambda p: p.arrange([("c9", 1)]), "no citation has the id 'c9'"),
        (lambda p: p.bibliography(uncited=["x"]), "no item has the id 'x'"),
        (lambda _: Processor(style(TITLES), WRONG_ITEMS), "item 1 is not a CSL-JSON item"),
        (lambda _: Processor(style(TITLES), [{}, {"id": []}]), "item 2 has the id []"),
        (lambda _: Processor(style(TITLES), ITEM_ALONE), "items must be a list"),
    ],
)
def test_bad_calls_are_told_what_is_wrong(call: Any, message: str) -> None:
    processor = Processor(style(TITLES), ITEMS)
    processor.cite(cite("a"), id="c1")
    with pytest.raises(RenderError) as caught:
        call(processor)
    assert message in caught.value.message
    assert [text.render() for text in processor.citations()] == ["Z"]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("cite"), st.text("abc", min_size=1, max_size=3), st.integers(0, 4), st.integers(0, 9)),
        st.tuples(st.just("replace"), st.text("abc", max_size=3), st.integers(0, 9)),
        st.tuples(st.just("remove"), st.integers(0, 9)),
    ),
    max_size=12,
)


def _take(processor: Processor, order: list[str], step: tuple[Any, ...], number: int) -> None:
    kind, *rest = step
    if kind == "cite":
        before = order[rest[2]] if rest[2] < len(order) else None
        processor.cite(cite(" ".join(rest[0])), rest[1], id=f"c{number}", before=before)
        order.append(f"c{number}")
    elif rest[-1] < len(order):
        name = order[rest[-1]]
        if kind == "remove":
            processor.remove(name)
            order.remove(name)
        else:
            processor.replace(name, cite(" ".join(rest[0])))


@given(STEPS)
@settings(max_examples=60, deadline=None)
def test_a_document_reads_as_if_written_at_once(steps: list[tuple[Any, ...]]) -> None:
    """Whatever was cited, changed and removed: the same citations, made in order, read the same."""
    sheet = style(
        f'<layout delimiter=" ">{POSITION}<text variable="citation-number" prefix="#"/></layout>', bibliography=SORTED
    )
    built = Processor(sheet, ITEMS)
    order: list[str] = []
    for number, step in enumerate(steps):
        _take(built, order, step, number)
        built.citations()
    fresh = Processor(sheet, ITEMS)
    fresh.cite([], id="start")
    for citation in built._document.citations:
        fresh.cite([{"id": one.id} for one in citation.cites], citation.note, id=citation.id)
    fresh.arrange((citation.id, citation.note) for citation in built._document.citations)
    if built._begun:
        assert [text.render() for text in built.citations()] == [text.render() for text in fresh.citations()]
        assert [e.text.render() for e in built.bibliography()] == [e.text.render() for e in fresh.bibliography()]
