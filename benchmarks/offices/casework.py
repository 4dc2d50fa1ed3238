"""The tracked cases, their contacts and their search for work: most of an office's rows."""

from __future__ import annotations

import numpy as np

from benchmarks.offices.draws import (
    NO_DAY,
    YEAR_FIRST,
    YEAR_LAST,
    Draws,
    Episodes,
    Numbers,
    Table,
    number_day,
    write_days,
    write_ids,
)

CASE_ID = "C{:07}"
LEAST_DAYS = 60  # that a case is open in the year, so that its contacts fit on different days
REASONS = ("", "期滿", "失聯", "已就業", "入監", "移案", "就學中", "傷病", "其他經評估無法轉介就業服務")
REASON_SHARES = (0.55, 0.12, 0.08, 0.12, 0.05, 0.03, 0.02, 0.02, 0.01)
CLOSINGS = ("期滿", "失聯", "入監", "死亡", "移案", "完成輔導")
RESULTS = (
    "已聯繫，近況穩定",
    "已聯繫，提供社福資訊",
    "已聯繫，鼓勵參加家屬團體",
    "已聯繫，討論就業意願",
    "未接，改約下週",
    "未遇，留置訪視單",
    "家屬代接，個案工作中",
    "已聯繫，情緒低落，轉介心理諮商",
    "已聯繫，提醒尿液採驗",
    "已面談，擬訂處遇計畫",
)


def draw_cases(size: int) -> Episodes:
    """Cases opened from 110 on, each open for at least two months of 113."""
    draws = Draws("追蹤輔導個案")
    found = draws.episodes(size, number_day(110, 1, 4), YEAR_LAST - LEAST_DAYS, longest=1200, closed=0.45)
    too_early = (found.closed != NO_DAY) & (found.closed < YEAR_FIRST + LEAST_DAYS)
    too_short = (found.closed != NO_DAY) & (found.closed < found.opened + LEAST_DAYS)
    # A first episode that was followed by a second stays as it is: it ends before the other begins.
    alone = np.bincount(found.persons)[found.persons] == 1
    return Episodes(found.persons, found.opened, np.where((too_early | too_short) & alone, NO_DAY, found.closed))


def write_cases(cases: Episodes) -> Table:
    draws, size = Draws("追蹤輔導個案/欄"), len(cases)
    assessed = draws.later(cases.opened, 14, 0.97)
    reasons = draws.choose(size, REASONS, REASON_SHARES)
    referred = np.where(cases.opened < YEAR_FIRST, YEAR_FIRST, cases.opened) + draws.numbers(size, 0, 40)
    referred[[bool(reason) for reason in reasons] | (draws.rng.random(size) < 0.1)] = NO_DAY
    closings = draws.choose(size, CLOSINGS)
    return {
        "個案編號": write_ids(CASE_ID, cases.persons),
        "開案日期": write_days(cases.opened),
        "初評完成日期": write_days(assessed),
        "結案日期": write_days(cases.closed),
        "結案原因": ["" if day == NO_DAY else text for day, text in zip(cases.closed.tolist(), closings, strict=True)],
        "需求等級": draws.choose(size, ("低", "中", "高"), (0.5, 0.35, 0.15)),
        "無需轉介就業原因": reasons,
        "就業轉介日期": write_days(referred),
    }


def spread_contacts(cases: Episodes, size: int) -> tuple[Numbers, Numbers]:
    """Case rows and days of `size` contacts, more of them the longer a case was open in the year, no two of a case on one day
    and all in the order of their days.
    """
    draws = Draws("追蹤輔導紀錄")
    first = np.maximum(cases.opened, YEAR_FIRST)
    last = np.where(cases.closed == NO_DAY, YEAR_LAST, np.minimum(cases.closed, YEAR_LAST))
    open_days = np.maximum(last - first + 1, 0)
    weights = np.cumsum(open_days * draws.rng.uniform(0.3, 1.7, len(cases)))
    counts = np.diff(np.floor(weights / weights[-1] * size + 1e-6).astype(np.int64), prepend=0)
    owner = np.repeat(np.arange(len(cases)), counts)
    place = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    begins = place * open_days[owner] // counts[owner]
    ends = (place + 1) * open_days[owner] // counts[owner]
    days = first[owner] + begins + np.floor(draws.rng.random(len(owner)) * np.maximum(ends - begins, 1)).astype(np.int64)
    order = np.argsort(days, kind="stable")
    return owner[order], days[order]


def write_contacts(cases: Episodes, size: int) -> Table:
    draws = Draws("追蹤輔導紀錄/欄")
    owner, days = spread_contacts(cases, size)
    case_ids = np.array(write_ids(CASE_ID, cases.persons), dtype=object)
    return {
        "個案編號": case_ids[owner].tolist(),
        "追輔日期": write_days(days),
        "追輔方式": draws.choose(len(days), ("電訪", "家訪", "面訪"), (0.7, 0.18, 0.12)),
        "追輔結果": draws.choose(len(days), RESULTS),
    }


def write_job_seekers(size: int) -> Table:
    draws = Draws("求職服務")
    registered = np.sort(draws.days(size, YEAR_FIRST, YEAR_LAST))
    results = draws.choose(size, ("推介就業", "自行就業", "未就業"), (0.3, 0.15, 0.55))
    began = draws.later(registered, 60)
    began[[result == "未就業" for result in results]] = NO_DAY
    return {
        "個案編號": write_ids(CASE_ID, draws.rng.permutation(size)),
        "求職登記日期": write_days(registered),
        "就業結果": results,
        "就業日期": write_days(began),
    }
