"""What scripts ask of every command: quiet, a log without identifiers, lists as JSON."""

import csv
import inspect
import io
import json
import stat
from pathlib import Path
from typing import Any

import pytest

from .running import check_refused, run, write_csv
from .test_help import walk

NUMBER = "A123456789"
ROWS = f"志工編號,繼續教育時數\nV1,4\n{NUMBER},四\n"
COMMANDS = [pytest.param(command, id=" ".join(path)) for path, command in walk() if not hasattr(command, "commands")]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "office", f"志工_{NUMBER}", ROWS)


def read_log(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_can_be_quiet(command: Any) -> None:
    assert {"--quiet", "--log-file"} <= {name for part in command.params for name in part.opts}


def test_quiet_leaves_nothing_where_all_went_well(tmp_path: Path) -> None:
    for command in (("template", "-o", "空白.xlsx"), ("plan", "issues", "-o", "訊息.md")):
        done = run(*command, "--quiet", cwd=tmp_path)
        assert (done.status, done.out, done.err) == (0, "", "")


def test_a_log_says_where_and_of_which_kind_and_never_whose(office: Path, tmp_path: Path) -> None:
    log = tmp_path / "run.log"
    done = run("compute", "office", "--only", "4.8", "--log-file", log, cwd=tmp_path)
    assert done.status == 3
    first, *issues, last = read_log(log)
    assert (first["level"], first["code"], first["command"]) == ("info", "start", "compute")
    assert (last["level"], last["code"], last["status"]) == ("warning", "end", 3)
    (fault,) = [line for line in issues if line["level"] == "fault"]
    assert (fault["code"], fault["row"]) == ("cell-unreadable", 3)
    assert all(list(line)[:5] == ["time", "level", "code", "file", "row"] for line in read_log(log))
    text = log.read_text(encoding="utf-8")
    assert NUMBER not in text
    assert "四" not in text
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_a_log_is_added_to(office: Path, tmp_path: Path) -> None:
    for command, status in ((("compute", "nowhere"), 1), (("show", "9.9"), 2), (("show", "3.3"), 0)):
        assert run(*command, "--log-file", "run.log", cwd=tmp_path).status == status
    ends = [(line["level"], line["status"]) for line in read_log(tmp_path / "run.log") if line["code"] == "end"]
    assert ends == [("error", 1), ("error", 2), ("info", 0)]


def test_a_log_names_the_command_as_it_is_typed(tmp_path: Path) -> None:
    for command in (("list",), ("help", "plan", "diff"), ("plan", "schema", "list"), ("plan", "issues", "-o", "訊息.md")):
        run(*command, "--quiet", "--log-file", "run.log", cwd=tmp_path)
    named = [line["command"] for line in read_log(tmp_path / "run.log") if line["code"] == "start"]
    assert named == ["list", "help", "plan schema", "plan issues"]


def test_every_command_has_its_typed_name_in_the_log() -> None:
    """A function that is called otherwise than its command says what is typed."""
    for (path, command), source in (
        (pair, inspect.unwrap(pair[1].callback)) for pair in walk() if not hasattr(pair[1], "commands")
    ):
        text = " ".join(path)
        assert source.__name__ == text or f'typed_as="{text}"' in inspect.getsource(source), command


def test_the_log_of_a_batch_has_an_entry_an_office(tmp_path: Path) -> None:
    write_csv(tmp_path / "root" / "甲", "志工", "志工編號,繼續教育時數\nV1,4\nV2,4\n")
    write_csv(tmp_path / "root" / f"乙{NUMBER}", f"志工_{NUMBER}", ROWS)
    write_csv(tmp_path / "root" / "丙", "點名", "某欄\n1\n")
    for options, counts in (((), [(2, 0), (2, 1), (None, None)]), (("--publish",), [(None, None)] * 3)):
        command = ("batch", "root", "-o", f"out{len(options)}", "--only", "4.8", "--log-file", "run.log")
        assert run(*command, *options, cwd=tmp_path).status == 3
        (start, *offices, end) = read_log(tmp_path / "run.log")[-5:]
        assert (start["code"], start["command"], end["code"], end["status"]) == ("start", "batch", "end", 3)
        entries = {line["office"]: line for line in offices}
        ends = [(entries[name]["level"], entries[name]["status"]) for name in sorted(entries)]
        assert ends == [("error", 1), ("warning", 3), ("info", 0)]
        assert [(line["rows"], line["rejected"]) for line in (entries[name] for name in sorted(entries, reverse=True))] == counts
        assert all(line["code"] == "office" and 0 <= line["seconds"] < 60 for line in offices)
    assert NUMBER not in (tmp_path / "run.log").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("log", "said"),
    [
        ("office/run.log", "記錄檔「office/run.log」在清冊的資料夾裡，下次會被當作資料讀取；請放到別處"),
        ("other.txt", "記錄檔「other.txt」已存在，而且不是本程式的記錄檔；請改用其他檔名"),
        ("folder", "記錄檔「folder」已存在，而且不是本程式的記錄檔；請改用其他檔名"),
        ("out.json", "記錄檔「out.json」與輸入或輸出是同一個檔案；請改用其他檔名"),
    ],
)
def test_a_log_never_goes_over_anything_else(office: Path, tmp_path: Path, log: str, said: str) -> None:
    (tmp_path / "other.txt").write_text("hello\n", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    check_refused(run("compute", "office", "-o", "out.json", "--log-file", log, cwd=tmp_path), 2, said)
    assert (tmp_path / "other.txt").read_text(encoding="utf-8") == "hello\n"
    assert not (tmp_path / "out.json").exists()


def test_lists_are_for_programs_too(tmp_path: Path) -> None:
    plans = run("list", "--format", "json", cwd=tmp_path).data["plans"]
    assert [(plan["year"], plan["indicators"], plan["measures"]) for plan in plans if plan["id"] == "mohw-113"] == [(113, 36, 48)]
    listed = run("list", "--plan", "mohw-113", "--format", "json", cwd=tmp_path).data
    (measure,) = [measure for measure in listed["measures"] if measure["id"] == "4.3.2"]
    assert (measure["indicator"], measure["target"], measure["registers"]) == ("四(三)", None, ["追蹤輔導個案", "追蹤輔導紀錄"])
    rows = list(csv.reader(io.StringIO(run("list", "--plan", "mohw-113", "--format", "csv", cwd=tmp_path).out)))
    assert rows[0] == ["指標", "項目", "名稱", "目標", "清冊"]
    assert len(rows) == 49
