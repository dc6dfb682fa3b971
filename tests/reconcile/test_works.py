"""Which records are one work, and what becomes of their claims."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.reconcile.evidence import Evidence
from ponarscite.reconcile.partition import partition
from ponarscite.reconcile.works import Works, draft, reconcile
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.record.record import Identity, Record

SNOW = ("title", "report", "snow", "lee")
RAIN = ("title", "report", "rain", "lee")
PAGE = ("url", "ponarseurasia.org/snow")
OTHER = ("url", "ponarseurasia.org/rain")


def number(text: str, *aliases: tuple[str, ...], series: str = "pepm") -> Identity:
    return Identity("number", (series, text), aliases=aliases)


def url(key: tuple[str, ...], *aliases: tuple[str, ...]) -> Identity:
    return Identity("url", key[1:], aliases=aliases)


def title(key: tuple[str, ...], *aliases: tuple[str, ...]) -> Identity:
    return Identity("title", key[1:], aliases=aliases)


def undecided(text: str, key: tuple[str, ...] = SNOW) -> Identity:
    return Identity("ambiguous", (text, *key[1:]))


def works(identities: Sequence[Identity]) -> set[frozenset[int]]:
    """The places of the identities, grouped by work."""
    return set(map(frozenset, partition(identities, lambda _: Evidence())))


ONE_WORK = {
    "the same number": (number("775"), number("775")),
    "the same number under two titles": (number("775", SNOW), number("775", RAIN)),
    "the same address": (url(PAGE), url(PAGE)),
    "the same title": (title(SNOW), title(SNOW)),
    "an address and its title": (url(PAGE, SNOW), title(SNOW)),
    "two addresses of one title": (url(PAGE, SNOW), url(OTHER, SNOW)),
    "an address and the only number of its title": (url(PAGE, SNOW), number("775", SNOW)),
    "an address and the only number there": (url(PAGE), number("775", PAGE)),
    "a title and its only number": (title(SNOW), number("775", SNOW)),
    "a title and its only number, met twice": (title(SNOW), number("775", SNOW), number("775", SNOW)),
    "two titles of one address": (title(SNOW, PAGE), title(RAIN, PAGE)),
    "two titles by way of an address": (title(SNOW), url(PAGE, SNOW, RAIN), title(RAIN)),
    "an undecided number and that number": (undecided("775"), number("775", SNOW)),
    "no number and the only number of the title": (undecided(""), number("775", SNOW)),
    "an undecided number twice": (undecided("775"), undecided("775")),
}
"""Identities that are all of one work."""

SEVERAL_WORKS = {
    "two numbers": (number("775"), number("776")),
    "two numbers of one title": (number("775", SNOW), number("776", SNOW)),
    "one number of two series": (number("60"), number("60", series="pm")),
    "two addresses": (url(PAGE), url(OTHER)),
    "two titles": (title(SNOW), title(RAIN)),
    "an address and a number elsewhere": (url(PAGE), number("775", OTHER)),
    "an undecided number and another one": (undecided("774"), number("775", SNOW)),
    "an undecided number and that number of another title": (undecided("775"), number("775", RAIN)),
    "two undecided numbers": (undecided("774"), undecided("775")),
    "an undecided number and the title alone": (undecided("775"), title(SNOW)),
    "nothing known of either": (Identity("title", ()), Identity("title", ())),
    "nothing known of either, undecided": (Identity("ambiguous", ()), Identity("ambiguous", ())),
}
"""Identities that are each of another work."""


@pytest.mark.parametrize("case", ONE_WORK)
def test_identities_of_one_work(case: str) -> None:
    for order in itertools.permutations(ONE_WORK[case]):
        assert works(order) == {frozenset(range(len(order)))}


@pytest.mark.parametrize("case", SEVERAL_WORKS)
def test_identities_of_several_works(case: str) -> None:
    for order in itertools.permutations(SEVERAL_WORKS[case]):
        assert works(order) == {frozenset((place,)) for place in range(len(order))}


@pytest.mark.parametrize(
    "identities",
    [
        (title(SNOW), title(SNOW), number("775", SNOW), number("776", SNOW)),
        (title(SNOW, RAIN), title(SNOW, RAIN), number("775", SNOW), number("776", RAIN)),
        (undecided(""), undecided(""), number("775", SNOW), number("776", SNOW)),
        (url(PAGE, SNOW), title(SNOW), number("775", OTHER), number("60", OTHER, series="pm")),
    ],
    ids=["two numbers of the title", "numbers of two titles", "undecided", "numbers elsewhere"],
)
def test_a_work_without_a_number_joins_no_number_when_several_could_be_meant(identities: Sequence[Identity]) -> None:
    assert works(identities) == {frozenset((0, 1)), frozenset((2,)), frozenset((3,))}


def test_an_address_decides_before_a_title() -> None:
    card = title(SNOW, PAGE)
    assert works((card, card, number("775", SNOW), number("776", PAGE))) == {frozenset((0, 1, 3)), frozenset((2,))}


KEYS = st.sampled_from([SNOW, RAIN, PAGE, OTHER, ("url", "x.org")])
PLAIN = st.builds(
    lambda own, aliases: Identity("url" if own[0] == "url" else "title", own[1:], aliases=tuple(aliases)),
    KEYS,
    st.lists(KEYS, max_size=2),
)


@given(st.lists(PLAIN, max_size=8))
def test_identities_that_share_a_key_are_one_work_and_no_others(identities: list[Identity]) -> None:
    groups: list[tuple[set[tuple[str, ...]], set[int]]] = []
    for place, one in enumerate(identities):
        keys, places = {(one.kind, *one.value), *one.aliases}, {place}
        for group in [group for group in groups if group[0] & keys]:
            groups.remove(group)
            keys, places = keys | group[0], places | group[1]
        groups.append((keys, places))
    assert works(identities) == {frozenset(places) for _, places in groups}


def claim(variable: str, text: str, place: str = "", document: str = "a.html") -> Claim:
    return Claim(variable, text, Rank.OWN, "page", About("subject", place, document))


def by_title(record: Record) -> Record:
    """As a record without anything else is settled."""
    return replace(record, identity=Identity("title", (record.title,) if record.title else ()))


def test_claims_about_one_thing_make_one_record_in_order_of_first_mention() -> None:
    said = [
        claim("title", "A", "1"),
        claim("title", "B", "2"),
        claim("author", "Ann Lee", "1"),
        claim("note", "x", "2"),
    ]
    first, second = draft(said, by_title)
    assert (first.title, str(first.author[0]), first.note) == ("A", "Ann Lee", "")
    assert (second.title, second.author, second.note) == ("B", (), "x")
    assert (first.claims, second.claims) == ((said[0], said[2]), (said[1], said[3]))
    assert draft([], by_title) == []


def test_records_of_one_work_become_one_with_all_of_their_claims_once() -> None:
    said = [
        claim("title", "Snow", "1"),
        claim("title", "Rain", "2"),
        claim("title", "Snow", "3"),
        claim("abstract", "Cold.", "3"),
        claim("title", "Snow", "1"),
    ]
    snow, rain = reconcile(said, by_title)
    assert (snow.title, snow.abstract, rain.title) == ("Snow", "Cold.", "Rain")
    assert snow.claims == (said[0], said[2], said[3])


def test_works_can_be_read_again_after_more_is_added() -> None:
    works = Works(by_title)
    works.add(by_title(Record(title="Snow", claims=(claim("title", "Snow"),))))
    assert [one.title for one in works] == ["Snow"]
    works.add(by_title(Record(title="Snow", claims=(claim("title", "Snow", document="b"), claim("note", "x")))))
    works.add(by_title(Record(title="Rain", claims=(claim("title", "Rain"),))))
    assert [(one.title, one.note, len(one.claims)) for one in works] == [("Snow", "x", 3), ("Rain", "", 1)]


@given(st.lists(st.sampled_from(ONE_WORK["two titles by way of an address"]), min_size=1, max_size=9), st.randoms())
def test_the_order_in_which_records_come_does_not_matter(identities: list[Identity], random: Random) -> None:
    shuffled = list(identities)
    random.shuffle(shuffled)
    assert sorted(map(len, works(identities))) == sorted(map(len, works(shuffled)))


def entry(key: str, document: str = "a.bib", title: str = "Snow", **texts: str) -> list[Claim]:
    about = About("subject", f"entry {key}", document)
    values = {"id": key, "title": title} | texts
    return [Claim(variable, text, Rank.OWN, "BibTeX", about) for variable, text in values.items()]


def by_doi(record: Record) -> Record:
    aliases = (("doi", record.doi, record.title),) if record.doi else ()
    return replace(record, identity=Identity("title", (record.title, str(record.issued)), aliases=aliases))


def test_entries_of_one_file_are_written_under_their_keys_even_if_they_are_one_work() -> None:
    said = [*entry("b", DOI="10.5555/a"), *entry("a", DOI="10.5555/a", note="Cold."), *entry("c", title="Rain")]
    b, a, c = reconcile(said, by_doi)
    assert [(one.id, one.note) for one in (b, a, c)] == [("b", ""), ("a", "Cold."), ("c", "")]
    assert (b.doubts, c.doubts) == ((), ())
    assert a.doubts == ("may be one work with b: both have the same DOI and title",)


def test_other_files_add_to_each_entry_of_one_work() -> None:
    said = [*entry("b", DOI="10.5555/a"), *entry("a", DOI="10.5555/a"), *entry("0", "z.bib", DOI="10.5555/a", note="x")]
    b, a = reconcile(said, by_doi)
    assert [(one.id, one.note) for one in (b, a)] == [("b", "x"), ("a", "x")]
    assert b.doubts == ("is 0, too: one work under several keys is written once",)


def test_entries_of_one_file_are_not_merged_on_their_title() -> None:
    assert [one.id for one in reconcile([*entry("a"), *entry("b")], by_doi)] == ["a", "b"]
    (one,) = reconcile([*entry("a"), *entry("b", "z.bib")], by_doi)
    assert (one.id, one.doubts) == ("a", ("is b, too: one work under several keys is written once",))
    assert [one.id for one in reconcile([*entry("a"), *entry("b"), *entry("c", "z.bib")], by_doi)] == ["a", "b", "c"]
    assert len(reconcile([*entry("a"), *entry("b"), *entry("a", "z.bib"), *entry("b", "z.bib")], by_doi)) == 2


def test_a_file_that_gives_one_key_twice_gives_one_work() -> None:
    about = About("subject", "entry 2", "a.bib")
    twice = [replace(one, about=about) for one in entry("a")]
    assert len(reconcile([*entry("a"), *twice], by_doi)) == 1


def test_two_records_of_a_library_are_two_works() -> None:
    """Its rule, or the user, has kept them apart; the files that they came from do not matter any more."""
    works = Works(by_doi)
    for key in ("a", "b"):
        kept = Claim("id", key, Rank.USER, "library", About("subject", "", f"library {key}"))
        works.add(by_doi(Record(title="Snow", claims=(*entry(f"{key}1"), *entry(f"{key}2", DOI="10.5555/a"), kept))))
    works.add(by_doi(Record(title="Snow", claims=tuple(entry("c", "z.bib")))))
    assert [one.id for one in works] == ["a", "b", "c"]
