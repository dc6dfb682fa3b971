"""The model: the best labels and the marginals are those of counting all paths."""

from __future__ import annotations

import lzma
from hashlib import sha256
from itertools import pairwise, product
from math import exp, isclose, log
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ponarscite.citestring.features import features
from ponarscite.citestring.label import LABELS, MODELLED, modelled, unfolded
from ponarscite.citestring.model import LONGEST, UNIT, Model, load_model, parse
from ponarscite.citestring.token import tokenize
from ponarscite.citestring.training import origin
from ponarscite.citestring.training.__main__ import OWN
from ponarscite.citestring.training.crf import dump
from ponarscite.citestring.training.labelled import read_labelled
from tests.paths import ROOT

SMALL = ("O", "B-title", "I-title")
WIDEST = 300
MOST = 3
WEIGHTS = st.integers(-WIDEST, WIDEST)
TRANSITIONS = st.dictionaries(st.sampled_from([*product(SMALL, SMALL)]), WEIGHTS)
STATES = st.fixed_dictionaries({f: st.tuples(WEIGHTS, WEIGHTS, WEIGHTS) for f in "abc"})
ROWS = st.lists(st.lists(st.sampled_from("abcd"), max_size=MOST), min_size=1, max_size=5)
FARTHEST = 2 * WIDEST * MOST
"""Largest difference between the scores of two labels of a row, which the model must not clip here."""
DECAY = [exp(-score / UNIT) for score in range(FARTHEST + 1)]
NONE = (0, 0, 0)


def well_formed(path: tuple[int, ...]) -> bool:
    """Whether "I-title" stands only behind "B-title" and "I-title"."""
    return path[0] != 2 and (0, 2) not in pairwise(path)


def text_of(weights: tuple[int, ...]) -> str:
    return " ".join(f"{label}:{weight}" for label, weight in enumerate(weights))


@settings(max_examples=60)
@example({}, {"a": (0, -100, WIDEST), "b": NONE, "c": NONE}, [["a"] * MOST])
@example({("O", "O"): -WIDEST}, {"a": (0, -WIDEST, WIDEST), "b": NONE, "c": NONE}, [["a"] * MOST] * 5)
@given(TRANSITIONS, STATES, ROWS)
def test_the_best_labels_and_the_marginals(
    transitions: dict[tuple[str, str], int], states: dict[str, tuple[int, int, int]], rows: list[list[str]]
) -> None:
    def value(path: tuple[int, ...]) -> float:
        own = sum(states[f][label] for row, label in zip(rows, path, strict=True) for f in row if f in states)
        return (own + sum(transitions.get((SMALL[a], SMALL[b]), 0) for a, b in pairwise(path))) / UNIT

    paths = {path: value(path) for path in product(range(3), repeat=len(rows)) if well_formed(path)}
    total = sum(map(exp, paths.values()))
    model = Model(SMALL, transitions, {f: text_of(weights) for f, weights in states.items()})
    with pytest.MonkeyPatch.context() as patch:  # follow every label
        for key, number in {"_RARE": 0.0, "_UNLIKELY": 0.0, "_FAR": FARTHEST + 1, "_DECAY": DECAY}.items():
            patch.setattr(f"ponarscite.citestring.model.{key}", number)
        labels, marginals = model.decode([(tuple(row[:1]), tuple(row[1:])) for row in rows])
    found = tuple(map(SMALL.index, labels))
    assert isclose(paths[found], max(paths.values()), abs_tol=1e-6)
    for n, label in enumerate(found):
        wanted = sum(exp(v) for path, v in paths.items() if path[n] == label) / total
        assert isclose(marginals[n], wanted, rel_tol=1e-6, abs_tol=1e-9)


def test_no_field_goes_on_that_has_not_begun() -> None:
    model = Model(SMALL, {}, {"a": "2:900"})
    assert model.decode([(("a",),), (("a",),)])[0][0] != "I-title"


@pytest.mark.parametrize("far", [0, 1100, 1199, 1200, 1300, 5000])
def test_a_label_that_may_not_stand_there_hides_no_other(far: int) -> None:
    model = Model(SMALL, {}, {"a": f"0:0 1:-100 2:{far}"})
    (label,), (marginal,) = model.decode([(("a",),)])
    assert label == "O"
    assert isclose(marginal, 1 / (1 + exp(-1)))


def test_no_tokens() -> None:
    assert Model(SMALL, {}, {}).decode([]) == ([], [])
    assert load_model().tag(" \n").labels == ()


def test_the_file_and_the_code_agree() -> None:
    transitions = {("O", "B-title"): log(2), ("O", "O"): -0.5}
    data = dump(transitions, {"w=a": {"O": 1.0, "B-title": -0.5}, "w=b": {}}, SMALL)
    model = parse(data)
    assert model.labels == SMALL
    assert model.decode([(("w=a",),)] * 2)[0] == ["O", "O"]
    other = lzma.compress(lzma.decompress(data).replace(b"features ", b"features 9", 1))
    with pytest.raises(ValueError, match="train it anew"):
        parse(other)


def test_the_file_of_the_package_is_that_of_the_labelled_strings() -> None:
    """Whoever changes the labelled strings trains anew, and says in `origin` what came of it."""
    assert sha256(OWN.read_bytes()).hexdigest() == origin.FILE
    assert origin.fingerprint(read_labelled()) == origin.LABELLED
    manual = (ROOT / "ponarscite" / "manual" / "citations.md").read_text(encoding="utf-8")
    assert origin.STRINGS in manual
    assert origin.FILE in manual


def test_the_model_of_the_package() -> None:
    model = load_model()
    assert model.labels == MODELLED
    text = "Ann Lee and Bo Ek, “Rivers of Mud,” Review of Water 12, no. 3 (2014): 45–67."
    tagged = model.tag(text)
    assert [token.text for token in tagged.tokens] == [token.text for token in tokenize(text)]
    assert all(0 <= marginal <= 1.000001 for marginal in tagged.marginals)
    assert tagged.labels == tuple(
        "B-author I-author O B-author I-author O O B-title I-title I-title O O B-container I-container I-container"
        " B-volume O O O B-issue O B-issued O O B-page I-page I-page O".split()
    )


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_labels(text: str) -> None:
    tagged = load_model().tag(text)
    assert len(tagged.tokens) == len(tagged.labels) == len(tagged.marginals)


def test_labels_inside_follow_those_that_begin() -> None:
    tagged = load_model().tag("1, 2; A. B. “ ” ( [ x 2014 // – С. 3 " * 40)
    for before, label in pairwise(("O", *tagged.labels)):
        if label.startswith("I-"):
            assert before[2:] == label[2:]


def test_a_text_that_is_too_long_is_cut() -> None:
    tagged = load_model().tag("word " * 5000)
    assert tagged.tokens[-1].end <= LONGEST
    assert len(features(tagged.tokens)) == LONGEST // 5


def test_labels_that_the_model_folds_come_back() -> None:
    labels = "B-issued I-issued O B-author I-author B-author B-page I-page loc loc N".split()
    assert unfolded([modelled(label) for label in labels]) == labels
    assert {modelled(label) for label in LABELS} == {*MODELLED}


@pytest.mark.parametrize("piece", ["a. ", "; 1 ", "“Ab”, ", "(", "x"])
def test_time_is_linear(piece: str) -> None:
    def seconds(length: int) -> float:
        start = process_time()
        load_model().tag((piece * length)[:length])
        return process_time() - start

    seconds(100)
    assert seconds(8_000) < 10 * seconds(2_000) + 1
