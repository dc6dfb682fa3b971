"""Entry of a .bib file, as its file has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """One entry, or a place that cannot be read as one.

    Args:
        type: entry type in lower case, "techreport"; "" for a place that cannot be read.
        key: citation key as printed.
        fields: name in lower case -> LaTeX, without enclosing braces or quotes.
        line: line on which it begins, from 1.
        faults: what cannot be read, in words.
        remarks: what was read in another way than it is written, in words.
    """

    type: str
    key: str
    fields: Mapping[str, str]
    line: int
    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
