"""Word's sources, as Word, JabRef and bibutils write them -> references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ponarscite.formats.word.elements import (
    AUTHORS,
    DATES,
    DESCRIBING,
    ELEMENTS,
    ELEMENTS_OF,
    LCIDS,
    NAMES,
    READ_ELEMENTS,
    READ_TYPES,
    SPACES,
)
from ponarscite.interchange.others import from_note
from ponarscite.interchange.reference import Reference
from ponarscite.interchange.xml import key_of, text_of, xml_references
from ponarscite.record.date import date_in, known_date
from ponarscite.record.item import split_particle, stored_date
from ponarscite.record.name import SUFFIXES, split_given
from ponarscite.record.text import web_address

if TYPE_CHECKING:
    from lxml.etree import _Element

_TAGS = {str(number): tag for tag, number in LCIDS.items()}
_THESES = ("thesis", "dissertation")


def references_of(text: str) -> Iterator[Reference]:
    """The sources of a file, in order. Raises nothing: a text that is not XML is a fault."""
    return xml_references(text, _references)


def _references(root: _Element) -> Iterator[Reference]:
    sources = (node for space in SPACES for node in root.iter(f"{{{space}}}Source"))
    for number, source in enumerate(sources, 1):
        item, unread = reference_of(source)
        yield Reference(place=f"source {number}", item=item, where=f"line {source.sourceline}", unread=unread)


def _local(node: _Element) -> str:
    return str(node.tag).rpartition("}")[2]


def reference_of(source: _Element) -> tuple[dict[str, Any], tuple[str, ...]]:
    """One source as a CSL-JSON item, and the elements that the item does not hold."""
    texts = {_local(child): text for child in reversed(source) if (text := text_of(child))}
    kind = texts.get("SourceType", "")
    own = ELEMENTS_OF.get(kind, ELEMENTS)
    item: dict[str, Any] = {"id": _key(source), **_names(source, kind)}
    read = {element for date in DATES.values() for element in date}
    for element, variable in (*own.items(), *READ_ELEMENTS.items()):
        if element in texts and element not in read and not item.get(variable):
            item[variable] = texts[element]
            read.add(element)
    item |= {variable: _date(texts, elements) for variable, elements in DATES.items()}
    item |= {"URL": web_address(item.get("URL", "")), "publisher-place": _place(texts, own)}
    item |= {"language": _TAGS.get(item.get("language", ""), item.get("language", ""))}
    item["type"] = _type(kind, item.get("genre", ""))
    if kind == "Report" and not item.get("number") and "issue" in item:
        item["number"] = item.pop("issue")  # bibutils writes the number of a report there
    unread = tuple(sorted(set(texts) - read - DESCRIBING))
    return from_note({variable: value for variable, value in item.items() if value}), unread


def _key(source: _Element) -> str:
    return key_of(next((child for child in source if _local(child) == "Tag"), None))


def _type(kind: str, genre: str) -> str:
    """The CSL type of a source type; a report whose genre is that of a thesis is one."""
    if kind == "Report" and any(word in genre.casefold() for word in _THESES):
        return "thesis"
    return READ_TYPES.get(kind, "document")


def _place(texts: Mapping[str, str], own: Mapping[str, str]) -> str:
    """City, state and country, unless the country is something else in this type."""
    parts = ("City", "StateProvince", "CountryRegion", "Country")
    return ", ".join(
        texts[part] for part in parts if part in texts and own.get(part, "publisher-place") == "publisher-place"
    )


def _date(texts: Mapping[str, str], elements: tuple[str, str, str]) -> dict[str, Any] | str:
    """The date of three elements: year, month (a number, a name, a season) and day; "" for none."""
    year, month, day = (texts.get(element, "") for element in elements)
    numbered = month.isdecimal() and day.isdecimal()
    date = known_date(f"{year}-{month:0>2}-{day:0>2}") if numbered else date_in(year, f"{month} {day}".strip())
    return stored_date(date) if date else ""


def _names(source: _Element, kind: str) -> dict[str, list[dict[str, str]]]:
    """The names by CSL variable."""
    variables = {element: variable for variable, element in NAMES.items()}
    variables |= {AUTHORS[kind]: "author"} if kind in AUTHORS else {}
    found: dict[str, list[dict[str, str]]] = {}
    for outer in source:
        for inner in outer if _local(outer) == "Author" else ():
            people = [name for one in inner.iter() if (name := _name(one))]
            found.setdefault(variables.get(_local(inner), "contributor"), []).extend(people)
    return found


def _name(node: _Element) -> dict[str, str]:
    """The name of a `Person` or a `Corporate`; {} for another element."""
    if _local(node) == "Corporate":
        return {"literal": text_of(node)}
    if _local(node) != "Person":
        return {}
    parts = {_local(part): text_of(part) for part in node}
    given = " ".join(filter(None, (parts.get("First"), parts.get("Middle"))))
    if not given:
        return {"literal": parts.get("Last", "")}
    return _parts(parts.get("Last", ""), given)


def _parts(last: str, given: str) -> dict[str, str]:
    """The parts of a name: Word has particles and suffixes in the family name, dropping particles behind the given."""
    *words, end = last.split() or [""]
    suffix = end if words and end.casefold().rstrip(".") in SUFFIXES else ""
    particle, family = split_particle(" ".join(words) if suffix else last)
    given, dropping = split_given(given)
    parts = {"family": family, "given": given, "dropping-particle": dropping, "suffix": suffix}
    return {"non-dropping-particle": particle} | {part: text for part, text in parts.items() if text}
