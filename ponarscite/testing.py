"""Help for the tests of plugins: fixtures for pytest, and a builder of invented pages.

`pytest_plugins = ["ponarscite.testing"]` in conftest.py makes the fixtures known, and so does the option
`-p ponarscite.testing`.

    from ponarscite import PluginManager, ingest
    from ponarscite.testing import page

    def test_a_cable_has_its_imprint(plugins: PluginManager) -> None:
        (cable,) = ingest(page("A Port Without a Sea", label="Kennan Cable No. 9052"), plugins=plugins)
        assert (cable.number, cable.publisher) == ("9052", "Wilson Center")
"""

from __future__ import annotations

import importlib
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from threading import Thread
from typing import TypeAlias

import pytest

from ponarscite import Document, Library, PluginManager, plugin_manager
from ponarscite.cli import main
from ponarscite.hooks.installed import GROUP

Golden: TypeAlias = Callable[[str, str], None]
"""Compares: the name of a golden file, a text -> None. Raises AssertionError."""

ABSTRACT = (
    "An invented harbour stands in the middle of an invented plain, and every year a ship is entered in its books. "
    "This text asks who reads the books, and what they find in them when a year has gone by."
)
"""The first paragraph of invented pages, long enough to be one."""


@dataclass(frozen=True)
class Ran:
    """Exit code and output of one run of the command line."""

    code: int
    out: str
    err: str


Run: TypeAlias = Callable[..., Ran]
"""Runs the command line: arguments -> what came of it."""


# Pages


def page(
    title: str,
    *,
    authors: Sequence[str] = ("Olena Prykladna", "Juan de la Prueba"),
    issued: str = "March 5, 2024",
    label: str = "",
    text: str = ABSTRACT,
    site: str = "",
    meta: Mapping[str, str] | Sequence[tuple[str, str]] = (),
    url: str = "",
    name: str = "page.html",
) -> Document:
    """An invented page of a publication, as a website sends it: a head with metadata, an article with text.

    Args:
        title: of the publication.
        authors: as the byline prints them.
        issued: date as the page prints it, "" for none.
        label: series and number as the page prints them above the title: "Kennan Cable No. 9052".
        text: its paragraphs, with blank lines between them.
        site: name of the site, behind the title in the `<title>` and as og:site_name.
        meta: name -> content of meta tags; pairs may repeat a name ("citation_author"). Names with ":" are properties.
        url: its own address, as its canonical link.
        name: of the document, for people.
    """
    pairs = [*(meta.items() if isinstance(meta, Mapping) else meta), *([("og:site_name", site)] if site else [])]
    head = [f"<title>{escape(title)}{f' | {escape(site)}' if site else ''}</title>", *map(_meta, pairs)]
    head += [f'<link rel="canonical" href="{escape(url)}">'] if url else []
    lines = [("label", label), ("byline", _byline(authors)), ("date", issued)]
    label_, byline, date = (f'<p class="{kind}">{escape(line)}</p>' if line else "" for kind, line in lines)
    article = [label_, f"<h1>{escape(title)}</h1>", byline, date]
    article += [f"<p>{escape(paragraph)}</p>" for paragraph in text.split("\n\n") if paragraph.strip()]
    html = "\n".join(
        [
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            *head,
            "</head>\n<body>\n<article>",
            *filter(None, article),
            "</article>\n</body>\n</html>\n",
        ]
    )
    return Document.of(html, name=name, url=url)


def _meta(pair: tuple[str, str]) -> str:
    name, content = pair
    return f'<meta {"property" if ":" in name else "name"}="{escape(name)}" content="{escape(content)}">'


def _byline(authors: Sequence[str]) -> str:
    """ "A", "A and B", "A, B, and C"; "" for nobody."""
    if len(authors) < 3:
        return " and ".join(authors)
    return f"{', '.join(authors[:-1])}, and {authors[-1]}"


# The plugin


