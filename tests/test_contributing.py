"""The pages for contributors say what is true: the table of the rooms, the examples, the files and commands named."""

from __future__ import annotations

import ast
import re
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import ponarscite
from ponarscite import PluginManager
from tests.conftest import EXAMPLES, ROOT, Run
from tests.test_imports import CORE, OFFERED_TO_PLUGINS, PLUGIN_ROOMS, ROOMS

PATH = ROOT / ".github" / "CONTRIBUTING.md"
TEXT = PATH.read_text(encoding="utf-8")
TITLE = "Borrowed Rivers: Who Pays for Water in Two Invented Valleys?"
MEMO = EXAMPLES / "pages" / "borrowed-rivers.html"
ANY = "any room"
OFFERED = "what is offered"
LONGEST = 12
"""Lines of an example, without imports and blank lines."""


# The rooms


def may_import(room: str) -> str:
    if room in CORE:
        return ", ".join(f"`{name}`" for name in CORE[room]) or "none"
    return OFFERED if room in PLUGIN_ROOMS else ANY


def with_true_columns(page: str) -> str:
    """The page with the last column of its table of rooms, and the line of what is offered, written anew."""
    before, rows, after = re.split(r"(?<=\|---\|---\|---\|\n)(?=\| `__about__`)|(?=\n<!-- offered -->)", page)
    named = (row.split(" | ")[:2] for row in rows.splitlines())
    table = "".join(f"{room} | {holds} | {may_import(room.strip('| `'))} |\n" for room, holds in named)
    offered = ", ".join(f"`{name}`" for name in sorted(OFFERED_TO_PLUGINS))
    return before + table + re.sub(r"(?<=only what is offered: ).*", f"{offered}.", after, count=1)


def test_the_table_of_rooms_is_that_of_the_imports(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        PATH.write_text(with_true_columns(TEXT), encoding="utf-8")
    page = PATH.read_text(encoding="utf-8")
    assert with_true_columns(page) == page, "run pytest --update-golden tests/test_contributing.py"


def test_every_room_has_a_row() -> None:
    rows = TEXT.partition("<!-- rooms -->")[2].partition("<!-- offered -->")[0]
    named = re.findall(r"^\| `(\w+)` \| \S.* \| .*\|$", rows, re.MULTILINE)
    assert sorted(named) == sorted(ROOMS)
    core = [room for room in named if room in CORE]
    assert core == list(CORE), "the rooms of the core stand in the order in which they may import"


# The examples


def example(name: str) -> str:
    (body,) = re.findall(rf"<!-- example: {name} -->\n```python\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    return str(body)


def a_format(run: Run, folder: Path) -> None:
    assert run("export", MEMO, "-o", "memos.shelf").code == 0
    written = (folder / "memos.shelf").read_text(encoding="utf-8")
    assert written == f"%shelf\n{TITLE}, 2024\n"
    (folder / "list.txt").write_text(f"{written}, 2025\nWhat, and When, 2026\n", encoding="utf-8")
    ran = run("export", "list.txt", "-f", "shelf")
    assert (ran.code, ran.out) == (1, f"{written}What, and When, 2026\n")
    assert "line 3" in ran.err


def a_check(run: Run, folder: Path) -> None:
    item = '[{"id": "a", "type": "chapter", "title": "A"}, {"id": "b", "type": "chapter", "title": "B", "page": "1-9"}]'
    (folder / "chapters.json").write_text(item, encoding="utf-8")
    ran = run("check", "chapters.json", "--select", "missing-pages")
    assert ran.out == "chapters.json:1: X100 note: a: a chapter without its pages\n"


def a_source(run: Run, folder: Path) -> None:
    with zipfile.ZipFile(folder / "pages.zip", "w") as archive:
        archive.write(MEMO, "memo.html")
        archive.mkdir("empty")
    assert run("export", "pages.zip", "-f", "bibtex").out == run("export", MEMO, "-f", "bibtex").out
    assert "pages.zip/memo.html" in run("explain", "pages.zip").out


def a_series(run: Run, folder: Path) -> None:
    text = "River Paper No. 7\n\nA Port Without a Sea\n\nMira van Esempio\n\nMarch 5, 2024\n\nThere is a port.\n"
    (folder / "river-paper-7.txt").write_text(text, encoding="utf-8")
    ran = run("export", "river-paper-7.txt", "-f", "biblatex")
    assert "@report{river7," in ran.out
    assert "institution = {Institute of Invented Rivers}" in ran.out


def a_style(run: Run, _: Path) -> None:
    cited = run("export", MEMO, "-s", "titles")
    assert cited.out == f"{TITLE}\n"
    assert run("styles", "Titles", "alone").out == "titles\tTitles alone\n"


def a_push_target(run: Run, _: Path) -> None:
    said = [run("push", "shelf", MEMO, *options).out for options in (["--dry-run"], [], [])]
    assert [word in out for word, out in zip(("would add", "added", "already there"), said, strict=True)] == [True] * 3


USES: dict[str, Callable[[Run, Path], None]] = {
    "format": a_format,
    "check": a_check,
    "source": a_source,
    "series": a_series,
    "style": a_style,
    "push target": a_push_target,
}
"""Name of an example -> what is done with it."""


def test_every_example_is_used() -> None:
    assert sorted(re.findall(r"<!-- example: (.+) -->", TEXT)) == sorted(USES)
    assert TEXT.count("```python\n") == len(USES)


@pytest.mark.parametrize("name", USES)
def test_an_example_works(
    name: str, plugins: PluginManager, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = ModuleType("example")
    exec(compile(example(name), f"CONTRIBUTING.md: {name}", "exec"), module.__dict__)  # noqa: S102 -- the text is ours
    plugins.register(module, "example")
    plugins.check_pending()
    monkeypatch.chdir(tmp_path)
    USES[name](run, tmp_path)
    assert plugins.broken == {}


@pytest.mark.parametrize("name", USES)
def test_an_example_is_short(name: str) -> None:
    body = ast.parse(example(name)).body
    code = (node for node in body if not isinstance(node, ast.Import | ast.ImportFrom))
    lines = [line for node in code for line in ast.unparse(node).splitlines() if line.strip()]
    assert len(lines) <= LONGEST


# What is named


def test_every_step_is_a_script_of_hatch() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    scripts = project["tool"]["hatch"]["envs"]["default"]["scripts"]
    assert set(re.findall(r"`hatch run (\w+)", TEXT)) == set(scripts)


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "SECURITY.md"])
def test_every_link_and_file_is_there(name: str) -> None:
    page = (PATH.parent / name).read_text(encoding="utf-8")
    links = [target for target in re.findall(r"\]\(([^)#]+)\)", page) if "://" not in target]
    assert [target for target in links if not (PATH.parent / target).exists()] == []
    named = set(re.findall(r"`(?:python )?((?:examples|ponarscite|styles|tests)/[\w./-]*\w)", page))
    assert [file for file in named if not (ROOT / file).exists()] == []


def test_every_anchor_is_a_heading() -> None:
    headings = re.findall(r"^#+ (.+)$", TEXT, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([\w-]+)\)", TEXT)) <= anchors


def test_the_public_names_are_those_of_the_front_door() -> None:
    imported = re.findall(r"^from ponarscite import (.+)$", TEXT, re.MULTILINE)
    assert {name for line in imported for name in line.split(", ")} <= set(ponarscite.__all__)
