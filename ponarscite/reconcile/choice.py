"""Claims, and the one function that chooses between them: claims -> a record, the losing claims kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from ponarscite.record.claim import DOUBT, FAULT, OWN_VARIABLES, ROLES, About, Claim, Conflict, Rank, Role
from ponarscite.record.date import Date
from ponarscite.record.item import DATES, NAMES, TEXT, TYPES, read_date, read_name
from ponarscite.record.name import Name
from ponarscite.record.record import Affiliation, Record
from ponarscite.record.text import clean, letters

Settle: TypeAlias = Callable[[Record], Record]
"""Gives a record its identity, and what follows from it (genre, imprint)."""


ORIGINS = (
    "page",
    "citation tags",
    "JSON-LD",
    "microdata",
    "Dublin Core",
    "Open Graph",
    "Parsely",
    "meta tags",
    "canonical link",
    "envelope",
    "page title",
)
"""Parts of a document that speak about the document itself, the most trusted first (DESIGN 1)."""

TRUSTED_FIRST = {"URL": ("canonical link", "citation tags", "Open Graph", "JSON-LD", "page", "envelope")}
"""Where another order holds for a variable."""

MANY = frozenset(("author", "keyword", "notes", "affiliation")) | NAMES
"""Variables of which each claim is one of several values."""

COMPARED = frozenset(("title", "author", "issued", "number"))
"""Variables whose claims can be in conflict; of the others, several values may all be true."""

MOST_COMPARED = 64
"""Values of one variable that are compared with each other, before only equal ones count as agreeing."""


_EVIDENCE = frozenset(("series", "file-name", "numbering", FAULT, DOUBT))
"""Claims that make no value: most of them help to settle the identity."""


def build(claims: Sequence[Claim], settle: Settle) -> Record:
    """The one record that these claims make; every one of them is kept in it."""
    by_variable: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_variable[claim.variable].append(claim)
    values: dict[str, Any] = {}
    extra: list[tuple[str, Any]] = []
    conflicts: list[Conflict] = []
    for variable, group in by_variable.items():
        if variable in _EVIDENCE:
            continue
        value, lost = choose(variable, group)
        attribute = attribute_of(variable)
        if value and attribute:
            values[attribute] = value
        elif value:
            extra.append((variable, value))
        conflicts += lost
    said = [claim.about.role for claim in claims]
    role: Role = next((role for role in ROLES if role in said), "subject")
    draft = Record(role=role, extra=tuple(sorted(extra)), claims=tuple(claims), conflicts=tuple(conflicts), **values)
    record = settle(draft)
    doubts = tuple(dict.fromkeys(claim.text for claim in by_variable[DOUBT]))
    return replace(record, doubts=(*record.doubts, *doubts)) if doubts else record


def attribute_of(variable: str) -> str:
    """The attribute of Record that holds a variable, "" for one that stands in `extra`."""
    if variable in ("id", "type", "author", "issued", "accessed", "keyword"):
        return variable
    return TEXT.get(variable) or OWN_VARIABLES.get(variable, "")


@dataclass(frozen=True, slots=True)
class _Witness:
    """One value as one part of one document gives it, with the claims that make it."""

    value: Any
    weight: tuple[int, int]
    claims: tuple[Claim, ...]


def choose(variable: str, claims: Sequence[Claim]) -> tuple[Any, list[Conflict]]:
    """The value that stands, and the conflicts it has with others.

    The higher rank wins, then the more trusted origin (ORIGINS), then more documents, then the earlier value: never
    the order of arrival. A date is then made as precise as any claim that agrees with it.
    """
    if variable not in MANY and len({claim.text for claim in claims}) == 1:
        return interpret(variable, claims[0].text), []
    if variable in MANY and _is_one_voice(claims):
        return _several(variable, claims), []
    witnesses = [witness for witness in _witnesses(variable, claims) if witness.value]
    if witnesses and all(witness.value == witnesses[0].value for witness in witnesses):
        return witnesses[0].value, []
    if not witnesses:
        return interpret(variable, ""), []
    if len(witnesses) == 1:
        return witnesses[0].value, []
    winner = _most_precise(_first(variable, witnesses), variable, witnesses)
    others = {_order(witness.value): witness for witness in reversed(witnesses)}
    lost = [witness for witness in reversed(others.values()) if _disagrees(variable, winner, witness)]
    return winner.value, [Conflict(variable, _telling(winner, one), _telling(one, winner)) for one in lost]


def _is_one_voice(claims: Sequence[Claim]) -> bool:
    """Whether one part of one document makes all of these claims."""
    first = claims[0]
    return all(
        claim.about is first.about and claim.origin == first.origin and claim.rank == first.rank for claim in claims
    )


def _several(variable: str, claims: Sequence[Claim]) -> tuple[Any, ...]:
    """The values of claims of which each makes one, every value once."""
    return tuple(filter(None, dict.fromkeys(interpret(variable, claim.text) for claim in claims)))


def _telling(one: _Witness, other: _Witness) -> Claim:
    """The claim in which two witnesses differ: of two bylines, the first author that the other does not have."""
    if not isinstance(one.value, tuple) or not isinstance(other.value, tuple):
        return one.claims[0]
    strangers = (c for c in one.claims if not any(interpret(c.variable, c.text).is_same(name) for name in other.value))
    return next(strangers, one.claims[0])


def _first(variable: str, witnesses: Sequence[_Witness]) -> _Witness:
    """The heaviest; of several, the one that most documents agree with; of several, the earlier value."""
    best = max(witness.weight for witness in witnesses)
    leaders = [witness for witness in witnesses if witness.weight == best]
    documents: dict[str, set[str]] = defaultdict(set)
    distinct: dict[str, _Witness] = {}
    for leader in leaders:
        distinct.setdefault(text := _order(leader.value), leader)
        documents[text].add(leader.claims[0].about.document)
    if len(distinct) == 1:
        return leaders[0]

    def support(text: str) -> int:
        """How many documents agree with it; where very many differ, only those that say the same."""
        if len(distinct) > MOST_COMPARED:
            return len(documents[text])
        agreeing = (other for other in distinct if not _disagrees(variable, distinct[text], distinct[other]))
        return len(set().union(*(documents[other] for other in agreeing)))

    return distinct[min(distinct, key=lambda text: (-support(text), text))]


def _witnesses(variable: str, claims: Sequence[Claim]) -> list[_Witness]:
    if variable not in MANY:
        return [_Witness(interpret(variable, claim.text), weight(claim), (claim,)) for claim in claims]
    groups: dict[tuple[About, str, Rank], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.about, claim.origin, claim.rank].append(claim)
    return [_Witness(_several(variable, group), weight(group[0]), tuple(group)) for group in groups.values()]


def weight(claim: Claim) -> tuple[int, int]:
    """How much a claim weighs: its rank, then how trusted its origin is for its variable."""
    order = TRUSTED_FIRST.get(claim.variable, ORIGINS)
    return claim.rank, -order.index(claim.origin) if claim.origin in order else -len(order)


def interpret(variable: str, text: str) -> Any:
    """The text of one claim as a typed value: a Date, a Name, an Affiliation, or a clean text."""
    if variable in DATES:
        return read_date(text)
    if variable in NAMES:
        return read_name(text)
    if variable == "affiliation":
        name, _, words = clean(text).partition(": ")
        return Affiliation(name, words) if words else None
    if variable == "type":
        return text if text in TYPES else ""
    return clean(text)


def in_words(claim: Claim) -> str:
    """What a claim says, for people: its text, or what the JSON of a name or a date means."""
    return str(interpret(claim.variable, claim.text)) if claim.text.startswith("{") else claim.text


def _order(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _disagrees(variable: str, winner: _Witness, other: _Witness) -> bool:
    """A guess contradicts nothing but another number: a PDF's month is another fact than the day of publication."""
    if variable not in COMPARED or (other.weight[0] == Rank.GUESSED and variable != "number"):
        return False
    return not _agree(winner.value, other.value)


