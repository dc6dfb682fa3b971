"""One document -> its records: every extractor is asked, and what makes no record is told.

What is done here may be done in another process.
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
from ponarscite.ingestion.documents import Read
from ponarscite.reconciliation.choice import Settle
from ponarscite.reconciliation.packed import pack
from ponarscite.reconciliation.works import draft
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
"""Kind of document -> what it would have to hold."""


def read_document(
    document: Document,
    plugins: PluginManager,
    series: tuple[Series, ...],
    roles: Sequence[Role],
    form: Callable[[Record], T],
    *,
    hashed: bool = False,
) -> Read[T]:
    """What one document gives, in these roles. Raises nothing.

    Args:
        form: what is handed on of each record, so that many of them need no more room than what is wanted of them.
        hashed: whether the hash of its bytes is asked for.
    """
    missed: list[PonarsciteError] = []
    found = list(map(form, _records(document, plugins, series, partial(settle, series=series), roles, missed)))
    return Read(found, missed, plugins.broken, _hash(document) if hashed and found else "")


def _hash(document: Document) -> str:
    from hashlib import sha256

    return sha256(document.content).hexdigest()


def whole(record: Record) -> Record:
    """A record as it is."""
    return record


def packed(record: Record) -> tuple[Identity, bytes]:
    """The identity and the packed claims of a record: it can be made again of them."""
    return record.identity, pack(record.claims)


def _records(
    document: Document,
    plugins: PluginManager,
    series: tuple[Series, ...],
    identify: Settle,
    roles: Sequence[Role],
    missed: list[PonarsciteError],
) -> Iterator[Record]:
    """The records of one document; its failures, or its emptiness, are remembered and do not stop the rest."""
    told = False
    try:
        for claims in _runs(document, plugins, series, roles):
            faults = [_fault(document, claim) for claim in claims if claim.variable == FAULT]
            records = draft((claim for claim in claims if _is_asked(claim, roles)), identify)
            found = sorted(filter(is_citable, records), key=lambda record: ROLES.index(record.role))
            if not found and document.kind in LISTS and any(claim.variable != FAULT for claim in claims):
                faults.insert(0, _untold(document, claims))
            missed += faults
            is_found = any(record.role == "subject" for record in found)
            told = told or is_found or bool(faults)
            yield from found if is_found else ()
        if not told:
            hint = NOTHING.get(document.kind, NOTHING["text"])
            raise SourceError(f"{document.name}: no memo found", hint=hint)
    except SourceError as error:
        missed.append(error)


def _is_asked(claim: Claim, roles: Sequence[Role]) -> bool:
    return claim.variable != FAULT and (claim.about.role in roles or claim.about.role == "subject")


def _fault(document: Document, claim: Claim) -> SourceError:
    hint = "correct it there, or export it again; what else the file holds is read"
    return SourceError(f"{document.name}, {claim.where or claim.about.place}: {claim.text}", hint=hint)


def _untold(document: Document, claims: Sequence[Claim]) -> SourceError:
    """Why what these claims are about makes no reference."""
    texts = {claim.variable: claim.text for claim in reversed(claims)}
    lacking = "nothing but a title" if "title" in texts else "no title and no number"
    name = texts.get("id") or texts.get("title", "a reference")
    return _fault(document, replace(claims[0], text=f"{name} has {lacking}, and is left out"))


def _runs(
    document: Document, plugins: PluginManager, series: tuple[Series, ...], roles: Sequence[Role]
) -> Iterator[list[Claim]]:
    """The claims of a document, all together; those of a list, one subject after the other.

    A list may be of any length: what it says of one subject comes in a row, and is let go before the next.
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
    """Every claim that every extractor makes about a document, and about what else in it has one of *roles*.

    Raises SourceError when it cannot be read.
    """
    document.kind  # noqa: B018 -- loads the document: a source that cannot be read fails here, in no extractor
    return list(dict.fromkeys(every(plugins, "extract_claims", document=document, series=series, roles=roles)))


def is_citable(record: Record) -> bool:
    """Whether enough is known to be worth a reference: any page has a title, and that makes no memo."""
    said = {claim.variable for claim in record.claims}
    known = said & {"author", "issued", "type", "genre", "container-title", "publisher", "series"}
    return bool(record.title or record.number) and (bool(known) or {"title", "number"} <= said)
