"""ClaimMaker: makes claims that share their subject, rank and origin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from ponarscite.document.lines import Line
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.series.url import link


@dataclass(frozen=True, slots=True)
class ClaimMaker:
    """Makes the claims of one part of a document about one work.

    Args:
        about: the work, and its place in the document.
        rank: the weight of the claims.
        origin: where they come from, as `Claim.origin` names it.
        base: the address of the document; relative links are resolved against it.
    """

    about: About
    rank: Rank = Rank.OWN
    origin: str = "page"
    base: str = ""

    def claim(self, variable: str, text: str, line: Line) -> Claim:
        """Make a claim whose text was found on *line*."""
        return Claim(variable, text, self.rank, self.origin, self.about, f"line {line.number}")

    def first_link(self, variable: str, line: Line, ending: str = "") -> Iterator[Claim]:
        """Make at most one claim: the first http(s) link on *line*, resolved against *base*.

        Args:
            ending: what the path must end in, in lower case (".pdf"); "" for any link.
        """
        addresses = (link(address, self.base) for _, address in line.links)
        wanted = (a for a in addresses if a and a.partition("?")[0].casefold().endswith(ending))
        yield from (self.claim(variable, address, line) for address in islice(wanted, 1))

    def guess(self, variable: str, text: str, line: Line) -> Claim:
        """Make a claim of rank GUESSED, inferred from the file name of a PDF."""
        return Claim(variable, text, Rank.GUESSED, "PDF name", self.about, f"line {line.number}")
