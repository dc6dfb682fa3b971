"""One document -> its records. Every extractor is called, and a document without a record is a failure.

This may run in another process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import TypeVar

from ponarscite.document.document import Document
from ponarscite.document.kind import LISTS
from ponarscite.errors import PonarsciteError, SourceError
from ponarscite.hooks.call import every
from ponarscite.hooks.registry import PluginManager
from ponarscite.ingestion.documents import Parsed
from ponarscite.reconcile.choice import Settle
from ponarscite.reconcile.packed import pack
from ponarscite.reconcile.works import draft
from ponarscite.record.claim import FAULT, ROLES, Claim, Role
from ponarscite.record.record import Identity, Record
from ponarscite.series.identity import settle
from ponarscite.series.series import Series

T = TypeVar("T")

NOTHING = {
    "text": "a memo shows its title beside a date and a byline, or beside a series label with a number",
    "pdf": "a memo shows its title on the first page, beside a series label with a number, a date or a byline",
    "json": "JSON is read as CSL-JSON: an array of items, each with a title and a type or an author",
    "posts": "a post of WordPress has a title and a link",
    "feed": "a feed has items, each with a title and a date or an author",
    **dict.fromkeys(("bib", "ris", "enw"), "a file of references has entries, each with a title"),
}
"""Kind of document -> hint for a document in which nothing was found."""


def parse_document(
    document: Document,
    plugins: PluginManager,
    series: tuple[Series, ...],
    roles: Sequence[Role],
    form: Callable[[Record], T],
    *,
    hashed: bool = False,
) -> Parsed[T]:
    """Find the records of one document that have one of *roles*.

    Args:
        form: turns each record into the value that is passed on, so that many records take little memory.
        hashed: whether the result has the hash of the document's bytes.
    Raises:
        Nothing: failures are in the result.
    """
    missed: list[PonarsciteError] = []
    found = list(map(form, _records(document, plugins, series, partial(settle, series=series), roles, missed)))
    return Parsed(found, missed, plugins.broken, _hash(document) if hashed and found else "")


def _hash(document: Document) -> str:
    from hashlib import sha256

    return sha256(document.content).hexdigest()


def whole(record: Record) -> Record:
    """The record itself: the `form` that changes nothing."""
    return record


def packed(record: Record) -> tuple[Identity, bytes]:
    """The identity and the packed claims of a record, which can be rebuilt from them."""
    return record.identity, pack(record.claims)


def _records(
    document: Document,
    plugins: PluginManager,
    series: tuple[Series, ...],
    identify: Settle,
    roles: Sequence[Role],
    missed: list[PonarsciteError],
) -> Iterator[Record]:
    """The records of one document. Failures go to *missed* and do not stop the rest; so does the lack of any record."""
    is_settled = False  # whether a record or a failure was found
    try:
        for claims in _runs(document, plugins, series, roles):
            faults = [_fault(document, claim) for claim in claims if claim.variable == FAULT]
            records = draft((claim for claim in claims if _is_wanted(claim, roles)), identify)
            found = sorted(filter(is_citable, records), key=lambda record: ROLES.index(record.role))
            if not found and document.kind in LISTS and any(claim.variable != FAULT for claim in claims):
                faults.insert(0, _left_out(document, claims))
            missed += faults
            is_found = any(record.role == "subject" for record in found)
            is_settled = is_settled or is_found or bool(faults)
            yield from found if is_found else ()
        if not is_settled:
            hint = NOTHING.get(document.kind, NOTHING["text"])
            raise SourceError(f"{document.name}: no memo found", hint=hint)
    except SourceError as error:
        missed.append(error)


def _is_wanted(claim: Claim, roles: Sequence[Role]) -> bool:
    return claim.variable != FAULT and (claim.about.role in roles or claim.about.role == "subject")


def _fault(document: Document, claim: Claim) -> SourceError:
    hint = "correct it there, or export it again; what else the file holds is read"
    return SourceError(f"{document.name}, {claim.where or claim.about.place}: {claim.text}", hint=hint)


def _left_out(document: Document, claims: Sequence[Claim]) -> SourceError:
    """The failure of an entry of a list that has too little for a record."""
    texts = {claim.variable: claim.text for claim in reversed(claims)}
    lacking = "nothing but a title" if "title" in texts else "no title and no number"
    name = texts.get("id") or texts.get("title", "a reference")
    return _fault(document, replace(claims[0], text=f"{name} has {lacking}, and is left out"))


def _runs(
    document: Document, plugins: PluginManager, series: tuple[Series, ...], roles: Sequence[Role]
) -> Iterator[list[Claim]]:
    """The claims of a document at once; those of a list, one subject after another.

    Lists can be huge, so the claims about each subject are passed on and dropped before the next.
    """
    if document.kind not in LISTS:
        yield extract(document, plugins, series, roles)
        return
    claims = every(plugins, "extract_claims", document=document, series=series, roles=roles)
    for _, run in groupby(claims, key=lambda claim: claim.about):
        yield list(dict.fromkeys(run))


def extract(
    document: Document, plugins: PluginManager, series: tuple[Series, ...], roles: Sequence[Role] = ROLES
) -> list[Claim]:
    """The claims of all extractors about the subject of a document, and about the works in it that have one of *roles*.

    Raises:
        SourceError: the document cannot be loaded.
    """
    document.kind  # noqa: B018 -- loads the document, so that a failure to load it is not an extractor's
    return list(dict.fromkeys(every(plugins, "extract_claims", document=document, series=series, roles=roles)))


def is_citable(record: Record) -> bool:
    """Whether enough is known for a reference: a title or a number, and more. Every web page has a title."""
    claimed = {claim.variable for claim in record.claims}
    known = claimed & {"author", "issued", "type", "genre", "container-title", "publisher", "series"}
    return bool(record.title or record.number) and (bool(known) or {"title", "number"} <= claimed)
