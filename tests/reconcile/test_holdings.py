"""What a library already holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from ponarscite.interchange.zotero_item import from_zotero_item, to_zotero_item
from ponarscite.record.date import Date
from ponarscite.record.key import citation_key
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from ponarscite.series.identity import empty_holdings
from ponarscite.series.ponars import PONARS, PONARS_EURASIA
from tests.strategies import records

SERIES = (PONARS, PONARS_EURASIA)
MEMO = Record(type="report", title="A", genre="Policy Memo", number="419", issued=Date(2016, 2))
PAGE = "https://www.ponarseurasia.org/memo/a/"


def find(held: Record, wanted: Record) -> str | None:
    holdings = empty_holdings(SERIES)
    holdings.add(held, "K")
    (match,) = holdings.match([wanted])
    return match.held.name if match.held else None


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        (MEMO, replace(MEMO, genre="PONARS Eurasia Policy Memo", title="Another spelling")),
        (replace(MEMO, issued=Date()), replace(MEMO, issued=Date())),
        (Record(url=PAGE), replace(MEMO, url="http://ponarseurasia.org/a?utm_source=x")),
        (Record(id="pepm419"), replace(MEMO, id="PEPM419")),
        (replace(MEMO, genre="", collection_title="Policy Memo"), MEMO),
        (replace(MEMO, url=PAGE), Record(url=PAGE)),
    ],
    ids=[
        "series and number",
        "label and number, undated",
        "address",
        "key",
        "series and number of a collection",
        "address, one without a number",
    ],
)
def test_the_same_work_is_found(held: Record, wanted: Record) -> None:
    assert find(held, wanted) == "K"
    assert find(wanted, held) == "K"


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        (MEMO, replace(MEMO, issued=Date(2006, 12))),
        (replace(MEMO, url=PAGE, id="a"), replace(MEMO, url=PAGE, id="a", number="420")),
        (Record(title="A"), Record(title="A")),
        (Record(url="https://www.ponarseurasia.org/"), Record(url="https://www.ponarseurasia.org/", title="A")),
        (replace(MEMO, genre="Kennan Cable"), MEMO),
        (Record(genre="Kennan Cable", number="1", title="A"), Record(genre="Kennan Cable", number="2", title="B")),
        (Record(genre="Policy Memo", title="A"), Record(genre="Policy Memo", title="B")),
        (Record(number="7", title="A"), Record(number="7", title="B")),
    ],
    ids=[
        "the other series",
        "other numbers under one address and key",
        "titles alone",
        "the site",
        "another series",
        "other numbers of a series that is not known",
        "one label and no numbers",
        "one number and no labels",
    ],
)
def test_another_work_is_not(held: Record, wanted: Record) -> None:
    assert find(held, wanted) is None


def test_a_work_is_found_by_the_key_that_it_would_get_but_held_by_its_own_alone() -> None:
    keyless = Record(title="Snow", author=(Name("Lee", "Ann"),), issued=Date(2020))
    assert find(Record(id="Lee2020snow"), keyless) == "K"
    assert find(keyless, Record(id="lee2020snow")) is None


def test_of_several_holdings_the_one_with_the_number_is_found() -> None:
    holdings = empty_holdings(SERIES)
    for name, held in (("K1", Record(id="pepm419")), ("K2", replace(MEMO, number="420", id="x")), ("K3", MEMO)):
        holdings.add(held, name)
    wanted = (replace(MEMO, id="x", url=PAGE), Record(id="X"), Record(title="Rain", id="y"))
    first, second, third = (holdings.match([one])[0].held for one in wanted)
    assert first
    assert second
    assert (first.name, first.number) == ("K3", ("pepm", "419"))
    assert second.name == "K2"
    assert third is None


@given(records())
def test_whatever_has_a_key_is_found_again(record: Record) -> None:
    assert find(replace(record, id=citation_key(record)), record) == "K"


# Works that are no memos

RIVERS = Record(
    id="lee2020rivers",
    type="article-journal",
    title="Rivers",
    author=(Name("Lee", "Ann"),),
    issued=Date(2020),
    container_title="Waters",
    extra=(("volume", "3"), ("page", "1-9")),
)


def with_extra(**values: str) -> Record:
    return replace(RIVERS, extra=tuple({**dict(RIVERS.extra), **values}.items()))


@pytest.mark.parametrize(
    "held",
    [
        replace(RIVERS, id="", extra=()),
        replace(RIVERS, id="other"),
        replace(RIVERS, author=(Name("Lee", "A."),), id=""),
        replace(RIVERS, type="article", container_title=""),
        replace(with_extra(), issued=Date(2020, 5)),
    ],
    ids=["fewer fields", "another key", "an initial", "another type under the key", "a more precise date"],
)
def test_a_work_is_found_where_nothing_speaks_against_it(held: Record) -> None:
    assert find(held, RIVERS) == "K"


@pytest.mark.parametrize(
    "other",
    [
        with_extra(volume="4"),
        with_extra(page="11-19"),
        with_extra(edition="2"),
        with_extra(ISBN="978-1-86197-876-9"),
        replace(RIVERS, container_title="Lakes"),
        replace(RIVERS, issued=Date(2021)),
        replace(RIVERS, doi="10.1000/2"),
        replace(RIVERS, author=(Name("Lee", "Bob"),)),
    ],
    ids=["volume", "pages", "edition", "ISBN", "container", "year", "DOI", "given name"],
)
def test_a_work_that_differs_is_held_beside_it_and_named(other: Record) -> None:
    first = with_extra(edition="1", ISBN="978-0-306-40615-7")
    first = replace(first, doi="10.1000/1")
    holdings = empty_holdings(SERIES)
    holdings.add(first, "K")
    (match,) = holdings.match([other])
    assert (match.held, [one.name for one in match.alike]) == (None, ["K"])
    holdings.add(other, "L")
    assert [match.held and match.held.name for match in holdings.match([other, first])] == ["L", "K"]


def test_each_holding_is_the_match_of_one_record() -> None:
    vague = replace(RIVERS, extra=(), id="")
    holdings = empty_holdings(SERIES)
    holdings.add(RIVERS, "K")
    assert [match.held and match.held.name for match in holdings.match([vague, RIVERS])] == [None, "K"]
    assert [match.held and match.held.name for match in holdings.match([vague])] == ["K"]


def test_one_doi_with_two_titles_is_two_works() -> None:
    chapter = Record(type="chapter", title="Snow", doi="10.1000/book", author=(Name("Lee", "Ann"),))
    holdings = empty_holdings(SERIES)
    holdings.add(replace(chapter, title="Rain"), "K")
    (match,) = holdings.match([chapter])
    assert (match.held, len(match.alike)) == (None, 1)


def test_an_episode_is_found_though_zotero_calls_its_author_a_host() -> None:
    """What has been pushed comes back with a host and a series; a repeated push must not double it."""
    episode = Record(type="broadcast", title="Rain", author=(Name("Lee", "Ann"),), container_title="A Podcast")
    holdings = empty_holdings(SERIES)
    holdings.add(from_zotero_item(to_zotero_item(episode)), "K")
    (match,) = holdings.match([episode])
    assert match.held
    assert match.held.name == "K"
