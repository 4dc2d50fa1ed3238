"""`map --ask`: answered at a real terminal, written as answered, and refused where nobody can answer."""

import codecs
import os
import select
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from .command_server import SOURCE
from .running import check_refused, run, write_csv, write_xlsx

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "openpty"), reason="Windows has no such terminals"),
]
TITLED = "追蹤輔導個案,,\n代號,收案日,需求\nA0001,113/1/5,高\nA0002,113/1/6,低\n"


def answer(folder: Path, answers: Sequence[tuple[str, str]], *more: str) -> tuple[int, str]:
    """Runs `map --ask` at a terminal and types each answer once its question stands there; the status and what was shown."""
    parent, child = os.openpty()
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1", "TERM": "xterm", "COLUMNS": "200"}
    command = [sys.executable, "-m", "antidrug_kpi", "map", "office", "-o", "map.yaml", "--ask", *more]
    with subprocess.Popen(command, stdin=child, stdout=child, stderr=child, cwd=folder, env=environment) as process:
        os.close(child)
        shown, decode = "", codecs.getincrementaldecoder("utf-8")()
        waiting = list(answers)
        seen = 0
        while True:
            ready, _, _ = select.select([parent], [], [], 60)
            assert ready, shown
            try:
                piece = os.read(parent, 4096)
            except OSError:  # the program has closed its end
                break
            if not piece:
                break
            shown += decode.decode(piece)
            while waiting and waiting[0][0] in shown[seen:]:
                question, typed = waiting.pop(0)
                seen = shown.index(question, seen) + len(question)
                os.write(parent, f"{typed}\n".encode())
        process.wait(60)
    os.close(parent)
    assert not waiting, shown
    return process.returncode, shown.replace("\r\n", "\n")


def read_active(folder: Path) -> list[str]:
    """The lines of the mapping that hold."""
    text = (folder / "map.yaml").read_text(encoding="utf-8")
    return [line.partition("  ##")[0] for line in text.splitlines() if line and not line.startswith("#")]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    write_xlsx(tmp_path / "office" / "匯出.xlsx", {"工作表1": TITLED})
    return tmp_path


def test_what_is_confirmed_holds_and_what_is_denied_is_left_out(office: Path) -> None:
    status, shown = answer(
        office,
        [
            ("是這一份嗎？", "maybe"),
            ("是這一份嗎？", "y"),
            ("「個案編號」嗎", "y"),
            ("「開案日期」嗎", "y"),
            ("「需求等級」嗎", "n"),
        ],
    )
    assert status == 0, shown
    assert "  1. 「追蹤輔導個案」：標題列寫的就是這份清冊" in shown
    assert "請輸入 1、n、s、y 其中之一" in shown
    assert "採用 1 份資料的對應；以 --mapping map.yaml 使用" in shown
    assert read_active(office) == [
        "registers:",
        "  追蹤輔導個案:",
        "    sheet: 匯出",
        "    columns:",
        "      代號: 個案編號",
        "      收案日: 開案日期",
    ]
    done = run("compute", "office", "--mapping", "map.yaml", "--only", "4.3", "--format", "json", cwd=office)
    assert [each["register"] for each in done.data["inputs"]] == ["cases"]


def test_one_of_several_is_chosen_by_its_number(tmp_path: Path) -> None:
    write_csv(tmp_path / "office", "匯出", "個案編號,機構代碼,收案日期,結案日期\nA001,H1,113/1/5,\n")
    status, shown = answer(tmp_path, [("是哪一份？", "2")])
    assert status == 0, shown
    assert "  1. 「緩起訴個案」：" in shown
    assert read_active(tmp_path) == ["registers:", "  替代治療個案:", "    sheet: 匯出"]


@pytest.mark.parametrize(("typed", "remark"), [("s", "最接近「追蹤輔導個案」"), ("n", "也沒有相近的")])
def test_skipped_it_stays_a_proposal_and_denied_it_is_none(office: Path, typed: str, remark: str) -> None:
    status, shown = answer(office, [("是這一份嗎？", typed)])
    assert (status, "採用 0 份資料的對應" in shown) == (0, True), shown
    text = (office / "map.yaml").read_text(encoding="utf-8")
    assert remark in text
    assert read_active(office) == ["registers:"]
    assert ("#   追蹤輔導個案:" in text) is (typed == "s")


def test_interrupted_nothing_is_written(office: Path) -> None:
    status, shown = answer(office, [("是這一份嗎？", "\x04")])
    assert (status, "已中止" in shown, (office / "map.yaml").exists()) == (130, True, False), shown


def test_without_a_terminal_it_is_refused(office: Path) -> None:
    done = run("map", "office", "-o", "map.yaml", "--ask", cwd=office)
    check_refused(done, 2, "--ask 要在終端機逐項詢問，現在沒有終端機；請在終端機執行，或不要寫 --ask（建議會以註解寫入）")
    assert not (office / "map.yaml").exists()
