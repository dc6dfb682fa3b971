"""Adding, reading, merging, removing and undoing records; the order in which records come does not matter."""

from __future__ import annotations

import itertools
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

import ponarscite
from ponarscite import (
    About,
    Claim,
    Date,
    Library,
    LibraryError,
    Name,
    PluginManager,
    Rank,
    Record,
    UnknownKeyError,
    plugin_manager,
)
from ponarscite.library import crowds
from ponarscite.library.document_table import Provenance
from ponarscite.record.claim import ROLES
from tests.conftest import SHARED
from tests.library.collected import content
from tests.library.conftest import rows
from tests.pages import memo_page
from tests.strategies import records

PLUGINS = plugin_manager(external=False)
SEEDS = sorted((SHARED / "seeds").glob("*.txt"))
needs_seeds = pytest.mark.skipif(len(SEEDS) != 2, reason="the two pages are the publisher's and not in this repository")

CITING = memo_page()
CITED = memo_page(
    title="Unsent Bills: Second Edition of a Debt",
    issued="July 9, 2021",
    byline="Olena Prykladna",
    label="ponars eurasia policy memo no. 750 (pdf)",
    notes="",
    end="PONARS Eurasia Policy Memo No. 750\n\n",
    related="",
)
NEIGHBOUR = memo_page(
    title="Do Timetables Make a Border?",
    issued="March 22, 2022",
    byline="Mira van Esempio",
    label="ponars eurasia policy memo no. 772 (pdf)",
    notes="",
    end="PONARS Eurasia Policy Memo No. 772\n\n",
)
PAGES = {"citing.txt": CITING, "cited.txt": CITED, "neighbour.txt": NEIGHBOUR}


def add_page(library: Library, path: Path) -> dict[str, str]:
    """Add a page; key -> outcome."""
    found = ponarscite.ingest(path, plugins=PLUGINS, roles=ROLES)
    return {one.key: one.outcome for one in library.add_document(Provenance(path.name, str(hash(path.name))), found)}


@pytest.fixture
def pages(tmp_path: Path) -> dict[str, Path]:
    for name, text in PAGES.items():
        tmp_path.joinpath(name).write_text(text, encoding="utf-8")
    return {name: tmp_path / name for name in PAGES}


@given(records())
def test_the_library_returns_the_record_that_was_added(record: Record) -> None:
    with Library(":memory:", PLUGINS) as library:
        key = library.add(record)
        found = library.get(key)
        assert replace(found, identity=record.identity) == replace(record, id=key)
        assert library.add(record) == key
        assert len(library) == 1


def test_adding_twice_changes_nothing(library: Library, pages: dict[str, Path]) -> None:
    first = add_page(library, pages["citing.txt"])
    before = rows(library)
    assert set(first.values()) == {"added"}
    assert set(add_page(library, pages["citing.txt"]).values()) == {"unchanged"}
    assert rows(library) == before
    assert len(library.log()) == 1


@pytest.mark.parametrize("order", list(itertools.permutations(PAGES)), ids=" ".join)
def test_pages_give_the_same_library_in_every_order(pages: dict[str, Path], order: tuple[str, ...]) -> None:
    contents = []
    for names in (tuple(PAGES), order):
        with Library(":memory:", PLUGINS) as library:
            for name in names:
                add_page(library, pages[name])
            contents.append(content(library))
    assert contents[0] == contents[1]


def test_a_page_fills_in_what_a_note_cited(library: Library, pages: dict[str, Path]) -> None:
    add_page(library, pages["citing.txt"])
    known = library.get("pepm750")
    assert (known.role, known.title, known.abstract) == ("cited", "Unsent Bills", "")
    assert add_page(library, pages["cited.txt"])["pepm750"] == "conflict"  # the title has grown
    complete = library.get("pepm750")
    assert (complete.role, complete.title) == ("subject", "Unsent Bills: Second Edition of a Debt")
    assert complete.abstract
    assert [one.id for one in library.cited_by("pepm750")] == ["pepm775"]
    assert "pepm750" in [one.id for one in library.cites("pepm775")]


