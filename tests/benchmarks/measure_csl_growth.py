"""Growth of our CSL processor's work with the items of a document: ``python -m tests.benchmarks.measure_csl_growth``.

It prints the rows of tables in the manual (measurements.md). Small and large documents take turns, and all times are
of the processor, so that the ratios hold on a busy machine. The invented items have sixteen family names: in a large
document nearly every cite is ambiguous. Calls of functions do not depend on the machine at all.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from typing import Any

from ponarscite.csl import Processor, Style
from tests.benchmarks.measure_csl import invented

CITED = ("apa", "american-sociological-association", "elsevier-harvard", "modern-language-association")
LISTED = ("apa", "chicago-author-date", "ieee")
LAST = 300
"""New citations that are measured in each document."""
Cite = Callable[[], object]


def growing(style: str, count: int, last: int = LAST) -> list[Cite]:
    """The last citations of a document of *count* items that are each cited once, still to be made."""
    items = invented(count)
    processor = Processor(Style.load(style), items)

    def citing(item: dict[str, Any]) -> Cite:
        return lambda: processor.cite([{"id": item["id"]}])

    for item in items[:-last]:
        citing(item)()
    return [citing(item) for item in items[-last:]]


def new_cites(style: str, few: int, many: int) -> tuple[float, float]:
    """Seconds for one new citation in a document of *few*, and in one of *many*: medians, the two in turn.

    A full garbage collection, which comes once in thousands of citations, is no part of a median.
    """
    spent = [tuple(map(_seconds, pair)) for pair in zip(growing(style, few), growing(style, many), strict=True)]
    few_spent, many_spent = (sorted(column) for column in zip(*spent, strict=True))
    return few_spent[LAST // 2], many_spent[LAST // 2]


def _seconds(action: Cite) -> float:
    began = time.process_time()
    action()
    return time.process_time() - began


def calls(actions: Iterable[Cite]) -> int:
    """Calls of functions, those of Python's own in C too, in which actions end."""
    count = 0

    def called(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    for action in actions:
        sys.setprofile(called)
        action()
        sys.setprofile(None)
    return count


def listing(style: str, few: int, many: int, rounds: int = 5) -> tuple[float, float]:
    """Seconds for a bibliography of *few* and of *many* items, as HTML: the best of rounds in which they take turns."""
    loaded, items = Style.load(style), invented(many)

    def listed(count: int) -> float:
        processor = Processor(loaded, items[:count])
        return _seconds(lambda: [entry.text.render("html") for entry in processor.bibliography()])

    spent = [(listed(few), listed(many)) for _ in range(rounds)]
    return min(one for one, _ in spent), min(other for _, other in spent)


def main() -> None:
    """Print the tables."""
    print("| one new citation among | 1,000 items | 20,000 items | ratio | ratio of calls |\n|---|---:|---:|---:|---:|")
    for style in CITED:
        few, many = new_cites(style, 1_000, 20_000)
        grown = calls(growing(style, 20_000)) / calls(growing(style, 1_000))
        print(
            f"| `{style}` | {1_000 * few:.2f} ms | {1_000 * many:.2f} ms | {many / few:.2f} | {grown:.2f} |", flush=True
        )
    print("\n| bibliography of | 1,000 items | 5,000 items | ratio |\n|---|---:|---:|---:|")
    for style in LISTED:
        few, many = listing(style, 1_000, 5_000)
        print(f"| `{style}` | {few:.2f} s | {many:.2f} s | {many / few:.2f} |", flush=True)


if __name__ == "__main__":
    main()
