"""Footnotes and lists of headlines of a memo -> claims about the works that they cite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from ponarscite.note.listing import address_of, read_list, reference_remarks, references_below, work_claims
from ponarscite.record.claim import DOUBT, About, Claim, Rank

if TYPE_CHECKING:
    from ponarscite.document.lines import Line
    from ponarscite.note.cited_work import CitedWork
    from ponarscite.series.layout import Layout, Note
    from ponarscite.series.series import Series

NOTES = "notes"
"""Origin of the doubt about notes that are not understood."""

_HEAD = 16
"""Lines above the text of a memo, in which its date may stand."""
_LONGEST_HEAD = 120  # characters of such a line
_YEAR = re.compile(r"[12]\d{3}")


def cited_claims(
    layout: Layout, series: tuple[Series, ...], subject: About, base: str, *, doubtful: bool = False
) -> Iterator[Claim]:
    """Make the claims about works cited in the notes of a memo, or in lists of headlines in its body.

    Args:
        subject: the memo. If its document has several, the places of cited works begin with its place: "row 2, note 1".
        base: the address of the page; relative links are resolved against it.
        doubtful: whether to claim what is sure of a work in a note that is not proven.
    """
    yield from _notes(layout, series, subject, base)
    if doubtful:
        yield from _doubtful(layout, series, subject, base)
    yield from _headlines(layout.body, subject, base)
    yield from _references(layout, series, subject, base)


def _about(subject: About, place: str) -> About:
    return About("cited", f"{subject.place}, {place}" if subject.place else place, subject.document)


def _notes(layout: Layout, series: tuple[Series, ...], subject: About, base: str) -> Iterator[Claim]:
    from ponarscite.note.cascade import read_works
    from ponarscite.note.citing import cites_work

    own = _OwnSeries.of(layout, series)
    places: set[str] = set()
    missed: list[Note] = []
    understood = 0
    for note in layout.notes:
        place = f"note {note.number}"
        if place in places:  # a second set of notes starts again at 1
            place = f"{place}, line {note.line.number}"
        places.add(place)
        found = read_works(note.text, series, is_memo=own.is_memo)
        for count, work in enumerate(found.works):
            about = _about(subject, f"{place}{_letter(count)}")
            yield from work_claims(work, place, about, note.line, base)
            yield from own.claims(work, place, about, note.line)
        understood += bool(found.works)
        if not found.works and (found.is_open or cites_work(note.text)):
            missed.append(note)
    if missed:
        yield _missed(missed, understood, subject)


def _doubtful(layout: Layout, series: tuple[Series, ...], subject: About, base: str) -> Iterator[Claim]:
    """Claim, as guesses, what is sure of works in the notes that are read, but not proven."""
    from ponarscite.note.cascade import read_works
    from ponarscite.note.listing import partial_works

    is_memo = _OwnSeries.of(layout, series).is_memo
    for note in layout.notes:
        for count, work in enumerate(partial_works(read_works(note.text, series, is_memo=is_memo)), 1):
            about = _about(subject, f"note {note.number}, doubtful {count}")
            yield from work_claims(work, f"note {note.number}", about, note.line, base, Rank.GUESSED)


def _missed(missed: Sequence[Note], understood: int, subject: About) -> Claim:
    """Make the doubt about a memo of which some notes cite works that are not in its claims."""
    numbers = ", ".join(note.number for note in missed)
    verb = "cite" if len(missed) > 1 else "cites"
    text = f"{len(missed)} of {len(missed) + understood} notes {verb} nothing that was understood: {numbers}"
    return Claim(DOUBT, text, Rank.OWN, NOTES, subject, f"line {missed[0].line.number}")


@dataclass(frozen=True, slots=True)
class _OwnSeries:
    """The series of the memo whose notes are read, for notes that name a memo by a short label ("memo No. 660").

    Args:
        series: the series that are known.
        is_memo: whether the page is that of a memo of these series.
        year: the year of the memo as printed, "" when unknown.
    """

    series: tuple[Series, ...]
    is_memo: bool
    year: str

    @classmethod
    def of(cls, layout: Layout, series: tuple[Series, ...]) -> _OwnSeries:
        """Tell it by the section of the page or a line with the label."""
        from ponarscite.series.category import series_of_category
        from ponarscite.series.label import is_label

        card = layout.article
        is_member = bool(card and series_of_category(card.category, series))
        is_memo = is_member or any(is_label(line.text, series) for line in layout.body)
        return cls(series, is_memo, _year(layout) if is_memo else "")

    def claims(self, work: CitedWork, origin: str, about: About, line: Line) -> Iterator[Claim]:
        """Claim the year of the citing memo as evidence of the series: both belong to the same one."""
        if self.year and work.get("number") and not work.get("issued") and not self._is_full(work.get("genre")):
            yield Claim("listed-years", self.year, Rank.GUESSED, origin, about, f"line {line.number}")

    def _is_full(self, label: str) -> bool:
        from ponarscite.series.series import is_full_label

        return not label or is_full_label(label, self.series)


def _year(layout: Layout) -> str:
    """Return the year of a memo: that of its card, or of the first date above its text; "" for none."""
    from ponarscite.note.imprint import find_date

    own = layout.article.issued if layout.article else ""
    heads = (own,) if own else (line.text for line in layout.body[:_HEAD] if len(line.text) < _LONGEST_HEAD)
    years = (_YEAR.search(date[0]) for text in heads if (date := find_date(text)))
    return next((year[0] for year in years if year), "")


def _references(layout: Layout, series: tuple[Series, ...], subject: About, base: str) -> Iterator[Claim]:
    """Claim the works of a memo's own list of references, below its heading."""
    noted = {note.line.number for note in layout.notes}
    lines = [line for line in references_below(layout.body) if line.number not in noted]
    entries = read_list(lines, series) if lines else ()
    count = 0
    for entry in entries:
        for work in entry.understood.works:
            count += 1
            yield from work_claims(work, "references", _about(subject, f"reference {count}"), entry.line, base)
    yield from reference_remarks(entries, subject)


