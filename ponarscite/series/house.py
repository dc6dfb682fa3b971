"""House: who publishes a page that belongs to no known series, an institute or a newspaper -> publisher or container.

Sources: the Open Graph protocol, ogp.me (og:site_name); CSL 1.0.2, Appendix IV (`container-title` of a `webpage` is the
title of its site). That a page's `<title>` ends in the name of its site is a habit of content systems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ponarscite.record.claim import Claim
from ponarscite.record.record import Record
from ponarscite.record.text import clean, letters
from ponarscite.series.site import site_of
from ponarscite.series.url import canonical, original, unescape

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ponarscite.document.document import Document
    from ponarscite.series.series import Series

HOUSE = "house"
"""The variable of evidence: the claim's text names the site of a page, or its publisher."""

_ON_SITE = frozenset(("webpage", "post-weblog", "post", "article-newspaper", "article-magazine"))
"""CSL types whose container is the site."""

_TITLES = frozenset("citation_title dc.title dcterms.title eprints.title og.title parsely-title twitter.title".split())
_LONGEST = 64  # characters of a name
_MOST_PARTS = 8  # of a `<title>`
_NO_NAMES = frozenset(("blog", "home", "home page", "homepage", "index", "site", "website"))
_EDGES = " |»·•-‐‑‒–—―:"
_PARTING = re.compile(r" ?[|»·•] ?| [-‐-―:] ")
_SMALL_WORDS = frozenset("a an and at de des du for in la of on the und".split())
_LABELLED = re.compile(
    r"(?P<label>[^\W\d_][^\d:|]{2,60}?),? (?:No\.?|Nr\.?|#|№|Issue) ?(?P<number>\d[\w/.-]{0,15}?)(?::| ?[|–—]| -) ?"
    r"(?P<title>\S.+)"
)
_SERIALS = frozenset(
    "analysis backgrounder brief briefing bulletin cable digest dossier insight memo memorandum monitor note outlook "
    "paper papers primer report study".split()
)
"""Last words of the names of series of reports."""


class Names(NamedTuple):
    """The names that a page may give its site.

    Args:
        stated: og:site_name, and its part before a motto.
        beside: what stands beside the title in the `<title>` of the page: the name of the site, or a subtitle.
        titles: the titles of the publication that meta tags state; without any, the first heading that the `<title>`
            begins, or has beside the name of its site.
        whole: the `<title>` of the page.
        address: the address that the page states as its own.
    """

    stated: tuple[str, ...]
    beside: tuple[str, ...]
    titles: tuple[str, ...]
    whole: str
    address: str


def site_names(document: Document) -> Names:
    """Return the names of its site that an HTML page states."""
    return document.once(HOUSE, lambda: _site_names(document.html))


def _site_names(tree: _Element) -> Names:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or "").strip().lower().replace(":", ".")
        if name == "og.site_name" or name in _TITLES:
            kind = name if name == "og.site_name" else "title"
            found.setdefault(kind, []).append(clean(unescape(element.get("content") or "")))
    sites = (name for name in found.get("og.site_name", ()) if letters(name) not in _NO_NAMES)
    stated = (part for name in sites for part in (name, _PARTING.split(name, maxsplit=1)[0]))
    whole = clean(_title(tree))
    printed = [(title, title) for title in dict.fromkeys(filter(None, found.get("title", ())))]
    printed = printed or list(islice(_headings(tree, whole), 1))
    beside = (name for _, title in printed for name in _beside(title, whole))
    return Names(
        tuple(dict.fromkeys(filter(None, stated))),
        tuple(dict.fromkeys(beside)),
        tuple(title for title, _ in printed),
        whole,
        original(canonical_address(tree))[0],
    )


def _title(tree: _Element) -> str:
    """Return the title of the page, not that of an SVG drawing in it."""
    titles = (one for one in tree.iter("title") if next(one.iterancestors("svg"), None) is None)
    title = next(titles, None)
    return "" if title is None else "".join(map(str, title.itertext()))


