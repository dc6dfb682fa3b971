"""Reads a PDF in a child process with limits, so that a broken or hostile file can only end that process."""

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

TEXT_HINT = "save the text of its first page, or the page of the memo, and use that file"
FAULTS = {
    "password": ("is protected by a password", "open it in a PDF reader and save a copy without the password"),
    "damaged": ("is damaged or not a PDF", "download it again, or save the page of the memo"),
    "memory": ("needs too much memory", TEXT_HINT),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for one PDF.

    Args:
        seconds: wall-clock time.
        memory: bytes of address space of the process, including the file.
    """

    seconds: int = 30
    memory: int = 1_500_000_000


@dataclass(frozen=True, slots=True)
class Pages:
    """The text of a PDF.

    Args:
        rows: in reading order.
        info: document information ("Title", "Author", ...).
        count: number of pages.
        whole: number of pages that were read to the end.
    """

    rows: tuple[Row, ...]
    info: dict[str, str]
    count: int = 0
    whole: int = 0


def read_pages(content: bytes, name: str, limits: Limits | None = None) -> Pages:
    """Read the rows of a PDF, of at most 200 pages and a million characters; anything beyond is ignored.

    Raises:
        SourceError: the file is encrypted or damaged, has no text, or exceeds the limits.
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
    process = subprocess.Popen(  # noqa: S603 -- the command is our own script with numbers
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    with process:
        try:
            output, _ = process.communicate(content, timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            raise SourceError(f"{name} took more than {limits.seconds} seconds to read", hint=TEXT_HINT) from None
        except BaseException:
            process.kill()
            raise
    try:
        found: dict[str, Any] = json.loads(output)
    except ValueError:
        raise SourceError(f"{name} crashes the PDF reader", hint=TEXT_HINT) from None
    return found
