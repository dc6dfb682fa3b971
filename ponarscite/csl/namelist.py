"""A list of names: cs:name with its inherited attributes, delimiters, "and" and "et al.".

Source: CSL 1.0.2 specification, "Name", "Et-al" and "Inheritable Name Options".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from ponarscite.csl.compiler import CITATION, Compiler
from ponarscite.csl.element import Element
from ponarscite.csl.list_style import ListStyle, Origin
from ponarscite.csl.name import GLUE, NO_PART, NameStyle, name_part, write_name
from ponarscite.csl.name_disambiguation import levels_within_list
from ponarscite.csl.person import Person, has_others
from ponarscite.csl.scope import FIRST, RenderedNames, Scope
from ponarscite.csl.text import make_leaf
from ponarscite.csl.tree import PLAIN, Formatting, Node, Part, Source, formatting_of, plain

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
"""Attribute of cs:style, cs:citation or cs:bibliography -> attribute of cs:name that inherits it."""
_SPACED_TERM = re.compile("[&A-Za-zÀ-ɏͰ-ԯ\u0600-ۿḀ-ỿ]")
"""First letter of an "et al." term that has a space before it, as in citeproc-js."""
_UNSPACED = ((";", ";"), (",", ","), (":", ":"), ("\u2e80", "\u9fff"), ("\uac00", "\ud7ff"))
"""Ranges of the first character of an "and" term that brings its own spaces or needs none.

A regular expression of them would take 5 ms to compile at each start.
"""
_MANY = 10**6
"""More names than any item has: the value of et-al-min and et-al-use-first if they are not set."""


def list_style(element: Element, compiler: Compiler, origin: Origin) -> ListStyle:
    """Read the cs:name of a cs:names, inherited attributes included."""
    name = element.find("name") or Element("name")
    inherited = {own: compiler.options[far] for far, own in _INHERITED.items() if far in compiler.options}
    options = {**inherited, **name.attributes, **compiler.forced}
    use_first = _integer(options.get("et-al-use-first"), _MANY)
    least = _integer(options.get("et-al-min"), _MANY)
    use_last = options.get("et-al-use-last") == "true"
    later_least = _integer(options.get("et-al-subsequent-min"), least)
    later_first = _integer(options.get("et-al-subsequent-use-first"), use_first)
    formatting = PLAIN if formatting_of(name) == PLAIN else formatting_of(name)
    return ListStyle(
        origin=origin,
        formatting=formatting,
        literal_formatting=Formatting(formatting.formats) if formatting.formats else PLAIN,
        name=_name_style(name, options, compiler),
        conjunction=_conjunction(options.get("and", ""), compiler),
        delimiter=options.get("delimiter", ", "),
        before_last=options.get("delimiter-precedes-last", "contextual"),
        before_et_al=options.get("delimiter-precedes-et-al", "contextual"),
        least=least,
        shown=_before_ellipsis(least, use_first) if use_last else use_first,
        later_least=later_least,
        later_shown=_before_ellipsis(later_least, later_first) if use_last else later_first,
        use_last=use_last,
        et_al=_et_al(element.find("et-al"), compiler),
        count=options.get("form") == "count",
        grows=compiler.area == CITATION,
        parts_namesakes=compiler.area != CITATION
        and not compiler.sorting
        and _expands_by_cite(compiler.style.citation),
        traced=compiler.traced,
    )


def _before_ellipsis(least: int, first: int) -> int:
    """Number of names before the ellipsis of et-al-use-last.

    If only one name would be left out, one name less is shown, so that the ellipsis stands for at least two.
    """
    return first - 1 if least - first == 1 and first > 1 else first


def _expands_by_cite(citation: Element) -> bool:
    """Whether a style expands given names in ambiguous cites only."""
    rule = citation.get("givenname-disambiguation-rule", "by-cite")
    return rule == "by-cite" and citation.get("disambiguate-add-givenname") == "true"


def _integer(text: str | None, otherwise: int) -> int:
    """The number in an attribute, *otherwise* if it is not set or not a number."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else otherwise


def _conjunction(kind: str, compiler: Compiler) -> str:
    """The word or sign before the last name; "" in sort keys."""
    if compiler.sorting:
        return ""
    if kind == "text":
        return compiler.locale.term("and")
    symbol = compiler.locale.terms.get(("and", "symbol", ""))
    return (symbol.single if symbol else "&") if kind == "symbol" else ""


def _et_al(element: Element | None, compiler: Compiler) -> Callable[[Scope], Node | None]:
    """A function that makes the "et al." node."""
    element = element or Element("et-al")
    leaf = make_leaf(element, compiler, from_variable=False)
    text = compiler.locale.term(element.get("term", "et-al"))
    return lambda scope: leaf(text, scope) if text and not compiler.sorting else None


def _name_style(name: Element, options: Mapping[str, str], compiler: Compiler) -> NameStyle:
    parts = {part.get("name"): name_part(part) for part in name.all("name-part")}
    demote = compiler.style.options.get("demote-non-dropping-particle", "display-and-sort")
    return _name_style_of(
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
        language=compiler.locale.language.lower(),
        initials_alone=compiler.options.get("givenname-disambiguation-rule", "").endswith("-with-initials"),
    )


_name_style_of = lru_cache(maxsize=500)(NameStyle)
"""Equal styles are one, whatever shape of item they were compiled for, so that they share the names they know."""


