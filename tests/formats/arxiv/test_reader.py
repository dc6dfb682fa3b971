"""Atom as arXiv's API answers (info.arxiv.org/help/api/user-manual.html), read as a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ponarscite.formats.arxiv import sign
from ponarscite.interchange.arxiv_entry import references_of
from tests.conftest import Run
from tests.sources.stand_ins import ERROR, atom, entry

PRINTED = (
    '<arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1000/print</arxiv:doi>'
    '<arxiv:journal_ref xmlns:arxiv="http://arxiv.org/schemas/atom">J. Mud 3 (2018)</arxiv:journal_ref>'
    '<arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">15 pages</arxiv:comment><category term="cs.LG"/>'
)


def test_an_entry_is_read() -> None:
    (found,) = references_of(atom(entry("1706.03762v7", more=PRINTED)).decode())
    assert found.item == {
        "type": "article",
        "title": "Mud is all you need",
        "author": ["Ann Lee", "Bo van der Ek"],
        "issued": {"date-parts": [[2017, 6, 12]]},
        "abstract": "On mud.",
        "publisher": "arXiv",
        "number": "arXiv:1706.03762",
        "keyword": ["cs.CL", "cs.LG"],
        "URL": "https://arxiv.org/abs/1706.03762v7",
    }
    assert found.unread == ("comment",)
    assert found.remarks == ("arXiv names a version in print: J. Mud 3 (2018), doi:10.1000/print",)


def test_a_file_is_read(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "answer.xml"
    file.write_bytes(atom(entry("1706.03762v7"), entry("hep-th/9901001v1", "Old Mud")))
    done = run("export", file, "-f", "csl-json")
    assert [one["number"] for one in json.loads(done.out)] == ["arXiv:1706.03762", "arXiv:hep-th/9901001"]
    (record, _) = json.loads(run("explain", "--json", file).out)
    assert {claim["origin"] for claim in record["variables"]["title"]["claims"]} == {"arXiv"}


def test_an_error_of_the_service_is_a_fault() -> None:
    (found,) = references_of(atom(ERROR).decode())
    assert (found.item, found.faults) == ({}, ("incorrect id format for 1706.99999",))


def test_other_feeds_are_no_answers_of_arxiv() -> None:
    assert sign(atom().decode())
    assert not sign('<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://arxiv.org/abs/1"/></feed>')
    assert not sign("arxiv.org/api/ <feed>")


@pytest.mark.parametrize("text", ["", "<feed", "<feed/>", "<entry/>", "x"])
def test_broken_texts_raise_nothing(text: str) -> None:
    for _ in references_of(text):
        pass
