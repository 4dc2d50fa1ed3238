"""Flags, the third answer, numbers, and what stands for nothing."""

from __future__ import annotations

from .build import csv_file, split, tsv_file, xlsx_file
from .folders import CLOSURES, SESSIONS
from .instance import Instance

YES = ("是", "Y", "V", "✓", "✔", "√", "☑", "✅", "■", "●", "○", "O", "Yes", "有", "1", "true", "Ｖ", "ｙｅｓ")
NO = ("否", "N", "X", "✗", "☐", "□", "No", "無", "0", "FALSE", "ｘ")
CLINICS = "機構代碼,機構名稱,藥癮戒治,替代治療,訪查日期,訪查項目完整,前次建議追蹤,策進建議"
STUDENTS = "案件編號,查獲來源,查獲日期,查獲時列入特定人員,情資轉送檢警日期"
WORKERS = "社工編號,年月,服務案家數,新開案數"
FUNDING = "中央補助金額,自籌金額,最低自籌比率"
EVIDENCE = "指標代碼,項目名稱,要件,說明"
COUNTY = ("--jurisdiction", "南投縣")
ELEMENTS = ("處遇內容", "執行方式", "執行機構", "執行時程或頻次", "處遇人員", "具體執行成果")


def clinics(*answers: str, whole: str = "是") -> list[str]:
    """Clinics visited in the period, each with its answer on the advice of last time."""
    return [f"H{n},院{n},是,否,113/5/{n},{whole},{answer},是" for n, answer in enumerate(answers, start=1)]


def item(name: str, **texts: str) -> list[str]:
    return [f"4.4,{name},{element},{texts.get(element, '說明')}" for element in ELEMENTS]


FLAGS = (
    Instance(
        "every-sign-of-yes-and-no",
        {"安置結案.csv": csv_file(CLOSURES, *(f"K{n},113/3/1,{sign}" for n, sign in enumerate((*YES, *NO))))},
        {"2.11.2": f"{len(YES)}/{len(YES) + len(NO)}"},
        0,
    ),
    Instance(
        "boxes-of-which-one-is-ticked",
        {
            "講習.xlsx": xlsx_file(
                {
                    "講習場次": split(
                        SESSIONS, "113/1/2,甲,■是□否", "113/1/3,乙,□是■否", "113/1/4,丙,☑是 ☐否", "113/1/5,丁,■ 是　□ 否"
                    )
                }
            )
        },
        {"4.7": "3/4"},
        0,
    ),
    Instance(
        "no-sign-that-is-listed",
        {"講習場次.csv": csv_file(SESSIONS, "113/1/2,甲,對", "113/1/3,乙,是")},
        {"4.7": "1/1"},
        3,
        ("含藥愛及愛滋防治", "對"),
    ),
    Instance(
        "first-visits",  # 首次訪查, N/A, 不適用 and 是; not 無 (否) nor a blank
        {"治療機構.csv": csv_file(CLINICS, *clinics("首次訪查", "N/A", "無", "", "是", "不適用"))},
        {"3.4": "4/6"},
        0,
    ),
    Instance(
        "first-visits-in-a-sheet",  # #N/A is blank
        {"機構.xlsx": xlsx_file({"治療機構": split(CLINICS, *clinics("無前次建議", "n/a", "否", "#N/A"))})},
        {"3.4": "2/4"},
        0,
    ),
    Instance(
        "a-third-answer-where-there-is-none",
        {"治療機構.csv": csv_file(CLINICS, *clinics("是", "是"), "H9,院九,是,否,113/5/9,首次訪查,是,是")},
        {"3.4": "2/2"},
        3,
        ("訪查項目完整", "首次訪查"),
    ),
)

