"""Citing: what all documents of a project cite -> the texts of its citations and its bibliographies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from ponarscite.errors import PonarsciteError
from ponarscite.integrations.sphinx.domain import Cited, Page
from ponarscite.integrations.sphinx.listing import Listing, passes, variables
from ponarscite.integrations.sphinx.results import List, Place, Results, Site, Tell
from ponarscite.integrations.works.cluster import Cite, Cluster
from ponarscite.integrations.works.project import Project
from ponarscite.integrations.works.records import Item, Records, known_items
from ponarscite.integrations.works.style import read_style
from ponarscite.library.names import Ambiguous, Found

if TYPE_CHECKING:
    from ponarscite.csl import Style

EVERY: Final = "*"
"""The name of all works of the sources."""

SUBTYPES: Final = ("key_not_found", "key_ambiguous")


@dataclass(slots=True)
class Citing:
    """Cites a project.

    Args:
        pages: name -> what it cites and lists, in the order of the project.
        records: what can be cited.
        style: of CSL.
        locale: "" for that of the style.
        tell: tells what is wrong.
    """

    pages: Mapping[str, Page]
    records: Records
    style: Style
    locale: str
    tell: Tell
    _sources: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def results(self) -> Results:
        """The texts of the project. Raises StyleNotFoundError."""
        prefixes = sorted({one.prefix for page in self.pages.values() for one in page.listings} - {""}, key=len)
        clusters, chosen = self._clusters(prefixes[::-1])
        found = self.records.find(_names(clusters))
        known = known_items(found)
        failed = self._failed(found, known)
        ids = {name: str(item["id"]) for name, item in known.items()}
        own = {str(item["id"]): item for item in self.records.own()} if self._wants_own() else {}
        items = {**own, **{str(item["id"]): item for item in known.values()}}
        sites, cited = _sites(clusters, chosen, ids, own)
        listed = {
            (name, number): self._listed(name, one, items, own, sites)
            for name, page in self.pages.items()
            for number, one in enumerate(page.listings)
        }
        uncited = dict.fromkeys(key for keys in listed.values() for key in keys)
        project = Project(self.style, self.locale, {**items, **known}, clusters, uncited)
        for remark in project.remarks:
            self.tell(remark, "style", None)
        lists = {place: self._list(project, place, keys) for place, keys in listed.items()}
        return Results(project.texts(), lists, sites, chosen, items, cited, failed)

    def _clusters(self, prefixes: Sequence[str]) -> tuple[dict[str, list[Cluster]], dict[Site, str]]:
        """The clusters of each page without the prefixes of bibliographies, and the prefixes of those that had one."""
        found: dict[str, list[Cluster]] = {}
        chosen: dict[Site, str] = {}
        for name, page in self.pages.items():
            found[name] = []
            for one in page.cited:
                cluster = one.cluster
                prefix = next((some for some in prefixes if cluster.cites[0].name.startswith(some)), "")
                if prefix:
                    chosen[name, cluster.id] = prefix
                    cluster = replace(cluster, cites=tuple(_without(prefix, cite) for cite in cluster.cites))
                found[name].append(cluster)
        return found, chosen

    def _wants_own(self) -> bool:
        """Whether a bibliography asks for works that are not cited."""
        listings = [one for page in self.pages.values() for one in page.listings]
        every = (cite.name for page in self.pages.values() for one in page.cited for cite in one.cluster.cites)
        return any(one.choice != "cited" or one.filter for one in listings) or EVERY in every

    def _failed(self, found: Mapping[str, Found], known: Mapping[str, Item]) -> list[str]:
        """The names that mean no record, each told where it is cited."""
        missing: dict[str, None] = {}
        for name, page in self.pages.items():
            for one in page.cited:
                for cite in one.cluster.cites:
                    wanted = next((some for some in (cite.name, *self._stripped(cite.name)) if some in known), "")
                    if not wanted and cite.name != EVERY:
                        missing[cite.name] = None
                        self._tell_missing(cite.name, found, (name, one.line))
        return list(missing)

    def _stripped(self, name: str) -> Iterator[str]:
        for page in self.pages.values():
            for one in page.listings:
                if one.prefix and name.startswith(one.prefix):
                    yield name.removeprefix(one.prefix)

    def _tell_missing(self, name: str, found: Mapping[str, Found], place: tuple[str, int | None]) -> None:
        what = next((found[one] for one in (name, *self._stripped(name)) if one in found), None)
        if what is None:
            self.tell(f"{name:.100}: {self.records.problem or 'no record has this key'}", "key_not_found", place)
            return
        self.tell(f"{name:.100}: {what}", SUBTYPES[isinstance(what, Ambiguous)], place)

    def _listed(
        self,
        name: str,
        listing: Listing,
        items: Mapping[str, Item],
        own: Mapping[str, Item],
        sites: Mapping[tuple[str, str], Sequence[Site]],
    ) -> list[str]:
        """The ids that a bibliography lists."""
        cited = {key: [page for page, _ in where] for (prefix, key), where in sites.items() if prefix == listing.prefix}
        if listing.choice == "all" and not own:
            self.tell("there are no ponarscite_sources, so that :all: and :notcited: list nothing more", "list", name)
        if listing.filter:
            keys = [key for key in dict.fromkeys((*own, *cited)) if self._passes(listing, items[key], name, cited)]
        elif listing.choice == "cited":
            keys = list(cited)
        else:
            keys = [key for key in own if key not in cited]
            keys = keys if listing.choice == "notcited" else [*cited, *keys]
        if listing.files:
            there = set(self._of_files(listing.files, name))
            keys = [key for key in keys if key in there]
        return keys

    def _passes(self, listing: Listing, item: Item, page: str, cited: Mapping[str, Sequence[str]]) -> bool:
        docnames = set(cited.get(str(item["id"]), ()))
        values = {**variables(item), "cited": bool(docnames), "docname": page, "docnames": docnames}
        try:
            return passes(listing.filter, values)
        except ValueError as error:
            self.tell(str(error), "filter", page)
            return False

    def _of_files(self, files: Sequence[str], page: str) -> Iterator[str]:
        """The ids of the works in files."""
        for path in files:
            if path not in self._sources:
                try:
                    with Records((path,)) as records:
                        self._sources[path] = tuple(str(item["id"]) for item in records.own())
                except PonarsciteError as error:
                    self._sources[path] = ()
                    self.tell(f"{error.message}; {error.hint}", "source", page)
            yield from self._sources[path]

    def _list(self, project: Project, place: Place, keys: Sequence[str]) -> List:
        listing = self.pages[place[0]].listings[place[1]]
        style = None
        if listing.style:
            try:
                style, _ = read_style(listing.style)
            except PonarsciteError as error:
                self.tell(f"{error.message}; {error.hint}", "style", place[0])
        entries = project.bibliography(set(keys), style)
        if keys and not entries:
            self.tell("the style prints nothing of the works in this bibliography", "style", place[0])
        elif entries.unprinted:
            self.tell(f"the style prints nothing of {', '.join(entries.unprinted[:20])}", "style", place[0])
        return List(listing, entries)


def _names(clusters: Mapping[str, Sequence[Cluster]]) -> list[str]:
    every = (cite.name for some in clusters.values() for one in some for cite in one.cites)
    return [name for name in dict.fromkeys(every) if name != EVERY]


def _without(prefix: str, cite: Cite) -> Cite:
    return replace(cite, name=cite.name.removeprefix(prefix))


def _sites(
    clusters: Mapping[str, Sequence[Cluster]],
    prefixes: Mapping[Site, str],
    ids: Mapping[str, str],
    own: Mapping[str, Any],
) -> tuple[dict[tuple[str, str], list[Site]], dict[str, list[str]]]:
    """Prefix and id of an item -> the clusters that cite it; page -> the ids that it cites."""
    sites: dict[tuple[str, str], list[Site]] = {}
    cited: dict[str, list[str]] = {}
    for page, some in clusters.items():
        for one in some:
            for cite in one.cites:
                for key in own if cite.name == EVERY else filter(None, (ids.get(cite.name),)):
                    sites.setdefault((prefixes.get((page, one.id), ""), key), []).append((page, one.id))
                    cited.setdefault(page, []).append(key)
    return sites, {page: list(dict.fromkeys(keys)) for page, keys in cited.items()}


def kept(pages: Mapping[str, Page], order: Sequence[str], holds: Callable[[str], bool]) -> dict[str, Page]:
    """The pages in an order, without what a condition leaves out.

    Args:
        holds: whether the condition of an `only` directive is met.
    """

    def stays(one: Cited | Listing) -> bool:
        return not one.condition or holds(one.condition)

    return {
        name: Page(tuple(filter(stays, pages[name].cited)), tuple(pages[name].listings))
        for name in order
        if name in pages
    }
