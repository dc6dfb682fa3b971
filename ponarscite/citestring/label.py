"""The labels of tokens: ``B-`` and ``I-`` of a field, or one of four others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

FIELDS: Final = tuple(
    """author editor translator org title container collection volume issue page publisher place issued accessed
    edition genre number event URL DOI ISBN status archive original""".split()
)
"""`org` is an institution as author; `original` is a title in its own language, or translated, in brackets."""

OTHER: Final = "O"
"""Marks and connecting words."""
REMARK: Final = "N"
"""Prose that is no part of a citation."""
SEPARATOR: Final = "SEP"
"""Marks and words between two works of one string."""
LOCATOR: Final = "loc"
"""The place cited within a work."""
OTHERS: Final = (OTHER, REMARK, SEPARATOR, LOCATOR)

SIDE_BY_SIDE: Final = ("author", "editor", "translator", "title", "container")
"""Fields of which two may follow one another without a mark between them."""

LABELS: Final = (*OTHERS, *(f"{mark}-{field}" for field in FIELDS for mark in "BI"))

MODELLED: Final = tuple(label for label in LABELS if label[:2] != "I-" or label[2:] in SIDE_BY_SIDE)
"""The labels that the model knows: where two of a field are never side by side, "B-" stands for "I-", too."""


def modelled(label: str) -> str:
    """The label that the model knows for a label."""
    return label if label in MODELLED else f"B-{label[2:]}"


def unfolded(labels: Sequence[str]) -> list[str]:
    """Labels with "I-" again where the model has but "B-": on each token of a field but its first."""
    pairs = zip(["", *labels], labels, strict=False)
    return [f"I-{label[2:]}" if label == before and _is_folded(label) else label for before, label in pairs]


def _is_folded(label: str) -> bool:
    return label.startswith("B-") and label[2:] not in SIDE_BY_SIDE


def field_of(label: str) -> str:
    """The field of a label, "" for the others: "B-title" gives "title"."""
    return label[2:] if label[1:2] == "-" else ""


def label_of(name: str, first: bool) -> str:
    """The label of a token: of field *name*, as its *first* token or a later one, or *name* itself for the others."""
    if name in OTHERS:
        return name
    return f"B-{name}" if first else f"I-{name}"
