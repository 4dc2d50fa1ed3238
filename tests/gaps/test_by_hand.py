"""Gaps worked by hand: the three of the contract, and the kinds of measures that no search of subjects reaches."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from .offices import ask_gaps

OCTOBER = date(2024, 10, 15)
BLANK: dict[str, Any] = {
    "reachable": None,
    "best": None,
    "best_numerator": None,
    "best_denominator": None,
    "lost": None,
    "work": [],
}


def write(folder: Path, **registers: str) -> Path:
    for name, text in registers.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def ask(folder: Path, measure: str, today: date = OCTOBER, **options: Any) -> dict[str, Any]:
    [found] = ask_gaps(folder, today, measure, **options)["measures"]
    assert isinstance(found, dict)
    return found


def step(register: str, by: str, *, count: int = 1, column: str | None = None, **more: Any) -> dict[str, Any]:
    return {"register": register, "column": column, "address": None, "count": count, "amount": None, "by": by, **more}


def pick(found: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: found[key] for key in keys}


def test_an_admission_waits_for_its_180th_day(tmp_path: Path) -> None:
    kept = "".join(f"M0{n},H1,112/8/{n},,\n" for n in range(1, 6))
    stopped = "".join(f"M{n},H1,113/1/1,113/2/1,自行中斷\n" for n in range(20, 24))
    header = "個案編號,機構代碼,新收日期,結案日期,結案原因\n"
    write(tmp_path, 美沙冬收案=f"{header}{kept}{stopped}M18,H1,113/1/1,113/2/1,死亡\nM19,H1,112/6/30,,\nM12,H1,113/4/20,,\n")
    found = ask(tmp_path, "3.3")
    assert found == {
        "id": "3.3",
        "status": "missed",
        "shortfall": 1,
        "reachable": False,
        "best": "60.00",
        "best_numerator": 6,
        "best_denominator": 10,
        "lost": 4,
        "work": [
            {
                "subject": "M12",
                "address": {"file": "美沙冬收案.csv", "sheet": None, "row": 13},
                "lacks": ["留置日數 178 日，尚差 2 日（113/10/17 滿）"],
                "steps": [],
                "by": "2024-10-17",
                "done_by_one_step": False,
            }
        ],
    }


def test_contacts_are_owed_in_the_units_that_are_not_over(tmp_path: Path) -> None:
    """Opened on 31 January: 11 units of 30 days, the eleventh from 26 November on; 11 owed, 8 are 65 %."""
    days = ["113/2/1", "113/3/2", "113/4/1", "113/5/1", "113/5/31", "113/6/30"]
    write(
        tmp_path,
        追蹤輔導個案="個案編號,開案日期,初評完成日期,結案日期,結案原因,需求等級,無需轉介就業原因,就業轉介日期\n"
        "C1,113/12/1,113/12/1,,,低,,\nC2,113/12/1,,,,低,,\nC3,113/2/1,113/2/1,,,低,,\n",
        追蹤輔導紀錄="個案編號,追輔日期,追輔方式,追輔結果\nC1,113/12/2,電訪,\n" + "".join(f"C3,{day},電訪,\n" for day in days),
    )
    found = ask(tmp_path, "4.3.1")
    assert pick(found, "shortfall", "reachable", "best", "best_numerator", "best_denominator", "lost") == {
        "shortfall": 1,
        "reachable": True,
        "best": "100.00",
        "best_numerator": 2,
        "best_denominator": 2,
        "lost": 0,
    }
    assert found["work"] == [
        {
            "subject": "C3",
            "address": {"file": "追蹤輔導個案.csv", "sheet": None, "row": 4},
            "lacks": ["應追輔次數 11、採計追輔次數 6，尚差 2"],
            "steps": [step("contacts", "2024-11-26"), step("contacts", "2024-12-26")],
            "by": "2024-11-26",
            "done_by_one_step": False,
        }
    ]


def test_workshops_of_ones_own_are_never_out_of_reach(tmp_path: Path) -> None:
    schools = "學校代碼,學校日宣導\n" + "".join(f"S{n},是\n" for n in range(20))
    write(tmp_path, 學校清冊=schools, 家長研習場次="辦理日期,主辦單位,主題\n113/3/5,校外會,\n")
    found = ask(tmp_path, "1.1.1")
    assert found == {
        "id": "1.1.1",
        "status": "missed",
        "shortfall": 3,
        "reachable": True,
        "best": None,
        "best_numerator": None,
        "best_denominator": None,
        "lost": 0,
        "work": [
            {
                "subject": None,
                "address": None,
                "lacks": ["「家長研習場次」再辦 3 筆（113/12/31 以前）"],
                "steps": [step("parent_workshops", "2024-12-31", count=3)],
                "by": "2024-12-31",
                "done_by_one_step": False,
            }
        ],
    }


@pytest.mark.parametrize(("leaves", "further"), [("", 1), ("113/3/1,否\n", 1), ("113/3/1,否\n113/4/1,否\n113/11/5,否\n", 1)])
def test_meetings_are_added_until_half_are_chaired_so(tmp_path: Path, leaves: str, further: int) -> None:
    """Of two past meetings none can be changed and the third can: 1/3, and with one more 2/4."""
    write(tmp_path, 跨局處會議=f"會議日期,秘書長或主任秘書以上主持\n{leaves}")
    found = ask(tmp_path, "4.1.2")
    own = found["work"][-1]
    assert (found["reachable"], found["best"], own["subject"], own["address"]) == (True, None, None, None)
    assert own["steps"] == [step("meetings", "2024-12-31", count=further)]
    assert found["lost"] == leaves.count("113/3") + leaves.count("113/4")
    assert len(found["work"]) == 1 + leaves.count("113/11")


def test_nine_of_ten_sessions_need_as_many_more(tmp_path: Path) -> None:
    """Of 3 sessions 1 holds it; (1 + k)/(3 + k) is 90 % with 17 more: 18/20."""
    write(tmp_path, 講習場次="辦理日期,含藥愛及愛滋防治\n113/3/1,是\n113/4/1,否\n113/5/1,否\n")
    found = ask(tmp_path, "4.7")
    assert [entry["steps"] for entry in found["work"]] == [[step("lecture_sessions", "2024-12-31", count=17)]]
    assert (found["lost"], found["reachable"], found["shortfall"]) == (2, True, 2)


EVIDENCE = "指標代碼,項目名稱,要件,說明\n"


def test_evidence_lacks_elements_in_rows_that_are_there_or_further_ones(tmp_path: Path) -> None:
    write(tmp_path, 佐證清冊=f"{EVIDENCE}4.5,甲案,服務對象,成人\n4.5,甲案,合作單位,\n4.5,乙案,服務對象,\n")
    found = ask(tmp_path, "4.5")
    at = {"file": "佐證清冊.csv", "sheet": None}
    filled = step("evidence", "2024-12-31", column="說明", address={**at, "row": 3})
    assert [(entry["subject"], entry["address"]["row"], entry["steps"]) for entry in found["work"]] == [
        ("甲案", 2, [filled, step("evidence", "2024-12-31", count=2)]),
        ("乙案", 4, [{**filled, "address": {**at, "row": 4}}, step("evidence", "2024-12-31", count=3)]),
    ]
    assert (found["lost"], found["reachable"], found["best"]) == (0, True, None)


def test_evidence_without_an_item_lacks_all_elements(tmp_path: Path) -> None:
    write(tmp_path, 佐證清冊=f"{EVIDENCE}4.12,網站,宣導媒體,廣播\n")
    found = ask(tmp_path, "4.12.1")
    assert [(entry["subject"], entry["steps"]) for entry in found["work"]] == [(None, [step("evidence", "2024-12-31")])]
    media = ask(tmp_path, "4.12.2")
    assert [(entry["subject"], entry["steps"]) for entry in media["work"]] == [(None, [step("evidence", "2024-12-31")])]
    assert media["lost"] == 0


def test_equal_courses_lack_a_different_one(tmp_path: Path) -> None:
    write(tmp_path, 佐證清冊=f"{EVIDENCE}4.6,講習,初次查獲課程,六小時\n4.6,講習,二次以上查獲課程,六 小時\n")
    [entry] = ask(tmp_path, "4.6.1.0")["work"]
    assert (entry["subject"], entry["steps"], entry["done_by_one_step"]) == ("講習", [step("evidence", "2024-12-31")], True)


def test_an_upper_limit_cannot_be_helped(tmp_path: Path) -> None:
    header = "案件編號,查獲來源,查獲日期,查獲時列入特定人員\n"
    write(tmp_path, 涉毒學生=f"{header}A1,警察查獲,113/3/1,否\nA2,警察查獲,113/3/1,是\nA3,警察查獲,113/3/1,\n")
    found = ask(tmp_path, "1.3")
    assert pick(found, *BLANK) == {
        **BLANK,
        "reachable": False,
        "best": "33.33",
        "best_numerator": 1,
        "best_denominator": 3,
        "lost": 1,
    }


@pytest.mark.parametrize(("part", "reachable"), [("90", True), ("89", None)])
def test_figures_entered_by_hand_have_no_bound(tmp_path: Path, part: str, reachable: bool | None) -> None:
    write(tmp_path, 填報數據=f"指標代碼,項目,數值\n3.7,分子,{part}\n3.7,分母,100\n4.8,分子,{part}\n4.8,分母,90\n")
    for measure, expected in (("3.7", reachable), ("4.8", reachable)):
        assert pick(ask(tmp_path, measure), *BLANK) == {**BLANK, "reachable": expected}


def test_what_has_no_data_has_no_work(tmp_path: Path) -> None:
    write(tmp_path, 志工="志工編號,繼續教育時數\n", 家屬前後測="家屬編號,前測分數,後測分數\nF1,3,\n")
    for measure in ("4.8", "2.7", "1.4"):
        assert pick(ask(tmp_path, measure), *BLANK, "shortfall") == {**BLANK, "shortfall": None}


def test_hours_lack_a_decimal(tmp_path: Path) -> None:
    write(tmp_path, 志工="志工編號,繼續教育時數\nV1,2.5\nV2,4\nV3,3.99\n")
    found = ask(tmp_path, "4.8")
    assert [(entry["subject"], entry["steps"][0]["amount"]) for entry in found["work"]] == [("V3", "0.01"), ("V1", "1.5")]


def test_a_report_that_is_not_due_is_no_work(tmp_path: Path) -> None:
    header = "通報編號,通報日期,派案期限,派案日期\n"
    write(tmp_path, 兒少通報=f"{header}R1,113/12/30,114/1/3,\nR2,113/10/1,113/10/14,\nR3,113/10/1,113/10/15,\n")
    found = ask(tmp_path, "2.1")
    assert (found["best_denominator"], found["lost"]) == (2, 1)
    assert [(entry["subject"], entry["by"]) for entry in found["work"]] == [("R3", "2024-10-15")]


def test_days_stand_in_the_head(tmp_path: Path) -> None:
    write(tmp_path, 志工="志工編號,繼續教育時數\nV1,4\n")
    head = ask_gaps(tmp_path, date(2024, 3, 1), "4.8", report="midterm")
    assert pick(head, "schema", "plan", "report", "today", "end") == {
        "schema": 1,
        "plan": "mohw-113",
        "report": "midterm",
        "today": "2024-03-01",
        "end": "2024-06-30",
    }
