"""Pages of other houses, in the shapes of their sites: kind and number, house, authors, date, and no false doubt."""

from __future__ import annotations

from types import ModuleType

import pytest

import ponarscite
from ponarscite import Document
from tests.conftest import ROOT

PAGES = ROOT / "tests" / "data" / "houses"

READ = {
    "rand": (
        "report: Ferries of the Invented Strait: Ports, Pilots, and Prices",
        "- RR-A9001-1",
        "RAND Corporation",
        "Maria Esempio; Jan Beispiel",
        "2023-05-16",
    ),
    "brookings": (
        "report: Who pays for the invented harbor?",
        "Policy Brief -",
        "Brookings",
        "Ana Ejemplo; Olga Vydumana",
        "2022-09-14",
    ),
    "carnegie": (
        "report: A Winter Without Cables",
        "Paper -",
        "Carnegie Endowment for International Peace",
        "Petro Vyhadanyi; Lea Muster",
        "2024-02-08",
    ),
    "chatham-house": (
        "report: Grain and the invented corridor",
        "Research paper -",
        "Chatham House",
        "Nadia Primer",
        "2021-11-30",
    ),
    "sipri": (
        "report: Pipelines and permits in two invented states",
        "SIPRI Policy Brief -",
        "SIPRI",
        "Sven Påhittad; Karin Exempel",
        "2020-10-01",
    ),
    "ecfr": (
        "report: Bridges to nowhere: The invented crossing",
        "Policy Brief -",
        "European Council on Foreign Relations",
        "Clara Fiktiva; Tomasz Zmyślony",
        "2023-03-22",
    ),
    "csis": ("report: The Missing Tankers", "Brief -", "CSIS", "Emil Cuento; Rosa Inventada", "2025-01-23"),
    "wilson-center": (
        "report: The Quiet Customs Union",
        "Kennan Cable 9077",
        "Wilson Center",
        "Ilya Vymyslov",
        "2022-12-05",
    ),
    "fiia": (
        "report: Frozen accounts and warm words",
        "FIIA Briefing Paper 9345",
        "Finnish Institute of International Affairs",
        "Aino Keksitty; Pekka Kuvitteellinen",
        "2022-10-10",
    ),
    "osw": (
        "report: A decree and its shadow",
        "OSW Commentary 9512",
        "OSW Centre for Eastern Studies",
        "Jan Wymyślony; Ewa Zmyślona",
        "2023-05-17",
    ),
    "atlantic-council": (
        "report: The drone that was not",
        "Issue Brief -",
        "Atlantic Council",
        "John Unreal; Mary Ficticia",
        "2023-01-31",
    ),
    "newspaper": (
        "article-newspaper: News and the Invented Canal",
        "- -",
        "The Example Times",
        "Rita Reportera",
        "2024-03-08",
    ),
}
"""Page -> type and title, genre and number, publisher or container, authors, date."""


def test_every_page_has_its_row() -> None:
    assert {page.stem for page in PAGES.glob("*.html")} == READ.keys()


@pytest.mark.parametrize("name", READ)
def test_a_page_of_another_house(name: str) -> None:
    [record] = ponarscite.ingest(PAGES / f"{name}.html")
    assert (
        f"{record.type}: {record.title}",
        f"{record.genre or '-'} {record.number or '-'}",
        record.publisher or record.container_title,
        "; ".join(f"{one.given} {one.family}" for one in record.author),
        str(record.issued),
    ) == READ[name]
    assert not record.conflicts
    assert not record.doubts


def page(head: str, body: str, title: str = "A Title | House") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


META = (
    '<meta property="og:title" content="A Title"><meta property="og:site_name" content="House">'
    '<meta property="article:published_time" content="2024-05-06"><link rel="canonical" href="https://house.example/a">'
)


