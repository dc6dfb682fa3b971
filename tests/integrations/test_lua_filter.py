"""The Lua filter: printed, written for Quarto, and the index that it reads. tests/live/pandoc_filter.py runs it."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from ponarscite import Date, Library, PluginManager, Record, render
from tests.conftest import Run


def test_the_filter_is_printed(run: Run) -> None:
    ran = run("pandoc-filter", "--lua")
    assert ran.code == 0
    assert ran.out.startswith("--[[\nponarscite.lua: ")
    assert "\nfunction Pandoc(doc)\n" in ran.out


def test_an_extension_for_quarto_is_written(run: Run, tmp_path: Path) -> None:
    ran = run("pandoc-filter", "--quarto", tmp_path)
    folder = tmp_path / "_extensions" / "ponarscite"
    assert ran.out.splitlines() == [str(folder / name) for name in ("_extension.yml", "ponarscite.lua")]
    assert sorted(one.name for one in folder.iterdir()) == ["_extension.yml", "ponarscite.lua"]
    extension = yaml.safe_load((folder / "_extension.yml").read_text(encoding="utf-8"))
    assert extension["contributes"] == {"filters": ["ponarscite.lua"]}
    assert {"title", "author", "version", "quarto-required"} < set(extension)
    assert run("pandoc-filter", "--quarto", tmp_path).code == 0


def test_a_missing_folder_is_told(run: Run, tmp_path: Path) -> None:
    ran = run("pandoc-filter", "--quarto", tmp_path / "none")
    assert ran.code == 1
    assert ran.err.startswith("error: there is no folder ")


def test_the_index_has_an_item_a_line_with_its_id_first(run: Run, tmp_path: Path, plugins: PluginManager) -> None:
    path, index = tmp_path / "l.sqlite", tmp_path / "index.jsonl"
    with Library(path, plugins) as library:
        library.add(Record(id="a", type="book", title="Snow\u2028 and\nrain", issued=Date(2020)))
        library.add(Record(id="b", type="book", title="Rivers"))
    assert run("export", "--all", "--library", path, "-o", index).code == 0
    lines = index.read_text(encoding="utf-8").split("\n")
    assert [line[:8] for line in lines] == ['{"id":"a', '{"id":"b', ""]
    assert [json.loads(line)["title"] for line in lines if line] == ["Snow and rain", "Rivers"]


def test_nothing_gives_an_empty_index(plugins: PluginManager) -> None:
    assert render([], "csl-jsonl", plugins) == ""
