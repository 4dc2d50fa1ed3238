"""The catalogue of issues about a whole column: what its header changes, and what all of its cells show together."""

from __future__ import annotations

from antidrug_kpi.issues import IssueKind, Level

COLUMN_CHANGED = IssueKind(
    "column-changed",
    Level.QUESTION,
    "「{value}」的「{what}」可能改變了意義，未當作「{column}」讀取；確是此欄的，請改為正式欄名，或以對應檔指明（--mapping）",
    "欄名的附註改變了意義",
    explanation="單位（元、人、小時、％）、必填、日期的寫法之類的附註略去不看；千元、分鐘、預定、前一年之類的附註使它成為另一個欄位。"
    "讀取此欄的衡量項目因而缺欄位，無法計算。",
    example={"value": "自籌金額(千元)", "what": "千元", "column": "自籌金額"},
    why="沒有讀取的欄位使衡量項目資料未備，結束狀態已是 3；這裡只問是不是同一欄。",
    is_always_said=True,
)
DAYS_SHORT = IssueKind(
    "days-short",
    Level.FILE,
    "{total} 個日期中有 {same} 個的時刻都是 {time}，可能換算過時區而少一天；請對照原系統，確有此事請以不含時刻的日期重新匯出",
    "日期可能都少一天",
    explanation="一欄的日期十分之九以上帶有同一個不尋常的時刻（16:00 前後、夜間，或帶秒數，如 16:00:00、23:59:17）時說明。"
    "時刻本身略去，日期照所寫的採計；00:00、白天整分的時刻（如開課時間 09:00）不在此限。",
    example={"total": "120", "same": "118", "time": "16:00:00"},
    why="整欄的日期可能都錯，期間內外與天數都會改變。",
)
PERCENT_BELOW_ONE = IssueKind(
    "percent-below-one",
    Level.FILE,
    "{count} 個百分比都小於 1 又沒有百分號，讀作百分之零點幾；30% 請寫成 30 或 30%，不要寫 0.3",
    "百分比可能寫成小數",
    explanation="試算表以百分比格式顯示的 30%，有些程式匯出時只留下 0.3。全是 0 的欄位不在此限。",
    example={"count": "3"},
    why="整欄的百分比可能只有實際的百分之一，達成與否會因此顛倒。",
)
IDENTIFIER_MASKED = IssueKind(
    "identifier-masked",
    Level.FILE,
    "有 {count} 列的{what}遮蔽了一部分（如「{sample}」），不同的人會變成同一人；"
    "需要以此欄認人的衡量項目不計算，請改用完整的{what}",
    "編號經過遮蔽",
    explanation="A12***89、A1○○○89、A12OOO89、同上、保密之類。只算列數的衡量項目照樣計算。姓名遮蔽（王○明）而有兩列相同時，也視為遮蔽。",
    example={"count": "4", "what": "編號", "sample": "…*89"},
    why="遮蔽後相同的編號認不出是幾個人，人數與跨清冊的對應都不可靠。",
)
