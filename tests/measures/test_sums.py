"""Columns that calculate: sums of columns, sums of rows elsewhere, scaled numbers; and counts, which have no denominator."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

from antidrug_kpi.errors import SpecError
from antidrug_kpi.files import FileReading, Sheet, number_rows
from antidrug_kpi.measures.compute import Computation, Terms, compute_measure
from antidrug_kpi.measures.results import Progress, Status
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.prose.explain import explain_measure
from antidrug_kpi.plans.reads.columns_read import find_columns_read
from antidrug_kpi.plans.windows import resolve_periods
from antidrug_kpi.registers.office_reading import read_registers

PLAN = """\
id: sums
title: 合計計畫
short_title: 合計
year: 113
document: 合計計畫
reports:
  final:
    text: 期末
    as_of: {month: 12, day: 31}
    form: {annex: 附件, heading: 情形, columns: [{role: indicator, text: 指標, width: 30}]}
windows:
  period: {text: 統計期間, span: {start: {month: 1, day: 1}, end: as_of}}
groups: {1: 一}
progress: {ahead_from_attainment: 110, ahead_up_to_limit_share: 90}
figures: {register: figures, code: 指標代碼, name: 項目, value: 數值, numerator: 分子, denominator: 分母}
"""
REGISTERS = """\
- id: counties
  title: 縣市
  columns:
    - {name: 縣市, type: name, required: true, key: true}
    - {name: 員額, type: count}
    - {name: 業務費, type: money}
    - {name: 人事費, type: money}
    - {name: 說明, type: text}
- id: items
  title: 細目
  columns:
    - {name: 縣市, type: name, required: true, key: true}
    - {name: 種類, type: category, values: [甲, 乙]}
    - {name: 件數, type: count}
    - {name: 金額, type: money}
- id: figures
  title: 填報數據
  columns:
    - {name: 指標代碼, type: code, required: true, key: true}
    - {name: 項目, type: name, required: true, key: true}
    - {name: 數值, type: count, required: true}
"""
INDICATOR = """\
id: "1"
label: 一
group: 1
title: 合計
citation: {document: 合計計畫, place: 一}
target_text: 無
measures:
  - id: "1"
    kind: count
    title: 合計
    formula: 合計
    unit: 個
    subject: 個
    numerator_text: 個數
"""
OTHER = "縣市 | 種類 | 件數 | 金額\n"


def make_plan(tmp_path: Path, measure: str, kind: str = "count") -> Plan:
    """A plan whose one measure goes on with these lines."""
    folder = tmp_path / "sums"
    (folder / "indicators").mkdir(parents=True)
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (folder / "registers.yaml").write_text(REGISTERS, encoding="utf-8")
    body = "".join(f"    {line}\n" for line in measure.strip().splitlines())
    (folder / "indicators" / "1.yaml").write_text(INDICATOR.replace("kind: count", f"kind: {kind}") + body, encoding="utf-8")
    return load_plan("sums", (tmp_path,))


def compute(plan: Plan, by: str | None = None, **tables: str) -> Computation:
    """The measure computed from small tables, by register id, and broken down by a column."""
    files = []
    for name, text in tables.items():
        rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
        sheet = Sheet(f"{plan.find_register(name).title}.csv", None, number_rows(rows), range(1, len(rows) + 1))
        files.append(FileReading(sheet.file, "", (sheet,), ()))
    registers = read_registers(files, plan).registers
    terms = Terms(plan, registers, resolve_periods(plan.windows, plan.reports, plan.year, "final"), by=by)
    return compute_measure(plan.indicators[0], plan.measures[0][1], terms)


def list_values(computation: Computation, name: str) -> list[object]:
    """A derived column of the population table."""
    values: list[object] = computation.tables[0].frame[name].tolist()
    return values


COUNTIES = """
縣市 | 員額 | 業務費 | 人事費 | 說明
甲縣 | 3    | 0.1    | 0.2    |
乙縣 |      | 10     |        |
丙縣 | 0    |        |        |
"""
ITEMS = """
縣市 | 種類 | 件數 | 金額
甲縣 | 甲   | 1    | 0.1
甲縣 | 甲   | 2    | 0.2
甲縣 | 乙   | 4    | 9
乙縣 | 乙   | 8    | 9
戊縣 | 甲   | 16   | 1
丙縣 | 甲   |      |
"""


def test_total_is_exact_and_a_blank_adds_nothing(tmp_path: Path) -> None:
    plan = make_plan(
        tmp_path,
        """
