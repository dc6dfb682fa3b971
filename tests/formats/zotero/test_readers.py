"""Zotero's own files, as Zotero writes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import ponarscite
from ponarscite import PluginManager
from ponarscite.interchange.json_items import references_of
from ponarscite.record.date import Date
from ponarscite.record.item import variables
from tests.conftest import DATA
from tests.formats.formats import READERS, read, write


def test_a_zotero_rdf_export(plugins: PluginManager) -> None:
    (memo, article) = ponarscite.ingest(DATA / "exports" / "zotero.rdf", plugins=plugins)
    assert (memo.type, memo.number, memo.genre) == ("report", "9001", "PONARS Eurasia Policy Memo")
    assert [str(name) for name in memo.author] == ["Olena Prykladna", "Juan de la Prueba"]
    assert (memo.publisher, memo.publisher_place) == ("George Washington University", "Washington, DC")
    assert (memo.issued, memo.url) == (Date(2024, 3, 14), "https://www.ponarseurasia.org/borrowed-rivers/")
    assert memo.keyword == ("Rivers", "Water, and meters")
    assert (article.type, article.container_title) == ("article-journal", "Journal of Invented Studies")
    assert dict(article.extra) == {"ISSN": "0000-0000", "issue": "2", "page": "1-20", "volume": "7"}


def test_the_json_of_zoteros_web_api(plugins: PluginManager, tmp_path: Path) -> None:
    data = {
        "itemType": "report",
        "title": "A Memo",
        "reportNumber": "9001",
        "url": "https://example.org/",
        "DOI": "10.1/x",
    }
    listed = [{"key": "ABC", "data": data}, {"key": "D", "data": {"itemType": "attachment", "title": "PDF"}}]
    (tmp_path / "items.json").write_text(json.dumps(listed), encoding="utf-8")
    (memo,) = ponarscite.ingest(tmp_path / "items.json", plugins=plugins)
    assert (memo.type, memo.title, memo.number, memo.url) == ("report", "A Memo", "9001", "https://example.org/")


def test_a_file_that_breaks_off_is_named() -> None:
    text = '[{"data": {"itemType": "book", "title": "A"}},\n {"data": {"itemType": "book"'
    read = READERS["zotero-json"].read
    assert read
    first, second = read(text)
    assert first.item["title"] == "A"
    assert (second.where, second.faults) == ("line 2", ("what follows item 1 is no JSON",))


def test_items_in_csl_json_and_in_zoteros_own_may_share_a_file() -> None:
    text = '[{"itemType": "book", "title": "A"}, {"type": "book", "title": "B"}, {"itemType": "note"}]'
    for name in ("zotero-json", "csl-json"):
        read = READERS[name].read
        assert read
        assert [one.item["title"] for one in read(text)] == ["A", "B"]


LAW: dict[str, Any] = {"history": "Affirmed.", "session": "3rd"}
KINDS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "case": (
        {
            "caseName": "Heron v. Otter",
            "court": "Court of Streams",
            "dateDecided": "1987-06-05",
            "docketNumber": "86-12",
            "reporter": "Stream Reports",
            "reporterVolume": "7",
            "firstPage": "210",
        },
        {
            "type": "legal_case",
            "title": "Heron v. Otter",
            "authority": "Court of Streams",
            "issued": {"date-parts": [[1987, 6, 5]]},
            "number": "86-12",
            "container-title": "Stream Reports",
            "volume": "7",
            "page": "210",
        },
    ),
    "statute": (
        {"nameOfAct": "Water Act", "code": "W.C.", "codeNumber": "4", "publicLawNumber": "17-3", "section": "2"}
        | {"dateEnacted": "2003", "pages": "9", **LAW},
        {"type": "legislation", "title": "Water Act", "container-title": "W.C.", "volume": "4", "number": "17-3"}
        | {"issued": {"date-parts": [[2003]]}, "section": "2", "page": "9", "chapter-number": "3rd"}
        | {"references": "Affirmed."},
    ),
    "bill": (
        {"title": "A Bill", "billNumber": "S. 9", "code": "Rec.", "codeVolume": "5", "codePages": "31", "date": "2004"}
        | {"legislativeBody": "Senate", "section": "1", "session": "4th"},
        {"type": "bill", "title": "A Bill", "number": "S. 9", "container-title": "Rec.", "volume": "5", "page": "31"}
        | {"issued": {"date-parts": [[2004]]}, "authority": "Senate", "section": "1", "chapter-number": "4th"},
    ),
    "hearing": (
        {"title": "On Water", "committee": "Rivers", "documentNumber": "11", "legislativeBody": "Senate", "place": "X"},
        {"type": "hearing", "title": "On Water", "section": "Rivers", "number": "11", "authority": "Senate"}
        | {"publisher-place": "X"},
    ),
    "patent": (
        {"title": "A Weir", "patentNumber": "W1", "issuingAuthority": "Office", "issueDate": "1999-01-02"}
        | {"filingDate": "1997", "country": "XX", "creators": [{"creatorType": "inventor", "name": "Weir Works"}]},
        {"type": "patent", "title": "A Weir", "number": "W1", "authority": "Office", "jurisdiction": "XX"}
        | {"issued": {"date-parts": [[1999, 1, 2]]}, "submitted": {"date-parts": [[1997]]}}
        | {"author": [{"literal": "Weir Works"}]},
    ),
    "dataset": (
        {"title": "Gauges", "type": "Table", "versionNumber": "2.1", "repository": "Bank", "DOI": "10.1234/g"},
        {"type": "dataset", "title": "Gauges", "genre": "Table", "version": "2.1", "publisher": "Bank"}
        | {"DOI": "10.1234/g"},
    ),
    "preprint": (
        {"title": "Early", "genre": "Draft", "repository": "Arch", "archiveID": "a:1", "DOI": "10.1234/e"},
        {"type": "article", "title": "Early", "genre": "Draft", "publisher": "Arch", "number": "a:1"}
        | {"DOI": "10.1234/e"},
    ),
    "standard": (
        {"title": "Pipes", "number": "P 7", "organization": "Norms", "versionNumber": "3", "status": "withdrawn"},
        {"type": "standard", "title": "Pipes", "number": "P 7", "authority": "Norms", "version": "3"}
        | {"status": "withdrawn"},
    ),
    "film": (
        {"title": "Flood", "distributor": "Reel", "runningTime": "90 min"}
        | {
            "creators": [
                {"creatorType": "director", "lastName": "Example", "firstName": "Olena"},
                {"creatorType": "scriptwriter", "lastName": "Prueba", "firstName": "Juan de la"},
            ]
        },
        {"type": "motion_picture", "title": "Flood", "publisher": "Reel", "dimensions": "90 min"}
        | {"director": [{"family": "Example", "given": "Olena"}]}
        | {"script-writer": [{"family": "Prueba", "given": "Juan", "dropping-particle": "de la"}]},
    ),
    "podcast": (
        {"title": "Dry", "seriesTitle": "Wet and Dry", "episodeNumber": "4", "audioFileType": "mp3", "date": "2021-05"}
        | {"creators": [{"creatorType": "podcaster", "lastName": "Example", "firstName": "Olena"}]},
        {"type": "broadcast", "title": "Dry", "collection-title": "Wet and Dry", "number": "4", "medium": "mp3"}
        | {
            "issued": {"date-parts": [[2021, 5]]},
            "host": [{"family": "Example", "given": "Olena"}],
            "genre": "podcast",
        },
    ),
    "presentation": (
        {"title": "Talk", "place": "Here", "meetingName": "Days of Water", "presentationType": "Keynote"},
        {"type": "speech", "title": "Talk", "event-place": "Here", "event-title": "Days of Water", "genre": "Keynote"},
    ),
    "email": (
        {"subject": "A question", "date": "2020-01-01"},
        {"type": "personal_communication", "title": "A question", "issued": {"date-parts": [[2020, 1, 1]]}},
    ),
    "tvBroadcast": (
        {"title": "News", "programTitle": "At Nine", "network": "Channel", "episodeNumber": "2"}
        | {"creators": [{"creatorType": "host", "name": "The Desk"}]},
        {"type": "broadcast", "title": "News", "container-title": "At Nine", "publisher": "Channel", "number": "2"}
        | {"host": [{"literal": "The Desk"}]},
    ),
    "book": (
        {"title": "Old", "originalDate": "1899", "citationKey": "old1", "extra": "Citation Key: other"},
        {"type": "book", "title": "Old", "original-date": {"date-parts": [[1899]]}, "id": "old1"},
    ),
}
"""Item type of Zotero -> its data, and the CSL-JSON that Zotero has for it."""


@pytest.mark.parametrize("kind", KINDS)
def test_the_fields_of_an_item_are_the_csl_variables_that_zotero_has_for_them(kind: str) -> None:
    data, expected = KINDS[kind]
    (reference,) = references_of(json.dumps([{"itemType": kind, **data}]))
    found = {name: value for name, value in reference.item.items() if value}
    assert found == expected


@pytest.mark.parametrize("kind", KINDS)
def test_an_item_returns_whole_through_rdf(kind: str) -> None:
    """What is written as RDF is the same item again, with its own type and fields."""
    data, expected = KINDS[kind]
    (record,) = read(json.dumps([{"itemType": kind, **data}]))
    (again,) = read(write("zotero-rdf", record))
    assert {**variables(again), "type": again.type} == {**variables(record), "type": record.type}
    assert again.type == expected["type"]


RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:bib="http://purl.org/net/biblio#" '
    'xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/">'
    '<rdf:Description rdf:about="#i"><z:itemType>{}</z:itemType><dc:title>A Title</dc:title>{}</rdf:Description>{}'
    "</rdf:RDF>"
)


@pytest.mark.parametrize(
    ("kind", "inside", "beside", "expected"),
    [
        (
            "newspaperArticle",
            '<dcterms:isPartOf><bib:Part><dc:title>Weather</dc:title><dcterms:isPartOf rdf:resource="urn:issn:1"/>'
            "</bib:Part></dcterms:isPartOf>",
            '<bib:Newspaper rdf:about="urn:issn:1"><dc:title>Daily Drop</dc:title>'
            "<dc:identifier>ISSN 1111-1111</dc:identifier></bib:Newspaper>",
            {"section": "Weather", "container-title": "Daily Drop", "ISSN": "1111-1111"},
        ),
        (
            "case",
            "<dcterms:isPartOf><bib:CourtReporter><prism:number>5-1</prism:number><dc:title>Rep.</dc:title>"
            "<prism:volume>9</prism:volume></bib:CourtReporter></dcterms:isPartOf><z:authority>Court</z:authority>"
            "<bib:pages>3</bib:pages><z:displayTitle>A Title (Rep.)</z:displayTitle>",
            "",
            {"number": "5-1", "container-title": "Rep.", "volume": "9", "authority": "Court", "page": "3"},
        ),
        (
            "conferencePaper",
            "<bib:presentedAt><bib:Conference><dc:title>Days</dc:title></bib:Conference></bib:presentedAt>",
            "",
            {"event-title": "Days"},
        ),
        ("computerProgram", "<prism:edition>4.3</prism:edition>", "", {"version": "4.3"}),
        ("book", "<prism:edition>4th</prism:edition>", "", {"edition": "4th"}),
        (
            "book",
            "<dc:subject><dcterms:LCC><rdf:value>GB1</rdf:value></dcterms:LCC></dc:subject><dc:subject>Water</dc:subject>",
            "",
            {"call-number": "GB1", "keyword": ("Water",)},
        ),
        (
            "journalArticle",
            '<dcterms:isPartOf rdf:resource="#i"/>',
            "",
            {"container-title": "A Title"},
        ),
    ],
)
def test_what_zotero_writes_as_rdf(kind: str, inside: str, beside: str, expected: dict[str, object]) -> None:
    """The last one is part of itself: the circle is left after a few steps."""
    (found,) = read(RDF.format(kind, inside, beside))
    assert variables(found) == {"title": "A Title", **expected}
