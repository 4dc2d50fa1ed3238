"""Which folders are offices, and which roots and output folders are refused."""

import unicodedata
from pathlib import Path

import pytest

from antidrug_kpi.errors import UsageError, UserError
from antidrug_kpi.pipeline.batch.finding_offices import FoundOffices, find_offices, refuse_output_folder


def make(root: Path, *files: str) -> Path:
    for file in files:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).touch()
    return root


def refuse(root: Path) -> str:
    with pytest.raises(UserError) as caught:
        find_offices(root)
    return str(caught.value)


def test_a_folder_with_settings_is_an_office_at_any_depth(tmp_path: Path) -> None:
    make(tmp_path, "北區/臺北市/office.yaml", "北區/臺北市/清冊/志工.csv", "高雄市 [新] (1)/office.yaml", "空/.DS_Store")
    assert find_offices(tmp_path) == FoundOffices(("北區/臺北市", "高雄市 [新] (1)"))


def test_without_settings_every_folder_with_a_file_is_one(tmp_path: Path) -> None:
    make(tmp_path, "甲/志工.csv", "乙/清冊/志工.xlsx", "丙/readme.pdf", "丁/.DS_Store", "戊/Thumbs.db", "志工.csv", ".git/a.csv")
    (tmp_path / "己").mkdir()
    assert find_offices(tmp_path) == FoundOffices(("丙", "乙", "甲"), loose=("志工.csv",))


def test_registers_in_no_office_are_skipped_by_name(tmp_path: Path) -> None:
    files = ("甲/office.yaml", "甲/志工.csv", "乙/志工.csv", "丙/讀我.pdf", "北區/丁/office.yaml", "北區/戊/志工.ods")
    assert find_offices(make(tmp_path, *files)) == FoundOffices(("北區/丁", "甲"), ("乙", "北區/戊"))


def test_a_link_to_a_folder_is_never_followed_but_said(tmp_path: Path) -> None:
    make(tmp_path / "elsewhere", "office.yaml", "志工.csv")
    root = make(tmp_path / "root", "甲/office.yaml")
    (root / "乙").symlink_to(tmp_path / "elsewhere")
    assert find_offices(root) == FoundOffices(("甲",), ("乙",))


def test_an_office_inside_another_is_refused(tmp_path: Path) -> None:
    make(tmp_path, "甲/office.yaml", "甲/乙/office.yaml")
    said = "機關「甲/乙」在另一個機關「甲」的資料夾裡，會重複計算；請移出其中一個，或刪去多餘的 office.yaml"
    with pytest.raises(UsageError, match=said):
        find_offices(tmp_path)


def test_a_name_that_begins_as_another_is_not_inside_it(tmp_path: Path) -> None:
    assert find_offices(make(tmp_path, "甲/office.yaml", "甲乙/office.yaml")).offices == ("甲", "甲乙")


def test_a_root_that_is_an_office_itself_is_refused(tmp_path: Path) -> None:
    assert "本身就有 office.yaml，是一個機關" in refuse(make(tmp_path, "office.yaml", "甲/office.yaml"))


@pytest.mark.parametrize(
    ("one", "other"), [("Taipei", "TAIPEI"), (unicodedata.normalize("NFC", "Café"), unicodedata.normalize("NFD", "Café"))]
)
def test_names_that_only_case_or_unicode_form_tells_apart_are_refused(tmp_path: Path, one: str, other: str) -> None:
    make(tmp_path, f"{one}/志工.csv", f"{other}/志工.csv")
    if len(list(tmp_path.iterdir())) == 1:
        pytest.skip("this file system takes them for one")
    with pytest.raises(UsageError, match="只有大小寫或 Unicode 寫法不同，輸出會互相覆蓋；請改名其中一個"):
        find_offices(tmp_path)


def test_no_office_or_no_root_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    assert "底下沒有任何機關" in refuse(tmp_path)
    assert "找不到資料夾" in refuse(tmp_path / "沒有")


@pytest.mark.parametrize(("out", "is_refused"), [("root", True), ("root/out", True), ("out", False), (".", True), ("link", True)])
def test_an_output_folder_in_the_root_is_refused(tmp_path: Path, out: str, *, is_refused: bool) -> None:
    root = make(tmp_path / "root", "甲/office.yaml")
    (tmp_path / "link").symlink_to(root / "甲")
    # With OUT above the root, an office of the root's own name would be written into the root.
    offices = ("root",) if out == "." else ("甲",)
    if not is_refused:
        refuse_output_folder(root, tmp_path / out, offices)
        return
    with pytest.raises(UsageError, match="裡面；請改用以外的資料夾"):
        refuse_output_folder(root, tmp_path / out, offices)


def test_an_office_named_as_the_summary_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="與彙總檔同名；請改名"):
        refuse_output_folder(tmp_path / "root", tmp_path / "out", ("Summary.json",))
