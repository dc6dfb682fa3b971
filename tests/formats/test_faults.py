"""What cannot be read of a file of references is named, with its line; the rest is read."""

from pathlib import Path

import pytest

from ponarscite import SourceError, ingest
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
            "line 1: 'AU - Nobody' stands in no reference",
            "line 6: a reference has no title and no number, and is left out",
        ],
    ),
    "x.enw": (
        ENW,
        ["One"],
        [
            "line 1: '%T Stray' stands in no reference",
            "line 6: a reference has no title and no number, and is left out",
        ],
    ),
    "x.json": (
        JSON + ' {"id": "d", "type": "book", "title": "Two"}\n]',
        ["One", "Two"],
        ["item 2: b has no title and no number, and is left out", "line 3: what follows item 2 is no JSON"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_faults_are_named_and_the_rest_is_read(name: str, tmp_path: Path) -> None:
    content, titles, faults = CASES[name]
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    failures: list = []
    assert [record.title for record in ingest(path, failures=failures)] == titles
    assert [failure.message.partition(f"{name}, ")[2] for failure in failures] == faults


def test_what_was_read_is_written_and_the_exit_code_tells(tmp_path: Path, run: Run) -> None:
    (tmp_path / "x.bib").write_text(BIB, encoding="utf-8")
    ran = run("export", tmp_path / "x.bib", "-f", "ris")
    assert ran.code == 1
    assert ran.out.count("TY  - ") == 3
    assert ran.err.count("error: ") == ran.err.count("hint: ") == 3


@pytest.mark.parametrize(
    ("name", "content"),
    [("x.bib", "no entries at all"), ("x.ris", "nothing"), ("x.enw", "nothing"), ("x.jsonl", "[]")],
)
def test_a_file_without_references_is_said_to_have_none(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match="no memo found"):
        list(ingest(tmp_path / name))


def test_a_file_of_nothing_but_broken_entries_names_them(tmp_path: Path, run: Run) -> None:
    (tmp_path / "x.bib").write_text("@article{a, title = {Never closed", encoding="utf-8")
    ran = run("export", tmp_path / "x.bib")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: ")
    assert "line 1: @article{a cannot be read: Unexpectedly reached end of file." in ran.err
