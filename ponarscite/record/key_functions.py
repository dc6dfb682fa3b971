"""Functions of key patterns: each takes a text from a record.

Names give texts without spaces. Letters keep their case, which filters can change.

Source: Better BibTeX for Zotero, "Citation Keys", functions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ponarscite.record.key_filters import capitalized, plain, significant
from ponarscite.record.name import Name
from ponarscite.record.record import Record

_CREATORS = ("editor", "host", "director", "organizer", "guest")
"""The variables that replace `author` in a record without authors, in this order."""


def _people(record: Record) -> tuple[Name, ...]:
    extra = dict(record.extra)
    creators = (extra.get(variable) for variable in _CREATORS)
    return record.author or next((names for names in creators if isinstance(names, tuple)), ())


def _families(record: Record) -> list[str]:
    """The family names with their particles, each as one ASCII word."""
    return [word for word in (plain(name.sort).replace(" ", "") for name in _people(record)) if word]


def auth(record: Record, n: int = 0, m: int = 1) -> str:
    """The family name of the m-th author, or its first n letters; "" when there are fewer authors."""
    names = _families(record)
    return names[m - 1][: n or None] if 0 < m <= len(names) else ""


def author_last(record: Record) -> str:
    """The family name of the last author."""
    return "".join(_families(record)[-1:])


def authors(record: Record, n: int = 0, etal: str = "", sep: str = "") -> str:
    """The family names of the first n authors (0 for all), with *sep* between them; *etal* replaces the others."""
    names = _families(record)
    left_out = [etal] if etal and 0 < n < len(names) else []
    return sep.join((*names[: n or None], *left_out))


def auth_et_al(record: Record) -> str:
    """The family names of one or two authors; of more, the first with "EtAl"."""
    return authors(record, 1, "EtAl") if len(_families(record)) > 2 else authors(record)


def auth_et_al_2(record: Record) -> str:
    """The family names of one or two authors with a dot between them; of more, the first with ".etal"."""
    return authors(record, 1, "etal", ".") if len(_families(record)) > 2 else authors(record, sep=".")


def authors_alpha(record: Record) -> str:
    """Three letters of one author; the initials of two to four authors; of more, the initials of the first three.

    The last case has a "+" in alphabetic styles, which keys cannot have.
    """
    names = _families(record)
    return names[0][:3] if len(names) == 1 else "".join(name[0] for name in names[: 4 if len(names) < 5 else 3])


def given_initial(record: Record) -> str:
    """The initial of the first author's given name."""
    return "".join(plain(name.given)[:1] for name in _people(record)[:1])


def year(record: Record) -> str:
    """The year of publication, also when it is given in words ("Spring 2014"); "" when unknown."""
    return str(record.issued.year_named or "")


def short_year(record: Record) -> str:
    """The last two digits of the year."""
    return year(record)[-2:]


def month(record: Record) -> str:
    """The month as a number without zero: "7"."""
    return str(record.issued.month or "")


def day(record: Record) -> str:
    """The day of the month without zero: "20"."""
    return str(record.issued.day or "")


def title(record: Record) -> str:
    """The words of the title without stop words, each with a capital, joined."""
    return "".join(map(capitalized, significant(record.title)))


def short_title(record: Record, n: int = 3, m: int = 0) -> str:
    """The first n words of the title that are no stop words, joined; the first m get a capital."""
    return "".join(capitalized(word) if i < m else word for i, word in enumerate(significant(record.title)[:n]))


def very_short_title(record: Record, n: int = 1, m: int = 0) -> str:
    """As `short_title`, with one word by default."""
    return short_title(record, n, m)


def raw_title(record: Record) -> str:
    """The title with its spaces, for filters that work on words."""
    return record.title


def number(record: Record) -> str:
    """The number of a report or memo."""
    return plain(record.number).replace(" ", "")


def series(record: Record) -> str:
    """The id of the series, "pepm"; "" for a record without series and number."""
    return record.identity.value[0] if record.identity.kind == "number" else ""


def genre(record: Record) -> str:
    """The genre with its spaces: "Policy Memo"."""
    return record.genre


def item_type(record: Record) -> str:
    """The item type of CSL: "report"."""
    return record.type


def journal(record: Record) -> str:
    """The container title with its spaces: a journal, a newspaper, a podcast."""
    return record.container_title


def keyword(record: Record, n: int = 1) -> str:
    """The n-th keyword with its spaces; "" when there are fewer."""
    return record.keyword[n - 1] if 0 < n <= len(record.keyword) else ""


def language(record: Record) -> str:
    """The language code: "en"."""
    return record.language


FUNCTIONS: Mapping[str, Callable[..., str]] = {
    "auth": auth,
    "authorLast": author_last,
    "authors": authors,
    "authEtAl": auth_et_al,
    "authEtal2": auth_et_al_2,
    "authorsAlpha": authors_alpha,
    "authForeIni": given_initial,
    "year": year,
    "shortyear": short_year,
    "month": month,
    "day": day,
    "title": title,
    "shorttitle": short_title,
    "veryshorttitle": very_short_title,
    "Title": raw_title,
    "number": number,
    "series": series,
    "genre": genre,
    "type": item_type,
    "journal": journal,
    "keyword": keyword,
    "language": language,
}
"""Name of a function in a pattern -> function."""
