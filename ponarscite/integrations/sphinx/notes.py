"""Notes: citations that become footnotes of their document, numbered with those of the writer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docutils import nodes
from docutils.transforms.references import Footnotes
from sphinx.transforms import SphinxTransform

from ponarscite.integrations.sphinx.domain import CiteDomain
from ponarscite.integrations.sphinx.nodes import NOTE_NAME, drop_space, enclosing_note, pending_cluster, pending_notes
from ponarscite.integrations.works.cluster import CLOSING, becomes_note


class CitationNotes(SphinxTransform):
    """Numbers the citations of a document, and puts those that are notes into footnotes."""

    default_priority = Footnotes.default_priority - 50

    def apply(self, **_: Any) -> None:
        """Change the document in place."""
        in_notes = CiteDomain.of(self.env).style.in_notes
        waiting: list[nodes.footnote] = []
        number = 0
        for node in list(self.document.findall(_is_ours)):
            if isinstance(node, pending_notes):
                node.replace_self(waiting)
                waiting = []
            elif isinstance(node, pending_cluster):
                node["cluster"] = str(number)
                number += 1
                if becomes_note(node["form"], in_notes=in_notes) and enclosing_note(node) is None:
                    waiting.append(self._footnote(node))
        if waiting:
            _end_of(self.document).extend(waiting)

    def _footnote(self, node: pending_cluster) -> nodes.footnote:
        """The footnote of a citation, which a reference takes the place of."""
        name = f"{NOTE_NAME}-{node['cluster']}"
        moved = pending_cluster(node.rawsource, **node.attributes)
        moved.source, moved.line = node.source, node.line
        note = nodes.footnote("", nodes.paragraph("", "", moved), auto=1, names=[name])
        note.source, note.line = node.source, node.line
        reference = nodes.footnote_reference("", auto=1, refname=name)
        self.document.set_id(reference)
        self.document.note_explicit_target(note, note)
        author = pending_cluster("", **{**node.attributes, "part": "author"})
        marks = _taken_marks(node)
        if "textual" not in node["form"]:
            drop_space(node)
        node.replace_self([author, *([nodes.Text(marks)] if marks else []), reference])
        self.document.note_autofootnote(note)
        self.document.note_autofootnote_ref(reference)
        self.document.note_footnote_ref(reference)
        return note


class NoteOrder(SphinxTransform):
    """Puts the footnotes of a document with our own among them in the order of their references."""

    default_priority = Footnotes.default_priority - 1  # behind MyST's, which sorts its own

    def apply(self, **_: Any) -> None:
        """Change the order in which footnotes are numbered."""
        if any(name.startswith(NOTE_NAME) for note in self.document.autofootnotes for name in note["names"]):
            _sort(self.document)


def _is_ours(node: nodes.Node) -> bool:
    return isinstance(node, pending_cluster | pending_notes)


def _end_of(document: nodes.document) -> nodes.Element:
    """The element that takes the notes of a document at its end."""
    sections = [one for one in document.children if isinstance(one, nodes.section)]
    return sections[-1] if sections else document


def _taken_marks(node: nodes.Node) -> str:
    """The marks behind a node, which the mark of a note follows, taken from the text there."""
    place = node.parent.index(node) + 1
    after = node.parent.children[place] if place < len(node.parent) else None
    if not isinstance(after, nodes.Text) or not (match := CLOSING.match(after)):
        return ""
    node.parent[place] = nodes.Text(after[match.end() :])  # not replace(): it takes the first equal text
    return match[0]


def _sort(document: nodes.document) -> None:
    """Put the footnotes of a document in the order of their references, as they are to be numbered."""
    named = {name: note for note in document.autofootnotes for name in note["names"]}
    nameless = iter([note for note in document.autofootnotes if not note["names"]])
    order = list(_in_order(document.findall(nodes.footnote_reference), named, nameless))
    place = {id(note): number for number, note in reversed(list(enumerate(order)))}
    document.autofootnotes.sort(key=lambda note: place.get(id(note), len(order)))


def _in_order(references: Iterable[nodes.Element], named: Any, nameless: Any) -> Iterable[nodes.footnote]:
    for reference in references:
        if reference.get("auto") == 1:
            note = named.get(reference["refname"]) if reference.get("refname") else next(nameless, None)
            if note is not None:
                yield note
