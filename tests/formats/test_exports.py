"""Files as Zotero, Better BibTeX, JabRef, Mendeley and EndNote write them, invented in their manner."""

from pathlib import Path

import pytest

from tests.conftest import DATA, Golden, Run

EXPORTS = sorted((DATA / "exports").iterdir())
UNREAD = {
    "endnote.ris": "L1 (1), UR (1)",
    "jabref.bib": "file (1), groups (1), owner (1), timestamp (1)",
    "zotero-bibtex.bib": "file (1)",
    "zotero.rdf": "attachment (1)",
    "zotero.ris": "L1 (1)",
}
"""Name of a file -> the fields in it that no record holds."""


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.name)
def test_an_export_is_read_whole(path: Path, run: Run, golden: Golden) -> None:
    ran = run("export", path, "-f", "csl-json")
    unread = f"warning: {path}: not read: {UNREAD[path.name]}\n" if path.name in UNREAD else ""
    assert (ran.code, ran.err) == (0, unread)
    golden(ran.out, f"exports/{path.name}.json")


def test_a_folder_of_them_gives_each_memo_once(run: Run) -> None:
    ran = run("export", EXPORTS[0].parent, "-f", "csl-json")
    assert ran.out.count('"number": "775"') == 1
    assert ran.code == 0
