"""MODS, as Zotero and library catalogues write it."""

from __future__ import annotations

import pytest

from ponarscite.record.date import Date
from ponarscite.record.item import variables
from ponarscite.record.name import Name
from tests.formats.formats import read

RECORD = (
    '<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods><titleInfo><title>A</title></titleInfo>'
    "<name><namePart>An Institution</namePart></name>{}</mods></modsCollection>"
)


@pytest.mark.parametrize(
    ("genres", "csl_type"),
    [
        ('<genre authority="local">journalArticle</genre>', "article-journal"),
        ('<genre authority="local">preprint</genre>', "article"),
        ('<genre authority="local">artwork</genre>', "graphic"),
        ('<genre authority="local">presentation</genre>', "speech"),
        ('<genre authority="local">presentation</genre><genre authority="csl">event</genre>', "event"),
        ('<genre>report</genre><genre authority="marcgt">legal case and case notes</genre>', "legal_case"),
        ('<genre authority="local">report</genre><genre authority="marcgt">technical report</genre>', "report"),
        ('<genre authority="marcgt">technical report</genre>', "report"),
        ('<genre>Book review</genre><genre authority="local">journalArticle</genre>', "article-journal"),
        ('<genre authority="local">journalArticle</genre><genre authority="csl">review</genre>', "review"),
        ('<genre authority="local">book</genre><genre authority="csl">nonsense</genre>', "book"),
        ('<genre authority="marcgt">theses</genre>', "thesis"),
        ("", "document"),
    ],
)
def test_types(genres: str, csl_type: str) -> None:
    """Source: Zotero's own MODS, which has its item type as a genre of the authority "local"."""
    (found,) = read(RECORD.format(genres))
    assert found.type == csl_type


def test_records_in_an_envelope_are_read() -> None:
    text = RECORD.format("").replace("<modsCollection", "<response><modsCollection") + "</response>"
    assert [record.title for record in read(text)] == ["A"]


WORK = '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>A</title></titleInfo>{}</mods>'
HOST = '<relatedItem type="host"><titleInfo><title>Whole</title></titleInfo>{}</relatedItem>'


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<originInfo><dateCreated>2021-05-06</dateCreated></originInfo>", {"issued": Date(2021, 5, 6)}),
        ("<originInfo><copyrightDate>2014</copyrightDate></originInfo>", {"issued": Date(2014)}),
        ("<originInfo><dateIssued>[c2011]</dateIssued></originInfo>", {"issued": Date(2011)}),
        ("<originInfo><dateIssued>©1999.</dateIssued></originInfo>", {"issued": Date(1999)}),
        (
            '<originInfo><dateIssued>cop. 1998-</dateIssued><dateIssued encoding="w3cdtf" keyDate="yes">1998'
            "</dateIssued></originInfo>",
            {"issued": Date(1998)},
        ),
        (
            HOST.format("<originInfo><dateIssued>2015-03</dateIssued><edition>Late</edition></originInfo>"),
            {"issued": Date(2015, 3), "edition": "Late", "container-title": "Whole"},
        ),
        (
            HOST.format("<part><date>2016</date><detail type='volume'><number>7</number></detail></part>"),
            {"issued": Date(2016), "volume": "7", "container-title": "Whole"},
        ),
        (
            HOST.format('<part><extent unit="pages"><start>101</start><end>120</end></extent></part>'),
            {"page": "101-120", "container-title": "Whole"},
        ),
        (
            HOST.format('<part><extent unit="page"><start>7</start><end>7</end></extent></part>'),
            {"page": "7", "container-title": "Whole"},
        ),
        ("<part><extent unit='pages'><list>30, 32</list></extent></part>", {"page": "30, 32"}),
        (
            "<originInfo><place><placeTerm type='code'>gw</placeTerm></place><place><placeTerm type='text'>Berlin"
            "</placeTerm></place></originInfo>",
            {"publisher-place": "Berlin"},
        ),
        ("<originInfo><place><placeTerm type='code'>gw</placeTerm></place></originInfo>", {}),
        ("<originInfo><place><placeTerm>Berlin</placeTerm></place></originInfo>", {"publisher-place": "Berlin"}),
        (
            "<name type='corporate'><namePart>A Press</namePart><role><roleTerm>publisher</roleTerm></role></name>",
            {"publisher": "A Press"},
        ),
        (
            "<name type='corporate'><namePart>A Sponsor</namePart><role><roleTerm>sponsor</roleTerm></role></name>",
            {"contributor": (Name(literal="A Sponsor"),)},
        ),
        (
            HOST.format(
                "<name type='personal'><namePart type='family'>Lee</namePart><namePart type='given'>Ann</namePart>"
                "<role><roleTerm type='code'>edt</roleTerm></role></name><name type='personal'><namePart "
                "type='family'>Uno</namePart><namePart type='given'>Bo</namePart></name>"
            ),
            {"editor": (Name("Lee", "Ann"),), "container-author": (Name("Uno", "Bo"),), "container-title": "Whole"},
        ),
        (
            "<relatedItem type='series'><titleInfo><title>Series</title><partNumber>12</partNumber></titleInfo>"
            "<name type='personal'><namePart type='family'>Lee</namePart><namePart type='given'>Ann</namePart>"
            "<role><roleTerm type='code'>pbd</roleTerm></role></name></relatedItem>",
            {
                "collection-title": "Series",
                "collection-number": "12",
                "collection-editor": (Name("Lee", "Ann"),),
            },
        ),
        (
            "<part><detail type='volume'><number>3</number></detail></part><relatedItem type='series'><titleInfo>"
            "<title>Series</title></titleInfo><part><detail type='volume'><number>12</number></detail></part>"
            "</relatedItem>",
            {"collection-title": "Series", "collection-number": "12", "volume": "3"},
        ),
        ("<physicalDescription><extent>xii, 538 p. ; 24 cm</extent></physicalDescription>", {"number-of-pages": "538"}),
        ("<classification>QE1</classification>", {"call-number": "QE1"}),
        (
            "<name type='personal'><namePart type='family'>King</namePart><namePart type='given'>Martin, Jr."
            "</namePart></name>",
            {"author": (Name("King", "Martin", suffix="Jr."),)},
        ),
    ],
)
def test_fields_of_a_work_and_of_its_host(inside: str, expected: dict[str, object]) -> None:
    (found,) = read(WORK.format(inside))
    assert variables(found) == {"title": "A", **expected}


CREATOR = (
    '<genre authority="local">{}</genre><name type="personal"><namePart type="family">Lee</namePart>'
    '<namePart type="given">Ann</namePart><role><roleTerm type="code">ctb</roleTerm></role></name>'
)


@pytest.mark.parametrize(
    ("kind", "variable"),
    [("presentation", "author"), ("film", "director"), ("podcast", "host"), ("book", "contributor")],
)
def test_the_first_creator_that_zotero_has_no_relator_for(kind: str, variable: str) -> None:
    (found,) = read(WORK.format(CREATOR.format(kind)))
    assert variables(found)[variable] == (Name("Lee", "Ann"),)


@pytest.mark.parametrize(
    ("host", "csl_type"),
    [("periodical", "article-journal"), ("book", "chapter"), ("conference publication", "paper-conference"), ("", "")],
)
def test_the_genre_of_the_host_tells_the_type_of_a_work_without_one(host: str, csl_type: str) -> None:
    (found,) = read(WORK.format(HOST.format(f'<genre authority="marcgt">{host}</genre>' if host else "")))
    assert found.type == (csl_type or "document")