def write_list(variable: str, persons: tuple[Person, ...], style: ListStyle, scope: Scope) -> Node:
    """Write the list of names of a variable, and note in the scope how it was written."""
    index = len(scope.name_lists)
    if style.name.cased and scope.item.language:
        style = replace(style, name=replace(style.name, language=scope.item.language))
    count = count_shown(persons, style, scope, index)
    scope.name_lists.append(RenderedNames(persons, count, style))
    levels = scope.disambiguation.givens[index] if index < len(scope.disambiguation.givens) else ()
    if style.parts_namesakes and len(persons) > 1:
        levels = levels_within_list(persons, levels)
    written = [
        _write(variable, person, n, style, levels[n] if n < len(levels) else 0)
        for n, person in enumerate(persons[:count])
    ]
    if count < len(persons):
        return Node(PLAIN, _abbreviated(variable, persons, written, style, scope), tag="list")
    return Node(PLAIN, _joined(persons, written, style), tag="list")


def name_text(names: RenderedNames, index: int, level: int) -> str:
    """The text of one name of a list, with a level of its given name as in `Disambiguation.givens`."""
    return plain(_write("", names.persons[index], index, names.style, level))


def _write(variable: str, person: Person, index: int, style: ListStyle, level: int = 0) -> Node:
    node = write_name(person, style.name, inverted=_is_inverted(person, index, style), level=level)
    formatting = style.literal_formatting if person.literal else style.formatting
    if style.traced:
        formatting = replace(formatting, source=Source(variable, index, bool(person.literal)))
    return Node(formatting, [node], tag="name")


def _is_inverted(person: Person, index: int, style: ListStyle) -> bool:
    order = style.name.sort_order
    return (order == "all" or (order == "first" and index == 0)) and not person.literal


def count_shown(persons: tuple[Person, ...], style: ListStyle, scope: Scope, index: int) -> int:
    """The number of names shown before "et al."; all of them if the list is not abbreviated.

    A list with the mark of others is always abbreviated; the mark counts as a name.
    """
    shown = _count_shown(persons, style, scope, index)
    return min(shown, len(persons) - 1) if has_others(persons) else shown


def _count_shown(persons: tuple[Person, ...], style: ListStyle, scope: Scope, index: int) -> int:
    later = scope.cite.position != FIRST
    least, first = (style.later_least, style.later_shown) if later else (style.least, style.shown)
    if len(persons) < least or first >= len(persons):
        return len(persons)
    more = scope.disambiguation.names[index] if style.grows and index < len(scope.disambiguation.names) else 0
    return min(max(first, more), len(persons))


def _joined(persons: Sequence[Person], written: Sequence[Node], style: ListStyle) -> list[Part]:
    """All names with delimiters between them, and the conjunction before the last."""
    last = len(written) - 1
    if last < 1 or not style.conjunction:
        return _listed(written, style)
    between = _conjoined(style, delimited=_delimited(style.before_last, persons[:last], style))
    return [*_listed(written[:last], style), between, written[last]]


def _conjoined(style: ListStyle, *, delimited: bool) -> str:
    """The conjunction with what stands around it: nothing in Chinese, "A, B和C"."""
    if any(first <= style.conjunction[0] <= last for first, last in _UNSPACED):
        return style.conjunction
    after = "" if style.conjunction.endswith(" ") else " "
    return f"{style.delimiter if delimited else ' '}{style.conjunction}{after}"


def _listed(written: Sequence[Node], style: ListStyle) -> list[Part]:
    """Names with the delimiter between each two."""
    parts: list[Part] = []
    for node in written:
        if parts:
            parts.append(style.delimiter)
        parts.append(node)
    return parts


def _delimited(rule: str, before: Sequence[Person], style: ListStyle) -> bool:
    """Whether the delimiter stands before the last name or "et al.".

    Args:
        rule: value of delimiter-precedes-last or delimiter-precedes-et-al.
        before: the names that stand before it.
    """
    if rule == "contextual":
        return len(before) > 1
    if rule == "after-inverted-name":  # in citeproc-js the first name counts as inverted in any name order
        return not before[-1].literal and (len(before) == 1 or style.name.sort_order == "all")
    return rule == "always"


def _abbreviated(
    variable: str, persons: tuple[Person, ...], written: Sequence[Node], style: ListStyle, scope: Scope
) -> list[Part]:
    """The first names and "et al.", or the first names, an ellipsis and the last name."""
    parts = _listed(written, style)
    if style.use_last and not has_others(persons):
        last = len(persons) - 1
        after_inverted = style.before_last == "after-inverted-name" and _is_inverted(persons[0], 0, style)
        delimiter = style.delimiter.rstrip() if len(written) > 1 or after_inverted else ""
        return [*parts, f"{delimiter} … ", _write(variable, persons[last], last, style)]
    et_al = style.et_al(scope)
    if et_al is None:
        return parts
    one_inverted = style.before_et_al == "after-inverted-name" and len(written) == 1  # as in citeproc-js, in any order
    delimited = (
        one_inverted or style.before_et_al == "always" or (style.before_et_al == "contextual" and len(written) > 1)
    )
    space = " " if _SPACED_TERM.match(plain(et_al)) else ""
    return [Node(style.formatting, [*parts, style.delimiter if delimited else space, et_al])]
