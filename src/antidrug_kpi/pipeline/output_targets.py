"""Whether an output may be written where the user wants it."""

from __future__ import annotations

from pathlib import Path

from antidrug_kpi.forms.output.places import Inputs, is_same_file, is_standard_output, refuse_place
from antidrug_kpi.pipeline.run_terms import resolve_settings
from antidrug_kpi.settings import Settings

__all__ = ["find_output_file", "is_same_file", "is_standard_output", "refuse_target"]


def find_output_file(path: Path | None) -> Path | None:
    """The file that an output goes to; none where it is standard output, where it goes without -o too."""
    return None if path is None or is_standard_output(path) else path


def refuse_target(path: Path, settings: Settings, data: Path | None = None, *, may_replace: bool) -> None:
    """UsageError where the output would replace an input of the run, a device, or work that `may_replace` does not give up.

    `data` is what the run reads, where it reads any.
    """
    mapping = settings.mapping if data is None else resolve_settings(settings, data).mapping
    refuse_place(path, Inputs(data, () if mapping is None else (mapping,)), may_replace=may_replace)
