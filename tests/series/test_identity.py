"""(series, number) and the reason: DOMAIN 1 as a table."""

from collections.abc import Callable

import pytest

from ponarscite.reconciliation.works import reconcile
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.record.date import Date
from ponarscite.record.record import Record
from ponarscite.series.identity import page_address, settle
from ponarscite.series.ponars import PONARS, PONARS_EURASIA

SERIES = (PONARS, PONARS_EURASIA)
SUBJECT = About()
GWU = "George Washington University"


def one(about: About = SUBJECT, origin: str = "page", **said: str) -> list[Claim]:
    """Claims of one page: `genre="Policy Memo"`, `file_name="pm_0094"`."""
    return [Claim(variable.replace("_", "-"), text, Rank.OWN, origin, about) for variable, text in said.items()]


@pytest.fixture
def settled() -> Callable[[list[Claim]], list[Record]]:
    return lambda claims: reconcile(claims, lambda record: settle(record, SERIES))


@pytest.mark.parametrize(
    ("said", "series", "publisher"),
    [
        ({"genre": "PONARS Policy Memo", "number": "427", "issued": "December 2006"}, "pm", ""),
        ({"genre": "Policy Memo", "number": "419", "issued": "Dec 2006"}, "pm", ""),
        ({"genre": "Policy Memo", "number": "419", "issued": "Feb 2016"}, "pepm", GWU),
        ({"genre": "PONARS Eurasia Policy Memo", "number": "419", "issued": "2006"}, "pm", ""),
        ({"genre": "PONARS Policy Memo", "number": "448", "issued": "November 2016"}, "pepm", GWU),
        ({"genre": "PONARS Policy Memo", "number": "573"}, "pepm", GWU),
        ({"genre": "PONARS Eurasia Policy Memo", "number": "54", "issued": "December 2008"}, "pepm", ""),
        ({"genre": "PONARS Eurasia Policy Memo", "number": "88", "issued": "2009"}, "pepm", ""),
        ({"genre": "PONARS Eurasia Policy Memo", "number": "89", "issued": "2010"}, "pepm", GWU),
        ({"genre": "Memo", "number": "433"}, "pepm", GWU),
        ({"genre": "Policy Memo", "number": "300", "issued": "Spring 2003"}, "pm", ""),
        ({"genre": "Policy Memo", "number": "300", "issued": "Fall 2013"}, "pepm", GWU),
        ({"genre": "Memo", "number": "94", "file_name": "pm_0094.pdf"}, "pm", ""),
        ({"number": "226", "file_name": "pepm_226_Gorenburg_Sept2012-1.pdf"}, "pepm", GWU),
        ({"genre": "Policy Memo", "number": "0094", "issued": "1999"}, "pm", ""),
    ],
)
def test_what_decides_the_series(settled, said: dict[str, str], series: str, publisher: str) -> None:
    (record,) = settled(one(**said))
    assert record.identity.kind == "number"
    assert record.identity.value == (series, str(int(said["number"])))
    assert record.identity.reason
    assert record.publisher == publisher
    assert record.publisher_place == ("Washington, DC" if publisher else "")
    assert record.genre == ("PONARS Policy Memo" if series == "pm" else "PONARS Eurasia Policy Memo")
    assert record.type == "report"


@pytest.mark.parametrize("number", ["419", ""])
def test_a_source_that_knows_the_date_decides_for_one_that_does_not(settled, number: str) -> None:
    undated = one(About(document="1"), title="A Title", author="Ann Lee", genre="Policy Memo", number=number)
    dated = one(About(document="2"), title="A Title", author="Ann Lee", genre="Memo", number="419", issued="2016")
    other = one(About(document="3"), title="B Title", author="Ann Lee", genre="Memo", number="419", issued="2006")
    for claims in ([*undated, *dated, *other], [*other, *dated, *undated]):
        assert {record.identity.value for record in settled(claims)} == {("pepm", "419"), ("pm", "419")}


def test_the_same_title_under_another_number_decides_nothing(settled) -> None:
    undated = one(About(document="1"), title="A Title", author="Ann Lee", genre="Policy Memo", number="418")
    dated = one(About(document="2"), title="A Title", author="Ann Lee", genre="Memo", number="419", issued="2016")
    assert [record.identity.kind for record in settled([*undated, *dated])] == ["ambiguous", "number"]


@pytest.mark.parametrize(
    ("said", "genre"),
    [
        ({"genre": "policy memo", "number": "300"}, "Policy Memo"),
        ({"genre": "ponars eurasia policy memo", "number": "432"}, "PONARS Eurasia Policy Memo"),
        ({"genre": "PONARS Policy Memo", "number": "500", "issued": "2003"}, "PONARS Policy Memo"),
        (
            {"genre": "PONARS Policy Memo", "number": "94", "issued": "2015", "file_name": "pm_0094"},
            "PONARS Policy Memo",
        ),
        ({"genre": "PONARS Policy Memo", "number": "12", "issued": "1990"}, "PONARS Policy Memo"),
    ],
)
def test_what_is_left_open_says_so(settled, said: dict[str, str], genre: str) -> None:
    (record,) = settled(one(title="A Title", author="Ann Lee", **said))
    assert record.identity.kind == "ambiguous"
    assert record.doubts == (record.identity.reason,)
    assert (record.genre, record.publisher, record.number) == (genre, "", said["number"])


def test_the_name_of_the_source_decides_only_what_is_left_open(settled) -> None:
    evidence = Claim("file-name", "pepm_419_Lee_Feb2016.txt", Rank.GUESSED, "source name", SUBJECT)
    (undated,) = settled([*one(genre="Policy Memo", number="419"), evidence])
    assert undated.identity.value == ("pepm", "419")
    (dated,) = settled([*one(genre="Policy Memo", number="419", issued="2006"), evidence])
    assert dated.identity.value == ("pm", "419")


