"""Dates in every form that the contract names, and what is no date."""

import datetime as dt

import pytest

from antidrug_kpi.files import Cell, ShownNumber, UnreadableCell
from antidrug_kpi.plans.register_specs import ColumnType

from .offices import find_fault, read_cell

FIFTH = dt.date(2024, 1, 5)
FORMS = "113/1/5、1130105、113年1月5日 或 2024-01-05"
NO_SUCH_DAY = "沒有這一天；請確認月份與日數"
NOT_A_DATE = f"不是看得懂的日期；應為 {FORMS}"


@pytest.mark.parametrize(
    "text",
    [
        "113/1/5",
        "113/01/05",
        "113-01-05",
        "113.01.05",
        "1130105",
        "113年1月5日",
        "113年01月05日",
        "民國113年1月5日",
        "民國 113 年 1 月 5 日",
        "民國113/1/5",
        "2024-01-05",
        "2024/1/5",
        "20240105",
        "１１３／１／５",
        "１１３０１０５",
        "　113/1/5 ",
    ],
)
def test_forms_of_one_day(text: str) -> None:
    assert read_cell(ColumnType.DATE, text) == FIFTH


@pytest.mark.parametrize("text", ["99/1/5", "099/01/05", "990105", "0990105", "民國99年1月5日", "2010-01-05"])
def test_years_of_two_digits_are_roc(text: str) -> None:
    assert read_cell(ColumnType.DATE, text) == dt.date(2010, 1, 5)


@pytest.mark.parametrize(
    "text",
    [
        "113/1/5 10:30",
        "113/1/5　10:30:15",
        "1130105 23:59",
        "20240105 0:00",
        "2024-01-05T10:30:00",
        "2024-01-05T10:30:00.123Z",
        "2024-01-05T10:30:00+08:00",
        "113/1/5 上午 9:05",
        "113/1/5下午9:05",
        "2024/1/5 03:00:00 PM",
        "113年1月5日 10時30分",
        "113年1月5日10時30分",
        "113年1月5日10:30",
        "113/1/5 10時",
    ],
)
def test_time_of_day_is_dropped(text: str) -> None:
    assert read_cell(ColumnType.DATE, text) == FIFTH


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (dt.date(2024, 1, 5), FIFTH),
        (dt.datetime(2024, 1, 5, 23, 59, 59), FIFTH),
        (20240105, FIFTH),
        (20240105.0, FIFTH),
        (1130105, FIFTH),
        (1130105.0, FIFTH),
        (990105, dt.date(2010, 1, 5)),
        (45296, FIFTH),
        (45296.75, FIFTH),
        (ShownNumber(1130105, "1130105.00"), FIFTH),
        (ShownNumber(45296, "45296.00"), FIFTH),
    ],
)
def test_numeric_and_real_date_cells(cell: Cell, day: dt.date) -> None:
    assert read_cell(ColumnType.DATE, cell) == day


@pytest.mark.parametrize(
    ("serial", "day"),
    [
        (4384, dt.date(1912, 1, 1)),  # 1899-12-30 + 4,384: the first day of ROC 1
        (4385, dt.date(1912, 1, 2)),
        (77431, dt.date(2111, 12, 30)),
        (77432, dt.date(2111, 12, 31)),  # the last day of ROC 200
    ],
)
def test_serials_of_the_1900_system(serial: int, day: dt.date) -> None:
    assert read_cell(ColumnType.DATE, serial) == day


@pytest.mark.parametrize("serial", [1, 59, 60, 61, 113, 2024, 4383, 77433, 99999])
def test_serials_outside_roc_1_to_200(serial: int) -> None:
    assert find_fault(ColumnType.DATE, serial) == f"年份超出民國 1 至 200 年；應為 {FORMS}"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1/1/1", dt.date(1912, 1, 1)),
        ("2/1/1", dt.date(1913, 1, 1)),
        ("199/12/31", dt.date(2110, 12, 31)),
        ("200/12/31", dt.date(2111, 12, 31)),
        ("1912-01-01", dt.date(1912, 1, 1)),
        ("2111-12-31", dt.date(2111, 12, 31)),
    ],
)
def test_first_and_last_years(text: str, day: dt.date) -> None:
    assert read_cell(ColumnType.DATE, text) == day


@pytest.mark.parametrize("text", ["0/12/31", "201/1/1", "999/1/1", "1000/1/1", "1911-12-31", "2112-01-01"])
def test_years_beyond_them(text: str) -> None:
    assert find_fault(ColumnType.DATE, text) == "年份超出民國 1 至 200 年；請確認年份"


@pytest.mark.parametrize("text", ["113/2/28", "113/2/29", "112/2/28", "113/4/30", "113/12/31"])
def test_last_days_of_months(text: str) -> None:
    year, month, day = map(int, text.split("/"))
    assert read_cell(ColumnType.DATE, text) == dt.date(year + 1911, month, day)


@pytest.mark.parametrize(
    "cell",
    ["113/2/30", "112/2/29", "113/4/31", "113/1/0", "113/1/32", "1130230", 1130230, 20240230],
)
def test_impossible_days(cell: Cell) -> None:
    assert find_fault(ColumnType.DATE, cell) == NO_SUCH_DAY


@pytest.mark.parametrize(
    ("cell", "month"),
    [
        ("113/0/1", "0 月"),
        ("113/13/1", "13 月"),
        ("113年99月5日", "99 月"),
        (113105, "31 月（讀作 11 年 31 月）"),
        ("1131301", "13 月（讀作 113 年 13 月）"),
        ("20241305", "13 月（讀作 2024 年 13 月）"),
    ],
)
def test_impossible_months(cell: Cell, month: str) -> None:
    assert find_fault(ColumnType.DATE, cell) == f"沒有 {month}；月份應為 1 至 12，請改正"


@pytest.mark.parametrize("text", ["101", "113", "2024", "45296", "１０１"])
def test_bare_serials_in_text(text: str) -> None:
    assert find_fault(ColumnType.DATE, text) == f"是純數字的文字，可能是試算表序號或年份，無法確定是哪一天；應為 {FORMS}"


@pytest.mark.parametrize(
    "text",
    [
        "1/5/2024",
        "1/5/113",
        "113/1-5",
        "113//1/5",
        "113/1",
        "-113/1/5",
        "45296.5",
        "113/1/5/1",
        "民國前1年1月1日",
        "不詳",
        "?",
        "113/1/5起",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_fault(ColumnType.DATE, text) == NOT_A_DATE


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("民國2024年1月5日", "「民國」與年份 2024 不合；請確認紀年"),
        ("西元113/1/5", "「西元」與年份 113 不合；請確認紀年"),
    ],
)
def test_eras_that_contradict_their_year(text: str, reason: str) -> None:
    assert find_fault(ColumnType.DATE, text) == reason


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (True, f"不是日期；應為 {FORMS}"),
        (dt.time(10, 30), f"不是日期；應為 {FORMS}"),
        (dt.timedelta(hours=30), f"不是日期；應為 {FORMS}"),
        (0, f"數值不是日期；應為 {FORMS}"),
        (-45296, f"數值不是日期；應為 {FORMS}"),
        (float("nan"), f"數值不是日期；應為 {FORMS}"),
        (1130105.5, f"數值帶小數，不是日期；應為 {FORMS}"),
        (UnreadableCell("#REF!", "公式錯誤"), "公式錯誤"),
    ],
)
def test_cells_of_other_kinds(cell: Cell, reason: str) -> None:
    assert find_fault(ColumnType.DATE, cell) == reason
