"""The plugin of MkDocs.

plugins:
  - ponarscite:
      library: memos.ponarscite
      sources: [refs.bib]
      style: apa
      bibliography: end
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import get_relative_url

from ponarscite.errors import PonarsciteError
from ponarscite.integrations.mkdocs.marks import Kind, has_mark, replaced
from ponarscite.integrations.mkdocs.page_text import Marked, has_list, marked
from ponarscite.integrations.works.cluster import Cluster, Text, begins_raised, ends_with_stop
from ponarscite.integrations.works.project import Project
from ponarscite.integrations.works.records import Item, Records, known_items, placed
from ponarscite.integrations.works.style import read_style
from ponarscite.integrations.works.web import anchor, bibliography_html, html, plain
from ponarscite.library.names import Found, Known, Name
from ponarscite.manuscript import Site

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from ponarscite.csl import Style

log = get_plugin_logger("ponarscite")

MARKER: Final = "\\bibliography"
END, PAGE = "end", "page"
MADE: Final = "bibliography.md"
"""The page with the bibliography of the site, where no page has a place for it."""

STYLESHEET: Final = "assets/ponarscite.css"
RULES: Final = Path(__file__).parents[1] / "works" / "static" / "ponarscite.css"


class CiteConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs types it so
    """The settings of the plugin; paths begin at the folder of mkdocs.yml."""

    library = options.Type(str, default="")
    sources = options.ListOfItems(options.Type(str), default=[])
    style = options.Type(str, default="apa")
    locale = options.Type(str, default="")
    bibliography = options.Choice((END, MARKER, PAGE), default=END)
    title = options.Type(str, default="References")


@dataclass(slots=True)
class _Build:
    """One build of a site.

    Args:
        known: name -> what it means, of all names so far.
        pages: path -> the page with its marks, in the order in which they were rendered.
    """

    records: Records
    style: Style
    locale: str
    known: dict[str, Found] = field(default_factory=dict)
    pages: dict[str, Marked] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)

    @property
    def items(self) -> dict[str, Item]:
        return known_items(self.known)

    def marks(self) -> int:
        return sum(len(page.clusters) for page in self.pages.values())


class CitePlugin(BasePlugin[CiteConfig]):  # type: ignore[no-untyped-call]
    """Cites the records of a library or of files in the pages of a site."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Begin a build: read the style and the sources. Raises PluginError."""
        folder = Path(config.config_file_path).parent if config.config_file_path else Path()
        own = self.config
        try:
            style, locale = read_style(own.style)
            records = Records([placed(folder, path) for path in own.sources], placed(folder, own.library))
        except PonarsciteError as error:
            raise PluginError(f"ponarscite: {error.message}; {error.hint}") from error
        self._build = _Build(records, style, own.locale or locale)
        self._folder = folder
        if style.in_notes:
            if "footnotes" not in config.markdown_extensions:
                config.markdown_extensions.append("footnotes")
            config.mdx_configs.setdefault("footnotes", {}).setdefault("USE_DEFINITION_ORDER", False)
        if STYLESHEET not in config.extra_css:
            config.extra_css.append(STYLESHEET)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the rules of CSS, and a page for the bibliography where it has none."""
        files.append(File.generated(config, STYLESHEET, content=RULES.read_text(encoding="utf-8")))
        pages = files.documentation_pages()
        if self.config.bibliography == PAGE and not any(has_list(one.content_string) for one in pages):
            content = f"# {self.config.title}\n\n{MARKER}\n"
            files.append(File.generated(config, MADE, content=content))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Note the order of the pages, in which works are numbered."""
        self._build.order = [page.file.src_uri for page in nav.pages]
        return nav

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Put marks in place of the citations of a page."""
        build = self._build
        number = len(build.pages)

        def is_cited(site: Site) -> bool:
            return self._is_cited(site, page.file.src_uri)

        found = marked(markdown, build.marks(), number, in_notes=build.style.in_notes, is_cited=is_cited)
        build.pages[page.file.src_uri] = found
        self._tell_missing(found, page.file.src_uri)
        return found.text

    def _find(self, names: Sequence[str]) -> None:
        build = self._build
        new = [name for name in dict.fromkeys(names) if name not in build.known]
        build.known |= build.records.find(new) if new else {}

    def _is_cited(self, site: Site, page: str) -> bool:
        """Whether a name means a record, or looks like one that should: "@someone" alone is a text."""
        self._find(site.names)
        if isinstance(self._build.known.get(site.names[0]), Known) or site.cluster[0] < site.start:
            return True
        name = Name.parse(site.names[0])
        if name is not None and name.as_numbered.is_numbered:
            return True
        log.info("%s: %s stays as it is: no record has this key", page, site.text[:100])
        return False

    def _tell_missing(self, page: Marked, path: str) -> None:
        self._find([cite.name for one in page.clusters for cite in one.cites])
        for name in dict.fromkeys(cite.name for one in page.clusters for cite in one.cites):
            found = self._build.known.get(name)
            if not isinstance(found, Known):
                problem = found or self._build.records.problem or "no record has this key"
                log.warning("%s: %s: %s", path, name[:100], problem)

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:  # noqa: ARG002
        """Put the texts in place of the marks, when all pages are rendered. Raises PluginError."""
        build = self._build
        pages = {
            one.src_uri: one.page for one in files.documentation_pages() if one.page and one.src_uri in build.pages
        }
        try:
            site = _Site(build, self._places(pages), self.config.bibliography, self.config.title)
            for path, page in pages.items():
                site.write(path, page)
        except PonarsciteError as error:
            raise PluginError(f"ponarscite: {error.message}; {error.hint}") from error
        for remark in dict.fromkeys(site.remarks):
            log.warning("%s", remark)
        build.records.close()
        return env

    def _places(self, pages: Mapping[str, Page]) -> dict[str, str]:
        """Path -> address of the pages, in the order of the site."""
        order = [*self._build.order, *pages]
        return {path: pages[path].url for path in dict.fromkeys(order) if path in pages}

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ARG002
        """Build again when the library or a source changes."""
        for path in (self.config.library, *self.config.sources):
            if path and Path(where := placed(self._folder, path)).exists():
                server.watch(where)
        return server


class _Site:
    """The texts of a site.

    Args:
        urls: path -> address of the pages, in the order of the site.
        mode: where bibliographies stand.
        title: of the bibliography at the end of a page.
    """

    def __init__(self, build: _Build, urls: Mapping[str, str], mode: str, title: str) -> None:
        self._build = build
        self._urls = urls
        self._mode = mode
        self._title = title
        self._items = build.items
        self._clusters = {path: build.pages[path].clusters for path in urls}
        self.remarks: list[str] = []
        self._whole: Project | None = self._project(self._clusters) if mode == PAGE or self._has_site_list() else None
        self._home = next((path for path in urls if build.pages[path].has_list), "")
        self._texts: Mapping[tuple[str, str], Text] = self._whole.texts() if self._whole and mode == PAGE else {}

    def _has_site_list(self) -> bool:
        return any(page.has_site_list for page in self._build.pages.values())

    def _project(self, clusters: Mapping[str, Sequence[Cluster]]) -> Project:
        project = Project(self._build.style, self._build.locale, self._wanted(clusters), clusters)
        self.remarks += project.remarks
        return project

    def _wanted(self, clusters: Mapping[str, Sequence[Cluster]]) -> dict[str, Item]:
        """Name -> item of what these clusters cite."""
        cited = {cite.name for some in clusters.values() for one in some for cite in one.cites}
        return {name: item for name, item in self._items.items() if name in cited}

    def write(self, path: str, page: Any) -> None:
        """Put the texts of a page into its content, its table of contents and its title."""
        own = None if self._mode == PAGE else self._project({path: self._clusters[path]})
        texts = self._texts if own is None else own.texts()
        writer = _PageWriter(path, texts, self._address(path), self._list(own), self._list(self._whole))
        page.content = replaced(page.content or "", writer.html)
        for link in _links(page.toc.items):
            link.title = replaced(link.title, writer.bare)
        if has_mark(page.title or ""):
            page.title = replaced(page.title or "", writer.text)
        if own is not None and self._mode == END and not self._build.pages[path].has_list:
            self._append(page, self._list(own))

    def _list(self, project: Project | None) -> str:
        return bibliography_html(project.bibliography()) if project is not None else ""

    def _append(self, page: Any, entries: str) -> None:
        """Put a bibliography at the end of a page."""
        if entries:
            page.content = f'{page.content}\n<h2 id="references">{escape(self._title)}</h2>\n{entries}'
            link = AnchorLink(escape(self._title), "references", 2)
            top = page.toc.items[0].children if len(page.toc.items) == 1 else page.toc.items
            top.append(link)

    def _address(self, path: str) -> str:
        """The address of the page with the entries, as a link in a page has it; "" for the page itself."""
        if self._mode != PAGE or path == self._home or not self._home:
            return ""
        return get_relative_url(self._urls[self._home], self._urls[path])


@dataclass(frozen=True, slots=True)
class _PageWriter:
    """Writes what the marks of a page stand for.

    Args:
        place: the address of the page with the entries.
        own: the bibliography of the page, as HTML.
        whole: that of the site.
    """

    path: str
    texts: Mapping[tuple[str, str], Text]
    place: str
    own: str
    whole: str

    def html(self, kind: Kind, number: int, before: str, after: str) -> str:
        """In the content of a page, with links."""
        return self._written(kind, number, before, after, lambda key: f"{self.place}#{anchor(key)}")

    def bare(self, kind: Kind, number: int, before: str, after: str) -> str:
        """In a link of a table of contents."""
        return self._written(kind, number, before, after, lambda _: "")

    def text(self, kind: Kind, number: int, before: str, after: str) -> str:
        """In a title, as text."""
        runs = self._runs(kind, number)
        return before + plain(runs) + ("" if ends_with_stop(runs) else after)

    def _written(self, kind: Kind, number: int, before: str, after: str, address: Any) -> str:
        if kind.endswith("list"):
            return before + (self.own or self.whole if kind == "page list" else self.whole) + after
        runs = self._runs(kind, number)
        after = "" if kind == "text" and ends_with_stop(runs) else after
        before = "" if begins_raised(runs) else before
        return f"{before}{html(runs, address)}{after}"

    def _runs(self, kind: Kind, number: int) -> Any:
        text = self.texts.get((self.path, str(number)))
        return () if text is None else text.author if kind == "author" else text.runs


def _links(links: Sequence[AnchorLink]) -> Iterator[AnchorLink]:
    for link in links:
        yield link
        yield from _links(link.children)
