"""Blanks and notes inside numbers, days, months and years: faulty; around them and beside separators: no matter."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from antidrug_kpi.plans.register_specs import ColumnType
from cli.running import run

from .offices import find_fault, read_cell

NUMERIC = [ColumnType.COUNT, ColumnType.NUMBER, ColumnType.MONEY, ColumnType.PERCENT]
FIFTH = dt.date(2024, 1, 5)


@pytest.mark.parametrize("kind", NUMERIC)
@pytest.mark.parametrize(
    "text", ["1 5", "1\u30005", "1\u00a05", "1\n5", "1 000 000", "1, 234", "3 0%", "3 0 ％", "1 .0", " 1 5 "]
)
def test_a_blank_inside_a_number_is_faulty(kind: ColumnType, text: str) -> None:
    assert find_fault(kind, text) == "數字中間有空白，不知是一個數字或兩個；請改正"


@pytest.mark.parametrize("kind", NUMERIC)
@pytest.mark.parametrize(
    ("text", "sign"),
    [("3²", "²"), ("²", "²"), ("100①", "①"), ("④", "④"), ("1₂", "₂"), ("𝟏", "𝟏"), ("1٣", "٣"), ("1 ²", "²")],
)
def test_a_digit_of_another_kind_is_faulty(kind: ColumnType, text: str, sign: str) -> None:
    assert find_fault(kind, text) == f"「{sign}」不是一般的數字，可能是註記；請改正"


@pytest.mark.parametrize("text", ["½", "3½", "⑴", "⒈", "Ⅳ", "1⑵"])
def test_what_is_no_number_after_normalising_stays_faulty(text: str) -> None:
    assert find_fault(ColumnType.NUMBER, text)


@pytest.mark.parametrize("kind", NUMERIC)
@pytest.mark.parametrize(
    "text", ["30", " 30 ", "\u300030\u00a0", "30 %", "30\u3000％ ", "３０", "３０．０", "3\u200b0", "\ufeff30", "\t30\n"]
)
def test_blanks_around_a_number_do_not_matter(kind: ColumnType, text: str) -> None:
    assert read_cell(kind, text) == Decimal(30)


@pytest.mark.parametrize(
    "text",
    ["113/1/1 2", "113/1 2/5", "112/12/3 1", "1 13/1/5", "113年1月1 2日", "113\u30000105", "113/1/0 5 14:00", "113/1/0\n5"],
)
def test_a_blank_between_two_digits_of_a_day_is_faulty(text: str) -> None:
    assert find_fault(ColumnType.DATE, text) == "數字之間有空白，不知是一個數字或兩個；請改正"


@pytest.mark.parametrize(
    ("text", "sign"),
    [("113/7/1②", "②"), ("113/1/1²", "²"), ("113/1²", "²"), ("112/1②/3①", "②"), ("١١٣/١/٥", "١"), ("113/1/㏤", "㏤")],
)
def test_a_note_on_a_day_is_faulty(text: str, sign: str) -> None:
    assert find_fault(ColumnType.DATE, text) == f"「{sign}」不是一般的數字，可能是註記；請改正"


@pytest.mark.parametrize(
    "text",
    [
        " 113 / 1 / 5 ",
        "113 年 1 月 5 日",
        "民國 113 年 1 月 5 日",
        "民國\u3000113\u3000年１月５日",
        "１１３／１／５",
        "113 - 1 - 5",
        "113. 1. 5",
        "113/1/5 14:00",
        "113/1/5\n14:00",
        "113/1/5 (五) 14:00",
        "113/1/5 ㈤",
        "\u00a01130105\u3000",
    ],
)
def test_blanks_beside_the_separators_of_a_day_do_not_matter(text: str) -> None:
    assert read_cell(ColumnType.DATE, text) == FIFTH


@pytest.mark.parametrize("text", ["113/1 2", "113 01", "1 13/1", "113/1²", "113年1①月", "113/1/1 2"])
def test_months_with_a_blank_or_a_note_are_faulty(text: str) -> None:
    assert "請改正" in str(find_fault(ColumnType.MONTH, text))


@pytest.mark.parametrize("text", ["1 13", "113²", "20 24", "113①年度"])
def test_years_with_a_blank_or_a_note_are_faulty(text: str) -> None:
    assert "請改正" in str(find_fault(ColumnType.YEAR, text))


def test_months_and_years_with_blanks_beside_their_words() -> None:
    assert read_cell(ColumnType.MONTH, " 113 年 1 月 ") == dt.date(2024, 1, 1)
    assert read_cell(ColumnType.MONTH, "113 / 01") == dt.date(2024, 1, 1)
    assert read_cell(ColumnType.YEAR, " 113 年度 ") == 113


def test_hours_with_a_note_reject_their_row_and_are_said(tmp_path: Path) -> None:
    office = tmp_path / "in"
    office.mkdir()
    (office / "志工.csv").write_text("志工編號,繼續教育時數\nV1,3²\nV2,1 5\nV3,5\n", encoding="utf-8")
    result = run("compute", office, cwd=tmp_path)
    assert result.status == 3
    assert "志工.csv" in result.err
    assert "「3²」「²」不是一般的數字" in result.err
