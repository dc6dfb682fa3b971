"""State of one rendering: the item, its cite, its disambiguation, and what was rendered so far.

A compiled rendering element is a *step*: a function that takes this state and gives a node, `EMPTY` or None.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ponarscite.csl.tree import EMPTY, Rendered

if TYPE_CHECKING:
    from ponarscite.csl.item import Item
    from ponarscite.csl.list_style import ListStyle
    from ponarscite.csl.person import Person

FIRST, SUBSEQUENT, IBID, IBID_WITH_LOCATOR = range(4)
"""Positions of a cite, numbered as citeproc-js numbers them; CSL 1.0.2, "Choose" (position)."""


@dataclass(frozen=True, slots=True)
class Cite:
    """One item cited at one place of a document.

    Args:
        id: of the item.
        locator, label: the cited place ("3-5") and its kind ("page", "chapter").
        prefix, suffix: the writer's words around the cite; they may hold the HTML-like tags of CSL.
        infix: the writer's words between the author and the rest in mode "composite", likewise.
        position: FIRST, SUBSEQUENT, IBID or IBID_WITH_LOCATOR.
        near_note: whether the note that cited the item last is at most near-note-distance notes away.
        first_note: number of the note that first cited the item (first-reference-note-number), 0 for none.
        author_only, suppress_author: which half of the cite to print; both False prints all of it.
        unsorted: whether its citation keeps the order in which its cites are given.
    """

    id: str = ""
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suffix: str = ""
    position: int = FIRST
    near_note: bool = False
    first_note: int = 0
    author_only: bool = False
    suppress_author: bool = False
    unsorted: bool = False
    infix: str = ""


@dataclass(frozen=True, slots=True)
class Disambiguation:
    """Additions of disambiguation to the cites of an item (CSL 1.0.2, "Disambiguation").

    Args:
        names: least number of names to show, one entry for each name list of a cite in rendering order; 0 or a missing
            entry leaves the number to the style.
        givens: for each name list, one level for each name: 0 as the style has it, 1 initials, 2 the full given name;
            a missing level counts as 0.
        year_suffix: "a", "b", ..., "" for none.
        condition: how many of the conditions disambiguate="true" of a cite hold, counted in rendering order.
    """

    names: tuple[int, ...] = ()
    givens: tuple[tuple[int, ...], ...] = ()
    year_suffix: str = ""
    condition: int = 0


@dataclass(frozen=True, slots=True)
class RenderedNames:
    """A name list as it was rendered.

    Args:
        persons: all names of the variable.
        count: how many of them were shown before "et al.".
        style: of the list.
    """

    persons: tuple[Person, ...]
    count: int
    style: ListStyle

    @property
    def level(self) -> int:
        """Part of a given name that the style shows without disambiguation, as in `Disambiguation.givens`."""
        return self.style.name.level


NO_CITE = Cite()
UNAMBIGUOUS = Disambiguation()
"""The disambiguation of an item whose cites need none."""


class Scope:
    """State of the rendering of one item; each rendering has its own.

    Attributes:
        number: the citation number, 0 for none.
        suppressed: variables that print nothing from here on, since they replaced names through cs:substitute (CSL
            1.0.2, "Substitute").
        rendered: variables rendered so far by the cs:substitute that is running, None outside of one.
        name_lists: the name lists rendered so far.
        conditions_seen: number of conditions disambiguate="true" tested so far.
        year_suffix_rendered: whether the year suffix is printed already; it appears once in a cite.
        begins: whether the first element of the layout printed anything; second-field-align needs to know.
    """

    __slots__ = (
        "begins", "cite", "conditions_seen", "disambiguation", "item", "name_lists", "number", "rendered", "suppressed",
        "year_suffix_rendered",
    )  # fmt: skip

    def __init__(
        self, item: Item, cite: Cite = NO_CITE, disambiguation: Disambiguation = UNAMBIGUOUS, number: int = 0
    ) -> None:
        self.item = item
        self.cite = cite
        self.disambiguation = disambiguation
        self.number = number
        self.suppressed: set[str] = set()
        self.rendered: list[str] | None = None
        self.name_lists: list[RenderedNames] = []
        self.conditions_seen = 0
        self.year_suffix_rendered = False
        self.begins = False

    def is_spent(self, variable: str) -> bool:
        """Whether a variable prints nothing any more: it replaced names, or is part of what replaces them now."""
        return variable in self.suppressed or (self.rendered is not None and variable in self.rendered)


Step: TypeAlias = Callable[[Scope], Rendered]


def nothing(scope: Scope) -> Rendered:  # noqa: ARG001  # the signature of a step
    """Print nothing: the step of an element that calls no variable and has no text."""
    return None


def absent(scope: Scope) -> Rendered:  # noqa: ARG001  # the signature of a step
    """Print nothing: the step of an element that calls only variables that the item lacks."""
    return EMPTY
