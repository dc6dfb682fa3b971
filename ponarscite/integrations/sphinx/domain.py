"""The domain `cite`: what each document cites and lists, kept in the environment of Sphinx."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment

from ponarscite.csl import Style
from ponarscite.integrations.sphinx.listing import Listing
from ponarscite.integrations.sphinx.nodes import NOTE_NAME, enclosing_note, pending_bibliography, pending_cluster
from ponarscite.integrations.sphinx.roles import FOOT_FORMS, FORMS, roles
from ponarscite.integrations.works.cluster import Cluster, Setting
from ponarscite.integrations.works.style import read_style

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from ponarscite.integrations.sphinx.results import Results


@dataclass(frozen=True, slots=True)
class Cited:
    """A cluster of a document.

    Args:
        line: in the source of the document; None where it is not known.
        condition: of an `only` directive around it; "" for none.
    """

    cluster: Cluster
    line: int | None
    condition: str


@dataclass(frozen=True, slots=True)
class Page:
    """The citations of a document, in the order of its text, and its bibliographies."""

    cited: tuple[Cited, ...]
    listings: tuple[Listing, ...]


_EMPTY: dict[str, Any] = {"pages": {}, "seen": {}}


class CiteDomain(Domain):
    """Citations of works."""

    name = "cite"
    label = "Citations"
    data_version = 1
    roles = roles(FORMS)
    initial_data = _EMPTY

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._style: tuple[Style, str] | None = None
        self.results: Results | None = None
        """The texts of the project; None until all documents are read."""
        self.builder: Builder | None = None
        """The builder that they are for."""

    @classmethod
    def of(cls, env: BuildEnvironment) -> CiteDomain:
        """The domain of an environment."""
        found: Any = env.domains[cls.name]
        return found  # type: ignore[no-any-return]

    @property
    def style(self) -> Style:
        """The style of the project."""
        return self._read_style()[0]

    @property
    def locale(self) -> str:
        """The locale of the texts: that of the configuration, else that which a dependent style sets."""
        return str(self.env.config.ponarscite_locale or self._read_style()[1])

    def _read_style(self) -> tuple[Style, str]:
        if self._style is None:
            self._style = read_style(self.env.config.ponarscite_style)
        return self._style

    @property
    def pages(self) -> dict[str, Page]:
        """Document -> what it cites and lists."""
        found: dict[str, Page] = self.data["pages"]
        return found

    @property
    def seen(self) -> dict[str, dict[str, str]]:
        """Builder and folder -> document -> digest of what was written there last."""
        found: dict[str, dict[str, str]] = self.data["seen"]
        return found

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:  # noqa: ARG002
        """Record what a document cites and lists."""
        cited = sorted(_cited(docname, document), key=lambda one: int(one.cluster.id))
        listings = []
        for number, node in enumerate(document.findall(pending_bibliography)):
            node["page"], node["number"] = docname, number
            listings.append(replace(node["listing"], condition=_condition(node)))
        if cited or listings:
            self.pages[docname] = Page(tuple(cited), tuple(listings))

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        self.pages.pop(docname, None)

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process has read."""
        for docname in docnames:
            if docname in otherdata["pages"]:
                self.pages[docname] = otherdata["pages"][docname]


class FootciteDomain(Domain):
    """Citations in footnotes, in every style."""

    name = "footcite"
    label = "Citations in footnotes"
    roles = roles(FOOT_FORMS)

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        """There is nothing to take over."""


def _cited(docname: str, document: nodes.document) -> Iterator[Cited]:
    """The clusters of a document; each node of one gets its page."""
    for node in document.findall(pending_cluster):
        node["page"] = docname
        if node.get("part") == "author":
            continue
        note = enclosing_note(node)
        cluster = Cluster(node["cluster"], node["cites"], node["form"], _number(note), _setting(node, note))
        yield Cited(cluster, node.line, _condition(node))


def _number(note: nodes.footnote | None) -> int:
    """The number of a footnote as it is printed; 0 for none, and for a symbol."""
    label = note.children[0].astext() if note is not None and note.children else ""
    return int(label) if label.isdecimal() and len(label) < 7 else 0


def _setting(node: nodes.Node, note: nodes.footnote | None) -> Setting:
    if note is None:
        return "text"
    paragraph = next(iter(note.findall(nodes.paragraph)), None)
    is_first = paragraph is not None and bool(paragraph.children) and paragraph.children[0] is node
    if is_first and len(paragraph.children) == 1 and _is_own(note):  # type: ignore[union-attr]
        return "own note"
    return "leading a note" if is_first else "note"


def _is_own(note: nodes.footnote) -> bool:
    return any(name.startswith(NOTE_NAME) for name in note["names"])


def _condition(node: nodes.Node) -> str:
    """The conditions of all `only` directives around a node; "" for none."""
    found: list[str] = []
    around: Any = node.parent
    while around is not None:
        if isinstance(around, addnodes.only):
            found.append(f"({around['expr']})")
        around = around.parent
    return " and ".join(found)
