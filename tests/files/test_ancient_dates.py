"""Dates of the first thousand years in every workbook format: what is displayed is told."""

import datetime as dt
from pathlib import Path

import pytest

from antidrug_kpi.files import Cell, ShownNumber, UnreadableCell, read_data
from antidrug_kpi.files.cells.ancient_dates import make_ancient_cell, make_negative_cell, to_julian

from .builders import make_book, make_compound, write_ods, write_xlsx
from .test_xls import number, styles

EPOCH = dt.date(1899, 12, 30)


def say(meant: str) -> str:
    return f"年份在西元 1000 年以前，是否指民國 {meant}；請把儲存格改為文字 {meant}"


@pytest.mark.parametrize(
    ("day", "julian"),
    [
        (dt.date(112, 6, 30), (112, 7, 1)),
        (dt.date(113, 2, 28), (113, 3, 1)),
        (dt.date(112, 2, 29), (112, 3, 1)),
        (dt.date(200, 3, 1), (200, 3, 1)),  # from here on both calendars agree for a century
        (dt.date(300, 2, 28), (300, 2, 28)),
        (dt.date(1582, 10, 15), (1582, 10, 5)),
    ],
)
def test_the_julian_calendar(day: dt.date, julian: tuple[int, int, int]) -> None:
    assert to_julian(day) == julian


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("m/d/yy", "7/1/12"),
        ("mm/dd/yyyy", "07/01/0112"),
        ("yyyy/m/d;@", "0112/7/1"),
        ('yyyy"年"m"月"d"日"', "0112年7月1日"),
        ("yyyy\\-mm\\-dd", "0112-07-01"),
        ("[$-404]e/m/d", "112/7/1"),
        ("d mmm yyyy", "112/7/1"),
        ("", "112/7/1"),
    ],
)
def test_what_a_negative_serial_displays(code: str, shown: str) -> None:
    assert make_negative_cell(-652871, EPOCH, code) == UnreadableCell(shown, say("112/7/1"))


def test_negative_serials_after_the_year_999_and_before_the_first() -> None:
    assert make_negative_cell(-5, EPOCH, "yyyy/m/d") == UnreadableCell(
        "1899/12/25", "是 1900 年以前的日期，試算表以負數存放；請把儲存格改為文字，例如 113/1/5"
    )
    assert make_negative_cell(-693593, EPOCH, "yyyy/m/d") is not None  # 1 January of the year 1
    assert make_negative_cell(-693594, EPOCH, "yyyy/m/d") is None


@pytest.mark.parametrize(
    ("shown", "meant"), [("7/1/12", "112/7/1"), ("112/6/30", "112/6/30"), ("", "112/6/30"), ("Jul 12", "112/6/30")]
)
def test_the_day_that_is_displayed_is_the_one_meant(shown: str, meant: str) -> None:
    assert make_ancient_cell(dt.date(112, 6, 30), shown).reason == say(meant)


def read_rows(path: Path) -> list[list[Cell]]:
    (reading,) = read_data(path)
    assert reading.issues == ()
    return [list(row) for row in reading.sheets[0].rows]


def test_an_xlsx_keeps_the_negative_serials_that_calamine_drops(tmp_path: Path) -> None:
    first = '<c r="A1" s="1"><v>-652871</v></c><c r="B1" s="2" t="n"><v>-652871.25</v></c><c r="C1"><v>-5</v></c>'
    second = '<c r="A2" s="1"><f>1-652872</f><v>-652871</v></c><c r="B2" s="3"><v>-0.5</v></c><c r="C2" s="1"><v>45296</v></c>'
    rows = f'<row r="1">{first}</row><row r="2">{second}</row>'
    path = write_xlsx(tmp_path / "a.xlsx", rows, ("yyyy/m/d", "[$-404]e/m/d", "0.00"))
    assert read_rows(path) == [
        [UnreadableCell("0112/7/1", say("112/7/1")), UnreadableCell("112/6/30", say("112/6/30")), -5.0],
        [UnreadableCell("0112/7/1", say("112/7/1")), ShownNumber(-0.5, "-0.50"), dt.date(2024, 1, 5)],
    ]


def test_a_negative_serial_of_an_xls_is_the_day_that_was_meant(tmp_path: Path) -> None:
    cells = number(0, 0, -652871, 1) + number(0, 1, -652871) + number(0, 2, 45296, 1)
    (tmp_path / "a.xls").write_bytes(make_compound({"Workbook": make_book(cells, styles(0, 14))}))
    assert read_rows(tmp_path / "a.xls") == [[UnreadableCell("0112/7/1", say("112/7/1")), -652871.0, dt.date(2024, 1, 5)]]


@pytest.mark.parametrize(
    ("value", "shown", "cell"),
    [
        ("0112-06-30", "7/1/12", UnreadableCell("7/1/12", say("112/7/1"))),
        ("0113-01-05T00:00:00", "113/01/05", UnreadableCell("113/01/05", say("113/1/5"))),
        ("0999-12-31", "", UnreadableCell("0999-12-31", say("999/12/31"))),
        ("1000-01-01", "1000/1/1", dt.date(1000, 1, 1)),
        ("2024-01-05", "1/5/24", dt.date(2024, 1, 5)),
    ],
)
def test_a_day_of_an_ods_before_the_year_1000_is_the_day_that_was_meant(
    value: str, shown: str, cell: Cell, tmp_path: Path
) -> None:
    text = f"<text:p>{shown}</text:p>" if shown else ""
    body = (
        '<table:table table:name="清冊"><table:table-row>'
        f'<table:table-cell office:value-type="date" office:date-value="{value}">{text}</table:table-cell>'
        "</table:table-row></table:table>"
    )
    assert read_rows(write_ods(tmp_path / "a.ods", body)) == [[cell]]
