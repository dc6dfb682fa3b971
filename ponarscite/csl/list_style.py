"""The style of a list of names: cs:name with its inherited attributes, compiled by `namelist`.

Source: CSL 1.0.2 specification, "Name", "Et-al" and "Inheritable Name Options".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from ponarscite.csl.element import Element
from ponarscite.csl.name import NameStyle
from ponarscite.csl.tree import Formatting, Node

Origin: TypeAlias = tuple[Element, Element | None]
"""A cs:names, and the one around it if it stands in a cs:substitute."""


@dataclass(frozen=True, slots=True, eq=False)
class ListStyle:
    """Style of a list of names: the compiled cs:name of a cs:names.

    Args:
        origin: where it stands in the style; in one area, what has one origin is written alike.
        formatting: formats and affixes of each personal name.
        literal_formatting: those of a name with `literal`, which takes the formats alone.
        name: how one name is written.
        conjunction: the word or sign before the last name, "" for none.
        delimiter: between names.
        before_last: delimiter-precedes-last: "contextual", "always", "never" or "after-inverted-name".
        before_et_al: delimiter-precedes-et-al, likewise.
        least, shown: et-al-min and et-al-use-first.
        later_least, later_shown: et-al-subsequent-min and et-al-subsequent-use-first.
        use_last: et-al-use-last: whether an ellipsis and the last name replace "et al.".
        et_al: makes the "et al." node in a `Scope`, None if the locale has no such term.
        count: whether only the number of names shown is printed (form="count").
        grows: whether disambiguation may add names; it does so in citations and in the order of their cites.
        parts_namesakes: whether people of one list with the same family name get initials or full given names.
        traced: whether each name notes the variable that it comes from.
    """

    origin: Origin
    formatting: Formatting
    literal_formatting: Formatting
    name: NameStyle
    conjunction: str
    delimiter: str
    before_last: str
    before_et_al: str
    least: int
    shown: int
    later_least: int
    later_shown: int
    use_last: bool
    et_al: Callable[..., Node | None]
    count: bool
    grows: bool
    parts_namesakes: bool
    traced: bool

    @property
    def ends_by_length(self) -> bool:
        """Whether the numbers of names and of those shown decide what follows the last one shown."""
        return "after-inverted-name" not in (self.before_last, self.before_et_al)
