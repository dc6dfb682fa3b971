"""The Markdown of CSL-YAML <-> texts with the rich text of CSL.

Source: pandoc's manual, "Pandoc's Markdown": emphasis, superscripts and subscripts, bracketed spans, escapes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ponarscite.record.richtext import CLOSING, OPENING, Mark, is_rich, parts_of, written

_MEANT = re.compile(r"[!\"#$%&'()*+,./:;<=>?@\[\\\]^_`{|}~-]")
_HARMLESS = re.compile(r"(?<=\w)[-,.:;](?=\w)|[,;?](?= |$)|(?<=\w)(?::(?= |$)|\.$)")

_MARKS = {
    "i": ("*", "*"),
    "b": ("**", "**"),
    "sup": ("^", "^"),
    "sub": ("~", "~"),
    "sc": ("[", "]{.smallcaps}"),
    "nocase": ("[", "]{.nocase}"),
}
"""Mark of rich text -> Markdown before and after it."""

_SCRIPT = re.compile(r"(?<!\\)([\^~])((?:\\.|[^\s\\^~]| )+?)\1")
_TOKEN = re.compile(
    r"\\(?P<sign>[ !-/:-@\[-`{-~])|(?P<run>\*+|_+)|(?P<script>[\^~])|(?P<opens>\[)|\]\{(?P<class>\.\w+)\}"
)
_RAISED = re.compile(r"(?:\\.|[^\s\\^~])+[\^~]")
_CLASSES = {".nocase": "nocase", ".smallcaps": "sc"}
_RUNS = {1: "i", 2: "b"}
DEEPEST = 50  # marks inside each other


def to_markdown(text: str) -> str:
    """Markdown that prints the text with its rich text."""
    if not is_rich(text):
        return escaped(text)
    return _SCRIPT.sub(lambda found: found[0].replace(" ", r"\ "), written(_without_repeats(text), _MARKS, escaped))


def _without_repeats(text: str) -> str:
    """The text without italics in italics and bold in bold: they look the same, and Markdown has no form for them."""
    pieces, at, depth = [], 0, dict.fromkeys("ib", 0)
    for part in parts_of(text):
        if isinstance(part, Mark) and part.name in depth:
            depth[part.name] += 1 if part.opens else -1
            if depth[part.name] + (not part.opens) > 1:
                pieces.append(text[at : part.start])
                at = part.end
    return "".join((*pieces, text[at:]))


def escaped(text: str) -> str:
    """Markdown that prints the text: every character that could be markup is escaped by a backslash."""
    harmless = {match.start() for match in _HARMLESS.finditer(text)}
    return "".join(f"\\{c}" if i not in harmless and _MEANT.match(c) else c for i, c in enumerate(text))


def from_markdown(text: str) -> str:
    """The text of a Markdown value: escapes resolved, emphasis and spans as CSL's rich text. Raises nothing."""
    return _Reader(text).read()


def _size(opened: int, closing: int) -> int:
    """How many signs of a run that opened a run that closes takes: all of it, or a part of three."""
    if opened == 3:
        return 2 if closing == 2 else 1
    return opened if closing == opened or closing > 2 else 0


@dataclass(slots=True)
class _Reader:
    """One pass over a text with a stack of marks that may find a partner; one without a partner stays text."""

    text: str
    pieces: list[str] = field(default_factory=list)
    opened: list[tuple[str, int]] = field(default_factory=list)

    def read(self) -> str:
        at = 0
        for found in _TOKEN.finditer(self.text):
            self.pieces.append(self.text[at : found.start()])
            at = found.end()
            if found["sign"]:
                self.pieces.append(found["sign"])
            elif found["run"]:
                self.run(found)
            elif found["script"]:
                self.script(found)
            elif found["opens"]:
                self.open("[", "[")
            else:
                self.span(found)
        return "".join((*self.pieces, self.text[at:]))

    def open(self, mark: str, written: str) -> None:
        if len(self.opened) < DEEPEST:
            self.opened.append((mark, len(self.pieces)))
        self.pieces.append(written)

    def close(self, mark: str, name: str) -> bool:
        """Close the innermost mark of this kind; marks inside it stay text. Whether there is one with content."""
        places = [number for number, (opened, _) in enumerate(self.opened) if opened == mark]
        if not places or not self.has_content(places[-1]):
            return False
        self.pieces[self.opened[places[-1]][1]] = OPENING[name]
        self.pieces.append(CLOSING[name])
        del self.opened[places[-1] :]
        return True

    def has_content(self, place: int) -> bool:
        return any(self.pieces[self.opened[place][1] + 1 :][:3])

    def run(self, found: re.Match[str]) -> None:
        """Asterisks or underscores: they close what they can, and open what is left."""
        sign, count = found["run"][0], len(found["run"])
        before, after = self.text[: found.start()][-1:] or " ", self.text[found.end() : found.end() + 1] or " "
        inside = sign == "_" and before.isalnum() and after.isalnum()
        if not before.isspace() and not inside and not (sign == "_" and after.isalnum()):
            count = self.closed(sign, count)
        if after.isspace() or inside or count > 3 or (sign == "_" and before.isalnum()):
            self.pieces.append(sign * count)
            return
        if count:
            self.open(sign * count, sign * count)

    def closed(self, sign: str, count: int) -> int:
        """Close the innermost marks that a run of signs closes; how many signs are left."""
        while count:
            sizes = [(place, _size(len(mark), count)) for place, (mark, _) in enumerate(self.opened) if mark[0] == sign]
            place, size = next((one for one in reversed(sizes) if one[1]), (0, 0))
            if not size or not self.has_content(place):
                break
            self.close_run(place, size)
            count -= size
        return count

    def close_run(self, place: int, size: int) -> None:
        """Close the inner signs of a run that opened; the outer ones stay open."""
        mark, at = self.opened[place]
        left = mark[size:]
        self.pieces[at] = left + OPENING[_RUNS[size]] + self.pieces[at][len(mark) :]
        self.pieces.append(CLOSING[_RUNS[size]])
        self.opened[place:] = [(left, at)] if left else []

    def script(self, found: re.Match[str]) -> None:
        sign = found["script"]
        if self.close(sign, "sup" if sign == "^" else "sub"):
            return
        ahead = _RAISED.match(self.text, found.end())
        if ahead and ahead[0][-1] == sign:
            self.open(sign, sign)
        else:
            self.pieces.append(sign)

    def span(self, found: re.Match[str]) -> None:
        name = _CLASSES.get(found["class"], "")
        if not name or not self.close("[", name):
            self.pieces.append(found[0])
