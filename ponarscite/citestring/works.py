"""Works: the labels of a string's tokens -> the works that it cites, each with its pieces and their spans."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ponarscite.citestring.label import LOCATOR, OTHER, OTHERS, REMARK, SEPARATOR, field_of
from ponarscite.citestring.person import is_person, person
from ponarscite.citestring.token import Token

NAMES: Final = frozenset(("author", "editor", "translator", "org"))
"""Labels of names; each name is a piece of its own."""

_WHOLE: Final = frozenset(
    ("title", "container", "genre", "publisher", "event", "collection", "place", "original", "page", "edition", "issue")
)
"""Labels whose pieces are one text where only marks part them."""

_CLOSING: Final = frozenset(("issued", "publisher", "container", "place", "genre", "URL", "DOI", "volume", "status"))
"""Labels of what follows a title: a title behind one of them belongs to another work."""

MOST_INHERITED: Final = 100
"""Names that a sign stands for at most. With more, a list of such signs would hold as many names as its square."""

_OPEN: Final = NAMES | frozenset(OTHERS)
_SAME = re.compile(
    r"(?:idem|id|eadem|ders(?:elbe)?|dies(?:elbe)?|тот же|он же|она же|они же|[—–―]{1,6}|-{2,6}|_{2,6})\.?",
    re.IGNORECASE,
)
"""A sign that stands for the authors of the work before."""

_THEIR = re.compile(r"(?:his|her|their|same authors?|idem|его|её|ее|их)\W*$", re.IGNORECASE)
REPRINTED: Final = re.compile(r"\b(?:reprinted|republished|reposted|reprint)\b|перепечат", re.IGNORECASE)
"""Words that lead to where a work appeared for a second time."""
_APPEARED = frozenset(("title", "container", "issued"))
_LEADS = re.compile(
    r"дата обращения|режим доступа|(?:(?:last|date) )?(?:accessed|retrieved|viewed|visited)(?: on| from)?"
    r"|available (?:at|from|online)|zuletzt (?:abgerufen|geprüft)(?: am)?|consulté le|url",
    re.IGNORECASE,
)
_QUOTE = re.compile('[“„"]')
_NO_WORD = re.compile(r"[\W_]*")
_INSIDE: Final = {
    "place": re.compile(r"[\W_]*(?:and|und|et|y|и|та)?[\W_]*", re.IGNORECASE),
    "issue": re.compile(r"\s*[/&(–-]\s*"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of tokens with one label: ``text[start:end]`` of its string.

    Args:
        label: a field ("title"), or "O", "N", "loc", "SEP".
        start, end: the span.
        marginal: the smallest probability that the model gives to the label of one of its words.
    """

    label: str
    text: str
    start: int
    end: int
    marginal: float


@dataclass(frozen=True, slots=True)
class Work:
    """A work that a string names.

    Args:
        text: the whole string.
        pieces: all pieces from its first field to its last, remarks inside included.
        inherited: names of the work before, for which this one has a sign ("idem").

    Attributes:
        fields: the pieces that are fields; names of the work before stand in the place of the sign for them.
    """

    text: str
    pieces: tuple[Piece, ...]
    inherited: tuple[Piece, ...] = ()
    fields: tuple[Piece, ...] = field(init=False, repr=False, compare=False)

    @property
    def start(self) -> int:
        """Where its first piece begins."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where its last piece ends."""
        return self.pieces[-1].end

    @property
    def marginal(self) -> float:
        """The smallest marginal of its pieces, but for a place cited and the words behind the last field."""
        last = max((n for n, piece in enumerate(self.pieces) if piece.label not in OTHERS), default=len(self.pieces))
        return min(piece.marginal for piece in self.pieces[: last + 1])

    def __post_init__(self) -> None:
        own = tuple(piece for piece in self.pieces if piece.label not in OTHERS and not is_same(piece))
        object.__setattr__(self, "fields", (*self.inherited, *own))  # each check asks for them

    def all(self, *labels: str) -> tuple[Piece, ...]:
        """The fields with one of these labels, in order."""
        return tuple(piece for piece in self.fields if piece.label in labels)

    def first(self, label: str) -> str:
        """The text of the first field with this label, "" if there is none."""
        return next((piece.text for piece in self.fields if piece.label == label), "")

    def before(self, piece: Piece) -> str:
        """The text between a piece and the field before it."""
        earlier = self.preceding(piece)
        return self.text[earlier.end if earlier else self.start : piece.start]

    def after(self, piece: Piece) -> str:
        """The text between a piece and the field behind it."""
        later = self.following(piece)
        return self.text[piece.end : later.start if later else self.end]

    def preceding(self, piece: Piece) -> Piece | None:
        """The field before a piece; None if it is the first."""
        count = bisect_right(self.pieces, piece.start, key=lambda one: one.end)
        earlier = (self.pieces[place] for place in range(count - 1, -1, -1))
        return next((one for one in earlier if one.label not in OTHERS), None)

    def following(self, piece: Piece) -> Piece | None:
        """The field behind a piece; None if it is the last."""
        first = bisect_left(self.pieces, piece.end, key=lambda one: one.start)
        later = (self.pieces[place] for place in range(first, len(self.pieces)))
        return next((one for one in later if one.label not in OTHERS), None)


