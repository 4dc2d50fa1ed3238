"""`trace` gives every subject of all five populations its address and its reason, and keeps identifiers to itself."""

import csv
import hashlib
import io
import json
import stat
from pathlib import Path

import pytest
from openpyxl import load_workbook

from .running import find_rows, run, say_check, write_csv, write_xlsx
from .schemas import check_schema

ADMISSIONS = """\
個案編號,機構代碼,新收日期,結案日期,結案原因
M00179,H1,113/1/1,113/6/28,自行中斷
M00180,H1,20240101,113/6/29,自行中斷
M00181,H1,113/1/1,113/6/30,自行中斷
M00182,H1,113/1/1,113/2/1,死亡
M00183,H1,112/6/30,,
M00184,H1,113/1/1,113/2/30,
"""
HEADERS = ["衡量項目", "組別", "對象", "檔案", "工作表", "列", "歸屬", "原因", "留置日數", "新收日期", "結案日期", "結案原因"]
CLAUSES = [
    "統計範圍：「新收日期」在收案期間（期中：前一年 1 月至 12 月；期末：前一年 7 月至當年 6 月）內",
    "排除：「結案日期」不晚於基準日，且「留置日數」< 180，且「結案原因」為：死亡、遷出、入監、入少年矯正機關、其他疾病住院、"
    "轉院/轉診、生產、兵役、醫師評估可終止、依循治療計畫完成治療",
    "分子：「留置日數」≥ 180",
]
PLACE = ["全部.xlsx", "美沙冬收案"]
FAULT = "第 7 列欄「結案日期」：「113/2/30」沒有這一天；請確認月份與日數"
OUT = "新收 112/6/30，不在收案期間 112/7/1–113/6/30 內"
TRACE = [
    ["3.3", "", "…179", *PLACE, "2", "分母", "", "179", "113/1/1（讀作 2024-01-01）", "113/6/28（讀作 2024-06-28）", "…"],
    ["3.3", "", "…180", *PLACE, "3", "分子", "", "180", "20240101（讀作 2024-01-01）", "113/6/29（讀作 2024-06-29）", "…"],
    ["3.3", "", "…181", *PLACE, "4", "分子", "", "181", "113/1/1（讀作 2024-01-01）", "113/6/30（讀作 2024-06-30）", "…"],
    ["3.3", "", "…182", *PLACE, "5", "排除", "死亡", "31", "113/1/1（讀作 2024-01-01）", "113/2/1（讀作 2024-02-01）", "死亡"],
    ["3.3", "", "…183", *PLACE, "6", "不計", OUT, "", "112/6/30（讀作 2023-06-30）", "", ""],
    ["3.3", "", "…184", *PLACE, "7", "剔退", FAULT, "", "113/1/1（讀作 2024-01-01）", "113/2/30", ""],
]
RESULTS = [
    ["是", "否", "否"],
    ["是", "否", "是"],
    ["是", "否", "是"],
    ["是", "是", "未判斷"],
    ["否", "未判斷", "未判斷"],
    ["未判斷", "未判斷", "未判斷"],
]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return write_xlsx(tmp_path / "全部.xlsx", {"美沙冬收案": ADMISSIONS})


def test_trace_on_screen(workbook: Path) -> None:
    done = run("trace", workbook, "3.3", "--quiet", cwd=workbook.parent)
    assert (done.status, done.err) == (
        3,
        f"計算完成但不完整（剔退 1 列）；請以 {say_check(workbook, '--only 3.3')} 查看每一項的位置\n",
    )
    assert find_rows(done, "3.3") == TRACE
    steps = done.out[: done.out.index("衡量項目")].splitlines()
    wanted = ["「美沙冬收案」資料列：6", "　－ 排除：死亡：1", "分子：持續治療滿 180 日人次：2"]
    assert [line for line in steps if line in wanted] == wanted
    assert "M0018" not in done.out


