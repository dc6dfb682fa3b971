"""Corrections: claims of the user, which outrank all others (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ponarscite.errors import MisuseError, did_you_mean
from ponarscite.library.description import PLACE, USER
from ponarscite.library.record_row import open_conflicts
from ponarscite.reconcile.choice import attribute_of, interpret
from ponarscite.reconcile.given import name_text
from ponarscite.record.claim import About, Claim, Conflict, Rank, Role
from ponarscite.record.date import Date
from ponarscite.record.item import DATES, NAMES, STRINGS, TEXT, TYPES, read_date
from ponarscite.record.name import Name, parse_name, split_byline
from ponarscite.record.record import Record
from ponarscite.record.text import clean
from ponarscite.series.url import link

Changes: TypeAlias = Mapping[str, Sequence[str]]
"""CSL variable -> its texts, one for each name or keyword; () withdraws the user's correction of the variable."""

EDITABLE = frozenset((*TEXT, *NAMES, *DATES, *STRINGS, "type", "keyword"))
_ALIASES = {"url": "URL", "doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "authors": "author", "keywords": "keyword"}
_ALIASES |= {"date": "issued", "year": "issued", "topic": "keyword", "key": "id"}
_CHANGE = re.compile(r"(?P<variable>[A-Za-z_-]+?)(?P<sign>[+-]?=)(?P<text>.*)", re.DOTALL)
_LISTS = NAMES | {"keyword"}


@dataclass(frozen=True, slots=True)
class Dispute:
    """Claims about one variable of one record that disagree.

    Args:
        key: of the record.
        variable: a CSL variable.
        values: (value, origins), first the value that the record has; dates in ISO 8601, names joined with "; ".
    """

    key: str
    variable: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


def variable_of(name: str) -> str:
    """The CSL variable that the user names, "title" or "url"; "id" for the citation key. Raises MisuseError."""
    variable = _ALIASES.get(name.lower(), name if name in STRINGS else name.replace("_", "-"))
    if variable in EDITABLE or variable == "id":
        return variable
    lower = {one.lower(): one for one in EDITABLE}
    if variable.lower() in lower:
        return lower[variable.lower()]
    usual = f"for example: {', '.join((*TEXT, 'author', 'issued', 'keyword'))}"
    raise MisuseError(f"no variable is called {name!r}", hint=did_you_mean(name, sorted(EDITABLE), usual))


def known_variable(name: str, known: Iterable[str]) -> str:
    """The variable that the user names.

    Args:
        known: the variables of a record's claims.
    Raises:
        MisuseError: none of them has this name.
    """
    lower = {one.lower(): one for one in known}
    for one in (name, _ALIASES.get(name.lower(), ""), name.replace("_", "-")):
        if one.lower() in lower:
            return lower[one.lower()]
    raise MisuseError(f"the record has no claim about {name!r}", hint=f"known: {', '.join(lower.values())}")


def parse_changes(texts: Iterable[str], record: Record) -> dict[str, tuple[str, ...]]:
    """Read "title=New Title", "author+=Ann Lee", "keyword-=snow"; "title=" withdraws the correction of the title.

    Raises MisuseError.
    """
    changes: dict[str, tuple[str, ...]] = {}
    for text in texts:
        match = _CHANGE.fullmatch(text)
        if match is None:
            raise MisuseError(f"{text!r} changes nothing", hint='as title="A Title", author+="Ann Lee", keyword-=snow')
        variable = variable_of(match["variable"])
        given = values_of(variable, match["text"])
        if match["sign"] != "=":
            if variable not in _LISTS:
                raise MisuseError(f"{variable} has one value", hint=f"{variable}=... replaces it")
            given = _listed(changes.get(variable) or texts_of(record, variable), given, match["sign"], variable)
        changes[variable] = given
    return changes


def values_of(variable: str, text: str) -> tuple[str, ...]:
    """Split a text of the user into the values of a variable. Raises MisuseError for an impossible type or address."""
    text = clean(text)
    if not text:
        return ()
    if variable in NAMES:
        return split_byline(text)
    if variable == "keyword":
        return tuple(filter(None, map(clean, re.split("[,;]", text))))
    if variable == "type" and text not in TYPES:
        raise MisuseError(f"CSL has no type {text!r}", hint=f"known: {', '.join(sorted(TYPES))}")
    if variable == "URL" and not link(text):
        raise MisuseError(
            f"{text!r} is no http(s) address", hint="an address looks like https://ponarseurasia.org/memo"
        )
    return (text,)


def _listed(old: Sequence[str], given: Sequence[str], sign: str, variable: str) -> tuple[str, ...]:
    """The old values with some added ("+=") or removed ("-="). Raises MisuseError."""
    if sign == "+=":
        return tuple(dict.fromkeys((*old, *given)))
    gone = {_value(variable, text) for text in given}
    left = tuple(text for text in old if _value(variable, text) not in gone)
    if len(left) == len(old):
        raise MisuseError(
            f"{variable} has no {', '.join(map(repr, given))}", hint="write it as ponarscite show prints it"
        )
    if not left:
        raise MisuseError(f"{variable} would be empty", hint=f"{variable}= withdraws your correction of it")
    return left


def _value(variable: str, text: str) -> str:
    return str(interpret(variable, text)).casefold()


def texts_of(record: Record, variable: str) -> tuple[str, ...]:
    """The values of a variable as texts of claims; `interpret` reads equal values from them."""
    attribute = attribute_of(variable)
    value = getattr(record, attribute) if attribute else dict(record.extra).get(variable, "")
    if isinstance(value, tuple):
        return tuple(written_name(one) if isinstance(one, Name) else str(one) for one in value)
    return (str(value),) if value else ()


def written_name(name: Name) -> str:
    """A name in reading order, or as JSON where `parse_name` would read other parts from that."""
    return str(name) if parse_name(str(name)) == name else name_text(name)


def corrected(old: Iterable[Claim], changes: Changes, role: Role) -> tuple[Claim, ...]:
    """The user's claims after some changes.

    Args:
        old: the user's claims so far.
        role: of the record.
    """
    about = About(role, PLACE, USER)
    kept = [Claim(claim.variable, claim.text, Rank.USER, USER, about) for claim in old if claim.variable not in changes]
    new = [Claim(name, text, Rank.USER, USER, about) for name, texts in changes.items() for text in texts]
    return tuple(dict.fromkeys((*kept, *new)))


def dispute(record: Record, variable: str) -> Dispute:
    """The values of a variable with an open conflict, each with the origins of its claims."""
    conflicts = [conflict for conflict in open_conflicts(record) if conflict.variable == variable]
    values: dict[str, dict[str, None]] = {}
    for claim in (conflicts[0].kept, *(conflict.lost for conflict in conflicts)):
        value = _value_text(record, claim)
        same = [one for one in record.claims if one.variable == variable and _value_text(record, one) == value]
        values[value] = dict.fromkeys(_origin(one) for one in same)
    return Dispute(record.id, variable, tuple((value, tuple(origins)) for value, origins in values.items()))


def disputes(record: Record) -> list[Dispute]:
    """The open conflicts of a record, one for each variable."""
    return [dispute(record, name) for name in dict.fromkeys(one.variable for one in open_conflicts(record))]


def accepted(record: Record, variable: str, value: str = "") -> tuple[str, ...]:
    """The texts that settle an open conflict: of the value that the record has, or of *value*.

    Args:
        value: one of the disputed values, as `conflicts` prints it or as the claim has it.
    Raises:
        MisuseError: there is no open conflict, or none about this value.
    """
    conflicts: list[Conflict] = [one for one in open_conflicts(record) if one.variable == variable]
    if not conflicts:
        raise MisuseError(f"{record.id} has no open conflict about {variable}", hint="ponarscite conflicts lists them")
    choices = {_value_text(record, claim): claim for claim in (conflicts[0].kept, *(one.lost for one in conflicts))}
    wanted = value or next(iter(choices))
    claim = choices.get(wanted) or next((one for one in choices.values() if one.text == wanted), None)
    if claim is None:
        known = ", ".join(map(repr, choices))
        raise MisuseError(f"no claim has {value!r} as {variable}", hint=f"accept one of {known}, or use edit")
    return tuple(one.text for one in _whole_value(record, claim))


def _whole_value(record: Record, claim: Claim) -> list[Claim]:
    """The claims that make a value: of a list those of the same origin, else the claim alone."""
    if claim.variable not in _LISTS:
        return [claim]
    source = (claim.variable, claim.about, claim.origin, claim.rank)
    return [one for one in record.claims if (one.variable, one.about, one.origin, one.rank) == source]


def _value_text(record: Record, claim: Claim) -> str:
    """The value that a claim belongs to, as text: dates in ISO 8601, names joined with "; "."""
    if claim.variable in DATES:
        date: Date = read_date(claim.text)
        return str(date)
    return "; ".join(str(interpret(one.variable, one.text)) for one in _whole_value(record, claim))


def _origin(claim: Claim) -> str:
    """The origin with the document and the place of a claim: "byline (memo.html)"."""
    place = claim.about.place if claim.about.place != claim.origin else ""
    where = " ".join(filter(None, (claim.about.document, place)))
    return f"{claim.origin} ({where})" if where not in ("", claim.origin) else claim.origin
