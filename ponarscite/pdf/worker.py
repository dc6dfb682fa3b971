"""The child process that reads one PDF: bytes on standard input -> JSON on standard output.

It runs as a script, so that it loads nothing but pdfium. A broken or hostile file can harm only this process, which has
limited memory and time and may write no file; `process` notices when it dies.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from ctypes import byref, c_double, c_int, create_string_buffer
from itertools import islice
from typing import Any

MOST_PAGES = 200
MOST_CHARACTERS = 1_000_000
MOST_RUNS = 50_000
PASSWORD, DAMAGED, NO_MEMORY = "password", "damaged", "memory"
"""Faults of a file, as values of "fault"."""

_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD


def main(arguments: list[str]) -> int:
    """Limit this process, read a PDF and write the result: {"info", "count", "whole", "pages"} or {"fault"}."""
    memory, seconds = map(int, arguments)
    content = sys.stdin.buffer.read()
    _limit(memory, seconds)
    try:
        found = _read(content)
    except MemoryError:
        found = {"fault": NO_MEMORY}
    sys.stdout.write(json.dumps(found))
    return 0


def _limit(memory: int, seconds: int) -> None:
    with suppress(ImportError, OSError, ValueError):  # Windows has no `resource`, macOS lacks some limits
        import resource

        limits = ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0))
        for limit, most in (*limits, (resource.RLIMIT_AS, memory)):
            with suppress(OSError, ValueError):
                resource.setrlimit(limit, (most, most))


def _read(content: bytes) -> dict[str, Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        return {"fault": PASSWORD if getattr(error, "err_code", 0) == _PASSWORD_ERROR else DAMAGED}
    with document:
        info = {key: document.get_metadata_value(key) for key in ("Title", "Author", "Subject", "Keywords")}
        pages: list[dict[str, Any]] = []
        left, runs = MOST_CHARACTERS, MOST_RUNS
        for number in range(min(len(document), MOST_PAGES)):
            page = _page(document, number, left, runs)
            left -= sum(len(run[0]) for run in page["runs"])
            runs -= len(page["runs"])
            pages.append(page)
            if page["is_cut"]:
                break
        whole = sum(not page["is_cut"] for page in pages)
        return {"info": info, "count": len(document), "whole": whole, "pages": pages}


def _page(document: Any, number: int, left: int, runs: int) -> dict[str, Any]:
    """Return the size of a page and its runs, as many as the limits allow; an unreadable page has none."""
    import pypdfium2

    try:
        page = document[number]
        width, height = page.get_size()
        text = page.get_textpage()
        try:
            found = list(islice(_runs(text, left, _upright(page)), runs + 1))
            is_cut = len(found) > runs or text.count_chars() > left
            return {"width": width, "height": height, "runs": found[:runs], "is_cut": is_cut}
        finally:
            text.close()
            page.close()
    except pypdfium2.PdfiumError:
        return {"width": 0, "height": 0, "runs": [], "is_cut": False}


Turn = Callable[[float, float], tuple[float, float]]


def _upright(page: Any) -> Turn:
    """Return a function from coordinates on the page to those on the page as shown, which may be rotated."""
    x0, y0, x1, y1 = page.get_mediabox()
    turns: dict[int, Turn] = {
        90: lambda x, y: (y - y0, x1 - x),
        180: lambda x, y: (x1 - x, y1 - y),
        270: lambda x, y: (y1 - y, x - x0),
    }
    return turns.get(page.get_rotation(), lambda x, y: (x, y))


def _runs(text: Any, left: int, turn: Turn) -> Iterator[list[Any]]:
    """Yield [text, left, right, baseline, size, font] of consecutive characters on one baseline in one size."""
    run: list[Any] = []
    for character, place in _characters(text, left, turn):
        if run and not _goes_on(run, place):
            yield run
            run = []
        if not place:
            if run:
                run[0] += character
        elif not run:
            x0, x1, y, size, index = place
            run = [character, x0, x1, y, size, _font(text, int(index))]
        else:
            run[0] += character
            run[2] = max(run[2], place[1])
    if run:
        yield run


def _goes_on(run: list[Any], place: tuple[float, ...]) -> bool:
    """Whether a character continues the run: same baseline and size, and no gap as wide as between columns."""
    if not place:
        return True
    _, _, right, baseline, size, _ = run
    x0, _, y, height, _ = place
    same_line = abs(y - baseline) < 0.1 * size and abs(height - size) < 0.06 * size
    return bool(same_line and -0.7 * size < x0 - right < 1.1 * size)


def _characters(text: Any, left: int, turn: Turn) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield (character, (left, right, baseline, size, index)); spaces that pdfium inserts have () as place."""
    from pypdfium2 import raw

    box, x, y = raw.FS_RECTF(), c_double(), c_double()
    for index in range(min(raw.FPDFText_CountChars(text), left)):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1 or code in (0, 10, 13, 0xFFFE):
            yield " ", ()
        elif raw.FPDFText_GetLooseCharBox(text, index, byref(box)) and raw.FPDFText_GetCharOrigin(
            text, index, byref(x), byref(y)
        ):
            one, other = turn(box.left, box.bottom), turn(box.right, box.top)
            size, baseline = abs(other[1] - one[1]), turn(x.value, y.value)[1]
            yield chr(code), (min(one[0], other[0]), max(one[0], other[0]), baseline, size, index)


def _font(text: Any, index: int) -> str:
    from pypdfium2 import raw

    buffer, flags = create_string_buffer(100), c_int()
    raw.FPDFText_GetFontInfo(text, index, buffer, len(buffer), byref(flags))
    return buffer.value.decode("utf-8", "replace")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
