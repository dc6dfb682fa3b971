"""Saying: one text that claims about a variable have, and all that have it, in words for people."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ponarscite.integrations.web.values import ClaimRow, PairRow, Variable
from ponarscite.reconcile.tree import in_words

_FOLDERS = re.compile(r"(?<![^\s(])(?:[A-Za-z]:[\\/]|/)(?:[^/\\();]{1,255}[/\\])+")
"""The folders of an absolute path, where a word begins."""


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


def differences(pair: PairRow) -> Iterator[tuple[str, str, str]]:
    """(variable, its value in the first, in the second), where they differ; "" for no value."""
    first, second = ({name: in_words(value) for name, value in one.item.items()} for one in (pair.first, pair.second))
    for name in dict.fromkeys((*first, *second)):
        values = first.get(name, ""), second.get(name, "")
        if name != "id" and values[0] != values[1]:
            yield name, *values


def without_folders(text: str) -> str:
    """A text in which paths are the names of their files."""
    return _FOLDERS.sub("", text)
