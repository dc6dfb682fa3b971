"""Citation keys: making keys for records, and making the keys of one output distinct."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from ponarscite.record.key_filters import STOP_WORDS
from ponarscite.record.record import Record
from ponarscite.record.richtext import is_rich, plain
from ponarscite.record.romanization import to_ascii
from ponarscite.record.text import letters

Scheme: TypeAlias = str
"""A name of SCHEMES, or a pattern as `key_pattern` describes it."""

SCHEMES = ("number", "author-year")

_ALLOWED = re.compile(r"[A-Za-z0-9_:.-]+")


def make_key(record: Record, scheme: Scheme = "number") -> str:
    """The citation key of a record: ASCII, stable, never empty.

    Args:
        scheme: "number" gives "pepm775" for a numbered memo, else the same as "author-year": "junisbai2022limits". A
            pattern is "auth.lower + year"; where it gives an empty key, "number" is used.
    Raises:
        MisuseError: the scheme is neither a name of SCHEMES nor a pattern.
    """
    if is_rich(record.title) or is_rich(record.container_title):
        record = replace(record, title=plain(record.title), container_title=plain(record.container_title))
    if scheme not in SCHEMES:
        from ponarscite.record.key_pattern import parse_pattern

        return re.sub(r"[^A-Za-z0-9_:.-]+", "", to_ascii(parse_pattern(scheme)(record))) or make_key(record)
    if scheme == "number" and record.identity.kind == "number":
        return "".join(record.identity.value)
    author = ascii_word(record.author[0].sort) if record.author else significant_word(record.container_title)
    return f"{author}{record.issued.year or ''}{significant_word(record.title)}" or "untitled"


def check_scheme(scheme: Scheme) -> None:
    """Raise MisuseError when a scheme is neither a name of SCHEMES nor a pattern."""
    make_key(Record(), scheme)


def significant_word(title: str) -> str:
    """The first word of a title that is no stop word, as `ascii_word` writes it; "" when there is none."""
    words = (ascii_word(word) for word in title.split() if letters(word) not in STOP_WORDS)
    return next(filter(None, words), "")


def ascii_word(text: str) -> str:
    """The text as one lower-case ASCII word: "Şener Aktürk" -> "senerakturk", "Жунисбай" -> "zhunisbay"."""
    return re.sub(r"[^a-z0-9]+", "", to_ascii(text).lower())


def is_key(text: str) -> bool:
    """Whether a text can be a key as it is: one or more of [A-Za-z0-9_:.-]."""
    return bool(_ALLOWED.fullmatch(text))


def citation_key(record: Record) -> str:
    """The record's own key without the characters that keys cannot have, or a key made from its values; never empty."""
    return record.id if is_key(record.id) else re.sub(r"[^A-Za-z0-9_:.-]+", "", record.id) or make_key(record)


def with_keys(records: Iterable[Record], scheme: Scheme | None = None) -> Iterator[Record]:
    """Give each record a key that no earlier record has: of equal keys the first is kept, the next get a, b, ...

    Case does not make a key distinct, because BibTeX drops the second of two entries whose keys differ in case only.

    Args:
        scheme: makes a new key for every record; None keeps the keys that the records have.
    """
    taken: dict[str, int] = {}
    for record in records:
        bare = make_key(record, scheme) if scheme else citation_key(record)
        key, n = bare, taken.get(bare.lower(), 0)
        while key.lower() in taken:
            key, n = f"{bare}{suffix(n)}", n + 1
        taken[bare.lower()] = n
        taken.setdefault(key.lower(), 0)
        yield record if record.id == key else replace(record, id=key)


def suffix(n: int) -> str:
    """0 -> "a", 25 -> "z", 26 -> "aa"."""
    letters = ""
    n += 1
    while n:
        n, rest = divmod(n - 1, 26)
        letters = chr(97 + rest) + letters
    return letters
