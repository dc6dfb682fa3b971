"""WordprocessingML: fields around citations of an existing paragraph; no other byte changes (pure).

Source: ECMA-376 part 1, 17.3.2 (runs and their properties), 17.16.18 (complex fields).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ponarscite.integrations.live.elements import Element, tree
from ponarscite.integrations.live.marks import Around, text_in_xml
from ponarscite.integrations.live.splice import Splice
from ponarscite.integrations.live.styled_text import Piece
from ponarscite.manuscript.office import Paragraph
from ponarscite.manuscript.office import Piece as Characters
from ponarscite.manuscript.package import pieces_of, place

ORDER: Final = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow"),
    *("emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position"),
    *("sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang"),
    *("eastAsianLayout", "specVanish", "oMath"),
)
"""The properties of a run in the order of the schema. Source: ECMA-376 part 1, A.1, EG_RPrBase."""

_FORMATS: Final = {
    "bold": ("b", ""),
    "italic": ("i", ""),
    "small-caps": ("smallCaps", ""),
    "underline": ("u", ' {}:val="single"'),
    "superscript": ("vertAlign", ' {}:val="superscript"'),
    "subscript": ("vertAlign", ' {}:val="subscript"'),
}
"""Format -> property and attribute."""

_OWN = frozenset(("b", "bCs", "i", "iCs", "smallCaps", "u", "vertAlign"))
"""Properties that the text of a citation sets itself."""

_BREAKABLE = frozenset(("p", "smartTag", "sdtContent"))
"""Elements that may hold a field."""

_MARKS = frozenset(
    ("proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd")
)
"""Elements without text that stay where they are."""

_PLAIN = frozenset(("rPr", "t", "lastRenderedPageBreak"))
"""Elements of a run whose text may be replaced."""

_AROUND: Final = {
    **dict.fromkeys(("ins", "del", "moveTo", "moveFrom"), "it belongs to a tracked change"),
    "hyperlink": "it lies within a link",
    "fldSimple": "it lies within a field",
}
_CHAR = "fldChar"
_TAG = re.compile(r"<[^>]*>")
_LINK = "hyperlink"
_SPACE = b' xml:space="preserve"'


_ADDRESS = re.compile(r"\s*(?:https?://|www\.|doi:|doi\.org/|10\.\d{4})\S+\s*", re.IGNORECASE)


def is_address(text: str) -> bool:
    """Whether a text is the address of a page and nothing else."""
    return bool(_ADDRESS.fullmatch(text))


class Refused(Exception):  # noqa: N818 -- no error: the citation stays
    """The reason why a citation cannot become a field, for people."""


@dataclass(frozen=True, slots=True)
class Change:
    """A citation that becomes a field.

    Args:
        start, end: characters of the paragraph.
        around: the marks of the field.
        lead: words that go before the field.
        text: what it shows; None for the characters as they are.
    """

    start: int
    end: int
    around: Around
    lead: str = ""
    text: Sequence[Piece] | None = None


@dataclass(slots=True)
class _Edge:
    """A place between characters: where marks go, and what closes and opens the run around them."""

    at: int
    closing: str = ""
    opening: str = ""


class WordParagraph:
    """A paragraph of a part, in which citations become fields.

    Args:
        content: of the part.
        paragraph: in it.
    """

    def __init__(self, content: bytes, paragraph: Paragraph) -> None:
        self._content = content
        self._paragraph = paragraph
        self._root = tree(content, paragraph.span)
        self._elements = self._root.by_start()
        self._prefix = self._root.tag.rpartition(":")[0]
        """That of Word's vocabulary: "w"."""
        self._spaced: set[int] = set()
        self._depths: dict[int, dict[int, int]] = {}
        self._gone = 0
        """Index behind the last bytes that were replaced."""

    def splices(self, change: Change) -> list[Splice]:
        """The bytes that make a citation a field. Raises Refused."""
        found = list(pieces_of(self._paragraph, change.start, change.end))
        if not found or not self._prefix:
            raise Refused("it has no text, or its XML no prefix")
        if any(piece.is_locked for piece in found):
            raise Refused("it lies within a field of another program")
        first, last = (self._run(piece) for piece in (found[0], found[-1]))
        container = self._container(first, last, found)
        begin = self._before(found[0], max(change.start - found[0].at, 0))
        end = self._behind(found[-1], min(change.end - found[-1].at, len(found[-1].text)))
        if (last_top := _top(last, container)) is not last:
            end = _Edge(last_top.end)
        if (first_top := _top(first, container)) is not first:
            begin = _Edge(first_top.start)
        kept = self._replaceable(_between(container, first_top, last_top), found, (begin.at, end.at))
        if change.text is None:
            spaces = [*self._spaces(found[0], begin), *self._spaces(found[-1], end)]
            return [*spaces, *self._kept(begin, end, change)]
        return [*self._spaces(found[0], begin), self._replaced(begin, end, change, first, kept)]

    def _run(self, piece: Characters) -> Element:
        element = self._elements.get(piece.tag)
        run = next((one for one in element.ancestors() if self._is(one, "r")), None) if element else None
        if run is None or piece.start < 0:
            raise Refused("it begins or ends with a tab or a break")
        return run

    def _is(self, element: Element, name: str) -> bool:
        return element.tag == f"{self._prefix}:{name}"

    def _name(self, element: Element) -> str:
        """The name of an element of Word, "" for one of another vocabulary."""
        prefix, _, name = element.tag.rpartition(":")
        return name if prefix == self._prefix else ""

    def _container(self, first: Element, last: Element, found: Sequence[Characters]) -> Element:
        """The element whose children the field goes between. Raises Refused."""
        parents = [one.parent for one in (first, last)]
        if parents[0] is not parents[1]:
            parents = [self._outside(one, found) for one in parents]
        container = parents[0]
        if container is None or container is not parents[1]:
            raise Refused("it begins and ends in different elements")
        for one in (container, *container.ancestors()):
            if reason := _AROUND.get(self._name(one), ""):
                raise Refused(reason)
        if self._name(container) not in _BREAKABLE:
            raise Refused("it lies within an element of another kind")
        if self._depth_before(_top(first, container), container):
            raise Refused("it lies within a field")
        return container

    def _is_link_within(self, element: Element | None, found: Sequence[Characters]) -> bool:
        return element is not None and self._name(element) == _LINK and self._is_within(element, found)

    def _outside(self, element: Element | None, found: Sequence[Characters]) -> Element | None:
        """The parent of a link all of whose text is cited, or the element itself."""
        return element.parent if element is not None and self._is_link_within(element, found) else element

    def _is_within(self, element: Element, found: Sequence[Characters]) -> bool:
        """Whether all characters of an element are those found, whole."""
        pieces = self._paragraph.pieces
        first, end = (bisect_left(pieces, at, key=lambda piece: piece.tag) for at in (element.start, element.end))
        return first < end and found[0].at <= pieces[first].at and pieces[end - 1].at <= found[-1].at

    def _depth_before(self, top: Element, container: Element) -> int:
        """The number of fields that are open before an element."""
        if container.start not in self._depths:
            self._depths[container.start] = dict(self._open_before(container))
        return self._depths[container.start][top.start]

    def _open_before(self, container: Element) -> Iterator[tuple[int, int]]:
        """Start of each child of an element -> the number of fields that are open before it."""
        depth = 0
        for one in container.children:
            yield one.start, depth
            for inner in one.descendants():
                if self._name(inner) == _CHAR:
                    tag = self._content[inner.start : inner.inside]
                    depth += (b'"begin"' in tag or b"'begin'" in tag) - (b'"end"' in tag or b"'end'" in tag)
            depth = max(depth, 0)

    def _before(self, piece: Characters, at: int) -> _Edge:
        """The edge before a character."""
        element, run = self._elements[piece.tag], self._run(piece)
        byte = place(self._content, piece, at)
        if byte > element.inside:
            return _Edge(byte, self._close("t", "r"), self._open(run) + self._tag("t", space=True))
        if next(one for one in run.children if not self._is(one, "rPr")) is not element:
            return _Edge(element.start, self._close("r"), self._open(run))
        return _Edge(run.start)

    def _behind(self, piece: Characters, at: int) -> _Edge:
        """The edge behind a character."""
        element, run = self._elements[piece.tag], self._run(piece)
        byte = place(self._content, piece, at)
        if byte < element.closing:
            return _Edge(byte, self._close("t", "r"), self._open(run) + self._tag("t", space=True))
        if run.children[-1] is not element:
            return _Edge(element.end, self._close("r"), self._open(run))
        return _Edge(run.end)

    def _spaces(self, piece: Characters, edge: _Edge) -> Iterator[Splice]:
        """The attribute that keeps the blanks at the end of a text that is cut."""
        element = self._elements[piece.tag]
        is_cut = element.inside < edge.at < element.closing
        is_known = b"xml:space" in self._content[element.start : element.inside] or element.start in self._spaced
        is_known = is_known or element.start < self._gone
        if is_cut and not is_known:
            self._spaced.add(element.start)
            at = element.start + 1 + len(element.tag.encode())
            yield Splice(at, at, _SPACE)

    def _kept(self, begin: _Edge, end: _Edge, change: Change) -> list[Splice]:
        """The marks of a field around the characters as they are."""
        before = f"{begin.closing}{self._marks(change.around.before)}{begin.opening}"
        after = f"{end.closing}{self._marks(change.around.after)}{end.opening}"
        return [Splice(begin.at, begin.at, before.encode()), Splice(end.at, end.at, after.encode())]

    def _replaced(self, begin: _Edge, end: _Edge, change: Change, run: Element, kept: Iterable[Element]) -> Splice:
        """The field with another text in place of the characters."""
        lead = self._texts([Piece(change.lead)] if change.lead else [], run)
        text = self._texts(change.text or (), run)
        stays = b"".join(self._content[one.start : one.end] for one in kept)
        before = f"{begin.closing}{lead}{self._marks(change.around.before)}{text}"
        after = f"{self._marks(change.around.after)}{end.opening}"
        self._gone = end.at
        return Splice(begin.at, end.at, before.encode() + stays + after.encode())

    def _replaceable(
        self, between: Sequence[Element], found: Sequence[Characters], span: tuple[int, int]
    ) -> list[Element]:
        """The marks among the elements whose text goes, now or when Zotero refreshes the field.

        Raises Refused for what would be lost with them.

        Args:
            span: of the bytes that go.
        """
        kept: list[Element] = []
        for one in between:
            name = self._name(one)
            if name in _MARKS:
                kept.append(one)
            elif name == _LINK and not self._is_address(one):
                raise Refused("it holds a link")
            elif name == _LINK and self._is_within(one, found):
                kept += self._replaceable(one.children, found, span)
            elif name == "r" and self._is_mark(one):
                kept.append(one)
            elif name != "r" or not _PLAIN.issuperset(self._names_in(one, span)) or self._is_tracked(one):
                raise Refused("it holds more than text")
        return kept

    def _names_in(self, run: Element, span: tuple[int, int]) -> Iterator[str]:
        """The names of the elements of a run that lie between these bytes."""
        return (self._name(one) for one in run.children if one.start < span[1] and one.end > span[0])

    def _is_address(self, element: Element) -> bool:
        """Whether the text of an element is the address of a page, which the record has."""
        pieces = self._paragraph.pieces
        first, end = (bisect_left(pieces, at, key=lambda piece: piece.tag) for at in (element.start, element.end))
        return is_address("".join(piece.text for piece in pieces[first:end]))

    def _is_mark(self, run: Element) -> bool:
        """Whether a run holds nothing but the mark of a comment."""
        names = [name for one in run.children if (name := self._name(one)) != "rPr"]
        return bool(names) and set(names) <= {"commentReference"}

    def _is_tracked(self, run: Element) -> bool:
        return any(self._is(one, "rPrChange") for one in run.descendants())

    def _tag(self, name: str, *, space: bool = False) -> str:
        return f"<{self._prefix}:{name}{_SPACE.decode() * space}>"

    def _close(self, *names: str) -> str:
        return "".join(f"</{self._prefix}:{name}>" for name in names)

    def _open(self, run: Element) -> str:
        """The beginning of a run with the properties of another."""
        return self._tag("r") + self._properties(run)

    def _properties(self, run: Element) -> str:
        element = next((one for one in run.children if self._is(one, "rPr")), None)
        return self._content[element.start : element.end].decode() if element else ""

    def _marks(self, xml: str) -> str:
        """Marks with the prefix of the part."""
        if self._prefix == "w":
            return xml
        return _TAG.sub(lambda match: match[0].replace("w:", f"{self._prefix}:"), xml)

    def _texts(self, texts: Iterable[Piece], run: Element) -> str:
        """Runs of a text, each with the properties of the run before it and its own formats."""
        element = next((one for one in run.children if self._is(one, "rPr")), None)
        children = element.children if element else []
        base = [
            (name, self._content[one.start : one.end].decode())
            for one in children
            if (name := self._name(one)) not in _OWN
        ]
        return "".join(self._text(one, base) for one in texts)

    def _text(self, piece: Piece, base: list[tuple[str, str]]) -> str:
        own = [_FORMATS[name] for name in sorted(piece.formats)]
        made = [(name, self._empty(name, attribute)) for name, attribute in own]
        listed = sorted([*base, *made], key=lambda one: ORDER.index(one[0]) if one[0] in ORDER else len(ORDER))
        properties = "".join(xml for _, xml in listed)
        wrapped = f"{self._tag('rPr')}{properties}{self._close('rPr')}" if properties else ""
        text = f"{self._tag('t', space=True)}{text_in_xml(piece.text)}"
        return f"{self._tag('r')}{wrapped}{text}{self._close('t', 'r')}"

    def _empty(self, name: str, attribute: str) -> str:
        return f"<{self._prefix}:{name}{attribute.format(self._prefix)}/>"


def _top(element: Element, container: Element) -> Element:
    """The child of a container that holds an element, or is it."""
    one = element
    while one.parent is not None and one.parent is not container:
        one = one.parent
    return one


def _between(container: Element, first: Element, last: Element) -> list[Element]:
    """The children of a container from one to another."""
    start, end = (bisect_left(container.children, one.start, key=lambda child: child.start) for one in (first, last))
    return container.children[start : end + 1]
