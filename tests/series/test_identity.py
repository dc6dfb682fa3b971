"""(series, number) and the reason, as tables."""

from collections.abc import Iterable, Mapping

import pytest

from ponarscite.reconcile.works import reconcile
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.record.date import Date
from ponarscite.record.name import Name
from ponarscite.record.record import Identity, Record
from ponarscite.series.identity import Verdict, decide, empty_holdings, out_of_order, page_address, settle
from ponarscite.series.ponars import PONARS, PONARS_EURASIA

SERIES = (PONARS, PONARS_EURASIA)
SUBJECT = About()
GWU = "George Washington University"


def one(about: About = SUBJECT, origin: str = "page", **said: str) -> list[Claim]:
    """Claims of one page: `genre="Policy Memo"`, `file_name="pm_0094"`."""
    return claims_of(said, about, origin)


def claims_of(said: Mapping[str, str], about: About = SUBJECT, origin: str = "page") -> list[Claim]:
    return [Claim(variable.replace("_", "-"), text, Rank.OWN, origin, about) for variable, text in said.items()]


def settled(claims: Iterable[Claim]) -> list[Record]:
    return reconcile(claims, lambda record: settle(record, SERIES))


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
def test_evidence_decides_the_series(said: dict[str, str], series: str, publisher: str) -> None:
    (record,) = settled(claims_of(said))
    assert record.identity.kind == "number"
    assert record.identity.value == (series, str(int(said["number"])))
    assert record.identity.reason
    assert record.publisher == publisher
    assert record.publisher_place == ("Washington, DC" if publisher else "")
    assert record.genre == ("PONARS Policy Memo" if series == "pm" else "PONARS Eurasia Policy Memo")
    assert record.type == "report"


@pytest.mark.parametrize("number", ["419", ""])
def test_a_source_that_knows_the_date_decides_for_one_that_does_not(number: str) -> None:
    undated = one(About(document="1"), title="A Title", author="Ann Lee", genre="Policy Memo", number=number)
    dated = one(About(document="2"), title="A Title", author="Ann Lee", genre="Memo", number="419", issued="2016")
    other = one(About(document="3"), title="B Title", author="Ann Lee", genre="Memo", number="419", issued="2006")
    for claims in ([*undated, *dated, *other], [*other, *dated, *undated]):
        assert {record.identity.value for record in settled(claims)} == {("pepm", "419"), ("pm", "419")}


def test_the_same_title_under_another_number_decides_nothing() -> None:
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
def test_an_undecided_series_is_ambiguous(said: dict[str, str], genre: str) -> None:
    (record,) = settled(claims_of({"title": "A Title", "author": "Ann Lee"} | said))
    assert record.identity.kind == "ambiguous"
    assert record.doubts == (record.identity.reason,)
    assert (record.genre, record.publisher, record.number) == (genre, "", said["number"])


def test_the_name_of_the_source_decides_only_what_is_left_open() -> None:
    evidence = Claim("file-name", "pepm_419_Lee_Feb2016.txt", Rank.GUESSED, "source name", SUBJECT)
    (undated,) = settled([*one(genre="Policy Memo", number="419"), evidence])
    assert undated.identity.value == ("pepm", "419")
    (dated,) = settled([*one(genre="Policy Memo", number="419", issued="2006"), evidence])
    assert dated.identity.value == ("pm", "419")


def test_a_number_bounds_its_date() -> None:
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
def test_days_that_stand_for_an_unknown_day(said: dict[str, str], issued: Date) -> None:
    (record,) = settled(claims_of({"genre": "Policy Memo", "number": "62"} | said))
    assert record.issued == issued
    (imported,) = settled(one(origin="CSL-JSON", genre="Policy Memo", number="62", issued="1999-05-01"))
    assert imported.issued == Date(1999, 5, 1)


def test_two_sources_of_one_memo_merge() -> None:
    page = one(About("subject", "", "a.html"), title="A Title", genre="Memo", number="700", issued="May 2021")
    note = one(About("cited", "note 1", "b.html"), genre="Memo", number="700", issued="May 3, 2021", author="Ann Lee")
    (record,) = settled([*note, *page])
    assert (record.role, record.title, record.issued) == ("subject", "A Title", Date(2021, 5, 3))
    assert record.author[0].family == "Lee"
    assert len(record.claims) == len(page) + len(note)


