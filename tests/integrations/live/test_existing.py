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

from ponarscite import Library, from_item, to_item
from tests.conftest import Run
from tests.integrations.live import typed as files
from tests.integrations.live.conftest import Live
from tests.integrations.live.typed import W
from tests.manuscript.frames import archive

MAKERS: dict[str, Callable[[Any], bytes]] = {"docx": files.docx, "odt": files.odt}
PART = {"docx": "word/footnotes.xml", "odt": "content.xml"}
SPLIT = {"docx": b"<w:footnote ", "odt": b"<text:p>Point"}


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


ENDINGS = {
    "": ("", "."),
    ", p. 3": ("page 3", "."),
    ", pp. 3–4, 6": ("page 3–4, 6", "."),
    ", 3n2": ("page 3n2", "."),
    ": 3-4": ("page 3-4", "."),
    ", с. 3": ("page 3", "."),
    ", note 4": ("note 4", "."),
    ", p. 3, and passim": ("page 3", ", and passim."),
    ", 2019 edition": ("", ", 2019 edition."),
    " (emphasis added)": ("", " (emphasis added)."),
    ", https://www.ponarseurasia.org/amber/ (accessed May 3, 2022)": ("", "."),
}
"""What stands behind the date -> the cited place, and what is left behind the field."""


@pytest.mark.parametrize("words", ENDINGS)
def test_no_word_behind_a_citation_is_lost(tmp_path: Path, live: Live, words: str) -> None:
    source, target = tmp_path / "typed.docx", tmp_path / "live.docx"
    source.write_bytes(files.docx([f"{files.typed(700).removesuffix('.')}{words}."]))
    live(source, "-o", target, "-s", "apa")
    content = members(target)["word/footnotes.xml"]
    (item,) = codes(content, "docx")[0]["citationItems"]
    place = " ".join(filter(None, (item.get("label"), item.get("locator"))))
    shown_text = shown(content, "docx").splitlines()[-1].strip()
    assert (place, shown_text.rpartition(")" if "emphasis" not in words else "2021)")[2]) == ENDINGS[words]


PLACES = {
    ", p.\u00a03": ("page 3", ""),
    ", p.\u202f3": ("page 3", ""),
    ", p.\u20093": ("page 3", ""),
    ", p.3": ("page 3", ""),
    ",p. 3": ("page 3", ""),
    "\u00a0p.\u00a03": ("page 3", ""),
    ",\u00a03": ("page 3", ""),
    ", 3": ("page 3", ""),
    ", 3-4": ("page 3-4", ""),
    ", 3–4": ("page 3–4", ""),
    ": p. 3": ("page 3", ""),
    ", pp.\u00a03-4": ("page 3-4", ""),
    ", pp.\u00a03–4": ("page 3–4", ""),
    ", pp.\u00a03 – 4": ("page 3 – 4", ""),
    ", pp.\u00a03‑4": ("page 3‑4", ""),
    ", page\u00a03": ("page 3", ""),
    ", S.\u00a05": ("page 5", ""),
    ", Seiten\u00a05–7": ("page 5–7", ""),
    ", с.\u00a05–7": ("page 5–7", ""),
    ", p.\u00a03; cf. chap. 2": ("page 3", "; cf. chap. 2"),
    ", pp.\u00a03–4; on this see p. 7": ("page 3–4", "; on this see p. 7"),
    ", p.\u00a03 (emphasis added)": ("page 3", " (emphasis added)"),
    ", p.\u00a03 in the original": ("page 3", " in the original"),
    ", section\u00a03 of the law says so": ("", ", section\u00a03 of the law says so"),
    ", esp. p.\u00a03": ("", ", esp. p.\u00a03"),
}
"""What stands behind the date -> the cited place, and what is left behind the field."""


