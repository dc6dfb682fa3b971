"""Tables: everything that adds, reads and changes the records of an opened library."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from ponarscite.library.additions import Additions
from ponarscite.library.components import Components
from ponarscite.library.crowds import Crowds
from ponarscite.library.database import Database
from ponarscite.library.description_table import DescriptionTable
from ponarscite.library.document_table import DocumentTable
from ponarscite.library.intake import Intake
from ponarscite.library.journal import Journal
from ponarscite.library.keys import Keys
from ponarscite.library.reclustering import Reclustering
from ponarscite.library.record_table import RecordTable
from ponarscite.library.word_index import WordIndex
from ponarscite.series.identity import settle
from ponarscite.series.series import Series


class Tables:
    """The tables of one library, and what works on several of them.

    A module of its own: importing it takes longer than opening a library and looking up names in it.
    """

    def __init__(self, database: Database, series: Sequence[Series]) -> None:
        self.settle = partial(settle, series=tuple(series))
        self.keys = Keys(database)
        words, crowds, components = WordIndex(database), Crowds(database), Components(database)
        self.journal = Journal(database, words)
        self.documents = DocumentTable(database)
        self.records = RecordTable(database, words, self.keys, crowds, self.settle)
        self.descriptions = DescriptionTable(database, crowds, components)
        self.reclustering = Reclustering(database, self.keys, self.records, self.descriptions, components, self.settle)
        self.intake = Intake(self.keys, self.records, self.descriptions, self.reclustering)
        self.additions = Additions(database, self.journal, self.documents, self.intake, self.reclustering, self.settle)
