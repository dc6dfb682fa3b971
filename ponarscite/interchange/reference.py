"""Reference: one entry of a bibliography file, as a CSL-JSON item; and the claims it makes.

Source: CSL-JSON schema 1.0.2 (csl-data.json).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ponarscite.record.claim import DOUBT, FAULT, REMARK, UNREAD, About, Claim, Rank
from ponarscite.record.item import (
    DATES,
    NAME_PARTS,
    NAMES,
    STRINGS,
    TEXT,
    TYPES,
    date_of,
    impossible_parts,
    is_text,
    keywords_of,
    plain_text,
    stored_date,
    to_json_text,
)
from ponarscite.record.key import is_key
from ponarscite.record.text import inert

_TEXTS = STRINGS.union(TEXT)
_NORMAL = frozenset(("DOI", "collection-title", "genre", "language", "status", "publisher-place"))
_KEYS = frozenset(("id", "citation-key"))
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One reference of a file, or a place in the file that could not be read as one.

    Args:
        place: its place among the references, different for each: "item 3".
        item: the reference as a CSL-JSON item; empty where nothing could be read. Values of other types than the schema
            allows, and unknown variables, are left out. Names may be CSL names or texts ("Lee, Ann"), dates may be CSL
            dates or texts ("15 Mar 2020").
        where: its place in the file, for people: "line 120"; `place` by default.
        faults: what could not be read, each as a sentence without a full stop; each becomes a failure.
        unread: names of the fields ("file", "C1", "author (role)") whose content the item does not hold. Unknown
            variables of the item, and those with a value of the wrong type, are added to them. They are told once a
            file, with the number of references that have each: "x.bib: not read: file (3), groups (1)".
        remarks: what was read in another way than it is written ("\\foo is unknown, and kept as it is"), each as a
            sentence without a full stop. They are warnings; equal ones are told once a file, with their number. A
            reference without an item can carry the remarks about a place between the references.
    """

    place: str
    item: Mapping[str, Any] = field(default_factory=dict)
    where: str = ""
    faults: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def service_claims(references: Iterable[Reference], origin: str, document: str) -> Iterator[Claim]:
    """The claims of what a service says of a work, which it did not publish: they rank below a document's own.

    Its keys are no citation keys, and the day on which it was asked is not the one on which the work was read.

    Args:
        origin: name of the service: "Crossref".
        document: name of the answer.
    """
    for one in references:
        item = {variable: value for variable, value in one.item.items() if variable not in _OF_SERVICES}
        told = (*one.remarks, *_undecoded(item))
        yield from reference_claims([replace(one, item=item, remarks=told)], origin, document, rank=Rank.CITED)


def _undecoded(item: Mapping[str, Any]) -> Iterator[str]:
    """Remarks about texts with U+FFFD, which stands for bytes that are no UTF-8. Source: RFC 8259, 8.1 (JSON)."""
    for variable in dict.fromkeys(variable for variable, text in statements(item) if "\ufffd" in text):
        yield f"{variable}: signs could not be decoded, each is shown as \ufffd"


_OF_SERVICES = frozenset(("id", "citation-key", "accessed"))


def reference_claims(
    references: Iterable[Reference],
    origin: str,
    document: str,
    *,
    carries_many: bool = True,
    rank: Rank = Rank.OWN,
) -> Iterator[Claim]:
    """The claims of the references, one reference after the other; what was not read of it comes at the end.

    Args:
        origin: name of the format in claims: "CSL-JSON".
        document: name of the file.
        rank: of the claims.
        carries_many: whether each reference is a work of its own; otherwise all of them are about the document.
        rank: of the claims.
    """
    for one in references:
        about, where = About("subject", one.place if carries_many else "", document), one.where or one.place
        stated: set[str] = set()
        for variable, text in statements(one.item):
            stated.add(variable)
            yield Claim(variable, text, rank, origin, about, where)
        for message, texts in (
            (UNREAD, (*one.unread, *_unstated(one.item, stated))),
            (REMARK, (*one.remarks, *_no_dates(one.item))),
            (FAULT, one.faults),
        ):
            for text in texts:
                yield Claim(message, text, rank, origin, about, where)


def _unstated(item: Mapping[str, Any], stated: set[str]) -> Iterator[str]:
    """The variables of an item with a value that a record cannot hold; and a type that CSL does not have."""
    for variable, value in item.items():
        if variable == "type":
            if value and (kind := _plain(value)) not in TYPES:
                yield f"type {kind or '(no text)':.60}"
        elif variable in NAMES and not all(map(_is_name, _entries(value))):
            yield variable
        elif variable not in stated and variable not in _KEYS and value not in (None, "", [], {}):
            yield f"{variable:.60}"


def _no_dates(item: Mapping[str, Any]) -> Iterator[str]:
    """Remarks about dates whose numbers are no month or no day; they stay as words."""
    for variable in DATES & item.keys():
        if parts := impossible_parts(item[variable]):
            yield f"{variable}: {parts:.60} is not read as a month and a day, and is kept as words beside the year"


def statements(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(variable, text) of everything in an item that a record can carry; names and dates as JSON."""
    yield from _key(item)
    for variable, value in item.items():
        for text in _texts(variable, value):
            if text := text if text.isascii() else _SURROGATE.sub("", text):
                yield variable, text


def _key(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The citation key, or the id, whole; a doubt in place of a text that cannot be a key."""
    keys = [key for key in (_plain(item.get(name)).strip() for name in ("citation-key", "id")) if key]
    own = next(filter(is_key, keys), "")
    if own:
        yield "id", own
    elif keys:
        yield DOUBT, f"the key {inert(keys[0]):.60} holds control characters or is too long: another one is made"


def _texts(variable: str, value: object) -> Iterable[str]:
    if variable in NAMES:
        return (_compact(entry) for entry in _entries(value) if _is_name(entry))
    if variable in DATES:
        return (_compact(stored_date(date_of(value)) if isinstance(value, list) else value),)
    if variable == "keyword":
        return keywords_of(value)
    return (_found(variable, _plain(value)),) if variable in _TEXTS or variable == "type" else ()


def _entries(value: object) -> list[object]:
    """The names of a name-variable; one name stands for a list of it."""
    entries = value if isinstance(value, list) else [value]
    return [entry for entry in entries if entry not in (None, "", [], {})]


def _is_name(entry: object) -> bool:
    """Whether an entry of a name-variable is a text, or has a part that is one."""
    if isinstance(entry, dict):
        return any(_plain(entry.get(part)).strip() for part in NAME_PARTS)
    return bool(_plain(entry))


def _found(variable: str, text: str) -> str:
    """The text as found, but for a DOI with an address before it, the keys of biblatex, and names of languages."""
    return plain_text(variable, text) if variable in _NORMAL else text


def _compact(value: object) -> str:
    """An object as JSON on one line, a text as found; "" for anything else."""
    if not isinstance(value, dict):
        return _plain(value)
    try:
        return to_json_text(value) if value else ""
    except (ValueError, RecursionError):
        return ""


def _plain(value: object) -> str:
    return str(value) if is_text(value) else ""
