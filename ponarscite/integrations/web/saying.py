"""Saying: one text that claims about a variable have, and all that have it, in words for people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from ponarscite.integrations.web.values import ClaimRow, Variable
from ponarscite.reconcile.tree import in_words


@dataclass(frozen=True, slots=True)
class Saying:
    """A text of claims.

    Args:
        text: in words, "" if it is the value that the record has.
        is_lost: whether it contradicts that value.
        claims: that have this text.
    """

    text: str
    is_lost: bool
    claims: tuple[ClaimRow, ...]


def sayings(variable: Variable) -> Iterator[Saying]:
    """The texts of a variable's claims, in the order of the claims."""
    groups: dict[tuple[str, bool], list[ClaimRow]] = {}
    for claim in variable.claims:
        groups.setdefault((words_of(claim.text), claim.is_lost), []).append(claim)
    for (text, is_lost), claims in groups.items():
        yield Saying("" if text == variable.value else text, is_lost, tuple(claims))


def words_of(text: str) -> str:
    """The text of a claim in words: a name or a date that a file has as JSON is written out."""
    if not text.startswith(("{", "[")):
        return text
    try:
        return in_words(json.loads(text))
    except (ValueError, RecursionError, TypeError, KeyError, IndexError, AttributeError):
        return text
