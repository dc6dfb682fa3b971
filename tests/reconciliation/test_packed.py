"""Claims that wait for the rest of the documents, or lie in a library, come back as they were."""

from __future__ import annotations

import json
import zlib

from hypothesis import given
from hypothesis import strategies as st

from ponarscite.reconciliation.packed import SHORT, pack, unpack
from ponarscite.record.claim import About, Claim, Rank

TEXTS = st.text(max_size=40) | st.sampled_from(["\ud800", "“quoted”", '{"family": "Lee"}'])
FEW = st.sampled_from(["", "a", "b"])
ABOUTS = st.builds(About, st.sampled_from(["subject", "cited", "mentioned"]), FEW, FEW | TEXTS)
CLAIMS = st.builds(Claim, TEXTS, TEXTS, st.sampled_from(Rank), FEW | TEXTS, ABOUTS, FEW | TEXTS)


@given(st.lists(CLAIMS, max_size=8))
def test_unpack_undoes_pack(claims: list[Claim]) -> None:
    assert list(unpack(pack(claims))) == claims


def test_a_packed_memo_is_small() -> None:
    about = About("subject", "", "https://www.ponarseurasia.org/a-memo-of-the-usual-length/")
    claims = [Claim("keyword", f"Topic {n}", Rank.OWN, "page", about, f"line {n}") for n in range(30)]
    assert len(pack(claims)) < 600


def test_what_claims_share_is_written_once() -> None:
    about = About("cited", "note 1", "memo.html")
    claims = [Claim("title", "Snow", Rank.CITED, "page", about), Claim("genre", "Memo", Rank.CITED, "page", about, "7")]
    assert pack(claims) == b'[["title","Snow",2,"page","","cited","note 1","memo.html"],["genre","Memo","7"]]'


def test_what_claims_share_is_one_object() -> None:
    about = About("cited", "note 1", "a document with a long name.html")
    other = About("cited", "note 2", "a document with a long name.html")
    claims = [
        Claim("title", text, Rank.CITED, "note of a page", one, "line of it") for text in "ab" for one in (about, other)
    ]
    found = list(unpack(pack(claims)))
    for name in ("variable", "origin", "where"):
        assert len({id(getattr(claim, name)) for claim in found}) == 1, name
    assert found[0].about is found[2].about
    assert found[0].text is found[1].text


def test_claims_that_take_little_room_are_not_compressed() -> None:
    about = About("subject", "", "memo.html")
    short, long = ([Claim("title", text, Rank.OWN, "page", about)] for text in ("Snow", "Snow " * SHORT))
    assert b"Snow" in pack(short)
    assert len(pack(long)) < SHORT
    assert [list(unpack(pack(claims))) for claims in (short, long)] == [short, long]


@given(st.lists(CLAIMS, max_size=8))
def test_libraries_of_earlier_versions_have_every_row_whole_and_compressed(claims: list[Claim]) -> None:
    rows = [
        (c.variable, c.text, c.rank, c.origin, c.where, c.about.role, c.about.place, c.about.document) for c in claims
    ]
    assert list(unpack(zlib.compress(json.dumps(rows).encode(), 1))) == claims
