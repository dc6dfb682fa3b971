"""Pages: the texts and bibliographies of a page in place of what stands for them, before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from ponarscite.integrations.sphinx.domain import CiteDomain
from ponarscite.integrations.sphinx.nodes import (
    drop_space,
    inline_nodes,
    pending_bibliography,
    pending_cluster,
    pending_notes,
)
from ponarscite.integrations.sphinx.results import List, Place, Results
from ponarscite.integrations.works.cluster import Text, begins_raised, ends_with_stop, in_line
from ponarscite.integrations.works.web import anchor, layout_classes

if TYPE_CHECKING:
    from sphinx.builders import Builder


class ResolveCitations(SphinxPostTransform):
    """Puts texts and bibliographies into a page, or into a document of several pages."""

    default_priority = 5

    def run(self, **_: Any) -> None:
        """Change the page in place."""
        domain = CiteDomain.of(self.env)
        if domain.results is None or domain.builder is None:
            return
        writer = Writer(domain.results, domain.builder, backlinks=self.config.ponarscite_backlinks)
        for cluster in list(self.document.findall(pending_cluster)):
            writer.put(cluster)
        for bibliography in list(self.document.findall(pending_bibliography)):
            bibliography.replace_self(writer.bibliography(bibliography))
        for notes in list(self.document.findall(pending_notes)):
            notes.parent.remove(notes)


class Writer:
    """Writes texts as nodes.

    Args:
        results: of the project.
        builder: that writes the page, and knows the addresses of pages.
        backlinks: whether entries link back.
    """

    def __init__(self, results: Results, builder: Builder, *, backlinks: bool) -> None:
        self._results = results
        self._builder = builder
        self._has_backlinks = backlinks and builder.format == "html"

    def put(self, node: pending_cluster) -> None:
        """Put the text of a cluster in its place; a raised number follows the word before it."""
        text = self._results.texts.get((node["page"], node["cluster"]))
        parent = node.parent
        if text is None or node["form"] == "hidden":
            drop_space(node)
            parent.remove(node)
            return
        if begins_raised(text.runs) and node.get("part") != "author":
            drop_space(node)
        if ends_with_stop(text.runs) and node.get("part") != "author":
            _drop_stop(node)
        node.replace_self(self.inlines(node, text))

    def inlines(self, node: pending_cluster, text: Text) -> list[nodes.Node]:
        """The text of a cluster, or the author before its note."""
        site = node["page"], node["cluster"]

        def refer(key: str) -> nodes.Element | None:
            target = self._results.target(site, key)
            return target and self._reference(site[0], *target)

        if node.get("part") == "author":
            return inline_nodes(text.author, refer)
        found = inline_nodes(text.runs, refer)
        if not self._has_backlinks:
            return found
        return [nodes.inline("", "", *found, ids=[_site_id(site[1])], classes=["ponarscite-cite"])]

    def _reference(self, page: str, target: str, name: str, *words: nodes.Node) -> nodes.reference:
        return make_refnode(self._builder, page, target, name, list(words) or nodes.Text(""))

    def bibliography(self, node: pending_bibliography) -> list[nodes.Node]:
        """A bibliography; nothing where it lists nothing."""
        place = node["page"], node["number"]
        shown = self._results.lists.get(place)
        if shown is None or not shown.entries:
            return []
        paragraphs = [self._entry(place, entry.id, entry.text.runs) for entry in shown.entries]
        return [_framed(shown, paragraphs)]

    def _entry(self, place: Place, key: str, runs: Any) -> nodes.paragraph:
        prefix = self._results.lists[place].listing.prefix
        target = []
        if self._results.has_anchor(place, key):
            target = [nodes.target("", "", ids=[anchor(key, prefix)])]
        kind = self._results.lists[place].listing.kind
        words = inline_nodes(runs if kind == "citation" else in_line(runs), lambda _: None)
        links = list(self._backlinks(place, key)) if self._has_backlinks else []
        return nodes.paragraph("", "", *target, *words, *links, classes=["csl-entry"])

    def _backlinks(self, place: Place, key: str) -> Iterator[nodes.Node]:
        """Links to the citations of an entry: "↩", or "↩ 1 2 3"."""
        sites = list(dict.fromkeys(self._results.backlinks(place, key)))
        if not sites:
            return
        shown = nodes.inline(classes=["ponarscite-backlinks"])
        for number, (page, cluster) in enumerate(sites, 1):
            words = "↩" if number == 1 else ""
            words += f"{number}" if len(sites) > 1 else ""
            shown += [nodes.Text(" "), self._reference(place[0], page, _site_id(cluster), nodes.Text(words))]
        yield shown


def _site_id(cluster: str) -> str:
    return f"cite-ref-{cluster}"


def _framed(shown: List, paragraphs: list[nodes.paragraph]) -> nodes.Element:
    """Entries as paragraphs, or as the items of a list."""
    classes = layout_classes(shown.entries)
    if shown.listing.kind == "citation":
        return nodes.container("", *paragraphs, classes=classes)
    items = [nodes.list_item("", one) for one in paragraphs]
    if shown.listing.kind == "bullet":
        return nodes.bullet_list("", *items, bullet="*", classes=classes)
    return nodes.enumerated_list("", *items, enumtype="arabic", prefix="", suffix=".", classes=classes)


def _drop_stop(node: nodes.Node) -> None:
    """Drop the full stop behind a text that has one."""
    place = node.parent.index(node) + 1
    after = node.parent.children[place] if place < len(node.parent) else None
    if isinstance(after, nodes.Text) and after.startswith(".") and not after.startswith(".."):
        node.parent[place] = nodes.Text(after[1:])


# What is left in titles of tables of contents, which are written without being resolved.


def visit_cluster(visitor: Any, node: pending_cluster) -> None:
    """Write the text of a cluster without its links."""
    results = CiteDomain.of(visitor.builder.env).results
    text = results.texts.get((node.get("page", ""), node.get("cluster", ""))) if results else None
    runs = () if text is None else text.author if node.get("part") == "author" else text.runs
    for one in inline_nodes(runs, lambda _: None):
        one.walkabout(visitor)
    raise nodes.SkipNode


def visit_bibliography(visitor: Any, node: pending_bibliography) -> None:  # noqa: ARG001 -- the signature of Sphinx
    """Write nothing."""
    raise nodes.SkipNode


visit_notes = visit_bibliography


def leave(visitor: Any, node: nodes.Node) -> None:
    """Nothing is left to write."""
