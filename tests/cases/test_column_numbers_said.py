"""A row of column numbers below the header, as a clerk meets it: the figure, the exit status and the line on standard error."""

from pathlib import Path

import pytest

from cli.running import run, write_csv

SKIPPED = (
    "［警告］志工.csv 第 2 列：標題下的「1、2、3」這一列是各欄的編號，視為標題的一部分，略過不計；"
    "如果是一筆，請填正確的編號或名稱"
)
SUSPECTED = (
    "［檔案］志工.csv 第 2 列：標題下的「1、2、3」這一列像是各欄的編號，照樣當作一筆列計；"
    "如果是欄的編號，請從清冊刪去，如果是一筆，請確認內容無誤"
)


@pytest.mark.parametrize(
    ("keys", "counts", "status", "line"),
    [(("V1", "V2"), (2, 2), 0, SKIPPED), (("2", "3"), (2, 3), 3, SUSPECTED)],
)
def test_column_numbers(keys: tuple[str, str], counts: tuple[int, int], status: int, line: str, tmp_path: Path) -> None:
    text = f"志工編號,姓名,繼續教育時數\n1,2,3\n{keys[0]},王一,5\n{keys[1]},王二,6\n"
    data = write_csv(tmp_path / "data", "志工", text)
    done = run("compute", data, "--only", "4.8", "--format", "json", cwd=tmp_path)
    (measure,) = done.data["measures"]
    assert (measure["numerator"], measure["denominator"]) == counts
    assert done.status == status
    assert line in done.err.splitlines()