_QUOTED: Final = re.compile(r"(?<=[“„«\"])([^\W\d_][^“”„«»\"]{0,30}?)(?=[,.]?[”“»\"])")
"""Words in quotation marks, without the comma or the full stop before the last."""


def is_same(piece: Piece) -> bool:
    """Whether a name is a sign for the names of the work before."""
    return piece.label in NAMES and bool(_SAME.fullmatch(piece.text))


def works_of(text: str, tokens: Sequence[Token], labels: Sequence[str], marginals: Sequence[float]) -> tuple[Work, ...]:
    """The works that a string names, in order. Remarks, and pieces without a title or a number, are none.

    Args:
        tokens, labels, marginals: of equal length.
    """
    found: list[Work] = []
    for group in _groups(map(_without_sign, _pieces(text, tokens, labels, marginals))):
        work = Work(text, _trimmed(_joined(_first_printed(_titled(group)), text)))
        if {piece.label for piece in work.pieces} & {"title", "number", "URL"}:
            found.append(_with_names(work, found[-1:]))
    return tuple(found)


def _pieces(text: str, tokens: Sequence[Token], labels: Sequence[str], marginals: Sequence[float]) -> Iterator[Piece]:
    """The runs of tokens with one label, in order."""
    name, start, end, least = "", 0, 0, 1.0
    for token, label, marginal in zip(tokens, labels, marginals, strict=True):
        before, name = name, field_of(label) or label
        if name == OTHER and not token.text[0].isalnum():
            marginal = 1.0  # whether a mark belongs to a field or to a remark changes nothing
        if name != before or label.startswith("B-"):
            if before:
                yield Piece(before, text[start:end], start, end, least)
            start, least = token.start, marginal
        end, least = token.end, min(least, marginal)
    if name:
        yield Piece(name, text[start:end], start, end, least)


