"""The numbers of a whole series: order, gaps and duplicates."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.record.claim import About, Claim, Conflict, Rank, Role
from ponarscite.record.record import Record
from tests.checks.catalogue import found, keys, memo, numbered

ORDERED = [numbered(606 + n, f"2019-{5 + n:02}") for n in range(6)]


def test_numbers_in_order_are_passed_over() -> None:
    assert keys(ORDERED, "P007") == []
    assert keys([*ORDERED, numbered(607, "2019", id="year"), numbered(608, id="none")], "P007") == []
    assert keys([numbered(601, "2019-06-20"), numbered(602, "2019-06-02")], "P007") == []


def test_the_fewest_that_explain_the_disorder_are_named() -> None:
    wrong = numbered(608, "2019-10", id="wrong")
    (problem,) = found([wrong, *(one for one in ORDERED if one.number != "608")], "P007")
    assert (problem.key, problem.others, problem.variable) == ("wrong", ("pepm609",), "issued")
    assert problem.message == "No. 608 is dated 2019-10, but No. 609 2019-08"


@pytest.mark.parametrize(
    "doubtful",
    [
        pytest.param(numbered(608, "2019-05", id="x", role="cited"), id="a citation"),
        pytest.param(numbered(662, "2021", id="x"), id="a year alone"),
    ],
)
def test_what_is_known_less_well_is_measured_by_the_others(doubtful: Record) -> None:
    records = [numbered(607, "2019-06"), numbered(609, "2019-07"), numbered(661, "2020-08"), numbered(663, "2020-09")]
    assert keys([doubtful, *records], "P007") == ["x"]


def test_what_the_series_itself_forbids_is_left_to_that_check() -> None:
    lost = replace(numbered(609, "2001-01"), identity=ORDERED[0].identity)
    assert keys([*ORDERED, lost], "P007") == []


def test_each_series_has_its_own_order() -> None:
    assert keys([numbered(283, "2002-10"), numbered(283, "2013-06"), numbered(300, "2003-01")], "P007") == []


def test_gaps_are_reported_once_per_series() -> None:
    (problem,) = found([numbered(n, id=f"k{n}") for n in (710, 700, 701, 704, 706)], "P009")
    says = "PONARS Eurasia Policy Memo: 6 numbers are missing between No. 700 and No. 710: 702–703, 705, 707–709"
    assert (problem.key, problem.message, problem.severity) == ("k704", says, "note")
    old = [numbered(29, "1998-08"), numbered(31, "1998-08")]
    (problem, _) = found([*old, numbered(701), numbered(703)], "P009")
    assert problem.message == "PONARS Policy Memo: 1 number is missing between No. 29 and No. 31: 30"
    assert found([numbered(701), numbered(700)], "P009") == []


def test_two_works_with_one_number() -> None:
    records = [memo(660, "2020-07", "One"), memo(661, "2020-07"), memo(660, "2020-07", "Other", id="other")]
    (problem,) = found(records, "P010")
    assert (problem.key, problem.others) == ("other", ("pepm660",))
    assert problem.message == "No. 660 of PONARS Eurasia Policy Memo also belongs to “One”"
    assert found([numbered(427, "2006-12"), numbered(427, "2016-04")], "P010") == []


def conflict(title: str, lost: str, role: Role = "subject") -> Conflict:
    """A record of two documents that give one number different titles."""
    kept = Claim("title", title, Rank.OWN, "page", About("subject", "", "one.html"))
    other = Claim("title", lost, Rank.CITED, "page", About(role, "row 3", "two.html"), "line 7")
    return Conflict("title", kept, other)


def test_two_pages_that_print_one_number() -> None:
    clash = conflict("Borrowed Rivers", "Night Trains of 1999")
    record = numbered(660, "2020-07", "Borrowed Rivers", conflicts=(clash,))
    (problem,) = found([record], "P010")
    assert (problem.document, problem.where) == ("two.html", "line 7")
    assert problem.message == "No. 660 is “Borrowed Rivers”, but also “Night Trains of 1999”"
    assert found([record], "P013") == []


@pytest.mark.parametrize(
    "clash",
    [
        pytest.param(conflict("Borrowed Rivers", "Borowed Rivers"), id="a typing error"),
        pytest.param(conflict("Borrowed Rivers", "Night Trains of 1999", "cited"), id="a citation"),
    ],
)
def test_one_work_spelled_in_two_ways_is_no_double(clash: Conflict) -> None:
    assert found([numbered(660, "2020-07", "Borrowed Rivers", conflicts=(clash,))], "P010") == []


@given(st.permutations(ORDERED))
def test_the_order_in_which_records_come_does_not_matter(records: list[Record]) -> None:
    assert keys(records, "P007") == keys(records, "P009") == []


@given(st.lists(st.tuples(st.integers(784, 790), st.integers(1, 12)), max_size=12))
def test_what_is_not_named_is_in_order(pairs: list[tuple[int, int]]) -> None:
    records = [numbered(n, f"2023-{month:02}", id=f"r{i}") for i, (n, month) in enumerate(pairs)]
    wrong = set(keys(records, "P007"))
    left = [(int(one.number), one.issued.month or 0) for one in records if one.id not in wrong]
    assert all(month <= other for n, month in left for m, other in left if n < m)
    assert len(left) >= min(1, len(pairs))
