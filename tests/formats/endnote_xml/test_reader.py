"""EndNote XML, as EndNote writes it."""

from __future__ import annotations

import pytest

import ponarscite
from ponarscite import PluginManager
from ponarscite.record.date import Date
from ponarscite.record.item import variables
from ponarscite.record.name import Name
from tests.conftest import DATA
from tests.formats.formats import read, write


def test_an_endnote_xml_export(plugins: PluginManager) -> None:
    (memo,) = ponarscite.ingest(DATA / "exports" / "endnote.xml", plugins=plugins)
    assert (memo.title, memo.number) == ("Borrowed Rivers: Who Pays for Water in <i>Two Invented Valleys</i>?", "9001")
    assert [str(name) for name in memo.author] == ["Olena Prykladna", "PONARS Eurasia"]
    assert memo.issued == Date(2024, 3, 14)


@pytest.mark.parametrize(
    ("kind", "csl_type"),
    [
        ('<ref-type name="Journal Article">17</ref-type>', "article-journal"),
        ("<ref-type>17</ref-type>", "article-journal"),
        ('<ref-type name="hearing">99</ref-type>', "hearing"),
        ('<ref-type name="Podcast">0</ref-type>', "broadcast"),
        ('<ref-type name="A type of mine">4</ref-type>', "bill"),
        ("<ref-type>999</ref-type>", "document"),
        ("", "document"),
    ],
)
def test_types_by_name_or_number(kind: str, csl_type: str) -> None:
    titles = "<titles><title>A</title></titles><dates><year>2020</year></dates>"
    (found,) = read(f"<xml><records><record>{kind}{titles}</record></records></xml>")
    assert found.type == csl_type


PERSON = "<contributors><{0}><author>Lee, Ann</author></{0}></contributors>"
LEE = (Name("Lee", "Ann"),)


@pytest.mark.parametrize(
    ("kind", "inside", "expected"),
    [
        ("Book", PERSON.format("tertiary-authors"), {"editor": LEE}),
        ("Book", PERSON.format("secondary-authors"), {"collection-editor": LEE}),
        ("Book Section", PERSON.format("secondary-authors"), {"editor": LEE}),
        ("Book", "<pages>538</pages><num-vols>4</num-vols>", {"number-of-pages": "538", "number-of-volumes": "4"}),
        ("Thesis", "<pages>340</pages>", {"number-of-pages": "340"}),
        ("Case", "<publisher>Court</publisher><number>5-1</number>", {"authority": "Court", "number": "5-1"}),
        ("Bill", "<misc1>H.R. 1</misc1><edition>117th</edition>", {"number": "H.R. 1", "chapter-number": "117th"}),
        ("Patent", "<isbn>P1</isbn><custom3>XX</custom3>", {"number": "P1", "jurisdiction": "XX"}),
        ("Computer Program", "<edition>4.3</edition>", {"version": "4.3"}),
        ("Personal Communication", PERSON.format("secondary-authors"), {"recipient": LEE}),
    ],
)
def test_a_path_means_what_the_type_makes_of_it(kind: str, inside: str, expected: dict[str, object]) -> None:
    titles = "<titles><title>A</title></titles>"
    (found,) = read(
        f'<xml><records><record><ref-type name="{kind}">0</ref-type>{titles}{inside}</record></records></xml>'
    )
    assert variables(found) == {"title": "A", **expected}
    (again,) = read(write("endnote-xml", found))
    assert (again.type, variables(again)) == (found.type, variables(found))


def test_the_series_of_a_book_is_read_where_other_tools_write_it() -> None:
    titles = "<titles><title>A</title><tertiary-title>Series</tertiary-title></titles>"
    (found,) = read(f'<xml><records><record><ref-type name="Book">6</ref-type>{titles}</record></records></xml>')
    assert found.collection_title == "Series"
