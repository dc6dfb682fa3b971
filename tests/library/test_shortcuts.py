"""What is remembered between additions changes their time, never their result."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponarscite import About, Claim, Library, PonarsciteError, Rank, Record, plugin_manager
from ponarscite.library import components, crowds, reclustering
from ponarscite.library.crowds import Crowds
from ponarscite.library.document_table import Provenance
from ponarscite.library.keys import Keys
from ponarscite.library.reclustering import Reclustering
from ponarscite.reconcile.works import draft
from tests.library.collected import content
from tests.library.conftest import rows
from tests.library.histories import SETTLE, assert_consistent, command, document

PLUGINS = plugin_manager(external=False)
RANDOM = st.integers(0, 2**32).map(Random)
SERIAL = {"type": "article-journal", "title": "Editorial", "author": "Ana Ejemplo", "container-title": "Snow"}
MEMO = {"type": "report", "genre": "PONARS Eurasia Policy Memo", "number": "640"}


@contextmanager
def small(*, is_quick: bool) -> Iterator[None]:
    """Everything is remembered from three descriptions on; or nothing is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crowds, "MOST_RECONCILED", 3)
        patch.setattr(reclustering, "LEAST", 2)
        patch.setattr(components, "MOST_KEPT", 60)
        if not is_quick:
            patch.setattr(Crowds, "of", lambda *_: None)
            patch.setattr(Reclustering, "record_alike", lambda *_: None)
            patch.setattr(Reclustering, "is_apart", lambda *_: False)
        yield


def serial(random: Random, name: str) -> list[Record]:
    """A document that names issues of a serial under one title, numbers of a memo, or both."""
    claims = []
    for n in range(random.randint(1, 4)):
        about = About("cited", f"note {n}", name)
        texts = dict(MEMO if random.random() < 0.2 else SERIAL)
        for variable, values in (("volume", "123456"), ("issue", "12"), ("page", "1234"), ("issued", ("2001", "2002"))):
            if random.random() < 0.7:
                texts[variable] = random.choice(values)
        texts |= {"title": random.choice(("Snow", "Editorial", "Ice"))} if texts.get("number") else {}
        texts |= {"author": random.choice(("A. Ejemplo", "Ana Ejemplo"))}
        texts |= {"keyword": str(random.randint(0, 5))}
        texts |= {"id": random.choice(("one", "two", "Editorial"))} if random.random() < 0.1 else {}
        claims += [Claim(variable, text, Rank.CITED, "note", about) for variable, text in texts.items()]
    return draft(claims, SETTLE)


def history(seed: int, make: Any) -> tuple[list[Any], Any, Any]:
    """The results of 25 random additions and commands, and what the library then holds."""
    random = Random(seed)
    results: list[Any] = []
    with Library(":memory:", PLUGINS) as library:
        for n in range(25):
            if random.random() < 0.85:
                results += library.add_document(Provenance(f"{n}", "", "2026-01-01"), make(random, f"{n}"))
            elif random.random() < 0.3:
                library.undo()
            else:
                try:
                    command(random, library)
                except PonarsciteError as error:
                    results.append(str(error))
        assert_consistent(library)
        return results, content(library), library.keys()


@settings(max_examples=12)
@given(st.integers(0, 2**32), st.sampled_from((serial, document)))
def test_a_library_that_remembers_is_the_same(seed: int, make: Any) -> None:
    found = []
    for is_quick in (True, False):
        with small(is_quick=is_quick):
            found.append(history(seed, make))
    assert found[0] == found[1]


@settings(max_examples=8)
@given(RANDOM)
def test_works_of_one_title_are_the_same_in_every_order(random: Random) -> None:
    documents = [(f"{n}", serial(random, f"{n}")) for n in range(12)]
    contents = []
    for _ in range(2):
        random.shuffle(documents)
        with small(is_quick=True), Library(":memory:", PLUGINS) as library:
            for name, found in documents:
                library.add_document(Provenance(name, name, "2026-01-01"), found)
            contents.append([values for *values, _ in content(library)])
    assert contents[0] == contents[1]


