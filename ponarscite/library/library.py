"""Library: records in one SQLite file, each with all of its claims."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from ponarscite import settings
from ponarscite.errors import LibraryError, UnknownKeyError
from ponarscite.library.database import CACHE, WAIT, Database, copy
from ponarscite.library.lookup import Lookup
from ponarscite.library.names import Found
from ponarscite.library.row_seal import insertion, sound
from ponarscite.library.schema import MOST_DIGITS

if TYPE_CHECKING:
    from types import TracebackType

    from ponarscite.hooks.registry import PluginManager
    from ponarscite.library.correction import Changes, Dispute
    from ponarscite.library.document_table import Provenance
    from ponarscite.library.duplicates import Melted, Pair
    from ponarscite.library.edges import Edge
    from ponarscite.library.graph import Graph
    from ponarscite.library.intake import IntakeResult
    from ponarscite.library.journal import Change
    from ponarscite.library.tables import Tables
    from ponarscite.record.claim import Claim
    from ponarscite.record.record import Record
    from ponarscite.series.series import Series

LAST = "\U0010ffff"
"""Sorts behind all characters of keys."""

_KEYS = (
    "SELECT record.key FROM ledger JOIN record ON record.id = ledger.record AND record.key = ledger.key "
    f"WHERE ledger.key >= ? AND ledger.key < ? AND {sound('ledger')} ORDER BY ledger.key LIMIT ?"
)
"""A range of the index of `ledger`, which has all current and former keys."""

BATCH = 250
"""Descriptions that are added together; their claims and rows are in memory at once."""


class Library:
    """Records in one file. Any thread may use a library, and other processes may use its file at the same time.

        with Library("memos.ponarscite") as library:
            key = library.add(record)
            for record in library.find("kazakhstan author:junisbai issued:2020.."):
                print(record.title)

    Args:
        path: a file, which is made when it is missing; ":memory:"; None for the user's own (`settings.library_path`).
        plugins: from `plugin_manager()`; they provide the series.
        create: False raises LibraryError for a missing file.
        writing: False opens the file for reading only.
        wait: seconds to wait for another process that is writing.
        cache: kB of the file that are kept in memory.
    Raises:
        LibraryError: the file is damaged, newer, another program's, or cannot be opened. It stays unchanged.
    """

    def __init__(
        self,
        path: str | os.PathLike[str] | None = None,
        plugins: PluginManager | None = None,
        *,
        create: bool = True,
        writing: bool = True,
        wait: float = WAIT,
        cache: int = CACHE,
    ) -> None:
        self.path = os.fspath(path) if path is not None else settings.library_path()
        self._plugins = plugins
        self._database = Database(self.path, create=create, writing=writing, wait=wait, cache=cache)
        self._opened: Tables | None = None
        self._known_series: tuple[Series, ...] | None = None
        self._lookup = Lookup(self._database, lambda: [one.id for one in self._series])
        if writing:
            _ = self._tables

    @property
    def _series(self) -> tuple[Series, ...]:
        """The series of the plugins, loaded when they are first needed."""
        if self._known_series is None:
            from ponarscite.hooks.call import every
            from ponarscite.hooks.registry import plugin_manager

            self._known_series = tuple(every(self._plugins or plugin_manager(), "provide_series"))
        return self._known_series

    @property
    def _tables(self) -> Tables:
        """The tables, loaded when they are first needed: looking up names and searching need none."""
        with self._database.lock:
            if self._opened is None:
                from ponarscite.library.tables import Tables

                self._opened = Tables(self._database, self._series)
            return self._opened

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        self._database.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return int(self._database.rows("SELECT count(*) FROM record")[0][0])

    def __iter__(self) -> Iterator[Record]:
        """Every record, in the order in which they were added."""
        return self.find("")

    def __contains__(self, key: str) -> bool:
        return self._tables.keys.find(key) is not None

    # adding

    def add(self, record: Record) -> str:
        """Add a record and its claims, and return its key, or that of the record which the same work has already.

        Raises:
            TypeError: it is no record.
        """
        from ponarscite.record.record import Record

        if not isinstance(record, Record):
            raise TypeError(f"add takes a Record, not {type(record).__name__}; add_all takes several")
        return self.add_all([record])[0].key

    def add_all(self, records: Iterable[Record]) -> list[IntakeResult]:
        """Add records in one transaction, and return the key and the outcome of each.

        They are added in batches, so the iterator must not expect to find earlier records in the library.
        """
        return self._tables.additions.add_all(records, self._id)

    def add_document(self, document: Provenance, records: Iterable[Record]) -> list[IntakeResult]:
        """Add the records of one document in one transaction, and return the key and the outcome of each description.

        When a document with the same address but other bytes was added before, this is its new version: where both
        describe a work, the description of the old version is deleted.
        """
        return self._tables.additions.add_document(document, records, self._id)

    # reading

    def get(self, key: str) -> Record:
        """The record with this key, current or former, this number ("775"), or this series and number ("PEPM 775").

        Raises:
            UnknownKeyError: there is none, or several series have the number.
        """
        return self._tables.records.read(self._id(key))

    def resolve(self, name: str) -> list[str]:
        """The keys of all records that a key, a number, or a series and number can mean; [] for none."""
        return [self._tables.records.key(record_id) for record_id in self._candidates(name)]

    def select(self, name: str) -> Iterator[Record] | None:
        """The record of a key or number, or the records of a search with a `field:` in it; None for any other text.

        Raises:
            UnknownKeyError: several series have the number.
            QueryError: the search cannot be parsed.
        """
        from ponarscite.library.query import is_query

        if self._tables.keys.find(name) is None and is_query(name):
            return self.find(name)
        return iter((self.get(name),)) if self._candidates(name) else None

    def version(self) -> int:
        """A number that differs from the last call's when another program has changed the file in between."""
        return int(self._database.rows("PRAGMA data_version")[0][0])

    def lookup(self, names: Iterable[str]) -> Mapping[str, Found]:
        """What each name in a manuscript means, as `ponarscite.names` has them: `pepm775`, `ponars:775`, `url:…`.

        All are looked up in one state of the file and by its indexes alone, so that a large library takes no longer
        than a small one. No plugin is loaded but for a name with the code of a series that is not built in.

        Returns:
            Each name as it is given -> `Known` (key and CSL-JSON item), `Ambiguous` (candidates) or `Unknown` (what is
            wrong, and at most three nearest keys). A bare number is unknown.
        """
        return self._lookup.find(names)

    def edges(self) -> Iterator[Edge]:
        """Every citation of one record by another: (citing key, cited key, place, text of the note), in one pass."""
        from ponarscite.library.edges import edges

        return edges(self._database)

    def graph(self) -> Graph:
        """Every record with its CSL-JSON item, and every citation between two of them. Raises LibraryError."""
        from ponarscite.library.graph import graph_of

        return graph_of(self._database)

    def _candidates(self, name: str) -> list[int]:
        """The ids of all records that a key, a number, or a series and number can mean."""
        if (record_id := self._tables.keys.find(name)) is not None:
            return [record_id]
        for one in self._series:
            rest = name[len(one.id) :].lstrip(" 0") if name.lower().startswith(one.id) else ""
            if rest.isascii() and rest.isdecimal():
                return self._ids_of_number(rest, one.id)
        plain = name.lstrip("0")
        return self._ids_of_number(plain) if plain.isascii() and plain.isdecimal() else self._lookup.named(name)

    def _ids_of_number(self, digits: str, series: str = "") -> list[int]:
        """The ids of the records with this number, in one series or in all."""
        if len(digits) > MOST_DIGITS:
            return []
        sql = "SELECT id FROM record WHERE serial = ? AND series <> '' AND ? IN ('', series) ORDER BY series, id"
        return [record_id for (record_id,) in self._database.rows(sql, (int(digits), series))]

    def _id(self, name: str) -> int:
        """The id of the one record that a key, a number, or a series and number means. Raises UnknownKeyError."""
        found = self._candidates(name)
        if len(found) == 1:
            return found[0]
        if not found:
            raise self._tables.keys.unknown(name)
        keys = " or ".join(self._tables.records.key(record_id) for record_id in found)
        raise UnknownKeyError(f"{name} is a number of several series", hint=f"name {keys}")

    def find(self, query: str = "", sort: str = "") -> Iterator[Record]:
        """The records that match a query, read one by one.

        Args:
            query: "kazakhstan author:junisbai issued:2020..2022 number:<700 series:pepm cites:pepm660 -topic:media";
                "" for every record.
            sort: "relevance", "issued", "number", "title", "key" or "added"; with "-" before it, in reverse.
        Raises:
            QueryError: at the call, not at the first record; the message shows the place of the problem.
        """
        from ponarscite.library.search import matching

        return self._read(matching(self._database, self._candidates, query, sort))

    def items(self, query: str = "", sort: str = "") -> Iterator[dict[str, Any]]:
        """As `find`, but as CSL-JSON items: much faster, because no claims are read."""
        from ponarscite.library.listing import items
        from ponarscite.library.search import matching

        return items(self._database, matching(self._database, self._candidates, query, sort))

    def page(
        self, query: str = "", sort: str = "", *, start: int = 0, most: int = 50
    ) -> tuple[int, list[dict[str, Any]]]:
        """The number of all records that match a query, and some of them as `items` has them, from *start* on.

        Raises:
            QueryError: the query cannot be parsed.
        """
        from ponarscite.library.listing import page
        from ponarscite.library.search import matching

        return page(self._database, matching(self._database, self._candidates, query, sort), start, most)

    def numbered(self) -> Iterator[tuple[str, int, dict[str, Any]]]:
        """The id of the series, the number and the CSL-JSON item of each member of a numbered series, sorted."""
        from ponarscite.library.listing import numbered

        return numbered(self._database)

    def suggest(self, typed: str, most: int = 50) -> list[dict[str, Any]]:
        """The records that somebody may mean who has typed so much, the likeliest first, as CSL-JSON items.

        Takes about as long in a large library as in a small one.

        Args:
            typed: the beginning of a key or of a name such as `pepm:77`, or beginnings of words of author and title, of
                number and year, in any order and without regard to accents; "" for the newest records.
            most: records to return.
        """
        from ponarscite.library.listing import items
        from ponarscite.library.suggestion import suggested

        return list(items(self._database, suggested(self._database, typed, most)))

    def _read(self, ids: Iterable[int]) -> Iterator[Record]:
        for record_id in ids:
            try:
                record = self._tables.records.read(record_id)
            except UnknownKeyError:
                continue  # removed after the search
            yield record

    def keys(self, start: str = "", limit: int = -1) -> list[str]:
        """The keys of records that begin with *start*, sorted without regard to case; at most *limit*, -1 for all."""
        return [key for (key,) in self._database.rows(_KEYS, (start, start + LAST, limit))]

    def all_keys(self, key: str) -> tuple[str, ...]:
        """Every key that leads to a record: its own, then its former ones by age. Raises UnknownKeyError."""
        record_id = self._id(key)
        own = self._tables.records.key(record_id)
        rows = self._database.rows(
            f"SELECT key FROM ledger WHERE record = ? AND {sound('ledger')} ORDER BY id", (record_id,)
        )
        return (own, *(other for (other,) in rows if other != own))

    def documents(self, key: str) -> list[Provenance]:
        """The documents with a description of a record. Raises UnknownKeyError."""
        sql = (
            "SELECT DISTINCT address, hash, day FROM document WHERE id IN "
            f"(SELECT document FROM testimony WHERE record = ?) AND {sound('document')} ORDER BY document.id"
        )
        from ponarscite.library.document_table import Provenance

        return [Provenance(*row) for row in self._database.rows(sql, (self._id(key),))]

    def claims(self, key: str, variable: str = "") -> tuple[Claim, ...]:
        """Every claim about a record, or about one of its variables. Raises UnknownKeyError."""
        return tuple(claim for claim in self.get(key).claims if variable in ("", claim.variable))

    def cites(self, key: str) -> list[Record]:
        """The records that a record cites. Raises UnknownKeyError."""
        from ponarscite.library.search import cited_by

        return list(self._read(cited_by(self._database, self._id(key))))

    def cited_by(self, key: str) -> list[Record]:
        """The records that cite a record. Raises UnknownKeyError."""
        from ponarscite.library.search import citing

        return list(self._read(citing(self._database, self._id(key))))

    # deciding

    def remove(self, key: str) -> str:
        """Remove a record and its descriptions, and return its key, which is never given to another work.

        Raises UnknownKeyError.
        """
        with self._tables.journal.step(f"remove {key}"):
            record_id = self._id(key)
            key = self._tables.records.key(record_id)
            self._tables.reclustering.remove(record_id)
            return key

    def merge(self, key: str, *others: str) -> str:
        """Merge records into one, and return its key. It gets the claims of all records, and all their keys lead to it.

        Raises:
            UnknownKeyError: a key leads to no record.
            LibraryError: they are different numbers of one series.
        """
        with self._tables.journal.step(f"merge {' '.join((key, *others))}"):
            ids = list(dict.fromkeys(self._id(one) for one in (key, *others)))
            if len(ids) > 1:
                self._check_numbers(ids)
                self._tables.reclustering.merge(ids)
            return self._tables.records.key(self._id(key))

    def _check_numbers(self, ids: Sequence[int]) -> None:
        """Raise LibraryError when records are different numbers of one series."""
        marks = ", ".join("?" * len(ids))
        sql = f"SELECT series, number, key FROM record WHERE id IN ({marks}) AND series <> '' AND serial > 0"
        first: dict[str, tuple[str, str]] = {}
        for series, number, key in self._database.rows(sql, ids):
            other, before = first.setdefault(series, (number, key))
            if other != number:
                hint = "a number is the identity of a memo: correct the one that is wrong with ponarscite edit"
                raise LibraryError(f"{before} and {key} are different numbers of one series", hint=hint)

    def distinct(self, key: str, other: str) -> None:
        """Call two records distinct: they are never merged, and never proposed as duplicates.

        Raises:
            UnknownKeyError: a key leads to no record.
            LibraryError: both keys lead to one record.
        """
        with self._tables.journal.step(f"distinct {key} {other}"):
            if self._id(key) == self._id(other):
                raise LibraryError(f"{key} and {other} are one record", hint="ponarscite undo takes back a merge")
            first, second = sorted(self._tables.records.key(self._id(one)) for one in (key, other))
            self._database.execute(insertion("apart", ignoring=True), (first, second))

    def duplicates(self) -> list[Pair]:
        """Pairs of records that may be one work, the most similar titles first."""
        from ponarscite.library.duplicates import pairs

        return pairs(self._database)

    def melted(self) -> Iterator[Melted]:
        """The records whose descriptions are several works, as earlier versions merged them."""
        from ponarscite.library.duplicates import melted_of

        with self._database.translated():
            for record_id, parts in self._tables.reclustering.melted():
                yield melted_of(self._tables.records.key(record_id), parts)

    def split(self, key: str) -> list[str]:
        """Split a record whose descriptions are several works, and return the keys of the new records; [] for none.

        The record keeps its key and the keys that lead to it, except those that the split works bring themselves.

        Raises UnknownKeyError.
        """
        with self._tables.journal.step(f"split {key}"):
            record_id = self._id(key)
            if len(self._tables.reclustering.parts(record_id)) == 1:
                return []
            return self._tables.reclustering.recluster(self._tables.descriptions.connected_to_record(record_id))

    def edit(self, key: str, changes: Changes) -> Record:
        """Correct a record, and return it. A correction outranks all other claims, now and later.

        Args:
            changes: CSL variable -> its texts, one for each name or keyword: {"title": ["Snow"], "author": ["Ann Lee",
                "Bo Ray"]}; () withdraws the correction of a variable. "id" gives the record another key, and the former
                one still leads to it.
        Raises:
            UnknownKeyError, MisuseError, LibraryError.
        """
        from ponarscite.library.correction import corrected, variable_of
        from ponarscite.library.description import PLACE

        changes = {variable_of(name): tuple(texts) for name, texts in changes.items()}
        words = " ".join((key, *sorted(changes)))
        with self._tables.journal.step(f"edit {words}"):
            record_id = self._id(key)
            key = self._tables.records.key(record_id)  # *key* may be a number, which the changes may replace
            for new in changes.pop("id", ()):
                self._tables.keys.rename(record_id, new)
            sql = "SELECT id FROM testimony WHERE record = ? AND document IS NULL AND place = ? ORDER BY id"
            corrections = [found for (found,) in self._database.rows(sql, (record_id, PLACE))]
            old = [claim for one in corrections for claim in self._tables.descriptions.claims(one)]
            claims = corrected(old, changes, self._tables.records.read(record_id).role)
            if set(claims) != set(old) or len(corrections) > 1:
                self._tables.reclustering.correct(record_id, claims, corrections)
            return self.get(key)

    def conflicts(self) -> Iterator[Dispute]:
        """The open conflicts, one for each record and variable."""
        from ponarscite.library.correction import disputes

        for record in self.find("is:conflict"):
            yield from disputes(record)

    def accept(self, key: str, variable: str = "", value: str = "") -> Record:
        """Settle the open conflicts of a record, or of one variable, by a correction, and return the record.

        Args:
            value: one of the disputed values; "" for the value that the record has.
        Raises:
            UnknownKeyError, MisuseError.
        """
        from ponarscite.library.correction import accepted, disputes

        with self._tables.journal.step(" ".join(filter(None, ("accept", key, variable, value)))):
            record = self.get(key)
            names = [variable] if variable else [one.variable for one in disputes(record)]
            return self.edit(key, {name: accepted(record, name, value) for name in names})

    def tag(self, key: str, *tags: str, remove: Iterable[str] = ()) -> tuple[str, ...]:
        """Add tags to a record, remove others, and return the tags that it then has. Raises UnknownKeyError."""
        with self._database.lock:
            wanted = [tag for tag in (" ".join(tag.split()) for tag in tags) if tag]
            gone = list(remove)
            if not wanted and not gone:
                return self._tags(self._id(key))
            with self._tables.journal.step(f"tag {' '.join((key, *wanted, *(f'-{one}' for one in gone)))}"):
                record_id = self._id(key)
                for tag in wanted:
                    self._database.execute(insertion("tag", ignoring=True), (record_id, tag))
                for tag in gone:
                    self._database.execute("DELETE FROM tag WHERE record = ? AND tag = ?", (record_id, tag))
                return self._tags(record_id)

    def _tags(self, record_id: int) -> tuple[str, ...]:
        sql = f"SELECT tag FROM tag WHERE record = ? AND {sound('tag')} ORDER BY tag"
        rows = self._database.rows(sql, (record_id,))
        return tuple(tag for (tag,) in rows)

    # the file and its history

    def command(self, words: str) -> AbstractContextManager[None]:
        """All changes inside are one command of the log, and one `undo` takes them back."""
        return self._tables.journal.change(words)

    def backup(self, target: str | os.PathLike[str]) -> None:
        """Copy the library to the file *target*, which is replaced only by a complete copy. Raises LibraryError."""
        with self._database.lock:
            try:
                copy(self._database.connection, os.fspath(target))
            except (OSError, ValueError, sqlite3.Error) as error:
                reason = getattr(error, "strerror", None) or error
                raise LibraryError(f"cannot write the backup {target}: {reason}", hint="name another file") from error

    def dump(self, folder: str | os.PathLike[str]) -> int:
        """Write the library as text files that git can diff and `restore` reads, and return the number of records.

        Raises LibraryError.
        """
        from pathlib import Path

        from ponarscite.library.text_form import dump

        return dump(self._database, self._tables.descriptions, Path(folder))

    def restore(self, folder: str | os.PathLike[str]) -> int:
        """Fill this library, which must be empty, from a folder that `dump` wrote, and return the number of records.

        Raises:
            LibraryError: the library is not empty or the dump is damaged; nothing is changed.
        """
        from pathlib import Path

        from ponarscite.library.text_form import restore

        with self._tables.journal.step(f"restore {os.fspath(folder)}"):
            try:
                return restore(self._database, self._tables.records, self._tables.descriptions, Path(folder))
            except (LookupError, TypeError, ValueError, AttributeError, RuntimeError, OverflowError) as error:
                problem = f"the dump {os.fspath(folder)} is damaged: {type(error).__name__}: {error}"
                raise LibraryError(problem, hint="take it from the last commit") from error

    def log(self) -> list[Change]:
        """Every command that changed the library, undone ones too, the last one first."""
        return self._tables.journal.log()

    def undo(self) -> list[Change]:
        """Undo the last command that changed the library and is not undone yet.

        Returns:
            The undone commands, the last one first: several when they ran at the same time; [] for none.
        """
        return self._tables.journal.undo(self._tables.descriptions)
