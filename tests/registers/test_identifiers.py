"""Identifiers that can be read and look wrong: check digits of national identifiers, numbers too long for a spreadsheet."""

from string import ascii_uppercase

import pytest

from antidrug_kpi.files import Cell, ShownNumber
from antidrug_kpi.registers.oddities.suspect_identifiers import has_national_form, has_right_check_digit, list_wrong

from .offices import Rows, list_issues, list_values, make_sheet, read_sheets

CASES = ["個案編號", "開案日期"]


@pytest.mark.parametrize(
    "text",
    [
        "A123456789",  # A is 10: 1×1 + 0×9 + 1×8 + 2×7 + 3×6 + 4×5 + 5×4 + 6×3 + 7×2 + 8×1 + 9 = 130
        "A800000014",  # 1×1 + 0×9 + 8×8 + 1×1 + 4 = 70
        "AC01234576",  # C counts as 2: 1×1 + 0×9 + 2×8 + 0×7 + 1×6 + 2×5 + 3×4 + 4×3 + 5×2 + 7×1 + 6 = 80
    ],
)
def test_right_check_digits(text: str) -> None:
    assert has_national_form(text)
    assert has_right_check_digit(text)


@pytest.mark.parametrize(
    "text", ["A123456788", "A123456780", "B123456789", "A213456789", "AC01234575", "AC01234577", "A800000013"]
)
def test_wrong_check_digits(text: str) -> None:
    assert has_national_form(text)
    assert not has_right_check_digit(text)


@pytest.mark.parametrize(("letter", "number"), [("A", 10), ("H", 17), ("I", 34), ("O", 35), ("W", 32), ("X", 30), ("Z", 33)])
def test_letters_have_their_official_numbers(letter: str, number: int) -> None:
    """With the digits 1 0 0 0 0 0 0 0 the weights leave tens + 9 × ones + 8."""
    rest = (number // 10 + 9 * (number % 10) + 8) % 10
    right = [digit for digit in "0123456789" if has_right_check_digit(f"{letter}10000000{digit}")]
    assert right == [str((10 - rest) % 10)]


@pytest.mark.parametrize(
    "text", ["A12345678", "A1234567890", "A323456789", "AE01234576", "1234567890", "a123456789", "A12345678X"]
)
def test_other_identifiers_are_not_checked(text: str) -> None:
    assert not has_national_form(text)


def test_a_whole_column_is_checked_as_each_identifier_alone() -> None:
    """Every letter, second character and last digit; what is not of the form, in ASCII or not, is nowhere."""
    texts = [f"{letter}{second}2345670{last}" for letter in ascii_uppercase for second in "0129ABDE" for last in "0123456789"]
    texts += [
        "",
        "A12345678",
        "A1234567890",
        "a123456789",
        "A12345678X",
        "A12345678\n",
        "甲123456788",
        "A1234567８8",
        "A1٣3456788",
    ]
    assert list_wrong(texts) == [
        place for place, text in enumerate(texts) if has_national_form(text) and not has_right_check_digit(text)
    ]
    assert list_wrong([]) == []


def test_a_wrong_check_digit_is_said_once_and_never_in_full() -> None:
    reading = read_sheets(
        make_sheet(
            "a.xlsx",
            [CASES, ["A123456789", "113/1/1"], ["ａ123456788", "113/2/1"], ["A123456788", "113/3/1"], ["B123456789", "113/1/1"]],
            "追蹤輔導個案",
        ),
        make_sheet("a.xlsx", [["個案編號", "追輔日期"], ["A123456788", "113/2/1"]], "追蹤輔導紀錄"),
    )
    place, said = "a.xlsx 工作表「追蹤輔導個案」", "像身分證字號或統一證號，但檢查碼不符，不因此剔退；請核對號碼"
    assert list_issues(reading.issues, "check-digit-wrong") == [
        f"{place} 第 3 列 欄「個案編號」：「…788」{said}",
        f"{place} 第 5 列 欄「個案編號」：「…789」{said}",
    ]
    wrong = [issue for issue in reading.issues if issue.code == "check-digit-wrong"]
    assert [issue.show_value(show_ids=True) for issue in wrong] == ["…788", "…789"]
    assert not any("23456" in issue.write_message(show_ids=True) for issue in wrong)


def test_identifiers_that_are_no_persons_are_not_checked() -> None:
    rows: Rows = [["機構代碼", "機構名稱"], ["A123456788", "甲院"]]
    assert list_issues(read_sheets(make_sheet("治療機構.csv", rows)).issues, "check-digit-wrong") == []


TOO_LONG = "是超過 15 位的數值，試算表只保留前 15 位，後面的數字已遺失，不同的編號可能變成相同；請改為文字格式後重新輸入"
SCIENTIFIC = "是試算表以科學記號改寫的長編號，後面的數字已遺失，不同的編號可能變成相同；請改為文字格式後重新輸入"


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        (999_999_999_999_999, "999999999999999", None),  # 15 digits
        (1_000_000_000_000_000, "1000000000000000", f"「…000」{TOO_LONG}"),  # 16
        (1_000_000_000_000_001.0, "1000000000000001", f"「…001」{TOO_LONG}"),
        (ShownNumber(1.2345678901234568e17, "1.23E+17"), None, f"「…+17」{TOO_LONG}"),
        ("1234567890123456789", "1234567890123456789", None),  # text keeps every digit
        ("1.23457E+17", "1.23457E+17", f"「…+17」{SCIENTIFIC}"),
        ("1E+15", "1E+15", f"「…+15」{SCIENTIFIC}"),
        ("1E15", "1E15", None),
        ("ABE+17", "ABE+17", None),
    ],
)
def test_numbers_of_more_than_15_digits(cell: Cell, value: str | None, said: str | None) -> None:
    reading = read_sheets(make_sheet("個案.xlsx", [CASES, ["A0001", "113/1/1"], [cell, "113/1/1"]], "追蹤輔導個案"))
    place = "個案.xlsx 工作表「追蹤輔導個案」 第 3 列 欄「個案編號」："
    assert list_issues(reading.issues, "digits-lost") == ([place + said] if said else [])
    if value is not None:
        assert list_values(reading, "cases", "個案編號")[1] == value


def test_long_numbers_elsewhere_are_no_identifiers() -> None:
    rows: Rows = [["個案編號", "開案日期", "結案原因"], ["A0001", "113/1/1", 10**16]]
    assert list_issues(read_sheets(make_sheet("追蹤輔導個案.csv", rows)).issues, "digits-lost") == []
