"""Issues that repeat each other are one line, with rows where they have rows."""

from antidrug_kpi.files.kinds import FILE_DAMAGED
from antidrug_kpi.forms.repeated_issues import say_repeated
from antidrug_kpi.issues import Address, Issue, report_issue


def make_issue(row: int | None) -> Issue:
    return report_issue(FILE_DAMAGED, Address("志工.xls", "志工", row), facts={"reason": "不完整"})


def test_rows_are_named_and_counted() -> None:
    said = say_repeated([make_issue(row) for row in range(2, 8)])
    assert said.startswith("志工.xls 工作表「志工」：第 2、3、4、5、6 … 列，共 6 列；例如第 2 列：")
    assert say_repeated([make_issue(2)]).startswith("志工.xls 工作表「志工」 第 2 列：")


def test_issues_without_a_row_are_counted() -> None:
    said = say_repeated([make_issue(None), make_issue(None)])
    assert said.startswith("志工.xls 工作表「志工」：")
    assert said.endswith("（同類共 2 項）")
    assert "None" not in said
