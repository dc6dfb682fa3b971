"""Index of captures: the first pass over WARC files, which finds the documents and all days of their captures.

It keeps some 200 bytes for each distinct document, whatever the size of the files.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from ponarscite.errors import SourceError
from ponarscite.hookspecs import SourceOptions
from ponarscite.sources.web_archive.capture import Seen, looker
from ponarscite.sources.web_archive.record import Broken, Place, read_records
from ponarscite.sources.web_archive.region import Region

MOST_NAMES = 200
"""Names of what is not read that are told apart."""

MOST_BROKEN = 50
"""Broken records that are named; of the others the number is told."""

REVISITS = "revisits of what is not in the archive"

_Days: TypeAlias = dict[str, tuple[int, Place]]
"""Day of a capture -> region and place of its first record."""


@dataclass(slots=True)
class Index:
    """The captures of some WARC files.

    Args:
        left_out: name of what is not read -> number of records.
        broken: (region, what is broken) in order.
    """

    left_out: dict[str, int] = field(default_factory=dict)
    broken: list[tuple[int, Broken]] = field(default_factory=list)
    _regions: array[int] = field(default_factory=lambda: array("L"))
    _offsets: array[int] = field(default_factory=lambda: array("Q"))
    _inners: array[int] = field(default_factory=lambda: array("Q"))
    _contents: dict[int, int] = field(default_factory=dict)
    _pages: dict[int, int] = field(default_factory=dict)
    _days: dict[int, _Days] = field(default_factory=dict)
    _waiting: list[tuple[Seen, int, Place]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self._offsets)

    def __iter__(self) -> Iterator[tuple[int, Place, _Days]]:
        """(region, place, further captures) of each document, in the order of the files."""
        for number, (region, offset, inner) in enumerate(zip(self._regions, self._offsets, self._inners, strict=True)):
            yield region, Place(offset, inner), self._days.get(number, {})

    def add(self, seen: Seen, region: int, place: Place) -> None:
        """Add what a record is."""
        if seen.left_out:
            if seen.is_told:
                self._leave_out(seen.left_out)
        elif (number := self._known(seen)) is not None:
            self._again(number, seen, region, place)
        elif seen.is_revisit:
            self._waiting.append((seen, region, place))
        else:
            self._contents[seen.content] = self._pages[seen.page] = len(self._offsets)
            self._regions.append(region)
            self._offsets.append(place.offset)
            self._inners.append(place.inner)

    def add_broken(self, region: int, one: Broken) -> None:
        """Add a record that is broken; beyond MOST_BROKEN, count it."""
        if len(self.broken) < MOST_BROKEN:
            self.broken.append((region, one))
        else:
            self._leave_out("further broken records")

    def close(self) -> None:
        """Count the revisits whose content stands behind them, or nowhere."""
        for seen, region, place in self._waiting:
            if (number := self._known(seen)) is None:
                self._leave_out(REVISITS)
            else:
                self._again(number, seen, region, place)
        self._waiting.clear()

    def _known(self, seen: Seen) -> int | None:
        """The document that a record captures again; one without a digest captures the last one at its address."""
        if seen.content:
            return self._contents.get(seen.content)
        return self._pages.get(seen.page)

    def _again(self, number: int, seen: Seen, region: int, place: Place) -> None:
        if seen.day:
            self._days.setdefault(number, {}).setdefault(seen.day, (region, place))

    def _leave_out(self, name: str) -> None:
        name = name if name in self.left_out or len(self.left_out) < MOST_NAMES else "other files"
        self.left_out[name] = self.left_out.get(name, 0) + 1


def index_of(regions: Sequence[Region], options: SourceOptions) -> Index:
    """The captures in WARC files. Raises nothing: what cannot be read is in `broken`."""
    index = Index()
    for number, region in enumerate(regions):
        try:
            _read(region, number, index, options)
        except (SourceError, OSError) as error:
            fault = error.message if isinstance(error, SourceError) else str(error.strerror)
            index.add_broken(number, Broken(Place(0), fault))
    index.close()
    return index


def _read(region: Region, number: int, index: Index, options: SourceOptions) -> None:
    with region.open() as opened:
        for one in read_records(opened, looker(options)):
            if isinstance(one, Broken):
                index.add_broken(number, one)
            elif one.value.fault:
                index.add_broken(number, Broken(one.place, one.value.fault))
            else:
                index.add(one.value, number, one.place)
        if opened.fault:
            index.add_broken(number, Broken(Place(opened.size), opened.fault))
