"""Site: the house habits of the sites that publish a series, kept out of what their pages say of a work.

Meta tags and JSON-LD are written by a content system: titles end in the site's name, authors are logins, dates
are the day of a move, characters are escaped twice. Here such a text becomes the texts that are worth a claim.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ponarscite.record.date import Date, parse_date
from ponarscite.record.item import keywords_of
from ponarscite.record.name import split_byline
from ponarscite.record.text import clean, fold
from ponarscite.series.series import Series, file_pattern, label_pattern
from ponarscite.series.url import link, unescape

LOGINS = frozenset(("admin", "administrator", "editor", "guest", "root", "user", "webmaster", "wordpress"))
"""Accounts that any content system has, folded."""

LONGEST_NAME = 64
"""Characters; what is longer is not compared with the names of a site."""

_SEPARATOR = re.compile(r" ?[|»·•] ?| (?:[-‐-―]|::?) ")
_NO_NAME = re.compile(r"https?:|www\.|@|[^@ ]+@[^@ ]+\.|[^ ]*\bfacebook\.com\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_YEAR = re.compile(r"\b[12]\d{3}\b")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+")
_NUMBER = re.compile(r"(?:No\.?|Nr\.?|#|№|Number)?\s*(?P<number>\d{1,4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Site:
    """What is known of the site that a page may belong to.

    Args:
        names: what it calls itself, folded.
        accounts: its logins, folded.
        series: the numbered series there are.
        address: of the page, "" when unknown: relative addresses are resolved against it.
    """

    names: frozenset[str] = frozenset()
    accounts: frozenset[str] = LOGINS
    series: tuple[Series, ...] = ()
    address: str = ""

    def is_name(self, text: str) -> bool:
        """Whether a text is the name of the site."""
        return len(text) <= LONGEST_NAME and fold(text) in self.names

    def is_account(self, text: str) -> bool:
        """Whether a text is no author's name but a login, an address, a handle or a number."""
        if _NO_NAME.match(text) or not _LETTER.search(text):
            return True
        return len(text) <= LONGEST_NAME and fold(text) in self.accounts

    def read(self, reader: str, text: str) -> tuple[str, ...]:
        """The texts that a machine-readable statement is worth, () when it says nothing of the work.

        Args:
            reader: a name of READERS, or any variable whose text stands as it is.
            text: as the page has it, after one unescaping.
        Returns:
            Texts still as found (a timestamp, an inverted name), clean, without the site's habits.
        Raises:
            Nothing.
        """
        text = clean(unescape(text))
        if not text:
            return ()
        read = READERS.get(reader)
        return read(self, text) if read else (text,)


def site_of(series: Sequence[Series], names: Iterable[str] = (), address: str = "") -> Site:
    """The site that publishes these series.

    Args:
        names: more names of the site, as the page itself gives them (og:site_name).
        address: of the page.
    """
    known = tuple(series)
    return Site(
        _names(known, tuple(name for name in names if len(name) <= LONGEST_NAME)), _accounts(known), known, address
    )


@lru_cache(maxsize=64)
def _names(series: tuple[Series, ...], more: tuple[str, ...]) -> frozenset[str]:
    known = {fold(name) for one in series for name in (*one.site_names, *one.hosts)}
    return frozenset(known.union(fold(unescape(name)) for name in more) - {""})


@lru_cache(maxsize=64)
def _accounts(series: tuple[Series, ...]) -> frozenset[str]:
    return LOGINS.union(fold(account) for one in series for account in one.accounts)


def _title(site: Site, text: str) -> tuple[str, ...]:
    """The title without the site's name before or after it; () for a title that is nothing else."""
    breaks = list(_SEPARATOR.finditer(text))
    start, end, first = 0, len(text), 0
    while len(breaks) > first and site.is_name(text[breaks[-1].end() : end]):
        end = breaks.pop().start()
    while len(breaks) > first and site.is_name(text[start : breaks[first].start()]):
        start, first = breaks[first].end(), first + 1
    title = text[start:end].strip()
    return (title,) if title and not site.is_name(title) else ()


def _person(site: Site, text: str) -> tuple[str, ...]:
    """One author, "Given Family" or "Family, Given"; several where the text can only be a byline."""
    if site.is_account(text):
        return ()
    names = split_byline(text) if ";" in text or "," not in text or _is_list(text) else (text,)
    return _authors(site, names if len(names) > 1 else (text,))


def _is_list(text: str) -> bool:
    """Whether commas part authors: "A B, C D and E F"."""
    return " and " in text and all(" " in name for name in split_byline(text))


def _byline(site: Site, text: str) -> tuple[str, ...]:
    return _authors(site, split_byline(text))


def _account(site: Site, text: str) -> tuple[str, ...]:
    """The same where content systems print the account: there the site's own name is no author."""
    return tuple(name for name in _person(site, text) if not site.is_name(name))


def _account_byline(site: Site, text: str) -> tuple[str, ...]:
    return tuple(name for name in _byline(site, text) if not site.is_name(name))


def _authors(site: Site, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if not site.is_account(name))


def _imprint(site: Site, text: str) -> tuple[str, ...]:
    """A publisher, unless it is only the site."""
    return () if site.is_name(text) else (text,)


def _date(site: Site, text: str) -> tuple[str, ...]:
    """The date: it has a year, and is not the day on which old pages were moved."""
    if not _YEAR.search(text):
        return ()
    date = parse_date(text) if any(one.import_dates for one in site.series) else Date()
    return () if any(date in one.import_dates for one in site.series) else (text,)


def _number(site: Site, text: str) -> tuple[str, ...]:
    """The bare number of "No. 775" and of "PONARS Eurasia Policy Memo No. 775"; another text as it is."""
    match = _NUMBER.fullmatch(text) or (label_pattern(site.series).fullmatch(text) if site.series else None)
    return (match["number"] if match else text,)


def _genre(site: Site, text: str) -> tuple[str, ...]:
    """The label in "PONARS Eurasia Policy Memo No. 775"."""
    if text.isdecimal() or not site.series:
        return ()
    match = label_pattern(site.series).fullmatch(text)
    return (match["label"],) if match else ()


def _file_name(site: Site, text: str) -> tuple[str, ...]:
    """The name of a series' PDF, of its address."""
    name, pattern = text.partition("?")[0].rpartition("/")[2], file_pattern(site.series)
    return (name,) if pattern and pattern.match(name) else ()


def _language(_: Site, text: str) -> tuple[str, ...]:
    code = text.replace("_", "-")
    return (code,) if _LANGUAGE.fullmatch(code) else ()


def _doi(_: Site, text: str) -> tuple[str, ...]:
    match = _DOI.search(text)
    return (match[0],) if match else ()


def _link(site: Site, text: str) -> tuple[str, ...]:
    address = link(text, site.address)
    return (address,) if address else ()


READERS: dict[str, Callable[[Site, str], tuple[str, ...]]] = {
    "title": _title,
    "author": _person,
    "byline": _byline,
    "account": _account,
    "account byline": _account_byline,
    "imprint": _imprint,
    "issued": _date,
    "number": _number,
    "genre": _genre,
    "label": lambda _, text: (text,),
    "file-name": _file_name,
    "keyword": lambda _, text: keywords_of(text),
    "language": _language,
    "DOI": _doi,
    "URL": _link,
    "pdf-url": _link,
}
"""How a text becomes the texts of claims: by its variable, or by who wrote it."""
