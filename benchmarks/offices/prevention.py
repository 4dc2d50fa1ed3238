"""The registers of 預防宣導組 and of 保護扶助組, the tracked cases apart."""

from __future__ import annotations

import numpy as np

from benchmarks.offices.draws import (
    PRIOR_FIRST,
    YEAR_FIRST,
    YEAR_LAST,
    Draws,
    Table,
    write_days,
    write_ids,
    write_numbers,
)

LEAVER_ID = "S{:05}"


def write_schools(size: int) -> Table:
    draws = Draws("學校清冊")
    students, before = draws.numbers(size, 60, 2400), draws.numbers(size, 60, 2400)
    return {
        "學校代碼": write_ids("{:06}", 100000 + np.arange(size)),
        "學校名稱": [f"第{number}國民中學" for number in range(1, size + 1)],
        "學生數": write_numbers(students),
        "特定人員數": write_numbers(students // draws.numbers(size, 80, 200)),
        "前一年同期學生數": write_numbers(before),
        "前一年同期特定人員數": write_numbers(before // draws.numbers(size, 80, 200)),
        "學校日宣導": draws.flags(size, 0.6),
    }


def write_workshops(size: int) -> Table:
    draws = Draws("家長研習場次")
    return {
        "辦理日期": write_days(np.sort(draws.days(size, YEAR_FIRST, YEAR_LAST))),
        "主辦單位": draws.choose(size, ("教育局", "校外會", "家庭教育中心")),
        "主題": [f"家長藥物濫用防制知能研習第{number}場" for number in range(1, size + 1)],
    }


def write_student_cases(size: int) -> Table:
    draws = Draws("涉毒學生")
    found = np.sort(draws.days(size, YEAR_FIRST, YEAR_LAST))
    return {
        "案件編號": write_ids("D113{:05}", np.arange(size)),
        "查獲來源": draws.choose(size, ("警察查獲", "學校清查"), (0.6, 0.4)),
        "查獲日期": write_days(found),
        "查獲時列入特定人員": draws.flags(size, 0.88),
        "情資轉送檢警日期": write_days(draws.later(found, 30, 0.75)),
    }


def write_leavers(size: int) -> Table:
    draws = Draws("春暉離校個案")
    left = np.sort(draws.days(size, PRIOR_FIRST, YEAR_LAST))
    return {
        "個案編號": write_ids(LEAVER_ID, np.arange(size)),
        "離校類型": draws.choose(size, ("畢業", "轉學", "離校未就學")),
        "離校日期": write_days(left),
        "轉銜評估會議日期": write_days(draws.later(left, 20, 0.8)),
        "轉介日期": write_days(draws.later(left, 20, 0.9)),
    }


def write_leaver_followups(size: int, leavers: int) -> Table:
    """Some three a year of every leaver, one in each third of it."""
    third = np.arange(size) // leavers
    days = YEAR_FIRST + 120 * third + Draws("離校追蹤").numbers(size, 0, 119)
    return {"個案編號": write_ids(LEAVER_ID, np.arange(size) % leavers), "追蹤日期": write_days(days)}


def write_child_reports(size: int) -> Table:
    draws = Draws("兒少通報")
    reported = np.sort(draws.days(size, YEAR_FIRST, YEAR_LAST))
    return {
        "通報編號": write_ids("CR-113-{:05}", np.arange(size)),
        "通報日期": write_days(reported),
        "派案期限": write_days(reported + 7),
        "派案日期": write_days(draws.later(reported, 7, 0.99)),
    }


def write_family_workers(size: int) -> Table:
    """Twelve months of each worker."""
    draws = Draws("家支社工")
    return {
        "社工編號": [f"W{worker:03}" for worker in range(size) for _ in range(12)],
        "年月": [f"113/{month:02}" for _ in range(size) for month in range(1, 13)],
        "服務案家數": write_numbers(draws.numbers(12 * size, 20, 40)),
        "新開案數": write_numbers(draws.numbers(12 * size, 0, 5)),
    }


def write_family_groups(size: int) -> Table:
    draws = Draws("家屬團體")
    return {
        "團體編號": write_ids("G{:03}", np.arange(size)),
        "團體名稱": [f"陪伴團體第{number}期" for number in range(1, size + 1)],
        "聚會次數": write_numbers(draws.numbers(size, 2, 8)),
    }


def write_family_group_members(size: int, groups: int) -> Table:
    draws = Draws("家屬團體成員")
    return {
        "團體編號": write_ids("G{:03}", np.arange(size) % groups),
        "家屬編號": write_ids("F{:05}", np.arange(size)),
        "請假次數": write_numbers(draws.numbers(size, 0, 3)),
    }


def write_family_assessments(size: int) -> Table:
    draws = Draws("家屬前後測")
    return {
        "家屬編號": write_ids("F{:05}", np.arange(size)),
        "前測分數": write_numbers(draws.numbers(size, 40, 80)),
        "後測分數": write_numbers(draws.numbers(size, 45, 90)),
    }


def write_ministry_trainings(size: int) -> Table:
    draws = Draws("本部教育訓練")
    return {
        "辦理日期": write_days(np.sort(draws.days(size, YEAR_FIRST, YEAR_LAST))),
        "名稱": [f"家庭支持服務輔導及教育訓練（{number}）" for number in range(1, size + 1)],
        "出席": draws.flags(size, 0.85),
    }


def write_placement_institutions(size: int) -> Table:
    draws = Draws("安置機構")
    return {
        "機構名稱": [f"安置家園{number}" for number in range(1, size + 1)],
        "當年度安置涉毒少年": draws.flags(size, 0.7),
        "辦理工作人員教育訓練": draws.flags(size, 0.7),
    }


def write_placement_closures(size: int) -> Table:
    draws = Draws("安置結案")
    return {
        "個案編號": write_ids("P{:05}", np.arange(size)),
        "結案日期": write_days(np.sort(draws.days(size, YEAR_FIRST, YEAR_LAST))),
        "家庭支持或關係修復": draws.flags(size, 0.3),
    }
