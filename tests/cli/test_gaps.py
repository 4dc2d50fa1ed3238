"""`gaps` prints what is left to do, keeps identifiers to itself, and writes work lists to hand out."""

import csv
import io
import stat
from pathlib import Path

import pytest
from openpyxl import load_workbook

from .running import ADMISSIONS, VOLUNTEERS, check_refused, find_rows, run, write_csv, write_xlsx

OCTOBER = ("--today", "113/10/15")
HOURS = "「繼續教育時數」為「3.99」，尚差 0.01（113/12/31 以前）"
PLACE = "「志工」第 3 列「繼續教育時數」＋0.01（113/12/31 以前）"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "局", "志工", VOLUNTEERS.replace("V2", "V00002"))


def test_days_measure_and_work_list_on_screen(office: Path) -> None:
    done = run("gaps", office, "4.8", *OCTOBER, cwd=office.parent)
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "今日 113/10/15，期末（基準日）113/12/31"
    assert lines[2] == "4.8 當年度志工接受繼續教育 4 小時之涵蓋率"
    assert "尚差 1 人；仍可達標；全部補辦最佳 100.00%（2／2）；可補辦 1；無可挽回 0" in lines[3]
    assert find_rows(done, "113") == [["113/12/31", "…002", HOURS, PLACE, "1", "志工.csv", "", "3"]]


def test_without_an_id_only_what_is_missed(tmp_path: Path) -> None:
    book = write_xlsx(tmp_path / "全部.xlsx", {"美沙冬收案": ADMISSIONS, "志工": VOLUNTEERS})
    done = run("gaps", book, *OCTOBER, "--format", "json", cwd=tmp_path)
    assert done.status == 3  # of all measures most have no data
    assert [(measure["id"], measure["status"]) for measure in done.data["measures"]] == [("4.8", "missed")]
    whole = run("gaps", book, *OCTOBER, "--format", "json", "--all", cwd=tmp_path)
    assert len(whole.data["measures"]) == 48
    one = run("gaps", book, "三(三)", *OCTOBER, "--format", "json", cwd=tmp_path)
    assert (one.status, [measure["id"] for measure in one.data["measures"]]) == (0, ["3.3"])
    assert one.data == run("gaps", book, *OCTOBER, "--format", "json", "--only", "3.3", cwd=tmp_path).data


@pytest.mark.parametrize("is_shown", [False, True])
def test_identifiers_are_masked_unless_asked_for(office: Path, is_shown: bool) -> None:
    options = ("--show-ids",) if is_shown else ()
    done = run("gaps", office, "4.8", *OCTOBER, "--format", "json", *options, cwd=office.parent)
    assert done.data["measures"][0]["work"][0]["subject"] == ("V00002" if is_shown else "…002")
    assert is_shown or "V0000" not in done.out + done.err


def test_a_day_outside_the_period_is_wrong_usage(office: Path) -> None:
    for day in ("112/12/31", "114/1/1", "113/2/30"):
        done = run("gaps", office, "4.8", "--today", day, cwd=office.parent)
        assert (done.status, done.out) == (2, "")
        assert f"--today「{day}」" in done.err
    for day in ("113/1/1", "2024-06-30"):
        assert run("gaps", office, "4.8", "--today", day, "--report", "期中", cwd=office.parent).status == 0


def test_the_last_day_holds_where_the_computers_is_past_it(office: Path) -> None:
    done = run("gaps", office, "4.8", "--report", "期中", "--format", "json", cwd=office.parent)
    assert (done.data["today"], done.data["end"]) == ("2024-06-30", "2024-06-30")


def test_a_reading_changes_the_work(tmp_path: Path) -> None:
    office = write_csv(
        tmp_path / "局", "兒少通報", "通報編號,通報日期,派案期限,派案日期\nR1,113/12/30,114/1/3,\nR2,113/3/1,113/3/5,\n"
    )
    wanted = {(): [], ("--reading", "2.1=count-undue"): ["R1"]}
    for options, subjects in wanted.items():
        done = run("gaps", office, "2.1", *OCTOBER, "--show-ids", "--format", "json", *options, cwd=tmp_path)
        assert [entry["subject"] for entry in done.data["measures"][0]["work"]] == subjects


def test_a_rejected_row_is_said_in_the_status(office: Path) -> None:
    write_csv(office, "志工", f"{VOLUNTEERS}V3,四小時\n")
    done = run("gaps", office, "4.8", *OCTOBER, "--quiet", cwd=office.parent)
    assert (done.status, len(done.err.splitlines())) == (3, 1)


def test_work_lists_in_a_workbook(office: Path) -> None:
    output = office.parent / "清單.xlsx"
    for _ in range(2):
        done = run("gaps", office, "4.8", *OCTOBER, "-o", output, cwd=office.parent)
        assert (done.status, done.out, done.err) == (0, "", f"已寫入 {output}（僅擁有者可讀）\n")
    assert stat.S_IMODE(output.stat().st_mode) == 0o600
    book = load_workbook(output)
    assert book.sheetnames == ["總覽", "4.8"]
    assert book["總覽"]["A1"].value == "今日 113/10/15，期末（基準日）113/12/31"
    sheet = book["4.8"]
    rows = [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert rows == [
        ["期限", "對象", "尚缺", "補在何處", "步驟數", "檔案", "工作表", "列", "負責人", "辦理情形"],
        ["113/12/31", "…002", HOURS, PLACE, 1, "志工.csv", None, 3, None, None],
    ]
    assert sheet.freeze_panes == "A3"


@pytest.mark.parametrize("suffix", [".csv", ".json"])
def test_work_lists_as_text(office: Path, suffix: str) -> None:
    output = office.parent / f"清單{suffix}"
    assert run("gaps", office, "4.8", *OCTOBER, "-o", output, cwd=office.parent).status == 0
    assert stat.S_IMODE(output.stat().st_mode) == 0o600
    text = output.read_bytes().decode("utf-8-sig")
    if suffix == ".json":
        assert text == run("gaps", office, "4.8", *OCTOBER, "--format", "json", cwd=office.parent).out
        return
    [row] = csv.DictReader(io.StringIO(text))
    assert (row["衡量項目"], row["尚差"], row["仍可達標"], row["最佳可達"], row["對象"]) == ("4.8", "1", "是", "100.00%", "…002")


def test_other_formats_are_refused(office: Path) -> None:
    done = run("gaps", office, "4.8", "-o", office.parent / "清單.docx", cwd=office.parent)
    check_refused(done, 2, "輸出檔「清單.docx」的副檔名不支援；請用 .xlsx、.csv、.json")
    assert run("gaps", office, "9.9", cwd=office.parent).status == 2
