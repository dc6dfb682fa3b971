"""CSL-JSON comes back through claims as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.interchange.json_items import references_of
from ponarscite.interchange.reference import reference_claims, service_claims
from ponarscite.reconcile.works import reconcile
from ponarscite.record.claim import REMARK, UNREAD, About, Claim, Rank
from ponarscite.record.item import DATES, NAMES, STRINGS, TEXT, TYPES, from_item
from ponarscite.record.record import Record
from tests.conftest import SHARED

AWKWARD = SHARED / "csl" / "items.json"

ITEMS: list[dict[str, Any]] = [
    {
        "id": "pepm590",
        "type": "report",
        "title": "Waving the EU Flag in Eurasia",
        "author": [{"given": "Juliet", "family": "Johnson"}, {"given": "Benjamin", "family": "Forest"}],
        "issued": {"date-parts": [[2019, 4]]},
        "genre": "PONARS Eurasia Policy Memo",
        "number": 590,
        "keyword": "European Union, flags; Eurasia",
        "URL": "https://www.ponarseurasia.org/waving/",
    },
    {
        "id": "x",
        "type": "chapter",
        "title": " Two\n lines ",
        "author": [{"literal": "PONARS Eurasia"}, {"family": "Vogel", "given": "Sasha", "non-dropping-particle": "de"}],
        "editor": [{"family": "King", "given": "Ann", "suffix": "Jr."}],
        "issued": {"date-parts": [["2014"]], "season": 1},
        "accessed": {"raw": "2022-05-20"},
        "event-date": {"literal": "some day"},
        "original-date": {"date-parts": [[1997, 1], [1998, 2]]},
        "volume": 7.5,
        "ISBN": "0",
        "note": "“Quoted”",
        "language": "uk",
    },
    {
        "id": "y",
        "type": "unheard-of",
        "title": "A Title",
        "issued": "May 2022",
        "author": "Ann Example",
        "available-date": {"date-parts": [[2020], 5]},
    },
]


def claims(content: str) -> list[Claim]:
    return list(reference_claims(references_of(content), "CSL-JSON", "items.json"))


def records(content: str) -> list[Record]:
    return reconcile(claims(content), lambda record: record)


def carried(item: dict[str, Any]) -> Record:
    """What `from_item` reads, as the role that the subject of a document has."""
    return replace(from_item(item), role="subject")


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["id"])
def test_an_item_comes_back(item: dict[str, Any]) -> None:
    assert records(json.dumps([item])) == [carried(item)]


def test_the_awkward_items_come_back() -> None:
    if not AWKWARD.exists():
        pytest.skip("needs ../shared/csl/items.json")
    text = AWKWARD.read_text("utf-8")
    items = json.loads(text)
    assert len(items) > 30
    assert records(text) == [carried(item) for item in items]


def test_each_item_is_a_subject_of_its_own() -> None:
    found = claims('[{"type": "report", "title": "A"}, 5, {"type": "book", "author": [{"family": "B", "x": [1]}]}]')
    first, second = About("subject", "item 1", "items.json"), About("subject", "item 2", "items.json")
    assert found == [
        Claim("type", "report", Rank.OWN, "CSL-JSON", first, "item 1, line 1"),
        Claim("title", "A", Rank.OWN, "CSL-JSON", first, "item 1, line 1"),
        Claim("type", "book", Rank.OWN, "CSL-JSON", second, "item 2, line 1"),
        Claim("author", '{"family":"B","x":[1]}', Rank.OWN, "CSL-JSON", second, "item 2, line 1"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(ITEMS),
        json.dumps(ITEMS, indent=1, ensure_ascii=False),
        json.dumps({"items": ITEMS}),
        "\n".join(map(json.dumps, ITEMS)),
        "\r\n".join(map(json.dumps, ITEMS)) + "\r\n{broken\r\n",
    ],
    ids=["list", "indented", "items", "lines", "lines with a broken one"],
)
def test_layouts(content: str) -> None:
    assert records(content) == [carried(item) for item in ITEMS]
    assert records(json.dumps(ITEMS[0])) == [carried(ITEMS[0])]


@pytest.mark.parametrize(
    ("keys", "key"),
    [
        ({"id": "pepm590"}, "pepm590"),
        ({"id": 590}, "590"),
        ({"id": "http://zotero.org/users/1/items/A", "citation-key": "johnson2019"}, "johnson2019"),
        ({"id": "a", "citation-key": "b c"}, "b c"),
        ({"id": "a", "citation-key": "b\nc"}, "a"),
        ({"id": "http://zotero.org/users/1/items/A"}, "http://zotero.org/users/1/items/A"),
        ({"id": "\\write18{x}"}, "\\write18{x}"),
        ({"id": ""}, ""),
        ({"id": ["a"]}, ""),
    ],
)
def test_only_a_key_becomes_the_key(keys: dict[str, Any], key: str) -> None:
    assert [record.id for record in records(json.dumps(keys | {"type": "report", "title": "A"}))] == [key]


def test_what_a_record_cannot_carry_is_named() -> None:
    item = {"type": "report", "title": "A", "custom": {"a": 1}, "categories": ["b"], "extra": "c", "volume": ["d"]}
    found = claims(json.dumps(item))
    assert [claim.variable for claim in found if claim.variable != UNREAD] == ["type", "title"]
    assert [claim.text for claim in found if claim.variable == UNREAD] == ["custom", "categories", "extra", "volume"]


@pytest.mark.parametrize(
    "content",
    [
        "[",
        "{",
        "[]",
        "{}",
        "[1] See the first note",
        '{"name": "a package", "version": "1.0", "type": "module"}',
        '{"version": "1.0", "type": "rich", "title": "An embed", "author_name": "adminponars"}',
        '[{"id": 12, "type": "post", "title": {"rendered": "A Memo"}, "author": 5}]',
        '{"items": 5}',
        '["a", null, true, 1e999, [{"type": "report"}]]',
        '[{"type": ["report"]}, {"title": null, "id": "a"}]',
        "[" * 200_000,
        '{"items":' * 100_000,
        '[{"type": "report", "author": [' + '{"a":' * 100_000,
    ],
)
def test_other_json_is_no_bibliography(content: str) -> None:
    assert claims(content) == []


def test_a_number_of_any_length_is_text() -> None:
    digits = "9" * 5000
    content = f'[{{"type": "report", "number": {digits}, "issued": {{"date-parts": [[{digits}]]}}}}]'
    assert [record.number for record in records(content)] == [digits]


def test_lone_surrogates_are_dropped() -> None:
    found = claims('[{"type": "report", "title": "A\\ud800B", "note": "\\udc00"}]')
    assert [(claim.variable, claim.text) for claim in found] == [
        ("type", "report"),
        ("title", "AB"),
        (UNREAD, "note"),
    ]


WORDS = st.text(st.characters(exclude_categories=["Cs"]))
PERSONS = st.dictionaries(st.sampled_from(["family", "given", "suffix", "literal", "x"]), WORDS)
PARTS = st.lists(st.integers(-1, 3000) | st.text("0123456789", max_size=5), max_size=4)
SPANS = st.fixed_dictionaries({}, optional={"date-parts": st.lists(PARTS, max_size=3), "raw": WORDS, "season": WORDS})
ITEM = st.tuples(
    st.dictionaries(st.sampled_from(sorted(NAMES)), st.lists(PERSONS, unique_by=json.dumps)),
    st.dictionaries(st.sampled_from(sorted(DATES)), SPANS),
    st.dictionaries(st.sampled_from(sorted({*STRINGS, *TEXT} - {"title"})), WORDS | st.integers() | st.booleans()),
    st.fixed_dictionaries({"id": st.just("a"), "type": st.sampled_from(sorted(TYPES)), "title": WORDS}),
)


def without_repeats(record: Record) -> Record:
    """Claims know no repetition: two authors who are the same name are one."""
    extra = ((name, tuple(dict.fromkeys(v)) if isinstance(v, tuple) else v) for name, v in record.extra)
    return replace(record, author=tuple(dict.fromkeys(record.author)), extra=tuple(extra))


@given(ITEM)
def test_any_item_comes_back(parts: tuple[dict[str, Any], ...]) -> None:
    item = {variable: value for part in parts for variable, value in part.items()}
    assert records(json.dumps(item)) == [without_repeats(carried(item))]


VARIABLES = st.sampled_from(sorted({*NAMES, *DATES, *STRINGS, *TEXT, "id", "type", "keyword", "citation-key"}))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(sorted(TYPES)),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["family", "given", "date-parts", "raw"]), inner),
    max_leaves=8,
)


@given(st.dictionaries(VARIABLES, VALUES))
def test_any_values_are_read(item: dict[str, Any]) -> None:
    for record in records(json.dumps([item, item | {"type": "report", "title": "A"}])):
        assert record.type in TYPES
        assert all(claim.text for claim in record.claims)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_is_read(text: str) -> None:
    for start in ("[", "{", '[{"type": "report"}', ""):
        assert {claim.about.role for claim in claims(start + text)} <= {"subject"}


def unread_in(item: dict[str, Any]) -> list[str]:
    found = reference_claims(references_of(json.dumps([item])), "CSL-JSON", "x.json")
    return [claim.text for claim in found if claim.variable == UNREAD]


WRONG: list[Any] = [["book"], [["a"]], {"a": 1}, [{"family": ["A"]}], [[[]]], float("nan"), float("inf"), True]


@pytest.mark.parametrize("value", [*WRONG, 5, "novel"])
@pytest.mark.parametrize("variable", ["type", "volume", "author", "issued", "language", "number", "custom"])
def test_no_value_of_a_wrong_kind_loses_the_file(variable: str, value: object) -> None:
    items = [{"id": "x", "type": "book", "title": "T", "URL": "https://example.org", variable: value}, ITEMS[0]]
    claims = list(reference_claims(references_of(json.dumps(items)), "CSL-JSON", "x.json"))
    assert {claim.text for claim in claims if claim.variable == "title"} == {"T", ITEMS[0]["title"]}


@pytest.mark.parametrize("value", WRONG[1:])
@pytest.mark.parametrize("variable", ["type", "volume", "author", "language", "number", "editor"])
def test_a_value_of_a_wrong_kind_is_named(variable: str, value: object) -> None:
    item = {"id": "x", "type": "book", "title": "T", "URL": "https://example.org", variable: value}
    told = [f"{variable} (no text)"] if variable == "type" else [variable]
    assert unread_in(item) == told


def test_names_without_a_name_are_named_and_the_others_stay() -> None:
    item = {"id": "x", "type": "book", "title": "T", "author": [{"family": "Lee"}, {"name": "Ek"}, 5, {}, ""]}
    assert unread_in(item) == ["author"]
    assert [str(one) for one in from_item(item).author][:1] == ["Lee"]


@pytest.mark.parametrize(
    ("parts", "told"), [([-5, 13, 40], "13-40"), ([2020, 31], "31"), (["2020", "2", "30"], "2-30"), ([2020, 2, 29], "")]
)
def test_numbers_that_are_no_date_are_told_and_kept(parts: list[Any], told: str) -> None:
    item = {"id": "x", "type": "book", "title": "T", "issued": {"date-parts": [parts]}}
    found = list(reference_claims(references_of(json.dumps([item])), "CSL-JSON", "x.json"))
    remarks = [claim.text for claim in found if claim.variable == REMARK]
    assert [text.split()[1] for text in remarks] == ([told] if told else [])
    assert told in from_item(item).issued.literal


def test_signs_of_a_service_that_were_no_utf_8_are_told() -> None:
    answer = b'[{"type": "book", "title": "\xff\xfe", "publisher": "P"}]'.decode("utf-8", "replace")
    found = list(service_claims(references_of(answer), "Crossref", "doi:10.1/x"))
    assert [claim.text for claim in found if claim.variable == REMARK] == [
        "title: signs could not be decoded, each is shown as \ufffd"
    ]
