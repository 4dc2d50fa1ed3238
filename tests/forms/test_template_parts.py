"""The template for some measures alone: what stands in it, and that it is enough for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidrug_kpi import pipeline
from antidrug_kpi.settings import Settings

from .templates import declare_nothing, list_checks, list_headers, open_sheets, write


@pytest.mark.parametrize(
    ("only", "wanted"),
    [
        # The ratio of 3.7 is entered by hand; that of 3.3 can be.
        (("3.7",), {"填報數據": ["指標代碼", "項目", "數值"]}),
        (("三(三)",), {"美沙冬收案": ["個案編號", "新收日期", "結案日期", "結案原因"], "填報數據": ["指標代碼", "項目", "數值"]}),
        (("3.2",), {"佐證清冊": ["指標代碼", "項目名稱", "要件", "說明"]}),
        # Ratios of sums cannot be entered by hand.
        (("1.2",), {"學校清冊": ["學校代碼", "學生數", "特定人員數", "前一年同期學生數", "前一年同期特定人員數"]}),
        # Parts of two indicators: 需求等級 and 追輔方式 are for 4.3.1 alone.
        (
            ("4.3.2", "4.1.3"),
            {
                "追蹤輔導個案": ["個案編號", "開案日期", "初評完成日期", "結案日期"],
                "追蹤輔導紀錄": ["個案編號", "追輔日期"],
                "經費": ["中央補助金額", "自籌金額", "最低自籌比率"],
            },
        ),
    ],
)
def test_only_what_some_measures_need(tmp_path: Path, only: tuple[str, ...], wanted: dict[str, list[str]]) -> None:
    sheets = open_sheets(write(tmp_path, "mohw-113", *only))
    guide = sheets.pop("填表說明")
    assert {title: list_headers(sheet) for title, sheet in sheets.items()} == wanted
    command = "".join(f' --only "{name}"' for name in only)
    assert any(f"check 本檔.xlsx --plan mohw-113{command}，" in str(cell.value) for (cell,) in guide.iter_rows(max_col=1))


@pytest.mark.parametrize("only", ["1.2", "2.3.1", "2.10", "3.7", "4.1.3", "4.3.1", "4.6.2", "4.12.2"])
def test_a_part_is_enough_for_what_it_was_made_for(tmp_path: Path, only: str) -> None:
    run = pipeline.compute(declare_nothing(write(tmp_path, "mohw-113", only)), Settings(only=(only,), jurisdiction="高雄市"))
    assert {issue.code for issue in run.result.issues} <= {"register-empty"}
    assert [note for measure in run.result.measures for note in measure.notes if "缺清冊" in note or "缺欄位" in note] == []


def test_columns_that_a_part_lacks_are_missed_by_others(tmp_path: Path) -> None:
    path = declare_nothing(write(tmp_path, "mohw-113", "1.2"))
    (issue,) = pipeline.compute(path, Settings(only=("1.1.2",))).result.issues
    assert issue.code == "column-missing"
    assert issue.write_message() == "「學校清冊」沒有欄位「學校日宣導」；需要此欄的衡量項目無法由清冊計算，請補上此欄"


def test_choices_of_a_part_are_its_own(tmp_path: Path) -> None:
    sheet = open_sheets(write(tmp_path, "mohw-113", "3.2", "4.12"))["佐證清冊"]
    checks = list_checks(sheet)
    assert checks["指標代碼"].formula1 == '"3.2,4.12.1,4.12.2"'
    assert checks["要件"].formula1 == (
        '"服務對象,服務內容,服務方式,服務機構,服務時程或頻次,處遇人員,具體執行成果,成果推廣,網站簡介,宣導媒體"'
    )
