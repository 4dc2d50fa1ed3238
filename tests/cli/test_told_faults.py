"""Of many faults the first few are told, and a line counts the others; what explains a status 3 is never left out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .running import run, say_check, write_csv, write_xlsx

CASES = "志工編號,繼續教育時數\n"


def write_faults(folder: Path, count: int) -> Path:
    """An office with so many faults, each in a file of its own, so that no line tells two of them."""
    for number in range(count):
        write_csv(folder, f"志工_{number:02}", f"{CASES}V{number},四\nW{number},4\n")
    return folder


def list_faults(count: int) -> list[str]:
    return [f"［錯誤］志工_{number:02}.csv 第 2 列 欄「繼續教育時數」：「四」應為數字；請改正" for number in range(count)]


@pytest.mark.parametrize(
    ("count", "told", "left"),
    [(1, 1, None), (5, 5, None), (6, 6, None), (7, 5, "另有 2 項［錯誤］"), (9, 5, "另有 4 項［錯誤］")],
)
def test_five_faults_are_told_and_the_others_counted(count: int, told: int, left: str | None, tmp_path: Path) -> None:
    office = write_faults(tmp_path / "office", count)
    done = run("compute", office, "--only", "4.8", "--format", "json", cwd=tmp_path)
    reason = f"計算完成但不完整（剔退 {count} 列）；"
    check = say_check(office, "--only 4.8")
    if left is None:
        expected = [*list_faults(told), f"{reason}請依上列各項更正或補齊"]
    else:
        expected = [*list_faults(told), f"{left}；請以 {check} 查看全部", f"{reason}請以 {check} 查看每一項的位置"]
    assert (done.status, [line for line in done.err.splitlines() if not line.startswith("［檔案］")]) == (3, expected)


def test_every_issue_of_level_file_is_told(tmp_path: Path) -> None:
    office = write_faults(tmp_path / "office", 9)
    for number in range(8):
        (office / f"志工_壞{number}.xlsx").write_bytes(b"PK\x03\x04" + bytes(20))
    lines = run("compute", office, "--only", "4.8", "--format", "json", cwd=tmp_path).err.splitlines()
    assert sum(line.startswith("［檔案］志工_壞") for line in lines) == 8
    assert [line for line in lines if line.startswith("［錯誤］")] == list_faults(5)


def test_check_tells_all_of_them_in_its_own_output(tmp_path: Path) -> None:
    office = write_faults(tmp_path / "office", 9)
    done = run("check", office, "--only", "4.8", cwd=tmp_path)
    assert all(f"志工_{number:02}.csv 第 2 列" in done.out for number in range(9))
    assert "另有 4 項［錯誤］，都列在檢核結果裡" in done.err.splitlines()
    issues = run("check", office, "--only", "4.8", "--format", "json", cwd=tmp_path).data["issues"]
    assert sum(issue["level"] == "fault" for issue in issues) == 9


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="Windows has no such terminals")
def test_check_does_not_repeat_on_a_screen_what_stands_there(tmp_path: Path) -> None:
    office = write_faults(tmp_path / "office", 9)
    (office / "志工_壞.xlsx").write_bytes(b"PK\x03\x04" + bytes(20))
    command = [sys.executable, "-m", "antidrug_kpi", "check", str(office), "--only", "4.8"]
    master, slave = os.openpty()
    with os.fdopen(slave, "w") as stream:
        environment = {**os.environ, "TERM": "dumb", "COLUMNS": "300"}
        subprocess.run(command, stdout=stream, stderr=stream, env=environment, check=False, timeout=120)
        written = b""
        while "檢核完成".encode() not in written:
            written += os.read(master, 1 << 16)
    os.close(master)
    shown = written.decode("utf-8", "replace")
    told = shown[shown.index("共計：") :].splitlines()
    assert [shown.count(f"志工_{number:02}.csv 第 2 列") for number in range(9)] == [1] * 9
    assert [line[:8] for line in told if "志工" in line or "另有" in line] == ["［檔案］志工_壞"]


def test_faults_stand_by_file_and_row(tmp_path: Path) -> None:
    """A rule of one measure comes after the columns' own; its faults stand among the others of their sheet."""
    school = "學校代碼,學生數,特定人員數,前一年學生數,前一年特定人員數,學校日宣導\n"
    sheets = {"學校清冊": f"{school}S1,100,,100,1,是\nS2,約300,1,100,1,是\n", "志工": f"{CASES}V1,四\n"}
    write_xlsx(tmp_path / "office" / "各組.xlsx", sheets)
    done = run("compute", "office", "--only", "1.2", "--only", "4.8", "--format", "json", cwd=tmp_path)
    places = [line.split("：")[0] for line in done.err.splitlines() if line.startswith("［錯誤］")]
    assert places == [
        "［錯誤］各組.xlsx 工作表「學校清冊」 第 2 列 欄「特定人員數」",
        "［錯誤］各組.xlsx 工作表「學校清冊」 第 3 列 欄「學生數」",
        "［錯誤］各組.xlsx 工作表「志工」 第 2 列 欄「繼續教育時數」",
    ]


def test_compare_tells_the_faults_of_one_side_and_counts_those_of_both(tmp_path: Path) -> None:
    a = write_csv(tmp_path / "a", "志工", f"{CASES}V1,四\nV2,4\nV3,五\n")
    b = write_csv(tmp_path / "b", "志工", f"{CASES}V0,4\nV1,四\nV2,六\nV3,4\n")
    done = run("compare", "a", "b", "--only", "4.8", cwd=tmp_path)
    place = "欄「繼續教育時數」"
    assert done.err.splitlines() == [
        f"A　［錯誤］志工.csv 第 4 列 {place}：「五」應為數字；請改正",
        "A　另有 1 項［錯誤］（其中 1 項 A、B 都有）；請以 antidrug-kpi check a --only 4.8 查看全部",
        f"B　［錯誤］志工.csv 第 4 列 {place}：「六」應為數字；請改正",
        "B　另有 1 項［錯誤］（其中 1 項 A、B 都有）；請以 antidrug-kpi check b --only 4.8 查看全部",
    ]
    assert (a.name, b.name) == ("a", "b")
