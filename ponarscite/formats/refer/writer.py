"""Records -> ENW, the import format of EndNote: the tags of refer and more of them, one value a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ponarscite.formats.refer.tags import NAMED_TYPES, TAGS, TAGS_OF
from ponarscite.interchange.others import with_note
from ponarscite.interchange.rows import (
    WORDED,
    Row,
    Spell,
    addresses,
    dropped,
    endnote_names,
    lost_of_dates,
    month_and_day,
    rows,
    without_stray_issue,
    year,
)
from ponarscite.record.key import citation_key
from ponarscite.record.record import Record

if TYPE_CHECKING:
    from ponarscite.hookspecs import RenderOptions, Resources

SPELL: dict[str, Spell] = {
    **dict.fromkeys(("%A", "%E", "%?"), endnote_names),
    "%D": year,
    "%8": month_and_day,
    "%U": addresses,
}


def _rows(record: Record) -> Iterator[Row]:
    return rows(without_stray_issue(record), TAGS_OF.get(record.type, TAGS), SPELL)


def write(records: Iterable[Record], options: RenderOptions, _: Resources) -> Iterator[str]:
    """The records, one piece each, with a blank line between two."""
    for number, record in enumerate(map(with_note, records)):
        name = NAMED_TYPES.get(record.type, NAMED_TYPES["document"])
        spelt = ((options.spell(variable, tag, record.type), text) for variable, tag, text in _rows(record))
        lines = [
            ("%0", options.spell("type", name, record.type)),
            *(line for line in spelt if line[0]),
            ("%F", citation_key(record)),
        ]
        yield ("\n" if number else "") + "".join(f"{tag} {text}\n" for tag, text in lines)


def drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that ENW cannot carry."""
    written = [variable for variable, _, _ in _rows(record)]
    yield from dropped(record, written)
    yield from lost_of_dates(record, WORDED, written)
