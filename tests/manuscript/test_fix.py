"""Fix: what is sure is corrected at its place, in every language; not one other byte changes."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from ponarscite import FixedManuscript, Library, MisuseError, SourceError, check_manuscript, fix_manuscript
from ponarscite.manuscript.notebook import cells
from tests.manuscript import frames, shelf

ENDING = {"markdown": "md", "latex": "tex", "typst": "typ", "restructuredtext": "rst"}

RIVERS = (
    "Olena Prykladna, “Borrowed Rivers: Who Pays for Water in Two Invented Valleys?” "
    "PONARS Eurasia Policy Memo No. 775, May 2022"
)
ROADS = "Ivan Primerov, “Roads to an Invented Market,” PONARS Policy Memo No. 427, December 2006"
SALT = "Karl Beispiel and Ana Ejemplo, <i>Salt Roads of an Imaginary Steppe</i>, PONARS Eurasia Policy Memo 660 (2020)"
SNOW = "Сергей Примеров, «Снег и его счетоводы», PONARS Eurasia Policy Memo No. 590, апрель 2019"
BOOK = "Ann Lee, <i>Rivers of the North</i> (Oxford: Oxford University Press, 2012)"

WRONG = [
    (RIVERS, "775", "757", "M003"),
    (RIVERS, "May", "March", "M004"),
    (RIVERS, "2022", "2021", "M004"),
    (RIVERS, "Prykladna", "Prikladna", "M005"),
    (RIVERS, "Olena", "Olenna", "M005"),
    (ROADS, "PONARS Policy", "PONARS Eurasia Policy", "M007"),
    (SALT, "660", "606", "M003"),
    (SALT, "2020", "2021", "M004"),
    (SALT, "Ejemplo", "Ejempio", "M005"),
    (SNOW, "апрель", "март", "M004"),
    (SNOW, "Сергей", "Сергейй", "M005"),
    (BOOK, "2012", "2013", "M004"),
]


@pytest.fixture(scope="module")
def library() -> Library:
    return shelf.library()


def fixed(content: bytes, language: str, folder: Path, library: Library, **options: bool | str) -> FixedManuscript:
    path = folder / f"paper.{ENDING.get(language, language)}"
    path.write_bytes(content)
    found = fix_manuscript(path, library, **options)  # type: ignore[arg-type]
    assert path.read_bytes() == content
    return found


@pytest.mark.parametrize("language", frames.LANGUAGES)
@pytest.mark.parametrize(("typed", "right", "wrong", "code"), WRONG)
@pytest.mark.parametrize("is_note", [True, False], ids=["note", "text"])
def test_one_fault_is_corrected_and_nothing_else(
    typed: str, right: str, wrong: str, code: str, language: str, is_note: bool, tmp_path: Path, library: Library
) -> None:
    if not is_note and "PONARS" not in typed:
        pytest.skip("running text is read only where it names a series")
    frame, end = (frames.in_note, ".") if is_note else (frames.in_text, "")
    content, expected = (frame(text + end, language) for text in (typed.replace(right, wrong, 1), typed))
    found = fixed(content, language, tmp_path, library)
    assert [one.code for one in found.fixed] == [code]
    if language not in ("docx", "odt"):
        assert found.content == expected
    else:
        assert plain(found.content) == plain(expected)
    path = tmp_path / f"again.{ENDING.get(language, language)}"
    path.write_bytes(found.content)
    assert [one.code for one in check_manuscript(path, library)] == ["M013"]


def plain(content: bytes) -> dict[str, str]:
    """The text of each file of an archive without its tags, which a shorter or longer word puts elsewhere."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: re.sub(r"<[^>]*>", "", archive.read(name).decode()) for name in archive.namelist()}


