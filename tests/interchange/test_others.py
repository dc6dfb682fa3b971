"""Lists of names that are not complete, in every format and both engines."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ponarscite.interchange.others import from_note, unmarked, with_note, without_mark
from ponarscite.record.item import from_item, to_item, with_others, without_others
from ponarscite.record.name import OTHERS, Name, named, parse_name
from ponarscite.record.record import Record
from tests.formats.formats import WRITERS, drops, read, write

BOOK = Record(
    id="k1",
    type="book",
    title="Work",
    author=(Name("Dos", "Bea"), Name("Uno", "Alice"), OTHERS),
    note="A note.",
    extra=(("editor", (Name("Tres", "Cy"), OTHERS)),),
)

MARKING = (
    "bibtex",
    "biblatex",
    "ris",
    "enw",
    "endnote-xml",
    "mods",
    "csl-json",
    "csl-yaml",
    "zotero-rdf",
    "zotero-json",
)
NAMING = ("csv", "html", "html-meta", "json-ld", "coins")


@pytest.mark.parametrize("name", MARKING)
def test_others_come_back(name: str) -> None:
    (found,) = read(write(name, BOOK))
    assert found.author == BOOK.author
    assert found.note == BOOK.note
    assert dict(found.extra)["editor"] == dict(BOOK.extra)["editor"]
    assert not any("et al." in told for told in drops(name, BOOK))


@pytest.mark.parametrize("name", sorted(set(MARKING) - {"bibtex", "biblatex", "csl-yaml"}))
def test_others_are_no_name(name: str) -> None:
    assert "others" not in write(name, BOOK)


@pytest.mark.parametrize("name", NAMING)
def test_formats_without_a_place_for_it_tell_it(name: str) -> None:
    assert name in WRITERS
    assert "others" not in write(name, BOOK)
    assert {"author (et al.)", "editor (et al.)"} <= set(drops(name, BOOK))


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_others_are_the_bare_word_in_bib(name: str) -> None:
    assert "  author = {Dos, Bea and Uno, Alice and others},\n" in write(name, BOOK)
    alone = replace(BOOK, author=(OTHERS,), extra=())
    assert "  author = {{others}},\n" in write(name, alone)


@pytest.mark.parametrize("last", ["others", "et al.", "et al", "and others"])
def test_the_words_for_others(last: str) -> None:
    item = {"type": "book", "title": "T", "author": [{"family": "Uno", "given": "A."}, {"literal": last}]}
    assert from_item(item).author == (Name("Uno", "A."), OTHERS)
    assert parse_name(last) == OTHERS


def test_the_mark_of_csl_json_is_beside_the_names() -> None:
    item = without_others(to_item(BOOK))
    assert item["custom"] == {"et-al": ["author", "editor"]}
    assert [name["family"] for name in item["author"]] == ["Dos", "Uno"]
    assert from_item(item) == from_item(to_item(BOOK))
    assert with_others({"custom": {"et-al": ["title", 3]}, "title": "T"}) == {"title": "T"}
    assert with_others({"custom": {"a": 1}}) == {"custom": {"a": 1}}


def test_the_mark_of_a_note() -> None:
    marked = with_note(BOOK)
    assert marked.note == "A note. [et al.: author, editor]"
    assert marked.author == named(BOOK.author)
    assert without_mark(BOOK).note == "A note."
    assert list(unmarked(BOOK)) == ["author (et al.)", "editor (et al.)"]
    plain = replace(BOOK, author=named(BOOK.author), extra=())
    assert with_note(plain) is without_mark(plain) is plain
    assert from_note({"note": "[et al.: author]", "author": ["A"]}) == {"author": ["A", {"literal": "others"}]}
    assert from_note({"note": "[et al.: author]"}) == {}
    assert from_note({"note": 3}) == {"note": 3}


def test_zotero_has_it_in_extra() -> None:
    (item,) = json.loads(write("zotero-json", BOOK))
    assert item["extra"].splitlines()[-1] == "A note. [et al.: author, editor]"
