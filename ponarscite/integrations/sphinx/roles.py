"""Roles: what a writer types in a line. Source: sphinxcontrib-bibtex 2.6, "Roles and Directives"; MyST, "Citations"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from ponarscite.integrations.sphinx.nodes import pending_cluster
from ponarscite.integrations.works.cluster import Cite, Form
from ponarscite.manuscript.role import role_cites

logger = logging.getLogger(__name__)

FORMS: Final[Mapping[str, Form]] = {
    **dict.fromkeys(("p", "ps"), "parenthetical"),
    **dict.fromkeys(("t", "ts", "ct", "cts"), "textual"),
    **dict.fromkeys(("author", "authors", "cauthor", "cauthors"), "author"),
    "year": "year",
    "yearpar": "parenthetical",
    "full": "full",
    "empty": "hidden",
}
"""Role of the domain `cite` -> the form of its citation. CSL alone decides how many authors are named."""

FOOT_FORMS: Final[Mapping[str, Form]] = {
    **dict.fromkeys(("p", "ps", "full"), "note"),
    **dict.fromkeys(("t", "ts", "ct", "cts"), "textual note"),
}
"""The same of the domain `footcite`."""

SUPPRESSED: Final = ("yearpar",)
"""Roles that leave the author out."""


def cites_of(text: str, *, is_suppressed: bool = False) -> tuple[Cite, ...]:
    """The cites in the text of a role."""
    return tuple(Cite(one.name, one.prefix, one.behind, is_suppressed) for one in role_cites(text))


class CiteRole(SphinxRole):
    """A role that cites.

    Args:
        form: of the citation.
        is_suppressed: whether the author is left out.
    """

    def __init__(self, form: Form, *, is_suppressed: bool = False) -> None:
        super().__init__()
        self._form = form
        self._is_suppressed = is_suppressed

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The node that stands for the citation."""
        cites = cites_of(self.text, is_suppressed=self._is_suppressed)
        if not cites:
            message = "%r names no works: write `key`, `key, 3; other` or `{see}key{p. 3}`"
            logger.warning(message, self.text, location=self.get_location(), type="ponarscite", subtype="role")
            return [nodes.literal(self.rawtext, self.text)], []
        node = pending_cluster(self.rawtext, cites=cites, form=self._form)
        self.set_source_info(node)
        return [node], []


def roles(forms: Mapping[str, Form]) -> dict[str, Any]:
    """Name -> role."""
    return {name: CiteRole(form, is_suppressed=name in SUPPRESSED) for name, form in forms.items()}