def _titled(group: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces, with the words in quotation marks as the title of a work that has none.

    A title of one letter or one short word ("T", "In") may be labelled as a connecting word.
    """
    if any(piece.label == "title" for piece in group):
        return group
    found = [
        (n, match) for n, piece in enumerate(group) if piece.label == OTHER for match in _QUOTED.finditer(piece.text)
    ]
    if len(found) != 1:
        return group
    place, match = found[0]
    marks = group[place]
    first, last = marks.start + match.start(1), marks.start + match.end(1)
    parted = (
        _marks(marks, marks.text[: match.start(1)], marks.start, first),
        Piece("title", match[1], first, last, 1.0),
        _marks(marks, marks.text[match.end(1) :], last, marks.end),
    )
    return [*group[:place], *parted, *group[place + 1 :]]


def _marks(whole: Piece, text: str, start: int, end: int) -> Piece:
    """A part of a piece of marks and connecting words; without words it is as sure as a mark can be."""
    return Piece(OTHER, text, start, end, whole.marginal if any(map(str.isalnum, text)) else 1.0)


def _without_sign(piece: Piece) -> Piece:
    """The piece; words that only lead to an address or to the day of a visit are no field."""
    return replace(piece, label=OTHER) if piece.label in _WHOLE and _LEADS.fullmatch(piece.text) else piece


def _groups(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces of one work each: they part at separators, and before a second title."""
    group: list[Piece] = []
    for piece in pieces:
        if piece.label == SEPARATOR:
            yield group
            group = []
            continue
        if piece.label == "title" and (cut := _second(group)):
            yield group[:cut]
            group = group[cut:]
        group.append(piece)
    yield group


def _second(group: Sequence[Piece]) -> int:
    """The place of the first piece of a new work before a title; 0 where the title belongs to the work before it."""
    last = next((n for n in range(len(group) - 1, -1, -1) if group[n].label == "title"), -1)
    if last < 0:
        return 0
    if not any(piece.label in _CLOSING for piece in group[last:]):
        return _after_sentence(group, last)
    open_from = next((n + 1 for n in range(len(group) - 1, last, -1) if group[n].label not in _OPEN), last + 1)
    marks = (n for n in range(open_from, len(group)) if _parts(group[n]))
    return next((n + 1 for n in marks), 0)


def _after_sentence(group: Sequence[Piece], title: int) -> int:
    """The place of names that a full stop parts from a *title*, with a quotation before them: that is a sentence."""
    behind = group[title + 1 : title + 3]
    is_end = len(behind) == 2 and behind[0].label == OTHER and "." in behind[0].text and behind[1].label == "author"
    return title + 2 if is_end and _QUOTE.search(group[title].text) else 0


def _parts(piece: Piece) -> bool:
    """Whether a piece may stand between two works: a semicolon, or a remark with words."""
    return (piece.label == OTHER and ";" in piece.text) or (piece.label == REMARK and any(map(str.isalpha, piece.text)))


def _first_printed(group: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces up to the words "reprinted in", where a periodical and a date stand before them."""
    for n, piece in enumerate(group):
        if piece.label in OTHERS and REPRINTED.search(piece.text):
            return group[:n] if {one.label for one in group[:n]} >= _APPEARED else group
    return group


def _joined(group: Sequence[Piece], text: str) -> Iterator[Piece]:
    """The pieces, where two of one field that only marks part become one: a title and its subtitle.

    A name that is labelled as a title ("Ann Lee, Rafts") stays apart, so that the work has two titles and is doubtful.
    """
    held: list[Piece] = []
    is_signed = any(piece.label in NAMES for piece in group)
    for piece in group:
        earlier = held[0] if held else None
        is_field = earlier is not None and piece.label == earlier.label
        if earlier and is_field and not is_signed and _is_name(earlier):
            yield from held
            held = [piece]
        elif earlier and is_field and _between(piece).fullmatch(text, earlier.end, piece.start):
            marginal = min(earlier.marginal, *(one.marginal for one in held), piece.marginal)
            held = [Piece(piece.label, text[earlier.start : piece.end], earlier.start, piece.end, marginal)]
        elif earlier and piece.label == OTHER and _between(earlier).fullmatch(piece.text):
            held.append(piece)
        else:
            yield from held
            held = [piece]
            if piece.label not in _WHOLE:
                yield from held
                held = []
    yield from held


def _is_name(piece: Piece) -> bool:
    """Whether a title has the form of a person's name of two words or more."""
    return piece.label == "title" and len(piece.text.split()) > 1 and is_person(person(piece.text))


def _between(piece: Piece) -> re.Pattern[str]:
    """The marks that one text of a field may hold between its pieces: of places also "and", of issues "/", "&", "("."""
    return _INSIDE.get(piece.label, _NO_WORD)


def _trimmed(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces without the remarks, marks and locators before the first field and behind the last."""
    listed = list(pieces)
    places = [n for n, piece in enumerate(listed) if piece.label not in OTHERS]
    if not places:
        return tuple(listed[:1])
    last = places[-1] + 1
    while last < len(listed) and listed[last].label in (OTHER, LOCATOR):
        last += 1
    first = places[0]
    while first and listed[first - 1].label == OTHER:
        first -= 1
    return tuple(listed[first:last])


def _with_names(work: Work, before: Sequence[Work]) -> Work:
    """The work with the names of the one before where it has a sign for them ("idem", "their")."""
    if not before or any(piece.label in NAMES and not is_same(piece) for piece in work.pieces):
        return work
    title = next((piece for piece in work.pieces if piece.label == "title"), None)
    has_sign = any(map(is_same, work.pieces)) or (title and _THEIR.search(work.text[: title.start]))
    names = tuple(piece for piece in before[0].fields if piece.label in ("author", "org"))[:MOST_INHERITED]
    return replace(work, inherited=names) if has_sign else work
