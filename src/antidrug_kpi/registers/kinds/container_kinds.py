"""The catalogue of issues about the tables of web pages, of which one may be a part of another."""

from __future__ import annotations

from antidrug_kpi.issues import IssueKind, Level

TABLE_HEADLESS = IssueKind(
    "table-headless",
    Level.FILE,
    "與前面「{register}」的表格同寬而沒有標題列，可能是同一份的下半部，未讀取；請把標題列補上，或合成一個表格後另存為 .xlsx",
    explanation="有些系統把標題列與資料分成兩個表格，或每頁一個表格而只在第一頁寫標題。",
    example={"register": "美沙冬收案"},
    why="可能漏讀資料，數字會因此不對。",
)
