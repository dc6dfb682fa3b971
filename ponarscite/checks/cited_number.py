"""P014: a citation gives a work the number of another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ponarscite.checks.conflict import other_works
from ponarscite.checks.membership import Member, members
from ponarscite.hookspecs import Check, Finding
from ponarscite.record.record import Record
from ponarscite.record.text import letters
from ponarscite.series.series import Series

_TELLING = 3
"""Words that a main title must have to identify a work without its subtitle."""


def _wrong_number(records: Sequence[Record], series: Sequence[Series]) -> Iterator[Finding]:
    for group in members(records, series).values():
        titled = _by_title(group)
        for one in group:
            yield from _named_otherwise(one, titled)
            yield from _cited_with_another(one, titled, series)


def _by_title(group: Sequence[Member]) -> dict[str, list[Member]]:
    """Index the members of one series by title, with and without subtitle; subjects of documents come first."""
    titled: dict[str, list[Member]] = defaultdict(list)
    for one in sorted(group, key=lambda m: m.record.role != "subject"):
        for title in _titles(one.record.title):
            titled[title].append(one)
    return titled


def _titles(title: str) -> set[str]:
    whole, main = letters(title), letters(title.partition(":")[0])
    return {found for found in (whole, main) if found and (found == whole or len(found.split()) >= _TELLING)}


def _named_otherwise(one: Member, titled: dict[str, list[Member]]) -> Iterator[Finding]:
    """Report a work that is also known under another number, unless its own number is the more trusted one."""
    other = next((m for m in titled.get(letters(one.record.title), ()) if _is_same(one, m)), None)
    if other and _is_worse(one, other):
        message = f"“{one.record.title}” is No. {other.number} of {one.series.label}, not No. {one.number}"
        yield Finding(key=one.record.id, message=message, variable="number", others=(other.record.id,))


def _is_same(one: Member, other: Member) -> bool:
    """Whether both are one work except for the number: they share an author, or one has no authors."""
    mine, theirs = one.record.author, other.record.author
    shared = not mine or not theirs or any(a.is_same(b) for a in mine for b in theirs)
    return one.number != other.number and shared


def _is_worse(one: Member, other: Member) -> bool:
    """Whether the first is the less trusted one: known from citations only, else of the higher number."""
    mine, theirs = one.record.role != "subject", other.record.role != "subject"
    return mine > theirs or (mine == theirs and one.number > other.number)


def _cited_with_another(one: Member, titled: dict[str, list[Member]], series: Sequence[Series]) -> Iterator[Finding]:
    """Report citations of this number that give it the title of another work."""
    for conflict in other_works(one.record, series):
        if conflict.lost.about.role == "cited":
            right = next((m for m in titled.get(letters(conflict.lost.text), ()) if m.number != one.number), None)
            known = f"; that is No. {right.number}" if right else ""
            message = f"No. {one.number} is “{one.record.title}”, but is cited as “{conflict.lost.text}”{known}"
            others = (right.record.id,) if right else ()
            yield Finding(key=one.record.id, message=message, variable="number", others=others, claim=conflict.lost)


CHECKS = (
    Check(
        code="P014",
        name="wrong-number-cited",
        severity="error",
        explanation="A citation gives a work the number of another, or one work has two numbers, so readers would find "
        "the wrong memo. Trust the number on the work's own page or in its PDF.",
        compare=_wrong_number,
    ),
)
