"""All official styles with all items of some files: ``python -m tests.live.csl_styles [FILE...] [--done FILE]``.

Each item is listed, and cited in one of the modes. Prints each style that raises, and exits with 1 if one does; without
files, with the items of the tests. It takes about half a second of processor time for each style and 150 items; with
`--done`, a walk that was cut off goes on where it ended.
"""

from __future__ import annotations

import argparse
import json
import os
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


def main(arguments: list[str]) -> int:
    """Walk through all styles; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="*")
    parser.add_argument("--done", type=Path, default=Path(os.devnull), help="file that names the styles walked so far")
    chosen = parser.parse_args(arguments)
    items, failed = read(chosen.files), 0
    names = style_names()
    walked = set(chosen.done.read_text("utf-8").split()) if chosen.done.exists() else set()
    with chosen.done.open("a", encoding="utf-8") as done:
        for number, name in enumerate(names):
            if name in walked:
                continue
            try:
                walk(Style.load(name), items, number)
            except Exception:
                failed += 1
                print(name, traceback.format_exc(limit=-2), sep="\n")
            else:
                print(name, file=done, flush=True)
    print(f"{len(names)} styles, {len(walked)} of them before, {len(items)} items: {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
