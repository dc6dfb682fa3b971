"""Edges: which record of a library cites which, with the note that says so."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from ponarscite.library.database import Database
from ponarscite.library.query import SAME_PART

BATCH = 500
"""Descriptions whose claims are read together."""

_PAIRS = (
    "SELECT min(subject.id), cited.id, citing_record.key, cited_record.key, cited.place "
    "FROM testimony AS subject JOIN testimony AS cited ON cited.document = subject.document "
    "JOIN record AS citing_record ON citing_record.id = subject.record "
    "JOIN record AS cited_record ON cited_record.id = cited.record "
    f"WHERE subject.role = 'subject' AND cited.role = 'cited' AND {SAME_PART} "
    "GROUP BY subject.record, cited.id ORDER BY subject.record, min(subject.id), cited.id"
)


class Edge(NamedTuple):
    """One citation of a record by another.

    Args:
        citing, cited: the keys of both records.
        place: where the citing document names the other: "note 3", "row 2 note 1".
        note: the text of that note as printed; "" where the document has no text of it.
    """

    citing: str
    cited: str
    place: str
    note: str


def edges(database: Database) -> Iterator[Edge]:
    """Every citation, in the order of the citing records. Raises LibraryError.

    What two documents say alike, as a page and its text do, is one edge.
    """
    for _, group in groupby(_each(database), key=lambda edge: edge.citing):
        yield from dict.fromkeys(group)


def _each(database: Database) -> Iterator[Edge]:
    for subject, group in groupby(database.rows(_PAIRS), key=lambda row: row[0]):
        notes = _notes(database, subject)
        rows = list(group)
        lines = dict(_lines(database, [cited for _, cited, *_ in rows])) if notes else {}
        for _, description, citing, cited, place in rows:
            yield Edge(citing, cited, place, notes.get(lines.get(description, ""), ""))


def _notes(database: Database, subject: int) -> dict[str, str]:
    """Line -> text of each note of a description."""
    from ponarscite.library.description import unpacked_claims

    row = database.row("SELECT claims FROM testimony WHERE id = ?", (subject,))
    with database.translated():
        return {one.where: one.text for one in unpacked_claims(row[0]) if one.variable == "notes"} if row else {}


def _lines(database: Database, descriptions: list[int]) -> Iterator[tuple[int, str]]:
    """Each description of a cited work, and the line on which the document names it."""
    from ponarscite.library.description import unpacked_claims

    for start in range(0, len(descriptions), BATCH):
        some = descriptions[start : start + BATCH]
        sql = f"SELECT id, claims FROM testimony WHERE id IN ({', '.join('?' * len(some))})"
        with database.translated():
            for description, packed in database.rows(sql, some):
                yield description, unpacked_claims(packed)[0].where
