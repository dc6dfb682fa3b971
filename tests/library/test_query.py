"""What each term of a search finds, and the error for a search that cannot be parsed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from ponarscite import (
    About,
    Claim,
    Date,
    Library,
    Name,
    PluginManager,
    QueryError,
    Rank,
    Record,
    plugin_manager,
)
from ponarscite.library.document_table import Provenance
from ponarscite.library.phrase import MOST_WORDS
from ponarscite.library.query import FIELDS, LONGEST, MOST_TERMS, is_query, parse_query
from ponarscite.library.search import matching
from ponarscite.reconcile.works import reconcile
from tests.library.histories import SETTLE
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
    "“limits of snow”": {"775"},
    "«Limits of SNOW»": {"775"},
    '"limits of sn*"': {"775"},
    '"limits of sn"': set(),
    '-"limits of snow" snow': {"660"},
    "'limits": {"775"},
    "\"Gel'man's Cafe\"": {"777"},
    "title:“gel'man's café”": {"777"},
    "title:snow": {"775"},
    "TITLE:snow": {"775"},
    "-title:snow snow": {"660"},
    "title:limits title:rivers": set(),
    "Undated: a": {""},
    "кино:снег": set(),
    "https://x.org/snow": set(),
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
    "Актурк": {""},
    "Акту*": {""},
    "-Актурк -snow -rivers -снег": {"777"},
    "topic:media": {"640", "775"},
    "-topic:media junisbai": {"660"},
    "-snow -rivers": {"776", "777", ""},
    "-snow kazakhstan": {"640"},
    "-snow -rivers -казахстане kazakh* ": set(),
    "kazakh* -rivers -снег": {"660"},
    "issued:2020": {"640", "660"},
    "issued:=2020": {"640", "660"},
    "issued:2020-07": {"640"},
    "issued:2020-7": {"640"},
    "issued:2020-11": {"660"},
    "issued:2020-11-3": {"660"},
    "-issued:2020": {"775", "776", "777", ""},
    "issued:2020-11-03": {"660"},
    "issued:2020..2022": {"640", "660", "775", "776"},
    "issued:2020-08..2022-05": {"660", "775", "776"},
    "issued:..2020": {"640", "660", ""},
    "issued:2022..": {"775", "776", "777"},
    "year:>2022": {"777"},
    "year:>2020": {"775", "776", "777"},
    "date:<=2020-07": {"640", ""},
    "issued:>=2022-05-20": {"775", "777"},
    "issued:<2020-11": {"640", ""},
    "issued:<2020": {""},
    "issued:<=2020": {"640", "660", ""},
    "number:<700": {"640", "660"},
    "number:<660": {"640"},
    "number:<=660": {"640", "660"},
    "number:>=776": {"776", "777"},
    "number:=776": {"776"},
    "number:..660": {"640", "660"},
    "number:776..": {"776", "777"},
    "-number:640 rivers": {""},
    "-number:<776": {"776", "777", ""},
    "number:99999999999999999": set(),
    "number:660..775": {"660", "775"},
    "number:>775 series:pepm": {"776", "777"},
    "number:775": {"775"},
    "-number:<700 series:PEPM": {"775", "776", "777"},
    "key:pepm775": {"775"},
    "key:PEPM775": {"775"},
    "-key:pepm775 snow": {"660"},
    "tag:winter": {"660"},
    "tag:WINTER": {"660"},
    "tag:wint": set(),
    "type:post-weblog": {""},
    "type:Post-Weblog": {""},
    "role:Subject snow": {"660", "775"},
    "note:quiet": {""},
    "is:numbered -is:partial media": {"640", "775"},
    "is:Partial": {""},
    "-is:PARTIAL media": {"640", "775"},
    "IS:numbered media": {"640", "775"},
    "is:conflict": set(),
    "source:ponars snow": {"660", "775"},
    "language:en": set(),
    "?!": {"640", "660", "775", "776", "777", ""},
    "": {"640", "660", "775", "776", "777", ""},
}


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    with Library(":memory:", PLUGINS) as library:
        for record in RECORDS:
            library.add(record)
        library.tag("pepm660", "Winter")
        yield library


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_finds(library: Library, query: str) -> None:
    assert {record.number for record in library.find(query)} == QUERIES[query]


EAST_ASIAN = (
    Record(id="zh", type="book", title="河流研究的方法", author=(Name("张", "伟"),)),
    Record(id="ko", type="book", title="한국의 강 연구", author=(Name("김", "민수"),)),
    Record(id="ja", type="book", title="日本の川の研究とガンダム", author=(Name("山田", "太郎"),)),
    Record(id="mixed", type="book", title="COVID19疫情: Rivers 河 of China", author=(Name("Zhang", "Wei (张伟)"),)),
)
FOUND_EAST_ASIAN = {
    "河流": {"zh"},
    "研究": {"zh", "ja"},
    "研究的方法": {"zh"},
    "研究方法": set(),
    "河流 方法": {"zh"},
    "河流*": {"zh"},
    "title:方法": {"zh"},
    "法": {"zh"},
    "河": {"zh", "mixed"},
    '"河 of"': {"mixed"},
    "疫情": {"mixed"},
    "covid19": {"mixed"},
    "한국": {"ko"},
    "국": {"ko"},
    "강": {"ko"},
    "연구 -한국": set(),
    "ガンダム": {"ja"},
    "川": {"ja"},
    "-研究": {"ko", "mixed"},
    "author:张伟": {"zh", "mixed"},
    'author:"张, 伟"': {"zh"},
    'author:"张 伟"': {"zh"},
    "author:김민수": {"ko"},
    "山田太郎": {"ja"},
    "author:山田": {"ja"},
}


@pytest.mark.parametrize("query", FOUND_EAST_ASIAN)
def test_words_of_chinese_japanese_and_korean(query: str) -> None:
    with Library(":memory:", PLUGINS) as library:
        library.add_all(EAST_ASIAN)
        assert {record.id for record in library.find(query)} == FOUND_EAST_ASIAN[query]


def book(key: str, *authors: Name, title: str = "Snow") -> Record:
    return Record(id=key, type="book", title=f"{title} {key}", author=authors)


NAMED = (
    book("full", Name("Smith", "Anna Maria")),
    book("initial", Name("Smith", "J.")),
    book("two", Name("Smith", "John Robert"), Name("Jones", "Bob")),
    book("particle", Name("Gogh", "Vincent", "van")),
    book("suffix", Name("King", "Martin Luther", suffix="Jr.")),
    book("title", Name("Lee", "Ann"), title="Smith, John and the Rivers of Anna"),
)
FOUND_NAMES = {
    'author:"Smith, J."': {"initial", "two"},
    'author:"J. Smith"': {"initial", "two"},
    'author:"J.R. Smith"': {"initial", "two"},
    'author:"Smith, Anna"': {"full"},
    'author:"Smith, A."': {"full"},
    'author:"Anna Smith"': {"full"},
    'author:"Anna Maria Smith"': {"full"},
    'author:"Smith, Bob"': set(),
    'author:"Jones, B."': {"two"},
    'author:"Smith J"': {"initial", "two"},
    'author:"Smith JR"': {"initial", "two"},
    'author:"Smith, J. R., & Jones, B."': {"two"},
    'author:"Jones, B. and Smith, J."': {"two"},
    'author:"Smith, J., & Lee, A."': set(),
    '"Smith, J., & Jones, B."': {"two"},
    "author:Smith,J.": {"initial", "two"},
    'author:"Gogh, Vincent van"': {"particle"},
    'author:"van Gogh, V."': {"particle"},
    'author:"Gogh, V. van"': {"particle"},
    'author:"King, Martin Luther, Jr."': {"suffix"},
    'author:"King, M. L., Jr."': {"suffix"},
    '"Smith, J."': {"initial", "two"},
    '"Smith, John"': {"two", "title"},
    '"Smith, Anna"': {"full"},
    'title:"Smith, J."': set(),
    '-author:"Smith, J." snow': {"full", "particle", "suffix"},
}


@pytest.mark.parametrize("query", FOUND_NAMES)
def test_a_name_as_it_is_printed(query: str) -> None:
    with Library(":memory:", PLUGINS) as library:
        library.add_all(NAMED)
        assert {record.id for record in library.find(query)} == FOUND_NAMES[query]


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
    "x " * 49: "more than 48 conditions, at character 97: …x x x x x x x x x x ⟶x",
    "x" * 10_000: "10,000 characters",
    "x" * 2_001: "2,001 characters",
    "number:123456789012345678": "number:⟶123456789012345678",
    "number:٣": "number:⟶٣",
    "number:<": "number:⟶<",
    "issued:2020-": "issued:⟶2020-",
    "issued:20200": "issued:⟶20200",
    "year:..": "issued has no bounds, at character 6: year:⟶..",
    "number:..": "number has no bounds, at character 8: number:⟶..",
    "issued:2020..soon": "issued:⟶2020..soon",
    "cited-by:nobody": "cited-by:⟶nobody",
    "snow -title:«": "⟶-title:«",
    "snow “ice": "this quotation mark has no end, at character 6: snow ⟶“ice",
    "a quite long beginning colour:red": "at character 24: …uite long beginning ⟶colour:red",
    "colour:red " + "and a quite long end " * 3: "⟶colour:red and a quite long end and a qu",
}


@pytest.mark.parametrize("query", BAD, ids=lambda query: query[:20])
def test_a_bad_query_points_at_the_place(library: Library, query: str) -> None:
    with pytest.raises(QueryError) as raised:
        library.find(query)
    assert BAD[query] in raised.value.message
    assert raised.value.hint


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("colour:red", "known: abstract, author, cited-by, cites, date, in, is, issued, key,"),
        ("is:great", "known: partial, conflict, numbered"),
        ("title:?", "as title:word"),
    ],
)
def test_the_hint_for_a_bad_query_names_what_is_known(library: Library, query: str, hint: str) -> None:
    with pytest.raises(QueryError) as raised:
        library.find(query)
    assert raised.value.hint.startswith(hint)


@pytest.mark.parametrize(
    "query", ["x" * LONGEST, "x " * MOST_TERMS, "snow " * MOST_TERMS, f'"{"snow " * (MOST_WORDS + 1)}"']
)
def test_a_query_may_be_long(library: Library, query: str) -> None:
    assert isinstance(list(library.find(query)), list)


def test_the_words_behind_the_longest_phrase_are_ignored() -> None:
    some = [f"w{n}" for n in range(MOST_WORDS + 2)]
    phrase = " ".join(some[:MOST_WORDS])
    assert parse_query(f'"{" ".join(some)}"').match == f'"{phrase}"'


@pytest.mark.parametrize(
    ("text", "is_search"),
    [
        ("title:snow", True),
        ("TITLE:snow", True),
        ("-title:snow", True),
        ("snow cited-by:660", True),
        ("snow\t-is:partial", True),
        ("snow", False),
        ("pepm775", False),
        ("DBLP:journals/x", False),
        ("https://x.org/title", False),
        ("subtitle:snow", False),
        ("title:", False),
        ("title: snow", False),
        ("x-title:snow", False),
        ("colour:red title:snow", True),
    ],
)
def test_a_text_with_a_field_is_a_search(text: str, is_search: bool) -> None:
    assert is_query(text) is is_search


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


def test_who_cites_whom() -> None:
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
        assert {record.number for record in other.find("cited-by:700 title:memo")} == set()
        assert {record.number for record in other.find("-cited-by:700 old")} == {"661"}


def test_a_number_of_two_series_is_cited_under_both(plugins: PluginManager) -> None:
    eurasia, older = ("genre", "PONARS Eurasia Policy Memo"), ("genre", "PONARS Policy Memo")
    cited = (((*eurasia, "2016"), "a.html"), ((*older, "2006"), "b.html"))
    with Library(":memory:", plugins) as library:
        for (name, label, year), document in cited:
            about = About("cited", "note 1", document)
            texts = (("type", "report"), (name, label), ("number", "419"), ("title", year), ("issued", year))
            claims = [Claim(variable, text, Rank.CITED, "note 1", about) for variable, text in texts]
            claims.append(Claim("title", f"Citing {year}", Rank.OWN, "page", About("subject", "", document)))
            library.add_document(Provenance(document), reconcile(claims, SETTLE))
        assert sorted(library.resolve("419")) == ["pepm419", "pm419"]
        for name, titles in (("419", ["Citing 2006", "Citing 2016"]), ("pm419", ["Citing 2006"])):
            assert sorted(record.title for record in library.find(f"cites:{name}")) == titles


def test_of_a_list_each_row_cites_the_works_of_its_own_notes(plugins: PluginManager) -> None:
    places = {"row 1": "Rivers", "row 1 note 1": "Old Rivers", "row 2": "Snow", "row 2 note 1": "Old Snow"}
    claims = [
        Claim(variable, text, Rank.CITED, place, About("cited" if "note" in place else "subject", place, "list.html"))
        for place, title in places.items()
        for variable, text in (("type", "report"), ("title", title))
    ]
    with Library(":memory:", plugins) as library:
        library.add_document(Provenance("list.html"), reconcile(claims, SETTLE))
        key = {record.title: record.id for record in library}
        assert [record.title for record in library.find(f"cites:{key['Old Rivers']}")] == ["Rivers"]
        assert [record.title for record in library.find(f"cited-by:{key['Snow']}")] == ["Old Snow"]
        assert [record.title for record in library.cites(key["Rivers"])] == ["Old Rivers"]
        assert [record.title for record in library.cited_by(key["Old Snow"])] == ["Snow"]


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
def test_any_text_finds_records_or_is_an_error_with_a_hint(library: Library, query: str) -> None:
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
def test_a_condition_uses_the_given_column(query: str) -> None:
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
