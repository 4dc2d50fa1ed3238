"""Web archives: where their parts begin and end, and what is refused."""

from pathlib import Path

import pytest

from antidrug_kpi.files import read_data

from .apart import read_apart

NAME = "甲.xls"
HEAD = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
HTML = "--x\r\nContent-Type: text/html\r\n"


def read_tables(folder: Path, archive: str) -> list[list[list[object]]]:
    (folder / NAME).write_bytes(archive.encode())
    (reading,) = read_data(folder / NAME)
    return [[list(row) for row in sheet.rows] for sheet in reading.sheets]


@pytest.mark.parametrize(
    "archive",
    [
        HEAD + HTML + "\r\n<table><tr><td>a</table>\r\n--x--\r\n",
        (HEAD + HTML + "\r\n<table><tr><td>a</table>\r\n--x--\r\n").replace("\r\n", "\n"),
        HEAD + "這裡的文字不算\r\n" + HTML + "\r\n<table><tr><td>a</table>\r\n",
        "MIME-Version: 1.0\nContent-Type: text/html\n\n<table><tr><td>a</table>",
        HEAD
        + '--x\r\nContent-Type: multipart/alternative; boundary="y"\r\n\r\n--y\r\nContent-Type: text/html\r\n\r\n'
        + "<table><tr><td>a</table>\r\n--y--\r\n--x\r\nContent-Type: image/png\r\n\r\n<table><tr><td>b</table>\r\n--x--\r\n",
        "From: <Saved by Blink>\r\nSubject: =?utf-8?Q?x?=\r\n" + HEAD + HTML + "\r\n<table><tr><td>a</table>\r\n--x--\r\n",
        HEAD + HTML + "Content-Transfer-Encoding: BASE64\r\n\r\nPHRhYmxlPjx0cj48\r\ndGQ+YTwvdGFibGU+\r\n--x--\r\n",
        HEAD + HTML + "Content-Transfer-Encoding: Quoted-Printable\r\n\r\n<table><tr><td align=3Dleft>=\r\na</table>\r\n--x--",
    ],
)
def test_the_pages_of_an_archive_are_found(tmp_path: Path, archive: str) -> None:
    assert read_tables(tmp_path, archive) == [[["a"]]]


@pytest.mark.parametrize(
    ("archive", "sentence"),
    [
        (HEAD + (HTML + "\r\n<table><tr><td>a</table>\r\n") * 100_000, "網頁封存檔的內容為 1,001 份以上"),
        (HEAD + (HTML + "\r\n" + "<table><tr><td>a</table>" * 600 + "\r\n") * 2, "網頁封存檔共有 1,200 個表格、1,200 格，過多"),
        (HEAD.replace('boundary="x"', "a=b") + HTML, "網頁封存檔的各部分無法分開"),
        (
            "MIME-Version: 1.0\r\n"
            + "".join(f'Content-Type: multipart/related; boundary="{one}"\r\n\r\n--{one}\r\n' for one in "abcde"),
            "網頁封存檔的各部分無法分開",
        ),
        (HEAD + "A: b\r\n" * 1_000_000 + HTML, "裡面沒有表格"),
        (HEAD + HTML + "A: b\r\n" * 1_000_000 + "\r\n<table><tr><td>a</table>", "裡面沒有表格"),
        (HEAD + HTML + "Content-Transfer-Encoding: base64\r\n\r\nPHRhY\r\n--x--\r\n", "base64 內容不完整"),
        (HEAD + HTML + "\r\n<table><tr><td>a\r\n--x--\r\n", "網頁在表格的一列中間結束"),
    ],
)
def test_an_archive_that_is_damaged_or_made_to_exhaust_the_reader_is_refused(tmp_path: Path, archive: str, sentence: str) -> None:
    (tmp_path / NAME).write_bytes(archive.encode())
    lines = read_apart(tmp_path / NAME)
    assert sentence in lines[0]
    assert lines[1:] == ["0 sheets"]


@pytest.mark.parametrize(("count", "is_read"), [(998, True), (999, True), (1_000, False)])
@pytest.mark.parametrize("part", ["--x\r\nA: b\r\n", '--x\r\nContent-Type: multipart/related; boundary="y"\r\n\r\n'])
def test_parts_that_hold_nothing_count_too(tmp_path: Path, part: str, count: int, *, is_read: bool) -> None:
    """The message itself and the page are two; a million such parts would take minutes."""
    count -= 1
    (tmp_path / NAME).write_text(HEAD + part * count + HTML + "\r\n<table><tr><td>a</table>\r\n--x--\r\n", newline="")
    (reading,) = read_data(tmp_path / NAME)
    assert len(reading.sheets) == is_read
    assert any("網頁封存檔的內容" in str(issue) for issue in reading.issues) is not is_read


@pytest.mark.parametrize("charset", ["undefined", "idna", "punycode", "zlib_codec", "rot13", "x" * 300])
def test_a_boundary_in_an_encoding_of_no_texts(tmp_path: Path, charset: str) -> None:
    head = f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary*={charset}''%FFx{'y' * 70}\n\n"
    (tmp_path / NAME).write_text(head + "--x\nContent-Type: text/html\n\n<table><tr><td>a</table>")
    (reading,) = read_data(tmp_path / NAME)
    assert (len(reading.sheets), len(reading.issues)) == (0, 1)


@pytest.mark.parametrize("charset", ["undefined", "idna", "zlib_codec", "rot13", "utf-7", "hex", "x" * 300])
def test_a_page_in_an_encoding_of_no_texts_is_read_as_what_it_is(tmp_path: Path, charset: str) -> None:
    page = f"--x\r\nContent-Type: text/html; charset={charset}\r\n\r\n<meta charset={charset}><table><tr><td>a</table>\r\n--x--"
    assert read_tables(tmp_path, HEAD + page) == [[["a"]]]
