"""The README is short, and a newcomer can copy each of its commands."""

from __future__ import annotations

import re

import pytest

from ponarscite.formats.dialects import DIALECTS
from tests.conftest import EXAMPLES, Run
from tests.markdown import README

TASKS = ("Zotero", "LaTeX", "pandoc and Quarto", "Typst", "Word", "Python")
CITED = re.compile(r"\\parencite(?:\[[^\]]*\])?\{(\w+)\}|(?<![\w-])@(\w+)[,\[]")
"""A citation key in LaTeX, pandoc or Typst."""


def test_it_is_short() -> None:
    assert len(README.text.split()) <= 1200


@pytest.mark.parametrize("marker", ["main-job", "tests"])
def test_the_commands_to_copy_are_one_line_each(marker: str) -> None:
    """`.ci/run` reads them from here."""
    after = README.text.partition(f"<!-- {marker} -->\n")[2].splitlines()
    assert (after[0], after[2]) == ("```sh", "```")
    assert after[1].startswith("python3 -m venv .venv && ")


@pytest.mark.parametrize("task", TASKS)
def test_a_task_has_one_command_or_one_session(task: str) -> None:
    section = README.section(task)
    assert section.count("```console\n") + section.count("```python\n") == 1
    assert section.count("\n$ ") == (task != "Python")


def test_the_programs_of_the_tasks_are_dialects() -> None:
    named = set(re.findall(r"--for ([\w-]+)", README.text))
    assert {"zotero", "biber", "bibtex", "pandoc", "typst", "endnote"} <= named
    assert named <= {dialect.name for dialect in DIALECTS}


def test_the_documents_cite_what_is_exported(run: Run) -> None:
    """And load the files that the commands write."""
    page = EXAMPLES / "pages" / "borrowed-rivers.html"
    (key,) = re.findall(r"@\w+\{(\w+),", run("export", page, "-f", "biblatex").out)
    for language, loaded in (("latex", "memos.bib"), ("markdown", "memos.json"), ("typst", "memos.yml")):
        (document,) = README.blocks_in(language)
        assert [first or second for first, second in CITED.findall(document)] == [key]
        assert loaded in document
        assert f"-o {loaded}\n" in README.text
