"""What holds whatever an office hands in: no row is lost, order does not matter, every form of a value is the same value."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidrug_kpi.files import Cell, ShownNumber
from antidrug_kpi.measures.results import MeasureResult
from antidrug_kpi.plans.register_specs import Column, ColumnType
from chance import take_examples
from dress.cells import WIDE, write_day

from .offices import compute_sheets, count_rows, find_measure, get_plan, make_sheet, read_cell

pytestmark = pytest.mark.slow

DAYS = st.dates(dt.date(1912, 1, 1), dt.date(2111, 12, 31))


@given(DAYS)
@take_examples(200)
def test_a_day_is_the_same_in_every_form(day: dt.date) -> None:
    for cell in write_day(day):
        assert read_cell(ColumnType.DATE, cell) == day, cell


@given(DAYS)
@take_examples(100)
def test_a_month_and_a_year_are_the_same_in_every_form(day: dt.date) -> None:
    year, month = day.year - 1911, day.month
    forms = [
        f"{year}/{month:02}",
        f"{year:03}{month:02}",
        f"{year}年{month}月",
        f"{day.year}-{month:02}",
        f"{day.year}{month:02}",
    ]
    for text in forms:
        assert read_cell(ColumnType.MONTH, text) == day.replace(day=1), text
    for cell in (year, str(year), f"{year}年度", float(year), day.year, str(day.year)):
        assert read_cell(ColumnType.YEAR, cell) == year, cell


@given(st.integers(0, 10**15))
@take_examples(100)
def test_a_count_is_the_same_in_every_form(count: int) -> None:
    for cell in (
        count,
        float(count),
        f"{count}",
        f"{count:,}",
        f"{count:,}".translate(WIDE),
        f" {count} ",
        f"{count}.0",
        f"{count}%",
    ):
        assert read_cell(ColumnType.COUNT, cell) == count, cell


@pytest.mark.parametrize("kind", [ColumnType.NUMBER, ColumnType.MONEY, ColumnType.PERCENT])
@given(number=st.decimals(0, 10**9, places=2))
@take_examples(100)
def test_a_number_is_the_same_in_every_form(kind: ColumnType, number: Decimal) -> None:
    percent = ShownNumber(float(number) / 100, f"{number}%")
    for cell in (float(number), f"{number}", f"{number:,}", f"{number:,}".translate(WIDE), f"{number} %", percent):
        assert read_cell(kind, cell) == number, cell


@given(st.text("abcXYZ0123456789-", min_size=1, max_size=12).filter(lambda text: text.strip("-")))
@take_examples(100)
def test_an_identifier_is_the_same_in_every_width_and_case(text: str) -> None:
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in text)
    for cell in (text, text.lower(), text.upper(), wide, f"　{text} ", " ".join(text)):
        assert read_cell(ColumnType.IDENTIFIER, cell) == text.upper(), cell


# What may stand below the header of 美沙冬收案: (rows, accepted, rejected, skipped) follow from how many of each there are.
ADMISSIONS = ["個案編號", "機構代碼", "新收日期", "結案日期", "結案原因"]
GOOD: list[list[Cell]] = [
    ["A0001", "H1", "112/8/1", None, None],
    ["A0002", "H1", 1120801, "112/8/9", "死亡"],
    ["A0003", None, dt.date(2023, 8, 1), "－", "無"],
    ["註1", "H1", "112年8月1日", "112/8/9", "自行中斷"],
]
BAD: list[list[Cell]] = [
    ["A0004", "H1", "112/2/30", None, None],
    [None, "H1", "112/8/1", None, None],
    ["A0005", "H1", None, None, "死亡"],
    ["A0006", "H1", "112/8/9", "112/8/1", None],
    ["A0007", "H1", "112/8/1", "已結案", None],
]
SKIPPED: list[list[Cell]] = [
    [None] * 5,
    ["", " ", "　", None, None],
    ["合計", None, None, None, 3],
    ["備註：以上", None, None, None, None],
]
KEPT = st.lists(st.sampled_from([*GOOD, *BAD, *SKIPPED]), max_size=12)


@given(KEPT)
@take_examples(40, shrinks=False)
def test_no_row_is_lost(rows: list[list[Cell]]) -> None:
    good, bad = sum(row in GOOD for row in rows), sum(row in BAD for row in rows)
    result = compute_sheets(make_sheet("美沙冬收案.csv", [ADMISSIONS, *rows]))
    assert count_rows(result, "methadone_admissions") == [(len(rows), good, bad, len(rows) - good - bad)]
    assert find_measure(result, "3.3").rejected == bad


POOL: list[Cell] = [
    None,
    "",
    "是",
    "否",
    "無",
    "113/1/5",
    "113/2/30",
    1130105,
    45296,
    "12",
    -1,
    1.5,
    True,
    "－",
    "A0001",
    "電訪",
    "3.2",
    "合計",
]


def is_blank(cell: Cell, column: Column) -> bool:
    """Whether a cell of the pool holds nothing: also by a missing mark, of which 無 is 否 in a column of flags."""
    return cell in (None, "", "－") or (cell == "無" and column.type is not ColumnType.FLAG)


@given(st.data())
@take_examples(60, shrinks=False)
def test_rows_read_are_accepted_rejected_or_skipped(data: st.DataObject) -> None:
    register = data.draw(st.sampled_from(get_plan().registers))
    width = len(register.columns)
    rows = data.draw(st.lists(st.lists(st.sampled_from(POOL), min_size=width, max_size=width), max_size=6))
    header = [column.name for column in register.columns]
    result = compute_sheets(make_sheet("a.xlsx", [header, *rows], register.title))
    ((total, accepted, rejected, skipped),) = count_rows(result, register.id)
    assert total == len(rows)
    assert accepted + rejected + skipped == total
    assert min(accepted, rejected, skipped) >= 0
    blank = sum(all(map(is_blank, row, register.columns)) for row in rows)
    footers = sum("合計" in row for row in rows)
    said = sum(issue.code in {"heading-skipped", "subtotal-skipped"} for issue in result.issues)
    assert blank <= skipped <= blank + footers + said
    assert all(measure.rejected <= rejected for measure in result.measures)


def summarise(measure: MeasureResult) -> tuple[object, ...]:
    excluded = sorted((own.reason, own.count) for own in measure.excluded)
    return measure.id, measure.status, measure.numerator, measure.denominator, measure.value, excluded, measure.rejected


CASES: list[list[Cell]] = [
    ["A0001", "112/1/5", "112/2/5", None, "低", None, "113/3/1"],
    ["A0001", "113/1/5", "113/2/5", "113/12/5", "高", "死亡", None],
    ["A0002", "113/1/5", "113/2/5", None, "中", "入監", None],
    ["A0003", "113/1/5", "113/2/5", "113/1/1", "中", None, None],
    ["A0004", "113/7/1", "113/7/1", None, "低", None, None],
    ["A0005", "113/13/1", None, None, None, None, None],
]
CONTACTS: list[list[Cell]] = [
    ["A0001", "113/1/9", "電訪"],
    ["A0001", "113/1/10", "家訪"],
    ["A0004", "113/7/1", "電訪"],
    ["A0004", "113/8/1", "面訪"],
    ["A0004", "113/9/31", "面訪"],
    ["A0009", "113/8/1", "書信"],
]
CASE_HEADER = ["個案編號", "開案日期", "初評完成日期", "結案日期", "需求等級", "無需轉介就業原因", "就業轉介日期"]


@given(st.permutations([*GOOD, *BAD, *SKIPPED]), st.permutations(CASES), st.permutations(CONTACTS))
@take_examples(25, shrinks=False)
def test_order_of_rows_changes_no_figure(
    admissions: list[list[Cell]], cases: list[list[Cell]], contacts: list[list[Cell]]
) -> None:
    def compute(one: list[list[Cell]], two: list[list[Cell]], three: list[list[Cell]]) -> list[tuple[object, ...]]:
        result = compute_sheets(
            make_sheet("美沙冬收案.csv", [ADMISSIONS, *one]),
            make_sheet("追蹤輔導個案.csv", [CASE_HEADER, *two]),
            make_sheet("追蹤輔導紀錄.csv", [["個案編號", "追輔日期", "追輔方式"], *three]),
        )
        counted = [(own.register, own.rows, own.accepted, own.rejected, own.skipped, own.warnings) for own in result.inputs]
        return [*map(summarise, result.measures), *counted]

    expected = compute([*GOOD, *BAD, *SKIPPED], CASES, CONTACTS)
    assert compute(admissions, cases, contacts) == expected
    figures = {row[0]: row[2:4] for row in expected}
    assert figures["3.3"] == (2, 3)  # A0001 and A0003 stay; A0002 died before 180 days, 註1 left
    assert figures["4.3.2"] == (4, 3)  # A0001, A0002 and A0004, whose contacts are two each of the first and the last