@pytest.fixture
def plugin_under_test(request: pytest.FixtureRequest) -> Mapping[str, object]:
    """Name -> plugin, as the entry points in the nearest pyproject.toml name them. Override it for other plugins."""
    for folder in request.path.parents:
        if (path := folder / "pyproject.toml").is_file():
            project = tomllib.loads(path.read_text(encoding="utf-8")).get("project", {})
            if named := project.get("entry-points", {}).get(GROUP, {}):
                return {name: _loaded(place) for name, place in named.items()}
    pytest.fail(
        f"no pyproject.toml above {request.path.name} has a table [project.entry-points.{GROUP}]; write one, or "
        "a fixture plugin_under_test that returns {name: module}"
    )


def _loaded(place: str) -> object:
    """The object of an entry point: "package.module" or "package.module:attribute"."""
    module, _, attribute = place.partition(":")
    found: object = importlib.import_module(module.strip())
    for part in filter(None, attribute.strip().split(".")):
        found = getattr(found, part)
    return found


@pytest.fixture
def plugins(plugin_under_test: Mapping[str, object]) -> Iterator[PluginManager]:
    """A plugin manager with the plugin under test and the built-in ones, without others that are installed.

    A test fails where a hook of the plugin failed, or where its author has overlooked something; a test that wants
    this clears `plugins.broken` or `plugins.oversights`.
    """
    manager = plugin_manager(external=False)
    for name, plugin in plugin_under_test.items():
        manager.add(plugin, name)
    yield manager
    told = [error.message for error in manager.broken.values()]
    told += [f"{one.message} ({one.hint})" for noted in manager.oversights.values() for one in noted.values()]
    if told:
        pytest.fail("\n".join(told), pytrace=False)


@pytest.fixture
def run(plugins: PluginManager, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process with the plugins of the test: `run("export", path, "-f", "ris")`."""

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments], plugins)
        return Ran(code, *capsys.readouterr())

    return run


# Golden files


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option --update-golden."""
    parser.addoption("--update-golden", action="store_true", help="rewrite golden files, to be read as a diff")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with the file golden/NAME beside the test; `pytest --update-golden` writes the file."""

    def golden(name: str, text: str) -> None:
        path = request.path.parent / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert path.is_file(), f"no golden file {name}: run pytest --update-golden, and read what it writes"
        assert text == path.read_bytes().decode("utf-8"), f"{name} differs; pytest --update-golden rewrites it"

    return golden


# The library, and what else belongs to the user


@pytest.fixture(autouse=True)
def nothing_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep tests from library, settings and cache of the user, from waiting between requests, and from proxies."""
    folder = tmp_path_factory.mktemp("ponarscite")
    for name, file in (("LIBRARY", "library.sqlite"), ("CONFIG", "config.toml"), ("CACHE", "cache")):
        monkeypatch.setenv(f"PONARSCITE_{name}", str(folder / file))
    monkeypatch.setenv("PONARSCITE_DELAY", "0")
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return folder


@pytest.fixture
def library(nothing_of_the_user: Path) -> Iterator[Library]:
    """An empty library of its own, which the commands of `run` use, too."""
    with Library(nothing_of_the_user / "library.sqlite") as library:
        yield library


# A site


@dataclass
class Site:
    """A website on this machine. The pages are given by their paths; any other path is answered with 404.

    Its addresses are private, so reading them needs `allow_private=True`, or `--allow-private`.

    Args:
        host: name and port.
        pages: path with its slash -> content.
        asked: the paths that were requested, in order.
    """

    host: str
    pages: dict[str, Document | str | bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def address(self, path: str = "/") -> str:
        """The address of a path."""
        return f"http://{self.host}{path}"

    def answer(self, path: str) -> bytes | None:
        """The content at a path; None where there is none."""
        found = self.pages.get(path, self.pages.get(path.partition("?")[0]))
        if isinstance(found, Document):
            return found.content
        return found.encode() if isinstance(found, str) else found


@pytest.fixture
def site() -> Iterator[Site]:
    """A website on this machine for one test: `site.pages["/cable"] = page("A Title")`."""
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(self.path)
            body = served.answer(self.path)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", _media_type(self.path))
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        served = Site(f"127.0.0.1:{server.server_port}")
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield served
        server.shutdown()
        thread.join()


def _media_type(path: str) -> str:
    """The media type that a server declares for a path: HTML for one without a known suffix."""
    import mimetypes

    return mimetypes.guess_type(path.partition("?")[0])[0] or "text/html; charset=utf-8"
