"""The check of citations that give a work the number of another."""

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
"""The words that a title without its subtitle must have to stand for the whole."""


def _wrong_number(records: Sequence[Record], series: Sequence[Series]) -> Iterator[Finding]:
    for group in members(records, series).values():
        titled = _by_title(group)
        for one in group:
            yield from _named_otherwise(one, titled)
            yield from _cited_with_another(one, titled, series)


def _by_title(group: Sequence[Member]) -> dict[str, list[Member]]:
    """The members of one series by title, with and without its subtitle; the subjects of documents first."""
    titled: dict[str, list[Member]] = defaultdict(list)
    for one in sorted(group, key=lambda m: m.record.role != "subject"):
        for title in _titles(one.record.title):
            titled[title].append(one)
    return titled


def _titles(title: str) -> set[str]:
    whole, main = letters(title), letters(title.partition(":")[0])
    return {found for found in (whole, main) if found and (found == whole or len(found.split()) >= _TELLING)}


def _named_otherwise(one: Member, titled: dict[str, list[Member]]) -> Iterator[Finding]:
    """A work that another number is known to be: of the two, the one that only a citation knows has the wrong one."""
    other = next((m for m in titled.get(letters(one.record.title), ()) if _is_same(one, m)), None)
    if other and _is_worse(one, other):
        says = f"“{one.record.title}” is No. {other.number} of {one.series.label}, not No. {one.number}"
        yield Finding(one.record.id, says, "number", (other.record.id,))


def _is_same(one: Member, other: Member) -> bool:
    """Whether both are one work, but for the number."""
    mine, theirs = one.record.author, other.record.author
    shared = not mine or not theirs or any(a.is_same(b) for a in mine for b in theirs)
    return one.number != other.number and shared


def _is_worse(one: Member, other: Member) -> bool:
    """Whether the first is the doubtful one: known by citation only, else the higher number."""
    mine, theirs = one.record.role != "subject", other.record.role != "subject"
    return mine > theirs or (mine == theirs and one.number > other.number)


def _cited_with_another(one: Member, titled: dict[str, list[Member]], series: Sequence[Series]) -> Iterator[Finding]:
    """A citation of this number that gives it the title of another work."""
    for conflict in other_works(one.record, series):
        if conflict.lost.about.role == "cited":
            right = next((m for m in titled.get(letters(conflict.lost.text), ()) if m.number != one.number), None)
            known = f"; that is No. {right.number}" if right else ""
            says = f"No. {one.number} is “{one.record.title}”, but is cited as “{conflict.lost.text}”{known}"
            others = (right.record.id,) if right else ()
            yield Finding(one.record.id, says, "number", others, conflict.lost)


CHECKS = (
    Check(
        "P014",
        "wrong-number-cited",
        "error",
        "A citation gives a work the number of another, or one work has two numbers. Readers would look up the wrong "
        "memo. The number of the work's own page, or of its PDF, is the right one.",
        compare=_wrong_number,
    ),
)
