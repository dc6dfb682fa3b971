"""How well a model labels strings that it did not learn from: by field, of labelled strings and of printed ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ponarscite.citestring.features import grouped
from ponarscite.citestring.label import LOCATOR, REMARK, field_of
from ponarscite.citestring.model import Model
from ponarscite.citestring.token import tokenize
from ponarscite.citestring.training.corpus import Corpus, examples, styles
from ponarscite.citestring.training.labelled import Labelled
from ponarscite.citestring.training.lent import Lent
from ponarscite.citestring.training.printed import printed
from ponarscite.csl import Style
from ponarscite.errors import StyleError

Span = tuple[str, int, int]
"""A field, and its first and last token."""


@dataclass(slots=True)
class Score:
    """Fields wanted, found and right; strings, and those with all fields right."""

    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    strings: int = 0
    whole: int = 0

    def add(self, texts: Sequence[str], wanted: Sequence[str], found: Sequence[str]) -> None:
        """Compare the labels of tokens with those *wanted*."""
        left, right = spans(wanted, texts), spans(found, texts)
        self.wanted.update(name for name, _, _ in left)
        self.found.update(name for name, _, _ in right)
        self.right.update(name for name, _, _ in left & right)
        self.strings += 1
        self.whole += left == right

    def __str__(self) -> str:
        right, wanted, found = (sum(count.values()) for count in (self.right, self.wanted, self.found))
        share = f"{right / max(wanted, 1):.1%} of {wanted} fields right, {right / max(found, 1):.1%} of those found"
        return f"{share}; {self.whole} of {self.strings} strings wholly"


def spans(labels: Sequence[str], texts: Sequence[str]) -> set[Span]:
    """The fields of labels, with their tokens but a full stop at the end; remarks and locators are none."""
    found: list[Span] = []
    for n, label in enumerate(labels):
        name = field_of(label)
        if not name or label in (LOCATOR, REMARK):
            continue
        if label.startswith("I-") and found and found[-1][0] == name and found[-1][2] == n - 1:
            found[-1] = (name, found[-1][1], n)
        else:
            found.append((name, n, n))
    return {(name, first, last - (texts[last] == "." and last > first)) for name, first, last in found}


def score(model: Model, found: Iterable[tuple[str, list[str]]]) -> Score:
    """Compare the labels of examples with those of a model."""
    result = Score()
    for text, labels in found:
        tokens = tokenize(text)
        result.add([token.text for token in tokens], labels, model.decode(grouped(tokens))[0])
    return result


def measured(
    model: Model, held: Mapping[str, Sequence[Labelled]], learned: Sequence[Labelled], lent: Lent, seed: int
) -> Iterator[str]:
    """Lines for people: by file of the strings held out, then the styles held out, with the fields of each."""
    whole = [string for strings in held.values() for string in strings]
    for name, strings in held.items():
        yield f"{name}: {score(model, examples(list(string.pieces) for string in strings))}"
    for name, found in (
        ("held out", list(examples(list(string.pieces) for string in whole))),
        ("styles held out", list(examples(list(string.pieces) for string in by_styles(learned, lent, seed)))),
    ):
        result = score(model, found)
        yield f"{name}: {result}"
        fields = (
            f"{key} {result.right[key]}/{count}/{result.found[key]}" for key, count in result.wanted.most_common()
        )
        yield "  right/wanted/found: " + ", ".join(fields)


def by_styles(learned: Sequence[Labelled], lent: Lent, seed: int) -> Iterator[Labelled]:
    """One string of each style held out, of items that other random numbers make."""
    corpus = Corpus(learned, lent, (), seed + 1)
    for name in styles(seed)[1]:
        try:
            style = Style.load(name)
            strings = list(printed(style, [corpus.items.item() for _ in range(3)], note=style.in_notes))
        except StyleError:
            continue
        yield from [string for string in strings if len(string.text) > 45][:1]
