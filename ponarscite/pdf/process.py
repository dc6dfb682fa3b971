"""A PDF -> what its pages say, by a process with limits: a broken file costs that process, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ponarscite.errors import SourceError
from ponarscite.pdf.text_row import Row, rows_of

WORKER = Path(__file__).with_name("worker.py")

TEXT_HINT = "save the text of its first page, or the page of the memo, and give that"
FAULTS = {
    "password": ("is protected by a password", "open it in a PDF reader and save it without the password"),
    "damaged": ("is damaged, or no PDF at all", "fetch it again, or save the page of the memo"),
    "memory": ("takes more memory than one file may", TEXT_HINT),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one PDF may cost.

    Args:
        seconds: of time, whether the processor is busy or not.
        memory: bytes of address space of the process, the file included.
    """

    seconds: int = 30
    memory: int = 1_500_000_000


@dataclass(frozen=True, slots=True)
class Pages:
    """What a PDF says.

    Args:
        rows: in reading order.
        info: its document information ("Title", "Author", ...).
        count: how many pages it has.
        whole: how many of them were read to their end.
    """

    rows: tuple[Row, ...]
    info: dict[str, str]
    count: int = 0
    whole: int = 0


def read_pages(content: bytes, name: str, limits: Limits | None = None) -> Pages:
    """The rows of a PDF, of 200 pages and a million characters at most; what is beyond is not read.

    Raises:
        SourceError: for a file that is encrypted, damaged, without any text, or that costs too much.
    """
    found = _found(content, name, limits or Limits())
    if fault := found.get("fault"):
        problem, hint = FAULTS[fault]
        raise SourceError(f"{name} {problem}", hint=hint)
    rows = rows_of(found["pages"])
    if not rows:
        raise SourceError(f"{name} has no text: its pages are pictures", hint="run text recognition (OCR) on it first")
    info = {key: str(value) for key, value in found["info"].items() if value}
    return Pages(rows, info, found["count"], found["whole"])


def _found(content: bytes, name: str, limits: Limits) -> dict[str, Any]:
    command = [sys.executable, "-P", str(WORKER), str(limits.memory), str(limits.seconds)]
    process = subprocess.Popen(  # noqa: S603 -- our own script, and numbers
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    with process:
        try:
            answer, _ = process.communicate(content, timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            raise SourceError(f"{name} takes more than {limits.seconds} seconds to read", hint=TEXT_HINT) from None
        except BaseException:
            process.kill()
            raise
    try:
        found: dict[str, Any] = json.loads(answer)
    except ValueError:
        raise SourceError(f"{name} makes the reader of PDF files fail", hint=TEXT_HINT) from None
    return found
