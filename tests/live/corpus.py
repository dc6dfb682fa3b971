"""The records that the programs are given: what our publications are, and what breaks importers."""

from __future__ import annotations

from dataclasses import replace

from ponarscite.record.record import Record
from tests.formats.golden_records import EXAMPLE, MEMO_775, RECORDS

FULL = replace(
    MEMO_775,
    abstract="An abstract of one sentence.",
    note="A note of ours.",
    keyword=("Kazakhstan", "Authoritarianism"),
)
NAMES = (
    "memo-427-without-publisher memo-54 memo-590 institution four-authors-with-particles cyrillic podcast commentary "
    "working-paper event special-characters long-title right-to-left"
).split()


def told_apart(number: int, name: str, record: Record) -> Record:
    """The record with its name for a key, and a number and a title of its own: programs must not take two for one."""
    title = f"{name.replace('-', ' ').title()}, Told Apart" if record.title == EXAMPLE.title else record.title
    own = str(700 + number) if record.number == EXAMPLE.number else record.number
    return replace(record, id=name, title=title, number=own)


CORPUS: tuple[Record, ...] = tuple(
    told_apart(number, name, record)
    for number, (name, record) in enumerate([("full", FULL), ("month", EXAMPLE), *((n, RECORDS[n]) for n in NAMES)])
)

FIELDS = {
    "title": "title",
    "author": "authors",
    "issued": "date",
    "genre": "series",
    "number": "number",
    "publisher": "institution",
    "publisher-place": "place",
    "container-title": "container",
    "URL": "URL",
    "abstract": "abstract",
    "keyword": "tags",
    "language": "language",
    "note": "note",
}
"""CSL variable -> what the table calls it."""
