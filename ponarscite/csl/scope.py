"""Scope: what the rendering of one item in one place looks at; and the steps that render it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ponarscite.csl.tree import EMPTY, Rendered

if TYPE_CHECKING:
    from ponarscite.csl.item import Item
    from ponarscite.csl.person import Person

FIRST, SUBSEQUENT, IBID, IBID_WITH_LOCATOR = range(4)
"""Positions of a cite in a document."""


@dataclass(frozen=True, slots=True)
class Cite:
    """One item cited in one place.

    Args:
        id: of the item.
        locator, label: the cited place, and what kind of place it is ("page", "chapter").
        prefix, suffix: words of the writer, with a field's markup.
        position: one of the positions above.
        near_note: whether the last note that cited the item is near.
        note: the number of the note, 0 in the text; of no account once the position is known.
        first_note: the number of the note that cited the item first, 0 for none.
        author_only, suppress_author: which part of the cite is wanted.
    """

    id: str = ""
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suffix: str = ""
    position: int = FIRST
    near_note: bool = False
    note: int = 0
    first_note: int = 0
    author_only: bool = False
    suppress_author: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """How much more of an item is said so that it differs from others.

    Args:
        names: how many names to show, one number for each list of names in the order rendered; () or 0 for what
            the style says.
        givens: how much of the given name of each name, a list for each list of names: 0 for what the style says,
            1 for initials, 2 for all of it.
        year_suffix: "a", "b", ..., "" for none.
        condition: of how many tests ``disambiguate="true"`` of a cite hold, in the order met.
    """

    names: tuple[int, ...] = ()
    givens: tuple[tuple[int, ...], ...] = ()
    year_suffix: str = ""
    condition: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """A list of names as it was rendered.

    Args:
        persons: all of them.
        count: how many were shown before "et al.".
        level: how much of a given name the style shows by itself, as in `Detail.givens`.
        initials: whether the style has initials.
    """

    persons: tuple[Person, ...]
    count: int
    level: int
    initials: bool


NO_CITE = Cite()
NO_DETAIL = Detail()


class Scope:
    """The item, its cite and what is known of its surroundings; used for one rendering.

    Attributes:
        number: the citation number, 0 for none.
        silent: variables that stood in for names and are not said again.
        recorded: variables said so far, while something stands in for names; else None.
        lists: the lists of names rendered so far.
        conditions_seen: how many tests ``disambiguate="true"`` were met.
        suffix_said: whether the year suffix was printed.
        begins: whether the first element of the layout said something.
    """

    __slots__ = (
        "begins", "cite", "conditions_seen", "detail", "item", "lists", "number", "recorded", "silent", "suffix_said",
    )  # fmt: skip

    def __init__(self, item: Item, cite: Cite = NO_CITE, detail: Detail = NO_DETAIL, number: int = 0) -> None:
        self.item = item
        self.cite = cite
        self.detail = detail
        self.number = number
        self.silent: set[str] = set()
        self.recorded: list[str] | None = None
        self.lists: list[Shown] = []
        self.conditions_seen = 0
        self.suffix_said = False
        self.begins = False


Step: TypeAlias = Callable[[Scope], Rendered]


def nothing(scope: Scope) -> Rendered:  # noqa: ARG001  # every step takes a scope
    """The step of an element that says nothing and asks for no variable."""
    return None


def absent(scope: Scope) -> Rendered:  # noqa: ARG001  # every step takes a scope
    """The step of an element whose variables the item has not."""
    return EMPTY