@pytest.mark.parametrize("date", [", January 2021", " (January 2021)"])
@pytest.mark.parametrize("language", ["docx", "odt"])
def test_a_place_belongs_to_the_field_once(tmp_path: Path, live: Live, language: str, date: str) -> None:
    source, kept, styled = (tmp_path / f"{name}.{language}" for name in ("typed", "kept", "styled"))
    whole = files.typed(700).removesuffix(".").replace(", January 2021", date)
    source.write_bytes(MAKERS[language]([f"{whole}{words}." for words in PLACES]))
    live(source, "-o", kept)
    live(source, "-o", styled, "-s", "apa")
    contents = [members(path)[PART[language]] for path in (kept, styled)]
    for content in contents:
        places = [one["citationItems"][0] for one in codes(content, language)]
        found = [" ".join(filter(None, (one.get("label"), one.get("locator")))) for one in places]
        assert dict(zip(PLACES, found, strict=True)) == {words: expected for words, (expected, _) in PLACES.items()}
    fields = [one["properties"]["plainCitation"] for one in codes(contents[0], language)]
    assert fields == [
        f"{whole}{words.removesuffix(left)}".replace("<i>", "").replace("</i>", "")
        for words, (_, left) in PLACES.items()
    ]
    lines = [line for line in shown(contents[1], language).splitlines() if line.lstrip().startswith("(Amber")]
    lefts = [re.split(r"\(Amberova, 2021[^)]*\)", re.sub("</?i>", "", line))[1] for line in lines]
    assert [left.removesuffix(".") for left in lefts] == [left for _, left in PLACES.values()]


BEFORE = ", p. 3, January 2021", ", p.\u00a03 (January 2021)", ", pp. 3–4, January 2021", ": S.\u00a05 (January 2021)"


@pytest.mark.parametrize("words", BEFORE)
def test_a_place_before_the_date_is_kept(tmp_path: Path, live: Live, words: str) -> None:
    source, target = tmp_path / "typed.docx", tmp_path / "live.docx"
    source.write_bytes(files.docx([files.typed(700).replace(", January 2021", words)]))
    live(source, "-o", target, "-s", "apa")
    (found,) = codes(members(target)["word/footnotes.xml"], "docx")
    assert found["citationItems"][0]["locator"] in words


LACKING: dict[str, tuple[dict[str, Any], str, str]] = {
    "nothing": ({}, "", ""),
    "number": ({"number": None}, "", "number"),
    "number in parentheses": ({"number": None}, " (January 2021)", "number"),
    "date": ({"issued": None}, "", "year, month"),
    "month": ({"issued": {"date-parts": [[2021]]}}, "", "month"),
    "day": ({}, ", January 5, 2021", "day"),
    "authors": ({"author": None}, "", "authors"),
    "number and authors": ({"number": None, "author": None}, "", "number, authors"),
    "number and date": ({"number": None, "issued": None}, "", "number, year, month"),
    "number and series": ({"number": None, "genre": None}, "", "series, number"),
    "subtitle": ({"title": "Amber Roads and the Price of Amber"}, ", January 2021", "subtitle"),
}
"""The part that a record lacks -> the values that it has otherwise, the typed date, and what is told."""


@pytest.mark.parametrize("language", ["docx", "odt"])
@pytest.mark.parametrize("name", LACKING)
def test_what_the_record_lacks_keeps_a_citation_from_being_exact(
    tmp_path: Path, run: Run, language: str, name: str
) -> None:
    values, date, told = LACKING[name]
    item = {**to_item(files.memo(700)), "id": "amber", **values}
    with Library(tmp_path / "library.sqlite") as library:
        library.add(from_item({key: value for key, value in item.items() if value}))
    source, target = tmp_path / f"typed.{language}", tmp_path / f"live.{language}"
    text = files.typed(700).replace(", January 2021", date or ", January 2021")
    text = text.replace("of Amber in", "of Amber: In") if name == "subtitle" else text
    source.write_bytes(MAKERS[language]([text]))
    live = ("live", "--library", tmp_path / "library.sqlite", source)
    (line,) = run(*live, "--dry-run").out.splitlines()
    _, certainty, key, _, *reason = line.split("\t")
    assert certainty == ("probable" if told else "exact")
    assert reason == ([f"{key} has no {told}"] if told else [])
    run(*live, "-o", target, "-s", "apa")
    assert (target.read_bytes() == source.read_bytes()) == bool(told)