def test_a_card_becomes_the_memo_and_keeps_its_key(library: Library, pages: dict[str, Path]) -> None:
    add_page(library, pages["citing.txt"])
    assert library.get("vanesempio2022do").number == ""
    add_page(library, pages["neighbour.txt"])
    assert library.get("vanesempio2022do").number == "772"
    assert library.get("772").id == "vanesempio2022do"


def test_episodes_on_every_page_are_there_once(library: Library, pages: dict[str, Path]) -> None:
    for path in pages.values():
        add_page(library, path)
    assert sum(one.type == "broadcast" for one in library) == 2


@needs_seeds
def test_both_seeds_in_either_order() -> None:
    contents = []
    for seeds in (SEEDS, SEEDS[::-1]):
        with Library(":memory:", PLUGINS) as library:
            for seed in seeds:
                add_page(library, seed)
            assert sorted(one.number for one in library.find("role:subject")) == ["775", "781"]
            assert "pepm660" in [one.id for one in library.cites("pepm775")]
            assert sum(one.type == "broadcast" for one in library) == 10
            (disputed,) = library.find("is:conflict")
            (conflict,) = disputed.conflicts
            assert {conflict.kept.text, conflict.lost.text} == {"March 13, 2023", "March 14, 2023"}
            contents.append((content(library), sorted(one.id for one in library)))
    assert contents[0] == contents[1]


def memo(number: int, title: str = "", **values: Any) -> Record:
    title = title or f"Memo {number} of Many"
    return replace(
        Record(
            type="report",
            title=title,
            author=(Name("Ejemplo", "Ana"),),
            issued=Date(2020, 5),
            genre="PONARS Eurasia Policy Memo",
            number=str(number),
        ),
        **values,
    )


FRAGMENTS = (
    memo(640, "Counting Snow"),
    memo(641, "Counting Snow"),
    memo(640, "Counting Snow", issued=Date(2020, 5, 7), abstract="Snow, counted."),
    memo(640, "Counting the Snow", role="cited"),
    Record(type="report", title="Counting Snow", author=(Name("Ejemplo", "Ana"),), role="mentioned"),
    Record(type="post-weblog", title="Counting Rain", author=(Name("Ejemplo", "Ana"),), url="https://example.org/rain"),
    Record(type="post-weblog", title="Counting Rain", author=(Name("Ejemplo", "Ana"),), issued=Date(2019)),
    Record(type="post-weblog", title="Counting Rain", url="https://www.example.org/rain/#top"),
    memo(419, "An Orchard", genre="PONARS Policy Memo", issued=Date()),
    memo(419, "An Orchard", genre="PONARS Policy Memo", issued=Date(2006, 12)),
    memo(419, "An Orchard", genre="PONARS Policy Memo", issued=Date(2016, 2)),
    Record(title="Introduction", type="chapter"),
    Record(title="Introduction", type="chapter", issued=Date(2001)),
)


@hypothesis(max_examples=60)
@given(
    st.lists(st.sampled_from(FRAGMENTS), min_size=2, max_size=9, unique_by=repr).flatmap(
        lambda some: st.tuples(st.just(some), st.permutations(some))
    )
)
def test_the_order_of_adding_does_not_matter(lists: tuple[list[Record], list[Record]]) -> None:
    contents = []
    for some in (*lists, [*lists[0], *lists[1]]):
        with Library(":memory:", PLUGINS) as library:
            for record in some:
                library.add(record)
            contents.append(content(library))
    assert contents[0] == contents[1]
    assert contents[0] == contents[2], "twice is once"


@given(st.lists(records(), max_size=4))
@hypothesis(max_examples=25)
def test_arbitrary_records_in_either_order(some: list[Record]) -> None:
    contents = []
    for records_ in (some, some[::-1]):
        with Library(":memory:", PLUGINS) as library:
            library.add_all(replace(record, id="") for record in records_)
            contents.append(content(library))
    assert contents[0] == contents[1]


