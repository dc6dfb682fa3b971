"""Review: run checks on records and return the problems with their places in the documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ponarscite.errors import MisuseError
from ponarscite.hookspecs import Check, Finding, Severity
from ponarscite.reconcile.choice import COMPARED
from ponarscite.record.claim import Claim
from ponarscite.record.record import Record
from ponarscite.series.series import Series


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding together with its check.

    Args:
        code: code of the check: "P012".
        name: name of the check: "placeholder-day".
        severity: "error", "warning" or "note".
        key: citation key of the record.
        message: the problem, without the key.
        variable: the CSL variable concerned, "" for none.
        others: keys of other records concerned.
        document: name of the document with the faulty claim, "" when unknown.
        where: line ("line 5") or element of the claim in it, "" when unknown.
    """

    code: str
    name: str
    severity: Severity
    key: str
    message: str
    variable: str = ""
    others: tuple[str, ...] = ()
    document: str = ""
    where: str = ""


def chosen(known: dict[str, Check], select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[Check]:
    """Return the checks named in *select* (all if it is empty) without those in *ignore*.

    Raises:
        MisuseError: a code that no check has.
    """
    wanted, unwanted = _codes(known, select), _codes(known, ignore)
    return [check for code, check in known.items() if (not wanted or code in wanted) and code not in unwanted]


def _codes(known: dict[str, Check], named: Iterable[str]) -> set[str]:
    return {find_check(known, code).code for code in named}


def find_check(known: dict[str, Check], code: str) -> Check:
    """Return the check with a code or a name, in any case of letters. Raises MisuseError."""
    for check in known.values():
        if code.casefold() in (check.code.casefold(), check.name.casefold()):
            return check
    raise MisuseError(f"no check is called {code!r}", hint=f"known: {', '.join(known)}")


def review(records: Iterable[Record], checks: Sequence[Check], series: tuple[Series, ...]) -> list[Problem]:
    """Run checks on records; the problems come in the order of the records, then of the codes.

    Args:
        records: each with a key of its own. They are read once and kept without abstracts, notes and most claims.
    """
    found: list[Problem] = []
    kept: dict[str, Record] = {}
    for record in records:
        kept[record.id] = slim = _slim(record)
        for check in checks:
            found += _problems(check, check.examine(record, series) if check.examine else (), {record.id: slim})
    listed = tuple(kept.values())
    for check in checks:
        found += _problems(check, check.compare(listed, series) if check.compare else (), kept)
    order = {key: place for place, key in enumerate(kept)}
    return sorted(found, key=lambda problem: (order.get(problem.key, -1), problem.code))


def _slim(record: Record) -> Record:
    """Reduce a record to what comparisons with other records need."""
    claims = tuple(claim for claim in record.claims if claim.variable in COMPARED)
    return replace(record, claims=claims, notes=(), abstract="", affiliations=())


def _problems(check: Check, findings: Iterable[Finding], records: dict[str, Record]) -> Iterator[Problem]:
    for one in findings:
        about = one.claim or _claim(records.get(one.key), one.variable)
        place = (about.about.document, about.where) if about else ("", "")
        yield Problem(check.code, check.name, check.severity, one.key, one.message, one.variable, one.others, *place)


def _claim(record: Record | None, variable: str) -> Claim | None:
    """Return the claim of highest rank about the variable, else the first claim; None if there is none."""
    claims = record.claims if record else ()
    about = [claim for claim in claims if claim.variable == variable]
    return max(about, key=lambda claim: claim.rank) if about else next(iter(claims), None)
