"""Variables that a format, or a program that reads it, loses of a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ponarscite.hookspecs import Format, Spelling
from ponarscite.record.date import Date
from ponarscite.record.item import DATES, NAME_PARTS, NAMES, VERBATIM, variables
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from ponarscite.record.richtext import is_rich, looks_of

SEASON = "season"
"""Part of a date, as NAME_PARTS are parts of a name."""

NAMED = 3
"""Records that are named with a loss at most."""

PROBE = Record(
    id="probe",
    type="report",
    title="A Title",
    author=(Name("Vogel", "Sasha", "de"), Name(literal="An Institution")),
    issued=Date(2022, 5, 20),
    accessed=Date(2026, 11, 21),
    genre="PONARS Eurasia Policy Memo",
    number="775",
    publisher="George Washington University",
    publisher_place="Washington, DC",
    url="https://example.org/memo",
    doi="10.1000/memo",
    abstract="An abstract.",
    keyword=("one", "two"),
    language="en-US",
    note="A note.",
)
"""A memo with all variables that a memo can have."""

PROBES: Mapping[str, Record] = {
    "report": PROBE,
    **{
        csl_type: replace(PROBE, type=csl_type, number="", publisher="", publisher_place="", container_title="A Whole")
        for csl_type in ("broadcast", "post-weblog", "article-newspaper")
    },
    "event": replace(PROBE, type="event", number=""),
}
"""CSL type -> a record of that type with all variables, for the types that our publications have."""


def losses(record: Record, format_: Format, spelling: Spelling | None = None) -> tuple[str, ...]:
    """The variables, or parts of them ("issued (day)"), that are lost of a record, each once.

    Args:
        record: the record.
        format_: the format; one without `drops` counts as losing nothing.
        spelling: of the program that reads the output, None for none.
    """
    texts = spelling.names.get("@texts", format_.texts) if spelling else format_.texts
    dropped = tuple(format_.drops(record) if format_.drops else ())
    dropped += tuple(part for part in unprinted(record, texts) if part.partition(" (")[0] not in dropped)
    known = variables(record)
    ignored = (one for lost in (spelling.loses if spelling else ()) for one in _losing(lost, known))
    return tuple(dict.fromkeys((*dropped, *ignored)))


def _losing(lost: str, known: Mapping[str, Any]) -> Iterator[str]:
    """The variables of a record that a program loses: the one of this name, or those whose names or dates have such a
    part.
    """
    if lost not in (*NAME_PARTS, SEASON):
        yield from (lost,) if lost in known else ()
        return
    for variable, value in known.items():
        parts = value if variable in NAMES else (value, value.end) if variable in DATES else ()
        if any(getattr(part, lost.replace("-", "_"), "") for part in parts):
            yield f"{variable} ({lost})"


def unprinted(record: Record, texts: str) -> Iterator[str]:
    """What such a format leaves out of the texts of a record: "title (rich text)", "title (mathematics)"."""
    for variable, value in variables(record).items():
        if variable in VERBATIM or not isinstance(value, str) or not is_rich(value):
            continue
        looks = looks_of(value)
        if texts == "plain" and looks - {"math"}:
            yield f"{variable} (rich text)"
        if texts == "source" and "nodecor" in looks:
            yield f"{variable} (decoration)"
        if texts != "source" and "math" in looks:
            yield f"{variable} (mathematics)"


def cannot_carry(format_: Format, spelling: Spelling | None = None) -> dict[str, tuple[str, ...]]:
    """CSL type -> what is lost of a record of that type with all variables."""
    return {csl_type: losses(probe, format_, spelling) for csl_type, probe in PROBES.items()}


@dataclass(slots=True)
class Losses:
    """Collects what is lost of records while they are written.

    Attributes:
        format, spelling: as in `losses`.
        lost: variable -> number of records that lost it, and the keys of the first `NAMED` of them.
    """

    format: Format
    spelling: Spelling | None = None
    lost: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)

    def listen(self, records: Iterable[Record]) -> Iterator[Record]:
        """Yield the same records, and note what is lost of each."""
        for record in records:
            for variable in losses(record, self.format, self.spelling):
                count, keys = self.lost.get(variable, (0, ()))
                self.lost[variable] = (count + 1, keys if count >= NAMED else (*keys, record.id))
            yield record

    def __str__(self) -> str:
        """ "accessed of pepm775, pepm781; issued (day) of pepm775"; "" if nothing was lost."""
        return "; ".join(f"{variable} of {_listed(*found)}" for variable, found in self.lost.items())


def _listed(count: int, keys: tuple[str, ...]) -> str:
    more = f" and {count - len(keys)} more" if count > len(keys) else ""
    return ", ".join(keys) + more
