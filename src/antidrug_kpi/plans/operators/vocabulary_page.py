"""The reference page of the operators (docs/vocabulary.md), from their tables and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from antidrug_kpi.plans.operators.operator_tables import (
    COLUMN_KINDS,
    Kind,
    OperatorTable,
    load_registers,
    load_tables,
    make_measure,
)
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.prose.markdown import escape_text, join_blocks, write_table
from antidrug_kpi.plans.prose.sentences import Words, say

MARK = "<!-- 由 antidrug-kpi plan vocabulary 依運算子的小表產生（make docs）；請改 plans/operators/*.yaml，不要改此檔。 -->"
HOW_TO_READ = (
    "規格以這些運算子寫成。每一個都列出寫法、`plan show` 怎麼說，以及小表：`→` 一欄的 T 是成立，F 是不成立；"
    "`→ 名稱` 一欄是衍生的值。"
    "小表由測試執行，與程式不符時測試不通過。",
    "小表的基準日是 113 年 6 月 30 日，計畫年度是 113。",
)
SECTIONS: tuple[tuple[Kind, str, str], ...] = (
    (
        "conditions",
        "條件",
        "用於 `rows`、`keep`、`exclude` 的 `when`、`numerator` 等處；一個條件只有一個運算子，以 `all`、`any`、`not` 組合。",
    ),
    ("derivations", "衍生欄位", "用於 `derive`：為每個對象加一欄或兩欄，其後的條件與加總都可以用。"),
)


def write_vocabulary() -> str:
    """The page in Markdown: how tables are read, the kinds of columns, the windows, and a section for each operator."""
    plan = load_registers()
    words = Words(plan)
    kinds = [(kind, "、".join(f"`{column_type.value}`" for column_type in types)) for kind, types in COLUMN_KINDS.items()]
    blocks = [MARK, "# 規格的詞彙", *HOW_TO_READ, write_table(("欄位", "registers.yaml 的型別"), kinds), *_list_windows(plan)]
    for kind, title, use in SECTIONS:
        blocks += [f"## {title}", use]
        for name, tables in groupby(load_tables(kind), key=lambda table: table.name):
            blocks.append(f"### `{name}`")
            for table in tables:
                blocks += _write_operator(kind, table, plan, words)
    return join_blocks(blocks)


def list_operators() -> list[str]:
    """The names of the operators, in the order of the page."""
    return list(dict.fromkeys(table.name for kind, _, _ in SECTIONS for table in load_tables(kind)))


def _list_windows(plan: Plan) -> Iterator[str]:
    yield write_table(("小表的期間", "意義"), [(f"`{name}`", escape_text(window.text)) for name, window in plan.windows.items()])


def _write_operator(kind: Kind, table: OperatorTable, plan: Plan, words: Words) -> Iterator[str]:
    population = make_measure(kind, table).population
    part = population.numerator if kind == "conditions" else population.derive[0]
    yield escape_text(table.meaning)
    yield f"```yaml\n{_write_yaml(kind, table)}\n```"
    takes = "；".join(f"`{path}` {kind}欄位" for path, kind in table.takes.items())
    yield f"- **說法**：{escape_text(say(part, words))}\n- **欄位**：{takes}"
    for register, rows in table.tables.items():
        yield f"「{plan.find_register(register).title}」（`{register}`）：\n\n```text\n{rows.rstrip()}\n```"


def _write_yaml(kind: Kind, table: OperatorTable) -> str:
    """The operator as a spec has it, within its population where that must say more."""
    if not table.subjects:
        return _write_flow(table.written)
    place = {"numerator": table.written} if kind == "conditions" else {"derive": [table.written]}
    return "\n".join(f"{key}: {_write_flow(value)}" for key, value in {**table.subjects, **place}.items())


def _write_flow(value: Any) -> str:
    """A value of YAML on one line, the way the specs are written."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_write_flow(part)}" for key, part in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(_write_flow, value)) + "]"
        case bool():
            return json.dumps(value)
        case _:
            return str(value)
