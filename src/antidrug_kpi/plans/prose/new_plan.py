"""The file that a new plan starts from: what it builds on, what must be written anew, and examples in comments of each change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count

from antidrug_kpi import roc
from antidrug_kpi.plans.measure_specs import Measure, Target
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.register_specs import Column, ColumnType, Register

CUT = "# ── "  # begins each example, and is followed by the file that the lines below it are for
SAMPLE_CELLS = {
    ColumnType.FLAG: "是",
    ColumnType.COUNT: "1",
    ColumnType.NUMBER: "1",
    ColumnType.MONEY: "1",
    ColumnType.PERCENT: "1",
    ColumnType.IDENTIFIER: "A1",
}


def write_starting_plan(parent: Plan, plan_id: str, year: int) -> str:
    """The text of a plan.yaml that builds on `parent` for another ROC year."""
    title, short_title = (text.replace(str(parent.year), str(year)) for text in (parent.title, parent.short_title))
    lines = [
        f"# {year} 年度計畫，以 {parent.id} 為底：只寫有改變的部分，其餘（清冊、期間、指標、範例）一律沿用。",
        f"# 沿用的範例以原年度（{parent.year}）的日期與目標計算；指標改了算法時，請連同 examples 一併改寫。",
        "# 改寫後執行：antidrug-kpi plan check 資料夾、antidrug-kpi plan test 資料夾，",
        f"# 並以 antidrug-kpi plan diff {parent.id} 資料夾 核對改了什麼。",
        f"id: {_quote(plan_id)}",
        f"extends: {_quote(parent.id)}",
        f"year: {year}",
        f"title: {_quote(title)}",
        f"short_title: {_quote(short_title)}",
        "# 請填新計畫說明書的正式名稱與出版年月。",
        f"document: {_quote(f'（待填）{year} 年度計畫說明書')}",
        "",
        "# 以下是三種更動的範例。去掉行首的「# 」，放進所示的檔案，再改成需要的內容。",
        *_write_drop(parent),
        *_write_target(parent, year),
        *_write_indicator(parent, year),
    ]
    return "\n".join(lines) + "\n"


def _quote(text: str) -> str:
    """The text as YAML reads it back, whatever is in it."""
    return json.dumps(text, ensure_ascii=False)


def _write_drop(parent: Plan) -> list[str]:
    last = parent.indicators[-1]
    return ["", f"{CUT}plan.yaml", f"# # 刪去指標：{last.label} {last.title}", f"# drop: [{_quote(last.id)}]"]


def _write_target(parent: Plan, year: int) -> list[str]:
    """A target restated from the year on: earlier values stay, so that the inherited examples still hold."""
    found = next(_find_plain_targets(parent), None)
    if found is None:
        return []
    indicator, measure, target = found
    start = f"{roc.to_gregorian_year(year)}-01-01"
    kept = [value for value in target.values if value.from_.isoformat() < start]
    return [
        "",
        f"{CUT}{_name_file(indicator.id)}",
        f"# # 改目標值：{indicator.label} {_shorten(measure)}。舊的數值與起日一併列出，原年度的範例才能照舊成立。",
        f"# id: {_quote(indicator.id)}",
        f"# target_text: {_quote(indicator.target_text)}",
        "# measures:",
        f"#   - id: {_quote(measure.id)}",
        "#     target:",
        f"#       text: {_quote(target.text)}",
        "#       values:",
        *(f"#         - {{from: {dated.from_}, value: {dated.value}, citation: {_quote(dated.citation)}}}" for dated in kept),
        f"#         - {{from: {start}, value: {target.values[-1].value}, citation: {_quote(f'（待填）{year} 年度計畫說明書')}}}",
    ]


def _find_plain_targets(plan: Plan) -> Iterator[tuple[Indicator, Measure, Target]]:
    """Targets of one value that holds everywhere."""
    for indicator, measure in plan.measures:
        target = measure.target
        if target is not None and len(target.values) == 1 and not target.depends_on_jurisdiction:
            yield indicator, measure, target


def _shorten(measure: Measure) -> str:
    return measure.title if len(measure.title) <= 30 else measure.title[:29] + "…"


def _name_file(number: str) -> str:
    """indicators/1-02.yaml for 1.2, so that the files stand in the order of the indicators."""
    return f"indicators/{'-'.join(part.zfill(2) if place else part for place, part in enumerate(number.split('.')))}.yaml"


def _write_indicator(parent: Plan, year: int) -> list[str]:
    """A whole new indicator: a share of the rows of a register, with an example that holds."""
    found = next(((register, column) for register in parent.registers for column in register.columns if _can_ask(column)), None)
    if found is None:
        return []
    register, column = found
    group = max(parent.groups)
    number = _find_free_number(parent, group)
    headers, with_cell, without = _write_rows(register, column, year)
    return [
        "",
        f"{CUT}{_name_file(number)}",
        "# # 增列指標：每一個指標一個檔案。",
        f"# id: {_quote(number)}",
        '# label: "（待填序號）"',
        f"# group: {group}",
        '# title: "（待填名稱）"',
        f"# citation: {{document: {_quote(f'（待填）{year} 年度計畫說明書')}, place: （待填章節）}}",
        "# target_text: 60%以上",
        "# measures:",
        f"#   - id: {_quote(number)}",
        "#     kind: ratio",
        '#     title: "（待填名稱）"',
        f"#     formula: {_quote(f'「{register.title}」各列中，有填「{column.name}」者的比率')}",
        "#     subject: 件",
        "#     denominator_text: 件數",
        f"#     numerator_text: {_quote(f'有填「{column.name}」的件數')}",
        "#     target:",
        "#       text: 60%以上",
        "#       values:",
        f"#         - {{from: {roc.to_gregorian_year(year)}-01-01, value: 60, citation: （待填）}}",
        "#     population:",
        f"#       register: {register.id}",
        f"#       numerator: {{column: {_quote(column.name)}, present: true}}",
        "# interpretation:",
        "#   - （待填判讀說明）",
        "# examples:",
        "#   - title: 兩件中一件",
        "#     registers:",
        f"#       {register.id}: |",
        f"#         {headers} | → {number}",
        f"#         {with_cell} | 分子",
        f"#         {without} | 分母",
        "#     expect:",
        f'#       {_quote(number)}: {{numerator: 1, denominator: 2, value: "50.00", status: missed}}',
    ]


def _find_free_number(parent: Plan, group: int) -> str:
    taken = {name for indicator, measure in parent.measures for name in (indicator.id, measure.id)}
    first = sum(indicator.group == group for indicator in parent.indicators) + 1
    return next(number for number in (f"{group}.{place}" for place in count(first)) if number not in taken)


def _can_ask(column: Column) -> bool:
    return not column.required and not column.key and column.type in SAMPLE_CELLS


def _write_rows(register: Register, asked: Column, year: int) -> tuple[str, str, str]:
    """Headers, a row with the column filled and one without; columns that may not be blank are filled in both."""
    columns = [column for column in register.columns if column.required or column.key or column is asked]
    rows = [[column.name for column in columns]]
    for number in (1, 2):
        cells = [_write_cell(column, number, year) for column in columns]
        rows.append(["" if column is asked and number == 2 else cell for column, cell in zip(columns, cells, strict=True)])
    headers, with_cell, without = (" | ".join(row) for row in rows)
    return headers, with_cell, without


def _write_cell(column: Column, number: int, year: int) -> str:
    match column.type:
        case ColumnType.IDENTIFIER | ColumnType.NAME | ColumnType.TEXT:
            return f"A{number}"
        case ColumnType.CATEGORY:
            return column.values[0].name if column.values else "甲"
        case ColumnType.DATE:
            return f"{year}/1/{number}"
        case ColumnType.MONTH:
            return f"{year}/{number}"
        case ColumnType.YEAR:
            return str(year)
        case _:
            return SAMPLE_CELLS.get(column.type, "1")
