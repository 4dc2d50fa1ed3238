"""The catalogue of issues about rows that repeat each other, look like totals or notes, or were passed over."""

from __future__ import annotations

from antidrug_kpi.issues import IssueKind, Level

ROW_DUPLICATE = IssueKind(
    "row-duplicate",
    Level.WARNING,
    "與{first}完全相同，兩列都保留，不因此剔退；請確認是否重複登錄",
    "兩列完全相同",
    example={"first": "第 12 列"},
    why="同一天做兩次服務，兩列可以完全相同；依規定兩列都保留。",
)
KEY_REPEATED = IssueKind(
    "key-repeated",
    Level.WARNING,
    "{columns}「{value}」{read}與{first}相同，不因此剔退；請確認是否重複登錄",
    "編號重複",
    explanation="同一天收案兩次也以此說明。",
    example={"columns": "個案編號＋新收日期", "value": "…001", "read": "", "first": "第 12 列"},
    why="同一編號可以有不只一筆，是否重複登錄只有機關知道。",
)
HEADING_SKIPPED = IssueKind(
    "heading-skipped",
    Level.WARNING,
    "「{value}」這一列只有「{column}」，寫的是文字而其他各列都是代碼，視為分組標題，略過不計；如果是一筆，請填正確的代碼與其他欄位",
    "略過的分組標題",
    explanation="例如學校清冊在各校上方另起一列寫「國中」、「國小」。序號，以及大部分的列都相同的內容，可以在旁。",
    example={"value": "國中", "column": "學校代碼"},
    why="依規則略過，數字不受影響；略過了什麼，計算時一律說明。",
    is_always_said=True,
)
SUBTOTAL_SKIPPED = IssueKind(
    "subtotal-skipped",
    Level.WARNING,
    "「{value}」這一列{reason}，視為小計，略過不計；如果是一筆，請填正確的編號或名稱",
    "略過的小計",
    explanation=(
        "編號空白，或是文字而其他各列都是代碼，且所填的數字都是上面各筆（自上一個小計起，或全部）的加總："
        "至少 2 筆而有 2 個欄位，或至少 5 筆，其中 2 筆不是 0。名稱以合計、總計或小計結尾而旁邊只有數字的列（東區小計）也是。"
        "只寫合計、小計等的列一律略過，不另說明。"
    ),
    example={"value": "東區", "reason": "數字都是上面 2 筆的加總，編號空白或不是代碼"},
    why="依規則略過，數字不受影響；略過了什麼，計算時一律說明。",
    is_always_said=True,
)
COLUMN_NUMBERS_SKIPPED = IssueKind(
    "column-numbers-skipped",
    Level.WARNING,
    "標題下的「{value}」這一列是各欄的編號，視為標題的一部分，略過不計；如果是一筆，請填正確的編號或名稱",
    "標題下的欄號",
    explanation=(
        "標題下第一列依欄的順序寫 1、2、3，①、②、③，甲、乙、丙，一、二、三，或 A、B、C，可以帶算式（3=1+2）。"
        "只寫數字或字母的，要有 3 欄以上，而且下一列的編號不是同樣的寫法。整列都在括號內的（(1)、(2)）也略過，不另說明。"
    ),
    example={"value": "1、2、3"},
    why="依規則略過，數字不受影響；略過了什麼，計算時一律說明。",
    is_always_said=True,
)
COLUMN_NUMBERS_SUSPECTED = IssueKind(
    "column-numbers-suspected",
    Level.FILE,
    "標題下的「{value}」這一列像是各欄的編號，照樣當作一筆列計；如果是欄的編號，請從清冊刪去，如果是一筆，請確認內容無誤",
    "像是欄號的一筆",
    explanation=(
        "標題下第一列依欄的順序寫 1、2、3，而下一列的編號也是同樣的寫法（2），或下面沒有其他各列；"
        "或只有 2 欄，而下一列的編號是另一種寫法（V001）。"
    ),
    example={"value": "1、2、3"},
    why="如果是欄的編號，就多計了一筆。",
)
SUM_SUSPECTED = IssueKind(
    "sum-suspected",
    Level.FILE,
    "這一列的「{columns}」剛好都是上面 {count} 筆的加總，{reason}，照樣當作一筆列計；"
    "如果是小計，請從清冊刪去，如果不是，請確認數字無誤",
    "像是小計的一筆",
    explanation="門檻與略過的小計相同；只有加總一項相符，因此列計並說明。",
    example={"columns": "學生數」、「特定人員數", "count": "12", "reason": "編號則與其他各列一樣"},
    why="如果是小計，數字會重複計入。",
)
KEY_IN_WORDS = IssueKind(
    "key-in-words",
    Level.FILE,
    "「{value}」是文字，而其他各列的「{column}」都是代碼，像是小計或標題，照樣當作一筆列計；如果是一筆，請填正確的代碼，如果不是，請從清冊刪去",
    "編號是文字的一筆",
    explanation="編號是文字的各列多於代碼時，不以此說明。",
    example={"value": "東區", "column": "學校代碼"},
    why="如果是小計或標題，數字會重複計入。",
)
TOTAL_SUSPECTED = IssueKind(
    "total-suspected",
    Level.FILE,
    "「{name}」像是合計或小計，照樣當作一筆列計；如果是，請從清冊刪去",
    "像是合計的一筆",
    explanation="寫合計、總計或小計而旁邊只有數字的列會略過；旁邊另有組別等文字，或名稱以平均、全部等結尾的列分辨不出，因此列計並說明。",
    example={"name": "預防組合計"},
    why="如果是合計，數字會重複計入。",
)
FOOTER_SUSPECTED = IssueKind(
    "footer-suspected",
    Level.FILE,
    "「{value}」與其他各列的「{column}」寫法不同，像是註記或簽章，照樣當作一筆列計；如果是，請從清冊刪去",
    "像是註記或簽章的一筆",
    explanation="清冊最後 10 筆之中，寫法與其他各列都不同（有冒號，或沒有數字而其他各列都有）且幾乎沒有其他內容者。",
    example={"value": "校長：", "column": "學校代碼"},
    why="如果是註記或簽章，就多計了一筆。",
)
ROWS_PASSED_OVER = IssueKind(
    "rows-passed-over",
    Level.WARNING,
    "有 {count} 列（第 {rows} 列）只在不使用的欄位「{columns}」有內容，未讀取；如果是漏填，請補填清冊的欄位",
    "只有不使用的欄位有內容的列",
    explanation="預先編好的序號，以及大部分的列都相同的內容，不算有內容。",
    example={"count": "2", "rows": "12–13", "columns": "姓名"},
    why="這些列沒有任何一個清冊欄位的內容，沒有可以計算的資料。",
)
