"""One number against its series, its era and its date."""

import pytest

from ponarscite.record.record import Record
from tests.checks.catalogue import found, memo, numbered

OURS = "of PONARS Eurasia Policy Memo appeared"


@pytest.mark.parametrize(
    ("record", "code", "message"),
    [
        (memo(419), "P005", "No. 419 could be of PONARS Policy Memo and PONARS Eurasia Policy Memo"),
        (memo(1), "P005", "No. 1 could be of"),
        (memo(660, "2019-03"), "P006", f"No. 660 {OURS} after 2020-07, but its date is 2019-03"),
        (memo(661, "2019-03"), "P006", f"No. 661 {OURS} after 2020-07, but its date is 2019-03"),
        (memo(659, "2021"), "P006", f"No. 659 {OURS} before 2020-07, but its date is 2021"),
        (numbered(300, "2001-12"), "P006", "No. 300 of PONARS Policy Memo appeared after 2002-10"),
        (numbered(783, "2022-05"), "P006", f"No. 783 {OURS} after 2022-06, but its date is 2022-05"),
        (
            memo(700, "2005-01"),
            "P008",
            "no series has a No. 700 in 2005 (PONARS Policy Memo: 1997–2007, up to No. 432;",
        ),
        (memo(12, "1996"), "P008", "no series has a No. 12 in 1996"),
        (memo(54, "2015-03"), "P008", f"No. 54 {OURS} in 2008 to 2009, but its date is 2015-03"),
        (memo(303, "2009-10"), "P008", f"No. 303 {OURS} in 2010 or later, but its date is 2009-10"),
    ],
)
def test_each_fault_is_found_once(record: Record, code: str, message: str) -> None:
    (problem,) = found([record], code)
    assert problem.message.startswith(message)
    assert (problem.key, problem.variable) == (record.id, "number")
    assert [other for other in {"P005", "P006", "P008"} - {code} if found([record], other)] == []


@pytest.mark.parametrize("code", ["P005", "P006", "P008"])
@pytest.mark.parametrize(
    "record",
    [
        memo(660, "2020-07"),
        memo(660),
        memo(660, "2020"),
        memo(88, "2009-12-31"),
        memo(89, "2010"),
        numbered(427, "2006-12"),
        memo(427, "2006"),
        numbered(419, "2016-02-03"),
        memo(9001, "2024-03"),
        memo("", "2005"),
        memo("12a", "2005"),
        memo("9" * 5000, "2005"),
        memo("٣", "2005"),
        memo(0, "2005"),
        Record(type="report", genre="Kennan Cable", number="3"),
    ],
    ids=lambda record: f"{record.id} {record.issued}",
)
def test_sound_records_are_not_reported(record: Record, code: str) -> None:
    assert found([record], code) == []
