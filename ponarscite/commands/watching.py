"""Keeps a file up to date while the library, or the manuscripts that cite it, change."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from ponarscite.errors import PonarsciteError

if TYPE_CHECKING:
    from ponarscite.library.library import Library

INTERVAL = 0.5
"""Seconds between two looks at the version of the library."""


def watch(library: Library, write: Callable[[], int], state: Callable[[], object] | None = None) -> int:
    """Write now, and again whenever another process has changed the library, until Ctrl-C. Returns the last exit code.

    The version is read before writing, so that a change during it is written, too.

    Args:
        state: gives a value that changes when the file must be written again for another reason. What it raises, and
            what a later writing raises, is told, and the watch goes on: a manuscript may be gone while it is saved.
    """
    from ponarscite.cli import tell

    code = 0
    seen: object = None
    told = ""
    try:
        while True:
            try:
                now = (library.version(), state() if state else None)
                if now != seen:
                    code = write()
                    again = "written; again when the library changes, Ctrl-C ends it"
                    tell("note", "written" if seen is not None else again)
                    seen, told = now, ""
            except PonarsciteError as error:
                if state is None or seen is None:
                    raise
                code = error.exit_code
                if error.message != told:
                    tell("error", told := error.message)
            time.sleep(INTERVAL)
    except KeyboardInterrupt:
        return code
