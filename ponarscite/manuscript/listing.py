"""Listing: a typed list of references beside what the text cites (M010, M011).

Citations in the text are keyed sites, works that are typed in full, and short forms: "(Lee 2012, 3)", "Lee (2012)".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import dropwhile

from ponarscite.library.names import Known
from ponarscite.manuscript.fault import Fault
from ponarscite.manuscript.holdings import Holdings
from ponarscite.manuscript.passage import Passage
from ponarscite.manuscript.prose import SAYS
from ponarscite.manuscript.reading import Manuscript
from ponarscite.manuscript.site import Site
from ponarscite.record.date import MONTHS, SEASONS
from ponarscite.record.name import PARTICLES, named
from ponarscite.record.record import Record
from ponarscite.record.romanization import to_ascii
from ponarscite.record.text import letters as plain_letters

_PART = rf"(?:(?:{'|'.join(sorted(PARTICLES, key=len, reverse=True))})\s+){{0,3}}"
_FAMILY = rf"{_PART}[^\W\d_a-zа-яё][\w’'-]+(?:\s+{_PART}[^\W\d_a-zа-яё][\w’'-]+)?"
_AND = r"\s+(?:and|&|und|et|и|та)\s+"
_MORE = r"(?P<more>,?\s+(?:et al\.?|and others|и др\.?))?"
_PEOPLE = rf"(?P<names>{_FAMILY}(?:,\s+{_FAMILY}){{0,4}}(?:,?{_AND}{_FAMILY})?{_MORE})"
_YEAR = r"(?P<year>(?:19|20)\d\d)[a-z]?"
_PAGES = r"(?P<pages>[,:]\s*(?:pp?\.\s*|с\.\s*)?\d{1,4}(?:\s?[–—-]\s?\d{1,4})?)?"
_SIGNAL = r"(?:(?:see|also|cf\.|compare|e\.g\.,?|i\.e\.,?|but|for example,?|и|см\.)\s+){0,3}"
_ROUND = re.compile(r"\(([^()]{5,400})\)")
_PIECE = re.compile(rf"\s*{_SIGNAL}{_PEOPLE},?\s+{_YEAR}{_PAGES}\s*")
_NARRATIVE = re.compile(rf"(?<![\w(]){_PEOPLE}(?:’s|'s)?\s+\({_YEAR}{_PAGES}\)(?P<says>\s+{SAYS})?")
_NO_PEOPLE = frozenset(
    (*map(str.capitalize, MONTHS), *SEASONS, "Fall", "In", "On", "At", "By", "As", "The", "Since", "See")
)
_PARTIAL = re.compile(
    r"^[^\n]{0,25}\b(?:further|additional|recommended|suggested|selected) (?:readings?|bibliography|references)\b"
    r"[^\n]{0,5}$",
    re.IGNORECASE | re.MULTILINE,
)
"""The heading of a list that is not meant to be complete."""

_EMPHASIS = re.compile(r"[*_/]")
_PLACE = re.compile(r"\b(?:in|at|near|from|since|to|until|the|of|by)\s+\Z", re.IGNORECASE)
_LONGEST = 20_000
"""Characters of a passage that are read."""

_LEAST = 4
_MOST_BESIDE = 20
_MOST = 1_000
_NEAR = 20
"""Words behind a name in which its year or title may stand."""


def letters(text: str) -> str:
    """The letters and digits of a text in ASCII: a list may print a name without its marks, or romanised."""
    return plain_letters(to_ascii(text))


@dataclass(frozen=True, slots=True)
class _Short:
    """A short form: family names and year.

    Args:
        is_sure: whether its own form shows that it is a citation; "(Sochi 2014)" may be an event.
        beside: first family and year of each short form in the same parentheses; one that is listed makes all sure.
    """

    site: Site
    families: tuple[str, ...]
    year: str
    is_sure: bool
    beside: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of the list: its words, and the site where it was understood."""

    words: str
    site: Site | None = None
    record: Record | None = None

    @property
    def first(self) -> str:
        """The family name of the first author."""
        people = named(self.record.author) if self.record else ()
        return letters(people[0].sort) if people else ""


