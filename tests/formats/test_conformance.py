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
    "bibutils": "bibutils",
}
"""Dialect -> how its program is called in the table; the others need a program that is not at hand."""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1]}")
def test_every_loss_has_its_reason(row: list[str]) -> None:
    program, _, read, lost, why = row
    assert re.fullmatch(r"\d+ of \d+", read)
    assert bool(why) == (lost != "nothing"), program


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_every_format_of_a_program_that_is_at_hand_is_in_the_table(dialect: Dialect) -> None:
    if dialect.name in PROGRAMS:
        shown = {format_.strip("`") for program, format_, *_ in ROWS if program.startswith(PROGRAMS[dialect.name])}
        assert set(dialect.formats) <= shown


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_the_best_format_of_a_program_loses_nothing_that_makes_a_memo(dialect: Dialect) -> None:
    """What is lost has special characters, and pybtex has no spelling for one of them, a brace."""
    for program, format_, read, lost, _ in ROWS:
        if program.startswith(PROGRAMS.get(dialect.name, "?")) and format_ == f"`{next(iter(dialect.formats))}`":
            assert read == "15 of 15"
            kept = lost.replace("institution (1 of 11)", "") if program.startswith("pybtex") else lost
            assert not {"number", "institution", "date", "authors", "URL"} & set(re.findall(r"\w+", kept))