@pytest.mark.parametrize(
    ("body", "kind", "authors"),
    [
        ("<p>Report</p><h1>A Title</h1><p>By Ann Lee</p>", "report", "Lee"),
        ("<h1>A Title</h1><p>Report</p><p>Share</p>", "webpage", ""),  # a button
        ("<ul><li>Reports</li><li>Policy Briefs</li></ul><h1>A Title</h1>", "webpage", ""),  # a menu
        ("<h1>A Title</h1><p>Commentary by Ann Lee and Bo Ek</p>", "webpage", "Lee; Ek"),
        ("<h1>Another</h1><p>Policy Brief</p><p>By Ann Lee</p>", "webpage", ""),  # not its title
        (
            "<h1>A Title</h1><p>6 May 2024</p><h2>Related</h2><p>Brief</p><div class='author'>Ann Lee</div>",
            "webpage",
            "",
        ),
        ("<h1>A Title</h1><h3>A Subtitle</h3><p>Policy Brief</p><p class='author'>Ann Lee</p>", "report", "Lee"),
        ("<h1>A Title</h1><p class='related-authors'>Ann Lee</p>", "webpage", ""),
        ("<h1>A Title</h1><p class='author'>Senior Fellow</p>", "webpage", ""),
        ("<h1>A Title</h1><p><a href='/experts/ann-lee'>Ann Lee</a></p>", "webpage", "Lee"),
        ("<h1>A Title</h1><p><a href='/topics/arms'>Small Arms</a></p>", "webpage", ""),
        (f"<h1>A Title</h1><p>{'Many words of a text. ' * 12}</p><p>By Ann Lee</p>", "webpage", ""),
        ("<h1>A Title</h1><p>Working Paper No. 2024/3</p>", "report", ""),
        ("<h1>A Title</h1><p>Based on PONARS Eurasia Policy Memo No. 734</p>", "webpage", ""),
        ("<p>PONARS Eurasia Policy Memo No. 512</p><h1>A Title</h1>", "webpage", ""),
        ("<h1>A Title</h1><p>View comments 12</p><p>Annual Report 2020</p><p>Working Papers 2020</p>", "webpage", ""),
        ("<h1>A Title</h1><p>Brief by design</p><p>Download Policy Brief</p>", "webpage", ""),
        ("<h1>A Title</h1><p>Topics: <a href='/people/x'>Vladimir Lee</a></p>", "webpage", ""),
        ("<h1>A Title</h1><p>Photo by Carl Dunn</p><p>By Ann Lee</p>", "webpage", "Lee"),
        ("<h1>A Title</h1><p>Edited by Carl Dunn</p><p>Translated by Bo Ek</p>", "webpage", ""),
        ("<h1>A Title</h1><p class='author'>Translated by <a href='/a/b'>Bo Ek</a></p>", "webpage", ""),
        ("<h1>A Title</h1><p class='author'><a href='/a'>Ann Lee</a><a href='/b'>Bo Ek</a></p>", "webpage", "Lee; Ek"),
        ("<h1>A Title</h1><p class='author'><b>Ann Lee</b><b>Energy Editor</b></p>", "webpage", ""),
        (
            "<h1>A Title</h1><p class='author'><a href='/t'>Follow Ann</a> <a href='/s'>Share This</a></p>",
            "webpage",
            "",
        ),
        ("<h1>A Title</h1><p class='author'>Mary McDonald and Jo VanDyke</p>", "webpage", "McDonald; VanDyke"),
        ("<h1>A Title</h1><p>Chapter 3</p><p>Page 12</p><p>Update 7</p>", "webpage", ""),
    ],
)
def test_what_stands_around_the_title(body: str, kind: str, authors: str) -> None:
    [record] = ponarscite.ingest(Document.of(page(META, body), name="a.html"))
    assert (record.type, "; ".join(name.family for name in record.author)) == (kind, authors)


@pytest.mark.parametrize(
    ("title", "heading", "address", "found"),
    [
        ("The Pass | House of Peace", "The Pass", "https://houseofpeace.example/a", ("The Pass", "House of Peace")),
        ("House of Peace - The Pass", "The Pass", "https://houseofpeace.example/a", ("The Pass", "House of Peace")),
        ("The Pass | House", "The Pass: No Border", "https://house.example/a", ("The Pass: No Border", "House")),
        ("The Pass | House of Peace", "The Pass", "", ("The Pass", "")),
    ],
)
def test_without_meta_tags_the_heading_is_the_title(
    title: str, heading: str, address: str, found: tuple[str, str]
) -> None:
    body = f"<p>Working Paper No. 34</p><h1>{heading}</h1><p>By Ann Lee</p><p>May 3, 2021</p>"
    [record] = ponarscite.ingest(Document.of(page(f'<link rel="canonical" href="{address}">', body, title)))
    assert (record.title, record.publisher) == found
    assert (record.type, record.genre, record.number) == ("report", "Working Paper", "34")
    assert [name.family for name in record.author] == ["Lee"]
    assert record.conflicts == ()


