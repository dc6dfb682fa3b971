"""Labels and numbers that stand in other variables than genre and number."""

from __future__ import annotations

from typing import Any

import pytest

from ponarscite.record.date import Date
from ponarscite.record.record import Record
from ponarscite.series.identity import settle
from ponarscite.series.misplaced import with_label
from tests.series.claimed import SERIES

LABEL = "PONARS Eurasia Policy Memo"


def record(**values: Any) -> Record:
    known = {name: values.pop(name) for name in list(values) if name in Record.__dataclass_fields__}
    extra = tuple(sorted((name.replace("_", "-"), value) for name, value in values.items()))
    return Record(id="a", **{"title": "On Rafts", "type": "document", "extra": extra, **known})


@pytest.mark.parametrize(
    ("values", "number"),
    [
        ({"type": "article-journal", "container_title": LABEL, "volume": "660"}, "660"),
        ({"type": "article-journal", "container_title": f"{LABEL}s", "issue": "No. 660"}, "660"),
        ({"type": "article-journal", "container_title": f"{LABEL} No.", "volume": "660"}, "660"),
        ({"type": "article-journal", "container_title": f"{LABEL} No. 660"}, "660"),
        ({"type": "chapter", "container_title": f"{LABEL} #660, July 2020"}, "660"),
        ({"container_title": "The book", "medium": f"{LABEL} No. 660"}, "660"),
        ({"type": "manuscript", "note": f"{LABEL} No. 660"}, "660"),
        ({"note": f"{LABEL} 660, George Washington University"}, "660"),
        ({"note": "Policy Memo 660", "publisher": "PONARS Eurasia"}, "660"),
        ({"note": "Policy Memo no. 660", "container_title": "PONARS Eurasia", "type": "webpage"}, "660"),
        ({"type": "report", "number": f"{LABEL} No. 660"}, "660"),
        ({"type": "report", "number": "Policy Memo 660", "publisher": "PONARS Eurasia"}, "660"),
        ({"type": "report", "publisher": LABEL, "number": "No. 660"}, "660"),
        ({"type": "book", "collection_title": f"{LABEL}s", "collection_number": "660"}, "660"),
        ({"title": f"On Rafts ({LABEL} 660)"}, "660"),
        ({"title": f"On Rafts. {LABEL} No. 660"}, "660"),
        ({"title": f"{LABEL} No. 660: On Rafts"}, "660"),
    ],
)
def test_label_and_number_are_moved(values: dict[str, Any], number: str) -> None:
    found = settle(record(issued=Date(2020), **values), SERIES)
    assert (found.type, found.genre, found.number, found.title) == ("report", LABEL, number, "On Rafts")
    assert (found.publisher, found.identity.value) == ("George Washington University", ("pepm", number))
    assert (found.note, found.collection_title) == ("", "")
    assert found.container_title == ("The book" if "medium" in values else "")
    assert not {"volume", "issue", "medium", "collection-number"} & {name for name, _ in found.extra}
    assert settle(found, SERIES) == found


@pytest.mark.parametrize(
    "values",
    [
        {"type": "article-journal", "container_title": "World Politics", "note": f"{LABEL} No. 403"},
        {"type": "article-journal", "container_title": "World Politics", "title": f"On Rafts ({LABEL} 226)"},
        {"type": "article-journal", "container_title": "Policy Memo", "volume": "226"},
        {"type": "article-journal", "container_title": f"{LABEL} Review", "volume": "226"},
        {"type": "report", "genre": "Working Paper", "number": "5", "note": f"{LABEL} No. 403"},
        {"title": f"A Response to {LABEL} 226"},
        {"note": f"An earlier version appeared as {LABEL} 226"},
        {"note": "Policy Memo 226"},
        {"note": "Policy Memo 226", "publisher": "Brookings"},
        {"note": LABEL},
        {},
    ],
)
def test_what_is_about_another_paper_stays(values: dict[str, Any]) -> None:
    assert with_label(record(**values), SERIES) == record(**values)


def test_what_stands_behind_the_number_is_kept() -> None:
    found = with_label(record(note=f"{LABEL} 664. Accessed 5 May 2021"), SERIES)
    assert (found.number, found.note) == ("664", "Accessed 5 May 2021")
    dated = with_label(record(container_title=f"{LABEL} No. 664, July 2020", volume="3", issue="4"), SERIES)
    assert (dated.issued, dated.extra) == (Date(2020, 7), (("issue", "4"), ("volume", "3")))


def test_a_memo_without_a_number_is_one_of_its_series_all_the_same() -> None:
    found = settle(record(type="article-journal", container_title=LABEL, issued=Date(2020)), SERIES)
    assert (found.type, found.genre, found.number) == ("report", LABEL, "")


@pytest.mark.parametrize(
    ("values", "left"),
    [
        ({"container_title": LABEL, "volume": "548"}, ("", ())),
        ({"container_title": f"{LABEL}s", "issue": "No. 548"}, ("", ())),
        ({"container_title": LABEL}, ("", ())),
        ({"container_title": LABEL, "volume": "3"}, ("", (("volume", "3"),))),
        ({"container_title": "A Handbook", "volume": "548"}, ("A Handbook", (("volume", "548"),))),
    ],
)
def test_a_label_that_was_also_read_as_a_journal_is_one_label(
    values: dict[str, str], left: tuple[str, tuple[tuple[str, str], ...]]
) -> None:
    found = with_label(record(genre=LABEL, number="548", **values), SERIES)
    assert (found.genre, found.number) == (LABEL, "548")
    assert (found.container_title, found.extra) == left
