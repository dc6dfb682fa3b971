"""Claims of records that a program gives without any: one for each value."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from itertools import chain

from ponarscite.record.claim import OWN_VARIABLES, About, Claim, Rank
from ponarscite.record.date import Date
from ponarscite.record.item import TYPES, stored_date, to_json_name, to_json_text, variables
from ponarscite.record.name import Name
from ponarscite.record.record import Record

GIVEN = "given"
"""The origin of claims that are made of a record's values, because a program gave the record without claims."""

_quoted = json.encoder.encode_basestring
_SEPARATOR = "\x1f"


def hash_of(texts: Iterable[str]) -> int:
    """A hash of texts (64 bits, signed), the same in every process."""
    text = _SEPARATOR.join(texts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big", signed=True)


def claims_of(record: Record, rank: Rank, origin: str) -> tuple[Claim, ...]:
    """One claim for each value of a record; the claims build an equal record."""
    values = values_of(record)
    document = f"{GIVEN} {hash_of((record.role, *chain.from_iterable(values))):x}"
    about = About(record.role, "", document)
    return tuple([Claim(variable, text, rank, origin, about) for variable, text in values])


def values_of(record: Record) -> list[tuple[str, str]]:
    """(variable, text) of each value. Names and dates are JSON, so that no parser has to guess their parts."""
    found = [("id", record.id)] if record.id else []
    found.append(("type", record.type if record.type in TYPES else "document"))
    for variable, value in variables(record).items():
        if isinstance(value, str):
            found.append((variable, value))
        elif isinstance(value, Date):
            found.append((variable, date_text(value)))
        else:
            found += [(variable, one if isinstance(one, str) else name_text(one)) for one in value]
    for variable, attribute in OWN_VARIABLES.items():
        value = getattr(record, attribute)
        if isinstance(value, str):
            found += [(variable, value)] if value else []
        else:
            found += [(variable, one if isinstance(one, str) else f"{one.name}: {one.text}") for one in value]
    return found


def date_text(date: Date) -> str:
    """A date as JSON, or in words where a CSL date says less; `read_date` reads it back."""
    value = stored_date(date)
    return value if isinstance(value, str) else to_json_text(value)


@lru_cache(maxsize=4096)
def name_text(name: Name) -> str:
    """A name as JSON, an entry of a CSL name-variable; `read_name` reads it back."""
    parts = ",".join(f'"{part}":{_quoted(text)}' for part, text in to_json_name(name).items())
    return f"{{{parts}}}"
