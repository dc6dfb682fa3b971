"""`plugin new`: a package of each kind, with tests that pass at once; names; and nothing is written over."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from ponarscite.commands.plugin_kit.name import LONGEST, plugin_name
from ponarscite.commands.plugin_kit.package import KINDS, package_files
from ponarscite.errors import MisuseError
from tests.conftest import ROOT, Run

EVERYWHERE = {
    ".github/workflows/tests.yml",
    ".gitignore",
    "README.md",
    "pyproject.toml",
    "ponarscite_kennan_cable/__init__.py",
    "ponarscite_kennan_cable/py.typed",
    "tests/test_ponarscite_kennan_cable.py",
}


def run_tests(folder: Path, paths: Iterable[Path], *options: str) -> subprocess.CompletedProcess[str]:
    """Run tests with pytest in a process of its own, as in an environment where only ponarscite is installed."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT, *paths))), "PYTHONUTF8": "1"}
    environment.pop("PYTEST_ADDOPTS", None)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error", *options]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


# A package


@pytest.mark.parametrize("kind", KINDS)
def test_a_package_has_its_files(kind: str, run: Run, tmp_path: Path) -> None:
    ran = run("plugin", "new", "Kennan_Cable", "--kind", kind, "--into", tmp_path)
    folder = tmp_path / "ponarscite-kennan-cable"
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{folder} is a plugin that adds {KINDS[kind]}. Its tests pass:\n  cd {folder}\n")
    written = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert written >= EVERYWHERE
    assert not [path for path in written if "$" in path or "template" in path or "LICENSE" in path]
    project = (folder / "pyproject.toml").read_text(encoding="utf-8")
    assert '[project.entry-points.ponarscite]\nkennan-cable = "ponarscite_kennan_cable"\n' in project
    assert "${{ matrix.python }}" in (folder / ".github/workflows/tests.yml").read_text(encoding="utf-8")


def test_a_new_series_passes_its_tests_where_its_author_runs_them(run: Run, tmp_path: Path) -> None:
    run("plugin", "new", "kennan", "--into", tmp_path)
    ran = run_tests(tmp_path / "ponarscite-kennan", ())
    assert (ran.returncode, ran.stdout.splitlines()[-1][:8]) == (0, "4 passed"), ran.stdout


def test_each_other_kind_passes_its_tests(run: Run, tmp_path: Path) -> None:
    """In one process, since starting one takes longer than the tests."""
    folders = [tmp_path / f"ponarscite-{kind}-2" for kind in KINDS if kind != "series"]
    for kind in KINDS:
        run("plugin", "new", f"{kind}-2", "--kind", kind, "--into", tmp_path)
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    options = ("-p", "ponarscite.testing", "--import-mode=importlib")
    ran = run_tests(tmp_path, folders, *options, *(str(folder / "tests") for folder in folders))
    assert (ran.returncode, ran.stdout.splitlines()[-1][:9]) == (0, "11 passed"), ran.stdout


RUFF = shutil.which("ruff", path=str(Path(sys.executable).parent))


@pytest.mark.skipif(not RUFF, reason="ruff is not installed")
@pytest.mark.parametrize("name", ["a", "kennan", "x" * LONGEST, "2-2"])
def test_the_code_of_each_kind_is_formatted(name: str, run: Run, tmp_path: Path) -> None:
    for kind in KINDS:
        run("plugin", "new", name, "--kind", kind, "--into", tmp_path / kind)
    for command in (("format", "--check"), ("check",)):
        done = subprocess.run(
            [str(RUFF), *command, "--no-cache", str(tmp_path)], capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stdout


def test_without_a_command_the_help_is_printed(run: Run) -> None:
    ran = run("plugin")
    assert (ran.code, ran.err) == (0, "")
    assert "new  Write the package ponarscite-NAME, with tests that pass." in ran.out


# Names


@pytest.mark.parametrize(
    ("given", "package", "module", "code"),
    [
        ("kennan", "ponarscite-kennan", "ponarscite_kennan", "KEN"),
        ("ponarscite-kennan", "ponarscite-kennan", "ponarscite_kennan", "KEN"),
        ("Kennan__Cable", "ponarscite-kennan-cable", "ponarscite_kennan_cable", "KEN"),
        ("g20.notes", "ponarscite-g20-notes", "ponarscite_g20_notes", "GNO"),
        ("Ponarscite_RAD", "ponarscite-rad", "ponarscite_rad", "RAD"),
        ("polar", "ponarscite-polar", "ponarscite_polar", "XPOL"),
        ("7", "ponarscite-7", "ponarscite_7", "X"),
    ],
)
def test_a_name_is_normalised(given: str, package: str, module: str, code: str) -> None:
    name = plugin_name(given)
    assert (name.package, name.module, name.code) == (package, module, code)
    assert name.module.isidentifier()


WRONG = [
    "",
    "-x",
    "x-",
    "a b",
    "../x",
    "a/b",
    "naïve",
    "кабель",
    ".",
    "ponarscite-",
    "ponarscite",
    "x" * 31,
    "a\nb",
    "a$b",
]


@pytest.mark.parametrize("given", WRONG)
def test_a_name_that_no_package_can_have_is_refused(given: str, run: Run, tmp_path: Path) -> None:
    with pytest.raises(MisuseError):
        plugin_name(given)
    ran = run("plugin", "new", "--into", tmp_path, "--", given)
    assert (ran.code, ran.out) == (2, "")
    assert [line.partition(":")[0] for line in ran.err.splitlines()] == ["error", "hint"]
    assert list(tmp_path.iterdir()) == []


# What exists


@pytest.mark.parametrize("kind", ["file", "folder", "full folder", "link"])
def test_what_exists_is_left_as_it_is(kind: str, run: Run, tmp_path: Path) -> None:
    target = tmp_path / "ponarscite-kennan"
    if kind == "file":
        target.write_text("mine", encoding="utf-8")
    elif kind == "link":
        target.symlink_to(tmp_path / "nowhere")
    else:
        target.mkdir()
        (target / "notes").write_text("mine") if kind == "full folder" else None
    before = sorted(path.name for path in tmp_path.rglob("*"))
    ran = run("plugin", "new", "kennan", "--into", tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        f"error: {target} exists, and is left as it is",
        "hint: choose another name, or another folder with --into",
    ]
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_a_folder_that_cannot_be_made_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    ran = run("plugin", "new", "kennan", "--into", tmp_path / "file")
    assert (ran.code, len(ran.err.splitlines())) == (1, 2)


def test_templates_use_every_name_they_are_given() -> None:
    for kind in KINDS:
        texts = package_files(plugin_name("kennan"), kind)
        assert "ponarscite_kennan" in texts["README.md"]
        assert all(text.endswith("\n") or not text for text in texts.values())
