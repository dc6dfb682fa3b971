"""The documents from which a library knows what it knows: address, hash, day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ponarscite.library.database import Database
from ponarscite.library.description import Testimony
from ponarscite.record.claim import Claim

if TYPE_CHECKING:
    from ponarscite.document.document import Document

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where testimonies come from.

    Args:
        address: a URL, a path, or "-" for standard input.
        hash: SHA-256 of the bytes in hexadecimal digits, "" when they were never seen.
        day: when it was read, ISO 8601; "" for today.
    """

    address: str
    hash: str = ""
    day: str = ""


def provenance(document: Document, hash: str) -> Provenance:
    """Where a document comes from whose bytes had this hash when they were read; a file by its whole path."""
    name = document.name
    is_file = name != STANDARD_INPUT and "://" not in name and Path(name).exists()
    address = str(Path(name).absolute()) if is_file else name
    day = document.accessed.iso if document.accessed else ""
    return Provenance(address, hash, day)


class DocumentShelf:
    """Gives documents their ids, inside a transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def place(self, document: Provenance) -> tuple[int, str]:
        """The id and the address of a document; the same bytes by the same name are one, wherever they lie."""
        known = self._same(document)
        if known:
            return known
        sql = "INSERT INTO document (address, hash, day) VALUES (?, ?, ?)"
        day = document.day or date.today().isoformat()
        return self._database.run(sql, (document.address, document.hash, day)), document.address

    def _same(self, document: Provenance) -> tuple[int, str] | None:
        sql = "SELECT id, address FROM document WHERE address = ? AND hash = ?"
        if row := self._database.row(sql, (document.address, document.hash)):
            return row[0], row[1]
        if document.hash:
            for number, address in self._database.rows(
                "SELECT id, address FROM document WHERE hash = ? ORDER BY id", (document.hash,)
            ):
                if _name(address) == _name(document.address):
                    return number, address
        return None

    def older(self, number: int, address: str) -> list[int]:
        """The testimonies of other forms of the document at this address."""
        if address == STANDARD_INPUT:
            return []
        sql = (
            "SELECT testimony.id FROM testimony JOIN document ON document.id = document "
            "WHERE address = ? AND document.id <> ? ORDER BY testimony.id"
        )
        return [found for (found,) in self._database.rows(sql, (address, number))]


def _name(address: str) -> str:
    """A file by its name alone; a URL whole."""
    return address if "://" in address else address.replace("\\", "/").rpartition("/")[2]


def placed(testimony: Testimony, address: str) -> Testimony:
    """The testimony as that of the document at this address."""
    if testimony.about.document == address:
        return testimony
    about = replace(testimony.about, document=address)
    moved = (Claim(one.variable, one.text, one.rank, one.origin, about, one.where) for one in testimony.claims)
    return replace(testimony, claims=tuple(moved))
