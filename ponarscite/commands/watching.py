"""Keeps a file up to date while the library changes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ponarscite.library.library import Library

INTERVAL = 0.5
"""Seconds between two looks at the version of the library."""


def watch(library: Library, write: Callable[[], int]) -> int:
    """Write now, and again whenever another process has changed the library, until Ctrl-C. Returns the last exit code.

    The version is read before writing, so that a change during it is written, too.
    """
    from ponarscite.cli import tell

    code = 0
    seen: int | None = None
    try:
        while True:
            version = library.version()
            if version != seen:
                code = write()
                tell(
                    "note", "written" if seen is not None else "written; again when the library changes, Ctrl-C ends it"
                )
                seen = version
            time.sleep(INTERVAL)
    except KeyboardInterrupt:
        return code
