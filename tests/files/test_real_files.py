"""The open data that REAL_FILES names, a folder: every file ends in its table, exactly; none of them is a register.

Where it names none, `test_dresses.py` shows the same kinds of titles, encodings and footers on facts of its own.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from antidrug_kpi.files import Cell, FileReading, read_data, report_hidden
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.register_specs import Column, ColumnType
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers.office_reading import read_registers
from antidrug_kpi.registers.register import Reading
from cli.running import VOLUNTEERS, run, write_csv

FOLDER = Path(os.environ.get("REAL_FILES") or "real-files").resolve()
if not FOLDER.is_dir():
    pytest.skip("the open data is not there: REAL_FILES names its folder", allow_module_level=True)


@dataclass(frozen=True)
class Table:
    """A table as it must be read: how many sheets, rows and columns the file has, and how one row begins."""

    file: str
    sheets: int
    rows: int
    columns: int
    at: tuple[int, int]
    """Which sheet the row is in, from 0, and its number."""
    begins: tuple[Cell, ...]


TABLES = {
    "dgbas-cpi-cp950-csv": Table("raw.csv", 1, 421, 81, (0, 5), ("1981M01", "-", "-", "-")),
    "mohw-foodpoison-xlsx": Table(
        "10521-05-01食品中毒案件病因物質分類統計.xlsx", 20, 722, 6, (0, 7), ("      96年", 2007.0, 248.0, 3231.0, 0.0)
    ),
    "moi-vital-ods": Table("BirthRate_81_107.ods", 28, 1324, 59, (1, 9), ("臺 北 市 Taipei City ", 9831.0, 3.67, 5071.0)),
    "moj-release-cp950-csv": Table(
        "98年各機關監獄受刑人出獄原因與人數概況.csv", 1, 27, 17, (0, 2), ("臺灣臺北監獄", "0", "3888", "885", "377")
    ),
    "npa-crime-rate-cp950-csv": Table("104年行政區犯罪人口率統計_縣市.csv", 1, 24, 7, (0, 24), ("09007", "連江縣", "367.22", "")),
    "npa-crime-rate-utf8-csv": Table(
        "112年行政區犯罪人口率統計_縣市.csv", 1, 24, 7, (0, 24), ("9007", "連江縣", "1249.02", "1224.85")
    ),
    "npa-theft-county-csv": Table("竊盜統計2V.csv", 1, 30, 16, (0, 9), ("臺中市", "3,493", "3,528", "101.00", "        －")),
    "npa-theft-xls": Table("85-105年竊盜統計.xls", 2, 61, 17, (0, 28), ("民國105年", 2016.0, 57606.0)),
    "npa-violent-xls": Table("85-105年暴力犯罪統計.xls", 3, 91, 18, (0, 27), ("民國105年", 2016.0, 1627.0)),
    "taipei-expenditure-cp950-csv": Table("fi00101y15ac.csv", 1, 14, 59, (0, 3), ("113年", "松山區", "80767", "2.52")),
    "taipei-labour-dispute-cp950-csv": Table(
        "勞資爭議統計依行業別區分(11503).csv", 1, 134, 5, (0, 2), ("107", "1~12月", "臺北市", "農、林、漁、牧業", "13")
    ),
    "taipei-river-cp950-csv": Table(
        "113河川水質檢測結果(Big5編碼).csv", 1, 177, 31, (0, 2), ("1", "1", "新店溪", "永福橋", "18.5")
    ),
    "twstat-tab-cp950-csv": Table(
        "temp.csv", 1, 102, 5, (0, 2), ("國立陽明大學附設醫院", "宜蘭縣", "區域醫院", "24.757951", "121.754221")
    ),
}


def read_real(folder: str) -> FileReading:
    (reading,) = read_data(FOLDER / folder / TABLES[folder].file)
    assert reading.issues == ()
    return reading


def test_every_real_file_is_named_here() -> None:
    assert {path.parent.name for path in FOLDER.glob("*/NOTE.md")} == set(TABLES)


@pytest.mark.parametrize("folder", TABLES)
def test_a_real_file_is_read_as_its_table(folder: str) -> None:
    table = TABLES[folder]
    sheets = read_real(folder).sheets
    assert len(sheets) == table.sheets
    assert sum(len(sheet.rows) for sheet in sheets) == table.rows
    assert max(len(row) for sheet in sheets for row in sheet.rows) == table.columns
    sheet = sheets[table.at[0]]
    row = sheet.rows[list(sheet.numbers).index(table.at[1])]
    assert tuple(row[: len(table.begins)]) == table.begins


@pytest.mark.parametrize("folder", [name for name, table in TABLES.items() if not table.file.endswith(".csv")])
def test_another_reader_sees_the_same_cells(folder: str) -> None:
    """calamine's own reading of the file, which shows fewer formats, agrees in every cell that it has."""
    reading = read_real(folder)
    with CalamineWorkbook.from_path(str(FOLDER / folder / TABLES[folder].file)) as book:
        assert [sheet.name for sheet in reading.sheets] == book.sheet_names
        for sheet in reading.sheets:
            other = book.get_sheet_by_name(str(sheet.name))
            top, left = other.start or (0, 0)
            for number, cells in enumerate(other.to_python(), top + 1):
                own = sheet.rows[number - sheet.numbers[0]][left - sheet.columns_left_out :]
                assert [float(cell) if isinstance(cell, float) else cell for cell in own[: len(cells)]] == cells