KEYED = {
    "markdown": ("[@pepm775, 3]", "[@lee2012]", "[@pm427]"),
    "ipynb": ("[@pepm775, 3]", "[@lee2012]", "[@pm427]"),
    "docx": ("[@pepm775, 3]", "[@lee2012]", "[@pm427]"),
    "odt": ("[@pepm775, 3]", "[@lee2012]", "[@pm427]"),
    "latex": ("\\cite[3]{pepm775}", "\\cite{lee2012}", "\\cite{pm427}"),
    "typst": ("#cite(<pepm775>, supplement: [3])", "#cite(<lee2012>)", "#cite(<pm427>)"),
    "restructuredtext": (":cite:p:`pepm775{3}`", ":cite:p:`lee2012`", ":cite:p:`pm427`"),
    "org": ("[cite:@pepm775 3]", "[cite:@lee2012]", "[cite:@pm427]"),
}


@pytest.mark.parametrize("language", frames.LANGUAGES)
def test_typed_citations_become_keys(language: str, tmp_path: Path, library: Library) -> None:
    with_page, book, old = KEYED[language]
    for number, typed in enumerate((f"{RIVERS}, p. 3.", f"{RIVERS}, 3.")):
        folder = tmp_path / str(number)
        folder.mkdir()
        found = fixed(frames.in_note(typed, language), language, folder, library, to_keys=True)
        assert words(found.content, language) == words(raw(f"{with_page}.", language), language)
    found = fixed(frames.in_note(f"See {BOOK}; {ROADS}.", language), language, tmp_path, library, to_keys=True)
    assert words(found.content, language) == words(raw(f"See {book}; {old}.", language), language)


def raw(note: str, language: str) -> bytes:
    """A manuscript with a note that is in the markup of the language."""
    if language in frames.NOTES:
        return frames.NOTES[language].format(note).encode()
    if language == "ipynb":
        return frames.notebook(frames.NOTES["markdown"].format(note))
    return frames.in_note(note, language)


def words(content: bytes, language: str) -> object:
    """What a manuscript says: of an archive its text, of a notebook its cells."""
    if language in ("docx", "odt"):
        return plain(content)
    return [*cells(content)] if language == "ipynb" else content


@pytest.mark.parametrize(
    ("text", "keyed"),
    [
        (f"Rivers are lent ({RIVERS}, p. 3), as all know.", "Rivers are lent [@pepm775, 3], as all know."),
        ("See PONARS Policy Memo No. 427 (2006) on this.", "See @pm427 on this."),
        (f"Rivers.^[{RIVERS}, https://www.ponarseurasia.org/borrowed-rivers/.]", "Rivers.^[[@pepm775].]"),
        (f"Rivers.^[{SALT.replace('<i>', '*').replace('</i>', '*')}, 4.]", "Rivers.^[[@pepm660, 4].]"),
        (f"{{cite:p}}`lee2012` and ({ROADS}).", "{cite:p}`lee2012` and {cite:p}`pm427`."),
        (f"# References\n\n- {ROADS}.\n", f"# References\n\n- {ROADS}.\n"),
        (
            "Lent.^[Roe, A. Lending rivers to the neighbours. Invented Studies. 2015;12(3):210-35.]",
            "Lent.^[[@roe2015].]",
        ),
        (f"Rivers.^[Prof. {ROADS}.]", f"Rivers.^[Prof. {ROADS}.]"),
        (f"Rivers.^[{ROADS}, as the late mayor told me.]", f"Rivers.^[{ROADS}, as the late mayor told me.]"),
    ],
)
def test_the_key_stands_where_the_words_stood(text: str, keyed: str, tmp_path: Path, library: Library) -> None:
    assert fixed(text.encode(), "markdown", tmp_path, library, to_keys=True).content.decode() == keyed


