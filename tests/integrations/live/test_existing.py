"""`ponarscite live typed.docx`: typed citations, keys and scannable cites become fields, and nothing else changes."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from ponarscite import Library
from tests.conftest import Ran, Run
from tests.integrations.live import typed as files
from tests.integrations.live.typed import W

Live = Callable[..., Ran]
MAKERS: dict[str, Callable[[Any], bytes]] = {"docx": files.docx, "odt": files.odt}
PART = {"docx": "word/footnotes.xml", "odt": "content.xml"}
SPLIT = {"docx": b"<w:footnote ", "odt": b"<text:p>Point"}


@pytest.fixture
def live(tmp_path: Path, run: Run) -> Callable[..., Ran]:
    """Runs the command with a library of the memos."""
    path = tmp_path / "library.sqlite"
    with Library(path) as library:
        files.fill(library)
    return lambda *arguments: run("live", "--library", path, *arguments)


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def codes(content: bytes, language: str) -> list[dict[str, Any]]:
    """The JSON of the fields of a part, read by lxml."""
    root = etree.fromstring(content)
    texts = (
        ["".join(map(str, one.itertext())) for one in root.iter(f"{{{W}}}instrText")]
        if language == "docx"
        else [str(one.get(f"{{{files.TEXT}}}name")) for one in root.iter(f"{{{files.TEXT}}}reference-mark-start")]
    )
    return [json.loads(text[text.index("{") : text.rindex("}") + 1]) for text in texts if "ZOTERO_ITEM" in text]


def shown(content: bytes, language: str) -> str:
    """All that a reader sees of a part, a line a paragraph, with <i> around italics."""
    root = etree.fromstring(content)
    if language == "odt":
        return "\n".join("".join(map(str, one.itertext())) for one in root.iter(f"{{{files.TEXT}}}p"))
    lines = []
    for paragraph in root.iter(f"{{{W}}}p"):
        line = ""
        for run in paragraph.iter(f"{{{W}}}r"):
            text = "".join(one.text or "" for one in run.iter(f"{{{W}}}t"))
            line += f"<i>{text}</i>" if run.find(f"{{{W}}}rPr/{{{W}}}i") is not None else text
        lines.append(line.replace("</i><i>", ""))
    return "\n".join(lines)


@pytest.mark.parametrize("language", ["docx", "odt"])
def test_of_sixty_notes_the_twenty_exact_ones_become_fields(tmp_path: Path, live: Live, language: str) -> None:
    source, target = tmp_path / f"typed.{language}", tmp_path / f"live.{language}"
    source.write_bytes(MAKERS[language](files.notes()))
    assert live(source, "-o", target).code == 0
    before, after = members(source), members(target)
    part = PART[language]
    assert {name: one for name, one in after.items() if name != part} == {
        name: one for name, one in before.items() if name != part
    }
    found = codes(after[part], language)
    assert [one["citationItems"][0]["id"] for one in found] == [f"pepm{n}" for n in range(700, 720)]
    pieces = [one.split(SPLIT[language]) for one in (before[part], after[part])]
    differing = [n for n, (one, other) in enumerate(zip(*pieces, strict=True)) if one != other]
    first = 2 if language == "docx" else 1
    assert differing == [first + 3 * n for n in range(20)]
    assert shown(after[part], language) == shown(before[part], language)


@pytest.mark.parametrize("language", ["docx", "odt"])
@pytest.mark.parametrize("options", [[], ["--probable"], ["--style", "chicago-notes-bibliography"], ["-s", "apa"]])
def test_a_second_run_changes_nothing(tmp_path: Path, live: Live, language: str, options: list[str]) -> None:
    source, target, again = (tmp_path / f"{name}.{language}" for name in ("typed", "live", "again"))
    source.write_bytes(MAKERS[language]([*files.notes()[:6], "See [@pepm700, p. 3; also @lee2012] and @pepm701."]))
    live(source, "-o", target, *options)
    result = live(target, "-o", again, *options)
    assert again.read_bytes() == target.read_bytes()
    assert "note: 0 of" in result.err


def test_probable_ones_are_replaced_if_wanted(tmp_path: Path, live: Live) -> None:
    source, target = tmp_path / "typed.docx", tmp_path / "live.docx"
    source.write_bytes(files.docx(files.notes()))
    result = live(source, "-o", target, "--probable")
    found = codes(members(target)["word/footnotes.xml"], "docx")
    assert len(found) == 40
    assert "note: 40 of 60 citations are live fields now" in result.err
    assert result.err.count("left: ") == 20


def test_a_dry_run_tells_place_certainty_record_text_and_reason(tmp_path: Path, live: Live) -> None:
    source = tmp_path / "typed.docx"
    source.write_bytes(
        files.docx([files.typed(700), files.typed(701, year=2020), "Io Vale, <i>Vales</i> (Oxford, 2001)."])
    )
    before = source.read_bytes()
    lines = [line.split("\t") for line in live(source, "--dry-run").out.splitlines()]
    assert [(place.rpartition("typed.docx:")[2], sure, key) for place, sure, key, *_ in lines] == [
        ("word/footnotes.xml:2", "exact", "pepm700"),
        ("word/footnotes.xml:3", "probable", "pepm701"),
        ("word/footnotes.xml:4", "none", "-"),
    ]
    assert lines[0][3].startswith("Ana Amberova, “Amber Roads")
    assert "2020" in lines[1][4]
    assert source.read_bytes() == before


def test_in_place_keeps_the_old_file(tmp_path: Path, live: Live) -> None:
    source = tmp_path / "typed.docx"
    old = files.docx([files.typed(700)])
    source.write_bytes(old)
    assert live(source, "--in-place").code == 0
    assert source.read_bytes() != old
    assert (tmp_path / "typed.docx.bak").read_bytes() == old
    live(source, "--in-place")
    assert not (tmp_path / "typed.docx.bak2").exists()


@pytest.mark.parametrize(
    ("style", "note", "expected"),
    [
        ("apa", files.typed(700, page="3"), "(<i>…"),
        ("chicago-notes-bibliography", f"See {files.typed(700, page='3')}", "See Ana Amberova, <i>Amber Roads"),
        ("chicago-notes-bibliography", "Also [@pepm700, p. 3; see @lee2012].", "Also Ana Amberova, <i>Amber Roads"),
        ("apa", "As @lee2012 [p. 4] says.", "As Lee (2012, p. 4) says."),
        ("apa", "As [-@lee2012, vol. 2] says.", "As (2012, Volume 2) says."),
        ("nature", "As @lee2012 says.", "As Lee1 says."),
        ("apa", "[@lee2012]; [@lee2012]and [@lee2012].", "(Lee, 2012); (Lee, 2012)and (Lee, 2012)."),
        ("apa", "Scan { see | -Lee, (2012) | ch. 4 | here | lee2012 }.", "Scan (see 2012, Chapter 4 here)."),
        ("apa", "Scan { | Lee, (2012) | p. 4 | | zu:2433:WQVBH98K }.", "Scan (Lee, (2012) p. 4)."),
    ],
)
def test_the_text_is_that_of_the_style(tmp_path: Path, live: Live, style: str, note: str, expected: str) -> None:
    source, target = tmp_path / "typed.docx", tmp_path / "live.docx"
    source.write_bytes(files.docx([note]))
    live(source, "-o", target, "--style", style)
    content = members(target)["word/footnotes.xml"]
    text = shown(content, "docx").splitlines()[-1].strip()
    found, *_ = codes(content, "docx")
    assert found["properties"]["plainCitation"] in re.sub("</?i>", "", text)
    assert found["properties"]["noteIndex"] == 1
    assert text == expected or text.startswith(expected.removesuffix("…").rstrip("<i>"))


LOCATORS = {
    "p. 3": ("page", "3"), "S. 5": ("page", "5"), "с. 5–7": ("page", "5–7"), "стр. 4": ("page", "4"),
    "гл. 3": ("chapter", "3"), "Kap. 2": ("chapter", "2"), "Bd. 2": ("volume", "2"), "т. 2": ("volume", "2"),
    "рис. 4": ("figure", "4"), "§ 12": ("section", "12"), "fol. 3r": ("folio", "3r"), "ч. 1": ("part", "1"),
    "Anm. 4": ("note", "4"), "l. 7": ("line", "7"), "vol. 1": ("volume", "1"), "chap. 9": ("chapter", "9"),
}  # fmt: skip


@pytest.mark.parametrize("text", LOCATORS)
def test_locators_have_the_labels_of_csl(tmp_path: Path, live: Live, text: str) -> None:
    source, target = tmp_path / "typed.docx", tmp_path / "live.docx"
    source.write_bytes(files.docx([f"See [@pepm700, {text}]."]))
    live(source, "-o", target)
    (found,) = codes(members(target)["word/footnotes.xml"], "docx")
    (item,) = found["citationItems"]
    assert (item.get("label"), item.get("locator")) == LOCATORS[text]


LINK = '<w:hyperlink w:history="1"><w:r><w:t>https://www.ponarseurasia.org/amber/</w:t></w:r></w:hyperlink>'
PLAIN = files.runs(files.typed(700).removesuffix("."))
REFUSED = {
    "a tracked change": f"<w:ins w:id='1' w:author='A'>{PLAIN}</w:ins>",
    "a link": f"<w:hyperlink>{PLAIN}</w:hyperlink><w:r><w:t>.</w:t></w:r>",
    "a field": "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>REF x</w:instrText></w:r><w:r>"
    f"<w:fldChar w:fldCharType='separate'/></w:r>{PLAIN}<w:r><w:fldChar w:fldCharType='end'/></w:r>",
}


@pytest.mark.parametrize("where", REFUSED)
def test_what_lies_in_something_else_stays(tmp_path: Path, live: Live, where: str) -> None:
    source, target = tmp_path / "typed.docx", tmp_path / "live.docx"
    source.write_bytes(
        files.docx([], f"<w:p><w:r><w:t>As told in </w:t></w:r>{REFUSED[where]}<w:r><w:t>.</w:t></w:r></w:p>")
    )
    result = live(source, "-o", target)
    if "left:" in result.err:
        assert members(target) == members(source)
        assert where.removeprefix("a ") in result.err


def test_a_link_at_the_end_of_a_citation_goes_with_it(tmp_path: Path, live: Live) -> None:
    source, kept, styled = (tmp_path / f"{name}.docx" for name in ("typed", "kept", "styled"))
    note = f"{PLAIN}<w:r><w:t xml:space='preserve'>, </w:t></w:r>{LINK}<w:r><w:t>.</w:t></w:r>"
    content = files.docx(["@@"])
    source.write_bytes(_with(content, "word/footnotes.xml", files.runs("@@"), note))
    live(source, "-o", kept)
    live(source, "-o", styled, "-s", "apa")
    assert LINK.encode() in members(kept)["word/footnotes.xml"]
    assert LINK.encode() not in members(styled)["word/footnotes.xml"]
    assert "amber" not in shown(members(styled)["word/footnotes.xml"], "docx")


def test_comments_and_bookmarks_stay(tmp_path: Path, live: Live) -> None:
    source, target = tmp_path / "typed.docx", tmp_path / "live.docx"
    marks = '<w:commentRangeStart w:id="7"/>', '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
    half = PLAIN.index("<w:proofErr")
    note = f"{PLAIN[:half]}{marks[0]}{PLAIN[half:]}{marks[1]}<w:r><w:t>.</w:t></w:r>"
    source.write_bytes(_with(files.docx(["@@"]), "word/footnotes.xml", files.runs("@@"), note))
    live(source, "-o", target, "-s", "apa")
    content = members(target)["word/footnotes.xml"].decode()
    assert len(codes(content.encode(), "docx")) == 1
    assert all(mark in content for mark in marks)
    etree.fromstring(content.encode())


def _with(content: bytes, part: str, old: str, new: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            if name == part:
                assert old in text
                text = text.replace(old, new)
            target.writestr(name, text)
    return stream.getvalue()
