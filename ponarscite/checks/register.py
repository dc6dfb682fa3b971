"""The checks that are built in, by their codes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ponarscite.hookspecs import hookimpl

if TYPE_CHECKING:
    from ponarscite.hookspecs import Check


@hookimpl
def provide_checks() -> Iterable[Check]:
    """P001 to P014: of fields, numbers, series, authors, claims and citations."""
    from ponarscite.checks import citation, conflict, field, number, numbering, person

    rooms = (field, number, numbering, person, conflict, citation)
    return sorted((check for room in rooms for check in room.CHECKS), key=lambda check: check.code)
