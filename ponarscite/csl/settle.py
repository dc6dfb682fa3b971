"""Settling a tree: its runs in a row, with quotation marks, flipped formats, punctuation and spaces in order.

Where two texts meet, it matters what they are: the content of an element, its prefix or suffix, or a delimiter. Marks
that meet are merged by `MEETING`, or by `SUFFIXES` where two suffixes do, or only where they are the same; a comma or
full stop behind a closing quotation mark goes inside it where the language says so. Source: CSL 1.0.2,
"punctuation-in-quote"; the tables are what citeproc-js prints (CSL test suite, punctuation_FullMonty...).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from ponarscite.csl.richtext import parse
from ponarscite.csl.tree import Look, Node, Part

MEETING: Final = {
    ":.": ":", ":?": "?", ":!": "!", "::": ":",
    "..": ".",
    ";:": ";", ";.": ";", ";!": "!", ";?": "?", ";;": ";",
    "!:": "!", "!.": "!", "!!": "!",
    "?:": "?", "?.": "?", "??": "?",
    ",,": ",",
}  # fmt: skip
"""What two marks become where they meet; pairs that are not here stay."""
SUFFIXES: Final = {
    "..": ".", ",,": ",", ";;": ";", "::": ":", "!!": "!", "??": "?",
    ";.": ".;", ";:": ":;", ";!": "!;", ";?": "?;", ":.": ".:", ":!": "!", ":?": "?",
    "!.": ".!", "!:": "!", "?.": ".?", "?:": "?",
}  # fmt: skip
"""The same for a suffix behind the suffix of what it holds."""
SAME: Final = {mark + mark: mark for mark in ":.;!?,"}
CONTENT, PREFIX, SUFFIX, GROUP_SUFFIX, DELIMITER = range(5)
_NONE: Final[dict[str, str]] = {}
_CONTENTS: Final = {pair: mark for pair, mark in MEETING.items() if pair != ",,"}
RULES: Final = {
    CONTENT: {CONTENT: _CONTENTS, PREFIX: MEETING, SUFFIX: MEETING, GROUP_SUFFIX: MEETING, DELIMITER: MEETING},
    SUFFIX: {CONTENT: _CONTENTS, PREFIX: MEETING, SUFFIX: SAME, GROUP_SUFFIX: SAME, DELIMITER: SAME},
    GROUP_SUFFIX: {CONTENT: _CONTENTS, PREFIX: MEETING, SUFFIX: SAME, GROUP_SUFFIX: SAME, DELIMITER: SAME},
    DELIMITER: {CONTENT: SAME, PREFIX: SAME, SUFFIX: SAME, GROUP_SUFFIX: SAME, DELIMITER: SAME},
    PREFIX: {CONTENT: SAME, PREFIX: _NONE, SUFFIX: SAME, GROUP_SUFFIX: SAME, DELIMITER: SAME},
}
"""What two texts are -> how their marks meet."""
OUTER_RULES: Final = {
    SUFFIX: {**RULES[SUFFIX], SUFFIX: SUFFIXES, GROUP_SUFFIX: SUFFIXES, DELIMITER: SUFFIXES},
    GROUP_SUFFIX: {**RULES[GROUP_SUFFIX], SUFFIX: MEETING, GROUP_SUFFIX: MEETING, DELIMITER: MEETING},
}
"""The same where the second belongs to what is around the first's group."""
MARKS: Final = frozenset(":.;!?,")
_GO_INSIDE: Final = frozenset(".,!?")
_ENDINGS: Final = frozenset("!?")
_GO_OUTSIDE: Final = frozenset(",:;")
_STAY_OUTSIDE: Final = frozenset(":;")
_SPACES: Final = frozenset(" \xa0\u202f")
_BRACKETED: Final = ("date", "number")
_BRACKETS: Final = {"(": "[", ")": "]"}
_SHEDDING: Final = ("block", "right-inline", "indent")
_NORMAL: Final = {
    "font-style": "normal",
    "font-variant": "normal",
    "font-weight": "normal",
    "text-decoration": "none",
    "vertical-align": "baseline",
}


@dataclass(frozen=True, slots=True)
class Open:
    """The beginning of a format, or of a block (name "display")."""

    name: str
    value: str


class _Close:
    __slots__ = ()


