"""The plan of a year (annex 10): the parts in their order, filled from office.yaml and from the results of the year before."""

import json
from functools import lru_cache
from pathlib import Path

import pytest

from antidrug_kpi import pipeline
from antidrug_kpi.errors import UserError
from antidrug_kpi.forms.document import Document, Paragraph, Table
from antidrug_kpi.forms.pasted.field_listing import list_fields
from antidrug_kpi.forms.printed.form_source import FormSource
from antidrug_kpi.forms.printed.printed_form import build_form
from antidrug_kpi.settings import Settings
from cli.running import run, write_csv
from forms.filling import SAMPLE, make_folder

pytestmark = pytest.mark.slow

PARTS = [
    "綜合資料表及計畫摘要",
    "壹、計畫緣起",
    "貳、計畫目標",
    "一、計畫目標",
    "二、計畫限制",
    "參、計畫內容",
    "一、現況分析",
    "二、過去執行績效與檢討",
    "三、計畫內容",
    "四、計畫期程及工作進度",
    "肆、預期效益",
    "伍、有關單位配合事項",
    "陸、附錄",
]


@lru_cache
def write_result() -> Path:
    """The sample office's final result, as `compute` writes it."""
    path = make_folder() / "result.json"
    if not path.exists():
        computed = pipeline.compute(SAMPLE / "office", Settings(report="final"), with_duties=True)
        pipeline.save_results(computed, path)
    return path


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office before its year begins: it has told of itself, and has no register."""
    folder = tmp_path / "office"
    folder.mkdir()
    text = "jurisdiction: 望海縣\nyear: 114\ncover: {單位: 衛生局, 承辦人: 陳美玲, 電話: 07-1234567, 科長電話: 07-7654321}\n"
    (folder / "office.yaml").write_text(text, encoding="utf-8")
    return folder


def prepare(office: Path, baseline: Path | None = None) -> FormSource:
    return pipeline.prepare_planned_form(office, Settings(), "plan", baseline).source


def list_headings(document: Document) -> list[str]:
    blocks = [block for section in document.sections for block in section.blocks]
    return [block.text for block in blocks if isinstance(block, Paragraph) and block.style.startswith("heading")]


def list_table(document: Document, heading: str, columns: int | None = None) -> list[list[str]]:
    """The rows of the first table with this heading in its first cell, and so many columns."""
    tables = [block for section in document.sections for block in section.blocks if isinstance(block, Table)]
    table = next(table for table in tables if table.rows[0].cells[0].text == heading and columns in (None, len(table.widths)))
    return [[cell.text for cell in row.cells] for row in table.rows]


def find_benefits(document: Document, title: str) -> list[str]:
    return next(row for row in list_table(document, "指標", 4) if len(row) == 4 and title in row[0])


def test_the_parts_stand_in_the_annexs_order(office: Path) -> None:
    assert list_headings(build_form(prepare(office), "plan")) == PARTS


def test_the_summary_takes_what_the_office_tells_of_itself(office: Path) -> None:
    assert list_table(build_form(prepare(office), "plan"), "計畫名稱") == [
        ["計畫名稱", "望海縣政府 114 年度毒品危害防制中心工作暨衛生福利部補助辦理藥癮者處遇計畫"],
        ["申請單位\n基本資料", "單位", "衛生局"],
        ["單位網址", "　　　　"],
        ["聯絡\n資訊", "科長/主任", "　　　　", "電話", "07-7654321"],
        ["承辦人", "陳美玲", "電話", "07-1234567"],
        ["傳真", "　　　　", "e-mail", "　　　　"],
        ["地址", "　　　　"],
        ["實施期程", "114 年 1 月 1 日至 114 年 12 月 31 日"],
        ["工作進度\n摘要", "（請填寫）"],
    ]


def test_every_work_item_has_its_row_and_its_prompt(office: Path) -> None:
    source = prepare(office)
    rows = [row for row in list_table(build_form(source, "plan"), "工作項目") if len(row) == 2][1:]
    items = [item for item in source.plan.all_work_items if not item.is_heading]
    assert [row[0] for row in rows] == ["\n".join(item.title) for item in items]
    wanted = [None if item.demand is None else item.demand.prompts.get("plan") for item in items]
    assert [row[1] for row in rows] == ["（請填寫）" if prompt is None else f"（請填寫：{prompt}）" for prompt in wanted]
    assert "（請填寫：具體督導作為）" in [row[1] for row in rows]


def test_without_a_baseline_all_is_blank_and_nothing_is_wrong(office: Path) -> None:
    document = build_form(prepare(office), "plan")
    assert find_benefits(document, "學生遭警查獲涉毒案件")[1:] == ["15% (含) 以下", "（請填寫）", "（請填寫）"]
    done = run("fill", office, "--form", "plan", "-o", "計畫書.docx", cwd=office.parent)
    assert (done.status, done.out) == (0, "")
    assert (office.parent / "計畫書.docx").stat().st_mode & 0o777 == 0o600  # it names who is in charge


def test_a_result_file_gives_figures_and_what_a_month_needs(office: Path) -> None:
    document = build_form(prepare(office, write_result()), "plan")
    # 15 % of 26 are 3.9; 20 % of 120 schools are 24, 50 % are 60.
    assert find_benefits(document, "學生遭警查獲涉毒案件")[2:] == ["分子 3 人／分母 26 人＝11.54%", "全年至多 3 人"]
    assert find_benefits(document, "針對學生家長")[2:] == [
        "1.分子 27 場／分母 120 校＝22.50%\n2.分子 73 校／分母 120 校＝60.83%",
        "1.每月 2 場（全年 24 場）\n2.每月 5 校（全年 60 校）",
    ]
    past = [row for row in list_table(document, "指標", 3) if len(row) == 3]
    assert past[0] == ["指標", "目標值", "目標達成情形及達成率"]
    assert any("分子 3 人／分母 26 人＝11.54%；達成率 100.00%（達成）" in row[2] for row in past)


@pytest.mark.slow
def test_data_computed_as_the_year_before_give_the_same(office: Path) -> None:
    """The sample's registers know no target of 4.1.3 or 4.6.2 by the month."""
    by_file = build_form(prepare(office, write_result()), "plan")
    by_data = build_form(prepare(office, SAMPLE / "office"), "plan")
    rows = [[row for row in list_table(document, "指標", 4) if len(row) == 4] for document in (by_file, by_data)]
    assert rows[0] == rows[1]
    assert find_benefits(by_data, "毒品危害防制條例第 2-1 條")[3].splitlines()[2] == "3.（請填寫）"
    assert list_table(by_data, "組別")[1] == ["綜合規劃組", "衛生局"]  # of the year before: this year's is not there yet


