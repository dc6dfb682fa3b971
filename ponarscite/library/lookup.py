"""Lookup: the names of a manuscript -> records, in one transaction and by indexes alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from ponarscite.library.checksum import verify
from ponarscite.library.database import Database
from ponarscite.library.decoding import decoding
from ponarscite.library.listing import items
from ponarscite.library.names import SITE, SITE_SERIES, Ambiguous, Candidate, Found, Known, Name, Unknown
from ponarscite.library.nearest import LEAST_SHARED, latin, nearest
from ponarscite.library.row_seal import sound
from ponarscite.library.schema import MOST_DIGITS

MOST_CANDIDATES = 20
"""Records of one address or DOI that are named."""


class Lookup:
    """Finds records by their names.

    Args:
        codes: gives the codes of all series, those of plugins too; called only for a code that is not built in.
    """

    def __init__(self, database: Database, codes: Callable[[], Collection[str]]) -> None:
        self._database = database
        self._codes = codes

    def find(self, texts: Iterable[str]) -> dict[str, Found]:
        """Each name, as it is written, and what is known of it. Raises LibraryError."""
        with self._database.snapshot():
            return {text: self._found(text) for text in dict.fromkeys(texts)}

    def _found(self, text: str) -> Found:
        ids = self.ids(text)
        if len(ids) == 1:
            for item in items(self._database, ids):
                return Known(item["id"], item)
        return Ambiguous(self._candidates(ids)) if ids else self._unknown(text)

    def ids(self, text: str) -> Sequence[int]:
        """The ids of all records that a name can mean. A text that is a key of the library is that key."""
        name = Name.parse(text)
        if name is None:
            return ()
        meant = (text.strip(), name.value) if name.scheme == "key" else (text.strip(),)
        for key in dict.fromkeys(meant):
            if found := self._with_key(key):
                return found
        name = name.as_numbered
        if name.is_numbered:
            return self.of_number(name.value, self._series(name.scheme))
        return _BY[name.scheme](self, name.value) if name.scheme in _BY else ()

    def named(self, text: str) -> list[int]:
        """The ids of all records that a series and a number with a colon between them can mean, or `key:` a key."""
        name = Name.parse(text)
        return list(self.ids(text)) if name and (name.is_numbered or name.scheme == "key") else []

    def _series(self, scheme: str) -> tuple[str, ...]:
        """The codes that a scheme stands for; () where no series has it."""
        if scheme == SITE:
            return SITE_SERIES
        return (scheme,) if scheme in SITE_SERIES or scheme in self._codes() else ()

    def _with_key(self, key: str) -> list[int]:
        sql = f"SELECT record FROM ledger WHERE key = ? AND record IS NOT NULL AND {sound('ledger')}"
        return self._ids(sql, _encodable(key))

    def of_number(self, digits: str, series: Sequence[str]) -> list[int]:
        """The ids of the records with a number in one of these series."""
        if len(digits) > MOST_DIGITS or not series:
            return []
        marks = ", ".join("?" * len(series))
        return self._ids(
            f"SELECT id FROM record WHERE serial = ? AND series IN ({marks}) ORDER BY series, id", int(digits), *series
        )

    def _of_address(self, url: str) -> list[int]:
        from ponarscite.series.url import canonical

        address = canonical(_encodable(url))
        return self._ids(f"{_SELECT} address = ? AND address <> '' LIMIT {MOST_CANDIDATES}", address)

    def _of_doi(self, doi: str) -> list[int]:
        return self._ids(f"{_SELECT} doi = ? AND doi <> '' LIMIT {MOST_CANDIDATES}", _encodable(doi))

    def _ids(self, sql: str, *parameters: object) -> list[int]:
        return [record_id for (record_id,) in self._database.rows(sql, parameters)]

    def _candidates(self, ids: Sequence[int]) -> tuple[Candidate, ...]:
        marks = ", ".join("?" * len(ids))
        sql = f"SELECT key, series, number, issued, item, identity, checksum FROM record WHERE id IN ({marks})"
        found = []
        with decoding(), self._database.translated():
            from json import loads

            for key, series, number, issued, item, identity, checksum in self._database.rows(sql, ids):
                verify(item, identity, checksum)
                found.append(Candidate(key, series, number, issued, _plain(loads(item).get("title", ""))))
        return tuple(sorted(found, key=lambda one: (one.issued, one.key)))

    def _unknown(self, text: str) -> Unknown:
        name = Name.parse(text)
        if name is None:
            return self._no_name(text.strip())
        name = name.as_numbered
        if name.scheme in _BY:
            return Unknown(_PROBLEMS[name.scheme])
        if not name.is_numbered:
            problem = "the record with this key was removed" if self._is_retired(name.value) else _PROBLEMS["key"]
            return Unknown(problem, nearest(self._database, _meant(name.value)))
        codes = self._series(name.scheme)
        if not codes:
            problem = f"no record has this key, and no series the code {name.scheme}"
            return Unknown(problem, nearest(self._database, [(text.strip(), LEAST_SHARED)]))
        return Unknown("no record has this number", nearest(self._database, _keys_of(name, codes)))

    def _is_retired(self, key: str) -> bool:
        sql = "SELECT 1 FROM ledger WHERE key = ? AND record IS NULL"
        return bool(self._ids(sql, _encodable(key)))

    def _no_name(self, text: str) -> Unknown:
        if not text.isdecimal():
            return Unknown("this is no name")
        digits = text.lstrip("0")
        ids = self.of_number(digits, SITE_SERIES) if digits.isascii() and digits else []
        keys = tuple(one.key for one in self._candidates(ids))
        return Unknown(f"a bare number is no name: write {SITE}:{text:.20}", keys[:3])


_SELECT = "SELECT id FROM record WHERE"
_BY: dict[str, Callable[[Lookup, str], list[int]]] = {"url": Lookup._of_address, "doi": Lookup._of_doi}
_PROBLEMS = {
    "key": "no record has this key",
    "url": "no record has this address",
    "doi": "no record has this DOI",
}


def _keys_of(name: Name, codes: Sequence[str]) -> list[tuple[str, int]]:
    """The keys of a number in its own series and in the others of its site; one digit at least must be shared."""
    others = SITE_SERIES if name.scheme in SITE_SERIES else ()
    return [(f"{code}{name.value}", len(code) + 1) for code in dict.fromkeys((*codes, *others))]


def _meant(key: str) -> list[tuple[str, int]]:
    """The key, or those of the number that it would be in Latin letters: "рерм:775"."""
    name = Name.parse(latin(key))
    name = name.as_numbered if name else None
    if name is None or name.scheme not in (SITE, *SITE_SERIES):
        return [(key, LEAST_SHARED)]
    return _keys_of(name, SITE_SERIES if name.scheme == SITE else (name.scheme,))


def _encodable(text: str) -> str:
    """The text without lone surrogates, which SQLite refuses."""
    return text.encode(errors="replace").decode()


def _plain(title: str) -> str:
    if "<" not in title:
        return title
    from ponarscite.record.richtext import plain

    return plain(title)
