"""Files of word processors -> claims: the records that Zotero, Mendeley and Word keep in them.

They are what another document cites, so the claims have its rank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ponarscite.hookspecs import Format, hookimpl

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.record.claim import Claim


@hookimpl
def extract_claims(document: Document, formats: Sequence[Format]) -> Iterable[Claim]:
    """The claims of the embedded records, each a subject; () for other kinds of document. Raises SourceError."""
    return _claims(document, formats) if document.kind == "office" else ()


def _claims(document: Document, formats: Sequence[Format]) -> Iterator[Claim]:
    from ponarscite.extractors.office.references import embedded
    from ponarscite.interchange.reference import reference_claims
    from ponarscite.record.claim import Rank

    word = next((one for one in formats if one.name == "word"), None)
    for origin, reference in embedded(document.content, document.name, word):
        yield from reference_claims([reference], origin, document.name, rank=Rank.CITED)
