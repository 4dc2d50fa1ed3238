"""The password of encrypted workbooks: from the environment or a terminal, and never to be seen anywhere."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from files.encrypting import PASSWORD, WRITTEN

from .command_server import SOURCE
from .running import ADMISSIONS, Done, check_refused, run, write_csv

VARIABLE = "KPI_TEST_PASSWORD"
COMPUTE = ("compute", "office", "--format", "json", "--only", "4.8", "--only", "3.3")
MISSING = (
    "檔案有密碼保護，而沒有提供密碼；請把密碼存在環境變數並以 --password-env 指定其名稱，或在試算表軟體移除密碼、另存新檔後再試"
)
NO_VARIABLE = "--password-env 指定的環境變數不存在或是空的；應為環境變數的名稱而非密碼本身，例如 KPI_PASSWORD，請先設定該變數"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an office of which one register is encrypted."""
    write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS)
    shutil.copy(WRITTEN / "libreoffice.ods", tmp_path / "office" / "志工.ods")
    return tmp_path


def count_volunteers(done: Done) -> int | None:
    """The denominator of 4.8, which counts the volunteers."""
    (measure,) = (measure for measure in done.data["measures"] if measure["id"] == "4.8")
    denominator: int | None = measure["denominator"]
    return denominator


def test_the_environment_holds_the_password(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    done = run(*COMPUTE, "--password-env", VARIABLE, cwd=folder)
    assert (done.status, done.err, count_volunteers(done)) == (0, "", 2)
    assert PASSWORD not in done.out + done.err


def test_the_office_names_the_variable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    (folder / "office" / "office.yaml").write_text(f"password_env: {VARIABLE}\n", encoding="utf-8")
    assert count_volunteers(run(*COMPUTE, cwd=folder)) == 2


@pytest.mark.parametrize("password", [None, "密碼Aa2"])
def test_without_the_right_password_the_others_are_computed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, password: str | None
) -> None:
    monkeypatch.setenv(VARIABLE, str(password))
    done = run(*COMPUTE, *(("--password-env", VARIABLE) if password else ()), cwd=folder)
    assert (done.status, count_volunteers(done)) == (3, None)
    doubt, closing = done.err.splitlines()
    assert doubt.startswith(f"［檔案］志工.ods：{'密碼不對' if password else '檔案有密碼保護'}")
    assert closing.startswith("計算完成但不完整（1 份檔案或工作表無法讀取；資料未備：4.8）")
    assert "密碼Aa" not in done.out + done.err


def test_check_says_which_file_needs_a_password(folder: Path) -> None:
    done = run("check", "office", cwd=folder)
    assert done.status == 3
    assert "志工.ods" in done.out
    assert MISSING.partition("；")[0] in done.out.replace("\n", "")


def test_a_variable_that_is_not_set_is_a_wrong_use(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    check_refused(run(*COMPUTE, "--password-env", VARIABLE, cwd=folder), 2, NO_VARIABLE)
    check_refused(run(*COMPUTE, "--password-env", PASSWORD, cwd=folder), 2, NO_VARIABLE)  # the password itself, by mistake


def test_a_variable_that_is_not_needed_is_not_asked_for(folder: Path) -> None:
    (folder / "office" / "志工.ods").unlink()
    done = run("compute", "office", "--only", "3.3", "--password-env", "KPI_TEST_NOWHERE", cwd=folder)
    assert (done.status, done.err) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of Unix")
@pytest.mark.parametrize(
    ("answer", "extra", "asked", "volunteers"),
    [(PASSWORD, (), 1, 2), ("", (), 1, None), (None, ("--quiet",), 0, None)],
    ids=["a password", "none", "quiet"],
)
def test_a_person_at_a_terminal_is_asked_once(
    folder: Path, answer: str | None, extra: tuple[str, ...], asked: int, volunteers: int | None
) -> None:
    shutil.copy(WRITTEN / "libreoffice.xls", folder / "office" / "志工2.xls")
    said, done = talk((*COMPUTE, *extra), answer, folder)
    assert said.count("加密活頁簿的密碼") == asked
    assert PASSWORD not in said
    assert count_volunteers(done) == (volunteers and 2 * volunteers)


def talk(arguments: tuple[str, ...], answer: str | None, folder: Path) -> tuple[str, Done]:
    """Run the program with a terminal as its input and standard error; what the terminal shows, and the run."""
    import pty
    import termios

    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "antidrug_kpi", *arguments]
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=theirs, stderr=theirs, stdout=subprocess.PIPE, start_new_session=True
    ) as program:
        if answer is not None:
            while termios.tcgetattr(theirs)[3] & termios.ECHO and program.poll() is None:  # until what is typed is hidden
                time.sleep(0.01)
            os.write(ours, f"{answer}\n".encode())
        out, _ = program.communicate(timeout=120)
    os.close(theirs)
    said = b""
    try:
        while piece := os.read(ours, 4096):
            said += piece
    except OSError:  # nothing left to read
        pass
    os.close(ours)
    return said.decode(), Done(program.returncode, out.decode(), said.decode())
