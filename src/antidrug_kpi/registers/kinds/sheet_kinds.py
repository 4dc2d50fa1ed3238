"""The catalogue of issues about sheets, headers and registers as a whole."""

from __future__ import annotations

from antidrug_kpi.issues import IssueKind, Level

SHEET_UNMATCHED = IssueKind(
    "sheet-unmatched",
    Level.WARNING,
    "認不出是哪一份清冊{near}，未讀取；請把名稱改為清冊名稱，或確認欄名",
    example={"near": "（名稱最接近「美沙冬收案」）"},
    why="活頁簿裡本來就會有清冊以外的表；但也可能是改了名的清冊，所以每次都說。",
    is_always_said=True,
)
SHEET_ASIDE = IssueKind(
    "sheet-aside",
    Level.NOTE,
    "不像清冊，未讀取",
    explanation="名稱是說明、目錄、封面、代碼表等的工作表，以及每列至多一格、沒有表格的工作表。確是清冊的，請把名稱改為清冊名稱。",
    why="說明、目錄、封面之類，名稱或樣子已經表明不是清冊。",
)
SHEET_AMBIGUOUS = IssueKind(
    "sheet-ambiguous",
    Level.FILE,
    "欄名同時符合 {candidates}，無法確定是哪一份，未讀取；請把名稱改為清冊名稱，或以對應檔指明（--mapping）",
    example={"candidates": "「緩起訴個案」、「替代治療個案」"},
    why="這是某一份清冊，選錯就兩份都錯，所以不讀。",
    is_unread=True,
)
SHEET_MAPPED_TWICE = IssueKind(
    "sheet-mapped-twice",
    Level.FILE,
    "對應檔 {mapping} 有不只一組指這份資料（{entries}），無法確定用哪一組，未讀取；請改正 sheet 或 file",
    example={"mapping": "mapping.yaml", "entries": "第 3 行「美沙冬收案」、第 9 行「替代治療個案」"},
    why="這是某一份清冊，選錯就兩份都錯，所以不讀。",
    is_unread=True,
)
SHEET_LEFT_OUT = IssueKind(
    "sheet-left-out",
    Level.NOTE,
    "對應檔 {mapping} 指明不讀取",
    example={"mapping": "mapping.yaml"},
    why="機關自己在對應檔裡這樣寫。",
)
HEADER_NOT_FOUND = IssueKind(
    "header-not-found",
    Level.FILE,
    "「{register}」找不到標題列；前 {rows} 列內應有欄名 {wanted}；請確認標題列",
    example={"register": "美沙冬收案", "rows": "40", "wanted": "「個案編號」、「新收日期」"},
    why="這是某一份清冊，卻讀不到它的資料。",
    is_unread=True,
)
COLUMN_MISSING = IssueKind(
    "column-missing",
    Level.WARNING,
    "「{register}」沒有欄位「{column}」{near}；需要此欄的衡量項目無法由清冊計算，請補上此欄",
    "缺欄位",
    explanation="補上欄位，或以對應檔把機關自己的欄名對應到正式欄名（--mapping）。",
    example={"register": "美沙冬收案", "column": "結案原因", "near": "，最接近的是「結案理由」，請改為正式欄名"},
    why="需要此欄的衡量項目已列為資料未備（結束狀態 3），除非填報數據另有數字。",
)
COLUMN_UNKNOWN = IssueKind(
    "column-unknown",
    Level.NOTE,
    "「{register}」不使用欄位「{value}」，未讀取",
    "不使用的欄位",
    example={"register": "美沙冬收案", "value": "電話"},
    why="清冊可以有自己的其他欄位，計畫沒有用到。",
)
COLUMN_TWICE = IssueKind(
    "column-twice",
    Level.FILE,
    "欄位「{value}」出現兩次（{first}與 {second}），無法確定用哪一欄，未讀取；請刪去其一，或以對應檔寫明其一不讀取（--mapping）",
    example={"value": "學生數", "first": "B 欄「學生數」", "second": "C 欄「學生人數」"},
    why="選錯欄，整欄的數字都會錯，所以兩欄都不讀。",
)
COLUMN_LACKING = IssueKind(
    "column-lacking",
    Level.WARNING,
    "「{register}」的其他{what}有欄位「{column}」，此處沒有，視為空白；若是漏了，請補上",
    explanation="各檔或各工作表的欄位不一致時，請確認是否漏了欄位。",
    example={"register": "美沙冬收案", "what": "工作表", "column": "結案原因"},
    why="可以空白的欄位，沒有這一欄與全部空白是同一件事；必填的欄位則另列為錯誤。",
)
SHEETS_JOINED = IssueKind(
    "sheets-joined",
    Level.NOTE,
    "「{register}」由 {count} 份資料合併：{places}",
    example={"register": "美沙冬收案", "count": "2", "places": "收案.xlsx 工作表「1月」、「2月」"},
    why="各月、各機構分開交是常態，合併就是規則。",
)
REGISTER_EMPTY = IssueKind(
    "register-empty",
    Level.NOTE,
    "「{register}」一列也沒有，視為 0 筆；若尚無資料，請刪除此工作表或檔案",
    explanation="清冊在而沒有任何一筆，與沒有這份清冊不同：前者照算，後者是資料未備。",
    example={"register": "美沙冬收案"},
    why="有標題而沒有任何一筆，就是 0 筆；各項照算。",
)
MATCHED_BY_HEADERS = IssueKind(
    "matched-by-headers",
    Level.NOTE,
    "名稱認不出，依欄名認定為「{register}」",
    example={"register": "美沙冬收案"},
    why="只有一份清冊符合這些欄名，認定沒有疑義。",
)
