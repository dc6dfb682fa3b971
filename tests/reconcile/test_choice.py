"""How the value of a variable is chosen among claims, and when claims are in conflict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.reconcile import choice
from ponarscite.reconcile.choice import ORIGINS, attribute_of, build, choose, in_words, interpret
from ponarscite.reconcile.works import reconcile
from ponarscite.record.claim import DOUBT, FAULT, About, Claim, Rank, Role
from ponarscite.record.date import Date
from ponarscite.record.name import Name, parse_name
from ponarscite.record.record import Affiliation, Record


def claim(
    variable: str, text: str, rank: Rank = Rank.OWN, origin: str = "page", document: str = "", place: str = ""
) -> Claim:
    return Claim(variable, text, rank, origin, About("subject", place, document))


def untouched(record: Record) -> Record:
    return record


def chosen(variable: str, claims: Sequence[Claim]) -> tuple[str, list[str]]:
    """The value as text, and the text of each losing claim."""
    value, conflicts = choose(variable, claims)
    texts = value if isinstance(value, tuple) else (value,)
    return "; ".join(map(str, texts)), [conflict.lost.text for conflict in conflicts]


@pytest.mark.parametrize(
    ("claims", "value", "conflicts"),
    [
        ([("A Title", Rank.CITED, "note 1"), ("Another", Rank.OWN, "page")], "Another", 1),
        ([("A Title", Rank.OWN, "Open Graph"), ("Another", Rank.OWN, "page")], "Another", 1),
        ([("A Title", Rank.OWN, "page"), ("Another", Rank.USER, "user")], "Another", 1),
        ([("Same: “So”", Rank.OWN, "page"), ('same "so"', Rank.OWN, "Open Graph")], "Same: “So”", 0),
        ([("B", Rank.OWN, "page"), ("A", Rank.OWN, "page")], "A", 1),
        ([("A Title", Rank.GUESSED, "PDF name"), ("Another", Rank.OWN, "page")], "Another", 0),
        ([("A Title", Rank.GUESSED, "page"), ("Another", Rank.CITED, "note 1")], "Another", 0),
        ([("", Rank.USER, "user"), ("Another", Rank.OWN, "page")], "Another", 0),
    ],
)
def test_the_higher_rank_wins(claims: list[tuple[str, Rank, str]], value: str, conflicts: int) -> None:
    for order in (claims, claims[::-1]):
        found, lost = choose("title", [claim("title", *one, document=one[2]) for one in order])
        assert (found, len(lost)) == (value, conflicts)


@pytest.mark.parametrize(
    ("variable", "order"),
    [
        ("title", (*ORIGINS, "podcast list")),
        (
            "issued",
            ("page", *(one for one in ORIGINS if one not in ("page", "page head")), "page head", "podcast list"),
        ),
        ("URL", ("canonical link", "citation tags", "Open Graph", "JSON-LD", "page", "envelope", "Dublin Core")),
    ],
)
def test_at_equal_rank_the_more_trusted_part_of_a_document_wins(variable: str, order: tuple[str, ...]) -> None:
    texts = ("https://x.org/2000", "https://x.org/1999") if variable == "URL" else ("2000", "1999")
    for trusted, other in pairwise(order):
        claims = [claim(variable, text, origin=origin) for text, origin in zip(texts, (trusted, other), strict=True)]
        assert chosen(variable, claims)[0] == chosen(variable, claims[::-1])[0] == texts[0], (trusted, other)


def test_parts_that_are_not_listed_are_trusted_alike() -> None:
    assert chosen("title", [claim("title", "B", origin="one"), claim("title", "A", origin="other")])[0] == "A"


def test_at_equal_rank_more_documents_win() -> None:
    said = [claim("title", "B", document="1"), claim("title", "A", document="2"), claim("title", "b", document="3")]
    assert choose("title", said)[0] == "B"


def test_a_document_counts_once_however_often_it_repeats_a_value() -> None:
    said = [claim("title", "A", document="1", place=f"card {n}") for n in range(3)]
    said += [claim("title", "B", document=document) for document in ("2", "3")]
    assert chosen("title", said) == ("B", ["A"])


@pytest.mark.parametrize(("limit", "value"), [(64, "SNOW"), (4, "SNOW"), (3, "Zed")])
def test_above_a_limit_only_equal_values_support_each_other(
    monkeypatch: pytest.MonkeyPatch, limit: int, value: str
) -> None:
    monkeypatch.setattr(choice, "MOST_COMPARED", limit)
    titles = ("Zed", "Zed", "Snow", "snow", "SNOW")
    said = [claim("title", title, document=str(n)) for n, title in enumerate(titles)]
    assert choose("title", said)[0] == value


@pytest.mark.parametrize(
    ("claims", "value", "lost"),
    [
        ([("May 2022", "page"), ("2022-05-20", "Open Graph")], "2022-05-20", []),
        ([("May 2022", "page"), ("2023-01-05", "Open Graph")], "2022-05", ["2023-01-05"]),
        ([("2022", "page"), ("May 2022", "JSON-LD"), ("2022-05-20", "Open Graph")], "2022-05-20", []),
        ([("2022", "page"), ("2022-05-20", "Open Graph"), ("2022-05-21", "JSON-LD")], "2022-05-21", ["2022-05-20"]),
        ([("2022", "page"), ("June 2021", "JSON-LD"), ("2022-05-20", "Open Graph")], "2022-05-20", ["June 2021"]),
        ([("May 2022", "page"), ("2022-05-20", "note 1")], "2022-05-20", []),
        ([("May 2022", "page"), ("2022-05-20", "PDF name")], "2022-05", []),
        ([("Spring 2014", "page"), ("May 2014", "Open Graph")], "2014-05", []),
        ([("2022-05-20", "page"), ("20 May 2022", "Open Graph")], "2022-05-20", []),
    ],
)
def test_a_date_becomes_as_precise_as_any_claim_that_agrees_with_it(
    claims: list[tuple[str, str]], value: str, lost: list[str]
) -> None:
    ranks = {"note 1": Rank.CITED, "PDF name": Rank.GUESSED}
    said = [claim("issued", text, ranks.get(origin, Rank.OWN), origin) for text, origin in claims]
    for order in (said, said[::-1]):
        assert chosen("issued", order) == (value, lost)


@pytest.mark.parametrize(
    ("dates", "value", "conflicts"),
    [
        (["May 2022", "May 20, 2022"], Date(2022, 5, 20), 0),
        (["March 14, 2023", "March 13, 2023"], Date(2023, 3, 13), 1),
        (["2022", "June 2022", "May 2022"], Date(2022, 5), 1),
    ],
)
def test_of_equal_claims_the_more_precise_date_is_chosen(dates: list[str], value: Date, conflicts: int) -> None:
    found, lost = choose("issued", [claim("issued", text, document=text) for text in dates])
    assert found == value
    assert len(lost) == conflicts


def test_the_month_in_the_name_of_a_pdf_is_in_conflict_with_nothing() -> None:
    claims = [claim("issued", "June 2022", Rank.GUESSED, "PDF name"), claim("issued", "2022")]
    assert choose("issued", claims) == (Date(2022), [])


def test_the_number_in_the_name_of_a_pdf_is_in_conflict() -> None:
    assert chosen("number", [claim("number", "776", Rank.GUESSED, "PDF name"), claim("number", "775")]) == (
        "775",
        ["776"],
    )


def test_only_some_variables_have_one_true_value() -> None:
    for variable in ("abstract", "publisher", "URL", "DOI", "editor"):
        said = [claim(variable, "https://x.org/a", document="1"), claim(variable, "https://x.org/b", document="2")]
        assert chosen(variable, said)[1] == [], variable


def test_the_byline_outranks_the_one_account_that_a_site_knows() -> None:
    said = [claim("author", "Ann Lee", origin="JSON-LD"), claim("author", "Bob Roe"), claim("author", "Ann Lee")]
    assert chosen("author", said) == ("Bob Roe; Ann Lee", [])
    assert chosen("author", [claim("author", "Cy Poe", origin="JSON-LD"), *said[1:]])[1] == ["Cy Poe"]


def test_a_longer_list_from_a_less_trusted_part_does_not_replace_the_byline() -> None:
    said = [claim("author", "Ann Lee")] + [claim("author", name, origin="JSON-LD") for name in ("Ann Lee", "Bo Kim")]
    assert chosen("author", said) == ("Ann Lee", [])


@pytest.mark.parametrize(
    ("first", "second", "value"),
    [
        ((Rank.OWN, "page", About()), (Rank.OWN, "page", About()), "Ann Lee; Bo Kim"),
        ((Rank.OWN, "page", About()), (Rank.OWN, "Open Graph", About()), "Ann Lee"),
        ((Rank.GUESSED, "page", About()), (Rank.OWN, "page", About()), "Bo Kim"),
        ((Rank.OWN, "page", About("cited", "card 1")), (Rank.OWN, "page", About("cited", "card 2")), "Ann Lee"),
    ],
    ids=["one source", "two origins", "two ranks", "two places"],
)
def test_names_of_one_source_are_one_list(
    first: tuple[Rank, str, About], second: tuple[Rank, str, About], value: str
) -> None:
    said = [Claim("author", name, *source) for name, source in (("Ann Lee", first), ("Bo Kim", second))]
    assert chosen("author", said)[0] == value


def test_a_list_has_no_blank_and_no_repeated_values() -> None:
    assert choose("keyword", [claim("keyword", text) for text in ("snow", " ", "ice", "snow")]) == (("snow", "ice"), [])


def test_a_conflict_names_the_authors_who_differ() -> None:
    said = [claim("author", name, document="1") for name in ("Ann Lee", "Bo Kim")]
    said += [claim("author", name, document="2") for name in ("Ann Lee", "Cy Poe")]
    _, (conflict,) = choose("author", said)
    assert (conflict.kept.text, conflict.lost.text) == ("Bo Kim", "Cy Poe")


def test_a_conflict_names_the_first_author_when_no_other_differs() -> None:
    said = [claim("author", name) for name in ("Ann Lee", "Bo Kim")]
    said += [claim("author", name, origin="JSON-LD") for name in ("A. Lee", "Ann Lee")]
    _, (conflict,) = choose("author", said)
    assert (conflict.kept.text, conflict.lost.text) == ("Bo Kim", "A. Lee")


@pytest.mark.parametrize(
    ("bylines", "value", "conflicts"),
    [
        (["Ann Lee", "Ann Lee; Bo Kim"], "Ann Lee; Bo Kim", 0),
        (["A. Lee; Bo Kim", "Ann Lee; Bo Kim"], "Ann Lee; Bo Kim", 0),
        (["Ann Lee; Bo Kim", "Bo Kim; Ann Lee"], "Ann Lee; Bo Kim", 0),
        (["Ann Lee", "Ann Lee; Cy Poe", "Ann Lee; Bo Kim"], "Ann Lee; Bo Kim", 1),
        (["Ann Lee; Cy Poe", "Bo Kim"], "Ann Lee; Cy Poe", 1),
    ],
)
def test_at_equal_weight_nobody_is_left_out(bylines: list[str], value: str, conflicts: int) -> None:
    for order in (bylines, bylines[::-1]):
        said = [claim("author", name, document=byline) for byline in order for name in byline.split("; ")]
        found, lost = choose("author", said)
        assert ("; ".join(map(str, found)), len(lost)) == (value, conflicts)


def test_a_losing_value_is_one_conflict_and_its_first_claim_stands_for_it() -> None:
    claims = [
        claim("number", number, document=str(n)) for n, number in enumerate(("775", "775", "775", "12", "12", "13"))
    ]
    value, lost = choose("number", claims)
    assert value == "775"
    assert [(one.variable, one.kept, one.lost) for one in lost] == [
        ("number", claims[0], claims[3]),
        ("number", claims[0], claims[5]),
    ]


@pytest.mark.parametrize(("variable", "value"), [("title", ""), ("issued", Date()), ("author", Name())])
def test_blank_claims_give_no_value(variable: str, value: object) -> None:
    blank = [claim(variable, text, document=document) for text, document in (("", "1"), (" ", "2"))]
    assert choose(variable, blank) == (value, [])
    assert choose(variable, blank[:1])[0] in (value, ())


def test_very_many_claims_take_little_time() -> None:
    same = [claim("title", f"Title {n % 100}", document=str(n % 101)) for n in range(20_000)]
    value, lost = choose("title", same)
    assert value == "Title 0"
    assert len(lost) == 99


ANN = '{"family": "Lee", "given": "Ann"}'


@pytest.mark.parametrize(
    ("variable", "text", "value"),
    [
        ("title", " Snow \u202e\nand  Ice", "Snow and Ice"),
        ("issued", "May 20, 2022", Date(2022, 5, 20)),
        ("event-date", '{"date-parts": [[2022, 5]]}', Date(2022, 5)),
        ("author", "Ann Lee", Name("Lee", "Ann")),
        ("editor", ANN, Name("Lee", "Ann")),
        ("type", "report", "report"),
        ("type", "memo", ""),
        ("affiliation", "Ann  Lee: Pitzer: College", Affiliation("Ann Lee", "Pitzer: College")),
        ("affiliation", "Ann Lee", None),
    ],
)
def test_the_text_of_a_claim_has_a_type(variable: str, text: str, value: object) -> None:
    assert interpret(variable, text) == value


@pytest.mark.parametrize(
    ("variable", "text", "words"),
    [
        ("author", ANN, "Ann Lee"),
        ("issued", '{"date-parts": [[2022, 5]]}', "2022-05"),
        ("issued", "May 2022", "May 2022"),
    ],
)
def test_people_see_a_claim_as_it_was_found_but_never_as_json(variable: str, text: str, words: str) -> None:
    assert in_words(claim(variable, text)) == words


@pytest.mark.parametrize(
    ("variable", "attribute"),
    [
        *((name, name) for name in ("id", "type", "author", "issued", "accessed", "keyword", "title", "notes")),
        *(("URL", "url"), ("publisher-place", "publisher_place"), ("pdf-name", "pdf_name"), ("pdf-url", "pdf_url")),
        *(("affiliation", "affiliations"), ("ISBN", ""), ("editor", ""), ("series", "")),
    ],
)
def test_a_variable_has_an_attribute_or_is_extra(variable: str, attribute: str) -> None:
    assert attribute_of(variable) == attribute


def test_a_record_has_the_values_of_its_claims_and_keeps_the_claims() -> None:
    claims = [
        claim("ISBN", "978"),
        claim("title", "Snow"),
        claim("title", "Ice", origin="Open Graph"),
        claim("editor", "Ann Lee"),
        claim("event-date", "May 2020"),
        claim("pdf-name", "Pepm775"),
        claim("volume", " "),
        claim("genre", ""),
    ]
    record = build(claims, untouched)
    assert (record.title, record.pdf_name, record.genre, record.type) == ("Snow", "Pepm775", "", "document")
    assert record.extra == (("ISBN", "978"), ("editor", (parse_name("Ann Lee"),)), ("event-date", Date(2020, 5)))
    assert record.claims == tuple(claims)
    assert [(one.kept.text, one.lost.text) for one in record.conflicts] == [("Snow", "Ice")]


@pytest.mark.parametrize("variable", ["series", "file-name", "numbering", DOUBT, FAULT])
def test_evidence_is_no_value(variable: str) -> None:
    record = build([claim("title", "Snow"), claim(variable, "pepm", document="a"), claim(variable, "pm")], untouched)
    assert (record.extra, record.conflicts) == ((), ())
    assert len(record.claims) == 3


@pytest.mark.parametrize(
    ("roles", "role"),
    [
        (("mentioned", "cited", "subject"), "subject"),
        (("mentioned", "cited"), "cited"),
        (("mentioned",), "mentioned"),
        ((), "subject"),
    ],
)
def test_a_record_has_the_closest_role_of_its_claims(roles: tuple[Role, ...], role: Role) -> None:
    claims = [Claim("title", "Snow", Rank.OWN, "page", About(one)) for one in roles]
    assert build(claims, untouched).role == role


def test_warnings_are_told_once_and_after_those_of_the_identity() -> None:
    doubts = [claim(DOUBT, text) for text in ("cut off", "no date", "cut off")]
    settled = build(doubts, lambda record: replace(record, doubts=("wrong number",)))
    assert settled.doubts == ("wrong number", "cut off", "no date")
    assert build([claim("title", "Snow")], lambda record: replace(record, doubts=("wrong number",))).doubts == (
        "wrong number",
    )


def test_the_identity_is_settled_from_all_values() -> None:
    seen: list[Record] = []

    def settle(record: Record) -> Record:
        seen.append(record)
        return replace(record, genre="Policy Memo")

    record = build([claim("title", "Snow"), claim("number", "775")], settle)
    assert [(one.title, one.number, len(one.claims)) for one in seen] == [("Snow", "775", 2)]
    assert record.genre == "Policy Memo"


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
def test_the_order_of_the_claims_decides_nothing(claims: list[Claim], random: Random) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)
    for variable in ("title", "issued", "number", "URL"):
        some = [[c for c in order if c.variable == variable] for order in (claims, shuffled)]
        assert choose(variable, some[0])[0] == choose(variable, some[1])[0]


DATED = st.lists(
    st.builds(
        claim,
        st.just("issued"),
        st.sampled_from(["2022", "2022-05", "2022-05-20", "2022-06", "2023-01-05", "Spring 2022", ""]),
        st.sampled_from(Rank),
        st.sampled_from(["page", "Open Graph", "note 1"]),
        st.sampled_from(["a", "b"]),
    ),
    min_size=1,
    max_size=6,
)


@given(DATED)
def test_a_date_is_never_made_up_and_agrees_with_the_heaviest_claim(claims: list[Claim]) -> None:
    value, conflicts = choose("issued", claims)
    dated = [one for one in claims if one.text]
    assert value in {interpret("issued", one.text) for one in dated} | ({Date()} if not dated else set())
    if dated:
        heaviest = max(map(choice.weight, dated))
        assert any(interpret("issued", c.text).agrees(value) for c in dated if choice.weight(c) == heaviest)
    for conflict in conflicts:
        assert not interpret("issued", conflict.lost.text).agrees(value)
        assert conflict.lost.rank > Rank.GUESSED


@given(st.lists(CLAIMS, max_size=12))
def test_no_claim_is_lost(claims: list[Claim]) -> None:
    records = reconcile(claims, untouched)
    kept = [c for record in records for c in record.claims]
    assert set(kept) == set(claims)
