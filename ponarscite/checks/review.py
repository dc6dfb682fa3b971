"""Review: records and checks -> problems, each with its place; for the command line, editors and other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ponarscite.errors import MisuseError
from ponarscite.hooks.call import every
from ponarscite.hooks.registry import PluginManager
from ponarscite.hookspecs import Check, Finding, Severity
from ponarscite.reconcile.choice import COMPARED
from ponarscite.record.claim import Claim
from ponarscite.record.record import Record
from ponarscite.series.series import Series


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding with its check, for people and programs.

    Args:
        code: of the check: "P012".
        name: of the check: "placeholder-day".
        severity: "error", "warning" or "note".
        key: the citation key of the record.
        message: what is wrong, without the key.
        variable: the CSL variable that it is about, "" for none.
        others: the keys of other records that it concerns.
        document: the name of the document that says so, "" when unknown.
        where: the line ("line 5") or element in it, "" when unknown.
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


def checks(plugins: PluginManager) -> dict[str, Check]:
    """The checks by code; an outside plugin's goes before ours of the same code."""
    found: dict[str, Check] = {}
    for check in every(plugins, "provide_checks"):
        found.setdefault(check.code, check)
    return dict(sorted(found.items()))


def chosen(known: dict[str, Check], select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[Check]:
    """Those named in *select*, or all, without those in *ignore*. Raises MisuseError for a code that there is not."""
    wanted, unwanted = _codes(known, select), _codes(known, ignore)
    return [check for code, check in known.items() if (not wanted or code in wanted) and code not in unwanted]


def _codes(known: dict[str, Check], named: Iterable[str]) -> set[str]:
    return {find_check(known, code).code for code in named}


def find_check(known: dict[str, Check], code: str) -> Check:
    """The check of a code, or of a name, in any case. Raises MisuseError."""
    for check in known.values():
        if code.casefold() in (check.code.casefold(), check.name.casefold()):
            return check
    raise MisuseError(f"no check is called {code!r}", hint=f"known: {', '.join(known)}")


def review(records: Iterable[Record], checks: Sequence[Check], series: tuple[Series, ...]) -> list[Problem]:
    """What the checks find, in the order of the records, then of the codes.

    Args:
        records: each with a key of its own; read once, and kept without abstracts, notes and most of their claims.
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
    """What is needed of a record to compare it with all others."""
    claims = tuple(claim for claim in record.claims if claim.variable in COMPARED)
    return replace(record, claims=claims, notes=(), abstract="", affiliations=())


def _problems(check: Check, findings: Iterable[Finding], records: dict[str, Record]) -> Iterator[Problem]:
    for one in findings:
        about = one.claim or _claim(records.get(one.key), one.variable)
        place = (about.about.document, about.where) if about else ("", "")
        yield Problem(check.code, check.name, check.severity, one.key, one.message, one.variable, one.others, *place)


def _claim(record: Record | None, variable: str) -> Claim | None:
    """The heaviest claim about the variable, or the first of the record."""
    claims = record.claims if record else ()
    about = [claim for claim in claims if claim.variable == variable]
    return max(about, key=lambda claim: claim.rank) if about else next(iter(claims), None)
