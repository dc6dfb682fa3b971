"""Notebooks: the Markdown cells of an .ipynb file. Source: nbformat 4, section "Markdown cells"."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ponarscite.errors import SourceError

MOST_CELLS = 100_000


def cells(content: bytes) -> Iterator[tuple[int, str]]:
    """The number, from 1 among all cells, and the text of each Markdown cell.

    Raises:
        SourceError: the content is no notebook.
    """
    try:
        notebook = json.loads(content)
        listed = notebook["cells"]
        found = [(n, cell) for n, cell in enumerate(listed[:MOST_CELLS], 1) if cell["cell_type"] == "markdown"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise SourceError("this is no notebook of format 4", hint="save it again as .ipynb") from error
    for number, cell in found:
        source = cell.get("source", "")
        lines = source if isinstance(source, list) else [source]
        yield number, "".join(line for line in lines if isinstance(line, str))
