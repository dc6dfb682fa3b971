"""Records -> RIS: two-letter tags, one value a line.

Lines end in LF, as in the other formats: importers read LF and CRLF, and CRLF is awkward in pipes and diffs. No value
can contain a line end of either kind, so none can pose as a tag.
Source: the RIS specification of 2011 (Reference Manager), and what Zotero, bibutils, Citation.js and rispy read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ponarscite.formats.ris.tags import TYPES, is_counted, tags_of
from ponarscite.hookspecs import RenderOptions, Resources
from ponarscite.interchange.others import with_note
from ponarscite.interchange.rows import WORDED, beside_year, lost_of_dates
from ponarscite.record.date import CIRCA, Date, understood
from ponarscite.record.item import NAMES, variables
from ponarscite.record.key import citation_key
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from ponarscite.record.text import clean, web_address

_RANGE = re.compile(r"\s*[-–]+\s*")


def to_ris_name(name: Name) -> str:
    """ "Family, Given, Suffix", with the particle first; the name of an institution unchanged."""
    return name.inverted


def to_ris_date(date: Date) -> str:
    """ "2022/05/20", "2022/05//", "2022///"; what has no number stands behind the day: "2014///Spring", "1999///circa".

    The slash of a range of several years becomes an en dash, since readers would split the date there. Words that stand
    in place of a date are unchanged.
    """
    if not date.parts or (date.end is not None and (date.vague or date.year != date.end.year)):
        return str(date).replace("/", "–") if date.end is not None else date.literal
    words = beside_year(date)
    if date.end or not date.month:
        return f"{Date(date.year).iso}///{words}"
    numbers = f"{Date(date.year).iso}/{date.month:02}/{f'{date.day:02}' if date.day else '/'}"
    return f"{numbers}{'/' * (3 - numbers.count('/'))}{CIRCA}" if date.circa else numbers


def _names(value: Sequence[Name]) -> Iterable[str]:
    return map(to_ris_name, value)


_SPELL: Mapping[str, Callable[[Any], Iterable[str]]] = {
    "PY": lambda date: (Date(date.year).iso,),
    "DA": lambda date: (to_ris_date(date),),
    "Y2": lambda date: (to_ris_date(date),),
    "SP": lambda pages: (_RANGE.split(pages)[0] if _is_range(pages) else pages,),
    "EP": lambda pages: (_RANGE.split(pages)[1] if _is_range(pages) else "",),
    "UR": lambda address: (web_address(address),),
    "KW": lambda words: words,
    "N1": lambda note: note.split("\n"),
}
"""Tag -> the texts of a value, one line each; a tag that is not here has its value as text."""


def _is_range(pages: str) -> bool:
    return len(_RANGE.split(pages)) == 2 and pages[:1].isalnum() and pages[-1:].isalnum()


def _lines(record: Record, options: RenderOptions) -> Iterator[tuple[str, str]]:
    record = with_note(record)
    ris_type = options.spell("type", TYPES.get(record.type, "GEN"), record.type)
    yield "TY", ris_type
    for variable, tag, text in _values(record, ris_type):
        yield options.spell(variable, tag, record.type), text
    yield "ID", citation_key(record)


def _values(record: Record, ris_type: str) -> Iterator[tuple[str, str, str]]:
    """(variable, tag, text) of a reference of this type, in order; blank texts too."""
    values = variables(record)
    if ris_type == "RPRT" and not record.number:
        values.pop("issue", "")  # JabRef, Tellico and the reader of this package would take it for the number
    if is_counted(ris_type) and ("number-of-pages" in values or not _is_range(values.get("page", ""))):
        values.pop("page", "")  # readers would take it for the number of pages
    for tag, variable in tags_of(ris_type, values).items():
        if variable in values:
            value: Any = values[variable]
            for text in _texts(tag, variable, understood(value) if isinstance(value, Date) else value):
                yield variable, tag, clean(text)


def _texts(tag: str, variable: str, value: Any) -> Iterable[str]:
    if variable in NAMES:
        return _names(value)
    return _SPELL[tag](value) if tag in _SPELL and variable != "number-of-pages" else (value,)


def write(records: Iterable[Record], options: RenderOptions, _: Resources) -> Iterator[str]:
    """The references, one piece each, with a blank line between two."""
    for number, record in enumerate(records):
        lines = [f"{tag}  - {text}\n" for tag, text in _lines(record, options) if tag and text]
        yield ("\n" if number else "") + "".join(lines) + "ER  - \n"


def drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that RIS cannot carry."""
    written = {variable for variable, _, text in _values(record, TYPES.get(record.type, "GEN")) if text}
    yield from (variable for variable in variables(record) if variable not in written)
    if record.type == "motion_picture" and record.author and "director" not in variables(record):
        yield "author (role)"  # RIS has one tag for the makers of a film, its directors
    yield from lost_of_dates(record, WORDED, written)
