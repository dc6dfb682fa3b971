"""Word's sources as Word, JabRef and bibutils write them."""

from __future__ import annotations

import pytest

from ponarscite.record.date import Date
from ponarscite.record.item import variables
from ponarscite.record.name import Name
from tests.formats.formats import READERS, read

SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
FILE = '<b:Sources SelectedStyle="" xmlns:b="{}"><b:Source>{}</b:Source></b:Sources>'
LEE = (Name("Lee", "Ann"),)
PERSON = "<b:NameList><b:Person><b:Last>Lee</b:Last><b:First>Ann</b:First></b:Person></b:NameList>"


def source(inside: str, kind: str = "Book", space: str = SPACE) -> str:
    return FILE.format(space, f"<b:Tag>k</b:Tag><b:SourceType>{kind}</b:SourceType><b:Title>A</b:Title>{inside}")


@pytest.mark.parametrize(
    ("kind", "inside", "expected"),
    [
        ("Book", f"<b:Author><b:Author>{PERSON}</b:Author></b:Author>", {"author": LEE}),
        ("Book", f"<b:Author><b:Editor>{PERSON}</b:Editor></b:Author>", {"editor": LEE}),
        ("BookSection", f"<b:Author><b:BookAuthor>{PERSON}</b:BookAuthor></b:Author>", {"container-author": LEE}),
        ("Patent", f"<b:Author><b:Inventor>{PERSON}</b:Inventor></b:Author>", {"author": LEE}),
        ("Film", f"<b:Author><b:Director>{PERSON}</b:Director></b:Author>", {"director": LEE}),
        ("Case", f"<b:Author><b:Counsel>{PERSON}</b:Counsel></b:Author>", {"contributor": LEE}),
        (
            "Report",
            "<b:Author><b:Author><b:Corporate>A Bank</b:Corporate></b:Author></b:Author>",
            {"author": (Name(literal="A Bank"),)},
        ),
        ("Book", "<b:Year>2020</b:Year><b:Month>March</b:Month><b:Day>5</b:Day>", {"issued": Date(2020, 3, 5)}),
        ("Book", "<b:Year>2020</b:Year><b:Month>03</b:Month>", {"issued": Date(2020, 3)}),
        ("Book", "<b:Year>forthcoming</b:Year>", {"issued": Date(literal="forthcoming")}),
        (
            "InternetSite",
            "<b:InternetSiteTitle>Site</b:InternetSiteTitle><b:YearAccessed>2021</b:YearAccessed>"
            "<b:MonthAccessed>May</b:MonthAccessed><b:DayAccessed>6</b:DayAccessed>",
            {"container-title": "Site", "accessed": Date(2021, 5, 6)},
        ),
        (
            "JournalArticle",
            "<b:JournalName>J</b:JournalName><b:Issue>2</b:Issue>",
            {"container-title": "J", "issue": "2"},
        ),
        ("ConferenceProceedings", "<b:ConferenceName>P</b:ConferenceName>", {"container-title": "P"}),
        ("Case", "<b:CaseNumber>5-1</b:CaseNumber><b:Court>C</b:Court>", {"number": "5-1", "authority": "C"}),
        ("Book", "<b:City>Bath</b:City><b:CountryRegion>UK</b:CountryRegion>", {"publisher-place": "Bath, UK"}),
        (
            "Patent",
            "<b:City>Bath</b:City><b:CountryRegion>UK</b:CountryRegion>",
            {"publisher-place": "Bath"} | {"jurisdiction": "UK"},
        ),
        ("Report", "<b:Institution>A Bank</b:Institution>", {"publisher": "A Bank"}),
        ("Book", "<b:LCID>1031</b:LCID>", {"language": "de-DE"}),
        ("Book", "<b:LCID>en-US</b:LCID>", {"language": "en-US"}),
        ("Report", "<b:Issue>775</b:Issue>", {"number": "775"}),
        ("Book", "<b:Url>https://example.org/</b:Url>", {"URL": "https://example.org/"}),
        ("Book", "<b:BIBTEX_Abstract>B.</b:BIBTEX_Abstract>", {"abstract": "B."}),
        ("Book", "<b:BIBTEX_KeyWords>one, two</b:BIBTEX_KeyWords>", {"keyword": ("one", "two")}),
    ],
)
def test_a_source(kind: str, inside: str, expected: dict[str, object]) -> None:
    (found,) = read(source(inside, kind))
    assert found.id == "k"
    assert variables(found) == {"title": "A", **expected}


@pytest.mark.parametrize(
    ("kind", "csl_type"),
    [
        ("Book", "book"),
        ("ArticleInAPeriodical", "article-newspaper"),
        ("Proceedings", "paper-conference"),
        ("X", "document"),
    ],
)
def test_types(kind: str, csl_type: str) -> None:
    (found,) = read(source("", kind))
    assert found.type == csl_type


@pytest.mark.parametrize(
    ("genre", "csl_type"), [("PhD dissertation", "thesis"), ("Masters Thesis", "thesis"), ("Memo", "report")]
)
def test_a_thesis_is_a_report_of_that_kind(genre: str, csl_type: str) -> None:
    (found,) = read(source(f"<b:ThesisType>{genre}</b:ThesisType>", "Report"))
    assert (found.type, found.genre) == (csl_type, genre)


@pytest.mark.parametrize(
    "space",
    [
        SPACE,
        "http://purl.oclc.org/ooxml/officeDocument/bibliography",
        "http://schemas.microsoft.com/office/word/2004/10/bibliography",
    ],
)
def test_every_version_of_the_namespace_is_read(space: str) -> None:
    (found,) = read(source("", space=space))
    assert found.title == "A"
    (found,) = read(f'<Sources xmlns="{space}"><Source><Title>A</Title></Source></Sources>')
    assert found.title == "A"


def test_what_is_not_read_is_named() -> None:
    inside = (
        "<b:Pages>1</b:Pages><b:AbbreviatedCaseNumber>5</b:AbbreviatedCaseNumber><b:BIBTEX_Price>1</b:BIBTEX_Price>"
    )
    reader = READERS["word"].read
    assert reader
    (reference,) = reader(source(inside))
    assert reference.unread == ("AbbreviatedCaseNumber", "BIBTEX_Price")


def test_parts_of_names_come_back() -> None:
    parts = {
        ("de Vogel", "Sasha", ""): Name("Vogel", "Sasha", "de"),
        ("King Jr.", "Martin", "Luther"): Name("King", "Martin Luther", suffix="Jr."),
        ("Humboldt", "Alexander", "von"): Name("Humboldt", "Alexander", dropping_particle="von"),
        ("Junior", "Ann", ""): Name("Junior", "Ann"),
    }
    for (last, first, middle), name in parts.items():
        inside = f"<b:Person><b:Last>{last}</b:Last><b:Middle>{middle}</b:Middle><b:First>{first}</b:First></b:Person>"
        listed = f"<b:Author><b:Author><b:NameList>{inside}</b:NameList></b:Author></b:Author>"
        (found,) = read(source(listed))
        assert found.author == (name,)
