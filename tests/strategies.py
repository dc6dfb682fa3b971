"""Hypothesis strategies for the values that everything meets in. Texts are in the normal form that records keep."""

from __future__ import annotations

from hypothesis import strategies as st

from ponarscite.formats.bibtex.fields import LANGUAGES
from ponarscite.record.date import Date, checked, parse_date
from ponarscite.record.item import DATES, NAMES, STRINGS, TYPES
from ponarscite.record.name import PARTICLES, Name
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


def texts(max_size: int = 40) -> st.SearchStrategy[str]:
    """Any Unicode, thick with what formats give a meaning to; may be blank."""
    characters = st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(SPECIAL))
    pieces = st.one_of(st.text(characters, max_size=12), st.sampled_from(WORDS))
    return st.lists(pieces, max_size=6).map(lambda parts: clean(" ".join(parts))[:max_size]).map(clean)


def filled(max_size: int = 40) -> st.SearchStrategy[str]:
    """A text that is not blank."""
    return texts(max_size).filter(bool)


@st.composite
def names(draw: st.DrawFn) -> Name:
    """A person with a family name, or an institution."""
    if draw(st.booleans()):
        return Name(literal=draw(filled()))
    given = draw(texts(20))
    return Name(
        family=draw(
            st.one_of(filled(20), st.sampled_from(("De Spiegeleire", "hooks", "Ibn al Rashid", "Gould-Davies")))
        ),
        given=given,
        non_dropping_particle=draw(st.sampled_from(("", "", "", *sorted(PARTICLES)))),
        suffix=draw(st.sampled_from(("", "", "Jr.", "III"))) if given else "",
    )


@st.composite
def dates(draw: st.DrawFn) -> Date:
    """A date of any precision, in words, or none."""
    if draw(st.booleans()):
        literal = draw(st.one_of(texts(30), st.sampled_from(("Spring 2014", "Winter 1999", "n.d.", "forthcoming"))))
        return Date(literal=literal) if not parse_date(literal).parts else Date()
    year = draw(st.integers(1, 9999))
    month = draw(st.one_of(st.none(), st.integers(1, 12)))
    day = draw(st.one_of(st.none(), st.integers(1, 31))) if month else None
    return checked(year, month, day) or Date(year, month)


def addresses() -> st.SearchStrategy[str]:
    """An http(s) address with a path of any characters that need no encoding, or none."""
    paths = st.text("abcXYZ019-._~%&#?=+,;:@/!$'()*", max_size=30)
    return st.one_of(st.just(""), paths.map(lambda path: f"https://ponarseurasia.org/{path}"))


def keywords() -> st.SearchStrategy[tuple[str, ...]]:
    """Keywords without the signs that separate keywords in CSL-JSON."""
    word = filled(20).map(lambda text: clean(text.replace(",", "").replace(";", ""))).filter(bool)
    return st.lists(word, max_size=3).map(tuple)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record of any type with any of the variables of CSL; without identity, role and claims."""
    extra: dict[str, Extra] = {
        **draw(st.dictionaries(st.sampled_from(sorted(STRINGS)), filled(20), max_size=4)),
        **draw(
            st.dictionaries(st.sampled_from(sorted(DATES - {"issued", "accessed"})), dates().filter(bool), max_size=1)
        ),
        **draw(
            st.dictionaries(
                st.sampled_from(sorted(NAMES - {"author"})),
                st.lists(names(), min_size=1, max_size=2).map(tuple),
                max_size=2,
            )
        ),
    }
    return Record(
        id=draw(st.from_regex(r"[A-Za-z0-9_:.-]{1,12}", fullmatch=True)),
        type=draw(st.sampled_from(sorted(TYPES))),
        title=draw(texts(80)),
        author=tuple(draw(st.lists(names(), max_size=3))),
        issued=draw(dates()),
        accessed=draw(dates()),
        genre=draw(texts(20)),
        number=draw(texts(5)),
        publisher=draw(texts(20)),
        publisher_place=draw(texts(20)),
        container_title=draw(texts(20)),
        collection_title=draw(texts(20)),
        url=draw(addresses()),
        doi=draw(st.one_of(st.just(""), st.from_regex(r"10\.[0-9]{4}/[A-Za-z0-9<>();:._-]{1,12}", fullmatch=True))),
        abstract=draw(texts(80)),
        keyword=draw(keywords()),
        language=draw(st.one_of(st.sampled_from(["", *LANGUAGES]), texts(5))),
        note=draw(texts(20)),
        extra=tuple(sorted(extra.items(), key=lambda pair: pair[0])),
    )
