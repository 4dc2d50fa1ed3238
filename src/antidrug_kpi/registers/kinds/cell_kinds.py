"""The catalogue of issues about cells that cannot be read, are blank though required, or look wrong although they can be read."""

from __future__ import annotations

from antidrug_kpi.issues import IssueKind, Level

CELL_UNREADABLE = IssueKind(
    "cell-unreadable",
    Level.FAULT,
    "「{value}」{reason}",
    "儲存格的值無法辨認",
    explanation="讀取此欄的衡量項目剔退這一列，其他衡量項目照樣採計。訊息會說明應有的寫法。",
    example={"value": "113/2/30", "reason": "沒有這一天；請確認月份與日數"},
)
CELL_BLANK = IssueKind(
    "cell-blank",
    Level.FAULT,
    "必填欄位空白；請補填",
    explanation="讀取此欄的衡量項目剔退這一列。－、N/A、無資料等記號視同空白。",
)
DATES_REVERSED = IssueKind(
    "dates-reversed",
    Level.FAULT,
    "「{later}」{later_day} 早於「{earlier}」{earlier_day}；請更正其中之一",
    "起訖日期顛倒",
    explanation="兩格都視為有誤，因為只有填寫的機關知道錯的是哪一個。",
    example={"later": "結案日期", "later_day": "2023-12-31", "earlier": "開案日期", "earlier_day": "2024-02-06"},
)
BLANK_UNUSED = IssueKind(
    "blank-unused",
    Level.WARNING,
    "必填欄位空白（本計畫沒有衡量項目讀取此欄，不影響數字）",
    explanation="其他計畫可能讀取此欄，仍以補填為宜。",
)
CELL_UNUSED = IssueKind(
    "cell-unused",
    Level.WARNING,
    "「{value}」{reason}（本計畫沒有衡量項目讀取此欄，不影響數字）",
    "儲存格的值無法辨認（本計畫沒有衡量項目讀取此欄，不影響數字）",
    explanation="其他計畫可能讀取此欄，仍以更正為宜。",
    example={"value": "113/2/30", "reason": "沒有這一天；請確認月份與日數"},
)
BLANK_REJECTED = IssueKind(
    "blank-rejected",
    Level.FAULT,
    "衡量項目 {measures} 需要此欄，空白的列不予採計；請補填",
    explanation="這是衡量項目自己的規則：平常可以空白，在這些項目裡則不行。",
    example={"measures": "（代碼）"},
)
DATES_ODD = IssueKind(
    "dates-odd",
    Level.WARNING,
    "「{later}」{later_day} 早於「{earlier}」{earlier_day}；請確認（不影響數字）",
    "日期先後不合理",
    example={"later": "派案日期", "later_day": "2024-03-01", "earlier": "通報日期", "earlier_day": "2024-03-05"},
)
CHECK_DIGIT_WRONG = IssueKind(
    "check-digit-wrong",
    Level.WARNING,
    "「{value}」像身分證字號或統一證號，但檢查碼不符；請核對號碼（不影響數字）",
    "身分證字號或統一證號的檢查碼不符",
    explanation="只檢核個人編號欄中形式如身分證字號或新、舊式統一證號者；同一號碼只在最先出現處說明。"
    "訊息只顯示末三碼（除非加 --show-ids）；檢核結果.xlsx 是清冊的副本，照錄完整號碼。",
    example={"value": "…789"},
)
DIGITS_LOST = IssueKind(
    "digits-lost",
    Level.WARNING,
    "「{value}」{reason}，後面的數字已遺失，不同的編號可能變成相同；請改為文字格式後重新輸入",
    "編號後面的數字已遺失",
    explanation="試算表的數值只有 15 位有效數字，較長的編號存成數值後無法復原，要從原系統重新匯出為文字。",
    example={"value": "…000", "reason": "是超過 15 位的數值，試算表只保留前 15 位"},
)
DATE_FAR = IssueKind(
    "date-far",
    Level.WARNING,
    "讀作 {value}（民國 {found} 年），{side}，照樣採計；請確認年份，西元年應寫足四位數",
    "年份不合理",
    explanation="民國 60 年以前，或報告年度 2 年以後。24/1/5 讀作民國 24 年，不是西元 2024 年。",
    example={"value": "1935-01-05", "found": "24", "side": "早於民國 60 年"},
)
ELEMENT_UNKNOWN = IssueKind(
    "element-unknown",
    Level.WARNING,
    "「{value}」不是此指標的{what}，最接近的是「{near}」；未列計，請確認",
    "要件或項目的名稱不符",
    example={"value": "服務內客", "what": "要件", "near": "服務內容"},
)
FIGURE_CONTRADICTED = IssueKind(
    "figure-contradicted",
    Level.FAULT,
    "同一衡量項目的「{name}」填了不同的數值，各列均剔退；請只留正確的一列",
    example={"name": "分子"},
)
