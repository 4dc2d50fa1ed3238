"""`--log-file`: what a command did as lines of JSON, for whoever watches nightly runs. No value of a register stands in it."""

from __future__ import annotations

import datetime as dt
import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

from antidrug_kpi.errors import UsageError, UserError
from antidrug_kpi.paths import is_folder, say_reason
from antidrug_kpi.printable import show_path

if TYPE_CHECKING:
    from antidrug_kpi.forms.summary.batch_summary import OfficeOutcome
    from antidrug_kpi.pipeline import Run

_PRIVATE = 0o600
_KEYS = {"time", "level", "code", "file", "row"}
_STATUS_LEVELS = {0: "info", 3: "warning", 4: "warning", 5: "warning"}
_open_logs: list[RunLog] = []


class RunLog:
    """The open file. Every line has time, level, code, file and row; a run begins with its command and ends with its status."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, level: str, code: str, file: str | None = None, row: int | None = None, **more: str | float | None) -> None:
        """Add a line, which is on the disk at once: a run may be killed."""
        time = dt.datetime.now().astimezone().isoformat(timespec="seconds")
        line = {"time": time, "level": level, "code": code, "file": file, "row": row, **more}
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._file.flush()


@contextmanager
def keep_log(path: Path | None, command: str, data: object, written: tuple[object, ...]) -> Iterator[None]:
    """Logs the command that runs within; nothing where no path was given. `data` and `written` are what it reads and writes."""
    if path is None:
        yield
        return
    _refuse_place(path, data, written)
    with _open_for_adding(path) as file:
        log = RunLog(file)
        _open_logs.append(log)
        log.write("info", "start", command=command)
        status = 1
        try:
            yield
            status = 0
        except typer.Exit as ending:
            status = ending.exit_code
            raise
        except UserError as error:
            status = error.exit_status
            raise
        except KeyboardInterrupt:
            status = 130
            raise
        finally:
            _open_logs.remove(log)
            log.write(_STATUS_LEVELS.get(status, "error"), "end", status=status)


def log_issues(run: Run) -> None:
    """Log where each issue of a run stands, and of which kind it is; nothing where no log is kept."""
    if not _open_logs:
        return
    from antidrug_kpi.registers.redaction import NATIONAL_NUMBERS_ONLY

    names: dict[str, str] = {}
    for issue in run.result.issues:
        name = issue.address.file
        if name not in names:
            names[name] = NATIONAL_NUMBERS_ONLY.redact(name)
        for log in _open_logs:
            log.write(issue.level.name.lower(), issue.code, names[name], issue.address.row)


def log_office(outcome: OfficeOutcome, *, is_for_public: bool) -> None:
    """Log how an office of a batch ended, how long it took, and how many rows were read and rejected, which for the public is
    null; nothing where no log is kept.
    """
    if not _open_logs:
        return
    from antidrug_kpi.registers.redaction import NATIONAL_NUMBERS_ONLY

    status = outcome.exit_status
    has_counts = outcome.rows is not None and not is_for_public
    more: dict[str, str | float | None] = {
        "office": NATIONAL_NUMBERS_ONLY.redact(outcome.name),
        "status": status,
        "seconds": None if outcome.seconds is None else round(outcome.seconds, 1),
        "rows": outcome.rows if has_counts else None,
        "rejected": outcome.rejected if has_counts else None,
    }
    if outcome.recheck is not None:
        more["recheck_status"] = outcome.recheck.exit_status
    for log in _open_logs:
        log.write(_STATUS_LEVELS.get(status, "error"), "office", None, None, **more)


def _refuse_place(path: Path, data: object, written: tuple[object, ...]) -> None:
    """UsageError where the log would lie among the data or be another output, or there is a file that is no log."""
    place = Path(os.path.realpath(path))
    shown = show_path(path)
    if isinstance(data, Path) and is_folder(data) and place.is_relative_to(os.path.realpath(data)):
        raise UsageError(f"記錄檔「{shown}」在清冊的資料夾裡，下次會被當作資料讀取；請放到別處")
    if any(isinstance(other, Path) and place == Path(os.path.realpath(other)) for other in written):
        raise UsageError(f"記錄檔「{shown}」與輸入或輸出是同一個檔案；請改用其他檔名")
    if not os.path.lexists(path):
        return
    if not stat.S_ISREG(place.stat().st_mode if place.exists() else 0) or not _is_log(place):
        raise UsageError(f"記錄檔「{shown}」已存在，而且不是本程式的記錄檔；請改用其他檔名")


def _is_log(path: Path) -> bool:
    """Whether a file is empty, or begins with a line of a log."""
    with path.open(encoding="utf-8", errors="replace") as file:
        first = file.readline(1_000)
    try:
        return not first or json.loads(first).keys() >= _KEYS
    except (ValueError, AttributeError):
        return False


def _open_for_adding(path: Path) -> TextIO:
    try:
        number = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, _PRIVATE)
    except OSError as error:
        raise UserError(f"無法寫入記錄檔「{show_path(path)}」：{say_reason(error)}；請改放到別處") from None
    if os.name != "nt":
        os.fchmod(number, _PRIVATE)
    return os.fdopen(number, "a", encoding="utf-8", newline="\n")
