"""The way of a planner on the command line: start a plan, check it, test it, compare it, compute with it."""

from pathlib import Path

from .running import check_refused, run, write_csv


def test_way_of_a_planner(tmp_path: Path) -> None:
    done = run("plan", "new", "--from", "mohw-113", "--year", "114", "specs/mohw-114", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert done.out == (
        "已寫入 specs/mohw-114/plan.yaml（計畫 mohw-114，延伸 mohw-113）；"
        "有更動的指標放進 specs/mohw-114/indicators，改寫後請執行 antidrug-kpi plan check specs/mohw-114\n"
    )
    assert list((tmp_path / "specs" / "mohw-114" / "indicators").iterdir()) == []
    checked = run("plan", "check", "specs/mohw-114", cwd=tmp_path)
    assert (checked.status, checked.out) == (0, "mohw-114：36 項指標、48 項衡量項目，規格無誤\n")
    assert checked.err == "［請確認］mohw-114/plan.yaml 第 11 行：「document」還是（待填）；請填上\n"
    tested = run("plan", "test", "specs/mohw-114", cwd=tmp_path)
    assert (tested.status, tested.out.endswith(" 個範例，0 項不符\n")) == (0, True)
    listed = run("list", "--plan", "mohw-114", "--specs", "specs", cwd=tmp_path)
    assert (listed.status, "三(三)" in listed.out) == (0, True)
    told = run("plan", "diff", "mohw-113", "specs/mohw-114", cwd=tmp_path)
    assert told.out.startswith("mohw-113（原）與 mohw-114（新）：4 處不同\n\n計畫名稱\n  原：113 年度")
    same = run("plan", "diff", "mohw-114", "specs/mohw-114", "--specs", "specs", cwd=tmp_path)
    assert (same.status, same.out) == (0, "mohw-114 與 mohw-114：沒有差異\n")
    as_json = run("plan", "diff", "mohw-113", "specs/mohw-114", "--format", "json", cwd=tmp_path)
    assert [change["label"] for change in as_json.data["changes"]] == ["計畫名稱", "計畫簡稱", "計畫年度", "依據文件"]


def test_new_plan_is_computed(tmp_path: Path) -> None:
    assert run("plan", "new", "--year", "114", "specs/mohw-114", cwd=tmp_path).status == 0
    rows = "個案編號,機構代碼,新收日期,結案日期,結案原因\nM1,H1,114/1/1,114/6/30,自行中斷\nM2,H1,113/1/1,113/6/30,自行中斷\n"
    write_csv(tmp_path / "data", "美沙冬收案", rows)
    options = ("--plan", "mohw-114", "--specs", "specs", "--only", "3.3", "--format", "json")
    done = run("compute", "data", *options, cwd=tmp_path)
    assert done.status == 0
    (measure,) = (each for each in done.data["measures"] if each["id"] == "3.3")
    assert (measure["numerator"], measure["denominator"]) == (1, 1)


def test_refusals_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "note.txt").write_text("x", encoding="utf-8")
    refused = run("plan", "new", "--year", "114", "old", cwd=tmp_path)
    check_refused(refused, 1, "old 已存在且不是空資料夾；請指定新的資料夾，以免覆蓋既有檔案")
    formats = run("plan", "diff", "mohw-113", "mohw-113", "--format", "xml", cwd=tmp_path)
    check_refused(formats, 2, "用法錯誤：「--format」的值不能用，可用：text、json；請以 antidrug-kpi plan diff --help 查看用法")
    none = run("show", "3.3", "--plan", "mohw-114", "--specs", "spec", cwd=tmp_path)
    check_refused(none, 2, "--specs 的資料夾「spec」不存在；請指定放計畫資料夾的那一層，例如 specs")
    check_refused(run("list", "--specs", "spec", cwd=tmp_path), 2, none.err.removesuffix("\n"))
    check_refused(
        run("plan", "diff", "mohw-113", "old", cwd=tmp_path),
        1,
        "old：沒有 plan.yaml；請指定計畫的規格資料夾，例如 specs/mohw-113",
    )
