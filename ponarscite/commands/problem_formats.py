"""The formats in which `check` prints problems of records and of manuscripts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from ponarscite.commands.json_text import json_text

if TYPE_CHECKING:
    from ponarscite.checks.review import Problem
    from ponarscite.hookspecs import Severity
    from ponarscite.manuscript.problem import ManuscriptProblem

_GITHUB: Final = {"error": "error", "warning": "warning", "note": "notice"}
"""Severity -> workflow command of GitHub Actions."""

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One problem, as every format prints it.

    Args:
        file: name of the document, "" when unknown; an address is no file.
        line: from 1, 0 when unknown.
        column: from 1, 0 when unknown.
        end_line: line of the last character, 0 when unknown.
        end_column: the character behind the last one, 0 when unknown.
        place: of a problem without a line: "word/footnotes.xml, paragraph 3".
        value: the problem itself, for JSON.
    """

    code: str
    name: str
    severity: Severity
    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    place: str = ""
    value: Mapping[str, Any]

    @property
    def is_file(self) -> bool:
        """Whether the document is a file, not an address."""
        return bool(self.file) and "://" not in self.file


_LINE = re.compile(r"(?:^|, )line ([0-9]{1,9})$")
"""The line in the place of a reference: "line 3", "item 2, line 3"."""


def row_of_record(one: Problem) -> Row:
    """The row of a problem of a record."""
    line = _LINE.search(one.where)
    message = f"{one.key}: {one.message}" if one.key else one.message
    return Row(
        code=one.code,
        name=one.name,
        severity=one.severity,
        message=message,
        file=one.document,
        line=int(line[1]) if line else 0,
        value=asdict(one),
    )


def row_of_manuscript(one: ManuscriptProblem) -> Row:
    """The row of a problem of a manuscript. Lines of a notebook count in its cell, so they are a part of the place."""
    word = {"": "", "cell": f"cell {one.block}, line {one.line}"}.get(one.part, f"{one.part}, paragraph {one.block}")
    has_line = one.line > 0 and not word
    return Row(
        code=one.code,
        name=one.name,
        severity=one.severity,
        message=one.message,
        file=one.file,
        line=one.line if has_line else 0,
        column=one.column if has_line else 0,
        end_line=one.end_line if has_line else 0,
        end_column=one.end_column if has_line else 0,
        place=f"{word}, character {one.column}" if word else "",
        value=asdict(one),
    )


def _text(rows: Iterable[Row]) -> Iterator[str]:
    from ponarscite.record.text import inert

    for one in rows:
        where = [one.file, *(str(number) for number in (one.line, one.column) if number), one.place]
        place = ":".join(filter(None, where))
        yield inert(f"{place}: " * bool(place) + f"{one.code} {one.severity}: {one.message}")


def _errorformat(rows: Iterable[Row]) -> Iterator[str]:
    """Lines as gcc prints them, which Vim's default 'errorformat', Emacs and others jump to."""
    from ponarscite.record.text import inert

    for one in rows:
        told = f"{one.place}: {one.message}" if one.place else one.message
        yield inert(f"{one.file or '-'}:{one.line or 1}:{one.column or 1}: {one.severity}: {told} [{one.code}]")


def _json(rows: Iterable[Row]) -> Iterator[str]:
    yield json_text([one.value for one in rows])


def _github(rows: Iterable[Row]) -> Iterator[str]:
    """Workflow commands, which GitHub shows beside the lines. Source: actions/toolkit, core, command."""
    for one in rows:
        has_columns = one.line == one.end_line  # GitHub takes columns of one line alone
        numbers = {
            "line": one.line,
            "endLine": one.end_line,
            "col": one.column * has_columns,
            "endColumn": one.end_column * has_columns,
        }
        where: dict[str, str | int] = {}
        if one.is_file:
            where |= {"file": one.file, **numbers}
        where["title"] = f"{one.code} {one.name}"
        properties = ",".join(f"{name}={_property(str(value))}" for name, value in where.items() if value)
        told = f"{one.place}: {one.message}" if one.place else one.message
        yield f"::{_GITHUB[one.severity]} {properties}::{_data(told)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _sarif(rows: Iterable[Row]) -> Iterator[str]:
    """One run in SARIF 2.1.0 (OASIS), with columns in Unicode code points (3.14.17)."""
    from ponarscite.__about__ import __version__

    listed = list(rows)
    rules = {one.code: {"id": one.code, "name": one.name} for one in listed}
    driver = {"name": "ponarscite", "version": __version__, "rules": list(rules.values())}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": list(map(_result, listed))}
    yield json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _result(one: Row) -> dict[str, Any]:
    from urllib.parse import quote

    location: dict[str, Any] = {}
    if one.file:
        address = quote(one.file, errors="replace") if one.is_file else one.file
        location["physicalLocation"] = {"artifactLocation": {"uri": address}}
        if one.line:
            numbers = (one.line, one.column, one.end_line, one.end_column)
            names = ("startLine", "startColumn", "endLine", "endColumn")
            location["physicalLocation"]["region"] = {
                name: number for name, number in zip(names, numbers, strict=True) if number
            }
    if one.place:
        location["logicalLocations"] = [{"fullyQualifiedName": one.place}]
    result = {"ruleId": one.code, "level": one.severity, "message": {"text": one.message}}
    return result | ({"locations": [location]} if location else {})


def _junit(rows: Iterable[Row]) -> Iterator[str]:
    """A test suite in which each problem is a test that failed; one that passes if there is none."""
    from xml.sax.saxutils import quoteattr

    from ponarscite.record.text import inert

    def attribute(text: str) -> str:
        return quoteattr(inert(text).replace("\ufffe", "").replace("\uffff", ""))

    listed = list(rows)
    count = len(listed)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuite name="ponarscite" tests="{max(count, 1)}" failures="{count}" errors="0">'
    for one in listed:
        where = ":".join(filter(None, (one.file, str(one.line or ""), one.place)))
        yield f"<testcase classname={attribute(where or '-')} name={attribute(f'{one.code} {one.name}')}>"
        yield f"<failure type={attribute(one.severity)} message={attribute(one.message)}/></testcase>"
    if not listed:
        yield '<testcase classname="ponarscite" name="nothing found"/>'
    yield "</testsuite>"


FORMATS: Final[Mapping[str, Callable[[Iterable[Row]], Iterator[str]]]] = {
    "text": _text,
    "json": _json,
    "github": _github,
    "sarif": _sarif,
    "errorformat": _errorformat,
    "junit": _junit,
}


def without_known(rows: Sequence[Row], baseline: str) -> list[Row]:
    """The rows that an earlier output of `--format json` does not have; lines may have moved since.

    Raises:
        MisuseError: the file is no such output.
    """
    from pathlib import Path

    from ponarscite.errors import MisuseError

    try:
        known = {_identity(one) for one in json.loads(Path(baseline).read_bytes())}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        hint = "make it with ponarscite check FILE --format json > baseline.json"
        raise MisuseError(f"{baseline} is no list of problems", hint=hint) from error
    return [one for one in rows if _identity(one.value) not in known]


def _identity(value: Mapping[str, Any]) -> tuple[str, ...]:
    names = ("code", "file", "document", "key", "text", "message")
    return tuple(str(value.get(name, "")) for name in names)