def _letter(count: int) -> str:
    """Return the suffix that distinguishes the works of one note: "", "b", "c", ..., "z", "-27", ..."""
    if count < 26:
        return chr(ord("a") + count) if count else ""
    return f"-{count + 1}"


def _headlines(body: Sequence[Line], subject: About, base: str) -> Iterator[Claim]:
    from ponarscite.note.headline import parse_headline

    count = 0
    for run in _runs(body):
        works = [parse_headline(line.text) for line in run]
        if not _is_list_of_headlines(run, works):
            continue
        for line, work in zip(run, works, strict=True):
            if work:
                count += 1
                yield from work_claims(work, "headline list", _about(subject, f"headline {count}"), line, base)


def _runs(body: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lists: consecutive bullets, or consecutive lines that lost their bullets but end in ")" as headlines
    do.
    """
    for kind, run in groupby(body, lambda line: "bullet" if line.bullet else line.text.endswith(")") and "headline"):
        if kind:
            yield list(run)


def _is_list_of_headlines(run: Sequence[Line], works: Sequence[CitedWork | None]) -> bool:
    """Whether a list consists of headlines.

    At least two in a row, or most of the list, must parse as headlines. Besides, one must name a known outlet or have a
    parenthesis for people, or most must be links. A single bullet counts if it is a link.
    """
    from ponarscite.note.outlet import is_known

    found = [(line, work) for line, work in zip(run, works, strict=True) if work]
    linked = [line for line, work in found if address_of(line, work.get("title"), "http://a.example/")]
    if len(run) == 1:
        return run[0].bullet and bool(run[0].links)
    many = any(a and b for a, b in pairwise(works)) or 2 * len(found) > len(works)
    has_outlet = any(is_known(work.get("container-title")) or ") (" in line.text for line, work in found)
    return many and (has_outlet or 2 * len(linked) > len(works))
