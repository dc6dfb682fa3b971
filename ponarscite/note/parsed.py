"""Parsed citations: the works that a text names, each with its record, its grade and the spans of its fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal, TypeAlias

from ponarscite.note.cascade import Work, doubtful_work, proved
from ponarscite.note.listing import Entry, read_list, work_claims
from ponarscite.reconcile.works import draft
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.record.record import Record
from ponarscite.series.identity import settle

if TYPE_CHECKING:
    from ponarscite.citestring.reading import Reading
    from ponarscite.document.lines import Line
    from ponarscite.note.cited_work import CitedWork
    from ponarscite.series.series import Series

Standing: TypeAlias = Literal["printed", "proven", "rules", "doubtful", "unread"]
"""How far a parsed citation can be relied on.

"printed" and "proven": by the model and its proof. "rules": by the rules for memos and notes, which need no proof.
"doubtful": a check failed; the record holds what is sure of it. "unread": nothing was understood.
"""


@dataclass(frozen=True, slots=True)
class Span:
    """A field as the text has it: `text` is what stands from `start` to `end` of the citation's own text.

    Args:
        label: "author", "title", "container", "issued", ...; "org" is an institution as author.
        probability: the smallest probability that the model gives to one of its words, 0 to 1.
    """

    label: str
    text: str
    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class ParsedCitation:
    """One work that a text names, or a line of it that was not understood.

    Args:
        text: the entry, without its number: spans count in it.
        line: number of the line on which it begins, from 1.
        grade: how far it can be relied on.
        record: the work; of a doubtful one what is sure, None where nothing is.
        probability: the smallest probability of a label; None where no model read it.
        spans: its fields, in order.
        failed: the names of the checks that it fails.
    """

    text: str
    line: int
    grade: Standing
    record: Record | None = None
    probability: float | None = None
    spans: tuple[Span, ...] = ()
    failed: tuple[str, ...] = ()


def parse_lines(lines: Sequence[Line], series: tuple[Series, ...], name: str = "") -> Iterator[ParsedCitation]:
    """The works of each line in order, and the lines that were not understood. Headings are passed over.

    Args:
        name: the name of the document, for the claims of the records.
    """
    count = 0
    for entry in read_list(lines, series):
        found = list(_of_entry(entry))
        for work, rank, parsed in found:
            count += 1
            record = _record(work, entry, About("subject", f"citation {count}", name), series, rank)
            yield parsed(record=record)
        missed = [reading for reading in entry.understood.doubtful if not _is_partial(reading)]
        for reading in missed:
            yield _parsed(entry, reading)()
        if not found and not missed:
            yield ParsedCitation(entry.text, entry.line.number, "unread")


def _of_entry(entry: Entry) -> Iterator[tuple[CitedWork, Rank, partial[ParsedCitation]]]:
    """The works of an entry with what makes the parsed citation of their records."""
    for work in entry.understood.found:
        yield work.cited, Rank.OWN, _of_work(entry, work)
    for reading in entry.understood.doubtful:
        if sure := _sure(reading):
            yield doubtful_work(reading, sure), Rank.GUESSED, _parsed(entry, reading)


def _of_work(entry: Entry, work: Work) -> partial[ParsedCitation]:
    if work.reading is None:
        return partial(ParsedCitation, entry.text, entry.line.number, "rules")
    return _parsed(entry, proved(work.reading))


def _parsed(entry: Entry, reading: Reading) -> partial[ParsedCitation]:
    spans = tuple(Span(one.label, one.text, one.start, one.end, one.marginal) for one in reading.spans)
    return partial(
        ParsedCitation,
        entry.text,
        entry.line.number,
        reading.grade,
        probability=reading.marginal,
        spans=spans,
        failed=reading.failed,
    )


def _sure(reading: Reading) -> dict[str, object]:
    from ponarscite.citestring.reading import sure_part

    return sure_part(reading)


def _is_partial(reading: Reading) -> bool:
    return bool(_sure(reading))


def _record(work: CitedWork, entry: Entry, about: About, series: tuple[Series, ...], rank: Rank) -> Record:
    claims: list[Claim] = list(work_claims(work, "citation", about, entry.line, "", rank))
    (record,) = draft(claims, partial(settle, series=series))
    return record
