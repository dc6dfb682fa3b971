"""Repair: what is wrong in a manuscript and has one sure correction is corrected; each change is read again.

A correction stays only if the corrected manuscript, read as a whole, has fewer faults and as many citations.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ponarscite.errors import SourceError
from ponarscite.manuscript.citing import dialect_of, keyed
from ponarscite.manuscript.edit import Edit, apart, narrowed
from ponarscite.manuscript.fault import Fault
from ponarscite.manuscript.reading import Manuscript
from ponarscite.manuscript.rewriting import rewritten
from ponarscite.record.record import Record

FIXABLE: Final = ("M001", "M003", "M004", "M005", "M007", "M016")
"""Codes of the faults that have a correction where it is sure."""

RETYPED: Final = "M013"
_NOTES = frozenset(("M008", RETYPED, "M015", "M016", "M017"))
_ROUNDS = 3
"""A site with several faults needs a round for each that overlaps another."""

_MOST_READINGS = 24
"""Readings of the manuscript in search of the corrections that do harm."""

Look = Callable[[bytes], tuple[Manuscript, list[Fault]]]
"""Reads a manuscript and compares it."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A manuscript after its corrections.

    Args:
        content: its bytes.
        manuscript: as it reads now.
        fixed: for each round, the manuscript before it and what was corrected in it.
        left: what is still wrong.
    """

    content: bytes
    manuscript: Manuscript
    fixed: tuple[tuple[Manuscript, tuple[Fault, ...]], ...]
    left: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class _Change:
    faults: tuple[Fault, ...]
    edit: Edit


def repair(content: bytes, look: Look, codes: Collection[str], records: Callable[[str], Record | None]) -> Repaired:
    """Correct a manuscript.

    Args:
        codes: of the faults to correct; with "M013", typed citations become citations by key.
        records: key -> its record.
    Raises:
        SourceError: the manuscript cannot be read.
    """
    fixed: list[tuple[Manuscript, tuple[Fault, ...]]] = []
    manuscript, faults = look(content)
    for step in range(_ROUNDS + (RETYPED in codes)):
        is_last = step == _ROUNDS
        changes = list(_keys(manuscript, faults, records) if is_last else _corrections(faults, codes))
        kept = _Trial(content, manuscript, faults, look).sound(_disjoint(changes))
        if kept:
            content = rewritten(content, manuscript.language, [change.edit for change in kept])
            fixed.append((manuscript, tuple(fault for change in kept for fault in change.faults)))
            manuscript, faults = look(content)
    return Repaired(content, manuscript, tuple(fixed), tuple(faults))


def _corrections(faults: Iterable[Fault], codes: Collection[str]) -> Iterator[_Change]:
    for fault in faults:
        if fault.fix and fault.code in codes:
            site = fault.site
            edit = narrowed(Edit(site.part, site.block, site.start, site.end, fault.fix), site.text)
            if edit:
                yield _Change((fault,), edit)


def _keys(
    manuscript: Manuscript, faults: Iterable[Fault], records: Callable[[str], Record | None]
) -> Iterator[_Change]:
    """The changes of typed citations that are right into citations by key."""
    texts = {(part, block): text for part, block, text in manuscript.blocks}
    dialect = dialect_of(manuscript.language, list(texts.values()))
    by_place: Mapping[tuple[str, int, int], list[Fault]] = defaultdict(list)
    for fault in faults:
        by_place[fault.site.part, fault.site.block, fault.site.start].append(fault)
    for found in by_place.values():
        site = found[0].site
        meant = [record for fault in found if (record := records(fault.key))]
        if {fault.code for fault in found} == {RETYPED} and len(meant) == len(found):
            edit = keyed(site, meant, texts[site.part, site.block], dialect)
            if edit:
                yield _Change(tuple(found), edit)


def _disjoint(changes: Sequence[_Change]) -> list[_Change]:
    """The changes without those that overlap an earlier one."""
    kept = set(apart(change.edit for change in changes))
    taken: dict[Edit, _Change] = {}
    for change in changes:
        if change.edit in kept:
            taken.setdefault(change.edit, change)
    return list(taken.values())


@dataclass(slots=True)
class _Trial:
    """Finds the changes that do no harm.

    Args:
        left: how often the manuscript may still be read.
    """

    content: bytes
    manuscript: Manuscript
    faults: Sequence[Fault]
    look: Look
    left: int = _MOST_READINGS

    def sound(self, changes: Sequence[_Change]) -> list[_Change]:
        """The changes that are sound together; halves are tried apart where the whole is not."""
        if not changes or self.left <= 0:
            return []
        self.left -= 1
        if self._is_sound(changes):
            return list(changes)
        if len(changes) == 1:
            return []
        half = len(changes) // 2
        kept = [*self.sound(changes[:half]), *self.sound(changes[half:])]
        return kept if self._is_sound(kept) else []

    def _is_sound(self, changes: Sequence[_Change]) -> bool:
        if not changes:
            return False
        edits = [change.edit for change in changes]
        try:
            manuscript, faults = self.look(rewritten(self.content, self.manuscript.language, edits))
        except SourceError:
            return False
        if _cited(manuscript) != _cited(self.manuscript):
            return False
        before, after = (Counter(fault.code for fault in each) for each in (self.faults, faults))
        gone = Counter(fault.code for change in changes for fault in change.faults)
        shown = self._shown(changes, faults)
        is_better = all(after[code] - shown[code] <= before[code] - count for code, count in gone.items())
        return is_better and _serious(after) <= _serious(before)

    def _shown(self, changes: Sequence[_Change], faults: Iterable[Fault]) -> Counter[str]:
        """The faults that a correction brings to light at its own site: a right number shows that the date is wrong."""
        edits = [change.edit for change in changes]
        corrected = {_moved(fault, edits) for change in changes for fault in change.faults}
        had = {(_moved(fault, edits), fault.code) for fault in self.faults}
        places = ((_moved(fault, ()), fault.code) for fault in faults)
        return Counter(code for place, code in places if place in corrected and (place, code) not in had)


def _moved(fault: Fault, edits: Iterable[Edit]) -> tuple[str, int, int]:
    """The place of a fault's site after the edits before it."""
    site = fault.site
    before = (edit for edit in edits if (edit.part, edit.block) == (site.part, site.block) and edit.start < site.start)
    return site.part, site.block, site.start + sum(len(edit.text) - (edit.end - edit.start) for edit in before)


def _cited(manuscript: Manuscript) -> int:
    return sum(len(site.works) + len(site.names) for site in manuscript.sites)


def _serious(codes: Counter[str]) -> int:
    return sum(count for code, count in codes.items() if code not in _NOTES)
