"""What is said with `--only`: the issues about what the measures read, and those whose register nobody knows."""

import pytest

from antidrug_kpi.registers.concerned import select_for_measures

from .offices import Rows, compute_sheets, get_plan, make_sheet

ADMISSIONS: Rows = [
    ["個案編號", "機構代碼", "新收日期", "結案日期", "結案原因", "電話"],
    ["A1", "H1", "113/2/30", "113/13/1", None, "1"],
]
CONTACTS: Rows = [["個案編號", "追輔日期", "追輔方式", "追輔結果"], ["A1", "113/2/31", "電訪", None]]


@pytest.mark.parametrize(
    ("only", "kept"),
    [
        ("3.3", ["column-unknown 電話", "cell-unreadable 新收日期", "cell-unreadable 結案日期"]),
        ("4.3.1", ["cell-unreadable 追輔日期"]),
        ("4.8", []),
    ],
)
def test_issues_about_other_registers_are_left_out(only: str, kept: list[str]) -> None:
    sheets = [make_sheet("美沙冬收案.csv", ADMISSIONS), make_sheet("追蹤輔導紀錄.csv", CONTACTS)]
    issues = compute_sheets(*sheets, make_sheet("通訊錄.csv", [["姓名"], ["王小明"]])).issues
    measures = [measure for _, measure in get_plan().measures if measure.id == only]
    found = [f"{issue.code} {issue.address.column}" for issue in select_for_measures(issues, get_plan(), measures)]
    assert sorted(found) == sorted([*kept, "sheet-unmatched None"])
