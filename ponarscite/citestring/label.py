"""The labels of tokens: ``B-`` and ``I-`` of a field, or one of four others."""

from __future__ import annotations

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

LABELS: Final = (*OTHERS, *(f"{mark}-{field}" for field in FIELDS for mark in "BI"))


def field_of(label: str) -> str:
    """The field of a label, "" for the others: "B-title" gives "title"."""
    return label[2:] if label[1:2] == "-" else ""


def label_of(name: str, first: bool) -> str:
    """The label of a token: of field *name*, as its *first* token or a later one, or *name* itself for the others."""
    if name in OTHERS:
        return name
    return f"B-{name}" if first else f"I-{name}"
