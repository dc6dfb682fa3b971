"""Flattening of a rendered tree to runs of text: affixes, nested formats, blocks and brackets.

Source: CSL 1.0.2, "Formatting", "Affixes" and "Display"; details follow citeproc-js.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, SupportsIndex

from ponarscite.csl.person import is_east_asian
from ponarscite.csl.punctuation import (
    CLOSE,
    DELIMITER,
    GROUP_SUFFIX,
    PREFIX,
    SUFFIX,
    Open,
    PunctuatedRuns,
    Quotes,
    Run,
)
from ponarscite.csl.richtext import parse
from ponarscite.csl.tree import LINK, WORDS, Node, Part, Source, adds_nothing

_BRACKETED: Final = ("date", "number")
"""Tags of nodes whose affixes take brackets for nested parentheses in notes; so do groups, and the writer's words."""
_BRACKETS: Final = {"(": "[", ")": "]"}
_BLOCKS: Final = ("block", "right-inline", "indent")
"""Values of display whose block loses a space at its end."""
_NORMAL: Final = {
    "font-style": "normal",
    "font-variant": "normal",
    "font-weight": "normal",
    "text-decoration": "none",
    "vertical-align": "baseline",
    LINK: "",
}
"""Formatting attribute -> its default value."""


def flatten(part: Part, quotes: Quotes) -> tuple[Run, ...]:
    """The runs of a part, in order; every `Open` has its `CLOSE`."""
    flattening = _Flattening(quotes)
    flattening.parts((part,), "")
    return tuple(filter(None, flattening.runs))


def traced_runs(part: Part, quotes: Quotes) -> tuple[tuple[Run, ...], tuple[Source | None, ...]]:
    """The runs of a part as `flatten` gives them, and the source of each."""
    flattening = _TracedFlattening(quotes)
    flattening.parts((part,), "")
    runs = flattening.sourced
    kept = [(run, source) for run, source in zip(runs, runs.sources, strict=True) if run]
    return tuple(run for run, _ in kept), tuple(source for _, source in kept)


def _is_simple(node: Node) -> bool:
    """Whether a node holds one string, without markup in it."""
    return len(node.parts) == 1 and isinstance(node.parts[0], str)


_SLANTED: Final = (("font-style", "italic"), ("font-style", "oblique"))


def _is_upright(part: Part) -> bool:
    """Whether a text is in Chinese, Japanese or Korean alone, which is never slanted (as in citeproc-js)."""
    if not isinstance(part, str) or part.isascii():
        return False
    letters = list(filter(str.isalnum, part))
    return bool(letters) and all(map(is_east_asian, letters))


def _is_leaf(node: Node) -> bool:
    """Whether a node holds a string, not other elements; a string with markup is nodes `from_field`."""
    if not node.parts:
        return False
    last = node.parts[-1]
    return isinstance(last, str) or last.formatting.from_field


def _wrapped(node: Node) -> Node | None:
    """The only part of a node that adds nothing to it: no format, affix, quotation mark, block or source."""
    if len(node.parts) != 1 or isinstance(part := node.parts[0], str):
        return None
    return part if not part.formatting.from_field and adds_nothing(node.formatting) and node.tag != WORDS else None


