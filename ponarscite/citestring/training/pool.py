"""Pools: the texts of the labelled strings by field, language and kind of work, to be exchanged for one another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ponarscite.citestring.label import REMARK
from ponarscite.citestring.training.labelled import Labelled, Piece

_PRESS: Final = ("article-newspaper", "article-magazine", "post-weblog", "webpage", "broadcast", "post", "interview")
KINDS: Final = {"article-journal": "journal", "chapter": "book", **dict.fromkeys(_PRESS, "press")}
"""CSL type -> kind of its container."""
POOLED: Final = frozenset(
    "title container collection publisher place org genre event status archive original N".split()
)


@dataclass(frozen=True, slots=True)
class Pools:
    """Texts to choose from.

    Args:
        texts: (label, language, kind of container or "") -> texts.
        words: language -> words of titles in lower case, at least of four letters.
    """

    texts: Mapping[tuple[str, str, str], tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]

    def of(self, label: str, language: str, kind: str = "") -> tuple[str, ...]:
        return self.texts.get((label, language, kind)) or self.texts.get((label, language, "")) or ()


def pools_of(strings: Iterable[Labelled]) -> Pools:
    """Gather the texts of strings; those with works of several languages or types only where these agree."""
    texts: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    words: defaultdict[str, set[str]] = defaultdict(set)
    for string in strings:
        language = language_of(string)
        for piece in string.pieces:
            if piece.label in POOLED and language and len(piece.text) > 1:
                texts[piece.label, language, _kind(piece, string)].add(piece.text)
                texts[piece.label, language, ""].add(piece.text)
            if piece.label == "title" and language:
                words[language].update(word.lower() for word in re.findall(r"[^\W\d_]{4,}", piece.text))
    return Pools(
        {key: tuple(sorted(found)) for key, found in sorted(texts.items())},
        {key: tuple(sorted(found)) for key, found in sorted(words.items())},
    )


def language_of(string: Labelled) -> str:
    """The language of all works of a string, "" where they differ; "en" where there is no work."""
    languages = set(string.languages) or {"en"}
    return languages.pop() if len(languages) == 1 else ""


def kind_of(string: Labelled) -> str:
    """The kind of container of all works of a string, "" where they differ."""
    kinds = {KINDS.get(name, "") for name in string.types}
    return kinds.pop() if len(kinds) == 1 else ""


def _kind(piece: Piece, string: Labelled) -> str:
    if piece.label == REMARK:
        return "" if string.types else "alone"
    return kind_of(string) if piece.label == "container" else ""
