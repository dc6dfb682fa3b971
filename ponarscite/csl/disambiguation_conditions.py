"""Disambiguation by conditions: for each item of a set, as few hold as make its cite unique.

Source: CSL 1.0.2 specification, "Disambiguation", method (3), and "Choose" (disambiguate); details follow citeproc-js.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from ponarscite.csl.scope import Disambiguation

RenderCite = Callable[[str, Disambiguation], tuple[str, int]]
"""(id, disambiguation) -> text of the item's cite, and number of its conditions disambiguate="true"."""
MOST_CONDITIONS = 99
"""Conditions disambiguate="true" of one cite that are tried."""


class ConditionRounds:
    """A set of ambiguous cites in which more and more conditions hold.

    In round N the first N conditions of a cite hold. A cite that is unique in it stays so; the others go to the next
    round, as long as any of them has so many conditions.

    Args:
        disambiguation: with which the cites are equal.
        render_cite: renders a cite with given additions.
    """

    def __init__(self, disambiguation: Disambiguation, render_cite: RenderCite) -> None:
        self._disambiguation = disambiguation
        self._render_cite = render_cite
        self._rounds: list[dict[str, list[str]]] = []  # text of a cite -> ids, for each round
        self._left: list[str] = []  # ids of those that no round makes unique

    def add(self, ids: Iterable[str]) -> Iterator[tuple[list[str], Disambiguation]]:
        """Add items; yield the ids whose disambiguation is new or changes, with their disambiguation."""
        pending = list(ids)
        for number, texts in enumerate(self._rounds, 1):
            unique, pending = self._run(number, texts, pending)
            yield unique, self._with(number)
        while pending and self._goes_on(pending):
            pending = [*self._left, *pending]
            self._left = []
            self._rounds.append({})
            unique, pending = self._run(len(self._rounds), self._rounds[-1], pending)
            yield unique, self._with(len(self._rounds))
        self._left += pending
        yield pending, self._with(len(self._rounds))

    def _run(self, number: int, texts: dict[str, list[str]], ids: Sequence[str]) -> tuple[list[str], list[str]]:
        """Let items take part in a round; return those that are unique in it, and those that are so no more."""
        unique: dict[str, str] = {}
        ambiguous: list[str] = []
        for each in ids:
            text, _ = self._render_cite(each, self._with(number))
            alike = texts.setdefault(text, [])
            alike.append(each)
            if len(alike) == 1:
                unique[text] = each
            else:
                unique.pop(text, None)
                ambiguous += alike if len(alike) == 2 else [each]
        return list(unique.values()), ambiguous

    def _goes_on(self, ids: Iterable[str]) -> bool:
        """Whether another round may help; items left by earlier ones have no further condition."""
        number = len(self._rounds) + 1
        further = self._with(number)
        return number <= MOST_CONDITIONS and any(self._render_cite(each, further)[1] >= number for each in ids)

    def _with(self, number: int) -> Disambiguation:
        return replace(self._disambiguation, condition=number)
