"""What a newcomer types of folders, files and names: the nearest is offered, and the wrong order is recognised."""

from pathlib import Path

import pytest

from antidrug_kpi.nearest_path import name_nearest

from .running import ADMISSIONS, check_refused, run, write_csv

LIST = "請以 antidrug-kpi list --plan mohw-113 查看全部指標"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "清冊", "美沙冬收案", ADMISSIONS)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("清册", "清冊"),
        ("清冊/美沙冬收安.csv", "清冊/美沙冬收案.csv"),
        ("清册/美沙冬收案.csv", "清冊/美沙冬收案.csv"),
        ("清册/不在.csv", "清冊"),
        ("期末報告.docs", "期末報告.docx"),
        ("期末報告", "期末報告.docx"),
        ("交回的活頁薄", "交回的活頁簿"),
        ("ABC", None),
        ("A123456788", None),
        ("/", None),
    ],
)
def test_the_nearest_name_in_the_folder(
    typed: str, near: str | None, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "交回的活頁簿").mkdir()
    (tmp_path / "期末報告.docx").touch()
    (tmp_path / "A123456789").mkdir()
    monkeypatch.chdir(tmp_path)
    assert name_nearest(Path(typed)) == ("" if near is None else f"，最接近的是「{near}」")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("compute", "清册"), "找不到「清册」，最接近的是「清冊」；應為一個資料夾或一個檔案，請確認路徑"),
        (
            ("compare", "清册", "清冊"),
            "找不到「清册」，最接近的是「清冊」；應為結果檔（.json）、填好的表、資料夾或活頁簿，請確認路徑",
        ),
        (
            ("recheck", "期中報告.docx", "清冊"),
            "無法讀取 期中報告.docx：檔案或資料夾不存在，最接近的是「期末報告.docx」；請確認路徑與權限",
        ),
        (
            ("verify", "存證.jsn", "清冊"),
            "無法讀取存證檔（--manifest） 存證.jsn：檔案或資料夾不存在，最接近的是「存證.json」；請確認路徑與權限",
        ),
        (("compute", "清冊", "--mapping", "對映.yaml"), "找不到對應檔「對映.yaml」，最接近的是「對應.yaml」；請確認路徑"),
        (("batch", "清册", "-o", "彙總"), "找不到資料夾「清册」，最接近的是「清冊」；應為放各機關資料夾的上一層，請確認路徑"),
    ],
)
def test_what_is_not_there_gets_the_nearest(arguments: tuple[str, ...], said: str, office: Path, tmp_path: Path) -> None:
    for name in ("期末報告.docx", "存證.json", "對應.yaml"):
        (tmp_path / name).touch()
    check_refused(run(*arguments, cwd=tmp_path), 1, said)


@pytest.mark.parametrize(
    ("typed", "place", "meant"),
    [
        (("explain", "M00182", "清冊", "3.3"), "前", "explain 清冊 M00182 3.3"),
        (("trace", "3.3", "清冊", "-o", "明細.csv"), "前", "trace 清冊 3.3 -o 明細.csv"),
        (("gaps", "3.3", "清冊/"), "前", "gaps 清冊/ 3.3"),
        (("recheck", "清冊", "期末報告.docx", "--quiet"), "後", "recheck 期末報告.docx 清冊 --quiet"),
        (("recheck", "清冊", "期中.docx"), "後", "recheck 期中.docx 清冊"),
        (("verify", "清冊", "存證.json"), "後", "verify 存證.json 清冊"),
    ],
)
def test_arguments_the_wrong_way_round(typed: tuple[str, ...], place: str, meant: str, office: Path, tmp_path: Path) -> None:
    for name in ("期末報告.docx", "存證.json"):
        (tmp_path / name).touch()
    said = f"引數的順序相反：清冊資料夾「清冊」應寫在{place}面；請改用 antidrug-kpi {meant}"
    check_refused(run(*typed, cwd=tmp_path), 2, said)


def test_a_group_is_all_of_its_indicators(office: Path, tmp_path: Path) -> None:
    for name in ("三", "醫療服務組", "三、醫療服務組"):
        done = run("compute", office, "--only", name, "--format", "json", "--quiet", cwd=tmp_path)
        assert [measure["id"] for measure in done.data["measures"]] == [
            "3.1",
            "3.2",
            "3.3",
            "3.4",
            "3.5",
            "3.6.1",
            "3.6.2",
            "3.7",
        ]
    check_refused(run("compute", office, "--only", "五", cwd=tmp_path), 2, f"計畫 mohw-113 沒有指標「五」；{LIST}")
    near = f"計畫 mohw-113 沒有指標「醫療服物組」，最接近的是「三、醫療服務組」；{LIST}"
    check_refused(run("compute", office, "--only", "醫療服物組", cwd=tmp_path), 2, near)


def test_a_year_that_is_not_the_plans_is_said(office: Path, tmp_path: Path) -> None:
    applies = "目標、算法與表單仍是計畫的，請確認是否適用，或以 --plan 改用該年度的計畫"
    said = f"計畫 mohw-113 是 113 年度的，現以 114 年度計算；{applies}"
    assert f"--year：{said}" in run("compute", office, "--only", "3.3", "--year", "114", cwd=tmp_path).err.splitlines()
    (office / "office.yaml").write_text("year: 114\n", encoding="utf-8")
    assert f"office.yaml 第 1 行：{said}" in run("compute", office, "--only", "3.3", cwd=tmp_path).err.splitlines()
    assert "年度計算" not in run("compute", office, "--only", "3.3", "--year", "113", cwd=tmp_path).err


@pytest.mark.parametrize("year", ["13", "99", "151", "2024"])
def test_a_year_that_no_plan_is_of_is_refused(year: str, office: Path, tmp_path: Path) -> None:
    done = run("compute", office, "--year", year, cwd=tmp_path)
    check_refused(done, 2, f"--year「{year}」應為民國年（100 至 150），例如 113")


def test_a_folder_of_another_plan_is_told_in_a_line_that_begins_with_what_to_do(tmp_path: Path) -> None:
    for number in range(5):
        write_csv(tmp_path / "office", f"表{number}", "甲,乙\n1,2\n")
    done = run("compute", "office", "--plan", "khh-114", cwd=tmp_path)
    look = "請確認計畫（khh-114）與資料夾，或以 antidrug-kpi list --plan khh-114 查看所需清冊"
    command = "antidrug-kpi check office --plan khh-114"
    start = f"office：沒有任何一份看得懂的清冊；{look}；以 {command} 查看全部 5 項，例如 表0.csv："
    assert (done.status, done.err.startswith(start), len(done.err) < 220) == (1, True, True)


@pytest.mark.parametrize(("name", "form"), [("附件一", "annex1"), ("附件5", "annex5"), ("annex10", "plan"), ("附件十", "plan")])
def test_a_form_by_its_annex(name: str, form: str, office: Path, tmp_path: Path) -> None:
    first, second = (run("fill", office, "--form", each, "-o", "表.html", "--replace", cwd=tmp_path) for each in (name, form))
    assert "已寫入 表.html" in first.err
    assert (first.status, first.err) == (second.status, second.err)


def test_a_form_that_there_is_not_gets_the_names_with_their_annexes(office: Path, tmp_path: Path) -> None:
    names = "indicators（附件十一、附件十二）、annex1（附件一）、annex5（附件五）、full、paste、plan（附件十）、paste-plan"
    done = run("fill", office, "--form", "附件二", "-o", "表.docx", cwd=tmp_path)
    check_refused(done, 2, f"計畫 mohw-113 沒有表單「附件二」；請用 {names}")
