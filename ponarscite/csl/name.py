"""One name: the parts of a person's name in the order and form that a style asks for.

Source: CSL 1.0.2 specification, "Name", "Name-part Order" and "Names in non-Latin scripts".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ponarscite.csl.initials import initialize
from ponarscite.csl.person import Person
from ponarscite.csl.richtext import parse
from ponarscite.csl.textcase import change_case
from ponarscite.csl.tree import PLAIN, Look, Node, Part

_GLUE = ("'", "’", "‘", "-", "‐")


@dataclass(frozen=True, slots=True)
class NamePart:
    """What cs:name-part asks for."""

    look: Look = PLAIN
    case: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class NameStyle:
    """How one name is written.

    Args:
        form: "long" or "short".
        initialize: whether whole given names become initials.
        initialize_with: what follows an initial, None to leave given names as they are.
        hyphen: whether a double name keeps its hyphen.
        sort_order: "", "first" or "all": which names begin with the family name.
        sort_separator: between the parts of such a name.
        demote: "never", "sort-only" or "display-and-sort".
        parts: "family" and "given" -> what is asked for them.
        english: for text case.
        initials_alone: whether given names that tell people apart are never more than initials.
    """

    form: str
    initialize: bool
    initialize_with: str | None
    hyphen: bool
    sort_order: str
    sort_separator: str
    demote: str
    parts: Mapping[str, NamePart]
    english: bool
    initials_alone: bool = False

    @property
    def level(self) -> int:
        """How much of a given name it shows by itself: 0 nothing, 1 initials, 2 all."""
        return 0 if self.form == "short" else 2 if self.initialize_with is None else 1


def write_name(person: Person, style: NameStyle, *, inverted: bool, level: int = 0) -> Node:
    """A name as a node.

    Args:
        inverted: whether the family name comes first.
        level: how much of the given name: 0 as the style says, 1 initials at least, 2 all.
    """
    if person.literal:
        part = style.parts.get("family", NamePart())
        return Node(part.look, _dressed(person.literal, part, style.english))
    if style.form == "short" and level == 0:
        return _short(person, style, inverted)
    given = _given(person, style, level)
    if not person.is_romanesque:
        return _east_asian(person, style, given)
    if person.static:
        return _spaced([_part(person.family, style, "family"), _part(given, style, "given")])
    return _inverted(person, style, given) if inverted else _natural(person, style, given)


def _given(person: Person, style: NameStyle, level: int) -> str:
    """The given name, with initials where they are asked for."""
    ending = style.initialize_with
    if ending is None and level == 1 and style.initials_alone and style.form == "short":
        ending = ""
    if ending is None or level == 2 or not person.given:
        return person.given
    return initialize(person.given, ending, names_too=style.initialize, hyphen=style.hyphen)


def _dressed(text: str, part: NamePart, english: bool = True) -> list[Part]:
    parts = parse(text)
    return change_case(parts, part.case, english) if part.case else parts


def _part(text: str, style: NameStyle, name: str) -> Part:
    """A part of the name in its look, "" for none."""
    part = style.parts.get(name)
    if not text:
        return ""
    if part is None:
        parts = parse(text)
        return parts[0] if len(parts) == 1 else Node(PLAIN, parts)
    return Node(part.look, _dressed(text, part, style.english))


def _spaced(parts: list[Part]) -> Node:
    return Node(_SPACED, [part for part in parts if part != ""])


_SPACED = Look(delimiter=" ")


def _glued(particle: str, name: str) -> str:
    """A particle before a name; one that ends in an apostrophe or hyphen has no space behind it."""
    if not particle or not name:
        return particle or name
    return f"{particle}{name}" if particle.endswith(_GLUE) else f"{particle} {name}"


def _short(person: Person, style: NameStyle, inverted: bool) -> Node:
    if not person.is_romanesque:
        return Node(PLAIN, [_part(person.family, style, "family")])
    if inverted and style.demote == "display-and-sort" and person.non_dropping:
        parts = [_part(person.family, style, "family"), person.non_dropping]
        return Node(Look(delimiter=style.sort_separator), parts)
    return Node(PLAIN, [_part(_glued(person.non_dropping, person.family), style, "family")])


def _natural(person: Person, style: NameStyle, given: str) -> Node:
    """Given name, particles, family name, suffix."""
    family = _glued(person.non_dropping, person.family)
    dropping = person.dropping
    if dropping.endswith(_GLUE):
        family, dropping = _joined_family(dropping, family), ""
    parts = [_part(_glued(given, "") if not dropping else f"{given} {dropping}".strip(), style, "given")]
    node = _spaced([*parts, _part(family, style, "family")])
    if not person.suffix:
        return node
    separator = ", " if person.comma_suffix else " "
    return Node(Look(delimiter=separator), [node, _suffix(person, style)])


def _suffix(person: Person, style: NameStyle) -> str:
    """The suffix; without its period where initials have none."""
    if style.initialize_with is not None and "." not in style.initialize_with:
        return person.suffix.replace(".", "")
    return person.suffix


def _joined_family(dropping: str, family: str) -> str:
    return f"{dropping}{family}"


def _inverted(person: Person, style: NameStyle, given: str) -> Node:
    """Family name, given name with the particles that drop, suffix."""
    demoted = style.demote == "display-and-sort"
    family = person.family if demoted else _glued(person.non_dropping, person.family)
    behind = " ".join(filter(None, (given, person.dropping, person.non_dropping if demoted else "")))
    parts = [_part(family, style, "family"), _part(behind, style, "given"), _suffix(person, style)]
    return Node(Look(delimiter=style.sort_separator), [part for part in parts if part != ""])


def _east_asian(person: Person, style: NameStyle, given: str) -> Node:
    """Family name and given name without a space."""
    given = person.given if style.initialize_with is None else person.given
    return Node(PLAIN, [part for part in (_part(person.family, style, "family"), _part(given, style, "given")) if part])
