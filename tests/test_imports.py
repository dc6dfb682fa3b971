"""Imports point one way, the pure rooms touch nothing of the world, and what is heavy is loaded when it is needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from ponarscite.hooks.registry import BUILT_IN
from tests.conftest import EXAMPLES, ROOT

PACKAGE = ROOT / "ponarscite"
MODULES = sorted(PACKAGE.rglob("*.py"))

CORE = {
    "__about__": (),
    "errors": (),
    "settings": ("errors",),
    "record": ("errors",),
    "csl": ("errors",),
    "reconcile": ("record",),
    "citestring": ("csl", "errors", "record"),
    "document": ("errors", "record"),
    "series": ("document", "reconcile", "record"),
    "note": ("citestring", "document", "reconcile", "record", "series"),
    "interchange": ("errors", "record"),
    "hookspecs": (),
    "embedded": ("interchange", "record", "series"),
    "wordpress": ("document", "note", "record", "series"),
    "pdf": ("document", "errors", "record", "series"),
    "network": ("errors", "settings"),
    "citation": ("csl", "errors", "hookspecs", "record"),
    "loss": ("citation", "hookspecs", "record"),
    "hooks": ("__about__", "document", "errors", "hookspecs", "interchange", "record", "series", "settings"),
    "ingestion": ("document", "errors", "hooks", "hookspecs", "reconcile", "record", "series"),
    "library": ("errors", "hooks", "reconcile", "record", "series", "settings"),
    "manuscript": ("document", "errors", "library", "note", "reconcile", "record", "series"),
    "pipeline": (
        "citation",
        "document",
        "errors",
        "hooks",
        "hookspecs",
        "ingestion",
        "reconcile",
        "record",
        "series",
        "settings",
    ),
}
"""Room of the core -> the rooms it may import; a room imports those above it."""

PLUGIN_ROOMS = ("checks", "engines", "extractors", "formats", "integrations", "outputs", "repositories", "sources")
OFFERED_TO_PLUGINS = {
    "__about__",
    "citation",
    "csl",
    "document",
    "errors",
    "hookspecs",
    "interchange",
    "network",
    "note",
    "pdf",
    "reconcile",
    "record",
    "series",
    "wordpress",
}

OFFERED_TO_INTEGRATIONS = {"__init__", "api", "hooks", "library", "manuscript", "pipeline", "settings"}
"""Beside these, what the front door has, what looks up names, what reads manuscripts, what finds the styles of all
plugins and asks them, and what the user has set."""

PURE = (
    "checks",
    "citation",
    "citestring",
    "csl",
    "document",
    "embedded",
    "extractors",
    "formats",
    "interchange",
    "loss",
    "manuscript",
    "note",
    "reconcile",
    "record",
    "series",
    "wordpress",
)
TRAINING = "citestring/training/"
"""A program of its own within a pure room: it may touch the world, and nothing else imports it."""

MOST_ROOMS = 36
"""Folders and modules directly in the package, without those that other programs import by name."""

DOORS = {"ipython", "sphinx"}
"""Modules that other programs import by these names: they only lead to an integration."""

BY_NAME = DOORS | {"testing"}
"""These, and the module that pytest imports by its name: `-p ponarscite.testing`."""

MOST_LOOSE = 10
"""Modules directly in the package."""

WORLD = {"sqlite3", "socket", "os", "pathlib", "click", "requests", "time", "subprocess", "urllib.request"}

HEAVY = tuple(
    "requests lxml sqlite3 citeproc bibtexparser rich pypdfium2 feedparser anyascii http.server unittest "
    "pyarrow".split()
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


ROOMS = frozenset(map(room_of, MODULES))
FRONT_DOOR = "__init__"
"""The room of what is imported from the package itself: ``from ponarscite import Record``."""


def rooms_in(names: Iterable[str]) -> set[str]:
    """The rooms that imported names lie in; of the package itself, the front door."""
    ours = (name.split(".") for name in names if name == "ponarscite" or name.startswith("ponarscite."))
    return {parts[1] if len(parts) > 1 and parts[1] in ROOMS else FRONT_DOOR for parts in ours}


def rooms_imported_by(module: Path) -> set[str]:
    """The other rooms that a module imports."""
    return rooms_in(imports_of(module)) - {room_of(module)}


def name(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


READERS = ("csl/catalogue.py", "csl/locale.py", "csl/style.py")
"""They find the styles and locales that packages ship."""


@pytest.mark.parametrize("module", [m for m in MODULES if room_of(m) in PURE and TRAINING not in name(m)], ids=name)
def test_a_pure_room_does_not_touch_the_world(module: Path) -> None:
    touched = {found for found in imports_of(module) for world in WORLD if f"{found}.".startswith(f"{world}.")}
    assert touched == ({"pathlib.Path"} if name(module) in READERS else set())


@pytest.mark.parametrize("module", [m for m in MODULES if TRAINING not in name(m)], ids=name)
def test_nothing_imports_the_training(module: Path) -> None:
    assert not [found for found in imports_of(module) if "citestring.training" in found]


@pytest.mark.parametrize("module", [m for m in MODULES if room_of(m) in CORE], ids=name)
def test_the_core_imports_one_way(module: Path) -> None:
    allowed = set(CORE[room_of(module)])
    if name(module) == "series/ponars.py":  # data, and a plugin like anyone's
        allowed.add("hookspecs")
    assert rooms_imported_by(module) <= allowed


@pytest.mark.parametrize("module", [m for m in MODULES if room_of(m) in PLUGIN_ROOMS], ids=name)
def test_no_plugin_imports_another(module: Path) -> None:
    allowed = OFFERED_TO_PLUGINS | ({"hooks"} if name(module) == "checks/review.py" else set())  # it runs the checks
    allowed |= OFFERED_TO_INTEGRATIONS if room_of(module) == "integrations" else set()
    assert rooms_imported_by(module) <= allowed
    others = {f"ponarscite.{plugin}" for plugin in BUILT_IN} - {f"ponarscite.{name(module)[:-3].replace('/', '.')}"}
    assert {found for found in imports_of(module) if found in others} == set()


@pytest.mark.parametrize("module", [m for m in MODULES if room_of(m) in DOORS], ids=name)
def test_a_door_leads_to_an_integration(module: Path) -> None:
    assert rooms_imported_by(module) == {"integrations"}


def format_of(module: Path) -> str:
    """The folder or the module of a format."""
    return module.relative_to(PACKAGE / "formats").parts[0].removesuffix(".py")


@pytest.mark.parametrize("module", [m for m in MODULES if room_of(m) == "formats"], ids=name)
def test_no_format_imports_another(module: Path) -> None:
    """What two formats share belongs in interchange."""
    known = {format_of(other) for other in MODULES if room_of(other) == "formats"} - {format_of(module)}
    ours = (found.split(".") for found in imports_of(module) if found.startswith("ponarscite.formats."))
    assert known.isdisjoint(parts[2] for parts in ours)


def test_an_import_from_the_front_door_is_seen() -> None:
    tree = ast.parse("from ponarscite import __version__, pipeline\nimport ponarscite\nimport ponarscite.csl.item")
    assert rooms_in(imported(tree)) == {FRONT_DOOR, "pipeline", "csl"}


def test_there_are_few_rooms_and_fewer_loose_modules() -> None:
    loose = {path.name for path in PACKAGE.glob("*.py")}
    assert len(ROOMS - BY_NAME) <= MOST_ROOMS
    assert len(loose) <= MOST_LOOSE


DOTTED = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in MODULES}
"""Name of a module -> its file."""


def modules_imported_by(module: Path) -> set[str]:
    """The modules of ours that a module imports, for type checkers too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            names = (f"{node.module}.{name.name}" for name in node.names)
            found |= {name if name in DOTTED else str(node.module) for name in names}
    return found & DOTTED.keys()


