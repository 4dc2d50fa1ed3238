"""The catalogue of what can be wrong with registers: each issue's stable code, level and sentence."""

from __future__ import annotations

from antidrug_kpi.issues import IssueKind, Level

CELL_UNREADABLE = IssueKind("cell-unreadable", Level.FAULT, "「{value}」{reason}", "儲存格的值無法辨認")
CELL_BLANK = IssueKind("cell-blank", Level.FAULT, "必填欄位空白；請補填")
DATES_REVERSED = IssueKind(
    "dates-reversed", Level.FAULT, "「{later}」{later_day} 早於「{earlier}」{earlier_day}；請更正其中之一", "起訖日期顛倒"
)
BLANK_UNUSED = IssueKind("blank-unused", Level.WARNING, "必填欄位空白（本計畫沒有衡量項目讀取此欄，不影響數字）")
CELL_UNUSED = IssueKind(
    "cell-unused",
    Level.WARNING,
    "「{value}」{reason}（本計畫沒有衡量項目讀取此欄，不影響數字）",
    "儲存格的值無法辨認（本計畫沒有衡量項目讀取此欄，不影響數字）",
)
BLANK_REJECTED = IssueKind("blank-rejected", Level.FAULT, "衡量項目 {measures} 需要此欄，空白的列不予採計；請補填")

DATES_ODD = IssueKind(
    "dates-odd", Level.WARNING, "「{later}」{later_day} 早於「{earlier}」{earlier_day}；請確認（不影響數字）", "日期先後不合理"
)
ROW_DUPLICATE = IssueKind("row-duplicate", Level.WARNING, "與{first}完全相同；兩列都列計，請確認是否重複登錄", "兩列完全相同")
KEY_REPEATED = IssueKind("key-repeated", Level.WARNING, "{columns}「{value}」與{first}相同；請確認是否重複登錄", "編號重複")
PARENT_UNKNOWN = IssueKind("parent-unknown", Level.WARNING, "「{value}」不在「{parent}」內；請確認編號", "編號不在所屬的清冊內")
BEFORE_OPENING = IssueKind(
    "before-opening", Level.WARNING, "「{value}」早於「{parent}」的「{opened}」{day}；請確認日期（不影響數字）", "日期早於開案"
)
AFTER_CLOSING = IssueKind(
    "after-closing",
    Level.WARNING,
    "「{value}」晚於「{parent}」的「{closed}」{day}{again}；請確認日期（不影響數字）",
    "日期晚於結案",
)
EPISODES_OVERLAP = IssueKind(
    "episodes-overlap",
    Level.WARNING,
    "「{value}」開始時，同一「{of}」在{first}的一段{state}；請確認各段的「{opened}」與「{closed}」（不影響數字）",
    "同一對象的期間重疊",
)
CHECK_DIGIT_WRONG = IssueKind(
    "check-digit-wrong",
    Level.WARNING,
    "「{value}」像身分證字號或統一證號，但檢查碼不符；請核對號碼（不影響數字）",
    "身分證字號或統一證號的檢查碼不符",
)
DIGITS_LOST = IssueKind(
    "digits-lost",
    Level.WARNING,
    "「{value}」{reason}，後面的數字已遺失，不同的編號可能變成相同；請改為文字格式後重新輸入",
    "編號後面的數字已遺失",
)
OTHER_YEAR = IssueKind(
    "other-year",
    Level.WARNING,
    "「{register}」各列的年度{share}是 {found} 年，這份報告要的是 {wanted} 年；請確認是否放到別的年度的清冊",
    "年度與報告不同",
)
ELEMENT_UNKNOWN = IssueKind(
    "element-unknown",
    Level.WARNING,
    "「{value}」不是此指標的{what}，最接近的是「{near}」；未列計，請確認",
    "要件或項目的名稱不符",
)

FIGURE_CONTRADICTED = IssueKind(
    "figure-contradicted", Level.FAULT, "同一衡量項目的「{name}」填了不同的數值，各列均剔退；請只留正確的一列"
)

SHEET_UNMATCHED = IssueKind(
    "sheet-unmatched", Level.WARNING, "認不出是哪一份清冊{near}，未讀取；請把名稱改為清冊名稱，或確認欄名"
)
SHEET_AMBIGUOUS = IssueKind(
    "sheet-ambiguous",
    Level.FILE,
    "欄名同時符合 {candidates}，無法確定是哪一份，未讀取；請把名稱改為清冊名稱，或以對應檔指明（--mapping）",
)
SHEET_MAPPED_TWICE = IssueKind(
    "sheet-mapped-twice",
    Level.FILE,
    "對應檔 {mapping} 有不只一組指這份資料（{entries}），無法確定用哪一組，未讀取；請改正 sheet 或 file",
)
SHEET_LEFT_OUT = IssueKind("sheet-left-out", Level.NOTE, "對應檔 {mapping} 指明不讀取")
HEADER_NOT_FOUND = IssueKind(
    "header-not-found", Level.FILE, "「{register}」找不到標題列；前 {rows} 列內應有欄名 {wanted}；請確認標題列"
)
COLUMN_MISSING = IssueKind(
    "column-missing", Level.WARNING, "「{register}」沒有欄位「{column}」{near}；需要此欄的衡量項目無法計算", "缺欄位"
)
COLUMN_UNKNOWN = IssueKind("column-unknown", Level.NOTE, "「{register}」不使用欄位「{value}」，未讀取", "不使用的欄位")
COLUMN_TWICE = IssueKind(
    "column-twice",
    Level.FILE,
    "欄位「{value}」出現兩次（{first}與 {second}），無法確定用哪一欄，未讀取；請刪去其一，或以對應檔寫明其一不讀取（--mapping）",
)
COLUMN_LACKING = IssueKind("column-lacking", Level.WARNING, "「{register}」的其他檔案有欄位「{column}」，此處沒有，視為空白")
SHEETS_JOINED = IssueKind("sheets-joined", Level.NOTE, "「{register}」由 {count} 份資料合併：{places}")
MATCHED_BY_HEADERS = IssueKind("matched-by-headers", Level.NOTE, "名稱認不出，依欄名認定為「{register}」")

MAPPING_SHEET_MISSING = IssueKind(
    "mapping-sheet-missing", Level.WARNING, "第 {line} 行：沒有{what}符合「{pattern}」{near}；請改正或刪去"
)
MAPPING_REGISTER_MISSING = IssueKind(
    "mapping-register-missing", Level.WARNING, "第 {line} 行：資料中沒有「{register}」{near}；請加上 sheet 或 file，或刪去"
)
MAPPING_HEADER_MISSING = IssueKind(
    "mapping-header-missing", Level.WARNING, "第 {line} 行：「{register}」沒有欄名「{header}」{near}；請改正或刪去"
)

KINDS = tuple(value for value in list(globals().values()) if isinstance(value, IssueKind))