population:
  register: counties
  derive:
    - {name: 總額, total: [業務費, 人事費]}
    - {name: 差額, total: [總額], less: [人事費, 員額]}
  numerator: {column: 總額, equals: 0.3}
""",
    )
    computation = compute(plan, counties=COUNTIES)
    assert list_values(computation, "總額") == [Decimal("0.3"), Decimal(10), Decimal(0)]
    assert list_values(computation, "差額") == [Decimal("-2.9"), Decimal(10), Decimal(0)]
    assert computation.result.numerator == 1  # 0.1 + 0.2 is 0.3, which it is not in binary
    reads = find_columns_read(plan, plan.measures[0][1])
    assert reads == {"counties": frozenset({"縣市", "員額", "業務費", "人事費"})}


def test_total_of_a_subject_with_several_rows(tmp_path: Path) -> None:
    plan = make_plan(
        tmp_path,
        """
population:
  register: items
  each: [縣市]
  derive:
    - {name: 總數, total: [件數]}
    - {name: 三分之一, scaled: 總數, by: 1/3, rounded: half_up}
""",
    )
    computation = compute(plan, items=ITEMS)
    assert list_values(computation, "總數") == [7, 8, 16, 0]
    assert list_values(computation, "三分之一") == [2, 3, 5, 0]  # 2.33, 2.67, 5.33


@pytest.mark.parametrize(
    ("rows", "of", "expected"),
    [
        ("{register: items, on: 縣市}", "件數", [7, 8, 0]),
        ("{register: items, on: 縣市, where: {column: 種類, is: 甲}}", "件數", [3, 0, 0]),
        ("{register: items, on: 縣市, where: {column: 種類, is: 甲}}", "金額", [Decimal("0.3"), 0, 0]),
        ("{register: items}", "件數", [31, 31, 31]),
        ("{register: items, where: {column: 種類, is: 甲}}", "金額", [Decimal("1.3")] * 3),
    ],
)
def test_sum_of_related_rows(tmp_path: Path, rows: str, of: str, expected: list[object]) -> None:
    """The blank of 丙縣 adds nothing, and 戊縣, which 縣市 does not have, counts only where nothing need be equal."""
    measure = f"population:\n  register: counties\n  derive:\n    - {{name: 和, sum_related: {rows}, of: {of}}}"
    assert list_values(compute(make_plan(tmp_path, measure), counties=COUNTIES, items=ITEMS), "和") == expected


def test_sum_of_related_rows_that_are_none(tmp_path: Path) -> None:
    measure = "population:\n  register: counties\n  derive:\n    - {name: 和, sum_related: {register: items}, of: 件數}"
    assert list_values(compute(make_plan(tmp_path, measure), counties=COUNTIES, items=OTHER), "和") == [0, 0, 0]


@pytest.mark.parametrize(
    ("number", "by", "expected"),
    [
        (14, "1/30", 0),
        (15, "1/30", 1),
        (44, "1/30", 1),
        (45, "1/30", 2),
        (10, "5/100", 1),
        (9, "0.05", 0),
        (7, "1/7", 1),
        (10, "1", 10),
    ],
)
def test_scaled_number_is_rounded_half_up(tmp_path: Path, number: int, by: str, expected: int) -> None:
    measure = f"population:\n  register: counties\n  derive:\n    - {{name: 編制, scaled: 員額, by: {by}, rounded: half_up}}"
    computation = compute(make_plan(tmp_path, measure), counties=f"縣市 | 員額\n甲縣 | {number}\n乙縣 |\n")
    filled, blank = list_values(computation, "編制")
    assert (filled, type(filled)) == (expected, int)
    assert blank is pd.NA


def test_blank_scaled_number_equals_nothing(tmp_path: Path) -> None:
    plan = make_plan(
        tmp_path,
        """
