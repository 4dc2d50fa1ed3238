"""The plan's readings as a user meets them: the figure, the exit status, what is said, and what `show` tells of them."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from .running import run, write_csv

STAFF = """\
人力來源,職稱,姓名,到職日期,離職日期,異動別
本部補助,個管,甲,113/1/1,,在職
本部補助,個管,乙,113/1/2,,在職
本部補助,個管,丙,111/3/1,113/5/31,轉任他職
本部補助,督導,丙,113/6/1,,在職
"""


def compute(folder: Path, measure: str, *options: str) -> tuple[int, dict[str, Any], str]:
    done = run("compute", folder, "--only", measure, "--format", "json", *options, cwd=folder.parent)
    (found,) = done.data["measures"]
    return done.status, found, done.err


def test_first_and_last_day_of_a_service_count_and_a_promotion_goes_on(tmp_path: Path) -> None:
    office = write_csv(tmp_path / "office", "人力清冊", STAFF)
    status, found, _ = compute(office, "4.2.1")
    assert (status, found["numerator"], found["denominator"], found["value"], found["status"]) == (0, 2, 3, "66.67", "missed")
    assert found["notes"] == ["「到職日期」與前一列「離職日期」相接而併為一段者 1 段（共 2 列），自首列「到職日期」起算"]
    traced = run("trace", office, "4.2.1", cwd=tmp_path)
    assert traced.status == 0
    assert "2024-12-31" in traced.out  # 113/1/1 is twelve months on the as-of date


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("跨局處會議", "會議日期,秘書長或主任秘書以上主持\n112/12/31,是\n"),
        ("跨局處會議", "會議日期,秘書長或主任秘書以上主持\n"),
        ("填報數據", "指標代碼,項目,數值\n4.1.2,分子,0\n4.1.2,分母,0\n"),
    ],
)
def test_no_meeting_misses_the_target(tmp_path: Path, name: str, text: str) -> None:
    status, found, _ = compute(write_csv(tmp_path / "office", name, text), "4.1.2", "--report", "midterm", "--fail-on-miss")
    assert status == 4
    assert (found["status"], found["progress"], found["comparator"], found["target"]) == ("missed", "落後", ">=", "50")
    assert (found["numerator"], found["denominator"]) == (0, 0)
    assert (found["value"], found["attainment"], found["shortfall"]) == (None, None, None)
    assert found["notes"][0].startswith("統計期間內沒有召開跨局處會議；")


def test_no_meeting_on_paper(tmp_path: Path) -> None:
    office = write_csv(tmp_path / "office", "跨局處會議", "會議日期,秘書長或主任秘書以上主持\n112/12/31,是\n")
    done = run("compute", office, "--only", "4.1.2", "--format", "markdown", cwd=tmp_path)
    assert "未達成" in done.out
    assert "無適用個案" not in done.out
    filled = run("fill", office, "--only", "4.1.2", "-o", tmp_path / "form.xlsx", cwd=tmp_path)
    assert filled.status == 0
    sheet = load_workbook(tmp_path / "form.xlsx").worksheets[0]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any("分子 0 次／分母 0 次；未達成" in text for text in texts), texts
    assert any("☑落後" in text for text in texts)


def test_no_meeting_in_a_year_without_a_target_is_not_applicable(tmp_path: Path) -> None:
    office = write_csv(tmp_path / "office", "跨局處會議", "會議日期,秘書長或主任秘書以上主持\n111/12/31,是\n")
    _, found, _ = compute(office, "4.1.2", "--year", "112")
    assert (found["status"], found["progress"], found["target"]) == ("not_applicable", None, None)


def test_a_first_visit_has_nothing_to_follow_up(tmp_path: Path) -> None:
    rows = """\
