"""The scripts under examples/ run, and the two forms of the example page are the same page."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import types
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import ponarscite
from ponarscite import PluginManager
from ponarscite.commands.plugin_kit.name import plugin_name
from ponarscite.commands.plugin_kit.package import package_files
from ponarscite.record.claim import ROLES
from ponarscite.record.record import Identity, Record
from tests.conftest import EXAMPLES, ROOT, Run

OFFICIAL = (
    "Alla Kassianova, “Russian Weapons Sales to Iran: Why They Are Unlikely to Stop,” PONARS Policy Memo No. 427, "
    "December 2006.\n"
    "Sufian Zhemukhov, “Circassian World: Responses to New Challenges,” PONARS Eurasia Policy Memo No. 54, "
    "December 2008.\n"
    "Juliet Johnson and Benjamin Forest, “Waving the EU Flag in Eurasia,” PONARS Eurasia Policy Memo No. 590, "
    "George Washington University, April 2019.\n"
)
"""Source: the publisher's "Permissions & Citation Guidelines"."""


def run_script(name: str, *arguments: object, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", str(EXAMPLES / name), *map(str, arguments)]
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "PONARSCITE_DISABLE_PLUGINS": "1",
    }
    done = subprocess.run(command, capture_output=True, cwd=folder, env=environment, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done


def test_one_memo(tmp_path: Path) -> None:
    out = run_script("one_memo.py", folder=tmp_path).stdout
    assert out.startswith("pepm9001: Borrowed Rivers: Who Pays for Water in Two Invented Valleys? (Olena Prykladna and")
    for part in (
        "@techreport{pepm9001,",
        '"genre": "PONARS Eurasia Policy Memo"',
        "SN  - 9001",
        "--- apa\nPrykladna, O.",
    ):
        assert part in out


def run_beside(name: str, *arguments: object, folder: Path, library: Path) -> subprocess.CompletedProcess[str]:
    """Run a script with a library, whatever its exit code."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "PONARSCITE_LIBRARY": str(library),
    }
    environment["PONARSCITE_DISABLE_PLUGINS"] = "1"
    command = [sys.executable, "-W", "error", str(EXAMPLES / name), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, cwd=folder, env=environment, encoding="utf-8", check=False)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "library.sqlite"
    with ponarscite.Library(path) as library:
        item = {"id": "lee2012", "type": "book", "title": "Rivers", "issued": {"date-parts": [[2012]]}}
        library.add(ponarscite.from_item(item))
    return path


def test_manuscripts_are_checked_before_a_commit(tmp_path: Path, book: Path) -> None:
    (tmp_path / "paper.md").write_text("As [@lee2012] and [@lee2013] say.\n")
    done = run_beside("check_manuscripts.py", "paper.md", folder=tmp_path, library=book)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == "paper.md:1:20: M001 lee2013: no record has this key; nearest: lee2012\n"
    (tmp_path / "paper.md").write_text("As [@lee2012] says.\n")
    done = run_beside("check_manuscripts.py", "paper.md", folder=tmp_path, library=book)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len((EXAMPLES / "check_manuscripts.py").read_text(encoding="utf-8").splitlines()) <= 26


def test_the_references_of_a_vault(tmp_path: Path, book: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "a.md").write_text("As @lee2012 [p. 3] and [@nobody] say, `@code`.\n")
    (notes / "b.md").write_text("[@LEE2012]\n")
    done = run_beside("vault.py", "notes", book, "references.json", folder=tmp_path, library=book)
    assert (done.returncode, done.stdout) == (0, "")
    assert [item["id"] for item in json.loads((tmp_path / "references.json").read_text(encoding="utf-8"))] == [
        "lee2012"
    ]
    assert sorted(line.split(": ")[1] for line in done.stderr.splitlines()) == ["LEE2012", "nobody"]


def test_a_bibliography_of_a_folder(tmp_path: Path) -> None:
    done = run_script("bibliography.py", folder=tmp_path)
    assert done.stderr == ""
    assert [line.split(",")[0] for line in done.stdout.splitlines() if line] == [
        "Esempio",
        "*Example Wire*. “No Water",
        "Prykladna",
        "Prykladna",
        "*The Invented Gazette*. “Lower Valley Opens Its Ledger.” n.d. <https://gazette.example/1>.",
    ]


def test_a_bibliography_names_what_it_left_out(tmp_path: Path) -> None:
    (tmp_path / "empty.html").touch()
    (tmp_path / "memo.txt").write_bytes((EXAMPLES / "pages" / "borrowed-rivers.txt").read_bytes())
    done = run_script("bibliography.py", tmp_path, "ponars-eurasia", folder=tmp_path)
    assert done.stdout.startswith("Olena Prykladna and Juan de la Prueba, “Borrowed Rivers:")
    assert done.stderr.startswith("left out: ")
    assert "empty.html" in done.stderr


def test_the_guideline_comes_out_to_the_letter(run: Run) -> None:
    assert run("export", EXAMPLES / "guideline.json", "-s", "ponars-eurasia").out == OFFICIAL


def compared(record: Record) -> Record:
    """A record without what only a page with links knows: addresses, and the identity that follows from them."""
    return replace(record, url="", pdf_url="", identity=Identity(record.identity.kind, ()), claims=())


@pytest.mark.parametrize("role", ROLES)
def test_the_page_and_its_text_give_equal_records(role: str, plugins: PluginManager) -> None:
    page, text = (
        [
            record
            for record in ponarscite.ingest(EXAMPLES / "pages" / name, plugins=plugins, roles=ROLES)
            if record.role == role
        ]
        for name in ("borrowed-rivers.html", "borrowed-rivers.txt")
    )
    assert page
    strip = [replace(compared(record), identity=Identity("title", ())) for record in page]
    assert strip == [replace(compared(record), identity=Identity("title", ())) for record in text]


def test_the_page_and_its_text_merge(plugins: PluginManager) -> None:
    both = [EXAMPLES / "pages" / name for name in ("borrowed-rivers.txt", "borrowed-rivers.html")]
    (record,) = ponarscite.ingest(both, plugins=plugins)
    assert {claim.about.document for claim in record.claims} == {str(path) for path in both}
    assert record.conflicts == ()


PACKAGES = {"kennan": "series", "nbib": "format", "quincy": "series", "rad": "series"}
"""Name of an example package -> the kind of `plugin new` that it has grown from."""


def test_the_packages_pass_their_own_tests(tmp_path: Path) -> None:
    """In one process, since starting one takes longer than the tests."""
    folders = [EXAMPLES / f"ponarscite-{name}" for name in PACKAGES]
    paths = os.pathsep.join(map(str, (ROOT, *folders)))
    (tmp_path / "x.ini").write_text("[pytest]\n", encoding="utf-8")
    options = (
        "-p",
        "ponarscite.testing",
        "-p",
        "no:cacheprovider",
        "--import-mode=importlib",
        "-c",
        str(tmp_path / "x.ini"),
    )
    tests = (str(folder / "tests") for folder in folders)
    command = [sys.executable, "-m", "pytest", "-q", "-W", "error", *options, f"--rootdir={EXAMPLES}", *tests]
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("PYTEST_ADDOPTS", None)
    done = subprocess.run(command, cwd=EXAMPLES, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout.splitlines()[-1][:9]) == (0, "30 passed"), done.stdout


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_has_the_shape_of_the_kit(name: str) -> None:
    """But for the workflow, which GitHub runs in a repository of its own alone."""
    folder = EXAMPLES / f"ponarscite-{name}"
    made = package_files(plugin_name(name), PACKAGES[name])
    assert [path for path in made if not (folder / path).is_file()] == [".github/workflows/tests.yml"]
    settings = made["pyproject.toml"].partition("[project.optional-dependencies]")[2]
    assert (folder / "pyproject.toml").read_text(encoding="utf-8").endswith(settings)


def test_the_example_at_scale_finds_what_has_no_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Dask: which archives are read, and into which files."""
    engine: Any = types.ModuleType("distributed")
    engine.Client = engine.Future = engine.LocalCluster = engine.as_completed = None
    monkeypatch.setitem(sys.modules, "distributed", engine)
    monkeypatch.syspath_prepend(str(EXAMPLES / "at_scale"))
    script = importlib.import_module("read_archives")
    for name in ("a/crawl.warc.gz", "b/crawl.warc.gz", "c.wacz", "notes.txt"):
        (tmp_path / "crawls" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "crawls" / name).write_bytes(b"")
    parts = tmp_path / "parts"
    parts.mkdir()
    (parts / "c.wacz.parquet").write_bytes(b"")
    found = script.tasks_of(tmp_path / "crawls", parts)
    assert [Path(part).name for _, part in found] == ["a%2Fcrawl.warc.gz.parquet", "b%2Fcrawl.warc.gz.parquet"]


def test_the_example_at_scale_writes_a_part(tmp_path: Path) -> None:
    archive, part = EXAMPLES / "archive" / "crawl.warc.gz", tmp_path / "crawl.parquet"
    failures: list[ponarscite.PonarsciteError] = []
    assert ponarscite.export_file(archive, part, roles=ROLES, failures=failures) > 2
    assert {record.id for record in ponarscite.ingest(part)} == {"pepm9001", "pepm9002"}
