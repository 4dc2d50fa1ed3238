"""compare, verify, questions and --manifest as a user types them: statuses, streams, files."""

import json
import stat
from pathlib import Path

import pytest
from openpyxl import load_workbook

from .running import ADMISSIONS, check_refused, run, write_csv, write_xlsx

OTHER = ADMISSIONS.replace("M00179,H1,113/1/1,113/6/28", "M00179,H1,113/1/1,113/6/29")


@pytest.fixture
def offices(tmp_path: Path) -> Path:
    write_csv(tmp_path / "a", "美沙冬收案", ADMISSIONS)
    write_csv(tmp_path / "b", "美沙冬收案", OTHER)
    return tmp_path


def test_compare_on_screen(offices: Path) -> None:
    done = run("compare", "a", "b", "--only", "3.3", cwd=offices)
    assert (done.status, done.err) == (5, "")
    lines = done.out.splitlines()
    assert lines[0] == "A　a　113 年度毒品危害防制中心工作計畫　期末　基準日 113 年 12 月 31 日"
    assert "2／3＝66.67%（達成）" in done.out
    assert lines[-2:] == ["3.3　異動 1：…179 結案日期 113/6/28→113/6/29", "相同 0、不同 1"]


def test_compare_without_a_difference_ends_with_0_also_where_a_row_is_rejected(offices: Path) -> None:
    write_csv(offices / "a", "志工", "志工編號,繼續教育時數\nV1,四\nV2,4\n")
    done = run("compare", "a", "a", "--only", "4.8", cwd=offices)
    assert (done.status, done.out.splitlines()[-1]) == (0, "相同 1、不同 0")
    counted = "另有 1 項［錯誤］（其中 1 項 A、B 都有）；請以 antidrug-kpi check a --only 4.8 查看全部"
    assert done.err.splitlines() == [f"A　{counted}", f"B　{counted}"]


@pytest.mark.parametrize("name", ["比較.json", "比較.csv", "比較.xlsx"])
def test_comparison_file_is_its_owners_alone(offices: Path, name: str) -> None:
    for _ in range(2):
        done = run("compare", "a", "b", "--only", "3.3", "-o", name, cwd=offices)
        assert (done.status, done.out, done.err) == (5, "", f"已寫入 {name}（僅擁有者可讀）\n")
    path = offices / name
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    if path.suffix == ".json":
        assert json.loads(path.read_text(encoding="utf-8"))["measures"][0]["change"] == "33.33"
    elif path.suffix == ".csv":
        assert path.read_text(encoding="utf-8-sig").splitlines()[1].split(",")[2:10] == [
            "達成",
            "2",
            "3",
            "66.67",
            "達成",
            "3",
            "3",
            "100.00",
        ]
    else:
        book = load_workbook(path)
        assert [cell.value for cell in book["衡量項目"][2]][2:6] == ["達成", 2, 3, "66.67"]
        moved = [list(row) for row in book["變動的對象與欄位"].iter_rows(min_row=2, values_only=True)]
        place = "美沙冬收案.csv 第 2 列"
        assert moved == [["3.3", "異動", "…179", "結案日期", "113/6/28", "113/6/29", place, place]]


def test_compare_refuses_what_it_cannot_read(offices: Path) -> None:
    check_refused(
        run("compare", "a", "沒有", cwd=offices), 1, "找不到「沒有」；應為結果檔（.json）、填好的表、資料夾或活頁簿，請確認路徑"
    )
    run("compute", "a", "--only", "3.3", "-o", "a.json", cwd=offices)
    said = "--as-of 對兩份結果檔沒有作用：數字已經算好；請拿掉，或改為比較資料夾"
    check_refused(run("compare", "a.json", "a.json", "--as-of", "113-06-30", cwd=offices), 2, said)
    done = run("compare", "a", "b", "-o", "a/美沙冬收案.csv", cwd=offices)
    said = "輸出檔「a/美沙冬收案.csv」就是讀入的清冊或設定，未寫入，以免覆蓋；請改用其他檔名"
    check_refused(done, 2, said)


@pytest.mark.parametrize(
    ("command", "output"),
    [(("compute",), "結果.csv"), (("fill",), "表.docx"), (("trace",), "明細.csv")],
)
def test_manifest_beside_an_output_and_verify(offices: Path, command: tuple[str, ...], output: str) -> None:
    wanted = ("3.3",) if command == ("trace",) else ("--only", "3.3")
    done = run(*command, "a", *wanted, "-o", output, "--manifest", "存證.json", cwd=offices)
    assert done.status == 0
    assert "已寫入存證檔 存證.json" in done.err
    content = json.loads((offices / "存證.json").read_text(encoding="utf-8"))
    assert ([file["file"] for file in content["outputs"]], content["options"]["only"]) == ([output], ["3.3"])
    same = run("verify", "存證.json", "a", cwd=offices)
    assert (same.status, same.out, same.err) == (0, "與存證相同：檔案相同 1 份、不同 0 份；數字不同 0 項\n", "")
    other = run("verify", "存證.json", "b", cwd=offices)
    assert (other.status, other.err) == (5, "")
    assert other.out.splitlines() == [
        "與存證不同：檔案相同 0 份、不同 1 份；數字不同 1 項",
        "檔案　美沙冬收案.csv：內容改變",
        "數字　3.3：當時 2／3＝66.67（達成），現在 3／3＝100.00（達成）",
    ]


