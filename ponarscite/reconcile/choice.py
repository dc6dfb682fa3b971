"""Choice: the claims about one work -> its record. `choose` decides between claims; the record keeps the others too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from ponarscite.record.claim import DOUBT, EVIDENCE, OWN_VARIABLES, ROLES, About, Claim, Conflict, Rank, Role
from ponarscite.record.date import Date
from ponarscite.record.item import DATES, NAMES, TEXT, TYPES, read_date, read_name
from ponarscite.record.name import Name, named
from ponarscite.record.record import Affiliation, Record
from ponarscite.record.text import clean, clean_lines, letters

Settle: TypeAlias = Callable[[Record], Record]
"""Gives a record its identity and what follows from it: genre, publisher, publisher-place."""

ORIGINS = (
    "page",
    "page head",
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
    "Crossref",
    "DataCite",
    "PubMed",
    "arXiv",
    "Open Library",
    "doi.org",
    "translation server",
)
"""Parts of a document that describe the document itself, the most trusted first; a part not listed here comes last.

What readers see on the page outranks metadata, which often names the account that uploaded the page as its author. The
services at the end describe works by their identifiers. Their claims have the rank of other documents, of which those
services know most: notes and cards are not listed.
"""

TRUSTED_FIRST = {
    "issued": ("page", *(origin for origin in ORIGINS if origin not in ("page", "page head")), "page head"),
    "URL": ("canonical link", "citation tags", "Open Graph", "JSON-LD", "page", "envelope"),
}
"""Variable -> its own order of origins, in place of ORIGINS."""

MANY = frozenset(("author", "keyword", "notes", "affiliation")) | NAMES
"""Variables with a list of values; each claim gives one of them."""

LATEST = frozenset(("accessed",))
"""Variables of which the latest value counts, at equal weight."""

COMPARED = frozenset(("title", "author", "issued", "number"))
"""Variables whose claims can be in conflict. Of other variables, several different values may all be true."""

MOST_COMPARED = 64
"""Distinct values of one variable. Of more, no two are compared, which would take O(n²); only equal ones agree."""


def build(claims: Sequence[Claim], settle: Settle) -> Record:
    """The record that these claims make. It keeps all of them, in their order."""
    by_variable: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_variable[claim.variable].append(claim)
    values: dict[str, Any] = {}
    extra: list[tuple[str, Any]] = []
    conflicts: list[Conflict] = []
    for variable, group in by_variable.items():
        if variable in EVIDENCE:
            continue
        value, lost = choose(variable, group)
        attribute = attribute_of(variable)
        if value and attribute:
            values[attribute] = value
        elif value:
            extra.append((variable, value))
        conflicts += lost
    roles = {claim.about.role for claim in claims}
    role: Role = next((role for role in ROLES if role in roles), "subject")
    draft = Record(role=role, extra=tuple(sorted(extra)), claims=tuple(claims), conflicts=tuple(conflicts), **values)
    record = settle(draft)
    doubts = tuple(dict.fromkeys(claim.text for claim in by_variable[DOUBT]))
    return replace(record, doubts=(*record.doubts, *doubts)) if doubts else record


def attribute_of(variable: str) -> str:
    """The attribute of Record for a variable, "" for a variable that is kept in `extra`."""
    if variable in ("id", "type", "author", "issued", "accessed", "keyword"):
        return variable
    return TEXT.get(variable) or OWN_VARIABLES.get(variable, "")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A value that could be chosen, the weight of its claims, and the claims that make it."""

    value: Any
    weight: tuple[int, int]
    claims: tuple[Claim, ...]


def choose(variable: str, claims: Sequence[Claim]) -> tuple[Any, list[Conflict]]:
    """The value of a variable, and its conflicts with other candidates.

    The highest rank wins; at equal rank the most trusted origin (ORIGINS), then the value of most documents (of LATEST,
    the latest value), then the first in order of text, so that the order of the claims does not matter. A date then
    becomes as precise as the most precise claim that agrees with it.

    Args:
        claims: at least one, all about this variable of one work.
    Returns:
        A value as `interpret` gives it, or a tuple of them for a variable of MANY.
    """
    if variable not in MANY and len({claim.text for claim in claims}) == 1:
        return interpret(variable, claims[0].text), []
    if variable in MANY and _share_source(claims):
        return _several(variable, claims), []
    candidates = [candidate for candidate in _candidates(variable, claims) if candidate.value]
    if not candidates:
        return interpret(variable, ""), []
    if all(candidate.value == candidates[0].value for candidate in candidates):
        return candidates[0].value, []
    winner = _most_precise(_best(variable, candidates), variable, candidates)
    distinct = {_as_text(one.value): one for one in reversed(candidates)}  # reversed: the first of equal ones is kept
    lost = [one for one in reversed(distinct.values()) if _disagrees(variable, winner, one)]
    return winner.value, [Conflict(variable, _differing(winner, one), _differing(one, winner)) for one in lost]


def _share_source(claims: Sequence[Claim]) -> bool:
    """Whether one part of one document makes all of these claims."""
    first = claims[0]
    return all(
        claim.about is first.about and claim.origin == first.origin and claim.rank == first.rank for claim in claims
    )


def _several(variable: str, claims: Sequence[Claim]) -> tuple[Any, ...]:
    """The value of each claim, without blank and repeated ones."""
    return tuple(filter(None, dict.fromkeys(interpret(variable, claim.text) for claim in claims)))