def test_different_numbers_of_one_series_never_merge(library: Library) -> None:
    one, other = library.add(memo(640, "Same")), library.add(memo(641, "Same"))
    assert one != other
    with pytest.raises(LibraryError, match="different numbers of one series"):
        library.merge(one, other)


def test_a_number_of_two_series_asks_which(library: Library) -> None:
    library.add(memo(419, "A Memo of 2016", issued=Date(2016, 2)))
    library.add(memo(419, "A Memo of 2006", issued=Date(2006, 12)))
    with pytest.raises(UnknownKeyError, match="419") as raised:
        library.get("419")
    assert "pepm419" in raised.value.hint
    assert "pm419" in raised.value.hint
    assert library.get("pm419").issued.year == 2006
    assert library.get("PEPM 0419").issued.year == 2016
    assert sorted(library.resolve("419")) == ["pepm419", "pm419"]


def test_keys_that_clash_get_letters_and_the_first_keeps_its_own(library: Library) -> None:
    def post(title: str) -> Record:
        return Record(type="post-weblog", title=title, author=(Name("Lee", "Ann"),), issued=Date(2020))

    keys = [library.add(post(f"Snow {n} Melts")) for n in range(3)]
    assert keys == ["lee2020snow", "lee2020snowa", "lee2020snowb"]
    library.remove("lee2020snowa")
    assert library.add(post("Snow 7 Melts")) == "lee2020snowc", "a retired key is not given to another work"
    assert library.add(post("Snow 1 Melts")) == "lee2020snowd"
    library.remove("lee2020snow")
    assert library.add(post("Snow 0 Melts")) == "lee2020snow", "but the same work may have its own again"


def test_a_key_that_a_record_brings_is_kept(library: Library) -> None:
    assert library.add(memo(640, id="MyKey:2020")) == "MyKey:2020"
    assert library.get("mykey:2020").number == "640"
    assert library.add(memo(641, id="mykey:2020")) == "mykey:2020a"


def test_merged_records_answer_to_both_keys(library: Library) -> None:
    one = library.add(Record(title="Counting Rain", type="post-weblog", author=(Name("Lee", "Ann"),)))
    other = library.add(Record(title="How Rain is Counted", type="post-weblog", author=(Name("Lee", "Ann"),)))
    kept = library.merge(other, one)
    assert library.get(one).id == library.get(other).id == kept
    assert {claim.text for claim in library.claims(kept, "title")} == {"Counting Rain", "How Rain is Counted"}
    library.add(Record(title="How Rain is Counted", type="post-weblog", author=(Name("Lee", "Ann"),), note="again"))
    assert len(library) == 1


def test_duplicates_are_proposed_and_settled(library: Library) -> None:
    one = library.add(Record(title="Night Trains and Borders", type="report", author=(Name("Lee", "Ann"),)))
    other = library.add(Record(title="Night Trains and Border", type="report", author=(Name("Lee", "A."),)))
    library.add(Record(title="Day Trains", type="report", author=(Name("Lee", "Ann"),)))
    (pair,) = library.duplicates()
    assert {pair.first, pair.second} == {one, other}
    assert pair.likeness >= 90
    library.distinct(other, one)
    assert library.duplicates() == []
    library.undo()
    assert len(library.duplicates()) == 1
    library.merge(one, other)
    assert library.duplicates() == []


def test_distinct_records_are_not_joined_by_a_later_one(library: Library) -> None:
    one = library.add(Record(title="Rain", type="post-weblog", author=(Name("Lee", "Ann"),)))
    other = library.add(Record(title="Rain!", type="post-weblog", url="https://example.org/rain"))
    library.distinct(one, other)
    both = Record(title="Rain", type="post-weblog", author=(Name("Lee", "Ann"),), url="https://example.org/rain")
    library.add(both)
    assert library.get(one).id != library.get(other).id


