"""One document -> its records. Every extractor is called, and a document without a record is a failure.

This may run in another process.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from ponarscite.document.document import Document
from ponarscite.document.kind import CLAIMS
from ponarscite.errors import PonarsciteError, SourceError
from ponarscite.hooks.call import every
from ponarscite.hooks.registry import PluginManager
from ponarscite.hookspecs import Format
from ponarscite.ingestion.documents import Parsed, Told
from ponarscite.ingestion.recognition import in_format, recognised
from ponarscite.reconcile.packed import written
from ponarscite.reconcile.works import draft
from ponarscite.record.claim import DOCUMENT, FAULT, MESSAGES, REMARK, ROLES, UNREAD, About, Claim, Rank, Role
from ponarscite.record.item import to_json_text
from ponarscite.record.record import Identity, Record
from ponarscite.series.elsewhere import foreign_to, marked, seen_from
from ponarscite.series.identity import settle
from ponarscite.series.series import Series

T = TypeVar("T")

NOTHING = {
    "text": "a memo shows its title beside a date and a byline, or beside a series label with a number",
    "pdf": "a memo shows its title on the first page, beside a series label with a number, a date or a byline",
    "posts": "a post of WordPress has a title and a link",
    "office": "Zotero, Mendeley and Word keep records in it; `ponarscite check` reads citations that are typed out",
    "feed": "a feed has items, each with a title and a date or an author",
}
"""Kind of document -> hint for a document in which nothing was found; a page has the hint of a text."""

PASSED_OVER = {"html": "pages", "pdf": "PDF files", "feed": "feeds", "text": "texts"}
"""Kind of document -> name of many, for those of a web archive in which nothing was found."""

LISTS = frozenset(("feed", "office"))
"""Kinds of documents that tell of many works."""

NO_REFERENCES = "a file of references has entries, each with a title"
"""The hint for a format without `empty`."""


@dataclass(frozen=True, slots=True)
class Extractors:
    """The extractors of all plugins, with the values that they are given.

    Args:
        plugins: the plugin manager.
        series: the numbered series.
        formats: the formats with `read`, in the order in which they are tried.
        references, doubtful: as in SourceOptions.
    """

    plugins: PluginManager
    series: tuple[Series, ...]
    formats: tuple[Format, ...]
    references: bool = False
    doubtful: bool = False

    def claims(self, document: Document, roles: Sequence[Role]) -> Iterator[Claim]:
        """Every claim about a document, one extractor after the other. Raises SourceError."""
        given = {
            "series": seen_from(document, self.series),
            "roles": roles,
            "formats": self.formats,
            "doubtful": self.doubtful,
        }
        claims: Iterator[Claim] = every(self.plugins, "extract_claims", document=document, **given)
        return marked(claims, document) if foreign_to(document, self.series) else claims


def parse_document(
    document: Document,
    extractors: Extractors,
    roles: Sequence[Role],
    form: Callable[[Record], T],
    *,
    hashed: bool = False,
    traced: bool = False,
) -> Parsed[T]:
    """Find the records of one document that have one of *roles*.

    Args:
        form: turns each record into the value that is passed on, so that many records take little memory.
        hashed: whether the result has the hash of the document's bytes.
        traced: whether each record has a claim that tells of the document.
    Raises:
        Nothing: failures are in the result.
    """
    if document.left_out is not None:
        return Parsed(told=Told(document.left_out))
    missed: list[PonarsciteError] = []
    messages: list[Claim] = []
    records = _records(document, extractors, roles, missed, messages)
    found = list(map(form, _traced(records, document) if traced else records))
    hash_ = _hash(document) if hashed and found else ""
    plugins = extractors.plugins
    return Parsed(found, missed, plugins.broken, hash_, Told.of(messages), plugins.oversights)


def _traced(records: Iterator[Record], document: Document) -> Iterator[Record]:
    """The records, each with a claim about its document beside those about the work."""
    text = ""
    for record in records:
        text = text or to_json_text({name: value for name, value in _facts(document) if value != ""})
        about = record.claims[0].about
        yield replace(record, claims=(*record.claims, Claim(DOCUMENT, text, Rank.GUESSED, "source", about)))


def _facts(document: Document) -> Iterator[tuple[str, str | int]]:
    yield "hash", _hash(document)
    yield "accessed", document.accessed.iso if document.accessed else ""
    file, _, place = document.name.rpartition("@") if document.archive else ("", "", "")
    yield "file", file
    if offset := re.match(r"\d{1,18}", place):
        yield "offset", int(offset[0])


def _hash(document: Document) -> str:
    """SHA-256 of the bytes of the document; of claims, that of the document of which they were made."""
    if document.kind == CLAIMS:
        return document.digest
    from hashlib import sha256

    return sha256(document.content).hexdigest()


def whole(record: Record) -> Record:
    """The record itself: the `form` that changes nothing."""
    return record


def packed(record: Record) -> tuple[Identity, bytes]:
    """The identity and the written claims of a record, which can be rebuilt from them."""
    return record.identity, written(record.claims)


def _records(
    document: Document,
    extractors: Extractors,
    roles: Sequence[Role],
    missed: list[PonarsciteError],
    messages: list[Claim],
) -> Iterator[Record]:
    """The records of one document.

    Failures go to *missed* and do not stop the rest; so does the lack of any record. Claims about the reading go to
    *messages*.
    """
    try:
        document, format_ = recognised(document, extractors.formats)
        inner = _inner(document, extractors) if extractors.references and format_ is None else None
        is_settled = False
        if inner is None:
            is_settled = yield from _parts(document, format_, extractors, roles, missed, messages)
            inner = _inner(document, extractors) if not is_settled and format_ is None else None
        if inner:
            document = in_format(document, inner)
            is_settled = yield from _parts(document, inner, extractors, roles, missed, messages)
        if not is_settled and not _defines(document, format_):
            if not document.archive:
                raise _empty(document, inner or format_)
            messages.append(_passed_over(document))
    except SourceError as error:
        missed.append(error)


def _inner(document: Document, extractors: Extractors) -> Format | None:
    """The format of references within a text that is in no format itself."""
    if document.kind not in ("text", "html"):
        return None
    return next((one for one in extractors.formats if one.within and one.within(document.text)), None)


def _parts(
    document: Document,
    format_: Format | None,
    extractors: Extractors,
    roles: Sequence[Role],
    missed: list[PonarsciteError],
    messages: list[Claim],
) -> Generator[Record, None, bool]:
    """The records of each part of a document; returns whether a record or a failure was found."""
    identify = partial(settle, series=extractors.series)
    is_settled = False
    is_list = format_.carries_many if format_ else document.kind in LISTS
    is_whole = document.kind != CLAIMS  # claims of one document may come in parts, without its subject
    for claims in _runs(document, extractors, roles, is_list=is_list):
        told = [claim for claim in claims if claim.variable in MESSAGES]
        messages += told
        faults = [_fault(document, claim) for claim in told if claim.variable == FAULT]
        records = draft((claim for claim in claims if _is_wanted(claim, roles)), identify)
        found = sorted(filter(is_citable, records), key=lambda record: ROLES.index(record.role))
        if not found and is_list and any(claim.variable not in (FAULT, REMARK) for claim in claims):
            faults.insert(0, _left_out(document, claims))
        missed += faults
        is_found = not is_whole or any(record.role == "subject" for record in found)
        is_settled = is_settled or is_found or bool(faults)
        yield from found if is_found else ()
    return is_settled


def _is_wanted(claim: Claim, roles: Sequence[Role]) -> bool:
    return claim.variable != FAULT and (claim.about.role in roles or claim.about.role == "subject")


def _defines(document: Document, format_: Format | None) -> bool:
    """Whether a document defines something for others, which is enough of a content."""
    return bool(format_ and format_.definitions and format_.definitions(document.text))


def _empty(document: Document, format_: Format | None) -> SourceError:
    """The failure of a document in which nothing was found."""
    if format_ is None:
        missing = "no embedded reference" if document.kind == "office" else "no memo"
        return SourceError(f"{document.name}: {missing} found", hint=NOTHING.get(document.kind, NOTHING["text"]))
    return SourceError(f"{document.name}: no reference found", hint=format_.empty or NO_REFERENCES)


def _passed_over(document: Document) -> Claim:
    """The message about a document of a web archive in which nothing was found."""
    text = f"{PASSED_OVER.get(document.kind, 'documents')} without a publication"
    return Claim(UNREAD, text, Rank.OWN, "envelope", About("subject", "", document.name))


def _fault(document: Document, claim: Claim) -> SourceError:
    hint = "correct it in the file; the rest of the file is read"
    return SourceError(f"{document.name}, {claim.where or claim.about.place}: {claim.text}", hint=hint)


def _left_out(document: Document, claims: Sequence[Claim]) -> SourceError:
    """The failure of an entry of a list that has too little for a record."""
    texts = {claim.variable: claim.text for claim in reversed(claims)}
    lacking = "nothing but a title" if "title" in texts else "no title and no number"
    name = texts.get("id") or texts.get("title", "a reference")
    return _fault(document, replace(claims[0], text=f"{name} has {lacking}, and is left out"))


def _runs(document: Document, extractors: Extractors, roles: Sequence[Role], *, is_list: bool) -> Iterator[list[Claim]]:
    """The claims of a document at once; those of a list, one subject after another.

    Lists can be huge, so the claims about each subject are passed on and dropped before the next.
    """
    claims = extractors.claims(document, roles)
    for run in _by_subject(claims) if is_list else (claims,):
        yield list(dict.fromkeys(run))


def _by_subject(claims: Iterator[Claim]) -> Iterator[list[Claim]]:
    """The claims in runs about one subject. A failure of the reader is raised after the run that it interrupts."""
    run: list[Claim] = []
    failure: SourceError | None = None
    try:
        for claim in claims:
            if run and claim.about != run[0].about:
                yield run
                run = []
            run.append(claim)
    except SourceError as error:
        failure = error
    if run:
        yield run
    if failure:
        raise failure


def extract(document: Document, extractors: Extractors, roles: Sequence[Role] = ROLES) -> list[Claim]:
    """The claims of all extractors about the subject of a document, and about the works in it that have one of *roles*.

    Raises:
        SourceError: the document cannot be loaded.
    """
    document, _ = recognised(document, extractors.formats)
    return list(dict.fromkeys(extractors.claims(document, roles)))


_WHOSE = frozenset(("author", "editor", "container-title", "director", "recipient"))
_WHENCE = frozenset(("issued", "URL", "DOI", "note", "archive_location", "event-title"))
"""What an entry without a title or number has to have, at least one of each."""


def is_citable(record: Record) -> bool:
    """Whether enough is known for a reference: a title or a number, and more. Every web page has a title; the number of
    a known series is enough.

    The rows of a person's list have neither; their names, date and label are a partial record. So are the entries of a
    bibliography for a letter or a review, which may have no title: a key, names or a container, and more.
    """
    claimed = {claim.variable for claim in record.claims}
    if not (record.title or record.number):
        is_row = all(claim.rank < Rank.OWN for claim in record.claims)
        if is_row:
            return {"author", "issued"} <= claimed and not claimed.isdisjoint(("genre", "series"))
        return "id" in claimed and not claimed.isdisjoint(_WHOSE) and not claimed.isdisjoint(_WHENCE)
    known = claimed & {"author", "issued", "type", "genre", "container-title", "publisher", "series"}
    return bool(known) or {"title", "number"} <= claimed or record.identity.kind == "number"
