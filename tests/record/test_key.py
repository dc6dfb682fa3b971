"""Citation keys that are made, kept and told apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.errors import MisuseError
from ponarscite.record.date import Date
from ponarscite.record.key import (
    KeyChanges,
    ascii_word,
    check_scheme,
    citation_key,
    is_key,
    key_target,
    make_key,
    significant_word,
    suffix,
    with_keys,
    written_keys,
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


def test_the_case_of_letters_makes_a_key_of_ones_own_distinct() -> None:
    some = [Record(id="Doe"), Record(id="doe"), Record(id="DOE"), Record(title="Doe"), Record(id="doe")]
    assert [record.id for record in with_keys(some)] == ["Doe", "doe", "DOE", "doea", "doeb"]


@given(st.lists(st.builds(Record, id=st.sampled_from(["", "a", "aA", "Ab", "a b"]), title=st.text(max_size=8))))
def test_keys_are_allowed_and_distinct(records: list[Record]) -> None:
    keys = [record.id for record in with_keys(records)]
    assert len(set(keys)) == len(records)
    assert all(map(is_key, keys))
    assert len({key.lower() for key in written("bibtex", keys)}) == len(records)


@pytest.mark.parametrize("scheme", ["number", "author-year", "auth.lower + year"])
def test_a_scheme_is_checked_before_there_are_records(scheme: str) -> None:
    check_scheme(scheme)
    with pytest.raises(MisuseError):
        check_scheme(f"{scheme} nonsense")


@pytest.mark.parametrize(
    "key",
    [
        "aZ09_:.-",
        "DBLP:journals/corr/abs-1706-03762",
        "10.1145/3292500.3330701",
        "nordström1992",
        "河流2020",
        "smith+jones'&*(2017)",
        "a b",
        "http://zotero.org/users/1/items/ABCD2345",
        "x" * 500,
        "^^5cinput",
    ],
)
def test_a_key_may_have_any_sign(key: str) -> None:
    assert is_key(key)
    assert citation_key(Record(id=key)) == key


@pytest.mark.parametrize("key", ["", " ", " a", "a\n", "a\tb", "a\x00", "a\u202eb", "a\u2028", "\ud800", "x" * 501])
def test_other_texts_are_no_key(key: str) -> None:
    assert not is_key(key)
    assert citation_key(replace(LIMITS, id=key)) == "pepm775"


def written(target: str, keys: list[str], changes: KeyChanges | None = None) -> list[str]:
    return [record.id for record in written_keys([Record(id=key) for key in keys], target, changes)]


@pytest.mark.parametrize("target", ["bibtex", "biblatex", "latex"])
def test_signs_that_break_a_tex_file_become_a_low_line(target: str) -> None:
    assert key_target("a b,{c}(d)'\"#%~=^\\\u00a0e", target) == "a_b__c__d__________e"
    assert key_target("DBLP:journals/x+ü&*河[1]@!", target) == "DBLP:journals/x+ü&*河[1]@!"


def test_other_targets_take_a_key_as_it_is() -> None:
    assert key_target("a b{c}", "ris") == key_target("a b{c}", "csl-json") == "a b{c}"
    assert key_target("a b", "html") == "a_b"


def test_keys_that_agree_in_an_output_are_numbered() -> None:
    changes = KeyChanges()
    assert written("biblatex", ["a b", "a,b", "a_b", "a_b-2", "c"], changes) == [
        "a_b",
        "a_b-2",
        "a_b-3",
        "a_b-2-2",
        "c",
    ]
    assert str(changes) == "a b → a_b, a,b → a_b-2, a_b → a_b-3 and 1 more"
    assert written("ris", ["a b", "a_b"]) == ["a b", "a_b"]


def test_bibtex_takes_keys_that_differ_in_case_for_one() -> None:
    assert written("bibtex", ["Doe", "doe"]) == ["Doe", "doe-2"]
    assert written("biblatex", ["Doe", "doe"]) == ["Doe", "doe"]


def test_nothing_is_told_of_keys_that_stay() -> None:
    changes = KeyChanges()
    assert written("bibtex", ["a", "b"], changes) == ["a", "b"]
    assert not changes.count
    assert str(changes) == ""


def test_a_key_that_is_taken_is_told() -> None:
    changes = KeyChanges()
    keys = [
        record.id for record in with_keys([Record(id="talk"), Record(id="talk"), Record(title="Talk")], changes=changes)
    ]
    assert keys == ["talk", "talka", "talkb"]
    assert str(changes) == "talk → talka"


@given(st.lists(st.text(max_size=6).filter(is_key), unique=True, max_size=8), st.sampled_from(["bibtex", "biblatex"]))
def test_written_keys_stay_apart_and_inert(keys: list[str], target: str) -> None:
    found = written(target, keys)
    assert len(set(found)) == len(keys)
    assert not any(set(key) & set(" ,{}()'\"#%~=^\\") for key in found)
    assert [key_target(key, target) for key in found] == found


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
    assert [record.id for record in with_keys(some)] == ["doe", "doea", "doeb", "doec", "Doe", "doeaa"]


def test_a_record_that_has_its_key_is_passed_on_as_it_is() -> None:
    record = Record(id="doe")
    assert next(with_keys([record])) is record


@pytest.mark.parametrize("scheme", ["number", "author-year", "auth.lower + year + title", "title + title"])
def test_a_made_key_is_bounded(scheme: str) -> None:
    record = Record(title="x" * 100_000, author=parse_names("Ann " + "y" * 5_000), issued=Date(2020))
    assert len(make_key(record, scheme)) <= (1000 if "+" in scheme else 200)
