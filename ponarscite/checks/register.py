"""The built-in checks, sorted by code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ponarscite.hookspecs import hookimpl

if TYPE_CHECKING:
    from ponarscite.hookspecs import Check


@hookimpl
def provide_checks() -> Iterable[Check]:
    """Provide P001 to P016 for records, and M001 to M017 for manuscripts."""
    from ponarscite.checks import (
        author_spelling,
        cited_number,
        conflict,
        field,
        manuscript,
        note,
        number,
        numbering,
        twin,
    )

    modules = (field, number, numbering, author_spelling, conflict, cited_number, twin, note, manuscript)
    return sorted((check for module in modules for check in module.CHECKS), key=lambda check: check.code)
