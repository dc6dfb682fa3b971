"""Claims that were made before, and are read back from a file that keeps them: as they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ponarscite.document.kind import CLAIMS
from ponarscite.hookspecs import hookimpl

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.record.claim import Claim


@hookimpl
def extract_claims(document: Document) -> Iterable[Claim]:
    """The claims in a document of the kind "claims", whose content is what `reconcile.packed.written` gives."""
    if document.kind != CLAIMS:
        return ()
    from ponarscite.reconcile.packed import unpack

    return tuple(unpack(document.content))
