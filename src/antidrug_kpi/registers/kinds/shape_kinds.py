"""The catalogue of issues about rows whose cells are merged, filled in by formulas alone, or do not fit the header."""

from __future__ import annotations

from antidrug_kpi.issues import IssueKind, Level

MERGED_SPREAD = IssueKind(
    "merged-spread",
    Level.NOTE,
    "垂直合併的儲存格，其內容視為所涵蓋的每一列都有（第 {rows} 列，共 {count} 列）；如果不是，請取消合併後各自填寫",
    "垂直合併的儲存格視為每一列都有",
    explanation="編號、名稱、類別、文字與是否欄如此；數字與日期見 merged-blank。",
    example={"count": "4", "rows": "3–6"},
    why="照合併的樣子讀，每一列看到的就是這個內容。",
    is_always_said=True,
)
MERGED_BLANK = IssueKind(
    "merged-blank",
    Level.QUESTION,
    "垂直合併的數字或日期只算在最上面一列，其餘 {count} 列（第 {rows} 列）視為空白；請取消合併，各列填寫自己的內容",
    "垂直合併的數字或日期只算一次",
    explanation="一個數字合併數列，可能是各列的合計，也可能每列都是，只有填寫的機關知道。",
    example={"count": "4", "rows": "3–6"},
    why="沒有列因此剔退（必填欄除外），但要請機關確認是不是每一列都有。",
    is_always_said=True,
)
FORMULAS_FILLED_DOWN = IssueKind(
    "formulas-filled-down",
    Level.NOTE,
    "有 {count} 列（第 {rows} 列）各欄都是結果為 0 或空白的公式，視為預先填好的空白列",
    "只有公式、結果都是 0 或空白的列",
    example={"count": "4", "rows": "4–7"},
    why="這些公式還沒有資料，空白列本來就不計。",
)
FORMULAS_UNCALCULATED = IssueKind(
    "formulas-uncalculated",
    Level.WARNING,
    "最後一筆以下有 {count} 列（第 {rows} 列）都是沒有計算結果的公式，視為預先填好的空白列；如果有資料，請在試算表軟體開啟並存檔",
    "最後一筆以下只有沒有計算過的公式",
    explanation="夾在各筆之間、或整份清冊都是這樣的公式時，則視為無法辨認的儲存格。",
    example={"count": "4", "rows": "4–7"},
    why="公式往下多填的列通常沒有資料，但沒有計算過，無從得知。",
    is_always_said=True,
)
RECORD_TOO_LONG = IssueKind(
    "record-too-long",
    Level.FAULT,
    "有 {fields} 欄，標題只有 {headers} 欄，多出的欄有內容，可能錯位；請更正這一列（千分位的逗號要加引號），或為多出的欄加上標題",
    "欄數多於標題的一筆",
    explanation="這一筆的各欄都視為有誤，讀取這份清冊的衡量項目都剔退。分隔檔（.csv、.tsv 等）才有此檢核。",
    example={"fields": "8", "headers": "6"},
    why="不知道從哪一欄起錯位，整列都不能採計。",
)
RECORD_CUT_OFF = IssueKind(
    "record-cut-off",
    Level.FAULT,
    "最後一筆只有 {fields} 欄，標題有 {headers} 欄，而且沒有換行，檔案可能被截斷；請重新匯出",
    "最後一筆被截斷",
    explanation="這一筆的各欄都視為有誤，讀取這份清冊的衡量項目都剔退；後面可能還有沒收到的資料。",
    example={"fields": "3", "headers": "5"},
    why="最後一欄可能只剩一部分，整列都不能採計。",
)
RECORDS_SHORT = IssueKind(
    "records-short",
    Level.FILE,
    "有 {count} 筆（第 {rows} 列）的欄數少於標題，缺的欄讀作空白，各欄可能錯位；請補足分隔符號或重新匯出",
    "欄數少於標題的各筆",
    explanation="分隔檔（.csv、.tsv 等）的每一筆應與標題有同樣多的欄，空白的欄也要有分隔符號。",
    example={"count": "1", "rows": "5"},
    why="其他各筆都完整，少掉的可能是有內容的欄，數字可能因此有誤。",
)
RECORDS_SHORTENED = IssueKind(
    "records-shortened",
    Level.WARNING,
    "有 {count} 筆（第 {rows} 列）的欄數少於標題，只缺可以空白的欄，讀作空白；請確認",
    "列尾省略空白欄的各筆",
    explanation="試算表軟體會省略列尾的空白欄。至少 10 筆如此，且缺的都是可以空白的欄時說明；否則見 records-short。",
    example={"count": "120", "rows": "5–124"},
    why="試算表軟體存成分隔檔時常有的樣子，缺的本來就是空白。",
)
