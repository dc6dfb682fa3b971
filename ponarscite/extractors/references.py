"""References: the extractor for bibliography files, which are read by their `Format`; each reference is a subject."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ponarscite.hookspecs import Format, hookimpl

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.record.claim import Claim


@hookimpl
def extract_claims(document: Document, formats: Sequence[Format]) -> Iterable[Claim]:
    """The claims of every reference; () for a document that is in none of the formats."""
    format_ = next((one for one in formats if one.name == document.format), None)
    if format_ is None or format_.read is None:
        return ()
    from ponarscite.interchange.reference import reference_claims, service_claims

    references = format_.read(document.definitions + document.text)
    if document.origin:
        return service_claims(references, document.origin, document.name)
    origin = format_.origin or format_.name
    return reference_claims(references, origin, document.name, carries_many=format_.carries_many)
