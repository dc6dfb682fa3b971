"""Short ways to make records for the tests of checks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ponarscite.checks.register import provide_checks
from ponarscite.checks.review import Problem, review
from ponarscite.record.date import parse_date
from ponarscite.record.name import parse_names
from ponarscite.record.record import Identity, Record
from ponarscite.series.ponars import PONARS, PONARS_EURASIA

SERIES = (PONARS, PONARS_EURASIA)
CHECKS = tuple(provide_checks())


def memo(no: int | str, issued: str = "", title: str = "", by: str = "Ana Ejemplo", **more: Any) -> Record:
    """A memo as another tool would write it: its identity is not settled."""
    record = Record(
        id=f"{_code(issued)}{no}"[:20],
        type="report",
        title=title or f"Invented Title of Memo {no}"[:40],
        author=parse_names(by),
        issued=parse_date(issued),
        genre="PONARS Eurasia Policy Memo",
        number=str(no),
    )
    return replace(record, **more)


def numbered(no: int, issued: str = "", title: str = "", by: str = "Ana Ejemplo", **more: Any) -> Record:
    """A memo with a settled identity: of PONARS before 2008, of PONARS Eurasia from then on."""
    identity = Identity("number", (_code(issued), str(no)))
    return memo(no, issued, title, by, **({"identity": identity} | more))


def _code(issued: str) -> str:
    return "pm" if issued and issued < "2008" else "pepm"


def found(records: Iterable[Record], code: str) -> list[Problem]:
    """The findings of the check with this code."""
    (check,) = (check for check in CHECKS if check.code == code)
    return review(records, [check], SERIES)


def keys(records: Iterable[Record], code: str) -> list[str]:
    """The keys of the records in which the check with this code finds something."""
    return [problem.key for problem in found(records, code)]
