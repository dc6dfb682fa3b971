"""The LaTeX of a bibliography field -> text with the rich text of CSL.

One pass with a stack of open groups, so that depth costs no recursion and every input takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import combining

from ponarscite.interchange import latex_macros as macros
from ponarscite.interchange.latex_science import formula_of, number_of, unit_of
from ponarscite.record import math
from ponarscite.record.richtext import CLOSING, GUARD, OPENING
from ponarscite.record.text import composed

DEEPEST = 100
"""Groups inside each other whose macros are read; the braces of deeper ones are only taken off."""

LONGEST = 1_000
"""Characters of an optional argument at most."""

_DOLLAR = "\x01"  # stands for a dollar sign of money while a text is read; no text has control characters
_NEXT = re.compile(
    r"\\(?:(?P<word>[A-Za-z]+\*?)|(?P<sign>.))|(?P<brace>[{}])|(?P<dollar>\$)|---?|``|''|[?!]`|~", re.DOTALL
)
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "?`": "¿", "!`": "¡", "~": " "}
_MATH = re.compile(r"\$\$((?:[^$\\]|\\[^$])*)\$\$|\$((?:[^$\\]|\\.)*)\$", re.DOTALL)
_MONEY = re.compile(r"\\\$\s*([\d.,\s]*)")
_LETTER = re.compile(r"\s*(?:\{\s*){0,3}(?:\\(?:[A-Za-z]|[`'^\"~=.])|[^\W\d_])")
_OPTION = re.compile(r"\s*\[[^\[\]{}]{0,100}\]")
_DIMENSION = re.compile(r"\s*-?[\d.]*\s*(?:pt|em|ex|mm|cm|in|pc|mu|sp|bp)?(?:\s*(?:plus|minus)\s*[\d.]+\w\w)*\s?")
_ESCAPED = re.compile(r"\\([&%$#_{}~^])")
_NO_LENGTH = re.compile(r"[-+]?[0.]*\s*[a-z]*")
_CLOSERS = {"(": r"\)", "[": r"\]"}
_TAG = re.compile(r"<[^<>]*>")


@dataclass(slots=True)
class _Group:
    """An open group.

    Attributes:
        before, after: what to write at its beginning and its end.
        change: what becomes of the text in it.
        single: whether it ends behind the next letter or macro: an argument without braces.
        quotes: whether it puts its content in quotation marks.
        more: what becomes of the arguments behind it, as in `macros.KEPT`.
        start: number of pieces written before its content.
    """

    before: str = ""
    after: str = ""
    change: Callable[[str], str] | None = None
    single: bool = False
    quotes: bool = False
    more: str = ""
    start: int = 0


def read(text: str) -> str:
    """The text of a LaTeX field with macros; see `ponarscite.interchange.latex.from_latex`."""
    return _Reader(text.replace(_DOLLAR, "")).whole()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.out: list[str] = []
        self.groups: list[_Group] = []
        self.outermost = _Group()
        self._partners: dict[int, int] | None = None

    def whole(self) -> str:
        while found := _NEXT.search(self.text, self.at):
            self.letters(found.start())
            if self.at == found.start():
                self.at = found.end()
                self.token(found)
        while self.at < len(self.text):
            self.letters(len(self.text))
        while self.groups:
            self.close()
        self.out.append(self.outermost.after)
        return _guarded(composed("".join(self.out)))

    def letters(self, end: int) -> None:
        """Plain text as far as *end*; only its first character where that is an argument."""
        if self.groups and self.groups[-1].single and self.at < end:
            while self.at < end and self.text[self.at].isspace():
                self.at += 1
            if self.at < end:
                self.put(self.text[self.at], 1)
            return
        if self.at < end:
            self.out.append(self.text[self.at : end])
            self.at = end

    def put(self, piece: str, length: int = 0) -> None:
        """Write a piece, which ends an argument without braces."""
        self.out.append(piece)
        self.at += length
        while self.groups and self.groups[-1].single:
            self.close()

    def token(self, found: re.Match[str]) -> None:
        if word := found["word"]:
            self.macro(word)
        elif sign := found["sign"]:
            self.sign(sign)
        elif brace := found["brace"]:
            self.brace(brace)
        elif found["dollar"]:
            self.dollar(found.start())
        else:
            self.put(_LIGATURES[found[0]])

    def brace(self, brace: str) -> None:
        if brace == "}":
            while self.groups and self.groups[-1].single:
                self.close()
            if self.groups:
                self.close()
        elif self.groups and self.groups[-1].single and self.groups[-1].start == len(self.out):
            self.groups[-1].single = False
        else:
            self.open(_Group())

    def open(self, group: _Group) -> None:
        """Open a group, whose content begins behind its `before`."""
        if group.before:
            self.out.append(group.before)
        group.start = len(self.out)
        self.groups.append(group)

    def close(self) -> None:
        group = self.groups.pop()
        if group.change:
            self.out[group.start :] = [group.change("".join(self.out[group.start :]))]
        if group.before and len(self.out) == group.start:
            self.out.pop()  # no marks around nothing
        elif group.after:
            self.out.append(group.after)
        if group.more:
            self.arguments(group.more)
        elif self.groups and self.groups[-1].single:
            self.close()

    def argument(self, group: _Group) -> None:
        """Open the group of the next argument."""
        if option := _OPTION.match(self.text, self.at):
            self.at = option.end()
        self.skip_blanks()
        if len(self.groups) < DEEPEST and self.at < len(self.text) and self.text[self.at] != "}":
            group.single = True
            self.open(group)

    def skip_blanks(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def sign(self, sign: str) -> None:
        if sign in macros.ACCENTS and _LETTER.match(self.text, self.at):
            self.accent(sign)
        elif sign in "([" and (end := self.text.find(_CLOSERS[sign], self.at, self.at + math.LONGEST)) >= 0:
            source, self.at = self.text[self.at : end], end + 2
            self.formula(source)
        elif sign == "$":
            self.put(_DOLLAR)
        else:
            self.put(macros.SIGNS.get(sign, sign))

    def accent(self, name: str) -> None:
        mark = macros.ACCENTS[name]
        self.argument(_Group(change=lambda text: _accented(text, mark)))

    def dollar(self, start: int) -> None:
        found = _MATH.match(self.text, start)
        if not found:
            self.put(_DOLLAR)
            return
        self.at = found.end()
        self.formula(found[1] or found[2] or "")

    def formula(self, source: str) -> None:
        """Mathematics: one script as rich text, other known mathematics as its source, all else as text."""
        source = source.strip()
        if money := _MONEY.fullmatch(source):
            self.put(f"{_DOLLAR}{money[1]}")
            return
        mark, content = math.script_of(source)
        if mark:
            self.put(f"{OPENING[mark]}{content}{CLOSING[mark]}")
            return
        if not math.is_math(source) and "\\" not in source:
            source = "".join(source.split())  # blanks in mathematics print nothing
        if math.is_math(source):
            guard = GUARD if self.text[self.at : self.at + 1].isdigit() else ""
            self.put(f"${source}${guard}")
        elif source:
            self.put(f"{_DOLLAR}{source.replace('$', _DOLLAR)}{_DOLLAR}")

    def macro(self, name: str) -> None:
        if name.endswith("*") and name[:-1] not in _STARRED:
            name, self.at = name[:-1], self.at - 1
        start, name = self.at - len(name) - 1, name.rstrip("*")
        if name in macros.ACCENTS:
            if _LETTER.match(self.text, self.at):
                self.accent(name)
        elif name in macros.SYMBOLS:
            self.end_of_name()
            self.put(macros.SYMBOLS[name])
        elif name in macros.BLANKS:
            self.end_of_name()
            self.put(" ")
        elif name in macros.DECLARATIONS:
            self.end_of_name()
            self.declaration(macros.DECLARATIONS[name])
        elif name in macros.NOTHING:
            self.end_of_name()
        else:
            self.built(name, start)

    def end_of_name(self) -> None:
        """Skip the blanks behind a macro of letters, or empty braces, which print nothing."""
        if self.text.startswith("{}", self.at):
            self.at += 2
        else:
            self.skip_blanks()

    def built(self, name: str, start: int) -> None:
        """A macro with arguments, whose backslash is at *start*."""
        if name in macros.LOOKS:
            mark = macros.LOOKS[name]
            self.argument(_Group(OPENING[mark], CLOSING[mark]))
        elif name in macros.QUOTED:
            is_inner = self.text[self.at - 1] == "*" or any(group.quotes for group in self.groups[-DEEPEST:])
            self.argument(_Group("‘" if is_inner else "“", "’" if is_inner else "”", quotes=True))
        elif name in macros.AROUND:
            self.argument(_Group(*macros.AROUND[name]))
        elif name in macros.KEPT:
            self.arguments(macros.KEPT[name])
        elif name in macros.VERBATIM:
            self.put(_verbatim(self.raw()))
        elif name in _SPECIAL:
            _SPECIAL[name](self)
        else:
            self.other(name, start)

    def declaration(self, mark: str) -> None:
        group = self.groups[-1] if self.groups else self.outermost
        self.out.append(OPENING[mark])
        group.after = CLOSING[mark] + group.after

    def arguments(self, plan: str) -> None:
        """Read the arguments of a macro by a plan, as in `macros.KEPT`."""
        while plan.startswith("d"):
            self.raw()
            plan = plan[1:]
        if plan:
            self.argument(_Group(more=plan[1:]))

    def raw(self) -> str:
        """The next argument as it is."""
        if option := _OPTION.match(self.text, self.at):
            self.at = option.end()
        self.skip_blanks()
        start = self.at
        if not self.text.startswith("{", start):
            self.at = min(start + 1, len(self.text)) if self.text[start : start + 1] != "}" else start
            return self.text[start : self.at]
        self.at = self.partner(start) + 1
        return self.text[start + 1 : self.at - 1]

    def partner(self, start: int) -> int:
        """The place of the brace that closes the one at *start*; the end of the text where there is none."""
        if self._partners is None:
            self._partners = _partners_of(self.text)
        return self._partners.get(start, len(self.text))

    def other(self, name: str, start: int) -> None:
        """A macro that no table of ours has: a symbol of pylatexenc's tables, or else kept whole with its arguments."""
        if (symbol := macros.symbol_elsewhere(name)) is not None:
            self.end_of_name()
            self.put(symbol)
            return
        while self.text.startswith(("{", "["), self.at):
            closing = (
                self.partner(self.at) if self.text[self.at] == "{" else self.text.find("]", self.at, self.at + LONGEST)
            )
            if closing < 0:
                break
            self.at = min(closing + 1, len(self.text))
        self.put(self.text[start : self.at].replace("$", _DOLLAR))


