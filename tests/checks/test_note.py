"""Notes that cite what is not understood."""

from __future__ import annotations

from dataclasses import replace

from ponarscite.note.footnote import NOTES
from ponarscite.record.claim import DOUBT, About, Claim, Rank
from tests.checks.catalogue import found, numbered

TEXT = "1 of 3 notes cites nothing that was understood: 2"


def test_a_memo_with_such_notes_is_reported() -> None:
    memo = numbered(775)
    doubt = Claim(DOUBT, TEXT, Rank.OWN, NOTES, About("subject", "", "memo.txt"), "line 12")
    other = replace(doubt, origin="PDF", text="its PDF is long")
    (problem,) = found([replace(memo, claims=(*memo.claims, doubt, other))], "P016")
    assert (problem.message, problem.document, problem.where) == (TEXT, "memo.txt", "line 12")
    assert found([memo], "P016") == []
