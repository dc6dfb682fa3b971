"""The content of a library without keys and ids, so that two libraries can be compared."""

from __future__ import annotations

from typing import Any

from ponarscite import Library


def content(library: Library) -> list[Any]:
    """Each work: its values, its role, its claims and conflicts, and what it cites; sorted, without keys."""
    return sorted((_work(library, record.id) for record in library), key=repr)


def _work(library: Library, key: str) -> Any:
    from dataclasses import replace

    record = library.get(key)
    claims = sorted(map(repr, record.claims))
    cited = sorted(one.title for one in library.cites(key))
    return (repr(replace(record, id="")), claims, list(map(repr, record.conflicts)), cited, record.doubts)