def test_a_card_without_a_number_joins_the_only_memo_of_its_title() -> None:
    memo = one(About(document="a"), title="A Title", genre="Memo", number="700", issued="2021", author="Ann Lee")
    card = one(
        About("mentioned", "card 1", "b"), title="A title", series="Policy Memos", issued="2021", author="Ann Lee"
    )
    (record,) = settled([*card, *memo])
    assert record.identity.value == ("pepm", "700")
    again = one(About(document="c"), title="A Title", genre="Memo", number="701", issued="2021", author="Ann Lee")
    assert len(settled([*card, *memo, *again])) == 3


def test_pages_without_authors_are_told_apart_by_their_addresses() -> None:
    pages = [one(About(document=n), title="Editorial", type="webpage", URL=f"https://example.org/{n}") for n in "ab"]
    assert len(settled([*pages[0], *pages[1]])) == 2
    assert (
        len(settled([*pages[0], *one(About(document="c"), title="Editorial", URL="https://www.example.org/a/")])) == 1
    )


def test_different_numbers_never_merge() -> None:
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
def test_a_label_and_a_number_are_known_wherever_a_reference_manager_puts_them(said: dict[str, str]) -> None:
    (record,) = settled(claims_of({"title": "Waving the EU Flag in Eurasia", "issued": "April 2019"} | said))
    assert record.identity.value == ("pepm", "590")
    assert (record.genre, record.publisher, record.collection_title) == ("PONARS Eurasia Policy Memo", GWU, "")


@pytest.mark.parametrize("publisher", ["Carnegie Endowment", "ECFR"])
def test_a_policy_memo_of_another_institution_is_not_ours(publisher: str) -> None:
    (record,) = settled(one(genre="Policy Memo", number="590", title="T", issued="2019", publisher=publisher))
    assert record.identity.kind == "title"
    assert (record.genre, record.publisher) == ("Policy Memo", publisher)


PM, PEPM = "PONARS Policy Memo", "PONARS Eurasia Policy Memo"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"number": "427", "issued": "December 2006"}, f"{PM}: issued in 2006"),
        ({"number": "448"}, f"{PEPM}: number 448"),
        ({"number": "448", "issued": "2016"}, f"{PEPM}: issued in 2016"),
        ({"number": "94", "numbering": "1"}, f"{PM}: the site's series 1"),
        ({"number": "94", "numbering": "7", "file_name": "pm_0094.pdf"}, f"{PM}: file name pm"),
        ({"number": "94", "file_name": "PEPM_94.pdf"}, f"{PEPM}: file name pepm"),
        (
            {"number": "94"},
            f"No. 94 could be of {PM} and {PEPM}: no date and no file name decides",
        ),
        ({}, f"it could be of {PM} and {PEPM}: no date and no file name decides"),
        ({"number": "500", "issued": "2003"}, "no series fits all of: issued in 2003, number 500"),
        (
            {"number": "94", "issued": "2015", "numbering": "1", "file_name": "pm_0094"},
            "no series fits all of: issued in 2015, the site's series 1",
        ),
    ],
    ids=str,
)
def test_the_reason_names_the_evidence_that_decided(said: dict[str, str], reason: str) -> None:
    (record,) = settled(claims_of({"title": "A Title", "genre": "Policy Memo"} | said))
    assert record.identity.reason == reason


def test_of_one_series_alone_all_evidence_is_named() -> None:
    record = Record(genre=PM, number="94", issued=Date(1999, 5))
    assert decide(record, (PONARS,)) == Verdict((PONARS,), f"{PM}: issued in 1999, number 94")
    assert decide(Record(genre=PM), (PONARS,)) == Verdict((PONARS,), f"{PM}: the only series of this name")


def test_the_name_of_the_source_is_named_as_evidence() -> None:
    evidence = Claim("file-name", "pepm_419_Lee_Feb2016.txt", Rank.GUESSED, "source name", SUBJECT)
    (record,) = settled([*one(genre="Policy Memo", number="419"), evidence])
    assert record.identity.reason == f"{PEPM}: the name of the source"
    (beyond,) = settled([*one(genre="Policy Memo", number="500", issued="2003"), evidence])
    assert beyond.identity.kind == "ambiguous"


