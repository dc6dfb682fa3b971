"""Make one Markdown bibliography of every memo in a folder, and of the works that their notes cite.

Run: python examples/bibliography.py [FOLDER [STYLE]]
"""

import sys
from pathlib import Path

import ponarscite

folder = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent / "pages"
style = sys.argv[2] if len(sys.argv) > 2 else "chicago-notes-bibliography"

failures: list[ponarscite.PonarsciteError] = []
records = list(ponarscite.ingest(folder, roles=("subject", "cited"), failures=failures))

print(ponarscite.cite(records, style=style, markup="markdown"))
for failure in failures:
    print(f"left out: {failure.message}", file=sys.stderr)
