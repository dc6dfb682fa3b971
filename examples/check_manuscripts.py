"""A hook for commits: check the citations of the manuscripts that change, and print one line a problem.

    python check_manuscripts.py paper.md chapter.tex          # exit code 1 if a citation is wrong

The library is the one in PONARSCITE_LIBRARY, where that is set.
"""

import os
import sys

import ponarscite

path = os.environ.get("PONARSCITE_LIBRARY")
library = ponarscite.Library(path, writing=False) if path else None
failures: list[ponarscite.PonarsciteError] = []
problems: list[ponarscite.ManuscriptProblem] = []
for name in sys.argv[1:]:
    problems += ponarscite.check_manuscript(name, library, failures=failures)
for one in problems:
    print(f"{one.file}:{one.line}:{one.column}: {one.code} {one.message}")
for failure in failures:
    print(failure.message, file=sys.stderr)
sys.exit(any(one.severity == "error" for one in problems) or bool(failures))
