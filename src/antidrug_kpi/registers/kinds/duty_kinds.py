"""Issues about what the duties of a report alone read: further registers and further columns. None of them concerns a measure."""

from __future__ import annotations

from antidrug_kpi.issues import IssueKind, Level

COLUMN_MISSING_OF_DUTIES = IssueKind(
    "column-missing-of-duties",
    Level.WARNING,
    "「{register}」沒有欄位「{column}」{near}；報告中需要此欄的統計、勾稽與附件規定因此空白（衡量項目不受影響），請補上此欄",
    "缺欄位（只有報告的統計、勾稽與附件規定讀取）",
    explanation="補上欄位，或以對應檔把機關自己的欄名對應到正式欄名（--mapping）。",
    example={"register": "資源連結", "column": "資源類型", "near": "，最接近的是「資源類別」，請改為正式欄名"},
    why="衡量項目不讀取這份清冊，數字與是否完整都不變。",
)
COLUMN_TWICE_OF_DUTIES = IssueKind(
    "column-twice-of-duties",
    Level.WARNING,
    "欄位「{value}」出現兩次（{first}與 {second}），無法確定用哪一欄，未讀取；報告中需要此欄的統計因此空白（衡量項目不受影響），"
    "請刪去其一，或以對應檔寫明其一不讀取（--mapping）",
    example={"value": "性別", "first": "D 欄「性別」", "second": "F 欄「性別」"},
    why="選錯欄，整張統計表都會錯；衡量項目不讀取此欄，數字與是否完整都不變。",
)
YEAR_IN_NAME_OF_DUTIES = IssueKind(
    "year-in-name-of-duties",
    Level.WARNING,
    "名稱「{name}」寫的是{found}，報告是 {wanted} 年（{places}），照樣列入報告的統計（衡量項目不受影響）；"
    "若是別年的資料請移出，若不是請改名",
    explanation="看檔名、工作表名稱與所在資料夾的名稱，和衡量項目讀取的清冊相同；這裡只列報告的統計、勾稽與附件規定讀取的清冊。",
    example={"name": "治療人員112年度.csv", "found": " 112 年", "wanted": "113", "places": "「治療人員」"},
    why="很可能是去年的資料，報告的統計可能不對；衡量項目不讀取這些清冊。",
)
