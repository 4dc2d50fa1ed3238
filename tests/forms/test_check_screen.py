"""The checkup as a person reads it: what repeats itself is one line, on a terminal and piped, unless all are asked for."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from antidrug_kpi import pipeline
from antidrug_kpi.forms.check.checkup_screen import print_checkup
from antidrug_kpi.settings import Settings


def show(office: Path, faulty: int, *, is_terminal: bool = True, is_all: bool = False) -> list[str]:
    """What is printed of an office with so many faulty cells in one column, in rows 3, 4, 5 …"""
    office.mkdir(exist_ok=True)
    rows = ["志工編號,繼續教育時數", "V0,4", *(f"V{number},x{number}" for number in range(1, faulty + 1))]
    (office / "志工.csv").write_text("\n".join(rows), encoding="utf-8")
    run = pipeline.compute(office, Settings(only=("4.8",)))
    text = io.StringIO()
    console = Console(file=text, force_terminal=is_terminal, width=150, color_system=None, highlight=False)
    print_checkup(console, pipeline.build_checkup(run), is_all=is_all)
    return text.getvalue().splitlines()


@pytest.mark.parametrize("is_terminal", [True, False])
@pytest.mark.parametrize("faulty", [1, 2, 3, 3000])
def test_all_of_one_kind_in_one_column_are_one_line(tmp_path: Path, faulty: int, *, is_terminal: bool) -> None:
    lines = show(tmp_path / "office", faulty, is_terminal=is_terminal)
    assert sum(line.startswith("［錯誤］") for line in lines) == 1
    assert any(f"共 {faulty:,} 列" in line for line in lines) == (faulty > 1)


def test_the_one_line_names_the_first_rows_and_the_count(tmp_path: Path) -> None:
    lines = show(tmp_path / "office", 37)
    place = "［錯誤］志工.csv 欄「繼續教育時數」：第 3、4、5、6、7 … 列，共 37 列"
    assert f"{place}；例如第 3 列：「x1」應為數字；請改正（影響指標 四(八)）" in lines
    assert lines[0] == "找到 1 份清冊、缺 0 份；剔退 37 列、警告 0 項；可計算 1 項、資料未備 0 項"
    assert lines[-2:] == [
        "共計：檔案 0 項、錯誤 37 項、請確認 0 項、警告 0 項、說明 0 項",
        "其中 37 項已合併顯示；加 --all 逐一列出，或以 -o 檢核結果.xlsx 寫成標示儲存格的活頁簿",
    ]


def test_all_are_listed_where_asked_for(tmp_path: Path) -> None:
    for is_terminal in (True, False):
        lines = show(tmp_path / "office", 37, is_terminal=is_terminal, is_all=True)
        assert [line for line in lines if line.startswith("［錯誤］")] == [
            f"［錯誤］志工.csv 第 {number + 2} 列 欄「繼續教育時數」：「x{number}」應為數字；請改正（影響指標 四(八)）"
            for number in range(1, 38)
        ]
        assert "合併" not in lines[-1]
