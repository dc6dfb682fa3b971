"""What a reader leaves out is told: one line a file with numbers, and by name for each record."""

from __future__ import annotations

import json
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

from ponarscite import Format, PluginManager, Reference, SourceError, api, hookimpl, ingest
from ponarscite.ingestion.documents import MOST_NAMED, Told
from ponarscite.record.claim import About, Claim, Rank
from tests.conftest import Run

BIB = """\
@article{a, title = {One}, author = {Ejemplo, Ana}, year = 2001, file = {:a.pdf:PDF}, groups = {x}}
@article{b, title = {Two}, author = {Ejemplo, Ana}, year = 2002, file = {:b.pdf:PDF}}
@article{c, title = {Three}, author = {Ejemplo, Ana}, year = 2003}
"""
JSON = json.dumps(
    [
        {
            "id": "a",
            "type": "journal-item",
            "title": "One",
            "issued": {"raw": "2001"},
            "custom": {"x": 1},
            "volume": [],
        },
        {"id": "b", "type": "book", "title": "Two", "volume": ["7"], "custom": {"x": 2}, "edition": None},
    ]
)
RIS = "TY  - JOUR\nTI  - One\nPY  - 2001\nC1  - x\nC1  - y\nU1  - z\nER  - \n"
ZOTERO = json.dumps(
    [
        {"itemType": "book", "title": "One", "rights": "All", "numPages": "9", "key": "A", "version": 3, "notes": []},
        {
            "itemType": "film",
            "title": "Two",
            "creators": [{"creatorType": "castMember", "name": "x"}],
            "seriesTitle": "y",
        },
    ]
)
MODS = (
    '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>One</title></titleInfo><tableOfContents>x'
    "</tableOfContents><subject><topic>a</topic><name><namePart>b</namePart></name></subject>"
    '<relatedItem type="otherVersion"><titleInfo><title>c</title></titleInfo></relatedItem><genre>d</genre></mods>'
)
ENDNOTE = (
    '<xml><records><record><ref-type name="Report">27</ref-type><titles><title>One</title><tertiary-title>x'
    "</tertiary-title><alt-title>y</alt-title></titles><custom4>z</custom4><rec-number>1</rec-number></record></records></xml>"
)
HAYAGRIVA = (
    "k:\n  type: book\n  title: One\n  runtime: 10\n  parent:\n    type: book\n    title: Whole\n    edition: 2\n"
    "  affiliated:\n  - role: cinematography\n    names: Lee, Ann\n"
)
FILES = {
    "x.bib": (BIB, "x.bib: not read: file (2), groups (1)"),
    "x.json": (JSON, "x.json: not read: custom (2), type journal-item (1), volume (1)"),
    "x.zotero": (ZOTERO, "x.zotero: not read: creators (castMember) (1), rights (1), seriesTitle (1)"),
    "x.mods": (MODS, "x.mods: not read: relatedItem otherVersion (1), subject/name (1), tableOfContents (1)"),
    "x.xml": (ENDNOTE, "x.xml: not read: alt-title (1), custom4 (1), tertiary-title (1)"),
    "x.yml": (HAYAGRIVA, "x.yml: not read: affiliated (cinematography) (1), parent/edition (1), runtime (1)"),
    "x.ris": (RIS, "x.ris: not read: C1 (1), U1 (1)"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, (content, _) in FILES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", FILES)
@pytest.mark.usefixtures("folder")
def test_one_line_a_file_tells_what_was_left_out(name: str, run: Run) -> None:
    ran = run("export", name, "-f", "csl-json")
    assert ran.code == 0
    assert [line for line in ran.err.splitlines() if "not read" in line] == [f"warning: {FILES[name][1]}"]
    assert "not read" not in run("export", name, "-f", "csl-json", "-q").err


@pytest.mark.usefixtures("folder")
def test_every_command_that_reads_tells_it(run: Run, tmp_path: Path) -> None:
    told = f"warning: {FILES['x.bib'][1]}\n"
    library = tmp_path / "l.sqlite"
    assert told in run("explain", "x.bib").err
    assert told in run("export", "x.bib", "--jobs", "2").err
    assert told in run("add", "x.bib", "--library", library).err
    assert "  not read: file, groups\n" in run("why", "a", "--library", library).out


@pytest.mark.usefixtures("folder")
def test_verbose_and_explain_list_it_for_each_record(run: Run) -> None:
    verbose = run("export", "x.bib", "--verbose").err
    assert "note: a: not read: file, groups\n" in verbose
    assert "note: b: not read: file\n" in verbose
    assert "note: c: not read" not in verbose
    assert run("explain", "x.bib").out.count("  not read: file") == 2
    trees = json.loads(run("explain", "x.bib", "--json").out)
    assert [tree["unread"] for tree in trees] == [["file", "groups"], ["file"], []]
    assert "unread" not in trees[0]["variables"]


@pytest.mark.usefixtures("folder")
def test_python_programs_can_ask_for_it() -> None:
    found = ingest(list(FILES))
    assert found.unread["x.bib"] == {"file": 2, "groups": 1}
    assert list(found.unread) == list(FILES)
    assert found.remarks == {}


def test_a_format_of_a_plugin_tells_it_by_its_references(plugins: PluginManager, run: Run, tmp_path: Path) -> None:
    def read(text: str) -> Iterator[Reference]:
        item = {"type": "book", "title": "One", "author": "Ana Ejemplo"}
        yield Reference(place="1", item=item, where="line 1", unread=("shelf",), remarks=("the year is guessed",))
        yield Reference(place="2", item=item | {"title": "Two"}, where="line 2", remarks=("the year is guessed",))

    @hookimpl
    def provide_formats() -> list[Format]:
        return [Format(name="shelf", description="x", suffixes=(".shelf",), read=read)]

    module = types.ModuleType("shelf")
    module.provide_formats = provide_formats  # type: ignore[attr-defined]
    plugins.register(module, "shelf")
    (tmp_path / "x.shelf").write_text("anything", encoding="utf-8")
    ran = run("export", tmp_path / "x.shelf", "-f", "ris", "-q", "--verbose")
    assert ran.out.count("TY  - BOOK") == 2
    told = run("export", tmp_path / "x.shelf", "-f", "ris").err.replace(f"{tmp_path}/", "")
    assert "warning: x.shelf: not read: shelf (1)\n" in told
    assert "warning: x.shelf, line 1: the year is guessed (and 1 more)\n" in told
    records = api.ingest(str(tmp_path / "x.shelf"), plugins=plugins)
    assert list(records.remarks.values()) == [("the year is guessed",)]


def test_remarks_alone_are_no_reference_and_no_failure(plugins: PluginManager, tmp_path: Path) -> None:
    def read(text: str) -> Iterator[Reference]:
        yield Reference(place="line 1", remarks=("the file ends early",))
        if "book" in text:
            yield Reference(place="1", item={"type": "book", "title": "One"})

    module = types.ModuleType("shelf")
    module.provide_formats = hookimpl(  # type: ignore[attr-defined]
        lambda: [Format(name="shelf", description="x", suffixes=(".shelf",), read=read)]
    )
    plugins.register(module, "shelf")
    path = tmp_path / "x.shelf"
    path.write_text("a book", encoding="utf-8")
    assert [record.title for record in api.ingest(path, plugins=plugins)] == ["One"]
    path.write_text("nothing", encoding="utf-8")
    with pytest.raises(SourceError, match="no reference found"):
        list(api.ingest(path, plugins=plugins))


def claims(variable: str, *texts: str) -> list[Claim]:
    return [Claim(variable, text, Rank.OWN, "x", About(), f"line {n}") for n, text in enumerate(texts, 1)]


def test_many_names_are_counted_beyond_a_limit() -> None:
    names = [f"x{number:03}" for number in range(MOST_NAMED + 7)]
    told = Told.of([*claims("unread", *names), *claims("remark", *names)])
    lines = list(told.lines("f"))
    assert lines[0].startswith("f: not read: x000 (1), x001 (1)")
    assert lines[0].endswith(f"x{MOST_NAMED - 1:03} (1) and 7 more")
    assert lines[1] == "f, line 1: x000"
    assert lines[-1] == "f: 7 more remarks like these"
    assert len(lines) == MOST_NAMED + 2
    assert not Told.of(claims("title", "One"))