def _headings(tree: _Element, whole: str) -> Iterator[tuple[str, str]]:
    """Yield each main heading that stands in a `<title>`, whole or to its subtitle, with that part of the `<title>`."""
    breaks = list(islice(_PARTING.finditer(whole), _MOST_PARTS))
    cuts = [whole, *(whole[: one.start()] for one in reversed(breaks)), *(whole[one.end() :] for one in breaks)]
    for element in tree.iter("h1"):
        heading = clean("".join(map(str, element.itertext())))
        part = next((cut for cut in cuts if cut and _is_within(letters(cut), letters(heading))), "")
        if part:
            yield heading, part


def _is_within(part: str, heading: str) -> bool:
    """Whether a part of a `<title>` is a heading, or its beginning of at least two words."""
    return bool(part) and (part == heading or (" " in part and heading.startswith(f"{part} ")))


def _beside(title: str, whole: str) -> Iterator[str]:
    """Yield what a text says behind and before a title, whole and in its parts, if a separator parts it."""
    before, found, behind = whole.partition(title) if title else ("", "", "")
    sides = (behind if _PARTING.match(behind) else "", before if _PARTING.search(before[-3:]) else "") if found else ()
    for side in sides:
        name = side.strip(_EDGES)
        yield from (part for part in dict.fromkeys((name, *_PARTING.split(name))) if 0 < len(part) <= _LONGEST)


def canonical_address(tree: _Element) -> str:
    """Return the address that a page states as its own, as printed; "" for none."""
    return next((one.get("href") or "" for one in tree.iter("link") if is_canonical(one.get("rel"))), "")


def is_canonical(rel: str | None) -> bool:
    """Whether the `rel` of a link marks its address as the page's own."""
    return rel is not None and (rel == "canonical" or "canonical" in rel.lower().split())


def house_of(names: Names, address: str) -> str:
    """Return the name of the house, spelt out where the page does it; "" for none.

    A name that only stands beside the title counts if the host of the address is called after it.
    """
    host = canonical(names.address or address).partition("/")[0]
    proven = (name for name in names.beside if is_of_host(name, host))
    short = next(reversed(names.stated), "") or next(proven, "")
    return next((name for name in names.beside if short and _initials(name) == letters(short)), short)


def is_of_series(names: Names, address: str, series: tuple[Series, ...]) -> bool:
    """Whether a page belongs to a site that publishes one of the series, by its names or its address."""
    site = site_of(series)
    stated = (*names.stated, *names.beside, *_PARTING.split(names.whole))
    return any(map(site.is_name, (*stated, canonical(names.address or address).partition("/")[0])))


def is_of_host(name: str, host: str) -> bool:
    """Whether a host is called after a name: "rand.org" after "RAND", "ecfr.eu" after its initials."""
    labels = [label for label in host.split(".")[:-1] if len(label) > 2]
    joined = letters(name).replace(" ", "")
    return any(label in (joined, _initials(name)) or (len(label) > 4 and joined.startswith(label)) for label in labels)


def _initials(name: str) -> str:
    return "".join(word[0] for word in letters(name).split() if word not in _SMALL_WORDS)


def with_house(record: Record) -> Record:
    """Give the record of a page what its house tells: the publisher of a report, the site of other pages.

    The label of a series before its title ("Kennan Cable No. 9: Title") becomes genre and number.
    """
    said = [claim for claim in record.claims if claim.variable == HOUSE]
    if not said:
        return record
    record = _without_label(_as_page(record))
    if record.type == "report" and not record.publisher:
        return replace(record, publisher=_name(said, first="JSON-LD"))
    if record.type in _ON_SITE and not record.container_title:
        return replace(record, container_title=_name(said, first="Open Graph"))
    return record


def _as_page(record: Record) -> Record:
    """Make the record of a page that names its site a `webpage`, if no claim names another type."""
    is_typed = record.type != "document" or any(claim.variable == "type" for claim in record.claims)
    return record if is_typed else replace(record, type="webpage")


def _name(said: Sequence[Claim], first: str) -> str:
    return clean(min(said, key=lambda claim: (-claim.rank, claim.origin != first, claim.origin, claim.text)).text)


def _without_label(record: Record) -> Record:
    match = None if record.number else _LABELLED.fullmatch(record.title)
    if not match or letters(match["label"]).rpartition(" ")[2] not in _SERIALS:
        return record
    return replace(record, type="report", title=match["title"], genre=match["label"], number=match["number"])
