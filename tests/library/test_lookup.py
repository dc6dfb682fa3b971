"""Names of a manuscript -> records, ambiguous numbers and unknown names, with exact answers."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import ponarscite
from ponarscite import Library, PluginManager
from ponarscite.library.lookup import Lookup
from ponarscite.library.names import Ambiguous, Known, Name, Unknown
from ponarscite.record.date import Date
from ponarscite.record.record import Identity, Record

NO_KEY = "no record has this key"
NO_NUMBER = "no record has this number"
NO_NAME = "this is no name"


def memo(series: str, number: int, year: int, url: str = "", doi: str = "") -> Record:
    genre = "PONARS Policy Memo" if series == "pm" else "PONARS Eurasia Policy Memo"
    return Record(
        type="report",
        title=f"Snow {number} of {year}",
        issued=Date(year),
        genre=genre,
        number=str(number),
        identity=Identity("number", (series, str(number))),
        url=url,
        doi=doi,
    )


RECORDS = (
    memo("pm", 427, 2006),
    memo("pm", 62, 1999),
    memo("pepm", 427, 2016, url="https://www.ponarseurasia.org/snow-427/"),
    memo("pepm", 660, 2020, url="https://www.ponarseurasia.org/memo/winter", doi="10.5555/Winter.660"),
    memo("pepm", 775, 2022),
    memo("pepm", 9001, 2026),
    Record(id="DBLP:journals/snow", type="article-journal", title="Rivers measured", issued=Date(1999)),
    Record(id="smith:2020", type="book", title="A key with a colon", issued=Date(2020)),
    Record(id="2024", type="book", title="A key that is a number", issued=Date(2024)),
    Record(id="нордстрём1992", type="book", title="A Cyrillic key", issued=Date(1992)),
)


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    with Library(":memory:", ponarscite.plugin_manager(external=False)) as library:
        library.add_all(RECORDS)
        library.remove(library.add(Record(id="gone1", type="book", title="A removed book")))
        yield library


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("pepm775", ("key", "pepm775")),
        ("PEPM:775", ("pepm", "775")),
        ("pepm:0775", ("pepm", "775")),
        ("pepm:000", ("pepm", "0")),
        ("pm:427", ("pm", "427")),
        ("Ponars:775", ("ponars", "775")),
        (" ponars:775 ", ("ponars", "775")),
        ("kc:12", ("kc", "12")),
        ("smith:2020", ("smith", "2020")),
        ("key:2024", ("key", "2024")),
        ("KEY:ponars:775", ("key", "ponars:775")),
        ("url:https://a.example/b", ("url", "https://a.example/b")),
        ("https://a.example/b", ("url", "https://a.example/b")),
        ("HTTP://a.example/b", ("url", "HTTP://a.example/b")),
        ("doi:10.5555/ABC", ("doi", "10.5555/abc")),
        ("https://doi.org/10.5555/ABC", ("doi", "10.5555/abc")),
        ("url:http://dx.doi.org/10.5555/abc", ("doi", "10.5555/abc")),
        ("doi:12", ("doi", "12")),
        ("ponars:-1", ("key", "ponars:-1")),
        ("ponars:7a", ("key", "ponars:7a")),
        ("ponars:７７５", ("key", "ponars:７７５")),
        ("рерм:775", ("key", "рерм:775")),
        ("ponars:", ("key", "ponars:")),
        ("DBLP:journals/x", ("key", "DBLP:journals/x")),
        ("key:", ("key", "key:")),
    ],
)
def test_a_name_has_two_parts(text: str, name: tuple[str, str]) -> None:
    assert Name.parse(text) == name


@pytest.mark.parametrize(
    "text", ["", " ", "775", "2024", "０７７５", "٣", "½", "a\nb", "a\u202eb", "x" * 2_001, "9" * 10**6]
)
def test_what_is_no_name(text: str) -> None:
    assert Name.parse(text) is None


def described(library: Library, text: str) -> object:
    """The key of a known name, the names of candidates, or what is wrong with an unknown one, and the nearest keys."""
    match library.lookup([text])[text]:
        case Known(key, item):
            assert item["id"] == key
            return key
        case Ambiguous(candidates):
            return tuple(f"{one.series}:{one.number}" for one in candidates)
        case Unknown(problem, nearest):
            return (problem, *nearest)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("pepm775", "pepm775"),
        ("PEPM775", "pepm775"),
        ("pepm0775", "pepm775"),
        ("PEPM:775", "pepm775"),
        ("ponars:775", "pepm775"),
        ("ponars:0775", "pepm775"),
        ("pm:775", (NO_NUMBER, "pepm775")),
        ("ponars:427", ("pm:427", "pepm:427")),
        ("PONARS:0427", ("pm:427", "pepm:427")),
        ("pm:427", "pm427"),
        ("pm427", "pm427"),
        ("pepm:427", "pepm427"),
        ("ponars:660", "pepm660"),
        ("pm:660", (NO_NUMBER, "pepm660")),
        ("pepm:660", "pepm660"),
        ("ponars:62", "pm62"),
        ("pm:62", "pm62"),
        ("pepm:62", (NO_NUMBER, "pm62")),
        ("ponars:9001", "pepm9001"),
        ("pepm:9001", "pepm9001"),
        ("pm:9001", (NO_NUMBER, "pepm9001")),
        ("ponars:99999", (NO_NUMBER, "pepm9001")),
        ("pepm:776", (NO_NUMBER, "pepm775")),
        ("pepm776", (NO_NUMBER, "pepm775")),
        ("ponars:0", (NO_NUMBER,)),
        ("ponars:-1", (NO_KEY,)),
        ("ponars:", (NO_KEY,)),
        (f"ponars:{'9' * 1_000}", (NO_NUMBER, "pepm9001")),
        (f"ponars:{'9' * 10**6}", (NO_NAME,)),
        ("775", ("a bare number is no name: write ponars:775", "pepm775")),
        ("427", ("a bare number is no name: write ponars:427", "pm427", "pepm427")),
        ("2024", ("a bare number is no name: write ponars:2024",)),
        ("key:2024", "2024"),
        ("рерм:775", (NO_KEY, "pepm775")),
        ("рерм775", (NO_KEY, "pepm775")),
        ("рм:427", (NO_KEY, "pm427", "pepm427")),
        ("ponаrs:775", (NO_KEY, "pepm775")),
        ("ponars:７７５", (NO_KEY, "pepm775")),
        ("нордстрём1992", "нордстрём1992"),
        ("smith:2020", "smith:2020"),
        ("SMITH:2020", "smith:2020"),
        ("smith:2021", ("no record has this key, and no series the code smith", "smith:2020")),
        ("dblp:journals/snow", "DBLP:journals/snow"),
        ("DBLP:journals/snwo", (NO_KEY, "DBLP:journals/snow")),
        ("key:pepm660", "pepm660"),
        ("key:pepm:660", (NO_KEY, "pepm660")),
        ("url:https://ponarseurasia.org/snow-427", "pepm427"),
        ("http://www.ponarseurasia.org/snow-427/#note", "pepm427"),
        ("https://www.ponarseurasia.org/snow-428/", ("no record has this address",)),
        ("doi:10.5555/winter.660", "pepm660"),
        ("https://doi.org/10.5555/WINTER.660", "pepm660"),
        ("doi:10.5555/none", ("no record has this DOI",)),
        ("doi:", (NO_KEY,)),
        ("gone1", ("the record with this key was removed",)),
        ("nosuch99", (NO_KEY,)),
        ("\ud800", (NO_NAME,)),
        ("", (NO_NAME,)),
    ],
)
def test_a_name_is_looked_up(library: Library, text: str, answer: object) -> None:
    assert described(library, text) == answer


SPELLINGS = {
    "{s}{n}": "",
    "{S}{n}": "",
    "{T}{n}": "",
    "{s}:{n}": "",
    "{S}:{n}": "",
    "{T}:{n}": "",
    " {s}:{n} ": "",
    "{s}0{n}": "",
    "{s}:000{n}": "",
    "key:{s}{n}": "",
    "KEY:{S}{n}": "",
    "https://a.example/{s}/{n}": "",
    "url:https://a.example/{s}/{n}": "",
    "HTTPS://www.a.example/{s}/{n}/#top": "",
    "doi:10.5555/{s}.{n}": "",
    "DOI:10.5555/{S}.{n}": "",
    "https://doi.org/10.5555/{s}.{n}": "",
    "http://dx.doi.org/10.5555/{S}.{n}": "",
    "url:https://doi.org/10.5555/{s}.{n}": "",
    "{n}": "a bare number is no name: write ponars:{n}",
    "{s}": NO_KEY,
    "{s}:": NO_KEY,
    "{s}:-{n}": NO_KEY,
    "{s}:{n}a": NO_KEY,
    "{s} {n}": NO_KEY,
    "No. {n}": NO_KEY,
    "#{n}": NO_KEY,
    "{s}:{n}.": NO_KEY,
    "{s}:9{n}": NO_NUMBER,
    "key:{s}:{n}": NO_KEY,
    "doi:10.5555/{s}": "no record has this DOI",
    "https://a.example/{s}/": "no record has this address",
    "{s}\t{n}": NO_NAME,
    "": NO_NAME,
}
"""A name with the code of a series (small, capital, mixed) and a number -> the problem, "" for a known one."""

NUMBERED = {"pm": 312, "pepm": 613}


@pytest.fixture(scope="module")
def both_series() -> Iterator[Library]:
    with Library(":memory:", ponarscite.plugin_manager(external=False)) as library:
        for series, number in NUMBERED.items():
            url, doi = f"https://a.example/{series}/{number}", f"10.5555/{series}.{number}"
            library.add(memo(series, number, 2004 if series == "pm" else 2019, url, doi))
        yield library


@pytest.mark.parametrize("series", NUMBERED)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_both_series_are_named_in_the_same_ways(both_series: Library, series: str, spelling: str) -> None:
    parts = {"s": series, "S": series.upper(), "T": series.title(), "n": NUMBERED[series]}
    text, problem = spelling.format_map(parts), SPELLINGS[spelling].format_map(parts)
    match both_series.lookup([text])[text]:
        case Known(key, item):
            assert (key, item["number"], problem) == (f"{series}{NUMBERED[series]}", str(NUMBERED[series]), "")
        case Unknown(told):
            assert told == problem
        case _:
            pytest.fail(text)


def test_candidates_have_what_tells_them_apart(library: Library) -> None:
    found = library.lookup(["ponars:427"])["ponars:427"]
    assert isinstance(found, Ambiguous)
    assert found.candidates == (
        ("pm427", "pm", "427", "2006", "Snow 427 of 2006"),
        ("pepm427", "pepm", "427", "2016", "Snow 427 of 2016"),
    )
    assert str(found) == (
        "several records have this number: pm:427 (pm427, 2006, Snow 427 of 2006); "
        "pepm:427 (pepm427, 2016, Snow 427 of 2016)"
    )


def test_a_former_key_gives_the_present_one() -> None:
    with Library(":memory:", ponarscite.plugin_manager(external=False)) as library:
        library.edit(library.add(Record(id="old", type="book", title="A book")), {"id": ["new"]})
        assert library.lookup(["old"])["old"] == Known("new", {"id": "new", "type": "book", "title": "A book"})


def test_get_and_resolve_understand_a_series_with_a_colon(library: Library) -> None:
    assert library.get("pepm:660").number == "660"
    assert library.resolve("ponars:427") == ["pepm427", "pm427"]
    assert library.resolve("ponars:1") == []


def test_names_are_looked_up_without_plugins(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with Library(path, ponarscite.plugin_manager(external=False)) as library:
        library.add_all(RECORDS)
    script = (
        "import sys; from ponarscite import Library\n"
        f"with Library({str(path)!r}, writing=False) as library:\n"
        "    found = library.lookup(['ponars:427', 'pm:1', 'pepm660', 'x', '775'])\n"
        "    print([type(one).__name__ for one in found.values()])\n"
        "    print(sorted(name for name in sys.modules if name.startswith(('pluggy', 'ponarscite.series', 'lxml'))))\n"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert told == "['Ambiguous', 'Unknown', 'Known', 'Unknown', 'Unknown']\n[]\n"


def test_the_codes_of_plugins_are_asked_for_last(library: Library) -> None:
    asked: list[int] = []

    def codes() -> Sequence[str]:
        asked.append(1)
        return ("kc",)

    lookup = Lookup(library._database, codes)
    assert list(lookup.find(["pm:427", "ponars:1", "smith:2020", "pepm1", "nosuch"]).values())
    assert not asked
    assert lookup.find(["kc:5"]) == {"kc:5": Unknown(NO_NUMBER)}
    assert asked


def test_no_step_of_a_lookup_scans_a_table(library: Library) -> None:
    asked: list[str] = []
    library._database.connection.set_trace_callback(asked.append)
    library.lookup(
        ["pepm775", "ponars:427", "nosuch99", "ponars:5", "https://a.example/", "doi:10.5/x", "775", "gone1"]
    )
    library._database.connection.set_trace_callback(None)
    plans = {sql: library._database.rows(f"EXPLAIN QUERY PLAN {sql}") for sql in asked if sql.startswith("SELECT")}
    assert len(plans) > 8
    for sql, plan in plans.items():
        steps = [step for *_, step in plan if step.startswith(("SEARCH", "SCAN"))]
        assert all("USING" in step for step in steps[:1]), sql
        assert steps[1:] == [], sql


def test_the_keys_with_a_beginning_are_a_range_of_an_index() -> None:
    with Library(":memory:", ponarscite.plugin_manager(external=False)) as library:
        for number, key in enumerate(("Ab", "aB2", "abc", "a", "ab\u0301", "b", "äb")):
            library.add(Record(id=key, type="book", title=f"Book {number}"))
        library.edit("abc", {"id": ["zz"]})
        library.edit("aB2", {"id": ["AB2"]})
        library.remove("b")
        asked: list[str] = []
        library._database.connection.set_trace_callback(asked.append)
        assert library.keys("aB") == ["Ab", "AB2", "ab\u0301"]
        assert library.keys("AB", 2) == ["Ab", "AB2"]
        assert (library.keys("abc"), library.keys("zz"), library.keys("b")) == ([], ["zz"], [])
        assert library.keys() == sorted(library.keys(), key=str.lower)
        library._database.connection.set_trace_callback(None)
        plans = [str(library._database.rows(f"EXPLAIN QUERY PLAN {sql}")) for sql in asked]
        assert len(plans) == 7
        assert not [plan for plan in plans if "SCAN" in plan]


def test_removed_keys_do_not_hide_the_nearest_ones(plugins: PluginManager) -> None:
    with Library(":memory:", plugins) as library:
        for n in range(5):
            library.add(Record(id=f"snow{n}", type="book", title=f"Snow {n}"))
        library.remove("snow2")
        assert library.lookup(["snow2x"])["snow2x"] == Unknown(NO_KEY, ("snow0", "snow1", "snow3"))
