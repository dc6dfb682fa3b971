"""Features of tokens: what the model may know of a token and of what stands around it.

A feature is a short text, ``NAME=VALUE``. Each pass below is linear in the number of tokens.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from ponarscite.citestring.token import Token

VERSION: Final = 2
"""Grows with each change of this module or of `token`: weights fit one version."""

_MONTHS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec spring summer fall autumn winter января февраля марта апреля мая июня июля августа
    сентября октября ноября декабря январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
    янв февр фев мар апр авг сент сен окт нояб ноя дек весна лето осень зима січня лютого березня квітня травня червня
    липня серпня вересня жовтня листопада грудня januar februar märz mai juni juli oktober dezember janvier février
    mars avril juin juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto
    septiembre octubre noviembre diciembre""".split()
)
_OPENING = frozenset("“„«‹")
_CLOSING = frozenset("”»›")
_SINGLE = frozenset("'‘’‚")
_BREAKS = frozenset('.,;:()[]/“”„«»‹›"–|')
"""Marks that end a segment."""
_ROLES = {
    **dict.fromkeys("ed eds editor editors edited hrsg hg red dir ред сост отв org coord".split(), "e"),
    **dict.fromkeys("trans transl translated translator tr übers trad пер перев".split(), "t"),
}
"""Words that tell what the people beside them did: editors, translators."""
_BETWEEN_NAMES = frozenset("and und et & y e и i by von van de der den la le al , . ( ) ;".split())
_WHERE = frozenset(("in", "в", "у", "dans", "en"))
_DASHES = dict.fromkeys("‐‑‒–—―−-", "–")
_FAR = ("0", "1", "2", "3", "4", "5", "5", "7", "7", "7", "10")