def test_tags(library: Library) -> None:
    key = library.add(memo(640))
    assert library.tag(key, "to  read", "snow") == ("snow", "to read")
    assert [one.id for one in library.find('tag:"to read"')] == [key]
    assert library.tag(key, remove=["snow"]) == ("to read",)


def test_a_changed_record_is_what_its_user_made_it(library: Library) -> None:
    about = About("subject", "", "memo.html")
    claims = (Claim("title", "Raine", Rank.OWN, "page", about), Claim("type", "report", Rank.OWN, "page", about))
    record = Record(title="Rain", type="report", claims=claims)
    assert library.get(library.add(record)).title == "Rain"


def test_a_newer_form_of_a_document_replaces_the_older(library: Library, tmp_path: Path) -> None:
    page = tmp_path / "memo.txt"
    for n, title in enumerate(("Borrowed Rivrs: Who Counts?", "Borrowed Rivers: Who Counts?")):
        page.write_text(memo_page(title=title), encoding="utf-8")
        found = ponarscite.ingest(page, plugins=PLUGINS, roles=ROLES)
        library.add_document(Provenance("memo.txt", str(n)), found)
    record = library.get("pepm775")
    assert record.title == "Borrowed Rivers: Who Counts?"
    assert record.conflicts == ()
    assert len(record.claims) == len(set(record.claims))
    assert [one.id for one in library.cited_by("pepm750")] == ["pepm775"]


@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=5), st.data())
@hypothesis(max_examples=40)
def test_undo_restores_the_former_state_exactly(some: list[Record], data: st.DataObject) -> None:
    with Library(":memory:", PLUGINS) as library:
        states = [rows(library)]
        for record in some:
            library.add(record)
            if (state := rows(library)) != states[-1]:
                states.append(state)
        keys = [record.id for record in library]
        deed = data.draw(st.sampled_from(["remove", "merge", "tag", "distinct", "none"]))
        act(library, deed, keys)
        if (state := rows(library)) != states[-1]:
            states.append(state)
        for state in reversed(states[:-1]):
            assert len(library.undo()) == 1
            assert rows(library) == state
        assert library.undo() == []


def act(library: Library, deed: str, keys: list[str]) -> None:
    try:
        if deed == "remove":
            library.remove(keys[0])
        elif deed == "merge":
            library.merge(keys[0], keys[-1])
        elif deed == "tag":
            library.tag(keys[0], "snow")
        elif deed == "distinct":
            library.distinct(keys[0], keys[-1])
    except LibraryError:
        assert len(keys) < 2 or deed == "merge"


def test_one_command_of_several_steps_is_one_undo(library: Library) -> None:
    with library.command("add a b"):
        library.add(memo(640))
        library.add(memo(641))
    (change,) = library.undo()
    assert change.command == "add a b"
    assert len(library) == 0
    assert library.log()[0].undone


def test_commands_that_ran_at_the_same_time_are_undone_together(tmp_path: Path, plugins: PluginManager) -> None:
    path = tmp_path / "library.sqlite"
    with Library(path, plugins) as one, Library(path, plugins) as other:
        one.add(memo(600))
        with one.command("first"), other.command("second"):
            one.add(memo(640))
            other.add(memo(641))
            one.add(memo(642))
        assert {change.command for change in one.undo()} == {"first", "second"}
        assert [record.number for record in other] == ["600"]


def test_threads_share_a_library(tmp_path: Path, plugins: PluginManager) -> None:
    with Library(tmp_path / "library.sqlite", plugins) as library:
        threads = [
            threading.Thread(target=lambda n=n: [library.add(memo(600 + n * 20 + i)) for i in range(20)])
            for n in range(4)
        ]
        for thread in threads:
            thread.start()
        for _ in range(20):
            list(library.find("memo"))
        for thread in threads:
            thread.join()
        assert len(library) == 80


