"""The model: a linear-chain conditional random field, whose weights are one data file.

The best labels are found by the algorithm of Viterbi, the marginals by forward and backward sums, both in one pass with
probabilities that are scaled at each token. Time is linear in the number of tokens: at each of them only labels that
are not far behind the best are followed.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Final

from ponarscite.citestring.features import VERSION, features
from ponarscite.citestring.token import Token, tokenize

FILE: Final = "model.txt.xz"
LONGEST: Final = 20_000
"""Characters of a text that are read; a longer one is no citation."""
UNIT: Final = 100
"""Weights are kept as whole numbers of 1/UNIT."""
_FAR = 15.0
"""A label whose own score is that far below the best of its token is not followed ..."""
_RARE = 1e-4
"""... nor is one that is less likely than this beside the others, by all tokens so far."""


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
        own: exp(score) of each by its token alone, the best of all labels 1.
        forward: probability of each by the tokens so far; their sum is 1.
        best: probability of the best path to each, scaled.
        back: place of the label before it on that path.
    """

    labels: list[int]
    own: list[float]
    forward: list[float]
    best: list[float]
    back: list[int]


class Model:
    """Weights that label tokens.

    Most pairs of labels have no weight of their own, so the sums at each step go through the others, the exceptions.

    Args:
        labels: in the order of their indices.
        transitions: (label, next label) -> weight in 1/UNIT; 0 for a pair that is not there. "I-x" follows "B-x" and
            "I-x" alone.
        states: feature -> "LABEL:WEIGHT LABEL:WEIGHT", by the index of the label, in 1/UNIT.
    """

    def __init__(
        self, labels: Sequence[str], transitions: Mapping[tuple[str, str], int], states: Mapping[str, str]
    ) -> None:
        self.labels = tuple(labels)
        self._states = states
        self._read: dict[str, tuple[tuple[int, int], ...]] = {}
        self._usual = [0.0 if label.startswith("I-") else 1.0 for label in labels]
        self._exceptions = [_exceptions(label, labels, transitions) for label in labels]
        self._factors = [[usual] * len(labels) for usual in self._usual]  # by the later label, then the one before it
        for n, pairs in enumerate(self._exceptions):
            for other, factor in pairs:
                self._factors[other][n] = factor

    def tag(self, text: str) -> Tagged:
        """Label the tokens of a text, of the first `LONGEST` characters. Nothing is raised."""
        tokens = tokenize(text[:LONGEST])
        labels, marginals = self.decode(features(tokens))
        return Tagged(tuple(tokens), tuple(labels), tuple(marginals))

    def decode(self, rows: Iterable[Iterable[str]]) -> tuple[list[str], list[float]]:
        """The best labels of a sequence of feature lists, and the marginal of each."""
        steps = [*self._forward(map(self._scores, rows))]
        if not steps:
            return [], []
        places = _best_path(steps)
        backward = self._backward(steps)
        marginals = [_share(step, after, place) for step, after, place in zip(steps, backward, places, strict=True)]
        return [self.labels[step.labels[place]] for step, place in zip(steps, places, strict=True)], marginals

    def _scores(self, row: Iterable[str]) -> list[int]:
        """The score of each label by the features of one token, in 1/UNIT."""
        scores = [0] * len(self.labels)
        read = self._read
        for feature in row:
            weights = read.get(feature)
            if weights is None:
                weights = read[feature] = self._weights(feature) if feature in self._states else ()
            for label, weight in weights:
                scores[label] += weight
        return scores

    def _weights(self, feature: str) -> tuple[tuple[int, int], ...]:
        pairs = (pair.partition(":") for pair in self._states[feature].split())
        return tuple((int(label), int(weight)) for label, _, weight in pairs)

    def _forward(self, scores: Iterable[Sequence[int]]) -> Iterator[_Step]:
        before: _Step | None = None
        for row in scores:
            before = (
                self._next(before, row, _FAR) or self._next(before, row, float("inf")) or self._next(None, row, _FAR)
            )
            if before:
                yield before

    def _next(self, before: _Step | None, scores: Sequence[int], far: float) -> _Step | None:
        """The step after another; None if no label that is followed may stand there."""
        labels, own = _followed(scores, far)
        sums = self._sums(before) if before else self._usual
        forward = [sums[label] * value for label, value in zip(labels, own, strict=True)]
        total = sum(forward)
        if not total:
            return None
        least = total * _RARE
        kept = [place for place, value in enumerate(forward) if value > least]
        labels, own = [labels[place] for place in kept], [own[place] for place in kept]
        best, back = self._best(before, labels, own)
        return _Step(labels, own, [forward[place] / total for place in kept], best, back)

    def _sums(self, before: _Step) -> list[float]:
        """For each label, the sum over all paths to it, without its own score."""
        usual = self._usual
        sums = usual[:]
        for label, value in zip(before.labels, before.forward, strict=True):
            for other, factor in self._exceptions[label]:
                sums[other] += value * (factor - usual[other])
        return sums

    def _best(self, before: _Step | None, labels: Sequence[int], own: Sequence[float]) -> tuple[list[float], list[int]]:
        """For each label, the best path to it, scaled, and where that comes from."""
        if before is None:
            return list(own), [0] * len(own)
        best, back = [], []
        for label, value in zip(labels, own, strict=True):
            factors = self._factors[label]
            paths = [path * factors[other] for other, path in zip(before.labels, before.best, strict=True)]
            top = max(paths)
            best.append(top * value)
            back.append(paths.index(top))
        scale = max(best) or 1.0
        return [value / scale for value in best], back

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


def _exceptions(
    label: str, labels: Sequence[str], transitions: Mapping[tuple[str, str], int]
) -> tuple[tuple[int, float], ...]:
    """The labels behind a label whose pair with it has a weight, or that may only follow some, with exp(weight)."""
    found = []
    for n, other in enumerate(labels):
        weight = transitions.get((label, other), 0)
        inside = other.startswith("I-")
        if (inside and label[1:] == other[1:]) or (weight and not inside):
            found.append((n, exp(weight / UNIT)))
    return tuple(found)


def _followed(scores: Sequence[int], far: float) -> tuple[list[int], list[float]]:
    """The labels that are not far behind the best, and exp(score) of each."""
    top = max(scores)
    least = top - far * UNIT
    labels = [label for label, score in enumerate(scores) if score >= least]
    return labels, [exp(max(scores[label] - top, -600 * UNIT) / UNIT) for label in labels]


def _best_path(steps: Sequence[_Step]) -> list[int]:
    last = steps[-1].best
    places = [last.index(max(last))]
    for step in reversed(steps[1:]):
        places.append(step.back[places[-1]])
    places.reverse()
    return places


def _share(step: _Step, after: Sequence[float], place: int) -> float:
    """The marginal of a label among those followed."""
    both = [forward * value for forward, value in zip(step.forward, after, strict=True)]
    return both[place] / (sum(both) or 1.0)


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
