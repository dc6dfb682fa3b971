"""The functions of the library: ingest, render, cite."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import ponarscite
from ponarscite import Document, PluginManager
from ponarscite.errors import SourceError, StyleNotFoundError
from ponarscite.hookspecs import Resources
from ponarscite.pipeline import Sources
from ponarscite.record.claim import Role
from tests.conftest import EXAMPLES, ROOT

PAGE = EXAMPLES / "pages" / "borrowed-rivers.html"
OTHER = EXAMPLES / "pages" / "night-trains.html"
MEMO = ponarscite.Record(title="A Title", author=(ponarscite.Name("Lee", "Ann"),), issued=ponarscite.Date(2019))


@pytest.mark.parametrize(
    "sources",
    [
        str(PAGE),
        PAGE,
        [PAGE],
        (str(PAGE), PAGE),
        iter([PAGE]),
        Document.of(PAGE.read_bytes()),
        Document.of(PAGE.read_text("utf-8"), url="https://www.ponarseurasia.org/borrowed-rivers-who-pays-for-water/"),
        [PAGE, Document.of(PAGE.read_bytes(), name="again", kind="html")],
    ],
    ids=["text", "path", "list", "tuple", "iterator", "bytes", "string", "path and document"],
)
def test_sources_may_be_one_or_several(plugins: PluginManager, sources: Sources) -> None:
    (record,) = ponarscite.ingest(sources, plugins=plugins)
    assert record.number == "9001"


@pytest.mark.parametrize("source", [b"<html>", [b"<html>"], 5, None, [PAGE, None]])
def test_what_is_no_source_is_told_what_is(plugins: PluginManager, source: Any) -> None:
    with pytest.raises(TypeError, match=r"a source is a path, an address or a Document, not (bytes|int|NoneType);"):
        list(ponarscite.ingest(source, plugins=plugins))


def test_a_document_may_go_to_another_process(plugins: PluginManager) -> None:
    items = Document.of((EXAMPLES / "guideline.json").read_text("utf-8"), kind="csl-json")
    found = ponarscite.ingest([items, Document.of(PAGE.read_bytes())], plugins=plugins, jobs=2)
    assert [record.id for record in found] == ["kassianova2006", "zhemukhov2008", "johnson2019", "pepm9001"]


def test_a_text_may_name_another_encoding_than_its_own(plugins: PluginManager) -> None:
    page = "<html><head><meta charset=windows-1251><title>Война</title><meta name=citation_title content='Война'>"
    (record,) = ponarscite.ingest(Document.of(page + "<meta name=citation_author content='А. Б.'>"), plugins=plugins)
    assert record.title == "Война"


def test_a_page_in_memory_is_extracted() -> None:
    url = "https://www.ponarseurasia.org/borrowed-rivers-who-pays-for-water/"
    found = pickle.loads(pickle.dumps(ponarscite.extract))(  # noqa: S301 -- made here
        PAGE.read_bytes(), url=url, media_type="text/html", accessed=ponarscite.Date(2026, 5, 1)
    )
    assert [(one.id, one.url, str(one.accessed)) for one in found] == [("pepm9001", url, "2026-05-01")]
    with pytest.raises(ponarscite.SourceError, match="no memo found"):
        ponarscite.extract("<p>nothing")


@pytest.mark.parametrize("before", ["", "https://web.archive.org/web/20150301120000/"])
def test_extract_keeps_no_password(before: str) -> None:
    page = "<title>x</title><meta name=citation_title content='Low Rivers'><meta name=citation_author content='A. Lee'>"
    (record,) = ponarscite.extract(page, url=f"{before}http://user:secret@a.example/3")
    assert record.url == "http://a.example/3"
    assert {claim.about.document for claim in record.claims} == {f"{before}http://a.example/3"}


def test_a_page_in_place_of_a_name_is_told_by_its_beginning(plugins: PluginManager) -> None:
    for text in (PAGE.read_text(encoding="utf-8"), "x" * 10_000):
        with pytest.raises(SourceError) as failed:
            list(ponarscite.ingest(text, plugins=plugins))
        assert len(failed.value.message) < 100
        assert failed.value.hint.endswith("Document.of(content) makes one of a text")


def test_a_failure_comes_after_what_was_read_or_into_a_list(plugins: PluginManager) -> None:
    records = ponarscite.ingest(["no-such.html", PAGE], plugins=plugins)
    assert next(records).number == "9001"
    with pytest.raises(ponarscite.SourceError, match="no-such"):
        next(records)
    failures: list[ponarscite.PonarsciteError] = []
    assert len(list(ponarscite.ingest(["no-such.html", PAGE], plugins=plugins, failures=failures))) == 1
    assert [type(failure) for failure in failures] == [ponarscite.SourceError]


@pytest.mark.parametrize("roles", ["mentioned", ["mentioned"], ("mentioned",)])
def test_a_role_may_stand_alone(plugins: PluginManager, roles: Role | Sequence[Role]) -> None:
    assert {record.role for record in ponarscite.ingest(PAGE, plugins=plugins, roles=roles)} == {"mentioned"}


@pytest.mark.parametrize("roles", ["subjects", ("subject", "citd"), [""]])
def test_a_role_that_there_is_not_is_misuse_at_once(plugins: PluginManager, roles: Any) -> None:
    with pytest.raises(ponarscite.MisuseError, match="no role is called"):
        ponarscite.ingest(PAGE, plugins=plugins, roles=roles)


@pytest.mark.parametrize(("sources", "url"), [(PAGE, "ftp://example.org/x"), ([PAGE, OTHER], "https://example.org/x")])
def test_a_url_from_which_the_sources_cannot_have_come_is_misuse(
    plugins: PluginManager, sources: Path | list[Path], url: str
) -> None:
    with pytest.raises(ponarscite.MisuseError, match="--url"):
        next(ponarscite.ingest(sources, plugins=plugins, url=url))


@pytest.mark.parametrize("format", ["bibtex", "biblatex", "csl-json", "ris", "citation"])
def test_one_record_is_rendered_as_a_list_of_one(plugins: PluginManager, format: str) -> None:
    one = ponarscite.render(MEMO, format, plugins)
    assert one == ponarscite.render([MEMO], format, plugins) == ponarscite.render(iter([MEMO]), format, plugins)
    assert "Lee" in one


@pytest.mark.parametrize(("format", "empty"), [("bibtex", ""), ("ris", ""), ("citation", ""), ("csl-json", "[\n]\n")])
def test_no_records_give_an_empty_text(plugins: PluginManager, format: str, empty: str) -> None:
    assert ponarscite.render(iter(()), format, plugins) == empty


@pytest.mark.parametrize("records", ["memo.html", [{"title": "A Title"}], [None]])
def test_values_that_are_not_records_are_named(plugins: PluginManager, records: Any) -> None:
    with pytest.raises(TypeError, match="is not a Record"):
        ponarscite.render(records, "ris", plugins)
    with pytest.raises(TypeError, match="is not a Record"):
        ponarscite.cite(records, plugins=plugins)


def test_a_style_may_be_a_path(plugins: PluginManager) -> None:
    path = ROOT / "styles" / "ponars-eurasia.csl"
    cited = [ponarscite.cite(MEMO, style, plugins=plugins) for style in (path, str(path), "ponars-eurasia")]
    assert cited[0] == cited[1] == cited[2]
    assert str(cited[0]) == cited[0].bibliography == "Ann Lee, “A Title,” 2019.\n"


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        ({"style": "no-such-style"}, ponarscite.StyleNotFoundError),
        ({"style": Path("no-such.csl")}, ponarscite.StyleNotFoundError),
        ({"markup": "xml"}, ponarscite.StyleNotFoundError),
        ({"locale": "not a locale"}, ponarscite.StyleNotFoundError),
        ({"engine": "no-such-engine"}, ponarscite.StyleNotFoundError),
    ],
    ids=str,
)
def test_a_wrong_name_is_our_error(
    plugins: PluginManager, wanted: dict[str, Path] | dict[str, str], error: type[StyleNotFoundError]
) -> None:
    with pytest.raises(error):
        ponarscite.cite(MEMO, plugins=plugins, **wanted)
    with pytest.raises(ponarscite.FormatError, match="bibtexx"):
        ponarscite.render(MEMO, "bibtexx", plugins)


def test_threads_may_share_it(plugins: PluginManager) -> None:
    def work(page: Path) -> tuple[str, str]:
        records = list(ponarscite.ingest(page, plugins=plugins))
        return str(ponarscite.cite(records, "apa", plugins=plugins)), ponarscite.render(records, "bibtex", plugins)

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(work, [PAGE, OTHER] * 4))) == 2


def test_what_was_ingested_can_be_used_again_and_is_read_once() -> None:
    asked = []

    def sources() -> Iterator[Path]:
        asked.append("sources")
        yield EXAMPLES / "pages" / "borrowed-rivers.html"

    records = ponarscite.ingest(sources(), roles=("subject", "cited"))
    assert next(records).id == "pepm9001"
    assert ponarscite.render(records, "bibtex").count("@") == 4
    assert str(ponarscite.cite(records, style="apa", markup="html")).count("csl-entry") == 4
    assert next(records).id == "pepm8950"
    assert asked == ["sources"]


def test_a_failure_is_raised_in_each_round() -> None:
    records = ponarscite.ingest(["nowhere.html", EXAMPLES / "pages" / "borrowed-rivers.html"])
    for _ in range(2):
        found: list[ponarscite.Record] = []
        with pytest.raises(ponarscite.SourceError, match="nowhere"):
            found.extend(iter(records))
        assert len(found) == 1


def test_keys_are_made_anew_as_asked() -> None:
    source = EXAMPLES / "guideline.json"
    assert [one.id for one in ponarscite.ingest(source, keys="number")] == ["pm427", "pepm54", "pepm590"]
    assert [one.id for one in ponarscite.ingest(source)] == ["kassianova2006", "zhemukhov2008", "johnson2019"]
    with pytest.raises(ponarscite.MisuseError, match="no function is called 'nummer'"):
        ponarscite.ingest(source, keys="nummer")


def binary_plugin(plugins: ponarscite.PluginManager) -> None:
    def write(
        records: Iterable[ponarscite.Record], options: ponarscite.RenderOptions, resources: Resources
    ) -> Iterator[bytes]:
        return (f"{record.title}\0".encode("utf-16-be") for record in records)

    class Plugin:
        @ponarscite.hookimpl
        def provide_formats(self) -> list[ponarscite.Format]:
            return [ponarscite.Format(name="packed", description="packed", write=write, binary=True)]

    plugins.register(Plugin(), "packed")


def test_a_file_is_written_in_one_call(tmp_path: Path) -> None:
    target = tmp_path / "x.bib"
    assert ponarscite.export_file([PAGE, OTHER], target, roles="subject") == 2
    assert target.read_text(encoding="utf-8") == ponarscite.render(ponarscite.ingest([PAGE, OTHER]), "biblatex")
    assert ponarscite.export_file(PAGE, str(target), format="ris") == 1
    assert target.read_text(encoding="utf-8").startswith("TY  - RPRT")


def test_a_file_whose_source_fails_stays_as_it_was(tmp_path: Path) -> None:
    target, bad = tmp_path / "x.bib", tmp_path / "bad.html"
    target.write_text("old", encoding="utf-8")
    bad.write_text("<title>No memo</title>", encoding="utf-8")
    with pytest.raises(SourceError, match="no memo found"):
        ponarscite.export_file([PAGE, bad], target)
    assert target.read_text(encoding="utf-8") == "old"
    failures: list[ponarscite.PonarsciteError] = []
    assert ponarscite.export_file([PAGE, bad], target, failures=failures) == 1
    assert (len(failures), list(tmp_path.glob(".*"))) == (1, [])


def test_a_file_without_records_is_written(tmp_path: Path) -> None:
    failures: list[ponarscite.PonarsciteError] = []
    assert ponarscite.export_file(str(tmp_path / "none"), tmp_path / "x.parquet", failures=failures) == 0
    assert (tmp_path / "x.parquet").read_bytes()[:4] == b"PAR1"
    with pytest.raises(ponarscite.FormatError, match="no format ends in"):
        ponarscite.export_file(PAGE, tmp_path / "x.nosuch")


def test_the_bytes_of_any_format(plugins: PluginManager) -> None:
    binary_plugin(plugins)
    assert ponarscite.render_bytes(MEMO, "packed", plugins) == "A Title\0".encode("utf-16-be")
    assert ponarscite.render_bytes(MEMO, "ris", plugins) == ponarscite.render(MEMO, "ris", plugins).encode()


def test_a_binary_format_is_no_text(plugins: PluginManager) -> None:
    binary_plugin(plugins)
    with pytest.raises(ponarscite.FormatError, match="packed is written as bytes") as caught:
        ponarscite.render(MEMO, "packed", plugins)
    assert "render_bytes()" in caught.value.hint
