"""Disambiguation: how much more is said of items whose cites would look alike.

Items are kept in groups by the text of their plain cite, so that a new item is compared with its like alone. The plain
cite is that of a later mention without locator and affixes. Source: CSL 1.0.2 specification, "Disambiguation".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from ponarscite.csl.element import Element
from ponarscite.csl.engine import Engine
from ponarscite.csl.item import Item
from ponarscite.csl.likeness import Class, Likeness, Means
from ponarscite.csl.namesakes import Namesakes
from ponarscite.csl.person import Person
from ponarscite.csl.scope import NO_DETAIL, SUBSEQUENT, Cite, Detail, Scope, Shown
from ponarscite.csl.tree import PLAIN, Node, plain

_LATER = Cite(position=SUBSEQUENT, near_note=True)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
Givens = tuple[tuple[int, ...], ...]


class _Registered:
    """An item.

    Attributes:
        key: the text of its plain cite, given names as the style has them.
        lists: the lists of names in it.
        own: the names and given names that are shown whatever it looks like.
        detail: what is said more of it.
        number: stands in for its citation number.
    """

    __slots__ = ("detail", "item", "key", "lists", "number", "own")

    def __init__(self, item: Item, number: int) -> None:
        self.item = item
        self.number = number
        self.key = ""
        self.lists: tuple[Shown, ...] = ()
        self.own = self.detail = NO_DETAIL


class Disambiguation:
    """The registered items of a document, and what tells each from the others.

    Args:
        engine: the style.
        order: id -> a key by which year suffixes are given; call `reorder` when keys of known items have changed.
    """

    def __init__(self, engine: Engine, order: Callable[[str], Any]) -> None:
        self.engine = engine
        self.order = order
        self.means = _means(engine)
        self._rule = _rule(engine) if engine.citation.options.get("disambiguate-add-givenname") == "true" else ""
        self._namesakes = Namesakes(
            with_initials=self._rule.endswith("-with-initials"),
            with_particles=engine.style.options.get("demote-non-dropping-particle") == "never",
        )
        self._is_global = bool(self._rule) and self._rule != "by-cite"
        self._active = self.means != Means() or self._is_global
        self._items: dict[str, _Registered] = {}
        self._groups: dict[str, dict[str, None]] = {}
        self._suffixed: dict[str, list[Class]] = {}
        self._stale: dict[str, None] = {}
        self._dirty: dict[str, None] = {}
        self._changed: dict[str, None] = {}
        self._count = 0

    def add(self, item: Item) -> None:
        """Register an item; only items that look like it are looked at anew."""
        if not self._active or item.id in self._items:
            return
        self._count += 1
        entry = self._items[item.id] = _Registered(item, self._count)
        entry.key, scope = self._plain_cite(entry)
        entry.lists = tuple(scope.lists)
        entry.own = self._own(entry)
        self._changed[item.id] = None
        if self._is_global:
            self._stale.update(dict.fromkeys(self._namesakes.add(item.id, self._named(entry))))
            self._stale[item.id] = None
        self._put(item.id, entry.key)

    def remove(self, id: str) -> None:
        """Forget an item."""
        entry = self._items.pop(id, None)
        if entry is None:
            return
        self._take(id, entry.key)
        self._stale.pop(id, None)
        if self._is_global:
            self._stale.update(dict.fromkeys(self._namesakes.remove(id, self._named(entry))))

    def detail(self, id: str) -> Detail:
        """What is said more of an item, as things stand; NO_DETAIL for one that is not registered."""
        if self._stale or self._dirty:
            self._settle()
        entry = self._items.get(id)
        return entry.detail if entry else NO_DETAIL

    def changed(self) -> set[str]:
        """The registered items whose detail may be another than at the last call."""
        self._settle()
        changed, self._changed = self._changed, {}
        return self._items.keys() & changed.keys()

    def reorder(self) -> None:
        """Give year suffixes anew, as `order` has changed."""
        self._settle()
        for classes in self._suffixed.values():
            for group in classes:
                self._give_suffixes(group)

    def _named(self, entry: _Registered) -> Iterator[Person]:
        """The people whose given names the rule is about."""
        if self._rule.startswith("primary-name"):
            return (shown.persons[0] for shown in entry.lists[:1])
        return (person for shown in entry.lists for person in shown.persons)

    def _put(self, id: str, key: str) -> None:
        self._groups.setdefault(key, {})[id] = None
        self._dirty[key] = None

    def _take(self, id: str, key: str) -> None:
        group = self._groups[key]
        del group[id]
        if not group:
            del self._groups[key]
        self._dirty[key] = None

    def _plain_cite(self, entry: _Registered, detail: Detail = NO_DETAIL) -> tuple[str, Scope]:
        """The text of a cite without the day of access, and what was met; nothing looks like a cite by number."""
        scope = Scope(entry.item, _LATER, detail, entry.number)
        scope.silent.add("accessed")
        parts, _ = self.engine.parts(self.engine.citation, scope)
        return plain(Node(PLAIN, parts)), scope

    def _look(self, id: str, detail: Detail) -> tuple[str, int]:
        entry = self._items[id]
        text, scope = self._plain_cite(entry, replace(detail, givens=entry.own.givens) if self._is_global else detail)
        return text, scope.conditions_seen

    def _own(self, entry: _Registered) -> Detail:
        """What the plain cite shows by itself: nothing shows fewer names, or less of given names that cites expand."""
        names = tuple(shown.count for shown in entry.lists) if self.means.names else ()
        if self.means.givens and any(shown.level for shown in entry.lists):
            return Detail(names, tuple((shown.level,) * len(shown.persons) for shown in entry.lists))
        return Detail(names) if names else NO_DETAIL

    def _settle(self) -> None:
        """Look at the groups that have changed."""
        for stale in self._stale:
            entry = self._items[stale]
            givens = self._levels(entry)
            if givens != entry.own.givens:
                entry.own = replace(entry.own, givens=givens)
                self._dirty[entry.key] = None
        self._stale = {}
        dirty, self._dirty = self._dirty, {}
        for key in dirty:
            self._suffixed.pop(key, None)
            if key in self._groups:
                self._resolve(key, tuple(self._groups[key]))

    def _levels(self, entry: _Registered) -> Givens:
        level = self._namesakes.level
        if self._rule.startswith("primary-name"):
            levels: Givens = tuple((level(shown.persons[0]),) for shown in entry.lists[:1])
        else:
            levels = tuple(tuple(map(level, shown.persons)) for shown in entry.lists)
        return levels if any(map(any, levels)) else ()

    def _resolve(self, key: str, ids: tuple[str, ...]) -> None:
        """Tell the items of a group apart."""
        if len(ids) == 1:
            self._say(ids[0], NO_DETAIL)
            return
        lists = {each: self._items[each].lists for each in ids}
        likeness = Likeness(self.means, lists, self._look)
        for start in likeness.parts(ids) if self._is_global else (ids,):
            for group in likeness.classes(start):
                self._tell(key, group)

    def _tell(self, key: str, group: Class) -> None:
        if len(group.ids) > 1 and self.means.suffixes:
            self._suffixed.setdefault(key, []).append(group)
            self._give_suffixes(group)
        else:
            for each in group.ids:
                self._say(each, group.detail)

    def _give_suffixes(self, group: Class) -> None:
        for number, each in enumerate(sorted(group.ids, key=self.order)):
            self._say(each, replace(group.detail, year_suffix=suffix(number)))

    def _say(self, id: str, detail: Detail) -> None:
        entry = self._items[id]
        said = entry.own if detail is NO_DETAIL else _joined(detail, entry.own)
        if said != entry.detail:
            entry.detail = said
            self._changed[id] = None


def _joined(detail: Detail, own: Detail) -> Detail:
    """As many names, and as much of given names, as either says."""
    givens = (_no_fewer(*rows) for rows in zip_longest(detail.givens, own.givens, fillvalue=()))
    return replace(detail, names=_no_fewer(detail.names, own.names), givens=tuple(givens))


def _no_fewer(row: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(max(pair) for pair in zip_longest(row, other, fillvalue=0)) if row and other else row or other


def suffix(number: int) -> str:
    """The year suffix of the item of that number: 0 is "a", 25 "z", 26 "aa"."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = _LETTERS[rest] + letters
    return letters


def _rule(engine: Engine) -> str:
    return engine.citation.options.get("givenname-disambiguation-rule") or "by-cite"


def _means(engine: Engine) -> Means:
    options = engine.citation.options
    asked = {
        name for name in ("names", "givenname", "year-suffix") if options.get(f"disambiguate-add-{name}") == "true"
    }
    by_cite = "givenname" in asked and _rule(engine) == "by-cite"
    return Means("names" in asked, by_cite, _asks_conditions(engine), "year-suffix" in asked)


def _asks_conditions(engine: Engine) -> bool:
    """Whether the citations of a style have a condition "disambiguate"."""
    seen: set[str] = set()

    def asks(element: Element) -> bool:
        for inner in element.walk():
            if inner.get("disambiguate") == "true":
                return True
            called = inner.get("macro")
            if called and called not in seen:
                seen.add(called)
                if asks(engine.style.macros[called]):
                    return True
        return False

    return asks(engine.citation.layout)
