from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given

from ponarscite.formats.ris import writer as ris
from ponarscite.formats.ris.tags import TYPES as TYPES_OF_RIS
from ponarscite.formats.ris.tags import carried as carriable
from ponarscite.record.date import Date
from ponarscite.record.item import NAMES, TYPES, variables
from ponarscite.record.name import Name, parse_name
from ponarscite.record.record import Record
from tests.conftest import Golden
from tests.formats import formats
from tests.formats.golden_records import EXAMPLE, MEMO_775, RECORDS
from tests.formats.readers import read_ris
from tests.strategies import records


def write(*found: Record) -> str:
    return formats.write("ris", *found)


def carried(record: Record) -> dict[str, Any]:
    """What is left of a record; names are compared as RIS spells them, which has no parts but the commas."""
    ris_type = TYPES_OF_RIS[record.type]
    left = {"key": record.id, "TY": ris_type}
    dropped = set(ris.drops(record))
    for variable, value in variables(record).items():
        if variable in carriable(ris_type) and variable not in dropped:
            left[variable] = carried_value(variable, value)
    if "author (role)" in dropped:  # the makers of a film come back as its directors
        left["director"] = carried_value("director", record.author)
    return left


def carried_value(variable: str, value: Any) -> Any:
    if variable in NAMES:
        return tuple(map(ris.to_ris_name, value))
    pages = re.fullmatch(r"([^–-]*[^–\s-])\s*[-–]+\s*([^–\s-][^–-]*)", value) if variable == "page" else None
    return f"{pages[1]}-{pages[2]}" if pages and pages[1][0].isalnum() and pages[2][-1].isalnum() else value


@pytest.mark.parametrize("record", RECORDS)
def test_golden(record: str, golden: Golden) -> None:
    golden(write(RECORDS[record]), f"ris/{record}.ris")


@pytest.mark.parametrize("record", sorted(set(RECORDS) - {"special-characters"}))
def test_golden_records_come_back(record: str) -> None:
    assert read_ris(write(RECORDS[record])) == [carried(RECORDS[record])]


@given(records())
@example(Record(id="film", type="motion_picture", author=(Name(literal="Example Studio"),)))
def test_what_is_written_comes_back(record: Record) -> None:
    assert read_ris(write(record)) == [carried(record)]


def test_many_records_are_one_piece_each() -> None:
    pieces = list(formats.pieces("ris", *RECORDS.values()))
    assert len(pieces) == len(RECORDS)
    assert [found["key"] for found in read_ris("".join(pieces))] == [record.id for record in RECORDS.values()]


def test_no_records_are_an_empty_document() -> None:
    assert write() == ""


def test_a_memo() -> None:
    assert write(MEMO_775) == (
        "TY  - RPRT\n"
        "TI  - The Limits of Authoritarian Learning: Deconstructing Kazakhstan’s 2022 Coup Attempt\n"
        "AU  - Junisbai, Azamat\n"
        "PY  - 2022\n"
        "DA  - 2022/05/20\n"
        "M3  - PONARS Eurasia Policy Memo\n"
        "SN  - 775\n"
        "PB  - George Washington University\n"
        "CY  - Washington, DC\n"
        f"UR  - {MEMO_775.url}\n"
        "Y2  - 2026/11/21\n"
        "LA  - en-US\n"
        "KW  - Kazakhstan\n"
        "KW  - Authoritarianism\n"
        "KW  - Elites & Power\n"
        "ID  - pepm775\n"
        "ER  - \n"
    )


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (parse_name("Sasha de Vogel"), "de Vogel, Sasha"),
        (Name("Remington", "Thomas F.", suffix="Jr."), "Remington, Thomas F., Jr."),
        (Name("Humboldt", "Alexander", dropping_particle="von"), "Humboldt, Alexander von"),
        (Name(literal="PONARS Eurasia"), "PONARS Eurasia"),
        (Name("Plato"), "Plato"),
    ],
)
def test_names(name: Name, written: str) -> None:
    assert ris.to_ris_name(name) == written


@pytest.mark.parametrize(
    ("date", "lines"),
    [
        (Date(2022, 5, 20), ["PY  - 2022", "DA  - 2022/05/20"]),
        (Date(2022, 5), ["PY  - 2022", "DA  - 2022/05//"]),
        (Date(2022), ["PY  - 2022", "DA  - 2022///"]),
        (Date(2014, season=1), ["PY  - 2014", "DA  - 2014///Spring"]),
        (Date(literal="Spring 2014"), ["PY  - 2014", "DA  - 2014///Spring"]),
        (Date(2018, 7, end=Date(2018, 8)), ["PY  - 2018", "DA  - 2018///July-August"]),
        (Date(2018, 7, 1, end=Date(2018, 7, 3)), ["PY  - 2018", "DA  - 2018///July 1-3"]),
        (Date(2018, 12, end=Date(2019, 1)), ["PY  - 2018", "DA  - 2018-12–2019-01"]),
        (Date(1999, end=Date()), ["PY  - 1999", "DA  - 1999–.."]),
        (Date(1999, circa=True), ["PY  - 1999", "DA  - 1999///circa"]),
        (Date(2013, literal="unknown"), ["PY  - 2013", "DA  - 2013///unknown"]),
        (Date(literal="forthcoming"), ["DA  - forthcoming"]),
        (Date(), []),
    ],
)
def test_dates(date: Date, lines: list[str]) -> None:
    assert [line for line in write(replace(EXAMPLE, issued=date)).split("\n") if line[:2] in ("PY", "DA")] == lines


@pytest.mark.parametrize("csl_type", sorted(TYPES))
def test_every_type_has_one(csl_type: str) -> None:
    assert write(Record(id="k", type=csl_type)).startswith(f"TY  - {TYPES_OF_RIS[csl_type]}\n")


def test_a_value_cannot_break_out() -> None:
    text = write(RECORDS["special-characters"])
    assert len(read_ris(text)) == 1
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202a-\u202e\u2028]", text)
    assert "AB  - First line TY - BOOK @book{z, title = {q}} % a comment reversed bell\n" in text


def test_only_web_addresses_are_links() -> None:
    assert "UR" not in write(Record(id="k", url="javascript:alert(1)"))
