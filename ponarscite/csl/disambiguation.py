"""Disambiguation of a document: what is added to the cites of each registered item to make them unambiguous.

The *plain cite* of an item is a subsequent cite without locator, affixes, access date and additions. Items are kept in
groups of equal plain cites, after a global rule has expanded their given names, so that a new item is compared with its
own group only, and within it with the items that it shares names with.
Source: CSL 1.0.2 specification, "Disambiguation".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, zip_longest
from typing import Any

from ponarscite.csl.cite_disambiguation import CiteDisambiguation, CiteSet
from ponarscite.csl.disambiguation_steps import Methods, Place, Shape, shape
from ponarscite.csl.element import Element
from ponarscite.csl.engine import Engine
from ponarscite.csl.item import Item
from ponarscite.csl.name_disambiguation import NameDisambiguator
from ponarscite.csl.namelist import name_text
from ponarscite.csl.person import Person
from ponarscite.csl.scope import SUBSEQUENT, UNAMBIGUOUS, Cite, Disambiguation, RenderedNames, Scope
from ponarscite.csl.tree import PLAIN, Node, plain

_SUBSEQUENT = Cite(position=SUBSEQUENT, near_note=True)
_NOTHING_ADDED = (UNAMBIGUOUS, -1)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
GroupKey = tuple[str, str]
"""Text of a plain cite, and of the same with the given names of a global rule."""
Givens = tuple[tuple[int, ...], ...]
"""Levels of given names, as in `Disambiguation.givens`."""


class _Group:
    """Items whose plain cites are equal.

    Attributes:
        ids: of the items.
        new: ids of those that are not in `cites` yet.
        cites: the set of their cites; None if it is to be split from the beginning, since an item left it.
    """

    __slots__ = ("cites", "ids", "new")

    def __init__(self) -> None:
        self.ids: dict[str, None] = {}
        self.new: list[str] = []
        self.cites: CiteSet | None = None


class _Registered:
    """A registered item.

    Attributes:
        item: the item.
        number: used as its citation number in plain cites; unique, so that cites by number are never ambiguous.
        group: key of its group; None until its given names are known.
        lists: the name lists of its plain cite.
        shape: of these; None until it is asked for.
        rendered: (names, given names, conditions) of a disambiguation -> its plain cite with it, number of conditions.
        own: names and given names that its cites show even if they are not ambiguous.
        added: what the disambiguation of its group adds to that, and the number of its year suffix, -1 for none; None
            until this is known.
        disambiguation: all that its cites show.
    """

    __slots__ = ("added", "disambiguation", "group", "item", "lists", "number", "own", "rendered", "shape")

    def __init__(self, item: Item, number: int) -> None:
        self.item = item
        self.number = number
        self.group: GroupKey | None = None
        self.lists: tuple[RenderedNames, ...] = ()
        self.shape: Shape | None = None
        self.rendered: dict[tuple[tuple[int, ...], Givens, int], tuple[str, int]] = {}
        self.added: tuple[Disambiguation, int] | None = None
        self.own = self.disambiguation = UNAMBIGUOUS


class Disambiguator:
    """The registered items of a document with their disambiguation.

    Args:
        engine: the style.
        order: id -> key by which year suffixes are given out; call `reorder` after keys of known items have changed.
    """

    def __init__(self, engine: Engine, order: Callable[[str], Any]) -> None:
        self._engine = engine
        self._order = order
        self._methods = _methods(engine)
        self._rule = _rule(engine) if engine.citation.options.get("disambiguate-add-givenname") == "true" else ""
        self._names = NameDisambiguator(
            with_initials=self._rule.endswith("-with-initials"),
            with_particles=engine.style.options.get("demote-non-dropping-particle") == "never",
        )
        self._is_global = bool(self._rule) and self._rule != "by-cite"
        self._active = self._methods != Methods() or self._is_global
        self._items: dict[str, _Registered] = {}
        self._groups: dict[GroupKey, _Group] = {}
        render_name = None if _strips_names(engine) else self._render_name
        self._search = CiteDisambiguation(self._methods, self._lists, self._shape, self._render_cite, render_name)
        self._stale: dict[str, None] = {}  # ids of items whose given names are to be looked at again
        self._dirty: dict[GroupKey, None] = {}  # groups that are to be resolved again
        self._changed: dict[str, None] = {}  # ids whose disambiguation changed since `changed` was called
        self._count = 0

    def add(self, item: Item) -> None:
        """Register an item; a known id is passed over."""
        if not self._active or item.id in self._items:
            return
        self._count += 1
        entry = self._items[item.id] = _Registered(item, self._count)
        plain_cite, scope = self._render_plain_cite(entry)
        entry.lists = tuple(scope.name_lists)
        entry.own = self._own(entry)
        self._changed[item.id] = None
        if self._is_global:
            self._stale.update(dict.fromkeys(self._names.add(item.id, self._named(entry))))
            self._stale[item.id] = None
        entry.rendered[(), (), 0] = (plain_cite, scope.conditions_seen)
        if not self._is_global:
            self._join_group(entry)

    def remove(self, id: str) -> None:
        """Remove an item; an unknown id is passed over."""
        entry = self._items.pop(id, None)
        if entry is None:
            return
        self._leave_group(entry)
        self._stale.pop(id, None)
        if self._is_global:
            self._stale.update(dict.fromkeys(self._names.remove(id, self._named(entry))))

    def disambiguation(self, id: str) -> Disambiguation:
        """The disambiguation of an item among those now registered; UNAMBIGUOUS for an unknown id."""
        if self._stale or self._dirty:
            self._update()
        entry = self._items.get(id)
        return entry.disambiguation if entry else UNAMBIGUOUS

    def changed(self) -> set[str]:
        """Ids of the registered items whose disambiguation may have changed since the last call."""
        self._update()
        changed, self._changed = self._changed, {}
        return self._items.keys() & changed.keys()

    def reorder(self) -> None:
        """Give year suffixes again by the keys that `order` gives now."""
        self._update()
        if self._methods.year_suffixes:
            sets = (group.cites for group in self._groups.values())
            for cites in chain.from_iterable(whole.unsplit() for whole in sets if whole):
                self._assign_all(cites.ids, cites.disambiguation)

    def _named(self, entry: _Registered) -> Iterator[Person]:
        """The people whose given names the rule expands: the first of a cite, or all."""
        if self._rule.startswith("primary-name"):
            return (names.persons[0] for names in entry.lists[:1])
        return (person for names in entry.lists for person in names.persons)

    def _join_group(self, entry: _Registered) -> None:
        plain_cite, _ = entry.rendered[(), (), 0]
        key = entry.group = (plain_cite, self._render_cite(entry.item.id, UNAMBIGUOUS)[0])
        group = self._groups.setdefault(key, _Group())
        group.ids[entry.item.id] = None
        group.new.append(entry.item.id)
        self._dirty[key] = None

    def _leave_group(self, entry: _Registered) -> None:
        if entry.group is None:
            return
        group = self._groups[entry.group]
        del group.ids[entry.item.id]
        group.cites = entry.added = None
        if not group.ids:
            del self._groups[entry.group]
        self._dirty[entry.group] = None

    def _render_plain_cite(self, entry: _Registered, disambiguation: Disambiguation = UNAMBIGUOUS) -> tuple[str, Scope]:
        """Text of the plain cite with these additions, and the scope it was rendered in."""
        scope = Scope(entry.item, _SUBSEQUENT, disambiguation, entry.number)
        scope.suppressed.add("accessed")
        parts, _ = self._engine.parts(self._engine.citation, scope)
        return plain(Node(PLAIN, parts)), scope

    def _render_cite(self, id: str, disambiguation: Disambiguation) -> tuple[str, int]:
        """The plain cite as `CiteDisambiguation` compares it; a global rule has fixed the given names already."""
        entry = self._items[id]
        givens = entry.own.givens if self._is_global else disambiguation.givens
        key = (disambiguation.names, givens, disambiguation.condition)
        known = entry.rendered.get(key)
        if known is None:
            if givens is not disambiguation.givens:
                disambiguation = replace(disambiguation, givens=givens)
            text, scope = self._render_plain_cite(entry, disambiguation)
            known = entry.rendered[key] = (text, scope.conditions_seen)
        return known

    def _render_name(self, id: str, place: Place, level: int) -> str:
        """The name as `_render_cite` shows it."""
        entry = self._items[id]
        index, name = place
        if self._is_global:
            row = entry.own.givens[index] if index < len(entry.own.givens) else ()
            level = row[name] if name < len(row) else 0
        return name_text(entry.lists[index], name, level)

    def _lists(self, id: str) -> tuple[RenderedNames, ...]:
        return self._items[id].lists

    def _shape(self, id: str) -> Shape:
        entry = self._items[id]
        if entry.shape is None:
            entry.shape = shape(entry.lists)
        return entry.shape

    def _own(self, entry: _Registered) -> Disambiguation:
        """Names and given names of the plain cite; an entry shows no fewer names, and none shorter, than its cites."""
        names = tuple(names.count for names in entry.lists) if self._methods.add_names else ()
        if self._methods.expand_given_names and any(names.level for names in entry.lists):
            return Disambiguation(names, tuple((names.level,) * len(names.persons) for names in entry.lists))
        return Disambiguation(names) if names else UNAMBIGUOUS

    def _update(self) -> None:
        """Resolve again what items added or removed since the last time may have changed."""
        for stale in self._stale:
            entry = self._items[stale]
            givens = self._levels(entry)
            if entry.group is None or givens != entry.own.givens:
                self._leave_group(entry)
                entry.own = replace(entry.own, givens=givens)
                self._join_group(entry)
        self._stale = {}
        dirty, self._dirty = self._dirty, {}
        for key in dirty:
            if key in self._groups:
                self._resolve(self._groups[key])

    def _levels(self, entry: _Registered) -> Givens:
        """Levels of the given names of an item by the global rule; () if all are 0."""
        level = self._names.level
        if self._rule.startswith("primary-name"):
            levels: Givens = tuple((level(names.persons[0]),) for names in entry.lists[:1])
        else:
            levels = tuple(tuple(map(level, names.persons)) for names in entry.lists)
        return levels if any(map(any, levels)) else ()

    def _resolve(self, group: _Group) -> None:
        """Disambiguate a group; sets of it that no new item joins are left alone."""
        new, group.new = group.new, []
        if len(group.ids) == 1:
            self._assign(next(iter(group.ids)), UNAMBIGUOUS)
            return
        if group.cites is None:
            group.cites, new = CiteSet(), list(group.ids)
        for ids, disambiguation in self._search.grow(group.cites, new):
            self._assign_all(ids, disambiguation)

    def _assign_all(self, ids: Sequence[str], disambiguation: Disambiguation) -> None:
        """Set the disambiguation of items whose cites stay equal; year suffixes tell them apart."""
        if len(ids) > 1 and self._methods.year_suffixes:
            for number, each in enumerate(sorted(ids, key=self._order)):
                self._assign(each, disambiguation, number)
        else:
            for each in ids:
                self._assign(each, disambiguation)

    def _assign(self, id: str, added: Disambiguation, suffix_number: int = -1) -> None:
        """Set the disambiguation of an item, and note it if it changed."""
        entry = self._items[id]
        if entry.added == (added, suffix_number):
            return
        entry.added = (added, suffix_number)
        whole = entry.own if entry.added == _NOTHING_ADDED else _joined(added, entry.own, suffix_number)
        if whole != entry.disambiguation:
            entry.disambiguation = whole
            self._changed[id] = None


def _joined(added: Disambiguation, own: Disambiguation, suffix_number: int) -> Disambiguation:
    """The larger number of names, and the higher level of each given name, of both, with a year suffix; -1 for none."""
    names = _larger(added.names, own.names)
    givens = added.givens or own.givens
    if added.givens and own.givens:
        givens = tuple(_larger(*rows) for rows in zip_longest(added.givens, own.givens, fillvalue=()))
    return Disambiguation(names, givens, suffix(suffix_number) if suffix_number >= 0 else "", added.condition)


def _larger(row: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    """The larger number at each index; a missing number counts as 0."""
    return tuple(max(pair) for pair in zip_longest(row, other, fillvalue=0)) if row and other else row or other


def suffix(number: int) -> str:
    """The year suffix for a number: 0 gives "a", 25 "z", 26 "aa"."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = _LETTERS[rest] + letters
    return letters


def _rule(engine: Engine) -> str:
    return engine.citation.options.get("givenname-disambiguation-rule") or "by-cite"


def _methods(engine: Engine) -> Methods:
    options = engine.citation.options
    active = {
        name for name in ("names", "givenname", "year-suffix") if options.get(f"disambiguate-add-{name}") == "true"
    }
    by_cite = "givenname" in active and _rule(engine) == "by-cite"
    return Methods("names" in active, by_cite, _has_conditions(engine), "year-suffix" in active)


def _strips_names(engine: Engine) -> bool:
    """Whether the citations of a style call a macro that loses its periods, those of names too."""
    called = (element for element in engine.elements(engine.citation.layout) if "macro" in element.attributes)
    return any(element.get("strip-periods") == "true" for element in called)


def _has_conditions(engine: Engine) -> bool:
    """Whether the citations of a style have a condition disambiguate="true", in the macros they call too."""
    seen: set[str] = set()

    def has(element: Element) -> bool:
        for inner in element.walk():
            if inner.get("disambiguate") == "true":
                return True
            called = inner.get("macro")
            if called and called not in seen:
                seen.add(called)
                if has(engine.style.macros[called]):
                    return True
        return False

    return has(engine.citation.layout)