def test_verify_json_and_a_manifest_of_a_newer_version(offices: Path) -> None:
    run("compute", "a", "--only", "3.3", "-o", "結果.csv", "--manifest", "存證.json", cwd=offices)
    assert run("verify", "存證.json", "b", "--format", "json", cwd=offices).data["identical"] is False
    text = (offices / "存證.json").read_text(encoding="utf-8")
    (offices / "存證.json").write_text(text.replace('"schema": 1', '"schema": 9'), encoding="utf-8")
    said = "存證.json 是較新版本寫出的存證檔（--manifest）（schema 9，本程式只懂到 1）；請更新程式後再試"
    check_refused(run("verify", "存證.json", "a", cwd=offices), 1, said)


def test_a_mapping_that_is_gone_is_said(tmp_path: Path) -> None:
    office = write_csv(tmp_path / "office", "志願者", "志工編號,繼續教育時數\nV1,4\n")
    (office / "對應.yaml").write_text("registers:\n  志工:\n    sheet: 志願者\n", encoding="utf-8")
    (office / "office.yaml").write_text("mapping: 對應.yaml\nonly: 4.8\n", encoding="utf-8")
    assert run("compute", office, "-o", "結果.csv", "--manifest", "存證.json", cwd=tmp_path).status == 0
    assert run("verify", "存證.json", office, cwd=tmp_path).status == 0
    (office / "對應.yaml").unlink()
    (office / "office.yaml").write_text("only: 4.8\n", encoding="utf-8")
    found = run("verify", "存證.json", office, "--format", "json", cwd=tmp_path)
    assert found.status == 5
    states = {"office.yaml": "changed", "對應.yaml": "gone", "志願者.csv": "same"}
    assert {entry["file"]: entry["state"] for entry in found.data["inputs"]} == states


def test_manifest_needs_an_output(offices: Path) -> None:
    done = run("compute", "a", "--manifest", "存證.json", cwd=offices)
    check_refused(done, 2, "--manifest 只用於寫成檔案時；請加上 -o 檔名")


def test_answered_question_changes_the_status_and_stands_in_the_report(tmp_path: Path) -> None:
    office = tmp_path / "office"
    sheets = {"志工": "志工編號,繼續教育時數\nV1,4\nV2,4\n", "志工(2)": "志工編號,繼續教育時數\nV1,5\nV2,5\n"}
    write_xlsx(office / "志工.xlsx", sheets)
    (office / "office.yaml").write_text("answers: 請確認.xlsx\nonly: 4.8\n", encoding="utf-8")
    asked = run("questions", office, "-o", office / "請確認.xlsx", cwd=tmp_path)
    assert (asked.status, asked.out) == (3, "")
    assert asked.err.splitlines()[:2] == [
        "請確認 2 項，其中已答覆 0 項",
        f"已寫入 {office / '請確認.xlsx'}（僅擁有者可讀）",
    ]
    assert stat.S_IMODE((office / "請確認.xlsx").stat().st_mode) == 0o600
    book = load_workbook(office / "請確認.xlsx")
    page = book.worksheets[0]
    assert page.data_validations.dataValidation[0].formula1 == '"確認無誤,已更正,說明"'
    headers = [cell.value for cell in page[1]]
    for name, text in (("答覆", "確認無誤"), ("補充說明", "兩組志工"), ("答覆人", "王小明"), ("答覆日期", "114/1/5")):
        page.cell(2, headers.index(name) + 1).value = text
    book.save(office / "請確認.xlsx")
    done = run("compute", office, "--format", "json", cwd=tmp_path)
    said = "已答覆 1 項（確認無誤 1）；其中 1 項可能使數字有誤的已確認無誤，不再使結果不完整\n"
    assert (done.status, done.err, done.data["complete"]) == (0, said, True)
    assert [entry["file"] for entry in done.data["inputs"]] == ["志工.xlsx"]
    checked = run("check", office, cwd=tmp_path)
    assert (checked.status, "其中已答覆 1 項" in checked.out) == (0, True)
    assert run("fill", office, "-o", "報告.html", cwd=tmp_path).status == 0
    assert stat.S_IMODE((tmp_path / "報告.html").stat().st_mode) == 0o600
    page_text = (tmp_path / "報告.html").read_text(encoding="utf-8")
    answers = page_text[page_text.index('<h3 id="answers">') :]
    assert [word in answers for word in ("確認無誤（不再使結果不完整）", "兩組志工", "王小明", "114/1/5")] == [True] * 4
    refused = run("compute", office, "-o", office / "請確認.xlsx", cwd=tmp_path)
    assert refused.status == 2