@pytest.mark.parametrize("is_shown", [False, True])
def test_trace_csv(workbook: Path, is_shown: bool) -> None:
    output = workbook.parent / "明細.csv"
    options = ("--show-ids",) if is_shown else ()
    done = run("trace", workbook, "三(三)", "-o", output, "--quiet", *options, cwd=workbook.parent)
    assert (done.status, done.out) == (3, "")
    rows = list(csv.reader(io.StringIO(output.read_bytes().decode("utf-8-sig"))))
    assert rows[0] == [*HEADERS[:9], "個案編號", *HEADERS[9:], *CLAUSES]
    for row, traced, results in zip(rows[1:], TRACE, RESULTS, strict=True):
        name = traced[2].replace("…", "M00") if is_shown else traced[2]
        reason = "自行中斷" if is_shown and traced[11] == "…" else traced[11]
        assert row == [*traced[:2], name, *traced[3:9], name, *traced[9:11], reason, *results]
    assert stat.S_IMODE(output.stat().st_mode) == 0o600
    printed = run("trace", workbook, "3.3", "--format", "csv", "--quiet", *options, cwd=workbook.parent)
    assert printed.out == output.read_bytes().decode("utf-8").replace("\r\n", "\n") or printed.out.encode() == output.read_bytes()


def test_trace_json_is_as_its_schema_says(workbook: Path) -> None:
    done = run("trace", workbook, "--only", "3.3", "--format", "json", "--quiet", "--show-ids", cwd=workbook.parent)
    schema = run("plan", "schema", "trace", cwd=workbook.parent).data
    check_schema(done.data, schema)
    (measure,) = done.data["measures"]
    assert (measure["id"], [subject["population"] for subject in measure["subjects"]]) == (
        "3.3",
        ["denominator", "numerator", "numerator", "excluded", "outside", "rejected"],
    )
    assert measure["subjects"][3] == {
        "subject": "M00182",
        "population": "excluded",
        "reason": "死亡",
        "rows": [
            {
                "file": "全部.xlsx",
                "sheet": "美沙冬收案",
                "row": 5,
                "values": {"個案編號": "M00182", "新收日期": "113/1/1", "結案日期": "113/2/1", "結案原因": "死亡"},
            }
        ],
        "clauses": [{"text": text, "result": result} for text, result in zip(CLAUSES, (True, True, None), strict=True)],
        "sentence": "新收 113/1/1，在收案期間 112/7/1–113/6/30 內；結案 113/2/1，留置 31 日，未滿 180 日；"
        "結案原因「死亡」屬可排除 → 排除",
    }
    output = workbook.parent / "明細.json"
    run("trace", workbook, "3.3", "-o", output, "--show-ids", cwd=workbook.parent)
    assert json.loads(output.read_text(encoding="utf-8")) == done.data
    assert stat.S_IMODE(output.stat().st_mode) == 0o600


def test_trace_workbook_has_a_sheet_for_each_population(workbook: Path) -> None:
    output = workbook.parent / "明細.xlsx"
    for _ in range(2):
        assert run("trace", workbook, "3.3", "-o", output, cwd=workbook.parent).status == 3
    assert stat.S_IMODE(output.stat().st_mode) == 0o600
    book = load_workbook(output)
    assert book.sheetnames == ["分子", "分母", "排除", "不計", "剔退", "人數流程", "定義與出處"]
    for name in book.sheetnames[:5]:
        rows = [
            ["" if value is None else str(value) for value in row] for row in book[name].iter_rows(min_row=2, values_only=True)
        ]
        assert [row[:9] for row in rows] == [row[:9] for row in TRACE if row[6] == name]
    assert isinstance(book["分子"]["F2"].value, int)
    assert book["分子"].auto_filter.ref == "A1:P3"
    steps = {str(text): count for _, text, count in book["人數流程"].iter_rows(min_row=2, values_only=True)}
    assert (steps["「美沙冬收案」資料列"], steps["分子：持續治療滿 180 日人次"]) == (6, 2)
    told = {str(label): str(text) for label, text in book["定義與出處"].iter_rows(values_only=True)}
    assert told["出處"] == "113 年度計畫說明書 肆、衡量指標 三、醫療服務組 (三)，第 20 頁"


