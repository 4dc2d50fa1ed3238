"""What a long run is at, on a terminal: after two seconds, no wider than the terminal, and gone at the end."""

import codecs
import os
import select
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from antidrug_kpi.cli import progress
from antidrug_kpi.cli.progress import say_step, show_progress
from antidrug_kpi.forms.text_widths import measure_text
from antidrug_kpi.settings import Settings
from antidrug_kpi.stages import Stage, Step

pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="Windows has no such terminals")
READING = Step(Stage.FILES, 12, 30, "追蹤輔導紀錄.csv")
SAID = "讀取檔案 12/30：追蹤輔導紀錄.csv"


@dataclass
class Terminal:
    """A terminal that standard error goes to, and what was written to it."""

    handle: int
    written: str = ""
    decoder: codecs.IncrementalDecoder = field(default_factory=codecs.getincrementaldecoder("utf-8"))

    def wait_for(self, text: str) -> None:
        """Read until the text has come."""
        while text not in self.written:
            ready, _, _ = select.select([self.handle], [], [], 5)
            assert ready, self.written
            self.written += self.decoder.decode(os.read(self.handle, 4096))

    def show(self) -> str:
        """The last line as a person sees it, once everything has come."""
        sys.stderr.write("\n")
        sys.stderr.flush()
        self.wait_for("\n")
        columns: list[str] = []
        place = 0
        for sign in self.written.partition("\n")[0]:
            if sign == "\r":
                place = 0
                continue
            cells = [sign, *[""] * (measure_text(sign) - 1)]
            columns[place : place + len(cells)] = cells
            place += len(cells)
        return "".join(columns).rstrip()


@contextmanager
def use_terminal() -> Iterator[Terminal]:
    """Standard error as a terminal; no fixture, for pytest takes standard error back before a test begins."""
    master, slave = os.openpty()
    with os.fdopen(slave, "w", encoding="utf-8") as stream, redirect_stderr(stream):
        yield Terminal(master)
    os.close(master)


@pytest.fixture(autouse=True)
def able(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that can go back in a line."""
    monkeypatch.setenv("TERM", "xterm")


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run counts as long at once."""
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(progress, "PAUSE", 0.01)


@pytest.mark.usefixtures("hasty")
def test_a_long_run_says_what_it_is_at_and_leaves_nothing(tmp_path: Path) -> None:
    with use_terminal() as terminal:
        with show_progress(Settings(), tmp_path) as watched:
            watched.watch(READING)
            terminal.wait_for(SAID)
            watched.watch(Step(Stage.MEASURES, 20, 48))
            terminal.wait_for("計算指標 20/48")
        assert terminal.show() == ""


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_a_run_that_is_ended_leaves_nothing(error: type[BaseException]) -> None:
    def work(terminal: Terminal) -> None:
        with show_progress(Settings()) as watched:
            watched.watch(READING)
            terminal.wait_for(SAID)
            raise error

    with use_terminal() as terminal:
        with pytest.raises(error):
            work(terminal)
        assert terminal.show() == ""


@pytest.mark.usefixtures("hasty")
def test_a_question_stands_on_a_line_of_its_own() -> None:
    def ask() -> str:
        sys.stderr.write("密碼？")
        time.sleep(0.1)
        assert terminal.show() == "密碼？"
        return "x"

    with use_terminal() as terminal, show_progress(Settings(ask_password=ask)) as watched:
        watched.watch(READING)
        terminal.wait_for(SAID)
        assert watched.ask_password is not None
        assert watched.ask_password() == "x"


def test_nothing_before_two_seconds() -> None:
    assert progress.PATIENCE == 2
    with use_terminal() as terminal:
        with show_progress(Settings()) as watched:
            watched.watch(READING)
        assert (terminal.show(), terminal.written) == ("", "\r\n")


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(("settings", "office"), [(Settings(quiet=True), ""), (Settings(), "quiet: true\n")])
def test_nothing_where_it_is_to_be_quiet(tmp_path: Path, settings: Settings, office: str) -> None:
    (tmp_path / "office.yaml").write_text(office, encoding="utf-8")
    with use_terminal() as terminal:
        with show_progress(settings, tmp_path) as watched:
            watched.watch(READING)
            time.sleep(0.1)
        assert (terminal.show(), terminal.written) == ("", "\r\n")


@pytest.mark.usefixtures("hasty")
def test_nothing_where_standard_error_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with show_progress(Settings()) as watched:
        watched.watch(READING)
        time.sleep(0.1)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("columns", "text"),
    [(35, SAID), (34, "讀取檔案 12/30：追蹤輔導紀錄.…"), (20, "讀取檔案 12/30…"), (3, "")],
)
def test_no_wider_than_the_terminal(columns: int, text: str) -> None:
    assert say_step(READING, columns) == text
    assert measure_text(text) <= max(0, columns - 3)


def test_a_name_is_safe_to_print() -> None:
    step = Step(Stage.FILES, 1, 2, "A123456789\x1b[2J.csv")
    assert say_step(step, 80) == "讀取檔案 1/2：…789\\x1b[2J.csv"
