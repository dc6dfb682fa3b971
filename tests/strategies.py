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
from ponarscite.record.name import OTHERS, PARTICLES, Name, is_others
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


PEOPLE = (
    Name("García de la Torre", "Ana"),
    Name("Vogel", "Sasha", "de"),
    Name("Humboldt", "Alexander", dropping_particle="von"),
    Name("La Fontaine", "Jean", dropping_particle="de"),
    Name("van den Berg", "Jan"),
    Name("Van den Berg", "Jan"),
    Name("Gogh", "Vincent", "van"),
    Name("Hond", "Ana", "'t"),
    Name("King", "Martin Luther", suffix="Jr."),
    Name("Gates", "Henry", suffix="III"),
    Name("Vogel", "Sasha", "de", suffix="Jr."),
    Name("O’Neill", "Jean-Paul"),
    Name("Brinch Hansen", "Per"),
    Name("Aktürk", "Şener"),
    Name("hooks", "bell"),
    Name("Zhang", "Wei 张伟"),
    Name("张", "伟"),
    Name("Лев", "Толстой"),
    Name("Doe", "J. R."),
    Name(literal="World Bank"),
    Name(literal="Barnes and Noble"),
    Name(literal="Simon & Schuster, Inc."),
    Name(literal="Ministry of Rivers, Lakes and Seas"),
    Name(literal="Plato"),
)
"""Names of every kind."""

PIECES = (
    "Lutra",
    "of the",
    "in vitro",
    "NATO",
    "iPhone",
    "№ 7",
    "1999–2004",
    "O’Neill",
    "“so”",
    "ўзбек",
    "中国",
    "& % # _",
    "$5",
    "a < b > c",
    "~ ^ \\ |",
    "e\u0301",
    "C#",
    "{x}",
    "[y]",
    "*z*",
    "<i>Lutra lutra</i>",
    "<b>bold</b>",
    "H<sub>2</sub>O",
    "10<sup>-3</sup>",
    '<span style="font-variant:small-caps;">Nato</span>',
    '<span class="nocase">iPad</span>',
    "<i>in <b>vivo</b></i>",
    "$\\alpha$",
)
"""Words, signs and rich text of titles."""


@cache
def titles() -> st.SearchStrategy[str]:
    """A text of a few words, some of them with a look of their own."""
    return st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map(" ".join).map(clean)


@cache
def people() -> st.SearchStrategy[tuple[Name, ...]]:
    """Some names, perhaps with the mark of others behind them."""
    some = st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True).map(tuple)
    return st.builds(lambda names, others: (*names, OTHERS) if others else names, some, st.booleans())


@cache
def known_dates() -> st.SearchStrategy[Date]:
    """A date of the kinds of EDTF, a season, a range, words beside a year, or words."""
    texts = (
        "2014 2014-05 2014-05-20 2014-21 2014-24 2018-07/2018-08 1999-05-01/2000-01-03 2013-05-23/2013-05-27 "
        "2013-05-30/2013-06-02 1999/2004 1999/.. ../2004 ../2004-06 -0043 -0099/-0043 1999~ 2004-06~ 1984? 2014-22? "
        "2014-22% 199X 19XX 1984~/1990 2014-21/2014-22 0099"
    ).split()
    beside = st.builds(Date, st.integers(1000, 2999), literal=st.sampled_from(("Easter", "Michaelmas term")))
    words = st.sampled_from(("forthcoming", "in press", "n.d.")).map(lambda text: Date(literal=text))
    return st.one_of(st.sampled_from(texts).map(known_date), beside, words)


VALUES: Mapping[str, st.SearchStrategy[Extra]] = {
    "volume": st.sampled_from(("7", "XII", "2–3")),
    "issue": st.sampled_from(("4", "1-2", "S1")),
    "page": st.sampled_from(("1-9", "113–127", "e0123", "S1-S9", "iv", "5-7, 9")),
    "edition": st.sampled_from(("2", "2nd revised", "Third")),
    "ISBN": st.just("978-0-684-14825-0"),
    "ISSN": st.just("1234-5678"),
    "number-of-pages": st.just("240"),
    "number-of-volumes": st.just("3"),
    "chapter-number": st.just("5"),
    "collection-number": st.just("12"),
    "section": st.just("B"),
    "version": st.just("1.0.2"),
    "status": st.sampled_from(("in press", "Accepted")),
    "medium": st.just("CD"),
    "call-number": st.just("DK 1.5"),
    "archive": st.just("State Archive"),
    "archive_location": st.just("Box 3"),
    "authority": st.just("Supreme Court"),
    "event-title": titles(),
    "event-place": st.just("Tartu"),
    "event-date": known_dates(),
    "original-date": known_dates(),
    "original-title": titles(),
    "title-short": titles(),
    "container-title-short": st.just("J. Riv."),
    "volume-title": titles(),
    "annote": titles(),
    "references": titles(),
    "jurisdiction": st.just("EE"),
    **{role: people() for role in sorted(NAMES - {"author"})},
}
"""CSL variable without an attribute of its own -> its values."""


@cache
def works() -> st.SearchStrategy[Record]:
    """A work with rich text, and with names and dates of every kind."""
    some = st.lists(st.sampled_from(sorted(VALUES)), max_size=8, unique=True)
    extra = some.flatmap(lambda names: st.fixed_dictionaries({name: VALUES[name] for name in names}))
    maybe = st.one_of(st.just(""), titles())
    return st.builds(
        Record,
        id=st.sampled_from(("key", "DBLP:journals/x", "nordström1992", "a-b_c.d")),
        type=_one_of(TYPES),
        title=titles(),
        author=st.one_of(st.just(()), people()),
        issued=st.one_of(st.just(Date()), known_dates()),
        accessed=st.one_of(st.just(Date()), st.just(Date(2024, 5, 20))),
        genre=st.sampled_from(("", "Policy Memo", "A <i>new</i> kind", "Kind & sort")),
        number=st.sampled_from(("", "", "7", "A-12")),
        publisher=maybe,
        publisher_place=maybe,
        container_title=maybe,
        collection_title=maybe,
        url=st.sampled_from(("", "https://example.org/a_b%20c?d=1&e=~f#g")),
        doi=st.sampled_from(("", "10.1000/(SICI)<1>a_b")),
        abstract=maybe,
        keyword=st.sampled_from(((), ("snow", "ice & fire"))),
        language=st.sampled_from(("", "en-US", "de", "uk")),
        note=maybe,
        extra=extra.map(_sorted),
    )
