"""A notebook with every magic, run in a kernel. Run by hand: needs nbclient and ipykernel.

python tests/live/notebook.py
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CELLS = {
    "%load_ext ponarscite.ipython": "",
    "%cite pepm9001 --style apa": "(Prykladna &#38; de la Prueba, 2024)",
    "%cite 9001 --locator 3 --as text": "Prykladna &#38; de la Prueba (2024, p. 3)",
    "%%bibliography --style ieee\nejemplo2024counting\n": "[2]",
    "%bibliography": "Borrowed Rivers",
    "from ponarscite import Library\nLibrary(writing=False).get('9001')": "<code>pepm9001</code>",
    f"import ponarscite\nponarscite.ingest({str(ROOT / 'examples' / 'pages')!r})": "<ol><li>",
    f"ponarscite.cite(ponarscite.ingest({str(ROOT / 'examples' / 'pages')!r}), 'apa', markup='html')": "csl-entry",
}
"""Cell -> what its output shows as HTML."""


def cell(source: str) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PONARSCITE_LIBRARY": str(Path(folder, "library.sqlite"))}
        add = [sys.executable, "-m", "ponarscite", "add", str(ROOT / "examples" / "pages")]
        subprocess.run(add, env=environment, capture_output=True, check=True)
        path = Path(folder, "notebook.ipynb")
        notebook = {"cells": list(map(cell, CELLS)), "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
        path.write_text(json.dumps(notebook))
        run = [sys.executable, "-m", "jupyter", "execute", "--inplace", "--kernel_name=python3", str(path)]
        subprocess.run(run, env=environment, check=True)
        for made, (source, wanted) in zip(json.loads(path.read_text())["cells"], CELLS.items(), strict=True):
            shown = "".join("".join(one.get("data", {}).get("text/html", "")) for one in made["outputs"])
            assert wanted in shown, (source, shown, made["outputs"])
            assert len(shown) < 3000 or "csl-entry" in shown or "<ol>" in shown, source
        print(f"{len(CELLS)} cells run")


if __name__ == "__main__":
    main()
