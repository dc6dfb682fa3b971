"""A CSL-JSON item in the classes of citeproc-py; any value is accepted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from citeproc.source import Date, DateRange, LiteralDate, Name, Reference

from ponarscite.engines.citeproc_py.markup import clean
from ponarscite.engines.citeproc_py.quotes import curl
from ponarscite.record.item import DATES, NAMES

VERBATIM = frozenset({"DOI", "ISBN", "ISSN", "PMCID", "PMID", "URL", "call-number", "language"})
ALIASES = {
    "event-title": ("event",),
    "event": ("event-title",),
    "journalAbbreviation": ("container-title-short",),
    "shortTitle": ("title-short",),
}
NAME_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix")


class Work(Reference):  # type: ignore[misc]  # citeproc is untyped
    """A Reference that accepts any variable without a warning, under each spelling that citeproc-py uses."""

    def __init__(self, key: str, item: Mapping[str, Any]) -> None:
        self.key = key
        self.type = str(item.get("type") or "document").lower()
        for variable, value in item.items():
            read = variable not in ("id", "type", "key") and _read(variable, value)
            if read:
                self._keep(variable, read)

    def _keep(self, variable: str, value: object) -> None:
        for name in (variable, *ALIASES.get(variable, ())):
            if name == variable or name not in self:
                self[name] = self[name.replace("-", "_")] = value


def _read(variable: str, value: object) -> object:
    if variable in DATES:
        return read_date(value)
    if variable in NAMES:
        return read_names(value)
    text = _text(value)
    return text if variable in VERBATIM else curl(text)


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_text, value)))
    return clean(str(value)) if isinstance(value, str | int | float) else ""


def read_names(value: object) -> list[Name]:
    """The names of a variable that have text; a plain string is a name of its own."""
    names = value if isinstance(value, list | tuple) else [value]
    return [name for name in map(_name, names) if name]


def _name(value: object) -> Name | None:
    if not isinstance(value, Mapping):
        return Name(literal=_curled(value)) if _text(value) else None
    parts = {part: _curled(value.get(part)) for part in NAME_PARTS if _text(value.get(part))}
    if "family" in parts:
        return Name(**parts)
    whole = _curled(value.get("literal")) or parts.get("given", "")
    return Name(literal=whole) if whole else None


def _curled(value: object) -> str:
    return _text(value).replace("'", "’")


def read_date(value: object) -> Date | DateRange | LiteralDate | None:
    """A date, a range, or the words as they are; None if there is nothing. Impossible parts count as unknown."""
    if not isinstance(value, Mapping):
        return _words(_text(value), circa=False)
    circa = bool(value.get("circa"))
    parts = value.get("date-parts")
    dates = [_day(part, value.get("season"), circa) for part in parts] if isinstance(parts, list | tuple) else []
    if len(dates) > 1 and dates[0] is None and dates[1] is not None:
        return LiteralDate(f"–{dates[1].year}", circa=circa)
    if not dates or dates[0] is None:
        return _words(_text(value.get("literal")) or _text(value.get("raw")), circa)
    if len(dates) == 1 or dates[1] == dates[0]:
        return dates[0]
    return DateRange(begin=dates[0], end=dates[1] or Date(year=0), circa=circa)


_ISO = re.compile(r"(-?\d{1,4})(?:-(\d\d?)(?:-(\d\d?)(?:T.*)?)?)?")


def _words(text: str, circa: bool) -> Date | LiteralDate | None:
    iso = _ISO.fullmatch(text)
    if iso:
        return _day(iso.groups(), None, circa)
    return LiteralDate(curl(text), circa=circa) if text else None


def _day(parts: object, season: object, circa: bool) -> Date | None:
    numbers = list(map(_integer, parts)) if isinstance(parts, list | tuple) else [_integer(parts)]
    year, month, day = (*numbers, 0, 0, 0)[:3]
    if not -10000 < year < 100_000 or year == 0:
        return None
    known = {"year": year, "circa": circa}
    quarter = _integer(season) or (month - 12 if 12 < month < 17 else month - 20 if 20 < month < 25 else 0)
    if 1 <= month <= 12:
        known |= {"month": month} | ({"day": day} if 1 <= day <= 31 else {})
    elif 1 <= quarter <= 4:
        known["season"] = quarter
    return Date(**known)


def _integer(value: object) -> int:
    return int(str(value)) if re.fullmatch(r"-?\d{1,6}(?:\.0)?", str(value), re.ASCII) and "." not in str(value) else 0
