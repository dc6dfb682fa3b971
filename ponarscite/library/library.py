"""Library: a collection of records in one SQLite file, with every claim behind them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from ponarscite import settings
from ponarscite.errors import LibraryError, UnknownKeyError
from ponarscite.hooks.call import every
from ponarscite.hooks.registry import PluginManager, plugin_manager
from ponarscite.library.database import Database, copy
from ponarscite.library.description import GIVEN, added_values, as_read, shape_of, testimonies
from ponarscite.library.description_table import TestimonyTable
from ponarscite.library.document_table import DocumentShelf, Provenance, placed
from ponarscite.library.entry import entry
from ponarscite.library.intake import Arrival, Arrivals
from ponarscite.library.journal import Change, Journal
from ponarscite.library.keys import Ledger
from ponarscite.library.reclustering import Regrouping
from ponarscite.library.record_table import RecordTable
from ponarscite.library.word_index import WordIndex
from ponarscite.record.claim import Claim
from ponarscite.record.record import Record
from ponarscite.series.identity import settle

if TYPE_CHECKING:
    from ponarscite.library.correction import Changes, Dispute
    from ponarscite.library.duplicates import Pair

TOGETHER = 250
"""Testimonies that are looked at together: their claims, then their rows, lie in memory."""


class Library:
    """A collection of records. Any thread may use it, and other processes may use the same file at the same time.

        with Library("memos.ponarscite") as library:
            key = library.add(record)
            for record in library.find("kazakhstan author:junisbai issued:2020.."):
                print(record.title)

    Args:
        path: a file, made when it is not there; ":memory:"; None for the user's own (`settings.library_path`).
        plugins: from `plugin_manager()`; they tell which series there are.
        create: False: a file that is not there is an error.
        writing: False: the file is only read.
    Raises:
        LibraryError: the file is damaged, newer, another program's, or cannot be opened; it was not changed.
    """

    def __init__(
        self,
        path: str | os.PathLike[str] | None = None,
        plugins: PluginManager | None = None,
        *,
        create: bool = True,
        writing: bool = True,
    ) -> None:
        self.path = os.fspath(path) if path is not None else settings.library_path()
        self._series = tuple(every(plugins or plugin_manager(), "provide_series"))
        self._settle = partial(settle, series=self._series)
        self._database = Database(self.path, create=create, writing=writing)
        self._ledger = Ledger(self._database)
        words = WordIndex(self._database)
        self._journal = Journal(self._database, words)
        self._shelf = DocumentShelf(self._database)
        self._records = RecordTable(self._database, words, self._ledger, self._settle)
        self._testimonies = TestimonyTable(self._database)
        self._regrouping = Regrouping(self._database, self._ledger, self._records, self._testimonies, self._settle)
        self._arrivals = Arrivals(self._ledger, self._records, self._testimonies, self._regrouping)

    def close(self) -> None:
        """Let go of the file."""
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
        """Every record, in the order in which they came."""
        return self.find("")

    def __contains__(self, key: str) -> bool:
        return self._ledger.find(key) is not None

    # what is added

    def add(self, record: Record) -> str:
        """Keep a record and its claims; its key, or that of the record of the same work that it completes."""
        return self.add_all([record])[0].key

    def add_all(self, records: Iterable[Record]) -> list[Arrival]:
        """Keep records, all in one transaction; what became of each.

        They are looked at some at a time: an iterator that asks the library meanwhile need not find those before.
        """
        with self._journal.step("add"):
            arrivals: list[Arrival] = []
            for some, changed in self._portions(records):
                told = self._take(some)
                arrivals += (next((one for one in each if one.outcome != "unchanged"), each[0]) for each in told)
                if changed:
                    self._keep(self._number(told[-1][0].key), changed)
            return arrivals

    def _portions(self, records: Iterable[Record]) -> Iterator[tuple[list[Record], tuple[Claim, ...]]]:
        """The records, some at a time; one that somebody has changed is the last of them, and its changes follow."""
        some: list[Record] = []
        for record in records:
            some.append(record)
            changed = added_values(record, self._settle)
            if changed or len(some) == TOGETHER:
                yield some, changed
                some = []
        if some:
            yield some, ()

    def _take(self, records: Sequence[Record]) -> list[list[Arrival]]:
        """What becomes of the testimonies of each record."""
        documents: dict[str, int | None] = {}
        said = [testimonies(record, self._settle) for record in records]
        for name in (one.about.document for some in said for one in some):
            if name not in documents:
                documents[name] = None if name.startswith(GIVEN) else self._shelf.place(Provenance(name))[0]
        entries = [entry(one, documents[one.about.document]) for some in said for one in some]
        arrivals = iter(self._arrivals.receive(entries))
        return [list(islice(arrivals, len(some))) for some in said]

    def _keep(self, number: int, claims: tuple[Claim, ...]) -> None:
        """Keep what a caller has changed in a record, once."""
        sql = "SELECT 1 FROM testimony WHERE record = ? AND shape = ?"
        if not self._database.row(sql, (number, shape_of(claims))):
            self._regrouping.correct(number, claims)

    def add_document(self, document: Provenance, records: Iterable[Record]) -> list[Arrival]:
        """Keep what one document says, in one transaction; what became of each record.

        A document of the same address whose bytes are others is a newer form: where both speak of a work, the newer
        one is believed alone.
        """
        with self._journal.step(f"add {document.address}"):
            number, address = self._shelf.place(document)
            older = self._shelf.older(number, address)
            said = (one for record in records for one in as_read(record, self._settle))
            entries = (entry(placed(one, address), number) for one in said)
            arrivals: list[Arrival] = []
            while some := list(islice(entries, TOGETHER)):
                arrivals += self._arrivals.receive(some)
            if older:
                self._regrouping.supersede(older, {self._number(one.key) for one in arrivals})
            return arrivals

    # what is read

    def get(self, key: str) -> Record:
        """The record of a key, a retired one too, of a number ("775") or of a series and number ("pepm775").

        Raises:
            UnknownKeyError: there is none, or the number belongs to several.
        """
        return self._records.read(self._number(key))

    def resolve(self, name: str) -> list[str]:
        """The keys of the records that a key, a number or a series and number can mean; [] for none."""
        return [self._records.key(number) for number in self._candidates(name)]

    def select(self, name: str) -> Iterator[Record] | None:
        """The records that a key, a number, or a search with a `field:` in it names; None for any other text.

        Raises:
            UnknownKeyError: a number of several series.
            QueryError: a search that cannot be understood.
        """
        from ponarscite.library.query import is_query

        if is_query(name):
            return self.find(name)
        return iter((self.get(name),)) if self._candidates(name) else None

    def version(self) -> int:
        """A number that grows when another program or thread changes the library."""
        return int(self._database.rows("PRAGMA data_version")[0][0])

    def _candidates(self, name: str) -> list[int]:
        if (number := self._ledger.find(name)) is not None:
            return [number]
        for one in self._series:
            rest = name[len(one.id) :].lstrip(" 0") if name.lower().startswith(one.id) else ""
            if rest.isascii() and rest.isdecimal():
                return self._of_number(rest, one.id)
        plain = name.lstrip("0")
        return self._of_number(plain) if plain.isascii() and plain.isdecimal() else []

    def _of_number(self, digits: str, series: str = "") -> list[int]:
        if len(digits) > 17:
            return []
        sql = "SELECT id FROM record WHERE serial = ? AND series <> '' AND ? IN ('', series) ORDER BY series, id"
        return [number for (number,) in self._database.rows(sql, (int(digits), series))]

    def _number(self, name: str) -> int:
        found = self._candidates(name)
        if len(found) == 1:
            return found[0]
        if not found:
            raise self._ledger.unknown(name)
        keys = " or ".join(self._records.key(number) for number in found)
        raise UnknownKeyError(f"{name} is a number of several series", hint=f"name {keys}")

    def find(self, query: str = "", sort: str = "") -> Iterator[Record]:
        """The records that a query finds, one by one.

        Args:
            query: "kazakhstan author:junisbai issued:2020..2022 number:<700 series:pepm cites:pepm660 -topic:media";
                "" for every record.
            sort: "relevance", "issued", "number", "title", "key" or "added"; with "-" before it, the other way round.
        Raises:
            QueryError: at once; it points at the place that cannot be understood.
        """
        from ponarscite.library.search import matching

        numbers = matching(self._database, self._candidates, query, sort)
        return self._read(numbers)

    def items(self, query: str = "", sort: str = "") -> Iterator[dict[str, Any]]:
        """As `find`, but the records as CSL-JSON items: much faster, since no claims are read."""
        from ponarscite.library.listing import items
        from ponarscite.library.search import matching

        return items(self._database, matching(self._database, self._candidates, query, sort))

    def _read(self, numbers: Iterable[int]) -> Iterator[Record]:
        for number in numbers:
            try:
                record = self._records.read(number)
            except UnknownKeyError:
                continue  # removed since it was found
            yield record

    def keys(self, start: str = "", limit: int = -1) -> list[str]:
        """The keys that begin so, sorted; at most *limit* of them, or all."""
        sql = "SELECT key FROM record WHERE substr(key, 1, ?) = ? COLLATE NOCASE ORDER BY key COLLATE NOCASE LIMIT ?"
        return [key for (key,) in self._database.rows(sql, (len(start), start, limit))]

    def all_keys(self, key: str) -> tuple[str, ...]:
        """Every key that leads to a record, its own first. Raises UnknownKeyError."""
        number = self._number(key)
        own = self._records.key(number)
        rows = self._database.rows("SELECT key FROM ledger WHERE record = ? ORDER BY id", (number,))
        return (own, *(other for (other,) in rows if other != own))

    def documents(self, key: str) -> list[Provenance]:
        """The documents that speak of a record. Raises UnknownKeyError."""
        sql = (
            "SELECT DISTINCT address, hash, day FROM document WHERE id IN "
            "(SELECT document FROM testimony WHERE record = ?) ORDER BY document.id"
        )
        return [Provenance(*row) for row in self._database.rows(sql, (self._number(key),))]

    def claims(self, key: str, variable: str = "") -> tuple[Claim, ...]:
        """Every claim about a record, or about one variable of it. Raises UnknownKeyError."""
        return tuple(claim for claim in self.get(key).claims if variable in ("", claim.variable))

    def cites(self, key: str) -> list[Record]:
        """The records that a record cites. Raises UnknownKeyError."""
        from ponarscite.library.search import cited_by

        return list(self._read(cited_by(self._database, self._number(key))))

    def cited_by(self, key: str) -> list[Record]:
        """The records that cite a record. Raises UnknownKeyError."""
        from ponarscite.library.search import citing

        return list(self._read(citing(self._database, self._number(key))))

    # what is settled

    def remove(self, key: str) -> str:
        """Remove a record and all that was said of it; its key is never given to another work. The key removed.

        Raises UnknownKeyError.
        """
        with self._journal.step(f"remove {key}"):
            number = self._number(key)
            key = self._records.key(number)
            self._regrouping.remove(number)
            return key

    def merge(self, key: str, *others: str) -> str:
        """Make one record of several; all claims and all keys are kept. The key that stays. Raises UnknownKeyError."""
        with self._journal.step(f"merge {' '.join((key, *others))}"):
            numbers = list(dict.fromkeys(self._number(one) for one in (key, *others)))
            if len(numbers) > 1:
                self._refuse(numbers)
                self._regrouping.bind(numbers)
            return self._records.key(self._number(key))

    def _refuse(self, numbers: Sequence[int]) -> None:
        """Different numbers of one series never merge."""
        marks = ", ".join("?" * len(numbers))
        sql = f"SELECT series, number, key FROM record WHERE id IN ({marks}) AND series <> '' AND serial > 0"
        first: dict[str, tuple[str, str]] = {}
        for series, number, key in self._database.rows(sql, numbers):
            other, before = first.setdefault(series, (number, key))
            if other != number:
                hint = "a number is the identity of a memo: correct the one that is wrong with ponarscite edit"
                raise LibraryError(f"{before} and {key} are different numbers of one series", hint=hint)

    def distinct(self, key: str, other: str) -> None:
        """Remember that two records are two works, however alike. Raises UnknownKeyError."""
        with self._journal.step(f"distinct {key} {other}"):
            if self._number(key) == self._number(other):
                raise LibraryError(f"{key} and {other} are one record", hint="ponarscite undo takes back a merge")
            first, second = sorted(self._records.key(self._number(one)) for one in (key, other))
            self._database.run("INSERT OR IGNORE INTO apart (first, second) VALUES (?, ?)", (first, second))

    def duplicates(self) -> list[Pair]:
        """Pairs of records that may be one work, the likeliest first."""
        from ponarscite.library.duplicates import pairs

        return pairs(self._database)

    def edit(self, key: str, changes: Changes) -> Record:
        """Correct a record: what its user says outranks all other claims, now and later.

        Args:
            changes: CSL variable -> texts, one a name or keyword: {"title": ["Snow"], "author": ["Ann Lee", "Bo Ray"]};
                () withdraws what the user said of it. "id" gives the record another key; the former one still leads
                to it.
        Raises:
            UnknownKeyError, MisuseError, LibraryError.
        """
        from ponarscite.library.correction import corrected, variable_of
        from ponarscite.library.description import PLACE

        changes = {variable_of(name): tuple(texts) for name, texts in changes.items()}
        words = " ".join((key, *sorted(changes)))
        with self._journal.step(f"edit {words}"):
            number = self._number(key)
            key = self._records.key(number)  # what was asked for may be a number, which may be changed
            for new in changes.pop("id", ()):
                self._ledger.rename(number, new)
            sql = "SELECT id FROM testimony WHERE record = ? AND document IS NULL AND place = ? ORDER BY id"
            mine = [found for (found,) in self._database.rows(sql, (number, PLACE))]
            old = [claim for one in mine for claim in self._testimonies.claims(one)]
            claims = corrected(old, changes, self._records.read(number).role)
            if set(claims) != set(old) or len(mine) > 1:
                self._regrouping.correct(number, claims, mine)
            return self.get(key)

    def conflicts(self) -> Iterator[Dispute]:
        """The conflicts that no user has decided, one a record and variable."""
        from ponarscite.library.correction import disputes

        for record in self.find("is:conflict"):
            yield from disputes(record)

    def accept(self, key: str, variable: str = "", value: str = "") -> Record:
        """Settle the conflicts of a record, or of one variable: what stands is right, or another *value* of them.

        Raises UnknownKeyError, MisuseError.
        """
        from ponarscite.library.correction import accepted, disputes

        with self._journal.step(" ".join(filter(None, ("accept", key, variable, value)))):
            record = self.get(key)
            names = [variable] if variable else [one.variable for one in disputes(record)]
            return self.edit(key, {name: accepted(record, name, value) for name in names})

    def tag(self, key: str, *tags: str, remove: Iterable[str] = ()) -> tuple[str, ...]:
        """Add tags to a record, and take some away; the tags that it has then. Raises UnknownKeyError."""
        with self._database.lock:
            wanted = [tag for tag in (" ".join(tag.split()) for tag in tags) if tag]
            gone = list(remove)
            if not wanted and not gone:
                return self._tags(self._number(key))
            with self._journal.step(f"tag {' '.join((key, *wanted, *(f'-{one}' for one in gone)))}"):
                number = self._number(key)
                for tag in wanted:
                    self._database.run("INSERT OR IGNORE INTO tag (record, tag) VALUES (?, ?)", (number, tag))
                for tag in gone:
                    self._database.run("DELETE FROM tag WHERE record = ? AND tag = ?", (number, tag))
                return self._tags(number)

    def _tags(self, number: int) -> tuple[str, ...]:
        return tuple(
            tag for (tag,) in self._database.rows("SELECT tag FROM tag WHERE record = ? ORDER BY tag", (number,))
        )

    # what was done

    def command(self, words: str) -> AbstractContextManager[None]:
        """All that is changed inside is one entry of the log, and one undo."""
        return self._journal.change(words)

    def backup(self, target: str | os.PathLike[str]) -> None:
        """Copy the library to a file, which takes its place when it is whole. Raises LibraryError."""
        with self._database.lock:
            try:
                copy(self._database.connection, os.fspath(target))
            except (OSError, ValueError, sqlite3.Error) as error:
                reason = getattr(error, "strerror", None) or error
                raise LibraryError(f"cannot write the backup {target}: {reason}", hint="name another file") from error

    def dump(self, folder: str | os.PathLike[str]) -> int:
        """Write a text form that git can diff, from which `restore` brings back everything. The number of records.

        Raises LibraryError.
        """
        from ponarscite.library.text_form import dump

        return dump(self._database, self._testimonies, Path(folder))

    def restore(self, folder: str | os.PathLike[str]) -> int:
        """Bring back what was dumped into a folder, into a library that is empty. The number of records.

        Raises LibraryError, and nothing is changed.
        """
        from ponarscite.library.text_form import restore

        with self._journal.step(f"restore {os.fspath(folder)}"):
            try:
                return restore(self._database, self._records, self._testimonies, Path(folder))
            except (LookupError, TypeError, ValueError, AttributeError, RuntimeError, OverflowError) as error:
                problem = f"the dump {os.fspath(folder)} is damaged: {type(error).__name__}: {error}"
                raise LibraryError(problem, hint="take it from the last commit") from error

    def log(self) -> list[Change]:
        """Every command that changed the library, the last one first."""
        return self._journal.log()

    def undo(self) -> list[Change]:
        """Take back the last command that changed the library: everything is as it was before it.

        Returns:
            The commands taken back, the last one first: several when they ran at the same time; [] for none.
        """
        return self._journal.undo(self._testimonies.rehook)
