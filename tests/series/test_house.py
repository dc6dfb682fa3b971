"""Houses: which names a page gives its site, whose name a host has, and what a record takes from them."""

from __future__ import annotations

import pytest

from ponarscite.document.document import Document
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.record.record import Record
from ponarscite.series.house import HOUSE, house_of, is_of_host, site_names, with_house


def page(title: str, og_title: str = "A Title", site: str = "", address: str = "") -> Document:
    meta = f'<meta property="og:title" content="{og_title}"><link rel="canonical" href="{address}">'
    named = f'<meta property="og:site_name" content="{site}">' if site else ""
    return Document.of(f"<html><head><title>{title}</title>{meta}{named}</head><body>x</body></html>")


@pytest.mark.parametrize(
    ("title", "site", "address", "house"),
    [
        ("A Title | RAND", "", "https://www.rand.org/a.html", "RAND"),
        ("RAND | A Title", "", "https://www.rand.org/a.html", "RAND"),
        ("A Title - News - Example Institute", "", "https://exampleinstitute.org/a", "Example Institute"),
        ("A Title – Its History", "", "https://www.rand.org/a.html", ""),
        ("A Titled House", "", "https://titled.example/a", ""),
        ("A Title", "Chatham House – International Affairs Think Tank", "", "Chatham House"),
        ("A Title | Institute of Minor Affairs", "IMA", "", "Institute of Minor Affairs"),
        ("A Title | ECFR", "European Council on Foreign Relations", "", "European Council on Foreign Relations"),
        ("A Title", "", "https://www.rand.org/a.html", ""),
        ("A Title | RAND", "", "https://[", ""),
    ],
)
def test_the_house_of_a_page(title: str, site: str, address: str, house: str) -> None:
    assert house_of(site_names(page(title, site=site, address=address)), "") == house


@pytest.mark.parametrize(
    ("name", "host", "is_so"),
    [
        ("RAND", "rand.org", True),
        ("Brookings Institution", "brookings.edu", True),
        ("Carnegie Endowment for International Peace", "carnegieendowment.org", True),
        ("Center for Strategic and International Studies", "csis.org", True),
        ("OSW", "osw.waw.pl", True),
        ("Its History", "rand.org", False),
        ("Org", "rand.org", False),
        ("", "rand.org", False),
    ],
)
def test_a_host_is_called_after_a_name(name: str, host: str, is_so: bool) -> None:
    assert is_of_host(name, host) is is_so


def said(*names: tuple[str, str]) -> tuple[Claim, ...]:
    return tuple(Claim(HOUSE, name, Rank.OWN, origin, About()) for name, origin in names)


BOTH = said(("Example Times Media Ltd", "JSON-LD"), ("The Example Times", "Open Graph"))


@pytest.mark.parametrize("claims", [BOTH, BOTH[::-1]], ids=["in order", "reversed"])
def test_a_report_has_a_publisher_and_a_page_a_site(claims: tuple[Claim, ...]) -> None:
    report, news = (with_house(Record(type=kind, claims=claims)) for kind in ("report", "article-newspaper"))
    assert (report.publisher, report.container_title) == ("Example Times Media Ltd", "")
    assert (news.publisher, news.container_title) == ("", "The Example Times")


@pytest.mark.parametrize(
    ("title", "genre", "number", "rest"),
    [
        ("Kennan Cable No. 9077: The Quiet Union", "Kennan Cable", "9077", "The Quiet Union"),
        ("Example Brief 2024 | Rest", "", "", "Example Brief 2024 | Rest"),
        ("Example Policy Brief #12 – Rest", "Example Policy Brief", "12", "Rest"),
        ("Symphony No. 5: A History", "", "", "Symphony No. 5: A History"),
        ("Working Paper No. 3", "", "", "Working Paper No. 3"),
    ],
)
def test_a_label_before_a_title(title: str, genre: str, number: str, rest: str) -> None:
    record = with_house(Record(type="webpage", title=title, claims=BOTH))
    assert (record.genre, record.number, record.title) == (genre, number, rest)


def test_a_record_keeps_what_it_has() -> None:
    record = Record(type="report", publisher="P", claims=BOTH)
    assert with_house(record) == record
    assert with_house(Record(type="book", claims=BOTH)).publisher == ""
    assert with_house(Record(type="report")) == Record(type="report")