class _Flattening(PunctuatedRuns):
    """The walk through a tree, and what is open where it is now."""

    __slots__ = ("active", "parentheses")

    def __init__(self, quotes: Quotes) -> None:
        super().__init__(quotes)
        self.parentheses = 0  # open parentheses in affixes
        self.active: dict[str, list[str]] = {}  # formatting attribute -> its values, innermost last

    def node(self, node: Node) -> None:
        """Append a node; of nodes around it that add nothing, only the end matters."""
        inner = node
        while (wrapped := _wrapped(inner)) is not None:
            inner = wrapped
        self.whole(inner)
        if inner is not node:
            self.end_element()

    def whole(self, node: Node) -> None:
        """Append prefix, quotation mark, parts, quotation mark and suffix of a node."""
        formatting = node.formatting
        if self.quotes.brackets and node.tag == WORDS:
            node = self.bracket_words(node)
        leaf = _is_leaf(node)
        bracketed = self.quotes.brackets and (node.tag in _BRACKETED or not leaf)
        if formatting.prefix:
            self.affix(self.bracket(formatting.prefix) if bracketed else formatting.prefix, PREFIX)
        locale_quotes = self.locale_quotes
        if formatting.quotes:
            self.open_quote(formatting.marks)
        self.locale_quotes = locale_quotes or formatting.unquoted or (formatting.quotes and not formatting.from_field)
        self.inner(node, leaf)
        self.locale_quotes = locale_quotes
        if formatting.quotes:
            self.end_quote(node, leaf)
        elif formatting.decorated and leaf:
            self.sealed, self.sealed_whole = self.last, _is_simple(node)
        if formatting.suffix:
            sealed = self.sealed >= 0
            suffix = self.bracket(formatting.suffix) if bracketed else formatting.suffix
            self.affix(suffix, SUFFIX if leaf else GROUP_SUFFIX)
            self.sealed = self.last if sealed else -1

    def inner(self, node: Node, leaf: bool) -> None:
        """Append the parts of a node inside its formats and block."""
        formatting = node.formatting
        formats = formatting.formats
        if formats and not formatting.from_field and _is_simple(node) and _is_upright(node.parts[0]):
            formats = tuple(one for one in formats if one not in _SLANTED)
        opened = self.open(formatting.display, formats, formatting.from_field) if formats or formatting.display else ()
        if not formatting.from_field:
            self.in_field = leaf
        self.parts(node.parts, formatting.delimiter)
        if not formatting.from_field:
            self.in_field = self.field_begun = False
        self.end_element()
        if formatting.quotes:
            self.text_end = len(self.runs)
        for name in opened:
            self.close(name)
        self.marked_up = self.marked_up or bool(opened and formatting.from_field)
        if formatting.display in _BLOCKS:
            self.move_space_out()

    def end_quote(self, node: Node, leaf: bool) -> None:
        """Close a quotation and set what follows from its kind."""
        formatting = node.formatting
        self.close_quote()
        self.field_quote = formatting.from_field
        self.group_quote = not leaf
        self.quote_has_mark = False
        if not (self.quotes.punctuation_inside or formatting.from_field):
            self.sealed = -1 if self.move_mark_out() or not leaf else self.last
            self.sealed_whole = _is_simple(node)

    def bracket(self, affix: str) -> str:
        """An affix with brackets for parentheses inside parentheses, and for a closing one that nothing opened."""
        if "(" not in affix and ")" not in affix:
            return affix
        written = ""
        for char in affix:
            self.parentheses -= char == ")"
            written += _BRACKETS.get(char, char) if self.parentheses % 2 else char
            self.parentheses += char == "("
        return written

    def bracket_words(self, node: Node) -> Node:
        """The writer's words, in which parentheses count as in affixes."""
        parts = [self.bracket(part) if isinstance(part, str) else self.bracket_words(part) for part in node.parts]
        return Node(node.formatting, parts, node.from_variable)

    def affix(self, text: str, kind: int) -> None:
        """Append a prefix or suffix, which may hold HTML-like tags."""
        if "<" in text:
            self.parts(parse(text), "")
        else:
            self.text(text, kind)

    def parts(self, parts: Sequence[Part], delimiter: str) -> None:
        """Append parts with a delimiter between them."""
        for number, part in enumerate(parts):
            if delimiter and number:
                self.text(delimiter, DELIMITER)
            if isinstance(part, str):
                self.text(part)
            else:
                self.node(part)

    def open(self, display: str, formats: tuple[tuple[str, str], ...], from_field: bool) -> list[str]:
        """Open formats and a block.

        A format in an item's text that is active already flips to its default value; a default value that is active
        already is left out.

        Returns:
            Names of what was opened, innermost first.
        """
        if display == "nocase":
            return []
        if display == "nodecor":
            display, formats = "", tuple((name, holds[-1]) for name, holds in self.active.items())
        opened = []
        if display:
            self.runs.append(Open("display", display))
            opened.append("display")
        for name, value in formats:
            holds = self.active.setdefault(name, [_NORMAL[name]])
            if from_field and value == holds[-1]:
                value = _NORMAL[name]
            if value == holds[-1] == _NORMAL[name]:
                continue
            holds.append(value)
            self.runs.append(Open(name, value))
            opened.append(name)
        return opened[::-1]

    def close(self, name: str) -> None:
        """Close a format or block."""
        if name != "display":
            self.active[name].pop()
        self.runs.append(CLOSE)

    def move_space_out(self) -> None:
        """Move a space at the end of a block to after the block."""
        end = self.runs[-2]
        if isinstance(end, str) and end.endswith(" "):
            self.runs[-2] = end.rstrip(" ")
            self.text(" ")


class _SourcedRuns(list[Run]):
    """Runs that note the source of each.

    Attributes:
        source: of what is appended next.
        sources: of each run.
    """

    def __init__(self) -> None:
        super().__init__()
        self.source: Source | None = None
        self.sources: list[Source | None] = []

    def append(self, run: Run) -> None:
        super().append(run)
        self.sources.append(self.source)

    def insert(self, index: SupportsIndex, run: Run) -> None:
        super().insert(index, run)
        self.sources.insert(index, self.sources[index.__index__() - 1])

    def __delitem__(self, index: SupportsIndex | slice) -> None:
        super().__delitem__(index)
        del self.sources[index]


class _TracedFlattening(_Flattening):
    """A flattening that notes the source of each run; affixes and quotation marks of a variable have none."""

    __slots__ = ("sourced",)

    def __init__(self, quotes: Quotes) -> None:
        super().__init__(quotes)
        self.runs = self.sourced = _SourcedRuns()

    def inner(self, node: Node, leaf: bool) -> None:
        outer = self.sourced.source
        self.sourced.source = node.formatting.source or outer
        super().inner(node, leaf)
        self.sourced.source = outer
