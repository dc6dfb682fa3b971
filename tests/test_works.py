"""What waits for the rest of the documents comes back as it went in."""

from hypothesis import given
from hypothesis import strategies as st

from ponarscite.claim import About, Claim, Rank
from ponarscite.works import pack, unpack

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
