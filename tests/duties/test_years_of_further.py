"""A further register in a file, sheet or folder named after another year is told, and moves no exit status."""

from pathlib import Path

import pytest

from antidrug_kpi.pipeline.completeness import list_file_doubts
from antidrug_kpi.pipeline.empty_registers import say_empty
from antidrug_kpi.pipeline.run import compute
from antidrug_kpi.settings import Settings

from .duty_offices import VOLUNTEERS, write_files

pytestmark = pytest.mark.slow

STAFF = (("機構代碼", "姓名", "職類", "教育訓練時數"), ("H1", "林一", "醫師", "8"))
BUDGET = (("核定金額",), ("1000",))
VISITS = (("機構代碼", "訪查日期", "訪查項目", "訪查結果"), ("H1", "112/3/1", "(1)", "符合"))


@pytest.mark.parametrize(
    ("folder", "suffix", "told"),
    [
        ("", "112年度", [("補助方案經費112年度.csv", "subsidy_budget"), ("治療人員112年度.csv", "treatment_staff")]),
        ("", "113年度", []),
        ("", "114年度", [("補助方案經費114年度.csv", "subsidy_budget"), ("治療人員114年度.csv", "treatment_staff")]),
        ("112年", "", [("112年", None)]),
        ("113年", "", []),
    ],
)
def test_another_year_in_the_name_is_told_once(
    tmp_path: Path, folder: str, suffix: str, told: list[tuple[str, str | None]]
) -> None:
    write_files(tmp_path, {"志工.csv": VOLUNTEERS})
    files = {f"{name}{suffix}.csv": rows for name, rows in (("治療人員", STAFF), ("補助方案經費", BUDGET), ("訪查紀錄", VISITS))}
    write_files(tmp_path / folder, files)  # 訪查紀錄 reads what earlier years left to be improved
    run = compute(tmp_path, Settings(), with_duties=True)
    found = [issue for issue in run.result.issues if issue.kind.code == "year-in-name-of-duties"]
    assert sorted((issue.address.file, issue.register) for issue in found) == sorted(told, key=str)
    assert not [issue for issue in run.result.issues if issue.kind.code == "year-in-name"]
    assert not list_file_doubts(run)


def test_folder_of_another_year_is_told_for_measures_and_for_duties(tmp_path: Path) -> None:
    write_files(tmp_path / "112年", {"志工.csv": VOLUNTEERS, "治療人員.csv": STAFF, "補助方案經費.csv": BUDGET})
    run = compute(tmp_path, Settings(), with_duties=True)
    assert [str(issue) for issue in run.result.issues if issue.kind.code.startswith("year-in-name")] == [
        "112年：名稱「112年」寫的是 112 年，報告是 113 年（「志工」），照樣列計；若是別年的資料請移出，若不是請改名",
        "112年：名稱「112年」寫的是 112 年，報告是 113 年（「治療人員」、「補助方案經費」），照樣列入報告的統計"
        "（衡量項目不受影響）；若是別年的資料請移出，若不是請改名",
    ]
    assert [issue.kind.code for issue in list_file_doubts(run)] == ["year-in-name"]


def test_further_registers_without_a_record_are_named_as_empty(tmp_path: Path) -> None:
    write_files(tmp_path, {"志工.csv": VOLUNTEERS[:1], "治療人員.csv": STAFF[:1], "資源連結.csv": STAFF[:1]})
    assert list(say_empty(compute(tmp_path, Settings(), with_duties=True))) == [
        "［說明］只有標題列、沒有任何一筆，視為 0 筆：「志工」、「治療人員」；若是資料未備，請移出這些檔案或工作表"
    ]
    assert list(say_empty(compute(tmp_path, Settings()))) == [
        "［說明］只有標題列、沒有任何一筆，視為 0 筆：「志工」；若是資料未備，請移出這些檔案或工作表"
    ]
