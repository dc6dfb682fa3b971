"""The CSL test suite, run by our processor: `output(case)` gives what the case's RESULT should be.

From the checkout's top: python -m tests.csl.suite [NAME-PART...] prints what differs, and the number that passes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ponarscite.csl import Processor, Style
from tests.conftest import SHARED

SUITE = SHARED / "csl" / "suite.json"


def cases() -> list[dict[str, Any]]:
    """Every case of the suite, by name."""
    return sorted(json.loads(SUITE.read_text("utf-8")), key=lambda case: case["name"])


def output(case: Mapping[str, Any]) -> str:
    """What our processor makes of a case."""
    processor = Processor(Style.parse(case["CSL"]), case["INPUT"], links=False, subtitles=False)
    lines = _document(processor, case["CITATIONS"]) if "CITATIONS" in case else _previews(processor, case)
    return _bibliography(processor) if case["MODE"] == "bibliography" else "\n".join(lines)


def _previews(processor: Processor, case: Mapping[str, Any]) -> list[str]:
    clusters = case.get("CITATION-ITEMS") or [
        [{"id": each} for each in dict.fromkeys(item.get("id") for item in case["INPUT"])]
    ]
    return [processor.preview(cluster).render("html") for cluster in clusters]


def _bibliography(processor: Processor) -> str:
    entries = (f'  <div class="csl-entry">{entry.text.render("html")}</div>' for entry in processor.bibliography())
    return "\n".join(['<div class="csl-bib-body">', *entries, "</div>"])


def _document(processor: Processor, steps: Sequence[Sequence[Any]]) -> list[str]:
    """Clusters as they stand at the end; those that the last step changed are marked."""
    before: dict[str, Any] = {}
    order: list[str] = []
    for citation, earlier, later in steps:
        before = dict(zip(order, _state(processor), strict=True))
        order = _step(processor, citation, earlier, later, order)
    now = [text.render("html") for text in processor.citations()]
    last = steps[-1][0]["citationID"]
    states = zip(order, _state(processor), strict=True)
    changed = (name == last or before.get(name) != state for name, state in states)
    return [f"{'>>' if mark else '..'}[{n}] {text}" for n, (mark, text) in enumerate(zip(changed, now, strict=True))]


def _state(processor: Processor) -> list[Any]:
    """What each cluster was rendered from last; and its note, where others may name it."""
    processor.citations()
    noted = processor._engine.uses("first-reference-note-number")
    return [(citation.rendered_from, citation.note if noted else 0) for citation in processor._document.citations]


def _step(
    processor: Processor,
    citation: Mapping[str, Any],
    earlier: Sequence[Any],
    later: Sequence[Any],
    before: Sequence[str],
) -> list[str]:
    """One call of processCitationCluster: a cluster between others, whose notes may have moved."""
    name = citation["citationID"]
    note = citation.get("properties", {}).get("noteIndex", 0)
    if name in before:
        processor.replace(name, citation["citationItems"])
    else:
        processor.cite(citation["citationItems"], note, id=name, mode=citation.get("properties", {}).get("mode"))
    order = [*map(tuple, earlier), (name, note), *map(tuple, later)]
    processor.arrange(order)
    return [other for other, _ in order]


def differing(words: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """(name, expected, found) of the cases that do not pass."""
    for case in cases():
        if words and not any(word in case["name"] for word in words):
            continue
        try:
            found = output(case)
        except Exception as error:
            found = f"{type(error).__name__}: {error}"
        if found != case["RESULT"]:
            yield case["name"], case["RESULT"], found


if __name__ == "__main__":
    wanted = sys.argv[1:]
    failed = list(differing(wanted))
    for name, expected, found in failed:
        print(f"--- {name}\n{expected}\n+++\n{found}\n")
    total = sum(not wanted or any(word in case["name"] for word in wanted) for case in cases())
    print(f"{total - len(failed)} of {total} pass")
