"""Read one saved page; write it in three formats; cite it in two styles.

Run: python examples/one_memo.py [PAGE]
"""

import sys
from pathlib import Path

import ponarscite

page = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent / "pages" / "borrowed-rivers.html"
records = list(ponarscite.ingest(page))

for record in records:
    authors = " and ".join(map(str, record.author))
    print(f"{record.id}: {record.title} ({authors}, {record.issued}), because {record.identity.reason}")

for format_ in ("bibtex", "csl-json", "ris"):
    print(f"\n--- {format_}\n{ponarscite.render(records, format_)}")

for style in ("ponars-eurasia", "apa"):
    print(f"--- {style}\n{ponarscite.cite(records, style=style)}")
