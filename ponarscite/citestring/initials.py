"""The full stop behind the last initial of a list of names: part of the name, or the end of the list."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ponarscite.citestring.label import OTHER
from ponarscite.citestring.token import Token

_NAMES = ("author", "editor", "translator")


def without_last_stops(tokens: Sequence[Token], labels: Sequence[str]) -> list[str]:
    """The labels with full stops outside of names where other initials have none: "Lee A, Kim B." ends a list.

    Where each initial has one, or where it is the only one, the full stop is the name's: "Lee A., Kim B."
    """
    found = list(labels)
    stops = [n for n, label in enumerate(labels) if label[:2] == "I-" and _is_last_stop(n, tokens, labels)]
    if stops and any(_is_bare(*pair, label) for pair, label in zip(pairwise(tokens), labels, strict=False)):
        for n in stops:
            found[n] = OTHER
    return found


def _is_last_stop(n: int, tokens: Sequence[Token], labels: Sequence[str]) -> bool:
    """Whether the token *n* is the full stop behind an initial that ends a name."""
    ends = n + 1 == len(labels) or labels[n + 1] != labels[n]
    return tokens[n].text == "." and ends and _is_initial(tokens[n - 1], labels[n - 1])


def _is_initial(token: Token, label: str) -> bool:
    return label[2:] in _NAMES and len(token.text) <= 3 and token.text.isupper()


def _is_bare(token: Token, behind: Token, label: str) -> bool:
    """Whether a token is an initial behind a family name, without a full stop."""
    return label[:2] == "I-" and _is_initial(token, label) and behind.text in ",;&"
