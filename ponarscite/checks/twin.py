"""P015: records that may be one work, and are kept apart because something speaks against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ponarscite.hookspecs import Check, Finding
from ponarscite.reconcile.evidence import doi_name, evidence_of
from ponarscite.reconcile.partition import Candidate, differences
from ponarscite.record.record import Record
from ponarscite.record.text import letters
from ponarscite.series.identity import title_key
from ponarscite.series.series import Series

SAME_NUMBER = "the same series and number"
SAME_DOI = "the same DOI"
SAME_TITLE = "the same title and authors"


def _twins(records: Sequence[Record], _: Sequence[Series]) -> Iterator[Finding]:
    """Report each record that shares a number, a DOI, or kind, title and authors with an earlier one."""
    first: dict[tuple[str, ...], Record] = {}
    for record in records:
        told: set[str] = set()
        for reason, key in _shared(record):
            one = first.setdefault(key, record)
            if one is not record and one.id not in told and not _is_ruled_out(one, record):
                told.add(one.id)
                message = f"may be one work with {one.id}: {reason}{_but(one, record, reason)}"
                yield Finding(key=record.id, message=message, variable="title", others=(one.id,))


def _shared(record: Record) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(words, key) of everything that two records of one work would share."""
    if record.identity.kind == "number":
        yield SAME_NUMBER, ("number", *record.identity.value)
    if record.doi:
        yield SAME_DOI, ("doi", doi_name(record.doi))
    if record.title and (record.author or record.container_title):
        yield SAME_TITLE, ("title", *title_key(record))


def _is_ruled_out(one: Record, other: Record) -> bool:
    """Whether the two are different numbers of one series."""
    mine, theirs = one.identity, other.identity
    return mine.kind == theirs.kind == "number" and mine.value != theirs.value


def _but(one: Record, other: Record, reason: str) -> str:
    """The fields in which the two differ, as the end of a sentence: ", but another edition, year"; "" for none."""
    fields = [*differences(*(Candidate(record.identity, evidence_of(record)) for record in (one, other)))]
    if reason != SAME_TITLE and letters(one.title) != letters(other.title):
        fields.insert(0, "title")
    return f", but another {', '.join(fields)}" if fields else ""


CHECKS = (
    Check(
        code="P015",
        name="may-be-one-work",
        severity="note",
        explanation="Two records share a number, a DOI, or kind, title and authors, but something else differs: the "
        "edition, the volume, the year, the pages, the key in one file. Editions, chapters and editorials are works "
        "of their own. Where both describe one work, keep one of them; in the library, `ponarscite merge` joins them.",
        compare=_twins,
    ),
)