def test_a_sample_is_drawn_by_the_least_digests_of_the_addresses(tmp_path: Path) -> None:
    # January to April count, of May and June they broke off, July to September lie outside.
    months = [number % 9 + 1 for number in range(60)]
    lines = [f"M{number:05d},H1,113/{month}/1,{'113/6/30' if month in (5, 6) else ''}," for number, month in enumerate(months)]
    text = "\n".join(["個案編號,機構代碼,新收日期,結案日期,結案原因", *lines, ""])
    write_csv(tmp_path / "office", "美沙冬收案", text)
    arguments = ("trace", "office", "3.3", "--sample", "4", "--seed", "7", "--format", "json", "--show-ids")
    first, again = (run(*arguments, cwd=tmp_path) for _ in range(2))
    assert first.out == again.out
    everything = run("trace", "office", "3.3", "--format", "json", "--show-ids", cwd=tmp_path).data["measures"][0]["subjects"]
    wanted = []
    for population in ("numerator", "denominator", "outside"):
        rows = [subject["rows"][0]["row"] for subject in everything if subject["population"] == population]
        digests = {row: hashlib.sha256(f"7|美沙冬收案.csv||{row}".encode()).hexdigest() for row in rows}
        wanted += sorted(rows, key=digests.__getitem__)[:4]
    drawn = [subject["rows"][0]["row"] for subject in first.data["measures"][0]["subjects"]]
    assert len(drawn) == 12
    assert drawn == sorted(wanted)
    other = run(*arguments[:6], "8", *arguments[7:], cwd=tmp_path)
    assert [subject["rows"][0]["row"] for subject in other.data["measures"][0]["subjects"]] != drawn


def test_a_known_digest_decides(workbook: Path) -> None:
    digests = {row: hashlib.sha256(f"1|全部.xlsx|美沙冬收案|{row}".encode()).hexdigest() for row in (3, 4)}
    done = run("trace", workbook, "3.3", "--sample", "1", "--seed", "1", "--format", "json", cwd=workbook.parent)
    drawn = [item["rows"][0]["row"] for item in done.data["measures"][0]["subjects"] if item["population"] == "numerator"]
    assert drawn == [min(digests, key=digests.__getitem__)]
    assert len(done.data["measures"][0]["subjects"]) == 5  # one of each population


def test_working_paper_has_room_for_what_is_found(workbook: Path) -> None:
    output = workbook.parent / "底稿.xlsx"
    run("trace", workbook, "3.3", "--sample", "1", "--seed", "7", "-o", output, cwd=workbook.parent)
    book = load_workbook(output)
    rows = list(book["分子"].iter_rows(values_only=True))
    assert str(rows[2][0]).startswith("分子：2 件中抽出 1 件（每一歸屬各抽 1 件，種子 7")
    assert rows[3][-4:] == ("說明", "查核所見", "查核人", "查核日期")
    assert rows[4][-3:] == (None, None, None)
    assert str(rows[4][-4]).endswith("→ 分子")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "請指定要列出的指標或衡量項目，例如 3.3，或用 --only"),
        (("3.3", "--sample", "3"), "抽樣要同時指定 --sample 與 --seed；請補上 --seed"),
        (("3.3", "--seed", "3"), "抽樣要同時指定 --sample 與 --seed；請補上 --sample"),
        (("3.3", "-o", "a.docx"), "輸出檔「a.docx」的副檔名不支援；請用 .xlsx、.csv、.json"),
    ],
)
def test_wrong_usage(workbook: Path, options: tuple[str, ...], message: str) -> None:
    done = run("trace", workbook, *options, cwd=workbook.parent)
    assert (done.status, done.out, done.err) == (2, "", f"{message}\n")


def test_trace_replaces_a_file_that_others_could_read(workbook: Path) -> None:
    output = workbook.parent / "明細.csv"
    output.write_text("old", encoding="utf-8")
    output.chmod(0o644)
    assert run("trace", workbook, "3.3", "-o", output, cwd=workbook.parent).status == 3
    assert stat.S_IMODE(output.stat().st_mode) == 0o600
