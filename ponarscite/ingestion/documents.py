"""Reading documents one by one, in this process or in several: what each gave, in order, and how many there were."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Generic, TypeVar

from ponarscite.document.document import Document
from ponarscite.errors import PluginError, PonarsciteError, SourceError

T = TypeVar("T")

LONG = 20
"""Documents that nobody counts."""


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """What one document gave.

    Args:
        records: each in the form in which it is wanted.
        failures: what could not be read of it.
        broken: outside plugins that have failed so far.
        hash: SHA-256 of its bytes in hexadecimal digits, "" where nobody asked: they may be had only once.
    """

    records: Sequence[T] = ()
    failures: Sequence[PonarsciteError] = ()
    broken: Mapping[str, PluginError] = field(default_factory=dict)
    hash: str = ""


@dataclass(slots=True)
class Tally:
    """How many documents there were.

    Args:
        new: how many records were in those that no earlier run had read.
        is_site: whether they were those of a whole site.
    """

    documents: int = 0
    new: int = 0
    is_site: bool = False

    @property
    def is_long(self) -> bool:
        """Whether a person wants to be told how many there were."""
        return self.is_site or self.documents > LONG

    def count(self, document: Document, found: Read[Any]) -> None:
        """One document more."""
        self.documents += 1
        self.is_site |= bool(document.out_of and document.name.startswith("http"))
        self.new += 0 if document.is_kept else len(found.records)


def each(
    read: Callable[[Document], Read[T]], documents: Iterable[Document], jobs: int
) -> Iterator[tuple[Document, Read[T]]]:
    """Each document with what it gave, in order; with several jobs, where processes are to be had, from them."""
    if jobs > 1:
        from ponarscite.ingestion import workers

        if workers.are_to_be_had():
            yield from workers.in_order(read, map(_portable, documents), jobs, _lost)
            return
    for document in documents:
        yield document, read(document)


def _portable(document: Document) -> Document:
    """The same document as another process can have it: a function that cannot be sent is called here."""
    if isinstance(document.load, partial):
        return replace(document)
    try:
        return replace(document, load=partial(bytes, document.content))
    except SourceError as error:
        return replace(document, load=partial(raise_error, error))


def raise_error(error: SourceError) -> bytes:
    """Load nothing: what a document does that could not be had."""
    raise error


def _lost(document: Document) -> Read[Any]:
    hint = "its content is too much for the parser: save the part that you need, and give that"
    return Read(failures=[SourceError(f"{document.name}: the process that read it has died", hint=hint)])
