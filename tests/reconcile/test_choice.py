"""How one text is chosen over another, and when two disagree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.reconcile.choice import choose
from ponarscite.reconcile.works import reconcile
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.record.date import Date
from ponarscite.record.name import parse_name
from ponarscite.record.record import Record


def claim(
    variable: str, text: str, rank: Rank = Rank.OWN, origin: str = "page", document: str = "", place: str = ""
) -> Claim:
    return Claim(variable, text, rank, origin, About("subject", place, document))


def untouched(record: Record) -> Record:
    return record


@pytest.mark.parametrize(
    ("claims", "value", "conflicts"),
    [
        ([("A Title", Rank.CITED, "note 1"), ("Another", Rank.OWN, "page")], "Another", 1),
        ([("A Title", Rank.OWN, "Open Graph"), ("Another", Rank.OWN, "page")], "Another", 1),
        ([("A Title", Rank.OWN, "page"), ("Another", Rank.USER, "user")], "Another", 1),
        ([("Same: “So”", Rank.OWN, "page"), ('same "so"', Rank.OWN, "Open Graph")], "Same: “So”", 0),
        ([("B", Rank.OWN, "page"), ("A", Rank.OWN, "page")], "A", 1),
        ([("A Title", Rank.GUESSED, "PDF name"), ("Another", Rank.OWN, "page")], "Another", 0),
    ],
)
def test_the_higher_rank_wins(claims: list[tuple[str, Rank, str]], value: str, conflicts: int) -> None:
    for order in (claims, claims[::-1]):
        chosen, lost = choose("title", [claim("title", *one, document=one[2]) for one in order])
        assert (chosen, len(lost)) == (value, conflicts)


def test_at_equal_rank_more_documents_win() -> None:
    said = [claim("title", "B", document="1"), claim("title", "A", document="2"), claim("title", "b", document="3")]
    assert choose("title", said)[0] == "B"


@pytest.mark.parametrize(
    ("dates", "value", "conflicts"),
    [
        (["May 2022", "May 20, 2022"], Date(2022, 5, 20), 0),
        (["March 14, 2023", "March 13, 2023"], Date(2023, 3, 13), 1),
        (["2022", "June 2022", "May 2022"], Date(2022, 5), 1),
    ],
)
def test_the_more_precise_date_stands(dates: list[str], value: Date, conflicts: int) -> None:
    chosen, lost = choose("issued", [claim("issued", text, document=text) for text in dates])
    assert chosen == value
    assert len(lost) == conflicts


def test_the_month_of_a_pdf_is_another_fact() -> None:
    chosen, lost = choose("issued", [claim("issued", "June 2022", Rank.GUESSED, "PDF name"), claim("issued", "2022")])
    assert (chosen, lost) == (Date(2022), [])


def test_the_number_of_a_pdf_is_not() -> None:
    chosen, lost = choose("number", [claim("number", "776", Rank.GUESSED, "PDF name"), claim("number", "775")])
    assert (chosen, [conflict.lost.text for conflict in lost]) == ("775", ["776"])


def test_the_byline_outranks_the_one_account_that_a_site_knows() -> None:
    said = [claim("author", "Ann Lee", origin="JSON-LD"), claim("author", "Bob Roe"), claim("author", "Ann Lee")]
    chosen, lost = choose("author", said)
    assert chosen == (parse_name("Bob Roe"), parse_name("Ann Lee"))
    assert lost == []
    assert choose("author", [claim("author", "Cy Poe", origin="JSON-LD"), *said[1:]])[1] != []


def test_a_conflict_names_the_authors_who_differ() -> None:
    said = [claim("author", name, document="1") for name in ("Ann Lee", "Bo Kim")]
    said += [claim("author", name, document="2") for name in ("Ann Lee", "Cy Poe")]
    _, (conflict,) = choose("author", said)
    assert (conflict.kept.text, conflict.lost.text) == ("Bo Kim", "Cy Poe")


@pytest.mark.parametrize(
    ("bylines", "value", "conflicts"),
    [
        (["Ann Lee", "Ann Lee; Bo Kim"], "Ann Lee; Bo Kim", 0),
        (["A. Lee; Bo Kim", "Ann Lee; Bo Kim"], "Ann Lee; Bo Kim", 0),
        (["Ann Lee", "Ann Lee; Cy Poe", "Ann Lee; Bo Kim"], "Ann Lee; Bo Kim", 1),
        (["Ann Lee; Cy Poe", "Bo Kim"], "Ann Lee; Cy Poe", 1),
    ],
)
def test_at_equal_rank_nobody_is_left_out(bylines: list[str], value: str, conflicts: int) -> None:
    for order in (bylines, bylines[::-1]):
        said = [claim("author", name, document=byline) for byline in order for name in byline.split("; ")]
        chosen, lost = choose("author", said)
        assert ("; ".join(map(str, chosen)), len(lost)) == (value, conflicts)


def test_the_canonical_link_is_the_address() -> None:
    said = [
        claim("URL", "https://a.org/x", origin="envelope"),
        claim("URL", "https://b.org/y", origin="canonical link"),
    ]
    assert choose("URL", said)[0] == "https://b.org/y"


def test_claims_about_the_same_thing_make_one_record() -> None:
    said = [claim("title", "A", place="1"), claim("title", "B", place="2"), claim("author", "Ann Lee", place="1")]
    first, second = reconcile(said, untouched)
    assert (first.title, str(first.author[0])) == ("A", "Ann Lee")
    assert (second.title, second.author) == ("B", ())
    assert first.claims == (said[0], said[2])


def test_what_is_no_variable_of_a_record_is_kept_beside_it() -> None:
    (record,) = reconcile(
        [claim("ISBN", "978"), claim("editor", "Ann Lee"), claim("event-date", "May 2020")], untouched
    )
    assert record.extra == (("ISBN", "978"), ("editor", (parse_name("Ann Lee"),)), ("event-date", Date(2020, 5)))


TEXTS = st.sampled_from(["A Title", "Another", "May 2022", "May 20, 2022", "Ann Lee", "775", ""])
CLAIMS = st.builds(
    Claim,
    st.sampled_from(["title", "issued", "author", "number", "keyword", "URL"]),
    TEXTS,
    st.sampled_from(Rank),
    st.sampled_from(["page", "Open Graph", "note 1"]),
    st.builds(About, st.just("subject"), st.just(""), st.sampled_from(["a", "b", "c"])),
)


@given(st.lists(CLAIMS, max_size=12, unique=True), st.randoms())
def test_the_order_of_arrival_decides_nothing(claims: list[Claim], random: object) -> None:
    one = [c for c in claims if c.variable not in ("author", "keyword")]
    shuffled = list(one)
    random.shuffle(shuffled)
    for variable in ("title", "issued", "number", "URL"):
        these = [[c for c in order if c.variable == variable] for order in (one, shuffled)]
        assert choose(variable, these[0])[0] == choose(variable, these[1])[0]


@given(st.lists(CLAIMS, max_size=12))
def test_no_claim_is_lost(claims: list[Claim]) -> None:
    records = reconcile(claims, untouched)
    kept = [c for record in records for c in record.claims]
    assert set(kept) == set(claims)


def test_what_is_said_often_is_one_conflict() -> None:
    claims = [
        claim("number", number, document=str(n)) for n, number in enumerate(("775", "775", "775", "12", "12", "13"))
    ]
    value, lost = choose("number", claims)
    assert (value, sorted(one.lost.text for one in lost)) == ("775", ["12", "13"])


def test_very_many_claims_take_little_time() -> None:
    same = [claim("title", f"Title {n % 100}", document=str(n % 101)) for n in range(20_000)]
    value, lost = choose("title", same)
    assert value == "Title 0"
    assert len(lost) == 99
