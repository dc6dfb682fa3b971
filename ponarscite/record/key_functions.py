"""What a pattern of keys can take from a record: function name -> record and arguments -> text with its capitals.

Source: Better BibTeX for Zotero, "Citation Keys", functions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ponarscite.record.key_filters import capitalized, plain, significant
from ponarscite.record.name import Name
from ponarscite.record.record import Record

_MAKERS = ("editor", "host", "director", "organizer", "guest")
"""Whose names stand in for authors, where there are none."""


def _people(record: Record) -> tuple[Name, ...]:
    others = dict(record.extra)
    makers = (others.get(variable) for variable in _MAKERS)
    return record.author or next((names for names in makers if isinstance(names, tuple)), ())


def _families(record: Record) -> list[str]:
    """The family names, particles and all, each as one word."""
    return [word for word in (plain(name.sort).replace(" ", "") for name in _people(record)) if word]


def auth(record: Record, n: int = 0, m: int = 1) -> str:
    """The family name of the m-th author; its first n letters, or all."""
    names = _families(record)
    return names[m - 1][: n or None] if 0 < m <= len(names) else ""


def author_last(record: Record) -> str:
    """The family name of the last author."""
    return "".join(_families(record)[-1:])


def authors(record: Record, n: int = 0, etal: str = "", sep: str = "") -> str:
    """The family names of the first n authors, or of all; *etal* stands for those left out."""
    names = _families(record)
    left_out = [etal] if etal and 0 < n < len(names) else []
    return sep.join((*names[: n or None], *left_out))


def auth_et_al(record: Record) -> str:
    """One author, both of two, or the first with "EtAl"."""
    return authors(record, 1, "EtAl") if len(_families(record)) > 2 else authors(record)


def auth_et_al_2(record: Record) -> str:
    """One author, both of two with a dot between them, or the first with ".etal"."""
    return authors(record, 1, "etal", ".") if len(_families(record)) > 2 else authors(record, sep=".")


def authors_alpha(record: Record) -> str:
    """Three letters of one author, the first letters of up to four, or of three with "+", which keys have not."""
    names = _families(record)
    return names[0][:3] if len(names) == 1 else "".join(name[0] for name in names[: 4 if len(names) < 5 else 3])


def given_initial(record: Record) -> str:
    """The first letter of the first author's given name."""
    return "".join(plain(name.given)[:1] for name in _people(record)[:1])


def year(record: Record) -> str:
    """The year of publication, also the one in words that name just one."""
    return str(record.issued.year_named or "")


def short_year(record: Record) -> str:
    """Its last two digits."""
    return year(record)[-2:]


def month(record: Record) -> str:
    """The month as a number: "7"."""
    return str(record.issued.month or "")


def day(record: Record) -> str:
    """The day of the month: "20"."""
    return str(record.issued.day or "")


def title(record: Record) -> str:
    """Every telling word of the title, each with a capital."""
    return "".join(map(capitalized, significant(record.title)))


def short_title(record: Record, n: int = 3, m: int = 0) -> str:
    """The first n telling words of the title, with a capital the first m of them; the others as they are."""
    return "".join(capitalized(word) if i < m else word for i, word in enumerate(significant(record.title)[:n]))


def very_short_title(record: Record, n: int = 1, m: int = 0) -> str:
    """As short_title, but one word."""
    return short_title(record, n, m)


def raw_title(record: Record) -> str:
    """The title with its spaces, for filters that look for words."""
    return record.title


def number(record: Record) -> str:
    """The number of a memo."""
    return plain(record.number).replace(" ", "")


def series(record: Record) -> str:
    """The code of its series: "pepm"; "" for what is not numbered."""
    return record.identity.value[0] if record.identity.kind == "number" else ""


def genre(record: Record) -> str:
    """The label of its series, with its spaces."""
    return record.genre


def item_type(record: Record) -> str:
    """The CSL type."""
    return record.type


def journal(record: Record) -> str:
    """Where it appeared, with its spaces: an outlet, a podcast."""
    return record.container_title


def keyword(record: Record, n: int = 1) -> str:
    """The n-th keyword, with its spaces."""
    return record.keyword[n - 1] if 0 < n <= len(record.keyword) else ""


def language(record: Record) -> str:
    """The code of its language: "en"."""
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
"""The name in a pattern -> what it takes from a record."""
