"""What an output may replace, and what it never does."""

import os
import re
from pathlib import Path

import pytest

from antidrug_kpi.errors import UsageError
from antidrug_kpi.forms.output.digests import add_digest
from antidrug_kpi.forms.output.places import Inputs, refuse_place

INPUT = "就是讀入的清冊或設定，未寫入，以免覆蓋；請改用其他檔名"
OTHER = "不是本程式寫出的，未覆蓋；請改用其他檔名，確定不要原檔時加上 --replace"
CHANGED = "寫出後已有人改過（或由未留摘要的舊版寫出），未覆蓋；請改用其他檔名，確定不要原檔時加上 --replace"
SPECIAL = "是裝置或管線，不是檔案，未寫入；請改用檔名，或用 - 寫到標準輸出"
OURS = add_digest(b"<p>", ".html")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    folder.mkdir()
    for name in ("志工.csv", "雜記.xlsx", "office.yaml", "map.yml", "筆記.md", "公文.docx"):
        (folder / name).write_text("x", encoding="utf-8")
    (folder / "報告.html").write_bytes(OURS)
    (folder / "舊報告.html").write_bytes(OURS + b" ")
    (folder / "a.json").write_text('{\n  "schema": 1,\n  "plan": "x"', encoding="utf-8")
    (folder / "r.csv").write_text("\ufeff指標,衡量項目,名稱,分子,分母,數值\r\n", encoding="utf-8")
    return folder


def refuse(path: Path, inputs: Inputs, *, may_replace: bool = False) -> str:
    """What is said against the place, without its name; nothing where it may be written."""
    try:
        refuse_place(path, inputs, may_replace=may_replace)
    except UsageError as error:
        return str(error).removeprefix(f"輸出檔「{path}」")
    return ""


@pytest.mark.parametrize(
    ("name", "said", "said_with_replace"),
    [
        ("志工.csv", INPUT, INPUT),
        ("雜記.xlsx", INPUT, INPUT),
        ("office.yaml", INPUT, INPUT),
        ("map.yml", INPUT, INPUT),
        ("公文.docx", OTHER, ""),
        ("筆記.md", OTHER, ""),
        ("舊報告.html", CHANGED, ""),
        ("報告.html", "", ""),
        ("a.json", "", ""),
        ("r.csv", "", ""),
        ("new.xlsx", "", ""),
    ],
)
def test_in_the_data_folder(data: Path, name: str, said: str, said_with_replace: str) -> None:
    inputs = Inputs(data)
    assert (refuse(data / name, inputs), refuse(data / name, inputs, may_replace=True)) == (said, said_with_replace)


def test_elsewhere_a_text_is_replaced_and_a_document_that_is_not_ours_is_not(data: Path, tmp_path: Path) -> None:
    for name, said in (("a.csv", ""), ("a.json", ""), ("a.yaml", ""), ("a.xlsx", OTHER), ("a.pdf", OTHER)):
        (tmp_path / name).write_text("x", encoding="utf-8")
        assert refuse(tmp_path / name, Inputs(data)) == said


def test_an_input_is_one_by_whatever_way_it_is_named(data: Path, tmp_path: Path) -> None:
    link, far = tmp_path / "a.csv", tmp_path / "far.yaml"
    link.symlink_to(data / "志工.csv")
    far.write_text("x", encoding="utf-8")
    assert refuse(link, Inputs(data), may_replace=True) == INPUT
    assert refuse(far, Inputs(data, (far,)), may_replace=True) == INPUT
    assert refuse(data / "志工.csv", Inputs(data / "志工.csv"), may_replace=True) == INPUT
    assert refuse(data / "雜記.xlsx", Inputs(data / "志工.csv")) == OTHER  # one workbook alone was read


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    pipe, loop = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    assert refuse(pipe, Inputs(), may_replace=True) == SPECIAL
    assert refuse(Path("/dev/null"), Inputs(), may_replace=True) == SPECIAL
    assert re.match("是指向自己的連結", refuse(loop, Inputs(), may_replace=True))
    assert [refuse(Path(name), Inputs()) for name in ("-", "/dev/stdout")] == ["", ""]


def test_a_name_that_is_too_long_is_left_to_the_writing(tmp_path: Path) -> None:
    assert refuse(tmp_path / f"{'a' * 300}.xlsx", Inputs(tmp_path)) == ""
