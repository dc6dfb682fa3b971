"""Runs of text in which punctuation marks, quotation marks and spaces meet.

Two punctuation marks that meet are treated by the kinds of text they belong to: content of an element, prefix, suffix,
or delimiter. They become one by `MEETING`, by `SUFFIXES` for two suffixes, or only if they are equal. A
comma or full stop after a closing quotation mark moves inside if the locale says so. Source: CSL 1.0.2,
"punctuation-in-quote"; the tables hold the output of citeproc-js (test suite, punctuation_FullMonty...).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

MEETING: Final = {
    ":.": ":", ":?": "?", ":!": "!", "::": ":",
    "..": ".",
    ";:": ";", ";.": ";", ";!": "!", ";?": "?", ";;": ";",
    "!:": "!", "!.": "!", "!!": "!",
    "?:": "?", "?.": "?", "??": "?",
    ",,": ",",
}  # fmt: skip
"""Two marks that meet -> what they become; other pairs stay."""
SUFFIXES: Final = {
    "..": ".", ",,": ",", ";;": ";", "::": ":", "!!": "!", "??": "?",
    ";.": ".;", ";:": ":;", ";!": "!;", ";?": "?;", ":.": ".:", ":!": "!", ":?": "?",
    "!.": ".!", "!:": "!", "?.": ".?", "?:": "?",
}  # fmt: skip
"""The same for the suffix of an element and the suffix of the element around it."""
SAME: Final = {mark + mark: mark for mark in ":.;!?,"}
"""The same for equal marks only."""
CONTENT, PREFIX, SUFFIX, GROUP_SUFFIX, DELIMITER = range(5)
"""Kinds of text; GROUP_SUFFIX is the suffix of an element that holds other elements."""
_NONE: Final[dict[str, str]] = {}
_CONTENTS: Final = {pair: mark for pair, mark in MEETING.items() if pair != ",,"}
RULES: Final = {
    CONTENT: {CONTENT: _CONTENTS, PREFIX: MEETING, SUFFIX: MEETING, GROUP_SUFFIX: MEETING, DELIMITER: MEETING},
    SUFFIX: {CONTENT: _CONTENTS, PREFIX: MEETING, SUFFIX: SAME, GROUP_SUFFIX: SAME, DELIMITER: SAME},
    GROUP_SUFFIX: {CONTENT: _CONTENTS, PREFIX: MEETING, SUFFIX: SAME, GROUP_SUFFIX: SAME, DELIMITER: SAME},
    DELIMITER: {CONTENT: SAME, PREFIX: SAME, SUFFIX: SAME, GROUP_SUFFIX: SAME, DELIMITER: SAME},
    PREFIX: {CONTENT: SAME, PREFIX: _NONE, SUFFIX: SAME, GROUP_SUFFIX: SAME, DELIMITER: SAME},
}
"""Kind of the first text -> kind of the second -> table by which their marks meet."""
OUTER_RULES: Final = {
    SUFFIX: {**RULES[SUFFIX], SUFFIX: SUFFIXES, GROUP_SUFFIX: SUFFIXES, DELIMITER: SUFFIXES},
    GROUP_SUFFIX: {**RULES[GROUP_SUFFIX], SUFFIX: MEETING, GROUP_SUFFIX: MEETING, DELIMITER: MEETING},
}
"""The same if the element of the first text has ended, and the second belongs to an element around it."""
MARKS: Final = frozenset(":.;!?,")
"""Punctuation marks that may merge."""
_GO_INSIDE: Final = frozenset(".,!?")
"""Marks that move inside a closing quotation mark under punctuation-in-quote="true"."""
_ENDINGS: Final = frozenset("!?")
"""Marks after which some styles print no comma."""
_GO_OUTSIDE: Final = frozenset(",:;")
"""Marks that move out of a quotation under punctuation-in-quote="false"."""
_STAY_OUTSIDE: Final = frozenset(":;")
"""Marks that never move inside a quotation."""
_SPACES: Final = frozenset(" \xa0\u202f")
"""Characters after which a text loses its first space."""


@dataclass(frozen=True, slots=True)
class Open:
    """The beginning of a format or block.

    Args:
        name: formatting attribute, "display", or "link".
        value: of the attribute; the address of a link.
    """

    name: str
    value: str


class _Close:
    """Type of `CLOSE`."""

    __slots__ = ()


CLOSE: Final = _Close()
"""The end of the format or block that was opened last."""
Run: TypeAlias = str | Open | _Close
"""Text, or the beginning or end of a format."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """Quotation marks of a locale, and punctuation beside them.

    Args:
        outer, inner: opening and closing mark of quotations, and of quotations inside quotations.
        punctuation_inside: punctuation-in-quote: whether a full stop or comma moves inside.
        comma_after_mark: whether a comma may follow a question or exclamation mark.
        brackets: whether parentheses inside parentheses become brackets, in affixes of dates, numbers and groups;
            citeproc-js does so in notes.
    """

    outer: tuple[str, str] = ("“", "”")
    inner: tuple[str, str] = ("‘", "’")
    punctuation_inside: bool = False
    comma_after_mark: bool = True
    brackets: bool = False


class PunctuatedRuns:
    """The runs so far, and the state that decides what the next text does to them.

    Attributes that hold a position are indices into `runs`, -1 for none.
    """

    __slots__ = (
        "after_quote", "field_begun", "field_quote", "group_ended", "group_quote", "in_field", "kind", "last",
        "locale_quotes", "mark_outside", "marked_up", "marks", "quote_end", "quote_has_mark", "quote_takes_mark",
        "quotes", "runs", "sealed", "sealed_whole", "text_end",
    )  # fmt: skip

    def __init__(self, quotes: Quotes) -> None:
        self.quotes = quotes
        self.runs: list[Run] = []
        self.last = -1  # the last text
        self.kind = CONTENT  # of the last text
        self.group_ended = False  # whether the element of the last text has ended
        self.sealed = -1  # the last text if its format ended just after it: only equal marks merge then
        self.sealed_whole = True  # whether that text is one string, without markup
        self.after_quote = -1  # the last text of the quotation that was just closed
        self.text_end = -1  # where the parts of the last quoted node end, inside its own formats
        self.quote_end = -1  # the same for that quotation, or the innermost of those closed together
        self.marked_up = False  # whether markup of an item's text ended after the last text
        self.quote_takes_mark = False  # whether that quotation takes in a mark that follows it
        self.quote_has_mark = False  # whether it has taken in one, as a quotation in an item's text does once
        self.group_quote = False  # whether it encloses several elements; it takes in no mark from content
        self.field_quote = False  # whether it belongs to an item's text
        self.mark_outside = False  # whether a mark was printed after it
        self.in_field = False  # whether the node that holds an item's text is open
        self.field_begun = False  # whether part of that text is printed; marks inside one text never merge
        self.locale_quotes = False  # whether quotation marks in an item's text become those of the locale
        self.marks: list[tuple[str, str]] = []  # opening and closing mark of each open quotation

    def end_element(self) -> None:
        """Note that an element has ended."""
        self.sealed = -1
        self.group_ended = True

    def open_quote(self, marks: tuple[str, str]) -> None:
        """Append an opening quotation mark: outer and inner marks of the locale in turn.

        Marks in an item's text stay, unless they equal those around them or the style sets `quotes` on the element.
        Marks that the locale does not have always stay.
        """
        around = self.marks[-1] if self.marks else ("", "")
        known = marks in (self.quotes.outer, self.quotes.inner)
        if not marks[0] or (known and (marks == around or self.locale_quotes)):
            marks = self.quotes.inner if around == self.quotes.outer else self.quotes.outer
        self.text(marks[0])
        self.marks.append(marks)

    def close_quote(self) -> None:
        """Append the closing quotation mark of the quotation opened last."""
        nested = self.after_quote >= 0 and not self.mark_outside
        inside = self.after_quote if nested else self.last
        self.quote_end = self.quote_end if nested else self.text_end
        marks = self.marks.pop()
        known = marks in (self.quotes.outer, self.quotes.inner)
        self.runs.append(marks[1])
        self.last = len(self.runs) - 1
        self.after_quote = inside if known else -1
        self.quote_takes_mark = self.quotes.punctuation_inside
        self.kind = CONTENT
        self.mark_outside = False

    def move_mark_out(self) -> bool:
        """Move a comma, colon or semicolon from the end of a quotation to after it; return whether there was one."""
        inside: str = self.runs[self.after_quote]  # type: ignore[assignment]  # index of a text
        if inside[-1:] not in _GO_OUTSIDE or len(inside) < 2 or self.marked_up:
            return False
        self.runs[self.after_quote] = inside[:-1]
        self.runs.append(inside[-1])
        self.last, self.kind, self.after_quote = len(self.runs) - 1, CONTENT, -1
        return True

    def text(self, text: str, kind: int = CONTENT) -> None:
        """Append a text after its first mark or space has met the end of the text before."""
        if not text:
            return
        in_field = self.in_field and kind == CONTENT
        if not (in_field and self.field_begun) and (text[0] in MARKS or text[0] == " "):
            text = self.merged_with_last(text, kind)
        self.field_begun = self.field_begun or in_field
        if text:
            self.runs.append(text)
            self.last = len(self.runs) - 1
            self.kind = kind
            self.after_quote = -1
            self.group_ended = self.marked_up = False

    def merged_with_last(self, text: str, kind: int) -> str:
        """The rest of a text to append, after its beginning has met the end of the text before."""
        if text[0] in MARKS:
            return self.mark(text, kind)
        doubled = self.last >= 0 and self.runs[self.last][-1:] in _SPACES  # type: ignore[index]  # index of a text
        return text[1:] if doubled else text

    def rules(self, kind: int) -> Mapping[str, str]:
        """The table by which the last text meets a text of that kind."""
        table = OUTER_RULES.get(self.kind, RULES[self.kind]) if self.group_ended else RULES[self.kind]
        return table[kind]

    def is_sealed(self, kind: int) -> bool:
        """Whether only equal marks merge with the last text; behind markup in it that holds for prefixes alone."""
        return self.sealed == self.last and (self.sealed_whole or kind == PREFIX)

    def mark(self, text: str, kind: int) -> str:
        """The rest of a text to append that begins with a mark."""
        if self.last < 0 or (self.sealed == self.last and kind == PREFIX and self.quotes.punctuation_inside):
            return text
        if self.after_quote >= 0:
            return self.beside_quote(text, kind)
        before: str = self.runs[self.last]  # type: ignore[assignment]  # index of a text
        if text[0] == "," and before[-1:] in _ENDINGS and not self.quotes.comma_after_mark:
            return text[1:]
        rules = SAME if self.is_sealed(kind) else self.rules(kind)
        merged = rules.get(before[-1:] + text[0])
        if merged is None:
            return text
        self.runs[self.last] = before[:-1] + merged
        return text[1:]

    def beside_quote(self, text: str, kind: int) -> str:
        """The same just after a closing quotation mark: the mark meets the last one inside, and may move inside."""
        begin = text[0]
        inside: str = self.runs[self.after_quote]  # type: ignore[assignment]  # index of a text
        if begin == "," and inside[-1:] in _ENDINGS and not self.quotes.comma_after_mark:
            return text[1:]
        if self.mark_outside:
            return self.beside_mark(text, kind, inside)
        stays = begin in _STAY_OUTSIDE and self.kind == CONTENT and self.quotes.punctuation_inside
        rules = SAME if stays or self.is_sealed(kind) else self.rules(kind)
        merged = rules.get(inside[-1:] + begin)
        if merged is not None:
            self.runs[self.after_quote] = inside[:-1] + merged
        elif (
            self.quote_takes_mark
            and begin in _GO_INSIDE
            and not self.quote_has_mark
            and not (kind == CONTENT and self.group_quote)
        ):
            self.put_inside(inside, begin)
            self.kind = kind
            self.group_ended = False
            self.quote_has_mark = self.field_quote
        elif self.field_quote and begin in _STAY_OUTSIDE and self.last < len(self.runs) - 1:
            self.runs[self.last] += begin  # type: ignore[operator]  # after the quotation mark, in its format
            self.kind, self.group_ended, self.after_quote = kind, False, -1
        else:
            self.runs.append(begin)
            self.last = len(self.runs) - 1
            self.kind = kind
            self.group_ended = False
            self.mark_outside = True
        return text[1:]

    def put_inside(self, inside: str, mark: str) -> None:
        """Put a mark at the end of the quotation just closed, outside of the formats inside it."""
        if self.quote_end == self.after_quote + 1:
            self.runs[self.after_quote] = inside + mark
            return
        self.runs.insert(self.quote_end, mark)
        self.after_quote = self.quote_end
        self.quote_end += 1
        self.last += 1
        self.sealed += self.sealed >= self.after_quote

    def beside_mark(self, text: str, kind: int, inside: str) -> str:
        """The same if another mark stands after the quotation mark; both may become one that moves inside."""
        mark_outside: str = self.runs[self.last]  # type: ignore[assignment]  # index of a text
        merged = self.rules(kind).get(mark_outside + text[0])
        if merged is None:
            return text
        if merged in _GO_INSIDE and self.quotes.punctuation_inside:
            del self.runs[self.last]
            self.last -= 1
            self.put_inside(inside, merged)
            self.mark_outside = False
        else:
            self.runs[self.last] = merged
        return text[1:]
