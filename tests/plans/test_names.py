"""Every name that an office may write leads to one register, column or value; a plan in which one leads to two is refused."""

from pathlib import Path

import pytest

from antidrug_kpi.errors import SpecError
from antidrug_kpi.plans.loading.loader import load_plan

from .small import FILES, replace_once, write_plan

REGISTERS = "registers.yaml"

SHARED = {
    "two registers of one title": ("title: 訪視", "title: 收 案", "清冊「收 案」與「收案」都叫「收 案」"),
    "an alias that is another's title": (
        "title: 訪視",
        "title: 訪視\n  aliases: [收　案]",
        "清冊「訪視」與「收案」都叫「收　案」",
    ),
    "two columns of one alias": (
        "{name: 結案日期, type: date}",
        "{name: 結案日期, type: date, aliases: [收案日期]}",
        "欄位「結案日期」與「收案日期」都叫「收案日期」",
    ),
    "two values of one alias": (
        "values: [低, 中, 高]",
        "values: [低, {name: 中, aliases: [Ａ]}, {name: 高, aliases: [A]}]",
        "類別值「高」與「中」都叫「A」",
    ),
}


@pytest.mark.parametrize("what", SHARED)
def test_a_name_of_two_things_is_refused(tmp_path: Path, what: str) -> None:
    old, new, words = SHARED[what]
    registers = replace_once(FILES[REGISTERS], old, new)
    line = next(number for number, text in enumerate(registers.splitlines(), 1) if new.splitlines()[0] in text)
    line -= new.startswith("title")  # a register's place is where it begins, with its id
    write_plan(tmp_path, files={**FILES, REGISTERS: registers})
    with pytest.raises(SpecError) as caught:
        load_plan("demo", (tmp_path,))
    name = words.rpartition("叫")[2]
    sentence = f"{words}，清冊裡寫{name}時無法分辨；請改名或刪去其一的別名"
    assert caught.value.problems == [f"demo/{REGISTERS} 第 {line} 行：{sentence}"]
