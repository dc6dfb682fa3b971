"""Of very many records, the first remarks are printed, and the rest are counted."""

import pytest

from ponarscite import Record
from ponarscite.commands.report import MOST_REMARKS, Report


def test_very_many_remarks_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report(verbose=False)
    doubtful = (Record(id=f"k{n}", doubts=("its number is odd",)) for n in range(MOST_REMARKS + 1_234))
    assert sum(1 for _ in report.listen(doubtful)) == MOST_REMARKS + 1_234
    assert len(report.remarks) == MOST_REMARKS
    assert report.tell([]) == 0
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "warning: k0: its number is odd"
    assert told[-2:] == ["warning: 1,234 more remarks like these", "hint: select fewer records to see them all"]


def test_a_few_remarks_are_all_told(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report(verbose=False)
    list(report.listen([Record(id="k", doubts=("its number is odd",))]))
    report.tell([])
    assert capsys.readouterr().err == "warning: k: its number is odd\n"
