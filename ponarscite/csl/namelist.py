"""Lists of names: how cs:name asks for them, and a list written.

Source: CSL 1.0.2 specification, "Name" and "Et-al".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ponarscite.csl.compiler import CITATION, Compiler
from ponarscite.csl.element import Element
from ponarscite.csl.name import GLUE, NO_PART, NameStyle, name_part, write_name
from ponarscite.csl.namesakes import among_themselves
from ponarscite.csl.person import Person
from ponarscite.csl.scope import FIRST, Scope, Shown
from ponarscite.csl.text import make_leaf
from ponarscite.csl.tree import PLAIN, Look, Node, Part, look_of, plain

_INHERITED = {
    "and": "and",
    "delimiter-precedes-et-al": "delimiter-precedes-et-al",
    "delimiter-precedes-last": "delimiter-precedes-last",
    "et-al-min": "et-al-min",
    "et-al-use-first": "et-al-use-first",
    "et-al-use-last": "et-al-use-last",
    "et-al-subsequent-min": "et-al-subsequent-min",
    "et-al-subsequent-use-first": "et-al-subsequent-use-first",
    "initialize": "initialize",
    "initialize-with": "initialize-with",
    "name-as-sort-order": "name-as-sort-order",
    "sort-separator": "sort-separator",
    "name-form": "form",
    "name-delimiter": "delimiter",
}
"""Attributes of style, citation and bibliography -> the attribute of cs:name that they stand for."""
_SPACED_TERM = re.compile("[&A-Za-zÀ-ɏͰ-ԯ\u0600-ۿḀ-ỿ]")
"""How a term for "et al." begins that has a space before it, as citeproc-js has it."""
_UNSPACED = re.compile("[;,:\u2e80-\u9fff\uac00-\ud7ff]")
"""What an "and" begins with that has no space of ours around it."""
_MANY = 10**6


@dataclass(frozen=True, slots=True, eq=False)
class ListStyle:
    """How a list of names is written.

    Args:
        look: of each name: the formatting and affixes of cs:name.
        name: of each name.
        conjunction: the word or sign before the last name, "" for none.
        delimiter: between names.
        before_last, before_et_al: "contextual", "always", "never" or "after-inverted-name".
        least, shown: et-al-min and et-al-use-first; later_least, later_shown: for subsequent cites.
        use_last: whether the last name follows an ellipsis.
        et_al: makes the "et al." node.
        count: whether only the number of names is wanted.
        grows: whether names are added to tell cites apart; the bibliography keeps to its own number.
        parts_namesakes: whether people of one family name and the same initials in one list have their names in full.
    """

    look: Look
    literal_look: Look
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
    et_al: Callable[[Scope], Node | None]
    count: bool
    grows: bool
    parts_namesakes: bool


def list_style(element: Element, compiler: Compiler) -> ListStyle:
    """How the lists of a cs:names are written, inherited attributes included."""
    name = element.find("name") or Element("name")
    inherited = {own: compiler.options[far] for far, own in _INHERITED.items() if far in compiler.options}
    options = {**inherited, **name.attributes, **compiler.forced}
    use_first = _integer(options.get("et-al-use-first"), _MANY)
    least = _integer(options.get("et-al-min"), _MANY)
    use_last = options.get("et-al-use-last") == "true"
    later_least = _integer(options.get("et-al-subsequent-min"), least)
    later_first = _integer(options.get("et-al-subsequent-use-first"), use_first)
    look = PLAIN if look_of(name) == PLAIN else look_of(name)
    return ListStyle(
        look=look,
        literal_look=Look(look.formats) if look.formats else PLAIN,
        name=_name_style(name, options, compiler),
        conjunction=_conjunction(options.get("and", ""), compiler),
        delimiter=options.get("delimiter", ", "),
        before_last=options.get("delimiter-precedes-last", "contextual"),
        before_et_al=options.get("delimiter-precedes-et-al", "contextual"),
        least=least,
        shown=_before_last(least, use_first) if use_last else use_first,
        later_least=later_least,
        later_shown=_before_last(later_least, later_first) if use_last else later_first,
        use_last=use_last,
        et_al=_et_al(element.find("et-al"), compiler),
        count=options.get("form") == "count",
        grows=compiler.area == CITATION and not compiler.sorting,
        parts_namesakes=compiler.area != CITATION
        and not compiler.sorting
        and _expands_by_cite(compiler.style.citation),
    )


def _before_last(least: int, first: int) -> int:
    """How many names stand before the ellipsis: the last name is one of them where only one would be left out."""
    return first - 1 if least - first == 1 and first > 1 else first


def _expands_by_cite(citation: Element) -> bool:
    rule = citation.get("givenname-disambiguation-rule", "by-cite")
    return rule == "by-cite" and citation.get("disambiguate-add-givenname") == "true"


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else otherwise


def _conjunction(kind: str, compiler: Compiler) -> str:
    if compiler.sorting:
        return ""
    if kind == "text":
        return compiler.locale.term("and")
    symbol = compiler.locale.terms.get(("and", "symbol", ""))
    return (symbol.single if symbol else "&") if kind == "symbol" else ""


def _et_al(element: Element | None, compiler: Compiler) -> Callable[[Scope], Node | None]:
    element = element or Element("et-al")
    leaf = make_leaf(element, compiler, solid=False)
    text = compiler.locale.term(element.get("term", "et-al"))
    return lambda scope: leaf(text, scope) if text and not compiler.sorting else None


def _name_style(name: Element, options: Mapping[str, str], compiler: Compiler) -> NameStyle:
    parts = {part.get("name"): name_part(part) for part in name.all("name-part")}
    demote = compiler.style.options.get("demote-non-dropping-particle", "display-and-sort")
    return NameStyle(
        form="short" if options.get("form") == "short" else "long",
        initialize="false" not in (name.get("initialize"), compiler.options.get("initialize")),
        initialize_with=options.get("initialize-with"),
        hyphen=compiler.style.options.get("initialize-with-hyphen") != "false",
        sort_order="all" if compiler.sorting else options.get("name-as-sort-order", ""),
        sort_separator=options.get("sort-separator", ", "),
        demotes=demote == "display-and-sort" or (demote == "sort-only" and compiler.sorting),
        family=parts.get("family", NO_PART),
        given=parts.get("given", NO_PART),
        glue=() if compiler.sorting else GLUE,
        english=compiler.locale.is_english,
        initials_alone=compiler.options.get("givenname-disambiguation-rule", "").endswith("-with-initials"),
    )


def write_list(persons: tuple[Person, ...], style: ListStyle, scope: Scope) -> Node:
    """A list of names as a node."""
    index = len(scope.lists)
    count = shown(persons, style, scope, index)
    scope.lists.append(Shown(persons, count, style.name.level, style.name.initialize_with is not None))
    levels = scope.detail.givens[index] if index < len(scope.detail.givens) else ()
    if style.parts_namesakes and len(persons) > 1:
        levels = among_themselves(persons, levels)
    written = [_write(person, n, style, levels) for n, person in enumerate(persons[:count])]
    if count < len(persons):
        return Node(PLAIN, _abbreviated(persons, written, style, scope), tag="list")
    return Node(PLAIN, _joined(persons, written, style), tag="list")


def _write(person: Person, index: int, style: ListStyle, levels: tuple[int, ...] = ()) -> Node:
    level = levels[index] if index < len(levels) else 0
    node = write_name(person, style.name, inverted=_is_inverted(person, index, style), level=level)
    return Node(style.literal_look if person.literal else style.look, [node], tag="name")


def _is_inverted(person: Person, index: int, style: ListStyle) -> bool:
    order = style.name.sort_order
    return (order == "all" or (order == "first" and index == 0)) and not person.literal


def shown(persons: tuple[Person, ...], style: ListStyle, scope: Scope, index: int) -> int:
    """How many names are shown before "et al."; all of them when there is no "et al."."""
    later = scope.cite.position != FIRST
    least, first = (style.later_least, style.later_shown) if later else (style.least, style.shown)
    if len(persons) < least or first >= len(persons):
        return len(persons)
    more = scope.detail.names[index] if style.grows and index < len(scope.detail.names) else 0
    return min(max(first, more), len(persons))


def _joined(persons: Sequence[Person], written: Sequence[Node], style: ListStyle) -> list[Part]:
    """Names with delimiters between, the last behind "and"."""
    last = len(written) - 1
    if last < 1 or not style.conjunction:
        return _listed(written, style)
    delimited = _delimited(style.before_last, persons[:last], style)
    space = "" if _UNSPACED.match(style.conjunction) else " "
    after = "" if style.conjunction.endswith(" ") or not space else " "
    between = f"{style.delimiter if delimited else space}{style.conjunction}{after}"
    return [*_listed(written[:last], style), between, written[last]]


def _listed(written: Sequence[Node], style: ListStyle) -> list[Part]:
    parts: list[Part] = []
    for node in written:
        if parts:
            parts.append(style.delimiter)
        parts.append(node)
    return parts


def _delimited(rule: str, before: Sequence[Person], style: ListStyle) -> bool:
    """Whether the delimiter stands before the last name or "et al.", after those names."""
    if rule == "contextual":
        return len(before) > 1
    if rule == "after-inverted-name":  # in citeproc-js the first name counts as inverted whatever the order
        return not before[-1].literal and (len(before) == 1 or style.name.sort_order == "all")
    return rule == "always"


def _abbreviated(persons: tuple[Person, ...], written: Sequence[Node], style: ListStyle, scope: Scope) -> list[Part]:
    """The first names and "et al.", or an ellipsis and the last name."""
    parts = _listed(written, style)
    if style.use_last:
        last = len(persons) - 1
        after_inverted = style.before_last == "after-inverted-name" and _is_inverted(persons[0], 0, style)
        delimiter = style.delimiter.rstrip() if len(written) > 1 or after_inverted else ""
        return [*parts, f"{delimiter} … ", _write(persons[last], last, style)]
    et_al = style.et_al(scope)
    if et_al is None:
        return parts
    one_inverted = style.before_et_al == "after-inverted-name" and len(written) == 1  # citeproc-js asks no more
    delimited = (
        one_inverted or style.before_et_al == "always" or (style.before_et_al == "contextual" and len(written) > 1)
    )
    space = " " if _SPACED_TERM.match(plain(et_al)) else ""
    return [Node(style.look, [*parts, style.delimiter if delimited else space, et_al])]