def test_a_further_number_keeps_a_citation_from_being_exact(tmp_path: Path, live: Live) -> None:
    source = tmp_path / "typed.docx"
    source.write_bytes(files.docx([files.typed(700).replace("No. 700", "Nos. 700 and 701")]))
    assert live(source, "--dry-run").out.rstrip().endswith("it names No. 701, too")


AMBER = files.typed(700).removesuffix(".")
TITLE_FIRST = f"PONARS Eurasia Policy Memo No. 700, “{files.TITLES[0]},” by Ana Amberova, January 2021"
BEGINNINGS = {
    f"See {AMBER}.": "See (Amberova, 2021).",
    f"Cf. {AMBER}.": "Cf. (Amberova, 2021).",
    f"In his memo, {AMBER}.": "In his memo, (Amberova, 2021).",
    f"{TITLE_FIRST}.": "(Amberova, 2021).",
    f"Water is dear ({TITLE_FIRST}).": "Water is dear (Amberova, 2021).",
}


@pytest.mark.parametrize("note", BEGINNINGS)
def test_no_word_before_a_citation_is_lost(tmp_path: Path, live: Live, note: str) -> None:
    source, target, again = (tmp_path / f"{name}.docx" for name in ("typed", "live", "again"))
    source.write_bytes(files.docx([note]))
    live(source, "-o", target, "-s", "apa")
    assert shown(members(target)["word/footnotes.xml"], "docx").splitlines()[-1].strip() == BEGINNINGS[note]
    live(target, "-o", again, "-s", "apa")
    assert again.read_bytes() == target.read_bytes()


def test_parentheses_around_a_typed_citation_become_those_of_the_style(tmp_path: Path, live: Live) -> None:
    source, target = tmp_path / "typed.docx", tmp_path / "live.docx"
    source.write_bytes(files.docx([f"Water is dear ({files.typed(700, page='3').removesuffix('.')}), as all know."]))
    live(source, "-o", target, "-s", "apa")
    text = shown(members(target)["word/footnotes.xml"], "docx").splitlines()[-1].strip()
    assert text == "Water is dear (Amberova, 2021, p. 3), as all know."


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


