"""Whether an output may be written where the user wants it: in a format that there is, and over nothing that must stay."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from antidrug_kpi.errors import UsageError
from antidrug_kpi.forms.output.places import Inputs, is_same_file, is_standard_output, refuse_place
from antidrug_kpi.issues import Level
from antidrug_kpi.pipeline.resolved_settings import resolve_settings
from antidrug_kpi.printable import escape_controls, show_path
from antidrug_kpi.settings import Settings

if TYPE_CHECKING:
    from antidrug_kpi.pipeline.run import Run

__all__ = ["check_suffix", "find_output_file", "is_same_file", "is_standard_output", "refuse_input", "refuse_target"]


def find_output_file(path: Path | None) -> Path | None:
    """The file that an output goes to; none where it goes to standard output, as it does without -o."""
    return None if path is None or is_standard_output(path) else path


def check_suffix(path: Path, allowed: Sequence[str], what: str = "輸出檔") -> None:
    """UsageError where the suffix of an output stands for no format that can be written; `what` is what the message calls it.

    Standard output has no suffix, so it takes only what has a single format.
    """
    if is_standard_output(path):
        if len(allowed) > 1:
            raise UsageError(f"寫到標準輸出時看不出要哪一種檔案；請用檔名，副檔名為 {'、'.join(allowed)}")
        return
    if path.suffix.lower() not in allowed:
        raise UsageError(f"{what}「{escape_controls(path.name)}」的副檔名不支援；請用 {'、'.join(allowed)}")


def refuse_target(path: Path, settings: Settings, data: Path | None = None, *, may_replace: bool) -> None:
    """UsageError where the output would replace an input of the run, a device, or, unless it `may_replace`, somebody's work.

    `data` is what the run reads, where it reads any.
    """
    resolved = settings if data is None else resolve_settings(settings, data)
    files = tuple(file for file in (resolved.mapping, resolved.answers) if file is not None)
    refuse_place(path, Inputs(data, files), may_replace=may_replace)


def refuse_input(path: Path, data: Path, run: Run) -> None:
    """UsageError where an output would replace a register that the run has read, or a file that it could not read."""
    folder = data if data.is_dir() else data.parent
    files = {source.file for register in run.reading.registers.values() for source in register.sources}
    files |= {issue.address.file for issue in run.reading.issues if issue.level is Level.FILE}
    files |= {left.file for left in run.reading.left_out}
    if path.exists() and any(place.exists() and path.samefile(place) for place in (folder / file for file in files)):
        raise UsageError(f"輸出檔「{show_path(path)}」就是讀入的清冊，未寫入，以免覆蓋；請改用其他檔名")
