"""The examples that the help of each command ends with, by the command's words; a test types each of them.

They hold in every shell: a comma would be a list's in PowerShell, a bracket a function's in bash.
"""

from __future__ import annotations

EXAMPLES: dict[str, tuple[str, ...]] = {
    "": ("demo", "check 清冊資料夾", "compute 清冊資料夾 --report 期中"),
    "demo": ("demo 範例",),
    "template": (
        "template -o 空白清冊.xlsx",
        "template --for 教育局 --from 清冊資料夾 -o 教育局.xlsx",
        "template --only '3.3,4.2' -o 空白清冊.xlsx",
    ),
    "collect": ("collect 交回的活頁簿 -o 清冊資料夾 --due 113-12-20",),
    "check": ("check 清冊資料夾", "check 清冊資料夾 --only 三（三） -o 檢核結果.xlsx"),
    "compute": ("compute 清冊資料夾 --report 期中", "compute 清冊資料夾 --only '3.3,4.2' -o 結果.xlsx"),
    "sensitivity": ("sensitivity 清冊資料夾 4.2", "sensitivity 清冊資料夾 -o 疑義提問單.docx"),
    "fill": ("fill 清冊資料夾 -o 附件十二.docx", "fill 清冊資料夾 --into 本機關的表.xlsx -o 填妥.xlsx"),
    "trace": ("trace 清冊資料夾 3.3", "trace 清冊資料夾 3.3 --sample 30 --seed 7 -o 底稿.xlsx"),
    "explain": ("explain 清冊資料夾 M00179", "explain 清冊資料夾 M00179 3.3"),
    "gaps": ("gaps 清冊資料夾", "gaps 清冊資料夾 4.3.1 --today 113-10-01 -o 工作清單.xlsx"),
    "questions": ("questions 清冊資料夾 -o 請確認.xlsx",),
    "compare": ("compare 期中結果.json 期末結果.json", "compare 六月清冊 十二月清冊 --report-a 期中"),
    "recheck": ("recheck 附件十二.docx 清冊資料夾", "recheck 附件十二.docx 清冊資料夾 -o 核對.xlsx"),
    "verify": ("verify 存證.json 清冊資料夾",),
    "show": ("show 3.3", "show 三（三） --data 清冊資料夾"),
    "run": ("run 清冊資料夾 -o 產出", "run 清冊資料夾 -o 產出 --to 'docx,odt' --watch"),
    "batch": ("batch 各縣市 -o 彙總", "batch 各縣市 -o 彙總 --jobs 2 --resume"),
    "list": ("list", "list --plan mohw-113"),
    "map": ("map 清冊資料夾 -o 對應檔.yaml",),
    "help": ("help compute", "help plan new"),
    "plan": ("plan new specs/我的計畫 --year 114", "plan test specs/我的計畫"),
    "plan new": ("plan new specs/我的計畫 --year 114",),
    "plan check": ("plan check specs/我的計畫",),
    "plan test": ("plan test specs/我的計畫",),
    "plan diff": ("plan diff mohw-113 specs/我的計畫", "plan diff mohw-113 specs/我的計畫 --data 清冊資料夾"),
    "plan manual": ("plan manual -o 指標手冊",),
    "plan issues": ("plan issues -o 檢核訊息.md",),
    "plan vocabulary": ("plan vocabulary -o 規格詞彙.md",),
    "plan schema": ("plan schema trace",),
}
