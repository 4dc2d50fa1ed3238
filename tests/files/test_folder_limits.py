"""The bounds hold for all files of a folder together, and the first files are read all the same."""

from pathlib import Path

import pytest

from antidrug_kpi.files import read_data
from antidrug_kpi.files.limits import Limits

from .builders import make_xlsx_parts, write_zip

REFUSED = "{}：連同排在前面的檔案，資料夾的內容為 {most}以上，超過上限 {most}，未讀取；請分成數個檔案或重新匯出"


def write_table(path: Path, rows: int, text: str) -> None:
    path.write_text("甲,乙\n" + f"{text},{text}\n" * (rows - 1), encoding="utf-8")


def read_folder(folder: Path, **bounds: int) -> list[tuple[int, list[str]]]:
    return [(len(one.sheets), [str(issue) for issue in one.issues]) for one in read_data(folder, Limits(**bounds))]


@pytest.mark.parametrize(("bound", "is_third_read"), [(61, True), (60, True), (59, False)])
def test_the_cells_of_all_files_count_together(tmp_path: Path, bound: int, is_third_read: bool) -> None:
    for name in ("1.csv", "2.csv", "3.csv"):
        write_table(tmp_path / name, 10, "丙")
    first, second, third = read_folder(tmp_path, folder_cells=bound)
    assert (first, second) == ((1, []), (1, []))
    most = f"{bound} 格、500,000,000 字"
    assert third == ((1, []) if is_third_read else (0, [REFUSED.format("3.csv", most=most)]))


def test_a_small_file_behind_one_that_was_too_much_is_still_read(tmp_path: Path) -> None:
    for name, rows in (("1.csv", 10), ("2.csv", 30), ("3.csv", 5)):
        write_table(tmp_path / name, rows, "丙")
    assert [sheets for sheets, _ in read_folder(tmp_path, folder_cells=40)] == [1, 0, 1]


@pytest.mark.parametrize(("bound", "is_second_read"), [(2_001, True), (2_000, True), (1_999, False)])
def test_the_characters_of_all_files_count_together(tmp_path: Path, bound: int, is_second_read: bool) -> None:
    text = "丙" * 100
    cells = "".join(f'<c r="{column}1" t="s"><v>0</v></c>' for column in "ABCDEFGHIJ")
    strings = f"<sst><si><t>{text}</t></si></sst>"
    parts = make_xlsx_parts({"清冊": f'<row r="1">{cells}</row>'}) | {"xl/sharedStrings.xml": strings}
    for name in ("1.xlsx", "2.xlsx"):
        write_zip(tmp_path / name, parts)
    first, second = read_folder(tmp_path, folder_characters=bound)
    assert first == (1, [])
    most = f"80,000,000 格、{bound:,} 字"
    assert second == ((1, []) if is_second_read else (0, [REFUSED.format("2.xlsx", most=most)]))


def test_the_characters_of_a_long_table_are_estimated_from_a_sample(tmp_path: Path) -> None:
    write_table(tmp_path / "1.csv", 60_000, "丙" * 10)  # 1,200,000 characters
    write_table(tmp_path / "2.csv", 60_000, "丙" * 10)  # 3.6 MB, at most four bytes for each character that is left
    assert [sheets for sheets, _ in read_folder(tmp_path, folder_characters=2_200_000)] == [1, 1]
    assert [sheets for sheets, _ in read_folder(tmp_path, folder_characters=2_000_000)] == [1, 0]


def test_a_file_that_is_refused_for_another_reason_says_that_one(tmp_path: Path) -> None:
    write_table(tmp_path / "1.csv", 10, "丙")
    (tmp_path / "2.csv").write_text("")
    _, (_, issues) = read_folder(tmp_path, folder_cells=20)
    assert issues == ["2.csv：檔案是空的（0 位元組）；應有標題列與資料，請重新匯出"]


def test_a_sheet_too_large_for_itself_says_so_behind_other_files(tmp_path: Path) -> None:
    write_table(tmp_path / "1.csv", 10, "丙")
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    write_zip(tmp_path / "2.xlsx", make_xlsx_parts({"清冊": far}))
    _, (_, issues) = read_folder(tmp_path)
    assert issues[0].startswith("2.xlsx 工作表「清冊」：用到第 1,048,576 列、第 16,384 欄，")
