"""Documents parsed one by one, in this process or in several, and counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Generic, TypeVar

from ponarscite.document.document import Document
from ponarscite.errors import PluginError, PonarsciteError, SourceError

T = TypeVar("T")

LONG = 20
"""Up to this many documents, no summary line is printed."""


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """What was found in one document.

    Args:
        records: one value a record, in the form that the caller wants.
        failures: the parts that could not be read.
        broken: the outside plugins that have failed so far in the process that parsed it, by name.
        hash: SHA-256 of its bytes in hexadecimal digits; "" if the caller does not want it, or nothing was found.
    """

    records: Sequence[T] = ()
    failures: Sequence[PonarsciteError] = ()
    broken: Mapping[str, PluginError] = field(default_factory=dict)
    hash: str = ""


@dataclass(slots=True)
class Tally:
    """Numbers for the summary line after many documents.

    Args:
        documents: read so far.
        new: records in documents that did not come from the cache.
        is_site: whether the documents are those of a whole site.
    """

    documents: int = 0
    new: int = 0
    is_site: bool = False

    @property
    def is_long(self) -> bool:
        """Whether there were enough documents for a summary line."""
        return self.is_site or self.documents > LONG

    def count(self, document: Document, parsed: Parsed[Any]) -> None:
        """Count one more document."""
        self.documents += 1
        self.is_site |= bool(document.out_of and document.name.startswith("http"))
        self.new += 0 if document.is_kept else len(parsed.records)


def parse_each(
    parse: Callable[[Document], Parsed[T]], documents: Iterable[Document], jobs: int
) -> Iterator[tuple[Document, Parsed[T]]]:
    """Parse documents in order; with several *jobs*, in as many processes, if the system can fork."""
    if jobs > 1:
        from ponarscite.ingestion import workers

        if workers.can_fork():
            yield from workers.in_order(parse, map(_portable, documents), jobs, _lost)
            return
    for document in documents:
        yield document, parse(document)


def _portable(document: Document) -> Document:
    """The document in a form that can be pickled: if its `load` cannot, the bytes are loaded here."""
    if isinstance(document.load, partial):
        return replace(document)
    try:
        return replace(document, load=partial(bytes, document.content))
    except SourceError as error:
        return replace(document, load=partial(raise_error, error))


def raise_error(error: SourceError) -> bytes:
    """Raise an error: the `load` of a document whose bytes could not be had."""
    raise error


def _lost(document: Document) -> Parsed[Any]:
    hint = "its content is too much for the parser: save the part that you need, and read that"
    return Parsed(failures=[SourceError(f"{document.name}: the process that parsed it has died", hint=hint)])
