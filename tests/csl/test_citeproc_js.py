"""The names of citeproc-js: the same documents through them and through the processor; what its methods give."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from ponarscite.csl import Processor, Style
from ponarscite.csl.citeproc_js import Citation, Engine
from ponarscite.csl.style import official_file
from ponarscite.errors import RenderError
from tests.conftest import SHARED
from tests.csl.small_style import small_style

FOLDER = SHARED / "csl" / "open"
ITEMS: dict[str, dict[str, Any]] = {
    f"i{n}": {
        "id": f"i{n}",
        "type": "book" if n else "report",
        "title": f"Title {n}",
        "author": [{"family": name, "given": "A."}],
        "issued": {"date-parts": [[2000]]},
        "keyword": ["x", str(n)],
    }
    for n, name in enumerate(("Kim", "Abe", "Lee", "Kim"))
}


class System:
    """The items, and a locale file for one language."""

    def __init__(self, items: Mapping[str, Mapping[str, Any]] = ITEMS) -> None:
        self.items = items
        self.asked: list[str] = []

    def retrieveItem(self, id: str) -> Mapping[str, Any]:  # noqa: N802  # the name in citeproc-js
        self.asked.append(id)
        return self.items[id]

    def retrieveLocale(self, lang: str) -> str:  # noqa: N802
        terms = '<terms><term name="ibid">there</term></terms>'
        return (
            f'<locale xmlns="http://purl.org/net/xbiblio/csl" xml:lang="{lang}">{terms}</locale>'
            if lang == "xx"
            else ""
        )


def engine(style: str = "apa", **options: Any) -> Engine:
    made = Engine(System(), Style.load(style), **options)
    made.setOutputFormat("text")
    return made


def citation(name: str | None, *ids: str, note: int = 0, **properties: Any) -> Citation:
    made: Citation = {"citationItems": [{"id": each} for each in ids], "properties": {"noteIndex": note, **properties}}
    return made | ({"citationID": name} if name else {})


def test_a_citation_gives_all_that_changed() -> None:
    one = engine()
    assert one.processCitationCluster(citation("a", "i0"), [], []) == (
        {"bibchange": True, "citation_errors": []},
        [[0, "(Kim, 2000)", "a"]],
    )
    assert one.processCitationCluster(citation("b", "i3"), [("a", 0)], [])[1] == [
        [0, "(Kim, 2000a)", "a"],
        [1, "(Kim, 2000b)", "b"],
    ]
    told, changed = one.processCitationCluster(citation("c", "i3", mode="composite"), [("a", 0)], [("b", 0)])
    assert (told["bibchange"], changed) == (False, [[1, "Kim (2000b)", "c"]])
    assert one.processCitationCluster(citation("a", "i1"), [], [("c", 0), ("b", 0)])[1] == [
        [0, "(Abe, 2000)", "a"],
        [1, "Kim (2000)", "c"],
        [2, "(Kim, 2000)", "b"],
    ]
    told, changed = one.processCitationCluster(citation("b", "i1"), [("c", 0)], [])
    assert (told["bibchange"], changed) == (False, [[1, "(Abe, 2000)", "b"]])
    assert [text.id for text in one.processor.citations()] == ["c", "b"]


def test_a_new_citation_gets_an_id() -> None:
    one = engine()
    new = citation(None, "i0")
    assert one.appendCitationCluster(new) == [[0, "(Kim, 2000)", new["citationID"]]]
    assert one.appendCitationCluster(citation("z", "i1"))[0][0] == 1


def test_notes_move_with_the_citations() -> None:
    one = engine("chicago-notes-bibliography")
    one.processCitationCluster(citation("a", "i0", note=1), [], [])
    one.processCitationCluster(citation("b", "i0", note=2), [("a", 1)], [])
    changed = one.processCitationCluster(citation("c", "i1", note=2), [("a", 1)], [("b", 3)])[1]
    assert [row[0] for row in changed] == [1]
    assert [(text.id, text.note) for text in one.processor.citations()] == [("a", 1), ("c", 2), ("b", 3)]


def test_a_preview_leaves_the_document() -> None:
    one = engine()
    one.processCitationCluster(citation("a", "i0"), [], [])
    before = one.processor.revision
    assert one.previewCitationCluster(citation("x", "i3"), [("a", 0)], []) == "(Kim, 2000b)"
    assert one.previewCitationCluster(citation(None, "i1"), [], [], "html") == "(Abe, 2000)"
    assert one.processor.revision - before <= 2  # the items alone
    assert [text.render() for text in one.processor.citations()] == ["(Kim, 2000)"]


def test_a_bibliography_and_its_parameters() -> None:
    one = engine("ieee")
    assert one.updateItems(["i1", "i0"]) == ["i1", "i0"]
    parameters, entries = one.makeBibliography() or ({}, [])  # type: ignore[misc]
    assert entries[0] == "[1] A. Abe, Title 1. 2000.\n"
    assert parameters == {
        "maxoffset": 3,
        "entryspacing": 0,
        "linespacing": 1,
        "second-field-align": "flush",
        "bibliography_errors": [],
        "done": True,
        "bibstart": "",
        "bibend": "",
        "entry_ids": [["i1"], ["i0"]],
    }
    one.setOutputFormat("html")
    one.processCitationCluster(citation("a", "i2"), [], [])
    assert one.updateUncitedItems(["i3"]) == ["i3"]
    parameters, entries = one.makeBibliography()  # type: ignore[misc]
    assert parameters["entry_ids"] == [["i2"], ["i3"]]
    apa = engine()
    apa.setOutputFormat("html")
    apa.updateItems(["i1", "i0"])
    parameters, entries = apa.makeBibliography()  # type: ignore[misc]
    whole = parameters["bibstart"] + "".join(entries) + parameters["bibend"]
    assert whole == apa.processor.bibliography().render("html")
    assert parameters["hangingindent"] is True


def test_items_that_print_nothing_are_errors_and_a_style_may_have_no_bibliography() -> None:
    one = Engine(System({"x": {"id": "x", "type": "book"}}), small_style('<text variable="title"/>'))
    one.updateItems(["x"])
    assert one.makeBibliography() is False
    two = Engine(System({"x": {"id": "x", "type": "book"}}), _listing())
    two.updateItems(["x"])
    parameters, entries = two.makeBibliography()  # type: ignore[misc]
    assert (parameters["bibliography_errors"], entries) == ([{"itemID": "x", "error_code": 1}], [])


def _listing() -> str:
    layout = '<layout><text variable="title"/></layout>'
    return f"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info/>
        <citation>{layout}</citation><bibliography>{layout}</bibliography></style>"""


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ({}, "i0 i1 i2 i3"),
        ({"select": [{"field": "type", "value": "book"}]}, "i1 i2 i3"),
        ({"exclude": [{"field": "type", "value": "book"}]}, "i0"),
        ({"include": [{"field": "keyword", "value": "2"}, {"field": "type", "value": "report"}]}, "i0 i2"),
        ({"select": [{"field": "keyword", "value": "x"}], "exclude": [{"field": "DOI", "value": ""}]}, ""),
    ],
)
def test_a_section_of_the_bibliography(section: Any, expected: str) -> None:
    one = Engine(System(), _listing())
    one.updateItems(ITEMS)
    parameters, entries = one.makeBibliography(section)  # type: ignore[misc]
    assert [each for (each,) in parameters["entry_ids"]] == expected.split()
    assert len(entries) == len(expected.split())


