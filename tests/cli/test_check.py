"""`check` accounts for every row, says what is missing and what that costs, and gives every issue with its address."""

import csv
import io
import json
import stat
from pathlib import Path

import pytest
from openpyxl import load_workbook

from .running import ADMISSIONS, VOLUNTEERS, check_refused, find_rows, run, write_csv, write_xlsx

# Five rows of data: three that count, one with an impossible date, one without an identifier; then a blank one and a footer.
UNTIDY = ADMISSIONS + "M00183,H1,113/2/30,,\n,H1,113/3/1,,\n,,,,\n合計,,7,,\n"
REPEATED = ADMISSIONS + "M00179,H2,113/1/1,,\n"
TOLD = (
    "［錯誤］美沙冬收案.csv 第 6 列 欄「新收日期」：「113/2/30」沒有這一天；請確認月份與日數\n"
    "［錯誤］美沙冬收案.csv 第 7 列 欄「個案編號」：必填欄位空白；請補填\n"
    "檢核完成，資料不完整或有疑義（剔退 2 列）；請依列出的各項更正或補齊\n"
)
SUMMARY = "找到 1 份清冊、缺 0 份；剔退 2 列、警告 0 項；可計算 1 項、資料未備 0 項"
IMPOSSIBLE = {
    "code": "cell-unreadable",
    "level": "fault",
    "register": "methadone_admissions",
    "file": "美沙冬收案.csv",
    "sheet": None,
    "row": 6,
    "column": "新收日期",
    "value": "113/2/30",
    "message": "「113/2/30」沒有這一天；請確認月份與日數",
    "indicators": ["三(三)"],
}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "office", "美沙冬收案", UNTIDY)


def test_the_summary_the_four_counts_and_every_address(office: Path) -> None:
    done = run("check", office, "--only", "3.3", cwd=office)
    assert (done.status, done.err) == (3, TOLD)
    assert done.out.splitlines()[0] == SUMMARY
    # 讀入 = 採計 + 剔退 + 略過: 8 = 4 + 2 + 2.
    assert find_rows(done, "美沙冬收案") == [["美沙冬收案", "美沙冬收案.csv", "", "名稱", "8", "4", "2", "2", "0"]]
    assert done.out.splitlines()[-5:] == [
        "美沙冬收案（錯誤 2 項）",
        "［錯誤］美沙冬收案.csv 第 7 列 欄「個案編號」：必填欄位空白；請補填（影響指標 三(三)）",
        "［錯誤］美沙冬收案.csv 第 6 列 欄「新收日期」：「113/2/30」沒有這一天；請確認月份與日數（影響指標 三(三)）",
        "",
        "共計：檔案 0 項、錯誤 2 項、請確認 0 項、警告 0 項、說明 0 項",
    ]
    assert "66.67" not in done.out


def test_what_is_missing_and_what_it_costs(tmp_path: Path) -> None:
    lacking = "個案編號,機構代碼,結案日期,結案原因\nM1,H1,,\n"
    office = write_csv(tmp_path / "office", "美沙冬收案", lacking)
    done = run("check", office, "--only", "3.3", "--only", "2.3", "--only", "4.8", cwd=tmp_path)
    assert done.status == 3
    assert done.out.splitlines()[0] == "找到 1 份清冊、缺 2 份；剔退 0 列、警告 1 項；可計算 0 項、資料未備 4 項"
    assert ["美沙冬收案", "新收日期", "三(三)"] in find_rows(done, "美沙冬收案")
    assert find_rows(done, "家支社工") == [["家支社工", "（整份）", "二(三)"]]
    assert "無法計算：三(三) 3.3　「美沙冬收案」缺欄位「新收日期」" in done.out.splitlines()
    missing = run("check", office, "--only", "3.3", "--only", "2.3", "--format", "json", cwd=tmp_path).data["missing"]
    assert missing == [
        {"register": "family_workers", "title": "家支社工", "column": None, "measures": ["2.3.1", "2.3.2"]},
        {"register": "methadone_admissions", "title": "美沙冬收案", "column": "新收日期", "measures": ["3.3"]},
    ]


