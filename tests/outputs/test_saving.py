"""An output stands there whole or not at all, and nothing of it is left elsewhere."""

import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from antidrug_kpi.errors import UserError
from antidrug_kpi.forms.output.saving import keep_backup, save_bytes, save_pieces
from antidrug_kpi.forms.output.temporary import open_copy, remove_left_folders, use_private_folder

HOLD = """
import sys
from pathlib import Path
from antidrug_kpi.forms.output.temporary import open_copy, use_private_folder
with use_private_folder() as folder, open_copy(Path(sys.argv[1]), "a.xlsx") as (_, copy):
    print(copy, folder, sep="\\n", flush=True)
    sys.stdin.read()
"""


def list_names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_failure_midway_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    save_bytes(path, b"old")

    def fail() -> Iterator[bytes]:
        yield b"new"
        raise OSError(28, "No space left on device")

    with pytest.raises(UserError) as refusal:
        save_pieces(path, fail())
    assert str(refusal.value) == f"無法寫入 {path}：磁碟空間不足；請確認權限、磁碟空間，或該檔是否正被開啟"
    assert (path.read_bytes(), list_names(tmp_path)) == (b"old", ["a.csv"])


def test_the_link_stays_and_its_file_is_replaced_under_its_mode(tmp_path: Path) -> None:
    folder = tmp_path / "far"
    folder.mkdir()
    target, link = folder / "a.csv", tmp_path / "link.csv"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    save_bytes(link, b"new")
    assert (link.is_symlink(), target.read_bytes(), stat.S_IMODE(target.stat().st_mode)) == (True, b"new", 0o640)
    save_bytes(link, b"private", is_private=True)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list_names(folder) == ["a.csv"]


def test_backups_are_numbered_and_never_replaced(tmp_path: Path) -> None:
    form = tmp_path / "表.docx"
    for content in (b"1", b"2", b"3"):
        save_bytes(form, content)
        keep_backup(form)
    save_bytes(form, b"4")
    kept = {name: (tmp_path / name).read_bytes() for name in list_names(tmp_path)}
    assert kept == {"表.docx": b"4", "表.docx.bak": b"1", "表.docx.1.bak": b"2", "表.docx.2.bak": b"3"}


def test_names_too_long_and_folders_that_are_not_there_are_one_line(tmp_path: Path) -> None:
    for path, reason in (
        (tmp_path / f"{'長' * 100}.csv", "名稱過長；"),
        (tmp_path / "none" / "a.csv", "資料夾 "),
        (tmp_path, "這是資料夾；"),
    ):
        with pytest.raises(UserError, match=reason):
            save_bytes(path, b"x")
    assert list_names(tmp_path) == []


def test_copies_of_a_process_that_lives_stay_and_those_of_a_killed_one_go(tmp_path: Path) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    copy, folder = (Path(other.stdout.readline().strip()) for _ in range(2))
    assert (stat.S_IMODE(copy.stat().st_mode), stat.S_IMODE(folder.stat().st_mode)) == (0o600, 0o700)
    save_bytes(tmp_path / "b.csv", b"x")
    remove_left_folders()
    assert (copy.exists(), folder.exists()) == (True, True)
    other.kill()
    other.communicate()
    save_bytes(tmp_path / "b.csv", b"x")
    remove_left_folders()
    assert (copy.exists(), folder.exists(), list_names(tmp_path)) == (False, False, ["b.csv"])


def test_what_another_program_left_is_not_ours_to_remove(tmp_path: Path) -> None:
    for name in (".a.tmp", "a.antidrug-kpi.tmp", ".a.docx.swp"):
        (tmp_path / name).write_bytes(b"x")
    with open_copy(tmp_path, "a") as (_, copy):
        assert copy.exists()
    assert list_names(tmp_path) == [".a.docx.swp", ".a.tmp", "a.antidrug-kpi.tmp"]


def test_the_private_folder_is_where_libraries_write_and_ends_with_the_work() -> None:
    before = tempfile.gettempdir()
    with use_private_folder() as folder, tempfile.NamedTemporaryFile(delete=False) as file:
        assert Path(file.name).parent == folder
    assert (folder.exists(), tempfile.gettempdir()) == (False, before)


def test_no_room_in_the_temporary_folder_is_one_line() -> None:
    with pytest.raises(UserError) as refusal, use_private_folder() as folder:
        raise OSError(28, "No space left on device")
    assert str(refusal.value) == ("無法使用暫存資料夾：磁碟空間不足；請清出磁碟空間或確認權限，或以環境變數 TMPDIR 另指定")
    assert not folder.exists()
