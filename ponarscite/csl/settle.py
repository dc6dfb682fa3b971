"""Settling a tree: its runs in a row, with quotation marks, flipped formats, punctuation and spaces in order.

Punctuation that meets at the border of two runs is merged by `MEETING`; what follows a closing quotation mark goes
inside it where the language says so. Source: CSL 1.0.2, "punctuation-in-quote"; the table is that of the CSL test
suite (punctuation_FullMonty...).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from ponarscite.csl.tree import Node, Part

MEETING: Final = {
    ":.": ":", ":?": "?", ":!": "!", "::": ":",
    "..": ".",
    ";:": ";", ";.": ";", ";!": "!", ";?": "?", ";;": ";",
    "!:": "!", "!.": "!", "!!": "!",
    "?:": "?", "?.": "?", "??": "?",
    ",,": ",",
}  # fmt: skip
"""What two marks become where they meet; pairs that are not here stay."""
MARKS: Final = frozenset(":.;!?,")
_GO_INSIDE: Final = frozenset(".,!?")
_SPACES: Final = frozenset(" \xa0\u202f")
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
    """The quotation marks of a language, and whether a full stop or comma goes inside them."""

    outer: tuple[str, str] = ("“", "”")
    inner: tuple[str, str] = ("‘", "’")
    punctuation_inside: bool = False


def settle(part: Part, quotes: Quotes) -> tuple[Run, ...]:
    """The runs of a part in order."""
    row = _Row(quotes)
    row.part(part)
    return tuple(run for run in row.runs if run != "")


class _Row:
    """The runs so far, and what is open at the end of them."""

    __slots__ = ("active", "after_quote", "last", "marks", "quotes", "runs")

    def __init__(self, quotes: Quotes) -> None:
        self.quotes = quotes
        self.runs: list[Run] = []
        self.last = -1  # the last text
        self.after_quote = -1  # the text inside a quotation mark that was just closed
        self.marks: list[tuple[str, str]] = []  # the quotation marks that are open
        self.active: dict[str, list[str]] = {}

    def part(self, part: Part) -> None:
        if part.__class__ is str:
            self.text(part)  # type: ignore[arg-type]  # isinstance costs a tenth of the time
        else:
            self.node(part)  # type: ignore[arg-type]

    def node(self, node: Node) -> None:
        look = node.look
        if look.prefix:
            self.text(look.prefix)
        opened = self.open(look.display, look.formats, look.from_field) if look.formats or look.display else ()
        if look.quotes:
            self.open_quote(look.marks)
        delimiter = look.delimiter
        first = True
        for part in node.parts:
            if delimiter and not first:
                self.text(delimiter)
            first = False
            self.part(part)
        if look.quotes:
            self.close_quote()
        for name in opened:
            self.close(name)
        if look.suffix:
            self.text(look.suffix)

    def open(self, display: str, formats: tuple[tuple[str, str], ...], from_field: bool) -> list[str]:
        if display in ("nocase", "nodecor"):
            return []
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

    def open_quote(self, marks: tuple[str, str]) -> None:
        """The marks a field has stay, unless they are those around it."""
        around = self.marks[-1] if self.marks else ("", "")
        if not marks[0] or marks == around:
            marks = self.quotes.inner if around == self.quotes.outer else self.quotes.outer
        self.text(marks[0])
        self.marks.append(marks)

    def close_quote(self) -> None:
        inside = self.after_quote if self.after_quote >= 0 else self.last
        self.runs.append(self.marks.pop()[1])
        self.last = len(self.runs) - 1
        self.after_quote = inside

    def text(self, text: str) -> None:
        if not text:
            return
        if self.after_quote >= 0:
            text = self.beside_quote(text)
        elif self.last >= 0:
            text = self.meet(text)
        if text:
            self.runs.append(text)
            self.last = len(self.runs) - 1

    def meet(self, text: str) -> str:
        """What remains of a text after its beginning has met the end of the one before."""
        before: str = self.runs[self.last]  # type: ignore[assignment]  # `last` is a text
        end, begin = before[-1:], text[0]
        if begin in MARKS and end in MARKS:
            merged = MEETING.get(end + begin)
            if merged is None:
                return text
            self.runs[self.last] = before[:-1] + merged
            return text[1:]
        if begin == " " and end in _SPACES:
            return text[1:]
        return text

    def beside_quote(self, text: str) -> str:
        """The same just behind a closing quotation mark: what stands inside it, or a mark outside, is met."""
        inside: str = self.runs[self.after_quote]  # type: ignore[assignment]  # it is a text
        outside: str = self.runs[self.last]  # type: ignore[assignment]  # `last` is a text
        begin = text[0]
        if outside in MARKS:
            return self.beside_mark(text, inside, outside)
        if begin not in MARKS:
            self.after_quote = -1
            return self.meet(text)
        merged = MEETING.get(inside[-1:] + begin)
        if merged is not None:
            self.runs[self.after_quote] = inside[:-1] + merged
        elif self.quotes.punctuation_inside and begin in _GO_INSIDE:
            self.runs[self.after_quote] = inside + begin
        else:
            self.runs.append(begin)
            self.last = len(self.runs) - 1
        rest = text[1:]
        if rest:
            self.after_quote = -1
        return rest

    def beside_mark(self, text: str, inside: str, outside: str) -> str:
        """A mark stands outside of the quotation mark already."""
        after_quote, self.after_quote = self.after_quote, -1
        merged = MEETING.get(outside + text[0])
        if merged in ("!", "?") and self.quotes.punctuation_inside:
            self.runs[self.last] = ""
            self.runs[after_quote] = inside + merged
            self.last = max(n for n in range(self.last) if isinstance(self.runs[n], str))
            return text[1:]
        return self.meet(text)
