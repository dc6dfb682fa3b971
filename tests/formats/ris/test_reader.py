"""RIS by type: what a tag means in a book, a case, a bill, a paper of a conference.

Source: the RIS specification of 2011, whose tables by type Zotero follows.
"""

from __future__ import annotations

import pytest

from ponarscite.formats.ris.reader import references_of
from ponarscite.record.date import Date
from ponarscite.record.item import from_item, variables
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from tests.formats.formats import drops, read, write

LEE, UNO = Name("Lee", "Ann"), Name("Uno", "Bo")


@pytest.mark.parametrize(
    ("ris_type", "lines", "expected"),
    [
        ("BOOK", "A3  - Lee, Ann\nA3  - Uno, Bo", {"editor": (LEE, UNO)}),
        ("BOOK", "A2  - Lee, Ann", {"editor": (LEE,)}),
        ("BOOK", "ED  - Lee, Ann\nA2  - Uno, Bo", {"editor": (LEE,), "collection-editor": (UNO,)}),
        (
            "BOOK",
            "T2  - Series\nM1  - 12\nNV  - 4\nSP  - 538",
            {
                "collection-title": "Series",
                "collection-number": "12",
                "number-of-volumes": "4",
                "number-of-pages": "538",
            },
        ),
        ("BOOK", "T3  - Series\nSP  - 5\nEP  - 9", {"collection-title": "Series", "page": "5-9"}),
        (
            "CHAP",
            "A2  - Lee, Ann\nA3  - Uno, Bo\nT2  - Whole\nT3  - Series",
            {"editor": (LEE,)}
            | {"collection-editor": (UNO,), "container-title": "Whole", "collection-title": "Series"},
        ),
        ("THES", "SP  - 340", {"number-of-pages": "340"}),
        ("RPRT", "SP  - 30", {"page": "30"}),
        (
            "CASE",
            "A2  - Rep.\nVL  - 4\nSP  - 113\nPB  - Court\nSV  - 70-18",
            {"container-title": "Rep.", "volume": "4", "page": "113", "authority": "Court", "number": "70-18"},
        ),
        (
            "STAT",
            "T2  - Code\nVL  - 30\nM1  - 121\nSE  - 3\nET  - 2nd",
            {"container-title": "Code", "volume": "30", "number": "121", "section": "3", "chapter-number": "2nd"},
        ),
        (
            "BILL",
            "T2  - Rec.\nT3  - House\nET  - 117th\nM1  - 1\nSE  - 2",
            {"container-title": "Rec.", "authority": "House", "chapter-number": "117th", "number": "1", "section": "2"},
        ),
        ("PAT", "A2  - Office\nSN  - P1\nC3  - XX", {"authority": "Office", "number": "P1", "jurisdiction": "XX"}),
        (
            "CONF",
            "T2  - Meeting\nC3  - Proceedings\nC1  - Boston",
            {"event-title": "Meeting", "container-title": "Proceedings", "publisher-place": "Boston"},
        ),
        ("CONF", "T2  - Proceedings\nCY  - Boston", {"container-title": "Proceedings", "publisher-place": "Boston"}),
        (
            "SLIDE",
            "T2  - Meeting\nA2  - Lee, Ann\nCY  - Kyiv",
            {"event-title": "Meeting", "author": (LEE,), "event-place": "Kyiv"},
        ),
        ("MPCT", "AU  - Lee, Ann", {"director": (LEE,)}),
        ("MANSCPT", "AN  - f. 5\nDB  - Archive", {"archive_location": "f. 5", "archive": "Archive"}),
        ("MAP", "C1  - 1:1000", {"scale": "1:1000"}),
        ("PCOMM", "A2  - Lee, Ann", {"recipient": (LEE,)}),
        ("COMP", "ET  - 4.3", {"version": "4.3"}),
        ("NEWS", "SE  - World\nSN  - 0000-0000", {"section": "World", "ISSN": "0000-0000"}),
    ],
)
def test_a_tag_means_what_the_type_makes_of_it(ris_type: str, lines: str, expected: dict[str, object]) -> None:
    (found,) = references_of(f"TY  - {ris_type}\nTI  - A\n{lines}\nER  - \n")
    record = from_item(found.item)
    assert variables(record) == {"title": "A", **expected}
    (again,) = read(write("ris", record))
    assert (again.type, variables(again)) == (record.type, variables(record))


def test_the_editors_of_a_book_are_no_editors_of_its_series() -> None:
    text = write("ris", Record(id="k", type="book", title="A", extra=(("editor", (LEE,)),)))
    assert "ED  - Lee, Ann\n" in text
    assert "A2  - " not in text


@pytest.mark.parametrize("csl_type", ["book", "thesis"])
def test_one_page_of_a_book_is_not_its_number_of_pages(csl_type: str) -> None:
    record = Record(id="k", type=csl_type, title="A", extra=(("page", "12"),))
    assert "SP  - " not in write("ris", record)
    assert drops("ris", record) == ["page"]


def test_a_film_without_a_director_keeps_its_author() -> None:
    assert "AU  - Lee, Ann\n" in write("ris", Record(id="k", type="motion_picture", title="A", author=(LEE,)))


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Smith, A.; Jones, B.", [Name("Smith", "A."), Name("Jones", "B.")]),
        ("Smith, A., Jones, B., Lee, C.", [Name(literal="Smith, A., Jones, B., Lee, C.")]),
        ("Ana Smith; Bo Jones", [Name(literal="Ana Smith; Bo Jones")]),
        ("King, Martin Luther, Jr.", [Name("King", "Martin Luther", suffix="Jr.")]),
        ("Humboldt, Alexander von", [Name("Humboldt", "Alexander", dropping_particle="von")]),
        ("García de la Torre, Ana", [Name("García de la Torre", "Ana")]),
        ("Freedom House", [Name(literal="Freedom House")]),
    ],
)
def test_names_of_one_line(line: str, names: list[Name]) -> None:
    (found,) = references_of(f"TY  - BOOK\nTI  - T\nAU  - {line}\nER  - \n")
    assert list(from_item(found.item).author) == names
    assert not found.unread


def test_a_blank_behind_the_dash_may_be_missing() -> None:
    (one, two) = references_of("TY  -JOUR\nTI  -A\nER  -\nTY  - JOUR\nTI  - B\nER  - \n")
    assert [one.item["title"], two.item["title"]] == ["A", "B"]


def test_an_unknown_type_is_told() -> None:
    (found,) = references_of("TY  - FOO\nTI  - A\nER  - \n")
    assert (found.item["type"], found.unread) == ("document", ("TY FOO",))


@pytest.mark.parametrize(
    ("language", "tag"),
    [("eng", "en"), ("English", "en"), ("ger", "de"), ("Deutsch", "de"), ("pt-BR", "pt-BR"), ("x", "x")],
)
def test_a_language_by_its_name_or_code(language: str, tag: str) -> None:
    (found,) = references_of(f"TY  - BOOK\nTI  - T\nLA  - {language}\nER  - \n")
    assert from_item(found.item).language == tag
    assert not found.unread


@pytest.mark.parametrize("words", ["in press", "n.d.", "forthcoming"])
def test_words_in_both_tags_of_the_date_are_read_once(words: str) -> None:
    """Zotero writes a date that is no date into both."""
    (found,) = references_of(f"TY  - RPRT\nTI  - A\nDA  - {words}\nPY  - {words}\nER  - \n")
    assert from_item(found.item).issued == Date(literal=words)
