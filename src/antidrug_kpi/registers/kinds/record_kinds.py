"""The catalogue of issues about rows that repeat each other, look like totals or notes, or were passed over."""

from __future__ import annotations

from antidrug_kpi.issues import IssueKind, Level

ROW_DUPLICATE = IssueKind(
    "row-duplicate",
    Level.WARNING,
    "與{first}完全相同；兩列都列計，請確認是否重複登錄",
    "兩列完全相同",
    example={"first": "第 12 列"},
)
KEY_REPEATED = IssueKind(
    "key-repeated",
    Level.WARNING,
    "{columns}「{value}」與{first}相同；請確認是否重複登錄",
    "編號重複",
    explanation="同一天收案兩次也以此說明。",
    example={"columns": "個案編號＋新收日期", "value": "…001", "first": "第 12 列"},
)
TOTAL_SUSPECTED = IssueKind(
    "total-suspected",
    Level.WARNING,
    "「{name}」像是合計或小計，照樣當作一筆列計；如果是，請從清冊刪去",
    "像是合計的一筆",
    explanation="清冊最下方以合計、總計或小計開頭的列會略過；前面另有組別等內容，或名稱只是以合計、平均、全部等結尾的列分辨不出，因此列計並說明。",
    example={"name": "全市合計"},
)
FOOTER_SUSPECTED = IssueKind(
    "footer-suspected",
    Level.WARNING,
    "「{value}」與其他各列的「{column}」寫法不同，像是註記或簽章，照樣當作一筆列計；如果是，請從清冊刪去",
    "像是註記或簽章的一筆",
    explanation="清冊最後 10 筆之中，寫法與其他各列都不同（有冒號，或是文字而其他各列都是編號）且幾乎沒有其他內容者。",
    example={"value": "校長", "column": "學校代碼"},
)
ROWS_PASSED_OVER = IssueKind(
    "rows-passed-over",
    Level.WARNING,
    "有 {count} 列（第 {rows} 列）只在不使用的欄位「{columns}」有內容，未讀取；如果是漏填，請補填清冊的欄位",
    "只有不使用的欄位有內容的列",
    explanation="預先編好的序號，以及大部分的列都相同的內容，不算有內容。",
    example={"count": "2", "rows": "12–13", "columns": "姓名"},
)
