"""Directives: bibliographies, the place of notes, and works that are listed without being cited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from ponarscite.integrations.sphinx.listing import Choice, Listing, check_filter
from ponarscite.integrations.sphinx.nodes import pending_bibliography, pending_cluster, pending_notes
from ponarscite.integrations.sphinx.roles import cites_of
from ponarscite.integrations.works.cluster import Cite

_KINDS = ("citation", "bullet", "enumerated")
_CHOICES: Mapping[str, Choice] = {"cited": "cited", "notcited": "notcited", "all": "all"}


def _kind(argument: str) -> str:
    return directives.choice(argument, _KINDS)


class BibliographyDirective(SphinxDirective):
    """A list of works; of those that are cited, unless an option says otherwise."""

    has_content = False
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = {
        **dict.fromkeys(_CHOICES, directives.flag),
        "filter": check_filter,
        "style": directives.unchanged_required,
        "list": _kind,
        "keyprefix": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """The node that stands for the list."""
        chosen = [name for name in (*_CHOICES, "filter") if name in self.options]
        if len(chosen) > 1:
            raise self.error(f"only one of :{':, :'.join(chosen)}: can choose what is listed")
        listing = Listing(
            choice=next((_CHOICES[name] for name in chosen if name in _CHOICES), "cited"),
            filter=self.options.get("filter", ""),
            style=self.options.get("style", ""),
            kind=self.options.get("list", "citation"),
            prefix=self.options.get("keyprefix", ""),
            files=tuple(self.env.relfn2path(name)[1] for name in " ".join(self.arguments).split()),
        )
        for path in listing.files:
            self.env.note_dependency(path)
        node = pending_bibliography("", listing=listing)
        self.set_source_info(node)
        return [node]


class NotesDirective(SphinxDirective):
    """The place of the notes of the citations above."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """The node that stands for the notes."""
        return [pending_notes()]


class NociteDirective(SphinxDirective):
    """Works that are listed without being cited; * for all of the sources."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """The node that stands for the works."""
        text = " ".join((*self.arguments, *self.content)).strip()
        cites = (Cite("*"),) if text == "*" else cites_of(",".join(text.replace(",", " ").split()))
        if not cites:
            raise self.error("name the works: keys with commas between them, or *")
        node = pending_cluster("", cites=cites, form="hidden")
        self.set_source_info(node)
        return [node]
