"""The model: a linear-chain conditional random field, whose weights are one data file.

The marginals are forward and backward sums, scaled at each token; the best labels are found by the algorithm of Viterbi
among those that the marginals leave. Time is linear in the number of tokens: at each of them only labels that are not
far behind the best are followed.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from struct import Struct
from typing import Final, TypeAlias

from ponarscite.citestring.features import VERSION, Groups, grouped
from ponarscite.citestring.initials import without_last_stops
from ponarscite.citestring.label import unfolded
from ponarscite.citestring.token import Token, tokenize

FILE: Final = "model.txt.xz"
LONGEST: Final = 20_000
"""Characters of a text that are read; a longer one is no citation."""
UNIT: Final = 100
"""Weights are kept as whole numbers of 1/UNIT."""
_GROUPS = 10_000
"""Groups of features whose weights are kept."""
Weights: TypeAlias = int
"""A weight in 1/UNIT for each label, 2 ** BITS apart, in one whole number, so that one addition adds all of them."""
BITS: Final = 32
_FAR = 12 * UNIT
"""A label whose own score is that far below the best that may stand there is not followed ..."""
_DECAY = [exp(-score / UNIT) for score in range(_FAR)]
"""exp of a score below the best."""
_RARE = 3e-4
"""... nor is one that is less likely than this beside the others, by all tokens so far."""
_UNLIKELY = 1e-4
"""The best path leads through labels with at least this marginal."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """The tokens of a text, and for each its label and how likely the model holds it, 0 to 1."""

    tokens: tuple[Token, ...]
    labels: tuple[str, ...]
    marginals: tuple[float, ...]


@dataclass(slots=True)
class _Step:
    """The labels followed at one token.

    Attributes:
        labels: their indices.
        own: exp(score) of each by its token alone, the best of those that may stand there 1.
        forward: probability of each by the tokens so far; their sum is 1.
    """

    labels: list[int]
    own: list[float]
    forward: list[float]


class Model:
    """Weights that label tokens.

    Args:
        labels: those of `MODELLED`, in the order of their indices.
        transitions: (label, next label) -> weight in 1/UNIT; 0 for a pair that is not there. "I-x" follows "B-x" and
            "I-x" alone.
        states: feature -> "LABEL:WEIGHT LABEL:WEIGHT", by the index of the label, in 1/UNIT.
    """

    def __init__(
        self, labels: Sequence[str], transitions: Mapping[tuple[str, str], int], states: Mapping[str, str]
    ) -> None:
        self.labels = tuple(labels)
        self._states = states
        self._read: dict[str, Weights] = {}
        self._known: dict[tuple[str, ...], Weights] = {}
        self._zero: Weights = sum(1 << (BITS * n + BITS - 1) for n in range(len(labels)))
        self._apart = Struct(f"<{len(labels)}I")
        self._usual = [0.0 if label[:2] == "I-" else 1.0 for label in labels]
        self._factors = [[_factor(before, label, transitions) for before in labels] for label in labels]
        self._changes = [self._changes_behind(n) for n in range(len(labels))]

    def _changes_behind(self, before: int) -> list[tuple[int, float]]:
        """Factors of the labels behind a label where they differ from the usual ones; most do not."""
        changes = (
            (n, row[before] - usual) for n, (row, usual) in enumerate(zip(self._factors, self._usual, strict=True))
        )
        return [(n, change) for n, change in changes if change]

    def tag(self, text: str) -> Tagged:
        """Label the tokens of a text, of the first `LONGEST` characters. Nothing is raised."""
        tokens = tokenize(text[:LONGEST])
        labels, marginals = self.decode(grouped(tokens))
        return Tagged(tuple(tokens), tuple(without_last_stops(tokens, labels)), tuple(marginals))

    def decode(self, rows: Iterable[Groups]) -> tuple[list[str], list[float]]:
        """The best labels of a sequence of tokens, each by its features in groups, and the marginal of each label."""
        steps = [*self._forward(map(self._scores, rows))]
        if not steps:
            return [], []
        shares = [_shares(step, after) for step, after in zip(steps, self._backward(steps), strict=True)]
        places = self._best_path(steps, shares)
        best = [self.labels[step.labels[place]] for step, place in zip(steps, places, strict=True)]
        return unfolded(best), [share[place] for share, place in zip(shares, places, strict=True)]

    def _scores(self, groups: Groups) -> tuple[int, ...]:
        """The score of each label by the features of one token, in 1/UNIT, above the same number for all labels."""
        scores = self._zero + self._added(groups[0])
        known = self._known
        for group in groups[1:]:
            weights = known.get(group)
            scores += self._together(group) if weights is None else weights
        return self._apart.unpack(scores.to_bytes(self._apart.size, "little"))

    def _added(self, features: Sequence[str]) -> Weights:
        """The weights of some features, added up."""
        added = 0
        read, states = self._read, self._states
        for feature in features:
            if feature in read:
                added += read[feature]
            elif feature in states:  # others are not kept, or a long text would fill the memory
                added += self._weights(feature)
        return added

    def _weights(self, feature: str) -> Weights:
        """The weights of a feature, read once."""
        pairs = (pair.partition(":") for pair in self._states[feature].split())
        found = self._read[feature] = sum(int(weight) << (BITS * int(label)) for label, _, weight in pairs)
        return found

    def _together(self, group: tuple[str, ...]) -> Weights:
        """The weights of a group of features, added up once for all times that it recurs."""
        if len(self._known) >= _GROUPS:
            self._known.clear()
        found = self._known[group] = self._added(group)
        return found

    def _forward(self, scores: Iterable[Sequence[int]]) -> Iterator[_Step]:
        before: _Step | None = None
        for row in scores:
            before = self._next(before, row)
            yield before

    def _next(self, before: _Step | None, scores: Sequence[int]) -> _Step:
        """The step after another, by the labels that may stand there and are not far behind the best of them."""
        sums = self._sums(before) if before else self._usual
        top = max(scores)
        if not sums[scores.index(top)]:  # no path leads there
            top = max(score for score, value in zip(scores, sums, strict=True) if value > 0)
        least = top - _FAR
        labels = [n for n, score in enumerate(scores) if score > least and sums[n] > 0]
        own = [_DECAY[top - scores[label]] for label in labels]
        forward = [sums[label] * value for label, value in zip(labels, own, strict=True)]
        total = sum(forward)
        rare = total * _RARE
        kept = [place for place, value in enumerate(forward) if value > rare]
        scale = 1 / total
        return _Step(
            [labels[place] for place in kept],
            [own[place] for place in kept],
            [forward[place] * scale for place in kept],
        )

    def _sums(self, before: _Step) -> list[float]:
        """For each label, the sum over all paths to it, without its own score.

        Paths that are not followed count as pairs of labels without a weight.
        """
        sums = self._usual[:]
        for label, value in zip(before.labels, before.forward, strict=True):
            for other, change in self._changes[label]:
                sums[other] += value * change
        return sums

    def _backward(self, steps: Sequence[_Step]) -> list[list[float]]:
        """For each step, how well each of its labels goes with all tokens behind it."""
        after = [1.0] * len(steps[-1].labels)
        found = [after]
        for step, behind in zip(reversed(steps[:-1]), reversed(steps[1:]), strict=True):
            values = [
                (self._factors[label], own * value)
                for label, own, value in zip(behind.labels, behind.own, after, strict=True)
            ]
            sums = [sum([factors[label] * value for factors, value in values]) for label in step.labels]
            top = max(sums) or 1.0
            after = [value / top for value in sums]
            found.append(after)
        found.reverse()
        return found

    def _best_path(self, steps: Sequence[_Step], shares: Sequence[Sequence[float]]) -> list[int]:
        """The places of the labels of the best path, which leads through labels that are not unlikely."""
        likely = [[place for place, share in enumerate(row) if share >= _UNLIKELY] for row in shares]
        best = [steps[0].own[place] for place in likely[0]]
        back: list[list[int]] = [[0] * len(best)]
        for before, step, places_before, places in zip(steps, steps[1:], likely, likely[1:], strict=False):
            paths = [(before.labels[place], value) for place, value in zip(places_before, best, strict=True)]
            rows = [self._factors[step.labels[place]] for place in places]
            reached = [[factors[label] * value for label, value in paths] for factors in rows]
            tops = [max(values) for values in reached]
            back.append([values.index(top) for values, top in zip(reached, tops, strict=True)])
            values = [top * step.own[place] for top, place in zip(tops, places, strict=True)]
            scale = 1 / (max(values) or 1.0)
            best = [value * scale for value in values]
        at = best.index(max(best))
        path = [likely[-1][at]]
        for places, came in zip(reversed(likely[:-1]), reversed(back[1:]), strict=True):
            at = came[at]
            path.append(places[at])
        return path[::-1]


def _factor(before: str, label: str, transitions: Mapping[tuple[str, str], int]) -> float:
    """exp of the weight of two labels in a row; 0 where they may not be."""
    may_be = label[:2] != "I-" or before[1:] == label[1:]
    return exp(transitions.get((before, label), 0) / UNIT) if may_be else 0.0


def _shares(step: _Step, after: Sequence[float]) -> list[float]:
    """The marginals of the labels of a step."""
    both = [forward * value for forward, value in zip(step.forward, after, strict=True)]
    scale = 1 / (sum(both) or 1.0)
    return [value * scale for value in both]


def parse(data: bytes) -> Model:
    """Read the data file.

    Raises:
        ValueError: it was made for another version of the features.
    """
    version, labels, count, *lines = lzma.decompress(data).decode().split("\n")
    if version != f"features {VERSION}":
        raise ValueError(f"the model has {version}, the code has features {VERSION}: train it anew")
    pairs = (line.split(" ") for line in lines[: int(count)])
    transitions = {(a, b): int(weight) for a, b, weight in pairs}
    states = dict(line.split("\t", 1) for line in lines[int(count) :])
    return Model(labels.split(" "), transitions, states)


@cache
def load_model() -> Model:
    """The model of the package, read when it is first needed."""
    return parse((files("ponarscite.citestring") / FILE).read_bytes())
