"""Site: cleans machine-readable metadata of the habits of content systems.

Meta tags and JSON-LD of a site carry its habits: titles end in the name of the site, authors are logins, dates are
those of a bulk import, characters are escaped twice. `Site.read` turns such a text into the texts of claims.
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
from ponarscite.series.url import link, original, unescape

LOGINS = frozenset(("admin", "administrator", "editor", "guest", "root", "user", "webmaster", "wordpress"))
"""Folded logins that occur in any content system."""

LONGEST_NAME = 64
"""Characters. Longer texts are not compared with the names of a site."""

_SEPARATOR = re.compile(r" ?[|»·•] ?| (?:[-‐-―]|::?) ")
_NO_NAME = re.compile(r"https?:|www\.|@|[^@ ]+@[^@ ]+\.|[^ ]*\bfacebook\.com\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_YEAR = re.compile(r"\b[12]\d{3}\b")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+")
_NUMBER = re.compile(r"(?:No\.?|Nr\.?|#|№|Number)?\s*(?P<number>\d{1,4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Site:
    """The habits of the site that a page belongs to.

    Args:
        names: its names, folded.
        accounts: its logins, folded.
        series: the numbered series that are known.
        address: the address of the page; relative links are resolved against it. "" when unknown.
    """

    names: frozenset[str] = frozenset()
    accounts: frozenset[str] = LOGINS
    series: tuple[Series, ...] = ()
    address: str = ""

    def is_name(self, text: str) -> bool:
        """Whether a text is the name of the site."""
        return len(text) <= LONGEST_NAME and fold(text) in self.names

    def is_account(self, text: str) -> bool:
        """Whether an author's text names no author: a login, an address, a handle or a number."""
        if _NO_NAME.match(text) or not _LETTER.search(text):
            return True
        return len(text) <= LONGEST_NAME and fold(text) in self.accounts

    def read(self, reader: str, text: str) -> tuple[str, ...]:
        """Return the texts of a statement in metadata that are worth a claim, () for none.

        Args:
            reader: a key of READERS; for any other name the text is only cleaned.
            text: as the page has it, after one unescaping.
        Returns:
            Clean texts without the habits of the site, otherwise as found (a timestamp, an inverted name).
        Raises:
            Nothing.
        """
        text = clean(unescape(text))
        if not text:
            return ()
        read = READERS.get(reader)
        return read(self, text) if read else (text,)


def site_of(series: Sequence[Series], names: Iterable[str] = (), address: str = "") -> Site:
    """Make the Site that publishes these series.

    Args:
        names: further names of the site that the page itself gives (og:site_name).
        address: the address of the page, "" when unknown.
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
    """Cut the name of the site off a title, before or after it; () if nothing else remains."""
    breaks = list(_SEPARATOR.finditer(text))
    start, end, first = 0, len(text), 0
    while len(breaks) > first and site.is_name(text[breaks[-1].end() : end]):
        end = breaks.pop().start()
    while len(breaks) > first and site.is_name(text[start : breaks[first].start()]):
        start, first = breaks[first].end(), first + 1
    title = text[start:end].strip()
    return (title,) if title and not site.is_name(title) else ()


def _person(site: Site, text: str) -> tuple[str, ...]:
    """Read one author, "Given Family" or "Family, Given"; several if the text can only be a byline."""
    if site.is_account(text):
        return ()
    names = split_byline(text) if ";" in text or "," not in text or _is_list(text) else (text,)
    return _authors(site, names if len(names) > 1 else (text,))


def _is_list(text: str) -> bool:
    """Whether commas separate authors: "A B, C D and E F"."""
    return " and " in text and all(" " in name for name in split_byline(text))


def _byline(site: Site, text: str) -> tuple[str, ...]:
    return _authors(site, split_byline(text))


def _account(site: Site, text: str) -> tuple[str, ...]:
    """Read an author from a tag in which content systems print the account.

    The name of the site is dropped there, and a word without a capital ("ecfradmin").
    """
    return tuple(
        name for name in _person(site, text) if not (site.is_name(name) or (name.islower() and " " not in name))
    )


def _account_byline(site: Site, text: str) -> tuple[str, ...]:
    return tuple(name for name in _byline(site, text) if not site.is_name(name))


def _authors(site: Site, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if not site.is_account(name))


def _imprint(site: Site, text: str) -> tuple[str, ...]:
    """Read a publisher; the mere name of the site is none."""
    return () if site.is_name(text) else (text,)


def _date(site: Site, text: str) -> tuple[str, ...]:
    """Read a date; it must have a year and must not be a day of bulk import."""
    if not _YEAR.search(text):
        return ()
    date = parse_date(text) if any(one.import_dates for one in site.series) else Date()
    return () if any(date in one.import_dates for one in site.series) else (text,)


def _number(site: Site, text: str) -> tuple[str, ...]:
    """Reduce "No. 775" and "PONARS Eurasia Policy Memo No. 775" to the number; any other text stays as it is."""
    match = _NUMBER.fullmatch(text) or (label_pattern(site.series).fullmatch(text) if site.series else None)
    return (match["number"] if match else text,)


def _genre(site: Site, text: str) -> tuple[str, ...]:
    """Return the label in "PONARS Eurasia Policy Memo No. 775"; () for any other text."""
    if text.isdecimal() or not site.series:
        return ()
    match = label_pattern(site.series).fullmatch(text)
    return (match["label"],) if match else ()


def _file_name(site: Site, text: str) -> tuple[str, ...]:
    """Return the file name of an address if a series' PDF is called so."""
    name, pattern = text.partition("?")[0].rpartition("/")[2], file_pattern(site.series)
    return (name,) if pattern and pattern.match(name) else ()


def _language(_: Site, text: str) -> tuple[str, ...]:
    code = text.replace("_", "-")
    return (code,) if _LANGUAGE.fullmatch(code) else ()


def _doi(_: Site, text: str) -> tuple[str, ...]:
    match = _DOI.search(text)
    return (match[0],) if match else ()


def _link(site: Site, text: str) -> tuple[str, ...]:
    address = original(link(text, site.address))[0]
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
"""Reader -> how it turns a text into the texts of claims. A reader is a variable, or a kind of tag ("account")."""
