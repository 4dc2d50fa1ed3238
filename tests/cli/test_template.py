"""`template`: what it writes and refuses, and that a clerk's own figures come out of the workbook that it gave."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from .running import check_refused, run, write_xlsx

CLEAN = "共計：檔案 0 項、錯誤 0 項、請確認 0 項、警告 0 項、說明 1 項"


def type_in(path: Path, sheets: dict[str, list[list[str | int]]]) -> None:
    """Type rows into a template below its headers."""
    workbook = load_workbook(path)
    for title, rows in sheets.items():
        for number, cells in enumerate(rows, start=3):
            for index, cell in enumerate(cells, start=1):
                workbook[title].cell(number, index).value = cell
    workbook.save(path)


def test_filled_in_it_is_checked_and_computed_without_a_word(tmp_path: Path) -> None:
    done = run("template", "-o", "志工與留置.xlsx", "--only", "3.3", "--only", "四(八)", cwd=tmp_path)
    assert (done.status, done.out, done.err) == (0, "已寫入 志工與留置.xlsx：3 份空白清冊與填表說明\n", "")
    type_in(
        tmp_path / "志工與留置.xlsx",
        {
            # 113/1/1 to 113/6/28 and 113/6/29 are 179 and 180 days; the third is still there, the fourth has died.
            "美沙冬收案": [
                ["M1", "113/1/1", "113/6/28", "自行中斷"],
                ["M2", "113-01-01", "2024-06-29", "自行中斷"],
                ["0003", "1130101"],
                ["M4", "113年1月1日", "113/2/1", "死亡"],
            ],
            "志工": [["V1", 4], ["V2", "3.99"]],
        },
    )
    only = ("--only", "3.3", "--only", "四(八)")
    checked = run("check", "志工與留置.xlsx", *only, cwd=tmp_path)
    # Nobody needs to touch the sheet of figures entered by hand, and the line says that nobody has.
    said = (
        "［說明］志工與留置.xlsx：範本有 1 張工作表沒有填寫（「填報數據」），視為沒有這些清冊；"
        "本期確實沒有資料的，請在該表的「本期無資料」填「是」\n"
    )
    assert (checked.status, checked.err) == (0, said)
    assert CLEAN in checked.out
    computed = run("compute", "志工與留置.xlsx", *only, "--format", "json", cwd=tmp_path)
    assert (computed.status, computed.err) == (0, said)
    figures = {each["id"]: (each["numerator"], each["denominator"], each["excluded"]) for each in computed.data["measures"]}
    assert figures == {"3.3": (2, 3, [{"reason": "死亡", "count": 1}]), "4.8": (1, 2, [])}


def test_untouched_no_measure_has_data_and_one_line_says_so(tmp_path: Path) -> None:
    run("template", "-o", "範本.xlsx", cwd=tmp_path)
    done = run("compute", "範本.xlsx", "--jurisdiction", "高雄市", "--format", "json", cwd=tmp_path)
    assert (done.status, {each["status"] for each in done.data["measures"]}) == (3, {"no_data"})
    unfilled, incomplete = done.err.splitlines()
    assert unfilled.startswith(
        "［說明］範本.xlsx：範本有 56 張工作表沒有填寫（「學校清冊」、「家長研習場次」、「涉毒學生」…），視為沒有這些清冊；"
    )
    assert incomplete.startswith("計算完成但不完整（48 項資料未備，缺 ")


def test_a_folder_that_only_says_who_answers_gives_a_blank_workbook(tmp_path: Path) -> None:
    folder = tmp_path / "資料"
    folder.mkdir()
    options = ("--for", "勞動局", "--from", "資料", "-o", "空白.xlsx")
    assert run("template", *options, cwd=tmp_path).status == 1
    (folder / "office.yaml").write_text("owners: {求職服務: 勞動局}\n", encoding="utf-8")
    done = run("template", *options, cwd=tmp_path)
    assert (done.status, done.out) == (0, "已寫入 空白.xlsx：1 份空白清冊與填表說明\n")
    assert done.err == "「資料」只有設定檔，沒有上次的清冊；各工作表都是空白的\n"
    assert load_workbook(tmp_path / "空白.xlsx").sheetnames == ["填表說明", "求職服務"]
    (folder / "讀我.pdf").write_bytes(b"x")
    refused = run("template", *options, cwd=tmp_path)
    assert (refused.status, refused.err.partition("；")[0]) == (1, "資料夾「資料」沒有可讀的檔案")


def test_other_plan(tmp_path: Path) -> None:
    done = run("template", "-o", "預算.xlsx", "--plan", "khh-114", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert load_workbook(tmp_path / "預算.xlsx").sheetnames == ["填表說明", "預算表"]


def test_a_filled_workbook_is_not_overwritten_by_accident(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "清冊.xlsx", {"志工": "志工編號,繼續教育時數\nV1,4\n"})
    before = path.read_bytes()
    done = run("template", "-o", "清冊.xlsx", cwd=tmp_path)
    lost = "不是本程式寫出的，未覆蓋；請改用其他檔名，確定不要原檔時加上 --replace"
    check_refused(done, 2, f"輸出檔「清冊.xlsx」{lost}")
    assert path.read_bytes() == before
    done = run("template", "-o", "清冊.xlsx", "--replace", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert load_workbook(path).sheetnames[0] == "填表說明"


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (("-o", "範本.ods"), 2, "輸出檔「範本.ods」的副檔名不支援；請用 .xlsx"),
        (("-o", "範本.xlsx", "--only", "9.9"), 2, "計畫 mohw-113 沒有指標「9.9」，最接近的是「4.9」；"),
        (("-o", "無/範本.xlsx"), 1, "無法寫入 無/範本.xlsx：資料夾 無 不存在；請先建立資料夾或改用其他路徑"),
        ((), 2, "用法錯誤：缺少輸出檔（-o）；用法：antidrug-kpi template -o FILE；請以 antidrug-kpi template --help 查看用法"),
    ],
)
def test_arguments_that_fit_no_template_write_nothing(
    tmp_path: Path, arguments: tuple[str, ...], status: int, sentence: str
) -> None:
    done = run("template", *arguments, cwd=tmp_path)
    assert (done.status, done.out) == (status, "")
    assert done.err.startswith(sentence)
    assert done.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