def field(code: str, result: str) -> str:
    """A complex field of Word."""
    chars = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{chars[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{chars[1]}{result}{chars[2]}"


def control(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


REFUSED = {
    "tracked change": f"<w:ins w:id='1' w:author='A'>{PLAIN}</w:ins>",
    "within a link": f"<w:hyperlink>{PLAIN}<w:r><w:t>, here</w:t></w:r></w:hyperlink>",
    "within a field": field("REF x", PLAIN),
    "more than text": PLAIN.replace("<w:proofErr", "<w:r><w:pict/></w:r><w:proofErr", 1),
}
OTHERS = {
    "zotero": field(" ADDIN ZOTERO_ITEM CSL_CITATION {}", PLAIN),
    "endnote": field(" ADDIN EN.CITE x", PLAIN),
    "a simple field": f'<w:fldSimple w:instr=" ADDIN ZOTERO_ITEM x">{PLAIN}</w:fldSimple>',
    "a bookmark": f'<w:bookmarkStart w:id="9" w:name="ZOTERO_BREF_a"/>{PLAIN}<w:bookmarkEnd w:id="9"/>',
    "mendeley": control('<w:tag w:val="MENDELEY_CITATION_v3_x"/>', PLAIN),
    "word": control("<w:citation/>", field(" CITATION Val01", PLAIN)),
}


def with_note(runs: str) -> bytes:
    """A document whose note is made of these runs."""
    note = f"{runs}<w:r><w:t>.</w:t></w:r>"
    return _with(files.docx(["@@"]), "word/footnotes.xml", files.runs("@@"), note)


@pytest.mark.parametrize("reason", REFUSED)
def test_what_lies_in_something_else_stays(tmp_path: Path, live: Live, reason: str) -> None:
    source, target = tmp_path / "typed.docx", tmp_path / "live.docx"
    source.write_bytes(with_note(REFUSED[reason]))
    ran = live(source, "-o", target, "-s", "apa")
    assert reason in ran.err
    assert source.read_bytes() == target.read_bytes()


@pytest.mark.parametrize("name", OTHERS)
def test_citations_of_other_programs_are_not_even_told(tmp_path: Path, live: Live, name: str) -> None:
    source, target = tmp_path / "typed.docx", tmp_path / "live.docx"
    source.write_bytes(with_note(OTHERS[name]))
    assert "0 of 0 citations" in live(source, "-o", target).err
    assert source.read_bytes() == target.read_bytes()


def test_what_is_behind_the_citation_of_another_program_is_free(tmp_path: Path, live: Live) -> None:
    source, target = tmp_path / "typed.docx", tmp_path / "live.docx"
    rest = files.runs(f"; {files.typed(701)}")
    for name in OTHERS:
        source.write_bytes(with_note(f"{OTHERS[name].replace(PLAIN, files.runs('Lee 2012'))}{rest}"))
        assert "1 of 1 citations" in live(source, "-o", target).err, name


def test_a_link_at_the_end_of_a_citation_goes_with_it(tmp_path: Path, live: Live) -> None:
    source, kept, styled = (tmp_path / f"{name}.docx" for name in ("typed", "kept", "styled"))
    note = f"{PLAIN}<w:r><w:t xml:space='preserve'>, </w:t></w:r>{LINK}<w:r><w:t>.</w:t></w:r>"
    source.write_bytes(_with(files.docx(["@@"]), "word/footnotes.xml", files.runs("@@"), note))
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


HOSTILE = {
    "an entity": archive(
        {"word/document.xml": f"<!DOCTYPE w [<!ENTITY e SYSTEM 'file:///x'>]><w:d xmlns:w='{W}'>&e;</w:d>"}
    ),
    "fields in fields": files.docx([], "<w:p>" + "<w:fldChar w:fldCharType='begin'/>" * 200 + "</w:p>"),
    "a climbing path": archive({"word/document.xml": "<w/>", "../x": "x"}),
    "many tags": files.docx([], "<w:p/>" * 2_000_001),
    "deep elements": files.docx([], f"{'<w:smartTag>' * 600}{'</w:smartTag>' * 600}"),
    "broken XML": archive({"word/document.xml": "<w"}),
    "no archive": b"PK",
    "a signature": files.docx([files.typed(700)]).replace(b"docProps/app.xml", b"_xmlsignatures/a"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_an_error_of_two_lines(tmp_path: Path, live: Live, name: str) -> None:
    source, target = tmp_path / "typed.docx", tmp_path / "live.docx"
    source.write_bytes(HOSTILE[name])
    ran = live(source, "-o", target)
    assert ran.code == 1
    assert [line.partition(":")[0] for line in ran.err.splitlines()] == ["error", "hint"]
    assert not target.exists()


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["-o", "x.odt"],
        ["-o", "x.docx", "--in-place"],
        ["-o", "typed.docx"],
        ["-o", "x.docx", "--mode", "bookmarks"],
        ["-o", "x.docx", "--", "--toc"],
    ],
    ids=" ".join,
)
def test_options_that_do_not_fit_are_misuse(
    tmp_path: Path, live: Live, options: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "typed.docx"
    source.write_bytes(files.docx([files.typed(700)]))
    assert live(source, *options).code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["typed.docx"]


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
