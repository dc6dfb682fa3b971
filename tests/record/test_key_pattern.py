"""Patterns of citation keys, in the manner of Better BibTeX."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.errors import MisuseError
from ponarscite.record.date import Date
from ponarscite.record.key import is_key, make_key, with_keys
from ponarscite.record.key_filters import FILTERS
from ponarscite.record.key_functions import FUNCTIONS
from ponarscite.record.key_pattern import parse_pattern
from ponarscite.record.name import parse_names
from ponarscite.record.record import Identity, Record
from tests.strategies import records

MEMO = Record(
    type="report",
    title="The Limits of O’Loughlin's Co-operation in Žilina",
    author=parse_names("Azamat Junisbai, Sasha de Vogel and Şener Aktürk"),
    issued=Date(2022, 5, 20),
    number="775",
    genre="PONARS Eurasia Policy Memo",
    container_title="An Invented Review",
    keyword=("Central Asia", "Coups"),
    language="en",
    identity=Identity("number", ("pepm", "775")),
)
TWO = replace(MEMO, author=MEMO.author[:2])
ONE = replace(MEMO, author=MEMO.author[:1])
FOUR = replace(MEMO, author=parse_names("Ann Lee, Bo Ray, Cy Poe and Di Kim"))
FIVE = replace(MEMO, author=(*FOUR.author, *ONE.author))
EDITED = replace(MEMO, author=(), extra=(("editor", parse_names("Ана Ејемпло")),))
RUSSIAN = Record(title="О войне и мире", author=parse_names("Лев Щедрин"), issued=Date(literal="осень 2014"))


@pytest.mark.parametrize(
    ("record", "pattern", "key"),
    [
        (MEMO, "auth.lower + year + shorttitle(1)", "junisbai2022Limits"),
        (MEMO, "auth.lower+shorttitle(3,3)+year", "junisbaiLimitsOLoughlinsCooperation2022"),
        (MEMO, "auth(3, 2) + auth(3)", "deVJun"),
        (MEMO, "auth(m=3).upper", "AKTURK"),
        (MEMO, "auth(1, 9) | 'x'", "x"),
        (MEMO, "authorLast", "Akturk"),
        (MEMO, "authors", "JunisbaideVogelAkturk"),
        (MEMO, "authors(2, 'EA', sep='-')", "Junisbai-deVogel-EA"),
        (MEMO, "authors(3, 'EA')", "JunisbaideVogelAkturk"),
        (MEMO, "authEtAl", "JunisbaiEtAl"),
        (TWO, "authEtAl", "JunisbaideVogel"),
        (MEMO, "authEtal2", "Junisbai.etal"),
        (TWO, "authEtal2", "Junisbai.deVogel"),
        (ONE, "authEtal2", "Junisbai"),
        (ONE, "authorsAlpha", "Jun"),
        (TWO, "authorsAlpha", "Jd"),
        (MEMO, "authorsAlpha", "JdA"),
        (FOUR, "authorsAlpha", "LRPK"),
        (FIVE, "authorsAlpha", "LRP"),
        (FIVE, "authors", "LeeRayPoeKimJunisbai"),
        (FIVE, "authors(1, 'EA')", "LeeEA"),
        (FIVE, "authors(5, 'EA') + auth(0, 5) + auth(2, 6)", "LeeRayPoeKimJunisbaiJunisbai"),
        (MEMO, "auth(0, 0) + authors(0, 'EA')", "JunisbaideVogelAkturk"),
        (ONE, "authEtAl", "Junisbai"),
        (
            replace(MEMO, author=()),
            "auth + authors + authorLast + authEtAl + authorsAlpha + authForeIni + year",
            "2022",
        ),
        (MEMO, "authForeIni.lower", "a"),
        (MEMO, "shortyear + '-' + month + '-' + day", "22-5-20"),
        (replace(MEMO, issued=Date(2022)), "year + month + day", "2022"),
        (replace(MEMO, issued=Date(988)), "year + '-' + shortyear", "988-88"),
        (MEMO, "title", "LimitsOLoughlinsCooperationZilina"),
        (MEMO, "shorttitle", "LimitsOLoughlinsCooperation"),
        (replace(MEMO, title="a snow of ice and rain"), "shorttitle", "snowicerain"),
        (replace(MEMO, title="a snow of ice and rain"), "shorttitle(2, 1) + '-' + shorttitle(1, m=9)", "Snowice-Snow"),
        (replace(MEMO, title="a snow of ice and rain"), "title + '-' + veryshorttitle(2)", "SnowIceRain-snowice"),
        (replace(MEMO, title="a snow of ice and rain"), "veryshorttitle", "snow"),
        (replace(MEMO, title="a snow"), "shorttitle(0) | 'none'", "none"),
        (MEMO, "veryshorttitle.lower", "limits"),
        (MEMO, "Title.select(2, 3).condense('_')", "Limits_of_OLoughlins"),
        (MEMO, "Title.skipwords.abbr", "LOCZ"),
        (MEMO, "Title.select(0, 1) + Title.select(1, 1) + Title.select(7) + Title.select(8)", "TheTheZilina"),
        (MEMO, "Title.select.condense", "TheLimitsofOLoughlinsCo-operationinZilina"),
        (MEMO, "genre.abbr.lower + number", "pepm775"),
        (replace(MEMO, number="No. 7 75"), "number.clean", "No775"),
        (MEMO, "series + '.' + type", "pepm.report"),
        (replace(MEMO, identity=Identity("title", ("report", "x"))), "series | type", "report"),
        (MEMO, "journal.replace('an').condense", "InventedReview"),
        (MEMO, "journal.replace('', 'x').condense", "AnInventedReview"),
        (MEMO, "journal.replace('INV.NTED', 'x').condense", "AnInventedReview"),
        (MEMO, "journal.replace('an', '9').replace(find='9', replace='Two').condense", "TwoInventedReview"),
        (MEMO, "journal.lower.capitalize.condense + journal.upper.abbr", "AnInventedReviewAIR"),
        (MEMO, "keyword.condense + keyword(0) + keyword(3) + keyword(2)", "CentralAsiaCoups"),
        (MEMO, "language.substring(0) + language.substring(2, 5) + language.substring(3)", "enn"),
        (MEMO, "keyword(9).prefix('x').postfix('y') | 'none'", "none"),
        (MEMO, "keyword(2).default('none') + \"in\" + 'it'", "Coupsinit"),
        (MEMO, "keyword(9) | keyword(8) + keyword(7) | keyword(2) | 'none'", "Coups"),
        (MEMO, "journal.replace('INVENTED', 'good').condense", "AngoodReview"),
        (MEMO, "keyword(2).lower + keyword(9).default('none')", "coupsnone"),
        (MEMO, "keyword(1).nopunct.capitalize.clean.condense('-').prefix('k:').postfix(':')", "k:Central-Asia:"),
        (MEMO, "language.substring(2) + Title.fold.substring(1, 3)", "nThe"),
        (EDITED, "auth.lower", "ejemplo"),
        (RUSSIAN, "auth + year + shorttitle(2, 2)", "Shchedrin2014VoyneMire"),
        (Record(title="Talk"), "auth", "talk"),
        (Record(), "auth | year", "untitled"),
        (MEMO, "'§ {\"}' + \"it's\"", "Sits"),
    ],
)
def test_a_pattern_makes_a_key(record: Record, pattern: str, key: str) -> None:
    assert make_key(record, pattern) == key


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("", "character 1: a function was expected"),
        ("author-yaer", "character 1: no function is called 'author'"),
        ("auth + ", "character 8: a function was expected"),
        ("auth year", "character 6: 'year' was not expected"),
        ("auth..lower", "character 6: a filter was expected"),
        ("auth.lowr", "character 6: no filter is called 'lowr'"),
        ("auth + yaer", "character 8: no function is called 'yaer'"),
        ("year + auth(", "character 13: a number or a text in quotes was expected"),
        ("auth(1 2)", "character 8: ',' or ')' was expected"),
        ("auth(m 2)", "character 8: '=' was expected"),
        ("auth('x')", "character 1: n is a number"),
        ("year.prefix(2)", "character 6: prefix is a text in quotes"),
        ("year.prefix", "character 6: missing a required argument: 'prefix'"),
        ("auth(1, 2, 3)", "character 1: too many positional arguments of function 'auth'"),
        ("auth(k=1)", "character 1: got an unexpected keyword argument 'k'"),
        ("auth + 'open", 'character 8: "\'" was not expected'),
        ("auth(12345)", "character 6: '1' was not expected"),
        ("$auth", "character 1: '$' was not expected"),
        ("auth + $", "character 8: '$' was not expected"),
        ("auth(n=1, 2)", "character 1: multiple values for argument 'n' of function 'auth'"),
        ("auth(,)", "character 6: a number or a text in quotes was expected"),
        ("auth(1", "character 7: ',' or ')' was expected"),
        ("auth(n", "character 7: '=' was expected"),
        ("auth(n=)", "character 8: a number or a text in quotes was expected"),
        ("auth)", "character 5: ')' was not expected"),
        ("auth |", "character 7: a function was expected"),
        ("auth.'x'", "character 6: a filter was expected"),
        ("'x' 'y'", "character 5: \"'y'\" was not expected"),
        ("authors(1, 2)", "character 1: etal is a text in quotes"),
        ("year + auth(n='x')", "character 8: n is a number"),
        ("year.condense(sep=1)", "character 6: sep is a text in quotes"),
        ("year.prefix", "character 6: missing a required argument: 'prefix' of filter 'prefix'"),
        ("year+" * 199 + "year +", "character 1: longer than 1000 characters"),
        ("year+" * 300, "character 1: longer than 1000 characters"),
    ],
)
def test_a_mistake_is_pointed_at(pattern: str, problem: str) -> None:
    with pytest.raises(MisuseError, match="key scheme") as caught:
        make_key(MEMO, pattern)
    assert problem in caught.value.message
    assert caught.value.hint


def test_functions_and_filters_do_not_share_names() -> None:
    assert set(FUNCTIONS) & set(FILTERS) == set()


def test_keys_of_a_pattern_are_told_apart() -> None:
    made = with_keys([MEMO, TWO, replace(ONE, id="mine")], "auth.lower + year")
    assert [record.id for record in made] == ["junisbai2022", "junisbai2022a", "junisbai2022b"]


parts = st.sampled_from([*FUNCTIONS, "'x y'"])
filters = st.sampled_from([name for name in FILTERS if name not in ("replace", "prefix", "postfix", "default")])
chains = st.lists(st.tuples(parts, st.lists(filters, max_size=3)), min_size=1, max_size=3)
patterns = chains.map(lambda chain: " + ".join(".".join((part, *behind)) for part, behind in chain))


@given(records(), patterns)
def test_every_record_gets_an_allowed_key(record: Record, pattern: str) -> None:
    assert is_key(make_key(record, pattern))


@given(st.text("auth.lower+year(1)'|, =\"$", max_size=40))
def test_any_text_is_a_pattern_or_a_mistake(text: str) -> None:
    try:
        make = parse_pattern(text)
    except MisuseError:
        return
    assert isinstance(make(MEMO), str)


def test_a_long_pattern_is_cut_in_the_message() -> None:
    with pytest.raises(MisuseError) as caught:
        make_key(MEMO, "nothing" * 20)
    assert caught.value.message.startswith(f"key scheme {('nothing' * 20)[:60]!r}, character 1: no function is called")
    assert caught.value.hint.startswith("known: Title, auth, authEtAl,")


def test_a_pattern_may_have_a_thousand_characters() -> None:
    assert make_key(MEMO, "year+" * 199 + "year ") == "2022" * 200


def test_arguments_may_have_a_comma_at_the_end() -> None:
    assert make_key(MEMO, "auth(3, m=2,) + authors(1, sep='-', )") == "deVJunisbai"


def test_a_pattern_is_used_for_every_record() -> None:
    make = parse_pattern("auth + year")
    assert [make(record) for record in (MEMO, EDITED, RUSSIAN, Record())] == [
        "Junisbai2022",
        "Ejemplo2022",
        "Shchedrin2014",
        "",
    ]


@pytest.mark.parametrize("variable", ["editor", "host", "director", "organizer", "guest"])
def test_others_stand_in_for_authors(variable: str) -> None:
    others = ((variable, parse_names("Cy Poe")), ("translator", parse_names("Di Kim")))
    assert make_key(Record(title="Talk", extra=others), "auth") == "Poe"
    assert make_key(Record(title="Talk", extra=others, author=parse_names("Ann Lee")), "auth") == "Lee"
    assert make_key(Record(title="Talk", extra=(("editor", "Cy Poe"),)), "auth | 'none'") == "none"
