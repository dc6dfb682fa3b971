"""BibTeX and BibLaTeX -> references."""

from __future__ import annotations

from collections.abc import Iterator

from ponarscite.bib.block import parse_blocks
from ponarscite.bib.entry import item_of
from ponarscite.reference.statement import Reference


def references_of(text: str) -> Iterator[Reference]:
    """The entries of a .bib file, in order, and what could not be read as one. Raises nothing."""
    for number, block in enumerate(parse_blocks(text), 1):
        yield Reference(f"entry {number}", item_of(block) if block.type else {}, f"line {block.line}", block.faults)
