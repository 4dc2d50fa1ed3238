"""The progress line of a long run (讀取檔案 12/30：追蹤輔導紀錄.csv), erased before anything else is printed."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from antidrug_kpi.printable import escape_controls
from antidrug_kpi.settings import Settings
from antidrug_kpi.stages import Step

# Seconds until a run counts as long, and between two looks at what it is at.
PATIENCE, PAUSE = 2.0, 0.2
_USUAL_COLUMNS = 80
# What a terminal adds where somebody types Ctrl-C (^C), and the last column, after which it may begin a line.
_MARGIN = 3


@contextmanager
def show_progress(settings: Settings, data: Path | None = None, output: Path | None = None) -> Iterator[Settings]:
    """Gives the settings with a `watch` that shows each step on standard error, from two seconds on.

    Nothing is shown where standard error is no terminal, with --quiet, or where `output` is standard output: nothing else may
    be printed in the meantime.
    """
    if settings.quiet or not _has_room(output):
        yield settings
        return
    with _ProgressLine(lambda: _is_quiet(settings, data)) as line:

        def watch(step: Step) -> None:
            settings.watch(step)
            line.step = step

        def ask() -> str | None:
            with line.hide():
                return settings.ask_password() if settings.ask_password else None

        yield replace(settings, watch=watch, ask_password=ask if settings.ask_password else None)


def _has_room(output: Path | None) -> bool:
    """Whether a line can be drawn: standard error is a terminal, and the output does not go to standard output."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return False
    from antidrug_kpi.forms.output.places import is_standard_output

    return output is None or not is_standard_output(output)


def _is_quiet(settings: Settings, data: Path | None) -> bool:
    """Whether the office's own settings say quiet. They are valid, or the run would have ended with an error."""
    if data is None:
        return False
    from antidrug_kpi.pipeline import resolve_settings

    return bool(resolve_settings(settings, data).quiet)


class _ProgressLine:
    """The progress line, drawn by its own thread, so that the work only notes its step and never waits."""

    def __init__(self, is_quiet: Callable[[], bool]) -> None:
        self.step: Step | None = None
        self._is_quiet = is_quiet
        self._drawn = ""
        self._lock = threading.Lock()
        self._has_ended = threading.Event()
        self._thread = threading.Thread(target=self._keep_drawing, daemon=True)

    def __enter__(self) -> _ProgressLine:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._has_ended.set()
        self._thread.join()
        self._draw("")

    @contextmanager
    def hide(self) -> Iterator[None]:
        """Erase the line while a person is asked something."""
        with self._lock:
            self._draw("")
            yield

    def _keep_drawing(self) -> None:
        if self._has_ended.wait(PATIENCE) or self._is_quiet():
            return
        while not self._has_ended.wait(PAUSE):
            with self._lock:
                if self.step is not None:
                    self._draw(say_step(self.step, _count_columns()))

    def _draw(self, text: str) -> None:
        """Replace the drawn line, with blanks over what is left of a longer one; an empty text erases it."""
        if text == self._drawn:
            return
        from antidrug_kpi.forms.text_widths import measure_text

        left = measure_text(self._drawn) - measure_text(text)
        blanks = " " * (left + _MARGIN - 1) if left > 0 else ""
        sys.stderr.write(f"\r{text}{blanks}\r{text}" if blanks else f"\r{text}")
        sys.stderr.flush()
        self._drawn = text


def say_step(step: Step, columns: int) -> str:
    """讀取檔案 12/30：追蹤輔導紀錄.csv, no wider than a terminal of so many columns."""
    count = f" {step.number}/{step.total}" if step.total else ""
    return _shorten(f"{step.stage}{count}{_say_name(step.name)}", columns - _MARGIN)


def _say_name(name: str) -> str:
    """The name of a file or register, its national identifiers hidden and its control characters escaped."""
    if not name:
        return ""
    from antidrug_kpi.registers.redaction import NATIONAL_NUMBERS_ONLY

    return f"：{escape_controls(NATIONAL_NUMBERS_ONLY.redact(name))}"


def _shorten(text: str, most: int) -> str:
    from antidrug_kpi.forms.text_widths import measure_text

    if measure_text(text) <= most:
        return text
    end = len(text)
    while end and measure_text(text[:end]) > most - measure_text("…"):
        end -= 1
    return f"{text[:end]}…" if end else ""


def _count_columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or _USUAL_COLUMNS
    except OSError:
        return _USUAL_COLUMNS
