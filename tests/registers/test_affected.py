"""影響指標: the indicators whose figures an issue may touch."""

from collections.abc import Sequence

from antidrug_kpi.files import Cell
from antidrug_kpi.registers.affected import list_affected

from .offices import compute_sheets, get_plan, make_sheet

ADMISSIONS = ["個案編號", "機構代碼", "新收日期", "結案日期", "結案原因"]


def find_affected(name: str, *rows: Sequence[Cell]) -> dict[str, tuple[str, ...]]:
    """The indicators affected, by the code and column of the issue, of an office with this one register."""
    issues = compute_sheets(make_sheet(f"{name}.csv", rows)).issues
    touched = zip(issues, list_affected(get_plan(), issues), strict=True)
    return {f"{issue.code} {issue.address.column}": labels for issue, labels in touched}


def test_a_faulty_cell_touches_the_measures_that_read_its_column() -> None:
    header = ["個案編號", "追輔日期", "追輔方式"]
    assert find_affected("追蹤輔導紀錄", header, ["A1", "113/2/30", "電訪"], ["A1", "113/2/3", "視訊"]) == {
        "cell-unreadable 追輔日期": ("四(三)",),
        "cell-unreadable 追輔方式": ("四(三)",),
    }
    cases = ["個案編號", "開案日期", "初評完成日期", "結案日期", "結案原因", "需求等級", "無需轉介就業原因", "就業轉介日期"]
    assert find_affected("追蹤輔導個案", cases, ["A1", "113/2/30"], ["A2", "113/2/3", *[None] * 5, "113/13/1"]) == {
        "cell-unreadable 開案日期": ("二(九)", "四(三)"),
        "cell-unreadable 就業轉介日期": ("二(九)",),
    }


def test_a_column_that_no_measure_reads_touches_nothing() -> None:
    assert find_affected("美沙冬收案", ADMISSIONS, ["A0003", None, "112/8/1"]) == {"blank-unused 機構代碼": ()}


def test_an_odd_row_or_a_lacking_column_touches_the_register() -> None:
    row = ["A0003", "H1", "112/8/1", None, None]
    assert find_affected("美沙冬收案", ADMISSIONS, row, row) == {"row-duplicate None": ("三(三)",)}
    assert find_affected("美沙冬收案", ADMISSIONS[:4], row[:4]) == {"column-missing None": ("三(三)",)}


def test_remarks_and_unmatched_sheets_touch_nothing() -> None:
    assert find_affected("美沙冬收案", [*ADMISSIONS, "電話"], ["A0003", "H1", "112/8/1"]) == {"column-unknown 電話": ()}
    assert find_affected("通訊錄", ["姓名", "電話"], ["王小明", "07-1234567"]) == {"sheet-unmatched None": ()}


def test_a_rule_of_some_measures_touches_those_alone() -> None:
    header = ["學校代碼", "學生數", "特定人員數", "前一年同期學生數", "前一年同期特定人員數", "學校日宣導"]
    assert find_affected("學校清冊", header, ["S1", None, 3, 100, 2, "是"]) == {"blank-rejected 學生數": ("一(二)",)}


def test_a_row_of_evidence_or_figures_touches_its_own_indicator() -> None:
    header = ["指標代碼", "項目", "數值"]
    assert find_affected("填報數據", header, ["3.3", "分子", "x"]) == {"cell-unreadable 數值": ("三(三)",)}
    evidence = ["指標代碼", "項目名稱", "要件", "說明"]
    assert find_affected("佐證清冊", evidence, ["3.2", None, "x"]) == {
        "cell-blank 項目名稱": ("三(二)",),
        "element-unknown 要件": ("三(二)",),
    }
    # Nobody knows whose row it is: every measure that takes evidence may lack it.
    unknown = find_affected("佐證清冊", evidence, ["9.9", "甲", "x"])
    assert "三(二)" in unknown["cell-unreadable 指標代碼"]
    assert "三(三)" not in unknown["cell-unreadable 指標代碼"]