def _differing(one: _Candidate, other: _Candidate) -> Claim:
    """The first claim of a candidate that differs from the other: the author whom the other byline does not have."""
    if not isinstance(one.value, tuple) or not isinstance(other.value, tuple):
        return one.claims[0]
    missing = (c for c in one.claims if not any(interpret(c.variable, c.text).is_same(name) for name in other.value))
    return next(missing, one.claims[0])


def _best(variable: str, candidates: Sequence[_Candidate]) -> _Candidate:
    """The candidate of the highest weight; at equal weight that of most documents, then the first in order of text.

    Of LATEST it is the latest value.
    """
    best = max(candidate.weight for candidate in candidates)
    leaders = [candidate for candidate in candidates if candidate.weight == best]
    if variable in LATEST:
        return max(leaders, key=lambda one: one.value.parts)
    documents: dict[str, set[str]] = defaultdict(set)
    distinct: dict[str, _Candidate] = {}
    for leader in leaders:
        distinct.setdefault(text := _as_text(leader.value), leader)
        documents[text].add(leader.claims[0].about.document)
    if len(distinct) == 1:
        return leaders[0]

    def support(text: str) -> int:
        """Number of documents that agree. Above MOST_COMPARED distinct values, only equal values agree."""
        if len(distinct) > MOST_COMPARED:
            return len(documents[text])
        agreeing = (other for other in distinct if not _disagrees(variable, distinct[text], distinct[other]))
        return len(set().union(*(documents[other] for other in agreeing)))

    return distinct[min(distinct, key=lambda text: (-support(text), text))]


def _candidates(variable: str, claims: Sequence[Claim]) -> list[_Candidate]:
    """One candidate for each claim; of a variable of MANY, one for each origin within a document."""
    if variable not in MANY:
        return [_Candidate(interpret(variable, claim.text), weight(claim), (claim,)) for claim in claims]
    groups: dict[tuple[About, str, Rank], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.about, claim.origin, claim.rank].append(claim)
    return [_Candidate(_several(variable, group), weight(group[0]), tuple(group)) for group in groups.values()]


def weight(claim: Claim) -> tuple[int, int]:
    """How much a claim counts, a larger value for more: its rank, then its origin by ORIGINS or TRUSTED_FIRST."""
    order = TRUSTED_FIRST.get(claim.variable, ORIGINS)
    return claim.rank, -order.index(claim.origin) if claim.origin in order else -len(order)


def interpret(variable: str, text: str) -> Any:
    """The text of one claim as a typed value: a Date, a Name, an Affiliation or a clean text.

    Raises:
        Nothing: an unknown type and an affiliation without ": " give a value that is false.
    """
    if variable in DATES:
        return read_date(text)
    if variable in NAMES:
        return read_name(text)
    if variable == "affiliation":
        name, _, words = clean(text).partition(": ")
        return Affiliation(name, words) if words else None
    if variable == "type":
        return text if text in TYPES else ""
    if variable == "id":
        return text  # a key is the user's: not even its Unicode form changes
    return clean_lines(text) if variable == "note" else clean(text)


def in_words(claim: Claim) -> str:
    """The text of a claim for people: as found, or the name or date that its JSON holds."""
    return str(interpret(claim.variable, claim.text)) if claim.text.startswith("{") else claim.text


def _as_text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _disagrees(variable: str, winner: _Candidate, other: _Candidate) -> bool:
    """Whether a candidate is in conflict with the winner.

    A guess is in conflict only about a number: the month in the name of a PDF may be right beside another date of
    publication.
    """
    if variable not in COMPARED or (other.weight[0] == Rank.GUESSED and variable != "number"):
        return False
    return not _agree(winner.value, other.value)


def _agree(mine: Any, theirs: Any) -> bool:
    """Whether both values may be true: equal letters, dates that agree, lists of which one contains the other."""
    if isinstance(mine, Date):
        return mine.agrees(theirs)
    if isinstance(mine, tuple):
        return _same_people(mine, theirs)
    return bool(mine == theirs or letters(mine) == letters(theirs))


def _same_people(names: tuple[Name, ...], others: tuple[Name, ...]) -> bool:
    """Whether the longer list has everyone of the shorter: a site may know only one of a page's authors."""
    fewer, more = sorted((named(names), named(others)), key=len)
    return all(any(name.is_same(other) for other in more) for name in fewer)


def _most_precise(winner: _Candidate, variable: str, candidates: Sequence[_Candidate]) -> _Candidate:
    """The most precise candidate that agrees with the winner: the day of its month, the authors behind its "et al."."""
    if variable not in DATES and variable not in NAMES:
        return winner
    others = [one for one in candidates if one.value != winner.value and _may_complete(one, winner)]
    agreeing = [winner, *(one for one in others if _agree(winner.value, one.value))]
    if len(agreeing) == 1:
        return winner
    most = max(_precision(one.value) for one in agreeing)
    return _best(variable, [one for one in agreeing if _precision(one.value) == most])


def _may_complete(other: _Candidate, winner: _Candidate) -> bool:
    """Whether a candidate may replace a winner that it agrees with.

    Any date that is no guess may. A list of names is taken as complete, unless one of equal weight has more.
    """
    return other.weight[0] > Rank.GUESSED if isinstance(winner.value, Date) else other.weight == winner.weight


def _precision(value: Any) -> tuple[int, int]:
    """How much a value says: the number of a date's parts, or of names and of their characters."""
    return value.precision if isinstance(value, Date) else (len(value), sum(len(str(name)) for name in value))
