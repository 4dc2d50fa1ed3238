"""`compute --monthly`: each month-end as a run of that day would compute it, from one reading, in every format."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from .running import SAMPLE, run, write_csv

FIGURES = ("id", "status", "numerator", "denominator", "value", "progress")
# Admitted on 1 July of the year before. 180 days are over on 28 December 112 for the first, on 31 March 113 for the second.
ADMISSIONS = """\
個案編號,機構代碼,新收日期,結案日期,結案原因
M1,H1,112/7/1,,
M2,H1,112/10/3,,
M3,H1,112/10/3,113/2/15,自行中斷
"""


def test_figures_worked_by_hand(tmp_path: Path) -> None:
    write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS)
    done = run("compute", "office", "--only", "3.3", "--monthly", "--as-of", "113/5/15", "--format", "json", cwd=tmp_path)
    # 3 October and 180 days is 31 March 2024, the last day of a month on which it counts; nobody left before 15 February.
    behind = {"id": "3.3", "status": "missed", "numerator": 1, "denominator": 3, "value": "33.33", "progress": "落後"}
    on_track = {"id": "3.3", "status": "met", "numerator": 2, "denominator": 3, "value": "66.67", "progress": "符合"}
    assert done.data["months"] == [
        {"as_of": "2024-01-31", "measures": [behind]},
        {"as_of": "2024-02-29", "measures": [behind]},
        {"as_of": "2024-03-31", "measures": [on_track]},
        {"as_of": "2024-04-30", "measures": [on_track]},
    ]
    assert done.data["as_of"] == "2024-05-15"


def test_before_the_first_month_end_there_is_none(tmp_path: Path) -> None:
    write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS)
    arguments = ("compute", "office", "--only", "3.3", "--monthly", "--as-of", "113/1/30")
    assert run(*arguments, "--format", "json", cwd=tmp_path).data["months"] == []
    assert "各月底的數字（年度內到基準日為止，還沒有月底）" in run(*arguments, cwd=tmp_path).out
    done = run(*arguments, "-o", "月.html", cwd=tmp_path)
    assert done.status == 0, done.err


@pytest.mark.parametrize("report", ["midterm", "final"])
def test_a_month_end_is_what_a_run_of_that_day_gives(tmp_path: Path, report: str) -> None:
    arguments = ("compute", SAMPLE / "office", "--report", report, "--jurisdiction", "高雄市", "--format", "json")
    yearly = run(*arguments, "--as-of", "113/6/30", "--monthly", cwd=tmp_path).data["months"]
    for month in (yearly[1], yearly[5]):
        alone = run(*arguments, "--as-of", month["as_of"], cwd=tmp_path).data["measures"]
        assert month["measures"] == [{name: measure[name] for name in FIGURES} for measure in alone]


def test_the_exit_status_is_that_of_the_last_month_end(tmp_path: Path) -> None:
    write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS)
    arguments = ("compute", "office", "--only", "3.3", "--fail-on-miss", "--quiet")
    # On 31 March the second counts, and on 30 March, the as-of date whose last month-end is in February, it does not.
    for as_of, alone, last in (("113/3/30", 4, 4), ("113/3/31", 0, 0), ("113/4/2", 0, 0), ("113/2/29", 4, 4)):
        assert run(*arguments, "--as-of", as_of, cwd=tmp_path).status == alone
        assert run(*arguments, "--as-of", as_of, "--monthly", cwd=tmp_path).status == last
    # Before the first month-end there is no last one: the run itself decides.
    assert run(*arguments, "--as-of", "113/1/30", "--monthly", cwd=tmp_path).status == 4


def test_a_target_met_since_the_last_month_end_does_not_count_yet(tmp_path: Path) -> None:
    # 180 days are over on 2 April: met on 2 April, and missed at the end of March.
    write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS.replace("112/10/3,,", "112/10/5,,"))
    arguments = ("compute", "office", "--only", "3.3", "--fail-on-miss", "--quiet", "--as-of", "113/4/2")
    assert run(*arguments, cwd=tmp_path).status == 0
    assert run(*arguments, "--monthly", cwd=tmp_path).status == 4


def test_a_year_without_a_target_is_reported(tmp_path: Path) -> None:
    write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS.replace("113/", "112/").replace("112/10/3", "111/10/3"))
    done = run("compute", "office", "--only", "3.3", "--monthly", "--year", "112", "--format", "json", cwd=tmp_path)
    assert {measure["status"] for month in done.data["months"] for measure in month["measures"]} == {"reported"}
    assert [month["as_of"] for month in done.data["months"]][::11] == ["2023-01-31", "2023-12-31"]


def test_every_table_has_a_line_for_each_month(tmp_path: Path) -> None:
    write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS)
    arguments = ("compute", "office", "--only", "3.3", "--monthly", "--as-of", "113/3/31", "--by", "機構代碼")
    screen = run(*arguments, cwd=tmp_path).out
    assert "各月底的數字（○ 達成，× 未達成；缺：資料未備或暫不提供，無：無適用個案）" in screen
    assert "│3.3│33.33×│33.33×│66.67○│" in screen
    title = "所轄替代治療機構之美沙冬替代治療新收個案持續治療滿 6 個月（180 天）留置率"
    first = ["三(三)", "3.3", title, "113 年 1 月 31 日", "1", "3", "33.33", "%", "未達成", "落後"]
    last = ["三(三)", "3.3", title, "113 年 3 月 31 日", "2", "3", "66.67", "%", "達成", "符合"]
    headers = ["指標", "衡量項目", "名稱", "基準日", "分子", "分母", "數值", "單位", "狀態", "自評進度"]
    rows = list(csv.reader(io.StringIO(run(*arguments, "--format", "csv", cwd=tmp_path).out.removeprefix("\ufeff"))))
    assert (rows[0], rows[1], rows[3], len(rows)) == (headers, first, last, 4)
    markdown = run(*arguments, "--format", "markdown", cwd=tmp_path).out
    assert f"| 三(三) | 3.3 | {title} | 113 年 3 月 31 日 | 2 | 3 | 66.67 | % | 達成 | 符合 |" in markdown
    run(*arguments, "-o", "月.xlsx", cwd=tmp_path)
    book = load_workbook(tmp_path / "月.xlsx")
    assert book.sheetnames == ["衡量指標計算結果", "各月底的數字"]
    cells = [[cell for cell in row if cell is not None] for row in book["各月底的數字"].iter_rows(values_only=True)]
    assert ["三(三)", "3.3", title, "113 年 3 月 31 日", 2, 3, 66.67, "%", "達成", "符合"] in cells


def test_the_report_draws_a_line_a_measure(tmp_path: Path) -> None:
    write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS)
    done = run("compute", "office", "--only", "3.3", "--monthly", "--as-of", "113/3/31", "-o", "月.html", cwd=tmp_path)
    assert done.status == 0, done.err
    page = (tmp_path / "月.html").read_text("utf-8")
    assert page.count('class="line"') == 1
    section = page[page.index('id="months"') : page.index('id="readings"')]
    assert section.count("<circle ") == 3
    assert "目標 ≥ 65%（虛線）；1 月底 33.33%（未達成）；3 月底 66.67%（達成）" in page
    words = "目標 ≥ 65%；1 月底 33.33%（未達成）；2 月底 33.33%（未達成）；3 月底 66.67%（達成）"
    assert f'<desc id="months-3.3-line-text">{words}</desc>' in page


def test_the_same_bytes_twice(tmp_path: Path) -> None:
    write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS)
    for name in ("一.html", "二.html"):
        run("compute", "office", "--only", "3.3", "--monthly", "--publish", "-o", name, cwd=tmp_path)
    assert (tmp_path / "一.html").read_bytes() == (tmp_path / "二.html").read_bytes()
