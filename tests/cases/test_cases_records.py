"""Rows that are no records, as a clerk meets them: the figure, the exit status and the line on standard error."""

from pathlib import Path
from typing import Any

import pytest

from cli.running import Done, run, write_csv, write_xlsx

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
SKIPPED = (
    "［警告］學校清冊.csv 第 4 列 欄「學校代碼」：「東區」這一列數字都是上面 2 筆的加總，編號空白或不是代碼，視為小計，略過不計；"
    "如果是一筆，請填正確的編號或名稱"
)
HEADINGS = (
    "［警告］學校清冊.csv 欄「學校代碼」：第 2、5 列，共 2 列；例如第 2 列：「國中」這一列只有「學校代碼」，"
    "寫的是文字而其他各列都是代碼，視為分組標題，略過不計；如果是一筆，請填正確的代碼與其他欄位"
)
SUSPECTED = (
    "［檔案］志工.xlsx 工作表「志工」 第 7 列：這一列的「繼續教育時數」剛好都是上面 5 筆的加總，編號則與其他各列一樣，"
    "照樣當作一筆列計；如果是小計，請從清冊刪去，如果不是，請確認數字無誤"
)
WORDS = (
    "［檔案］學校清冊.csv 第 4 列 欄「學校代碼」：「望海縣」是文字，而其他各列的「學校代碼」都是代碼，"
    "像是小計或標題，照樣當作一筆列計；如果是一筆，請填正確的代碼，如果不是，請從清冊刪去"
)


def compute(data: Path, only: str, cwd: Path) -> tuple[Done, dict[str, Any]]:
    done = run("compute", data, "--only", only, "--format", "json", cwd=cwd)
    (measure,) = done.data["measures"]
    return done, measure


@pytest.mark.parametrize(
    ("case", "only", "numerator", "denominator", "skipped", "line"),
    [
        ("m1-total-under-number-column", "1.1.2", 2, 3, 1, None),
        ("m2-total-under-number-column-with-sum", "4.8", 2, 2, 1, None),
        ("m3-subtotal-hours-first", "4.8", 2, 2, 1, None),
        ("m4-subtotal-flag-first", "2.11.1", 1, 1, 1, None),
        ("m5-group-headings-among-schools", "1.1.2", 2, 3, 2, HEADINGS),
        ("d2-total-row-of-the-county", "1.1.2", 1, 2, 2, SKIPPED),
        ("d2-total-row-of-the-county", "1.2", 5, 300, 2, SKIPPED),
    ],
)
def test_a_row_that_is_no_record_is_left_out(
    case: str, only: str, numerator: int, denominator: int, skipped: int, line: str | None, tmp_path: Path
) -> None:
    done, measure = compute(HERE / case, only, tmp_path)
    assert (measure["numerator"], measure["denominator"], measure["rejected"], done.status) == (numerator, denominator, 0, 0)
    (source,) = done.data["inputs"]
    assert (source["rows"] - source["accepted"] - source["rejected"], source["skipped"]) == (skipped, skipped)
    assert [own for own in done.err.splitlines() if "學校代碼" in own or "小計" in own] == ([line] if line else [])


def test_a_sum_whose_key_is_like_all_others_counts_and_the_status_is_3(tmp_path: Path) -> None:
    """Five volunteers of 4, 4, 3, 5 and 4 hours, and V6 with 20: four of them and V6 have four hours."""
    text = "志工編號,繼續教育時數\nV1,4\nV2,4\nV3,3\nV4,5\nV5,4\nV6,20\n"
    write_xlsx(tmp_path / "office" / "志工.xlsx", {"志工": text})
    done, measure = compute(tmp_path / "office", "4.8", tmp_path)
    assert (measure["numerator"], measure["denominator"], done.status) == (5, 6, 3)
    assert SUSPECTED in done.err.splitlines()


def test_a_key_in_words_whose_numbers_are_no_sums_counts_and_the_status_is_3(tmp_path: Path) -> None:
    office = write_csv(tmp_path / "office", "學校清冊", "學校代碼,學生數,學校日宣導\nS1,10,是\nS2,20,是\n望海縣,31,\n")
    done, measure = compute(office, "1.1.2", tmp_path)
    assert (measure["numerator"], measure["denominator"], done.status) == (2, 3, 3)
    assert WORDS in done.err.splitlines()
