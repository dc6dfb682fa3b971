"""A Parquet file that `export -f parquet` wrote -> Documents: what each document says, as claims.

Rows are read a few at a time, so that the memory does not grow with the file. The file may come from anyone: what it
says of its own size is bounded, and what is damaged is named, row group by row group and row by row.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from typing import Any, TypeAlias

from ponarscite.document.document import Document
from ponarscite.document.kind import CLAIMS
from ponarscite.errors import MisuseError, SourceError
from ponarscite.hookspecs import SourceOptions, hookimpl
from ponarscite.interchange.parquet import HINT, LONGEST_CLAIMS, NEEDED, SCHEMA, VERSION, claims_of_text
from ponarscite.reconcile.packed import written
from ponarscite.record.claim import Claim, Rank
from ponarscite.record.date import parse_date
from ponarscite.record.text import inert

SUFFIXES = (".parquet", ".pq")

MOST_ROWS = 100_000_000
"""Rows of one file. A few bytes of a Parquet file can claim to be any number."""

LARGEST_GROUP = 2_000_000_000
"""Bytes of one row group, after decompression."""

AT_A_TIME = 256
"""Rows that are read together."""

MOST_CLAIMS = 2_000
"""Claims about one document that are passed on together; a file of references may have millions in one document."""

MOST_NAMED = 50
"""Damaged rows that are named; of the others the number is told."""

MOST_DAMAGED = 10_000
"""Damaged rows after which the rest of a file is not read."""

RATIO, ROOM = 1_000, 100_000_000
"""Claims may have this many bytes for each byte of the file, and so many more: a text can stand in a million rows."""

DAMAGED = "write it again with `ponarscite export -f parquet`; what is whole is read"


@hookimpl
def read_source(source: str, options: SourceOptions) -> Iterable[Document] | None:
    """Return the documents in a Parquet file, or in a folder of such files alone.

    What cannot be read is a failing document.

    Raises:
        MisuseError: an address is given, as if they were one page.
    """
    if not (paths := _files(source)):
        return None
    if options.url:
        raise MisuseError(f"{source} holds many works, but --url names one page", hint="give the file of that page")
    return chain.from_iterable(map(_documents, paths))


def _files(source: str) -> list[str]:
    """The Parquet files that a source names: itself, or all that a folder holds, if it holds nothing else."""
    if os.path.isfile(source):  # noqa: PTH113 -- pathlib takes long to import
        return [source] if source.lower().endswith(SUFFIXES) else []
    try:
        names = sorted(name for name in os.listdir(source) if not name.startswith("."))  # noqa: PTH208
    except (OSError, ValueError):
        return []
    return [os.path.join(source, name) for name in names] if _are_all_parquet(names) else []  # noqa: PTH118


def _are_all_parquet(names: Iterable[str]) -> bool:
    return all(name.lower().endswith(SUFFIXES) for name in names)


def _documents(path: str) -> Iterator[Document]:
    name = inert(path.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        yield _failed(name, "cannot be read without the package pyarrow", HINT)
        return
    try:
        with parquet.ParquetFile(path) as file:
            problem = _problem(file)
        if problem:
            yield _failed(name, *problem)
            return
        with parquet.ParquetFile(path, page_checksum_verification=True, read_dictionary=["claims"]) as file:
            yield from _of_rows(name, _rows(file, os.path.getsize(path)))  # noqa: PTH202
    except OSError as error:
        yield _failed(name, f"cannot be read: {_words(error)}", "check its permissions")
    except (pyarrow.ArrowException, ValueError, MemoryError, OverflowError) as error:
        yield _failed(name, f"is damaged, or is no Parquet file: {_words(error)}", DAMAGED)


def _failed(name: str, fault: str, hint: str) -> Document:
    return Document(name, partial(_fail, f"{name} {fault}", hint))


def _fail(message: str, hint: str) -> bytes:
    raise SourceError(message, hint=hint)


def _words(error: BaseException) -> str:
    """The first sentence of an error, in one line."""
    text = str(getattr(error, "strerror", None) or error or type(error).__name__)
    return inert(text.partition("\n")[0])[:120]


def _problem(file: Any) -> tuple[str, str] | None:
    """Return the fault of a file, by its footer, and the next step; None for a file that can be read."""
    given = (file.schema_arrow.metadata or {}).get(SCHEMA.encode(), b"").decode("ascii", "replace")
    if not given:
        hint = "`ponarscite export -f parquet` writes files that can be read"
        return f"is a Parquet file, but not one of records: its metadata has no {SCHEMA}", hint
    if given != str(VERSION):
        return f"has the schema {given:.20}, and this version reads {VERSION}", "upgrade ponarscite, or write it again"
    if wrong := next((one for one in NEEDED if not _has(file.schema_arrow, one)), ""):
        return f"has no column {wrong!r} of the type that the schema gives it", DAMAGED
    if file.metadata.num_rows > MOST_ROWS:
        return f"claims to have {file.metadata.num_rows:,} rows; the limit is {MOST_ROWS:,}", "write smaller files"
    return None


def _has(schema: Any, name: str) -> bool:
    from pyarrow import types

    if schema.get_field_index(name) < 0:
        return False
    kind = schema.field(name).type
    if name != "document":
        kind = kind.value_type if types.is_dictionary(kind) else kind
        return bool(types.is_string(kind) or types.is_large_string(kind))
    return bool(types.is_list(kind) and types.is_struct(kind.value_type))


_Facts: TypeAlias = tuple[str, str, str]
_NONE: _Facts = ("", "", "")


@dataclass(frozen=True, slots=True)
class _Row:
    """One row, or what is wrong with it.

    Args:
        place: "row 17" or "row group 3", counted from 1.
        documents: name -> (SHA-256, day, file that holds it), each "" when unknown.
        fault: "" for a row that is whole.
    """

    place: str
    claims: list[Claim] = field(default_factory=list)
    documents: dict[str, _Facts] = field(default_factory=dict)
    fault: str = ""


def _rows(file: Any, size: int) -> Iterator[_Row]:
    """Every row. A row group that is damaged is one fault, from the place of the damage on.

    What the footer tells of single columns is not asked for: where it is damaged, pyarrow may end the whole process.
    """
    import pyarrow

    first, budget = 1, _Budget(size)
    for number in range(file.metadata.num_row_groups):
        group, place = file.metadata.row_group(number), first
        first += group.num_rows
        if group.total_byte_size > LARGEST_GROUP:
            yield _Row(f"row group {number + 1}", fault=f"is larger than {LARGEST_GROUP:,} bytes")
            continue
        try:
            batches = file.iter_batches(AT_A_TIME, row_groups=[number], columns=list(NEEDED), use_threads=False)
            for batch in batches:
                texts, documents = _Texts.of(batch.column("claims")), batch.column("document")
                for index in range(batch.num_rows):
                    yield (row := _row(texts, documents, index, f"row {place + index:,}", budget))
                    if budget.is_spent(row):
                        yield _Row(row.place, fault="the rest is not read: too much of it is damaged or repeated")
                        return
                place += batch.num_rows
        except (pyarrow.ArrowException, OSError, ValueError, MemoryError, OverflowError) as error:
            yield _Row(f"row group {number + 1}", fault=f"cannot be read from row {place:,} on: {_words(error)}")


@dataclass(slots=True)
class _Budget:
    """The budget of a file: how much more of it is read.

    Args:
        size: bytes of the file.
    """

    size: int
    letters: int = 0
    damaged: int = 0

    def is_spent(self, row: _Row) -> bool:
        """Whether the file has no more to give after this row."""
        self.damaged += bool(row.fault)
        return self.damaged > MOST_DAMAGED or self.letters > RATIO * self.size + ROOM


def _row(texts: _Texts, documents: Any, index: int, place: str, budget: _Budget) -> _Row:
    try:
        text = texts[index]
        budget.letters += len(text)
        named = documents[index].as_py() or []
        return _Row(place, claims_of_text(text), dict(_provenance(one) for one in named if one))
    except ValueError as error:
        return _Row(place, fault=f"the claims are damaged: {_words(error)}")


@dataclass(frozen=True, slots=True)
class _Texts:
    """The texts of a column in a batch of rows; each is copied out of it only if it is not too long.

    Args:
        array: a DictionaryArray of texts: the rows are indices of it, so that a text that many rows share exists once.
        offsets: where each text of the dictionary begins in its buffer, and where the last one ends.
    """

    array: Any
    offsets: Sequence[int]

    @classmethod
    def of(cls, array: Any) -> _Texts:
        dictionary = array.dictionary
        buffer = dictionary.buffers()[1]
        return cls(array, memoryview(buffer).cast("i")[dictionary.offset :] if buffer else ())

    def __getitem__(self, row: int) -> str:
        """The text of a row. Raises ValueError where there is none, or where it is too long or no UTF-8."""
        index = self.array.indices[row].as_py()
        if index is None:
            raise ValueError("there are none")
        if not 0 <= index < len(self.array.dictionary):
            raise ValueError("no such text")
        if self.offsets[index + 1] - self.offsets[index] > LONGEST_CLAIMS:
            raise ValueError(f"more than {LONGEST_CLAIMS:,} bytes")
        return str(self.array.dictionary[index].as_py())


def _provenance(document: dict[str, Any]) -> tuple[str, _Facts]:
    name, *rest = (document.get(one) for one in ("name", "hash", "accessed", "file"))
    hash_, day, file = (one if isinstance(one, str) else "" for one in rest)
    return str(name or ""), (hash_, day, file)


@dataclass(slots=True)
class _Pending:
    """The claims of rows in a row about one document, not yet passed on."""

    name: str = ""
    facts: _Facts = _NONE
    claims: list[Claim] = field(default_factory=list)

    def takes(self, name: str, facts: _Facts) -> bool:
        return (self.name, self.facts) == (name, facts) and len(self.claims) < MOST_CLAIMS

    def document(self) -> Document:
        hash_, day, file = self.facts
        accessed = parse_date(day) if day else None
        load = partial(bytes, written(self.claims))
        return Document(self.name, load, format=CLAIMS, digest=hash_, accessed=accessed, archive=file)


def _of_rows(name: str, rows: Iterable[_Row]) -> Iterator[Document]:
    """The claims of rows, by their documents; then what is damaged."""
    pending = _Pending()
    faults: list[_Row] = []
    more = 0
    for row in rows:
        if row.fault and len(faults) < MOST_NAMED:
            faults.append(row)
        elif row.fault:
            more += 1
        for document, claims in _by_document(row.claims).items():
            facts = row.documents.get(document, _NONE)
            if pending.claims and not pending.takes(document, facts):
                yield pending.document()
                pending = _Pending()
            pending.name, pending.facts = document, facts
            pending.claims += claims
    if pending.claims:
        yield pending.document()
    for row in faults:
        yield _failed(f"{name}, {row.place}:", row.fault, DAMAGED)
    if more:
        yield _failed(name, f"has {more:,} more damaged rows", DAMAGED)


def _by_document(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """Name of a document -> its claims. The user's go with those of the first document about the work: alone, they
    would be a work of their own.
    """
    found: dict[str, list[Claim]] = {}
    of_user = [claim for claim in claims if claim.rank == Rank.USER]
    others = [claim for claim in claims if claim.rank != Rank.USER]
    if others and of_user:
        about = next((claim.about for claim in others if claim.about.role == "subject"), others[0].about)
        of_user = [replace(claim, about=about) for claim in of_user]
    for claim in (*others, *of_user):
        found.setdefault(claim.about.document, []).append(claim)
    return found
