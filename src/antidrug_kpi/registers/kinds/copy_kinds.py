"""The catalogue of issues about data that stand twice, that are another year's by their name, or that nobody has filled in."""

from __future__ import annotations

from antidrug_kpi.issues import IssueKind, Level

COPY_LEFT_OUT = IssueKind(
    "copy-left-out",
    Level.WARNING,
    "與 {first} 重複（{reason}），只讀取後者；請確認後{act}",
    explanation="內容逐位元組相同的檔案只讀取一份，其中檔名是清冊名稱者優先。"
    "5 筆以上、全部都在同一份清冊另一個檔案或工作表內的，也只讀取較完整的一份。"
    "單獨成檔的請移出資料夾；檔案裡還有其他清冊的工作表時，只請刪去重複的工作表。",
    example={
        "first": "美沙冬收案.xlsx 工作表「1-12月」",
        "reason": "這裡的 6 筆都在其中",
        "act": "刪去其中一份的工作表，不要移出整個檔案",
    },
    why="每一筆都已由另一份讀取，數字不受影響。",
    is_always_said=True,
)
COPY_SUSPECTED = IssueKind(
    "copy-suspected",
    Level.QUESTION,
    "這裡的 {count} 筆都在 {first} 之內，筆數不到 5，兩份都列計；如果是同一份資料，請{act}",
    example={"count": "3", "first": "經費.xlsx 工作表「1-12月」", "act": "移出其中之一"},
    why="筆數太少，分不出是副本或恰巧相同。",
)
SHEETS_OVERLAP = IssueKind(
    "sheets-overlap",
    Level.FILE,
    "「{register}」有 {count} 筆與 {first} 的相同（比對{columns}），兩份都列計；其中一份可能是上個月或去年的，請{act}後再算",
    explanation="同一份清冊的兩個檔案或工作表，相同的筆數達到較少那一份的一半時說明；"
    "有編號或日期足以認出同一筆的清冊只比對那些欄位，至少 2 筆，其餘比對兩份都有的欄位，至少 5 筆。",
    example={"register": "志工", "count": "3", "first": "志工_1130630.csv", "columns": "「志工編號」", "act": "移出"},
    why="同一筆列計了兩次，數字可能不對。",
)
YEAR_IN_NAME = IssueKind(
    "year-in-name",
    Level.FILE,
    "名稱「{name}」寫的是{found}，報告是 {wanted} 年（{places}），照樣列計；若是別年的資料請移出，若不是請改名",
    explanation="看檔名、工作表名稱與所在資料夾的名稱。名稱是包含報告年度的一段期間（112 年 7 月至 113 年 6 月），"
    "或清冊本來就要看其他年度的資料時不說明。匯出的日期也是年度，次年才匯出的請改名。",
    example={"name": "學校清冊112年度.csv", "found": " 112 年", "wanted": "113", "places": "「學校清冊」"},
    why="很可能是去年的資料，數字可能不對。",
)
TEMPLATE_UNFILLED = IssueKind(
    "template-unfilled",
    Level.NOTE,
    "範本有 {count} 張工作表沒有填寫（{places}），視為沒有這些清冊；本期確實沒有資料的，請在該表的「本期無資料」填「是」",
    example={"count": "2", "places": "「安置機構」、「安置結案」"},
    why="沒有填寫不是 0 筆，需要它的衡量項目是資料未備，另有說明；所缺的清冊 check 逐一列出。",
    is_always_said=True,
)
NOTHING_CONTRADICTED = IssueKind(
    "nothing-contradicted",
    Level.QUESTION,
    "「本期無資料」填的是「是」，下面卻有 {count} 筆，照樣列計；請改正其中之一",
    example={"count": "3"},
    why="資料在，照資料計算；兩者只有一個是對的。",
)
