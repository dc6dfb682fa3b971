"""DescriptionTable: the rows of `testimony` and `meeting`. Every change happens inside a transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from ponarscite.library.clusters import Member
from ponarscite.library.components import Components
from ponarscite.library.crowds import Crowds
from ponarscite.library.database import Database
from ponarscite.library.decoding import decoding
from ponarscite.library.description import identity_of, match_hashes, texts_of, unpacked_claims
from ponarscite.library.description_row import DescriptionRow
from ponarscite.record.claim import Claim

_MEMBER = "testimony.id, record, identity, bonds, shape, document"


class DescriptionTable:
    """Descriptions as rows, found by what they state and by their match hashes. Documents and records are ids."""

    def __init__(self, database: Database, crowds: Crowds, components: Components) -> None:
        self._database = database
        self._crowds = crowds
        self._components = components

    def insert(self, rows: Sequence[DescriptionRow], records: Sequence[int]) -> int:
        """Insert descriptions with their match hashes, the n-th for the n-th record, and return the id of the first."""
        first = self._database.next_id("testimony")
        columns = [row.columns(first + n, record) for n, (row, record) in enumerate(zip(rows, records, strict=True))]
        self._database.connection.executemany("INSERT INTO testimony VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", columns)
        self._insert_hashes((key, first + n) for n, row in enumerate(rows) for key in row.hashes)
        for n, (row, record) in enumerate(zip(rows, records, strict=True)):
            self._crowds.take(record, row, first + n)
        return first

    def _insert_hashes(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Insert (match hash, id of a description) pairs; pairs that exist stay."""
        self._database.connection.executemany("INSERT OR IGNORE INTO meeting VALUES (?, ?)", pairs)

    def met(self, connected: Iterable[Member]) -> None:
        """Note that a new description shares match hashes with these."""
        self._crowds.forget(*(one.record for one in connected))

    def insert_hashes(self, first: int, last: int) -> None:
        """Insert the match hashes of the descriptions with ids from *first* to *last*."""
        self._insert_hashes(self._hashes(first, last))

    def delete_hashes(self, first: int, last: int) -> None:
        """Delete the match hashes of the descriptions with ids from *first* to *last*."""
        sql = "DELETE FROM meeting WHERE hash = ? AND testimony = ?"
        self._database.connection.executemany(sql, self._hashes(first, last))

    def _hashes(self, first: int, last: int) -> list[tuple[int, int]]:
        sql = "SELECT id, identity, bonds FROM testimony WHERE id BETWEEN ? AND ?"
        rows = self._database.rows(sql, (first, last))
        return [
            (key, row_id)
            for row_id, identity, links in rows
            for key in match_hashes(identity_of(identity), _links(links))
        ]

    def move(self, description: int, record: int) -> None:
        """Give a description to another record."""
        self._crowds.forget(self.record_of(description), record)
        self._database.execute("UPDATE testimony SET record = ? WHERE id = ?", (record, description))

    def delete(self, description: int) -> None:
        """Delete a description and its match hashes."""
        self._crowds.forget(self.record_of(description))
        self._components.drop(key for key, _ in self._hashes(description, description))
        self.delete_hashes(description, description)
        self._database.execute("DELETE FROM testimony WHERE id = ?", (description,))

    def add_links(self, member: Member, links: Iterable[str]) -> None:
        """Add links to those that a description has."""
        self._crowds.forget(member.record)
        all_links = list(dict.fromkeys((*member.links, *links)))
        self._database.execute("UPDATE testimony SET bonds = ? WHERE id = ?", (json.dumps(all_links), member.id))
        self._insert_hashes((key, member.id) for key in match_hashes(member.identity, all_links))

    def claims(self, description: int) -> tuple[Claim, ...]:
        """The claims of one description."""
        ((packed,),) = self._database.rows("SELECT claims FROM testimony WHERE id = ?", (description,))
        return unpacked_claims(packed)

    def record_with(self, row: DescriptionRow) -> int | None:
        """The record that has this very description: the same claims from the same place of the same document."""
        sql = "SELECT record FROM testimony WHERE shape = ? AND document IS ? AND place = ? LIMIT 1"
        found = self._database.row(sql, (row.shape, row.document, row.description.about.place))
        return found[0] if found else None

    def record_with_shape(self, shape: int) -> int | None:
        """A record that has a description of this shape: another document states the same."""
        found = self._database.row("SELECT record FROM testimony WHERE shape = ? LIMIT 1", (shape,))
        return found[0] if found else None

    def record_of_shape(self, description: int, shape: int) -> int | None:
        """The record of the description with this id; None where there is none, or one of another shape."""
        found = self._database.row("SELECT record FROM testimony WHERE id = ? AND shape = ?", (description, shape))
        return found[0] if found else None

    def record_of(self, description: int) -> int:
        """The record of a description."""
        ((record,),) = self._database.rows("SELECT record FROM testimony WHERE id = ?", (description,))
        return int(record)

    def of_record(self, record: int) -> list[Member]:
        """The descriptions of a record."""
        sql = f"SELECT {_MEMBER} FROM testimony WHERE record = ? ORDER BY id"
        return [_member(*row) for row in self._database.rows(sql, (record,))]

    def members(self, descriptions: Iterable[int]) -> list[Member]:
        """The descriptions with these ids."""
        sql = f"SELECT {_MEMBER} FROM testimony WHERE id = ?"
        return [_member(*row) for one in descriptions for row in self._database.rows(sql, (one,))]

    def may_match(self, row: DescriptionRow) -> bool:
        """Whether any description has the same shape or shares a match hash."""
        sql = "SELECT 1 WHERE EXISTS (SELECT 1 FROM testimony WHERE shape = ?)"
        sql += " OR EXISTS (SELECT 1 FROM meeting WHERE hash = ?)" * len(row.hashes)
        return self._database.row(sql, (row.shape, *row.hashes)) is not None

    def is_met(self, key: int) -> bool:
        """Whether any description has this match hash."""
        return self._database.row("SELECT 1 FROM meeting WHERE hash = ? LIMIT 1", (key,)) is not None

    def first_records(self, row: DescriptionRow) -> set[int]:
        """For each match hash of a description the record of the first description that has it, too."""
        sql = "SELECT record FROM meeting JOIN testimony ON id = testimony WHERE hash = ? ORDER BY testimony LIMIT 1"
        found = (self._database.row(sql, (key,)) for key in row.hashes)
        return {one[0] for one in found if one}

    def is_alone(self, record: int, key: int) -> bool:
        """Whether all descriptions of a record have this match hash and no other record shares any of their hashes."""
        crowd = self._crowds.of(record)
        if crowd is None:
            return self._is_alone(record, key)
        if crowd.number is None and self._is_alone(record, key):
            crowd.number = key
        return crowd.number == key

    def _is_alone(self, record: int, key: int) -> bool:
        own = [match_hashes(one.identity, one.links) for one in self.of_record(record)]
        if not all(key in hashes for hashes in own):
            return False
        hashes = set[int]().union(*own)
        sql = (  # SQLite limits the number of parameters
            "SELECT 1 FROM json_each(?) CROSS JOIN meeting ON hash = value "
            "CROSS JOIN testimony ON testimony.id = testimony WHERE record <> ?"
        )
        return self._database.row(sql, (json.dumps(list(hashes)), record)) is None

    def connected(self, hashes: Iterable[int]) -> list[Member]:
        """Every description that shares a match hash with these, directly or through other descriptions."""
        found: dict[int, Member] = {}
        waiting, seen = set(hashes), set[int]()
        while waiting:
            key = waiting.pop()
            seen.add(key)
            sql = f"SELECT {_MEMBER} FROM meeting JOIN testimony ON id = testimony WHERE hash = ? ORDER BY id"
            for row in self._database.rows(sql, (key,)):
                if row[0] not in found:
                    member = _member(*row)
                    found[member.id] = member
                    waiting |= match_hashes(member.identity, member.links) - seen
        return list(found.values())

    def connected_to_record(self, record: int) -> list[Member]:
        """The descriptions of a record, then every description connected to them."""
        own = self.of_record(record)
        hashes = set[int]().union(*(match_hashes(one.identity, one.links) for one in own))
        return list({one.id: one for one in (*own, *self.connected(hashes))}.values())


def _member(row_id: int, record: int, identity: str, links: str, shape: int, document: int | None) -> Member:
    return Member(row_id, record, identity_of(identity), _links(links), shape, document)


def _links(text: str) -> tuple[str, ...]:
    with decoding():
        return texts_of(json.loads(text))