@pytest.mark.parametrize(
    ("number", "issued", "doubt"),
    [
        (54, Date(2008, 12), ""),
        (54, Date(2008, 12, 31), ""),
        (54, Date(2009, 1), "appeared before 2008-12, but its date is 2009-01"),
        (54, Date(2008, 11), "appeared after 2008-12, but its date is 2008-11"),
        (60, Date(2008), ""),
        (60, Date(2009), ""),
        (60, Date(2010), "appeared before 2009-09, but its date is 2010"),
        (60, Date(2008, 11), "appeared after 2008-12, but its date is 2008-11"),
        (900, Date(2030), ""),
        (900, Date(2022, 5), "appeared after 2022-06, but its date is 2022-05"),
        (1, Date(2000), ""),
        (None, Date(2030), ""),
        (0, Date(1990), ""),
        (54, Date(), ""),
        (54, Date(literal="soon"), ""),
    ],
)
def test_numbers_never_run_backwards_against_dates(number: int | None, issued: Date, doubt: str) -> None:
    assert out_of_order(PONARS_EURASIA, number, issued) == ([f"No. {number} of {PEPM} {doubt}"] if doubt else [])


def test_a_memo_without_a_number_is_known_by_its_address_or_its_title() -> None:
    (unnumbered,) = settled(one(title="A Title: So", author="Lee, Ann", genre="Policy Memo", issued="2019"))
    assert unnumbered.identity == Identity("title", ("report", "a title so", "lee"))
    assert unnumbered.identity.reason == "its kind, title and authors"
    assert (unnumbered.genre, unnumbered.publisher, unnumbered.doubts) == (PEPM, GWU, ())
    (addressed,) = settled(one(title="A Title", genre=PEPM, issued="2019", URL="https://www.ponarseurasia.org/ru/a/"))
    assert addressed.identity == Identity("url", ("ponarseurasia.org/a", "a title"))
    assert addressed.identity.reason == "its address"


@pytest.mark.parametrize(
    ("said", "value", "aliases"),
    [
        ({"title": "T", "author": "Ann Lee"}, ("document", "t", "lee"), (("title", "document", "t", "lee"),)),
        ({"title": "T", "author": "Ann de Lee"}, ("document", "t", "de lee"), None),
        ({"title": "T", "container_title": "The Post"}, ("document", "t", "the post"), None),
        ({"title": "T"}, ("document", "t", "", ""), ()),
        ({"title": "T", "issued": "2019"}, ("document", "t", "", "2019"), ()),
        ({"title": "?!"}, (), ()),
        ({"author": "Ann Lee"}, (), ()),
    ],
    ids=str,
)
def test_a_work_of_no_series_is_known_by_its_kind_title_and_authors(
    said: dict[str, str], value: tuple[str, ...], aliases: tuple[tuple[str, ...], ...] | None
) -> None:
    (record,) = settled(claims_of(said))
    assert record.identity == Identity("title", value)
    assert record.identity.aliases == ((("title", *value),) if aliases is None else aliases)


def test_authors_are_compared_in_any_order() -> None:
    claims = [*one(title="T", author="Bo Roe"), *one(author="Ann Lee")]
    (record,) = settled(claims)
    assert record.identity.value == ("document", "t", "lee", "roe")


def test_a_numbered_memo_is_met_by_its_title_too() -> None:
    (record,) = settled(one(title="A Title", author="Ann Lee", genre="Memo", number="700"))
    assert record.identity.aliases == (("title", "report", "a title", "lee"),)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"genre": "Policy Memo", "number": "700"}, "report"),
        ({"genre": "Policy Memo", "number": "700", "type": "article"}, "report"),
        ({"genre": "Policy Memo", "number": "700", "type": "webpage"}, "report"),
        ({"genre": "Policy Memo", "number": "700", "type": "post-weblog"}, "report"),
        ({"genre": "Policy Memo", "number": "700", "type": "document"}, "report"),
        ({"genre": "Policy Memo", "number": "700", "type": "chapter"}, "chapter"),
        ({"title": "T", "URL": "https://example.org/a"}, "webpage"),
        ({"title": "T", "URL": "https://example.org/a", "type": "article"}, "article"),
        ({"title": "T"}, "document"),
    ],
    ids=str,
)
def test_the_type_of_a_memo_and_of_a_page(said: dict[str, str], kind: str) -> None:
    (record,) = settled(claims_of(said))
    assert record.type == kind


