"""Real citation strings, parsed by hand: how much is read, how much of it is right, and that nothing is invented.

`tests/data/citations.tsv` has strings of 64 pages and the works that they name; no training has seen them.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest

from ponarscite.citestring.model import load_model
from ponarscite.citestring.reading import read_citations
from ponarscite.document.lines import Line
from ponarscite.note.cascade import read_works
from ponarscite.note.listing import work_claims
from ponarscite.reconcile.works import draft
from ponarscite.record.claim import About
from ponarscite.record.item import to_item, without_others
from ponarscite.record.text import letters
from ponarscite.series.identity import settle
from ponarscite.series.ponars import PONARS, PONARS_EURASIA
from tests.conftest import DATA

SERIES = (PONARS, PONARS_EURASIA)
VARIABLES = (
    *("title", "container-title", "volume", "issue", "page", "publisher", "publisher-place", "number", "URL", "DOI"),
    *("author", "editor", "issued"),
)
Work = Mapping[str, Any]


@dataclass
class Score:
    """Fields of the works that are wanted, or were found."""

    fields: Counter[str] = field(default_factory=Counter)
    lost: int = 0  # fields of works that were not found
    invented: list[Work] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of right fields among all that are wanted or were found."""
        return self.fields["right"] / (sum(self.fields.values()) + self.lost)

    @property
    def precision(self) -> float:
        """The same of the works that were found."""
        return self.fields["right"] / sum(self.fields.values())


def found_in(text: str) -> list[Work]:
    works = read_works(text, SERIES).works
    claims = [
        list(work_claims(work, "note", About("cited", f"note {n}"), Line(1, text), "")) for n, work in enumerate(works)
    ]
    records = [draft(one, partial(settle, series=SERIES))[0] for one in claims]
    return [without_others(to_item(record)) for record in records]


def values(work: Work, variable: str) -> list[str]:
    """The values of a variable in a form in which equal ones are equal; family names of names."""
    value = work.get(variable)
    if variable in ("author", "editor"):
        if isinstance(value, str):
            return [letters(name.split(",")[0].removeprefix("=")) for name in value.split(";") if name.strip()]
        return [letters(name.get("literal") or _family(name)) for name in value or ()]
    if variable == "issued":
        parts = (
            value["date-parts"][0] if isinstance(value, dict) and "date-parts" in value else str(value or "").split("-")
        )
        return ["-".join(f"{int(part):02}" for part in parts)] if any(parts) else []
    return [letters(str(value).replace("http://", "").replace("https://", ""))] if value else []


def _family(name: Mapping[str, str]) -> str:
    return " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))


def score(cases: Sequence[tuple[str, Sequence[Work]]]) -> Score:
    total = Score()
    for text, wanted in cases:
        left = found_in(text)
        for work in wanted:
            twin = next((one for one in left if _same_title(work, one)), None)
            if twin is None:
                total.lost += sum(len(values(work, variable)) for variable in VARIABLES)
                continue
            left.remove(twin)
            total.fields.update(_compared(work, twin))
        total.invented += left
    return total


def _same_title(work: Work, other: Work) -> bool:
    mine, theirs = letters(work.get("title", "")), letters(other.get("title", ""))
    return bool(mine and theirs) and (mine.startswith(theirs[:40]) or theirs.startswith(mine[:40]))


def _compared(work: Work, found: Work) -> Iterator[str]:
    for variable in VARIABLES:
        mine, theirs = values(work, variable), values(found, variable)
        yield from ("right" if value in theirs else "missing" for value in mine)
        yield from ("invented" for value in theirs if value not in mine)


def cases() -> list[tuple[str, list[Work]]]:
    with (DATA / "citations.tsv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["text"], json.loads(row["expected"])) for row in rows]


def lines(name: str) -> list[str]:
    return [line for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


def test_the_scores_on_real_strings_hold() -> None:
    total = score(cases())
    assert total.recall >= 0.66
    assert total.precision >= 0.95
    assert total.invented == []


@pytest.mark.parametrize("name", ["remarks.txt", "prose.txt"])
def test_remarks_and_prose_cite_nothing(name: str) -> None:
    assert [(text, found) for text in lines(name) if (found := read_works(text, SERIES).works)] == []


def test_a_long_text_takes_linear_time() -> None:
    text = " ".join(text for text, _ in cases())
    assert [len(load_model().tag(text[:size]).tokens) > size / 20 for size in (1_000, 20_000)] == [True, True]
    assert isinstance(read_citations(text[:20_000]), tuple)