def _partners_of(text: str) -> dict[int, int]:
    opened: list[int] = []
    found: dict[int, int] = {}
    for match in re.finditer(r"\\.|[{}]", text, re.DOTALL):
        if match[0] == "{":
            opened.append(match.start())
        elif match[0] == "}" and opened:
            found[opened.pop()] = match.start()
    return found


def _guarded(text: str) -> str:
    """The text with its dollar signs; where money could be read as mathematics, a joiner keeps them apart."""
    if _DOLLAR not in text:
        return text
    plain = text.replace(_DOLLAR, "$")
    if list(math.spans(plain)) == list(math.spans(text)):
        return plain
    return text.replace(_DOLLAR, f"${GUARD}")


def _verbatim(text: str) -> str:
    return _ESCAPED.sub(r"\1", text).replace("$", _DOLLAR)


def _accented(text: str, mark: str) -> str:
    """The text with a combining character behind its first letter and the accents of that."""
    at = 0
    while tag := _TAG.match(text, at):
        at = tag.end()
    letter = text[at : at + 1]
    if mark < "\u0323":
        letter = {"ı": "i", "ȷ": "j"}.get(letter, letter)
    end = at + 1
    while combining(text[end : end + 1] or " "):
        end += 1
    return f"{text[:at]}{letter}{text[at + 1 : end]}{mark}{text[end:]}" if letter else text


