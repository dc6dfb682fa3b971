"""The attribute text-case: words are found across formatting, and only letters change.

Source: CSL 1.0.2 specification, "Text-case" and "Title Case Conversion"; hyphens and brackets follow citeproc-js.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ponarscite.csl.tree import NO_CASE, Node, Part

STOP_WORDS = frozenset(
    """a about above across afore after against al along alongside amid amidst among amongst an and anenst apropos apud
    around as aside astride at athwart atop barring before behind below beneath beside besides between beyond
    but by c ca circa d de despite down during et except for forenenst from given in inside into lest like
    modulo near next nor notwithstanding of off on onto or out over per plus pro qua sans since so than the
    through throughout thruout till to toward towards under underneath until unto up upon v van versus
    via von vs with within without yet""".split()
)
"""Words that title case leaves in lower case inside a sentence, as in citeproc-js."""
_WORD = re.compile(r"[^\s\u2013\u2014/-]+")
_PIECE = re.compile(r"[^\s\u2013\u2014/()\[\]\"“”'‘’\0-]+")
"""A word of title case; hyphens, slashes, brackets and quotation marks part words, and so does text of fixed case."""
_EDGES = ".,;:?!"
_SYMBOL = re.compile(r"[#@$%&*+=~§\\_^|€£]")
_ADDRESS = re.compile(
    r"(?:[a-z][a-z+.-]{1,20}://|www\.)[^\s<>\"“”]{1,2000}|[\w.+-]{1,64}@\w[\w-]{0,63}(?:\.[\w-]{1,63})+", re.IGNORECASE
)
"""An address of a page or a mailbox, which leads nowhere in another case."""
_LETTERED = re.compile(r"\w(?:\.\w)+")
"""Letters with periods between them: "p.m", "U.S"."""
_GREEK = re.compile("[\u0370-\u03ff]")
"""A Greek letter, which alone is a symbol and not the start of a word: "β-carotene"."""
_BEGINS = re.compile(r"[:?!]['\"”’]*\s*[\"'“‘(\[]*\Z")
"""End of the text before a word that begins a subtitle."""
_ELIDED = re.compile(r"\w['’]\Z")
"""End of the text before the second half of "c'est"."""


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
        for address in _ADDRESS.finditer(self.text) if _has_address(self.text) else ():
            self.fixed[address.start() : address.end()] = [True] * len(address[0])

    def _read(self, parts: list[Part], fixed: bool) -> None:
        for part in parts:
            if isinstance(part, str):
                self.chars.extend(part)
                self.fixed.extend([fixed] * len(part))
            else:
                self._read(part.parts, fixed or _is_fixed(part))

    @property
    def loose(self) -> str:
        """The text with NUL for each character whose case is fixed."""
        return "".join("\0" if fixed else char for char, fixed in zip(self.text, self.fixed, strict=True))

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


def _has_address(text: str) -> bool:
    return "://" in text or "@" in text or "www." in text


def _is_fixed(node: Node) -> bool:
    """Whether the case of a node's text stays: nocase, superscript, subscript, small capitals."""
    return node.formatting is NO_CASE or any(
        name in ("vertical-align", "font-variant") for name, _ in node.formatting.formats
    )


