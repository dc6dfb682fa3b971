"""Asks the real services for works by their identifiers, and tells what each answers. Not part of the offline tests.

The stand-ins of `tests/sources/stand_ins.py` are written from the documentation of the services; this tells whether
these still answer so. It makes a dozen requests, one a second at most.

Run: python -m tests.live.identifiers [ADDRESS OF A TRANSLATION SERVER]
"""

from __future__ import annotations

import sys

from ponarscite import ingest
from ponarscite.errors import PonarsciteError

WORKS = {
    "doi:10.1038/nphys1170": "Crossref",
    "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O": "Crossref",
    "doi:10.5438/0012": "DataCite",
    "doi:10.48550/arXiv.1706.03762": "DataCite",
    "arxiv:1706.03762": "arXiv",
    "arxiv:1706.03762v5": "arXiv",
    "arxiv:hep-th/9901001": "arXiv",
    "pmid:26391881": "PubMed",
    "pmcid:PMC3531190": "PubMed",
    "isbn:978-0-691-16585-1": "Open Library",
    "isbn:0-306-40615-2": "Open Library",
}
"""Identifier -> the origin that its claims should have."""

UNKNOWN = ("doi:10.5555/no-such-doi-at-all", "arxiv:1706.99999", "pmid:999999999")
"""Identifiers that nobody knows."""


def main(resolver: str = "") -> int:
    """One line for each identifier; the number of those that were answered otherwise than expected."""
    failed = 0
    for source, origin in (*WORKS.items(), *((source, "") for source in UNKNOWN)):
        try:
            (record,) = ingest(source, resolver=resolver)
            found, told = record.claims[0].origin, f"{record.title} ({record.issued})"
        except PonarsciteError as error:
            found, told = "", f"{error.message} ({error.hint})"
        is_right = found == origin or (bool(found) and bool(resolver))
        failed += not is_right
        print(f"{'ok  ' if is_right else 'FAIL'} {source}: {found or 'refused'}: {told}", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(bool(main(*sys.argv[1:2])))
