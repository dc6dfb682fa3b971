"""Noise of the wild: what copying, typing and lists do to a citation. The labels of what is left stay exact."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Final, TypeAlias

from ponarscite.citestring.label import OTHER, REMARK
from ponarscite.citestring.training.labelled import Piece

Pieces: TypeAlias = Sequence[Piece]
_QUOTES: Final = '“”„"«»'
_STRAIGHT: Final = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"})
_GUILLEMETS: Final = str.maketrans({"“": "«", "”": "»"})
_SINGLE: Final = str.maketrans({"“": "‘", "”": "’"})
_LOW: Final = str.maketrans({"“": "„", "”": "“"})
_SIGNALS: Final = (
    "See|See also|See:|See, for example,|See e.g.|Cf.|Compare|Also see|On this point see|For a discussion, see|"
    "For details see|For an overview, see|For more on this, see|Quoted in|Cited in|As cited in|See inter alia|"
    "Compare also|Contrast|But see|Based on|According to|Source:|Sources:|Adapted from|Data from|См.:|См.|См. также|"
    "Подробнее см.:|Цит. по:|Vgl.|Siehe|Voir|Zob.|Див.:"
).split("|")
_BULLETS: Final = "1. |12. |[3] |[14] |• |- |2) |* |(5) |7 |– |◦ |iv. |23 |^ ".split("|")
_TAILS: Final = (
    " [PDF]| (PDF)| (full text here)| (in Russian)| [in Russian]| [На русском языке]| (in Ukrainian).| [Link]|"
    " (online)| (open access)|. Download|. Print.| [Google Scholar]| [Crossref]| (на рус. яз.)|, emphasis added|"
    " (peer-reviewed)"
).split("|")


def noisy(pieces: Pieces, random: Random) -> list[Piece]:
    """The pieces after some of the changes of `_CHANGES`, each as often as that table says."""
    found = [piece for piece in pieces if piece.text]
    for chance, change in _CHANGES:
        if random.random() < chance:
            found = change(found, random)
    return found


def _everywhere(change: Callable[[str], str]) -> Callable[[Pieces, Random], list[Piece]]:
    """A change of the text of all pieces but addresses."""

    def changed(pieces: Pieces, random: Random) -> list[Piece]:  # noqa: ARG001
        return [p if p.label in ("URL", "DOI") else Piece(p.label, change(p.text)) for p in pieces]

    return changed


def _quotes(table: dict[int, str]) -> Callable[[Pieces, Random], list[Piece]]:
    return _everywhere(lambda text: text.translate(table))


def _dashes(dash: str) -> Callable[[Pieces, Random], list[Piece]]:
    return _everywhere(lambda text: re.sub("[–—−]", dash, text))


def _in_other(wanted: str) -> Callable[[Pieces], list[tuple[int, int]]]:
    """Finds the (piece, character) of the marks of a kind between fields."""

    def places(pieces: Pieces) -> list[tuple[int, int]]:
        return [
            (n, at)
            for n, piece in enumerate(pieces)
            if piece.label == OTHER
            for at, c in enumerate(piece.text)
            if c in wanted
        ]

    return places


def _without(pieces: Pieces, lost: Sequence[tuple[int, int]]) -> list[Piece]:
    gone = set(lost)
    texts = ("".join(c for at, c in enumerate(piece.text) if (n, at) not in gone) for n, piece in enumerate(pieces))
    return [Piece(piece.label, text) for piece, text in zip(pieces, texts, strict=True) if text]


def _lost_quote(pieces: Pieces, random: Random) -> list[Piece]:
    places = _in_other(_QUOTES)(pieces)
    return _without(pieces, [random.choice((places[0], places[-1]))] if places else [])


def _lost_quotes(pieces: Pieces, random: Random) -> list[Piece]:  # noqa: ARG001
    return _without(pieces, _in_other(_QUOTES)(pieces))


def _lost_mark(pieces: Pieces, random: Random) -> list[Piece]:
    places = _in_other(".,:;")(pieces)
    return _without(pieces, [random.choice(places)] if places else [])


def _lost_space(pieces: Pieces, random: Random) -> list[Piece]:
    """A space less, where no two words become one."""
    text = "".join(piece.text for piece in pieces)
    starts = [sum(len(piece.text) for piece in pieces[:n]) for n in range(len(pieces))]
    places = [
        (n, at)
        for n, at in _in_other(" ")(pieces)
        if 0 < (i := starts[n] + at) < len(text) - 1 and not (text[i - 1].isalpha() and text[i + 1].isalpha())
    ]
    return _without(pieces, [random.choice(places)] if places else [])


def _doubled_space(pieces: Pieces, random: Random) -> list[Piece]:
    places = _in_other(" ")(pieces)
    if not places:
        return list(pieces)
    chosen, at = random.choice(places)
    return [
        Piece(p.label, p.text[:at] + random.choice((" ", "\u00a0")) + p.text[at:]) if n == chosen else p
        for n, p in enumerate(pieces)
    ]


def _final_stop(pieces: Pieces, random: Random) -> list[Piece]:  # noqa: ARG001
    """The full stop at the end lost, or one more where none was."""
    last = pieces[-1]
    if last.label == OTHER and last.text.endswith("."):
        return [*pieces[:-1], *([Piece(OTHER, last.text[:-1])] if last.text != "." else [])]
    if last.text[-1] in ".!?" or last.label in ("URL", "DOI"):
        return list(pieces)
    return [*pieces, Piece(OTHER, ".")]


def _italics(pieces: Pieces, random: Random) -> list[Piece]:
    """Markdown's marks around a container, title or genre."""
    label, mark = random.choice(("container", "container", "title", "genre")), random.choice("**_")
    around = Piece(OTHER, mark)
    return [part for piece in pieces for part in ((around, piece, around) if piece.label == label else (piece,))]


