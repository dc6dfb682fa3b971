"""Random histories of documents and commands: rows stay consistent, order does not matter, everything can be undone."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponarscite import About, Claim, Library, PonarsciteError, Rank, plugin_manager
from ponarscite.library import library as library_module
from ponarscite.library.document_table import Provenance
from ponarscite.reconcile.works import draft
from tests.library.collected import content
from tests.library.conftest import rows
from tests.library.histories import SETTLE, assert_consistent, command, document

PLUGINS = plugin_manager(external=False)
RANDOM = st.integers(0, 2**32).map(Random)


@settings(max_examples=12)
@given(RANDOM)
def test_undo_brings_back_every_state(random: Random) -> None:
    with Library(":memory:", PLUGINS) as library:
        states = []
        for _ in range(12):
            before, done = rows(library), len(library.log())
            try:
                command(random, library)
            except PonarsciteError:
                assert rows(library) == before
            if len(library.log()) > done:
                states.append(before)
            else:
                assert rows(library) == before
        assert_consistent(library)
        while states:
            assert len(library.undo()) == 1
            assert rows(library) == states.pop()
        assert library.undo() == []


@settings(max_examples=25)
@given(RANDOM)
def test_works_are_the_same_in_every_order_and_twice_is_once(random: Random) -> None:
    documents = [(name, document(random, name)) for name in "abcde"[: random.randint(2, 5)]]
    contents = []
    for _ in range(2):
        random.shuffle(documents)
        with Library(":memory:", PLUGINS) as library:
            for name, found in documents:
                library.add_document(Provenance(name, name, "2026-01-01"), found)
            before = rows(library)
            for name, found in documents:
                outcomes = library.add_document(Provenance(name, name, "2026-01-02"), found)
                assert {one.outcome for one in outcomes} == {"unchanged"}
            assert rows(library) == before
            assert_consistent(library)
            contents.append(content(library))
    assert contents[0] == contents[1]


@settings(max_examples=60)
@given(RANDOM)
def test_descriptions_added_in_batches_become_what_they_become_one_by_one(random: Random) -> None:
    some = [one for _ in range(random.randint(2, 8)) for one in document(random, random.choice("abc"))]
    some = [replace(one, claims=(), conflicts=()) if random.random() < 0.5 else one for one in some]
    some = [replace(one, title="Corrected") if random.random() < 0.1 else one for one in some]
    last, seen = document(random, "d"), []
    for size in (1, random.randint(2, 4), library_module.BATCH):
        with pytest.MonkeyPatch.context() as patch, Library(":memory:", PLUGINS) as library:
            patch.setattr(library_module, "BATCH", size)
            results = [library.add_all(some), library.add_document(Provenance("d"), last)]
            assert_consistent(library)
            seen.append((results, rows(library)))
    assert seen[0] == seen[1] == seen[2]


def said(name: str, *things: tuple[str, dict[str, str]]) -> tuple[str, list[Claim]]:
    """The name of a document and its claims, from the place ("" for the subject) and the values of each work."""
    return name, [
        Claim(
            variable,
            text,
            Rank.CITED if place else Rank.OWN,
            "page",
            About("cited" if place else "subject", place, name),
        )
        for place, texts in things
        for variable, text in texts.items()
    ]


MEMO = {"type": "report", "genre": "PONARS Eurasia Policy Memo"}
ADDRESS = {"title": "Borrowed Rivers", "URL": "https://www.ponarseurasia.org/borrowed/"}


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0), (1, 2, 0)])
def test_records_are_split_when_the_reason_that_joined_them_is_gone(order: tuple[int, ...]) -> None:
    """Two notes seem to be of No. 60, until the PDF of one proves to be that of No. 700."""
    label = MEMO | {"issued": "Spring 2014"}
    documents = [
        said("a", ("note 1", ADDRESS | {"number": "60", "pdf-name": "weird2020pdf"})),
        said("b", ("", MEMO | {"number": "60", "issued": "2020"}), ("note 1", label | ADDRESS)),
        said("c", ("", {"title": "Ice", "number": "700", "pdf-name": "weird2020pdf"})),
    ]
    with Library(":memory:", PLUGINS) as library:
        for name, claims in (documents[n] for n in order):
            library.add_document(Provenance(name, name, "2026-01-01"), draft(claims, SETTLE))
        numbers = [
            {claim.text for claim in one.claims if claim.variable == "number" and "note" not in claim.about.place}
            for one in library
        ]
        assert max(map(len, numbers)) == 1


def test_a_row_that_is_given_the_id_of_one_that_went_is_undone_too() -> None:
    with Library(":memory:", PLUGINS) as library:
        (key,) = {
            one.key for one in library.add_document(Provenance("a"), draft(said("a", ("", MEMO | ADDRESS))[1], SETTLE))
        }
        states = []
        for title in ("One", "Two", "Three"):
            states.append(rows(library))
            library.edit(key, {"title": [title]})
        while states:
            library.undo()
            assert rows(library) == states.pop()