def test_sound_data_is_complete(tmp_path: Path) -> None:
    write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS)
    done = run("check", "office", "--only", "3.3", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert find_rows(done, "美沙冬收案") == [["美沙冬收案", "美沙冬收案.csv", "", "名稱", "4", "4", "0", "0", "0"]]
    assert run("check", "office", "--only", "3.3", "--format", "json", cwd=tmp_path).data["complete"] is True


def test_a_sheet_is_said_with_its_file_and_by_what_it_was_matched(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "全部.xlsx", {"志工清冊": VOLUNTEERS, "表二": ADMISSIONS})
    done = run("check", "全部.xlsx", "--only", "3.3", "--only", "4.8", cwd=tmp_path)
    assert find_rows(done, "志工")[0][:4] == ["志工", "全部.xlsx", "志工清冊", "別名"]
    assert find_rows(done, "美沙冬收案")[0][:4] == ["美沙冬收案", "全部.xlsx", "表二", "欄名"]
    assert "［說明］全部.xlsx 工作表「表二」：名稱認不出，依欄名認定為「美沙冬收案」" in done.out.splitlines()


def test_every_address_is_listed_where_all_are_asked_for_and_in_the_files(tmp_path: Path) -> None:
    rows = "".join(f"V{number},x\n" for number in range(60))
    office = write_csv(tmp_path / "office", "志工", "志工編號,繼續教育時數\n" + rows)
    done = run("check", office, "--only", "4.8", "--all", cwd=tmp_path)
    lines = [line for line in done.out.splitlines() if line.startswith("［錯誤］")]
    assert [line.split("：")[0] for line in lines] == [f"［錯誤］志工.csv 第 {row} 列 欄「繼續教育時數」" for row in range(2, 62)]
    folded = run("check", office, "--only", "4.8", cwd=tmp_path)
    line = "［錯誤］志工.csv 欄「繼續教育時數」：第 2、3、4、5、6 … 列，共 60 列；例如第 2 列：「x」應為數字；請改正"
    assert [line for line in folded.out.splitlines() if line.startswith("［錯誤］")] == [f"{line}（影響指標 四(八)）"]
    assert folded.err.splitlines()[0] == line
    told = run("check", office, "--only", "4.8", "--format", "json", cwd=tmp_path).data["issues"]
    assert [issue["row"] for issue in told] == list(range(2, 62))


def test_rows_passed_over_cost_figures_and_show_nobody(tmp_path: Path) -> None:
    text = "個案編號,機構代碼,新收日期,結案日期,結案原因,姓名\nM1,H1,113/1/1,,,王小明\n,,,,,李大華\n"
    write_csv(tmp_path / "office", "美沙冬收案", text)
    done = run("check", "office", "--only", "3.3", cwd=tmp_path)
    assert [line for line in done.out.splitlines() if line.startswith("［警告］")] == [
        "［警告］美沙冬收案.csv：有 1 列（第 3 列）只在不使用的欄位「姓名」有內容，未讀取；"
        "如果是漏填，請補填清冊的欄位（影響指標 三(三)）"
    ]
    assert "李大華" not in done.out
    computed = run("compute", "office", "--only", "3.3", cwd=tmp_path)
    assert (computed.status, computed.err) == (0, "")


@pytest.mark.parametrize(("options", "shown"), [((), "「…179」"), (("--show-ids",), "「M00179」")])
def test_identifiers_are_masked_unless_asked(tmp_path: Path, options: tuple[str, ...], shown: str) -> None:
    write_csv(tmp_path / "office", "美沙冬收案", REPEATED)
    done = run("check", "office", "--only", "3.3", *options, cwd=tmp_path)
    (warning,) = [line for line in done.out.splitlines() if line.startswith("［警告］")]
    assert warning.startswith("［警告］美沙冬收案.csv 第 6 列")
    assert shown in warning
    assert warning.endswith("請確認是否重複登錄（涉及指標 三(三)）")
    assert ("M00179" in done.out) is bool(options)
    for form in ("json", "csv"):
        text = run("check", "office", "--only", "3.3", "--format", form, *options, cwd=tmp_path).out
        assert ("M00179" in text) is bool(options)


def test_json_has_the_whole_checkup(office: Path) -> None:
    done = run("check", office, "--only", "3.3", "--format", "json", cwd=office)
    assert (done.status, done.err) == (3, TOLD)
    content = done.data
    assert list(content) == [
        "schema",
        "plan",
        "report",
        "jurisdiction",
        "period",
        "as_of",
        "tool",
        "plan_sha256",
        "readings",
        "inputs",
        "missing",
        "issues",
        "complete",
    ]
    assert (content["plan"], content["report"], content["as_of"]) == ("mohw-113", "final", "2024-12-31")
    assert content["inputs"] == run("compute", office, "--only", "3.3", "--format", "json", cwd=office).data["inputs"]
    assert content["issues"][1] == IMPOSSIBLE
    assert [issue["code"] for issue in content["issues"]] == ["cell-blank", "cell-unreadable"]
    assert (content["missing"], content["complete"]) == ([], False)
    assert run("check", office, "--only", "3.3", "--format", "json", cwd=office).out == done.out


def test_json_and_csv_files_are_told_by_their_suffix(office: Path) -> None:
    for name in ("檢核.json", "檢核.csv"):
        done = run("check", office, "--only", "3.3", "-o", f"../{name}", cwd=office)
        assert (done.status, done.out, done.err) == (3, "", f"{SUMMARY}\n已寫入 ../{name}（僅擁有者可讀）\n{TOLD}")
        assert stat.S_IMODE((office.parent / name).stat().st_mode) == 0o600
    assert json.loads((office.parent / "檢核.json").read_text(encoding="utf-8"))["issues"][1] == IMPOSSIBLE
    text = (office.parent / "檢核.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["等級", "清冊", "檔案", "工作表", "列", "欄", "內容", "說明", "影響指標", "涉及指標", "代碼"]
    message = "「113/2/30」沒有這一天；請確認月份與日數"
    place = ["美沙冬收案", "美沙冬收案.csv", "", "6", "新收日期", "113/2/30"]
    assert rows[2] == ["錯誤", *place, message, "三(三)", "", "cell-unreadable"]


def test_a_workbook_with_the_faulty_cells_marked(office: Path) -> None:
    output = office.parent / "檢核結果.xlsx"
    written = []
    for _ in range(2):
        assert run("check", office, "--only", "3.3", "-o", output, cwd=office).status == 3
        written.append(output.read_bytes())
    assert written[0] == written[1]
    assert stat.S_IMODE(output.stat().st_mode) == 0o600
    book = load_workbook(output)
    assert book.sheetnames == ["總覽", "檢核訊息", "美沙冬收案"]
    assert book["美沙冬收案"]["C6"].value == "113/2/30"
    assert book["美沙冬收案"]["C6"].comment.text == "［錯誤］「113/2/30」沒有這一天；請確認月份與日數"


def test_results_left_among_the_registers_are_not_read(office: Path) -> None:
    before = run("compute", office, "--only", "3.3", "--format", "json", cwd=office)
    for command in (("check", "-o", "檢核結果.xlsx"), ("fill", "-o", "期末.xlsx"), ("trace", "3.3", "-o", "明細.xlsx")):
        name, *rest = command
        assert run(name, office, *rest, *(() if name == "trace" else ("--only", "3.3")), cwd=office).status == 3
    after = run("compute", office, "--only", "3.3", "--format", "json", cwd=office)
    assert (after.out, after.err) == (before.out, before.err)
    told = run("check", office, "--only", "3.3", cwd=office).out.splitlines()
    sentence = "這是本程式產生的報表、明細或檢核結果，不是清冊，未讀取；資料若有更正，請改在原來的清冊"
    assert [line for line in told if "未讀取" in line] == [
        f"［說明］{name}.xlsx：{sentence}" for name in ("明細", "期末", "檢核結果")
    ]
    again = run("check", office, "--only", "3.3", "-o", "檢核結果.xlsx", cwd=office)
    assert again.err.endswith(f"已寫入 檢核結果.xlsx（僅擁有者可讀）\n{TOLD}")


def test_an_input_is_never_overwritten(office: Path) -> None:
    text = (office / "美沙冬收案.csv").read_bytes()
    sentence = "輸出檔「美沙冬收案.csv」就是讀入的清冊或設定，未寫入，以免覆蓋；請改用其他檔名"
    check_refused(run("check", office, "-o", "美沙冬收案.csv", cwd=office), 2, sentence)
    assert (office / "美沙冬收案.csv").read_bytes() == text
    for command in (("compute",), ("trace", "3.3")):
        name, *rest = command
        check_refused(run(name, office, *rest, "-o", "美沙冬收案.csv", cwd=office), 2, sentence)
    (office / "志工.xlsx").write_bytes(b"no workbook at all")
    done = run("check", office, "-o", "志工.xlsx", cwd=office)
    check_refused(done, 2, sentence.replace("美沙冬收案.csv", "志工.xlsx"))
    check_refused(
        run("check", office, "-o", "檢核結果.pdf", cwd=office),
        2,
        "輸出檔「檢核結果.pdf」的副檔名不支援；請用 .xlsx、.json、.csv、.html",
    )
