"""Plan: the citations of a word processor's file, and which of them become fields (pure)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from ponarscite.csl.locale import load
from ponarscite.integrations.live.ending import beginning, ending
from ponarscite.integrations.live.labels import labels
from ponarscite.integrations.live.payload import Item
from ponarscite.integrations.live.place import Ending
from ponarscite.integrations.live.scannable import scannable_cites
from ponarscite.integrations.live.shortfall import missing, other_numbers
from ponarscite.integrations.live.stray import Fitted, fitted
from ponarscite.integrations.works.locator import split
from ponarscite.library.names import Known
from ponarscite.manuscript.fault import Fault
from ponarscite.manuscript.holdings import Holdings
from ponarscite.manuscript.reading import Manuscript
from ponarscite.manuscript.review import review
from ponarscite.manuscript.site import Site
from ponarscite.note.cited_work import CitedWork
from ponarscite.record.item import to_item
from ponarscite.record.record import Record
from ponarscite.record.text import letters
from ponarscite.series.series import Series

Certainty: TypeAlias = Literal["exact", "probable", "none"]

RIGHT = "M013"
"""The code of a typed citation that agrees with a record in all that it tells."""

DIFFERING = frozenset(("M003", "M004", "M005", "M006", "M007"))
"""Codes of typed citations that differ from the record that they must mean."""

_LONGEST = 60
"""Characters of words that a reason tells."""

BESIDE = frozenset(("M010", "M011", "M012", "M014", "M015", "M017"))
"""Codes that do not touch what a citation means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One citation.

    Args:
        part, block, start, end, text: its place: characters of a paragraph.
        cites: what it cites, as `csl.Processor.cite` takes it, with `uris` for an item of Zotero.
        certainty: "exact": a key, or series, number and title agree with a record; "probable": it must mean the record;
            "none": it stays.
        reason: why it is not exact, "" if it is.
        shown: the text that it has anyhow, "" for that of the style.
        is_typed: whether it is written out in words.
        is_textual: whether its author stands in running text: "Lee (2012)".
        note: number of its note, 0 in the text.
        is_first: whether its paragraph begins with it.
        follows: the character behind it, "" at the end.
        is_enclosed: whether it fills parentheses.
        order: its place in the order of the text.
    """

    part: str
    block: int
    start: int
    end: int
    text: str
    cites: tuple[Mapping[str, Any], ...] = ()
    certainty: Certainty = "none"
    reason: str = ""
    shown: str = ""
    is_typed: bool = False
    is_textual: bool = False
    note: int = 0
    is_first: bool = False
    follows: str = ""
    is_enclosed: bool = False
    order: tuple[Any, ...] = ()

    @property
    def keys(self) -> str:
        """The keys that it cites, with commas."""
        return ", ".join(str(cite["id"]) for cite in self.cites)


@dataclass(frozen=True, slots=True)
class Plan:
    """The citations of a file in the order of the text, and the items that they cite, by id."""

    citations: tuple[Planned, ...]
    items: Mapping[str, Item]


@dataclass(slots=True)
class _Maker:
    manuscript: Manuscript
    holdings: Holdings
    series: tuple[Series, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    texts: dict[tuple[str, int], str] = field(default_factory=dict)
    numbers: dict[tuple[str, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.labels = labels(load(""))
        self.texts = {(part, block): text for part, block, text in self.manuscript.blocks}
        self.numbers = _note_numbers(self.manuscript)

    def plan(self) -> Plan:
        found = [*self._typed(), *self._keyed(), *self._scannable()]
        return Plan(tuple(sorted(_apart(found), key=lambda one: one.order)), self.items)

    def _placed(self, site: Site, span: tuple[int, int], **more: Any) -> Planned:
        start, end = span
        place = site.part, site.block
        whole = self.texts[place]
        note = self.numbers.get(place, 0)
        part, block, at = self.manuscript.anchors.get(place, (*place, start))
        order = (part, block, at, site.block, start)
        return Planned(
            part=site.part,
            block=site.block,
            start=start,
            end=end,
            text=whole[start:end],
            note=note,
            is_first=not whole[:start].strip(),
            follows=whole[end : end + 1],
            is_enclosed=whole[max(start - 1, 0) : start] == "(" and whole[end : end + 1] == ")",
            order=order,
            **more,
        )

    def _known(self, record: Record) -> str:
        """The id of a record, whose item is kept."""
        self.items[record.id] = {**to_item(record), "id": record.id}
        return record.id

    def _typed(self) -> Iterator[Planned]:
        faults: dict[tuple[str, int, int], list[Fault]] = defaultdict(list)
        for fault in review(self.manuscript, self.holdings, self.series):
            faults[fault.site.part, fault.site.block, fault.site.start].append(fault)
        for site in self.manuscript.sites:
            if site.kind == "typed":
                told = faults[site.part, site.block, site.start]
                yield self._of_typed(site, [one for one in told if one.code not in BESIDE])

    def _of_typed(self, site: Site, faults: Sequence[Fault]) -> Planned:
        span = site.start, site.end
        if site.setting == "list":
            return self._placed(site, span, is_typed=True, reason="an entry of the list of references")
        records = [one for fault in faults if fault.key and (one := self.holdings.record(fault.key))]
        if len(records) != len(site.works) or len({one.id for one in records}) != len(site.works):
            return self._placed(site, span, is_typed=True, reason=_why(faults))
        reason = next((one.message for one in faults if one.code != RIGHT), "") or _short_of(site, records, self.series)
        cites = [{"id": self._known(record)} for record in records]
        found = self._ending(site, records)
        cites[-1] |= {"label": found.label, "locator": found.locator} if found.locator else {}
        fit = self._fitted(site, records, found)
        if fit.within:
            told = f"“{fit.within}” belongs to no part of the citation"
            return self._placed(site, span, is_typed=True, reason=told)
        reason = reason or (
            f"“{_shortened(fit.before)}” holds more than the names of its authors" if fit.before else ""
        )
        return self._placed(
            site,
            self._within(site, fit.start, found.end),
            cites=tuple(cites),
            certainty="probable" if reason else "exact",
            reason=reason,
            is_typed=True,
        )

    def _within(self, site: Site, start: int, end: int) -> tuple[int, int]:
        """The span without a parenthesis at its end that closes one before it."""
        words = self.texts[site.part, site.block][start:end]
        is_outer = words.endswith(")") and words.count(")") > words.count("(")
        return start, end - is_outer

    def _fitted(self, site: Site, records: Sequence[Record], found: Ending) -> Fitted:
        """The beginning of a typed citation, and its stray words."""
        text = self.texts[site.part, site.block]
        terms = (*self.labels, found.locator) if found.locator else ()
        begin = self._beginning(site)
        is_author = any(text.startswith(author, begin) for author in site.works[0].authors)
        start = begin if is_author else site.start
        fit = fitted(text, (start, found.end), site.works, records, self.series, terms)
        return fit if fit.has_names else fit._replace(start=begin, before="")

    def _beginning(self, site: Site) -> int:
        text = self.texts[site.part, site.block]
        return beginning(text, (site.start, site.end), site.works[0]) if len(site.works) == 1 else site.start

    def _ending(self, site: Site, records: Sequence[Record]) -> Ending:
        """The end of a typed citation; of several works at once, that of the site."""
        if len(records) != 1:
            return Ending(site.end)
        text = self.texts[site.part, site.block]
        return ending(text, (site.start, site.end), site.works[0], records[0], self.labels)

    def _locator(self, text: str) -> dict[str, str]:
        if not text:
            return {}
        cited = split(text, self.labels)
        if cited.locator and not cited.suffix.strip(" ,"):
            return {"label": cited.label, "locator": cited.locator}
        return {"label": "page", "locator": text} if text[0].isdigit() else {"suffix": f", {text}"}

    def _keyed(self) -> Iterator[Planned]:
        clusters: dict[tuple[str, int, int], list[Site]] = defaultdict(list)
        for site in self.manuscript.sites:
            if site.kind == "keyed":
                clusters[site.part, site.block, site.cluster[0]].append(site)
        told = self.holdings.look_up(name for sites in clusters.values() for one in sites for name in one.names)
        for sites in clusters.values():
            missing = [(name, told[name]) for site in sites for name in site.names if not _is_known(told[name])]
            if missing:
                name, why = missing[0]
                yield self._placed(sites[0], sites[0].cluster, reason=f"{name}: {why or 'no record has this key'}")
                continue
            cites = tuple(cite for site in sites for cite in self._cites(site, told))
            is_textual = sites[0].mode == "textual"
            if any(site.prefix for site in sites[1:]):  # the writer's words fix the order
                cites = tuple({**cite, "unsorted": True} for cite in cites)
            if is_textual:
                cites = ({**cites[0], "suppress-author": True}, *cites[1:])
            yield self._placed(sites[0], sites[0].cluster, cites=cites, certainty="exact", is_textual=is_textual)

    def _cites(self, site: Site, told: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """The cites of a site; prefix and locator of one with several names go to its first and last."""
        for number, name in enumerate(site.names, 1):
            cite: dict[str, Any] = {"id": self._named(told[name])}
            if number == 1 and site.prefix:
                cite["prefix"] = site.prefix
            if number == len(site.names):
                cite |= self._behind_key(site)
            if site.mode == "author-omitted":
                cite["suppress-author"] = True
            yield cite

    def _behind_key(self, site: Site) -> dict[str, str]:
        """Label, locator and suffix of the words behind the last key."""
        words = site.text[site.places[-1][1] - site.start :].removeprefix("}")
        cited = split(words.strip(" []") if site.mode == "textual" else words, self.labels)
        found = {"label": cited.label, "locator": cited.locator, "suffix": cited.suffix}
        return {name: value for name, value in found.items() if value}

    def _named(self, found: Any) -> str:
        if isinstance(found, Record):
            return self._known(found)
        self.items[found.key] = {**found.item, "id": found.key}
        return str(found.key)

    def _scannable(self) -> Iterator[Planned]:
        for part, block, text in self.manuscript.blocks:
            for one in scannable_cites(text):
                site = Site(kind="keyed", start=one.start, end=one.end, text=one.text, part=part, block=block)
                found = self.holdings.look_up([one.name]).get(one.name) if one.name else None
                cite: dict[str, Any] = {name: value for name, value in one.words.items() if value}
                cite |= self._locator(one.locator)
                if _is_known(found):
                    cite["id"] = self._named(found)
                elif one.address:
                    cite |= {"id": one.address, "uris": [one.address]}
                else:
                    yield self._placed(site, (one.start, one.end), reason=f"{one.name or one.text}: no record")
                    continue
                cite |= {"suppress-author": True} if one.is_without_author else {}
                shown = "" if _is_known(found) else one.shown
                yield self._placed(site, (one.start, one.end), cites=(cite,), certainty="exact", shown=shown)


def planned(manuscript: Manuscript, holdings: Holdings, series: tuple[Series, ...]) -> Plan:
    """Find the citations of a .docx or .odt file, and what each of them means."""
    return _Maker(manuscript, holdings, series).plan()


def _is_known(found: object) -> bool:
    return isinstance(found, Record | Known)


def _why(faults: Sequence[Fault]) -> str:
    """The reason why a typed citation has no record."""
    return next((one.message for one in faults if not one.key), "") or "no record, or several"


def _short_of(site: Site, records: Iterable[Record], series: tuple[Series, ...]) -> str:
    """The statement that a typed citation or its record lacks to be exact, "" for none."""
    words = letters(site.text)
    for work, record in zip(site.works, records, strict=False):
        if not _has_number(work):
            return "it names no number of a series"
        if letters(_main(record.title)) not in words:
            return "it does not name the title"
        if lacking := missing(work, site.text, record, series):
            return f"{record.id} has no {lacking}"
    more = other_numbers(site.text, site.works, series)
    return f"it names No. {more}, too" if more else ""


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]} …"


def _has_number(work: CitedWork) -> bool:
    return bool(work.get("number"))


def _main(title: str) -> str:
    """The title before its colon, where that is more than a word."""
    main = title.partition(":")[0]
    return main if " " in main.strip() else title


def _note_numbers(manuscript: Manuscript) -> dict[tuple[str, int], int]:
    """Part and block of a paragraph in a note -> the number of the note; footnotes and endnotes count apart."""
    found: dict[tuple[str, int], int] = {}
    for part in dict.fromkeys(part for part, _ in manuscript.anchors):
        anchors = {place: anchor for place, anchor in manuscript.anchors.items() if place[0] == part}
        number = {anchor: count for count, anchor in enumerate(sorted(set(anchors.values())), 1)}
        found |= {place: number[anchor] for place, anchor in anchors.items()}
    return found


def _apart(found: Iterable[Planned]) -> Iterator[Planned]:
    """The citations without those that overlap another; one that cites goes before one that does not."""
    last: Planned | None = None
    for one in sorted(found, key=lambda one: (one.part, one.block, one.start, -one.end)):
        if last and (one.part, one.block) == (last.part, last.block) and one.start < last.end:
            last = one if not last.cites and one.cites else last
            continue
        if last:
            yield last
        last = one
    if last:
        yield last
