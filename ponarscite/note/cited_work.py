"""CitedWork: a work that a note names, as found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work named by a note or a headline.

    Args:
        found: (CSL variable, text as found) pairs, in the spelling of `Claim.variable`; one author a pair, in order.
    """

    found: tuple[tuple[str, str], ...]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.found)

    def get(self, variable: str) -> str:
        """The first text of a variable, "" when the note has none."""
        return next((text for name, text in self.found if name == variable), "")

    @property
    def authors(self) -> tuple[str, ...]:
        """The names as printed, in order."""
        return tuple(text for name, text in self.found if name == "author")


def cited_work(authors: tuple[str, ...] = (), **texts: str) -> CitedWork:
    """A CitedWork of authors and texts, empty ones left out; "_" in a keyword is the hyphen of a CSL variable."""
    people = tuple(("author", author) for author in authors)
    found = tuple((name.replace("_", "-"), text) for name, text in texts.items() if text)
    return CitedWork((*found[:1], *people, *found[1:]))