@pytest.mark.parametrize(
    ("packages", "text", "keyed"),
    [
        ("biblatex", f"\\footnote{{{RIVERS}, 3--4.}}", "\\footcite[3--4]{pepm775}"),
        ("biblatex", f"\\footnote{{See {RIVERS}, 3.}}", "\\footnote{See \\parencite[3]{pepm775}.}"),
        ("natbib", f"so ({RIVERS})", "so \\citep{pepm775}"),
        ("biblatex", "so PONARS Policy Memo No. 427 (2006) has it", "so \\textcite{pm427} has it"),
    ],
)
def test_latex_cites_with_the_package_that_is_loaded(
    packages: str, text: str, keyed: str, tmp_path: Path, library: Library
) -> None:
    head = f"\\usepackage[x=y]{{{packages}}}\n\\begin{{document}}\n"
    found = fixed(f"{head}{text}\n".encode(), "latex", tmp_path, library, to_keys=True)
    assert found.content.decode() == f"{head}{keyed}\n"


DOUBTFUL = [
    ("[@pepm776]", "M001"),  # another digit is another memo
    ("[@leee2013]", "M001"),
    (f"^[{RIVERS.replace('Olena', 'Oksana')}.]", "M005"),
    (f"^[{RIVERS.replace('Olena Prykladna', 'Ana Ejemplo and Olena Prykladna')}.]", "M005"),
    (f"^[{RIVERS.replace('Borrowed', 'Stolen')}.]", "M006"),
    (f"^[{RIVERS.replace('No. 775', 'No. 2022').replace('2022?', '2022')}.]", "M003"),
    ("^[Ana Nueva, “Dust and Salt in an Invented Town,” PONARS Eurasia Policy Memo No. 5000, March 2022.]", "M009"),
]


@pytest.mark.parametrize(("text", "code"), DOUBTFUL)
def test_what_is_doubtful_is_named_and_left(text: str, code: str, tmp_path: Path, library: Library) -> None:
    found = fixed(text.encode(), "markdown", tmp_path, library)
    assert (found.content.decode(), found.diff, found.fixed) == (text, "", ())
    assert code in [one.code for one in found.left]


@pytest.mark.parametrize(
    ("key", "right"), [("lee2012x", ""), ("le2012", ""), ("lea2012", "lee2012"), ("own:kye", "own:key")]
)
def test_a_mistyped_key_is_corrected(key: str, right: str, tmp_path: Path) -> None:
    bib = tmp_path / "refs.bib"
    bib.write_text("@book{lee2012, title={A}}\n@book{own:key, title={B}}\n@book{lee2013, title={C}}\n")
    path = tmp_path / "paper.md"
    path.write_text(f"[see @{key}, p. 3; @own:key]")
    expected = right or {"lee2012x": "lee2012", "le2012": "lee2012"}[key]
    assert fix_manuscript(path, bibliographies=[bib]).content.decode() == f"[see @{expected}, p. 3; @own:key]"


TWICE_WRONG = [
    (RIVERS, (("775", "757"), ("May", "March"))),
    (RIVERS, (("775", "757"), ("2022", "2021"))),
    (SALT, (("660", "606"), ("2020", "2021"))),
    (SALT, (("660", "606"), ("Ejemplo", "Ejempio"))),
    (ROADS, (("PONARS Policy", "PONARS Eurasia Policy"), ("2006", "2007"))),
]
NOTES = {"markdown": "Text.^[{}.]", "latex": "Text.\\footnote{{{}.}}", "typst": "Text.#footnote[{}.]"}


@pytest.mark.parametrize("language", NOTES)
@pytest.mark.parametrize(("typed", "faults"), TWICE_WRONG)
def test_a_right_number_that_shows_a_wrong_date_stops_no_other_correction(
    typed: str, faults: tuple[tuple[str, str], ...], language: str, tmp_path: Path, library: Library
) -> None:
    twice = re.sub("<.?i>", "", typed)
    right = [twice, RIVERS, SNOW, re.sub("<.?i>", "", BOOK)]
    wrong = [
        twice,
        RIVERS.replace("Prykladna", "Prikladna").replace("2022", "2021"),
        SNOW.replace("апрель", "март"),
        right[3].replace("2012", "2013"),
    ]
    for good, bad in faults:
        wrong[0] = wrong[0].replace(good, bad, 1)
    contents = ["\n\n".join(NOTES[language].format(one) for one in each).encode() for each in (wrong, right)]
    found = fixed(contents[0], language, tmp_path, library)
    assert found.content == contents[1]
    assert {one.code for one in found.left} <= {"M013", "M017"}


