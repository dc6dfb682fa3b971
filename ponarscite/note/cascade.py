"""Cascade: a note, or an entry of a list -> the works that it names.

What `citestring` proves comes first; what it gives up goes to the rules of this room, which know what no model should
guess: numbers of memos without a title, labels of series, "Ibid.". What neither reads is kept as doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from ponarscite.note.cited_work import CitedWork
from ponarscite.note.outlet import is_known
from ponarscite.note.parser import LONGEST, parse_note
from ponarscite.note.segment import split_sources
from ponarscite.record.claim import DOUBT, READING, UNREAD
from ponarscite.record.date import known_date
from ponarscite.record.item import NAMES, names_of, to_json_text
from ponarscite.record.name import parse_name
from ponarscite.record.text import clean, letters
from ponarscite.series.series import Series, is_full_label, label_pattern

if TYPE_CHECKING:
    from ponarscite.citestring.reading import Reading

_NO_LABEL: Final = re.compile(r"(?!)(?P<label>)(?P<number>)")
_DATES: Final = ("issued", "accessed")
_LETTER = re.compile(r"[^\W\d_]")
_SHORT = frozenset(("imprint", "identified"))
"""Checks that a short form fails."""

_REPRINTED = re.compile(r"\W{0,3}(?:and )?(?:reprinted|republished|reposted) (?:in|by|at|on)\b", re.IGNORECASE)
_UNPLACED = frozenset(("report", "document", "webpage"))
_PLACED = frozenset(("container-title", "publisher", "publisher-place", "genre", "number"))
"""Variables that tell where a work appeared."""

_MOST_KEPT = 256
"""Strings whose readings are kept: extractors and roles ask for one note again."""


@dataclass(frozen=True, slots=True)
class Work:
    """A work that was understood.

    Args:
        cited: the work.
        reading: its reading by the model; None for a work that the rules have read.
        start: index in the clean text at which the citation begins; of the rules, its source or remark.
        end: index behind it.
    """

    cited: CitedWork
    reading: Reading | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of a note or an entry.

    Args:
        found: the works, in order, each once.
        doubtful: what the model takes for a work, no check proves, and no rule reads.
    """

    found: tuple[Work, ...] = ()
    doubtful: tuple[Reading, ...] = ()

    @property
    def works(self) -> tuple[CitedWork, ...]:
        """The works alone."""
        return tuple(work.cited for work in self.found)

    @property
    def is_open(self) -> bool:
        """Whether a doubtful reading is more than a short form, so that the text cites something."""
        return any(_SHORT.isdisjoint(reading.failed) for reading in self.doubtful)


@lru_cache(maxsize=_MOST_KEPT)
def read_works(text: str, series: tuple[Series, ...], *, is_memo: bool = False) -> Understood:
    """Read the works that a note or an entry of a list names.

    Args:
        text: without its marker or number.
        series: the series whose labels are recognised.
        is_memo: whether the text is a note of a memo of these series, where a short label ("memo No. 660") is theirs.
    Returns:
        Nothing in either tuple for "Ibid.", interviews, short forms, remarks, and a text longer than any note.
    Raises:
        Nothing.
    """
    from ponarscite.citestring.reading import read_citations  # the model, which only a note needs

    source = clean(text[:LONGEST])
    readings = read_citations(source) if _LETTER.search(source) else ()
    proven = [reading for reading in readings if reading.grade != "doubtful"]
    doubtful = [reading for reading in readings if reading.grade == "doubtful"]
    found = [
        (reading.start, Work(cited(reading, source, series), reading, reading.start, reading.end)) for reading in proven
    ]
    titles = {letters(work.cited.get("title")) for _, work in found}
    ruled = []
    for part in _open_parts(source, series, proven, doubtful):
        if works := _by_rules(source[slice(*part)], series, titles, is_memo=is_memo):
            ruled.append(part)
            found += [(part[0], Work(work, None, *part)) for work in works]
    left = tuple(one for one in doubtful if not any(_overlap(part, one) for part in ruled))
    return Understood(_each_once(found), left)


def _open_parts(
    source: str, series: tuple[Series, ...], proven: Sequence[Reading], doubtful: Sequence[Reading]
) -> list[tuple[int, int]]:
    """The parts of a note for the rules: those without a proven work, and none that is only half a citation."""
    parts = list(_parts(source, series))
    taken = [*proven, *(one for one in doubtful if any(_crosses(part, one) for part in parts))]
    return [part for part in parts if not any(_overlap(part, one) for one in taken)]


def _by_rules(part: str, series: tuple[Series, ...], titles: set[str], *, is_memo: bool) -> list[CitedWork]:
    """The works that the rules read whole, but for those with a title of *titles*."""
    works = parse_note(part, series, is_memo=is_memo)
    return [work for work in works if _is_new(work, titles)]


def _each_once(found: Sequence[tuple[int, Work]]) -> tuple[Work, ...]:
    """The works in the order of their places, each once."""
    in_order: dict[frozenset[tuple[str, str]], Work] = {}
    for _, work in sorted(found, key=lambda pair: pair[0]):
        in_order.setdefault(frozenset(pair for pair in work.cited if pair[0] != READING), work)
    return tuple(in_order.values())


def proved(reading: Reading) -> Reading:
    """A proven reading, with the top grade where a style prints it back."""
    from ponarscite.citestring.printing import printed

    return replace(reading, grade="printed") if reading.grade == "proven" and printed(reading) else reading


