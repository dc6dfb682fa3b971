"""The conformance table of the manual: it is complete, every loss has its reason, and the dialects say the same."""

from __future__ import annotations

import re

import pytest

from ponarscite.formats.dialects import DIALECTS
from ponarscite.hookspecs import Dialect
from tests.markdown import PAGES

TABLE = PAGES["formats"].text.partition("<!-- conformance -->")[2].partition("<!-- /conformance -->")[0]
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in TABLE.splitlines() if "`" in line]
PROGRAMS = {
    "jabref": "JabRef",
    "better-bibtex": "Better BibTeX",
    "pandoc": "pandoc",
    "biber": "biber",
    "bibtex": "BibTeX 0",
    "typst": "Typst",
    "sphinx": "pybtex (Sphinx)",
    "mkdocs": "pybtex (MkDocs)",
    "tellico": "Tellico",
    "bibutils": "bibutils 7.2",
    "myst": "Citation.js (MyST)",
}
"""Dialect -> how its program is called in the table; the others need a program that is not at hand."""


ABSENT = {line.partition(": ")[2].partition(":")[0] for line in TABLE.splitlines() if line.startswith("Not tested: ")}
"""Programs that were not at hand when the table was made."""

MEMOS = ("title", "authors", "date", "genre", "number", "institution", "URL")
"""What makes a memo; a program that loses it of a few other works may still be given memos."""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1]}")
def test_every_loss_has_its_reason(row: list[str]) -> None:
    program, _, read, types, lost, why = row
    assert re.fullmatch(r"\d+ of 49", read)
    kept = re.fullmatch(r"(\d+) of (\d+)|not shown", types)
    assert kept
    assert bool(why) == (lost != "nothing" or kept[1] != kept[2]), program


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_every_format_of_a_program_that_is_at_hand_is_in_the_table(dialect: Dialect) -> None:
    if not any(name.startswith(PROGRAMS.get(dialect.name, "?")) for name in ABSENT) and dialect.name in PROGRAMS:
        shown = {format_.strip("`") for program, format_, *_ in ROWS if program.startswith(PROGRAMS[dialect.name])}
        assert set(dialect.formats) <= shown


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_the_best_format_of_a_program_loses_nothing_that_makes_a_memo(dialect: Dialect) -> None:
    """What is lost in more than a few records would be lost of memos, which are a third of them."""
    for program, format_, read, _, lost, _ in ROWS:
        if program.startswith(PROGRAMS.get(dialect.name, "?")) and format_ == f"`{next(iter(dialect.formats))}`":
            assert read == "49 of 49"
            parts = [re.fullmatch(r"(.+?)(?: \((\d+) of \d+\))?", one) for one in lost.split(", ")]
            counts = {part[1]: int(part[2] or 49) for part in parts if part}
            assert not [label for label in MEMOS if counts.get(label, 0) > 5], program
