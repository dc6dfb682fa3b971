"""The output of rendering before punctuation is settled: a tree of text, formatting, affixes and delimiters.

A *part* is a string or a `Node`. A rendering element without output gives `None` if it called no variable, and
`EMPTY` if it called variables that were all empty. cs:group needs that difference (CSL 1.0.2, "Group").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from ponarscite.csl.element import Element

FORMATS = ("vertical-align", "text-decoration", "font-weight", "font-variant", "font-style")
"""The formatting attributes of CSL 1.0.2 ("Formatting"), outermost first."""


WORDS: Final = "words"
"""Tag of the writer's words around a cite."""
LINK: Final = "link"
"""Attribute of a formatting that makes a link; its value is the http(s) address."""


@dataclass(frozen=True, slots=True)
class Source:
    """The variable that a text comes from.

    Args:
        variable: its name: "title", "issued", "author".
        name: for a name variable, the index of the name among the item's; None for other variables.
        literal: whether that name is written by its `literal`, as an institution is.
    """

    variable: str
    name: int | None = None
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Formatting:
    """Formatting, affixes, delimiter, quotes and display of a node.

    Args:
        formats: (attribute, value) pairs, outermost first: (("font-style", "italic"),).
        prefix, suffix: affixes, outside of formats and quotation marks.
        delimiter: printed between the parts of the node.
        quotes: whether the node is put in quotation marks.
        display: value of the attribute `display`, "" for none; `NO_CASE` and `NO_DECORATION` have values of their own.
        from_field: whether markup in an item's text asks for this formatting. Such formats flip: italic in italic text
            becomes upright.
        marks: the quotation marks found in an item's text, ("", "") for those of the locale.
        decorated: whether the element sets any formatting attribute or `quotes`, even to "false".
        unquoted: whether the element sets quotes="false". Quotation marks in its text then become those of the locale.
        source: the variable that the text comes from; None unless the processor traces variables.
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
    source: Source | None = None


PLAIN: Final = Formatting()
QUOTED: Final = Formatting(quotes=True, from_field=True)
NO_CASE: Final = Formatting(from_field=True, display="nocase")
"""Formatting of text in ``<span class="nocase">``, whose case never changes."""
NO_DECORATION: Final = Formatting(from_field=True, display="nodecor")
"""Formatting of text in ``<span class="nodecor">``, which loses all formats around it."""


class Node:
    """Parts that share one formatting.

    Attributes:
        formatting: applied to the parts together.
        parts: strings and nodes, in order.
        from_variable: whether a variable contributed to the parts; False if they come from terms and values alone.
        tag: kind of the node, for later search: "names" (which holds a "list" for each name variable, which holds a
            "name" for each name), "date", "number", "year-suffix", "citation-number", "locator" and the like, `WORDS`,
            "term" (only if the style sets no text-case), or "".
    """

    __slots__ = ("formatting", "from_variable", "parts", "tag")

    def __init__(self, formatting: Formatting, parts: list[Part], from_variable: bool = True, tag: str = "") -> None:
        self.formatting = formatting
        self.parts = parts
        self.from_variable = from_variable
        self.tag = tag

    def __repr__(self) -> str:
        return f"Node({self.formatting}, {self.parts}, {self.from_variable}, {self.tag!r})"


def adds_nothing(formatting: Formatting) -> bool:
    """Whether a formatting changes nothing of a node with one part."""
    own = formatting
    adds = own.formats or own.prefix or own.suffix or own.quotes or own.unquoted or own.display or own.from_field
    return not (adds or own.source)


class _Empty:
    """Type of `EMPTY`."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


EMPTY: Final = _Empty()
Part: TypeAlias = str | Node
Rendered: TypeAlias = Node | _Empty | None


def formatting_of(element: Element, delimiter: str = "") -> Formatting:
    """Read the formatting, affixes, quotes and display attributes of an element.

    Args:
        delimiter: of the result; only some elements have one, so the caller passes it.
    """
    get = element.get
    formats = tuple((name, value) for name in FORMATS if (value := get(name)))
    return Formatting(
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
    """Yield the strings of a part in order, without affixes and delimiters."""
    if isinstance(part, str):
        yield part
        return
    for inner in part.parts:
        yield from strings(inner)


def plain(part: Part) -> str:
    """The text of a part with affixes and delimiters, without formats and quotation marks."""
    if isinstance(part, str):
        return part
    own, parts = part.formatting, part.parts
    if len(parts) != 1:
        text = own.delimiter.join([inner if isinstance(inner, str) else plain(inner) for inner in parts])
    else:
        text = parts[0] if isinstance(parts[0], str) else plain(parts[0])
    return f"{own.prefix}{text}{own.suffix}" if own.prefix or own.suffix else text


def nodes(part: Part) -> Iterator[Node]:
    """Yield a part's nodes, each before the nodes inside it."""
    if isinstance(part, Node):
        yield part
        for inner in part.parts:
            yield from nodes(inner)
