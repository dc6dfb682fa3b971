"""Disambiguation of one set of ambiguous cites: show more names, expand names, then use conditions.

The names of the cites are taken from first to last. Each is shown if "et al." hid it, then its given name is expanded
to initials and to the full given name. A step that makes any cites differ stays, and each resulting set goes on by
itself; any other step is undone. Source: CSL 1.0.2 specification, "Disambiguation", methods (1) to (3); details follow
citeproc-js.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from ponarscite.csl.disambiguation_conditions import ConditionRounds, RenderCite
from ponarscite.csl.disambiguation_steps import Methods, Place, Shape, Step, steps
from ponarscite.csl.person import Person
from ponarscite.csl.scope import UNAMBIGUOUS, Disambiguation, RenderedNames

Bearer: TypeAlias = tuple[tuple[Person, ...], int]
"""The name of a cite at a place, none if its list is shorter, and the length of that list."""
RenderName: TypeAlias = Callable[[str, Place, int], str]
"""(id, place of a name, level of its given name as in `Disambiguation.givens`) -> text of the name."""
Resolved: TypeAlias = tuple[list[str], Disambiguation]
"""Ids of items whose cites stay equal or that are alone, and what their cites show."""


class CiteSet:
    """Items with equal cites, with the sets into which a step splits them.

    Args:
        disambiguation: with which the cites are equal.
        begin: the name that is tried first.
    Attributes:
        disambiguation, begin: as given.
        ids: of the items.
        parts: text after the last of `steps`, of a cite or of the name that tells it from others -> the set of the
            items with it; {} if no step splits the set.
        shapes: of the name lists of the items.
        steps: those tried, up to the one that splits the set; () for a single item.
        bearers: name that a step changed -> the bearers seen there, each with its set if that step splits.
        rounds: of conditions, None if the style has none or the set is split.
    """

    __slots__ = ("bearers", "begin", "disambiguation", "ids", "parts", "rounds", "shapes", "steps")

    def __init__(self, disambiguation: Disambiguation = UNAMBIGUOUS, begin: Place = (0, 0)) -> None:
        self.disambiguation = disambiguation
        self.begin = begin
        self.ids: list[str] = []
        self.forget()

    def forget(self) -> None:
        """Forget how the set was split."""
        self.parts: dict[str, CiteSet] = {}
        self.shapes: set[Shape] = set()
        self.steps: list[Step] = []
        self.bearers: dict[Place, dict[Bearer, CiteSet]] = {}
        self.rounds: ConditionRounds | None = None

    def unsplit(self) -> Iterator[CiteSet]:
        """The sets below this one that are not split, or the set itself."""
        pending = [self]
        while pending:
            cites = pending.pop()
            if not cites.parts:
                yield cites
            pending += cites.parts.values()


class CiteDisambiguation:
    """The search for additions that make the cites of a set differ.

    Args:
        methods: that the style activates.
        lists: id -> the name lists of the item's cite.
        shape: id -> the shape of these.
        render_cite: renders a cite with given additions.
        render_name: renders one name of a cite as the cite shows it; None if what is around a name changes it.
    """

    def __init__(
        self,
        methods: Methods,
        lists: Callable[[str], Sequence[RenderedNames]],
        shape: Callable[[str], Shape],
        render_cite: RenderCite,
        render_name: RenderName | None,
    ) -> None:
        self._methods = methods
        self._lists = lists
        self._shape = shape
        self._render_cite = render_cite
        self._render_name = render_name

    def grow(self, whole: CiteSet, ids: Iterable[str]) -> list[Resolved]:
        """Add items to a set of ambiguous cites; sets below it that they do not join are left alone.

        Args:
            whole: a set that no step has made.
            ids: of items that are not in it; they follow those in it.
        Returns:
            What is new or changes by it. The result is that of adding all items at once.
        """
        resolved: list[Resolved] = []
        pending = [(whole, list(ids))]
        while pending:
            cites, new = pending.pop()
            targets = self._targets(cites, new)
            cites.ids += new
            if targets is None:
                targets = self._split(cites)
            if not cites.parts:
                resolved += self._resolved(cites, new)
            pending += targets.items()
        return resolved

    def _targets(self, cites: CiteSet, new: Iterable[str]) -> dict[CiteSet, list[str]] | None:
        """The parts of a set that new items go to; None if the set is to be split anew."""
        targets: dict[CiteSet, list[str]] = {}
        for each in new:
            target = self._target(cites, each)
            if target is None:
                return None
            if target is not cites:
                targets.setdefault(target, []).append(each)
        return targets

    def _target(self, cites: CiteSet, id: str) -> CiteSet | None:
        """The part of a set that a new item goes to, the set itself if no step splits it; None if it changes a step.

        As the cites are equal before a step, those of items with the same bearer of the name that it changes are equal
        after it. So only a new bearer is rendered.
        """
        if len(cites.ids) < 2 or self._shape(id) not in cites.shapes:
            return None
        target = cites
        new: list[tuple[dict[Bearer, CiteSet], Bearer, CiteSet]] = []
        for place, known in cites.bearers.items():
            bearer = self._bearer(id, place)
            goal = known.get(bearer)
            if goal is None:
                goal = self._new_target(cites, id, place)
                if goal is None:
                    return None
                new.append((known, bearer, goal))
            if goal is not cites:
                target = goal
        for known, bearer, goal in new:
            known[bearer] = goal
        return target

    def _new_target(self, cites: CiteSet, id: str, place: Place) -> CiteSet | None:
        """The same for a new bearer of the name at one place, which one or more steps change."""
        for step in cites.steps:
            if step.changed != place:
                continue
            text = self._text(id, step)
            if cites.parts and step is cites.steps[-1]:
                return cites.parts.setdefault(text, CiteSet(step.disambiguation, step.place))
            if text != self._text(cites.ids[0], step):
                return None
        return cites

    def _split(self, cites: CiteSet) -> dict[CiteSet, list[str]]:
        """Split a set by the first step that makes cites differ; {} if none does."""
        cites.forget()
        if len(cites.ids) == 1:
            return {}
        groups: dict[Place, dict[Bearer, list[str]]] = {}
        cites.shapes = set(map(self._shape, cites.ids))
        targets: dict[CiteSet, list[str]] = {}
        for step in steps(self._methods, cites.shapes, cites.disambiguation, cites.begin):
            cites.steps.append(step)
            if step.changed not in groups:
                groups[step.changed] = self._grouped(cites.ids, step.changed)
                cites.bearers[step.changed] = dict.fromkeys(groups[step.changed], cites)
            texts = self._texts(groups[step.changed], step)
            if len(set(texts.values())) > 1:
                disambiguation = step.disambiguation
                cites.parts = {text: CiteSet(disambiguation, step.place) for text in texts.values()}
                for bearer, group in groups[step.changed].items():
                    target = cites.bearers[step.changed][bearer] = cites.parts[texts[bearer]]
                    targets.setdefault(target, []).extend(group)
                break
        return targets

    def _grouped(self, ids: Iterable[str], place: Place) -> dict[Bearer, list[str]]:
        """The items by the bearer of a name."""
        groups: dict[Bearer, list[str]] = {}
        for each in ids:
            groups.setdefault(self._bearer(each, place), []).append(each)
        return groups

    def _bearer(self, id: str, place: Place) -> Bearer:
        index, name = place
        lists = self._lists(id)
        persons = lists[index].persons if index < len(lists) else ()
        return persons[name : name + 1], len(persons)

    def _texts(self, groups: dict[Bearer, list[str]], step: Step) -> dict[Bearer, str]:
        """Return the text of each bearer after a step; {} if all share one: none would change."""
        if len(groups) == 1:
            return {}
        return {bearer: self._text(group[0], step) for bearer, group in groups.items()}

    def _text(self, id: str, step: Step) -> str:
        """Return the text that tells the cite of an item from others of its set: one name where that decides."""
        if step.by_name and self._render_name:
            return self._render_name(id, step.changed, step.shown_level)
        return self._render_cite(id, step.disambiguation)[0]

    def _resolved(self, cites: CiteSet, new: list[str]) -> Iterable[Resolved]:
        """Disambiguation of a set that no step splits, and of its new items where the style has conditions."""
        methods = self._methods
        if methods.year_suffixes or not methods.conditions or len(cites.ids) == 1:
            return [(cites.ids, cites.disambiguation)]
        if cites.rounds is None:
            cites.rounds = ConditionRounds(cites.disambiguation, self._render_cite)
            new = cites.ids
        return cites.rounds.add(new)
