"""The files around the package: what lies at the top, and that programs which read these files can."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from ponarscite.__about__ import __version__
from tests.conftest import ROOT

TOP = frozenset(
    (
        ".ci",
        ".git-blame-ignore-revs",
        ".github",
        ".gitignore",
        ".pre-commit-config.yaml",
        ".pre-commit-hooks.yaml",
        "CITATION.cff",
        "LICENSE",
        "README.md",
        "examples",
        "ponarscite",
        "pyproject.toml",
        "styles",
        "tests",
    )
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

run = partial(subprocess.run, capture_output=True, encoding="utf-8", cwd=ROOT)


def read_yaml(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def at_the_top() -> set[str]:
    """The names at the top: those that git knows; in a copy without git, all that it would not ignore."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        listed = run(["git", "ls-files", "-z"], check=True).stdout
        return {name.partition("/")[0] for name in listed.split("\0") if name}
    ignored = [*(ROOT / ".gitignore").read_text(encoding="utf-8").split(), "PKG-INFO"]  # what an sdist adds
    found = {path.name for path in ROOT.iterdir()}
    return {name for name in found if not any(fnmatch(name, pattern.rstrip("/")) for pattern in ignored)}


def test_nothing_else_lies_at_the_top() -> None:
    assert at_the_top() == TOP


def test_the_sdist_holds_what_lies_at_the_top() -> None:
    include = PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    assert sorted(include) == sorted(TOP - {".gitignore"})  # hatchling adds that one


SCHEMAS = {
    "github-workflows": ".github/workflows/*.yml",
    "github-issue-forms": ".github/ISSUE_TEMPLATE/*-*.yml",
    "github-issue-config": ".github/ISSUE_TEMPLATE/config.yml",
    "citation-file-format": "CITATION.cff",
}
"""Schema that check-jsonschema holds -> the files that it is for."""


def is_valid(schema: str, paths: Iterable[Path]) -> bool:
    checked = [sys.executable, "-m", "check_jsonschema", "--default-filetype", "yaml"]
    return run([*checked, "--builtin-schema", f"vendor.{schema}", *map(str, paths)]).returncode == 0


@pytest.mark.parametrize("schema", SCHEMAS)
def test_the_files_of_a_schema_are_valid(schema: str, tmp_path: Path) -> None:
    paths = list(ROOT.glob(SCHEMAS[schema]))
    assert paths
    assert is_valid(schema, paths)
    (tmp_path / "wrong.yml").write_text("unknown: true\n", encoding="utf-8")
    assert not is_valid(schema, [tmp_path / "wrong.yml"])


def test_every_issue_form_has_a_schema() -> None:
    forms = set(ROOT.glob(".github/ISSUE_TEMPLATE/*"))
    assert forms == {path for pattern in SCHEMAS.values() for path in ROOT.glob(pattern)} & forms


WORKFLOWS = [read_yaml(f".github/workflows/{name}.yml") for name in ("ci", "release")]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=["ci", "release"])
def test_a_workflow_may_read_only_and_ends(workflow: dict[str, Any]) -> None:
    assert workflow["permissions"] == {"contents": "read"}
    granted = [job["permissions"] for job in workflow["jobs"].values() if "permissions" in job]
    assert granted in ([], [{"id-token": "write"}])
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())
    used = [step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert [name for name in used if not re.fullmatch(r"[\w/-]+@(v\d+|release/v\d+)", name)] == []


def test_ci_runs_every_python_that_is_claimed() -> None:
    matrix = WORKFLOWS[0]["jobs"]["tests"]["strategy"]["matrix"]
    classifiers = re.findall(r"Python :: (3\.\d+)$", "\n".join(PROJECT["project"]["classifiers"]), re.MULTILINE)
    assert matrix["python"] == classifiers
    assert PROJECT["project"]["requires-python"] == f">={classifiers[0]}"
    assert matrix["os"] == ["ubuntu-latest", "macos-latest", "windows-latest"]


def test_the_citation_is_of_this_version() -> None:
    cff, project = read_yaml("CITATION.cff"), PROJECT["project"]
    assert cff["version"] == __version__
    assert (cff["title"], cff["license"]) == (project["name"], project["license"])
    assert cff["authors"] == [{"name": "The ponarscite developers"}]
    assert [word.lower() for word in cff["keywords"]] == [word.lower() for word in project["keywords"]]


def test_the_commits_that_blame_ignores_are_named_in_full() -> None:
    lines = (ROOT / ".git-blame-ignore-revs").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not re.fullmatch(r"#.*|[0-9a-f]{40}", line)] == []
    assert any(not line.startswith("#") for line in lines if line)


HOOK, FOR_MANUSCRIPTS = read_yaml(".pre-commit-hooks.yaml")


@pytest.mark.parametrize(
    ("name", "is_taken"),
    [
        ("refs/memos.bib", True),
        ("zotero.ris", True),
        ("endnote.enw", True),
        ("items.csl.json", True),
        ("package.json", False),
        ("style.csl", False),
        ("abib", False),
    ],
)
def test_the_hook_takes_files_of_references(name: str, is_taken: bool) -> None:
    assert bool(re.search(HOOK["files"], name)) == is_taken


@pytest.mark.parametrize(
    ("text", "code", "out"),
    [
        ("@book{a,\n  author = {Example, Ann},\n  title = {A},\n  publisher = {P},\n  date = {2020}\n}\n", 0, ""),
        ("@book{a,\n  author = {Example, Ann},\n  title = {A}\n}\n", 1, "P003 warning: a: the date is unknown"),
        ("", 1, ""),
    ],
)
def test_the_hook_checks_a_file(text: str, code: int, out: str, tmp_path: Path) -> None:
    """As pre-commit runs it: the entry, and the names of the files after it."""
    (tmp_path / "memos.bib").write_text(text, encoding="utf-8")
    program, *arguments = shlex.split(HOOK["entry"])
    assert program in PROJECT["project"]["scripts"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PONARSCITE_DISABLE_PLUGINS": "1"}
    done = run([sys.executable, "-m", program, *arguments, "memos.bib"], cwd=tmp_path, env=environment)
    assert (done.returncode, out in done.stdout, "Traceback" in done.stderr) == (code, True, False)


@pytest.mark.parametrize(
    ("name", "is_taken"), [("a/paper.md", True), ("x.ipynb", True), ("x.bib", False), ("md", False)]
)
def test_the_hook_for_manuscripts_takes_manuscripts(name: str, is_taken: bool) -> None:
    assert bool(re.search(FOR_MANUSCRIPTS["files"], name)) == is_taken


def test_the_hook_for_manuscripts_checks_one(tmp_path: Path) -> None:
    head = "---\nreferences:\n- id: ek2020\n  type: book\n  title: A\n---\n"
    (tmp_path / "paper.md").write_text(f"{head}A key without a record [@lee2020].\n", encoding="utf-8")
    program, *arguments = shlex.split(FOR_MANUSCRIPTS["entry"])
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PONARSCITE_DISABLE_PLUGINS": "1"}
    done = run([sys.executable, "-m", program, *arguments, "paper.md"], cwd=tmp_path, env=environment)
    assert (done.returncode, "M001" in done.stdout, "Traceback" in done.stderr) == (1, True, False)


def test_the_hooks_of_this_repository_are_known_tools() -> None:
    *_, local = read_yaml(".pre-commit-config.yaml")["repos"]
    tools = {hook["entry"].split()[0] for hook in local["hooks"]}
    assert tools == {"ruff", "mypy"}
    assert {hook["language"] for hook in (HOOK, FOR_MANUSCRIPTS)} == {"python"}