NUMBERS = (
    Instance(
        "dressed-counts",  # 30 + 32 + 28 over three worker-months; 1 + 2 + 1,003 over two workers
        {"家支社工.tsv": tsv_file(WORKERS, "W1,113/01,３０,1", "W1,11302, 32 ,2", "W2,2024-03,28.0,1;003").replace(b";", b",")},
        {"2.3.1": "90/3 =30.00 met", "2.3.2": "1006/2 =503.00"},
        0,
        options=COUNTY,
    ),
    Instance(
        "a-cell-with-a-percent-format",  # 1,500,000 of 5,000,000 is 30 %, less 25 %
        {"經費.xlsx": xlsx_file({"經費": [FUNDING.split(","), ["3,500,000", "１,500,000", 0.25]]}, formats={"C2": "0%"})},
        {"4.1.3": "=5.00 met"},
        0,
    ),
    Instance(
        "counts-that-are-none",  # A is absent a day and a half, G2 met -1 times: only B is left
        {
            "家屬團體.csv": csv_file("團體編號,聚會次數", "G1,3", "G2,-1"),
            "家屬團體成員.csv": csv_file("團體編號,家屬編號,請假次數", "G1,A,1.5", "G1,B,2"),
        },
        {"2.5": "1/1"},
        3,
        ("請假次數", "1.5"),
    ),
    Instance(
        "negative-money",
        {"經費.csv": csv_file(FUNDING, "700,300,10%", "-5,100,10%")},
        {"4.1.3": "=20.00"},
        3,
        ("中央補助金額", "-5"),
    ),
    Instance(
        "percentages-as-fractions-in-a-sheet",  # 30 % less 0.25
        {"經費.xlsx": xlsx_file({"經費": [FUNDING.split(","), [700, 300, 0.25]]})},
        {"4.1.3": "=29.75 met"},
        3,
        ("最低自籌比率",),
    ),
    Instance(
        "percentages-as-fractions-in-text",  # the highest holds: 0.3
        {"經費.tsv": tsv_file(FUNDING, "500,200,0.3", "200,100,0.2")},
        {"4.1.3": "=29.70 met"},
        3,
        ("最低自籌比率",),
    ),
    Instance(
        "one-percentage-above-one",  # 0.5 may be meant: the highest is 20
        {"經費.csv": csv_file(FUNDING, "500,200,0.5", "200,100,20")},
        {"4.1.3": "=10.00 met"},
        0,
    ),
)

NOTHING = (
    Instance(
        "words-for-no-day",
        {
            "涉毒學生.csv": csv_file(
                STUDENTS,
                *(
                    f"D{n},學校清查,113/5/1,是,{mark}"
                    for n, mark in enumerate(("NULL", "NaT", "none", "─", "／", "無", "113/5/9"))
                ),
            )
        },
        {"1.4": "1/7"},
        0,
    ),
    Instance(
        "words-for-no-answer",  # 無 is 否; the others say nothing
        {
            "學生.xlsx": xlsx_file(
                {
                    "涉毒學生": split(
                        STUDENTS, *(f"D{n},警察查獲,113/5/1,{mark}," for n, mark in enumerate(("無", "/", "null", "NaN", "是")))
                    )
                }
            )
        },
        {"1.3": "1/5"},
        0,
    ),
    Instance(
        "evidence-of-nothing",  # 甲 lacks a text, 乙 is whole: 0 is a text
        {"佐證清冊.csv": csv_file(EVIDENCE, *item("甲", 執行機構="#N/A"), *item("乙", 具體執行成果="0"))},
        {"4.4": "=1.00 met"},
        0,
    ),
    Instance(
        "evidence-of-dashes",
        {"佐證.xlsx": xlsx_file({"佐證清冊": split(EVIDENCE, *item("甲", 執行機構="---"), *item("乙", 處遇人員="None"))})},
        {"4.4": "=0.00 missed"},
        0,
    ),
    Instance(
        "a-blank-cell-that-is-required",
        {"安置結案.csv": csv_file(CLOSURES, "K1,113/3/1,是", "K2,113/3/2,無資料", "K3,NULL,是")},
        {"2.11.2": "1/1"},
        3,
        ("家庭支持或關係修復",),
    ),
)

INSTANCES = (*FLAGS, *NUMBERS, *NOTHING)
