"""A CSL-JSON item with its variables in the form that rendering needs.

Reading never fails: a value of an unexpected type becomes the nearest usable one, or is dropped.
Source: CSL-JSON schema 1.0.2; CSL 1.0.2 specification, appendix IV "Variables".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import takewhile
from typing import Any

from ponarscite.csl.address import ADDRESSES
from ponarscite.csl.datevalue import DateValue, parse_date, parse_words
from ponarscite.csl.locator import LABELLED, without_own_label
from ponarscite.csl.person import OTHERS, Person, parse_persons
from ponarscite.csl.tidy import clean

NAMES = frozenset(
    """author chair collection-editor compiler composer container-author contributor curator director editor
    editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator translator""".split()
)
"""The name variables of CSL 1.0.2."""
DATES = frozenset("accessed available-date event-date issued original-date submitted".split())
"""The date variables of CSL 1.0.2."""
NUMBERS = frozenset(
    """chapter-number citation-number collection-number edition first-reference-note-number issue locator number
    number-of-pages number-of-volumes page page-first part-number printing-number section supplement-number version
    volume""".split()
)
"""The number variables of CSL 1.0.2."""
TYPES = frozenset(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage""".split()
)
"""The item types of CSL 1.0.2."""
_NOTED = re.compile(r"([a-z]+(?:-[a-z]+)*|[A-Z]{3,5}):\s*(\S.*)")
_FRENCH = re.compile(" (?=[:;?!»])|(?<=«) ")
"""A space beside a mark that French sets apart; as in citeproc-js it is narrow and keeps the mark on its line."""
_SET_APART = (" :", " ?", " !", " ;", "»", "«")
_INLINE = re.compile(r"\{:([^{}]*)\}")
_SHORT = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short"}
"""Name of a variable in old CSL-JSON -> its name in CSL 1.0.2."""


class Item:
    """A CSL-JSON item.

    Attributes:
        raw: as given.
        id: as a string; "" if the item has none.
        type: a CSL type; "" if the item has none.
        texts: variable -> text, for all variables that are neither names nor dates.
        names: name variable -> its names, at least one.
        dates: date variable -> its date.
        present: the variables that have a value.
        language: of the item, lower case; "" if not set.
    """

    __slots__ = ("dates", "id", "language", "names", "present", "raw", "texts", "type")

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.raw = raw
        self.id = _text(raw.get("id", ""))
        self.type = _text(raw.get("type") or "")
        self.texts: dict[str, str] = {}
        self.names: dict[str, tuple[Person, ...]] = {}
        self.dates: dict[str, DateValue] = {}
        for key, value in raw.items():
            if key not in ("id", "type") and value is not None:
                self._take(str(key), value)
        self._mark_others(raw.get("custom"))
        if ":" in self.texts.get("note", ""):
            self._read_note(str(raw["note"]))
        self._derive()
        self.present = frozenset((*self.texts, *self.names, *self.dates))
        self.language = self.texts.get("language", "").lower()

    def _take(self, key: str, value: Any) -> None:
        """Store a variable under its kind: names, date or text."""
        if key in NAMES:
            if persons := parse_persons(value):
                self.names[key] = persons
        elif key in DATES or (isinstance(value, Mapping) and ("date-parts" in value or "raw" in value)):
            if date := value if isinstance(value, DateValue) else parse_date(value):
                self.dates[key] = date
        elif text := _text(value):
            if "." in text and key in LABELLED:
                text = without_own_label(key, text)
            if any(mark in text for mark in _SET_APART) and key not in ADDRESSES:
                text = _FRENCH.sub("\u202f", text)
            self.texts[_SHORT.get(key, key)] = text

    def _mark_others(self, custom: Any) -> None:
        """Mark the lists of names that `custom` says are not complete: {"et-al": ["author"]}."""
        listed = custom.get("et-al") if isinstance(custom, Mapping) else None
        for key in listed if isinstance(listed, list) else ():
            if isinstance(key, str) and key in self.names:
                self.names[key] = (*self.names[key], Person(literal=OTHERS))

    def _read_note(self, note: str) -> None:
        """Read variables from the first lines of the note: "event-date: 2004-10-01". The note is what is left of it.

        Zotero and citeproc-js use this for variables that a reference manager has no field for. Reading stops at the
        first line that has another form. The older form "{:event-date: 2004-10-01}" may stand anywhere.
        """
        older = "{:" in note
        lines = _INLINE.findall(note) if older else note.splitlines()
        found = (_NOTED.fullmatch(line.strip()) for line in lines)
        matches = [match for match in takewhile(bool, found) if match]
        for match in matches:
            self._take_noted(*match.groups())
        left = _INLINE.sub("", note, count=len(matches)) if older else "\n".join(lines[len(matches) :])
        if kept := clean(left).strip():
            self.texts["note"] = kept
        else:
            del self.texts["note"]

    def _take_noted(self, key: str, value: str) -> None:
        """Store a variable that was read from the note; one that the item has already stays."""
        if key == "type":
            self.type = clean(value)
        elif key in NAMES:
            parts = [part.strip() for part in value.split("||")]
            name = {"family": parts[0], "given": parts[1]} if len(parts) > 1 else {"literal": value}
            if key not in self.raw:
                self.names[key] = (*self.names.get(key, ()), *parse_persons([name]))
        elif key not in self.texts:
            self._take(key, parse_words(value) if key in DATES else value)

    def _derive(self) -> None:
        """Set page-first, if not given, to the first number of page, and event to event-title, its newer name."""
        if "event-title" in self.texts:
            self.texts.setdefault("event", self.texts["event-title"])
        page = self.texts.get("page")
        if page and "page-first" not in self.texts:
            self.texts["page-first"] = re.split(r"\s*[-–—,&]\s*", page.strip(), maxsplit=1)[0] or page


def _text(value: Any) -> str:
    """A value as text; a list is joined by ", ", a mapping gives its `literal`."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_text, value)))
    return _text(value.get("literal", "")) if isinstance(value, Mapping) else ""
