"""What a cell may look like, each form read by hand."""

from datetime import date, datetime

import pytest

from .cells import Faulty, is_faulty, read_cell
from .date_cells import doubtful_years


@pytest.mark.parametrize(
    "text",
    [
        *("113/1/5", "113-01-05", "113.01.05", "1130105", "113年1月5日", "民國113年1月5日", "民國 113/1/5"),
        *("2024-01-05", "2024/1/5", "20240105", "2024-01-05 08:30:00", "113/1/5 23:59", "2024-01-05T00:00:00"),
        *("１１３.０１.０５", "113 年 1 月 5 日", "113／1／5", "113‧1‧5", "113·01·05", "113∕1∕5", "113–1–5", "113．1．5"),
        *("113/1/5(五)", "113/1/5（五）", "113年1月5日 星期五", "2024-01-05(星期五)", "1130105.0", "20240105.0"),
    ],
)
def test_forms_of_one_day(text: str) -> None:
    assert read_cell(text, "date") == date(2024, 1, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-01-04T15:59:59Z", 4),  # 23:59:59 in Taiwan
        ("2024-01-04T16:00:00Z", 5),  # midnight of the 5th
        ("2024-01-04T16:00:00.000Z", 5),
        ("2024-01-05T15:59:59+00:00", 5),
        ("2024-01-05T16:00:00+00:00", 6),
        ("2024-01-05T00:00:00+08:00", 5),
        ("2024-01-05T00:30:00+09:00", 4),  # an hour later than in Taiwan
        ("2024-01-04T11:00:00-05:00", 5),  # 16:00 UTC
    ],
)
def test_a_zone_is_turned_into_taiwans(text: str, day: int) -> None:
    assert read_cell(text, "date") == date(2024, 1, day)


@pytest.mark.parametrize("text", ["/  /", "  /  /  ", "-  -", "年 月 日", "民國　年　月　日", "NULL", "NaT", "無", "—", "/"])
def test_blank_dates(text: str) -> None:
    assert read_cell(text, "date") is None


@pytest.mark.parametrize("text", ["113/2/30", "45292", "45292.0", "113/1", "112/2/29", "113/13/1", "2024-01-05T25:00:00Z", "五"])
def test_faulty_dates(text: str) -> None:
    assert is_faulty(text, "date")


def test_dates_of_a_spreadsheet() -> None:
    assert read_cell(datetime(2024, 1, 5, 8, 30), "date") == date(2024, 1, 5)
    assert read_cell(45296, "date") == date(2024, 1, 5)  # 45292 is 2024-01-01
    assert (read_cell(990105, "date"), read_cell(1130105.0, "date")) == (date(2010, 1, 5), date(2024, 1, 5))
    assert read_cell(20240105, "date") == date(2024, 1, 5)
    for cell in (date(112, 7, 1), date(999, 12, 31), -652871, 45296.5):
        assert is_faulty(cell, "date"), cell
    assert read_cell(date(1000, 1, 1), "date") == date(1000, 1, 1)


def test_years_of_two_digits_beside_a_day_that_comes_second() -> None:
    assert not doubtful_years(["07/01/23", "07/12/23", "113/7/25", "", "99/1/5"])
    assert doubtful_years(["113/7/1", "07/13/23"])  # there is no 13th month
    assert not doubtful_years(["13/07/23"])  # no month can come first
    assert read_cell("07/01/23", "date") == date(1918, 1, 23)  # alone it is a ROC year


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        *((text, True) for text in ("是", "ｙ", "Yes", "V", "✓", "✔", "√", "☑", "✅", "■", "●", "○", "o", "有", "１", "True")),
        *((text, False) for text in ("否", "N", "no", "Ｘ", "✗", "☐", "□", "無", "0", "FALSE")),
        *((text, True) for text in ("■是□否", "□否■是", "☑是 ☐否")),
        *((text, False) for text in ("□是■否", "■ 否 □ 是", "☐是☑否")),
        *((text, None) for text in ("", "－", "─", "/", "#N/A", "n/a", "null", "None", "無資料")),
    ],
)
def test_flags(text: str, meaning: bool | None) -> None:
    assert read_cell(text, "flag") is meaning


@pytest.mark.parametrize("text", ["對", "也許", "■是■否", "2", "是否"])
def test_faulty_flags(text: str) -> None:
    assert is_faulty(text, "flag")


def test_the_third_answer() -> None:
    for text in ("首次訪查", "無前次建議", "不適用", "N/A", "n/a", "首次　訪查"):
        assert read_cell(text, "answer") == "首次訪查"
    assert (read_cell("無", "answer"), read_cell("✓", "answer")) == (False, True)
    assert (read_cell("#N/A", "answer"), read_cell("－", "answer")) == (None, None)
    assert is_faulty("首次", "answer")


@pytest.mark.parametrize(
    ("text", "kind", "meaning"),
    [
        ("113年1月", "month", "2024-01-01"),
        ("2024-01", "month", "2024-01-01"),
        ("11301", "month", "2024-01-01"),
        ("2024", "year", "113"),
        ("無", "count", "None"),
        ("——", "count", "None"),
        ("NaN", "number", "None"),
        ("1,234", "count", "1234"),
        ("１２", "count", "12"),
        ("4.0", "count", "4"),
        ("10%", "number", "10"),
        ("None", "text", "None"),
        ("0", "text", "0"),
    ],
)
def test_other_cells(text: str, kind: str, meaning: str) -> None:
    assert str(read_cell(text, kind)) == meaning


@pytest.mark.parametrize("text", ["2.5", "-1", "1,23", "3人", "約3"])
def test_faulty_counts(text: str) -> None:
    assert is_faulty(text, "count")


def test_negative_money_is_faulty_and_a_negative_number_is_not() -> None:
    with pytest.raises(Faulty):
        read_cell("-1", "money")
    assert read_cell("-1", "number") == -1


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        (" c113－00 001 ", "C113-00001"),
        ("C113—00001", "C113-00001"),
        ("c113–00001", "C113-00001"),
        ("'0012", "0012"),
        ("0012", "0012"),
        ("1001.0", "1001"),
        ("12345678901234567890", "12345678901234567890"),
        ("A1.0", "A1.0"),  # no number
        ("10.5", "10.5"),
    ],
)
def test_identifiers(text: str, identifier: str) -> None:
    assert read_cell(text, "id") == identifier


def test_a_code_of_a_measure_is_read_as_it_stands() -> None:
    assert (read_cell("4.10", "code"), read_cell("４.１", "code")) == ("4.10", "4.1")