def test_the_error_for_an_unknown_key_names_a_similar_one(library: Library) -> None:
    library.add(memo(640))
    with pytest.raises(UnknownKeyError) as raised:
        library.get("pepm64")
    assert "did you mean pepm640?" in raised.value.hint
    library.remove("pepm640")
    with pytest.raises(UnknownKeyError, match="was removed"):
        library.get("pepm640")


def cited(number: int, words: int) -> Record:
    """What the n-th page cites as No. 640, under a title of its own."""
    about = About("cited", "note 1", f"page-{number}.html")
    said: dict[str, Any] = {"type": "report", "genre": "PONARS Eurasia Policy Memo", "number": "640"}
    said["title"] = f"Snow {words}"
    claims = tuple(Claim(name, text, Rank.CITED, "note 1", about) for name, text in said.items())
    return Record(role="cited", claims=claims, **said)


def test_a_work_with_very_many_descriptions_is_the_same_in_every_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowds, "MOST_RECONCILED", 10)
    many = [cited(number, number % 15) for number in range(40)]
    contents = []
    for some in (many, many[::-1]):
        with Library(":memory:", PLUGINS) as library:
            library.add_all(some[:30])
            library.add(memo(640, "Snow"))
            library.add_all(some[30:])
            library.edit("640", {"note": ["mine"]})
            record = library.get("640")
            assert (record.title, record.note, record.author) == ("Snow", "mine", memo(640).author)
            assert len({claim.about for claim in record.claims}) == 42
            contents.append(content(library))
    assert contents[0] == contents[1]


def test_works_without_letters_in_their_titles_are_not_merged(library: Library) -> None:
    """Two documents with the title "???" may describe two works; adding one of them again changes nothing."""
    about = [About("cited", "note 1", f"{n}.html") for n in (1, 2)]
    for one in (*about, about[0]):
        claims = tuple(Claim(*pair, Rank.CITED, "note 1", one) for pair in (("title", "???"), ("type", "report")))
        library.add(Record(title="???", type="report", role="cited", claims=claims))
    assert len(library) == 2


def test_an_episode_of_many_pages_is_looked_for_in_one_of_them(library: Library) -> None:
    sql = "EXPLAIN QUERY PLAN SELECT record FROM testimony WHERE shape = ? AND document IS ? AND place = ? LIMIT 1"
    ((*_, plan),) = library._database.rows(sql, (1, 2, ""))
    assert "testimony_said (shape=? AND document=?)" in plan


@pytest.mark.parametrize("together", [False, True])
def test_one_number_is_one_work_however_it_is_spelt(library: Library, together: bool) -> None:
    some = [replace(memo(640, f"Snow {text}"), number=text) for text in ("640", "0000000640", "٦٤٠")]
    keys = {one.key for one in library.add_all(some)} if together else {library.add(one) for one in some}
    assert keys == {"pepm640"}


def test_a_number_of_five_thousand_digits_is_none_of_a_series(library: Library) -> None:
    record = library.get(library.add(replace(memo(640, "Snow"), number="9" * 5000)))
    assert record.identity.kind == "title"
    assert record.number == "9" * 5000


def test_a_record_of_a_class_of_ones_own_is_kept(library: Library) -> None:
    class Mine(Record):
        """As a program may derive one."""

    assert library.get(library.add(Mine(title="Snow", type="report"))).title == "Snow"


def test_suffixes_that_were_undone_are_used_again(library: Library) -> None:
    some = [Record(title=f"Title {n}", id="k", url=f"https://x.org/{n}") for n in range(4)]
    keys = [one.key for one in library.add_all(some)]
    assert keys == ["k", "ka", "kb", "kc"]
    library.undo()
    assert [one.key for one in library.add_all(some)] == keys


@pytest.mark.parametrize("value", [[Record(title="Snow")], b"<html>", "memo.html", None])
def test_what_is_no_record_is_told_what_is(library: Library, value: Any) -> None:
    with pytest.raises(TypeError, match="add takes a Record, not "):
        library.add(value)
