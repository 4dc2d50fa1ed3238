"""`fill --form`: the plan's other forms as files that are read back, and `show` of a form."""

from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from .running import SAMPLE, check_refused, run, write_csv

STAFF = """\
人力來源,業務組別,所屬局處,職稱,姓名,到職日期,離職日期,異動別,學歷,證照,累計個管案量,在案案量,工作內容
本部補助,綜合規劃組,衛生局,個管,=王大明,111/3/15,,在職,大學,社工師,1318,38,個案管理
機關自有,醫療服務組,衛生局,其他,陳一心,111/3/15,,在職,大學,,,,
"""
PARAGRAPH = "前已聘任之補助人力1人(含個管1人、督導0人、專管0人)人，尚在職人數1人(含個管1人、督導0人、專管0人)；"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "office", "人力清冊", STAFF)


def test_the_whole_report_as_docx(office: Path, tmp_path: Path) -> None:
    done = run("fill", office, "--form", "full", "-o", "報告.docx", "--jurisdiction", "高雄市", cwd=tmp_path)
    assert done.status == 3  # most measures have no data
    word = docx.Document(str(tmp_path / "報告.docx"))
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert "高雄市" in texts
    assert any(PARAGRAPH in text for text in texts)
    assert any(cell.text == "=王大明" for table in word.tables for row in table.rows for cell in row.cells)


def test_annex_5_as_xlsx_holds_text_and_no_formula(office: Path, tmp_path: Path) -> None:
    run("fill", office, "--form", "annex5", "-o", "清冊.xlsx", cwd=tmp_path)
    (sheet,) = load_workbook(tmp_path / "清冊.xlsx").worksheets
    (name,) = [cell for row in sheet.iter_rows() for cell in row if "王大明" in str(cell.value)]
    assert (name.value, name.data_type) == ("=王大明", "s")


@pytest.mark.parametrize(("form", "mode"), [("annex1", False), ("annex5", True), ("full", True)])
def test_a_form_with_names_is_its_owners_alone(office: Path, tmp_path: Path, form: str, mode: bool) -> None:
    run("fill", office, "--form", form, "-o", "表.docx", cwd=tmp_path)
    assert ((tmp_path / "表.docx").stat().st_mode & 0o077 == 0) is mode


@pytest.mark.parametrize("suffix", [".docx", ".ods"])
def test_the_same_office_gives_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    for name in ("first", "second"):
        run("fill", SAMPLE / "office", "--form", "full", "-o", f"{name}{suffix}", cwd=tmp_path)
    assert (tmp_path / f"first{suffix}").read_bytes() == (tmp_path / f"second{suffix}").read_bytes()


def test_a_form_that_the_plan_does_not_have(office: Path, tmp_path: Path) -> None:
    done = run("fill", office, "--form", "annex2", "-o", "表.docx", cwd=tmp_path)
    check_refused(
        done,
        2,
        "計畫 mohw-113 沒有表單「annex2」；請用 "
        "indicators（附件十一、附件十二）、annex1（附件一）、annex5（附件五）、full、paste、plan（附件十）、paste-plan",
    )
    assert not (tmp_path / "表.docx").exists()


VISITS = """\
機構代碼,機構名稱,藥癮戒治,替代治療,參與補助方案,未參與原因,自費人數,總人數,訪查日期
H1,第一醫院,是,否,是,,5,4,113/5/1
H2,第二醫院,否,否,是,,1,2,113/5/1
"""
QUESTION = "有 1 家自費人數大於總人數，請確認：治療機構.csv 第 2 列。"
LEFT_OUT = "另有 1 家非指定藥癮戒治機構，亦非替代治療執行機構，未列入。"


def test_what_only_the_office_needs_is_said_and_printed_where_it_is_asked_for(tmp_path: Path) -> None:
    office = write_csv(tmp_path / "office", "治療機構", VISITS)
    done = run("fill", office, "--form", "annex1", "-o", "表.docx", cwd=tmp_path)
    assert [line for line in done.err.splitlines() if line.startswith("不印在表上")] == [
        f"不印在表上：{LEFT_OUT}",
        f"不印在表上：{QUESTION}",
    ]
    assert not any(text.startswith("註：") for text in read_lines(tmp_path / "表.docx"))
    done = run("fill", office, "--form", "annex1", "--annotate", "-o", "附註.docx", cwd=tmp_path)
    assert "不印在表上" not in done.err
    assert [text for text in read_lines(tmp_path / "附註.docx") if text.startswith("註：")] == [
        f"註：{LEFT_OUT}",
        f"註：{QUESTION}",
    ]


