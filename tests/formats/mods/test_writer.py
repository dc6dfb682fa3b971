"""What is particular to the MODS that is written."""

from __future__ import annotations

from lxml import etree

from ponarscite.record.record import Record
from tests.formats.formats import write
from tests.formats.parsed import PARSER, texts


def test_a_text_like_a_namespace_stays() -> None:
    record = Record(id="k", type="report", title='a xmlns="http://www.loc.gov/mods/v3" b')
    assert record.title in texts(etree.fromstring(write("mods", record).encode(), PARSER))


def test_a_type_of_its_own_follows_the_item_type_of_zotero() -> None:
    tree = etree.fromstring(
        write("mods", Record(id="k", type="review", title="A", genre="Book review")).encode(), PARSER
    )
    genres = [(node.get("authority"), node.text) for node in tree.iter("{*}genre")]
    assert genres == [(None, "Book review"), ("local", "journalArticle"), ("csl", "review")]