def _is_new(work: CitedWork, titles: set[str]) -> bool:
    title = letters(work.get("title"))
    return not title or title not in titles


def _parts(source: str, series: tuple[Series, ...]) -> Iterator[tuple[int, int]]:
    """The spans of the sources and remarks that a note consists of."""
    end = 0
    for part in split_sources(source, label_pattern(series) if series else _NO_LABEL):
        start = source.find(part, end)
        end = start + len(part)
        yield start, end


def _overlap(part: tuple[int, int], reading: Reading) -> bool:
    return part[0] < reading.end and reading.start < part[1]


def _crosses(part: tuple[int, int], reading: Reading) -> bool:
    """Whether a reading whose title lies in a part has other fields outside of it: the part is only half a citation."""
    titles = [span for span in reading.spans if span.label == "title" and part[0] <= span.start and span.end <= part[1]]
    return bool(titles) and any(span.end <= part[0] or span.start >= part[1] for span in reading.spans)


def cited(reading: Reading, source: str, series: tuple[Series, ...]) -> CitedWork:
    """The work of a reading, with texts as found where they give the same value.

    A label that a series knows stands as the series spells it, with its number.
    """
    item = dict(reading.item)
    match = label_pattern(series).search(source, reading.start, min(reading.end + 12, len(source))) if series else None
    if match and (is_full_label(match["label"], series) or not item.get("publisher") or _is_ours(item, match, series)):
        item |= {"type": "report", "genre": match["label"], "number": match["number"]}
    work = _work(_of_agency(_not_ours(item, series)), reading)
    is_reprinted = _REPRINTED.match(source, reading.end)
    return replace(work, found=(*work.found, (UNREAD, "reprint"))) if is_reprinted else work


def _of_agency(item: dict[str, Any]) -> dict[str, Any]:
    """A report whose only author is an agency, as the article that it published: "Reuters, “Title,” May 3, 2020"."""
    names = item.get("author", ())
    outlet = names[0].get("literal", "") if len(names) == 1 else ""
    if item["type"] not in _UNPLACED or not is_known(outlet) or not _PLACED.isdisjoint(item):
        return item
    texts = {name: value for name, value in item.items() if name != "author"}
    return texts | {"type": "article-newspaper", "container-title": outlet}


def _is_ours(item: Mapping[str, Any], match: re.Match[str], series: tuple[Series, ...]) -> bool:
    """Whether publisher and label are the two halves of a series' name: "PONARS Eurasia", "Policy Memo"."""
    whole = f"{item['publisher']} {match['label']}".casefold()
    return whole in {name.casefold() for one in series for name in one.names}


def _not_ours(item: dict[str, Any], series: tuple[Series, ...]) -> dict[str, Any]:
    """Add the publisher to the genre of another institution's "Policy Memo", or a series would claim it."""
    genre, publisher = item.get("genre", ""), item.get("publisher", "").casefold()
    ours = {name.casefold() for one in series for name in (*one.site_names, *(era.publisher for era in one.eras))} - {
        ""
    }
    if not genre or not publisher or is_full_label(genre, series) or any(name in publisher for name in ours):
        return item
    return item | {"genre": f"{item['publisher']} {genre}"}


def doubtful_work(reading: Reading, sure: Mapping[str, Any]) -> CitedWork:
    """What is sure of a doubtful reading, with the doubt."""
    work = _work(sure, reading)
    doubt = f"not proven, and read in part: it fails {', '.join(reading.failed)}"
    return replace(work, found=(*work.found, (DOUBT, doubt)))


def _work(item: Mapping[str, Any], reading: Reading) -> CitedWork:
    names = [(variable, text) for variable in item if variable in NAMES for text in _names(item[variable], reading)]
    texts = [(variable, value) for variable, value in item.items() if variable not in NAMES and isinstance(value, str)]
    dates = [(variable, _date(item[variable], variable, reading)) for variable in _DATES if variable in item]
    first = [pair for pair in texts if pair[0] == "type"]
    others = [pair for pair in texts if pair[0] != "type"]
    told = [(READING, f"{reading.grade}, least probability {reading.marginal:.2f}: {reading.core}")]
    unread = [(UNREAD, name) for name in _unread(item, reading)]
    return CitedWork((*first, *names, *others, *dates, *told, *unread))


def _unread(item: Mapping[str, Any], reading: Reading) -> Iterator[str]:
    """What a reading leaves out: a title in another language, the publisher of a journal."""
    if any(span.label == "original" for span in reading.spans):
        yield "translated title"
    name = f"{item.get('container-title', '')}, "
    if any(span.label == "container" and span.text.startswith(name) for span in reading.spans):
        yield "publisher of the journal"


def _names(names: Sequence[Mapping[str, str]], reading: Reading) -> Iterator[str]:
    """Each name as found, where it is parsed into the same name, or else as JSON."""
    found = {parse_name(clean(span.text)): clean(span.text) for span in reading.spans}
    for entry in names:
        name = names_of([entry])[0]
        yield found.get(name) or to_json_text(entry)


def _date(value: Mapping[str, Any], variable: str, reading: Reading) -> str:
    """A date as found, where that is parsed into the same date, or else as JSON."""
    from ponarscite.record.item import date_of

    spans = [clean(span.text) for span in reading.spans if span.label == variable]
    is_same = len(spans) == 1 and known_date(spans[0]) == date_of(value)
    return spans[0] if is_same else to_json_text(value)