def test_the_locale() -> None:
    style = small_style('<text term="ibid"/>')
    cite = citation(None, "i0")
    for lang, expected in (("de-DE", "ebd."), ("xx", "there"), ("yy", "ibid."), ("", "ibid.")):
        assert Engine(System(), style, lang).previewCitationCluster(cite) == expected
    french = Style.load("apa-fr-provost")
    assert french.default_locale.startswith("fr")
    assert Engine(System(), french, "de-DE").processor.warnings == []
    assert Engine(System(), french, "yy", force_lang=True).processor.warnings[0].name == "yy"


def test_items_are_asked_for_once() -> None:
    one = engine()
    for name in "abc":
        one.appendCitationCluster(citation(name, "i0", "i1"))
    assert one.sys.asked == ["i0", "i1"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("wrong", [{}, {"citationItems": None}, {"citationItems": [3]}, {"citationItems": [{}]}])
def test_a_citation_without_cites_is_told(wrong: Any) -> None:
    with pytest.raises(RenderError, match="a citation must have citationItems"):
        engine().processCitationCluster(wrong)


def _documents() -> Iterator[tuple[str, list[Citation], list[str], list[dict[str, Any]]]]:
    """(name, citations, uncited, items): documents of our own, and the scenarios beside the checkout."""
    own = [citation(f"c{n}", *ids.split(), note=n) for n, ids in enumerate(("i0", "i0 i3", "i1", "i1", "i2 i0"), 1)]
    yield "own", own, ["i2"], list(ITEMS.values())
    if (FOLDER / "scen.json").is_file():
        items = json.loads((FOLDER / "items.json").read_text("utf-8"))
        for one in json.loads((FOLDER / "scen.json").read_text("utf-8"))[::3]:
            made: list[Citation] = [
                {
                    "citationID": step["id"],
                    "citationItems": step["items"],
                    "properties": {"noteIndex": step["note"], "mode": step.get("mode")},
                }
                for step in one["ops"]
            ]
            yield one["name"], made, one["uncited"], items


@pytest.mark.parametrize("style", ["apa", "chicago-notes-bibliography", "ieee"])
def test_documents_read_as_through_the_processor(style: str) -> None:
    for name, citations, uncited, items in _documents():
        direct = Processor(Style.load(style), items, uncited=uncited)
        for one in citations:
            properties = one["properties"]
            direct.cite(
                one["citationItems"], properties["noteIndex"], id=one["citationID"], mode=properties.get("mode")
            )
        expected = [[text.id, text.note, text.render()] for text in direct.citations()]
        entries = [[entry.id, entry.text.render().strip()] for entry in direct.bibliography()]
        system = System({item["id"]: item for item in items})
        file = official_file(style)
        assert file is not None
        rebuilt = Engine(system, file.read_bytes())
        assert rebuilt.rebuildProcessorState(citations, "text", uncited) == expected, name
        rebuilt.setOutputFormat("text")
        stepwise = Engine(system, Style.load(style))
        stepwise.setOutputFormat("text")
        shown: dict[str, str] = {}
        for number, one in enumerate(citations):
            before = [(two["citationID"], two["properties"]["noteIndex"]) for two in citations[:number]]
            shown |= {each: text for _, text, each in stepwise.processCitationCluster(one, before, [])[1]}
        stepwise.updateUncitedItems(uncited)
        assert list(shown.items()) == [(each, text) for each, _, text in expected], name
        for engine in (rebuilt, stepwise):
            parameters, lines = engine.makeBibliography()  # type: ignore[misc]
            found = zip(parameters["entry_ids"], lines, strict=True)
            assert [[each[0], line.strip()] for each, line in found] == entries, name


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda made: made.updateItems(["zz"]), "retrieveItem('zz') fails: KeyError: 'zz'"),
        (lambda made: made.updateItems(None), "ids must be a list, not None"),
        (lambda made: made.updateUncitedItems("i0"), "ids must be a list, not 'i0'"),
        (lambda made: made.processCitationCluster(None), "a citation must have citationItems"),
        (
            lambda made: made.processCitationCluster(citation("a", "i0"), None, []),
            "citations before and after are pairs",
        ),
        (
            lambda made: made.processCitationCluster(citation("a", "i0"), [3], []),
            "citations before and after are pairs",
        ),
        (lambda made: made.processCitationCluster(citation("a", "i0", noteIndex="x")), "a note must be a whole number"),
        (lambda made: made.rebuildProcessorState(None), "citations must be a list, not None"),
        (lambda made: made.rebuildProcessorState([3]), "a citation must have citationItems"),
        (lambda made: made.makeBibliography("x"), "a section must name lists of conditions, not 'x'"),
        (lambda made: made.makeBibliography({"select": 3}), "a section must name lists of conditions"),
    ],
)
def test_wrong_values_are_told(call: Any, message: str) -> None:
    made = engine()
    made.updateItems(["i0"])
    with pytest.raises(RenderError) as caught:
        call(made)
    assert caught.value.message.startswith(message)


