"""Options that ask for more than there is say so, and --only tells of nothing but what concerns it."""

from pathlib import Path

import pytest

from .running import ADMISSIONS, check_refused, run, write_csv

SESSIONS = "辦理日期,含藥愛及愛滋防治\n113/3/1,是\n113/12/31,否\n"
VOLUNTEERS = "志工編號,繼續教育時數\nV1,4\nV2,4\n"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    write_csv(tmp_path / "office", "志工", VOLUNTEERS)
    write_csv(tmp_path / "office", "講習場次", SESSIONS)
    return write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS)


@pytest.mark.parametrize(
    ("as_of", "figure"), [("113/12/30", (1, 1)), ("113/12/31", (1, 2)), ("2024-12-31", (1, 2)), ("114/1/1", None)]
)
@pytest.mark.parametrize("report", ["midterm", "final"])
def test_as_of_up_to_the_last_day_of_the_year(office: Path, as_of: str, figure: tuple[int, int] | None, report: str) -> None:
    done = run("compute", office, "--only", "4.7", "--as-of", as_of, "--report", report, "--format", "json", cwd=office)
    if figure is None:
        said = "晚於 113 年度的末日 2024-12-31，統計期間會超出年度；請改用年度內的日期，或以 --year 指定年度"
        check_refused(done, 2, f"--as-of「{as_of}」{said}")
        return
    (measure,) = done.data["measures"]
    assert (done.status, (measure["numerator"], measure["denominator"])) == (0, figure)


def test_as_of_goes_with_the_year_that_is_named(office: Path) -> None:
    done = run("compute", office, "--only", "4.7", "--as-of", "114/1/1", "--year", "114", "--format", "json", cwd=office)
    assert (done.status, done.data["as_of"]) == (0, "2025-01-01")


OTHER_YEAR = (
    "［警告］講習場次.csv 欄「辦理日期」：「講習場次」各列的年度都是 113 年，這份報告要的是 112 年；"
    "請確認是否放到別的年度的清冊\n"
)
NOT_YET = "--year 112：{} 在 2023-12-31 沒有生效的目標，只列數字，不判定是否達成\n"


def test_a_year_before_the_targets_says_so(office: Path) -> None:
    done = run("compute", office, "--only", "4.8", "--only", "4.7", "--year", "112", "--format", "json", cwd=office)
    assert (done.status, done.err) == (0, OTHER_YEAR + NOT_YET.format("4.7、4.8"))
    assert [(measure["id"], measure["status"], measure["target"]) for measure in done.data["measures"]] == [
        ("4.7", "not_applicable", None),
        ("4.8", "reported", None),
    ]
    assert run("compute", office, "--only", "4.8", "--year", "112", "--quiet", cwd=office).err == ""


@pytest.mark.parametrize(("year", "status"), [("112", 2), ("113", 0), ("114", 0)])
def test_fail_on_miss_is_refused_where_no_target_is_in_force(office: Path, year: str, status: int) -> None:
    for command in (("compute",), ("fill", "-o", "表.odt")):
        name, *rest = command
        done = run(name, office, *rest, "--only", "4.8", "--year", year, "--fail-on-miss", "--quiet", cwd=office.parent)
        refusal = (
            "--fail-on-miss 無從判定：112 年度在 2023-12-31 沒有生效的目標；請以 --year 指定有目標的年度，或拿掉 --fail-on-miss\n"
        )
        assert (done.status, done.err) == (status, refusal if status else "")
    assert (office.parent / "表.odt").exists() == (status == 0)


def test_fail_on_miss_goes_on_where_the_plan_never_has_a_target(office: Path) -> None:
    write_csv(office, "追蹤輔導個案", "個案編號,開案日期,初評完成日期,結案日期\nA1,112/1/1,112/1/1,\n")
    write_csv(office, "追蹤輔導紀錄", "個案編號,追輔日期,追輔方式\nA1,112/1/5,電訪\n")
    done = run("compute", office, "--only", "4.3.2", "--year", "112", "--fail-on-miss", cwd=office)
    said = (
        "計畫 mohw-113 是 113 年度的，現以 112 年度計算；目標、算法與表單仍是計畫的，請確認是否適用，或以 --plan 改用該年度的計畫"
    )
    assert (done.status, done.err) == (0, f"--year：{said}\n")


