"""More than half of the plan's measures with pandas, of .csv files known to be clean: no faults, no addresses, no duplicates."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas_casework import compute_casework
from pandas_days import happened, in_year, is_open, number_days, read
from pandas_retention import compute_retention
from plan_rules import CASE_COLUMNS, CONTACT_COLUMNS, FIRST, NO_DAY, PRIOR_FIRST

Figures = dict[str, list[int]]
Mask = NDArray[np.bool_] | pd.Series


def share(counted: Mask, of: Mask) -> list[int]:
    return [int((counted & of).sum()), int(of.sum())]


def yes(column: pd.Series) -> pd.Series:
    return column == "是"


def dated_in_year(folder: Path, title: str, day: str, flag: str) -> list[int]:
    rows = read(folder, title, (day, flag))
    return share(yes(rows[flag]), in_year(number_days(rows[day])))


def share_persons(persons: pd.Series, counted: Mask) -> list[int]:
    """Persons with at least one row that counts, of all."""
    return [int(persons[counted].nunique()), int(persons.nunique())]


def compute_prevention(folder: Path) -> Figures:
    schools = read(folder, "學校清冊", ("學校代碼", "學校日宣導"))
    workshops = number_days(read(folder, "家長研習場次", ("辦理日期",))["辦理日期"])
    students = read(folder, "涉毒學生", ("查獲來源", "查獲日期", "查獲時列入特定人員", "情資轉送檢警日期"))
    found = in_year(number_days(students["查獲日期"]))
    leavers = read(folder, "春暉離校個案", ("離校類型", "離校日期", "轉銜評估會議日期"))
    left = leavers["離校類型"].isin(["畢業", "轉學"]) & in_year(number_days(leavers["離校日期"]))
    return {
        "1.1.1": [int(in_year(workshops).sum()), len(schools)],
        "1.1.2": [int(yes(schools["學校日宣導"]).sum()), len(schools)],
        "1.3": share(students["查獲時列入特定人員"] == "否", found & (students["查獲來源"] == "警察查獲")),
        "1.4": share(happened(number_days(students["情資轉送檢警日期"])), found & (students["查獲來源"] == "學校清查")),
        "1.5": share(happened(number_days(leavers["轉銜評估會議日期"])), left),
    }


def compute_protection(folder: Path) -> Figures:
    reports = read(folder, "兒少通報", ("通報日期", "派案期限", "派案日期"))
    due, assigned = number_days(reports["派案期限"]), number_days(reports["派案日期"])
    counted = in_year(number_days(reports["通報日期"])) & (happened(assigned) | happened(due))
    workers = read(folder, "家支社工", ("服務案家數",))["服務案家數"].astype(int)
    groups = read(folder, "家屬團體", ("團體編號", "聚會次數"))
    members = read(folder, "家屬團體成員", ("團體編號", "請假次數"))
    met = members["團體編號"].isin(groups["團體編號"][groups["聚會次數"].astype(int) >= 3])
    tests = read(folder, "家屬前後測", ("前測分數", "後測分數")).astype(float)
    return {
        "2.1": share(happened(assigned) & (assigned <= due), counted),
        "2.3.1": [int(workers.sum()), len(workers)],
        "2.5": [int((met & (members["請假次數"].astype(int) <= 2)).sum()), len(members)],
        "2.7": [int((tests["後測分數"] > tests["前測分數"]).sum()), len(tests)],
        "2.8": dated_in_year(folder, "本部教育訓練", "辦理日期", "出席"),
        "2.10": compute_jobs(folder),
        "2.11.2": dated_in_year(folder, "安置結案", "結案日期", "家庭支持或關係修復"),
    }


def compute_jobs(folder: Path) -> list[int]:
    rows = read(folder, "求職服務", ("個案編號", "求職登記日期", "就業結果", "就業日期"))
    began = number_days(rows["就業日期"])
    employed = rows["就業結果"].isin(["推介就業", "自行就業"]) & ((began == NO_DAY) | happened(began))
    registered = in_year(number_days(rows["求職登記日期"]))
    return share_persons(rows["個案編號"][registered], employed[registered])


def compute_cases(folder: Path) -> Figures:
    cases = read(folder, "追蹤輔導個案", (*CASE_COLUMNS, "無需轉介就業原因", "就業轉介日期"))
    contacts = read(folder, "追蹤輔導紀錄", CONTACT_COLUMNS)
    return {"2.9": compute_referrals(cases), **compute_casework(cases, contacts)}


def compute_referrals(cases: pd.DataFrame) -> list[int]:
    """Persons without a reason in the case that they opened last."""
    opened = number_days(cases["開案日期"])
    rows = pd.DataFrame(
        {
            "person": cases["個案編號"],
            "opened": opened,
            "reason": cases["無需轉介就業原因"] != "",
            "referred": in_year(number_days(cases["就業轉介日期"])),
        }
    )[is_open(opened, number_days(cases["結案日期"]))].sort_values("opened", kind="stable")
    persons = rows.groupby("person", sort=False).agg({"reason": "last", "referred": "max"})
    return share(persons["referred"], ~persons["reason"])


def compute_treatment(folder: Path) -> Figures:
    flags = ("藥癮戒治", "替代治療", "具戒癮治療資格", "提供緩起訴戒癮治療", "訪查項目完整", "策進建議", "C肝轉介機制")
    rows = read(folder, "治療機構", ("機構代碼", "勾選緩起訴附帶命令", "訪查日期", "前次建議追蹤", *flags))
    visited = in_year(number_days(rows["訪查日期"])) & yes(rows["訪查項目完整"]) & yes(rows["策進建議"])
    deferred = read(folder, "緩起訴個案", ("個案編號", "機構代碼", "收案日期", "結案日期", "治療紀錄"))
    deferred = deferred[is_open(number_days(deferred["收案日期"]), number_days(deferred["結案日期"]))]
    ticked = deferred["機構代碼"].isin(rows["機構代碼"][yes(rows["勾選緩起訴附帶命令"])])
    return {
        "3.1": share(yes(rows["提供緩起訴戒癮治療"]), yes(rows["具戒癮治療資格"])),
        **compute_retention(folder),
        "3.4": share(visited & rows["前次建議追蹤"].isin(["是", "首次訪查"]), yes(rows["藥癮戒治"]) | yes(rows["替代治療"])),
        "3.5": share_persons(deferred["個案編號"], ticked & yes(deferred["治療紀錄"])),
        "3.6.1": compute_screening(folder, rows["機構代碼"][yes(rows["替代治療"])]),
        "3.6.2": share(yes(rows["C肝轉介機制"]), yes(rows["替代治療"])),
    }


def compute_screening(folder: Path, institutions: pd.Series) -> list[int]:
    """Institutions that screened nine of ten persons not known to be positive."""
    rows = read(folder, "替代治療個案", ("個案編號", "機構代碼", "收案日期", "結案日期", "曾檢出C肝陽性", "C肝篩檢日期"))
    rows["positive"], rows["screened"] = yes(rows["曾檢出C肝陽性"]), in_year(number_days(rows["C肝篩檢日期"]))
    rows = rows[is_open(number_days(rows["收案日期"]), number_days(rows["結案日期"]))]
    persons = rows.groupby(["機構代碼", "個案編號"], sort=False)[["positive", "screened"]].max().reset_index()
    owed = persons[~persons["positive"]].groupby("機構代碼")["screened"].agg(["sum", "count"])
    owed = owed[owed.index.isin(institutions)]
    return [int((owed["sum"] * 10 >= owed["count"] * 9).sum()), len(owed)]


def compute_planning(folder: Path) -> Figures:
    lectures = read(folder, "講習個案", ("查獲次數", "通知參與日期", "完成講習日期"))
    times, called = lectures["查獲次數"].astype(int), in_year(number_days(lectures["通知參與日期"]))
    done = happened(number_days(lectures["完成講習日期"]))
    urine = read(folder, "尿液採驗", ("個案編號", "應採驗年度", "實際採驗日期"))
    urine = urine[urine["應採驗年度"] == "113"]
    fines = read(folder, "罰鍰案件", ("裁罰日期", "應移送執行", "移送執行日期"))
    fined = number_days(fines["裁罰日期"])
    hours = read(folder, "志工", ("繼續教育時數",))["繼續教育時數"].astype(float)
    return {
        "4.1.2": dated_in_year(folder, "跨局處會議", "會議日期", "秘書長或主任秘書以上主持"),
        "4.6.1.1": share(done, called & (times == 1)),
        "4.6.1.2": share(done, called & (times >= 2)),
        "4.7": dated_in_year(folder, "講習場次", "辦理日期", "含藥愛及愛滋防治"),
        "4.8": [int((hours >= 4).sum()), len(hours)],
        "4.9": share_persons(urine["個案編號"], in_year(number_days(urine["實際採驗日期"]))),
        "4.10": share(
            happened(number_days(fines["移送執行日期"])), (fined >= PRIOR_FIRST) & (fined < FIRST) & yes(fines["應移送執行"])
        ),
    }


def main(folder: Path) -> None:
    figures: Figures = {}
    for compute in (compute_prevention, compute_protection, compute_cases, compute_treatment, compute_planning):
        figures |= compute(folder)
    print(json.dumps(figures))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
