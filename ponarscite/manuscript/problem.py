"""ManuscriptProblem: a fault with its check and its place, as `check` prints it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from ponarscite.manuscript.fault import Fault

if TYPE_CHECKING:
    from ponarscite.hookspecs import Check, Severity

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


@dataclass(frozen=True, slots=True)
class ManuscriptProblem:
    """A problem at one place of a manuscript.

    Args:
        code: code of the check: "M004".
        name: name of the check: "wrong-date".
        severity: "error", "warning" or "note".
        file: path of the manuscript.
        line: number of the line, from 1; 0 in a .docx or .odt file.
        column: number of the character in its line, or in its paragraph, from 1.
        end_line: line of the last character.
        end_column: number of the character behind the last one.
        part: the file within an archive, or "cell"; "" for a text.
        block: number of the paragraph or cell, from 1; 0 for a text. Lines count within a cell.
        text: the citation as typed.
        message: what is wrong, and what the record has.
        key: key of the record that is meant, "" if there is none.
        others: keys of other records concerned.
        fix: the text to write instead, "" if none is sure.
    """

    code: str
    name: str
    severity: Severity
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    part: str
    block: int
    text: str
    message: str
    key: str = ""
    others: tuple[str, ...] = ()
    fix: str = ""


def problems(
    faults: Iterable[Fault], checks: Mapping[str, Check], file: str, texts: Mapping[int, str]
) -> Iterator[ManuscriptProblem]:
    """The faults that the checks are asked for, with their places.

    Args:
        texts: number of a block -> its text, for a text (block 0) and a notebook; without it, a place has no line.
    """
    starts = {block: [0, *accumulate(map(len, lines_of(text)))] for block, text in texts.items()}
    for fault in faults:
        if (check := checks.get(fault.code)) is None:
            continue
        site = fault.site
        lines = starts.get(site.block, [])
        line, column = _place(lines, site.start)
        end_line, end_column = _place(lines, site.end)
        yield ManuscriptProblem(
            check.code,
            check.name,
            check.severity,
            file,
            line,
            column,
            end_line,
            end_column,
            site.part,
            site.block,
            site.text,
            fault.message,
            fault.key,
            fault.others,
            fault.fix,
        )


def lines_of(text: str) -> list[str]:
    """The lines of a text with their ends, as editors count them."""
    return _LINE.findall(text)


def _place(lines: list[int], offset: int) -> tuple[int, int]:
    """Line and column, each from 1; line 0 where no lines are known."""
    line = bisect_right(lines, offset)
    return (line, offset - lines[line - 1] + 1) if lines else (0, offset + 1)
