"""CitedWork: a work that a note or a headline names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work as a note or a headline names it.

    Args:
        found: (CSL variable, text as printed) pairs, one pair an author, in the order printed.
    """

    found: tuple[tuple[str, str], ...]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.found)

    def get(self, variable: str) -> str:
        """Return the first text of a variable, "" if there is none."""
        return next((text for name, text in self.found if name == variable), "")

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors' names as printed, in order."""
        return tuple(text for name, text in self.found if name == "author")


def cited_work(authors: tuple[str, ...] = (), **texts: str) -> CitedWork:
    """Make a CitedWork of authors and texts.

    Args:
        texts: CSL variable, with "_" for its hyphens -> text; empty texts are left out.
    """
    people = tuple(("author", author) for author in authors)
    found = tuple((name.replace("_", "-"), text) for name, text in texts.items() if text)
    return CitedWork((*found[:1], *people, *found[1:]))
