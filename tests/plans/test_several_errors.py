"""Errors that belong to no single field: syntax, several at once, and what is not there at all."""

from pathlib import Path

import pytest

from antidrug_kpi.errors import SpecError, UsageError
from antidrug_kpi.plans.loading.folders import list_plan_ids
from antidrug_kpi.plans.loading.loader import load_plan

from .small import FILES, find_line, replace_once, write_plan

PLAN, REGISTERS, FIRST, SECOND = FILES


def list_problems(specs: Path, plan: str = "demo") -> list[str]:
    with pytest.raises(SpecError) as caught:
        load_plan(plan, (specs,))
    return caught.value.problems


def test_syntax_error_names_the_line(tmp_path: Path) -> None:
    broken = replace_once(FILES[SECOND], "each: [個案編號]", "each: [個案編號")
    (problem,) = list_problems(write_plan(tmp_path, files={**FILES, SECOND: broken}))
    line = find_line(broken, "numerator:")
    assert problem == f"demo/{SECOND} 第 {line} 行：YAML 語法有誤；請檢查縮排、冒號與引號"


def test_file_in_another_encoding(tmp_path: Path) -> None:
    write_plan(tmp_path)
    (tmp_path / "demo" / SECOND).write_bytes(FILES[SECOND].encode("cp950"))
    assert f"demo/{SECOND}：無法讀取，應為 UTF-8 編碼的 YAML 檔；請確認檔案存在且可讀" in list_problems(tmp_path)


def test_empty_plan_file(tmp_path: Path) -> None:
    (problem,) = list_problems(write_plan(tmp_path, files={**FILES, PLAN: ""}))
    assert problem == "demo/plan.yaml：應為鍵與值，內容是空的或為清單"


def test_errors_of_several_files_come_together(tmp_path: Path) -> None:
    first = replace_once(FILES[FIRST], "within: period", "within: preiod").replace("is: 高}", "is: 最高}")
    second = replace_once(FILES[SECOND], "each: [個案編號]", "each: [編號]")
    registers = replace_once(FILES[REGISTERS], "unique: [[個案編號]]", "unique: [[案號]]")
    problems = list_problems(write_plan(tmp_path, files={**FILES, FIRST: first, SECOND: second, REGISTERS: registers}))
    starts = [
        f"demo/{REGISTERS} 第 {find_line(registers, 'unique')} 行：沒有欄位「案號」",
        f"demo/{FIRST} 第 {find_line(first, 'preiod')} 行：沒有期間「preiod」",
        f"demo/{FIRST} 第 {find_line(first, '最高')} 行：沒有類別值「最高」",
        f"demo/{SECOND} 第 {find_line(second, 'each')} 行：沒有欄位「編號」",
    ]
    assert len(problems) == len(starts)
    assert all(problem.startswith(start) for problem, start in zip(problems, starts, strict=True)), problems


def test_missing_keys_and_wrong_values_come_together(tmp_path: Path) -> None:
    first = replace_once(FILES[FIRST], "group: 1", "group: one").replace("value: 60", "value: sixty")
    second = replace_once(FILES[SECOND], "    subject: 人\n", "")
    problems = list_problems(write_plan(tmp_path, files={**FILES, FIRST: first, SECOND: second}))
    assert problems == [
        f"demo/{FIRST} 第 3 行：「group」應為整數，讀到「one」；請改正",
        f"demo/{FIRST} 第 {find_line(first, 'sixty')} 行：「value」應為數字，讀到「sixty」；請改正",
        f"demo/{SECOND} 第 8 行：缺少必要的鍵「subject」；請補上",
    ]


def test_repeated_measure_is_named_at_both_places(tmp_path: Path) -> None:
    second = replace_once(FILES[SECOND], '  - id: "1.2"', '  - id: "1.1"')
    problems = list_problems(write_plan(tmp_path, files={**FILES, SECOND: second}))
    assert problems == [
        f"demo/{FIRST} 第 8 行：id「1.1」已用過；每個 id 只能用一次，請改名",
        f"demo/{SECOND} 第 8 行：id「1.1」已用過；每個 id 只能用一次，請改名",
    ]


def test_repeated_indicator(tmp_path: Path) -> None:
    second = FILES[SECOND].replace('id: "1.2"\nlabel', 'id: "1.1"\nlabel')
    (problem,) = list_problems(write_plan(tmp_path, files={**FILES, SECOND: second}))
    assert problem == f"demo/{SECOND} 第 1 行：id「1.1」已用過；每個 id 只能用一次，請改名"


def test_repeated_register(tmp_path: Path) -> None:
    registers = replace_once(FILES[REGISTERS], "- id: visits", "- id: admissions")
    problems = list_problems(write_plan(tmp_path, files={**FILES, REGISTERS: registers}))
    line = len(FILES[REGISTERS].split("- id: visits", maxsplit=1)[0].splitlines()) + 1
    assert f"demo/{REGISTERS} 第 {line} 行：id「admissions」已用過；每個 id 只能用一次，請改名" in problems


def test_unknown_plan_names_those_that_exist(tmp_path: Path) -> None:
    write_plan(tmp_path)
    assert list_plan_ids((tmp_path,)) == ("demo", *list_plan_ids())
    with pytest.raises(
        UsageError, match=r"找不到計畫「demos」，最接近的是「demo」；可用的計畫：demo、.*mohw-113.*或以 --specs 指定規格資料夾"
    ):
        load_plan("demos", (tmp_path,))
