"""Stand-ins of the services that describe works, on loopback. The works are invented, the shapes are documented.

- DOI content negotiation: citation.doi.org/docs.html, "Supported Content Types" and "Response Codes"; what Crossref
  answers is as its REST API has it (api.crossref.org/swagger-ui), but for titles, which are texts.
- DataCite: support.datacite.org/docs/datacite-content-resolver, and /docs/api-get-doi for the JSON of its REST API.
- arXiv: info.arxiv.org/help/api/user-manual.html, 3.3 (outline of an Atom feed) and 3.4 (errors).
- NCBI, Literature Citation Exporter: api.ncbi.nlm.nih.gov/lit/ctxp (format=csl).
- Open Library: openlibrary.org/dev/docs/api/books (jscmd=data).
- Zotero's translation server: github.com/zotero/translation-server, README, "Search Translation".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest

from ponarscite.sources.lookup import lookup
from ponarscite.sources.lookup.service import SERVICES
from tests.network.scripted import Answers, Asked, Reply, Script, as_json, scripted

SICI = "10.1002/(sici)1097-4571(199806)49:8<693::aid-mud4>3.0.co;2-o"
DOI, DATASET = "10.1353/mud.2022.0001", "10.5061/dryad.mud15"

CROSSREF: dict[str, Any] = {
    "indexed": {"date-parts": [[2024, 3, 1]], "date-time": "2024-03-01T10:00:00Z", "timestamp": 1709287200000},
    "reference-count": 12,
    "publisher": "Project Silt",
    "issue": "1",
    "content-domain": {"domain": [], "crossmark-restriction": False},
    "DOI": DOI,
    "type": "journal-article",
    "created": {"date-parts": [[2022, 1, 15]], "date-time": "2022-01-15T05:17:51Z", "timestamp": 1642223871000},
    "page": "5-18",
    "source": "Crossref",
    "is-referenced-by-count": 9,
    "title": "The Tides of Mud",
    "prefix": "10.1353",
    "volume": "33",
    "author": [
        {"given": "Ann B.", "family": "Lee", "sequence": "first", "affiliation": []},
        {"given": "Bo", "family": "Ek", "sequence": "additional", "affiliation": [{"name": "Lake University"}]},
    ],
    "member": "147",
    "container-title": "Journal of Mud",
    "original-title": [],
    "deposited": {"date-parts": [[2022, 2, 14]], "date-time": "2022-02-14T15:21:53Z", "timestamp": 1644852113000},
    "score": 1,
    "resource": {"primary": {"URL": "https://silt.example/article/843608"}},
    "subtitle": [],
    "short-title": [],
    "issued": {"date-parts": [[2022]]},
    "references-count": 12,
    "URL": f"http://dx.doi.org/{DOI}",
    "relation": {},
    "ISSN": ["1086-3214"],
    "issn-type": [{"value": "1086-3214", "type": "electronic"}],
    "published": {"date-parts": [[2022]]},
}
"""A work as Crossref describes it when content is negotiated."""

DATACITE: dict[str, Any] = {
    "type": "dataset",
    "id": f"https://doi.org/{DATASET}",
    "language": "eng",
    "author": [{"family": "Ruiz", "given": "Cleo"}],
    "issued": {"date-parts": [[2019, 2, 1]]},
    "abstract": "Depths of 12 rivers.",
    "DOI": DATASET.upper(),
    "publisher": "Dryad",
    "title": "Data from: The Tides of Mud",
    "version": "2",
}
"""A data set as DataCite describes it when content is negotiated."""

PUBMED: dict[str, Any] = {
    "source": "PubMed",
    "accessed": {"date-parts": [[2026, 11, 30]]},
    "id": "pmid:31452104",
    "title": "Silt in the water of six towns",
    "author": [{"family": "Oye", "given": "Dora"}, {"family": "Lim", "given": "Eun Ji"}],
    "container-title-short": "J Silt",
    "container-title": "Journal of silt",
    "publisher": "Silt Society",
    "ISSN": "1234-5679",
    "issued": {"date-parts": [[2019, 8, 27]]},
    "page": "312-320",
    "volume": "10",
    "issue": "4",
    "PMID": "31452104",
    "PMCID": "PMC6709999",
    "DOI": "10.1000/silt.2019.312",
    "type": "article-journal",
}
"""An article as the Literature Citation Exporter describes it."""

OPEN_LIBRARY: dict[str, Any] = {
    "ISBN:9780691165851": {
        "url": "https://openlibrary.org/books/OL1M/The_mud_we_share",
        "key": "/books/OL1M",
        "title": "The mud we share",
        "subtitle": "a history",
        "authors": [{"url": "https://openlibrary.org/authors/OL1A/Ann_Lee", "name": "Ann Lee"}],
        "number_of_pages": 312,
        "identifiers": {"isbn_10": ["0691165858"], "isbn_13": ["9780691165851"], "openlibrary": ["OL1M"]},
        "publishers": [{"name": "Lake University Press"}],
        "publish_places": [{"name": "Lakeville"}],
        "publish_date": "March 2016",
        "subjects": [{"name": "Mud", "url": "https://openlibrary.org/subjects/mud"}],
        "cover": {"small": "https://covers.openlibrary.org/b/id/1-S.jpg"},
    }
}
"""An answer of the Books API."""

ZOTERO: dict[str, Any] = {
    "key": "ABCD2345",
    "version": 0,
    "itemType": "journalArticle",
    "title": "The tides of mud, by Zotero",
    "creators": [{"firstName": "Ann B.", "lastName": "Lee", "creatorType": "author"}],
    "publicationTitle": "Journal of Mud",
    "date": "2022",
    "DOI": DOI,
    "libraryCatalog": "DOI.org (Crossref)",
    "tags": [],
    "notes": [],
}
"""An item as a translation server answers."""


def atom(*entries: str) -> bytes:
    """A feed of arXiv's API."""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        '<title type="html">ArXiv Query: id_list=...</title><id>http://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>'
        '<opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">1</opensearch:totalResults>'
    )
    return (head + "".join(entries) + "</feed>").encode()


