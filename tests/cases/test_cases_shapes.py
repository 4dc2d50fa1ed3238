"""Cases from public reports whose rows or cells are not shaped like an ordinary register's: run as a user does."""

from pathlib import Path

import pytest

from cli.running import Done, run

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent


def compute(case: str, tmp_path: Path, *options: str) -> Done:
    return run("compute", HERE / case / "input", "--format", "json", *options, cwd=tmp_path)


def find_figure(done: Done, measure: str) -> tuple[int | None, int | None, str]:
    """Numerator, denominator and status of a measure."""
    found = next(one for one in done.data["measures"] if one["id"] == measure)
    return found["numerator"], found["denominator"], found["status"]


def test_formulas_of_a_workbook_that_asks_to_be_calculated_are_faulty(tmp_path: Path) -> None:
    """a1: XlsxWriter stores 0 with each formula; 0 of 1,000,000 is no self-raised share, and no school has 0 pupils."""
    done = compute("a1-formula-zero-xlsx", tmp_path, "--only", "4.1.3", "--only", "1.2")
    assert done.status == 3
    assert [find_figure(done, measure)[2] for measure in ("4.1.3", "1.2")] == ["no_data", "no_data"]
    reason = "公式沒有計算結果，請在試算表軟體開啟並存檔"
    lines = done.err.splitlines()
    assert f"［錯誤］經費.xlsx 工作表「經費」 第 2 列 欄「自籌金額」：「=D2+E2」{reason}" in lines
    assert (
        f"［錯誤］經費.xlsx 工作表「學校清冊」 欄「學生數」：第 2、3、4 列，共 3 列；例如第 2 列：「=H2+I2+J2」{reason}" in lines
    )


def test_formulas_of_xlwt_are_faulty(tmp_path: Path) -> None:
    """a3: seven of ten 結案日期 are formulas with an empty text for a result; the three others are two still in treatment."""
    done = compute("a3-formula-empty-xls", tmp_path, "--only", "3.3")
    assert done.status == 3
    assert find_figure(done, "3.3")[:2] == (2, 2)
    assert done.data["measures"][0]["rejected"] == 7
    assert (
        "［錯誤］美沙冬收案.xls 工作表「美沙冬收案」 欄「結案日期」：第 3、4、5、6、7 … 列，共 7 列；"
        "例如第 3 列：「=…」公式沒有計算結果，請在試算表軟體開啟並存檔"
    ) in done.err.splitlines()


def test_rows_of_formulas_that_give_0_are_blank(tmp_path: Path) -> None:
    """a5: two schools, both with the day; four rows below are filled down with formulas."""
    done = compute("a5-prefilled-formula-rows", tmp_path, "--only", "1.1.2")
    assert (done.status, done.err) == (0, "")
    assert find_figure(done, "1.1.2")[:2] == (2, 2)
    schools = next(one for one in done.data["inputs"] if one["register"] == "schools")
    assert (schools["rows"], schools["accepted"], schools["rejected"], schools["skipped"]) == (6, 2, 0, 4)


def test_a_record_longer_than_the_header_is_faulty(tmp_path: Path) -> None:
    """c1: 1,234 without quotes shifts what follows; what is left is the other school's 10/800."""
    done = compute("c1-unquoted-thousands-comma", tmp_path, "--only", "1.2")
    assert done.status == 3
    assert find_figure(done, "1.2")[:2] == (10, 800)
    assert done.err.splitlines()[0] == (
        "［錯誤］學校清冊.csv 第 2 列：有 8 欄，標題只有 6 欄，多出的欄有內容，可能錯位；"
        "請更正這一列（千分位的逗號要加引號），或為多出的欄加上標題"
    )


def test_a_pair_of_stray_quotes_is_refused(tmp_path: Path) -> None:
    """c3: the quotes of lines 3 and 5 would make one record of three."""
    done = compute("c3-two-stray-quotes", tmp_path, "--only", "3.3")
    assert (done.status, done.out) == (1, "")
    assert "美沙冬收案.csv 第 3 列：從這一列開始的引號不成對" in done.err


def test_a_record_that_was_cut_off_is_faulty(tmp_path: Path) -> None:
    """c4: the tenth admission ends in its third field, without a line break."""
    done = compute("c4-file-cut-off", tmp_path, "--only", "3.3")
    assert done.status == 3
    assert find_figure(done, "3.3")[:2] == (4, 6)
    assert (
        done.err.splitlines()[0]
        == "［錯誤］美沙冬收案.csv 第 11 列：最後一筆只有 3 欄，標題有 5 欄，而且沒有換行，檔案可能被截斷；請重新匯出"
    )


def test_a_shorter_record_is_said_and_leaves_the_result_incomplete(tmp_path: Path) -> None:
    """c5: it counts as still in treatment, 5/6, and that may be wrong."""
    done = compute("c5-record-with-fewer-fields", tmp_path, "--only", "3.3")
    assert done.status == 3
    assert find_figure(done, "3.3")[:2] == (5, 6)
    assert (
        done.err.splitlines()[0]
        == "［檔案］美沙冬收案.csv：有 1 筆（第 5 列）的欄數少於標題，缺的欄讀作空白，各欄可能錯位；請補足分隔符號或重新匯出"
    )


def test_a_merged_institution_speaks_for_its_rows(tmp_path: Path) -> None:
    """i1: H1 has A001, A002, A005 and A007, all of them retained, H2 has A004 and A006; the others are excluded or no entries."""
    done = compute("i1-merged-institution-by", tmp_path, "--only", "3.3", "--by", "機構代碼")
    assert done.status == 0
    assert find_figure(done, "3.3")[:2] == (4, 6)
    strata = done.data["measures"][0]["strata"]
    assert [(own["stratum"], own["numerator"], own["denominator"]) for own in strata] == [("H1", 4, 4), ("H2", 0, 2)]
    assert done.err == (
        "［說明］美沙冬收案.xlsx 工作表「美沙冬收案」 欄「機構代碼」：垂直合併的儲存格，其內容視為所涵蓋的每一列都有"
        "（第 3–7、9–11 列，共 8 列）；如果不是，請取消合併後各自填寫\n"
    )


@pytest.mark.parametrize(("measure", "figure"), [("4.3.1", (2, 2)), ("4.3.2", (6, 2))])
def test_a_merged_case_number_speaks_for_its_contacts(tmp_path: Path, measure: str, figure: tuple[int, int]) -> None:
    """i2: two people with three contacts each in three units of 30 days."""
    done = compute("i2-merged-case-number", tmp_path, "--only", "4.3")
    assert done.status == 0
    assert find_figure(done, measure)[:2] == figure
    assert "欄「個案編號」：垂直合併的儲存格" in done.err