def test_what_is_not_broken_down_is_named(office: Path) -> None:
    done = run("compute", office, "--only", "3.3", "--only", "4.8", "--by", "機構代碼", "--format", "json", cwd=office)
    why = "清冊沒有這一欄，或數字不是由清冊逐列計算"
    assert (done.status, done.err) == (0, f"--by「機構代碼」：4.8 沒有分組（{why}）\n")
    assert [len(measure["strata"]) for measure in done.data["measures"]] == [1, 0]
    # The register has the column, the file does not.
    write_csv(
        office, "美沙冬收案", "\n".join(line.replace(",H1,", ",") for line in ADMISSIONS.splitlines()).replace("機構代碼,", "")
    )
    done = run("compute", office, "--only", "3.3", "--by", "機構代碼", cwd=office)
    assert (done.status, done.err) == (0, f"--by「機構代碼」：3.3 沒有分組（{why}）\n")


def test_a_column_of_other_registers_alone_is_refused(office: Path) -> None:
    done = run("compute", office, "--only", "4.8", "--by", "需求等級", cwd=office)
    check_refused(
        done,
        2,
        "--by「需求等級」是「追蹤輔導個案」的欄位，4.8 都不能依它分組；請改用這些項目的清冊所有的欄位，或拿掉 --by",
    )


FAULTY = "志工編號,繼續教育時數\nV1,4\nV2,四\n"


@pytest.mark.parametrize("command", [("compute",), ("check",), ("fill", "-o", "表.odt"), ("trace", "3.3")])
def test_a_fault_elsewhere_is_neither_said_nor_counted(office: Path, command: tuple[str, ...]) -> None:
    write_csv(office, "志工", FAULTY)
    write_csv(office, "講習場次", "辦理日期,辦理日期,含藥愛及愛滋防治\n113/3/1,113/3/1,是\n")
    name, *rest = command
    only = () if name == "trace" else ("--only", "3.3")
    done = run(name, office, *rest, *only, cwd=office.parent)
    told = f"已寫入 表.odt\n請確認（不印在表上）：3.3 另有說明，請以 antidrug-kpi compute {office} --only 3.3 查看\n"
    assert (done.status, done.err) == (0, told if name == "fill" else "")
    assert "志工" not in done.out


def test_rejected_rows_are_counted_for_the_wanted_measures(office: Path) -> None:
    write_csv(office, "志工", FAULTY)
    write_csv(office, "美沙冬收案", ADMISSIONS + "M5,H1,113/2/30,,\n")
    for only, counts, line in (
        (("--only", "3.3"), {"methadone_admissions": 1, "volunteers": 0}, "剔退 1 列"),
        (("--only", "4.8"), {"methadone_admissions": 0, "volunteers": 1}, "剔退 1 列"),
        (("--only", "3.3", "--only", "4.8"), {"methadone_admissions": 1, "volunteers": 1}, "剔退 2 列"),
    ):
        done = run("compute", office, *only, "--format", "json", cwd=office)
        rejected = {own["register"]: own["rejected"] for own in done.data["inputs"] if "rejected" in own}
        assert {name: count for name, count in rejected.items() if name in counts and count} == {
            name: count for name, count in counts.items() if count
        }
        assert done.err.splitlines()[-1] == f"計算完成但不完整（{line}）；請依上列各項更正或補齊"
    checked = run("check", office, "--only", "3.3", "--format", "json", cwd=office).data
    assert [(issue["register"], issue["row"]) for issue in checked["issues"]] == [("methadone_admissions", 6)]


def test_a_column_that_the_wanted_measure_does_not_read_is_left_alone(office: Path) -> None:
    """4.3.1 reads 追輔方式 and 4.3.2 does not (contract, What is wrong with a row)."""
    write_csv(office, "追蹤輔導個案", "個案編號,開案日期,初評完成日期,結案日期,需求等級\nA1,113/1/1,113/1/1,,高\n")
    write_csv(office, "追蹤輔導紀錄", "個案編號,追輔日期,追輔方式\nA1,113/1/5,寫信\n")
    assert run("compute", office, "--only", "4.3.2", cwd=office).err == ""
    done = run("compute", office, "--only", "4.3.1", cwd=office)
    assert (done.status, done.err.splitlines()[0].partition("：")[0]) == (3, "［錯誤］追蹤輔導紀錄.csv 第 2 列 欄「追輔方式」")


@pytest.mark.parametrize(("name", "report"), [("期中", "midterm"), ("期末", "final"), ("midterm", "midterm")])
def test_a_report_goes_by_its_name_on_paper_too(name: str, report: str, office: Path) -> None:
    done = run("compute", office, "--only", "4.8", "--report", name, "--format", "json", cwd=office)
    assert done.data["report"] == report
