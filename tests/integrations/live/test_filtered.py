"""`ponarscite-live: true` in pandoc's filter: citations become fields of .docx and .odt files."""

from __future__ import annotations

import io
import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from ponarscite import Library, PluginManager
from ponarscite.integrations.pandoc.program import run
from tests.integrations.ast import cite, document, note, one, para, shown
from tests.integrations.live.typed import fill

OWN = [{"id": "own", "type": "book", "title": "Own", "author": [{"family": "Roe", "given": "Al"}], "issued": "2020-05"}]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plugins: PluginManager) -> None:
    path = tmp_path / "library.sqlite"
    with Library(path, plugins) as library:
        fill(library)
    monkeypatch.setenv("PONARSCITE_LIBRARY", str(path))
    monkeypatch.chdir(tmp_path)


def filtered(*blocks: dict[str, Any], target: str = "docx", **meta: Any) -> dict[str, Any]:
    result = io.BytesIO()
    given = document(*blocks, **{"references": OWN, "ponarscite_live": "true", **meta})
    assert run(io.BytesIO(json.dumps(given).encode()), result, target) == 0
    written: dict[str, Any] = json.loads(result.getvalue())
    return written


def raw(written: dict[str, Any]) -> list[str]:
    """The raw inlines and blocks, in order."""
    found: list[str] = []
    pending: list[Any] = [written["blocks"]]
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            pending += reversed(node)
        elif isinstance(node, dict):
            if node.get("t") in ("RawInline", "RawBlock"):
                found.append(node["c"][1])
            pending += reversed(list(node.values()))
    return found


def codes(written: dict[str, Any]) -> list[dict[str, Any]]:
    found = [re.search(r"CSL_CITATION (\{.*\})", unescape(one)) for one in raw(written) if "-end " not in one]
    return [json.loads(match[1]) for match in found if match]


def items(written: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for code in codes(written) for item in code["citationItems"]]


def preferences(written: dict[str, Any]) -> str:
    parts = [written["meta"][name]["c"] for name in sorted(written["meta"]) if name.startswith("ZOTERO_PREF_")]
    assert all(len(part) <= 255 for part in parts)
    return "".join(parts)


def test_a_citation_is_a_field_with_its_words_and_its_item() -> None:
    written = filtered(para("See ", cite(one("pepm700", ", p. 3 here", "see"), one("-own", ", vol. 2")), "."))
    (code,) = codes(written)
    first, second = code["citationItems"]
    assert (first["prefix"], first["label"], first["locator"], first["suffix"]) == ("see", "page", "3", " here")
    assert (second["label"], second["locator"], second["suppress-author"]) == ("volume", "2", True)
    assert first["itemData"]["title"].startswith("Amber Roads")
    assert second["itemData"]["issued"] == {"date-parts": [[2020, 5]]}
    assert code["properties"]["plainCitation"] == "(see Amberova, 2021, p. 3 here; 2020, Volume 2)"
    assert [re.findall(r'fldCharType="(\w+)"', one) for one in raw(written)[:2]] == [["begin", "separate"], ["end"]]


def test_an_author_in_text_stands_before_the_field() -> None:
    (code,) = codes(filtered(para(cite(one("@own", "p. 4")), " says.")))
    assert code["properties"]["plainCitation"] == "(2020, p. 4)"
    assert code["citationItems"][0]["suppress-author"] is True


def test_a_style_of_notes_has_its_fields_in_notes() -> None:
    blocks = para("A", cite("own"), "."), para("B", note("See ", cite("pepm700"), "."))
    written = filtered(*blocks, ponarscite_style="chicago-notes-bibliography")
    assert [one["properties"]["noteIndex"] for one in codes(written)] == [1, 2]
    assert 'name="noteType" value="1"' in preferences(written)


def test_the_bibliography_is_a_field_over_its_paragraphs() -> None:
    written = filtered(para(cite("own", "pepm700")))
    begin, end = raw(written)[2:]
    assert "ZOTERO_BIBL" in begin
    assert 'fldCharType="end"' in end
    assert 'hasBibliography="1"' in preferences(written)
    assert "http://www.zotero.org/styles/apa" in preferences(written)


def test_odt_has_reference_marks_and_a_section() -> None:
    written = filtered(para(cite("own")), target="odt")
    start, end, section, closing = raw(written)
    names = [re.search(r"text:name=(\"[^\"]*\"|'[^']*')", one) for one in (start, end)]
    assert names[0]
    assert names[1]
    assert names[0][1] == names[1][1]
    assert re.search(r" RND\w{10}[\"']", start)
    assert section.startswith("<text:section text:name=")
    assert closing == "</text:section>"
    assert "ReferenceMark" in preferences(written)


def test_bookmarks_have_their_codes_in_properties() -> None:
    written = filtered(para(cite("own")), ponarscite_live="bookmarks")
    names = re.findall(r'w:name="(ZOTERO_BREF_\w{12})"', "".join(raw(written)))
    assert len(set(names)) == 2
    code = "".join(written["meta"][f"{names[0]}_{n}"]["c"] for n in range(1, 9) if f"{names[0]}_{n}" in written["meta"])
    assert code.startswith("ZOTERO_ITEM CSL_CITATION {")
    assert "Bookmark" in preferences(written)


@pytest.mark.parametrize("target", ["html", "latex", ""])
def test_other_formats_get_the_text(target: str, capsys: pytest.CaptureFixture[str]) -> None:
    written = filtered(para(cite("own")), target=target)
    assert raw(written) == []
    assert "(Roe, 2020)" in shown(written["blocks"])
    assert "has no live fields" in capsys.readouterr().err


def test_settings_of_the_filter_are_no_properties_of_the_document() -> None:
    assert not [name for name in filtered(para(cite("own")))["meta"] if name.startswith("ponarscite")]


def test_no_two_records_have_one_address() -> None:
    keys = [f"pepm{number}" for number in range(700, 720)]
    uris = [item["uris"][0] for item in items(filtered(para(cite(*keys, "lee2012", "own"))))]
    assert len(set(uris)) == 22
    assert all(re.fullmatch(r"http://zotero.org/users/local/[2-9A-Z]{8}/items/[2-9A-NP-Z]{8}", one) for one in uris)
    again = [item["uris"][0] for item in items(filtered(para(cite(*keys, "lee2012", "own")), target="odt"))]
    assert sorted(again) == sorted(uris)


def test_marks_in_texts_are_inert() -> None:
    item = {"id": "bad", "type": "book", "title": 'A & <w:p> \u0001 ]]> "quoted" RND'}
    for target in ("docx", "odt"):
        written = filtered(para(cite("bad")), target=target, references=[item])
        marks = "".join(raw(written))
        assert "<w:p>" not in marks
        assert "\x01" not in marks
