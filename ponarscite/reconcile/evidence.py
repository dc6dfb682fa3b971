"""Evidence: the values that tell a work from another one of the same kind, title and authors (pure)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ponarscite.record.claim import Claim, Rank
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from ponarscite.record.text import bare_doi, clean, fold, letters

WEB_PAGES = frozenset(("document", "post", "post-weblog", "webpage"))
"""CSL types of works that have no other place than their address; a `document` with an address is a page, too."""

LIBRARY = "library"
"""The origin of the key of a record that the user selects from a library."""

GIVEN = "given name"
"""Begins the fields of given names: "given name smith 0 1" is the second given name of the first Smith."""

_LABELS = frozenset("bd band issue nr no num number t tom vol volume № №. т том вып".split())
_EDITION = frozenset("ed edition edn aufl auflage éd édition издание изд the".split())
_ORDINALS = {
    word: str(number)
    for number, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)
}
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|e|er|re|ed|a|o)?")
_ISBN = re.compile(r"(?<![\dXx])(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?![\dXx])")
_PAGES = re.compile(r"^(?:pages?|pp?|s|стр?|с)[. ]+(?=\d)")
_RANGE = re.compile(r"(\d+)-+(\d+)")


Entries: TypeAlias = tuple[tuple[str, str], ...]
"""(document, key) of entries of files of references."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The values of one description that speak against its being another work.

    Args:
        rank: the highest rank of its claims. What a document says of itself outweighs what others cite.
        values: (field, normal form), sorted. A field is a CSL variable, "year" or a given name; one with several values
            ("ISBN") agrees with another that shares any of them.
        entries: the entries that describe the work under a key of their own.
    """

    rank: int = Rank.OWN
    values: tuple[tuple[str, str], ...] = ()
    entries: Entries = ()


def evidence_of(record: Record) -> Evidence:
    """Collect the evidence in a record and its claims."""
    values = dict.fromkeys((field, text) for field, text in _values(record) if text)
    rank = max((claim.rank for claim in record.claims), default=Rank.OWN)
    return Evidence(rank, tuple(sorted(values)), tuple(dict.fromkeys(_entries(record.claims))))


def _values(record: Record) -> Iterator[tuple[str, str]]:
    own = (("DOI", record.doi), ("number", record.number), ("container-title", record.container_title))
    texts = {name: text for name, text in (*own, *record.extra) if name in _FORMS and isinstance(text, str) and text}
    if "page" not in texts:
        texts.pop("ISSN", None)  # print and web have two; only with pages it tells two articles apart
    for name, text in texts.items():
        yield from ((name, form) for form in _FORMS[name](text))
    if (year := record.issued.year_named) is not None:
        yield "year", str(year)
    if record.issued.end and record.issued.end.year is not None:
        yield "last year", str(record.issued.end.year)
    if record.url and record.type in WEB_PAGES:
        yield "URL", _address(record)
    yield from _people(record)


def _address(record: Record) -> str:
    """The canonical address; for the root of a site, which identifies nothing, a plain form of it."""
    if record.identity.kind == "url":
        return record.identity.value[0]
    return re.sub(r"^https?://(?:www\.)?|/$", "", record.url.partition("#")[0].casefold())


def _people(record: Record) -> Iterator[tuple[str, str]]:
    """The given names of the authors; of a work without authors, its editors, whom title and kind do not name."""
    people = record.author
    if not people:
        editors = dict(record.extra).get("editor")
        people = editors if isinstance(editors, tuple) else ()
        yield "editor", " ".join(sorted(fold(name.sort) for name in people))
    seen: Counter[str] = Counter()
    for name in people:
        family = fold(name.sort)
        for place, word in enumerate(_given_names(name)):
            yield f"{GIVEN} {family} {seen[family]} {place}", word
        yield f"{GIVEN} {family} {seen[family]} suffix", fold(name.suffix).rstrip(".")
        seen[family] += 1


def _given_names(name: Name) -> Iterator[str]:
    """Each given name, folded; capitals that stand for several names ("AM" in indexes) one by one."""
    for word in re.split(r"[\s.\-‐–]+", name.given):
        if 1 < len(word) < 4 and word.isalpha() and word.isupper() and not name.family.isupper():
            yield from map(fold, word)
        elif word:
            yield fold(word)


def is_initial(word: str) -> bool:
    """Whether a folded given name is an initial: one letter of a script that has capitals."""
    return len(word) == 1 and word.upper() != word


def _entries(claims: Iterable[Claim]) -> Iterator[tuple[str, str]]:
    """The keys that files of references give; of a record that a library keeps, its key there alone."""
    keys = [claim for claim in claims if claim.variable == "id"]
    kept = [claim for claim in keys if claim.rank == Rank.USER and claim.origin == LIBRARY]
    if kept:
        return ((LIBRARY, claim.text) for claim in kept)
    entries = (claim for claim in keys if claim.about.place and claim.rank == Rank.OWN)
    return ((claim.about.document, clean(claim.text)) for claim in entries)


def doi_name(text: str) -> str:
    """A DOI in lower case without the address or the prefix before it: "https://doi.org/10.1000/A" -> "10.1000/a"."""
    return bare_doi(text).casefold()


def _doi(text: str) -> tuple[str, ...]:
    return (doi_name(text),)


def _isbn(text: str) -> tuple[str, ...]:
    """The nine digits that ISBN-10 and ISBN-13 share; other texts as they are."""
    found = (re.sub("[- ]", "", match[0]) for match in _ISBN.finditer(text))
    return tuple(code[-10:-1] if not code.startswith("979") else code for code in found) or (fold(text),)


def _issn(text: str) -> tuple[str, ...]:
    return tuple(re.sub(r"[^\dx]", "", part) or part for part in re.split("[,; ]+", fold(text)) if part)


def _words(text: str) -> tuple[str, ...]:
    return (letters(text) or fold(text),)


def _serial(text: str) -> tuple[str, ...]:
    """A number without its label and leading zeros: "Vol. 01" -> "1"."""
    words = letters(text).split()
    if len(words) > 1 and words[0] in _LABELS:
        words = words[1:]
    return (" ".join(word.lstrip("0") or "0" if word.isdecimal() else word for word in words) or fold(text),)


def _edition(text: str) -> tuple[str, ...]:
    """An edition without the word: "2nd ed." and "second edition" -> "2"."""
    words = [_ORDINALS.get(word, word) for word in letters(text).split() if word not in _EDITION]
    numbers = (match[1] if (match := _ORDINAL.fullmatch(word)) else word for word in words)
    return (" ".join(numbers) or fold(text),)


def _page(text: str) -> tuple[str, ...]:
    """Pages with one kind of dash and whole numbers: "pp. 123–27" -> "123-127"."""
    plain = _PAGES.sub("", fold(text)).replace(" ", "")
    return (_RANGE.sub(_whole, plain),)


def _whole(match: re.Match[str]) -> str:
    first, last = match[1], match[2]
    return f"{first}-{first[: max(len(first) - len(last), 0)]}{last}"


_FORMS: dict[str, Callable[[str], Iterable[str]]] = {
    "DOI": _doi,
    "ISBN": _isbn,
    "ISSN": _issn,
    "PMCID": _words,
    "PMID": _words,
    "volume": _serial,
    "part": _serial,
    "issue": _serial,
    "supplement": _serial,
    "number": _serial,
    "chapter-number": _serial,
    "edition": _edition,
    "version": _edition,
    "container-title": _words,
    "page": _page,
}
"""CSL variable -> the normal forms of its values, by which they are compared."""

IDENTIFIERS = frozenset(_FORMS) - {"ISSN", "container-title"}
"""Fields that tell works apart even on one page of the web."""