Groups: TypeAlias = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A token by itself: its word and its form."""

    word: str  # in lower case; numbers, addresses and DOIs by their kind
    shape: str
    sign: str  # the shape; marks and months by themselves
    own: tuple[str, ...]  # features


@lru_cache(maxsize=10_000)
def _word(text: str) -> _Word:
    word, shape = _kind(text)
    sign = "M" if word in _MONTHS else word if shape == "p" else shape
    own = [f"w={word}"]
    if sign == "M":
        own.append("month")
    if shape[0] in "Aa" and len(word) > 3:
        own += (f"x3={word[-3:]}", f"x2={word[-2:]}", f"b3={word[:3]}")
        if "Ѐ" <= word[0] <= "ӿ":
            own.append("cyr")
    return _Word(word, shape, sign, tuple(own))


def _kind(text: str) -> tuple[str, str]:
    """A token in lower case, and its shape; numbers and addresses are known by their kind alone."""
    if "/" in text and len(text) > 1:
        kind = _address(text)
        return kind, kind
    shape = _shape(text)
    return (f"<{shape}>" if shape[0] in "dY" else _DASHES.get(text) or text.lower()), shape


def _address(text: str) -> str:
    if text.startswith("10."):
        return "<doi>"
    return "<resolver>" if text.endswith("doi.org/") else "<url>"


def _shape(text: str) -> str:
    if text.isdigit():
        return "Y" if len(text) == 4 and text[:2] in ("18", "19", "20") else f"d{min(len(text), 6)}"
    if not text[0].isalnum():
        return "p"
    if len(text) == 1:
        return "A" if text.isupper() else "a"
    if "." in text:
        return "site"
    if text.isupper():
        return "AA" if len(text) <= 3 else "AAA"
    if text[0].isupper():
        return "Aa" if text[1:].islower() else "AaA"
    return "aa" if text.islower() else "aA"


@dataclass(slots=True)
class _Place:
    """The place of a token: the marks that are open around it, what its work has before it, and its segment."""

    quote: int = 0  # 1 within double quotation marks, 2 within single ones
    mark: str = ""  # of a quotation mark: “ where it opens, ” where it closes, whatever its form
    depth: int = 0  # of brackets, 2 at most
    quoted: int = 0  # quotations before, 2 at most
    year: int = 0  # whether a year came before
    slash: int = 0  # whether "//" came before
    sentence: int = 0  # full stops before, 4 at most
    emphasis: str = ""  # the mark of Markdown around it
    inside: int = 0  # whether "in" came before, between two fields


@dataclass(frozen=True, slots=True)
class _Segment:
    """Tokens between two marks."""

    first: int
    last: int
    look: str
    before: str
    after: str


def features(tokens: Sequence[Token]) -> list[list[str]]:
    """The features of each token, in order."""
    return [[feature for group in groups for feature in group] for groups in grouped(tokens)]


def grouped(tokens: Sequence[Token]) -> list[Groups]:
    """The features of each token in groups. Those of the first belong to its words; the others recur as a whole."""
    words = [_word(token.text) for token in tokens]
    glued = [0, *(int(left.end == right.start) for left, right in itertools.pairwise(tokens)), 0]
    segments, segment_of = _segments(words, glued)
    places = _places(words, glued)
    to_come = _to_come(words, places)
    roles = [*zip(_roles(words), reversed(_roles(words[::-1])), strict=True)]
    marked = (place.mark or word.sign for word, place in zip(words, places, strict=True))
    signs = ["^", "^", "^", *marked, "$", "$", "$"]
    texts = ["^", "^", *(word.word for word in words), "$", "$"]
    looks = ["^", *(segment.look for segment in segments), "$"]
    whole = _whole(words, places)
    found: list[Groups] = []
    for n, word in enumerate(words):
        number, place, shape = segment_of[n], places[n], word.shape
        segment = segments[number]
        glue = f"gl={glued[n]}{glued[n + 1]}|{word.sign}"
        first, last = min(n - segment.first, 10), min(segment.last - n, 10)
        found.append(
            (
                (*word.own, *_words(texts, signs[n + 3], n), *_signs(*signs[n : n + 7], glue)),
                _standing(shape, place.quote, place.depth, place.quoted, place.year, place.slash, place.sentence,
                          *to_come[n], whole),
                _of_segment(shape, segment.look, segment.before, segment.after, looks[number], looks[number + 2]),
                _in_segment(shape, _FAR[first], _FAR[last], segment.before, segment.after),
                _at_times(shape, place.emphasis, place.inside, place.year, place.quote, place.quoted, *roles[n]),
            )
        )  # fmt: skip
    return found


def _words(words: Sequence[str], sign: str, n: int) -> tuple[str, ...]:
    """Features of the words around the token *n*; the list begins with two marks of the border."""
    w2, w1, _, v1, v2 = words[n : n + 5]
    return (
        f"-1w={w1}",
        f"-2w={w2}",
        f"1w={v1}",
        f"2w={v2}",
        f"wl={w1}|{sign}",
        f"wl2={w2}|{w1}|{sign}",
        f"wr={sign}|{v1}",
        f"wr2={sign}|{v1}|{v2}",
    )


_recurring = lru_cache(maxsize=8_000)
"""Keeps groups, so that one group is one object."""


@_recurring
def _signs(s3: str, s2: str, s1: str, sign: str, t1: str, t2: str, t3: str, glue: str) -> tuple[str, ...]:
    """Features of the signs to the left and to the right; *glue* is one already."""
    return (
        f"-1={s1}",
        f"1={t1}",
        f"-2={s2}|{s1}",
        f"2={t1}|{t2}",
        f"-3={s3}|{s2}|{s1}",
        f"3={t1}|{t2}|{t3}",
        f"c={s1}|{sign}|{t1}",
        f"l={s2}|{s1}|{sign}",
        f"r={sign}|{t1}|{t2}",
        f"5={s2}|{s1}|{sign}|{t1}|{t2}",
        glue,
    )


@_recurring
def _standing(
    shape: str, quote: int, depth: int, quoted: int, year: int, slash: int, sentence: int,
    quote_comes: int, year_comes: int, whole: str,
) -> tuple[str, ...]:  # fmt: skip
    """Features of where a token stands in its work."""
    quotes = f"{quote}{quoted}{quote_comes}"
    return (
        f"q={quotes}|{shape}",
        f"qh={quotes}|{whole}|{shape}",
        f"p={depth}|{quote}|{shape}",
        f"y={year}{year_comes}|{shape}",
        f"g={sentence}|{year}{quote}|{shape}",
        f"sl={slash}|{whole}|{shape}",
    )


@_recurring
def _of_segment(shape: str, look: str, before: str, after: str, left: str, right: str) -> tuple[str, ...]:
    """Features of a segment, of the marks around it, and of the segments beside it."""
    return (
        f"S={look}",
        f"S={look}|{before}|{after}",
        f"Sb={before}|{look}|{shape}",
        f"Sa={after}|{look}|{shape}",
        f"S-={left}|{before}|{look}",
        f"S+={look}|{after}|{right}",
    )


@_recurring
def _in_segment(shape: str, first: str, last: str, before: str, after: str) -> tuple[str, ...]:
    """Features of where a token stands in its segment."""
    around = f"{before}|{after}"
    return f"S0={first}|{around}|{shape}", f"S1={last}|{around}|{shape}", f"S01={first}|{last}|{shape}"


@_recurring
def _at_times(
    shape: str, emphasis: str, inside: int, year: int, quote: int, quoted: int, role: str, role_to_come: str
) -> tuple[str, ...]:
    """Features that few tokens have."""
    found = []
    if role or role_to_come:
        found.append(f"ro={role}|{role_to_come}|{shape}")
    if emphasis:
        found.append(f"em={year}{inside}|{shape}")
    if inside:
        found.append(f"in={quote}{quoted}|{shape}")
    return tuple(found)


def _segments(words: Sequence[_Word], glued: Sequence[int]) -> tuple[list[_Segment], list[int]]:
    """The segments of a text, and the number of the segment of each token; a mark belongs to the one before it."""
    segments: list[_Segment] = []
    segment_of: list[int] = []
    first, before = 0, "^"
    for n, word in enumerate(words):
        segment_of.append(len(segments))
        if n + 1 < len(words) and not _ends_segment(words, glued, n):
            continue
        mark = word.sign if word.shape == "p" else "$"
        segments.append(_Segment(first, n, _look(words[first : n + 1]), before, mark))
        first, before = n + 1, mark
    return segments, segment_of


def _ends_segment(words: Sequence[_Word], glued: Sequence[int], n: int) -> bool:
    sign = words[n].sign
    if sign not in _BREAKS:
        return False
    if sign == ".":  # not behind an initial, and not within a number
        return not (n and words[n - 1].shape in ("A", "a")) and not glued[n + 1]
    return sign not in "–/:" or not glued[n + 1]


def _look(words: Sequence[_Word]) -> str:
    """Length and capitals of a segment: "3C" are two or three words with capitals, "i" tells of an initial."""
    shapes = [word.shape for word in words]
    capitals = sum(shape[0] == "A" for shape in shapes)
    small = sum(shape[0] == "a" for shape in shapes)
    count = capitals + small
    number = "Y" if "Y" in shapes else "d" if any(shape[0] == "d" for shape in shapes) else ""
    if not count:
        return f"0{number}"
    size = 1 if count == 1 else 3 if count <= 3 else 6 if count <= 6 else 9
    case = "C" if not small else "c" if not capitals else "S" if capitals == 1 else "M"
    return f"{size}{case}{number}{'i' if 'A' in shapes else ''}{'m' if any(w.sign == 'M' for w in words) else ''}"


def _places(words: Sequence[_Word], glued: Sequence[int]) -> list[_Place]:
    """The place of each token. A semicolon outside of quotation marks begins a new work."""
    places = []
    now = _Place()
    for n, word in enumerate(words):
        opens, closes = _quotation(words, glued, n, now.quote)
        if opens:
            now.quote = 2 if word.sign in _SINGLE else 1
        if word.sign in "([":
            now.depth = min(now.depth + 1, 2)
        mark = "“" if opens else "”" if closes else ""
        state = (now.depth, now.quoted, now.year, now.slash, now.sentence, now.emphasis, now.inside)
        places.append(_Place(now.quote, mark, *state))
        if closes:
            now.quote, now.quoted = 0, min(now.quoted + 1, 2)
        _go_on(now, words, glued, n)
    return places


def _go_on(now: _Place, words: Sequence[_Word], glued: Sequence[int], n: int) -> None:
    """Note what the token *n* means for those behind it."""
    sign = words[n].sign
    if sign in ")]":
        now.depth = max(now.depth - 1, 0)
    elif sign == "Y":
        now.year = 1
    elif sign == "/" and glued[n] and words[n - 1].sign == "/":
        now.slash = 1
    elif sign in ".?!" and not now.quote and not now.depth and n and len(words[n - 1].word) > 2 and not glued[n + 1]:
        now.sentence = min(now.sentence + 1, 4)
    elif sign == ";" and not now.quote:
        now.quoted = now.year = now.slash = now.sentence = now.inside = 0
    elif sign in "*_":
        now.emphasis = _emphasis(words, glued, n, now.emphasis)
    elif words[n].word in _WHERE and not now.quote and n and words[n - 1].shape == "p":
        now.inside = 1


def _emphasis(words: Sequence[_Word], glued: Sequence[int], n: int, now: str) -> str:
    """The mark of emphasis behind the mark *n*: it opens if a space is before it, and closes if none is."""
    sign = words[n].sign
    first = n
    while glued[first] and words[first - 1].sign == sign and n - first < 3:
        first -= 1
    opens = glued[n + 1] and (not glued[first] or words[first - 1].sign in "([“")
    return "" if now == sign and glued[n] and not opens else sign if opens else now


def _roles(words: Sequence[_Word]) -> list[str]:
    """For each token the role that a word before it tells, as long as only names lie between."""
    roles = []
    role = ""
    for word in words:
        roles.append(role)
        if word.word in _ROLES:
            role = _ROLES[word.word]
        elif word.shape[0] != "A" and word.word not in _BETWEEN_NAMES:
            role = ""
    return roles


def _quotation(words: Sequence[_Word], glued: Sequence[int], n: int, quote: int) -> tuple[bool, bool]:
    """Whether the token *n* opens or closes a quotation."""
    sign = words[n].sign
    if sign in _OPENING:
        closes = bool(quote) and sign == "“"  # German
        return not closes, closes
    if sign in _CLOSING:
        return False, True
    if sign == '"':
        return not quote, bool(quote)
    if sign in _SINGLE:
        opens = not quote and not glued[n] and bool(glued[n + 1])
        return opens, quote == 2 and (not glued[n + 1] or words[n + 1].shape == "p")
    return False, False


def _to_come(words: Sequence[_Word], places: Sequence[_Place]) -> list[tuple[int, int]]:
    """Whether a quotation and a year follow a token within its work."""
    found = []
    quote = year = 0
    for word, place in zip(reversed(words), reversed(places), strict=True):
        found.append((quote, year))
        if place.quote:
            quote = 1
        elif word.sign == ";":
            quote = year = 0
        if word.sign == "Y":
            year = 1
    found.reverse()
    return found


def _whole(words: Sequence[_Word], places: Sequence[_Place]) -> str:
    """A word on the whole text: whether it has quotations, "//", Cyrillic letters."""
    quote = "q" if any(place.quote for place in places) else ""
    slash = "s" if any(place.slash for place in places) else ""
    return quote + slash + ("c" if any("cyr" in word.own for word in words) else "")
