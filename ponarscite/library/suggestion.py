"""Suggestion: the records that somebody may mean who has typed the beginning of a key, a name, a number or words.

Each step reads a bounded number of rows, in the order of an index, so that no keystroke waits for a large library.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, islice

from ponarscite.library.database import Database
from ponarscite.library.names import SITE, SITE_SERIES, Name
from ponarscite.library.phrase import quoted
from ponarscite.library.row_seal import sound
from ponarscite.library.schema import MOST_DIGITS
from ponarscite.library.spelling import spellings, words

LONGEST = 200
"""Characters of what is typed; more are ignored."""

MOST_WORDS = 8
MOST_MATCHES = 400
"""Rows of the index of words that are sorted by date."""

MOST_NARROWED = 4_000
"""Rows of the index of words that are compared with a year or a number."""

LEAST = 2
"""Letters of a word that is looked up: one letter begins the words of half a library."""

_COLUMNS = "{title author source}"
_AFTER = "~"
"""Sorts after digits and hyphens."""

_PARTS = re.compile(r"[^\W\d_]+|\d+")
_NEWEST = "SELECT id FROM record ORDER BY id DESC LIMIT ?"
_KEYED = (
    f"SELECT record FROM ledger WHERE key >= ? AND key < ? AND record IS NOT NULL AND {sound('ledger')} "
    "ORDER BY key LIMIT ?"
)
_NUMBERED = "SELECT id FROM record WHERE serial BETWEEN ? AND ? AND series <> '' AND ? IN ('', series) {} LIMIT ?"
_DATED = "SELECT id FROM record WHERE issued >= ? AND issued < ? ORDER BY issued DESC LIMIT ?"
_MATCHING = (
    "SELECT record.id FROM (SELECT rowid AS found FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT {}) "
    "CROSS JOIN record ON record.id = found {} ORDER BY record.issued DESC, record.id DESC LIMIT ?"
)
_NARROWED = "WHERE ((record.issued >= ? AND record.issued < ?) OR substr(record.number, 1, ?) = ?)"

Step = Callable[[Database, str, int], Iterator[int]]
"""Database, what is typed, and the most records -> ids."""


def suggested(database: Database, typed: str, most: int) -> list[int]:
    """The ids of at most so many records, the likeliest first. Raises LibraryError."""
    typed = typed.strip()[:LONGEST].encode(errors="replace").decode()
    if not typed:
        return _ids(database, _NEWEST, most)
    few = max(most // 2, 1)
    """Keys that begin alike leave room for words: "rivers2019a", "rivers2019b" ... hide no title."""
    found = chain(
        islice(_by_number(database, typed, most), few),
        islice(_by_key(database, typed, most), few),
        _by_words(database, typed, most),
        _by_date(database, typed, most),
        _by_number(database, typed, most),
        _by_key(database, typed, most),
    )
    return list(islice(dict.fromkeys(found), most)) if most > 0 else []


def _ids(database: Database, sql: str, *parameters: object) -> list[int]:
    return [record for (record,) in database.rows(sql, parameters)]


def _by_key(database: Database, typed: str, most: int) -> Iterator[int]:
    yield from _ids(database, _KEYED, typed, typed + "\U0010ffff", most)


def _by_number(database: Database, typed: str, most: int) -> Iterator[int]:
    """Numbers that begin with the typed digits, the shortest first: 77, then 770 to 779."""
    name = Name("", typed.lstrip("0")) if typed.isdecimal() and typed.isascii() else Name.parse(typed)
    name = name.as_numbered if name else None
    if name is None or not name.is_numbered or not name.value.isdecimal():
        return
    for series in SITE_SERIES if name.scheme == SITE else (name.scheme,):
        low, high = int(name.value[:MOST_DIGITS]), int(name.value[:MOST_DIGITS])
        for _ in range(len(name.value), 6):
            yield from _ids(database, _NUMBERED.format("ORDER BY serial DESC"), low, high, series, most)
            low, high = low * 10, high * 10 + 9


def _by_date(database: Database, typed: str, most: int) -> Iterator[int]:
    """The records of a year, or of the years that begin so."""
    if re.fullmatch(r"(?a:\d{3,4})", typed):
        yield from _ids(database, _DATED, typed, typed + _AFTER, most)


def _by_words(database: Database, typed: str, most: int) -> Iterator[int]:
    """The records whose author, title, source or number have words that begin so; the first word's authors first."""
    whole = _long(words(typed))
    split = _long(_PARTS.findall(typed))
    for each in (whole, split) if whole != split else (whole,):
        if not each:
            continue
        match = " AND ".join(map(_beginning, each))
        first = f"author : {_either(each[0])}" if not each[0].isdecimal() else ""
        if first:
            yield from _ids(database, _MATCHING.format(MOST_MATCHES, ""), f"{first} AND {match}", most)
        yield from _ids(database, _MATCHING.format(MOST_MATCHES, ""), match, most)
        yield from _with_digits(database, each, most)


def _with_digits(database: Database, parts: list[str], most: int) -> Iterator[int]:
    """Words beside one year or number: "petrov 2022", "gas 77"."""
    digits = [part for part in parts if part.isdecimal() and part.isascii()]
    letters = [part for part in parts if not part.isdecimal()]
    if len(digits) != 1 or not letters:
        return
    (number,) = digits
    match = " AND ".join(map(_beginning, letters))
    sql = _MATCHING.format(MOST_NARROWED, _NARROWED)
    yield from _ids(database, sql, match, number, number + _AFTER, len(number), number, most)


def _long(found: list[str]) -> list[str]:
    return [word for word in found if len(word) >= LEAST or word.isdecimal() or not word.isascii()][:MOST_WORDS]


def _beginning(word: str) -> str:
    """An expression of FTS5: a word of author, title or source that begins so, in any spelling."""
    return f"{_COLUMNS} : {_either(word)}"


def _either(word: str) -> str:
    return f"({' OR '.join(quoted(one, beginning=True) for one in spellings(word))})"
