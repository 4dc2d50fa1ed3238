"""Sentences about cases, worked out by hand, and what is masked in them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from antidrug_kpi import pipeline
from antidrug_kpi.settings import Settings

ADMISSIONS = """\
個案編號,機構代碼,新收日期,結案日期,結案原因
M00001,H1,112/7/6,112/10/14,死亡
M00002,H1,20230701,112/12/27,自行中斷
M00003,H1,112/6/30,,
M00004,H1,113/1/1,113/2/30,
M00005,H1,113/7/4,,
M00006,H1,113/6/30,,
M00007,H1,113/1/1,113/6/28,往生
M00008,H1,113/1/1,113/6/29,往生
"""
CASES = """\
個案編號,開案日期,結案日期,初評完成日期,需求等級,無需轉介就業原因,就業轉介日期,結案原因
C00001,112/3/1,112/11/30,112/3/9,低,,,
C00001,113/2/1,113/5/31,113/2/9,高,,113/3/5,
C00002,113/4/1,,113/4/9,低,,,
C00002,113/4/1,,113/4/9,低,死亡,113/5/5,
C00003,112/1/1,112/6/30,,低,,,
C00003,112/8/1,112/12/31,,低,,,
"""
STAFF = """\
人力來源,職稱,姓名,到職日期,離職日期,異動別
本部補助,個管,林小明,111/1/1,113/6/30,轉任他職
本部補助,督導,林小明,113/7/1,,在職
機關自有,專管,歐陽大文,110/1/1,,在職
本部補助,個管,王美,110/1/1,113/12/31,離職
本部補助,個管,陳一二,111/1/1,113/6/30,離職
本部補助,個管,陳一二,113/7/2,,在職
"""
INSTITUTIONS = """\
機構代碼,藥癮戒治,替代治療,訪查日期,訪查項目完整,前次建議追蹤,策進建議
H1,是,否,113/5/1,是,否,否
"""
MEMBERS = "團體編號,家屬編號,請假次數\nG0001,F00001,3\n"
GROUPS = "團體編號,聚會次數\nG0001,3\n"
FUNDING = "中央補助金額,自籌金額,最低自籌比率\n850,150,15\n"
LECTURES = """\
案件編號,個案編號,查獲次數,裁罰日期,完成講習日期,分流課程,通知參與日期
L00001,P00001,2,112/3/1,112/4/1,是,112/3/5
"""
WINDOW = "收案期間 112/7/1–113/6/30"
YEAR = "統計期間 113/1/1–113/12/31"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    tables = {
        "美沙冬收案": ADMISSIONS,
        "追蹤輔導個案": CASES,
        "人力清冊": STAFF,
        "治療機構": INSTITUTIONS,
        "家屬團體成員": MEMBERS,
        "家屬團體": GROUPS,
        "經費": FUNDING,
        "講習個案": LECTURES,
    }
    for title, text in tables.items():
        (folder / f"{title}.csv").write_text(text, encoding="utf-8")
    return folder


@cache
def compute(office: Path, measure: str) -> pipeline.Run:
    return pipeline.compute(office, Settings(only=(measure,), jurisdiction="高雄市"), keep="cells")


def explain(office: Path, case: str, measure: str, *, show_ids: bool = True) -> list[dict[str, Any]]:
    run = compute(office, measure)
    return [dict(explained.entry) for explained in pipeline.explain_case(run, case, show_ids=show_ids).entries]


@pytest.mark.parametrize(
    ("case", "population", "reason", "sentence"),
    [
        (
            "M00001",
            "excluded",
            "死亡",
            f"新收 112/7/6，在{WINDOW} 內；結案 112/10/14，留置 100 日，未滿 180 日；結案原因「死亡」屬可排除 → 排除",
        ),
        (
            "M00002",
            "denominator",
            None,
            f"新收 112/7/1，在{WINDOW} 內；結案 112/12/27，留置 179 日，未滿 180 日；結案原因「自行中斷」不屬可排除 → 分母",
        ),
        ("M00003", "outside", f"新收 112/6/30，不在{WINDOW} 內", f"新收 112/6/30，不在{WINDOW} 內 → 不計"),
        (
            "M00004",
            "rejected",
            "第 5 列欄「結案日期」：「113/2/30」沒有這一天；請確認月份與日數",
            "第 5 列欄「結案日期」：「113/2/30」沒有這一天；請確認月份與日數 → 剔退",
        ),
        ("M00005", "outside", f"新收 113/7/4，不在{WINDOW} 內", f"新收 113/7/4，不在{WINDOW} 內 → 不計"),
        (
            "M00006",
            "numerator",
            None,
            f"新收 113/6/30，在{WINDOW} 內；無結案日期，算至基準日 113/12/31，留置 184 日，滿 180 日 → 分子",
        ),
        (
            "M00007",
            "excluded",
            "死亡",
            f"新收 113/1/1，在{WINDOW} 內；結案 113/6/28，留置 179 日，未滿 180 日；結案原因「往生」屬可排除 → 排除",
        ),
        ("M00008", "numerator", None, f"新收 113/1/1，在{WINDOW} 內；結案 113/6/29，留置 180 日，滿 180 日 → 分子"),
    ],
)
def test_admission(office: Path, case: str, population: str, reason: str | None, sentence: str) -> None:
    (entry,) = explain(office, case, "3.3")
    assert (entry["population"], entry["reason"], entry["sentence"]) == (population, reason, sentence)


def test_clauses_are_true_false_or_not_reached(office: Path) -> None:
    def list_results(case: str) -> list[bool | None]:
        return [clause["result"] for clause in explain(office, case, "3.3")[0]["clauses"]]

    assert list_results("M00001") == [True, True, None]  # in the window, excluded, the numerator not asked
    assert list_results("M00002") == [True, False, False]
    assert list_results("M00003") == [False, None, None]
    assert list_results("M00004") == [None, None, None]
    assert list_results("M00006") == [True, False, True]
    assert [clause["text"] for clause in explain(office, "M00001", "3.3")[0]["clauses"]][::2] == [
        "統計範圍：「新收日期」在收案期間（期中：前一年 1 月至 12 月；期末：前一年 7 月至當年 6 月）內",
        "分子：「留置日數」≥ 180",
    ]


def test_cells_are_as_they_were_typed(office: Path) -> None:
    assert explain(office, "ｍ００００2", "3.3")[0]["rows"] == [
        {
            "file": "美沙冬收案.csv",
            "sheet": None,
            "row": 3,
            "values": {"個案編號": "M00002", "新收日期": "20230701", "結案日期": "112/12/27", "結案原因": "自行中斷"},
        }
    ]


def test_rows_of_a_person_stand_one_under_the_other_those_that_count_first(office: Path) -> None:
    (entry,) = explain(office, "C00001", "2.9")
    assert entry["sentence"].split("\n") == [
        f"第 3 列：開案 113/2/1，結案 113/5/31，與{YEAR} 有重疊",
        f"第 2 列：開案 112/3/1，結案 112/11/30，在{YEAR} 之前已結案 → 不計",
        f"就業轉介 113/3/5，在{YEAR} 內 → 分子",
    ]
    assert [row["row"] for row in entry["rows"]] == [3, 2]


def test_the_deciding_row_gives_the_reason(office: Path) -> None:
    (entry,) = explain(office, "C00002", "2.9")
    assert (entry["population"], entry["reason"]) == ("excluded", "死亡")
    assert entry["sentence"].split("\n")[-1] == "無需轉介就業原因「死亡」屬可排除 → 排除"


def test_person_outside_with_several_rows_is_one_entry(office: Path) -> None:
    (entry,) = explain(office, "C00003", "2.9")
    assert entry["population"] == "outside"
    assert entry["sentence"].split("\n") == [
        f"第 6 列：開案 112/1/1，結案 112/6/30，在{YEAR} 之前已結案 → 不計",
        f"第 7 列：開案 112/8/1，結案 112/12/31，在{YEAR} 之前已結案 → 不計",
    ]


def test_staff_are_told_by_their_service(office: Path) -> None:
    (entry,) = explain(office, "林小明", "4.2.1")
    assert entry["sentence"].split("\n")[-1] == "無離職日期；服務首日 111/1/1，滿 12 個月之日 111/12/31 → 分子"
    assert [row["row"] for row in entry["rows"]] == [2, 3]
    (other,) = explain(office, "歐陽大文", "4.2.1")
    assert other["reason"] == "人力來源「機關自有」，非「本部補助」，職稱「專管」，非「個管」、「督導」"
    (gone,) = explain(office, "王美", "4.2.1")
    assert (gone["population"], gone["reason"]) == ("outside", "離職 113/12/31，不晚於基準日 113/12/31")


def test_an_earlier_service_of_somebody_in_post_is_told_beneath(office: Path) -> None:
    (entry,) = explain(office, "陳一二", "4.2.1")
    assert entry["population"] == "denominator"
    assert entry["sentence"].split("\n")[1] == "第 6 列：離職 113/6/30，不晚於基準日 113/12/31 → 不計"
    assert [row["row"] for row in entry["rows"]] == [7, 6]


def test_each_failing_column_of_the_visit_is_named(office: Path) -> None:
    (entry,) = explain(office, "h1", "3.4")
    assert entry["sentence"] == (
        f"藥癮戒治「是」；訪查 113/5/1，在{YEAR} 內，訪查項目完整「是」，"
        "前次建議追蹤「否」，非「是」、「首次訪查」，策進建議「否」 → 分母"
    )
    assert [clause["result"] for clause in entry["clauses"]] == [True, True, True, False, False]


def test_family_member_is_the_subject(office: Path) -> None:
    (entry,) = explain(office, "F00001", "2.5")
    assert entry["sentence"] == "請假次數 3，逾 2，有「家屬團體」中同一「團體編號」之列，其「聚會次數」≥ 3 → 分母"


def test_lecture_of_the_year_before(office: Path) -> None:
    (entry,) = explain(office, "L00001", "4.6.2")
    assert entry["sentence"] == (
        "查獲次數 2，達 2，裁罰 112/3/1，在前一年度 112/1/1–112/12/31 內，完成講習 112/4/1，在前一年度 112/1/1–112/12/31 內；"
        "分流課程「是」 → 分子"
    )


def test_identifiers_names_and_free_text_are_masked(office: Path) -> None:
    (entry,) = explain(office, "M00002", "3.3", show_ids=False)
    assert entry["rows"][0]["values"] == {
        "個案編號": "…002",
        "新收日期": "20230701",
        "結案日期": "112/12/27",
        "結案原因": "…",
    }
    assert "結案原因「…」不屬可排除" in entry["sentence"]
    (known,) = explain(office, "M00007", "3.3", show_ids=False)
    assert known["rows"][0]["values"]["結案原因"] == "往生"  # a word of the plan names nobody
    (staff,) = explain(office, "林小明", "4.2.1", show_ids=False)
    assert {row["values"]["姓名"] for row in staff["rows"]} == {"…"}  # three characters show none
    (longer,) = explain(office, "歐陽大文", "4.2.1", show_ids=False)
    assert longer["rows"][0]["values"]["姓名"] == "…陽大文"
