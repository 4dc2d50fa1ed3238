"""What `compute` could not do is refused by `plan check`: one line that names file, line, field, what was expected, and the
nearest that fits. Each case breaks one thing in a plan that uses the whole vocabulary.
"""

from pathlib import Path

import pytest

from antidrug_kpi.plans.loading.loader import load_plan

from .small import FILES, find_line, replace_once, write_plan
from .test_broken_specs import list_problems
from .whole import RATES, WHOLE

PLAN, REGISTERS, FIRST, SECOND = FILES

# The file, the text in it, what stands there instead, words of the line that is named, and the sentence behind the place.
BROKEN = {
    "numerator that is always zero": (
        FIRST,
        "      numerator: {column: 等級, is: 高}\n",
        "",
        "    population:",
        "沒有 numerator、numerator_sum 或 added，分子永遠是 0；請補上其一",
    ),
    "counted and added up at once": (
        FIRST,
        "      numerator: {column: 等級, is: 高}\n",
        "      numerator: {column: 等級, is: 高}\n      numerator_sum: [次數]\n",
        "numerator_sum",
        "numerator 與 numerator_sum 只能擇一：前者計數，後者加總；請刪去其一",
    ),
    "denominator of dates": (
        RATES,
        "      denominator_sum: [補助]\n",
        "      denominator_sum: [備註]\n",
        "denominator_sum: [備註]",
        "「denominator_sum」應為數字欄位，「備註」的型別是 text，最接近的是「",
    ),
    "numerator of one column twice": (
        RATES,
        "      numerator_sum: [自籌]\n      denominator_sum: [補助]",
        "      numerator_sum: [自籌, 自籌]\n      denominator_sum: [補助]",
        "[自籌, 自籌]",
        "欄位「自籌」列了兩次；請刪去其一",
    ),
    "highest of no number": (
        RATES,
        "column: 下限}",
        "column: 縣市}",
        "column: 縣市}",
        "「column」應為數字欄位，「縣市」的型別是 name，最接近的是「",
    ),
    "highest of an unknown register": (
        RATES,
        "{register: money, column: 下限}",
        "{register: mony, column: 下限}",
        "mony",
        "沒有清冊「mony」",
    ),
    "part that is no figure": (
        RATES,
        "own: minuend.自籌,",
        "own: minuend.自籌款,",
        "parts: {own",
        "沒有可列出的數字「minuend.自籌款」，最接近的是「minuend.自籌」",
    ),
    "part in words that is none": (
        RATES,
        "part_texts: {own: 自籌}",
        "part_texts: {owns: 自籌}",
        "part_texts",
        "沒有parts「owns」",
    ),
    "part in an office's words that is none": (
        RATES,
        "    part_texts: {own: 自籌}",
        "    called: {parts: {owns: [自籌款]}}\n    part_texts: {own: 自籌}",
        "called",
        "沒有parts「owns」",
    ),
    "side with nothing": (
        RATES,
        "      highest: {register: money, column: 下限}\n",
        "",
        "subtrahend:",
        "差額的一邊應以 population 或 highest 擇一定義；請補上或刪去其一",
    ),
    "part of a prior ratio that is none": (
        RATES,
        "      prior: {numerator_sum: [自籌], denominator_sum: [補助], citation: 壹、四}",
        "      values: [{from: 2024-01-01, value: 1, citation: 壹、四}]",
        "parts: {prior",
        "「prior_numerator」要有 target 的 prior 才有值；請補上 prior，或刪去這一項",
    ),
    "prior ratio of evidence": (
        RATES,
        "        - {from: 2024-01-01, value: 1, citation: 壹、四, jurisdictions: [甲縣]}\n",
        "        - {from: 2024-01-01, value: 1, citation: 壹、四, jurisdictions: [甲縣]}\n"
        "      prior: {numerator_sum: [項目], denominator_sum: [項目], citation: 壹}\n",
        "prior: {numerator_sum: [項目]",
        "kind: evidence 的目標不能取自 prior；請改寫 values，或改用 kind: ratio",
    ),
    "target of a county that is none": (
        RATES,
        "jurisdictions: [甲縣]",
        "jurisdictions: [丙縣]",
        "jurisdictions: [丙縣]",
        "沒有縣市「丙縣」，最接近的是「",
    ),
    "measure of a county that is none": (
        RATES,
        "applies_to: [甲縣, 乙縣]",
        "applies_to: [甲縣, 丁縣]",
        "丁縣",
        "沒有縣市「丁縣」",
    ),
    "elements that differ and are none": (
        RATES,
        "differ: [對象, 內容]",
        "differ: [對象, 內文]",
        "differ:",
        "沒有要件「內文」，最接近的是「內容」",
    ),
    "question about an element that is none": (
        RATES,
        "        內容: {words",
        "        內涵: {words",
        "questioned:",
        "沒有要件「內涵」",
    ),
    "nothing that is missed without a denominator": (
        RATES,
        "      text: 1 項\n",
        "      text: 1 項\n      none_is_missed: 沒有項目\n",
        "none_is_missed",
        "只有 ratio 與 mean 有分母，才用得到 none_is_missed；請刪去",
    ),
    "figures that are no whole numbers": (
        PLAN,
        "value: 數值",
        "value: 金額",
        "value: 金額",
        "「value」應為整數欄位，「金額」的型別是 money，最接近的是「",
    ),
    "evidence under no code": (
        PLAN,
        "{register: proofs, code: 代碼,",
        "{register: proofs, code: 說明,",
        "code: 說明",
        "「code」應為指標代碼欄位，「說明」的型別是 text，最接近的是「",
    ),
    "category without values": (
        REGISTERS,
        "type: category, values: [電訪, 家訪]}",
        "type: category}",
        "name: 方式",
        "類別欄位「方式」沒有列出可用的值，任何內容都會被剔退；請補上 values，或改為 type: text",
    ),
    "values of a number": (
        REGISTERS,
        "{name: 補助, type: money}",
        "{name: 補助, type: money, values: [多]}",
        "name: 補助",
        "欄位「補助」的型別是 money，用不到 values；請刪去，或改為 type: category",
    ),
    "parent told by a date": (
        REGISTERS,
        "parents: [{column: 個案編號, register: admissions}]",
        "parents: [{column: 訪視日期, register: admissions, parent_column: 個案編號}]",
        "parents:",
        "欄位「訪視日期」不是編號、名稱或文字，不能在另一份清冊找同一個；請換一個欄位",
    ),
    "parent found in a date": (
        REGISTERS,
        "parents: [{column: 個案編號, register: admissions}]",
        "parents: [{column: 個案編號, register: admissions, parent_column: 收案日期}]",
        "parents:",
        "清冊「admissions」的欄位「收案日期」不是編號、名稱或文字，不能認出同一個；請換一個欄位",
    ),
    "example on a day that is none": (RATES, "as_of: 113-06-30", "as_of: 113-06-31", "as_of: 113-06-31", "「as_of」應為日期"),
    "example of a county that is none": (
        RATES,
        "jurisdiction: 甲縣\n",
        "jurisdiction: 丙縣\n",
        "jurisdiction: 丙縣",
        "沒有縣市「丙縣」",
    ),
    "example with a header twice": (
        RATES,
        "代碼 | 項目 | 要件 | 說明",
        "代碼 | 項目 | 要件 | 要件",
        "proofs: |",
        "標題「要件」寫了兩次；請刪去其一",
    ),
}


def test_the_whole_plan_is_valid(tmp_path: Path) -> None:
    plan = load_plan("demo", (write_plan(tmp_path, files=WHOLE),))
    assert len(plan.measures) == 9


@pytest.mark.parametrize("case", BROKEN)
def test_broken_reference(tmp_path: Path, case: str) -> None:
    file, old, new, at, sentence = BROKEN[case]
    files = {**WHOLE, file: replace_once(WHOLE[file], old, new)}
    problems = list_problems(write_plan(tmp_path, files=files))
    assert len(problems) == 1, problems
    assert problems[0].startswith(f"demo/{file} 第 {find_line(files[file], at.rstrip())} 行：{sentence}"), problems