CLOSE: Final = _Close()
Run: TypeAlias = str | Open | _Close


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quotation marks of a language, whether a full stop or comma goes inside them, and whether a comma may
    follow a question or exclamation mark (a style may ask that none does). In notes parentheses inside of others
    are brackets, as citeproc-js has them: those in affixes of dates, numbers and groups.
    """

    outer: tuple[str, str] = ("“", "”")
    inner: tuple[str, str] = ("‘", "’")
    punctuation_inside: bool = False
    comma_after_mark: bool = True
    brackets: bool = False


def settle(part: Part, quotes: Quotes) -> tuple[Run, ...]:
    """The runs of a part in order."""
    row = _Row(quotes)
    row.part(part)
    return tuple(run for run in row.runs if run != "")


def _is_leaf(node: Node) -> bool:
    """Whether an element made the node of a string, rather than of other elements."""
    if not node.parts:
        return False
    last = node.parts[-1]
    return isinstance(last, str) or last.look.from_field


class _Row:
    """The runs so far, and what is open at the end of them."""

    __slots__ = (
        "active", "after_quote", "by_rule", "depth", "field_quote", "full", "group_quote", "in_field", "kind", "last",
        "marks", "met", "outer", "outside", "quotes", "runs", "sealed", "takes",
    )  # fmt: skip

    def __init__(self, quotes: Quotes) -> None:
        self.quotes = quotes
        self.runs: list[Run] = []
        self.last = -1  # the last text
        self.after_quote = -1  # the text inside a quotation mark that was just closed
        self.sealed = -1  # the last text, when a format that ends there stands beside what comes
        self.in_field = False  # whether the text comes from within a field
        self.met = False  # whether the field has met what was before it: inside of it nothing meets
        self.by_rule = False  # whether the quotation marks of fields are those of the language
        self.takes = False  # whether that quotation takes a mark that follows
        self.group_quote = False  # whether it quotes a group: it takes no mark from a content
        self.depth = 0  # of parentheses in affixes
        self.full = False  # whether a mark has gone into a quotation of a field: no other does
        self.field_quote = False  # whether a field has that mark
        self.kind = CONTENT  # of the last text
        self.outer = False  # whether its group has ended
        self.outside = False  # whether a mark stands behind that quotation mark
        self.marks: list[tuple[str, str]] = []  # the quotation marks that are open
        self.active: dict[str, list[str]] = {}

    def part(self, part: Part) -> None:
        if isinstance(part, str):
            self.text(part)
        else:
            self.node(part)

    def node(self, node: Node) -> None:
        look = node.look
        leaf = _is_leaf(node)
        bracketed = self.quotes.brackets and (node.tag in _BRACKETED or not leaf)
        if look.prefix:
            self.affix(self.bracket(look.prefix) if bracketed else look.prefix, PREFIX)
        by_rule = self.by_rule
        if look.quotes:
            self.open_quote(look.marks)
        self.by_rule = by_rule or look.unquoted or (look.quotes and not look.from_field)
        self.inner(node, leaf)
        self.by_rule = by_rule
        if look.quotes:
            self.end_quote(look, leaf)
        elif look.decorated and leaf:
            self.sealed = self.last
        if look.suffix:
            sealed = self.sealed >= 0
            suffix = self.bracket(look.suffix) if bracketed else look.suffix
            self.affix(suffix, SUFFIX if leaf else GROUP_SUFFIX)
            self.sealed = self.last if sealed else -1

    def inner(self, node: Node, leaf: bool) -> None:
        """The parts of a node in its formats and its block."""
        look = node.look
        opened = self.open(look.display, look.formats, look.from_field) if look.formats or look.display else ()
        if not look.from_field:
            self.in_field = leaf
        self.parts(node.parts, look.delimiter)
        if not look.from_field:
            self.in_field = self.met = False
        self.sealed = -1
        self.outer = True
        for name in opened:
            self.close(name)
        if look.display in _SHEDDING:
            self.shed()

    def end_quote(self, look: Look, leaf: bool) -> None:
        """Close a quotation mark, and remember what it is that it closes."""
        self.close_quote()
        self.field_quote = look.from_field
        self.group_quote = not leaf
        self.full = False
        if not (self.quotes.punctuation_inside or look.from_field):
            self.sealed = -1 if self.take_out() or not leaf else self.last

    def bracket(self, affix: str) -> str:
        """An affix with brackets for the parentheses that stand in others, or close what none has opened."""
        if "(" not in affix and ")" not in affix:
            return affix
        written = ""
        for char in affix:
            self.depth -= char == ")"
            written += _BRACKETS.get(char, char) if self.depth % 2 else char
            self.depth += char == "("
        return written

    def affix(self, text: str, kind: int) -> None:
        """A prefix or suffix; one may hold a field's markup."""
        if "<" in text:
            self.parts(parse(text), "")
        else:
            self.text(text, kind)

    def parts(self, parts: Sequence[Part], delimiter: str) -> None:
        first = True
        for part in parts:
            if delimiter and not first:
                self.text(delimiter, DELIMITER)
            first = False
            self.part(part)

    def open(self, display: str, formats: tuple[tuple[str, str], ...], from_field: bool) -> list[str]:
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
        if name != "display":
            self.active[name].pop()
        self.runs.append(CLOSE)

    def shed(self) -> None:
        """A space at the end of a block goes behind it."""
        end = self.runs[-2]
        if isinstance(end, str) and end.endswith(" "):
            self.runs[-2] = end.rstrip(" ")
            self.text(" ")

    def open_quote(self, marks: tuple[str, str]) -> None:
        """A field's own marks stay, unless they are those around it, or the style says whether the field is quoted.

        Marks that the language has not are text, whatever is around them.
        """
        around = self.marks[-1] if self.marks else ("", "")
        known = marks in (self.quotes.outer, self.quotes.inner)
        if not marks[0] or (known and (marks == around or self.by_rule)):
            marks = self.quotes.inner if around == self.quotes.outer else self.quotes.outer
        self.text(marks[0])
        self.marks.append(marks)

    def close_quote(self) -> None:
        inside = self.after_quote if self.after_quote >= 0 and not self.outside else self.last
        marks = self.marks.pop()
        known = marks in (self.quotes.outer, self.quotes.inner)
        self.runs.append(marks[1])
        self.last = len(self.runs) - 1
        self.after_quote = inside if known else -1
        self.takes = self.quotes.punctuation_inside
        self.kind = CONTENT
        self.outside = False

    def take_out(self) -> bool:
        """A comma, colon or semicolon that ends a quotation goes behind it; whether one did."""
        inside: str = self.runs[self.after_quote]  # type: ignore[assignment]  # it is a text
        if inside[-1:] not in _GO_OUTSIDE or len(inside) < 2:
            return False
        self.runs[self.after_quote] = inside[:-1]
        self.runs.append(inside[-1])
        self.last, self.kind, self.after_quote = len(self.runs) - 1, CONTENT, -1
        return True

    def text(self, text: str, kind: int = CONTENT) -> None:
        """Append a text after its beginning has met the end of the one before."""
        if not text:
            return
        in_field = self.in_field and kind == CONTENT
        if not (in_field and self.met):
            text = self.remaining(text, kind)
        self.met = self.met or in_field
        if text:
            self.runs.append(text)
            self.last = len(self.runs) - 1
            self.kind = kind
            self.after_quote = -1
            self.outer = False

    def remaining(self, text: str, kind: int) -> str:
        """What remains of a text when its beginning has met the end of the one before."""
        if text[0] in MARKS:
            return self.mark(text, kind)
        if text[0] == " " and self.last >= 0 and self.runs[self.last][-1:] in _SPACES:  # type: ignore[index]  # a text
            return text[1:]
        return text

    def rules(self, kind: int) -> Mapping[str, str]:
        """How the mark before meets one of a text of that kind."""
        table = OUTER_RULES.get(self.kind, RULES[self.kind]) if self.outer else RULES[self.kind]
        return table[kind]

    def mark(self, text: str, kind: int) -> str:
        """What remains of a text that begins with a mark."""
        if self.last < 0 or (self.sealed == self.last and kind == PREFIX and self.quotes.punctuation_inside):
            return text
        if self.after_quote >= 0:
            return self.beside_quote(text, kind)
        before: str = self.runs[self.last]  # type: ignore[assignment]  # `last` is a text
        if text[0] == "," and before[-1:] in _ENDINGS and not self.quotes.comma_after_mark:
            return text[1:]
        rules = SAME if self.sealed == self.last else self.rules(kind)
        merged = rules.get(before[-1:] + text[0])
        if merged is None:
            return text
        self.runs[self.last] = before[:-1] + merged
        return text[1:]

    def beside_quote(self, text: str, kind: int) -> str:
        """The same just behind a closing quotation mark: the mark meets what stands inside, and may go there."""
        begin = text[0]
        inside: str = self.runs[self.after_quote]  # type: ignore[assignment]  # it is a text
        if begin == "," and inside[-1:] in _ENDINGS and not self.quotes.comma_after_mark:
            return text[1:]
        if self.outside:
            return self.beside_mark(text, kind, inside)
        stays = begin in _STAY_OUTSIDE and self.kind == CONTENT and self.quotes.punctuation_inside
        rules = SAME if stays or self.sealed == self.last else self.rules(kind)
        merged = rules.get(inside[-1:] + begin)
        if merged is not None:
            self.runs[self.after_quote] = inside[:-1] + merged
        elif self.takes and begin in _GO_INSIDE and not self.full and not (kind == CONTENT and self.group_quote):
            self.runs[self.after_quote] = inside + begin
            self.kind = kind
            self.outer = False
            self.full = self.field_quote
        elif self.field_quote and begin in _STAY_OUTSIDE and self.last < len(self.runs) - 1:
            self.runs[self.last] += begin  # type: ignore[operator]  # behind the mark, and in its format
            self.kind, self.outer, self.after_quote = kind, False, -1
        else:
            self.runs.append(begin)
            self.last = len(self.runs) - 1
            self.kind = kind
            self.outer = False
            self.outside = True
        return text[1:]

    def beside_mark(self, text: str, kind: int, inside: str) -> str:
        """A mark stands outside of the quotation mark already; with the next it may become one that goes inside."""
        outside: str = self.runs[self.last]  # type: ignore[assignment]  # `last` is a text
        merged = self.rules(kind).get(outside + text[0])
        if merged is None:
            return text
        if merged in _GO_INSIDE and self.quotes.punctuation_inside:
            self.runs[self.after_quote] = inside + merged
            del self.runs[self.last]
            self.last -= 1
            self.outside = False
        else:
            self.runs[self.last] = merged
        return text[1:]
