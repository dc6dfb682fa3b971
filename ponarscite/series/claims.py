"""ClaimMaker: makes claims that share their subject, their rank and their origin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from ponarscite.document.lines import Line
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.series.url import link


@dataclass(frozen=True, slots=True)
class ClaimMaker:
    """One part of a document, speaking about one thing.

    Args:
        base: the address of the document, which relative addresses are resolved against.
    """

    about: About
    rank: Rank = Rank.OWN
    origin: str = "page"
    base: str = ""

    def claim(self, variable: str, text: str, line: Line) -> Claim:
        """A claim that stands on a line."""
        return Claim(variable, text, self.rank, self.origin, self.about, f"line {line.number}")

    def first_link(self, variable: str, line: Line, ending: str = "") -> Iterator[Claim]:
        """The first http(s) address on a line, resolved against that of the page."""
        addresses = (link(address, self.base) for _, address in line.links)
        wanted = (a for a in addresses if a and a.partition("?")[0].casefold().endswith(ending))
        yield from (self.claim(variable, address, line) for address in islice(wanted, 1))

    def guess(self, variable: str, text: str, line: Line) -> Claim:
        """A claim that the name of the PDF is evidence for."""
        return Claim(variable, text, Rank.GUESSED, "PDF name", self.about, f"line {line.number}")
