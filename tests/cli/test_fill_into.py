"""`fill --into` as it is typed: what is said, what is refused, what becomes of the office's copy."""

from pathlib import Path

import pytest

from forms.own_forms import RETENTION, read_docx, write_docx, write_table

from .running import ADMISSIONS, run, write_csv

NOTHING = "沒有填入任何一格，未寫入檔案；請看上列各項的原因"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS)


def test_every_cell_is_accounted_for(office: Path, tmp_path: Path) -> None:
    form = write_docx(tmp_path / "本府表.docx")
    done = run("fill", office, "--into", form, "--only", "3.3", "--jurisdiction", "高雄市", cwd=tmp_path)
    assert done.status == 0
    assert done.out.splitlines() == [
        "已填　表 1 第 3 列第 3 欄　三(三)「自評進度」",
        "已填　表 1 第 3 列第 4 欄　三(三)「目標達成情形及達成率」",
    ]
    assert done.err.splitlines() == [
        f"填入 2 格、保留 0 格、未填 0 項指標；其餘內容未變動；原檔保留為 {form}.bak",
        f"已寫入 {form}",
        f"請確認（不印在表上）：3.3 另有說明，請以 antidrug-kpi compute {office} --jurisdiction 高雄市 --only 3.3 查看",
    ]
    # Of four admissions one died and is excluded; two of the other three stayed for 180 days.
    assert read_docx(form)[0][2][3].startswith("分子 2 人次／分母 3 人次＝66.67%；達成率 102.56%（達成）；排除 死亡 1 人次")
    done = run("fill", office, "--into", form, "--only", "3.3", "--jurisdiction", "高雄市", "--quiet", cwd=tmp_path)
    assert done.out.splitlines() == [
        "保留　表 1 第 3 列第 3 欄　三(三)「自評進度」：已有內容，未改寫",
        "保留　表 1 第 3 列第 4 欄　三(三)「目標達成情形及達成率」：已有內容，未改寫",
    ]
    # Nothing was filled, which a script must see, however quiet the run is.
    assert (done.status, done.err) == (3, f"{NOTHING}\n")


def test_what_was_taken_for_what_is_said(office: Path, tmp_path: Path) -> None:
    form = write_table(tmp_path / "本府表.docx", [["衡量指標", "達成情形（含分子、分母）"], [f"3-3 {RETENTION} 65%以上", ""]])
    done = run("fill", office, "--into", form, "--only", "3.3", "--jurisdiction", "高雄市", "--quiet", cwd=tmp_path)
    assert done.out.splitlines() == [
        "已填　表 1 第 2 列第 2 欄　三(三)「目標達成情形及達成率」",
        "說明　表 1 第 1 列第 1 欄「衡量指標」視為「指標」欄",
        "說明　表 1 第 1 列第 2 欄「達成情形（含分子、分母）」視為「目標達成情形及達成率」欄",
    ]
    assert (done.status, done.err) == (0, "")


def test_a_form_without_the_columns_is_refused_with_the_nearest(office: Path, tmp_path: Path) -> None:
    form = write_table(tmp_path / "本府表.docx", [["衡量指標", "辦理情形"], [RETENTION, ""]])
    done = run("fill", office, "--into", form, "--only", "3.3", "--jurisdiction", "高雄市", cwd=tmp_path)
    assert (done.status, done.out, done.err) == (
        1,
        "",
        "本府表.docx：找不到有「指標」、「目標達成情形及達成率」兩欄的表格；"
        "最接近的是表 1 第 1 列第 2 欄「辦理情形」，若就是「目標達成情形及達成率」欄，請改用這個欄名\n",
    )


def test_what_has_no_row_is_listed(office: Path, tmp_path: Path) -> None:
    form = write_docx(tmp_path / "本府表.docx")
    done = run("fill", office, "--into", form, "--only", "4.8", "--jurisdiction", "高雄市", "--quiet", cwd=tmp_path)
    assert done.out.splitlines() == ["未填　四(八) 當年度志工接受繼續教育 4 小時之涵蓋率：表中沒有這一列"]