population:
  register: counties
  derive:
    - {name: 編制, scaled: 員額, by: 1/3, rounded: half_up}
    - {name: 合計, total: [編制, 員額]}
  numerator: {column: 編制, at_most: {column: 員額}}
""",
    )
    computation = compute(plan, counties=COUNTIES)
    assert computation.result.numerator == 2
    assert list_values(computation, "合計") == [4, 0, 0]


def test_count_has_no_denominator(tmp_path: Path) -> None:
    plan = make_plan(
        tmp_path,
        """
target: {text: 至少 2, values: [{from: 2024-01-01, value: 2, citation: 一}]}
population:
  register: counties
  exclude: [{reason: 無業務費, when: {column: 業務費, present: false}}]
""",
    )
    result = compute(plan, counties=COUNTIES).result
    assert (result.numerator, result.denominator, result.value, result.status) == (2, None, Fraction(2), Status.MET)
    assert [(step.text, step.count) for step in result.waterfall][-2:] == [("排除：無業務費", 1), ("計數：個數", 2)]
    assert ("計數", "個數") in explain_measure(plan, plan.measures[0][1])


def test_what_is_added_to_the_numerator_is_no_exclusion(tmp_path: Path) -> None:
    """乙縣 is excluded; of the other two 甲縣 has a post, and the two items of 乙 stand in the numerator alone."""
    plan = make_plan(
        tmp_path,
        """
denominator_text: 縣市數
population:
  register: counties
  exclude: [{reason: 無員額, when: {column: 員額, present: false}}]
  numerator: {column: 員額, at_least: 1}
added: {register: items, rows: {column: 種類, is: 乙}}
breakdown: [{text: 無說明, when: {column: 說明, present: false}}]
""",
        "ratio",
    )
    result = compute(plan, counties=COUNTIES, items=ITEMS).result
    assert (result.numerator, result.denominator, result.subjects) == (3, 2, 3)
    assert [(exclusion.reason, exclusion.count) for exclusion in result.excluded] == [("無員額", 1)]
    assert [("－" * step.is_part + step.text, step.count) for step in result.waterfall] == [
        ("「縣市」資料列", 3),
        ("－剔退（儲存格有誤）", 0),
        ("－不在統計範圍", 0),
        ("統計對象", 3),
        ("另計入分子之資料列", 2),
        ("－排除：無員額", 1),
        ("分母：縣市數", 2),
        ("－未達：無說明", 1),  # 丙縣; 乙縣, which has none either, is excluded
        ("分子：個數", 3),
    ]


@pytest.mark.parametrize(
    ("by", "strata"),
    [
        ("種類", [("甲", 3), ("乙", 2), ("（空白）", 1)]),  # in the order of the column's values
        ("縣市", [("丙縣", 1), ("乙縣", 1), ("戊縣", 1), ("甲縣", 3)]),  # in that of their signs
        ("員額", []),
    ],
)
def test_strata_of_a_count_have_no_denominator(tmp_path: Path, by: str, strata: list[tuple[str, int]]) -> None:
    items = ITEMS.replace("丙縣 | 甲 ", "丙縣 |    ")
    result = compute(make_plan(tmp_path, "population: {register: items}"), by, items=items).result
    assert result.numerator == 6
    assert [(stratum.key, stratum.numerator, stratum.denominator, stratum.value) for stratum in result.strata] == [
        (key, count, None, Fraction(count)) for key, count in strata
    ]


def test_count_may_be_entered_by_hand(tmp_path: Path) -> None:
    plan = make_plan(tmp_path, "population: {register: counties}")
    header = "指標代碼 | 項目 | 數值\n"
    result = compute(plan, figures=header + "1 | 個數 | 7\n").result
    assert (result.numerator, result.denominator, result.value, result.source) == (7, None, Fraction(7), "figures")
    both = compute(plan, counties=COUNTIES, figures=header + "1 | 分子 | 7\n").result
    assert (both.numerator, both.source) == (3, "register")
    assert any("清冊為 3，「填報數據」為 7" in note for note in both.questions)
    assert compute(plan, figures=header).result.status is Status.NO_DATA


@pytest.mark.parametrize(
    ("comparator", "rows", "status", "shortfall", "progress"),
    [
        ("=", "甲縣 | 2 | 2", Status.MET, 0, Progress.ON_TRACK),
        ("=", "甲縣 | 2 | 3", Status.MISSED, 1, Progress.BEHIND),
        ("=", "甲縣 | 3 | 2", Status.MISSED, 1, Progress.BEHIND),
        ("=", "甲縣 | 2 | 2.001", Status.MISSED, 1, Progress.BEHIND),
        ("=", "", Status.NOT_APPLICABLE, None, None),
        ("<=", "", Status.NOT_APPLICABLE, None, None),
        (">=", "", Status.MET, 0, Progress.AHEAD),
    ],
)
def test_exact_target(
    tmp_path: Path, comparator: str, rows: str, status: Status, shortfall: int | None, progress: Progress | None
) -> None:
    """A limit or an exact target that nothing is held against is not met but not applicable."""
    plan = make_plan(
        tmp_path,
        f"""