@pytest.mark.parametrize(
    ("said", "series"),
    [
        ({"series": "Policy Memos | Аналитика", "number": "700"}, "pepm"),
        ({"series": "Commentary", "number": "700"}, ""),
        ({"file_name": "Pepm700_Lee.pdf", "number": "700"}, "pepm"),
        ({"file_name": "cv.pdf", "number": "700"}, ""),
        ({"numbering": "1", "number": "94"}, "pm"),
        ({"numbering": "9", "number": "94"}, ""),
        ({"number": "700"}, ""),
        ({"genre": "Report", "series": "Policy Memos", "number": "700"}, "pepm"),
        ({"genre": "Policy Memo", "number": "twelve"}, ""),
        ({"genre": "Policy Memo", "number": "1234567890"}, ""),
        ({"genre": "Policy Memo", "number": "123456789"}, "pepm"),
        ({"genre": "Policy Memo", "number": "٧٠٠"}, "pepm"),
        ({"genre": "Policy Memo No. 590", "number": "700"}, "pepm"),
    ],
)
def test_what_makes_a_work_a_member_of_a_series(said: dict[str, str], series: str) -> None:
    (record,) = settled(claims_of({"title": "T"} | said))
    assert (record.identity.value[0] if record.identity.kind == "number" else "") == series


@pytest.mark.parametrize(
    ("printed", "number"),
    [("No. 0590", "590"), ("Nr 590", "590"), ("№590", "590"), ("# 590", "590"), ("Number 590", "590"), ("no 1", "1")],
)
def test_a_number_is_written_in_one_way(printed: str, number: str) -> None:
    (record,) = settled(one(genre=PEPM, number=printed, issued="2019"))
    assert record.number == number


def test_a_collection_title_that_says_more_stays() -> None:
    (record,) = settled(one(genre="Policy Memo", number="590", issued="2019", collection_title="Memos on Rivers"))
    assert record.collection_title == "Memos on Rivers"
    (site,) = settled(one(genre="Policy Memo", number="590", issued="2019", collection_title="PONARS Eurasia"))
    assert site.collection_title == ""


@pytest.mark.parametrize(
    ("said", "is_ours"),
    [
        ({"genre": "Policy Memo", "publisher": "PONARS Eurasia, George Washington University"}, True),
        ({"genre": "Policy Memo", "publisher": "Brookings"}, False),
        ({"genre": "PONARS Memo", "publisher": "Brookings"}, True),
        ({"genre": "Policy Memo"}, True),
    ],
    ids=str,
)
def test_a_label_that_many_print_is_ours_unless_another_house_published_it(said: dict[str, str], is_ours: bool) -> None:
    (record,) = settled(claims_of({"title": "T", "number": "590", "issued": "2019"} | said))
    assert (record.identity.kind == "number") is is_ours


@pytest.mark.parametrize("origin", ["page", "list", "feed", "citation tags", "JSON-LD", "Dublin Core", "Open Graph"])
def test_whatever_the_site_writes_a_placeholder_is_no_day(origin: str) -> None:
    (record,) = settled(one(origin=origin, genre="Policy Memo", number="62", issued="1999-05-01"))
    assert record.issued == Date(1999, 5)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://www.ponarseurasia.org/?p=12", "ponarseurasia.org?p=12"),
        ("https://www.ponarseurasia.org/ru/", ""),
        ("https://example.org/ru/a", "example.org/ru/a"),
        ("https://example.org", ""),
    ],
)
def test_the_address_of_a_page(url: str, address: str) -> None:
    assert page_address(url, SERIES) == address


def test_holdings_tell_the_memos_of_two_series_apart() -> None:
    holdings = empty_holdings(list(SERIES))
    holdings.add(Record(genre="Policy Memo", number="419", issued=Date(2006)), "old")
    holdings.add(Record(title="T", url="https://ponarseurasia.com/memo/a", author=(Name(family="Lee"),)), "page")
    old, new = (
        holdings.match([Record(genre="Memo", number="419", issued=Date(year))])[0].held for year in (2006, 2016)
    )
    assert (old.name if old else "", new) == ("old", None)
    page = holdings.match([Record(url="https://www.ponarseurasia.org/a/")])[0].held
    assert page is not None
    assert page.name == "page"
