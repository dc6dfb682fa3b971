"""Records -> Word's sources: an XML file that Word's Source Manager opens.

Source: ECMA-376 part 1, 22.6 (Bibliography). Word has one name for a person's family, so a particle and a suffix are a
part of it. Only a list of authors or performers may be one institution; in a list, an institution is a person with a
family name alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from ponarscite.formats.word.elements import (
    AUTHORS,
    CORPORATE,
    DATES,
    ELEMENTS,
    ELEMENTS_OF,
    LCIDS,
    NAMES,
    SPACE,
    TYPES,
)
from ponarscite.interchange.others import with_note
from ponarscite.interchange.rows import Spell, addresses, beside_year, dropped, rows, without_stray_issue
from ponarscite.interchange.xml import add, add_key, document, place, root
from ponarscite.record.date import MONTH_NAMED, Date, date_in, known_date, understood
from ponarscite.record.item import variables
from ponarscite.record.key import citation_key
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from ponarscite.record.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ponarscite.hookspecs import RenderOptions, Resources

SPELL: Mapping[str, Spell] = {
    "URL": addresses,
    "LCID": lambda tag: (str(LCIDS.get(tag, tag)),),
}


_REPORTS = frozenset(csl_type for csl_type, kind in TYPES.items() if kind == "Report")


def _top() -> _Element:
    return root("b:Sources", {"b": SPACE, None: SPACE}, SelectedStyle="")


def write(records: Iterable[Record], options: RenderOptions, _: Resources) -> Iterator[str]:
    """The records as one XML document."""
    top = _top()
    yield from document(top, (_element(top, with_note(record), options, set()) for record in records))


def drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that a source of Word cannot carry."""
    from ponarscite.hookspecs import RenderOptions

    written: set[str] = set()
    _element(_top(), record, RenderOptions(), written)
    yield from dropped(record, written)


def _element(top: _Element, record: Record, options: RenderOptions, written: set[str]) -> _Element:
    """The source of a record; the CSL variables that it has are added to *written*."""
    key, kind = citation_key(record), options.spell("type", TYPES.get(record.type, "Misc"), record.type)
    made = add(top, "b:Source")
    add_key(made, "b:Tag", key)
    add(made, "b:SourceType", kind)
    add(made, "b:Guid", f"{{{uuid5(NAMESPACE_URL, f'ponarscite:{key}')}}}".upper())
    _people(made, record, kind, written)
    for variable, element, text in rows(without_stray_issue(record, _REPORTS), ELEMENTS_OF.get(kind, ELEMENTS), SPELL):
        if spelt := options.spell(variable, element, record.type):
            add(made, f"b:{spelt}", text)
            written.add(variable)
    for variable, elements in DATES.items():
        for element, text in zip(elements, _date(variables(record).get(variable, Date())), strict=False):
            if text:
                add(made, f"b:{element}", text)
                written.add(variable)
    return made


def _date(date: Date) -> Sequence[str]:
    """Year, month and day, as many as are known.

    Words, a season, or a range within a year are written as the month, since the year has no words; a range of years
    without words is written as the year ("2013/2014").
    """
    date = understood(date)
    if date == Date(date.year, date.month, date.day):
        month = MONTH_NAMED[date.month - 1] if date.month else ""
        return [text for text in (_year(date.year), month, f"{date.day or ''}") if text]
    year, words = _year(date.year), beside_year(date)
    is_worded = not date.vague and any(map(str.isalpha, str(date)))
    is_apart = date_in(year, words) == date and (is_worded or (year and year not in words))
    return (year, words) if is_apart else (clean(str(date)),)


def _year(year: int | None) -> str:
    """The year as people write it, or else as ISO 8601 has it, where no reader would know it for a year."""
    texts = (f"{year}", f"{year:04}", Date(year).iso) if year is not None else ()
    return next((text for text in texts if known_date(text) == Date(year)), "")


def _people(made: _Element, record: Record, kind: str, written: set[str]) -> None:
    """The names, a list for each variable that this source type has an element of its own for."""
    of_authors = AUTHORS.get(kind, NAMES["author"])
    for variable, element in {**NAMES, "author": of_authors}.items():
        names = variables(record).get(variable, ())
        if names and (variable == "author" or element != of_authors):
            _names(place(made, f"b:Author/b:{element}", ""), names, corporate=element in CORPORATE)
            written.add(variable)


def _names(element: _Element, names: Sequence[Name], *, corporate: bool) -> None:
    first, *others = names
    if corporate and first.literal and not others:
        add(element, "b:Corporate", first.literal)
        return
    listed = add(element, "b:NameList")
    for name in names:
        person = add(listed, "b:Person")
        for part, text in _parts(name).items():
            add(person, f"b:{part}", text)


def _parts(name: Name) -> dict[str, str]:
    if name.literal or not name.given:
        return {"Last": clean(str(name))}
    first, _, middle = clean(f"{name.given} {name.dropping_particle}").partition(" ")
    parts = {"Last": clean(f"{name.sort} {name.suffix}"), "First": first, "Middle": middle}
    return {part: text for part, text in parts.items() if text}