def change_case(parts: list[Part], how: str, english: bool, language: str = "") -> list[Part]:
    """Apply a text-case.

    Args:
        how: value of text-case; an unknown one changes nothing.
        english: whether the text is English; "title" changes no other language.
        language: of the text, in small letters; Greek, Turkish and Azerbaijani have capitals of their own.
    """
    change = _CASES.get(how)
    if change is None or (how == "title" and not english):
        return parts
    letters = _Letters(parts)
    change(letters, _ALPHABETS.get(language[:2], _ALPHABET))
    return letters.written(parts)


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The letters of a language: functions that give the capital or the small letter of a character."""

    upper: Callable[[str], str] = str.upper
    lower: Callable[[str], str] = str.lower


def _greek_upper(char: str) -> str:
    """A Greek capital without its accent; the dieresis stays."""
    import unicodedata

    if not "\u0370" <= char <= "\u03ff" and not "\u1f00" <= char <= "\u1fff":
        return char.upper()
    bare = unicodedata.normalize("NFD", char.upper()).replace("\u0301", "").replace("\u0300", "").replace("\u0342", "")
    return unicodedata.normalize("NFC", bare)


_ALPHABET = Alphabet()
_TURKISH = Alphabet(
    lambda char: "İ" if char == "i" else char.upper(), lambda char: {"I": "ı", "İ": "i"}.get(char) or char.lower()
)
_ALPHABETS = {"el": Alphabet(_greek_upper), "tr": _TURKISH, "az": _TURKISH}
"""Language -> its letters; other languages follow Unicode."""


def _lower(letters: _Letters, alphabet: Alphabet) -> None:
    letters.change(0, len(letters.chars), alphabet.lower)


def _upper(letters: _Letters, alphabet: Alphabet) -> None:
    letters.change(0, len(letters.chars), alphabet.upper)


def _capitalise(letters: _Letters, start: int, end: int, alphabet: Alphabet) -> None:
    """Put the first letter of a span in upper case, unless a digit or symbol comes first or it is one Greek letter.

    As in citeproc-js, a symbol makes a name of the word: "#flood", "@city", "$state".
    """
    for n in range(start, end):
        if _SYMBOL.match(letters.chars[n]):
            return
        if letters.chars[n].isalpha() or letters.chars[n].isdigit():
            if n + 1 < end or not _GREEK.match(letters.chars[n]):
                letters.change(n, n + 1, alphabet.upper)
            return


def _capitalise_first(letters: _Letters, alphabet: Alphabet) -> None:
    """Capitalise the first word, unless it has a capital: "eBay"."""
    word = _WORD.search(letters.text)
    piece = _PIECE.search(letters.text, word.start()) if word else None
    if piece and piece[0] == piece[0].lower():
        _capitalise(letters, piece.start(), piece.end(), alphabet)


def _capitalise_all(letters: _Letters, alphabet: Alphabet) -> None:
    """Capitalise all words but those with a capital."""
    text = letters.loose
    for piece in _PIECE.finditer(text):
        if piece[0] == piece[0].lower() and not _is_elided(text, piece.start()):
            _capitalise(letters, piece.start(), piece.end(), alphabet)


def _sentence(letters: _Letters, alphabet: Alphabet) -> None:
    """Capitalise the first word, which else stays, as in citeproc-js ("NATO"), and put the others in lower case.

    A word with a capital inside ("PhD") stays. Of a text in capitals only the first letter is left (CSL 1.0.2,
    "Text-case").
    """
    if letters.text.isupper():
        _lower(letters, alphabet)
    words = _WORD.finditer(letters.text)
    first = next(words, None)
    if first:
        _capitalise(letters, first.start(), first.end(), alphabet)
    for word in words:
        if word[0].isupper() or word[0][1:] == word[0][1:].lower():
            letters.change(word.start(), word.end(), alphabet.lower)


def _title(letters: _Letters, alphabet: Alphabet) -> None:
    """Capitalise words in lower case but stop words and single letters inside a sentence."""
    text = letters.loose
    pieces = list(_PIECE.finditer(text))
    first = next((n for n, char in enumerate(letters.text) if char.isalnum()), 0)
    fixed = any(char.isalnum() for char in letters.text[pieces[-1].end() :]) if pieces else False
    last = -1 if fixed else len(pieces) - 1
    for number, piece in enumerate(pieces):
        start, end = piece.span()
        if piece[0] != piece[0].lower() or _is_elided(text, start):
            continue
        opens = start <= first < end or _BEGINS.search(text, max(0, start - 6), start)
        closes = number == last and len(piece[0].strip(_EDGES)) > 1
        if opens or closes or not _stays_small(text, piece):
            _capitalise(letters, start, end, alphabet)


def _stays_small(text: str, piece: re.Match[str]) -> bool:
    """Whether a word inside a sentence stays in lower case: a letter, letters with periods, or a stop word.

    As in citeproc-js it does so before a hyphen as well, unless no other mark stands before that hyphen.
    """
    if text[piece.end() : piece.end() + 1] == "-" and not _MARK.search(text, 0, piece.end()):
        return False
    word = piece[0].strip(_EDGES)
    return len(word) < 2 or word in STOP_WORDS or _LETTERED.fullmatch(word) is not None


_MARK = re.compile(r"[^\w\s]")


def _is_elided(text: str, start: int) -> bool:
    """Whether an apostrophe joins a word to the letters before it."""
    return text[start - 1 : start] in ("'", "’") and _ELIDED.search(text, max(0, start - 2), start) is not None


_CASES: dict[str, Callable[[_Letters, Alphabet], None]] = {
    "lowercase": _lower,
    "uppercase": _upper,
    "capitalize-first": _capitalise_first,
    "capitalize-all": _capitalise_all,
    "sentence": _sentence,
    "title": _title,
}
