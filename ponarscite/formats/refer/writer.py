"""ENW: EndNote's import file, the tags of refer with more of them, one value a line.

Source: the list of tags in EndNote's manual ("EndNote tagged import format"); what Zotero and bibutils read of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ponarscite.interchange.endnote_types import GENERIC, TYPES
from ponarscite.interchange.rows import (
    PERIODICALS,
    Row,
    Spell,
    addresses,
    dropped,
    endnote_names,
    month_and_day,
    rows,
    year,
)
from ponarscite.record.key import citation_key
from ponarscite.record.record import Record

if TYPE_CHECKING:
    from ponarscite.hookspecs import RenderOptions

TAGS = {
    "%A": "author",
    "%E": "editor",
    "%?": "translator",
    "%T": "title",
    "%!": "title-short",
    "%B": "container-title",
    "%S": "collection-title",
    "%D": "issued",
    "%8": "issued",
    "%9": "genre",
    "%@": "ISBN",
    "%V": "volume",
    "%N": "issue",
    "%P": "page",
    "%7": "edition",
    "%I": "publisher",
    "%C": "publisher-place",
    "%R": "DOI",
    "%U": "URL",
    "%[": "accessed",
    "%G": "language",
    "%L": "call-number",
    "%K": "keyword",
    "%X": "abstract",
    "%Z": "note",
}
"""Tag -> CSL variable, in the order written."""

_PERIODICAL = {("%J" if tag == "%B" else tag): variable for tag, variable in TAGS.items()} | {"%@": "ISSN"}
TAGS_OF = dict.fromkeys(PERIODICALS, _PERIODICAL) | {"report": TAGS | {"%@": "number"}}
"""CSL type -> its tags where they differ."""

SPELL: dict[str, Spell] = {
    **dict.fromkeys(("%A", "%E", "%?"), endnote_names),
    "%D": year,
    "%8": month_and_day,
    "%U": addresses,
}


def _rows(record: Record) -> Iterator[Row]:
    return rows(record, TAGS_OF.get(record.type, TAGS), SPELL)


def write(records: Iterable[Record], options: RenderOptions) -> Iterator[str]:
    """The records, one piece each, with a blank line between two."""
    for number, record in enumerate(records):
        name, _ = TYPES.get(record.type, GENERIC)
        spelt = ((options.spell(variable, tag, record.type), text) for variable, tag, text in _rows(record))
        lines = [
            ("%0", options.spell("type", name, record.type)),
            *(line for line in spelt if line[0]),
            ("%F", citation_key(record)),
        ]
        yield ("\n" if number else "") + "".join(f"{tag} {text}\n" for tag, text in lines)


def drops(record: Record) -> Iterator[str]:
    """What ENW cannot carry of a record."""
    return dropped(record, (variable for variable, _, _ in _rows(record)))
