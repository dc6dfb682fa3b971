"""Nodes: what stands for a citation until all documents are read, and texts as nodes of docutils."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from docutils import nodes

from ponarscite.csl.punctuation import Open, Run
from ponarscite.csl.tree import LINK


class pending_cluster(nodes.Inline, nodes.Element):  # noqa: N801 -- the names of nodes are in lower case
    """A citation.

    Attributes of the node: `cites` and `form` as in `Cluster`; once its document is read, `page` and `cluster`, its id;
    `part` is "author" where it stands for the author before a note.
    """


class pending_bibliography(nodes.General, nodes.Element):  # noqa: N801
    """A bibliography, with a `listing`, `page` and `number`, its place among those of its page."""


class pending_notes(nodes.General, nodes.Element):  # noqa: N801
    """The place of the notes that the citations before it become."""


NOTE_NAME: Final = "ponarscite-note"
"""Beginning of the names of our footnotes."""

_WRAPPERS: Final[Mapping[tuple[str, str], tuple[type[nodes.Element], str]]] = {
    ("font-style", "italic"): (nodes.emphasis, ""),
    ("font-style", "oblique"): (nodes.emphasis, ""),
    ("font-weight", "bold"): (nodes.strong, ""),
    ("vertical-align", "sup"): (nodes.superscript, ""),
    ("vertical-align", "sub"): (nodes.subscript, ""),
    ("font-variant", "small-caps"): (nodes.inline, "small-caps"),
    ("text-decoration", "underline"): (nodes.inline, "underline"),
    ("font-style", "normal"): (nodes.inline, "csl-no-emphasis"),
    ("font-weight", "normal"): (nodes.inline, "csl-no-strong"),
}
"""Format of CSL -> its node, and the class of that."""

Refer = Callable[[str], nodes.Element | None]
"""Makes an empty reference to the entry of an id; None where it is in no list."""


def inline_nodes(runs: Iterable[Run], refer: Refer) -> list[nodes.Node]:
    """A formatted text as inline nodes."""
    top = nodes.inline()
    open_: list[nodes.Element] = [top]
    gap = ""
    for run in runs:
        if isinstance(run, str):
            open_[-1] += nodes.Text(gap + run if run[0] not in ",.;:!?)] " else run)
            gap = ""
        elif isinstance(run, Open):
            inner = _wrapper(run, refer)
            if inner is not None:
                if gap:
                    open_[-1] += nodes.Text(gap)
                    gap = ""
                open_[-1] += inner
            open_.append(open_[-1] if inner is None else inner)
        else:
            closed = open_.pop()
            gap = " " if closed is not open_[-1] and "csl-left-margin" in closed["classes"] else gap
    return list(top.children)


def _wrapper(run: Open, refer: Refer) -> nodes.Element | None:
    """The node of a format, a block or a link; None for a format that has none."""
    if run.name == LINK:
        is_entry = run.value.startswith("#")
        return refer(run.value[1:]) if is_entry else nodes.reference(refuri=run.value, internal=False)
    if run.name == "display":
        return nodes.inline(classes=[f"csl-{run.value}"])
    if (run.name, run.value) not in _WRAPPERS:
        return None
    made, name = _WRAPPERS[run.name, run.value]
    return made(classes=[name]) if name else made()


def enclosing_note(node: nodes.Node) -> nodes.footnote | None:
    """The footnote that a node stands in; None for running text."""
    while node is not None and not isinstance(node, nodes.footnote):
        node = node.parent
    return node


def drop_space(node: nodes.Node) -> None:
    """Drop the blank between a word and what is raised behind it."""
    place = node.parent.index(node)
    before = node.parent.children[place - 1] if place else None
    if isinstance(before, nodes.Text):
        node.parent[place - 1] = nodes.Text(before.rstrip())