@pytest.mark.parametrize(
    ("infix", "expected"),
    [
        ("", "Kim (2000)"),
        ("as he wrote", "Kim as he wrote (2000)"),
        ("’s first book", "Kim’s first book (2000)"),
        (", again", "Kim, again (2000)"),
        ("<i>ibid.</i>", "Kim ibid. (2000)"),
    ],
)
def test_words_between_the_author_and_the_rest(infix: str, expected: str) -> None:
    made = engine()
    changed = made.appendCitationCluster(citation("a", "i0", mode="composite", infix=infix))
    assert changed == [[0, expected, "a"]]
    assert made.appendCitationCluster(citation("b", "i1", infix=infix)) == [[1, "(Abe, 2000)", "b"]]


def test_abbreviations_are_asked_for() -> None:
    """As citeproc-js asks: the answer stands in the dictionary, under the jurisdiction that is returned."""
    asked: list[tuple[Any, ...]] = []

    class Abbreviating(System):
        def getAbbreviation(  # noqa: N802  # the name in citeproc-js
            self, style: str, known: dict[str, Any], jurisdiction: str, category: str, text: str
        ) -> str:
            asked.append((style, jurisdiction, category, text))
            if text == "World Politics":
                known.setdefault("us", {}).setdefault(category, {})[text] = "World Polit."
                return "us"
            return ""

    journals = {
        name: {"id": name, "type": "article-journal", "container-title": name} for name in ("World Politics", "X")
    }
    made = Engine(Abbreviating(journals), Style.load("nature"))
    made.setOutputFormat("text")
    made.updateItems(list(journals))
    found = made.makeBibliography()
    assert isinstance(found, tuple)
    assert [entry.strip() for entry in found[1]] == ["1. World Polit.", "2. X."]
    assert ("nature", "default", "container-title", "X") in asked