target: {{text: 差額為 0, comparator: "{comparator}", values: [{{from: 2024-01-01, value: 0, citation: 一}}]}}
population:
  register: counties
  derive: [{{name: 差額, total: [員額], less: [業務費]}}]
  numerator_sum: [差額]
""",
    )
    result = compute(plan, counties=f"縣市 | 員額 | 業務費\n{rows}\n").result
    assert (result.status, result.shortfall, result.progress) == (status, shortfall, progress)


@pytest.mark.parametrize(
    ("derive", "sentence"),
    [
        ("{name: 和, total: [說明]}", "「total」應為數字欄位，「說明」的型別是 "),
        ("{name: 和, total: [員額], less: [員]}", "沒有數字欄位「員」，最接近的是「員額」"),
        ("{name: 和, scaled: 縣市, by: 1/2, rounded: half_up}", "「scaled」應為數字欄位，「縣市」的型別是 "),
        ("{name: 和, scaled: 員額, by: 1/0, rounded: half_up}", "「by」應為分數或小數，例如 1/30 或 0.05，讀到「1/0」；請改正"),
        ("{name: 和, scaled: 員額, by: 三分之一, rounded: half_up}", "「by」應為分數或小數"),
        ("{name: 和, sum_related: {register: itmes}, of: 件數}", "沒有清冊「itmes」，最接近的是「items」"),
        ("{name: 和, sum_related: {register: items, on: 員額}, of: 件數}", "「on」應為文字欄位，「員額」的型別是 "),
        ("{name: 和, sum_related: {register: items}, of: 種類}", "「of」應為數字欄位，「種類」的型別是 "),
        ("{name: 和, sum_related: {register: items, where: {column: 種類, is: 丙}}, of: 件數}", "沒有類別值「丙」"),
    ],
)
def test_a_sum_of_what_is_no_number_is_refused(tmp_path: Path, derive: str, sentence: str) -> None:
    with pytest.raises(SpecError) as caught:
        make_plan(tmp_path, f"population:\n  register: counties\n  derive:\n    - {derive}")
    assert len(caught.value.problems) == 1
    assert sentence in caught.value.problems[0]


def test_a_derived_column_is_known_only_to_those_behind_it(tmp_path: Path) -> None:
    derive = "derive: [{name: 一, total: [二]}, {name: 二, total: [員額]}]"
    with pytest.raises(SpecError, match="沒有數字欄位「二」"):
        make_plan(tmp_path, f"population:\n  register: counties\n  {derive}")


def test_a_count_has_no_sum_for_a_denominator(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="count 沒有分母"):
        make_plan(tmp_path, "population: {register: counties, denominator_sum: [員額]}")
