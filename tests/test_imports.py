"""Imports point one way, the pure rooms touch nothing of the world, and what is heavy is loaded when it is needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ponarscite.plugins import BUILT_IN
from tests.conftest import EXAMPLES, ROOT

PACKAGE = ROOT / "ponarscite"
MODULES = sorted(PACKAGE.rglob("*.py"))

CORE = {
    "errors": (),
    "record": ("errors",),
    "claim": ("record",),
    "csl": ("errors",),
    "settings": (),
    "installed": ("settings",),
    "network": ("errors", "settings"),
    "wordpress": ("document", "claim", "note", "record", "series"),
    "style": ("csl", "errors"),
    "bib": ("record",),
    "zotero": ("record",),
    "embedded": ("record", "series", "zotero"),
    "exchange": ("bib", "errors", "hookspecs", "record", "zotero"),
    "loss": ("hookspecs", "record"),
    "citation": ("errors", "hookspecs", "record", "style"),
    "trial": ("citation", "hookspecs", "record"),
    "document": ("errors", "record"),
    "series": ("document", "claim", "record"),
    "note": ("series", "claim", "record"),
    "pdf": ("claim", "document", "errors", "record", "series"),
    "reference": ("bib", "claim", "exchange", "record", "zotero"),
    "hookspecs": (),
    "plugins": ("errors", "hookspecs", "installed"),
    "answer": ("claim", "document", "hookspecs", "record", "series"),
    "guard": ("answer", "document", "errors", "hookspecs", "plugins"),
    "works": ("claim", "record"),
    "workers": (),
    "reading": ("document", "errors", "record", "workers"),
    "review": ("claim", "errors", "guard", "hookspecs", "plugins", "record", "series"),
    "library": ("works", "claim", "errors", "guard", "plugins", "record", "series", "settings"),
    "shelf": ("claim", "record", "series"),
    "extraction": ("works", "claim", "document", "errors", "guard", "plugins", "reading", "record", "series"),
    "pipeline": (
        "works",
        "extraction",
        "claim",
        "document",
        "errors",
        "guard",
        "hookspecs",
        "plugins",
        "record",
        "series",
        "settings",
        "reading",
        "style",
    ),
}
"""Room of the core -> the rooms it may import. Those who come later in STYLE's row import those before them."""

PLUGIN_ROOMS = ("checks", "engines", "extractors", "outputs", "renderers", "repositories", "sources")
OFFERED_TO_PLUGINS = {
    "errors",
    "record",
    "claim",
    "csl",
    "series",
    "note",
    "document",
    "network",
    "style",
    "hookspecs",
    "bib",
    "citation",
    "zotero",
    "reference",
    "wordpress",
    "shelf",
    "pdf",
}

PURE = (
    "citation",
    "trial",
    "record",
    "bib",
    "zotero",
    "exchange",
    "loss",
    "shelf",
    "embedded",
    "csl",
    "claim",
    "series",
    "note",
    "wordpress",
    "document",
    "extractors",
    "renderers",
    "checks",
    "review",
    "reference",
)
WORLD = {"sqlite3", "socket", "os", "pathlib", "click", "requests", "time", "subprocess", "urllib.request"}

HEAVY = tuple(
    "requests lxml sqlite3 citeproc bibtexparser rich pypdfium2 feedparser anyascii http.server unittest".split()
)


def room_of(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(node: ast.AST) -> Iterator[str]:
    """Every module and name that is really imported, inside functions too; not what only type checkers read."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        if isinstance(child, ast.Import):
            yield from (name.name for name in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from (f"{child.module}.{name.name}" for name in child.names)
        else:
            yield from imported(child)


def imports_of(module: Path) -> set[str]:
    return set(imported(ast.parse(module.read_text(encoding="utf-8"))))


def rooms_imported_by(module: Path) -> set[str]:
    """The other rooms of ours that a module imports."""
    ours = (name.split(".")[1] for name in imports_of(module) if name.startswith("ponarscite."))
    rooms = {room_of(path) for path in MODULES}
    return {room for room in ours if room in rooms} - {room_of(module)}


def name(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


READERS = ("csl/locale.py", "csl/style.py")
"""They find the styles and locales that packages ship."""


@pytest.mark.parametrize("module", [m for m in MODULES if room_of(m) in PURE], ids=name)
def test_a_pure_room_does_not_touch_the_world(module: Path) -> None:
    touched = {found for found in imports_of(module) for world in WORLD if f"{found}.".startswith(f"{world}.")}
    assert touched == ({"pathlib.Path"} if name(module) in READERS else set())


@pytest.mark.parametrize("module", [m for m in MODULES if room_of(m) in CORE], ids=name)
def test_the_core_imports_one_way(module: Path) -> None:
    allowed = set(CORE[room_of(module)])
    if name(module) == "series/ponars.py":  # data, and a plugin like anyone's
        allowed.add("hookspecs")
    assert rooms_imported_by(module) <= allowed


@pytest.mark.parametrize("module", [m for m in MODULES if room_of(m) in PLUGIN_ROOMS], ids=name)
def test_no_plugin_imports_another(module: Path) -> None:
    assert rooms_imported_by(module) <= OFFERED_TO_PLUGINS
    others = {f"ponarscite.{plugin}" for plugin in BUILT_IN} - {f"ponarscite.{name(module)[:-3].replace('/', '.')}"}
    assert {found for found in imports_of(module) if found in others} == set()


def test_every_room_has_its_place() -> None:
    known = {*CORE, *PLUGIN_ROOMS, "commands", "api", "cli", "__init__", "__main__"}
    assert {room_of(module) for module in MODULES} <= known


def loaded_by(code: str) -> set[str]:
    """The heavy modules that a fresh interpreter has loaded after running *code*."""
    script = f"import sys\n{code}\nprint(*(name for name in {HEAVY!r} if name in sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stderr.split())


COMMAND = "from ponarscite.__main__ import main\nsys.argv[1:] = {!r}\ntry: main()\nexcept SystemExit: pass"


def test_importing_loads_nothing_heavy() -> None:
    assert loaded_by("import ponarscite") == set()


def test_telling_the_version_loads_nothing_heavy() -> None:
    assert loaded_by(COMMAND.format(["--version"])) == set()


def test_listing_the_plugins_loads_nothing_heavy() -> None:
    assert loaded_by(COMMAND.format(["plugins"])) == set()


def test_one_page_to_bibtex_loads_only_what_it_needs() -> None:
    page = str(EXAMPLES / "pages" / "borrowed-rivers.html")
    assert loaded_by(COMMAND.format(["export", page, "-f", "bibtex", "--quiet"])) <= {"lxml", "bibtexparser"}


def test_text_to_a_record_loads_no_parser_of_html() -> None:
    page = str(EXAMPLES / "pages" / "borrowed-rivers.txt")
    assert loaded_by(f"import ponarscite\nassert list(ponarscite.ingest({page!r}))") == set()
