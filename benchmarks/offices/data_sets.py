"""The data sets of the benchmarks, by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.offices import casework, medical, planning, prevention
from benchmarks.offices.draws import Table
from benchmarks.offices.files import write_csv_folder, write_workbook

Tables = dict[str, Table]


def draw_office(cases: int, contacts: int) -> Tables:
    """All thirty registers of the plan, those beside the contacts as large as a place with so many cases has them."""
    part = cases / 40_000
    schools, leavers, groups, institutions = int(100 + 300 * part), int(40 + 400 * part), int(4 + 16 * part), int(20 + 20 * part)
    return {
        "學校清冊": prevention.write_schools(schools),
        "家長研習場次": prevention.write_workshops(schools // 4),
        "涉毒學生": prevention.write_student_cases(int(30 + 400 * part)),
        "春暉離校個案": prevention.write_leavers(leavers),
        "離校追蹤": prevention.write_leaver_followups(3 * leavers, leavers),
        "兒少通報": prevention.write_child_reports(int(100 + 2000 * part)),
        "家支社工": prevention.write_family_workers(int(5 + 40 * part)),
        "家屬團體": prevention.write_family_groups(groups),
        "家屬團體成員": prevention.write_family_group_members(12 * groups, groups),
        "家屬前後測": prevention.write_family_assessments(int(60 + 600 * part)),
        "本部教育訓練": prevention.write_ministry_trainings(10),
        **draw_casework(cases, contacts),
        "求職服務": casework.write_job_seekers(int(4000 * part)),
        "安置機構": prevention.write_placement_institutions(int(5 + 15 * part)),
        "安置結案": prevention.write_placement_closures(int(10 + 150 * part)),
        "治療機構": medical.write_institutions(institutions),
        "美沙冬收案": medical.write_methadone(int(8000 * part)),
        "緩起訴個案": medical.write_deferred(int(6000 * part), institutions),
        "替代治療個案": medical.write_substitution(int(9000 * part), institutions),
        "主責局處": planning.write_bureaus(),
        "跨局處會議": planning.write_meetings(12),
        "經費": planning.write_funding(),
        "人力清冊": planning.write_staff(int(20 + 200 * part)),
        "講習個案": planning.write_lecture_cases(int(16_000 * part)),
        "講習場次": planning.write_lectures(int(20 + 200 * part)),
        "志工": planning.write_volunteers(int(40 + 400 * part)),
        "尿液採驗": planning.write_urine_tests(int(12_000 * part)),
        "罰鍰案件": planning.write_fines(int(10_000 * part)),
        "佐證清冊": planning.write_evidence(),
        "填報數據": planning.write_figures(),
    }


def draw_casework(cases: int, contacts: int) -> Tables:
    """The two registers of 4.3 alone."""
    drawn = casework.draw_cases(cases)
    return {"追蹤輔導個案": casework.write_cases(drawn), "追蹤輔導紀錄": casework.write_contacts(drawn, contacts)}


def write_as_workbook(folder: Path, tables: Tables) -> None:
    write_workbook(folder / "清冊.xlsx", tables)


DATA_SETS: dict[str, tuple[Callable[[], Tables], Callable[[Path, Tables], None]]] = {
    "large": (partial(draw_office, 40_000, 470_000), write_csv_folder),
    "real": (partial(draw_office, 2_500, 29_000), write_csv_folder),
    "contacts100k": (partial(draw_casework, 4_000, 100_000), write_csv_folder),
    "contacts1m": (partial(draw_casework, 40_000, 1_000_000), write_csv_folder),
    "contacts5m": (partial(draw_casework, 200_000, 5_000_000), write_csv_folder),
    "contacts1m_xlsx": (partial(draw_casework, 40_000, 1_000_000), write_as_workbook),
}


def provide(name: str, parent: Path) -> Path:
    """The folder of a data set, written where it is not there yet; a half-written one is never left under its name."""
    folder = parent / name
    if not folder.exists():
        draw, write = DATA_SETS[name]
        unfinished = parent / f"{name}.unfinished"
        write(unfinished, draw())
        unfinished.rename(folder)
    return folder
