r"""Trigger: where a key is being typed, in each language, though its citation is not finished (pure).

[@vol|   \autocite[see][3]{a,vol|   #cite(<vol|   :cite:p:`vol|   {cite:t}`a,vol|   [cite:see @vol|   citep:a,vol|
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from ponarscite.integrations.lsp.text import Text
from ponarscite.record.key import key_target

LONGEST: Final = 1_000
"""Characters before the cursor in which a citation may begin."""

Place: TypeAlias = Literal["at", "braced", "braces", "label", "typst", "string", "role", "org", "link"]
"""Surroundings of a key; they decide which keys can stand there."""

_COMMAND = r"\\[A-Za-z]*(?:[Cc]ite|bibentry)[A-Za-z]*\*?"
_ARGUMENTS = r"(?:\s*(?:\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>))*\s*"
_LATEX = (
    ("braces", rf"{_COMMAND}{_ARGUMENTS}\{{(?:[^{{}}]*,)?\s*(?P<word>[^{{}},]*)\Z"),
    ("braces", rf"{_COMMAND}s(?:{_ARGUMENTS}\{{[^{{}}]*\}})+{_ARGUMENTS}\{{(?:[^{{}}]*,)?\s*(?P<word>[^{{}},]*)\Z"),
)
_MYST = (("role", r"\{(?:foot)?cite[\w:.]*\}`(?:[^`]*[,;])?\s*(?P<word>[^`,;{}]*)\Z"),)
_PANDOC = (
    ("braced", r"(?<![^\W_])(?<!\\)@\{(?P<word>[^{}\n]*)\Z"),
    ("at", r"(?<![^\W_])(?<![\\@])@(?P<word>[\w:.#$%&+?<>~/-]*)\Z"),
)
_PATTERNS: Final[Mapping[str, Sequence[tuple[Place, re.Pattern[str]]]]] = {
    language: [(place, re.compile(pattern)) for place, pattern in patterns]  # type: ignore[misc]
    for language, patterns in {
        "markdown": (*_PANDOC, *_MYST, *_LATEX),
        "latex": _LATEX,
        "typst": (
            ("typst", r"(?<![\w@])@(?P<word>[\w:.-]*)\Z"),
            ("label", r"(?<!\w)cite\(\s*<(?P<word>[^<>()\n]*)\Z"),
            ("string", r"(?<!\w)cite\(\s*label\(\s*\"(?P<word>[^\"\n]*)\Z"),
        ),
        "restructuredtext": (("role", r"(?<!\w):(?:foot)?cite[\w:.]*:`(?:[^`]*[,;])?\s*(?P<word>[^`,;{}]*)\Z"),),
        "org": (
            ("org", r"\[cite(?:/[\w/-]+)?:[^\[\]]*@(?P<word>[\w.:?!`'/*|(){}<>&^$#%~+-]*)\Z"),
            ("link", r"(?<![\w@])[A-Za-z]*[Cc]ite[A-Za-z]*\*?:(?:\S*[,;])?\s?&?(?P<word>[\w:./+-]*)\Z"),
            *_LATEX,
        ),
    }.items()
}
CHARACTERS: Final = tuple('@{,`<:&;"')
"""The characters behind which an editor asks."""

_REST: Final[Mapping[Place, re.Pattern[str]]] = {
    "at": re.compile(r"\w*(?:[:.#$%&\-+?<>~/]\w+)*"),
    "typst": re.compile(r"\w*(?:[:.-]+\w+)*"),
    "label": re.compile(r"[\w:.-]*"),
    "string": re.compile(r"[^\s\"()]*"),
    "org": re.compile(r"\w*(?:[:.?!`'/*|&^$#%~+-]+\w+)*"),
    "link": re.compile(r"\w*(?:[:./+-]+\w+)*"),
}
_OTHER_REST = re.compile(r"[^\s{}\[\],;`\"<>()\\@]*")
"""Signs behind the cursor that belong to a word."""

_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")


@dataclass(frozen=True, slots=True)
class Typed:
    """A key that is being typed.

    Args:
        start: index of its first character.
        cursor: index behind what is typed.
        end: index behind the word that the cursor stands in.
        words: from `start` to `cursor`.
        place: what stands around it.
    """

    start: int
    cursor: int
    end: int
    words: str
    place: Place


def typed_at(text: Text, cursor: int, language: str) -> Typed | None:
    """The key that is being typed before a cursor; None where none can stand."""
    before = _BLANK_LINE.split(text.content[max(cursor - LONGEST, 0) : cursor])[-1]
    for place, pattern in _PATTERNS.get(language, ()):
        match = pattern.search(before)
        if match and "\n" not in match["word"]:
            words = match["word"]
            rest = _REST.get(place, _OTHER_REST).match(text.content, cursor, min(cursor + LONGEST, len(text.content)))
            return Typed(cursor - len(words), cursor, rest.end() if rest else cursor, words, place)
    return None


_SIMPLE = re.compile(r"\w+(?:(?:[:.#$%&\-+?<>~/]|//)\w+)*")
_LABEL = re.compile(r"\w[\w.:-]*")
_REFERENCE = re.compile(r"[^\W](?:[\w.:-]*\w)?")
_ORG = re.compile(r"[\w.:?!`'/*|(){}<>&^$#%~+-]*[\w/*&$#%~+-]")
_LINK = re.compile(r"\w(?:[\w:./+-]*\w)?")
_ROLE = re.compile(r"[^\s{},;`]+")


def _if(pattern: re.Pattern[str]) -> Callable[[str], str]:
    return lambda key: key if pattern.fullmatch(key) else ""


def _at(key: str) -> str:
    return key if _SIMPLE.fullmatch(key) else _braced(f"{{{key}}}")


def _braced(key: str) -> str:
    inner = key[1:-1] if key.startswith("{") else key
    return key if not re.search(r"[{}\s]", inner) else ""


def _in_latex(key: str) -> str:
    return key if key_target(key, "biblatex") == key else ""


_SPELT: Final[Mapping[Place, Callable[[str], str]]] = {
    "at": _at,
    "braced": _braced,
    "braces": _in_latex,
    "label": _if(_LABEL),
    "typst": _if(_REFERENCE),
    "string": lambda key: "" if set(key) & set('"\\') else key,
    "role": _if(_ROLE),
    "org": _if(_ORG),
    "link": _if(_LINK),
}


def spelt(key: str, place: Place) -> str:
    """A key as it is written at a place, "" where it cannot stand there."""
    return _SPELT[place](key)
