"""The services that describe works by their identifiers.

Sources: DOI content negotiation (citation.doi.org/docs.html); arXiv API user's manual and terms of use
(info.arxiv.org/help/api); NCBI, Literature Citation Exporter (api.ncbi.nlm.nih.gov/lit/ctxp); Open Library, Books API
(openlibrary.org/dev/docs/api/books).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from ponarscite.network.question import Question

JSON: Final = "JSON"
ATOM: Final = "Atom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service that describes a work by its identifier.

    Args:
        name: the origin of its claims: "PubMed".
        address: where it is asked; "{}" is the identifier, percent-encoded.
        question: how it is asked.
        format: name of the format of its answers.
        syntax: JSON or ATOM, the text that such an answer is.
        variables: the CSL variables of answers that repeat the identifier.
        origins: end of the host that answers -> origin of its claims, where a service sends questions on to others.
    """

    name: str
    address: str
    question: Question
    variables: tuple[str, ...]
    format: str = "csl-json"
    syntax: str = JSON
    origins: Mapping[str, str] = field(default_factory=dict)


_JSON = "application/json"

SERVICES: Mapping[str, Service] = {
    "doi": Service(
        name="doi.org",
        address="https://doi.org/{}",
        question=Question(accept="application/vnd.citationstyles.csl+json"),
        variables=("DOI",),
        origins={"crossref.org": "Crossref", "datacite.org": "DataCite", "crosscite.org": "DataCite"},
    ),
    "arxiv": Service(
        name="arXiv",
        address="https://export.arxiv.org/api/query?max_results=1&id_list={}",
        question=Question(accept="application/atom+xml", pause=3.0),
        variables=("URL", "number"),
        format="arxiv",
        syntax=ATOM,
    ),
    "pmid": Service(
        name="PubMed",
        address="https://api.ncbi.nlm.nih.gov/lit/ctxp/v1/pubmed/?format=csl&id={}",
        question=Question(accept=_JSON),
        variables=("PMID",),
    ),
    "pmcid": Service(
        name="PubMed",
        address="https://api.ncbi.nlm.nih.gov/lit/ctxp/v1/pmc/?format=csl&id={}",
        question=Question(accept=_JSON),
        variables=("PMCID",),
    ),
    "isbn": Service(
        name="Open Library",
        address="https://openlibrary.org/api/books?jscmd=data&format=json&bibkeys=ISBN:{}",
        question=Question(accept=_JSON),
        variables=("ISBN",),
    ),
}
"""Kind of an identifier -> the service that is asked for it."""
