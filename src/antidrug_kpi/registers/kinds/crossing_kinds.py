"""The catalogue of issues about records that contradict another register, or another record of the same person, or the year."""

from __future__ import annotations

from antidrug_kpi.issues import IssueKind, Level

PARENT_UNKNOWN = IssueKind(
    "parent-unknown",
    Level.WARNING,
    "「{value}」不在「{parent}」內；請確認編號",
    "編號不在所屬的清冊內",
    explanation="編號打錯，或所屬的清冊少了一列。",
    example={"value": "…001", "parent": "追蹤輔導個案"},
    why="各衡量項目依各自的規則計算，對不到的編號可能只是清冊分屬不同單位。",
)
BEFORE_OPENING = IssueKind(
    "before-opening",
    Level.WARNING,
    "「{value}」{read}早於「{parent}」的「{opened}」{day}，不因此剔退；請確認日期",
    "日期早於開案",
    explanation="同一個案可有數段，日期在任何一段之內（首末日均含）即可；有任何一段的起訖日看不懂時，不作此項檢核。"
    "有的衡量項目只計服務期間內的日期（4.3.1），有的每一筆都計（4.3.2），所以數字可能因此不同。",
    example={
        "value": "113/3/4",
        "read": "（讀作 2024-03-04）",
        "parent": "追蹤輔導個案",
        "opened": "開案日期",
        "day": "「113/3/5」（讀作 2024-03-05）",
    },
    why="開案前先行聯繫所在多有，是否登錄有誤只有機關知道。",
)
AFTER_CLOSING = IssueKind(
    "after-closing",
    Level.WARNING,
    "「{value}」{read}晚於「{parent}」的「{closed}」{day}{again}，不因此剔退；請確認日期",
    "日期晚於結案",
    explanation="比對的方式與對數字的影響，與早於開案者相同。",
    example={
        "value": "113/6/1",
        "read": "（讀作 2024-06-01）",
        "parent": "追蹤輔導個案",
        "closed": "結案日期",
        "day": "「113/5/31」（讀作 2024-05-31）",
        "again": "，早於再次的「開案日期」「113/8/1」（讀作 2024-08-01）",
    },
    why="結案後追蹤所在多有，是否登錄有誤只有機關知道。",
)
EPISODES_OVERLAP = IssueKind(
    "episodes-overlap",
    Level.WARNING,
    "「{value}」{read}開始時，同一「{of}」在{first}的一段{state}，不因此剔退；請確認各段的「{opened}」與「{closed}」",
    "同一人的起訖日重疊",
    explanation="前一段結案當日再次開案不算重疊；前一段漏填結案日期是最常見的原因。",
    example={
        "value": "113/3/1",
        "read": "（讀作 2024-03-01）",
        "of": "個案編號",
        "first": "第 12 列",
        "state": "尚未結束",
        "opened": "開案日期",
        "closed": "結案日期",
    },
    why="每一段都讀得懂，規則也都適用；哪一段的日期該改，只有機關知道。",
)
YEAR_LACKING = IssueKind(
    "year-lacking",
    Level.WARNING,
    "「{register}」{count} 筆裡{share} {found} 年的，這份報告要看到 {until}；請確認清冊是否少了後半，或放到別的年度的清冊",
    "缺期間最後一年的資料",
    explanation="期間跨年度（例如前一年 7 月至當年 6 月）而已經結束，清冊至少 20 筆，最後一年的不到二十分之一時說明。",
    example={"register": "美沙冬收案", "count": "120", "share": "沒有", "found": "113", "until": "2024-06-30"},
    why="各列的日期都讀得懂，期間的前半也有資料；後半沒有人收案並非不可能，但多半是去年的清冊，所以每次都說。",
    is_always_said=True,
)
OTHER_YEAR = IssueKind(
    "other-year",
    Level.WARNING,
    "「{register}」各列的年度{share}是 {found} 年，這份報告要的是 {wanted} 年；請確認是否放到別的年度的清冊",
    "年度與報告不同",
    explanation="清冊的日期每 20 筆至少有 19 筆不在計畫所看的年度時說明；年度以報告的期間為準，例如罰鍰案件看前一年度。",
    example={"register": "跨局處會議", "share": "都", "found": "112", "wanted": "113"},
    why="各列的日期都讀得懂，不在期間內的依規則不計；小的清冊也可能剛好如此，但可能放錯檔，所以每次都說。",
    is_always_said=True,
)
