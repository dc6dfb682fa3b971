"""Zotero's own files, as Zotero writes them."""

from __future__ import annotations

import json
from pathlib import Path

import ponarscite
from ponarscite import PluginManager
from ponarscite.record.date import Date
from tests.conftest import DATA
from tests.formats.formats import READERS


def test_a_zotero_rdf_export(plugins: PluginManager) -> None:
    (memo, article) = ponarscite.ingest(DATA / "exports" / "zotero.rdf", plugins)
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
    (memo,) = ponarscite.ingest(tmp_path / "items.json", plugins)
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
