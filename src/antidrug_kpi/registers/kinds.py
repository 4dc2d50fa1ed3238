"""The catalogue of what can be wrong with registers: each issue's stable code, level and sentence."""

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
    explanation="讀取此欄的衡量項目剔退這一列。－、N/A、無資料等記號視同空白。"
    "垂直合併的儲存格只有最上面一列有值，其餘各列視為空白，請取消合併後填滿。",
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
PARENT_UNKNOWN = IssueKind(
    "parent-unknown",
    Level.WARNING,
    "「{value}」不在「{parent}」內；請確認編號",
    "編號不在所屬的清冊內",
    explanation="編號打錯，或所屬的清冊少了一列。",
    example={"value": "…001", "parent": "追蹤輔導個案"},
)
BEFORE_OPENING = IssueKind(
    "before-opening",
    Level.WARNING,
    "「{value}」早於「{parent}」的「{opened}」{day}；請確認日期（不影響數字）",
    "日期早於開案",
    explanation="同一個案可有數段，日期在任何一段之內（首末日均含）即可；有任何一段的起訖日看不懂時，不作此項檢核。",
    example={"value": "2024-03-04", "parent": "追蹤輔導個案", "opened": "開案日期", "day": "2024-03-05"},
)
AFTER_CLOSING = IssueKind(
    "after-closing",
    Level.WARNING,
    "「{value}」晚於「{parent}」的「{closed}」{day}{again}；請確認日期（不影響數字）",
    "日期晚於結案",
    example={
        "value": "2024-06-01",
        "parent": "追蹤輔導個案",
        "closed": "結案日期",
        "day": "2024-05-31",
        "again": "，早於再次的「開案日期」2024-08-01",
    },
)
EPISODES_OVERLAP = IssueKind(
    "episodes-overlap",
    Level.WARNING,
    "「{value}」開始時，同一「{of}」在{first}的一段{state}；請確認各段的「{opened}」與「{closed}」（不影響數字）",
    "同一人的起訖日重疊",
    explanation="前一段結案當日再次開案不算重疊；前一段漏填結案日期是最常見的原因。",
    example={
        "value": "2024-03-01",
        "of": "個案編號",
        "first": "第 12 列",
        "state": "尚未結束",
        "opened": "開案日期",
        "closed": "結案日期",
    },
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
OTHER_YEAR = IssueKind(
    "other-year",
    Level.WARNING,
    "「{register}」各列的年度{share}是 {found} 年，這份報告要的是 {wanted} 年；請確認是否放到別的年度的清冊",
    "年度與報告不同",
    explanation="清冊的日期每 20 筆至少有 19 筆不在計畫所看的年度時說明；年度以報告的期間為準，例如罰鍰案件看前一年度。",
    example={"register": "跨局處會議", "share": "都", "found": "112", "wanted": "113"},
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

SHEET_UNMATCHED = IssueKind(
    "sheet-unmatched",
    Level.WARNING,
    "認不出是哪一份清冊{near}，未讀取；請把名稱改為清冊名稱，或確認欄名",
    example={"near": "（名稱最接近「美沙冬收案」）"},
)
SHEET_ASIDE = IssueKind(
    "sheet-aside",
    Level.NOTE,
    "不像清冊，未讀取",
    explanation="名稱是說明、目錄、封面、代碼表等的工作表，以及每列至多一格、沒有表格的工作表。確是清冊的，請把名稱改為清冊名稱。",
)
SHEET_AMBIGUOUS = IssueKind(
    "sheet-ambiguous",
    Level.FILE,
    "欄名同時符合 {candidates}，無法確定是哪一份，未讀取；請把名稱改為清冊名稱，或以對應檔指明（--mapping）",
    example={"candidates": "「緩起訴個案」、「替代治療個案」"},
)
SHEET_MAPPED_TWICE = IssueKind(
    "sheet-mapped-twice",
    Level.FILE,
    "對應檔 {mapping} 有不只一組指這份資料（{entries}），無法確定用哪一組，未讀取；請改正 sheet 或 file",
    example={"mapping": "mapping.yaml", "entries": "第 3 行「美沙冬收案」、第 9 行「替代治療個案」"},
)
SHEET_LEFT_OUT = IssueKind("sheet-left-out", Level.NOTE, "對應檔 {mapping} 指明不讀取", example={"mapping": "mapping.yaml"})
HEADER_NOT_FOUND = IssueKind(
    "header-not-found",
    Level.FILE,
    "「{register}」找不到標題列；前 {rows} 列內應有欄名 {wanted}；請確認標題列",
    example={"register": "美沙冬收案", "rows": "40", "wanted": "「個案編號」、「新收日期」"},
)
COLUMN_MISSING = IssueKind(
    "column-missing",
    Level.WARNING,
    "「{register}」沒有欄位「{column}」{near}；需要此欄的衡量項目無法計算",
    "缺欄位",
    explanation="補上欄位，或以對應檔把機關自己的欄名對應到正式欄名（--mapping）。",
    example={"register": "美沙冬收案", "column": "結案原因", "near": "，最接近的是「結案理由」，請改為正式欄名"},
)
COLUMN_UNKNOWN = IssueKind(
    "column-unknown",
    Level.NOTE,
    "「{register}」不使用欄位「{value}」，未讀取",
    "不使用的欄位",
    example={"register": "美沙冬收案", "value": "電話"},
)
COLUMN_TWICE = IssueKind(
    "column-twice",
    Level.FILE,
    "欄位「{value}」出現兩次（{first}與 {second}），無法確定用哪一欄，未讀取；請刪去其一，或以對應檔寫明其一不讀取（--mapping）",
    example={"value": "學生數", "first": "B 欄「學生數」", "second": "C 欄「學生人數」"},
)
COLUMN_LACKING = IssueKind(
    "column-lacking",
    Level.WARNING,
    "「{register}」的其他{what}有欄位「{column}」，此處沒有，視為空白",
    explanation="各檔或各工作表的欄位不一致時，請確認是否漏了欄位。",
    example={"register": "美沙冬收案", "what": "工作表", "column": "結案原因"},
)
SHEETS_JOINED = IssueKind(
    "sheets-joined",
    Level.NOTE,
    "「{register}」由 {count} 份資料合併：{places}",
    example={"register": "美沙冬收案", "count": "2", "places": "收案.xlsx 工作表「1月」、「2月」"},
)
REGISTER_EMPTY = IssueKind(
    "register-empty",
    Level.NOTE,
    "「{register}」一列也沒有，視為 0 筆；若尚無資料，請刪除此工作表或檔案",
    explanation="清冊在而沒有任何一筆，與沒有這份清冊不同：前者照算，後者是資料未備。",
    example={"register": "美沙冬收案"},
)
MATCHED_BY_HEADERS = IssueKind(
    "matched-by-headers", Level.NOTE, "名稱認不出，依欄名認定為「{register}」", example={"register": "美沙冬收案"}
)

MAPPING_SHEET_MISSING = IssueKind(
    "mapping-sheet-missing",
    Level.WARNING,
    "第 {line} 行：沒有{what}符合「{pattern}」{near}；請改正或刪去",
    example={"line": "3", "what": "工作表", "pattern": "收案*", "near": "，最接近的是「收案1月」"},
)
MAPPING_REGISTER_MISSING = IssueKind(
    "mapping-register-missing",
    Level.WARNING,
    "第 {line} 行：資料中沒有「{register}」{near}；請加上 sheet 或 file，或刪去",
    example={"line": "3", "register": "美沙冬收案", "near": ""},
)
MAPPING_HEADER_MISSING = IssueKind(
    "mapping-header-missing",
    Level.WARNING,
    "第 {line} 行：「{register}」沒有欄名「{header}」{near}；請改正或刪去",
    example={"line": "5", "register": "美沙冬收案", "header": "新收日", "near": "，最接近的是「新收日期」"},
)

KINDS = tuple(value for value in list(globals().values()) if isinstance(value, IssueKind))
