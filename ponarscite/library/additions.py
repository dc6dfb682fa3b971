"""Additions: new descriptions of works, in batches, each addition in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from ponarscite.library.database import Database
from ponarscite.library.description import built_descriptions, changed_values, descriptions, shape_of
from ponarscite.library.description_row import DescriptionRow, description_row
from ponarscite.library.document_table import DocumentTable, Provenance, moved_to
from ponarscite.library.intake import Intake, IntakeResult
from ponarscite.library.journal import Journal
from ponarscite.library.reclustering import Reclustering
from ponarscite.reconcile.choice import Settle
from ponarscite.reconcile.given import GIVEN
from ponarscite.record.claim import Claim
from ponarscite.record.record import Record

BATCH = 250
"""Descriptions that are added together; their claims and rows are in memory at once."""


class Additions:
    """Adds records and the records of documents; `id_of` gives the id of the record with a key."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        documents: DocumentTable,
        intake: Intake,
        reclustering: Reclustering,
        settle: Settle,
    ) -> None:
        self._database = database
        self._journal = journal
        self._documents = documents
        self._intake = intake
        self._reclustering = reclustering
        self._settle = settle

    def add_all(self, records: Iterable[Record], id_of: Callable[[str], int]) -> list[IntakeResult]:
        """Add records in one transaction, and return the key and the outcome of each."""
        with self._journal.step("add"):
            results: list[IntakeResult] = []
            for batch, changes in self._batches(records):
                added = self._add_batch(batch)
                results += (next((one for one in each if one.outcome != "unchanged"), each[0]) for each in added)
                if changes:
                    self._correct_once(id_of(added[-1][0].key), changes)
            return results

    def _batches(self, records: Iterable[Record]) -> Iterator[tuple[list[Record], tuple[Claim, ...]]]:
        """The records in batches. A record with changed values ends its batch; claims for the changes come with it."""
        batch: list[Record] = []
        for record in records:
            batch.append(record)
            changes = changed_values(record, self._settle)
            if changes or len(batch) == BATCH:
                yield batch, changes
                batch = []
        if batch:
            yield batch, ()

    def _add_batch(self, records: Sequence[Record]) -> list[list[IntakeResult]]:
        """Add the descriptions of records, and return a list of results for each record."""
        documents: dict[str, int | None] = {}
        described = [descriptions(record, self._settle) for record in records]
        for name in (one.about.document for each in described for one in each):
            if name not in documents:
                is_given = name.startswith(GIVEN)
                documents[name] = None if is_given else self._documents.find_or_insert(Provenance(name))[0]
        rows = [description_row(one, documents[one.about.document]) for each in described for one in each]
        results = iter(self._intake.add(rows))
        return [list(islice(results, len(each))) for each in described]

    def _correct_once(self, record: int, claims: tuple[Claim, ...]) -> None:
        """Add corrections to a record unless it has the same ones already."""
        sql = "SELECT 1 FROM testimony WHERE record = ? AND shape = ?"
        if not self._database.row(sql, (record, shape_of(claims))):
            self._reclustering.correct(record, claims)

    def add_document(
        self, document: Provenance, records: Iterable[Record], id_of: Callable[[str], int]
    ) -> list[IntakeResult]:
        """Add the records of one document in one transaction, and return the key and outcome of each description."""
        with self._journal.step(f"add {document.address}"):
            document_id, address = self._documents.find_or_insert(document)
            older = self._documents.other_descriptions(document_id, address)
            described = (one for record in records for one in built_descriptions(record, self._settle))
            rows: Iterable[DescriptionRow] = (description_row(moved_to(one, address), document_id) for one in described)
            rows = iter(list(self._reclustering.continued(rows, older)) if older else rows)
            results: list[IntakeResult] = []
            while batch := list(islice(rows, BATCH)):
                results += self._intake.add(batch)
            if older:
                self._reclustering.supersede(older, {id_of(one.key) for one in results})
            return results
