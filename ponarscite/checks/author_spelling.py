"""P011: one author under two spellings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ponarscite.checks.spelling import is_initialled, is_respelled, places, printed
from ponarscite.hookspecs import Check, Finding
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from ponarscite.series.series import Series

MOST_COMPARED = 200
"""Spellings under one key that are compared with each other; no family name reaches this number."""


@dataclass(slots=True)
class _Spelling:
    """One printed form of a name, and the keys of the records that print it."""

    name: Name
    keys: list[str] = field(default_factory=list)

    @property
    def weight(self) -> tuple[int, int, str, str]:
        """Sort key of the preferred spelling: most records, then the longest form."""
        return len(self.keys), len(str(self.name)), str(self.name), self.name.sort


def _two_spellings(records: Sequence[Record], _: Sequence[Series]) -> Iterator[Finding]:
    spellings = _spellings(records)
    for one, others in _alike(spellings):
        best = max(others, key=lambda spelling: spelling.weight)
        if best.weight > one.weight:
            yield from _respelled(one, best)


def _spellings(records: Sequence[Record]) -> list[_Spelling]:
    found: dict[tuple[str, str], _Spelling] = {}
    for record in records:
        for name in record.author:
            if (form := printed(name))[0]:
                found.setdefault(form, _Spelling(name)).keys.append(record.id)
    return list(found.values())


def _alike(spellings: Sequence[_Spelling]) -> Iterator[tuple[_Spelling, list[_Spelling]]]:
    """Yield each spelling with the other spellings that are probably the same person's."""
    by_place: dict[tuple[str, ...], list[_Spelling]] = defaultdict(list)
    for one in spellings:
        for place in dict.fromkeys(places(one.name)):
            by_place[place].append(one)
    for one in spellings:
        near = {id(o): o for place in places(one.name) for o in by_place[place][:MOST_COMPARED] if o is not one}
        others = [other for other in near.values() if is_respelled(one.name, other.name)]
        if others and not _is_open(one, others):
            yield one, others


def _is_open(one: _Spelling, others: Sequence[_Spelling]) -> bool:
    """Whether an initial may be several people's: "A. Ejemplo" beside Ana and Arturo."""
    if not is_initialled(one.name):
        return False
    full = [other.name for other in others if not is_initialled(other.name)]
    return any(not is_respelled(a, b) for n, a in enumerate(full) for b in full[:n])


def _respelled(one: _Spelling, best: _Spelling) -> Iterator[Finding]:
    message = f"{_shown(one.name, best.name)} is spelled {_shown(best.name, one.name)} in {best.keys[0]}"
    more = len(best.keys) - 1
    others = f" and {more} more record{'s' if more > 1 else ''}" if more else ""
    for key in dict.fromkeys(one.keys):
        yield Finding(key=key, message=f"{message}{others}", variable="author", others=tuple(dict.fromkeys(best.keys)))


def _shown(name: Name, other: Name) -> str:
    """Show a name in reading order; inverted if the names differ only in which words are the family name."""
    return f"{name.sort}, {name.given}" if str(name) == str(other) else str(name)


CHECKS = (
    Check(
        code="P011",
        name="author-spelled-two-ways",
        severity="warning",
        explanation="One author seems to be spelled in two ways: with and without accents or a middle name, in two "
        "romanizations, with a mistyped letter, or with another family name. Styles sort and abbreviate them as two "
        "people. The spelling with fewer records is reported. Different given names (Sergey, Sergei) are different "
        "people.",
        compare=_two_spellings,
    ),
)