def test_rows_of_measures_that_were_not_asked_for(office: Path, tmp_path: Path) -> None:
    form = write_table(tmp_path / "表.docx", [["指標", "目標達成情形及達成率"], ["1.個案管理服務涵蓋率", ""]])
    done = run("fill", office, "--into", form, "--only", "4.3.1", "--jurisdiction", "高雄市", "--quiet", cwd=tmp_path)
    assert done.out.splitlines() == ["未填　四(三) 個案管理服務涵蓋率：資料未備，留白"]
    assert read_docx(form)[0][1][1] == ""


def test_where_nothing_is_filled_nothing_is_written(office: Path, tmp_path: Path) -> None:
    rows = [["指標", "目標達成情形及達成率"], [f"三(三) {RETENTION}", ""], [f"三(三) {RETENTION}", ""]]
    form = write_table(tmp_path / "表.docx", rows)
    done = run("fill", office, "--into", form, "-o", "填妥.docx", "--only", "3.3", "--jurisdiction", "高雄市", cwd=tmp_path)
    assert (done.status, (tmp_path / "填妥.docx").exists()) == (3, False)
    assert done.err.splitlines()[-1] == NOTHING
    assert "表中有 2 列（表 1 第 2 列第 1 欄、表 1 第 3 列第 1 欄），未填" in done.out


def test_a_form_of_another_report_is_filled_only_where_it_is_asked_for(office: Path, tmp_path: Path) -> None:
    rows = [["望海縣 113 年期中成果報告", ""], ["指標", "目標達成情形及達成率"], [f"三(三) {RETENTION}", ""]]
    form = write_table(tmp_path / "表.docx", rows, ((0, 0, 0, 1),))
    before = form.read_bytes()
    options = ("--into", form, "--only", "3.3", "--jurisdiction", "高雄市", "--quiet")
    done = run("fill", office, *options, cwd=tmp_path)
    assert (done.status, done.out, form.read_bytes() == before) == (3, "", True)
    assert done.err == (
        "表.docx：這是113 年度期中的表，這次計算的是113 年度期末，未填寫；"
        "請改用這一期的表，或以 --year、--report 計算那一期；確定要填入這份表請加 --other-form\n"
    )
    done = run("fill", office, *options, "--other-form", cwd=tmp_path)
    assert (done.status, done.out) == (0, "已填　表 1 第 3 列第 2 欄　三(三)「目標達成情形及達成率」\n")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "缺少輸出檔；請用 -o 檔名 寫成新檔，或用 --into 檔名 填入機關自己的表"),
        (("--into", "表.pdf"), "--into 的表「表.pdf」的副檔名不支援；請用 .docx、.odt、.xlsx、.ods"),
        (("--into", "表.docx", "-o", "表.odt"), "輸出檔「表.odt」的副檔名不支援；請用 .docx"),
        (("--into", "表.docx", "--form", "full"), "--into 只填「衡量指標達成情形」表，不能與 --form full 並用；請擇一"),
        (("-o", "表.docx", "--overwrite"), "--overwrite 只用於 --into；以 -o 寫出的檔案本來就是新的，請拿掉 --overwrite"),
        (("-o", "表.docx", "--other-form"), "--other-form 只用於 --into；以 -o 寫出的表本來就是這一期的，請拿掉 --other-form"),
        (("-o", "表.docx", "--by", "機構代碼"), "--by 只用於 .html 報告；其他格式的表沒有分組，請拿掉 --by，或改用 -o 報告.html"),
    ],
)
def test_options_that_do_not_fit(options: tuple[str, ...], message: str, office: Path, tmp_path: Path) -> None:
    done = run("fill", office, *options, cwd=tmp_path)
    assert (done.status, done.out, done.err) == (2, "", f"{message}\n")


def test_a_copy_that_is_not_there(office: Path, tmp_path: Path) -> None:
    done = run("fill", office, "--into", "表.docx", cwd=tmp_path)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("無法讀取 表.docx：")
    assert len(done.err.splitlines()) == 1
