from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.record.date import Date
from ponarscite.record.item import from_item, names_of, to_item, to_json_name, variables
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from tests.strategies import names, records


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
def test_no_item_is_too_odd(value: object) -> None:
    item = dict.fromkeys(("id", "type", "title", "author", "issued", "keyword", "editor", "volume", "bogus"), value)
    record = from_item(item)
    assert from_item(to_item(record)) == record


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        ({"family": "de Vogel", "given": "Sasha"}, Name("Vogel", "Sasha", "de")),
        ({"family": "Vogel", "given": "Sasha", "non-dropping-particle": "de"}, Name("Vogel", "Sasha", "de")),
        ({"family": "van Gogh", "non-dropping-particle": ""}, Name("van Gogh")),
        ({"family": "De Spiegeleire", "given": "Stephan"}, Name("De Spiegeleire", "Stephan")),
        ({"literal": "PONARS Eurasia", "family": "x"}, Name(literal="PONARS Eurasia")),
        ({"given": "Plato"}, Name(literal="Plato")),
        ("Sasha de Vogel", Name("Vogel", "Sasha", "de")),
    ],
)
def test_names_of_others(entry: dict[str, str] | str, name: Name) -> None:
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


def test_a_type_that_csl_has_not_is_a_document() -> None:
    assert to_item(Record(id="k", type="policy-memo")) == {"id": "k", "type": "document"}


@pytest.mark.parametrize(
    ("value", "words", "parts"),
    [
        ({"date-parts": [[2018, 7], [2018, 8]]}, "2018-07/2018-08", [[2018, 7], [2018, 8]]),
        ({"date-parts": [["2019", "6", "1"], [2019, 6, 3]]}, "2019-06-01/2019-06-03", [[2019, 6, 1], [2019, 6, 3]]),
        ({"date-parts": [[1997], [2007]]}, "1997/2007", [[1997], [2007]]),
    ],
)
def test_a_range_of_dates_keeps_both_ends(
    value: dict[str, list[list[int] | list[str]]] | dict[str, list[list[int]]], words: str, parts: list[list[int]]
) -> None:
    record = from_item({"type": "event", "title": "A Workshop", "issued": value})
    assert record.issued == Date(literal=words)
    assert to_item(record)["issued"] == {"date-parts": parts}


@pytest.mark.parametrize("words", ["2018-13/2019", "2018-7/2018-8", "1997/0", "Spring/Summer", "2019-02-30/2019-03-01"])
def test_other_words_are_no_range(words: str) -> None:
    record = from_item({"type": "event", "title": "A Workshop", "issued": {"literal": words}})
    assert to_item(record)["issued"] == {"literal": words}


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ({"date-parts": [[1999]], "circa": True}, Date(literal="circa 1999")),
        ({"date-parts": [[1999]], "circa": 1, "season": "2"}, Date(literal="circa Summer 1999")),
        ({"date-parts": [[1999, 5]], "circa": False}, Date(1999, 5)),
        ({"date-parts": [[1999, 21]]}, Date(literal="Spring 1999")),
        ({"date-parts": [["1999", "16"]], "circa": True}, Date(literal="circa Winter 1999")),
        ({"date-parts": [[1999, 21, 3]]}, Date(literal="1999-21-3")),
        ({"date-parts": [[2020, 5], None]}, Date(2020, 5)),
        ({"date-parts": [[2020, 5], []]}, Date(2020, 5)),
        ({"date-parts": [[]], "literal": "n.d."}, Date(literal="n.d.")),
    ],
)
def test_a_date_is_no_surer_than_its_item(value: object, date: Date) -> None:
    record = from_item({"issued": value})
    assert record.issued == date
    assert from_item(to_item(record)) == record
