"""The catalogue of issues about cells that cannot be read, are blank though required, or look wrong although they can be read."""

from __future__ import annotations

from antidrug_kpi.issues import IssueKind, Level

CELL_UNREADABLE = IssueKind(
    "cell-unreadable",
    Level.FAULT,
    "「{value}」{reason}",
    "儲存格的值無法辨認",
    explanation="讀取此欄的衡量項目剔退這一列，其他衡量項目不受這一格影響。訊息會說明應有的寫法。",
    example={"value": "113/2/30", "reason": "沒有這一天；請確認月份與日數"},
    why="不猜內容，讀取這一格的衡量項目就少了這一列。",
)
CELL_BLANK = IssueKind(
    "cell-blank",
    Level.FAULT,
    "必填欄位空白；請補填",
    explanation="讀取此欄的衡量項目剔退這一列。－、N/A、無資料等記號視同空白。",
    why="沒有這一格就無法判斷這一列算不算，所以剔退。",
)
DATES_REVERSED = IssueKind(
    "dates-reversed",
    Level.FAULT,
    "「{later}」的{later_day}早於「{earlier}」的{earlier_day}；請更正其中之一",
    "起訖日期顛倒",
    explanation="兩格都視為有誤，因為只有填寫的機關知道錯的是哪一個；讀取任一格的衡量項目剔退這一列。",
    example={
        "later": "結案日期",
        "later_day": "「112/12/31」（讀作 2023-12-31）",
        "earlier": "開案日期",
        "earlier_day": "「113/2/6」（讀作 2024-02-06）",
    },
    why="依錯的日期計算，天數與是否在案都會錯，所以剔退。",
)
BLANK_UNUSED = IssueKind(
    "blank-unused",
    Level.WARNING,
    "必填欄位空白，請補填（沒有衡量項目讀取此欄，不因此剔退）",
    explanation="以 --by 依此欄分組時，這一列歸在「（空白）」；其他計畫與附表也可能讀取此欄。",
    why="沒有衡量項目需要這一格，不必因它少算一列。",
)
CELL_UNUSED = IssueKind(
    "cell-unused",
    Level.WARNING,
    "「{value}」{reason}（沒有衡量項目讀取此欄，不因此剔退）",
    "儲存格的值無法辨認（沒有衡量項目讀取此欄，不因此剔退）",
    explanation="以 --by 依此欄分組時，這一列歸在「（空白）」；其他計畫與附表也可能讀取此欄。",
    example={"value": "113/2/30", "reason": "沒有這一天；請確認月份與日數"},
    why="沒有衡量項目需要這一格，不必因它少算一列。",
)
BLANK_OF_DUTIES = IssueKind(
    "blank-of-duties",
    Level.WARNING,
    "必填欄位空白，請補填（只有報告的統計、勾稽與附件規定讀取，該列不列入其中；衡量項目不受影響）",
    "必填欄位空白（只有報告的統計、勾稽與附件規定讀取此欄）",
    explanation="依附件規定、統計或勾稽讀取此欄者不計這一列；－、N/A、無資料等記號視同空白。",
    why="衡量項目不讀取這一格，數字與是否完整都不變。",
)
CELL_OF_DUTIES = IssueKind(
    "cell-of-duties",
    Level.WARNING,
    "「{value}」{reason}（只有報告的統計、勾稽與附件規定讀取，該列不列入其中；衡量項目不受影響）",
    "儲存格的值無法辨認（只有報告的統計、勾稽與附件規定讀取此欄）",
    explanation="依附件規定、統計或勾稽讀取此欄者不計這一列。訊息會說明應有的寫法。",
    example={"value": "113/2/30", "reason": "沒有這一天；請確認月份與日數"},
    why="衡量項目不讀取這一格，數字與是否完整都不變。",
)
BLANK_REJECTED = IssueKind(
    "blank-rejected",
    Level.FAULT,
    "衡量項目 {measures} 需要此欄，空白的列不予採計；請補填",
    explanation="這是衡量項目自己的規則：平常可以空白，在這些項目裡則不行。",
    example={"measures": "（代碼）"},
    why="這些衡量項目少了這一格就無法計算，所以剔退；空白本身並不違反清冊的規定。",
)
DATES_ODD = IssueKind(
    "dates-odd",
    Level.WARNING,
    "「{later}」的{later_day}早於「{earlier}」的{earlier_day}，不因此剔退；請確認日期",
    "日期先後不合理",
    explanation="衡量項目仍依所填的日期計算，填錯的日期可能使這一列達成或未達成。",
    example={
        "later": "派案日期",
        "later_day": "「113/3/1」（讀作 2024-03-01）",
        "earlier": "通報日期",
        "earlier_day": "「113/3/5」（讀作 2024-03-05）",
    },
    why="先後不合理不表示哪一格讀錯，來源也沒有說不計，所以照所填的計算。",
)
CHECK_DIGIT_WRONG = IssueKind(
    "check-digit-wrong",
    Level.WARNING,
    "「{value}」像身分證字號或統一證號，但檢查碼不符，不因此剔退；請核對號碼",
    "身分證字號或統一證號的檢查碼不符",
    explanation="只檢核個人編號欄中形式如身分證字號或新、舊式統一證號者；同一號碼只在最先出現處說明。"
    "號碼仍照所填的使用；兩份清冊寫得不同時，對不上同一人。"
    "訊息只顯示末三碼（除非加 --show-ids）；檢核結果.xlsx 是清冊的副本，照錄完整號碼。",
    example={"value": "…789"},
    why="號碼仍能辨認同一人，檢查碼不符不足以不計這一列。",
)
DIGITS_LOST = IssueKind(
    "digits-lost",
    Level.FILE,
    "「{value}」{reason}，後面的數字已遺失，不同的編號可能變成相同；請改為文字格式後重新輸入",
    "編號後面的數字已遺失",
    explanation="試算表的數值只有 15 位有效數字，較長的編號存成數值後無法復原，要從原系統重新匯出為文字。",
    example={"value": "…000", "reason": "是超過 15 位的數值，試算表只保留前 15 位"},
    why="不同的人可能因此變成同一人，用它計人或對照的數字可能有誤。",
)
DATE_FAR = IssueKind(
    "date-far",
    Level.WARNING,
    "「{value}」讀作{day}，{side}，不因此剔退；請確認年份，西元年應寫足四位數",
    "年份不合理",
    explanation="民國 60 年以前，或報告年度 2 年以後。24/1/5 讀作民國 24 年，不是西元 2024 年。",
    example={"value": "24/1/5", "day": " 1935-01-05（民國 24 年）", "side": "早於民國 60 年"},
    why="依規則小於 1000 的年是民國年，讀法確定；打錯與否只有機關知道，所以每次都說。",
    is_always_said=True,
)
ELEMENT_UNKNOWN = IssueKind(
    "element-unknown",
    Level.WARNING,
    "「{value}」不是此指標的{what}，最接近的是「{near}」；未列計，請確認",
    "要件或項目的名稱不符",
    example={"value": "服務內客", "what": "要件", "near": "服務內容"},
    why="不是清單上的名稱就不能列計，但那一項也可能本來就不該計。",
)
FIGURE_CONTRADICTED = IssueKind(
    "figure-contradicted",
    Level.FAULT,
    "同一衡量項目的「{name}」填了不同的數值，各列均剔退；請只留正確的一列",
    example={"name": "分子"},
    why="不知道哪一個數值才對，任選其一都可能錯。",
)
