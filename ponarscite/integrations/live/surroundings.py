"""Surroundings: the places of a part in which no citation may become a field, over all its paragraphs (pure).

Sources: ECMA-376 part 1, 17.13.5 (revisions), 17.16 (fields), 17.5.2 (content controls); OpenDocument 1.3 part 3, 5.4
(sections), 5.5 (tracked changes), 8 (indices), 14.1 (annotations).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple
from xml.parsers.expat import ParserCreate

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_T = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_O = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TRACKED = "it belongs to a tracked change"
_LOCKED = "its content is locked"
_FIELD = "it lies within a field"
_INDEX = "it lies within an index"

_COMMENT = "it stands in a comment"
_HELD: Final[Mapping[str, str]] = {_FIELD: "it holds a field", _COMMENT: "it holds a comment"}
"""Reason -> that for a citation around it."""

_ELEMENTS: Final[Mapping[str, str]] = {
    **dict.fromkeys((f"{_W}{name}" for name in ("ins", "del", "moveTo", "moveFrom")), _TRACKED),
    f"{_W}fldSimple": _FIELD,
    f"{_O}annotation": _COMMENT,
    **dict.fromkeys(
        (
            f"{_T}{name}"
            for name in (
                *("table-of-content", "illustration-index", "table-index", "object-index", "user-index"),
                *("alphabetical-index", "bibliography"),
            )
        ),
        _INDEX,
    ),
}
"""Element -> why no citation in it becomes a field."""

_CONTROL: Final = f"{_W}sdt"
_CONTROL_PROPERTIES: Final = f"{_W}sdtPr"
_CONTROLS: Final[Mapping[str, str]] = {
    f"{_W}dataBinding": "it repeats other data",
    **dict.fromkeys(
        (f"{_W}{name}" for name in ("text", "dropDownList", "comboBox", "date")), "it takes plain text only"
    ),
}
"""Property of a content control -> why its content stays."""

_LOCK, _VALUE = f"{_W}lock", f"{_W}val"
_LOCKS = frozenset(("contentLocked", "sdtContentLocked"))
_CHANGED: Final = f"{_W}rPrChange"
_RUN: Final = f"{_W}r"
_CHAR, _KIND = f"{_W}fldChar", f"{_W}fldCharType"
_STORIES: Final = frozenset(f"{_W}{name}" for name in ("footnote", "endnote", "txbxContent", "body"))
"""Elements out of which no field reaches."""

_CHANGE_START, _CHANGE_END, _CHANGE_ID = f"{_T}change-start", f"{_T}change-end", f"{_T}change-id"


class Region(NamedTuple):
    """Bytes of a part, and why a citation that touches them stays."""

    start: int
    end: int
    reason: str


class Surroundings:
    """The regions of a part; those that lie within others are left out."""

    def __init__(self, regions: Iterable[Region] = ()) -> None:
        self._regions: list[Region] = []
        for one in sorted(regions, key=lambda region: (region.start, -region.end)):
            if not self._regions or one.end > self._regions[-1].end:
                self._regions.append(one)
        self._ends = [one.end for one in self._regions]

    @classmethod
    def of(cls, content: bytes) -> Surroundings:
        """Read those of a part, whose XML is sound."""
        return cls(_Reader(content).regions)

    def reason(self, start: int, end: int) -> str:
        """Why a citation at these bytes stays; "" for nothing."""
        at = bisect_left(self._ends, start + 1)
        if at == len(self._regions) or self._regions[at].start >= end:
            return ""
        region = self._regions[at]
        return _HELD.get(region.reason, region.reason) if region.start >= start else region.reason


class _Open(NamedTuple):
    tag: str
    start: int
    reasons: list[str]
    """Why its content stays, as found on the way."""


class _Reader:
    """Collects regions, which end at the start of an end tag, or of the end of a field.

    Attributes:
        regions: in the order in which they end.
    """

    def __init__(self, content: bytes) -> None:
        self.regions: list[Region] = []
        self._open: list[_Open] = []
        self._stories: list[list[int]] = [[]]
        """Starts of the fields that are open, story by story."""
        self._changes: dict[str, int] = {}
        self._parser = ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.Parse(content, True)
        self._close_fields(len(content))
        self.regions += (Region(start, len(content), _TRACKED) for start in self._changes.values())

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        at = self._parser.CurrentByteIndex
        tag = tag.replace(_STRICT, _W, 1)
        told = {name.replace(_STRICT, _W, 1): value for name, value in attributes.items()}
        reasons = [_ELEMENTS[tag]] if tag in _ELEMENTS else []
        if any(name.endswith(" protected") and value == "true" for name, value in told.items()):
            reasons.append(_LOCKED)
        self._open.append(_Open(tag, at, reasons))
        if tag in _STORIES:
            self._stories.append([])
        elif tag == _CHAR:
            self._field(told.get(_KIND, ""), at)
        elif tag == _CHANGED:
            self._mark(_RUN, _TRACKED)
        elif tag == _CHANGE_START:
            self._changes.setdefault(told.get(_CHANGE_ID, ""), at)
        elif tag == _CHANGE_END and (start := self._changes.pop(told.get(_CHANGE_ID, ""), -1)) >= 0:
            self.regions.append(Region(start, at, _TRACKED))
        elif len(self._open) > 2 and self._open[-2].tag == _CONTROL_PROPERTIES:
            self._control(tag, told.get(_VALUE, ""))

    def _control(self, tag: str, value: str) -> None:
        """Note a property of a content control."""
        if tag in _CONTROLS:
            self._mark(_CONTROL, _CONTROLS[tag])
        elif tag == _LOCK and value in _LOCKS:
            self._mark(_CONTROL, _LOCKED)

    def _mark(self, tag: str, reason: str) -> None:
        """Note a reason for the second or third element around, if it has this tag."""
        around = next((one for one in self._open[-2:-4:-1] if one.tag == tag), None)
        if around:
            around.reasons.append(reason)

    def _field(self, kind: str, at: int) -> None:
        fields = self._stories[-1]
        if kind == "begin":
            fields.append(at)
        elif kind == "end" and fields:
            self.regions.append(Region(fields.pop(), at, _FIELD))

    def _end(self, _: str) -> None:
        at = self._parser.CurrentByteIndex
        one = self._open.pop()
        if one.reasons:
            self.regions.append(Region(one.start, at, one.reasons[0]))
        if one.tag in _STORIES:
            self._close_fields(at)
            self._stories.pop()

    def _close_fields(self, at: int) -> None:
        """A field without an end reaches to that of its story."""
        self.regions += (Region(start, at, _FIELD) for start in self._stories[-1])
        self._stories[-1] = []
