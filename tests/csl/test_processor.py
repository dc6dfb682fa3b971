"""The processor as a library: ids and changes of citations, remarks, orders, locale files, pickling and threads."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ponarscite.csl import CitationText, LocaleFile, Processor, Remark, Style
from ponarscite.errors import PonarsciteError, RenderError, StyleError, StyleNotFoundError
from tests.csl.small_style import small_style

NAMES = ("Kim", "Abe", "Lee", "Kim")
ITEMS: list[dict[str, Any]] = [
    {
        "id": f"i{n}",
        "type": "book",
        "title": f"Title {'dbca'[n]}",
        "author": [{"family": name, "given": "A."}],
        "issued": {"date-parts": [[2000]]},
    }
    for n, name in enumerate(NAMES)
]
APA = "apa"


def processor(style: str = APA, **options: Any) -> Processor:
    return Processor(Style.load(style), ITEMS, **options)


def abbreviated(function: Any) -> Any:
    style = small_style('<text variable="title" form="short"/>')
    return Processor(style, ITEMS, abbreviate=function).preview([{"id": "i0"}])


def texts(one: Processor) -> list[str]:
    return [text.render() for text in one.citations()]


def state(one: Processor) -> tuple[list[str], list[tuple[str, str]]]:
    return texts(one), [(entry.id, entry.text.render()) for entry in one.bibliography()]


def test_citations_have_ids_and_notes() -> None:
    one = processor("chicago-notes-bibliography")
    first = one.cite([{"id": "i1"}], 2)
    assert (first.id, first.note) == ("citation-1", 2)
    one.cite([{"id": "i0"}], 1, id="x")
    assert [(text.id, text.note) for text in one.citations()] == [("x", 1), ("citation-1", 2)]
    assert one.replace(first.id, [{"id": "i2"}], 4).note == 4
    assert isinstance(first, CitationText)
    one.remove(first.id)
    assert [text.id for text in one.citations()] == ["x"]


def test_changes_since_a_revision() -> None:
    one = processor()
    assert one.revision == 0
    assert one.changes() == []
    one.cite([{"id": "i0"}], id="a")
    one.cite([{"id": "i1"}], id="b")
    assert [text.id for text in one.changes()] == ["a", "b"]
    seen = one.revision
    assert one.changes(seen) == []
    one.cite([{"id": "i3"}], id="c")  # a second book of Kim in 2000
    assert [(text.id, text.render()) for text in one.changes(seen)] == [("a", "(Kim, 2000b)"), ("c", "(Kim, 2000a)")]
    seen = one.revision
    one.arrange([("b", 0), ("a", 0), ("c", 0)])
    assert one.changes(seen) == []
    one.remove("c")
    assert [text.render() for text in one.changes(seen)] == ["(Kim, 2000)"]


def test_replace_changes_note_and_mode() -> None:
    one = processor()
    one.cite([{"id": "i0"}], id="a", mode="composite")
    assert texts(one) == ["Kim (2000)"]
    assert one.replace("a", [{"id": "i1"}]).render() == "Abe (2000)"
    assert one.replace("a", [{"id": "i1"}], mode="suppress-author").render() == "(2000)"
    assert one.replace("a", [{"id": "i1"}], mode="").render() == "(Abe, 2000)"
    notes = processor("chicago-notes-bibliography")
    for number in (1, 2, 3):
        notes.cite([{"id": "i0"}], number, id=f"n{number}")
    before = texts(notes)
    assert notes.replace("n1", [{"id": "i0"}], 9).note == 9
    assert [text.note for text in notes.citations()] == [9, 2, 3]
    assert texts(notes)[0] == before[0]
    for wrong in (-1, True, "1"):
        with pytest.raises(RenderError, match="a note must be a whole number"):
            notes.replace("n1", [], wrong)  # type: ignore[arg-type]


def by_title(item: Mapping[str, Any]) -> Any:
    return item["title"]


def late(item: Mapping[str, Any]) -> Any:
    return None if item["id"] == "i1" else -int(item["id"][1:])


@pytest.mark.parametrize(
    ("style", "order", "expected"),
    [
        (APA, None, "i1 i3 i0 i2"),
        (APA, "cited", "i0 i1 i2 i3"),
        (APA, by_title, "i3 i1 i2 i0"),
        (APA, late, "i3 i2 i0 i1"),
        ("ieee", None, "i0 i1 i2 i3"),
        ("ieee", by_title, "i3 i1 i2 i0"),
    ],
)
def test_the_order_of_the_bibliography_may_be_the_callers(style: str, order: Any, expected: str) -> None:
    assert [entry.id for entry in processor(style, order=order).bibliography()] == expected.split()


def test_numbers_and_year_suffixes_follow_the_callers_order() -> None:
    one = processor("ieee", order=by_title)
    one.cite([{"id": "i0"}])
    one.cite([{"id": "i3"}])
    assert texts(one) == ["[2]", "[1]"]
    two = processor(order="cited")
    two.cite([{"id": "i0"}, {"id": "i3"}])
    assert texts(two) == ["(Kim, 2000a, 2000b)"]


def test_remarks_tell_what_is_not_known() -> None:
    items = [*ITEMS, {"id": "x", "type": "journal"}, {"type": "book"}, {"id": "i0", "type": "journal"}]
    one = Processor(Style.load(APA), items, "xx-YY")
    assert one.warnings == [
        Remark("locale", "xx-YY", instead="en-US"),
        Remark("type", "journal", 2),
        Remark("id", ""),
        Remark("repeated", "i0"),
    ]
    one.cite([{"id": "x", "locator": "3", "label": "pge"}])
    one.preview([{"id": "x", "locator": "4", "label": "pge"}, {"id": "x", "label": "zzz"}])
    assert str(one.warnings[-1]) == "the locale has no locator label 'pge'; it is left out (2 times)"
    assert str(one.warnings[0]) == "no locale is called 'xx-YY'; that of 'en-US' is used"
    assert processor().warnings == []
    for label in ("page", "chapter", "sub-verbo", "timestamp"):
        one.preview([{"id": "x", "locator": "4", "label": label}])
    assert len(one.warnings) == 5


@pytest.mark.parametrize(("version", "told"), [("1.0", []), ("1.0.2", []), ("1.1", ["1.1"]), ("1.2.1", ["1.2.1"])])
def test_a_style_of_a_later_version_is_told(version: str, told: list[str]) -> None:
    style = Style.parse(f"""<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="{version}"><info/>
        <citation><layout><text variable="title"/></layout></citation></style>""")
    assert style.version == version
    assert [one.name for one in Processor(style, ITEMS).warnings if one.kind == "version"] == told


LOCALE = """<locale xmlns="http://purl.org/net/xbiblio/csl" xml:lang="{}"><terms><term name="ibid">there</term>
    <term name="page" form="short"><single>side</single><multiple>sides</multiple></term></terms></locale>"""


@pytest.mark.parametrize("language", ["xx", "de-DE"])
def test_a_locale_file_of_the_caller(language: str, tmp_path: Path) -> None:
    (tmp_path / "mine.xml").write_text(LOCALE.format(language), "utf-8")
    style = small_style('<text term="ibid"/><label variable="locator" form="short" prefix=" "/><text term="and"/>')
    one = Processor(style, ITEMS, LocaleFile.read(tmp_path / "mine.xml"))
    rest = "and" if language == "xx" else "und"
    assert one.preview([{"id": "i0", "locator": "3-4"}]).render() == f"there sides{rest}"
    assert one.warnings == []


def test_a_style_overrides_the_locale_file() -> None:
    style = Style.parse("""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info/>
        <locale><terms><term name="ibid">own</term></terms></locale>
        <citation><layout><text term="ibid"/></layout></citation></style>""")
    assert Processor(style, ITEMS, LocaleFile.parse(LOCALE.format("xx"))).preview([{"id": "i0"}]).render() == "own"


def test_a_bad_locale_file_is_told(tmp_path: Path) -> None:
    for xml in ("<locale/>", "<style/>", LOCALE.replace(' xml:lang="{}"', "")):
        with pytest.raises(StyleError, match="the locale is not a locale of CSL"):
            LocaleFile.parse(xml)
    with pytest.raises(StyleNotFoundError, match="cannot be read"):
        LocaleFile.read(tmp_path / "none.xml")


@pytest.mark.parametrize("style", [APA, "ieee", "chicago-notes-bibliography"])
@pytest.mark.parametrize("copied", [copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])  # noqa: S301  # our own
def test_a_processor_is_pickled_in_the_middle_of_a_document(style: str, copied: Any) -> None:
    one = processor(style, locale="de-DE", uncited=["i2"], order=by_title, traced=True)
    assert state(copied(one)) == state(one)
    one.cite([{"id": "i3", "locator": "3", "label": "pge"}], 2, mode="suppress-author")
    one.cite([{"id": "i0"}, {"id": "i1"}], 1, id="x")
    one.cite([{"id": "i0"}], 3, before="x")
    other = copied(one)
    assert state(other) == state(one)
    assert (other.revision, other.warnings) == (one.revision, one.warnings)
    assert other.citations() == one.citations()
    for both in (one, other):
        both.replace("x", [{"id": "i2"}])
        assert both.cite([{"id": "i1"}], 9).id == "citation-3"
    assert state(other) == state(one)


def test_threads_may_share_a_processor() -> None:
    count = 240
    items = [{**ITEMS[n % 4], "id": str(n)} for n in range(count)]
    one = Processor(Style.load(APA), items)

    def write(part: int) -> None:
        for number in range(part, count, 6):
            one.cite([{"id": str(number)}], id=f"c{number}")
            if number % 5 == 0:
                one.citations()
                one.bibliography()
            if number % 7 == 0:
                one.replace(f"c{number}", [{"id": str(number)}, {"id": str(part)}])

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(6)))
    fresh = Processor(Style.load(APA), items)
    fresh.cite([], id="first")
    for citation in one._document.citations:
        fresh.cite([{"id": cite.id} for cite in citation.cites], id=citation.id)
    fresh.remove("first")
    assert len(one.citations()) == count
    assert texts(fresh) == texts(one)
    assert state(fresh)[1] == state(one)[1]


@pytest.mark.parametrize("style", ["apa", None, 3])
def test_a_style_that_is_none_is_told(style: Any) -> None:
    with pytest.raises(RenderError) as caught:
        Processor(style, ITEMS)
    assert caught.value.message == f"a style must be a Style, not {style!r}"


def test_items_come_later_and_change() -> None:
    one = Processor(Style.load(APA), ITEMS[:1])
    one.cite([{"id": "i0"}], id="a")
    one.add_items([ITEMS[3], {"id": "z", "type": "book", "title": "Z"}])
    assert one.cite([{"id": "i3"}, {"id": "z"}], id="b").render() == "(Kim, 2000a; Z, n.d.)"
    assert texts(one)[0] == "(Kim, 2000b)"
    seen = one.revision
    one.add_items([{**ITEMS[3], "author": [{"family": "Zed"}]}])
    assert [(text.id, text.render()) for text in one.changes(seen)] == [
        ("a", "(Kim, 2000)"),
        ("b", "(Z, n.d.; Zed, 2000)"),
    ]
    assert [entry.text.render()[:6] for entry in one.bibliography()] == ["Kim, A", "Z. (n.", "Zed. ("]
    assert one.warnings == []
    one.add_items([{"id": "y", "type": "journal"}])
    assert [remark.kind for remark in one.warnings] == ["type"]
    with pytest.raises(RenderError, match="item 1 is not"):
        one.add_items(["a"])  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: processor().arrange(None), "an order must be a list of pairs, citation id and note, not None"),  # type: ignore[arg-type]
        (lambda: processor().arrange(["c"]), "an order must be a list of pairs, citation id and note, not 'c'"),  # type: ignore[list-item]
        (lambda: processor().arrange([("c",)]), "an order must be a list of pairs"),  # type: ignore[list-item]
        (lambda: processor().arrange([("c", -1)]), "a note must be a whole number"),
        (lambda: processor().bibliography(uncited=3), "uncited items must be a list of ids, not 3"),  # type: ignore[arg-type]
        (lambda: processor(uncited="i0"), "uncited items must be a list of ids, not 'i0'"),
        (lambda: processor(locale=3), "a locale must be an xml:lang code or a LocaleFile, not 3"),
        (lambda: processor().changes("x"), "a revision must be a whole number, not 'x'"),  # type: ignore[arg-type]
        (lambda: processor().changes(None), "a revision must be a whole number, not None"),  # type: ignore[arg-type]
        (lambda: processor(abbreviate="x"), "abbreviate must be a function of a variable and a text, not 'x'"),
        (
            lambda: abbreviated(lambda text: text),
            "the abbreviation of title 'Title d' fails: TypeError: ",
        ),
        (
            lambda: abbreviated(lambda variable, text: 3),
            "the abbreviation of title 'Title d' must be text, not 3",
        ),
        (lambda: processor(order="author"), "'author' is not an order"),
        (
            lambda: processor(order=lambda item: item["zz"]).bibliography(),
            "the order of the bibliography fails for item 'i0': KeyError: 'zz'",
        ),
    ],
)
def test_wrong_values_are_told(call: Any, message: str) -> None:
    with pytest.raises(RenderError) as caught:
        call()
    assert caught.value.message.startswith(message)


@pytest.mark.parametrize(
    ("call", "kind", "message"),
    [
        (lambda: Style.parse(None), StyleError, "the style must be XML, as text or bytes, not None"),  # type: ignore[arg-type]
        (lambda: Style.parse([]), StyleError, "the style must be XML, as text or bytes, not []"),  # type: ignore[arg-type]
        (lambda: Style.load(None), StyleNotFoundError, "the id of a style must be text, not None"),  # type: ignore[arg-type]
        (lambda: Style.load(3), StyleNotFoundError, "the id of a style must be text, not 3"),  # type: ignore[arg-type]
        (lambda: Style.read(None), StyleNotFoundError, "the style 'None' cannot be read: "),  # type: ignore[arg-type]
        (lambda: Style.search(None), StyleNotFoundError, "the words of a search must be text, not None"),  # type: ignore[arg-type]
        (lambda: Style.search("apa", "x"), StyleNotFoundError, "the limit of a search must be a whole number, not 'x'"),  # type: ignore[arg-type]
        (lambda: Style.search("apa", -1), StyleNotFoundError, "the limit of a search must be a whole number, not -1"),
        (lambda: LocaleFile.parse(None), StyleError, "the locale must be XML, as text or bytes, not None"),  # type: ignore[arg-type]
        (lambda: LocaleFile.read(3), StyleNotFoundError, "the locale '3' cannot be read: "),  # type: ignore[arg-type]
        (lambda: processor().bibliography().render([]), StyleNotFoundError, "no markup is called []"),  # type: ignore[arg-type]
    ],
)
def test_wrong_styles_and_locales_are_told(call: Any, kind: type[PonarsciteError], message: str) -> None:
    with pytest.raises(kind) as caught:
        call()
    assert caught.value.message.startswith(message)
