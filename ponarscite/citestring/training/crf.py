"""Training with python-crfsuite, and the export of the weights."""

from __future__ import annotations

import lzma
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from ponarscite.citestring.features import VERSION, features
from ponarscite.citestring.label import modelled
from ponarscite.citestring.model import UNIT
from ponarscite.citestring.token import tokenize

LARGEST: Final = 300_000
"""Bytes of the data file."""
_LEAST: Final = 6
"""Smallest weight that is kept, in 1/UNIT: without those below it, no fewer fields are right."""
_PARAMETERS: Final = {"c1": 0.5, "c2": 0.01, "feature.minfreq": 2, "feature.possible_transitions": False}
States = Mapping[str, Mapping[str, float]]
Transitions = Mapping[tuple[str, str], float]


def train(examples: Sequence[tuple[str, list[str]]], iterations: int) -> tuple[Transitions, States]:
    """Learn from texts and the labels of their tokens; give the weights of transitions and of features by label."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    for text, labels in examples:
        trainer.append(features(tokenize(text)), [modelled(label) for label in labels])
    trainer.set_params({**_PARAMETERS, "max_iterations": iterations})
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        tagger.close()
    states: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (feature, label), weight in info.state_features.items():
        states[feature][label] = weight
    return {pair: weight for pair, weight in info.transitions.items() if weight}, states


def averaged(models: Sequence[tuple[Transitions, States]]) -> tuple[Transitions, States]:
    """The mean of each weight over models that learned from other strings: what one of them learned by chance fades."""
    share = 1 / len(models)
    transitions: defaultdict[tuple[str, str], float] = defaultdict(float)
    states: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for pairs, rows in models:
        for pair, weight in pairs.items():
            transitions[pair] += weight * share
        for feature, weights in rows.items():
            for label, weight in weights.items():
                states[feature][label] += weight * share
    return transitions, states


def exported(transitions: Transitions, states: States, labels: Sequence[str]) -> bytes:
    """The data file, without weights that are too small to matter, and with so many others cut that it fits."""
    least = _LEAST
    while len(data := dump(transitions, _cut(states, least), labels)) > LARGEST:
        least += 2
    return data


def _cut(states: States, least: int) -> States:
    return {f: {k: w for k, w in weights.items() if abs(round(w * UNIT)) >= least} for f, weights in states.items()}


def dump(transitions: Transitions, states: States, labels: Sequence[str]) -> bytes:
    """The data file of weights: a compressed text with sorted lines, as `model.parse` reads it."""
    index = {label: n for n, label in enumerate(labels)}
    pairs = [f"{a} {b} {round(weight * UNIT)}" for (a, b), weight in sorted(transitions.items())]
    rows = [f"{feature}\t{_weights(weights, index)}" for feature, weights in sorted(states.items()) if weights]
    head = [f"features {VERSION}", " ".join(labels), str(len(pairs))]
    return lzma.compress("\n".join((*head, *pairs, *rows)).encode(), preset=9 | lzma.PRESET_EXTREME)


def _weights(weights: Mapping[str, float], index: Mapping[str, int]) -> str:
    return " ".join(f"{index[label]}:{round(weight * UNIT)}" for label, weight in sorted(weights.items()))
