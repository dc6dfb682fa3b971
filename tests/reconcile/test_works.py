"""What waits for the rest of the documents comes back as it went in."""

import json
import zlib

from hypothesis import given
from hypothesis import strategies as st

from ponarscite.reconcile.packed import SHORT, pack, unpack
from ponarscite.record.claim import About, Claim, Rank

TEXTS = st.text(max_size=40) | st.sampled_from(["\ud800", "“quoted”", '{"family": "Lee"}'])
ABOUTS = st.builds(About, st.sampled_from(["subject", "cited", "mentioned"]), TEXTS, TEXTS)
CLAIMS = st.builds(Claim, TEXTS, TEXTS, st.sampled_from(Rank), TEXTS, ABOUTS, TEXTS)


@given(st.lists(CLAIMS, max_size=8))
def test_unpack_undoes_pack(claims: list[Claim]) -> None:
    assert list(unpack(pack(claims))) == claims


def test_a_packed_memo_is_small() -> None:
    about = About("subject", "", "https://www.ponarseurasia.org/a-memo-of-the-usual-length/")
    claims = [Claim("keyword", f"Topic {n}", Rank.OWN, "page", about, f"line {n}") for n in range(30)]
    assert len(pack(claims)) < 600


def test_what_takes_little_room_is_not_compressed() -> None:
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