def entry(number: str, title: str = "Mud is all\n  you need", more: str = "") -> str:
    """An entry of a feed."""
    return (
        f"<entry><id>http://arxiv.org/abs/{number}</id><updated>2023-08-02T00:41:18Z</updated>"
        f"<published>2017-06-12T17:57:34Z</published><title>{title}</title><summary>  On mud.\n</summary>"
        "<author><name>Ann Lee</name></author><author><name>Bo van der Ek</name></author>"
        f'<arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.CL"/>{more}</entry>'
    )


ERROR = (
    "<entry><id>http://arxiv.org/api/errors#incorrect_id_format_for_1706.99999</id><title>Error</title>"
    "<summary>incorrect id format for 1706.99999</summary><author><name>arXiv api core</name></author></entry>"
)
"""How arXiv's API tells an error, with status 200."""


def csl(value: object) -> Reply:
    """An answer to negotiated content."""
    return replace(as_json(value), headers={"Content-Type": "application/vnd.citationstyles.csl+json"})


def doi_path(doi: str) -> str:
    """The path under which the resolver knows a DOI, as requests sends it."""
    return "/" + quote(doi, safe="/:;()@!$*,=._~-")


def _moved(host: str) -> Reply:
    return Reply(status=302, headers={"Location": host})


def _exported(asked: Asked) -> Reply:
    """The Literature Citation Exporter knows one article, by both of its numbers."""
    known = asked.path.endswith(("=31452104", "=PMC6709999"))
    return as_json(PUBMED) if known else Reply(b'{"status": "error"}', 404)


def _entries(asked: Asked) -> Reply:
    numbers = {
        "1706.03762": "1706.03762v7",
        "1706.03762v5": "1706.03762v5",
        "hep-th/9901001": "hep-th/9901001v3",
        "1707.00001": "1707.99999v1",
    }
    number = numbers.get(asked.path.rpartition("id_list=")[2], "")
    body = atom(entry(number)) if number else atom(ERROR)
    return Reply(body, headers={"Content-Type": "application/atom+xml; charset=UTF-8"})


def answers() -> dict[str, Answers]:
    """Path -> answer of all services."""
    return {
        doi_path(DOI): csl(CROSSREF),
        doi_path(SICI): csl(CROSSREF | {"DOI": SICI.upper(), "title": "Old Mud", "issued": {"date-parts": [[1998]]}}),
        doi_path(DATASET): csl(DATACITE),
        "/api/query": _entries,
        "/lit/pubmed/": _exported,
        "/lit/pmc/": _exported,
        "/api/books": lambda asked: as_json(OPEN_LIBRARY if asked.path.endswith("ISBN:9780691165851") else {}),
    }


@contextmanager
def running(patch: pytest.MonkeyPatch, more: Mapping[str, Answers] | None = None) -> Iterator[Script]:
    """Run the stand-ins in place of the services until the block ends."""
    with scripted(answers() | dict(more or {})) as script:
        home = script.home.rstrip("/")
        addresses = {
            "doi": f"{home}/{{}}",
            "arxiv": f"{home}/api/query?max_results=1&id_list={{}}",
            "pmid": f"{home}/lit/pubmed/?format=csl&id={{}}",
            "pmcid": f"{home}/lit/pmc/?format=csl&id={{}}",
            "isbn": f"{home}/api/books?jscmd=data&format=json&bibkeys=ISBN:{{}}",
        }
        origins = {"127.0.0.1": "Crossref"}
        services = {
            kind: replace(
                service,
                address=addresses[kind],
                question=replace(service.question, pause=0.0),
                origins=origins if service.origins else {},
            )
            for kind, service in SERVICES.items()
        }
        patch.setattr(lookup, "SERVICES", services)
        yield script
