"""Scan: what one module of a language finds in a text."""

from __future__ import annotations

from dataclasses import dataclass

from ponarscite.manuscript.passage import Passage
from ponarscite.manuscript.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The findings in one text.

    Args:
        keyed: the keyed sites in order; they do not overlap.
        passages: notes, entries of lists of references, and running text, without the keyed sites.
        bibliographies: paths of bibliographies as the text names them.
        defined: keys that the text itself defines.
    """

    keyed: tuple[Site, ...] = ()
    passages: tuple[Passage, ...] = ()
    bibliographies: tuple[str, ...] = ()
    defined: frozenset[str] = frozenset()
