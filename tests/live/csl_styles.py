"""All official styles with all items of some files: ``python -m tests.live.csl_styles [FILE...]``.

Each item is listed, and cited in one of the modes. Prints each style that raises, and exits with 1 if one does; without
files, with the items of the tests. It takes about half a second of processor time for each style and 150 items.
"""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path

from ponarscite.csl import Style
from tests.csl.small_style import Item
from tests.csl.test_all_styles import AWKWARD, style_names, walk


def read(files: Iterable[str]) -> list[Item]:
    """The CSL-JSON items of some files, those of the tests for none."""
    found = [item for file in files for item in json.loads(Path(file).read_text("utf-8"))]
    return found or AWKWARD


def main(files: list[str]) -> int:
    """Walk through all styles; the exit code."""
    items, failed = read(files), 0
    names = style_names()
    for number, name in enumerate(names):
        try:
            walk(Style.load(name), items, number)
        except Exception:
            failed += 1
            print(name, traceback.format_exc(limit=-2), sep="\n")
    print(f"{len(names)} styles, {len(items)} items: {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