def note(n: int, /, **texts: str) -> list[Record]:
    """The records of a page with one note."""
    about = About("cited", "note 1", f"page-{n}.html")
    return draft([Claim(name, text, Rank.CITED, "note 1", about) for name, text in texts.items()], SETTLE)


@pytest.mark.parametrize(
    "texts",
    [
        lambda n: MEMO | {"title": f"Snow {n}"},
        lambda n: SERIAL | {"volume": str(n)},
        lambda n: SERIAL | {"volume": "1", "keyword": str(n)},
        lambda n: SERIAL | {"URL": "https://example.org/editorial", "keyword": str(n)},
    ],
    ids=["titles of one number", "volumes of one title", "words about one title", "words about one address"],
)
def test_the_last_of_many_descriptions_takes_no_more_queries_than_the_first(
    texts: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Queries and the rows that they give, as a measure of time."""
    monkeypatch.setattr(crowds, "MOST_RECONCILED", 20)
    with Library(":memory:", PLUGINS) as library:
        work, real = [0], library._database.rows

        def counted(*words: Any) -> list[tuple[Any, ...]]:
            found = real(*words)
            work[0] += 1 + len(found)
            return found

        monkeypatch.setattr(library._database, "rows", counted)
        spent = []
        for n in range(400):
            before = work[0]
            library.add_document(Provenance(f"page-{n}.html", str(n), "2026-01-01"), note(n, **texts(n)))
            spent.append(work[0] - before)
    assert sum(spent[300:]) <= 1.5 * sum(spent[100:200])


def test_the_keys_of_many_works_with_one_author_year_and_word_are_soon_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other works come between them, so that some of the keys that are chosen are not given."""
    with Library(":memory:", PLUGINS) as library:
        asked, real = [0], Keys._is_taken

        def counted(self: Keys, key: str) -> bool:
            asked[0] += 1
            return real(self, key)

        monkeypatch.setattr(Keys, "_is_taken", counted)
        spent = []
        for n in range(120):
            before = asked[0]
            records = [one for m in range(2) for one in note(n, type="book", title=f"Snow {n} {m}", author="Ann Lee")]
            library.add_document(Provenance(f"{n}", f"{n}"), [*records, *note(n, **MEMO, title=f"Snow {n}")])
            spent.append(asked[0] - before)
        library.undo()
        library.add_document(Provenance("last", "last"), note(999, type="book", title="Snow", author="Ann Lee"))
        assert len(library.keys()) == 240
    assert sum(spent[80:]) <= 1.2 * sum(spent[40:80])


def test_a_library_that_another_process_changes_is_read_again(tmp_path: Any) -> None:
    path = tmp_path / "library.sqlite"
    with small(is_quick=True), Library(path, PLUGINS) as one, Library(path, PLUGINS) as other:
        for n in range(12):
            (one, other)[n % 2].add_document(Provenance(f"{n}", f"{n}"), note(n, **MEMO, title=f"Snow {n}"))
        assert_consistent(one)
        assert rows(one) == rows(other)
        assert len(one) == 1


def test_what_a_failed_addition_remembered_is_forgotten() -> None:
    with small(is_quick=True), Library(":memory:", PLUGINS) as library:
        for n in range(6):
            library.add_document(Provenance(f"{n}", f"{n}"), note(n, **MEMO, title=f"Snow {n}"))
        before = rows(library)

        def failing() -> Iterator[Record]:
            yield from note(7, **MEMO, title="Ice", page="7")
            yield from (one for n in range(300) for one in note(n + 10, **SERIAL, volume=str(n)))
            raise ValueError("no more")

        with pytest.raises(ValueError, match="no more"):
            library.add_document(Provenance("7", "7"), failing())
        assert rows(library) == before
        for n in range(8, 12):
            library.add_document(Provenance(f"{n}", f"{n}"), note(n, **MEMO, title=f"Snow {n}"))
        assert_consistent(library)
