"""Hypothesis strategies for records and their parts. Texts are in the normal form that records keep.

Each strategy is built once and cached: building one for every draw takes most of the time of a test.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from hypothesis import strategies as st

from ponarscite.formats.bibtex.fields import LANGUAGES
from ponarscite.record.date import Date, checked, known_date
from ponarscite.record.item import DATES, NAMES, STRINGS, TYPES
from ponarscite.record.name import PARTICLES, Name, is_others
from ponarscite.record.record import Extra, Record
from ponarscite.record.text import clean

SPECIAL = "&%$#_{}~^\\<>\"'`-,;=@|()[]!?.:/“”‘’«»–—№ѢўІé\n\t\u00a0\u202e\u2028\u200d\x00"
WORDS = (
    "and",
    "de",
    "Van",
    "USSR",
    "Kazakhstan’s",
    "McFaul",
    "\\write18",
    "% @book{",
    "ER  - ",
    "TY  - BOOK",
    "others",
    "{x}",
    "--",
)


@cache
def texts(max_size: int = 40) -> st.SearchStrategy[str]:
    """Any Unicode with many characters that have a meaning in some format; may be blank."""
    characters = st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(SPECIAL))
    pieces = st.one_of(st.text(characters, max_size=12), st.sampled_from(WORDS))
    return st.lists(pieces, max_size=6).map(lambda parts: clean(" ".join(parts))[:max_size]).map(clean)


@cache
def filled(max_size: int = 40) -> st.SearchStrategy[str]:
    """A text that is not blank."""
    return texts(max_size).filter(bool)


def _person(family: str, given: str, particle: str, suffix: str) -> Name:
    return Name(family, given, particle, suffix=suffix if given else "")


@cache
def names() -> st.SearchStrategy[Name]:
    """A person with a family name, or an institution; not the mark of others."""
    families = st.one_of(filled(20), st.sampled_from(("De Spiegeleire", "hooks", "Ibn al Rashid", "Gould-Davies")))
    particles = st.sampled_from(("", "", "", *sorted(PARTICLES)))
    persons = st.builds(_person, families, texts(20), particles, st.sampled_from(("", "", "Jr.", "III")))
    institutions = st.builds(Name, literal=filled()).filter(lambda name: not is_others(name.literal))
    return st.one_of(institutions, persons)


def _in_words(text: str) -> Date:
    date = known_date(text)
    return date if date.literal and not date.parts else Date()


def _in_numbers(year: int, month: int | None, day: int | None) -> Date:
    return checked(year, month, day if month else None) or Date(year, month)


PRECISE = (
    "2014-21 2018-07/2018-08 1999-05-01/2000-01-03 2013-05-23/2013-05-27 1999/.. ../2004-06 -0043 -0099/-0043".split()
)
"""Dates in EDTF that are no single day, month or year."""

DOUBTED = "1999~ 2004-06~ 1984? 2014-22% 199X 19XX 1984~/1990".split()
"""Dates in EDTF of which most formats can say less."""


@cache
def dates() -> st.SearchStrategy[Date]:
    """A date of any precision, in words, or none."""
    words = st.one_of(texts(30), st.sampled_from(("n.d.", "forthcoming")))
    months, days = (st.one_of(st.none(), st.integers(1, last)) for last in (12, 31))
    return st.one_of(words.map(_in_words), st.builds(_in_numbers, st.integers(1, 9999), months, days))


@cache
def any_dates() -> st.SearchStrategy[Date]:
    """A date of any kind: also ranges, seasons, years before 1, doubt, and words beside a year."""
    beside = st.builds(Date, st.integers(1000, 2999), literal=st.sampled_from(("Easter", "unknown", "13")))
    return st.one_of(dates(), st.sampled_from(PRECISE + DOUBTED).map(known_date), beside)


@cache
def addresses() -> st.SearchStrategy[str]:
    """An http(s) address with a path of any characters that need no encoding, or none."""
    paths = st.text("abcXYZ019-._~%&#?=+,;:@/!$'()*", max_size=30)
    return st.one_of(st.just(""), paths.map(lambda path: f"https://ponarseurasia.org/{path}"))


@cache
def keywords() -> st.SearchStrategy[tuple[str, ...]]:
    """Keywords without the characters that separate keywords in CSL-JSON."""
    word = filled(20).map(lambda text: clean(text.replace(",", "").replace(";", ""))).filter(bool)
    return st.lists(word, max_size=3).map(tuple)


def _one_of(variables: Iterable[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(variables))


def _sorted(*some: Mapping[str, Extra]) -> tuple[tuple[str, Extra], ...]:
    return tuple(sorted((pair for one in some for pair in one.items()), key=lambda pair: pair[0]))


@cache
def extras() -> st.SearchStrategy[tuple[tuple[str, Extra], ...]]:
    """Variables of CSL that a record has no attribute for."""
    people = st.lists(names(), min_size=1, max_size=2).map(tuple)
    return st.builds(
        _sorted,
        st.dictionaries(_one_of(STRINGS), filled(20), max_size=4),
        st.dictionaries(_one_of(DATES - {"issued", "accessed"}), dates().filter(bool), max_size=1),
        st.dictionaries(_one_of(NAMES - {"author"}), people, max_size=2),
    )


@cache
def records() -> st.SearchStrategy[Record]:
    """A record of any type with any of the variables of CSL; without identity, role and claims."""
    return st.builds(
        Record,
        id=st.from_regex(r"[A-Za-z0-9_:.-]{1,12}", fullmatch=True),
        type=_one_of(TYPES),
        title=texts(80),
        author=st.lists(names(), max_size=3).map(tuple),
        issued=dates(),
        accessed=dates(),
        genre=texts(20),
        number=texts(5),
        publisher=texts(20),
        publisher_place=texts(20),
        container_title=texts(20),
        collection_title=texts(20),
        url=addresses(),
        doi=st.one_of(st.just(""), st.from_regex(r"10\.[0-9]{4}/[A-Za-z0-9<>();:._-]{1,12}", fullmatch=True)),
        abstract=texts(80),
        keyword=keywords(),
        language=st.one_of(st.sampled_from(["", *LANGUAGES]), texts(5)),
        note=texts(20),
        extra=extras(),
    )
