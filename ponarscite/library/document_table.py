"""DocumentTable: the documents whose descriptions a library holds, each with its address, hash and day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ponarscite.library.database import Database
from ponarscite.library.description import Description
from ponarscite.library.row_seal import insertion, sound
from ponarscite.record.claim import Claim

if TYPE_CHECKING:
    from ponarscite.document.document import Document

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Provenance:
    """The document that descriptions come from.

    Args:
        address: a URL, a path, or "-" for standard input.
        hash: SHA-256 of its bytes in hexadecimal digits, "" when they are unknown.
        day: when it was read, ISO 8601; "" for today.
    """

    address: str
    hash: str = ""
    day: str = ""


def provenance(document: Document, hash: str) -> Provenance:
    """The provenance of a document that was read.

    Args:
        hash: SHA-256 of its bytes when they were read.
    Returns:
        A file has its absolute path as the address; a page of a web archive that of the archive, with its place.
    """
    name, file = document.name, document.archive or document.name
    is_file = file != STANDARD_INPUT and "://" not in file and Path(file).exists()
    address = str(Path(file).absolute()) + name.removeprefix(file) if is_file else name
    day = document.accessed.iso if document.accessed else ""
    return Provenance(address, hash, day)


class DocumentTable:
    """The table `document`. Every change happens inside a transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find_or_insert(self, document: Provenance) -> tuple[int, str]:
        """Return the id and the address of a document, which is inserted when it is new.

        A file with the same bytes and the same name is the same document in any folder: it keeps its first address.
        """
        known = self._find(document)
        if known:
            return known
        row = (document.address, document.hash, document.day or date.today().isoformat())
        return self._database.execute(insertion("document"), row), document.address

    def _find(self, document: Provenance) -> tuple[int, str] | None:
        sql = f"SELECT id, address FROM document WHERE address = ? AND hash = ? AND {sound('document')}"
        if row := self._database.row(sql, (document.address, document.hash)):
            return row[0], row[1]
        if document.hash:
            sql = f"SELECT id, address FROM document WHERE hash = ? AND {sound('document')} ORDER BY id"
            for document_id, address in self._database.rows(sql, (document.hash,)):
                if _name(address) == _name(document.address):
                    return document_id, address
        return None

    def other_descriptions(self, document_id: int, address: str) -> list[int]:
        """The ids of the descriptions from other versions of the document at this address."""
        if address == STANDARD_INPUT:
            return []
        sql = (
            "SELECT testimony.id FROM testimony JOIN document ON document.id = document "
            f"WHERE address = ? AND document.id <> ? AND {sound('document')} ORDER BY testimony.id"
        )
        return [found for (found,) in self._database.rows(sql, (address, document_id))]


def _name(address: str) -> str:
    """The name of a file without its folders; a URL whole."""
    return address if "://" in address else address.replace("\\", "/").rpartition("/")[2]


def moved_to(description: Description, address: str) -> Description:
    """The description with the document at this address in its claims."""
    if description.about.document == address:
        return description
    about = replace(description.about, document=address)
    moved = (Claim(one.variable, one.text, one.rank, one.origin, about, one.where) for one in description.claims)
    return replace(description, claims=tuple(moved))
