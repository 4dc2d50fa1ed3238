"""What every script by hand knows of the plan: the year's days as numbers, what is owed, what excludes a patient."""

from __future__ import annotations

import datetime as dt
import re

NO_DAY = -1
UNIT = 30
HALF_YEAR = 180
SHARE_IN_PERCENT = 65
OWED = {"低": 1, "中": 1, "高": 2}
LEFT_WITH_REASON = (
    "死亡",
    "遷出",
    "入監",
    "入少年矯正機關",
    "其他疾病住院",
    "轉院/轉診",
    "轉院",
    "轉診",
    "生產",
    "兵役",
    "醫師評估可終止",
    "依循治療計畫完成治療",
)
CASE_COLUMNS = ("個案編號", "開案日期", "初評完成日期", "結案日期", "需求等級")
CONTACT_COLUMNS = ("個案編號", "追輔日期")


def number_day(year: int, month: int, day: int) -> int:
    """The day's number, of a ROC year."""
    return dt.date(year + 1911, month, day).toordinal()


def read_day(text: str) -> int:
    """NO_DAY of a blank."""
    return number_day(*map(int, re.findall(r"\d+", text))) if text else NO_DAY


FIRST, AS_OF = number_day(113, 1, 1), number_day(113, 12, 31)
PRIOR_FIRST = number_day(112, 1, 1)
INTAKE_FIRST, INTAKE_LAST = number_day(112, 7, 1), number_day(113, 6, 30)
