"""Citation keys that are made, kept and told apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.errors import MisuseError
from ponarscite.record.date import Date
from ponarscite.record.key import (
    ascii_word,
    check_scheme,
    citation_key,
    is_key,
    make_key,
    significant_word,
    suffix,
    with_keys,
)
from ponarscite.record.name import parse_names
from ponarscite.record.record import Identity, Record

LIMITS = Record(
    title="The Limits of Authoritarian Learning",
    author=parse_names("Azamat Junisbai"),
    issued=Date(2022, 5, 20),
    number="775",
    identity=Identity("number", ("pepm", "775")),
)


@pytest.mark.parametrize(
    ("record", "scheme", "key"),
    [
        (LIMITS, "number", "pepm775"),
        (LIMITS, "author-year", "junisbai2022limits"),
        (replace(LIMITS, identity=Identity("ambiguous", ())), "number", "junisbai2022limits"),
        (replace(LIMITS, author=parse_names("Şener Aktürk")), "author-year", "akturk2022limits"),
        (replace(LIMITS, author=parse_names("Sasha de Vogel")), "author-year", "devogel2022limits"),
        (Record(title="Ўзбекистон", author=parse_names("Азамат Жунисбай")), "number", "zhunisbayuzbekiston"),
        (Record(title="Talk", container_title="PONARS Eurasia Podcast"), "number", "ponarstalk"),
        (Record(title="The Fall", container_title="The Diplomat"), "number", "diplomatfall"),
        (Record(title="“The Fall” of It"), "number", "fall"),
        (Record(title="О войне и мире"), "number", "voyne"),
        (Record(), "number", "untitled"),
        (Record(title="???"), "number", "untitled"),
    ],
)
def test_make_key(record: Record, scheme: str, key: str) -> None:
    assert make_key(record, scheme) == key


GOLDEN = """
Лев Щедрин | О войне и мире в Хрущёвке | 2014 | shchedrin2014voyne
Ґалаґан Єва | Їжак у тумані | 2019 | ieva2019izhak
Қасым-Жомарт Тоқаев | Әділетті Қазақстан | 2022 | toqaev2022adiletti
Şener Aktürk | Öğrenciler ve İktidar | 2016 | akturk2016ogrenciler
Łukasz Žižek | Straße nach Ørsted | 2011 | zizek2011strasse
John O’Loughlin | “The Near Abroad” Again | 2013 | oloughlin2013near
Stephan De Spiegeleire | Black Swans | 2015 | despiegeleire2015black
PONARS Eurasia | The Lighthouse | 2022 | ponarseurasia2022lighthouse
"""


@pytest.mark.parametrize("row", GOLDEN.strip().splitlines())
def test_keys_stay_what_they_are(row: str) -> None:
    author, title, year, key = row.split(" | ")
    record = Record(title=title, author=parse_names(author), issued=Date(int(year)))
    assert make_key(record) == key


def test_the_first_holder_keeps_its_bare_key() -> None:
    keys = [record.id for record in with_keys([Record(title="Talk")] * 28)]
    assert keys[:3] == ["talk", "talka", "talkb"]
    assert keys[-2:] == ["talkz", "talkaa"]


def test_a_key_that_a_record_brings_is_kept() -> None:
    kept = list(with_keys([replace(LIMITS, id="mine"), replace(LIMITS, id="mine"), LIMITS]))
    assert [record.id for record in kept] == ["mine", "minea", "pepm775"]
    assert [record.id for record in with_keys(kept, "author-year")] == [
        "junisbai2022limits",
        "junisbai2022limitsa",
        "junisbai2022limitsb",
    ]


def test_keys_that_bibtex_takes_for_one_are_told_apart() -> None:
    assert [record.id for record in with_keys([Record(id=key) for key in ("Doe", "doe", "d oe")])] == [
        "Doe",
        "doea",
        "doeb",
    ]


@given(st.lists(st.builds(Record, id=st.sampled_from(["", "a", "aA", "Ab", "a b"]), title=st.text(max_size=8))))
def test_keys_are_allowed_and_distinct(records: list[Record]) -> None:
    keys = [record.id for record in with_keys(records)]
    assert len({key.lower() for key in keys}) == len(records)
    assert all(map(is_key, keys))


@pytest.mark.parametrize("scheme", ["number", "author-year", "auth.lower + year"])
def test_a_scheme_is_checked_before_there_are_records(scheme: str) -> None:
    check_scheme(scheme)
    with pytest.raises(MisuseError):
        check_scheme(f"{scheme} nonsense")


@pytest.mark.parametrize(
    ("text", "is_allowed"),
    [("aZ09_:.-", True), ("a b", False), ("é", False), ("a,b", False), ("a\n", False), ("", False)],
)
def test_a_key_has_letters_digits_and_a_few_signs(text: str, is_allowed: bool) -> None:
    assert is_key(text) is is_allowed


@pytest.mark.parametrize(
    ("record", "key"),
    [
        (replace(LIMITS, id="My:Key-1"), "My:Key-1"),
        (replace(LIMITS, id="a b{c}é"), "abc"),
        (replace(LIMITS, id="«»"), "pepm775"),
        (LIMITS, "pepm775"),
    ],
)
def test_the_key_of_a_record_is_its_own_without_other_signs(record: Record, key: str) -> None:
    assert citation_key(record) == key


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("The Limits of It", "limits"),
        ("“О войне” и", "voyne"),
        ("— 2022 —", "2022"),
        ("of the", ""),
        ("«» !", ""),
        ("", ""),
    ],
)
def test_the_first_word_that_is_no_stop_word(title: str, word: str) -> None:
    assert significant_word(title) == word


def test_a_text_is_one_ascii_word() -> None:
    assert ascii_word("Şener Aktürk’s 2nd!") == "senerakturks2nd"


def test_suffixes_go_on_after_z() -> None:
    assert [suffix(n) for n in (0, 1, 25, 26, 27, 51, 52, 701, 702)] == "a b z aa ab az ba zz aaa".split()


def test_a_suffix_that_another_record_brings_is_left_out() -> None:
    some = [Record(id=key) for key in ("doe", "doea", "doe", "doe", "Doe", "doea")]
    assert [record.id for record in with_keys(some)] == ["doe", "doea", "doeb", "doec", "Doed", "doeaa"]


def test_a_record_that_has_its_key_is_passed_on_as_it_is() -> None:
    record = Record(id="doe")
    assert next(with_keys([record])) is record
