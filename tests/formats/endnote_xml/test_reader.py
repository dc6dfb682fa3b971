"""EndNote XML, as EndNote writes it."""

from __future__ import annotations

import pytest

import ponarscite
from ponarscite import PluginManager
from ponarscite.record.date import Date
from tests.conftest import DATA
from tests.formats.formats import read


def test_an_endnote_xml_export(plugins: PluginManager) -> None:
    (memo,) = ponarscite.ingest(DATA / "exports" / "endnote.xml", plugins)
    assert (memo.title, memo.number) == ("Borrowed Rivers: Who Pays for Water in Two Invented Valleys?", "9001")
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