def _outside_of_tags(change: Callable[[str], str]) -> Callable[[str], str]:
    """The change, made to the text between the tags alone."""

    def changed(text: str) -> str:
        at, pieces = 0, []
        for tag in _TAG.finditer(text):
            pieces += [change(text[at : tag.start()]), tag[0]]
            at = tag.end()
        return "".join((*pieces, change(text[at:])))

    return changed


def _quantity(reader: _Reader) -> None:
    number, unit = number_of(reader.raw()), unit_of(reader.raw())
    reader.put(f"{number}{'' if unit in ('°', '′', '″') else ' '}{unit}".strip())


def _string(reader: _Reader) -> None:
    key = reader.raw().strip()
    reader.put(macros.STRINGS.get(key, key))


def _space(reader: _Reader) -> None:
    reader.put("" if _NO_LENGTH.fullmatch(reader.raw().strip()) else " ")


def _dimension(reader: _Reader) -> None:
    found = _DIMENSION.match(reader.text, reader.at)
    reader.at = found.end() if found else reader.at
    reader.put("" if not found or not re.search(r"[1-9]", found[0]) else " ")


def _changed(change: Callable[[str], str]) -> Callable[[_Reader], None]:
    outside = _outside_of_tags(change)
    return lambda reader: reader.argument(_Group(change=outside))


_SPECIAL: dict[str, Callable[[_Reader], None]] = {
    **dict.fromkeys(("uppercase", "MakeUppercase", "MakeTextUppercase"), _changed(str.upper)),
    **dict.fromkeys(("lowercase", "MakeLowercase", "MakeTextLowercase"), _changed(str.lower)),
    **dict.fromkeys(("ce", "cf"), lambda reader: reader.put(formula_of(reader.raw()))),
    **dict.fromkeys(("SI", "qty"), _quantity),
    **dict.fromkeys(("si", "unit"), lambda reader: reader.put(unit_of(reader.raw()))),
    "num": lambda reader: reader.put(number_of(reader.raw())),
    "ang": lambda reader: reader.put(f"{number_of(reader.raw())}°"),
    "ensuremath": lambda reader: reader.formula(reader.raw()),
    **dict.fromkeys(("hspace", "vspace"), _space),
    **dict.fromkeys(("hskip", "kern", "vskip"), _dimension),
    **dict.fromkeys(("bibstring", "bibsstring", "bibcpstring", "biblstring"), _string),
    "textdollar": lambda reader: reader.put(_DOLLAR),
}
"""Macro -> how it is read, where no table tells."""

_STARRED = frozenset((*macros.QUOTED, *macros.AROUND, *_SPECIAL, "noopsort", "textcolor", "url"))
"""Macros with a starred form."""
