"""Variables in the lines of a note."""

from __future__ import annotations

from typing import Any

import pytest

from ponarscite.interchange.noted import with_noted
from ponarscite.record.item import variables
from tests.formats.formats import read, write

DOS = {"family": "Dos", "given": "Bea"}


@pytest.mark.parametrize(
    ("note", "expected", "left"),
    [
        ("original-date: 1900\ntranslator: Dos || Bea", {"original-date": "1900", "translator": [DOS]}, ""),
        ("PMID: 123\nPMCID: PMC4", {"PMID": "123", "PMCID": "PMC4"}, ""),
        ("A remark\nPMID: 123\nAnother: one", {"PMID": "123"}, "A remark\nAnother: one"),
        ("Original Date: 1900\r\nText", {"original-date": "1900"}, "Text"),
        ("genre: Review\nstatus: in press", {"genre": "Review", "status": "in press"}, ""),
        ("translator: Dos || Bea\ntranslator: An Institute", {"translator": [DOS, {"literal": "An Institute"}]}, ""),
        ("{:original-date: 1900} and words", {"original-date": "1900"}, " and words"),
        ("type: dataset", {"type": "dataset"}, ""),
        ("type: nonsense", {}, "type: nonsense"),
        ("Text first\noriginal-date: 1900", {"original-date": "1900"}, "Text first"),
        ("Text\nmore text\nsource: The Times", {}, "Text\nmore text\nsource: The Times"),
        ("Source: The Times", {}, "Source: The Times"),
        ("volume: 7", {}, "volume: 7"),
        ("https://example.org/", {}, "https://example.org/"),
        ("", {}, ""),
    ],
)
def test_lines_about_variables_are_read(note: str, expected: dict[str, Any], left: str) -> None:
    item = {"id": "k", "type": "book", "volume": "3", "note": note}
    assert with_noted(item) == item | expected | {"note": left}


def test_the_other_lines_stay_lines() -> None:
    item = (
        '[{"id": "k", "type": "book", "title": "T", "author": "Ana Uno", "note": "one\\n two  \\nPMID: 1\\n\\nthree"}]'
    )
    (found,) = read(item, "x.json")
    assert variables(found)["PMID"] == "1"
    assert found.note == "one\ntwo\nthree"
    for name in ("csl-json", "csl-yaml", "ris"):
        assert read(write(name, found))[0].note == found.note
    assert "note = {one two three}" in write("biblatex", found)
