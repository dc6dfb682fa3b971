"""Word's sources as they are written."""

from __future__ import annotations

import pytest
from lxml import etree

from ponarscite.formats.word.elements import ELEMENTS, ELEMENTS_OF, NAMES, SPACE, TYPES
from ponarscite.record.date import Date
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from tests.formats.formats import drops, write
from tests.formats.golden_records import MEMO_775
from tests.formats.parsed import PARSER

B = {"b": SPACE}

IN_THE_SCHEMA = frozenset(
    "AbbreviatedCaseNumber AlbumTitle Author BookTitle Broadcaster BroadcastTitle CaseNumber ChapterNumber City "
    "Comments ConferenceName CountryRegion Court Day DayAccessed Department Distributor Edition Guid Institution "
    "InternetSiteTitle Issue JournalName LCID Medium Month MonthAccessed NumberVolumes Pages PatentNumber "
    "PeriodicalTitle ProductionCompany PublicationTitle Publisher RecordingNumber RefOrder Reporter SourceType "
    "ShortTitle StandardNumber StateProvince Station Tag Theater ThesisType Title Type URL Version Volume Year "
    "YearAccessed".split()
)
"""Elements of a source in ECMA-376; DOI came with Word 2013."""

SOURCE_TYPES = frozenset(
    "ArticleInAPeriodical Book BookSection JournalArticle ConferenceProceedings Report SoundRecording Performance Art "
    "DocumentFromInternetSite InternetSite Film Interview Patent ElectronicSource Case Misc".split()
)
ROLES = frozenset(
    "Artist Author BookAuthor Compiler Composer Conductor Counsel Director Editor Interviewee Interviewer Inventor "
    "Performer ProducerName Translator Writer".split()
)


def source(record: Record) -> etree._Element:
    (found,) = etree.fromstring(write("word", record).encode(), PARSER).iterfind("b:Source", B)
    return found


def test_a_memo() -> None:
    found = source(MEMO_775)
    told = {str(child.tag).rpartition("}")[2]: child.text for child in found if not len(child)}
    assert told | {"Guid": ""} == {
        "Tag": "pepm775",
        "SourceType": "Report",
        "Guid": "",
        "Title": MEMO_775.title,
        "ThesisType": "PONARS Eurasia Policy Memo",
        "StandardNumber": "775",
        "City": "Washington, DC",
        "Publisher": "George Washington University",
        "Year": "2022",
        "Month": "May",
        "Day": "20",
        "YearAccessed": "2026",
        "MonthAccessed": "November",
        "DayAccessed": "21",
        "URL": MEMO_775.url,
        "LCID": "1033",
    }
    assert found.findtext("b:Author/b:Author/b:NameList/b:Person/b:Last", namespaces=B) == "Junisbai"


def test_only_elements_of_the_schema_are_written() -> None:
    for table in (ELEMENTS, *ELEMENTS_OF.values()):
        assert set(table) <= IN_THE_SCHEMA | {"DOI"}
        assert len(set(table.values())) == len(table)
    assert set(ELEMENTS_OF) <= set(TYPES.values()) == SOURCE_TYPES
    assert set(NAMES.values()) <= ROLES


def test_the_identifier_is_that_of_the_key() -> None:
    first, second, other = (
        source(Record(id=key, type="book", title=title)).findtext("b:Guid", namespaces=B)
        for key, title in (("k", "A"), ("k", "B"), ("l", "A"))
    )
    assert first == second != other
    assert str(first).startswith("{")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        (Name("Hale", "Henry E."), {"Last": "Hale", "First": "Henry", "Middle": "E."}),
        (Name("Vogel", "Sasha", "de"), {"Last": "de Vogel", "First": "Sasha"}),
        (Name("King", "Martin Luther", suffix="Jr."), {"Last": "King Jr.", "First": "Martin", "Middle": "Luther"}),
        (Name("Humboldt", "Alexander", "", "von"), {"Last": "Humboldt", "First": "Alexander", "Middle": "von"}),
        (Name("Plato"), {"Last": "Plato"}),
    ],
)
def test_names(name: Name, parts: dict[str, str]) -> None:
    (person,) = source(Record(id="k", type="book", title="A", author=(name,))).iter(f"{{{SPACE}}}Person")
    assert {str(part.tag).rpartition("}")[2]: part.text for part in person} == parts


def test_one_institution_is_no_person_and_one_of_several_is_a_family_name() -> None:
    bank, ann = Name(literal="A Bank"), Name("Lee", "Ann")
    alone = source(Record(id="k", type="book", title="A", author=(bank,)))
    assert alone.findtext("b:Author/b:Author/b:Corporate", namespaces=B) == "A Bank"
    among = source(Record(id="k", type="book", title="A", author=(bank, ann)))
    assert [node.text for node in among.iter(f"{{{SPACE}}}Last")] == ["A Bank", "Lee"]
    edited = source(Record(id="k", type="book", title="A", extra=(("editor", (bank,)),)))
    assert edited.findtext("b:Author/b:Editor/b:NameList/b:Person/b:Last", namespaces=B) == "A Bank"


def test_authors_are_what_the_source_type_calls_them() -> None:
    for csl_type, role in (("patent", "Inventor"), ("graphic", "Artist"), ("interview", "Interviewee")):
        found = source(Record(id="k", type=csl_type, title="A", author=(Name("Lee", "Ann"),)))
        assert [str(node.tag).rpartition("}")[2] for node in found.iterfind("b:Author/*", B)] == [role]


def test_a_date_in_words_is_no_year() -> None:
    found = source(Record(id="k", type="book", title="A", issued=Date(literal="forthcoming")))
    assert found.find("b:Year", namespaces=B) is None
    assert found.findtext("b:Month", namespaces=B) == "forthcoming"


def test_what_word_has_no_element_for_is_told() -> None:
    record = Record(id="k", type="book", title="A", abstract="B", keyword=("c",), collection_title="D", url="ftp://x")
    assert drops("word", record) == ["collection-title", "URL", "abstract", "keyword"]
