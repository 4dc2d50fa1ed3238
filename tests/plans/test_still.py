"""What a plan says can still be done: a slip there is one error with the place, what is wrong, and what was probably meant."""

from pathlib import Path

import pytest

from antidrug_kpi.errors import SpecError
from antidrug_kpi.plans.loading.loader import load_plan

from .small import FILES, find_line, replace_once, write_plan

_, REGISTERS, FIRST, _ = FILES
LEVEL = "{name: 等級, type: category, values: [低, 中, 高]"
CLOSED = "{name: 結案日期, type: date"
COUNT = "{name: 次數, type: count"
VISITS = "  title: 訪視\n"

BROKEN = {
    "an unknown act": (COUNT, f"{COUNT}, still: mroe", "mroe", "「still」"),
    "an act that does not fit": (
        COUNT,
        f"{COUNT}, still: date",
        "次數",
        "欄位「次數」的型別是 count，不能寫 still: date；請換一個，或刪去 still",
    ),
    "until without a flag": (
        CLOSED,
        f"{CLOSED}, still: date, until: 收案日期",
        "until",
        "「until」只能與 still: flag 並用（欄位「結案日期」）；請加上，或刪去 until",
    ),
    "a category without its values": (
        LEVEL,
        f"{LEVEL}, still: flag, to: 高",
        "still: flag",
        "類別欄位「等級」仍可由哪個值變成哪個值，請以 from 與 to 寫出",
    ),
    "an unknown value": (LEVEL, f"{LEVEL}, still: flag, from: 低, to: 高高", "高高", "最接近的是「高」"),
    "an unknown day": (
        LEVEL,
        f"{LEVEL}, still: flag, from: 低, to: 高, until: 結案日",
        "結案日}",
        "最接近的是「結案日期」",
    ),
    "rows of an unknown column": (VISITS, f"{VISITS}  rows: {{of: 個案}}\n", "rows:", "最接近的是「個案編號」"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_slip_is_named_with_its_place(name: str, tmp_path: Path) -> None:
    old, new, at, sentence = BROKEN[name]
    files = {**FILES, REGISTERS: replace_once(FILES[REGISTERS], old, new)}
    with pytest.raises(SpecError) as caught:
        load_plan("demo", (write_plan(tmp_path, files=files),))
    [problem] = caught.value.problems
    assert problem.startswith(f"demo/{REGISTERS} 第 {find_line(files[REGISTERS], at)} 行：")
    assert sentence in problem


def test_only_rows_can_be_brought_in(tmp_path: Path) -> None:
    register = "    population:\n      register: admissions\n"
    files = {**FILES, FIRST: FILES[FIRST].replace(register, f"{register}      brings_in: true\n", 1)}
    files[FIRST] = files[FIRST].replace("brings_in: true\n", "brings_in: true\n      each: [個案編號]\n", 1)
    with pytest.raises(SpecError) as caught:
        load_plan("demo", (write_plan(tmp_path, files=files),))
    assert any("「brings_in」只能用在一列為一個對象" in problem for problem in caught.value.problems)
