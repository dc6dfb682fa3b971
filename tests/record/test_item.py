"""Records and CSL-JSON items, each as the other, and values as odd as other programs write them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ponarscite.record.date import SEASONS, Date
from ponarscite.record.item import (
    NAMES,
    STRINGS,
    TYPES,
    date_of,
    from_item,
    keywords_of,
    names_of,
    read_date,
    read_name,
    split_particle,
    stored_date,
    text_of,
    to_item,
    to_json_date,
    to_json_name,
    variables,
)
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from tests.strategies import any_dates, names, records


@given(records())
def test_an_item_gives_back_its_record(record: Record) -> None:
    assert from_item(to_item(record)) == record


@given(names())
def test_a_name_comes_back_part_by_part(name: Name) -> None:
    assert names_of([to_json_name(name)]) == (name,)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda v: (
            st.lists(v, max_size=3)
            | st.dictionaries(
                st.sampled_from(["date-parts", "raw", "literal", "season", "family", "given"]), v, max_size=3
            )
        ),
    )
)
@example({"date-parts": [[None], [10000]]})
@example({"date-parts": [[10000], [2000]]})
def test_no_item_is_too_odd(value: object) -> None:
    item = dict.fromkeys(("id", "type", "title", "author", "issued", "keyword", "editor", "volume", "bogus"), value)
    record = from_item(item)
    again = from_item(to_item(record))
    assert replace(again, keyword=record.keyword) == record
    assert from_item(to_item(again)) == again, "keywords of a list with signs in them are split at the first pass"


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        ({"family": "de Vogel", "given": "Sasha"}, Name("Vogel", "Sasha", "de")),
        ({"family": "Vogel", "given": "Sasha", "non-dropping-particle": "de"}, Name("Vogel", "Sasha", "de")),
        ({"family": "van Gogh", "non-dropping-particle": ""}, Name("van Gogh")),
        ({"family": "De Spiegeleire", "given": "Stephan"}, Name("De Spiegeleire", "Stephan")),
        ({"literal": "PONARS Eurasia", "family": "x"}, Name(literal="PONARS Eurasia")),
        ({"given": "Plato"}, Name(literal="Plato")),
        ({"given": "Jean", "suffix": "II"}, Name(literal="Jean II")),
        (
            {"family": "Ray", "given": "Bo", "dropping-particle": "d'", "suffix": "Jr."},
            Name("Ray", "Bo", "", "d'", "Jr."),
        ),
        ({"family": " Lee\n", "given": 7}, Name("Lee", "7")),
        ({"family": "de la Prueba"}, Name("Prueba", "", "de la")),
        ({"family": "de la"}, Name("la", "", "de")),
        ("Sasha de Vogel", Name("Vogel", "Sasha", "de")),
    ],
)
def test_names_of_others(entry: object, name: Name) -> None:
    assert names_of([entry]) == (name,)


def test_variables_are_those_that_the_record_has() -> None:
    record = Record(title="A", issued=Date(2022, 5), keyword=("x", "y"), extra=(("volume", "3"),))
    assert variables(record) == {"title": "A", "issued": Date(2022, 5), "keyword": ("x", "y"), "volume": "3"}
    assert to_item(replace(record, id="k")) == {
        "id": "k",
        "type": "document",
        "title": "A",
        "issued": {"date-parts": [[2022, 5]]},
        "keyword": "x, y",
        "volume": "3",
    }


def test_a_type_that_csl_does_not_have_is_a_document() -> None:
    assert to_item(Record(id="k", type="policy-memo")) == {"id": "k", "type": "document"}
    assert from_item({"type": "policy-memo"}) == Record()
    assert {from_item({"type": name}).type for name in TYPES} == TYPES


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ([{"family": "Lee"}, {}, "Ann Ray", None], (Name("Lee"), Name("Ray", "Ann"))),
        ({"family": "Lee"}, (Name("Lee"),)),
        ("Ann Ray", (Name("Ray", "Ann"),)),
        ([], ()),
        ("", ()),
        (None, ()),
    ],
)
def test_a_name_variable_may_be_a_list_a_name_or_a_text(value: object, names: tuple[Name, ...]) -> None:
    assert names_of(value) == names
    assert from_item({"author": value, "editor": value}) == Record(
        author=names, extra=(("editor", names),) if names else ()
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [("a  b\n", "a b"), (3, "3"), (2.5, "2.5"), (0, "0"), (True, ""), (None, ""), (["a"], ""), ({"a": "b"}, "")],
)
def test_a_text_may_be_a_number(value: object, text: str) -> None:
    assert text_of(value) == text
    assert from_item({"title": value, "volume": value}) == Record(title=text, extra=(("volume", text),) if text else ())


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("snow, ice;rain", ("snow", "ice", "rain")),
        (" ,; snow;; ", ("snow",)),
        (["snow, ice", " rain; ", "", 7, None], ("snow, ice", "rain", "7")),
        ("", ()),
        (None, ()),
    ],
)
def test_keywords_are_separated_by_signs_or_a_list(value: object, words: tuple[str, ...]) -> None:
    assert keywords_of(value) == words


def test_variables_that_the_schema_does_not_have_are_left_out() -> None:
    item = {"id": "k", "bogus": "x", "custom": {"a": 1}, "shortTitle": "S", "ISBN": "978", "role": "cited"}
    assert from_item(item) == Record(id="k", extra=(("ISBN", "978"), ("shortTitle", "S")))


@pytest.mark.parametrize("variable", sorted(STRINGS | NAMES - {"author"}))
def test_every_other_variable_of_the_schema_is_kept(variable: str) -> None:
    item = {"id": "k", "type": "book", variable: [{"family": "Lee"}] if variable in NAMES else "x"}
    assert to_item(from_item(item)) == item


@pytest.mark.parametrize(
    ("family", "split"),
    [
        ("de Vogel", ("de", "Vogel")),
        ("de la Prueba", ("de la", "Prueba")),
        ("De Vogel", ("", "De Vogel")),
        ("Vogel de Prueba", ("", "Vogel de Prueba")),
        ("de", ("", "de")),
        ("de la", ("de", "la")),
        ("", ("", "")),
    ],
)
def test_a_particle_is_split_from_a_family_name(family: str, split: tuple[str, str]) -> None:
    assert split_particle(family) == split


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        (Name("Vogel", "Sasha", "de"), {"family": "Vogel", "given": "Sasha", "non-dropping-particle": "de"}),
        (Name("van Gogh", "Vincent"), {"family": "van Gogh", "given": "Vincent", "non-dropping-particle": ""}),
        (Name("Gogh Lee", "Ann"), {"family": "Gogh Lee", "given": "Ann"}),
        (Name("van Gogh", "", "de"), {"family": "van Gogh", "non-dropping-particle": "de"}),
        (Name(literal="PONARS Eurasia"), {"literal": "PONARS Eurasia"}),
    ],
)
def test_a_name_as_csl_json(name: Name, entry: dict[str, str]) -> None:
    assert to_json_name(name) == entry


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{"family": "Vogel", "given": "Sasha", "non-dropping-particle": "de"}', Name("Vogel", "Sasha", "de")),
        ('{"literal": "The Invented Institute"}', Name(literal="The Invented Institute")),
        ("Sasha de Vogel", Name("Vogel", "Sasha", "de")),
        ('{"family": "torn', Name('"torn', '{"family":')),
        ("[1]", Name(literal="[1]")),
        ("{}", Name(literal="{}")),
    ],
)
def test_the_name_of_a_claim_is_words_or_json(text: str, name: Name) -> None:
    assert read_name(text) == name


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ('{"date-parts": [[2022, 5]]}', Date(2022, 5)),
        ('{"literal": "in press"}', Date(literal="in press")),
        ("May 2022", Date(2022, 5)),
        ('{"date-parts": [[', Date(literal='{"date-parts": [[')),
        ("{" * 100_000, Date(literal="{" * 100_000)),
        ("", Date()),
    ],
)
def test_the_date_of_a_claim_is_words_or_json(text: str, date: Date) -> None:
    assert read_date(text) == date


@pytest.mark.parametrize(
    ("value", "words", "parts"),
    [
        ({"date-parts": [[2018, 7], [2018, 8]]}, "2018-07/2018-08", [[2018, 7], [2018, 8]]),
        ({"date-parts": [["2019", "6", "1"], [2019, 6, 3]]}, "2019-06-01/2019-06-03", [[2019, 6, 1], [2019, 6, 3]]),
        ({"date-parts": [[1997], [2007]]}, "1997/2007", [[1997], [2007]]),
    ],
)
def test_a_range_of_dates_keeps_both_ends(value: object, words: str, parts: list[list[int]]) -> None:
    record = from_item({"type": "event", "title": "A Workshop", "issued": value})
    assert str(record.issued) == words
    assert to_item(record)["issued"] == {"date-parts": parts}


@pytest.mark.parametrize("words", ["2018-13/2019", "2018-7/2018-8", "1997/0", "Spring/Summer", "2019-02-30/2019-03-01"])
def test_other_words_are_no_range(words: str) -> None:
    record = from_item({"type": "event", "title": "A Workshop", "issued": {"literal": words}})
    assert to_item(record)["issued"] == {"literal": words}


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ({"date-parts": [[1999]], "circa": True}, Date(1999, circa=True)),
        ({"date-parts": [[1999]], "circa": 1, "season": "2"}, Date(1999, season=2, circa=True)),
        ({"date-parts": [[1999, 5]], "circa": False}, Date(1999, 5)),
        ({"date-parts": [[1999, 5]], "circa": "false"}, Date(1999, 5)),
        ({"date-parts": [[1999, 21]]}, Date(1999, season=1)),
        ({"date-parts": [["1999", "16"]], "circa": True}, Date(1999, season=4, circa=True)),
        ({"date-parts": [[1999, 21, 3]]}, Date(1999, literal="21-3")),
        ({"date-parts": [[2018, 21], [2019, 22]]}, Date(2018, season=1, end=Date(2019, season=2))),
        ({"date-parts": [[1999], [0]]}, Date(1999, end=Date())),
        ({"date-parts": [[0], [2004, 5]]}, Date(end=Date(2004, 5))),
        ({"date-parts": [[2019], [2018]]}, Date(2019, literal="2019/2018")),
        ({"year": 2014, "month": 3}, Date(2014, 3)),
        ({"year": "2014", "month": "Mar", "day": "5"}, Date(2014, 3, 5)),
        ({"year": "2014", "season": "Herbst"}, Date(2014, season=3)),
        ({"date-parts": [2014, 3]}, Date(2014, 3)),
        ({"date-parts": [[2020, 5], None]}, Date(2020, 5)),
        ({"date-parts": [[2020, 5], []]}, Date(2020, 5)),
        ({"date-parts": [[]], "literal": "n.d."}, Date(literal="n.d.")),
        ({"date-parts": [["2022", "05", "7"]]}, Date(2022, 5, 7)),
        ({"date-parts": [[2022, 0, 0]]}, Date(2022)),
        ({"date-parts": [[2022, 5, 7, 9]]}, Date(2022, literal="5-7-9")),
        ({"date-parts": [[-44, 3]]}, Date(-44, 3)),
        ({"date-parts": [["", 5, 20]]}, Date(literal="-5-20")),
        ({"date-parts": [[2022, "", 5]]}, Date(2022, literal="-5")),
        ({"date-parts": [[2022, "May"]]}, Date(2022, 5)),
        ({"date-parts": [[2022, "", None]]}, Date(2022)),
        ({"date-parts": [["2022", "00", "00"]]}, Date(2022)),
        ({"date-parts": [["20220"]]}, Date(literal="20220")),
        ({"date-parts": [["2022000000000000000000000"]]}, Date(literal="2022000000000000000000000")),
        ({"date-parts": [[2022, 13]]}, Date(2022, season=1)),
        ({"date-parts": [[2022, 17]]}, Date(2022, season=1)),
        ({"date-parts": [[2022, 31]]}, Date(2022, literal="31")),
        ({"date-parts": [[0]]}, Date()),
        ({"date-parts": [[2022, 5], "x"]}, Date(2022, 5)),
        ({"date-parts": "2022"}, Date()),
        ({"date-parts": ["x"], "raw": "May 2022"}, Date(2022, 5)),
        ({"raw": "May 2022", "literal": "n.d."}, Date(2022, 5)),
        ({"raw": "", "literal": " in  press "}, Date(literal="in press")),
        ({"date-parts": [[2014]], "season": "Fall"}, Date(2014, season=3)),
        ({"date-parts": [[2014, 5]], "season": "1"}, Date(2014, 5)),
        ("May 20, 2022", Date(2022, 5, 20)),
        (2022, Date(2022)),
        (None, Date()),
    ],
)
def test_a_date_is_no_surer_than_its_item(value: object, date: Date) -> None:
    record = from_item({"issued": value})
    assert record.issued == date
    assert from_item(to_item(record)) == record


@pytest.mark.parametrize(("first", "name"), [(1, ""), *((number, "CSL 1.0.2") for number in (13, 21))])
def test_each_season_has_its_number(first: int, name: str) -> None:
    for place, season in enumerate(SEASONS):
        number = first + place
        value = {"date-parts": [[2014, number]]} if name else {"date-parts": [[2014]], "season": str(number)}
        assert date_of(value) == Date(2014, season=place + 1)
        assert str(date_of(value)) == f"{season} 2014"


@given(any_dates())
def test_a_stored_date_is_the_whole_date(date: Date) -> None:
    assert date_of(stored_date(date)) == date
    assert from_item({"issued": to_json_date(date)}).issued.parts == date.parts
