"""How a column of the template takes what is typed: number format, check on entry, and the words that explain it.

Everything but counts and money is kept as text. A spreadsheet that is free to guess makes 1999 of the ROC year 99, this year's
date of 1/5, 4.1 of the code 4.10, and drops the zeros before a number; as text each stays what was typed, and is read so. Every
check only warns, because aliases (V, ○, 無) and other forms of a value are read as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation

from antidrug_kpi.forms.template.template_sheets import TemplateColumn
from antidrug_kpi.plans.register_specs import ColumnType
from antidrug_kpi.registers.cells.dates import DATE_FORMS, MONTH_FORMS

TEXT_FORMAT = "@"
NUMBER_FORMATS: Mapping[ColumnType, str] = {
    ColumnType.COUNT: "#,##0",
    ColumnType.MONEY: "#,##0",
    ColumnType.YEAR: "0",
    ColumnType.NUMBER: "General",
    # No percent format: a 20 typed under one is 20 % in one program and 2000 % in another.
    ColumnType.PERCENT: "General",
}
# The shortest date is 99/1/5 and the shortest month 99/1: what is shorter (1/5, 101) can only be guessed at.
_TESTS: Mapping[ColumnType, Mapping[str, Any]] = {
    ColumnType.DATE: {"type": "textLength", "operator": "greaterThanOrEqual", "formula1": "6"},
    ColumnType.MONTH: {"type": "textLength", "operator": "greaterThanOrEqual", "formula1": "4"},
    ColumnType.YEAR: {"type": "whole", "operator": "between", "formula1": "1", "formula2": "2111"},
    ColumnType.COUNT: {"type": "whole", "operator": "greaterThanOrEqual", "formula1": "0"},
    ColumnType.MONEY: {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "0"},
    ColumnType.NUMBER: {"type": "decimal", "operator": "between", "formula1": "-1000000000", "formula2": "1000000000"},
    ColumnType.PERCENT: {"type": "decimal", "operator": "between", "formula1": "-1000000000", "formula2": "1000000000"},
}
_WORDS: Mapping[ColumnType, str] = {
    ColumnType.IDENTIFIER: "編號：照原樣填，開頭的 0 與長號碼都會保留",
    ColumnType.NAME: "名稱：同一名稱請用同一寫法",
    ColumnType.TEXT: "文字",
    ColumnType.CATEGORY: "類別：由下拉選單選取",
    ColumnType.FLAG: "是 或 否，由下拉選單選取；不清楚者留空",
    ColumnType.DATE: f"日期：{DATE_FORMS}；年月日都要填",
    ColumnType.MONTH: f"年月：{MONTH_FORMS}",
    ColumnType.YEAR: "年度：113（民國）或 2024（西元）",
    ColumnType.COUNT: "數量：0 以上的整數",
    ColumnType.NUMBER: "數字：可有小數",
    ColumnType.MONEY: "金額：0 以上的數字",
    ColumnType.PERCENT: "百分比：20% 填 20",
    ColumnType.CODE: "指標代碼：由下拉選單選取；各代碼可填的內容見「填表說明」",
}
# A spreadsheet takes no longer list in the check itself, and no longer words in its messages.
LONGEST_LIST, LONGEST_PROMPT, LONGEST_ERROR = 255, 255, 225


def choose_format(column: TemplateColumn) -> str:
    """The number format of the column."""
    return NUMBER_FORMATS.get(column.spec.type, TEXT_FORMAT)


def needs_range(column: TemplateColumn) -> bool:
    """Whether the choices are too long for the check itself, or hold what would cut them, and must stand in cells."""
    return len(",".join(column.choices)) > LONGEST_LIST or any("," in choice or '"' in choice for choice in column.choices)


def make_check(column: TemplateColumn, choices_range: str | None) -> DataValidation | None:
    """The check on entry: a drop-down, or a test on the number or the length; none where anything may be typed.

    `choices_range` names the cells that hold the choices, where these need some.
    """
    if column.choices:
        source = choices_range or f'"{",".join(column.choices)}"'
        terms: Mapping[str, Any] = {"type": "list", "formula1": source}
    elif column.spec.type in _TESTS:
        terms = _TESTS[column.spec.type]
    else:
        return None
    words = _say_type(column)
    return DataValidation(
        **terms,
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        errorTitle=column.spec.name[:32],
        error=f"{words}。若確定無誤，可以保留。"[:LONGEST_ERROR],
        showInputMessage=True,
        promptTitle=column.spec.name[:32],
        prompt=words[:LONGEST_PROMPT],
    )


def _say_type(column: TemplateColumn) -> str:
    """What to type; a flag may have a further answer."""
    if column.spec.type is ColumnType.FLAG and column.spec.values:
        *others, last = column.choices
        return f"{'、'.join(others)} 或 {last}，由下拉選單選取；不清楚者留空"
    return _WORDS[column.spec.type]


def explain_column(column: TemplateColumn) -> Iterator[str]:
    """The lines of the header's note: required or not, what to type, what may be chosen, who reads it."""
    spec = column.spec
    yield "必填" if spec.required else "可空白"
    yield _say_type(column)
    if choose_format(column) == TEXT_FORMAT and not column.choices:
        yield "本欄為文字格式，所填即所存"
    if spec.type is ColumnType.CATEGORY:
        yield f"可填：{'、'.join(column.choices)}"
    aliases = [f"{alias}＝{value.name}" for value in spec.values for alias in value.aliases]
    if aliases:
        yield f"也認得：{'、'.join(aliases)}"
    if spec.several:
        yield "可填數個，以頓號（、）分開"
    if spec.note is not None:
        yield spec.note
    if spec.private:
        yield "可識別個人，請妥善保管"
    if column.is_for_duties:
        yield "供工作項目的統計與勾稽使用，不影響指標"
    else:
        yield f"使用本欄的指標：{'、'.join(column.readers)}" if column.readers else "沒有指標使用本欄"
