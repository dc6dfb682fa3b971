"""Parquet files as sources: `add` of them equals `add` of the pages, and what is damaged is named."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponarscite import Library, PluginManager, from_item, pipeline, plugin_manager, render_bytes
from ponarscite.cli import main
from ponarscite.formats.parquet import writer
from ponarscite.interchange.parquet import SCHEMA
from ponarscite.record.claim import ROLES
from ponarscite.sources import parquet
from tests.benchmarks import saved_pages
from tests.conftest import EXAMPLES, Run
from tests.library.collected import content
from tests.sources import archives

PAGES = EXAMPLES / "pages"

REFERENCES = """
@report{mine, title = {Borrowed Rivers: Who Pays for Water in Two Invented Valleys?}, number = {9001}, date = {2024-03},
  author = {Prykladna, Olena}, type = {PONARS Eurasia Policy Memo}, institution = {George Washington University}}
@book{other, title = {A Book}, author = {Lee, Ann}, date = {2001}, editor = {de la Prueba, Juan}}
@book{twin, title = {A Book}, author = {Lee, Anna}, date = {2002}}
@report{again, title = {Borrowed Rivers}, number = {9001}, date = {2024-03-15}, file = {x.pdf},
  author = {Prykladna, Olena}, type = {PONARS Eurasia Policy Memo}, institution = {George Washington University}}
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Pages that cite each other and disagree, a text, and a file with two entries for one work."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "references.bib").write_text(REFERENCES, encoding="utf-8")
    later = (PAGES / "borrowed-rivers.html").read_text(encoding="utf-8").replace("March 14, 2024", "April 2, 2024")
    (folder / "later.html").write_text(later, encoding="utf-8")
    saved_pages.save(folder, 2)
    return [*sorted(folder.iterdir()), *sorted(PAGES.iterdir())]


