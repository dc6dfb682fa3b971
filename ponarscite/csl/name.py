"""One name: its parts in the order and form that a style sets.

Source: CSL 1.0.2 specification, "Name", "Name-part Order" and "Name-part Formatting".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ponarscite.csl.element import Element
from ponarscite.csl.initials import initialize
from ponarscite.csl.person import Person
from ponarscite.csl.richtext import parse
from ponarscite.csl.textcase import change_case
from ponarscite.csl.tree import PLAIN, Formatting, Node, Part, formatting_of

_SPACED = Formatting(delimiter=" ")
GLUE = (" ", "'", "’", "‘", "-", "‐")
"""Last characters of a particle after which no space is added: "d’" of "d’Ormesson"."""
MOST_KNOWN = 2_000
"""Written names that a style keeps."""


@dataclass(frozen=True, slots=True)
class NamePart:
    """A compiled cs:name-part.

    Args:
        formats: formatting of each word of the part, particles included.
        affixes: prefix and suffix around the part and the particles beside it.
        case: its text-case, "" for none.
    """

    formats: Formatting = PLAIN
    affixes: Formatting = PLAIN
    case: str = ""


NO_PART = NamePart()


def name_part(element: Element) -> NamePart:
    """Read a cs:name-part."""
    formatting = formatting_of(element)
    affixes = Formatting(prefix=formatting.prefix, suffix=formatting.suffix)
    return NamePart(replace(formatting, prefix="", suffix=""), affixes, element.get("text-case"))


@dataclass(frozen=True, slots=True, eq=False)
class NameStyle:
    """Style of one name.

    Args:
        form: "long" or "short".
        initialize: whether full given names become initials.
        initialize_with: text after an initial, None to leave given names as they are.
        hyphen: initialize-with-hyphen: whether "Jean-Luc" gives "J.-L.", not "J.L.".
        sort_order: name-as-sort-order: "first" or "all" names begin with the family name, "" none.
        sort_separator: between the parts of such a name.
        demotes: whether a non-dropping particle moves behind the given name in such a name.
        family, given: the cs:name-part elements.
        english: whether the locale is English; title case applies to English only.
        language: of the item, or of the locale, in small letters.
        initials_alone: whether disambiguation adds initials only, never full given names.
        glue: last characters of a particle that has no space after it; () in sort keys, where each has a space.
    Attributes:
        known: (name, whether inverted, level) -> the name as written before; a document names most people repeatedly.
    """

    form: str
    initialize: bool
    initialize_with: str | None
    hyphen: bool
    sort_order: str
    sort_separator: str
    demotes: bool
    family: NamePart
    given: NamePart
    english: bool
    language: str = ""
    initials_alone: bool = False
    glue: tuple[str, ...] = GLUE
    known: dict[tuple[Person, bool, int], Node] = field(default_factory=dict, init=False)

    @property
    def bare(self) -> bool:
        """Whether the style has no cs:name-part."""
        return self.family is NO_PART and self.given is NO_PART

    @property
    def cased(self) -> bool:
        """Whether a part of the name has a text-case."""
        return bool(self.family.case or self.given.case)

    @property
    def level(self) -> int:
        """Part of a given name shown without disambiguation: 0 nothing, 1 initials, 2 all."""
        return 0 if self.form == "short" else 2 if self.initialize_with is None else 1


def write_name(person: Person, style: NameStyle, *, inverted: bool, level: int = 0) -> Node:
    """Write one name.

    Args:
        inverted: whether the family name comes first.
        level: how much of the given name disambiguation adds: 0 nothing, 1 initials, 2 the full given name.
    """
    known, key = style.known, (person, inverted, level)
    node = known.get(key)
    if node is None:
        if len(known) >= MOST_KNOWN:
            known.clear()
        node = known[key] = _written(person, style, inverted, level)
    return node


def _written(person: Person, style: NameStyle, inverted: bool, level: int) -> Node:
    """The name, written anew."""
    if person.literal:
        return Node(PLAIN, [_word(person.literal, style.family, style)])
    if not person.is_romanesque and not person.is_mixed:
        return _east_asian(person, style, level)
    if style.form == "short" and level == 0:
        return _short(person, style, inverted)
    given = _given(person, style, level)
    if person.static or person.is_mixed:
        return _words_node(
            ((person.non_dropping, style.family), (person.family, style.family), (given, style.given)), style
        )
    return _inverted(person, style, given) if inverted else _natural(person, style, given)


def _given(person: Person, style: NameStyle, level: int) -> str:
    """The given name, shortened to initials if the style or disambiguation says so."""
    ending = style.initialize_with
    if ending is None and level == 1 and style.initials_alone and style.form == "short":
        ending = ""
    if ending is None or level == 2 or not person.given:
        return person.given
    return initialize(person.given, ending, names_too=style.initialize, hyphen=style.hyphen)


Words = Sequence[tuple[str, NamePart]]
"""(text, cs:name-part whose formatting it takes) pairs."""


def _word(text: str, part: NamePart, style: NameStyle) -> Node:
    """One text with the formatting and text-case of its cs:name-part."""
    parts = parse(text)
    return Node(part.formats, change_case(parts, part.case, style.english, style.language) if part.case else parts)


def _words(words: Words, style: NameStyle) -> list[Part]:
    """Words with spaces between them; a particle that ends in an apostrophe or hyphen has no space after it."""
    if style.bare:
        joined = _glued((text for text, _ in words), style.glue)
        return parse(joined) if joined else []
    nodes: list[Part] = []
    before = ""
    for text, part in words:
        if text:
            nodes += (
                [" ", _word(text, part, style)]
                if before and not before.endswith(style.glue)
                else [_word(text, part, style)]
            )
            before = text
    return nodes


def _words_node(words: Words, style: NameStyle) -> Node:
    return Node(PLAIN, _words(words, style))


def _glued(words: Iterable[str], glue: tuple[str, ...]) -> str:
    """Join words by spaces, but not after those that end in *glue*."""
    joined = ""
    for word in words:
        joined += f" {word}" if joined and word and not joined.endswith(glue) else word
    return joined


def _short(person: Person, style: NameStyle, inverted: bool) -> Node:
    """The family name with its non-dropping particle."""
    if inverted and style.demotes and person.non_dropping:
        parts: list[Part] = [_word(person.family, style.family, style), _word(person.non_dropping, style.family, style)]
        return Node(Formatting(delimiter=style.sort_separator), parts)
    words = _words(((person.non_dropping, style.family), (person.family, style.family)), style)
    return Node(style.family.affixes, words)


def _natural(person: Person, style: NameStyle, given: str) -> Node:
    """Given name, particles, family name and suffix; affixes of the family name enclose all but the given name."""
    particles = ((person.dropping, style.given), (person.non_dropping, style.family))
    if style.bare and not person.suffix:
        return Node(PLAIN, _words(((given, NO_PART), *particles, (person.family, NO_PART)), style))
    behind = _words((*particles, (person.family, style.family)), style)
    if person.suffix:
        behind += [", " if person.comma_suffix else " ", _suffix(person, style)]
    family = Node(style.family.affixes, behind)
    return Node(_SPACED, [Node(style.given.affixes, [_word(given, style.given, style)]), family]) if given else family


def _suffix(person: Person, style: NameStyle) -> str:
    """The suffix; it loses its periods if initials have none."""
    if style.initialize_with is not None and "." not in style.initialize_with:
        return person.suffix.replace(".", "")
    return person.suffix


def _inverted(person: Person, style: NameStyle, given: str) -> Node:
    """Family name, then given name with dropping particles (and demoted ones), then suffix."""
    particle = (person.non_dropping.rstrip() if style.demotes else person.non_dropping, style.family)
    family = (person.family, style.family)
    first = _words((family,) if style.demotes else (particle, family), style)
    behind = ((given, style.given), (person.dropping, style.given), *((particle,) if style.demotes else ()))
    second = _words(behind, style)
    parts: list[Part] = [Node(style.family.affixes, first)]
    parts += [Node(style.given.affixes, second)] if second else []
    parts += [_suffix(person, style)] if person.suffix else []
    return Node(Formatting(delimiter=style.sort_separator), parts)


def _east_asian(person: Person, style: NameStyle, level: int) -> Node:
    """Family name and given name without a space between them."""
    words = [(person.family, style.family)]
    if style.form != "short" or level:
        words.append((person.given, style.given))
    return Node(PLAIN, [_word(text, part, style) for text, part in words if text])
