"""Document: a manuscript that is open in an editor, or lies in its folders, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ponarscite.integrations.lsp.bibliography import Bibliography
from ponarscite.integrations.lsp.text import Text
from ponarscite.manuscript.fault import Fault
from ponarscite.manuscript.holdings import Holdings
from ponarscite.manuscript.reading import TEXTS, Manuscript, language_of
from ponarscite.manuscript.site import Site


@dataclass(slots=True)
class Document:
    """A manuscript that is open.

    Args:
        uri: as the editor names it.
        path: of its file, None for one that was never saved.
        language: one of TEXTS, "" where nothing is read.
        text: as it is now.
        version: as the editor counts.
    """

    uri: str
    path: Path | None
    language: str
    text: Text
    version: int = 0


@dataclass(frozen=True, slots=True)
class Analysis:
    """The citations of one version of a document, and its problems.

    Args:
        version: of the document.
        text: in this version.
        manuscript: its citations.
        own: its bibliographies, in order.
        holdings: what it may cite.
        faults: what is wrong.
        seconds: how long this took.
    """

    version: int
    text: Text
    manuscript: Manuscript
    own: tuple[Bibliography, ...] = ()
    holdings: Holdings = field(default_factory=Holdings)
    faults: Sequence[Fault] = ()
    seconds: float = 0.0

    def own_with(self, key: str) -> Bibliography | None:
        """The first of its bibliographies that has a key."""
        return next((one for one in self.own if key in one.keys), None)


@dataclass(frozen=True, slots=True)
class Named:
    """One name within a site.

    Args:
        name: as written.
        start, end: its span in the text.
        site: the whole site.
    """

    name: str
    start: int
    end: int
    site: Site


def moved(site: Site, by: int) -> Site:
    """A site so many characters further on."""
    places = tuple((start + by, end + by) for start, end in site.places)
    cluster = site.cluster[0] + by, site.cluster[1] + by
    return replace(site, start=site.start + by, end=site.end + by, places=places, cluster=cluster)


def language(identifier: str, path: Path | None) -> str:
    """The language that an editor names, or else that of a file's ending; "" for one that is not read."""
    found = language_of(identifier) or (language_of(path.name) if path else "")
    return found if found in TEXTS else ""


def names_in(sites: Sequence[Site]) -> Iterator[Named]:
    """Every name of the keyed sites."""
    for site in sites:
        for name, (start, end) in zip(site.names, site.places, strict=True):
            yield Named(name, start, end, site)


def name_at(sites: Sequence[Site], offset: int) -> Named | None:
    """The name under the cursor; in a site of one name, anywhere in it."""
    around = [named for named in names_in(sites) if named.site.start <= offset <= named.site.end]
    exact = (named for named in around if named.start <= offset <= named.end)
    alone = (named for named in around if len(named.site.names) == 1)
    return next(exact, None) or next(alone, None)


def typed_at(sites: Sequence[Site], offset: int) -> Site | None:
    """The typed citation under the cursor."""
    return next((site for site in sites if site.kind == "typed" and site.start <= offset <= site.end), None)
