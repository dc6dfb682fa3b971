"""Running all checks: any records, the order of the findings, and where each finding points."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ponarscite
from ponarscite import Check, Finding, Record
from ponarscite.checks.review import chosen, find_check, review
from ponarscite.reconcile.choice import build
from ponarscite.record.claim import ROLES, About, Claim, Conflict, Rank
from ponarscite.record.key import with_keys
from ponarscite.record.record import Identity
from tests.checks.catalogue import CHECKS, SERIES, numbered
from tests.strategies import dates, names, records, texts

KNOWN = {check.code: check for check in CHECKS}
ABOUT = About("subject", "", "memo.txt")


IDENTITIES = (Identity("ambiguous", ()), Identity("number", ("pm", "1")), Identity("number", ("gone", "1")))


MEMOS = st.builds(
    Record,
    type=st.just("report"),
    title=st.sampled_from(("", "Borrowed Rivers", "Borrowed Rivers: Who Counts?", "Реки взаймы", "?")),
    author=st.lists(names(), max_size=2).map(tuple),
    issued=dates(),
    number=st.one_of(texts(4), st.integers(0, 10**6).map(str)),
    genre=st.sampled_from([name for one in SERIES for name in one.names]),
    identity=st.sampled_from(IDENTITIES),
    role=st.sampled_from(ROLES),
)
"""Memos with any number, date and people; the identity may be anything."""


@settings(max_examples=25)
@given(st.lists(MEMOS, max_size=4), records())
def test_any_records_can_be_checked(memos: list[Record], other: Record) -> None:
    keyed = list(with_keys([*memos, other]))
    problems = review(keyed, CHECKS, SERIES)
    known = {record.id for record in keyed}
    assert {problem.key for problem in problems} <= known
    assert {other for problem in problems for other in problem.others} <= known
    assert all(problem.message for problem in problems)
    assert review(keyed, CHECKS, SERIES) == problems


def test_codes_are_in_order_and_each_stands_once() -> None:
    of_records = [check for check in CHECKS if check.code.startswith("P")]
    of_manuscripts = [check.code for check in CHECKS if check not in of_records]
    assert [check.code for check in of_records] == [f"P{n:03}" for n in range(1, 17)]
    assert of_manuscripts == [f"M{n:03}" for n in range(1, 18)]
    assert len({check.name for check in CHECKS}) == len(CHECKS)
    assert all(check.examine or check.compare for check in of_records)


def telling(code: str, *keys: str) -> Check:
    """A check with a finding for each of these records, and one for all of them together."""

    def examine(record: Record, _: object) -> list[Finding]:
        return [Finding(key=record.id, message="one", variable="title")] if record.id in keys else []

    def compare(records: Sequence[Record], _: object) -> list[Finding]:
        return [Finding(key=records[-1].id, message=f"{len(records)}", variable="title")]

    return Check(code=code, name=code.lower(), severity="note", explanation="?", examine=examine, compare=compare)


def test_problems_are_told_by_record_then_by_code() -> None:
    three = [numbered(n, id=key) for n, key in ((3, "c"), (1, "a"), (2, "b"))]
    found = review(three, [telling("X2", "a", "c"), telling("X1", "a")], SERIES)
    assert [(one.key, one.code, one.message) for one in found] == [
        ("c", "X2", "one"),
        ("a", "X1", "one"),
        ("a", "X2", "one"),
        ("b", "X1", "3"),
        ("b", "X2", "3"),
    ]


@pytest.mark.parametrize("variable", ["title", "abstract", ""])
def test_the_place_is_that_of_the_heaviest_claim_or_of_the_first(variable: str) -> None:
    claims = (
        Claim("number", "660", Rank.OWN, "page", ABOUT, "line 2"),
        Claim("title", "Guessed", Rank.GUESSED, "PDF name", ABOUT, "line 40"),
        Claim("title", "A Title", Rank.OWN, "page", ABOUT, "line 3"),
        Claim("abstract", "Long", Rank.OWN, "page", ABOUT, "line 5"),
    )
    check = Check(
        code="X1",
        name="x",
        severity="note",
        explanation="?",
        examine=lambda record, _: [Finding(key=record.id, message="x", variable=variable)],
    )
    record = build(claims, lambda draft: draft)
    (problem,) = review([record], [check], SERIES)
    lines = {"title": "line 3", "abstract": "line 2", "": "line 2"}  # abstracts are not kept for long
    assert (problem.document, problem.where) == ("memo.txt", lines[variable])


def test_a_check_of_all_sees_what_it_needs_and_no_more() -> None:
    seen: list[Record] = []

    def compare(records: Sequence[Record], _: object) -> tuple[()]:
        seen.extend(records)
        return ()

    claims = tuple(Claim(name, "x", Rank.OWN, "page", ABOUT) for name in ("title", "abstract", "notes", "number"))
    conflict = Conflict("title", claims[0], claims[0])
    record = numbered(660, claims=claims, conflicts=(conflict,), abstract="x", notes=("x",))
    review([record], [Check(code="X1", name="x", severity="note", explanation="?", compare=compare)], SERIES)
    (slim,) = seen
    assert [claim.variable for claim in slim.claims] == ["title", "number"]
    assert (slim.title, slim.conflicts, slim.abstract, slim.notes) == (record.title, (conflict,), "", ())


def test_checks_are_chosen_by_code_or_name() -> None:
    assert [one.code for one in chosen(KNOWN, ["p012", "gap"])] == ["P009", "P012"]
    of_records = [one.code for one in chosen(KNOWN, (), ["P001"]) if one.code.startswith("P")]
    assert of_records == [f"P{n:03}" for n in range(2, 17)]
    assert [one.code for one in chosen(KNOWN, ["P001", "P002"], ["P001"])] == ["P002"]
    assert find_check(KNOWN, "Double-Number").code == "P010"
    with pytest.raises(ponarscite.MisuseError):
        find_check(KNOWN, "P01")
