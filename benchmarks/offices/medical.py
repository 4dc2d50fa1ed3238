"""The registers of 醫療服務組."""

from __future__ import annotations

import numpy as np

from benchmarks.offices.draws import (
    NO_DAY,
    PRIOR_FIRST,
    YEAR_FIRST,
    YEAR_LAST,
    Draws,
    Table,
    number_day,
    write_days,
    write_ids,
    write_numbers,
)

INSTITUTION_ID = "{:010}"
METHADONE_CLOSINGS = ("失聯", "自行中斷", "入監", "遷出", "死亡", "轉院", "其他疾病住院", "醫師評估可終止")


def write_institutions(size: int) -> Table:
    draws = Draws("治療機構")
    everyone = draws.numbers(size, 50, 900)
    return {
        "機構代碼": write_ids(INSTITUTION_ID, np.arange(size)),
        "機構名稱": [f"第{number}醫院" for number in range(1, size + 1)],
        "藥癮戒治": draws.flags(size, 0.8),
        "替代治療": draws.flags(size, 0.7),
        "具戒癮治療資格": draws.flags(size, 0.8),
        "提供緩起訴戒癮治療": draws.flags(size, 0.7),
        "勾選緩起訴附帶命令": draws.flags(size, 0.9),
        "訪查日期": write_days(draws.days(size, YEAR_FIRST, YEAR_LAST)),
        "訪查項目完整": draws.flags(size, 0.95),
        "前次建議追蹤": draws.choose(size, ("是", "否", "首次訪查"), (0.8, 0.05, 0.15)),
        "策進建議": draws.flags(size, 0.95),
        "C肝轉介機制": draws.flags(size, 0.95),
        "參與補助方案": draws.flags(size, 0.9),
        "未參與原因": [""] * size,
        "自費人數": write_numbers(everyone // 5),
        "總人數": write_numbers(everyone),
    }


def write_methadone(size: int) -> Table:
    draws = Draws("美沙冬收案")
    found = draws.episodes(size, PRIOR_FIRST, number_day(113, 11, 30), longest=400, closed=0.55)
    reasons = draws.choose(len(found), METHADONE_CLOSINGS)
    return {
        "個案編號": write_ids("M{:06}", found.persons),
        "機構代碼": write_ids(INSTITUTION_ID, draws.numbers(len(found), 0, 19)),
        "新收日期": write_days(found.opened),
        "結案日期": write_days(found.closed),
        "結案原因": ["" if day == NO_DAY else text for day, text in zip(found.closed.tolist(), reasons, strict=True)],
    }


def write_deferred(size: int, institutions: int) -> Table:
    draws = Draws("緩起訴個案")
    found = draws.episodes(size, number_day(111, 6, 1), number_day(113, 11, 30), longest=700)
    return {
        "個案編號": write_ids("Q{:06}", found.persons),
        "機構代碼": write_ids(INSTITUTION_ID, draws.numbers(len(found), 0, institutions - 1)),
        "收案日期": write_days(found.opened),
        "結案日期": write_days(found.closed),
        "治療紀錄": draws.flags(len(found), 0.92),
    }


def write_substitution(size: int, institutions: int) -> Table:
    draws = Draws("替代治療個案")
    found = draws.episodes(size, number_day(110, 1, 4), number_day(113, 11, 30), longest=1200)
    screened = np.where(draws.rng.random(len(found)) < 0.93, draws.days(len(found), YEAR_FIRST, YEAR_LAST), NO_DAY)
    return {
        "個案編號": write_ids("T{:06}", found.persons),
        "機構代碼": write_ids(INSTITUTION_ID, draws.numbers(len(found), 0, institutions - 1)),
        "收案日期": write_days(found.opened),
        "結案日期": write_days(found.closed),
        "曾檢出C肝陽性": draws.flags(len(found), 0.2),
        "C肝篩檢日期": write_days(screened),
    }