def circles(graph: Mapping[str, set[str]]) -> list[str]:
    """The nodes that lie on a circle or lead to one, sorted: what is left when all that leads nowhere is peeled off."""
    left = {node: targets & graph.keys() for node, targets in graph.items()}
    while ends := {node for node, targets in left.items() if not targets}:
        left = {node: targets - ends for node, targets in left.items() if node not in ends}
    return sorted(left)


def test_a_circle_is_seen() -> None:
    assert circles({"a": {"b"}, "b": {"a"}, "c": set()}) == ["a", "b"]
    assert circles({"a": {"b", "outside"}, "b": {"c"}, "c": set()}) == []


def test_no_circle_of_imports() -> None:
    assert circles({name: modules_imported_by(path) - {name} for name, path in DOTTED.items()}) == []


def test_every_room_has_its_place() -> None:
    known = {*CORE, *PLUGIN_ROOMS, *BY_NAME, "commands", "api", "cli", "__init__", "__main__"}
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


NO_MODEL = "import sys\n{}\nassert not [name for name in sys.modules if name.startswith('ponarscite.citestring')]"


@pytest.mark.parametrize(
    "code",
    [
        "import ponarscite",
        f"import ponarscite\nassert list(ponarscite.ingest({str(EXAMPLES / 'pages' / 'night-trains.html')!r}))",
    ],
)
def test_nothing_of_citestring_is_loaded_where_no_note_is_read(code: str) -> None:
    subprocess.run([sys.executable, "-c", NO_MODEL.format(code)], check=True, cwd=ROOT)
