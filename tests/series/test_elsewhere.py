"""A label that many institutions use, in documents of other sites than that of its series."""

from __future__ import annotations

import pytest

import ponarscite
from ponarscite import Document
from ponarscite.record.record import Record

TEXT = "Policy Memo No. 312\n\nFerries without Locks\n\nAnn Lee\n\nMarch 3, 2014\n\nNobody had kept a ledger.\n"
PAGE = (
    "<html><head><title>Ferries without Locks</title></head><body><p>{label} No. 312</p><h1>Ferries without Locks</h1>"
    "<p>Ann Lee</p><p>March 3, 2014</p><p>{text}</p></body></html>"
)
OURS = "https://www.ponarseurasia.org/ferries/"
OTHER = "https://www.lagoon.example/ferries/"


def of(content: str, url: str) -> Record | None:
    return next(iter(ponarscite.ingest(Document.of(content, url=url), failures=[])), None)


def is_memo(record: Record | None) -> bool:
    return record is not None and record.identity.kind == "number"


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("", True),
        (OURS, True),
        ("http://ponarseurasia.com/ferries", True),
        ("https://web.archive.org/web/20150301120000/http://www.ponarseurasia.org/ferries", True),
        (OTHER, False),
        ("https://notponarseurasia.org/ferries", False),
        ("https://web.archive.org/web/20150301120000/http://www.lagoon.example/ferries", False),
        ("https://www.lagoon.example/files/pepm_312_Lee_Mar2014.txt", True),
    ],
)
def test_a_short_label_counts_on_the_site_of_its_series(url: str, wanted: bool) -> None:
    assert is_memo(of(TEXT, url)) is wanted


def test_a_label_that_names_the_institution_counts_everywhere() -> None:
    assert is_memo(of(TEXT.replace("Policy Memo", "PONARS Eurasia Policy Memo"), OTHER))


def test_a_short_label_counts_where_the_institution_is_named() -> None:
    assert is_memo(of(f"{TEXT}First published by PONARS Eurasia.\n", OTHER))


def test_a_page_keeps_the_label_of_its_own_house() -> None:
    page = PAGE.format(label="Policy Memo", text="Nobody had kept a ledger of the tolls, and nobody asked. " * 4)
    record = of(page.replace("<head>", '<head><meta property="og:site_name" content="Lagoon House">'), OTHER)
    assert record is not None
    assert (record.genre, record.number, record.identity.kind) == ("Policy Memo", "312", "url")
    assert record.publisher == "Lagoon House"


def test_a_list_elsewhere_names_no_memos() -> None:
    rows = "".join(
        f"<li>Ann Lee, “Ferries of Case {n},” Policy Memo No. {n}, March 3, 2014</li>" for n in (312, 313, 314)
    )
    found = ponarscite.ingest(Document.of(f"<html><body><ul>{rows}</ul></body></html>", url=OTHER), failures=[])
    assert [record.identity.kind for record in found].count("number") == 0


def test_a_document_on_the_site_of_the_series_decides() -> None:
    """The same work, told by another site and by its own."""
    named = [Document.of(TEXT, url=url, name=url) for url in (OTHER, OURS)]
    assert "number" in [record.identity.kind for record in ponarscite.ingest(named, failures=[])]
