"""The reference page of every issue (docs/issues.md), from the catalogues and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from antidrug_kpi.files import kinds as file_kinds
from antidrug_kpi.issues import Address, Issue, IssueKind, Level
from antidrug_kpi.plans.prose.markdown import escape_text, join_blocks, write_table
from antidrug_kpi.registers import kinds as register_kinds

KINDS = (*file_kinds.KINDS, *register_kinds.KINDS)
MARK = "<!-- 由 antidrug-kpi plan issues 依程式的訊息目錄產生（make docs）；請改 kinds.py，不要改此檔。 -->"
EFFECTS = {
    Level.FILE: "有檔案、工作表或欄位沒有讀取，或整體的數字可能有誤；計算視為不完整（結束狀態 3）。",
    Level.FAULT: "讀取該儲存格的衡量項目剔退這一列（結束狀態 3），其他衡量項目不受這一格影響。",
    Level.QUESTION: "沒有列因此剔退，結束狀態不變；只有機關知道是不是，請看過後確認。",
    Level.WARNING: "沒有列因此剔退，結束狀態不變；請確認是否登錄有誤。",
    Level.NOTE: "說明程式怎麼讀，結束狀態不變，通常不必處理。",
}
PLACEHOLDERS = {
    "act": "建議的做法",
    "advice": "建議的做法",
    "again": "再次開始之日",
    "byte": "位元組",
    "candidates": "可能的清冊",
    "cells": "格數",
    "closed": "結束日期欄",
    "column": "欄名",
    "columns": "欄",
    "count": "份數",
    "day": "日期",
    "earlier": "應較早的欄",
    "earlier_day": "應較早的日期",
    "entries": "對應檔的各組",
    "fields": "欄數",
    "first": "先出現的位置",
    "found": "讀到的年度",
    "header": "欄名",
    "headers": "標題的欄數",
    "kind": "實際的檔案類型",
    "later": "應較晚的欄",
    "later_day": "應較晚的日期",
    "limit": "上限",
    "line": "行號",
    "looks": "看起來的檔案類型",
    "mapping": "對應檔",
    "measures": "衡量項目",
    "method": "加密方式",
    "name": "名稱",
    "near": "最接近者",
    "of": "認人的欄",
    "opened": "開始日期欄",
    "parent": "所屬的清冊",
    "part": "檔內的成員",
    "pattern": "樣式",
    "places": "各份的位置",
    "read": "讀作何日",
    "ratio": "倍數",
    "reason": "原因",
    "register": "清冊",
    "rows": "列數",
    "sample": "遮蔽的樣子",
    "second": "後出現的位置",
    "share": "都或幾乎都",
    "side": "早於或晚於何年",
    "size": "大小",
    "state": "何時結束",
    "same": "相同者數",
    "suffix": "副檔名",
    "time": "時刻",
    "total": "日期數",
    "tried": "試過的編碼",
    "until": "期間的末日",
    "value": "內容",
    "wanted": "應有者",
    "what": "種類",
    "why": "來源所定",
    "word": "其中的字",
}
HOW_TO_READ = (
    "`antidrug-kpi check` 列出的每一則訊息都有等級、位置與代碼。代碼不會更改，可供引用。位置依序為檔案、工作表、列與欄名；"
    "列是試算表左側的列號，分隔檔則為該筆的第一行。",
    "訊息先說情形，分號之後說怎麼處理；〈〉之處由個別訊息填入，如例所示。個人編號只顯示末三碼，除非加上 `--show-ids`。",
)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def write_catalogue() -> str:
    """The page: how a message is read, a table of all codes, and a section for each code, by levels."""
    blocks = [
        MARK,
        "# 檢核訊息",
        *HOW_TO_READ,
        write_table(("等級", "意義"), [(level.value, EFFECTS[level]) for level in Level]),
        write_table(("代碼", "等級", "情形"), [_list_cells(kind) for level in Level for kind in _select(level)]),
    ]
    for level in Level:
        blocks.append(f"## {level.value}")
        for kind in _select(level):
            blocks += _write_kind(kind)
    return join_blocks(blocks)


def _select(level: Level) -> list[IssueKind]:
    return [kind for kind in KINDS if kind.level is level]


def _list_cells(kind: IssueKind) -> tuple[str, str, str]:
    return f"[`{kind.code}`](#{kind.code})", kind.level.value, escape_text(kind.outline)


def _write_kind(kind: IssueKind) -> Iterator[str]:
    yield f'### <a id="{kind.code}"></a>`{kind.code}` {escape_text(kind.outline)}'
    lines = [("訊息", say_template(kind))]
    if kind.example:
        lines.append(("例", say_example(kind)))
    if kind.explanation:
        lines.append(("說明", kind.explanation))
    if kind.why:
        lines.append(("等級理由", kind.why))
    yield "\n".join(f"- **{label}**：{escape_text(text)}" for label, text in lines)


def say_template(kind: IssueKind) -> str:
    """The sentence with what stands in its places in words: 「〈內容〉」〈原因〉."""
    return _PLACEHOLDER.sub(lambda found: f"〈{PLACEHOLDERS[found[1]]}〉", kind.template)


def say_example(kind: IssueKind) -> str:
    """The sentence as an office may meet it."""
    facts = {name: fact for name, fact in kind.example.items() if name != "value"}
    return Issue(kind, Address(""), tuple(facts.items()), kind.example.get("value")).write_message()