@dataclass(frozen=True)
class Listing:
    """The list of references of a manuscript and what its text cites.

    Args:
        typed: the works that are typed in full, each with its site.
    """

    manuscript: Manuscript
    typed: Sequence[tuple[Site, Record]]
    holdings: Holdings

    def faults(self) -> Iterator[Fault]:
        """M010 and M011; nothing without a list, or without a citation."""
        yield from self._of_keys()
        if not self._entries or any(map(_PARTIAL.search, self._texts.values())):
            return
        yield from self._not_listed()
        yield from self._not_cited()

    @cached_property
    def _entries(self) -> list[_Entry]:
        """The entries; those that were not understood have their words alone."""
        listed = [(site, record) for site, record in self.typed if site.setting == "list"]
        found = [_Entry(letters(_EMPHASIS.sub(" ", site.text)), site, record) for site, record in listed]
        words = (letters(one.words) for *_, one in self.manuscript.passages if one.setting == "list")
        return found + [_Entry(one) for one in words if one]

    @cached_property
    def _shorts(self) -> list[_Short]:
        return [
            one
            for part, block, passage in self.manuscript.passages
            if passage.setting != "list"
            for one in _short_forms(part, block, passage, self._text(part, block))
        ]

    @cached_property
    def _texts(self) -> dict[tuple[str, int], str]:
        return {(part, block): text for part, block, text in self.manuscript.blocks}

    def _text(self, part: str, block: int) -> str:
        return self._texts[part, block]

    def _of_keys(self) -> Iterator[Fault]:
        """Keys beside the list in which the text defines them: \\bibitem, and citations of reStructuredText."""
        defined = self.manuscript.defined
        if (
            not defined
            or self.manuscript.language not in ("latex", "restructuredtext")
            or self.manuscript.bibliographies
        ):
            return
        told = self.holdings.look_up(name for site in self.manuscript.sites for name in site.names)
        for site in self.manuscript.sites:
            for name in site.names:
                if name not in defined and isinstance(told[name], Known):
                    yield Fault("M010", site, f"{name} is cited, and not in the list of references", name)

    def _not_listed(self) -> Iterator[Fault]:
        for site, record in self.typed:
            if site.setting != "list" and record.title and not self._has_entry(record):
                yield Fault("M010", site, f"“{record.title}” is cited, and not in the list of references")
        for one in self._shorts:
            is_sure = one.is_sure or self._is_known(one) or self._is_beside(one)
            if is_sure and not self._is_listed(one) and not self._is_typed(one):
                message = f"{one.site.text} is cited, and not in the list of references"
                yield Fault("M010", one.site, message)

    @cached_property
    def _by_word(self) -> Mapping[str, list[_Entry]]:
        """Word of four letters or more -> the entries that have it."""
        found: dict[str, list[_Entry]] = defaultdict(list)
        for one in self._entries:
            for word in set(one.words.split()):
                if len(word) >= _LEAST or not word.isascii():
                    found[word].append(one)
        return found

    def _near(self, words: str) -> Sequence[_Entry]:
        """The entries that may have these words: those with the rarest of them; all if none is long."""
        lists = [self._by_word.get(word, []) for word in words.split() if len(word) >= _LEAST or not word.isascii()]
        return min(lists, key=len) if lists else self._entries[:_MOST]

    def _has_entry(self, record: Record) -> bool:
        """Whether the list has a work."""
        return any(True for _ in self._entries_of(record))

    def _is_beside(self, short: _Short) -> bool:
        """Whether a short form in the same parentheses is of a listed work."""
        return any(self._is_listed(replace(short, families=(family,), year=year)) for family, year in short.beside)

    def _is_listed(self, short: _Short) -> bool:
        return any(_has(one.words, short) for one in self._near(short.families[0]))

    @cached_property
    def _families(self) -> frozenset[str]:
        """The family names of all whose works are typed in full outside of the list."""
        people = (name for site, record in self.typed if site.setting != "list" for name in named(record.author))
        return frozenset(letters(name.sort) for name in people)

    @cached_property
    def _spans(self) -> Mapping[tuple[str, int], list[Site]]:
        found: dict[tuple[str, int], list[Site]] = defaultdict(list)
        for site, _ in self.typed:
            found[site.part, site.block].append(site)
        return found

    def _is_typed(self, short: _Short) -> bool:
        """Whether a short form repeats, or stands in, a work that is typed in full."""
        if short.families[0] in self._families:
            return True
        sites = self._spans.get((short.site.part, short.site.block), [])
        before = bisect_right(sites, short.site.start, key=lambda site: site.start)
        return before > 0 and short.site.start < sites[before - 1].end

    def _is_known(self, short: _Short) -> bool:
        """Whether a known work is by these people and of this year."""
        return self.holdings.has_work(short.families[0], int(short.year))

    def _not_cited(self) -> Iterator[Fault]:
        cited = [record for site, record in self.typed if site.setting != "list"]
        names = [name for site in self.manuscript.sites for name in site.names]
        cited += [record for name in dict.fromkeys(names) if (record := self.holdings.record(name))]
        if not (cited or self._shorts):
            return
        used = {id(one) for record in cited for one in self._entries_of(record)}
        used |= {id(one) for short in self._shorts for one in self._near(short.families[0]) if _has(one.words, short)}
        for entry in self._entries:
            if entry.site is None or not entry.first or len(entry.site.works) != 1 or id(entry) in used:
                continue
            if not self._is_named(entry):
                yield Fault("M011", entry.site, "the list of references has this work, and nothing cites it")

    def _entries_of(self, record: Record) -> Iterator[_Entry]:
        people = named(record.author)
        near = [*self._near(_main(record.title)), *self._near(letters(people[0].sort) if people else "")]
        return (one for one in near if _is_entry(one, record))

    @cached_property
    def _prose(self) -> list[str]:
        """The words of the text and the notes."""
        passages = (one.words for *_, one in self.manuscript.passages if one.setting != "list")
        return [word for words in passages for word in letters(words).split()]

    @cached_property
    def _places(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self._prose):
            found[word].append(place)
        return found

    def _is_named(self, entry: _Entry) -> bool:
        """Whether the text names the first author near the year, or near the beginning of the title."""
        year = str(entry.record.issued.year or "") if entry.record else ""
        title = letters(entry.record.title).split()[:3] if entry.record else []
        for place in self._places.get(entry.first.split()[-1], [])[:_MOST]:
            near = self._prose[place : place + _NEAR]
            if (year and year in near) or (title and " ".join(title) in " ".join(near)):
                return True
        return False