機構代碼,機構名稱,藥癮戒治,替代治療,訪查日期,訪查項目完整,前次建議追蹤,策進建議
H1,一院,是,否,113/3/1,是,首次訪查,是
H2,二院,是,否,113/3/1,是,N/A,是
H3,三院,是,否,113/3/1,是,無,是
H4,四院,是,否,113/3/1,是,,是
"""
    status, found, _ = compute(write_csv(tmp_path / "office", "治療機構", rows), "3.4")
    assert (status, found["numerator"], found["denominator"]) == (0, 2, 4)
    assert found["notes"] == ["「治療機構」有 1 列「前次建議追蹤」空白（非是亦非否）"]


@pytest.mark.parametrize("measure", ["2.2", "2.6", "4.6.1.0", "4.12.1"])
def test_one_item_that_the_source_does_not_ask_for_has_no_attainment(tmp_path: Path, measure: str) -> None:
    elements = {
        "2.2": ("入校家庭支持服務", "離校追蹤至少1年", "陪同家長訪視會面"),
        "2.6": ("知識性", "自我調適", "情緒支持", "資源", "家庭關係"),
        "4.6.1.0": ("初次查獲課程", "二次以上查獲課程"),
        "4.12.1": ("網站簡介",),
    }[measure]
    rows = [f"{measure},{item},{element},{element}的內容" for item in ("甲案", "乙案", "丙案") for element in elements]
    office = write_csv(tmp_path / "office", "佐證清冊", "\n".join(["指標代碼,項目名稱,要件,說明", *rows, ""]))
    _, found, _ = compute(office, measure)
    assert (found["value"], found["status"], found["attainment"], found["progress"]) == ("3.00", "met", None, "符合")
    _, found, _ = compute(
        write_csv(office, "佐證清冊", f"指標代碼,項目名稱,要件,說明\n{measure},甲案,{elements[0]},－\n"), measure
    )
    assert (found["value"], found["status"], found["attainment"], found["progress"], found["shortfall"]) == (
        "0.00",
        "missed",
        None,
        "落後",
        1,
    )


@pytest.mark.parametrize(("measure", "names"), [("3.7", ("完成愛滋篩檢人次", "實際到場講習人次")), ("4.7", ("分子", "分母"))])
@pytest.mark.parametrize(("numerator", "asked"), [(99, False), (100, False), (101, True)])
def test_a_numerator_above_its_denominator_is_asked_about(
    tmp_path: Path, measure: str, names: tuple[str, str], numerator: int, asked: bool
) -> None:
    rows = f"指標代碼,項目,數值\n{measure},{names[0]},{numerator}\n{measure},{names[1]},100\n"
    status, found, _ = compute(write_csv(tmp_path / "office", "填報數據", rows), measure)
    assert (status, found["value"], found["status"]) == (0, f"{numerator}.00", "met")
    assert ("請確認：「填報數據」的分子大於分母" in found["notes"]) is asked


def test_a_closing_reason_beside_a_blank_reason_is_asked_about_and_needs_no_column(tmp_path: Path) -> None:
    rows = "個案編號,開案日期,結案日期,無需轉介就業原因,就業轉介日期\nA1,113/1/1,113/5/1,,\nA2,113/1/1,,,113/2/1\n"
    status, found, _ = compute(write_csv(tmp_path / "office", "追蹤輔導個案", rows), "2.9")
    assert (status, found["numerator"], found["denominator"], found["notes"]) == (0, 1, 2, [])
    rows = (
        rows.replace("結案日期,", "結案日期,結案原因,").replace("113/5/1,", "113/5/1,死亡,").replace("113/1/1,,,", "113/1/1,,,,")
    )
    status, found, _ = compute(write_csv(tmp_path / "office", "追蹤輔導個案", rows), "2.9")
    assert (status, found["numerator"], found["denominator"]) == (0, 1, 2)
    assert found["notes"] == [
        "請確認：據以認定之列沒有無需轉介就業原因，而結案原因屬之者，仍列入分母，請確認是否應填無需轉介就業原因（1 筆）"
    ]


def test_questions_move_no_exit_status_and_check_lists_them(tmp_path: Path) -> None:
    rows = "指標代碼,項目名稱,要件,說明\n4.12,網站,網站簡介,詳附件\n4.12,宣導,宣導媒體,縣府官網\n4.12,宣導,宣導媒體,廣播\n"
    office = write_csv(tmp_path / "office", "佐證清冊", rows)
    done = run("compute", office, "--only", "4.12", "--format", "json", cwd=tmp_path)
    assert done.status == 0
    checked = run("check", office, "--only", "4.12", "--format", "json", cwd=tmp_path)
    codes = [issue["code"] for issue in checked.data["issues"]]
    assert {"evidence-placeholder", "evidence-doubtful"} <= set(codes)


@pytest.mark.parametrize(
    ("indicator", "words"),
    [
        ("3.6", "本項不按月累計"),
        ("4.12", "地方政府網頁不算宣導媒體、通路"),
        ("4.2", "113 年 1 月 1 日到職者於 12 月 31 日滿 12 個月"),
        ("4.1", "統計期間內沒有會議者"),
        ("2.2", "不計達成率"),
    ],
)
def test_show_says_how_it_is_read(tmp_path: Path, indicator: str, words: str) -> None:
    done = run("show", indicator, cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert words in "".join(line.strip() for line in done.out.splitlines())


def test_a_plan_that_compute_could_not_do_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "specs" / "own-113"
    (folder / "indicators").mkdir(parents=True)
    text = "id: own-113\nextends: mohw-113\nyear: 113\ntitle: 自訂\nshort_title: 自訂\ndocument: 說明書\n"
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    own = """\
id: "4.8"
measures:
  - id: "4.8"
    population:
      each: [志工編號]
      numerator: {column: 繼續教育時數, at_least: 4}
"""
    (folder / "indicators" / "4-08.yaml").write_text(own, encoding="utf-8")
    done = run("plan", "check", folder, cwd=tmp_path)
    assert done.status == 1
    assert "own-113/indicators/4-08.yaml 第 6 行：每個對象可能有數列，「繼續教育時數」不只一個值" in done.out + done.err
    assert "Traceback" not in done.err
