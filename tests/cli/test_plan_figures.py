"""`plan diff --data` on the command line: what it prints, how it ends, and what it refuses."""

from pathlib import Path

import pytest

from .running import ADMISSIONS, check_refused, run, write_csv
from .test_output_schemas import check_output

NEXT_YEAR = """\
id: "3.3"
target_text: 70%以上
measures:
  - id: "3.3"
    target:
      text: 70%以上
      values:
        - {from: 2024-01-01, value: 65, citation: 肆、三(三) 目標值}
        - {from: 2025-01-01, value: 70, citation: 114 年度計畫說明書 肆、三(三)}
    population:
      exclude:
        - reason_in: {column: 結案原因, reasons: {移民: []}}
"""
COMMAND = ("plan", "diff", "mohw-113", "specs/mohw-114", "--data", "data")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Plans of 113 and 114, and four admissions: 179 days, 180 and 181, and one that died, whom the plan of 114 does count."""
    assert run("plan", "new", "--year", "114", "specs/mohw-114", cwd=tmp_path).status == 0
    (tmp_path / "specs" / "mohw-114" / "indicators" / "3-03.yaml").write_text(NEXT_YEAR, encoding="utf-8")
    write_csv(tmp_path / "data", "美沙冬收案", ADMISSIONS)
    return tmp_path


def test_what_is_printed_and_how_it_ends(folder: Path) -> None:
    done = run(*COMMAND, "--only", "3.3", cwd=folder)
    assert (done.status, done.err) == (0, "目標值依各計畫本年度（113、114 年）\n")
    changes, figures = done.out.split("\n\nA　")
    assert changes.startswith("mohw-113（原）與 mohw-114（新）：")
    assert "\n\n三(三) 3.3　目標\n  新增：≥ 70%，自 114 年 1 月 1 日起\n\n" in changes
    title = "所轄替代治療機構之美沙冬替代治療新收個案持續治療滿 6 個月（180 天）留置率"
    assert figures.splitlines() == [
        "mohw-113　113 年度毒品危害防制中心工作計畫　期末　基準日 113 年 12 月 31 日",
        "B　specs/mohw-114　114 年度毒品危害防制中心工作計畫　期末　基準日 113 年 12 月 31 日",
        "┃衡量項目┃名稱┃A┃B┃變化┃同異┃",
        f"│3.3│{title}│2／3＝66.67%（達成）│2／4＝50.00%（未達成）│-16.67│不同│",
        "3.3　新計入 1：美沙冬收案.csv 第 5 列",
        "相同 0、不同 1",
    ]


@pytest.mark.slow
def test_the_json_is_that_of_the_specs_and_of_the_figures(folder: Path) -> None:
    done = run(*COMMAND, "--format", "json", cwd=folder)
    found = check_output("diff", done.out)
    assert list(found) == ["schema", "old_plan", "new_plan", "changes", "year", "report", "as_of", "measures"]
    assert "目標" in [change["label"] for change in found["changes"]]
    assert [found[key] for key in ("year", "report", "as_of")] == [113, "final", "2024-12-31"]
    assert len(found["measures"]) == 48
    differing = [entry for entry in found["measures"] if entry["a"] != entry["b"]]
    assert [(entry["id"], len(entry["entered"]), len(entry["left"])) for entry in differing] == [("3.3", 1, 0)]
    reason = done.err.splitlines()[-1]
    assert (done.status, reason.startswith("計算完成但不完整（47 項資料未備，缺 ")) == (3, True)
    assert reason.endswith("）；請以 antidrug-kpi check data --plan mohw-113 查看每一項的位置")
    assert run(*COMMAND, "--format", "json", "--quiet", cwd=folder).err == f"{reason}\n"


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--year", "113"), "--year"),
        (("--as-of", "113-06-30", "--report", "midterm"), "--report、--as-of"),
        (("--reading", "4.2=elapsed", "--no-strict", "--show-ids"), "--reading、--strict、--show-ids"),
        (("--mapping", "m.yaml", "--password-env", "P", "--jurisdiction", "高雄市"), "--jurisdiction、--mapping、--password-env"),
    ],
)
def test_options_of_figures_are_refused_without_data(tmp_path: Path, options: tuple[str, ...], named: str) -> None:
    refused = run("plan", "diff", "mohw-113", "mohw-113", *options, cwd=tmp_path)
    check_refused(refused, 2, f"{named} 沒有 --data 就沒有作用；請以 --data 指定資料夾，或拿掉")


def test_nothing_is_printed_where_the_figures_cannot_be_computed(tmp_path: Path) -> None:
    command = ("plan", "diff", "mohw-113", "mohw-113", "--data")
    check_refused(run(*command, "none", cwd=tmp_path), 1, "找不到「none」；應為一個資料夾或一個檔案，請確認路徑")
    unknown = run("plan", "diff", "mohw-113", "mohw-112", "--data", tmp_path, cwd=tmp_path)
    assert (unknown.status, unknown.out, unknown.err.startswith("找不到計畫「mohw-112」")) == (2, "", True)
    plan = run(*command, write_csv(tmp_path / "data", "志工", "志工編號,繼續教育時數\nV1,4\n"), "--plan", "x", cwd=tmp_path)
    assert (plan.status, plan.err.startswith("用法錯誤：沒有選項「--plan」")) == (2, True)
