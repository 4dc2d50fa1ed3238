"""The shape of delimited records: their numbers of fields, a cut end, and pairs of stray quotes."""

from pathlib import Path

import pytest

from antidrug_kpi.files import FileReading, RecordShape, read_data


def read_text(tmp_path: Path, text: str, encoding: str = "utf-8", name: str = "清冊.csv") -> FileReading:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    (reading,) = read_data(path)
    return reading


def find_shape(reading: FileReading) -> tuple[list[int], bool]:
    shape = reading.sheets[0].shape
    assert isinstance(shape, RecordShape)
    return list(shape.widths), shape.is_cut


@pytest.mark.parametrize(
    ("text", "widths"),
    [
        ("a,b\n1,2\n", []),
        ("a,b\n1,2\n\n\n", []),  # blank lines are none
        ("a,b\n1\n3,4,5\n", [2, 1, 3]),
        ("標題\na,b\n1,2\n\n", [1, 2, 2, 0]),
        ('a,b\n1,"2,3\n4"\n', []),
    ],
)
def test_numbers_of_fields(tmp_path: Path, text: str, widths: list[int]) -> None:
    assert find_shape(read_text(tmp_path, text))[0] == widths


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp950", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(("end", "is_cut"), [("\n", False), ("\r\n", False), ("\r", False), ("", True), (" ", True)])
@pytest.mark.parametrize("count", [1, 30])
def test_whether_the_last_record_is_cut(tmp_path: Path, encoding: str, end: str, is_cut: bool, count: int) -> None:
    """上 is 4E 0A in UTF-16: the second byte alone is a line break."""
    text = "編號,說明,第三欄\n" + "A001,abcdefghij,1\n" * (count - 1) + "A002,abcdefghijklmnopqrstuvwxyz,上" + end
    assert find_shape(read_text(tmp_path, text, encoding))[1] is is_cut


HEADER = "編號,機構,日期,備註\n"
STRAY = {
    "last field to last": 'A1,H1,113/1/1,"甲\nA2,H1,113/1/2,乙\nA3,H1,113/1/3,丙"\n',
    "first field to first": '"A1,H1,113/1/1,甲\nA2",H1,113/1/2,乙\n',
    "middle to another": 'A1,"H1,113/1/1,甲\nA2,H1,113/1/2,乙\nA3,H1,113/1/3",丙\n',
    "first to last": '"A1,H1,113/1/1,甲\nA2,H1,113/1/2,乙"\n',
    "over a blank line": 'A1,H1,113/1/1,"甲\n\nA2,H1,113/1/2,乙"\n',
}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("before", [0, 1, 3])
@pytest.mark.parametrize("case", STRAY)
@pytest.mark.parametrize(("delimiter", "name"), [(",", "a.csv"), ("\t", "a.tsv"), (";", "a.csv")])
def test_a_pair_of_stray_quotes(tmp_path: Path, case: str, before: int, end: str, delimiter: str, name: str) -> None:
    text = HEADER + "A0,H1,113/1/1,甲\n" * before + STRAY[case] + "A9,H1,113/1/1,甲\n"
    reading = read_text(tmp_path, text.replace(",", delimiter).replace("\n", end), name=name)
    assert [(issue.code, issue.address.row) for issue in reading.issues] == [("quote-unpaired", before + 2)]


@pytest.mark.parametrize(
    "record",
    [
        'A1,H1,113/1/1,"第一行\n第二行"\n',
        'A1,H1,113/1/1,"一、甲,乙\n二、丙,丁\n三、戊,己,庚"\n',  # no line but the last has three
        '"A1\n",H1,113/1/1,"1,234"\n',
        'A1,"甲,乙\n丙,丁",113/1/1,x\n',
        'A1,H1,113/1/1,"甲\n乙,丙,丁,戊,己"\n',
        'A1,H1,113/1/1,"甲\n\n"\n',
        'A1,H1,"1,2,3,4",x\n',
    ],
)
def test_real_cells_of_several_lines_stay(tmp_path: Path, record: str) -> None:
    reading = read_text(tmp_path, HEADER + "A0,H1,113/1/1,甲\n" + record + "A9,H1,113/1/1,甲\n")
    assert not reading.issues
    assert len(reading.sheets[0].rows) == 4


def test_a_column_alone_has_no_delimiters_to_count(tmp_path: Path) -> None:
    assert not read_text(tmp_path, '編號\n"A1\nA2"\nA3\n').issues
