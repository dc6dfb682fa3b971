"""What cannot be read of a file of references is named, with its line; the rest is read."""

from pathlib import Path

import pytest

from ponarscite import PonarsciteError, SourceError, ingest
from tests.conftest import Run

BIB = """\
% a file of ours
@article{good1, title = {One}, author = {Ejemplo, Ana}, year = 2001}
@article{broken,
  title = {Never closed,
  year = 2002
}

@book{twice, title = {Two}, title = {Another Two}, author = {Ejemplo, Ana}}
@misc{untitled, author = {Ejemplo, Ana}}
@article{good1, title = {Three}, author = {Ejemplo, Ana}, year = 2003}
"""
RIS = """\
AU  - Nobody
TI  - Nothing
TY  - BOOK
TI  - One
AU  - Ejemplo, Ana
TY  - BOOK
AU  - Ejemplo, Ana
ER  -
"""
ENW = "%T Stray\n%0 Book\n%A Ana Ejemplo\n%T One\n\n%0 Book\n%A Ana Ejemplo\n"
JSON = '[{"id": "a", "type": "book", "title": "One"},\n {"id": "b", "type": "book"},\n {"id": "c" "broken"},\n'

CASES = {
    "x.bib": (
        BIB,
        ["One", "Two", "Three"],
        [
            "line 3: @article{broken cannot be read: Unexpected block start: `@book`. "
            "Was still looking for field-value closing `,` or `}`",
            "line 8: twice has the field title twice: the first is read",
            "line 9: untitled has no title and no number, and is left out",
        ],
    ),
    "x.ris": (
        RIS,
        ["One"],
        [
            "line 6: a reference has no title and no number, and is left out",
        ],
    ),
    "x.enw": (
        ENW,
        ["One"],
        [
            "line 6: a reference has no title and no number, and is left out",
        ],
    ),
    "x.json": (
        JSON + ' {"id": "d", "type": "book", "title": "Two"}\n]',
        ["One", "Two"],
        ["item 2, line 2: b has no title and no number, and is left out", "line 3: what follows item 2 is no JSON"],
    ),
}


UNTITLED = """\
@letter{first, author = {Ejemplo, Ana}, date = {1910-09-07}}
@letter{second, author = {Ejemplo, Ana}, date = {1910-09-07}}
@review{third, author = {Ejemplo, Ana}, journaltitle = {Reviews}, date = {2011}}
@periodical{fourth, journaltitle = {Reviews}, date = {2011}}
"""


def test_letters_and_reviews_need_no_title(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.bib").write_text(UNTITLED, encoding="utf-8")
    ran = run("export", tmp_path / "x.bib", "-f", "biblatex")
    assert ran.code == 0
    assert [line.partition("{")[2] for line in ran.out.splitlines() if "@" in line] == [
        "first,",
        "second,",
        "third,",
        "fourth,",
    ]


@pytest.mark.parametrize("name", CASES)
def test_faults_are_named_and_the_rest_is_read(name: str, tmp_path: Path) -> None:
    content, titles, faults = CASES[name]
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    failures: list[PonarsciteError] = []
    assert [record.title for record in ingest(path, failures=failures)] == titles
    assert [failure.message.partition(f"{name}, ")[2] for failure in failures] == faults


STRAY = {
    "x.ris": (
        f"{RIS.partition('TY')[0]}\n1. \n\nTY  - BOOK\nTI  - One\nER  - \n\nC1  - Database\n",
        ["line 1", "line 10"],
    ),
    "x.enw": ("%T Stray\n%A Nobody\n%0 Book\n%A Ana Ejemplo\n%T One\n", ["line 1"]),
}
"""Name of a file with lines outside of all references -> its text, and the first such line of each place."""


@pytest.mark.parametrize("name", STRAY)
def test_a_line_outside_of_all_references_is_told_and_is_no_failure(name: str, tmp_path: Path, run: Run) -> None:
    content, lines = STRAY[name]
    (tmp_path / name).write_text(content, encoding="utf-8")
    ran = run("export", tmp_path / name, "-f", "csl-json")
    told = [line for line in ran.err.splitlines() if "stands in no reference, and is left out" in line]
    assert [line.partition(f"{name}, ")[2].partition(":")[0] for line in told] == lines
    assert (ran.code, ran.out.count('"title": "One"')) == (0, 1)


def test_what_was_read_is_written_and_the_exit_code_tells(tmp_path: Path, run: Run) -> None:
    (tmp_path / "x.bib").write_text(BIB, encoding="utf-8")
    ran = run("export", tmp_path / "x.bib", "-f", "ris")
    assert ran.code == 1
    assert ran.out.count("TY  - ") == 3
    assert ran.err.count("error: ") == ran.err.count("hint: ") == 3


EMPTY = {
    "x.bib": ("no entries at all", "a .bib file has entries such as @article{key, title = {...}, author = {...}}"),
    "x.ris": ("nothing", 'an RIS file has references, each from "TY  - RPRT" to "ER  - ", with a title in TI'),
    "x.enw": ("nothing", 'an ENW file has references, each beginning with "%0 Report" or the like, with a title in %T'),
    "x.jsonl": ("[]", "JSON is read as CSL-JSON: an array of items, each with a title and a type or an author"),
    "x.mods": (
        '<?xml version="1.0"?><modsCollection xmlns="http://www.loc.gov/mods/v3"></modsCollection>',
        "MODS has mods elements in the namespace http://www.loc.gov/mods/v3, each with titleInfo/title",
    ),
    "x.xml": (
        "<xml><records></records></xml>",
        "EndNote XML has record elements in xml/records, each with titles/title",
    ),
    "x.rdf": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:z="http://www.zotero.org/namespaces/export#"></rdf:RDF>',
        "Zotero RDF has items, each with z:itemType and dc:title",
    ),
    "x.items": (
        '[{"itemType": "note", "note": "A"}]',
        'Zotero\'s JSON has items, each with "itemType" and "title"; attachments and notes are no works',
    ),
    "x.yml": ("---\n# nothing\n{ }\n", "a Hayagriva file has entries, each a key with type, title and more below it"),
    "x.yaml": (
        "references: []\n",
        "CSL-YAML has a list under references:, of items with a title and a type or an author",
    ),
}
"""Name of a file -> what it contains, and the hint of its format."""


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_file_brings_the_hint_of_its_format(name: str, tmp_path: Path) -> None:
    content, hint = EMPTY[name]
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match="no reference found") as caught:
        list(ingest(tmp_path / name))
    assert caught.value.hint == hint


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("x.mods", "x.mods, the file: is no XML"),
        ("x.rdf", "the file: is no XML"),
        ("x.yml", "the file: holds no entries"),
    ],
)
def test_a_text_that_is_not_what_its_name_says_is_a_fault(name: str, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("nothing of the kind", encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        list(ingest(tmp_path / name))


def test_a_file_of_nothing_but_broken_entries_names_them(tmp_path: Path, run: Run) -> None:
    (tmp_path / "x.bib").write_text("@article{a, title = {Never closed", encoding="utf-8")
    ran = run("export", tmp_path / "x.bib")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: ")
    assert "line 1: @article{a cannot be read: Unexpectedly reached end of file." in ran.err
