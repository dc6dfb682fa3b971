"""The tree that rendering yields: runs of text with formatting, quotes and affixes as structure.

A *part* is a string or a `Node`. What an element has nothing to say is `None` (it called no variable) or `EMPTY`
(it called variables, and all were empty): a group needs to know which (CSL 1.0.2, "Group").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from ponarscite.csl.element import Element

FORMATS = ("vertical-align", "text-decoration", "font-weight", "font-variant", "font-style")
"""The formatting attributes, the outermost first."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a node appears.

    Args:
        formats: (attribute, value) pairs, the outermost first: (("font-style", "italic"),).
        prefix, suffix: around it, outside of formats and quotes.
        delimiter: between its parts.
        quotes: whether it stands in quotation marks.
        display: a value of the attribute display, "" for none.
        from_field: whether a field's own markup asks for the formats: they flip where they hold already.
        unquoted: whether the element says that it has no quotation marks; those of its field are the language's then.
        decorated: whether the element says anything of formats or quotes, if only that there are none.
        marks: the quotation marks a field has, ("", "") for those of the language.
    """

    formats: tuple[tuple[str, str], ...] = ()
    prefix: str = ""
    suffix: str = ""
    delimiter: str = ""
    quotes: bool = False
    display: str = ""
    from_field: bool = False
    marks: tuple[str, str] = ("", "")
    decorated: bool = False
    unquoted: bool = False


PLAIN: Final = Look()
QUOTED: Final = Look(quotes=True, from_field=True)
NO_CASE: Final = Look(from_field=True, display="nocase")
"""A field's run that no text case changes."""
NO_DECORATION: Final = Look(from_field=True, display="nodecor")


class Node:
    """Parts that belong together.

    Attributes:
        look: how they appear.
        parts: strings and nodes, in order.
        solid: whether a variable gave some of it, rather than terms alone.
        tag: what it is, for those who look for it later: "names" (in it a "list" of each "name"), "date",
            "year-suffix", "citation-number", "term" (one whose text case is left to us), "".
    """

    __slots__ = ("look", "parts", "solid", "tag")

    def __init__(self, look: Look, parts: list[Part], solid: bool = True, tag: str = "") -> None:
        self.look = look
        self.parts = parts
        self.solid = solid
        self.tag = tag

    def __repr__(self) -> str:
        return f"Node({self.look}, {self.parts}, {self.solid}, {self.tag!r})"


class _Empty:
    """The type of `EMPTY`."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


EMPTY: Final = _Empty()
Part: TypeAlias = str | Node
Rendered: TypeAlias = Node | _Empty | None


def look_of(element: Element, delimiter: str = "") -> Look:
    """The formatting, affixes, quotes and display of an element."""
    get = element.get
    formats = tuple((name, value) for name in FORMATS if (value := get(name)))
    return Look(
        formats=formats,
        prefix=get("prefix"),
        suffix=get("suffix"),
        delimiter=delimiter,
        quotes=get("quotes") == "true",
        display=get("display"),
        decorated=bool(formats) or "quotes" in element.attributes,
        unquoted=get("quotes") == "false",
    )


def strings(part: Part) -> Iterator[str]:
    """The texts of a part in order, without affixes and delimiters."""
    if isinstance(part, str):
        yield part
        return
    for inner in part.parts:
        yield from strings(inner)


def plain(part: Part) -> str:
    """The text of a part with its affixes and delimiters, without formats and quotation marks."""
    if isinstance(part, str):
        return part
    look = part.look
    return f"{look.prefix}{look.delimiter.join(map(plain, part.parts))}{look.suffix}"


def nodes(part: Part) -> Iterator[Node]:
    """The nodes of a part, from the outside to the inside, in order."""
    if isinstance(part, Node):
        yield part
        for inner in part.parts:
            yield from nodes(inner)
