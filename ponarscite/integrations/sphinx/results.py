"""Results: the texts and lists of a whole project, and what each page shows of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from ponarscite.csl.punctuation import Open, Run
from ponarscite.integrations.works.web import anchor

if TYPE_CHECKING:
    from ponarscite.csl import Bibliography
    from ponarscite.integrations.sphinx.listing import Listing
    from ponarscite.integrations.works.cluster import Text

Place = tuple[str, int]
"""A bibliography: its page, and its number among those of the page."""

Site = tuple[str, str]
"""A cluster: its page, and its id there."""

Tell = Callable[[str, str, "str | tuple[str, int | None] | None"], None]
"""Tells (text, subtype, page or page and line)."""


@dataclass(frozen=True, slots=True)
class List:
    """A bibliography as it is printed, and what it lists."""

    listing: Listing
    entries: Bibliography


@dataclass(frozen=True, slots=True)
class Results:
    """The texts of a project.

    Args:
        texts: the text of each cluster.
        lists: the bibliographies, in the order of the project.
        sites: prefix and id of an item -> the clusters that cite it.
        prefixes: cluster -> the prefix of the bibliography that it is listed in; none for "".
        items: id -> item of what is known.
        cited: page -> the ids that it cites.
        failed: the names that mean no record.
    """

    texts: Mapping[Site, Text] = field(default_factory=dict)
    lists: Mapping[Place, List] = field(default_factory=dict)
    sites: Mapping[tuple[str, str], Sequence[Site]] = field(default_factory=dict)
    prefixes: Mapping[Site, str] = field(default_factory=dict)
    items: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    cited: Mapping[str, Sequence[str]] = field(default_factory=dict)
    failed: Sequence[str] = ()
    _places: dict[tuple[str, str], list[Place]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for place, one in sorted(self.lists.items(), key=lambda item: bool(item[1].listing.filter)):
            for entry in one.entries:
                self._places.setdefault((one.listing.prefix, entry.id), []).append(place)

    def target(self, site: Site, key: str) -> tuple[str, str] | None:
        """The page and the anchor of the entry that a cite links to; None for none.

        On its own page where it can, else in the first bibliography without a filter, else in the first of all.
        """
        prefix = self.prefixes.get(site, "")
        found = self._places.get((prefix, key), [])
        page = next((page for page, _ in found if page == site[0]), found[0][0] if found else None)
        return None if page is None else (page, anchor(key, prefix))

    def backlinks(self, place: Place, key: str) -> Iterator[Site]:
        """The clusters that link to an entry."""
        if self.has_anchor(place, key):
            for site in self.sites.get((self.lists[place].listing.prefix, key), ()):
                if (target := self.target(site, key)) and target[0] == place[0]:
                    yield site

    def has_anchor(self, place: Place, key: str) -> bool:
        """Whether links lead to the entry of this bibliography, and not to that of another on its page."""
        prefix = self.lists[place].listing.prefix
        return next(one for one in self._places[prefix, key] if one[0] == place[0]) == place

    def digests(self) -> dict[str, str]:
        """Page -> digest of what it shows: its texts, links, lists, and the items that it cites."""
        shown: dict[str, list[Any]] = {}
        for (page, number), text in self.texts.items():
            links = [self.target((page, number), key) for key in _links(text.runs)]
            shown.setdefault(page, []).append([number, _plain(text.author), _plain(text.runs), links])
        for page, keys in self.cited.items():
            shown.setdefault(page, []).append([self.items[key] for key in keys])
        for place, one in self.lists.items():
            entries = [
                (entry.id, _plain(entry.text.runs), list(self.backlinks(place, entry.id))) for entry in one.entries
            ]
            shown.setdefault(place[0], []).append([repr(one.listing), entries])
        return {page: _digest(all_) for page, all_ in shown.items()}


def _links(runs: Iterable[Run]) -> list[str]:
    return [run.value[1:] for run in runs if isinstance(run, Open) and run.value[:1] == "#"]


def _plain(runs: Iterable[Run]) -> list[Any]:
    """Runs as JSON has them."""
    return [run if isinstance(run, str) else [run.name, run.value] if isinstance(run, Open) else 0 for run in runs]


def _digest(shown: Any) -> str:
    written = json.dumps(shown, sort_keys=True, ensure_ascii=True, default=str)
    return blake2b(written.encode(), digest_size=16).hexdigest()