def test_windows_lines_and_the_mark_at_the_beginning_stay(tmp_path: Path, library: Library) -> None:
    text = f"---\r\ntitle: x\r\n---\r\n\r\nA.[^1]\r\n\r\n[^1]: {RIVERS.replace('775', '757')}.\r\n"
    content = b"\xef\xbb\xbf" + text.encode()
    assert fixed(content, "markdown", tmp_path, library).content == content.replace(b"757", b"775")


def test_a_file_in_another_encoding_is_left(tmp_path: Path, library: Library) -> None:
    path = tmp_path / "paper.tex"
    path.write_bytes(f"Caf\xe9\\footnote{{{ROADS.replace('December', 'March')}}}".encode("cp1252"))
    found = fix_manuscript(path, library)
    assert found.content == path.read_bytes()
    assert [one.code for one in found.left] == ["M004"]


def test_the_other_files_of_an_archive_stay_as_they_are(tmp_path: Path, library: Library) -> None:
    content = frames.in_note(f"{RIVERS.replace('775', '757')}.", "docx")
    found = fixed(content, "docx", tmp_path, library).content
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(io.BytesIO(found)) as new:
        for mine, theirs in zip(new.infolist(), old.infolist(), strict=True):
            assert (mine.filename, mine.date_time, mine.compress_type) == (
                theirs.filename,
                theirs.date_time,
                theirs.compress_type,
            )
            assert (new.read(mine) == old.read(theirs)) is (mine.filename != "word/footnotes.xml")
        note = old.read("word/footnotes.xml").decode()
        assert new.read("word/footnotes.xml").decode() == note.replace("757", "775")


ZOTERO = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ADDIN ZOTERO_ITEM {}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>%s</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def test_the_field_of_another_program_is_left(tmp_path: Path, library: Library) -> None:
    content = frames.docx("Rivers.", "@@")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    run = re.search(r"<w:r><w:t[^>]*>@@</w:t></w:r>", parts["word/footnotes.xml"])
    assert run
    field = ZOTERO % RIVERS.replace("775", "757")
    parts["word/footnotes.xml"] = parts["word/footnotes.xml"].replace(run[0], field)
    content = frames.archive(parts)
    found = fixed(content, "docx", tmp_path, library)
    assert (found.content, [one.code for one in found.left]) == (content, ["M003"])


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("apa", "As Primerov (2006, p. 4) and others (see Lee, 2012; Prykladna, 2022) say."),
        (
            "chicago-shortened-notes-bibliography",
            "As Primerov^[*Roads to an Invented Market*, 4.] and others^[see Lee, *Rivers of the North*; Prykladna, "
            "*Borrowed Rivers: Who Pays for Water in Two Invented Valleys?*] say.",
        ),
    ],
)
def test_keys_become_words(style: str, text: str, tmp_path: Path, library: Library) -> None:
    content = b"As @pm427 [p. 4] and others [see @lee2012; @ponars:775] say."
    found = fixed(content, "markdown", tmp_path, library, to_text=style)
    assert (found.content.decode(), found.reworded) == (text, 2)


def test_keys_and_words_at_once_are_misuse(tmp_path: Path, library: Library) -> None:
    with pytest.raises(MisuseError):
        fixed(b"[@lee2012]", "markdown", tmp_path, library, to_keys=True, to_text="apa")
    with pytest.raises(SourceError):
        fix_manuscript(tmp_path / "missing.md", library)


