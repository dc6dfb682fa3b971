"""Which records of a library are one work: in any order, with both keys, and of libraries that melted works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ponarscite
from ponarscite import Library, PluginManager, UnknownKeyError, pipeline, plugin_manager
from ponarscite.library.description import descriptions
from ponarscite.library.description_row import description_row
from ponarscite.library.document_table import Provenance
from ponarscite.record.date import Date
from ponarscite.record.record import Record
from tests.conftest import Run
from tests.library.collected import content
from tests.library.conftest import rows
from tests.reconcile.test_partition import APART, RECORDS, WORK, by, like, works

PLUGINS = plugin_manager(external=False)

EDITIONS = """
@book{first, author={Ejemplo, Ana}, title={Collected Rivers}, year=1990, edition=1}
@book{second, author={Ejemplo, Ana}, title={Collected Rivers}, year=2005, edition=2}
"""
TWINS = """
@article{first, author={Ejemplo, Ana}, title={Collected Rivers}, year=1990, doi={10.5555/a}}
@misc{second, author={Ejemplo, Ana}, title={Collected rivers}, doi={https://doi.org/10.5555/A}}
"""


def added(library: Library, path: Path, text: str) -> dict[str, str]:
    """Add a file as the command does; key -> outcome."""
    path.write_text(text, encoding="utf-8")
    found = [*pipeline.read_documents(str(path), PLUGINS, [], roles=("subject",))]
    results = [one for _, digest, some in found for one in library.add_document(Provenance(str(path), digest), some)]
    return {one.key: one.outcome for one in results}


def melted(library: Library, records: Sequence[Record]) -> str:
    """Put all records into one, as earlier versions did for equal kind, title and authors; its key."""
    key = library.add(records[0])
    with library._tables.journal.step("add"):
        number = library._id(key)
        for record in records[1:]:
            for one in descriptions(record, library._tables.settle):
                document, _ = library._tables.documents.find_or_insert(Provenance(one.about.document))
                library._tables.descriptions.insert([description_row(one, document)], [number])
        library._tables.records.rebuild(number)
    return key


@pytest.mark.parametrize("field", APART)
def test_works_that_differ_in_one_thing_are_two_records(library: Library, field: str) -> None:
    one, other = (like(**values) for values in APART[field])
    neutral = replace(WORK, extra=(), issued=Date(), container_title="", author=by(""))
    contents = []
    for order in ((one, other, neutral), (neutral, other, one), (other, neutral, one)):
        with Library(":memory:", PLUGINS) as each:
            each.add_all(order)
            assert len(each) == 3
            contents.append(content(each))
    assert contents[0] == contents[1] == contents[2]


@settings(max_examples=40)
@given(RECORDS, st.integers(0, 2**32).map(Random))
def test_records_are_the_works_in_any_order(records: list[Record], random: Random) -> None:
    contents = []
    for _ in range(2):
        with Library(":memory:", PLUGINS) as library:
            for record in records:
                library.add(record)
            assert len(library) == len(works(records))
            contents.append(content(library))
        random.shuffle(records)
    assert contents[0] == contents[1]


def test_two_editions_are_two_records_and_a_later_file_can_show_it(library: Library, tmp_path: Path) -> None:
    assert added(library, tmp_path / "a.bib", EDITIONS) == {"first": "added", "second": "added"}
    (pair,) = library.duplicates()
    assert (pair.first, pair.second) == ("first", "second")
    assert pair.reason == "the same title and authors, another edition, year"


def test_a_record_is_split_when_a_later_work_shows_that_it_fits_two(library: Library) -> None:
    library.add(like(id="dated"))
    assert library.add(like(id="undated", issued=Date())) == "dated"
    assert library.get("undated").id == "dated"
    (result,) = library.add_all([like(id="later", issued=Date(2020))])
    assert (result.key, result.outcome, result.split) == ("later", "added", ("undated",))
    assert sorted(one.id for one in library) == ["dated", "later", "undated"]
    library.undo()
    assert library.get("undated").id == "dated"


def test_both_keys_of_one_work_lead_to_its_record(library: Library, tmp_path: Path, run: Run) -> None:
    added(library, tmp_path / "a.bib", TWINS)
    assert [one.id for one in library] == ["first"]
    assert library.get("second").id == "first"
    assert library.all_keys("first") == ("first", "second")
    library.undo()
    with pytest.raises(UnknownKeyError):
        library.get("second")
    ran = run("add", tmp_path / "a.bib", "--library", tmp_path / "l.sqlite")
    assert "second leads to first: one work under two keys" in ran.err


def test_both_keys_come_back_with_a_work_that_was_removed(library: Library, tmp_path: Path) -> None:
    added(library, tmp_path / "a.bib", TWINS)
    library.remove("second")
    assert "first" not in library
    added(library, tmp_path / "a.bib", TWINS)
    assert library.all_keys("first") == ("first", "second")


def test_a_key_of_another_work_is_told(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.bib").write_text("@misc{mine, author={Ejemplo, Ana}, title={Rivers}}", encoding="utf-8")
    (tmp_path / "b.bib").write_text("@misc{mine, author={Ejemplo, Ana}, title={Debts}}", encoding="utf-8")
    ran = run("add", tmp_path / "a.bib", tmp_path / "b.bib", "--library", tmp_path / "l.sqlite")
    assert (ran.out, ran.err.strip()) == ("mine: added\nminea: added\n", "note: mine is another work's key: now minea")


def test_an_entry_that_corrects_its_year_stays_one_record(library: Library, tmp_path: Path) -> None:
    added(library, tmp_path / "a.bib", EDITIONS)
    library.tag("first", "read")
    assert added(library, tmp_path / "a.bib", EDITIONS.replace("1990", "1991")) == {
        "first": "conflict",
        "second": "merged",
    }
    assert [one.id for one in library.find("tag:read")] == ["first"]
    assert [one.issued.year for one in library] == [1991, 2005]
    assert len(library.get("first").claims) == len(library.get("second").claims)


def test_melted_works_are_listed_split_and_joined_again(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text(EDITIONS, encoding="utf-8")
    assert melted(library, list(ponarscite.ingest(path, plugins=PLUGINS))) == "first"
    library.tag("first", "mine")
    (found,) = library.melted()
    assert (found.key, found.differences) == ("first", ("edition", "year", "key"))
    assert found.works == ("first: Collected Rivers, 1990", "second: Collected Rivers, 2005")
    before = rows(library)
    assert library.split("first") == ["second"]
    assert [(one.id, one.issued.year) for one in library] == [("first", 1990), ("second", 2005)]
    assert (list(library.melted()), library.split("first")) == ([], [])
    library.undo()
    assert rows(library) == before


def test_what_the_user_merged_is_not_melted(library: Library, tmp_path: Path) -> None:
    added(library, tmp_path / "a.bib", EDITIONS)
    library.merge("first", "second")
    assert (list(library.melted()), library.split("first")) == ([], [])


def test_a_memo_of_many_documents_is_not_melted(library: Library) -> None:
    memo = Record(
        type="report",
        title="Rivers",
        author=by("Ana"),
        genre="PONARS Eurasia Policy Memo",
        number="700",
        issued=Date(2021),
    )
    for one in (memo, replace(memo, number="", genre=""), replace(memo, title="Rivers: A Memo", issued=Date(2021, 5))):
        library.add(one)
    assert (len(library), list(library.melted())) == (1, [])


def test_the_command_lists_and_splits(tmp_path: Path, plugins: PluginManager, run: Run) -> None:
    path, target = tmp_path / "a.bib", tmp_path / "l.sqlite"
    path.write_text(EDITIONS, encoding="utf-8")
    with Library(target, plugins) as library:
        melted(library, list(ponarscite.ingest(path, plugins=plugins)))

    def duplicates(*arguments: str) -> tuple[int, str]:
        ran = run("duplicates", *arguments, "--library", target)
        return ran.code, ran.out

    listed = "first\t2 works\tedition, year, key\tfirst: Collected Rivers, 1990 | second: Collected Rivers, 2005\n"
    assert duplicates("--melted") == (0, listed)
    assert '"works": [' in duplicates("--melted", "--json")[1]
    assert duplicates("--melted", "first") == (0, "first: split off second\n")
    assert duplicates("--melted", "second") == (0, "second: one work\n")
    assert duplicates("--melted") == (0, "")
    assert run("log", "--library", target).out.splitlines()[0].endswith("duplicates --melted first")
    assert run("undo", "--library", target).code == 0
    assert duplicates("--melted", "--all") == (0, "first: split off second\n")
    assert (duplicates("first")[0], duplicates("--all")[0], duplicates("--melted", "--all", "first")[0]) == (2, 2, 2)
