"""A description that differs from all is seen to differ, and no other one is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ponarscite.reconcile.evidence import Evidence
from ponarscite.reconcile.partition import Candidate, differences, partition
from ponarscite.reconcile.rivals import Rivals
from ponarscite.record.claim import Rank
from ponarscite.record.record import Identity

TITLE = Identity("title", ("article-journal", "editorial", "ejemplo"))
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "volume": st.sampled_from("12345"),
        "page": st.sampled_from("123"),
        "year": st.sampled_from(("2001", "2002")),
        "given name ejemplo 0 0": st.sampled_from(("ana", "a", "boris")),
    },
)
CANDIDATES = st.builds(
    lambda fields, rank, entry: Candidate(
        TITLE, Evidence(rank, tuple(sorted(fields.items())), (("refs.bib", entry),) if entry else ())
    ),
    FIELDS,
    st.sampled_from(Rank),
    st.sampled_from(("", "", "one", "two")),
)


def works(candidates: list[Candidate]) -> list[list[int]]:
    return partition([one.identity for one in candidates], lambda place: candidates[place].evidence)


@given(st.lists(CANDIDATES, min_size=1, max_size=12), CANDIDATES)
def test_one_that_differs_from_all_changes_no_other_work(others: list[Candidate], one: Candidate) -> None:
    rivals = Rivals()
    for other in others:
        rivals.add(other)
    if rivals.all_differ(one):
        assert all(differences(one, other) for other in others)
        assert works([*others, one]) == [*works(others), [len(others)]]


def test_what_is_not_given_by_all_tells_no_one_from_all() -> None:
    rivals = Rivals()
    first, second = (Candidate(TITLE, Evidence(values=(pair,))) for pair in (("volume", "1"), ("page", "2")))
    rivals.add(first)
    assert rivals.all_differ(Candidate(TITLE, Evidence(values=(("volume", "2"),))))
    rivals.add(second)
    assert not rivals.all_differ(Candidate(TITLE, Evidence(values=(("volume", "2"),))))
    assert rivals.all_differ(Candidate(TITLE, Evidence(values=(("page", "3"), ("volume", "2")))))