def _main(title: str) -> str:
    """The words of a title without its subtitle."""
    return letters(re.split(r"[:?!—]", title, maxsplit=1)[0])


def _is_entry(entry: _Entry, record: Record) -> bool:
    """Whether an entry is of a work: it has the title, or the first author and the year."""
    title = _main(record.title)
    if title and f" {title} " in f" {entry.words} ":
        return True
    people = named(record.author)
    year = str(record.issued.year or "")
    is_same = bool(people and year) and _holds(entry.words, letters(people[0].sort)) and year in entry.words.split()
    return is_same and not (record.title and entry.record and entry.record.title and len(title.split()) > 2)


def _has(words: str, short: _Short) -> bool:
    return short.year in words and _holds(words, short.families[0])


def _holds(words: str, family: str) -> bool:
    return f" {family} " in f" {words} "


def _short_forms(part: str, block: int, passage: Passage, text: str) -> Iterator[_Short]:
    """The short forms of a passage."""
    words = passage.words[:_LONGEST]
    for around in _ROUND.finditer(words):
        pieces = list(_pieces(around[1], around.start(1)))
        matches = [match for start, end in pieces if (match := _PIECE.fullmatch(words, start, end))]
        found: list[_Short] = []
        for match in matches:
            is_sure = bool(match["pages"] or match["more"] or _is_list(match["names"]))
            found += _short(part, block, passage, text, match, match.start("names"), match.end(), is_sure)
        beside = tuple((one.families[0], one.year) for one in found[:_MOST_BESIDE])
        yield from (replace(one, beside=beside) for one in found)
    for match in _NARRATIVE.finditer(words):
        is_sure = bool(match["pages"] or match["more"] or match["says"] or _is_list(match["names"]))
        if not is_sure and (match["names"].split()[0] in _NO_PEOPLE or _PLACE.search(words[: match.start()][-12:])):
            continue  # "in Moscow (2014)"
        end = match.end() - len(match["says"] or "")
        yield from _short(part, block, passage, text, match, match.start("names"), end, is_sure)


def _pieces(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The spans between semicolons."""
    for piece in text.split(";"):
        yield at, at + len(piece)
        at += len(piece) + 1


def _bare(name: list[str]) -> str:
    """A family name without the particles before it, which a list may put behind the given name."""
    return " ".join(dropwhile(PARTICLES.__contains__, name)) or " ".join(name)


def _is_list(names: str) -> bool:
    return bool(re.search(_AND, names))


def _short(
    part: str, block: int, passage: Passage, text: str, match: re.Match[str], start: int, end: int, is_sure: bool
) -> Iterator[_Short]:
    names = re.split(rf",?{_AND}|,\s+", match["names"].removesuffix(match["more"] or ""))
    families = []
    for name in names:
        found = name.split()
        while found and found[0] in _NO_PEOPLE:
            found = found[1:]
        if name in _NO_PEOPLE:
            return
        families += (
            [letters(found[-1] if len(found) > 1 and found[0] not in PARTICLES else _bare(found))] if found else []
        )
    if families and all(families):
        first, last = passage.span(start, end)
        site = Site(
            kind="typed",
            start=first,
            end=last,
            text=text[first:last],
            cluster=(first, last),
            setting=passage.setting,
            part=part,
            block=block,
        )
        yield _Short(site, tuple(families), match["year"], is_sure)
