"""Which rows `recheck` lists where a count differs: those just short of a bound of the spec, and those that just reach it."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidrug_kpi import pipeline
from antidrug_kpi.settings import Settings
from cli.running import write_csv

from .typed_forms import HEADERS, write_form

pytestmark = pytest.mark.slow

RETENTION = "所轄替代治療機構之美沙冬替代治療新收個案持續治療滿 6 個月（180 天）留置率"
VOLUNTEERS = "當年度志工接受繼續教育 4 小時之涵蓋率"
CONTACTS = "個案管理服務落實情形"
DIVERSION = "落實第三、四級毒品危害講習分流處遇"
REPORTS = "兒少施用毒品通報案件依限完成派案之比率"
# 113/1/1 to 113/6/28 are 179 days, to 113/6/29 they are 180.
ADMISSIONS = "個案編號,機構代碼,新收日期,結案日期,結案原因\n" + "".join(
    f"M{days},H1,113/1/1,{closed},{reason}\n"
    for days, closed, reason in (
        (100, "113/4/10", "死亡"),
        (152, "113/6/1", "自行中斷"),
        (172, "113/6/21", "自行中斷"),
        (173, "113/6/22", "自行中斷"),
        (178, "113/6/27", "死亡"),
        (179, "113/6/28", "自行中斷"),
        (180, "113/6/29", "自行中斷"),
        (181, "113/6/30", "自行中斷"),
        (190, "113/7/9", "自行中斷"),
    )
)
HOURS = "志工編號,繼續教育時數\nA4,4\nB45,4.5\nC399,3.99\nD35,3.5\nE3,3\nF299,2.99\nG5,5.01\n"
# 331 days owe 11 contacts: 6 of them are 54.55 %, 7 are 63.64 %, 8 are 72.73 %.
CASES = (
    "個案編號,開案日期,初評完成日期,結案日期,需求等級\n"
    + "".join(f"C{count},113/1/1,113/1/1,113/11/26,低\n" for count in (5, 6, 7, 8, 9))
    + "N1,113/12/5,113/12/5,,低\n"
)  # who is there at the year's end alone

MADE = (
    "個案編號,追輔日期,追輔方式\n"
    + "".join(f"C{count},113/{month}/5,電訪\n" for count in (5, 6, 7, 8, 9) for month in range(1, count + 1))
    + "N1,113/12/6,電訪\n"
)

CHILDREN = "通報編號,通報日期,派案期限,派案日期\n" + "".join(
    f"R{day},113/3/1,113/3/8,113/3/{day}\n" for day in (7, 8, 9, 11, 12, 15, 16)
)
# Two of each year; one more that was completed a day too late, and one that was caught once alone.
LECTURES = """案件編號,查獲次數,裁罰日期,完成講習日期,分流課程
A1,2,113/1/1,113/12/31,是
A2,2,113/5/1,113/6/1,否
A3,3,113/5/1,114/1/1,否
A4,1,113/5/1,113/6/1,否
C1,2,112/1/5,112/12/1,是
C2,3,112/5/1,112/6/1,否
"""
KEYS = {"3.3": RETENTION, "4.8": VOLUNTEERS, "4.3.1": CONTACTS, "2.1": REPORTS, "4.6.2": DIVERSION}


def list_subjects(folder: Path, measure: str, text: str) -> tuple[str, list[str]]:
    """The cause that is found for a text, and the identifiers of the candidates."""
    form = write_form(folder / "表.docx", [HEADERS["final"], [KEYS[measure], "", text, ""]], "final", "高雄市")
    run = pipeline.recheck_form(form, folder / "office", Settings(), show_ids=True)
    finding = next(finding for finding in run.recheck.findings if finding.submitted.id == measure)
    return finding.cause.value, [entry["subject"] for entry in finding.detail.get("candidates", ())]


@pytest.mark.parametrize(
    ("text", "cause", "subjects"),
    [
        # 179 days first, one short; then 178, which was excluded for less than 180; then 173. 172 and fewer are far off.
        ("5/7", "numerator", ["M179", "M178", "M173"]),
        # Those that just reach it: 180, then 181; 190 is far off.
        ("2/7", "numerator", ["M180", "M181"]),
        # Excluded at 178 days, who for a bound of 177 were none of those excluded.
        ("3/8", "denominator", ["M178"]),
    ],
)
def test_days_beside_180(tmp_path: Path, text: str, cause: str, subjects: list[str]) -> None:
    write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS)
    assert list_subjects(tmp_path, "3.3", text) == (cause, subjects)


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        # Half an hour short and less, then an hour and less; 2.99 hours are farther off.
        ("4/7", ["C399", "D35", "E3"]),
        # No more than half an hour above, then an hour; 5.01 hours are farther off.
        ("2/7", ["A4", "B45"]),
    ],
)
def test_hours_beside_4(tmp_path: Path, text: str, subjects: list[str]) -> None:
    write_csv(tmp_path / "office", "志工", HOURS)
    assert list_subjects(tmp_path, "4.8", text) == ("numerator", subjects)


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("1.4/6", ["C7"]),  # 63.64 %; one contact more makes it 72.73 %
        ("1.2/6", ["C8", "N1"]),  # 72.73 %, one contact less makes it 63.64 %; and one of one
    ],
)
def test_shares_beside_65_percent(tmp_path: Path, text: str, subjects: list[str]) -> None:
    write_csv(tmp_path / "office", "追蹤輔導個案", CASES)
    write_csv(tmp_path / "office", "追蹤輔導紀錄", MADE)
    assert list_subjects(tmp_path, "4.3.1", text) == ("numerator", subjects)


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("3/7", ["R9", "R11", "R12", "R15"]),  # one, three, four and seven days late; eight are too many
        ("1/7", ["R8", "R7"]),  # on the last day, and the day before
    ],
)
def test_days_beside_a_term(tmp_path: Path, text: str, subjects: list[str]) -> None:
    write_csv(tmp_path / "office", "兒少通報", CHILDREN)
    assert list_subjects(tmp_path, "2.1", text) == ("numerator", subjects)


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("2.A=3、B=1、C=2、D=1", ["A3", "A4"]),  # more of this year: a day late, and caught once where it should be twice
        ("2.A=1、B=1、C=2、D=1", ["A1", "A2"]),  # fewer: completed on the last day, and caught twice and no more
        ("2.A=2、B=1、C=1、D=1", ["C1"]),  # fewer of the year before
    ],
)
def test_the_sides_of_a_difference(tmp_path: Path, text: str, subjects: list[str]) -> None:
    write_csv(tmp_path / "office", "講習個案", LECTURES)
    assert list_subjects(tmp_path, "4.6.2", text) == ("both", subjects)
