"""The attribute text-case: words are found across formatting, and only letters change.

Source: CSL 1.0.2 specification, "Text-case" and "Title Case Conversion"; hyphens and brackets follow citeproc-js.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ponarscite.csl.tree import NO_CASE, Node, Part

STOP_WORDS = frozenset(
    """a about above across afore after against al along alongside amid amidst among amongst an and anenst apropos apud
    around as aside astride at athwart atop barring before behind below beneath beside besides between beyond
    but by c ca circa d' d’ de despite down during et except for forenenst from given in inside into lest like
    modulo near next nor notwithstanding of off on onto or out over per plus pro qua sans since so than the
    through throughout thru thruout till to toward towards under underneath until unto up upon v v. van versus
    via vis-à-vis von vs vs. with within without yet""".split()
)
"""Words that title case leaves in lower case inside a sentence, as in citeproc-js."""
PHRASES = frozenset(
    (
        "according to", "ahead of", "apart from", "as regards", "back to", "because of", "close to", "due to",
        "far from", "instead of", "outside of", "prior to", "pursuant to", "rather than", "regardless of",
        "such as", "that of", "where as",
    )
)  # fmt: skip
"""Pairs of words likewise; both stay in lower case."""
_WORD = re.compile(r"[^\s\u2013\u2014/-]+")
_GREEK = re.compile("[\u0370-\u03ff]")
"""A Greek letter, which usually is a symbol and not the start of a word: "β-carotene"."""
_BEGINS = re.compile(r"[:?!.]['\"”’\u201d]*\s*[\"'“‘(\[]*$")
"""End of the text before a word that begins a new sentence or subtitle."""


class _Letters:
    """The characters of some parts in one list, so that words run across the nodes.

    Attributes:
        chars: the characters, changed in place.
        fixed: whether the case of each character stays.
        text: the characters before any change.
    """

    def __init__(self, parts: list[Part]) -> None:
        self.chars: list[str] = []
        self.fixed: list[bool] = []
        self._read(parts, False)
        self.text = "".join(self.chars)

    def _read(self, parts: list[Part], fixed: bool) -> None:
        for part in parts:
            if isinstance(part, str):
                self.chars.extend(part)
                self.fixed.extend([fixed] * len(part))
            else:
                self._read(part.parts, fixed or _is_fixed(part))

    def change(self, start: int, end: int, how: Callable[[str], str]) -> None:
        """Change the characters of a span, except fixed ones."""
        for n in range(start, end):
            if not self.fixed[n]:
                self.chars[n] = how(self.chars[n])

    def written(self, parts: list[Part]) -> list[Part]:
        """The parts again, with the characters as they are now."""
        self._position = 0
        return self._write(parts)

    def _write(self, parts: list[Part]) -> list[Part]:
        result: list[Part] = []
        for part in parts:
            if isinstance(part, str):
                end = self._position + len(part)
                result.append("".join(self.chars[self._position : end]))
                self._position = end
            else:
                result.append(Node(part.formatting, self._write(part.parts), part.from_variable, part.tag))
        return result


def _is_fixed(node: Node) -> bool:
    """Whether the case of a node's text stays: nocase, superscript, subscript, small capitals."""
    return node.formatting is NO_CASE or any(
        name in ("vertical-align", "font-variant") for name, _ in node.formatting.formats
    )


def change_case(parts: list[Part], how: str, english: bool) -> list[Part]:
    """Apply a text-case.

    Args:
        how: value of text-case; an unknown one changes nothing.
        english: whether the text is English; "title" changes no other language.
    """
    change = _CASES.get(how)
    if change is None or (how == "title" and not english):
        return parts
    letters = _Letters(parts)
    change(letters)
    return letters.written(parts)


def _lower(letters: _Letters) -> None:
    letters.change(0, len(letters.chars), str.lower)


def _upper(letters: _Letters) -> None:
    letters.change(0, len(letters.chars), str.upper)


def _capitalise(letters: _Letters, start: int, end: int) -> None:
    """Put the first letter of a span in upper case, unless a digit or a Greek letter comes first."""
    for n in range(start, end):
        if letters.chars[n].isalpha() or letters.chars[n].isdigit():
            if not _GREEK.match(letters.chars[n]):
                letters.change(n, n + 1, str.upper)
            return


def _capitalise_first(letters: _Letters) -> None:
    word = _WORD.search(letters.text)
    if word:
        _capitalise(letters, word.start(), word.end())


def _capitalise_all(letters: _Letters) -> None:
    for word in _WORD.finditer(letters.text):
        _capitalise(letters, word.start(), word.end())


def _sentence(letters: _Letters) -> None:
    """Put all but the first letter in lower case, as citeproc-js does; a word with a capital inside ("PhD") stays."""
    for word in _WORD.finditer(letters.text):
        if word[0].isupper() or word[0][1:] == word[0][1:].lower():
            letters.change(word.start(), word.end(), str.lower)
    _capitalise_first(letters)


def _title(letters: _Letters) -> None:
    """Capitalise words in lower case except stop words inside a sentence; a word with a capital stays."""
    words = list(_WORD.finditer(letters.text))
    for number, match in enumerate(words):
        word = match[0]
        if not word.islower() and not word[:1].islower():
            continue
        if word != word.lower() or _is_stop(letters.text, words, number):
            continue
        if len(word) > 1 or letters.text[max(match.start() - 1, 0) : match.start()] != "-":
            _capitalise(letters, match.start(), match.end())


def _is_stop(text: str, words: list[re.Match[str]], number: int) -> bool:
    """Whether title case leaves the word of that number in lower case."""
    match = words[number]
    if text[match.end() : match.end() + 1] == "-" and text[max(match.start() - 1, 0)] != "-":
        return False
    if number in (0, len(words) - 1) or _BEGINS.search(text[max(0, match.start() - 6) : match.start()]):
        return False
    word = match[0].strip(',;:!?()[]“”"')
    following = words[number + 1][0] if number + 1 < len(words) else ""
    before = words[number - 1][0] if number else ""
    return word in STOP_WORDS or f"{word} {following}" in PHRASES or f"{before} {word}".lower() in PHRASES


_CASES: dict[str, Callable[[_Letters], None]] = {
    "lowercase": _lower,
    "uppercase": _upper,
    "capitalize-first": _capitalise_first,
    "capitalize-all": _capitalise_all,
    "sentence": _sentence,
    "title": _title,
}
