"""`ponarscite.testing`: invented pages are what their arguments say, and the fixtures tell what a plugin does wrong."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import ponarscite
from ponarscite import PluginManager
from ponarscite.testing import Site, page
from tests.conftest import ROOT

# Pages


def read(plugins: PluginManager, **arguments: object) -> ponarscite.Record:
    (record,) = ponarscite.ingest(page("A Port", **arguments), plugins=plugins)  # type: ignore[arg-type]
    return record


@pytest.mark.parametrize("authors", [["Ana Ejemplo"], ["Ana Ejemplo", "Bo Day"], ["Ana Ejemplo", "Bo Day", "Cy Lee"]])
def test_authors_and_date_are_read(authors: list[str], plugins: PluginManager) -> None:
    record = read(plugins, authors=authors, issued="May 2, 2021")
    assert ([str(name) for name in record.author], str(record.issued)) == (authors, "2021-05-02")


def test_what_is_left_out_is_not_on_the_page(plugins: PluginManager) -> None:
    html = page("A Port", authors=(), issued="", text="").text
    assert not re.search(r'class="(?:label|byline|date)"|canonical|og:site_name', html)


@pytest.mark.parametrize("text", ["<script>x</script>", 'a "quoted" & <b>bold</b>', "Ківш & «Ко»"])
def test_a_text_stays_a_text(text: str, plugins: PluginManager) -> None:
    (record,) = ponarscite.ingest(page(text, meta={"citation_title": text}, label=text, site=text), plugins=plugins)
    assert record.title == text


def test_meta_tags_may_repeat(plugins: PluginManager) -> None:
    meta = [("citation_author", "Day, Bo"), ("citation_author", "Lee, Cy"), ("og:title", "A Port")]
    document = page("A Port", authors=(), meta=meta, url="https://x.example/a", name="a.html")
    (record,) = ponarscite.ingest(document, plugins=plugins)
    assert [name.family for name in record.author] == ["Day", "Lee"]
    assert (document.name, document.url, record.url) == ("a.html", "https://x.example/a", "https://x.example/a")
    assert '<meta property="og:title" content="A Port">' in document.text


def test_a_page_of_a_site_is_found_without_its_query() -> None:
    served = Site("host", {"/a": "text", "/b": b"bytes", "/c": page("A Port")})
    assert [served.answer(path) for path in ("/a?x=1", "/b", "/d")] == [b"text", b"bytes", None]
    assert served.answer("/c") == page("A Port").content
    assert served.address("/a") == "http://host/a"


# Fixtures

PROJECT = """\
[project]
name = "ponarscite-mine"

[project.entry-points.ponarscite]
mine = "ponarscite_mine{attribute}"

[tool.pytest.ini_options]
addopts = "-p ponarscite.testing -p no:cacheprovider"
pythonpath = ["."]
"""

RIGHT = """\
from ponarscite import Series, hookimpl

class Mine:
    @hookimpl
    def provide_series(self):
        return [Series(id="rn", label="River Note", first_year=2014)]

mine = Mine()
"""

TESTS = """\
import os

from ponarscite import ingest
from ponarscite.testing import page


def test_the_library_is_that_of_the_commands(library, run, tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(page("A Port", label="River Note No. 7").content)
    assert run("find", "port").out == ""
    assert run("add", path).code == 0
    assert library.get("rn7").title == "A Port"


def test_the_next_library_is_empty(library, run):
    assert run("list").out == ""


def test_a_site_answers(site, plugins):
    site.pages["/a"] = page("A Port", label="River Note No. 7")
    (record,) = ingest(site.address("/a"), plugins=plugins, allow_private=True)
    assert record.number == "7" and "/a" in site.asked
    missed = []
    assert list(ingest(site.address("/b"), plugins=plugins, allow_private=True, failures=missed)) == []
    assert missed[0].status == 404


def test_a_golden_file(golden):
    golden("greeting.txt", "hello\\n")
"""

WRONG = """\
from ponarscite import hookimpl

@hookimpl
def extract_claims(document):
    raise ZeroDivisionError("on purpose")

def provide_series():
    return []
"""

WRONG_TESTS = """\
import pytest
from ponarscite import ingest
from ponarscite.testing import page


def test_a_failure_is_told(plugins):
    plugins.oversights.clear()
    list(ingest(page("A Port"), plugins=plugins))


def test_an_oversight_is_told(plugins):
    pass


def test_a_golden_file_is_missing(golden):
    golden("greeting.txt", "hello\\n")


def test_both_are_wanted(plugins):
    list(ingest(page("A Port"), plugins=plugins))
    assert plugins.broken and plugins.oversights
    plugins.broken.clear()
    plugins.oversights.clear()
"""


def run_in(folder: Path, module: str, tests: str, attribute: str = "", *options: str) -> str:
    """What pytest prints of a package with this module and these tests."""
    folder.mkdir(exist_ok=True)
    (folder / "pyproject.toml").write_text(PROJECT.format(attribute=attribute), encoding="utf-8")
    (folder / "ponarscite_mine.py").write_text(module, encoding="utf-8")
    (folder / "test_mine.py").write_text(tests, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    environment.pop("PYTEST_ADDOPTS", None)
    command = [sys.executable, "-m", "pytest", "-q", "-W", "error", *options]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    ).stdout


def test_the_fixtures_serve_a_plugin(tmp_path: Path) -> None:
    written = run_in(tmp_path, RIGHT, TESTS, ":mine", "--update-golden")
    assert written.splitlines()[-1].startswith("4 passed"), written
    assert (tmp_path / "golden" / "greeting.txt").read_text(encoding="utf-8") == "hello\n"


def test_the_fixtures_tell_what_a_plugin_does_wrong(tmp_path: Path) -> None:
    out = run_in(tmp_path, WRONG, WRONG_TESTS)
    assert "1 failed, 3 passed, 2 errors" in out, out
    assert "no golden file greeting.txt: run pytest --update-golden" in out
    assert "plugin 'mine' failed in extract_claims: ZeroDivisionError: on purpose" in out
    assert "the function provide_series is not marked as a hook, and is never called (put @hookimpl above it" in out
