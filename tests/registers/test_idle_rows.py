"""Rows filled down with formulas: blank where all known cells are formulas that give 0 or nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from antidrug_kpi.files import Cell, Sheet, UnreadableCell, read_data
from antidrug_kpi.files.cells.cell_reasons import UNCALCULATED_REASON
from antidrug_kpi.registers.office_reading import read_registers
from files.builders import make_xlsx_parts, write_zip

from .offices import Rows, compute_reading, count_rows, get_plan, list_issues, list_values, make_sheet, read_sheets

NOT = UnreadableCell("=Z1", UNCALCULATED_REASON)
SCHOOLS = ("學校代碼", "學校名稱", "學生數", "特定人員數", "備考")
FIRST: list[Cell] = ["000002", "甲", 610, 2, ""]


def with_formulas(rows: Rows, idle: dict[int, list[int]], title: str = "學校清冊") -> Sheet:
    return replace(make_sheet("a.xlsx", rows, title), idle_formulas=idle)


@pytest.mark.parametrize(
    "row",
    [
        [0.0, 0.0, 0.0, 0.0, ""],
        [0.0, "", 0.0, None, ""],
        [0.0, "", "", "", "備考照填"],
        [0.0, "－", 0.0, 0.0, ""],
    ],
)
@pytest.mark.parametrize("place", [1, 2])
def test_a_row_of_formulas_that_give_0_is_blank(row: list[Cell], place: int) -> None:
    """One such row is enough, above a record as below it."""
    rows = [SCHOOLS, FIRST, FIRST]
    rows.insert(place, row)
    idle = {column: [place] for column, cell in enumerate(row) if cell == 0}
    reading = read_sheets(with_formulas(rows, idle))
    assert count_rows(compute_reading(reading, "1.2"), "schools") == [(3, 2, 0, 1)]
    assert list_issues(reading.issues, "formulas-filled-down") == [
        f"a.xlsx 工作表「學校清冊」：有 1 列（第 {place + 1} 列）各欄都是結果為 0 或空白的公式，視為預先填好的空白列"
    ]


@pytest.mark.parametrize(
    ("row", "idle"),
    [
        ([0.0, 0.0, 0.0, 0.0], {1: [2], 2: [2], 3: [2]}),  # a key that was typed
        (["000003", 0.0, 0.0, 0.0], {1: [2], 2: [2], 3: [2]}),
        ([0.0, 0.0, 5.0, 0.0], {0: [2], 1: [2], 3: [2]}),  # a formula that gives something
        ([0.0, 0.0, 0.0, 0.0], {}),  # no formulas: zeros that somebody typed
    ],
)
def test_a_row_with_a_cell_of_its_own_is_a_record(row: list[Cell], idle: dict[int, list[int]]) -> None:
    reading = read_sheets(with_formulas([SCHOOLS, FIRST, row], idle))
    assert len(reading.registers["schools"]) == 2
    assert not list_issues(reading.issues, "formulas-filled-down", "formulas-uncalculated")


def test_formulas_of_columns_that_are_not_read_do_not_count() -> None:
    reading = read_sheets(with_formulas([SCHOOLS, FIRST, [0.0, "", 0.0, 0.0, 0.0]], {4: [2]}))
    assert len(reading.registers["schools"]) == 2


UNCALCULATED: list[Cell] = [NOT, NOT, NOT, NOT, ""]


def test_uncalculated_rows_below_the_last_record_are_blank_and_said() -> None:
    idle = {column: [2, 3] for column in range(4)}
    reading = read_sheets(with_formulas([SCHOOLS, FIRST, UNCALCULATED, UNCALCULATED], idle))
    assert list_values(reading, "schools", "學校代碼") == ["000002"]
    assert list_issues(reading.issues, "formulas-uncalculated") == [
        "a.xlsx 工作表「學校清冊」：最後一筆以下有 2 列（第 3–4 列）都是沒有計算結果的公式，視為預先填好的空白列；"
        "如果有資料，請在試算表軟體開啟並存檔"
    ]


@pytest.mark.parametrize(
    ("rows", "faulty"),
    [
        ([UNCALCULATED, FIRST, UNCALCULATED], 1),  # between records it may be one
        ([UNCALCULATED, UNCALCULATED, UNCALCULATED], 3),  # and so may all of them
    ],
)
def test_uncalculated_rows_elsewhere_are_faulty(rows: Rows, faulty: int) -> None:
    places = [place for place, row in enumerate(rows, 1) if row is UNCALCULATED]
    reading = read_sheets(with_formulas([SCHOOLS, *rows], dict.fromkeys(range(4), places)))
    assert int(reading.registers["schools"].find_faulty_rows(["學校代碼"]).sum()) == faulty


@pytest.mark.parametrize("register", ["學校清冊", "美沙冬收案", "志工", "經費", "追蹤輔導紀錄"])
@pytest.mark.parametrize("value", ["<v>0</v>", "<v></v>"])
def test_calculated_workbooks_of_other_registers(tmp_path: Path, register: str, value: str) -> None:
    """Two records, then three rows of formulas, as Excel saves them."""
    spec = next(spec for spec in get_plan().registers if spec.title == register)
    kind = "" if "0" in value else ' t="str"'
    header = "".join(f'<c t="inlineStr"><is><t>{column.name}</t></is></c>' for column in spec.columns)
    record = "".join("<c><v>1130101</v></c>" for _ in spec.columns)
    idle = "".join(f"<c{kind}><f>Z{at}</f>{value}</c>" for at, _ in enumerate(spec.columns, 1))
    rows = "".join(f"<row>{cells}</row>" for cells in (header, record, record, idle, idle, idle))
    path = write_zip(tmp_path / "a.xlsx", make_xlsx_parts({register: rows}))
    reading = read_registers(read_data(path), get_plan())
    assert len(reading.registers[spec.id]) == 2


def test_openpyxl_keeps_no_results(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "學校清冊"
    for row in (SCHOOLS, FIRST, ["000003", "乙", "=1+1", 3, ""]):
        sheet.append(row)
    workbook.save(tmp_path / "a.xlsx")
    reading = read_registers(read_data(tmp_path / "a.xlsx"), get_plan())
    assert list_issues(reading.issues, "cell-unreadable") == [
        "a.xlsx 工作表「學校清冊」 第 3 列 欄「學生數」：「=1+1」公式沒有計算結果，請在試算表軟體開啟並存檔"
    ]
