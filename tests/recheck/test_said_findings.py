"""What a recheck says to a reader: what differs and by how much before its cause, 自評 once for each box, the screen folded."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.console import Console

from antidrug_kpi import pipeline
from antidrug_kpi.audit.recheck.recheck_screen import print_recheck
from antidrug_kpi.audit.recheck.recheck_table import list_rows
from antidrug_kpi.pipeline.rechecking import RecheckRun
from antidrug_kpi.settings import Settings
from cli.running import write_csv

from .test_recheck_command import ADMISSIONS, HOURS, RETENTION, STAYING, VOLUNTEERS
from .typed_forms import HEADERS, write_form

# Of three with twelve months two have stayed; of the same three one has eighteen.
STAFF = (
    "人力來源,職稱,姓名,到職日期,離職日期,異動別\n本部補助,個管,甲,111/1/1,,在職\n本部補助,個管,乙,112/12/1,,在職\n"
    "本部補助,個管,丙,113/6/1,,在職\n"
)
TRIED = "已試算其他判讀、期間與排除共"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recheck") / "office"
    for name, content in (("志工", HOURS), ("美沙冬收案", ADMISSIONS), ("人力清冊", STAFF)):
        write_csv(folder, name, content)
    return folder


def recheck(office: Path, folder: Path, *rows: Sequence[str]) -> RecheckRun:
    form = write_form(folder / "表.docx", [HEADERS["final"], *rows], "final", "高雄市")
    only = {VOLUNTEERS: "4.8", RETENTION: "3.3", STAYING: "4.2"}
    return pipeline.recheck_form(form, office, Settings(only=tuple(only[row[0]] for row in rows)))


def list_said(rechecked: RecheckRun) -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:5] for row in list_rows(rechecked.run.plan, rechecked.recheck)}


@pytest.mark.parametrize(
    ("text", "result", "said"),
    [
        ("93/85=97.65%", "自相矛盾", "分子多 10 人；所填的數值 97.65% 不是所填分子、分母（93／85）算出的 109.41%；"
         f"{TRIED} 24 種，都不能得出所填數字"),
        ("83/85=79.65%", "自相矛盾", "數值少 18 個百分點；所填的數值 79.65% 不是所填分子、分母（83／85）算出的 97.65%"),
        ("83/85=97.65%，達成率99%", "自相矛盾", "達成率多 1.35 個百分點；所填的達成率 99% 不是所填數字依目標算出的 97.65%"),
        ("83/85，尚差3人", "自相矛盾", "尚差多 1；所填的尚差 3，依所填數字應為 2"),
        ("83/85=97.64%", "進位不同", "數值少 0.01 個百分點；無條件捨去，應四捨五入"),
        ("97.60%", "數值不同", f"數值少 0.05 個百分點；{TRIED} 24 種，都不能得出所填數字"),
        ("83/86=96.51%", "分母不同", f"分母多 1 人；{TRIED} 24 種，都不能得出所填數字"),
        ("無適用個案", "數值不同", "填報為無個案，重算有數字"),
        ("83/85=97.65%，已達成", "自評不符", "數字相符，惟應為「未達成」"),
    ],
)  # fmt: skip
def test_what_differs_stands_before_its_cause(office: Path, tmp_path: Path, text: str, result: str, said: str) -> None:
    found = list_said(recheck(office, tmp_path, [VOLUNTEERS, "100%", text, ""]))["4.8"]
    assert (found[0], found[3]) == (result, said)


def test_an_explanation_that_fits_may_be_chance(office: Path, tmp_path: Path) -> None:
    found = list_said(recheck(office, tmp_path, [RETENTION, "65%", "6/9=66.67%", ""]))["3.3"]
    assert found[0] == "未扣除排除者"
    assert found[3].startswith("分母多 2 人次；可能原因：未排除「死亡」；已試算")
    assert found[3].endswith("種，數字相合也可能只是巧合")


def test_a_box_of_several_measures_is_told_once(office: Path, tmp_path: Path) -> None:
    text = "1.12個月：2/3=66.67%\n2.18個月：1/3=33.33%"
    found = list_said(recheck(office, tmp_path, [STAYING, "", text, "☐超前 ☐符合 ☑落後"]))
    assert [(found[name][0], found[name][1].count("自評"), found[name][2].count("自評")) for name in ("4.2.1", "4.2.2")] == [
        ("相同", 1, 1),
        ("相同", 0, 0),
    ]
    assert (found["4.2.1"][1][-7:], found["4.2.1"][2][-7:]) == ("整列自評 落後", "整列自評 落後")


def test_a_wrong_box_is_told_beside_what_it_is_wrong_for(office: Path, tmp_path: Path) -> None:
    text = "1.12個月：2/3=66.67%\n2.18個月：1/3=33.33%"
    found = list_said(recheck(office, tmp_path, [STAYING, "", text, "☑超前 ☐符合 ☐落後"]))
    assert found["4.2.1"][0] == found["4.2.2"][0] == "自評不符"
    assert found["4.2.1"][3] == "數字相符，惟整列自評與本項的「落後」不合"
    assert ("整列自評 超前" in found["4.2.1"][1], "整列自評 落後" in found["4.2.1"][2]) == (True, True)


def test_a_box_for_each_target(office: Path, tmp_path: Path) -> None:
    text = "1.12個月：2/3=66.67%\n2.18個月：1/3=33.33%"
    found = list_said(recheck(office, tmp_path, [STAYING, "", text, "1.落後\n2.超前"]))
    assert [found[name][0] for name in ("4.2.1", "4.2.2")] == ["相同", "自評不符"]
    assert found["4.2.2"][3] == "數字相符，惟自評應為「落後」"


def test_the_screen_has_what_agrees_in_one_line(office: Path, tmp_path: Path) -> None:
    rechecked = recheck(office, tmp_path, [VOLUNTEERS, "", "83/85", ""], [RETENTION, "", "6/9", ""])
    shown = {}
    for width in (80, 2000):
        for is_all in (False, True):
            console = Console(file=io.StringIO(), width=width, highlight=False, markup=False)
            print_recheck(console, rechecked.run.plan, rechecked.recheck, is_all=is_all)
            assert isinstance(console.file, io.StringIO)
            shown[width, is_all] = console.file.getvalue().splitlines()
    assert shown[80, False][-2:] == ["其餘 1 項相同：4.8", "相同 1、差異 1（未扣除排除者 1）、未填 0、讀不懂 0"]
    assert not any(line.startswith("│4.8") for line in shown[80, False])
    assert any(line.startswith("│4.8") for line in shown[80, True])
    assert shown[2000, False] == shown[2000, True]
    assert any(line.startswith("│4.8│相同│83／85│") for line in shown[2000, False])


@pytest.mark.parametrize(("width", "is_column"), [(60, False), (80, False), (200, True)])
def test_the_reason_is_told_under_a_table_without_room_for_it(office: Path, tmp_path: Path, width: int, is_column: bool) -> None:
    rechecked = recheck(office, tmp_path, [VOLUNTEERS, "100%", "93/85=97.65%，達成率 97.65%；尚差 2 人", "☑落後"])
    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False)
    print_recheck(console, rechecked.run.plan, rechecked.recheck)
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().splitlines()
    assert ("說明" in lines[1]) == is_column
    assert any(line.startswith("4.8  分子多 10 人；") for line in lines) == (not is_column)
    hidden = "" if is_column else "；-o 核對.xlsx 或 --format csv"
    assert hidden in "".join(lines)
    assert not any(line.startswith("寬") and "說明" in line for line in lines)
