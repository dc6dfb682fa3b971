"""What speaks against a merge, and that groups never hold two works that differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponarscite.reconcile.evidence import evidence_of
from ponarscite.reconcile.partition import Candidate, differences, partition
from ponarscite.record.date import Date
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from ponarscite.series.identity import settle
from ponarscite.series.ponars import PONARS, PONARS_EURASIA

SETTLE = partial(settle, series=(PONARS, PONARS_EURASIA))
WORK = Record(
    type="article-journal",
    title="Editorial",
    author=(Name("Ejemplo", "Ana"),),
    issued=Date(2019),
    container_title="Rivers",
    extra=(("page", "1-9"),),
)


def like(one: Record = WORK, **values: Any) -> Record:
    """The record with other values; of variables without an attribute by their CSL names, "_" for "-"."""
    attributes = {name: value for name, value in values.items() if name in Record.__slots__}
    extra = dict(one.extra) | {name: value for name, value in values.items() if name not in attributes}
    return replace(one, **attributes, extra=tuple(sorted((name, text) for name, text in extra.items() if text)))


def works(records: Sequence[Record]) -> set[frozenset[int]]:
    settled = [SETTLE(record) for record in records]
    return set(map(frozenset, partition([one.identity for one in settled], lambda n: evidence_of(settled[n]))))


def by(*names: str) -> tuple[Name, ...]:
    return tuple(Name("Ejemplo", name) for name in names)


APART: dict[str, tuple[Any, Any]] = {
    "DOI": ({"doi": "10.5555/a"}, {"doi": "10.5555/b"}),
    "ISBN": ({"ISBN": "0684148250"}, {"ISBN": "9780140247688"}),
    "ISSN": ({"ISSN": "1234-5678"}, {"ISSN": "8765-4321"}),
    "volume": ({"volume": "1"}, {"volume": "2"}),
    "issue": ({"issue": "1"}, {"issue": "1a"}),
    "number": ({"number": "7"}, {"number": "8"}),
    "edition": ({"edition": "first"}, {"edition": "2nd ed."}),
    "container-title": ({"container_title": "Rivers"}, {"container_title": "Streams"}),
    "page": ({"page": "1-9"}, {"page": "11-19"}),
    "year": ({"issued": Date(2019)}, {"issued": Date(2020)}),
    "PMID": ({"PMID": "1"}, {"PMID": "2"}),
    "part": ({"part": "1"}, {"part": "2"}),
    "version": ({"version": "1.0"}, {"version": "2.0"}),
    "last year": (
        {"issued": Date(2019, end=Date(2020))},
        {"issued": Date(2019, end=Date(2021))},
    ),
    "given name": ({"author": by("Ana")}, {"author": by("Boris")}),
}
"""Field -> the values of two works that differ in it alone."""

TOGETHER: dict[str, tuple[Any, Any]] = {
    "a DOI with and without its address": ({"doi": "10.5555/A"}, {"doi": "https://doi.org/10.5555/a"}),
    "ISBN-10 and ISBN-13": ({"ISBN": "0684148250"}, {"ISBN": "978-0-684-14825-0"}),
    "one ISBN of two": ({"ISBN": "9780684148250, 9780140247688"}, {"ISBN": "9780140247688"}),
    "print and web ISSN without pages": ({"ISSN": "1234-5678", "page": ""}, {"ISSN": "8765-4321"}),
    "a volume with its label": ({"volume": "Vol. 01"}, {"volume": "1"}),
    "an edition in words": ({"edition": "second"}, {"edition": "2nd ed."}),
    "dashes between pages": ({"page": "1--9"}, {"page": "pp. 1–9"}),
    "shortened pages": ({"page": "123-7"}, {"page": "123–127"}),
    "a month and a year": ({"issued": Date(2019, 5)}, {"issued": Date(2019)}),
    "an initial": ({"author": by("Ana")}, {"author": by("A.")}),
    "initials without dots": ({"author": by("AM")}, {"author": by("Ana Maria")}),
    "a middle name": ({"author": by("Ana Maria")}, {"author": by("Ana")}),
    "no given name": ({"author": by("Ana")}, {"author": by("")}),
    "capitals": ({"container_title": "RIVERS"}, {"container_title": "Rivers"}),
    "a value that one of them lacks": ({"volume": "1", "doi": "10.5555/a"}, {"issue": "2"}),
}
"""Values in which two descriptions of one work may differ."""


@pytest.mark.parametrize("field", APART)
def test_works_that_differ_in_one_thing_are_two(field: str) -> None:
    one, other = (like(**values) for values in APART[field])
    assert works((one, other)) == works((other, one)) == {frozenset((0,)), frozenset((1,))}
    assert works((one, other, one, other)) == {frozenset((0, 2)), frozenset((1, 3))}
    mine, theirs = (Candidate(record.identity, evidence_of(record)) for record in map(SETTLE, (one, other)))
    assert differences(mine, theirs) == (field,)


@pytest.mark.parametrize("case", TOGETHER)
def test_works_that_agree_as_far_as_both_go_are_one(case: str) -> None:
    one, other = (like(**values) for values in TOGETHER[case])
    assert works((one, other)) == {frozenset((0, 1))}


@pytest.mark.parametrize(("type_", "count"), [("webpage", 2), ("post-weblog", 2), ("document", 2), ("book", 1)])
def test_two_addresses_are_two_works_of_the_web_only(type_: str, count: int) -> None:
    page = replace(WORK, type=type_, url="https://example.org/about")
    assert len(works((page, replace(page, url="https://example.com/about")))) == count
    root = replace(page, url="https://example.org")
    assert len(works((root, replace(root, url="https://example.com/")))) == count


def test_one_address_and_one_title_is_one_work_in_any_year_but_not_in_any_volume() -> None:
    page = replace(WORK, type="webpage", url="https://example.org/about")
    assert len(works((page, replace(page, issued=Date(2021), url="http://www.example.org/about/")))) == 1
    assert len(works((like(page, volume="1"), like(page, volume="2")))) == 2
    assert len(works((page, replace(page, title="About")))) == 2


def test_one_doi_and_one_title_is_one_work_whatever_else_differs() -> None:
    one = like(doi="10.5555/a", volume="1")
    other = like(doi="doi:10.5555/A", volume="2", issued=Date(2021), author=by("Boris"), type="webpage")
    assert works((one, other)) == {frozenset((0, 1))}
    assert len(works((one, replace(one, title="Rivers of Debt")))) == 2


def test_two_editors_of_one_title_are_two_books() -> None:
    book = replace(WORK, type="book", author=(), container_title="", issued=Date())
    assert len(works([like(book, editor=(Name("Ejemplo", name),)) for name in ("Ana", "Boris")])) == 2
    assert len(works([like(book, editor=(Name(name, "Ana"),)) for name in ("Ejemplo", "Prykladna")])) == 2


def test_what_fits_two_works_belongs_to_neither() -> None:
    ana, boris, either = (like(author=by(name)) for name in ("Ana", "Boris", "B."))
    assert works((ana, boris, either)) == {frozenset((0,)), frozenset((1, 2))}
    unknown = like(author=by(""))
    assert works((unknown, ana, unknown, boris)) == {frozenset((0, 2)), frozenset((1,)), frozenset((3,))}


def test_a_work_is_compared_as_its_own_documents_describe_it() -> None:
    """A note that gives a wrong year does not separate the memo from its card."""
    memo = Record(type="report", title="Rivers", author=by("Ana"), genre="PONARS Eurasia Policy Memo", number="700")
    own = replace(SETTLE(replace(memo, issued=Date(2021))), role="subject")
    card = replace(memo, number="", genre="", issued=Date(2021))
    settled = [own, SETTLE(replace(memo, issued=Date(2020))), SETTLE(card)]
    evidence = [replace(evidence_of(one), rank=rank) for one, rank in zip(settled, (3, 2, 2), strict=True)]
    assert partition([one.identity for one in settled], evidence.__getitem__) == [[0, 1, 2]]
    equal = [replace(one, rank=3) for one in evidence]
    assert partition([one.identity for one in settled], equal.__getitem__) == [[0, 1], [2]]


PIECES: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "doi": st.sampled_from(("10.5555/a", "10.5555/b")),
        "title": st.sampled_from(("Editorial", "Letters")),
        "author": st.sampled_from([by(""), by("A."), by("Ana"), by("Anna"), by("B."), by("Boris")]),
        "issued": st.sampled_from((Date(), Date(2019), Date(2020), Date(2020, 5))),
        "volume": st.sampled_from(("", "1", "2")),
        "page": st.sampled_from(("", "1-9", "11-19")),
        "url": st.sampled_from(("", "https://example.org/a", "https://example.org/b")),
        "type": st.sampled_from(("article-journal", "webpage")),
    },
)
RECORDS = st.lists(PIECES.map(lambda values: like(**values)), min_size=2, max_size=8)


@settings(max_examples=300)
@given(RECORDS, st.integers(0, 2**32).map(Random))
def test_groups_do_not_depend_on_the_order_and_hold_no_two_that_differ(records: list[Record], random: Random) -> None:
    order = list(range(len(records)))
    random.shuffle(order)
    groups = works(records)
    assert {frozenset(order[n] for n in group) for group in works([records[n] for n in order])} == groups
    candidates = [Candidate(one.identity, evidence_of(one)) for one in map(SETTLE, records)]
    for group in groups:
        for one in group:
            for other in group - {one}:
                mine, theirs = candidates[one], candidates[other]
                decided = [key for key in mine.keys if key in theirs.keys and key[0] in ("doi", "url")]
                chained = any(key[0] in ("doi", "url") for place in group for key in candidates[place].keys)
                assert decided or chained or differences(mine, theirs) == ()


def test_many_works_of_one_title_stay_apart() -> None:
    settled = [SETTLE(like(volume=str(n), page=f"{n}-{n + 3}")) for n in range(1_000)]
    evidence = [evidence_of(one) for one in settled]
    assert len(partition([one.identity for one in settled], evidence.__getitem__)) == 1_000
