"""Searches find what they should, and a search that makes no sense is told so, never more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from ponarscite import Date, Library, Name, PluginManager, QueryError, Record, plugin_manager
from ponarscite.library.query import FIELDS, parse_query
from ponarscite.library.search import matching
from tests.strategies import texts

PLUGINS = plugin_manager(external=False)


def memo(number: int, title: str, family: str, issued: Date, **values: Any) -> Record:
    record = Record(
        type="report",
        genre="PONARS Eurasia Policy Memo",
        number=str(number),
        title=title,
        author=(Name(family, "Ana"),),
        issued=issued,
    )
    return replace(record, **values)


RECORDS = (
    memo(640, "Rivers of Kazakhstan", "Junisbai", Date(2020, 7), keyword=("media", "rivers")),
    memo(660, "Kazakhstan in Winter", "Junisbai", Date(2020, 11, 3), abstract="A study of snow’s politics."),
    memo(775, "The Limits of Snow", "O’Loughlin", Date(2022, 5, 20), keyword=("media",)),
    memo(776, "Снег и власть в Казахстане", "Жунисбай", Date(2022)),
    memo(777, "Gel'man's Café", "Gel'man", Date(2023, 1, 31)),
    Record(type="report", title="Rules", author=(Name("Aktürk", "Şener"),), issued=Date(literal="Spring 2014")),
    Record(type="post-weblog", title="Undated: a Post", author=(Name("Lee", "Ann"),), note="on quiet rivers"),
)
QUERIES = {
    "kazakhstan": {"640", "660"},
    "kazakh*": {"640", "660", "776"},
    "KAZAKHSTAN rivers": {"640"},
    '"limits of snow"': {"775"},
    '"snow limits"': set(),
    "title:snow": {"775"},
    "snow": {"660", "775"},
    "author:junisbai": {"640", "660"},
    "author:жунисбай": {"776"},
    "author:zhunisbay": {"776"},
    "author:zhunisbai": {"776"},
    "казахстане": {"776"},
    "kazakhstane": {"776"},
    "oloughlin": {"775"},
    "O'Loughlin": {"775"},
    "author:O’Loughlin": {"775"},
    "gelʼman": {"777"},
    "gelman cafe": {"777"},
    "660": {"660"},
    "memo 660": {"660"},
    '"Policy Memo 775"': {"775"},
    "snow -775": {"660"},
    "author:akturk": {""},
    "author:AKTÜRK": {""},
    "topic:media": {"640", "775"},
    "-topic:media junisbai": {"660"},
    "-snow -rivers": {"776", "777", ""},
    "-snow kazakhstan": {"640"},
    "issued:2020": {"640", "660"},
    "issued:2020-07": {"640"},
    "issued:2020-11-03": {"660"},
    "issued:2020..2022": {"640", "660", "775", "776"},
    "issued:2020-08..2022-05": {"660", "775", "776"},
    "issued:..2020": {"640", "660", ""},
    "year:>2022": {"777"},
    "issued:>=2022-05-20": {"775", "777"},
    "issued:<2020-11": {"640", ""},
    "number:<700": {"640", "660"},
    "number:660..775": {"660", "775"},
    "number:>775 series:pepm": {"776", "777"},
    "number:775": {"775"},
    "-number:<700 series:PEPM": {"775", "776", "777"},
    "key:pepm775": {"775"},
    "type:post-weblog": {""},
    "note:quiet": {""},
    "is:numbered -is:partial media": {"640", "775"},
    "source:ponars snow": {"660", "775"},
    "language:en": set(),
    "?!": {"640", "660", "775", "776", "777", ""},
    "": {"640", "660", "775", "776", "777", ""},
}


@pytest.fixture(scope="module")
def library() -> Library:
    library = Library(":memory:", PLUGINS)
    for record in RECORDS:
        library.add(record)
    return library


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_finds(library: Library, query: str) -> None:
    assert {record.number for record in library.find(query)} == QUERIES[query]


BAD = {
    "kazakhstan colour:red": "⟶colour:red",
    'snow "and ice': '⟶"and ice',
    "issued:soon": "issued:⟶soon",
    "snow number:many": "number:⟶many",
    "number:5..x": "number:⟶5..x",
    "issued:..": "issued:⟶..",
    "is:great": "is:⟶great",
    "cites:nobody": "cites:⟶nobody",
    "title:?": "⟶title:?",
    "snow - ice": "nothing is behind this sign, at character 6: snow ⟶- ice",
    "x " * 60: "more than 48 conditions",
    "x" * 10_000: "10,000 characters",
}


@pytest.mark.parametrize("query", BAD, ids=lambda query: query[:20])
def test_a_bad_query_points_at_the_place(library: Library, query: str) -> None:
    with pytest.raises(QueryError) as raised:
        library.find(query)
    assert BAD[query] in raised.value.message
    assert raised.value.hint


def test_orders(library: Library) -> None:
    def numbers(sort: str, query: str = "series:pepm") -> list[str]:
        return [record.number for record in library.find(query, sort)]

    assert numbers("issued") == ["640", "660", "776", "775", "777"]
    assert numbers("-issued") == ["777", "775", "776", "660", "640"]
    assert numbers("number") == ["640", "660", "775", "776", "777"]
    assert numbers("-added") == ["777", "776", "775", "660", "640"]
    assert numbers("relevance", "snow") == ["775", "660"], "a word in the title counts more"
    assert [record.number for record in library.find("", "-added")][-1] == "640"
    with pytest.raises(QueryError, match="no order is called 'colour'"):
        library.find("", "colour")


def test_the_memo_of_a_number_comes_before_those_that_speak_of_it(plugins: PluginManager) -> None:
    with Library(":memory:", plugins) as library:
        library.add(replace(RECORDS[2], notes=("[1] See PONARS Eurasia Policy Memo No. 660.", "Again No. 660.")))
        library.add(RECORDS[1])
        assert [record.number for record in library.find("660")] == ["660", "775"]


def test_who_cites_whom(library: Library) -> None:
    from ponarscite import About, Claim, Rank

    def said(about: About, *pairs: tuple[str, str]) -> Record:
        claims = tuple(Claim(name, text, Rank.OWN, "page", about) for name, text in pairs)
        values: dict[str, Any] = dict(pairs)
        return Record(role=about.role, claims=claims, **values)

    series = ("genre", "PONARS Eurasia Policy Memo"), ("type", "report")
    with Library(":memory:", PLUGINS) as other:
        for n, cited in ((700, 660), (701, 660), (702, 661)):
            other.add(said(About("subject", "", f"{n}.html"), *series, ("number", str(n)), ("title", f"Memo {n}")))
            other.add(said(About("cited", "note 1", f"{n}.html"), *series, ("number", str(cited)), ("title", "Old")))
        assert {record.number for record in other.find("cites:660")} == {"700", "701"}
        assert {record.number for record in other.find("cites:pepm661")} == {"702"}
        assert {record.number for record in other.find("-cites:660 role:subject")} == {"702"}
        assert {record.number for record in other.find("cited-by:700")} == {"660"}


@hypothesis(max_examples=300)
@given(
    st.one_of(
        texts(60),
        st.lists(
            st.sampled_from(
                [
                    "AND",
                    "OR",
                    "NOT",
                    "NEAR(",
                    ")",
                    "(",
                    '"',
                    "*",
                    "^",
                    ":",
                    "-",
                    "--",
                    "'",
                    "title",
                    "number:",
                    "issued:",
                ]
                + [f"{field}:" for field in FIELDS]
                + [
                    "{title}",
                    "a*",
                    "-",
                    "\\",
                    "%",
                    "_",
                    ";",
                    "NULL",
                    "1",
                    "..",
                    "<",
                    "2020",
                    "пн",
                    "’",
                    "\ud800",
                    "\x00",
                ]
            ),
            max_size=8,
        ).map(" ".join),
        st.text(max_size=60),
        st.lists(st.sampled_from(['"', "a", "-", ":", "“", "”", "*", " "]), max_size=12).map("".join),
    )
)
@example('"' * 1999)
@example("a" * 2000)
@example("'" * 2000)
@example("- " * 900)
@example("key:\udcff cites:\udcff title:\udcff tag:\udcff \udcff")
@example("number:99999999999999999999999")
@example("issued:9999-99-99..0000")
@example("a:" * 900)
@example("ѣ" * 2000)
def test_a_hostile_query_answers_or_explains(library: Library, query: str) -> None:
    try:
        found = list(library.find(query))
    except QueryError as error:
        explained = error.hint
    else:
        explained = "answered" if all(isinstance(record, Record) for record in found) else ""
    assert explained


def test_a_query_is_parsed_without_a_library() -> None:
    query = parse_query("snow -ice author:lee issued:2020")
    assert query.match == '("snow" AND author : "lee") NOT ("ice")'
    assert query.parameters == ["2020", "2020~"]


@pytest.mark.parametrize("query", ["key:a", "role:cited", "tag:a", "cites:a", "cited-by:a", "-snow"])
def test_a_condition_is_asked_of_the_column_that_is_told(query: str) -> None:
    for text in (query, f"-{query}".removeprefix("--")):
        for column in ("record.id", "words.rowid"):
            assert all(column in part for part in parse_query(text, lambda _: (1, 2)).where(column)), text


def test_words_are_found_without_the_rows_of_records(library: Library) -> None:
    asked: list[str] = []
    library._database.connection.set_trace_callback(asked.append)
    assert len(list(matching(library._database, lambda _: (), "junisbai -role:cited"))) == 2
    assert len(list(matching(library._database, lambda _: (), "junisbai", "title"))) == 2
    library._database.connection.set_trace_callback(None)
    searches = [sql for sql in asked if sql.startswith("SELECT words.rowid")]
    assert ["JOIN record" in sql for sql in searches] == [False, True]


def test_searching_needs_no_words(plugins: PluginManager) -> None:
    with Library(":memory:", plugins) as empty:
        assert list(empty.find("anything -else number:<3")) == []