def test_hidden_rows_of_a_real_workbook_are_said() -> None:
    sheet = read_real("moi-vital-ods").sheets[1]
    assert [str(issue) for issue in report_hidden(sheet)] == [
        "BirthRate_81_107.ods 工作表「2018」：有 4 列隱藏或被篩選掉（第 35–38 列），照樣讀取；不應計入者請從檔案刪除"
    ]


TEXT, NUMBER = ColumnType.TEXT, ColumnType.NUMBER


def read_as_register(folder: str, title: str, columns: dict[str, ColumnType]) -> Reading:
    """What is read of a real file where the plan has a register of this title with these columns."""
    first = next(iter(columns))
    spec = RegisterSpec(
        id="real",
        title=title,
        columns=tuple(Column(name=name, type=kind, required=name == first, key=name == first) for name, kind in columns.items()),
    )
    plan = load_plan("mohw-113")
    return read_registers([read_real(folder)], plan.model_copy(update={"registers": (*plan.registers, spec)}))


@pytest.mark.parametrize(
    ("folder", "title", "columns", "counts", "records"),
    [
        (  # codes for machines above the header
            "npa-crime-rate-cp950-csv",
            "行政區犯罪人口率",
            {"縣市代碼": ColumnType.IDENTIFIER, "縣市名稱": TEXT, "犯罪人口率": NUMBER, "少年犯罪人口率": NUMBER},
            (2, 22, 0),
            {3: ("65000", "新北市", Decimal("822.1"), Decimal("572.13")), 24: ("09007", "連江縣", Decimal("367.22"), None)},
        ),
        (  # title, unit, groups over three columns each; "6,031", －; a footer of several lines and the lines' source
            "npa-theft-county-csv",
            "竊盜統計2V",
            {"機關別": TEXT, "總計發生數": NUMBER, "總計破獲率": NUMBER, "重大竊盜發生數": NUMBER, "機車竊盜發生數": NUMBER},
            (5, 25, 2),
            {
                6: ("新北市", Decimal(6031), Decimal("99.98"), Decimal(5), Decimal(857)),
                9: ("臺中市", Decimal(3493), Decimal("101.00"), None, Decimal(489)),
                28: ("署所屬機關", Decimal(722), None, Decimal(1), Decimal(9)),
            },
        ),
        (
            "twstat-tab-cp950-csv",
            "temp",
            {"hospital": TEXT, "county": TEXT, "lat": NUMBER},
            (1, 101, 0),
            {2: ("國立陽明大學附設醫院", "宜蘭縣", Decimal("24.757951"))},
        ),
        (  # （數量） behind the name of the column
            "taipei-labour-dispute-cp950-csv",
            "勞資爭議統計依行業別區分",
            {"年度": TEXT, "行業別": TEXT, "案件數": NUMBER},
            (1, 133, 0),
            {2: ("107", "農、林、漁、牧業", Decimal(13)), 134: ("113", "其他服務業", Decimal(729))},
        ),
    ],
)
def test_header_records_and_footers_of_a_real_file(
    folder: str, title: str, columns: dict[str, ColumnType], counts: tuple[int, int, int], records: dict[int, tuple[object, ...]]
) -> None:
    register = read_as_register(folder, title, columns).registers["real"]
    (source,) = register.sources
    assert (source.header, source.rows, source.skipped) == counts
    frame = register.frame
    read = {number: tuple(frame.loc[frame["@row"] == number, list(columns)].astype(object).iloc[0]) for number in records}
    assert {number: tuple(None if value != value else value for value in row) for number, row in read.items()} == records  # noqa: PLR0124


ASIDE = {
    TABLES["mohw-foodpoison-xlsx"].file: [f"［說明］{TABLES['mohw-foodpoison-xlsx'].file} 工作表「編製說明」：不像清冊，未讀取"]
}
"""The sheets that hold an explanation and no table: a remark, no warning."""


def test_none_of_them_is_taken_for_a_register_and_each_is_said_once(tmp_path: Path) -> None:
    office = write_csv(tmp_path / "office", "志工", VOLUNTEERS)
    for folder, table in TABLES.items():
        shutil.copy(FOLDER / folder / table.file, office)
    done = run("check", "office", cwd=tmp_path)
    assert done.status == 3  # incomplete, as most registers are not there
    assert done.err.splitlines()[-1].startswith("檢核完成，資料不完整或有疑義（")
    assert not any(line.startswith(("［檔案］", "［錯誤］")) for line in done.err.splitlines())
    for table in TABLES.values():
        said = [line for line in done.out.splitlines() if f"］{table.file}" in line]
        assert len(said) == table.sheets
        unknown = [line for line in said if line.startswith("［警告］") and "認不出是哪一份清冊，未讀取" in line]
        assert [line for line in said if line not in unknown] == ASIDE.get(table.file, [])
    assert "志工.csv" in done.out


def test_without_any_register_each_is_listed_and_one_line_says_so(tmp_path: Path) -> None:
    for folder, table in TABLES.items():
        shutil.copy(FOLDER / folder / table.file, tmp_path)
    done = run("check", tmp_path.name, cwd=tmp_path.parent)
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert done.err.startswith(f"{tmp_path.name}：沒有任何一份看得懂的清冊；")
    assert done.out.startswith("找到 0 份清冊、缺 31 份；剔退 0 列、警告 61 項；可計算 0 項、資料未備 48 項\n")
    assert all(f"］{table.file}" in done.out for table in TABLES.values())