def test_a_number_bounds_its_date(settled) -> None:
    (early,) = settled(one(genre="Policy Memo", number="54", issued="April 2019"))
    (right,) = settled(one(genre="Policy Memo", number="700", issued="2021"))
    assert early.doubts == ("No. 54 of PONARS Eurasia Policy Memo appeared before 2008-12, but its date is 2019-04",)
    assert right.doubts == ()


@pytest.mark.parametrize(
    ("said", "issued"),
    [
        ({"issued": "01 May 1999"}, Date(1999, 5)),
        ({"issued": "May 1, 2010"}, Date(2010, 5)),
        ({"issued": "May 1, 2011"}, Date(2011, 5, 1)),
        ({"issued": "May 2, 1999"}, Date(1999, 5, 2)),
        ({"issued": "07-23-2012"}, Date()),
    ],
)
def test_days_that_stand_for_an_unknown_day(settled, said: dict[str, str], issued: Date) -> None:
    (record,) = settled(one(genre="Policy Memo", number="62", **said))
    assert record.issued == issued
    (imported,) = settled(one(origin="CSL-JSON", genre="Policy Memo", number="62", issued="1999-05-01"))
    assert imported.issued == Date(1999, 5, 1)


def test_two_sources_of_one_memo_merge(settled) -> None:
    page = one(About("subject", "", "a.html"), title="A Title", genre="Memo", number="700", issued="May 2021")
    note = one(About("cited", "note 1", "b.html"), genre="Memo", number="700", issued="May 3, 2021", author="Ann Lee")
    (record,) = settled([*note, *page])
    assert (record.role, record.title, record.issued) == ("subject", "A Title", Date(2021, 5, 3))
    assert record.author[0].family == "Lee"
    assert len(record.claims) == len(page) + len(note)


def test_a_card_without_a_number_joins_the_only_memo_of_its_title(settled) -> None:
    memo = one(About(document="a"), title="A Title", genre="Memo", number="700", issued="2021", author="Ann Lee")
    card = one(
        About("mentioned", "card 1", "b"), title="A title", series="Policy Memos", issued="2021", author="Ann Lee"
    )
    (record,) = settled([*card, *memo])
    assert record.identity.value == ("pepm", "700")
    again = one(About(document="c"), title="A Title", genre="Memo", number="701", issued="2021", author="Ann Lee")
    assert len(settled([*card, *memo, *again])) == 3


def test_pages_without_authors_are_told_apart_by_their_addresses(settled) -> None:
    pages = [one(About(document=n), title="Editorial", type="webpage", URL=f"https://example.org/{n}") for n in "ab"]
    assert len(settled([*pages[0], *pages[1]])) == 2
    assert (
        len(settled([*pages[0], *one(About(document="c"), title="Editorial", URL="https://www.example.org/a/")])) == 1
    )


def test_different_numbers_never_merge(settled) -> None:
    twins = [one(About(document=n), title="T", author="Ann Lee", genre="Memo", number=n) for n in ("700", "701")]
    assert [record.number for record in settled([*twins[0], *twins[1]])] == ["700", "701"]


@pytest.mark.parametrize(
    "address",
    [
        "https://www.ponarseurasia.org/the-limits/",
        "http://ponarseurasia.com/the-limits",
        "https://ponarseurasia.org/ru/the-limits/?utm_source=1",
    ],
)
def test_the_hosts_of_the_site_are_one(address: str) -> None:
    assert page_address(address, SERIES) == "ponarseurasia.org/the-limits"


@pytest.mark.parametrize("address", ["", "https://ponarseurasia.org/", "https://[bad", "nothing"])
def test_an_address_that_names_no_page(address: str) -> None:
    assert page_address(address, SERIES) == ""


def test_another_site_keeps_its_query() -> None:
    assert page_address("https://example.org/memo?id=3", SERIES) == "example.org/memo?id=3"


@pytest.mark.parametrize(
    "said",
    [
        {"genre": "PONARS Eurasia Policy Memo", "number": "No. 590"},
        {"genre": "PONARS Eurasia Policy Memo", "number": "#590"},
        {"genre": "PONARS Eurasia Policy Memos", "number": "590"},
        {"genre": "PONARS Eurasia Policy Memo No. 590"},
        {"collection_title": "PONARS Eurasia Policy Memo", "number": "590"},
        {"collection_title": "PONARS Eurasia Policy Memo No. 590", "genre": "Report"},
        {"genre": "Policy Memo", "collection_title": "PONARS Eurasia", "number": "590"},
        {"genre": "Policy Memo", "publisher": "The George Washington University", "number": "590"},
        {"genre": "Policy Memo", "publisher": "PONARS Eurasia", "number": "590"},
        {"genre": "PONARS Policy Memo", "publisher": "Elliott School", "number": "590"},
    ],
    ids=str,
)
def test_a_label_and_a_number_are_known_wherever_a_reference_manager_puts_them(settled, said: dict[str, str]) -> None:
    (record,) = settled(one(title="Waving the EU Flag in Eurasia", issued="April 2019", **said))
    assert record.identity.value == ("pepm", "590")
    assert (record.genre, record.publisher, record.collection_title) == ("PONARS Eurasia Policy Memo", GWU, "")


@pytest.mark.parametrize("publisher", ["Carnegie Endowment", "ECFR"])
def test_a_policy_memo_of_another_institution_is_not_ours(settled, publisher: str) -> None:
    (record,) = settled(one(genre="Policy Memo", number="590", title="T", issued="2019", publisher=publisher))
    assert record.identity.kind == "title"
    assert (record.genre, record.publisher) == ("Policy Memo", publisher)
