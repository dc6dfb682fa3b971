"""Dates as people read them: `explain`, `show`, `why` and `find` print the same, and a range whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ponarscite.record.text import date_text
from tests.conftest import Run

DATES: dict[str, tuple[dict[str, Any], str]] = {
    "a range of months": ({"date-parts": [[2018, 7], [2018, 8]]}, "2018-07/2018-08"),
    "a range of days": ({"date-parts": [[2018, 7, 30], [2018, 8, 2]]}, "2018-07-30/2018-08-02"),
    "a range of years": ({"date-parts": [[2018], [2019]]}, "2018/2019"),
    "a range from a year to a day": ({"date-parts": [[2018], [2019, 3, 4]]}, "2018/2019-03-04"),
    "a range in words": ({"raw": "2018-07/2018-08"}, "2018-07/2018-08"),
    "an open end": ({"raw": "2018-07/.."}, "2018-07/.."),
    "a season": ({"date-parts": [[2018]], "season": 2}, "Summer 2018"),
    "circa": ({"date-parts": [[1999]], "circa": True}, "circa 1999"),
    "words": ({"literal": "in press"}, "in press"),
    "a day": ({"date-parts": [[2018, 7, 4]]}, "2018-07-04"),
    "a month": ({"date-parts": [[2018, 7]]}, "2018-07"),
    "a year": ({"date-parts": [[2018]]}, "2018"),
    "a date in words": ({"raw": "May 2019"}, "2019-05"),
}
"""Kind of date -> as CSL-JSON has it, and as it is printed."""


@pytest.fixture(params=DATES)
def dated(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    """A CSL-JSON file with one item, and its date as it is printed."""
    date, text = DATES[request.param]
    item = {"id": "one", "type": "article-journal", "title": "A Range", "author": [{"family": "Lee"}], "issued": date}
    path = tmp_path / "items.json"
    path.write_text(json.dumps([item]), encoding="utf-8")
    return path, text


def test_explain_prints_the_whole_date(dated: tuple[Path, str], run: Run) -> None:
    path, text = dated
    assert f"\n  issued: {text}\n" in run("explain", path).out


def test_the_library_prints_the_whole_date(dated: tuple[Path, str], run: Run, tmp_path: Path) -> None:
    path, text = dated
    library = ("--library", tmp_path / "library.sqlite")
    assert run("add", path, *library).code == 0
    assert f"\n  issued: {text}\n" in run("show", "one", *library).out
    assert f"\n  issued: {text}\n" in run("why", "one", *library).out
    assert f"\n  issued: {text}\n" in run("why", "one", "issued", *library).out
    assert run("find", *library).out.split("\t")[1] == text


@pytest.mark.parametrize(
    ("date", "text"),
    [({}, ""), ({"literal": ""}, ""), ({"date-parts": []}, ""), ({"date-parts": [[44]]}, "0044")],
)
def test_a_date_without_words_is_empty(date: dict[str, Any], text: str) -> None:
    assert date_text(date) == text