def _link(pieces: Pieces, random: Random) -> list[Piece]:
    """A title that is a link of Markdown."""
    address = f"https://www.{random.choice('news journal memo press'.split())}.org/{random.randint(100, 99999)}"
    before, between, after = Piece(OTHER, "["), Piece(OTHER, "]("), Piece(OTHER, ")")
    linked = (before, between, Piece("URL", address), after)
    if any(piece.label == "URL" for piece in pieces):
        return list(pieces)
    return [
        part for piece in pieces for part in ((linked[0], piece, *linked[1:]) if piece.label == "title" else (piece,))
    ]


def _behind(texts: Sequence[str], label: str = OTHER) -> Callable[[Pieces, Random], list[Piece]]:
    return lambda pieces, random: [*pieces, Piece(label, random.choice(texts))]


def _bullet(pieces: Pieces, random: Random) -> list[Piece]:
    bullet = re.sub(r"\d+", str(random.randint(1, 150)), random.choice(_BULLETS))
    return [Piece(OTHER, bullet), *pieces] if pieces[0].label != REMARK else list(pieces)


def _signal(pieces: Pieces, random: Random) -> list[Piece]:
    if pieces[0].label == REMARK or (pieces[0].label == OTHER and pieces[0].text[:1].isalnum()):
        return list(pieces)
    return [Piece(REMARK, random.choice(_SIGNALS)), Piece(OTHER, " "), *pieces]


_CHANGES: Final[tuple[tuple[float, Callable[[Pieces, Random], list[Piece]]], ...]] = (
    (0.12, _signal),
    (0.03, _link),
    (0.05, _italics),
    (0.04, _lost_quote),
    (0.05, _lost_quotes),
    (0.06, _quotes(_GUILLEMETS)),
    (0.04, _quotes(_SINGLE)),
    (0.03, _quotes(_LOW)),
    (0.25, _quotes(_STRAIGHT)),
    (0.25, _dashes("-")),
    (0.03, _dashes("—")),
    (0.02, _dashes("--")),
    (0.02, _everywhere(lambda text: re.sub(r"(?<=\w)-(?=\w)", "–", text))),
    (0.2, _final_stop),
    (0.04, _lost_space),
    (0.03, _lost_mark),
    (0.02, _doubled_space),
    (0.05, _behind(_TAILS)),
    (0.08, _bullet),
)
"""(how often, change), in order."""
