"""One thing broken in a valid plan: the one error names the file, the line, what is wrong and what was probably meant."""

from pathlib import Path

import pytest

from antidrug_kpi.errors import SpecError
from antidrug_kpi.plans.conditions import NODES, OPERATORS
from antidrug_kpi.plans.loading.loader import load_plan

from .small import FILES, find_line, replace_once, write_plan

PLAN, REGISTERS, FIRST, SECOND = FILES

# What is broken: the file, the text in it, what stands there instead; then words of the line that the error must name, and the
# whole sentence after the place.
BROKEN = {
    "unknown key of a measure": (
        FIRST,
        "    numerator_text: 高等級件數",
        "    numerator_txet: 高等級件數\n    numerator_text: 高等級件數",
        "numerator_txet",
        "不認得的鍵「numerator_txet」，最接近的是「numerator_text」；請改正拼字或刪去",
    ),
    "unknown key of a population": (
        FIRST,
        "      exclude:",
        "      exclud:",
        "exclud:",
        "不認得的鍵「exclud」，最接近的是「exclude」；請改正拼字或刪去",
    ),
    "unknown key of the plan": (
        PLAN,
        "year: 113",
        "year: 113\nrepports: {}",
        "repports",
        "不認得的鍵「repports」，最接近的是「reports」；請改正拼字或刪去",
    ),
    "unknown key of an indicator": (
        FIRST,
        "target_text: 60%以上",
        "target_text: 60%以上\ntargt_text: 60%",
        "targt_text",
        "不認得的鍵「targt_text」，最接近的是「target_text」；請改正拼字或刪去",
    ),
    "unknown key of a column": (
        REGISTERS,
        "{name: 次數, type: count}",
        "{name: 次數, type: count, alises: [件數]}",
        "alises",
        "不認得的鍵「alises」，最接近的是「aliases」；請改正拼字或刪去",
    ),
    "unknown key of related rows": (
        SECOND,
        "{register: visits, on: 個案編號}",
        "{register: visits, on: 個案編號, read: [訪視日期]}",
        "read:",
        "不認得的鍵「read」，最接近的是「reads」；請改正拼字或刪去",
    ),
    "unknown key of a window": (
        PLAN,
        "    text: 統計期間\n",
        "    text: 統計期間\n    by_reports: {}\n",
        "by_reports",
        "不認得的鍵「by_reports」，最接近的是「by_report」；請改正拼字或刪去",
    ),
    "duplicate key": (
        FIRST,
        "    subject: 件",
        "    subject: 件\n    subject: 人",
        "subject: 人",
        "「subject」重複出現；同一層每個鍵只能寫一次，請刪去其一",
    ),
    "unknown operator": (
        FIRST,
        "numerator: {column: 等級, is: 高}",
        "numerator: {column: 等級, iss: 高}",
        "iss:",
        f"對「等級」的判斷不認得（column、iss），應恰為其一：{'、'.join(OPERATORS)}",
    ),
    "no operator": (
        FIRST,
        "rows: {column: 收案日期, within: period}",
        "rows: {column: 收案日期}",
        "rows:",
        "對「收案日期」的判斷不認得（column），應恰為其一：is、",
    ),
    "no condition at all": (
        FIRST,
        "rows: {column: 收案日期, within: period}",
        "rows: {nto: {column: 收案日期, within: period}}",
        "nto",
        f"此處應為條件：column 加一個判斷，或 {'、'.join(NODES)} 之一；讀到「{{'nto':",
    ),
    "unknown kind of measure": (
        FIRST,
        "    kind: ratio",
        "    kind: ratoi",
        '- id: "1.1"',
        "「kind」應為 ratio、mean、",
    ),
    "unknown register": (
        FIRST,
        "      register: admissions",
        "      register: admission",
        "register: admission",
        "沒有清冊「admission」，最接近的是「admissions」；請改正名稱，或先加以定義",
    ),
    "unknown register of related rows": (
        SECOND,
        "register: visits",
        "register: visit",
        "exists:",
        "沒有清冊「visit」，最接近的是「visits」；請改正名稱，或先加以定義",
    ),
    "unknown parent register": (
        REGISTERS,
        "register: admissions",
        "register: admisions",
        "parents:",
        "沒有清冊「admisions」，最接近的是「admissions」；請改正名稱，或先加以定義",
    ),
    "unknown column": (
        FIRST,
        "rows: {column: 收案日期, within: period}",
        "rows: {column: 收案日, within: period}",
        "收案日,",
        "沒有欄位「收案日」，最接近的是「收案日期」；請改正名稱，或先加以定義",
    ),
    "unknown column of a subject": (
        SECOND,
        "each: [個案編號]",
        "each: [個案編碼]",
        "each:",
        "沒有欄位「個案編碼」，最接近的是「個案編號」；請改正名稱，或先加以定義",
    ),
    "unknown column of a unique key": (
        REGISTERS,
        "unique: [[個案編號]]",
        "unique: [[個案號]]",
        "unique:",
        "沒有欄位「個案號」，最接近的是「個案編號」；請改正名稱，或先加以定義",
    ),
    "unknown column of episodes": (
        REGISTERS,
        "  unique: [[個案編號]]\n",
        "  episodes: {of: 個案編號, opened: 收案日, closed: 結案日期}\n",
        "episodes:",
        "沒有欄位「收案日」，最接近的是「收案日期」；請改正名稱，或先加以定義",
    ),
    "episodes of a number": (
        REGISTERS,
        "  unique: [[個案編號]]\n",
        "  episodes: {of: 次數, opened: 收案日期, closed: 結案日期}\n",
        "episodes:",
        "欄位「次數」不是編號或名稱，不能認人；請換一個欄位",
    ),
    "episodes that end with a category": (
        REGISTERS,
        "  unique: [[個案編號]]\n",
        "  episodes: {of: 個案編號, opened: 收案日期, closed: 等級}\n",
        "episodes:",
        "欄位「等級」不是日期，不能比先後；請換一個欄位",
    ),
    "day held against a register without episodes": (
        REGISTERS,
        "register: admissions}]",
        "register: admissions, date: 訪視日期}]",
        "parents:",
        "清冊「admissions」沒有「個案編號」的起訖日（episodes），無法核對「訪視日期」；請加上 episodes，或刪去 date",
    ),
    "expected years of a category": (
        REGISTERS,
        "  unique: [[個案編號]]\n",
        "  expected: {column: 等級, windows: [period]}\n",
        "expected:",
        "欄位「等級」不是日期或年度，看不出年份；請換一個欄位",
    ),
    "unknown window of the expected years": (
        REGISTERS,
        "  unique: [[個案編號]]\n",
        "  expected: {column: 收案日期, windows: [preiod]}\n",
        "expected:",
        "沒有期間「preiod」，最接近的是「period」；請改正名稱，或先加以定義",
    ),
    "unknown window": (
        FIRST,
        "within: period",
        "within: preiod",
        "preiod",
        "沒有期間「preiod」，最接近的是「period」；請改正名稱，或先加以定義",
    ),
    "unknown category value": (
        FIRST,
        "is: 高",
        "is: 高級",
        "高級}",
        "沒有類別值「高級」，最接近的是「高」；請改正名稱，或先加以定義",
    ),
    "unknown category value of several": (
        FIRST,
        "is: 高",
        "in: [高, 底]",
        "底]",
        "沒有類別值「底」；請改正名稱，或先加以定義",
    ),
    "operator of dates on a category": (
        FIRST,
        "numerator: {column: 等級, is: 高}",
        "numerator: {column: 等級, within: period}",
        "等級, within",
        "欄位「等級」的型別是 category，不能用這個判斷；請換一個判斷或欄位",
    ),
    "operator of numbers on a date": (
        FIRST,
        "numerator: {column: 等級, is: 高}",
        "numerator: {column: 結案日期, at_least: 3}",
        "at_least",
        "欄位「結案日期」的型別是 date，不能用這個判斷；請換一個判斷或欄位",
    ),
    "share of a date": (
        FIRST,
        "numerator: {column: 等級, is: 高}",
        "numerator: {share: {of: 次數, over: 結案日期, at_least: 90}}",
        "share:",
        "「over」應為整數欄位，「結案日期」的型別是 date，最接近的是「次數」；請換一個欄位",
    ),
    "any_row without each": (
        FIRST,
        "numerator: {column: 等級, is: 高}",
        "numerator: {any_row: {column: 等級, is: 高}}",
        "any_row",
        "「any_row」只能用在以 each 歸併的對象；請直接寫條件，或加上 each",
    ),
    "missing key": (
        FIRST,
        "    formula: 期間內收案中屬高等級者\n",
        "",
        '- id: "1.1"',
        "缺少必要的鍵「formula」；請補上",
    ),
    "bad date of a target": (
        FIRST,
        "from: 2024-01-01",
        "from: 2024-13-01",
        "2024-13-01",
        "「from」應為日期（如 2024-01-01），讀到「2024-13-01」；請改正",
    ),
    "target that is no number": (
        FIRST,
        "value: 60",
        "value: 六十",
        "六十",
        "「value」應為數字，讀到「六十」；請改正",
    ),
    "unknown comparator": (
        FIRST,
        "      text: 60%以上",
        '      text: 60%以上\n      comparator: "=>"',
        "comparator",
        "「comparator」的值「=>」不在可用範圍，應為 '>='、'<='、'>'",
    ),
    "measures that are missing": (
        SECOND,
        FILES[SECOND][FILES[SECOND].index("measures:") :],
        "measures: []\n",
        "measures:",
        "「measures」應為至少一項的清單，讀到「[]」；請改正",
    ),
    "unknown group": (
        SECOND,
        "group: 1",
        "group: 2",
        "group: 2",
        "沒有分組「2」",
    ),
    "example of an unknown measure": (
        FIRST,
        '      "1.1": {numerator: 2',
        '      "1.9": {numerator: 2',
        '"1.9":',
        "沒有衡量項目「1.9」",
    ),
    "window with neither span nor reports": (
        PLAN,
        "    span: {start: {month: 1, day: 1}, end: as_of}\n",
        "",
        "period:",
        "期間應以 span 或 by_report 擇一定義",
    ),
    "month that does not exist": (
        PLAN,
        "as_of: {month: 12, day: 31}",
        "as_of: {month: twelve, day: 31}",
        "twelve",
        "「month」應為整數，讀到「twelve」；請改正",
    ),
}


def list_problems(specs: Path, plan: str = "demo") -> list[str]:
    with pytest.raises(SpecError) as caught:
        load_plan(plan, (specs,))
    assert str(caught.value) == "\n".join(caught.value.problems)
    return caught.value.problems


def test_small_plan_is_valid(tmp_path: Path) -> None:
    plan = load_plan("demo", (write_plan(tmp_path),))
    assert [(indicator.label, measure.id) for indicator, measure in plan.measures] == [("一(一)", "1.1"), ("一(二)", "1.2")]


@pytest.mark.parametrize("case", BROKEN)
def test_broken_spec(tmp_path: Path, case: str) -> None:
    file, old, new, at, sentence = BROKEN[case]
    files = {**FILES, file: replace_once(FILES[file], old, new)}
    problems = list_problems(write_plan(tmp_path, files=files))
    assert len(problems) == 1, problems
    assert problems[0].startswith(f"demo/{file} 第 {find_line(files[file], at)} 行：{sentence}"), problems
