"""Labelled strings as works, entries and readings: what a model that makes no mistake would give."""

from __future__ import annotations

from dataclasses import dataclass

from ponarscite.citestring.entry import Entry, entry_of
from ponarscite.citestring.reading import Reading, read_citations
from ponarscite.citestring.token import Token, tokenize
from ponarscite.citestring.training.labelled import parse_line, token_labels
from ponarscite.citestring.works import Work, works_of


@dataclass(frozen=True)
class Labels:
    """The labels of one string, each as likely as *marginal*; also a tagger that gives them for any text."""

    tokens: list[Token]
    labels: list[str]
    marginals: list[float]

    def tag(self, text: str) -> Labels:
        return self


def labelled(string: str, marginal: float = 1.0) -> tuple[str, Labels]:
    """The plain text and the labels of a string with its fields in double brackets."""
    one = parse_line(f"document\t{string}")
    tokens = tokenize(one.text)
    return one.text, Labels(tokens, token_labels(one.pieces, tokens), [marginal] * len(tokens))


def works(string: str) -> tuple[Work, ...]:
    text, labels = labelled(string)
    return works_of(text, labels.tokens, labels.labels, labels.marginals)


def entries(string: str) -> tuple[Entry, ...]:
    return tuple(map(entry_of, works(string)))


def entry(string: str) -> Entry:
    (one,) = entries(string)
    return one


def readings(string: str, marginal: float = 1.0) -> tuple[Reading, ...]:
    text, labels = labelled(string, marginal)
    return read_citations(text, labels)