@pytest.mark.parametrize(
    ("body", "issued"),
    [
        ("<p>May 2024</p><p>Published 3 May 2024</p>", "2024-05-03"),
        ("<p>October 2020</p>", "2020-10"),
        ("<p>Updated 3 May 2024</p>", ""),
        ("<p>May 2024</p><p>Register</p>", ""),
        ("<p>May 2024</p><p>Venue: the hall</p>", ""),
        ("<p>Registration closes 1 June 2024</p>", ""),
    ],
)
def test_the_date_of_publication_alone(body: str, issued: str) -> None:
    head = META.replace('<meta property="article:published_time" content="2024-05-06">', "")
    [record] = ponarscite.ingest(Document.of(page(head, f"<h1>A Title</h1>{body}<p>By Ann Lee</p>")))
    assert str(record.issued) == issued


def test_the_list_of_an_institute_has_no_head() -> None:
    head = META.replace("A Title", "Policy Briefs")
    body = "<h1>Policy Briefs</h1><p>Policy Brief No. 9</p><p>By Ann Lee</p>"
    [record] = ponarscite.ingest(Document.of(page(head, body, "Policy Briefs | House")))
    assert (record.type, record.number, record.author) == ("webpage", "", ())


def test_a_subtitle_is_no_house() -> None:
    head = META.replace('<meta property="og:site_name" content="House">', "")
    [record] = ponarscite.ingest(Document.of(page(head, "<h1>A Title</h1>", "A Title – Its History")))
    assert (record.title, record.container_title, record.conflicts) == ("A Title", "", ())


def test_the_policy_memo_of_another_institute_is_its_own() -> None:
    body = "<h1>A Title</h1><p>Policy Memo No. 512</p><p>By Ann Lee</p><p>15 January 2022</p>"
    [record] = ponarscite.ingest(Document.of(page(META, body)))
    assert (record.genre, record.number, record.publisher) == ("Policy Memo", "512", "House")


def test_a_page_of_the_series_has_its_own_layout() -> None:
    head = META.replace("House", "PONARS Eurasia").replace("house.example", "www.ponarseurasia.org")
    [record] = ponarscite.ingest(Document.of(page(head, "<h1>A Title</h1><p>Report</p><p>By Ann Lee</p>")))
    assert (record.type, record.container_title, record.publisher) == ("webpage", "", "")


RIVER = ponarscite.Series(id="river", label="River Note", first_year=2014, hosts=("rivers.example",))


@pytest.mark.parametrize(
    ("body", "number", "authors"),
    [
        ("<p>River Note No. 7</p><h1>A Title</h1><p>Ann Lee</p><p>March 5, 2024</p>", "7", ["Lee"]),
        ("<p>River Note No. 7, 5 March 2024</p><h1>A Title</h1><p>Ann Lee</p><p>March 5, 2024</p>", "7", ["Lee"]),
        ("<p>RIVER NOTE #7 | March 2024</p><h1>A Title</h1><p>Ann Lee</p><p>March 5, 2024</p>", "7", ["Lee"]),
        ("<p>River Note 7 / March 2024</p><h1>A Title</h1><p>Ann Lee</p><p>March 5, 2024</p>", "7", ["Lee"]),
        ("<h1>A Title</h1><p>River Note No. 7</p><p class='author'>Ann Lee</p>", "7", ["Lee"]),
        ("<h1>A Title</h1><p>River Note No. 7</p><p>By Ann Lee</p><p>March 5, 2024</p>", "7", ["Lee"]),
        ("<h1>A Title</h1><p>Report</p><p class='author'>Ann Lee</p>", "", []),
        ("<p>See River Note No. 6 and others</p><h1>A Title</h1><p>Text.</p>", "", []),
    ],
)
def test_a_member_of_a_plugins_series_is_read_on_its_site(
    body: str, number: str, authors: list[str], plugins: ponarscite.PluginManager
) -> None:
    made = ModuleType("rivers")
    vars(made)["provide_series"] = ponarscite.hookimpl(lambda: [RIVER])
    plugins.add(made, "rivers")
    head = META.replace("house.example", "rivers.example")
    [record] = ponarscite.ingest(Document.of(page(head, body), name="a.html"), plugins=plugins)
    assert (record.number, [name.family for name in record.author]) == (number, authors)
    assert record.genre == ("River Note" if number else "")