def test_the_offices_own_list_of_bureaus_goes_before(office: Path) -> None:
    write_csv(office, "主責局處", "組別,局處名稱,專責人力數\n預防宣導組,教育局,3\n")
    assert list_table(build_form(prepare(office), "plan"), "組別") == [["組別", "主責局處"], ["預防宣導組", "教育局"]]


@pytest.mark.parametrize(
    ("changes", "year", "said"),
    [
        ({}, "113", "是 113 年度期末的結果；113 年度計畫書的基準應為 112 年度期末的結果"),
        ({}, "115", "是 113 年度期末的結果；115 年度計畫書的基準應為 114 年度期末的結果"),
        ({"report": "midterm"}, "114", "是 113 年度期中的結果；114 年度計畫書的基準應為 113 年度期末的結果"),
        (
            {"as_of": "2024-11-30"},
            "114",
            "是基準日 2024-11-30的結果；114 年度計畫書的基準應為 113 年度期末（基準日 2024-12-31）的結果",
        ),
        ({"jurisdiction": "高雄市"}, "114", "是高雄市的結果，計畫書是望海縣的；請改用同一縣市的結果"),
        ({"measures": []}, "114", "沒有計畫 mohw-113 的衡量項目；請改用同一計畫的結果檔"),
    ],
)
def test_another_year_report_or_county_is_wrong_usage(
    changes: dict[str, object], year: str, said: str, office: Path, tmp_path: Path
) -> None:
    path = tmp_path / "基準.json"
    path.write_text(json.dumps(json.loads(write_result().read_text(encoding="utf-8")) | changes), encoding="utf-8")
    done = run("fill", office, "--form", "plan", "--year", year, "--baseline", path, "-o", "計畫書.docx", cwd=tmp_path)
    assert (done.status, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert said in done.err
    assert not (tmp_path / "計畫書.docx").exists()


def test_a_folder_of_another_year_is_wrong_usage(office: Path, tmp_path: Path) -> None:
    other = write_csv(tmp_path / "other", "志工", "志工編號,繼續教育時數\nV1,4\n")
    (other / "office.yaml").write_text("year: 112\n", encoding="utf-8")
    done = run("fill", office, "--form", "plan", "--baseline", other, "-o", "計畫書.docx", cwd=tmp_path)
    assert (done.status, len(done.err.splitlines())) == (2, 1)
    assert "是 112 年度的結果；114 年度計畫書的基準應為 113 年度期末的結果" in done.err


def test_a_file_that_is_no_result_is_one_line(office: Path, tmp_path: Path) -> None:
    path = tmp_path / "基準.json"
    for text in ("{}", "[", '{"schema": 1}'):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(UserError) as error:
            prepare(office, path)
        assert "\n" not in str(error.value)


def test_a_file_that_is_neither_result_nor_data_is_told_what_may_stand_there(office: Path, tmp_path: Path) -> None:
    path = tmp_path / "期末.docx"
    path.write_bytes(b"PK")
    with pytest.raises(UserError) as error:
        prepare(office, path)
    assert str(error.value) == (
        f"--baseline「{path}」不是可讀的檔案；應為前一年度期末的結果檔（.json）、放清冊的資料夾或活頁簿"
        "（.csv、.htm、.html、.ods、.tsv、.txt、.xls、.xlsm、.xlsx），請確認路徑"
    )
    with pytest.raises(UserError) as error:
        prepare(office, tmp_path / "沒有.json")
    assert "應為前一年度期末的結果檔（.json）、放清冊的資料夾或活頁簿，請確認路徑" in str(error.value)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--form", "plan", "--report", "midterm", "-o", "x.docx"), "--report 對 --form plan 沒有作用；請拿掉，或改用其他表單"),
        (("--form", "plan", "--into", "y.docx"), "--into 對 --form plan 沒有作用；請拿掉，或改用其他表單"),
        (("--form", "plan"), "--form plan 缺少輸出檔；請用 -o 指定"),
        (("--form", "paste-plan"), "--form paste-plan 缺少輸出資料夾；請用 -o 指定"),
        (("--form", "paste", "--baseline", "r.json", "-o", "d"), "--baseline 對 --form paste 沒有作用；請拿掉，或改用其他表單"),
        (("--form", "full", "--baseline", "r.json", "-o", "x.docx"), "--baseline 只用於計畫書；請改用 --form plan 或"),
        (
            ("--form", "full", "--report", "midterm", "--comments", "c.docx", "-o", "x.docx"),
            "--comments 只用於 --form full（期末報告）",
        ),
        (("--comments", "c.docx", "-o", "x.docx"), "--comments 只用於 --form full（期末報告）"),
        (("--form", "paste", "--comments", "c.docx", "-o", "d"), "--comments 對 --form paste 沒有作用"),
        (("--form", "paste", "-o", "-"), "這種表單寫成資料夾裡的兩個檔案，不能寫到標準輸出；請用 -o 資料夾"),
    ],
)
def test_an_option_without_effect_is_wrong_usage(options: tuple[str, ...], said: str, office: Path) -> None:
    done = run("fill", office, *options, cwd=office.parent)
    assert (done.status, done.out, len(done.err.splitlines())) == (2, "", 1)
    assert said in done.err


def test_the_fields_of_annex_10(office: Path) -> None:
    fields = list_fields(prepare(office), "plan")
    assert [field.place for field in fields[:4]] == [
        ("綜合資料表及計畫摘要", "計畫名稱"),
        ("綜合資料表及計畫摘要", "單位"),
        ("綜合資料表及計畫摘要", "單位網址"),
        ("綜合資料表及計畫摘要", "科長/主任"),
    ]
    assert [field.text for field in fields[1:3]] == ["衛生局", ""]
    assert ("參、計畫內容", "四、計畫期程及工作進度") in [field.place for field in fields]
    items = [field for field in fields if field.place[:2] == ("參、計畫內容", "三、計畫內容")]
    assert len(items) == len([item for item in prepare(office).plan.all_work_items if not item.is_heading])