def read_lines(path: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]


@pytest.mark.parametrize(
    ("form", "options", "said"),
    [
        ("annex11", (), "期中成果報告（113 年 1 月 1 日至 113 年 6 月 30 日）"),
        ("附件十一", ("--report", "期中"), "期中成果報告（113 年 1 月 1 日至 113 年 6 月 30 日）"),
        ("annex12", (), "期末成果報告（113 年 1 月 1 日至 113 年 12 月 31 日）"),
        ("附件十二", ("--report", "final"), "期末成果報告（113 年 1 月 1 日至 113 年 12 月 31 日）"),
    ],
)
def test_an_annex_is_the_table_of_attainment_for_its_report(
    office: Path, tmp_path: Path, form: str, options: tuple[str, ...], said: str
) -> None:
    # What the command line names goes before the office's standing choice.
    (office / "office.yaml").write_text("report: midterm\n" if "12" in form or "十二" in form else "report: final\n")
    run("fill", office, "--form", form, *options, "-o", "表.docx", cwd=tmp_path)
    assert said in read_lines(tmp_path / "表.docx")


@pytest.mark.parametrize(
    ("form", "report", "said"),
    [
        ("annex11", "final", "--form annex11 是期中報告的表，不能與 --report final 並用；請擇一"),
        ("附件十二", "期中", "--form 附件十二 是期末報告的表，不能與 --report 期中 並用；請擇一"),
    ],
)
def test_an_annex_beside_another_report_is_wrong_usage(office: Path, tmp_path: Path, form: str, report: str, said: str) -> None:
    check_refused(run("fill", office, "--form", form, "--report", report, "-o", "表.docx", cwd=tmp_path), 2, said)
    assert not (tmp_path / "表.docx").exists()


LOOK = "；請以 antidrug-kpi check {} 查看每一項的位置"
INSTITUTIONS = """\
機構代碼,機構名稱,藥癮戒治,替代治療,參與補助方案,未參與原因,自費人數,總人數,訪查日期
H1,第一醫院,是,否,否,評估中,10,20,{visited}
H2,第二醫院,否,是,是,,{paying},40,113/5/1
"""


@pytest.mark.parametrize(
    ("form", "visited", "paying", "status", "said"),
    [
        ("annex1", "113/2/30", "5", 0, ""),  # a column that the annex does not print
        ("annex1", "113/2/29", "五", 3, f"已填表但不完整（「治療機構」有 1 列資料有誤）{LOOK}\n"),
        ("annex5", "113/2/29", "5", 3, f"已填表但不完整（缺清冊「人力清冊」）{LOOK}\n"),
    ],
)
def test_an_annex_asks_for_no_more_than_it_prints(
    tmp_path: Path, form: str, visited: str, paying: str, status: int, said: str
) -> None:
    office = write_csv(tmp_path / "office", "治療機構", INSTITUTIONS.format(visited=visited, paying=paying))
    done = run("fill", office, "--form", form, "-o", "表.odt", cwd=tmp_path)
    lines = [line for line in done.err.splitlines(keepends=True) if not line.startswith("不印在表上")]
    assert (done.status, "".join(lines)) == (status, f"已寫入 表.odt\n{said.format(office)}")


def test_an_annex_without_one_of_its_columns_is_incomplete(tmp_path: Path) -> None:
    office = write_csv(
        tmp_path / "office", "治療機構", "機構代碼,機構名稱,藥癮戒治,替代治療,參與補助方案,未參與原因,總人數\nH1,甲,是,否,是,,3\n"
    )
    done = run("fill", office, "--form", "annex1", "-o", "表.odt", cwd=tmp_path)
    assert (done.status, done.err.splitlines()) == (
        3,
        [
            "已寫入 表.odt",
            "不印在表上：「自費人數」有 1 列沒有數字，合計未予計入。",
            f"已填表但不完整（「治療機構」缺欄位「自費人數」）{LOOK.format(office)}",
        ],
    )


def test_show_of_a_form(tmp_path: Path) -> None:
    done = run("show", "annex5", cwd=tmp_path)
    assert done.status == 0
    assert "附件五、毒品危害防制中心專責人力運用情形清冊" in done.out
    assert "年資同四(二)的算法" in done.out
