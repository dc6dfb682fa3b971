"""The graph of a library: its records, and which of them cites which."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ponarscite.library.checksum import verify
from ponarscite.library.database import Database
from ponarscite.library.decoding import decoding
from ponarscite.library.edges import Edge, edges


@dataclass(frozen=True, slots=True)
class Node:
    """A record.

    Args:
        item: its CSL-JSON, with "id".
        series: the id of the series that it belongs to ("pepm"), "" for none.
    """

    item: Mapping[str, Any]
    series: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """Records and citations.

    Args:
        nodes: key -> record, in the order of the keys.
        edges: each citation; both of its ends are nodes. One record may cite another in several notes.
    """

    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]


def graph_of(database: Database) -> Graph:
    """Every record of a library, and every citation between two of them. Raises LibraryError."""
    with database.translated(), decoding():
        nodes = dict(sorted(_nodes(database)))
    return Graph(nodes, tuple(sorted(edges(database))))


def _nodes(database: Database) -> Iterator[tuple[str, Node]]:
    for key, text, identity, checksum, series in database.rows(
        "SELECT key, item, identity, checksum, series FROM record"
    ):
        verify(text, identity, checksum)
        item = {"id": key, **json.loads(text)}
        item.pop("custom", None)  # values that are no CSL variable
        yield key, Node(item, series)
