"""Works that differ stay two, whichever format a file of references has."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import ponarscite
from ponarscite import PluginManager
from ponarscite.record.date import Date
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from tests.formats.formats import read, write
from tests.reconcile.test_partition import APART, like
from tests.strategies import titles

FORMATS = {
    "bibtex": "bib",
    "biblatex": "bib",
    "ris": "ris",
    "enw": "enw",
    "endnote-xml": "xml",
    "csl-json": "json",
    "csl-yaml": "yaml",
    "mods": "mods",
    "zotero-rdf": "rdf",
    "zotero-json": "json",
    "hayagriva": "yml",
}
"""Format that is read and written -> suffix of its files."""

WORK = Record(
    id="first",
    type="article-journal",
    title="Editorial",
    author=(Name("Ejemplo", "Ana"),),
    issued=Date(2019),
    container_title="Rivers",
    doi="",
    extra=(("issue", "1"), ("page", "1-9"), ("volume", "1")),
)
OTHERS = {
    "volume": replace(WORK, extra=(("issue", "1"), ("page", "1-9"), ("volume", "2"))),
    "issue": replace(WORK, extra=(("issue", "2"), ("page", "1-9"), ("volume", "1"))),
    "page": replace(WORK, extra=(("issue", "1"), ("page", "11-19"), ("volume", "1"))),
    "year": replace(WORK, issued=Date(2020)),
    "container-title": replace(WORK, container_title="Streams"),
    "given name": replace(WORK, author=(Name("Ejemplo", "Boris"),)),
    "title, with one DOI": replace(WORK, title="Letters", doi="10.5555/a"),
    "nothing": WORK,
    "nothing, with one DOI": replace(WORK, doi="10.5555/a"),
}
"""What differs -> a work like WORK."""


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("case", OTHERS)
def test_two_entries_with_keys_of_their_own_stay_two(
    format: str, case: str, tmp_path: Path, plugins: PluginManager
) -> None:
    other = replace(OTHERS[case], id="second")
    for records in ((replace(WORK, doi=other.doi), other), (other, replace(WORK, doi=other.doi))):
        path = tmp_path / f"works.{FORMATS[format]}"
        path.write_text(ponarscite.render(records, format, plugins=plugins), encoding="utf-8")
        assert len(list(ponarscite.ingest(path, plugins=plugins))) == 2


@pytest.mark.parametrize("case", [case for case in OTHERS if not case.startswith("nothing")])
@pytest.mark.parametrize("format", ["ris", "enw", "endnote-xml"])
def test_two_references_without_keys_stay_two_where_they_differ(
    format: str, case: str, tmp_path: Path, plugins: PluginManager
) -> None:
    other = OTHERS[case]
    text = ponarscite.render((replace(WORK, doi=other.doi), replace(other, id="work:second")), format, plugins=plugins)
    keyless = [line for line in text.splitlines() if not line.startswith(("ID  - ", "%F ")) and "<label>" not in line]
    path = tmp_path / f"works.{FORMATS[format]}"
    path.write_text("\n".join(keyless), encoding="utf-8")
    assert "work:second" not in path.read_text(encoding="utf-8")
    assert len(list(ponarscite.ingest(path, plugins=plugins))) == 2


THINGS = {**APART, "title, with one DOI": ({"title": "Letters"}, {"title": "Editorial"})}
"""What speaks against a merge -> values of two works."""

KEYLESS = ("ris", "enw", "endnote-xml")
"""Formats whose references need no key."""


def without_keys(text: str) -> str:
    return "".join(
        line for line in text.splitlines(True) if not line.startswith(("ID  - ", "%F ")) and "<label>" not in line
    )


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=8, deadline=None, derandomize=True)
@given(thing=st.sampled_from(sorted(THINGS)), title=titles(), doi=st.booleans(), keyed=st.booleans())
def test_two_works_that_differ_in_one_thing_stay_two(
    format: str, thing: str, title: str, doi: bool, keyed: bool
) -> None:
    """In every reader, in any order; without keys, where the format carries what differs."""
    shared = {} if thing.startswith("title") else {"title": title}
    shared |= {"doi": "10.5555/a"} if thing.startswith("title") or (doi and keyed and thing != "DOI") else {}
    one, other = (like(WORK, **shared, **values) for values in THINGS[thing])
    pair = (replace(one, id="first"), replace(other, id="second"))
    for works in (pair, pair[::-1]):
        text = write(format, *works)
        if format in KEYLESS and not keyed:
            text = without_keys(text)
            assume(len({without_keys(write(format, work)) for work in works}) == 2)
        assert len(read(text)) == 2


def test_the_same_work_in_two_files_is_written_once(tmp_path: Path, plugins: PluginManager) -> None:
    for name, key in (("a.bib", "first"), ("b.bib", "second")):
        (tmp_path / name).write_text(
            ponarscite.render([replace(WORK, id=key)], "bibtex", plugins=plugins), encoding="utf-8"
        )
    (found,) = ponarscite.ingest([tmp_path / "a.bib", tmp_path / "b.bib"], plugins=plugins)
    assert found.doubts == ("is second, too: one work under several keys is written once",)
