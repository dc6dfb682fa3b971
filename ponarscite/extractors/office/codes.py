"""Codes: what the fields, bookmarks, reference marks and content controls of a part carry (pure).

Sources: ECMA-376 part 1, 17.16 (fields), 17.5.2 (content controls), 22.3 (custom properties); OpenDocument 1.3 part 3,
7.7.2 (reference marks), 4.3.3 (metadata); LibreOffice's `field:fieldmark-start` for fields of Word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate

from ponarscite.errors import SourceError

MOST_NESTED = 100
"""Fields within each other."""

_ENTITIES: Final = "declares entities"
_BOOKMARK = re.compile(r"((?:ZOTERO|CSL)_BREF_\w{1,40})_(\d{1,6})")
_TELLING = re.compile(r"ZOTERO_|CSL_|MENDELEY_|ADDIN")
_ATTRIBUTES: Final = {
    "reference-mark-start": ("name",),
    "fldSimple": ("instr",),
    "tag": ("val",),
    "param": ("value",),
}
"""Element -> the attributes that may hold a code. The vocabularies share none of these names with another meaning."""

_PROPERTY: Final = frozenset(("property", "user-defined"))
_CODE, _CHAR = "instrText", "fldChar"


def codes_of(content: bytes, name: str) -> Iterator[str]:
    """The codes of a part, in the order in which they begin to be complete. Entities are not expanded.

    Args:
        name: of the part, for people.
    Raises:
        SourceError: it is no sound XML, declares entities, or has fields deep within each other.
    """
    reader = _Reader(name)
    try:
        reader.parser.Parse(content, True)
    except ExpatError as error:
        raise SourceError(f"{name} is no sound XML: {error}", hint="save the file again") from error
    yield from reader.found
    yield from _joined(reader.properties)


def _joined(properties: Iterable[tuple[str, int, str]]) -> Iterator[str]:
    """The codes of bookmarks, which are cut into several properties."""
    texts: dict[str, str] = {}
    for name, _, text in sorted(properties):
        texts[name] = texts.get(name, "") + text
    yield from texts.values()


class _Reader:
    """Collects the codes of a part.

    Attributes:
        found: the codes.
        properties: (name, number, text) of the properties that hold the code of a bookmark.
    """

    def __init__(self, name: str) -> None:
        self.found: list[str] = []
        self.properties: list[tuple[str, int, str]] = []
        self.parser = ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._document_type
        self._name = name
        self._fields: list[list[str]] = []
        self._property: tuple[str, int] | None = None
        self._texts: list[str] = []
        self._is_code = False

    def _document_type(self, *_: object) -> None:
        raise SourceError(f"{self._name} {_ENTITIES}", hint="save the file again")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        values = {key.rpartition(" ")[2]: value for key, value in attributes.items()} if attributes else {}
        for attribute in _ATTRIBUTES.get(name, ()):
            self._add(values.get(attribute, ""))
        if name == _CHAR:
            self._field(values.get("fldCharType", ""))
        elif name == _CODE:
            self._is_code = True
        elif name in _PROPERTY and (match := _BOOKMARK.fullmatch(values.get("name", ""))):
            self._property, self._texts = (match[1], int(match[2])), []

    def _end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        if name == _CODE:
            self._is_code = False
        elif name in _PROPERTY and self._property:
            self.properties.append((*self._property, "".join(self._texts)))
            self._property = None

    def _field(self, kind: str) -> None:
        if kind == "begin":
            if len(self._fields) >= MOST_NESTED:
                raise SourceError(f"more than {MOST_NESTED} fields lie within each other", hint="remove them")
            self._fields.append([])
        elif kind in ("separate", "end") and self._fields:
            self._add("".join(self._fields[-1]))
            self._fields[-1] = []
            if kind == "end":
                self._fields.pop()

    def _characters(self, text: str) -> None:
        if self._is_code and self._fields:
            self._fields[-1].append(text)
        elif self._property:
            self._texts.append(text)

    def _add(self, code: str) -> None:
        if _TELLING.search(code[:200]):
            self.found.append(code)