def _agree(mine: Any, theirs: Any) -> bool:
    if isinstance(mine, Date):
        return mine.agrees(theirs)
    if isinstance(mine, tuple):
        return _same_people(mine, theirs)
    return bool(mine == theirs or letters(mine) == letters(theirs))


def _same_people(names: tuple[Name, ...], others: tuple[Name, ...]) -> bool:
    """Whether the shorter list is part of the longer: a site that knows one author a post contradicts no byline."""
    fewer, more = sorted((names, others), key=len)
    return all(any(name.is_same(other) for other in more) for name in fewer)


def _most_precise(winner: _Witness, variable: str, witnesses: Sequence[_Witness]) -> _Witness:
    """The claim that says more without contradicting the one that won: a date's month, the authors behind "et al."."""
    if variable not in DATES and variable not in NAMES:
        return winner
    others = [w for w in witnesses if w.value != winner.value and _may_complete(w, winner)]
    agreeing = [winner, *(w for w in others if _agree(winner.value, w.value))]
    if len(agreeing) == 1:
        return winner
    most = max(_precision(w.value) for w in agreeing)
    return _first(variable, [w for w in agreeing if _precision(w.value) == most])


def _may_complete(other: _Witness, winner: _Witness) -> bool:
    """Any statement makes a date more precise; a byline is whole, unless its equal has more."""
    return other.weight[0] > Rank.GUESSED if isinstance(winner.value, Date) else other.weight == winner.weight


def _precision(value: Any) -> tuple[int, int]:
    """The parts of a date; of names, how many there are and how fully they are given."""
    return (len(value.parts), 0) if isinstance(value, Date) else (len(value), sum(len(str(name)) for name in value))
