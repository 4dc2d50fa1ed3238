"""The measures of `pandas_office.py` with polars."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import polars as pl
from plan_rules import (
    AS_OF,
    CASE_COLUMNS,
    CONTACT_COLUMNS,
    FIRST,
    HALF_YEAR,
    INTAKE_FIRST,
    INTAKE_LAST,
    LEFT_WITH_REASON,
    NO_DAY,
    PRIOR_FIRST,
)
from polars_casework import compute_casework
from polars_days import happened, in_year, is_open, number_days, read

Figures = dict[str, list[int]]


def share(rows: pl.DataFrame, counted: pl.Expr) -> list[int]:
    return [rows.filter(counted).height, rows.height]


def yes(column: str) -> pl.Expr:
    return pl.col(column) == "是"


def dated_in_year(folder: Path, title: str, day: str, flag: str) -> list[int]:
    return share(number_days(read(folder, title, (day, flag)), day).filter(in_year(day)), yes(flag))


def share_persons(rows: pl.DataFrame, counted: pl.Expr) -> list[int]:
    """Persons with at least one row that counts, of all."""
    return [rows.filter(counted)["個案編號"].n_unique(), rows["個案編號"].n_unique()]


def compute_prevention(folder: Path) -> Figures:
    schools = read(folder, "學校清冊", ("學校代碼", "學校日宣導"))
    workshops = number_days(read(folder, "家長研習場次", ("辦理日期",)), "辦理日期")
    students = read(folder, "涉毒學生", ("查獲來源", "查獲日期", "查獲時列入特定人員", "情資轉送檢警日期"))
    found = number_days(students, "查獲日期", "情資轉送檢警日期").filter(in_year("查獲日期"))
    leavers = number_days(
        read(folder, "春暉離校個案", ("離校類型", "離校日期", "轉銜評估會議日期")), "離校日期", "轉銜評估會議日期"
    )
    left = leavers.filter(pl.col("離校類型").is_in(["畢業", "轉學"]) & in_year("離校日期"))
    return {
        "1.1.1": [workshops.filter(in_year("辦理日期")).height, schools.height],
        "1.1.2": share(schools, yes("學校日宣導")),
        "1.3": share(found.filter(pl.col("查獲來源") == "警察查獲"), pl.col("查獲時列入特定人員") == "否"),
        "1.4": share(found.filter(pl.col("查獲來源") == "學校清查"), happened("情資轉送檢警日期")),
        "1.5": share(left, happened("轉銜評估會議日期")),
    }


def compute_protection(folder: Path) -> Figures:
    days = ("通報日期", "派案期限", "派案日期")
    reports = number_days(read(folder, "兒少通報", days), *days)
    reports = reports.filter(in_year("通報日期") & (happened("派案日期") | happened("派案期限")))
    workers = read(folder, "家支社工", ("服務案家數",))["服務案家數"].cast(int)
    groups = read(folder, "家屬團體", ("團體編號", "聚會次數"))
    members = read(folder, "家屬團體成員", ("團體編號", "請假次數"))
    met = groups.filter(pl.col("聚會次數").cast(int) >= 3)["團體編號"].implode()
    tests = read(folder, "家屬前後測", ("前測分數", "後測分數")).cast(float)
    return {
        "2.1": share(reports, happened("派案日期") & (pl.col("派案日期") <= pl.col("派案期限"))),
        "2.3.1": [int(workers.sum()), len(workers)],
        "2.5": share(members, pl.col("團體編號").is_in(met) & (pl.col("請假次數").cast(int) <= 2)),
        "2.7": share(tests, pl.col("後測分數") > pl.col("前測分數")),
        "2.8": dated_in_year(folder, "本部教育訓練", "辦理日期", "出席"),
        "2.10": compute_jobs(folder),
        "2.11.2": dated_in_year(folder, "安置結案", "結案日期", "家庭支持或關係修復"),
    }


def compute_jobs(folder: Path) -> list[int]:
    rows = read(folder, "求職服務", ("個案編號", "求職登記日期", "就業結果", "就業日期"))
    rows = number_days(rows, "求職登記日期", "就業日期").filter(in_year("求職登記日期"))
    began = (pl.col("就業日期") == NO_DAY) | happened("就業日期")
    return share_persons(rows, pl.col("就業結果").is_in(["推介就業", "自行就業"]) & began)


def compute_cases(folder: Path) -> Figures:
    cases = read(folder, "追蹤輔導個案", (*CASE_COLUMNS, "無需轉介就業原因", "就業轉介日期"))
    contacts = read(folder, "追蹤輔導紀錄", CONTACT_COLUMNS)
    return {"2.9": compute_referrals(cases), **compute_casework(cases, contacts)}


def compute_referrals(cases: pl.DataFrame) -> list[int]:
    """Persons without a reason in the case that they opened last."""
    rows = number_days(cases, "開案日期", "結案日期", "就業轉介日期").filter(is_open("開案日期", "結案日期"))
    persons = (
        rows.sort("開案日期", maintain_order=True)
        .group_by("個案編號")
        .agg(reason=pl.col("無需轉介就業原因").last(), referred=in_year("就業轉介日期").any())
    )
    return share(persons.filter(pl.col("reason").is_null()), pl.col("referred"))


def compute_treatment(folder: Path) -> Figures:
    flags = ("藥癮戒治", "替代治療", "具戒癮治療資格", "提供緩起訴戒癮治療", "訪查項目完整", "策進建議", "C肝轉介機制")
    rows = number_days(
        read(folder, "治療機構", ("機構代碼", "勾選緩起訴附帶命令", "訪查日期", "前次建議追蹤", *flags)), "訪查日期"
    )
    visited = in_year("訪查日期") & yes("訪查項目完整") & yes("策進建議") & pl.col("前次建議追蹤").is_in(["是", "首次訪查"])
    deferred = read(folder, "緩起訴個案", ("個案編號", "機構代碼", "收案日期", "結案日期", "治療紀錄"))
    deferred = number_days(deferred, "收案日期", "結案日期").filter(is_open("收案日期", "結案日期"))
    ticked = rows.filter(yes("勾選緩起訴附帶命令"))["機構代碼"].implode()
    substitution = rows.filter(yes("替代治療"))
    return {
        "3.1": share(rows.filter(yes("具戒癮治療資格")), yes("提供緩起訴戒癮治療")),
        "3.3": compute_retention(folder),
        "3.4": share(rows.filter(yes("藥癮戒治") | yes("替代治療")), visited),
        "3.5": share_persons(deferred, pl.col("機構代碼").is_in(ticked) & yes("治療紀錄")),
        "3.6.1": compute_screening(folder, substitution["機構代碼"]),
        "3.6.2": share(substitution, yes("C肝轉介機制")),
    }


def compute_retention(folder: Path) -> list[int]:
    rows = number_days(read(folder, "美沙冬收案", ("新收日期", "結案日期", "結案原因")), "新收日期", "結案日期")
    rows = rows.filter(pl.col("新收日期").is_between(INTAKE_FIRST, INTAKE_LAST))
    end = pl.when(happened("結案日期")).then(pl.col("結案日期")).otherwise(AS_OF)
    rows = rows.with_columns(days=end - pl.col("新收日期"))
    reason = pl.col("結案原因").is_in(LEFT_WITH_REASON).fill_null(False)
    rows = rows.filter(~(happened("結案日期") & (pl.col("days") < HALF_YEAR) & reason))
    return share(rows, pl.col("days") >= HALF_YEAR)


def compute_screening(folder: Path, institutions: pl.Series) -> list[int]:
    """Institutions that screened nine of ten persons not known to be positive."""
    rows = read(folder, "替代治療個案", ("個案編號", "機構代碼", "收案日期", "結案日期", "曾檢出C肝陽性", "C肝篩檢日期"))
    rows = number_days(rows, "收案日期", "結案日期", "C肝篩檢日期").filter(is_open("收案日期", "結案日期"))
    persons = rows.group_by("機構代碼", "個案編號").agg(
        positive=yes("曾檢出C肝陽性").any(), screened=in_year("C肝篩檢日期").any()
    )
    owed = persons.filter(~pl.col("positive") & pl.col("機構代碼").is_in(institutions.implode()))
    screened = owed.group_by("機構代碼").agg(done=pl.col("screened").sum(), all=pl.len())
    return share(screened, pl.col("done") * 10 >= pl.col("all") * 9)


def compute_planning(folder: Path) -> Figures:
    lectures = number_days(read(folder, "講習個案", ("查獲次數", "通知參與日期", "完成講習日期")), "通知參與日期", "完成講習日期")
    called = lectures.filter(in_year("通知參與日期"))
    times = pl.col("查獲次數").cast(int)
    urine = number_days(read(folder, "尿液採驗", ("個案編號", "應採驗年度", "實際採驗日期")), "實際採驗日期")
    fines = number_days(read(folder, "罰鍰案件", ("裁罰日期", "應移送執行", "移送執行日期")), "裁罰日期", "移送執行日期")
    fined = fines.filter(pl.col("裁罰日期").is_between(PRIOR_FIRST, FIRST - 1) & yes("應移送執行"))
    return {
        "4.1.2": dated_in_year(folder, "跨局處會議", "會議日期", "秘書長或主任秘書以上主持"),
        "4.6.1.1": share(called.filter(times == 1), happened("完成講習日期")),
        "4.6.1.2": share(called.filter(times >= 2), happened("完成講習日期")),
        "4.7": dated_in_year(folder, "講習場次", "辦理日期", "含藥愛及愛滋防治"),
        "4.8": share(read(folder, "志工", ("繼續教育時數",)), pl.col("繼續教育時數").cast(float) >= 4),
        "4.9": share_persons(urine.filter(pl.col("應採驗年度") == "113"), in_year("實際採驗日期")),
        "4.10": share(fined, happened("移送執行日期")),
    }


def main(folder: Path) -> None:
    figures: Figures = {}
    for compute in (compute_prevention, compute_protection, compute_cases, compute_treatment, compute_planning):
        figures |= compute(folder)
    print(json.dumps(figures))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
