"""The Markdown of CSL-YAML <-> texts with the rich text of CSL.

Source: pandoc's manual, "Pandoc's Markdown": emphasis, superscripts and subscripts, bracketed spans, escapes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ponarscite.record.richtext import CLOSING, OPENING, is_rich, written

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
    return _SCRIPT.sub(lambda found: found[0].replace(" ", r"\ "), written(text, _MARKS, escaped))


def escaped(text: str) -> str:
    """Markdown that prints the text: every character that could be markup is escaped by a backslash."""
    harmless = {match.start() for match in _HARMLESS.finditer(text)}
    return "".join(f"\\{c}" if i not in harmless and _MEANT.match(c) else c for i, c in enumerate(text))


def from_markdown(text: str) -> str:
    """The text of a Markdown value: escapes resolved, emphasis and spans as CSL's rich text. Raises nothing."""
    return _Reader(text).read()


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
        if not places or not "".join(self.pieces[self.opened[places[-1]][1] + 1 :][:3]):
            return False
        self.pieces[self.opened[places[-1]][1]] = OPENING[name]
        self.pieces.append(CLOSING[name])
        del self.opened[places[-1] :]
        return True

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
        for size in {1: (1,), 2: (2,), 3: (2, 1)}.get(count, ()):
            self.open(sign * size, sign * size)

    def closed(self, sign: str, count: int) -> int:
        """Close the innermost marks that a run of signs closes; how many signs are left."""
        while count:
            sizes = [len(mark) for mark, _ in self.opened if mark[0] == sign and len(mark) <= count]
            if not sizes or not self.close(sign * sizes[-1], _RUNS[sizes[-1]]):
                break
            count -= sizes[-1]
        return count

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