def test_the_diff_shows_the_lines_that_change(tmp_path: Path, library: Library) -> None:
    lines = [f"Line {number}." for number in range(20)]
    lines[4] = f"Text.^[{RIVERS.replace('775', '757')}.]"
    lines[15] = f"Text.^[{ROADS.replace('December', 'May')}.]"
    found = fixed("\n\n".join(lines).encode(), "markdown", tmp_path, library)
    changed = [line for line in found.diff.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert [line[0] for line in changed] == ["-", "+", "-", "+"]
    assert found.diff.count("@@ -") == 2
    assert patched("\n\n".join(lines), found.diff) == found.content.decode()


def patched(text: str, diff: str) -> str:
    """A text with the hunks of a diff."""
    lines, done, out = text.split("\n"), 0, list[str]()
    for line in diff.splitlines()[2:]:
        if match := re.match(r"@@ -(\d+)", line):
            out += lines[done : int(match[1]) - 1]
            done = int(match[1]) - 1
        elif line[:1] in " -":
            assert lines[done] == line[1:]
            done += 1
            out += [line[1:]] * (line[0] == " ")
        elif line[:1] == "+":
            out.append(line[1:])
    return "\n".join([*out, *lines[done:]])


XXE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def test_a_part_with_entities_is_left(tmp_path: Path, library: Library) -> None:
    content = frames.in_note(f"{RIVERS.replace('775', '757')}.", "docx")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    content = frames.archive(parts | {"word/footnotes.xml": XXE + parts["word/footnotes.xml"]})
    found = fixed(content, "docx", tmp_path, library)
    assert (found.content, found.diff, [one.code for one in found.left]) == (content, "", ["M003"])


@pytest.mark.parametrize(
    ("content", "language"),
    [
        (b"PK\x03\x04", "docx"),
        (frames.archive({"word/document.xml": "<w>" + "0" * 50_000_001}), "docx"),
        (frames.archive({"content.xml": "<broken"}), "odt"),
        (b"[" * 100_000, "ipynb"),
    ],
    ids=["cut", "bomb", "broken", "deep"],
)
def test_a_damaged_file_is_an_error(content: bytes, language: str, tmp_path: Path, library: Library) -> None:
    with pytest.raises(SourceError):
        fixed(content, language, tmp_path, library)


@pytest.mark.parametrize("text", ["@[[[[" * 10_000, "\\cite{\\cite{" * 4_000, "[" * 20_000 + "@a" + "]" * 20_000])
@pytest.mark.parametrize("language", ["markdown", "latex", "org"])
def test_hostile_text_is_left(text: str, language: str, tmp_path: Path, library: Library) -> None:
    assert fixed(text.encode(), language, tmp_path, library, to_keys=True).content == text.encode()


@pytest.mark.parametrize(
    "typed",
    [
        "Ann Lee, “Rivers of the North,” PhD diss., University of Utopia, 2008.",
        "Lee, Ann, “Rivers of the North,” *Invented Studies* 9, no. 1 (2011): 1–20.",
        "Ann Lee, *Rivers of the North*, 2nd ed. (Oxford: Oxford University Press, 2018), 5.",
        "Ann Lee, *Rivers of the North* (Somewhere: Invented Books, 2021), 5.",
        "Eva Stone, “Stones and Their Owners,” paper presented at the Invented Convention, 2009.",
        "Alan Roe, “Lending Rivers to the Neighbours” (working paper, 2013).",
        "Alan Roe, “Lending Rivers to the Neighbours,” PONARS Eurasia Policy Memo No. 701, June 2021.",
        f"{RIVERS.split(' PONARS')[0]} (MA thesis, University of Utopia, 2019).",
        f"{RIVERS.split(' PONARS')[0]} in *Essays*, ed. Ann Lee (Oxford: Oxford University Press, 2024), 1–20.",
    ],
)
@pytest.mark.parametrize("to_keys", [False, True])
def test_another_publication_of_the_title_stays(typed: str, to_keys: bool, tmp_path: Path, library: Library) -> None:
    content = frames.NOTES["markdown"].format(typed).encode()
    found = fixed(content, "markdown", tmp_path, library, to_keys=to_keys)
    assert found.content == content
    assert [one.code for one in found.left if one.severity == "error"] == []
