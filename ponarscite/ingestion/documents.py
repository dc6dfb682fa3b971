"""Documents parsed one by one, in this process or in several, and counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ponarscite.document.document import Document
from ponarscite.errors import PluginError, PonarsciteError, SourceError
from ponarscite.record.claim import REMARK, UNREAD, Claim

if TYPE_CHECKING:
    from ponarscite.hooks.oversights import Oversight

T = TypeVar("T")

LONG = 20
"""Up to this many documents, no summary line is printed."""

MOST_NAMED = 50
"""Fields, and remarks, that are told of one document."""


NO_PUBLICATION = "`ponarscite help web-archives` tells what is read of a web archive"


@dataclass(frozen=True, slots=True)
class Told:
    """What the reader of a document left out, or read in another way than it is written.

    Args:
        unread: name of a field -> number of references that have it.
        remarks: sentence -> how often it is true, and the first place.
    """

    unread: Mapping[str, int] = field(default_factory=dict)
    remarks: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.unread or self.remarks)

    def __add__(self, other: Told) -> Told:
        """Join the notes of two documents of one web archive."""
        unread, remarks = dict(self.unread), dict(self.remarks)
        for name, count in other.unread.items():
            unread[name] = unread.get(name, 0) + count
        for text, (count, where) in other.remarks.items():
            before, first = remarks.get(text, (0, where))
            remarks[text] = (before + count, first)
        return Told(unread, remarks)

    @classmethod
    def of(cls, claims: Iterable[Claim]) -> Told:
        """What these claims tell about their document."""
        unread: dict[str, int] = {}
        remarks: dict[str, tuple[int, str]] = {}
        for claim in claims:
            if claim.variable == UNREAD:
                unread[claim.text] = unread.get(claim.text, 0) + 1
            elif claim.variable == REMARK:
                count, where = remarks.get(claim.text, (0, claim.where or claim.about.place))
                remarks[claim.text] = (count + 1, where)
        return cls(unread, remarks)

    def lines(self, name: str) -> Iterator[str]:
        """ "x.bib: not read: file (3), groups (1)" and one line a remark; *name* is that of the document."""
        if self.unread:
            named = sorted(self.unread.items(), key=lambda pair: (-pair[1], pair[0]))
            more = f" and {len(named) - MOST_NAMED:,} more" if len(named) > MOST_NAMED else ""
            yield f"{name}: not read: {', '.join(f'{field} ({count:,})' for field, count in named[:MOST_NAMED])}{more}"
        for text, (count, where) in list(self.remarks.items())[:MOST_NAMED]:
            place = f", {where}" if where else ""
            yield f"{name}{place}: {text}" + (f" (and {count - 1:,} more)" if count > 1 else "")
        if len(self.remarks) > MOST_NAMED:
            yield f"{name}: {len(self.remarks) - MOST_NAMED:,} more remarks like these"


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """What was found in one document.

    Args:
        records: one value a record, in the form that the caller wants.
        failures: the parts that could not be read.
        broken: the outside plugins that have failed so far in the process that parsed it, by name.
        oversights: of outside plugins, noted so far in that process: name of the plugin -> message -> oversight.
        hash: SHA-256 of its bytes in hexadecimal digits; "" if the caller does not want it, or nothing was found.
        told: what its reader told.
    """

    records: Sequence[T] = ()
    failures: Sequence[PonarsciteError] = ()
    broken: Mapping[str, PluginError] = field(default_factory=dict)
    hash: str = ""
    told: Told = Told()
    oversights: Mapping[str, Mapping[str, Oversight]] = field(default_factory=dict)


@dataclass(slots=True)
class Tally:
    """Numbers for the summary line after many documents.

    Args:
        documents: read so far.
        new: records in documents that did not come from the cache.
        is_site: whether the documents are those of a whole site.
        told: name of a document, or of a web archive -> what its reader told, for those of which it told anything.
        archives: name of a web archive -> (records, failures) so far.
    """

    documents: int = 0
    new: int = 0
    is_site: bool = False
    told: dict[str, Told] = field(default_factory=dict)
    archives: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def is_long(self) -> bool:
        """Whether there were enough documents for a summary line."""
        return self.is_site or self.documents > LONG

    def count(self, document: Document, parsed: Parsed[Any]) -> None:
        """Count one more document."""
        self.documents += document.left_out is None
        self.is_site |= bool(document.out_of and document.name.startswith("http"))
        self.new += 0 if document.is_kept else len(parsed.records)
        self._tell(document, parsed.told)

    def _tell(self, document: Document, told: Told) -> None:
        name = document.archive or document.name
        if told:
            self.told[name] = self.told[name] + told if name in self.told else told

    def failures(self, document: Document, parsed: Parsed[Any]) -> Sequence[PonarsciteError]:
        """The failures of a document to be named; of a web archive, those beyond MOST_NAMED are only counted.

        A web archive in which nothing was found is a failure.
        """
        if not document.archive:
            return parsed.failures
        records, failed = self.archives.get(document.archive, (0, 0))
        named = parsed.failures[: max(0, MOST_NAMED - failed)]
        if more := len(parsed.failures) - len(named):
            self._tell(document, Told({"further broken records": more}))
        self.archives[document.archive] = records + len(parsed.records), failed + len(parsed.failures)
        if document.left_out is not None and self.archives[document.archive] == (0, 0):
            return [SourceError(f"{document.archive}: no publication found", hint=NO_PUBLICATION)]
        return named


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