@pytest.fixture(scope="module")
def parts(pages: list[Path], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Each page in a Parquet file of its own."""
    folder = tmp_path_factory.mktemp("parts")
    return [exported([page], folder / f"{n}.parquet") for n, page in enumerate(pages)]


def exported(sources: Sequence[Path], target: Path) -> Path:
    """Sources in a Parquet file, with all roles."""
    words = ["export", *map(str, sources), "--with", "cited,mentioned", "-q", "-o", str(target)]
    assert main(words, plugin_manager(external=False)) == 0
    return target


def added(sources: Sequence[Path], plugins: PluginManager, target: Path) -> tuple[list[Any], set[tuple[str, str]]]:
    """What a library holds after adding sources: its works, and the documents with their hashes."""
    from ponarscite.library.document_table import provenance

    failures: pipeline.Failures = []
    with Library(target, plugins) as library:
        for document, hash_, records in pipeline.read_documents(
            list(map(str, sources)), plugins, failures, roles=ROLES
        ):
            library.add_document(provenance(document, hash_), records)
        assert failures == []
        folder = target.with_suffix(".dump")
        library.dump(folder)
        index = json.loads((folder / "library.json").read_text(encoding="utf-8"))
        return content(library), {(address, hash_) for address, hash_, _ in index["documents"]}


@settings(max_examples=8)
@given(data=st.data())
def test_adding_the_parts_equals_adding_the_pages(
    data: st.DataObject, pages: list[Path], parts: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """In whatever order; also where several pages were merged into one part."""
    folder, plugins = tmp_path_factory.mktemp("libraries"), plugin_manager(external=False)
    numbers = range(len(pages))
    order, other = (data.draw(st.permutations(numbers)) for _ in range(2))
    cut = data.draw(st.integers(0, len(pages)))
    merged = [exported([pages[n] for n in other[:cut]], folder / "merged.parquet")] if cut else []
    direct = added([pages[n] for n in order], plugins, folder / "direct.sqlite")
    through = added([*merged, *(parts[n] for n in other[cut:])], plugins, folder / "through.sqlite")
    assert through == direct


def test_a_page_and_its_part_are_one(pages: list[Path], parts: list[Path], tmp_path: Path) -> None:
    plugins = plugin_manager(external=False)
    direct = added(pages, plugins, tmp_path / "direct.sqlite")
    assert added([*parts, *pages], plugins, tmp_path / "both.sqlite") == direct
    assert added([*pages, *parts], plugins, tmp_path / "other.sqlite") == direct


def test_the_parts_of_a_web_archive(tmp_path: Path) -> None:
    """A page that was captured twice has both days; the file and the offset are those of the archive."""
    captures = [archives.page_record(n) for n in (1, 2, 1)]
    captures[2] = captures[2].replace(b"WARC-Date: 20", b"WARC-Date: 19")
    plain = archives.write(tmp_path, "crawl.warc.gz", archives.members(captures))
    part, plugins = exported([plain], tmp_path / "part.parquet"), plugin_manager(external=False)
    direct = added([plain], plugins, tmp_path / "direct.sqlite")
    assert added([part], plugins, tmp_path / "through.sqlite") == direct
    assert exported([part], tmp_path / "again.parquet").read_bytes() == part.read_bytes()
    places = pyarrow.parquet.read_table(part, columns=["source_file", "source_offset", "document"]).to_pylist()
    assert {row["source_file"] for row in places} == {str(plain)}
    assert {f"{row['source_file']}@{row['source_offset']}" for row in places} == {name for name, _ in direct[1]}


def test_what_was_read_back_is_written_as_it_was(parts: list[Path], tmp_path: Path) -> None:
    for n, part in enumerate(parts):
        assert exported([part], tmp_path / f"{n}.parquet").read_bytes() == part.read_bytes()


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_export_of_it_is_that_of_the_pages(pages: list[Path], run: Run, tmp_path: Path, jobs: int) -> None:
    whole = exported(pages, tmp_path / "whole.parquet")
    for format_ in ("bibtex", "ris"):
        direct = run("export", *pages, "-f", format_)
        through = run("export", whole, "-f", format_, "--jobs", jobs)
        assert sorted(through.out.splitlines()) == sorted(direct.out.splitlines())


def test_records_without_claims_come_back(run: Run, tmp_path: Path) -> None:
    item = {"id": "x", "type": "book", "title": "A Book", "author": [{"family": "Lee", "given": "Ann"}], "page": "3"}
    (tmp_path / "x.parquet").write_bytes(render_bytes(from_item(item), "parquet"))
    ran = run("export", tmp_path / "x.parquet", "-f", "csl-json")
    assert json.loads(ran.out) == [item | {"citation-key": "x"}]


def test_a_library_comes_back_with_its_corrections(run: Run, tmp_path: Path) -> None:
    one, two = tmp_path / "one.sqlite", tmp_path / "two.sqlite"
    run("add", PAGES, "--library", one)
    run("edit", "pepm9001", "title=Another Title", "--library", one)
    run("export", "--all", "--library", one, "-o", tmp_path / "x.parquet")
    run("add", tmp_path / "x.parquet", "--library", two)
    first, second = (run("export", "--all", "--library", path, "-f", "csl-jsonl").out for path in (one, two))
    assert '"title":"Another Title"' in second
    assert values_of(second) == values_of(first)


KEYS = ("id", "citation-key")


def values_of(lines: str) -> list[str]:
    """The items, one a line, without their keys: these depend on the order in which a library met the works."""
    items = map(json.loads, lines.splitlines())
    return sorted(repr({name: value for name, value in item.items() if name not in KEYS}) for item in items)


# what is damaged, or not ours


@pytest.fixture
def whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of six records in three row groups."""
    monkeypatch.setattr(writer, "ROWS", 2)
    items = [
        {"id": f"k{n}", "type": "book", "title": f"Book {n}", "author": [{"literal": "An Institution"}]}
        for n in range(6)
    ]
    path = tmp_path / "x.parquet"
    path.write_bytes(render_bytes(map(from_item, items), "parquet"))
    return path


def keys(run: Run, path: Path) -> tuple[int, list[str], str]:
    """The exit code, the keys that are read, and what is told, without the folder."""
    ran = run("export", path, "-f", "csl-json")
    items = json.loads(ran.out) if ran.out else []
    return ran.code, [item["id"] for item in items], ran.err.replace(f"{path.parent}/", "")


def test_a_whole_file(whole: Path, run: Run) -> None:
    assert keys(run, whole) == (0, [f"k{n}" for n in range(6)], "")


@pytest.mark.parametrize("length", [0, 3, 4, 8, 100, -1, -4, -9, -200])
def test_a_file_that_is_cut_off(length: int, whole: Path, run: Run) -> None:
    whole.write_bytes(whole.read_bytes()[:length])
    code, found, told = keys(run, whole)
    assert (code, found) == (1, [])
    assert told.startswith("error: x.parquet is damaged, or is no Parquet file: ")
    assert told.splitlines()[1:] == [
        "hint: write it again with `ponarscite export -f parquet`; what is whole is read",
    ]


def test_a_damaged_page_costs_its_row_group(whole: Path, run: Run) -> None:
    """Each page has a checksum, so that no other text is taken for that of the record."""
    content = whole.read_bytes()
    metadata = pyarrow.parquet.read_metadata(whole)
    column = metadata.row_group(1).column(metadata.num_columns - 1)
    assert column.path_in_schema == "claims"
    place = column.dictionary_page_offset + column.total_compressed_size // 2
    whole.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
    code, found, told = keys(run, whole)
    assert (code, found) == (1, ["k0", "k1", "k4", "k5"])
    assert told.startswith("error: x.parquet, row group 2: cannot be read from row 3 on: ")


def rewritten(path: Path, table: Any) -> None:
    pyarrow.parquet.write_table(table, path)


def test_another_table(whole: Path, run: Run) -> None:
    rewritten(whole, pyarrow.table({"claims": ["x"], "key": ["x"]}))
    assert keys(run, whole) == (
        1,
        [],
        "error: x.parquet is a Parquet file, but not one of records: its metadata has no ponarscite.schema\n"
        "hint: `ponarscite export -f parquet` writes files that can be read\n",
    )


@pytest.mark.parametrize("version", ["2", "0", "x", "1" * 100, ""])
def test_another_version(version: str, whole: Path, run: Run) -> None:
    table = pyarrow.parquet.read_table(whole)
    rewritten(whole, table.replace_schema_metadata({SCHEMA: version}))
    code, found, told = keys(run, whole)
    assert (code, found, len(told.splitlines())) == (1, [], 2)
    assert "schema" in told


@pytest.mark.parametrize("name", ["key", "document", "claims"])
def test_a_missing_column(name: str, whole: Path, run: Run) -> None:
    rewritten(whole, pyarrow.parquet.read_table(whole).drop_columns([name]))
    code, found, told = keys(run, whole)
    assert (code, found) == (1, [])
    assert told.startswith(f"error: x.parquet has no column '{name}' of the type that the schema gives it\n")


@pytest.mark.parametrize("name", ["key", "document", "claims"])
def test_a_column_of_another_type(name: str, whole: Path, run: Run) -> None:
    table = pyarrow.parquet.read_table(whole)
    place = table.schema.get_field_index(name)
    rewritten(whole, table.set_column(place, name, pyarrow.array(range(6))))
    assert keys(run, whole)[2].startswith(f"error: x.parquet has no column '{name}' of the type")


def test_a_column_that_nobody_needs_may_be_missing(whole: Path, run: Run) -> None:
    table = pyarrow.parquet.read_table(whole)
    rewritten(whole, table.drop_columns(["title", "notes"]).append_column("newer", pyarrow.array(range(6))))
    assert keys(run, whole)[:2] == (0, [f"k{n}" for n in range(6)])


@pytest.mark.parametrize("claims", ["", "[", "[1]", None, "x" * 1000])
def test_a_damaged_row_is_named(claims: str | None, whole: Path, run: Run) -> None:
    table = pyarrow.parquet.read_table(whole)
    texts = table.column("claims").to_pylist()
    place = table.schema.get_field_index("claims")
    rewritten(whole, table.set_column(place, "claims", pyarrow.array([*texts[:3], claims, *texts[4:]])))
    code, found, told = keys(run, whole)
    assert (code, found) == (1, ["k0", "k1", "k2", "k4", "k5"])
    assert told.startswith("error: x.parquet, row 4: the claims are damaged: ")


def test_many_damaged_rows_are_counted(whole: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "MOST_NAMED", 2)
    table = pyarrow.parquet.read_table(whole)
    place = table.schema.get_field_index("claims")
    rewritten(whole, table.set_column(place, "claims", pyarrow.array(["x"] * 6)))
    _, _, told = keys(run, whole)
    assert told.splitlines()[-2] == "error: x.parquet has 4 more damaged rows"


def test_claimed_rows_are_bounded(whole: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "MOST_ROWS", 5)
    assert keys(run, whole)[2].startswith("error: x.parquet claims to have 6 rows; the limit is 5\n")


def test_a_text_that_stands_in_a_million_rows_is_not_read_a_million_times(tmp_path: Path, run: Run) -> None:
    """A few kilobytes of a file, and a text of 300 kB in each of 300,000 rows."""
    claim = {"variable": "title", "text": "x" * 300_000, "rank": "own", "origin": "page", "role": "subject"}
    texts = pyarrow.array([json.dumps([claim | {"document": "d"}])])
    rows = pyarrow.DictionaryArray.from_arrays(pyarrow.array([0] * 300_000, pyarrow.int32()), texts)
    layout = writer.schema()
    columns = [rows if one.name == "claims" else pyarrow.nulls(len(rows), one.type) for one in layout]
    fields = [pyarrow.field(one.name, column.type) for one, column in zip(layout, columns, strict=True)]
    path = tmp_path / "x.parquet"
    rewritten(path, pyarrow.table(columns, pyarrow.schema(fields, layout.metadata)))
    assert path.stat().st_size < 200_000
    _, _, told = keys(run, path)
    assert "the rest is not read: too much of it is damaged or repeated" in told


def test_without_pyarrow_it_is_told(whole: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert keys(run, whole)[2] == (
        "error: x.parquet cannot be read without the package pyarrow\nhint: pip install 'ponarscite[scale]'\n"
    )


def test_a_folder_of_them(pages: list[Path], parts: list[Path], run: Run, tmp_path: Path) -> None:
    folder = parts[0].parent
    assert run("export", folder, "-f", "bibtex").out == run("export", *sorted(parts), "-f", "bibtex").out
    (tmp_path / "page.html").write_bytes(pages[-1].read_bytes())
    (tmp_path / "x.parquet").write_bytes(parts[0].read_bytes())
    assert run("export", tmp_path, "-f", "bibtex").out == run("export", tmp_path / "page.html", "-f", "bibtex").out


def test_it_is_not_one_page(whole: Path, run: Run) -> None:
    ran = run("export", whole, "--url", "https://a.example/x")
    assert (ran.code, ran.err.splitlines()[-1]) == (2, "hint: give the file of that page")


def test_a_missing_file_is_a_missing_source(run: Run) -> None:
    assert run("export", "none.parquet").err.startswith("error: no such source: 'none.parquet'\n")
