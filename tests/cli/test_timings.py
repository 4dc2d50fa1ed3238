"""`--timings` tells where the time went, on standard error, and changes nothing else."""

import re
from pathlib import Path

import pytest

from .running import ADMISSIONS, check_refused, run, write_csv

STAGES = ["載入程式", "讀取計畫", "讀取檔案", "解讀清冊", "檢查", "計算指標", "輸出", "合計"]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS)


def test_timings_come_after_everything_else(office: Path) -> None:
    command = ("compute", office, "--only", "3.3", "--strict", "--format", "json")
    plain = run(*command, cwd=office.parent)
    timed = run(*command, "--timings", cwd=office.parent)
    assert (timed.status, timed.out) == (plain.status, plain.out)
    assert timed.err.startswith(plain.err)
    header, *rows = [re.split(" {2,}", line) for line in timed.err.removeprefix(plain.err).splitlines()]
    assert header == ["階段", "秒", "占比", "數量"]
    assert [row[0] for row in rows] == STAGES
    seconds = [float(row[1]) for row in rows]
    assert sum(seconds[:-1]) == pytest.approx(seconds[-1], abs=0.005 * len(STAGES))
    assert seconds[0] > 0
    assert rows[2][3:] == [f"1 個檔案、{len(ADMISSIONS.encode()) / 1e6:.1f} MB"]
    assert rows[3][3:] == ["1 份清冊、4 列"]
    assert rows[5][3:] == ["1 項"]


def test_a_run_that_fails_says_only_why(office: Path) -> None:
    done = run("trace", office.parent / "none", "3.3", "--timings", cwd=office.parent)
    check_refused(done, 1, f"找不到「{office.parent / 'none'}」；應為一個資料夾或一個檔案，請確認路徑")
